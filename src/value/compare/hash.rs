//! A hash in step with equality and with equivalence.

use std::hash::{Hash, Hasher};

use super::number::exact_integer;
use super::order::sorted;
use crate::value::{Point, Value};

/// Feeds a value to a hasher so that equal values, and equivalent ones, come out the same.
pub fn hash<H: Hasher>(value: &Value, state: &mut H) {
    match value {
        Value::Null => 0_u8.hash(state),
        Value::Boolean(truth) => (1_u8, truth).hash(state),
        Value::Integer(number) => (2_u8, number).hash(state),
        Value::Float(number) => hash_float(*number, state),
        Value::String(text) => (3_u8, text).hash(state),
        Value::List(items) => {
            (4_u8, items.len()).hash(state);
            items.iter().for_each(|item| hash(item, state));
        }
        Value::Map(map) => {
            (5_u8, map.len()).hash(state);
            for (key, value) in sorted(map) {
                key.hash(state);
                hash(value, state);
            }
        }
        Value::Node(node) => (6_u8, node).hash(state),
        Value::Relationship(relationship) => (7_u8, relationship).hash(state),
        Value::Path(path) => (8_u8, path).hash(state),
        Value::Point(point) => hash_point(point, state),
        _ => hash_temporal(value, state),
    }
}

fn hash_temporal<H: Hasher>(value: &Value, state: &mut H) {
    match value {
        Value::Date(date) => (9_u8, date).hash(state),
        Value::LocalTime(time) => (10_u8, time).hash(state),
        Value::Time(time) => (11_u8, time).hash(state),
        Value::LocalDateTime(local) => (12_u8, local).hash(state),
        Value::DateTime(zoned) => (13_u8, zoned).hash(state),
        Value::Duration(duration) => (14_u8, duration).hash(state),
        _ => {}
    }
}

/// A float that is a whole number must hash like that integer.
fn hash_float<H: Hasher>(number: f64, state: &mut H) {
    match exact_integer(number) {
        Some(integer) => (2_u8, integer).hash(state),
        None if number.is_nan() => (15_u8, f64::NAN.to_bits()).hash(state),
        None => (15_u8, number.to_bits()).hash(state),
    }
}

fn hash_point<H: Hasher>(point: &Point, state: &mut H) {
    (16_u8, point.srid, point.z.is_some()).hash(state);
    for number in [point.x, point.y, point.z.unwrap_or(0.0)] {
        hash_float(number, state);
    }
}
