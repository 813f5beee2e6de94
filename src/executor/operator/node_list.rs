//! Each input row with each of a list of nodes: what the scans have in common.

use super::emission::{Emission, put};
use super::grow::Grow;
use super::held::Held;
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::graph::Graph;
use crate::semantics::expression::Slot;
use crate::value::NodeId;

/// A scan: the nodes are listed when the first row comes, so that what is created meanwhile is not met.
pub(super) struct NodeList<'p, L> {
    slot: Slot,
    live: &'p [Slot],
    list: L,
    nodes: Option<Vec<NodeId>>,
    at: usize,
    found: Vec<NodeId>,
    held: Held,
}

impl<'p, L: Fn(&Graph) -> Vec<NodeId>> NodeList<'p, L> {
    pub(super) fn new(operator: &'static str, slot: Slot, live: &'p [Slot], list: L) -> Self {
        Self {
            slot,
            live,
            list,
            nodes: None,
            at: 0,
            found: Vec::new(),
            held: Held::new(operator),
        }
    }
}

impl<L: Fn(&Graph) -> Vec<NodeId>> Grow for NodeList<'_, L> {
    fn begin(&mut self, _: &Chunk, context: &mut Context<'_>) -> Result<(), RunError> {
        if self.nodes.is_none() {
            let nodes = (self.list)(&context.graph);
            self.held.add(size_of_val(nodes.as_slice()), context)?;
            self.nodes = Some(nodes);
            self.at = 0;
        }
        Ok(())
    }

    fn grow(
        &mut self,
        _: &Chunk,
        row: usize,
        out: &mut Emission,
        _: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        let nodes = self.nodes.as_deref().unwrap_or_default();
        let to = nodes.len().min(self.at + CHUNK_ROWS - out.len());
        self.found.extend_from_slice(&nodes[self.at..to]);
        out.repeat(row, to - self.at);
        let finished = to == nodes.len();
        self.at = if finished { 0 } else { to };
        Ok(finished)
    }

    fn finish(&mut self, chunk: &mut Chunk) {
        let found = std::mem::take(&mut self.found);
        put(chunk, self.slot, Vector::Nodes(found), self.live);
    }

    fn reset(&mut self) {
        self.nodes = None;
        self.at = 0;
        self.found.clear();
        self.held.forget();
    }
}
