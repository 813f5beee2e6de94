//! Each input row with the nodes that have a property equal to a value, or to an item of a list.

use super::grow::Grow;
use super::label::fits;
use super::node_seek::NodeSeek;
use crate::executor::RunError;
use crate::graph::{Graph, KeyId};
use crate::planner::plan::Expression;
use crate::semantics::expression::{LabelExpression, Slot};
use crate::value::{NodeId, Value, ValueError};

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
    NodeSeek::new(slot, sought.value, live, move |value, graph| {
        nodes(value, sought, graph)
    })
}

fn nodes(value: &Value, sought: Sought<'_>, graph: &Graph) -> Result<Vec<NodeId>, RunError> {
    let values = if sought.list {
        items(value, sought.value)?
    } else {
        std::slice::from_ref(value)
    };
    let Some(key) = graph.key_id(sought.key) else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for value in values {
        found.extend(of_value(key, value, sought.labels, graph));
    }
    if values.len() > 1 {
        found.sort_unstable();
        found.dedup();
    }
    Ok(found)
}

fn of_value(
    key: KeyId,
    value: &Value,
    labels: Option<&LabelExpression>,
    graph: &Graph,
) -> Vec<NodeId> {
    graph.nodes_with(key, value, |set| {
        labels.is_none_or(|labels| fits(labels, set, graph))
    })
}

/// What stands right of `IN`: a list, or `null`, in which nothing is.
fn items<'v>(value: &'v Value, expression: &Expression) -> Result<&'v [Value], RunError> {
    match value {
        Value::List(items) => Ok(items),
        Value::Null => Ok(&[]),
        other => {
            let message = format!("expected a list, found {}", other.type_name());
            let error = ValueError::type_error("InvalidArgumentType", message);
            Err(RunError::at(error, expression.span))
        }
    }
}
