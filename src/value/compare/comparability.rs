//! What `<`, `<=`, `>` and `>=` answer.

use std::cmp::Ordering;

use super::equality::equal;
use super::number::compare_numbers;
use super::order::{order_date_times, order_times};
use crate::value::Value;

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// One is less, or they are equal.
    Known(Ordering),
    /// Of one type but never in any order: a number is NaN. Every relation is false.
    Never,
    /// Not comparable, or a `null` decides: every relation is unknown.
    Unknown,
}

impl Comparison {
    fn holds(self, relation: fn(Ordering) -> bool) -> Option<bool> {
        match self {
            Comparison::Known(ordering) => Some(relation(ordering)),
            Comparison::Never => Some(false),
            Comparison::Unknown => None,
        }
    }
}

/// `left < right`; `None` where that is unknown.
pub fn less_than(left: &Value, right: &Value) -> Option<bool> {
    compare(left, right).holds(Ordering::is_lt)
}

/// `left <= right`; `None` where that is unknown.
pub fn at_most(left: &Value, right: &Value) -> Option<bool> {
    compare(left, right).holds(Ordering::is_le)
}

/// `left > right`; `None` where that is unknown.
pub fn greater_than(left: &Value, right: &Value) -> Option<bool> {
    compare(left, right).holds(Ordering::is_gt)
}

/// `left >= right`; `None` where that is unknown.
pub fn at_least(left: &Value, right: &Value) -> Option<bool> {
    compare(left, right).holds(Ordering::is_ge)
}

/// How two values compare. Numbers, strings, booleans, lists and points in time of the same type are comparable;
/// durations are not, because a month has no fixed length.
pub fn compare(left: &Value, right: &Value) -> Comparison {
    match (left, right) {
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            compare_numbers(left, right).map_or(Comparison::Never, Comparison::Known)
        }
        (Value::String(left), Value::String(right)) => Comparison::Known(left.cmp(right)),
        (Value::Boolean(left), Value::Boolean(right)) => Comparison::Known(left.cmp(right)),
        (Value::List(left), Value::List(right)) => compare_lists(left, right),
        _ => compare_temporals(left, right).map_or(Comparison::Unknown, Comparison::Known),
    }
}

fn compare_temporals(left: &Value, right: &Value) -> Option<Ordering> {
    let ordering = match (left, right) {
        (Value::Date(left), Value::Date(right)) => left.cmp(right),
        (Value::LocalTime(left), Value::LocalTime(right)) => left.cmp(right),
        (Value::Time(left), Value::Time(right)) => order_times(*left, *right),
        (Value::LocalDateTime(left), Value::LocalDateTime(right)) => left.cmp(right),
        (Value::DateTime(left), Value::DateTime(right)) => order_date_times(left, right),
        _ => return None,
    };
    Some(ordering)
}

/// The first items that are not equal decide; where there are none, the shorter list is less.
fn compare_lists(left: &[Value], right: &[Value]) -> Comparison {
    for (left, right) in left.iter().zip(right) {
        match equal(left, right) {
            Some(true) => {}
            Some(false) => return compare(left, right),
            None => return Comparison::Unknown,
        }
    }
    Comparison::Known(left.len().cmp(&right.len()))
}
