//! Each input row with the nodes of these ids.

use super::emission::{Emission, put};
use super::grow::Grow;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::graph::{Entity, Graph};
use crate::planner::plan::Expression;
use crate::semantics::expression::Slot;
use crate::value::{NodeId, Value};

pub(super) struct NodeByIdSeek<'p> {
    pub slot: Slot,
    pub ids: &'p Expression,
    pub live: &'p [Slot],
    pub wanted: Vector,
    /// Nodes of the current row still to be given.
    pub rest: std::vec::IntoIter<NodeId>,
    pub found: Vec<NodeId>,
}

impl<'p> NodeByIdSeek<'p> {
    pub(super) fn new(slot: Slot, ids: &'p Expression, live: &'p [Slot]) -> Self {
        Self {
            slot,
            ids,
            live,
            wanted: Vector::Absent,
            rest: Vec::new().into_iter(),
            found: Vec::new(),
        }
    }
}

impl Grow for NodeByIdSeek<'_> {
    fn begin(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> Result<(), RunError> {
        self.wanted = evaluate(self.ids, chunk, context)?;
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
            self.rest = nodes(&self.wanted.get(row), &context.graph).into_iter();
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

/// The nodes there are of these ids, each once, ascending.
fn nodes(ids: &Value, graph: &Graph) -> Vec<NodeId> {
    let ids = match ids {
        Value::List(items) => items,
        one => std::slice::from_ref(one),
    };
    let mut nodes: Vec<_> = ids.iter().filter_map(node_id).collect();
    nodes.retain(|node| graph.contains(Entity::Node(*node)));
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

/// The node a number may be the id of: `2.0` equals `2`.
fn node_id(id: &Value) -> Option<NodeId> {
    let number = match id {
        Value::Integer(number) => u32::try_from(*number).ok()?,
        Value::Float(number) if number.fract() == 0.0 && (0.0..4e9).contains(number) => {
            *number as u32
        }
        _ => return None,
    };
    Some(NodeId(number)).filter(|node| *node != NodeId::NONE)
}
