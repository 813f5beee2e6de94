//! Which values a property may have: scalars, temporal values, points, and lists of one kind of those.

use std::mem::{Discriminant, discriminant};

use super::error::GraphError;
use crate::value::Value;

/// Checks that a property may have the value; `null` may always be given, it means none.
///
/// # Errors
/// `TypeError / InvalidPropertyType` for maps, entities, paths, and lists that hold those, lists, `null` or a mixture.
pub(super) fn check(value: &Value) -> Result<(), GraphError> {
    match value {
        Value::Null => Ok(()),
        Value::List(items) => check_items(items),
        other if is_scalar(other) => Ok(()),
        other => Err(refusal(&format!("a value of type {}", other.type_name()))),
    }
}

fn check_items(items: &[Value]) -> Result<(), GraphError> {
    if let Some(bad) = items.iter().find(|item| !is_scalar(item)) {
        return Err(refusal(&format!(
            "a list that holds a value of type {}",
            bad.type_name()
        )));
    }
    match items.iter().find(|item| family(item) != family(&items[0])) {
        Some(other) => Err(refusal(&format!(
            "a list that mixes {} and {}",
            items[0].type_name(),
            other.type_name()
        ))),
        None => Ok(()),
    }
}

fn refusal(what: &str) -> GraphError {
    GraphError::property_type(format!("a property cannot be {what}"))
}

/// Integers and floats may share a list, other types may not.
fn family(value: &Value) -> Discriminant<Value> {
    match value {
        Value::Integer(_) => discriminant(&Value::Float(0.0)),
        other => discriminant(other),
    }
}

fn is_scalar(value: &Value) -> bool {
    !matches!(
        value,
        Value::Null
            | Value::List(_)
            | Value::Map(_)
            | Value::Node(_)
            | Value::Relationship(_)
            | Value::Path(_)
    )
}
