//! Conversions between types: `toInteger`, `toFloat`, `toBoolean`, `toString` and their lenient variants.
//!
//! In: any value. Out: the value of the other type, `null` for `null` and for text that is none, an error for values
//! that can never be one. The `…OrNull` functions of the language are [`or_null`] of the strict ones.

use std::sync::Arc;

use super::arithmetic::to_float;
use super::compare::exact_integer;
use super::literal::float_text;
use super::{Value, ValueError};

/// `toInteger`: an integer, a float without its fraction, a truth value as 1 or 0, text that is a number.
///
/// # Errors
/// `TypeError` for values that can never be an integer, `ArithmeticError` for floats too large for one.
pub fn to_integer(value: &Value) -> Result<Value, ValueError> {
    match value {
        Value::Null | Value::Integer(_) => Ok(value.clone()),
        Value::Float(number) => exact_integer(number.trunc())
            .map(Value::Integer)
            .ok_or_else(|| {
                ValueError::arithmetic(
                    "IntegerOverflow",
                    format!("{} is no integer", float_text(*number)),
                )
            }),
        Value::Boolean(truth) => Ok(Value::Integer(i64::from(*truth))),
        Value::String(text) => Ok(integer_in(text).into()),
        other => Err(impossible("an integer", other)),
    }
}

/// `toFloat`: a number, text that is a number.
///
/// # Errors
/// `TypeError` for values that can never be a float.
pub fn to_number_float(value: &Value) -> Result<Value, ValueError> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::String(text) => Ok(float_in(text).into()),
        other => to_float(other)
            .map(Value::Float)
            .ok_or_else(|| impossible("a float", other)),
    }
}

/// `toBoolean`: a truth value, an integer other than zero, `true` and `false` in any case.
///
/// # Errors
/// `TypeError` for values that can never be a boolean.
pub fn to_boolean(value: &Value) -> Result<Value, ValueError> {
    match value {
        Value::Null | Value::Boolean(_) => Ok(value.clone()),
        Value::Integer(number) => Ok(Value::Boolean(*number != 0)),
        Value::String(text) => Ok(match text.trim() {
            word if word.eq_ignore_ascii_case("true") => Value::Boolean(true),
            word if word.eq_ignore_ascii_case("false") => Value::Boolean(false),
            _ => Value::Null,
        }),
        other => Err(impossible("a boolean", other)),
    }
}

/// `toString`: the text of a number, a truth value, a temporal value or a point.
///
/// # Errors
/// `TypeError` for lists, maps and entities.
pub fn to_text(value: &Value) -> Result<Value, ValueError> {
    if value.is_null() {
        return Ok(Value::Null);
    }
    text_of(value)
        .map(Value::String)
        .ok_or_else(|| impossible("text", value))
}

/// The result of a strict conversion, with `null` in place of any error.
pub fn or_null(result: Result<Value, ValueError>) -> Value {
    result.unwrap_or_default()
}

/// The text of a value that has one; `None` for `null`, lists, maps and entities.
pub(super) fn text_of(value: &Value) -> Option<Arc<str>> {
    let text = match value {
        Value::String(text) => return Some(text.clone()),
        Value::Boolean(truth) => truth.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => float_text(*number),
        Value::Date(date) => date.to_string(),
        Value::LocalTime(time) => time.to_string(),
        Value::Time(time) => time.to_string(),
        Value::LocalDateTime(local) => local.to_string(),
        Value::DateTime(zoned) => zoned.to_string(),
        Value::Duration(duration) => duration.to_string(),
        Value::Point(point) => point.to_string(),
        _ => return None,
    };
    Some(text.into())
}

/// A number in text as an integer: exactly where it is one, without its fraction where it is a float.
fn integer_in(text: &str) -> Option<i64> {
    let text = text.trim();
    text.parse()
        .ok()
        .or_else(|| float_in(text).and_then(|number| exact_integer(number.trunc())))
}

/// A decimal number, or `NaN` and `Infinity` as they are printed. Rust would read more: `inf`, `nan` in any case.
fn float_in(text: &str) -> Option<f64> {
    let text = text.trim();
    let unsigned = text.trim_start_matches(['+', '-']);
    let starts_like_a_number = unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if starts_like_a_number || unsigned == "NaN" || unsigned == "Infinity" {
        text.parse().ok()
    } else {
        None
    }
}

fn impossible(wanted: &str, found: &Value) -> ValueError {
    ValueError::type_error(
        "InvalidArgumentValue",
        format!("{} cannot be made into {wanted}", found.type_name()),
    )
}
