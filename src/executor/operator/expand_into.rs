//! Between two bound nodes: a row for each relationship that joins them.
//!
//! Rows often come with the same end many times over. Its neighbours are then marked once, and each other end is looked up.

use super::emission::{Emission, put};
use super::grow::Grow;
use super::walk::Walk;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::graph::Graph;
use crate::planner::plan::Follow;
use crate::semantics::expression::Slot;
use crate::value::{NodeId, RelationshipId};

pub(super) struct ExpandInto<'p> {
    from: Slot,
    relationship: Slot,
    to: Slot,
    follow: &'p Follow,
    live: &'p [Slot],
    walk: Walk,
    rows_seen: usize,
    indexed: bool,
    found: Vec<RelationshipId>,
    marks: Marks,
}

impl<'p> ExpandInto<'p> {
    pub(super) fn new(
        (from, relationship, to): (Slot, Slot, Slot),
        follow: &'p Follow,
        live: &'p [Slot],
    ) -> Self {
        Self {
            from,
            relationship,
            to,
            follow,
            live,
            walk: Walk::default(),
            rows_seen: 0,
            indexed: false,
            found: Vec::new(),
            marks: Marks::default(),
        }
    }

    /// The relationships over the sorted lists of one of the two nodes. Gives how many.
    fn indexed(&mut self, from: NodeId, to: NodeId, graph: &Graph) -> usize {
        let before = self.found.len();
        for (kind, side, again) in self.walk.indexes() {
            if !(again && from == to) {
                let joining = graph.adjacency(kind, side).between(from, to);
                self.found.extend_from_slice(joining);
            }
        }
        self.found.len() - before
    }

    fn listed(&mut self, from: NodeId, to: NodeId, graph: &Graph) -> usize {
        let before = self.found.len();
        let joining = graph.connecting(from, to, self.walk.direction, self.walk.types());
        self.found.extend(joining);
        self.found.len() - before
    }
}

impl Grow for ExpandInto<'_> {
    fn begin(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> Result<(), RunError> {
        self.walk = Walk::new(self.follow, &context.graph);
        self.rows_seen = self.rows_seen.saturating_add(chunk.rows);
        self.indexed = self.walk.wants_indexes(self.rows_seen, &context.graph);
        self.marks.clear();
        Ok(())
    }

    fn grow(
        &mut self,
        chunk: &Chunk,
        row: usize,
        out: &mut Emission,
        context: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        let from = chunk.column(self.from).node(row);
        let (Some(from), Some(to)) = (from, chunk.column(self.to).node(row)) else {
            return Ok(true);
        };
        let graph = &*context.graph;
        let is_read = self.live.contains(&self.relationship);
        let column = chunk.column(self.to);
        let marked = self.indexed
            && self
                .marks
                .serve(to, || run_length(column, row), &self.walk, graph);
        let joining = if marked && !(is_read && self.marks.of(from) > 0) {
            self.marks.of(from)
        } else if self.indexed {
            self.indexed(from, to, graph)
        } else {
            self.listed(from, to, graph)
        };
        if is_read {
            out.repeat(row, joining);
        } else if joining > 0 {
            out.push_weighted(row, joining as u64);
        }
        Ok(true)
    }

    fn finish(&mut self, chunk: &mut Chunk) {
        let found = Vector::Relationships(std::mem::take(&mut self.found));
        put(chunk, self.relationship, found, self.live);
    }

    fn reset(&mut self) {
        self.found.clear();
        self.marks.clear();
    }
}

/// Marking takes about as long as looking up so many other ends.
const NEIGHBOURS_PER_ROW: usize = 4;

/// How often each node is joined to one.
#[derive(Default)]
struct Marks {
    /// The node last asked for.
    asked: Option<NodeId>,
    is_marked: bool,
    counts: Vec<u32>,
    marked: Vec<NodeId>,
}

impl Marks {
    /// Whether the neighbours of `to` are marked: now, if so many rows have it that this is worth it.
    fn serve(&mut self, to: NodeId, rows: impl Fn() -> usize, walk: &Walk, graph: &Graph) -> bool {
        if self.asked == Some(to) {
            return self.is_marked;
        }
        self.clear();
        self.asked = Some(to);
        let back = walk.reversed();
        let degree = graph.degree(to, back.direction, back.types());
        if rows() * NEIGHBOURS_PER_ROW < degree {
            return false;
        }
        self.counts.resize(graph.node_bound(), 0);
        for (_, neighbour) in back.hops(to, graph) {
            self.counts[neighbour.0 as usize] += 1;
            self.marked.push(neighbour);
        }
        self.is_marked = true;
        true
    }

    fn of(&self, from: NodeId) -> usize {
        self.counts
            .get(from.0 as usize)
            .map_or(0, |count| *count as usize)
    }

    fn clear(&mut self) {
        for node in self.marked.drain(..) {
            self.counts[node.0 as usize] = 0;
        }
        self.asked = None;
        self.is_marked = false;
    }
}

/// How many rows from here on have the same node.
fn run_length(column: &Vector, row: usize) -> usize {
    let node = column.node(row);
    let same = (row..column.len()).take_while(|at| column.node(*at) == node);
    same.count()
}
