//! The common part of operators that give each node once to which their rows lead.

use super::held::Held;
use super::input::Input;
use super::node_set::NodeSet;
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan;
use crate::semantics::expression::Slot;
use crate::value::NodeId;

/// How ends are found.
pub(super) trait FindEnds {
    /// The nodes that some nodes lead to, each once.
    fn find(
        &mut self,
        sources: NodeSet,
        held: &mut Held,
        context: &mut Context<'_>,
    ) -> Result<Vec<NodeId>, RunError>;
}

/// An operator over a [`FindEnds`].
pub(super) struct DistinctEnds<'p, E> {
    input: Input<'p>,
    from: Slot,
    to: Slot,
    slots: usize,
    ends: E,
    nodes: Option<std::vec::IntoIter<NodeId>>,
    held: Held,
}

impl<'p, E: FindEnds> DistinctEnds<'p, E> {
    /// `name` is what `EXPLAIN` calls it.
    pub(super) fn new(
        input: &'p plan::Operator,
        (from, to): (Slot, Slot),
        slots: usize,
        (name, ends): (&'static str, E),
    ) -> Self {
        Self {
            input: Input::new(input, slots),
            from,
            to,
            slots,
            ends,
            nodes: None,
            held: Held::new(name),
        }
    }

    /// The nodes of a slot in all rows.
    fn sources(&mut self, context: &mut Context<'_>) -> Result<NodeSet, RunError> {
        let mut nodes = NodeSet::default();
        while let Some(chunk) = self.input.next(context)? {
            let column = chunk.column(self.from);
            let rows = (0..chunk.rows).filter_map(|row| column.node(row));
            rows.for_each(|node| _ = nodes.insert(node));
        }
        Ok(nodes)
    }
}

impl<E: FindEnds> Operator for DistinctEnds<'_, E> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        if self.nodes.is_none() {
            let sources = self.sources(context)?;
            let found = self.ends.find(sources, &mut self.held, context)?;
            self.nodes = Some(found.into_iter());
        }
        let rest = self.nodes.iter_mut().flatten();
        let nodes: Vec<NodeId> = rest.take(CHUNK_ROWS).collect();
        if nodes.is_empty() {
            self.held.release(context);
            return Ok(None);
        }
        let mut chunk = Chunk::new(self.slots, nodes.len());
        chunk.set(self.to, Vector::Nodes(nodes));
        Ok(Some(chunk))
    }

    fn reset(&mut self) {
        self.nodes = None;
        self.held.forget();
        self.input.reset();
    }
}
