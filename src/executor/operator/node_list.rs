//! Each input row with each of a list of nodes: what the scans have in common.

use std::ops::Range;

use super::emission::{Emission, put};
use super::grow::Grow;
use super::held::Held;
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::graph::Graph;
use crate::semantics::expression::Slot;
use crate::value::NodeId;

/// The nodes of a scan.
pub(super) enum Nodes {
    /// All ids of a range.
    Range(Range<u32>),
    List(Vec<NodeId>),
}

impl Nodes {
    fn len(&self) -> usize {
        match self {
            Nodes::Range(ids) => ids.len(),
            Nodes::List(nodes) => nodes.len(),
        }
    }

    /// How many bytes are held.
    fn bytes(&self) -> usize {
        match self {
            Nodes::Range(_) => 0,
            Nodes::List(nodes) => size_of_val(nodes.as_slice()),
        }
    }

    /// Adds those at some places to others.
    fn put(&self, at: Range<usize>, onto: &mut Vec<NodeId>) {
        match self {
            Nodes::Range(ids) => {
                let first = ids.start;
                let ids = first + at.start as u32..first + at.end as u32;
                onto.extend(ids.map(NodeId));
            }
            Nodes::List(nodes) => onto.extend_from_slice(&nodes[at]),
        }
    }
}

/// A scan: the nodes are listed when the first row comes, so that what is created meanwhile is not met.
pub(super) struct NodeList<'p, L> {
    slot: Slot,
    live: &'p [Slot],
    list: L,
    nodes: Option<Nodes>,
    at: usize,
    found: Vec<NodeId>,
    held: Held,
}

impl<'p, L: Fn(&Graph) -> Nodes> NodeList<'p, L> {
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

impl<L: Fn(&Graph) -> Nodes> Grow for NodeList<'_, L> {
    fn begin(&mut self, _: &Chunk, context: &mut Context<'_>) -> Result<(), RunError> {
        if self.nodes.is_none() {
            let nodes = (self.list)(&context.graph);
            self.held.add(nodes.bytes(), context)?;
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
        let Some(nodes) = &self.nodes else {
            return Ok(true);
        };
        let to = nodes.len().min(self.at + CHUNK_ROWS - out.len());
        nodes.put(self.at..to, &mut self.found);
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
