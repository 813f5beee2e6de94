//! Between two bound nodes: a row for each relationship that joins them.
//!
//! Rows often come with the same end many times over. Its neighbours are then marked once, and each other end is looked up.

use super::emission::{Emission, put};
use super::grow::Grow;
use super::marks::{Marks, run_length};
use super::walk::Walk;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::profile::Reads;
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
    fn indexed(&mut self, from: NodeId, to: NodeId, graph: &Graph, reads: &Reads) -> usize {
        let before = self.found.len();
        for (kind, side, again) in self.walk.indexes() {
            if !(again && from == to) {
                let joining = graph.adjacency(kind, side).between(from, to);
                reads.add(1 + joining.len());
                self.found.extend_from_slice(joining);
            }
        }
        self.found.len() - before
    }

    fn listed(&mut self, from: NodeId, to: NodeId, graph: &Graph, reads: &Reads) -> usize {
        let before = self.found.len();
        let joining = graph.connecting(from, to, self.walk.direction, self.walk.types());
        self.found.extend(joining);
        let found = self.found.len() - before;
        reads.add(1 + found);
        found
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
        let (graph, reads) = (&*context.graph, &context.reads);
        let is_read = self.live.contains(&self.relationship);
        let column = chunk.column(self.to);
        let marked = self.indexed
            && self
                .marks
                .serve(to, || run_length(column, row), &self.walk, (graph, reads));
        let joining = if marked && !(is_read && self.marks.of(from) > 0) {
            self.marks.of(from)
        } else if self.indexed {
            self.indexed(from, to, graph, reads)
        } else {
            self.listed(from, to, graph, reads)
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
