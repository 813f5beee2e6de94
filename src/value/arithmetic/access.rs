//! Items of lists, parts of lists, and what stands under a key.

use super::wrong_type;
use crate::value::{Value, ValueError, temporal};

/// `base[at]`: the item of a list, counted from 0 or backwards from -1, `null` outside; or what stands under a key
/// of a map. Entities are looked into by those who have the graph.
///
/// # Errors
/// `TypeError` where the base has no items or the index is of the wrong type.
pub fn index(base: &Value, at: &Value) -> Result<Value, ValueError> {
    match (base, at) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::List(items), Value::Integer(at)) => {
            let place = resolve(*at, items.len());
            Ok(place
                .and_then(|at| items.get(at))
                .cloned()
                .unwrap_or_default())
        }
        (Value::List(_), other) => Err(ValueError::type_error(
            "ListElementAccessByNonInteger",
            format!(
                "a list is indexed by an integer, found {}",
                other.type_name()
            ),
        )),
        (Value::Map(_), other) if other.as_str().is_none() => Err(ValueError::type_error(
            "MapElementAccessByNonString",
            format!("a map is indexed by text, found {}", other.type_name()),
        )),
        (base, Value::String(name)) => key(base, name),
        (other, _) => Err(wrong_type("a list or a map", other)),
    }
}

/// `base.name`: what stands under a key of a map, or the part of a temporal value or a point by that name; `null`
/// where there is none. Entities are looked into by those who have the graph.
///
/// # Errors
/// `TypeError` where the base has nothing under names.
pub fn key(base: &Value, name: &str) -> Result<Value, ValueError> {
    match base {
        Value::Null => Ok(Value::Null),
        Value::Map(map) => Ok(map.get(name).cloned().unwrap_or_default()),
        Value::Point(point) => Ok(point.component(name).unwrap_or_default()),
        Value::Date(_)
        | Value::LocalTime(_)
        | Value::Time(_)
        | Value::LocalDateTime(_)
        | Value::DateTime(_)
        | Value::Duration(_) => Ok(temporal::component(base, name).unwrap_or_default()),
        other => Err(wrong_type("a map, a node or a relationship", other)),
    }
}

/// `base[from..to]`: the items from one place to before another; `None` means from the beginning or to the end.
/// Places are counted from 0, or backwards from -1; those outside are moved to the nearest end.
///
/// # Errors
/// `TypeError` where the base is no list or a bound no integer.
pub fn slice(base: &Value, from: Option<&Value>, to: Option<&Value>) -> Result<Value, ValueError> {
    let items = match base {
        Value::Null => return Ok(Value::Null),
        Value::List(items) => items,
        other => return Err(wrong_type("a list", other)),
    };
    let (Some(from), Some(to)) = (
        bound(from, 0, items.len())?,
        bound(to, items.len(), items.len())?,
    ) else {
        return Ok(Value::Null);
    };
    Ok(Value::list(items.get(from..to).unwrap_or_default()))
}

/// A bound as a place; `None` where it is `null`.
fn bound(
    bound: Option<&Value>,
    missing: usize,
    length: usize,
) -> Result<Option<usize>, ValueError> {
    match bound {
        None => Ok(Some(missing)),
        Some(Value::Null) => Ok(None),
        Some(Value::Integer(at)) => {
            let end = if *at < 0 { 0 } else { length };
            Ok(Some(resolve(*at, length).map_or(end, |at| at.min(length))))
        }
        Some(other) => Err(wrong_type("an integer", other)),
    }
}

/// A place counted from the beginning, or backwards from the end; `None` before the beginning.
fn resolve(at: i64, length: usize) -> Option<usize> {
    match usize::try_from(at) {
        Ok(at) => Some(at),
        Err(_) => length.checked_sub(usize::try_from(at.unsigned_abs()).ok()?),
    }
}
