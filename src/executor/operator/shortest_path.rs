//! Shortest paths between two bound nodes.
//!
//! Without predicates on the path: breadth first from both ends. With them, or with a least length: trails of growing
//! length, kept from straying by their distance to the other end, until some pass.

use super::element::Element;
use super::emission::{Emission, pick, put, slots_of};
use super::grow::Grow;
use super::held::Held;
use super::search::{Front, Ground, meet};
use super::trail::{Trails, Trip, list};
use super::var_length_expand::{least, most};
use super::walk::Walk;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::select;
use crate::graph::Graph;
use crate::planner::plan::{Expression, Follow, Steps};
use crate::semantics::expression::Slot;
use crate::value::{NodeId, Path, RelationshipId, Value};

/// Trails are put to the predicates so many at a time.
const TRIED_AT_ONCE: usize = 256;

type Way = Vec<RelationshipId>;

/// What the plan says.
#[derive(Clone, Copy)]
pub(super) struct Shortest<'p> {
    pub from: Slot,
    pub to: Slot,
    pub relationships: Slot,
    pub path: Slot,
    pub follow: &'p Follow,
    pub steps: &'p Steps,
    pub all: bool,
    pub predicates: &'p [Expression],
    pub live: &'p [Slot],
}

pub(super) struct ShortestPath<'p> {
    plan: Shortest<'p>,
    walk: Walk,
    /// Ways of the current row still to be given, and where they begin.
    rest: std::vec::IntoIter<Way>,
    lists: Vec<Value>,
    paths: Vec<Value>,
    held: Held,
    trails: Trails,
}

impl<'p> ShortestPath<'p> {
    pub(super) fn new(plan: Shortest<'p>) -> Self {
        Self {
            plan,
            walk: Walk::default(),
            rest: Vec::new().into_iter(),
            lists: Vec::new(),
            paths: Vec::new(),
            held: Held::new("ShortestPath"),
            trails: Trails::new("ShortestPath"),
        }
    }

    fn search(
        &mut self,
        (from, to): (NodeId, NodeId),
        (chunk, row): (&Chunk, usize),
        context: &mut Context<'_>,
    ) -> Result<Vec<Way>, RunError> {
        let steps = self.plan.steps;
        if from == to {
            let here = (steps.min == 0).then(Vec::new).into_iter().collect();
            return self.passing(here, from, (chunk, row), context);
        }
        let ground = Ground {
            element: Element::new(steps),
            chunk,
            row,
            all: self.plan.all,
        };
        if !self.plan.predicates.is_empty() || steps.min > 1 {
            return self.search_trails((from, to), ground, context);
        }
        let left = Front::new(from, self.walk.clone(), &mut self.held, context)?;
        let right = Front::new(to, self.walk.reversed(), &mut self.held, context)?;
        let max = most(steps.max);
        meet(left, right, max, ground, (&mut self.held, context))
    }

    /// Trails of growing length until some pass.
    fn search_trails(
        &mut self,
        (from, to): (NodeId, NodeId),
        ground: Ground<'_, '_>,
        context: &mut Context<'_>,
    ) -> Result<Vec<Way>, RunError> {
        let mut home = Front::new(to, self.walk.reversed(), &mut self.held, context)?;
        while !home.is_exhausted() {
            home.widen(ground, None, &mut self.held, context)?;
        }
        let Some(distance) = home.distance(from) else {
            return Ok(Vec::new());
        };
        let shortest = least(self.plan.steps.min);
        let mut length = distance.max(shortest);
        while length <= most(self.plan.steps.max) {
            let (found, longer) =
                self.trails_of_length(length, (from, to), &home, ground, context)?;
            if !found.is_empty() || !longer {
                return Ok(found);
            }
            length += 1;
        }
        Ok(Vec::new())
    }

    /// The trails of exactly that length that pass, and whether there may be longer ones.
    fn trails_of_length(
        &mut self,
        length: usize,
        (from, to): (NodeId, NodeId),
        home: &Front,
        ground: Ground<'_, '_>,
        context: &mut Context<'_>,
    ) -> Result<(Vec<Way>, bool), RunError> {
        let walk = self.walk.clone();
        let lists = walk.lists_of_reader(&context.graph);
        let trip = Trip {
            walk: &walk,
            lists: lists.as_deref(),
            element: ground.element,
            chunk: ground.chunk,
            row: ground.row,
            max: length,
        };
        let (mut found, mut tried, mut longer) = (Vec::new(), Vec::new(), false);
        self.trails.start(from);
        loop {
            let worth = |node, depth| {
                let close = home
                    .distance(node)
                    .is_some_and(|left| depth + left <= length);
                longer |= !close && home.distance(node).is_some();
                close
            };
            let node = self.trails.advance(trip, worth, context)?;
            let arrived = node == Some(to) && self.trails.path().len() == length;
            if arrived {
                tried.push(self.trails.path().to_vec());
            }
            longer |= node.is_some() && self.trails.path().len() == length;
            if tried.len() >= TRIED_AT_ONCE || node.is_none() {
                let batch = std::mem::take(&mut tried);
                let at = (ground.chunk, ground.row);
                found.extend(self.passing(batch, from, at, context)?);
            }
            if node.is_none() || (!self.plan.all && !found.is_empty()) {
                return Ok((found, longer));
            }
        }
    }

    /// The ways for which the predicates hold; one of them, unless all are wanted.
    fn passing(
        &self,
        ways: Vec<Way>,
        from: NodeId,
        (chunk, row): (&Chunk, usize),
        context: &mut Context<'_>,
    ) -> Result<Vec<Way>, RunError> {
        if ways.is_empty() || self.plan.predicates.is_empty() {
            return Ok(self.wanted(ways));
        }
        let rows = vec![row as u32; ways.len()];
        let mut probe = pick(chunk, &rows, &slots_of(chunk));
        let paths = ways.iter().map(|way| path(from, way, &context.graph));
        probe.set(self.plan.path, Vector::Values(paths.collect()));
        let lists = ways.iter().map(|way| list(way, false)).collect();
        probe.set(self.plan.relationships, Vector::Values(lists));
        let kept = select(self.plan.predicates, &probe, context)?;
        let kept = kept.iter().map(|&at| ways[at as usize].clone());
        Ok(self.wanted(kept.collect()))
    }

    fn wanted(&self, mut ways: Vec<Way>) -> Vec<Way> {
        if !self.plan.all {
            ways.truncate(1);
        }
        ways
    }
}

/// The path from a node along relationships.
pub(super) fn path(from: NodeId, relationships: &[RelationshipId], graph: &Graph) -> Value {
    let mut nodes = vec![from];
    let mut at = from;
    for id in relationships {
        let fixed = graph.relationship(*id);
        at = if fixed.start == at {
            fixed.end
        } else {
            fixed.start
        };
        nodes.push(at);
    }
    Value::Path(std::sync::Arc::new(Path {
        nodes,
        relationships: relationships.to_vec(),
    }))
}

impl Grow for ShortestPath<'_> {
    fn begin(&mut self, _: &Chunk, context: &mut Context<'_>) -> Result<(), RunError> {
        self.walk = Walk::new(self.plan.follow, &context.graph);
        Ok(())
    }

    fn grow(
        &mut self,
        chunk: &Chunk,
        row: usize,
        out: &mut Emission,
        context: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        let from = chunk.column(self.plan.from).node(row);
        let (Some(from), Some(to)) = (from, chunk.column(self.plan.to).node(row)) else {
            return Ok(true);
        };
        if self.rest.as_slice().is_empty() {
            self.rest = self.search((from, to), (chunk, row), context)?.into_iter();
        }
        while !out.is_full() {
            let Some(way) = self.rest.next() else {
                break;
            };
            out.push(row);
            self.lists.push(list(&way, false));
            self.paths.push(path(from, &way, &context.graph));
        }
        let finished = self.rest.as_slice().is_empty();
        if finished {
            self.held.release(context);
        }
        Ok(finished)
    }

    fn finish(&mut self, chunk: &mut Chunk) {
        let lists = Vector::Values(std::mem::take(&mut self.lists));
        let paths = Vector::Values(std::mem::take(&mut self.paths));
        put(chunk, self.plan.relationships, lists, self.plan.live);
        put(chunk, self.plan.path, paths, self.plan.live);
    }

    fn reset(&mut self) {
        self.rest = Vec::new().into_iter();
        self.lists.clear();
        self.paths.clear();
        self.held.forget();
        self.trails.reset();
    }
}
