//! Each input row with the nodes of these ids.

use super::grow::Grow;
use super::node_seek::NodeSeek;
use crate::graph::{Entity, Graph};
use crate::planner::plan::Expression;
use crate::semantics::expression::Slot;
use crate::value::{NodeId, Value};

pub(super) fn node_by_id_seek<'p>(
    slot: Slot,
    ids: &'p Expression,
    live: &'p [Slot],
) -> impl Grow + 'p {
    NodeSeek::new(slot, ids, live, |ids, graph| Ok(nodes(ids, graph)))
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
