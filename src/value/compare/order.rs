//! What `ORDER BY` sorts by, and the equivalence that follows from it.

use std::cmp::Ordering;

use super::number::order_numbers;
use crate::value::{DateTime, Duration, Map, Path, Point, Time, Value};

/// The place of a value among all values: first by type, then within it. Nulls are last, NaN is the largest number.
pub fn order(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::List(left), Value::List(right)) => left
            .iter()
            .zip(right.iter())
            .map(|(left, right)| order(left, right))
            .find(|it| it.is_ne())
            .unwrap_or_else(|| left.len().cmp(&right.len())),
        (Value::Map(left), Value::Map(right)) => order_maps(left, right),
        (Value::String(left), Value::String(right)) => left.cmp(right),
        (Value::Boolean(left), Value::Boolean(right)) => left.cmp(right),
        (Value::Node(left), Value::Node(right)) => left.cmp(right),
        (Value::Relationship(left), Value::Relationship(right)) => left.cmp(right),
        (Value::Path(left), Value::Path(right)) => order_paths(left, right),
        (Value::Point(left), Value::Point(right)) => order_points(left, right),
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            order_numbers(left, right)
        }
        _ => order_temporals(left, right),
    }
}

/// Whether two values are the same for `DISTINCT` and grouping.
pub fn equivalent(left: &Value, right: &Value) -> bool {
    order(left, right).is_eq()
}

fn order_temporals(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::Date(left), Value::Date(right)) => left.cmp(right),
        (Value::LocalTime(left), Value::LocalTime(right)) => left.cmp(right),
        (Value::Time(left), Value::Time(right)) => order_times(*left, *right),
        (Value::LocalDateTime(left), Value::LocalDateTime(right)) => left.cmp(right),
        (Value::DateTime(left), Value::DateTime(right)) => order_date_times(left, right),
        (Value::Duration(left), Value::Duration(right)) => order_durations(left, right),
        _ => rank(left).cmp(&rank(right)),
    }
}

/// The order of the types. Integers and floats are one.
fn rank(value: &Value) -> u8 {
    match value {
        Value::Map(_) => 0,
        Value::Node(_) => 1,
        Value::Relationship(_) => 2,
        Value::List(_) => 3,
        Value::Path(_) => 4,
        Value::Point(_) => 5,
        Value::DateTime(_) => 6,
        Value::LocalDateTime(_) => 7,
        Value::Date(_) => 8,
        Value::Time(_) => 9,
        Value::LocalTime(_) => 10,
        Value::Duration(_) => 11,
        Value::String(_) => 12,
        Value::Boolean(_) => 13,
        Value::Integer(_) | Value::Float(_) => 14,
        Value::Null => 15,
    }
}

/// By the moment, then by the offset.
pub(super) fn order_times(left: Time, right: Time) -> Ordering {
    left.compare_instant(right)
        .then_with(|| left.offset.cmp(&right.offset))
}

/// By the moment, then by the offset, then by the name of the zone.
pub(super) fn order_date_times(left: &DateTime, right: &DateTime) -> Ordering {
    left.compare_instant(right)
        .then_with(|| left.offset.cmp(&right.offset))
        .then_with(|| left.zone.cmp(&right.zone))
}

/// By the average length; durations of the same length made of different parts are told apart by these.
fn order_durations(left: &Duration, right: &Duration) -> Ordering {
    let parts = |it: &Duration| (it.months, it.days, it.seconds, it.nanos);
    left.average_nanos()
        .cmp(&right.average_nanos())
        .then_with(|| parts(left).cmp(&parts(right)))
}

/// By the number of keys, then by the keys in alphabetical order, then by the values under them.
fn order_maps(left: &Map, right: &Map) -> Ordering {
    left.len().cmp(&right.len()).then_with(|| {
        let (left, right) = (sorted(left), sorted(right));
        let keys = left
            .iter()
            .map(|entry| entry.0)
            .cmp(right.iter().map(|entry| entry.0));
        let pairs = || left.iter().zip(&right);
        keys.then_with(|| {
            pairs()
                .map(|(left, right)| order(left.1, right.1))
                .find(|it| it.is_ne())
                .unwrap_or(Ordering::Equal)
        })
    })
}

/// The entries of a map in the alphabetical order of their keys.
pub(super) fn sorted(map: &Map) -> Vec<(&str, &Value)> {
    let mut entries: Vec<_> = map
        .iter()
        .map(|(key, value)| (key.as_ref(), value))
        .collect();
    entries.sort_unstable_by_key(|entry| entry.0);
    entries
}

fn order_paths(left: &Path, right: &Path) -> Ordering {
    left.nodes
        .cmp(&right.nodes)
        .then_with(|| left.relationships.cmp(&right.relationships))
}

fn order_points(left: &Point, right: &Point) -> Ordering {
    // Zeros of either sign are the same number, and so are all NaNs.
    let key = |number: f64| {
        if number.is_nan() {
            f64::NAN
        } else {
            number + 0.0
        }
    };
    let by = |left: f64, right: f64| key(left).total_cmp(&key(right));
    left.srid
        .cmp(&right.srid)
        .then_with(|| by(left.x, right.x))
        .then_with(|| by(left.y, right.y))
        .then_with(|| left.z.is_some().cmp(&right.z.is_some()))
        .then_with(|| by(left.z.unwrap_or(0.0), right.z.unwrap_or(0.0)))
}
