//! From set to set of nodes along relationships.
//!
//! Each node is left once, however often it was arrived at. Where relationships or nodes have to differ from earlier ones, some ways to
//! each node are kept ([`Front::Witnessed`]).

use super::distinct_ends::FindEnds;
use super::held::Held;
use super::node_set::NodeSet;
use super::reach::Reach;
use super::witnesses::{Front, Kept, Way};
use crate::executor::RunError;
use crate::executor::chunk::CHUNK_ROWS;
use crate::executor::context::Context;
use crate::planner::plan::DistinctHop;
use crate::value::NodeId;

/// The hops, one behind the other.
pub(super) struct ExpandDistinct<'p> {
    pub hops: &'p [DistinctHop],
}

impl FindEnds for ExpandDistinct<'_> {
    fn find(
        &mut self,
        sources: NodeSet,
        held: &mut Held,
        context: &mut Context<'_>,
    ) -> Result<Vec<NodeId>, RunError> {
        let mut front = match self.compared_after(0) {
            0 => Front::Nodes(sources),
            few => {
                let mut front = Front::Witnessed(Default::default());
                let nodes = sources.iter();
                nodes.for_each(|node| front.offer(node, Way::from(node), few));
                front
            }
        };
        for place in 0..self.hops.len() {
            front = self.step(place, &front, held, context)?;
        }
        Ok(front.nodes())
    }
}

impl ExpandDistinct<'_> {
    /// The nodes one hop leads to.
    fn step(
        &self,
        place: usize,
        from: &Front,
        held: &mut Held,
        context: &mut Context<'_>,
    ) -> Result<Front, RunError> {
        let hop = &self.hops[place];
        let mut to = match self.compared_after(place + 1) {
            0 => Front::Nodes(NodeSet::default()),
            _ => Front::Witnessed(Default::default()),
        };
        let nodes = from.nodes();
        for some in nodes.chunks(CHUNK_ROWS) {
            let reach = Reach::new(&hop.follow, &hop.labels, nodes.len(), context);
            self.leave(place, (from, some), &reach, &mut to);
            context.check()?;
            let bytes = from.bytes() + to.bytes();
            held.grow_to(bytes, context)?;
        }
        Ok(to)
    }

    /// Follows a hop from some of the nodes arrived at.
    fn leave(
        &self,
        place: usize,
        (from, some): (&Front, &[NodeId]),
        reach: &Reach<'_>,
        to: &mut Front,
    ) {
        let hop = &self.hops[place];
        let kept = Kept::of(&self.hops[place + 1..]);
        let few = self.compared_after(place + 1);
        match (from, to) {
            (Front::Nodes(_), Front::Nodes(ends)) => {
                for node in some {
                    reach.nodes(*node, |end| _ = ends.insert(end));
                }
            }
            (Front::Nodes(_), to) => {
                for node in some {
                    reach.hops(*node, |relationship, end| {
                        let way = Way::NOTHING.onward(place, (relationship, end), &kept);
                        to.offer(end, way, few);
                    });
                }
            }
            (Front::Witnessed(nodes), Front::Nodes(ends)) => {
                for (node, ways) in some.iter().filter_map(|node| nodes.get_key_value(node)) {
                    reach.hops(*node, |relationship, end| {
                        if !ends.contains(end) && ways.leave_open((relationship, end), hop) {
                            ends.insert(end);
                        }
                    });
                }
            }
            (Front::Witnessed(nodes), to) => {
                for (node, ways) in some.iter().filter_map(|node| nodes.get_key_value(node)) {
                    reach.hops(*node, |relationship, end| {
                        for way in ways.open_ways((relationship, end), hop) {
                            let way = way.onward(place, (relationship, end), &kept);
                            to.offer(end, way, few);
                        }
                    });
                }
            }
        }
    }

    /// How many relationships and ends of the hops from one on are compared with what is passed before it.
    fn compared_after(&self, place: usize) -> usize {
        let later = self.hops.iter().skip(place);
        let compared = later.map(|hop| {
            let relationship = hop.apart_from.iter().any(|it| *it < place);
            let end = hop.end_apart_from.iter().any(|it| *it <= place);
            usize::from(relationship) + usize::from(end)
        });
        compared.sum()
    }
}
