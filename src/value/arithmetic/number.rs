//! Arithmetic of integers and floats.

use crate::value::{Value, ValueError};

/// A number as a float, rounded where an integer has more digits than a float; `None` for other values.
#[allow(clippy::cast_precision_loss)] // the language rounds when it mixes integers with floats
pub fn to_float(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        _ => None,
    }
}

/// Applies the integer operation to two integers, else the float operation.
fn apply(
    left: &Value,
    right: &Value,
    integers: fn(i64, i64) -> Option<i64>,
    floats: fn(f64, f64) -> f64,
) -> Result<Value, ValueError> {
    if let (Value::Integer(left), Value::Integer(right)) = (left, right) {
        return integers(*left, *right)
            .map(Value::Integer)
            .ok_or_else(overflow);
    }
    let numbers = to_float(left).zip(to_float(right));
    Ok(numbers.map_or(Value::Null, |(left, right)| {
        Value::Float(floats(left, right))
    }))
}

pub(super) fn add(left: &Value, right: &Value) -> Result<Value, ValueError> {
    apply(left, right, i64::checked_add, |left, right| left + right)
}

pub(super) fn subtract(left: &Value, right: &Value) -> Result<Value, ValueError> {
    apply(left, right, i64::checked_sub, |left, right| left - right)
}

pub(super) fn multiply(left: &Value, right: &Value) -> Result<Value, ValueError> {
    apply(left, right, i64::checked_mul, |left, right| left * right)
}

pub(super) fn divide(left: &Value, right: &Value) -> Result<Value, ValueError> {
    if matches!((left, right), (Value::Integer(_), Value::Integer(0))) {
        return Err(division_by_zero());
    }
    apply(left, right, i64::checked_div, |left, right| left / right)
}

/// `None` where one of them is no number.
pub(super) fn modulo(left: &Value, right: &Value) -> Option<Result<Value, ValueError>> {
    to_float(left).zip(to_float(right))?;
    if matches!((left, right), (Value::Integer(_), Value::Integer(0))) {
        return Some(Err(division_by_zero()));
    }
    // The smallest integer by -1 overflows as a division; its remainder is zero all the same.
    Some(apply(
        left,
        right,
        |left, right| Some(left.wrapping_rem(right)),
        |left, right| left % right,
    ))
}

pub(super) fn overflow() -> ValueError {
    ValueError::arithmetic(
        "IntegerOverflow",
        "the result does not fit into a 64-bit integer",
    )
}

pub(super) fn division_by_zero() -> ValueError {
    ValueError::arithmetic("DivisionByZero", "division by zero")
}
