//! Numbers by their mathematical value.

use std::cmp::Ordering;

use crate::value::Value;

/// -2^63, the smallest integer as a float, and 2^63, the first float above all integers.
const RANGE: std::ops::Range<f64> = -9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0;

/// The order of two numbers; `None` where one is NaN or no number.
pub fn compare_numbers(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Integer(left), Value::Integer(right)) => Some(left.cmp(right)),
        (Value::Float(left), Value::Float(right)) => left.partial_cmp(right),
        (Value::Integer(left), Value::Float(right)) => integer_to_float(*left, *right),
        (Value::Float(left), Value::Integer(right)) => {
            integer_to_float(*right, *left).map(Ordering::reverse)
        }
        _ => None,
    }
}

/// As [`compare_numbers`], with NaN above all other numbers.
pub(super) fn order_numbers(left: &Value, right: &Value) -> Ordering {
    let is_nan = |value: &Value| matches!(value, Value::Float(number) if number.is_nan());
    compare_numbers(left, right).unwrap_or_else(|| is_nan(left).cmp(&is_nan(right)))
}

/// Compares with the float's whole part, which is an integer where it is in range, then with its fraction.
fn integer_to_float(integer: i64, float: f64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    match exact_integer(float.trunc()) {
        Some(whole) if whole == integer => 0.0.partial_cmp(&float.fract()),
        Some(whole) => Some(integer.cmp(&whole)),
        None if float < 0.0 => Some(Ordering::Greater),
        None => Some(Ordering::Less),
    }
}

/// The integer that has the same mathematical value, where there is one.
#[allow(clippy::cast_possible_truncation)] // whole and in range
pub(in crate::value) fn exact_integer(float: f64) -> Option<i64> {
    (float.fract() == 0.0 && RANGE.contains(&float)).then_some(float as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_integers_are_not_rounded() {
        let two_to_53 = 9_007_199_254_740_992;
        let cases = [
            (two_to_53 + 1, 9_007_199_254_740_992.0, Ordering::Greater),
            (i64::MAX, 9_223_372_036_854_775_808.0, Ordering::Less),
            (i64::MIN, -9_223_372_036_854_775_808.0, Ordering::Equal),
            (i64::MIN, f64::NEG_INFINITY, Ordering::Greater),
            (-1, -1.5, Ordering::Greater),
            (0, -0.0, Ordering::Equal),
            (0, -0.5, Ordering::Greater),
            (1, 1.5, Ordering::Less),
        ];
        for (integer, float, expected) in cases {
            assert_eq!(
                integer_to_float(integer, float),
                Some(expected),
                "{integer} and {float}"
            );
        }
        assert_eq!(integer_to_float(0, f64::NAN), None);
    }
}
