//! From a bound node along a number of relationships, none taken twice.
//!
//! Where the relationships taken are not read, the ways from a node are first taken for a tree.

use super::element::Element;
use super::emission::{Emission, put};
use super::grow::Grow;
use super::held::Held;
use super::trail::{Trails, Trip, list};
use super::tree::TreeSearch;
use super::walk::Walk;
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
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
    tree: TreeSearch,
    /// Whether the ways of the row are a tree, whose ends are being given.
    in_tree: bool,
    held: Held,
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
            tree: TreeSearch::default(),
            in_tree: false,
            held: Held::new("VarLengthExpand"),
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
    fn start(
        &mut self,
        trip: Trip<'_, '_>,
        out: &mut Emission,
        context: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        let (chunk, row) = (trip.chunk, trip.row);
        let Some(from) = chunk.column(self.plan.from).node(row) else {
            return Ok(false);
        };
        if self.plan.into {
            self.target = chunk.column(self.plan.to).node(row);
            if self.target.is_none() {
                return Ok(false);
            }
        }
        self.active = true;
        self.count = 0;
        self.in_tree = self.finds_tree(from, trip, context)?;
        if !self.in_tree {
            self.trails.start(from);
            if self.plan.steps.min == 0 {
                self.arrive(from, row, out);
            }
        }
        Ok(true)
    }

    /// Whether nobody asks for more than the ends, and the ways to them are a tree.
    fn finds_tree(
        &mut self,
        from: NodeId,
        trip: Trip<'_, '_>,
        context: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        let asked = self.reads.0 || trip.element.asks() || !self.tree.is_promising();
        let Some(lists) = trip.lists.filter(|_| !asked) else {
            return Ok(false);
        };
        let lengths = (least(self.plan.steps.min), trip.max);
        self.tree
            .find(from, lists, lengths, &mut self.held, context)
    }

    /// Gives the ends found in a tree. Whether these were all.
    fn give_ends(&mut self, row: usize, out: &mut Emission) -> bool {
        let room = CHUNK_ROWS.saturating_sub(out.len());
        let most = if self.reads.1 { room } else { usize::MAX };
        let (ends, last) = self.tree.take(most);
        if self.reads.1 {
            out.repeat(row, ends.len());
            self.nodes.extend_from_slice(ends);
        } else {
            let arrives = |end: &&NodeId| self.target.is_none_or(|target| target == **end);
            self.count += ends.iter().filter(arrives).count() as u64;
        }
        if last {
            self.end_row(row, out);
        }
        last
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

/// The same for the least number.
pub(super) fn least(min: u64) -> usize {
    usize::try_from(min).unwrap_or(usize::MAX)
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
        if !self.active && !self.start(trip, out, context)? {
            return Ok(true);
        }
        if self.in_tree {
            return Ok(self.give_ends(row, out));
        }
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
        self.held.forget();
        self.tree = TreeSearch::default();
    }
}
