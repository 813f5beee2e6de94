//! Computing with values: the operators of expressions.
//!
//! In: two values. Out: their sum, product, quotient …, the item of a list, whether a text contains another. What
//! always holds: a `null` operand gives `null`, integer arithmetic is checked and says so when it overflows, float
//! arithmetic follows IEEE 754, and a wrong type is a `TypeError` named `InvalidArgumentType`.

mod access;
mod number;
mod text;

use std::sync::Arc;

use super::compare::equal;
use super::convert::text_of;
use super::temporal::{self, Duration};
use super::{ErrorKind, Value, ValueError};

pub use access::{index, key, slice};
pub use number::to_float;
pub use text::{Pattern, contains, ends_with, matches, starts_with};

/// `left + right`: numbers, durations, points in time and durations, texts with texts, numbers, booleans, temporal
/// values and points, lists with lists and with items on either side.
///
/// # Errors
/// `ArithmeticError` on overflow, `TypeError` for other values.
pub fn add(left: &Value, right: &Value) -> Result<Value, ValueError> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            number::add(left, right)
        }
        (Value::List(_), _) | (_, Value::List(_)) => add_to_list(left, right),
        (Value::String(_), _) | (_, Value::String(_)) => add_text(left, right),
        (Value::Duration(left), Value::Duration(right)) => duration(left.plus(**right)),
        (instant, Value::Duration(by)) | (Value::Duration(by), instant) => {
            temporal::plus(instant, by)?.ok_or_else(|| cannot("add", left, right))
        }
        _ => Err(cannot("add", left, right)),
    }
}

/// `left - right`: numbers, durations, a duration from a point in time.
///
/// # Errors
/// `ArithmeticError` on overflow, `TypeError` for other values.
pub fn subtract(left: &Value, right: &Value) -> Result<Value, ValueError> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            number::subtract(left, right)
        }
        (Value::Duration(left), Value::Duration(right)) => {
            duration(right.negated().and_then(|right| left.plus(right)))
        }
        (instant, Value::Duration(by)) => {
            temporal::minus(instant, by)?.ok_or_else(|| cannot("subtract", left, right))
        }
        _ => Err(cannot("subtract", left, right)),
    }
}

/// `left * right`: numbers, a duration with a number.
///
/// # Errors
/// `ArithmeticError` on overflow, `TypeError` for other values.
pub fn multiply(left: &Value, right: &Value) -> Result<Value, ValueError> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            number::multiply(left, right)
        }
        (Value::Duration(of), Value::Integer(by)) | (Value::Integer(by), Value::Duration(of)) => {
            duration(of.times_whole(*by))
        }
        (Value::Duration(of), Value::Float(by)) | (Value::Float(by), Value::Duration(of)) => {
            duration(of.times(*by))
        }
        _ => Err(cannot("multiply", left, right)),
    }
}

/// `left / right`: numbers, a duration by a number. Integers give an integer, rounded towards zero.
///
/// # Errors
/// `ArithmeticError` on overflow and where an integer or a duration is divided by zero, `TypeError` for other values.
pub fn divide(left: &Value, right: &Value) -> Result<Value, ValueError> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            number::divide(left, right)
        }
        (Value::Duration(_), Value::Integer(0)) => Err(number::division_by_zero()),
        (Value::Duration(_), Value::Float(by)) if *by == 0.0 => Err(number::division_by_zero()),
        (Value::Duration(of), Value::Integer(by)) => duration(of.divided_by_whole(*by)),
        (Value::Duration(of), Value::Float(by)) => duration(of.divided_by(*by)),
        _ => Err(cannot("divide", left, right)),
    }
}

/// `left % right`: the remainder of a division towards zero, with the sign of the dividend.
///
/// # Errors
/// `ArithmeticError` where integers are divided by zero, `TypeError` for values that are no numbers.
pub fn modulo(left: &Value, right: &Value) -> Result<Value, ValueError> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        _ => number::modulo(left, right).unwrap_or_else(|| Err(cannot("divide", left, right))),
    }
}

/// `left ^ right`: always a float.
///
/// # Errors
/// `TypeError` for values that are no numbers.
pub fn power(left: &Value, right: &Value) -> Result<Value, ValueError> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        _ => to_float(left)
            .zip(to_float(right))
            .map(|(base, exponent)| Value::Float(base.powf(exponent)))
            .ok_or_else(|| cannot("raise to a power", left, right)),
    }
}

/// `-value`: numbers and durations.
///
/// # Errors
/// `ArithmeticError` on overflow, `TypeError` for other values.
pub fn negate(value: &Value) -> Result<Value, ValueError> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Integer(number) => number
            .checked_neg()
            .map(Value::Integer)
            .ok_or_else(number::overflow),
        Value::Float(number) => Ok(Value::Float(-number)),
        Value::Duration(length) => duration(length.negated()),
        other => Err(wrong_type("a number", other)),
    }
}

/// `+value`: numbers and durations, unchanged.
///
/// # Errors
/// `TypeError` for other values.
pub fn plus_sign(value: &Value) -> Result<Value, ValueError> {
    match value {
        Value::Null | Value::Integer(_) | Value::Float(_) | Value::Duration(_) => Ok(value.clone()),
        other => Err(wrong_type("a number", other)),
    }
}

/// `left || right`: two texts or two lists, one behind the other.
///
/// # Errors
/// `TypeError` for other values.
pub fn concatenate(left: &Value, right: &Value) -> Result<Value, ValueError> {
    match (left, right) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::String(left), Value::String(right)) => joined(left, right),
        (Value::List(_), Value::List(_)) => add_to_list(left, right),
        _ => Err(cannot("concatenate", left, right)),
    }
}

/// `item IN list`: three-valued, by equality. Unknown where the item is not found and a comparison was unknown.
///
/// # Errors
/// `TypeError` where the right side is no list.
pub fn in_list(item: &Value, list: &Value) -> Result<Value, ValueError> {
    let items = match list {
        Value::Null => return Ok(Value::Null),
        Value::List(items) => items,
        other => return Err(wrong_type("a list", other)),
    };
    let mut unknown = false;
    for candidate in items.iter() {
        match equal(item, candidate) {
            Some(true) => return Ok(Value::Boolean(true)),
            Some(false) => {}
            None => unknown = true,
        }
    }
    Ok(if unknown {
        Value::Null
    } else {
        Value::Boolean(false)
    })
}

/// The most bytes a sum of texts or lists may have, whatever the query's own limit.
const SUM_LIMIT: usize = 1 << 30;

fn add_to_list(left: &Value, right: &Value) -> Result<Value, ValueError> {
    let items = |value: &Value| -> Arc<[Value]> {
        match value {
            Value::List(items) => items.clone(),
            item => Arc::new([item.clone()]),
        }
    };
    let (left, right) = (items(left), items(right));
    let length = left.len() + right.len();
    if length.saturating_mul(size_of::<Value>()) > SUM_LIMIT {
        return Err(too_large());
    }
    Ok(Value::List(
        left.iter().chain(right.iter()).cloned().collect(),
    ))
}

fn add_text(left: &Value, right: &Value) -> Result<Value, ValueError> {
    let texts = text_of(left).zip(text_of(right));
    let (left, right) = texts.ok_or_else(|| cannot("add", left, right))?;
    joined(&left, &right)
}

fn joined(left: &str, right: &str) -> Result<Value, ValueError> {
    if left.len() + right.len() > SUM_LIMIT {
        return Err(too_large());
    }
    Ok(Value::from([left, right].concat()))
}

fn too_large() -> ValueError {
    let message = "the sum of the texts or lists would be too large";
    ValueError::new(ErrorKind::ResourceLimit, "ResultTooLarge", message)
}

fn duration(result: Option<Duration>) -> Result<Value, ValueError> {
    result
        .map(|length| Value::Duration(Arc::new(length)))
        .ok_or_else(|| {
            ValueError::arithmetic(
                "NumberOutOfRange",
                "the duration is outside the supported range",
            )
        })
}

fn cannot(what: &str, left: &Value, right: &Value) -> ValueError {
    let message = format!(
        "cannot {what} {} and {}",
        left.type_name(),
        right.type_name()
    );
    let hint = match (is_instant(left), is_instant(right)) {
        (true, true) if what == "subtract" => Some(TIME_BETWEEN.to_owned()),
        (true, false) if to_float(right).is_some() => Some(LENGTH_OF_TIME.to_owned()),
        (false, true) if to_float(left).is_some() => Some(LENGTH_OF_TIME.to_owned()),
        _ => None,
    };
    ValueError::type_error("InvalidArgumentType", message).advising(hint)
}

/// What is said where a number stands for a length of time.
pub const LENGTH_OF_TIME: &str = "write a length of time, as in d + duration({days: 1})";
const TIME_BETWEEN: &str = "write duration.inDays(from, to) for the time between them";

fn is_instant(value: &Value) -> bool {
    matches!(
        value,
        Value::Date(_)
            | Value::LocalTime(_)
            | Value::Time(_)
            | Value::LocalDateTime(_)
            | Value::DateTime(_)
    )
}

fn wrong_type(wanted: &str, found: &Value) -> ValueError {
    ValueError::type_error(
        "InvalidArgumentType",
        format!("expected {wanted}, found {}", found.type_name()),
    )
}
