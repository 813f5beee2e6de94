//! Variable length to nodes that are given once: breadth-first, so that no node is come back to.
//!
//! A shortest way takes no relationship twice, so that every node within reach of a source is found. Only a source itself is found
//! when another source leads to it, or a way that comes back: the search for that has to keep apart by which relationship it left.

use rustc_hash::FxHashMap;

use super::distinct_ends::FindEnds;
use super::held::Held;
use super::node_set::NodeSet;
use super::reach::Reach;
use super::var_length_expand::most;
use super::walk::Walk;
use crate::executor::RunError;
use crate::executor::chunk::CHUNK_ROWS;
use crate::executor::context::Context;
use crate::graph::Direction;
use crate::planner::plan::{Follow, Steps};
use crate::value::{NodeId, RelationshipId};

/// What the plan says.
#[derive(Clone, Copy)]
pub(super) struct Pruning<'p> {
    pub apart: bool,
    pub follow: &'p Follow,
    pub steps: &'p Steps,
}

impl FindEnds for Pruning<'_> {
    fn find(
        &mut self,
        sources: NodeSet,
        held: &mut Held,
        context: &mut Context<'_>,
    ) -> Result<Vec<NodeId>, RunError> {
        let mut found = self.within_reach(&sources, held, context)?;
        let comes_back = ComesBack::new(*self, &sources, &*context);
        for source in sources.iter() {
            let is_end = self.steps.min == 0 && !self.apart;
            if is_end || comes_back.to(source, held, context)? {
                found.insert(source);
            }
        }
        Ok(found.iter().collect())
    }
}

impl Pruning<'_> {
    /// All nodes but the sources that are within reach of one.
    fn within_reach(
        &self,
        sources: &NodeSet,
        held: &mut Held,
        context: &mut Context<'_>,
    ) -> Result<NodeSet, RunError> {
        let max = most(self.steps.max);
        let mut found = NodeSet::default();
        let mut front: Vec<NodeId> = sources.iter().collect();
        let mut depth = 0;
        while depth < max && !front.is_empty() {
            let mut next = Vec::new();
            for some in front.chunks(CHUNK_ROWS) {
                let reach = Reach::new(self.follow, &[], front.len(), context);
                for node in some {
                    reach.nodes(*node, |end| {
                        if !sources.contains(end) && found.insert(end) {
                            next.push(end);
                        }
                    });
                }
                context.check()?;
                let bytes = found.bytes() + next.capacity() * size_of::<NodeId>();
                held.grow_to(sources.bytes() + bytes, context)?;
            }
            front = next;
            depth += 1;
        }
        Ok(found)
    }
}

/// How a node was arrived at.
#[derive(Clone, Copy)]
struct Arrival {
    depth: usize,
    /// The first relationship on the way, and the last.
    first: RelationshipId,
    last: RelationshipId,
}

type Arrivals = FxHashMap<NodeId, Arrival>;

/// What an entry of a table of arrivals takes, about.
const ARRIVAL_BYTES: usize = size_of::<(NodeId, Arrival)>() + 1;

/// The search, from a source backwards, for a way that ends there.
struct ComesBack<'s> {
    sources: &'s NodeSet,
    is_alone: bool,
    /// Whether a way back to the source itself is none.
    apart: bool,
    back: Walk,
    max: usize,
}

impl<'s> ComesBack<'s> {
    fn new(plan: Pruning<'_>, sources: &'s NodeSet, context: &Context<'_>) -> Self {
        Self {
            sources,
            is_alone: sources.len() == 1,
            apart: plan.apart,
            back: Walk::new(plan.follow, &context.graph).reversed(),
            max: most(plan.steps.max),
        }
    }

    /// Whether another source leads to this one, or a way from it back to it that takes no relationship twice.
    fn to(
        &self,
        source: NodeId,
        held: &mut Held,
        context: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        let mut arrivals = Arrivals::default();
        let mut front = vec![source];
        let mut depth = 0;
        while !front.is_empty() && depth < self.longest() {
            let mut next = Vec::new();
            for some in front.chunks(CHUNK_ROWS) {
                let reach = Reach::along(self.back.clone(), &[], front.len(), context);
                for node in some {
                    if self.leaves(*node, (source, depth), &reach, &mut arrivals, &mut next) {
                        return Ok(true);
                    }
                }
                context.check()?;
                held.grow_to(arrivals.capacity() * ARRIVAL_BYTES, context)?;
            }
            front = next;
            depth += 1;
        }
        Ok(false)
    }

    /// Goes on from a node at some depth. Whether that ends a way to the source; else who was not arrived at before is put into `next`.
    fn leaves(
        &self,
        node: NodeId,
        (source, depth): (NodeId, usize),
        reach: &Reach<'_>,
        arrivals: &mut Arrivals,
        next: &mut Vec<NodeId>,
    ) -> bool {
        let at = arrivals.get(&node).copied();
        let mut ends = false;
        reach.hops(node, |relationship, end| {
            ends = ends || self.closes(source, (at, relationship, end), depth, arrivals);
            if end != source && !ends {
                arrivals.entry(end).or_insert_with(|| {
                    next.push(end);
                    Arrival {
                        depth: depth + 1,
                        first: at.map_or(relationship, |at| at.first),
                        last: relationship,
                    }
                });
            }
        });
        ends
    }

    /// How many steps may be worth looking for. Two ways of a length meet in one that is twice as long.
    fn longest(&self) -> usize {
        match (self.is_alone, self.apart, self.back.direction) {
            (true, true, _) => 0,
            (true, false, Direction::Both) => self.max.div_ceil(2),
            _ => self.max,
        }
    }

    /// Whether a hop from a node at some depth ends a way to the source.
    fn closes(
        &self,
        source: NodeId,
        (at, relationship, end): (Option<Arrival>, RelationshipId, NodeId),
        depth: usize,
        arrivals: &Arrivals,
    ) -> bool {
        if end == source {
            return !self.apart && at.is_none_or(|at| at.last != relationship);
        }
        if self.sources.contains(end) {
            return true;
        }
        if self.apart || self.back.direction != Direction::Both {
            return false;
        }
        // Two ways that left the source by different relationships meet.
        let first = at.map_or(relationship, |at| at.first);
        let met = arrivals.get(&end);
        met.is_some_and(|met| met.first != first && depth + 1 + met.depth <= self.max)
    }
}
