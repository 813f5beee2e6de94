//! From a bound node along a number of relationships, none taken twice.

use super::element::Element;
use super::emission::{Emission, put};
use super::grow::Grow;
use super::trail::{Trails, Trip, list};
use super::walk::Walk;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan::{Follow, Steps};
use crate::semantics::expression::Slot;
use crate::value::{NodeId, Value};

/// A chunk ends when its lists have so many items together.
const MOST_ITEMS: usize = 1 << 16;

/// What the plan says.
#[derive(Clone, Copy)]
pub(super) struct VarLength<'p> {
    pub from: Slot,
    pub relationships: Slot,
    pub to: Slot,
    pub follow: &'p Follow,
    pub steps: &'p Steps,
    pub into: bool,
    pub reversed: bool,
    pub live: &'p [Slot],
}

pub(super) struct VarLengthExpand<'p> {
    plan: VarLength<'p>,
    walk: Walk,
    trails: Trails,
    active: bool,
    /// With `into` the node to arrive at.
    target: Option<NodeId>,
    /// Whether the lists found are read, and the nodes.
    reads: (bool, bool),
    lists: Vec<Value>,
    nodes: Vec<NodeId>,
    items: usize,
    /// Where nothing is read: the number of ways.
    count: u64,
}

impl<'p> VarLengthExpand<'p> {
    pub(super) fn new(plan: VarLength<'p>) -> Self {
        let reads_nodes = !plan.into && plan.live.contains(&plan.to);
        Self {
            plan,
            walk: Walk::default(),
            trails: Trails::new("VarLengthExpand"),
            active: false,
            target: None,
            reads: (plan.live.contains(&plan.relationships), reads_nodes),
            lists: Vec::new(),
            nodes: Vec::new(),
            items: 0,
            count: 0,
        }
    }

    /// Begins a row; `false` where it has nothing to begin with.
    fn start(&mut self, chunk: &Chunk, row: usize, out: &mut Emission) -> bool {
        let Some(from) = chunk.column(self.plan.from).node(row) else {
            return false;
        };
        if self.plan.into {
            self.target = chunk.column(self.plan.to).node(row);
            if self.target.is_none() {
                return false;
            }
        }
        self.trails.start(from);
        self.active = true;
        self.count = 0;
        if self.plan.steps.min == 0 {
            self.arrive(from, row, out);
        }
        true
    }

    fn arrive(&mut self, node: NodeId, row: usize, out: &mut Emission) {
        if self.target.is_some_and(|target| target != node) {
            return;
        }
        if self.reads == (false, false) {
            self.count += 1;
            return;
        }
        out.push(row);
        if self.reads.0 {
            let path = self.trails.path();
            self.items += path.len();
            self.lists.push(list(path, self.plan.reversed));
        }
        if self.reads.1 {
            self.nodes.push(node);
        }
    }

    fn end_row(&mut self, row: usize, out: &mut Emission) {
        self.active = false;
        if self.count > 0 {
            out.push_weighted(row, self.count);
            self.count = 0;
        }
    }
}

/// A number of steps as a length of something in memory.
pub(super) fn most(max: Option<u64>) -> usize {
    max.map_or(usize::MAX, |max| usize::try_from(max).unwrap_or(usize::MAX))
}

impl Grow for VarLengthExpand<'_> {
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
        if !self.active && !self.start(chunk, row, out) {
            return Ok(true);
        }
        let steps = self.plan.steps;
        let walk = self.walk.clone();
        let lists = walk.lists_of_reader(&context.graph);
        let trip = Trip {
            walk: &walk,
            lists: lists.as_deref(),
            element: Element::new(steps),
            chunk,
            row,
            max: most(steps.max),
        };
        while !out.is_full() && self.items < MOST_ITEMS {
            let Some(node) = self.trails.advance(trip, |_, _| true, context)? else {
                self.end_row(row, out);
                return Ok(true);
            };
            if self.trails.path().len() as u64 >= steps.min {
                self.arrive(node, row, out);
            }
        }
        Ok(false)
    }

    fn finish(&mut self, chunk: &mut Chunk) {
        self.items = 0;
        let lists = Vector::Values(std::mem::take(&mut self.lists));
        let nodes = Vector::Nodes(std::mem::take(&mut self.nodes));
        put(chunk, self.plan.relationships, lists, self.plan.live);
        if !self.plan.into {
            put(chunk, self.plan.to, nodes, self.plan.live);
        }
    }

    fn reset(&mut self) {
        self.active = false;
        self.lists.clear();
        self.nodes.clear();
        self.items = 0;
        self.count = 0;
        self.trails.reset();
    }
}
