//! Each input row with the nodes found for a value: what the seeks have in common.

use super::emission::{Emission, put};
use super::grow::Grow;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::{evaluate, items};
use crate::graph::Graph;
use crate::planner::plan::Expression;
use crate::semantics::expression::Slot;
use crate::value::{NodeId, Value};

/// A seek: `find` gives the nodes for one value, each once, ascending.
pub(super) struct NodeSeek<'p, F> {
    slot: Slot,
    sought: &'p Expression,
    /// Whether the value is a list of what is sought.
    list: bool,
    live: &'p [Slot],
    find: F,
    wanted: Vector,
    /// Nodes of the current row still to be given.
    rest: std::vec::IntoIter<NodeId>,
    found: Vec<NodeId>,
}

impl<'p, F: Fn(&Value, &Graph) -> Vec<NodeId>> NodeSeek<'p, F> {
    pub(super) fn new(
        slot: Slot,
        (sought, list): (&'p Expression, bool),
        live: &'p [Slot],
        find: F,
    ) -> Self {
        Self {
            slot,
            sought,
            list,
            live,
            find,
            wanted: Vector::Absent,
            rest: Vec::new().into_iter(),
            found: Vec::new(),
        }
    }

    fn nodes(&self, value: &Value, graph: &Graph) -> Result<Vec<NodeId>, RunError> {
        if !self.list {
            return Ok((self.find)(value, graph));
        }
        let items = items(value, self.sought.span)?.iter();
        let mut nodes: Vec<NodeId> = items.flat_map(|item| (self.find)(item, graph)).collect();
        nodes.sort_unstable();
        nodes.dedup();
        Ok(nodes)
    }
}

impl<F: Fn(&Value, &Graph) -> Vec<NodeId>> Grow for NodeSeek<'_, F> {
    fn begin(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> Result<(), RunError> {
        self.wanted = evaluate(self.sought, chunk, context)?;
        Ok(())
    }

    fn grow(
        &mut self,
        _: &Chunk,
        row: usize,
        out: &mut Emission,
        context: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        if self.rest.as_slice().is_empty() {
            let nodes = self.nodes(&self.wanted.get(row), &context.graph)?;
            self.rest = nodes.into_iter();
        }
        while !out.is_full() {
            let Some(node) = self.rest.next() else {
                return Ok(true);
            };
            self.found.push(node);
            out.push(row);
        }
        Ok(self.rest.as_slice().is_empty())
    }

    fn finish(&mut self, chunk: &mut Chunk) {
        let found = std::mem::take(&mut self.found);
        put(chunk, self.slot, Vector::Nodes(found), self.live);
    }

    fn reset(&mut self) {
        self.rest = Vec::new().into_iter();
        self.found.clear();
    }
}
