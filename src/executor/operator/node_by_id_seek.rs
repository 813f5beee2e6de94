//! Each input row with the nodes of these ids.

use super::grow::Grow;
use super::node_seek::NodeSeek;
use crate::graph::Entity;
use crate::planner::plan::Expression;
use crate::semantics::expression::Slot;
use crate::value::{NodeId, Value};

pub(super) fn node_by_id_seek<'p>(
    slot: Slot,
    ids: (&'p Expression, bool),
    live: &'p [Slot],
) -> impl Grow + 'p {
    NodeSeek::new(slot, ids, live, |id, graph| {
        let node = node_id(id).filter(|node| graph.contains(Entity::Node(*node)));
        node.into_iter().collect()
    })
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
