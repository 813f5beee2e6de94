//! What `=` answers.

use super::number::compare_numbers;
use crate::value::{Map, Value};

/// Whether two values are equal; `None` where that is unknown because a `null` is involved.
pub fn equal(left: &Value, right: &Value) -> Option<bool> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => None,
        (Value::List(left), Value::List(right)) => equal_lists(left, right),
        (Value::Map(left), Value::Map(right)) => equal_maps(left, right),
        _ => Some(equal_scalars(left, right)),
    }
}

/// Whether two values differ; `None` where that is unknown.
pub fn not_equal(left: &Value, right: &Value) -> Option<bool> {
    equal(left, right).map(|equal| !equal)
}

fn equal_scalars(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            compare_numbers(left, right).is_some_and(std::cmp::Ordering::is_eq)
        }
        (Value::Boolean(left), Value::Boolean(right)) => left == right,
        (Value::String(left), Value::String(right)) => left == right,
        (Value::Node(left), Value::Node(right)) => left == right,
        (Value::Relationship(left), Value::Relationship(right)) => left == right,
        (Value::Path(left), Value::Path(right)) => left == right,
        (Value::Point(left), Value::Point(right)) => left == right,
        _ => equal_temporals(left, right),
    }
}

/// Zoned values are equal where they name the same moment in the same zone.
fn equal_temporals(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Date(left), Value::Date(right)) => left == right,
        (Value::LocalTime(left), Value::LocalTime(right)) => left == right,
        (Value::Time(left), Value::Time(right)) => left == right,
        (Value::LocalDateTime(left), Value::LocalDateTime(right)) => left == right,
        (Value::DateTime(left), Value::DateTime(right)) => left == right,
        (Value::Duration(left), Value::Duration(right)) => left == right,
        _ => false,
    }
}

fn equal_lists(left: &[Value], right: &[Value]) -> Option<bool> {
    if left.len() != right.len() {
        return Some(false);
    }
    all(left
        .iter()
        .zip(right)
        .map(|(left, right)| equal(left, right)))
}

/// Maps with different keys are different, even where the values are `null`.
fn equal_maps(left: &Map, right: &Map) -> Option<bool> {
    if left.len() != right.len() || !left.keys().all(|key| right.contains_key(key)) {
        return Some(false);
    }
    all(left
        .iter()
        .map(|(key, left)| right.get(key).and_then(|right| equal(left, right))))
}

/// Three-valued conjunction: one difference decides, whatever is unknown.
fn all(answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut result = Some(true);
    for answer in answers {
        match answer {
            Some(false) => return Some(false),
            None => result = None,
            Some(true) => {}
        }
    }
    result
}
