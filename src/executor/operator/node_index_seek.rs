//! Each input row with the nodes that have a property equal to a value, or to an item of a list.

use super::grow::Grow;
use super::label::fits;
use super::node_seek::NodeSeek;
use crate::graph::Graph;
use crate::planner::plan::Expression;
use crate::semantics::expression::{LabelExpression, Slot};
use crate::value::{NodeId, Value};

/// What is sought, as the plan says it.
#[derive(Clone, Copy)]
pub(super) struct Sought<'p> {
    pub labels: Option<&'p LabelExpression>,
    pub key: &'p str,
    pub value: &'p Expression,
    pub list: bool,
}

pub(super) fn node_index_seek<'p>(
    slot: Slot,
    sought: Sought<'p>,
    live: &'p [Slot],
) -> impl Grow + 'p {
    let wanted = (sought.value, sought.list);
    NodeSeek::new(slot, wanted, live, move |value, graph| {
        nodes(value, sought, graph)
    })
}

/// The nodes with one value.
fn nodes(value: &Value, sought: Sought<'_>, graph: &Graph) -> Vec<NodeId> {
    let Some(key) = graph.key_id(sought.key) else {
        return Vec::new();
    };
    graph.nodes_with(key, value, |set| {
        sought.labels.is_none_or(|labels| fits(labels, set, graph))
    })
}
