//! Arguments: whether a value is one the signature takes, taking it out of the list, and the sentences for when not.

use super::Parameter;
use crate::value::{ErrorKind, Type, Value, ValueError};

/// Whether a parameter of that type takes the value. `null` is taken by all but [`Type::NotNull`], an integer also
/// by [`Type::Float`]; the items of a list are not looked at.
pub fn accepts(kind: &Type, value: &Value) -> bool {
    match kind {
        Type::NotNull(of) => !value.is_null() && accepts(of, value),
        _ if value.is_null() => true,
        Type::Any => true,
        Type::Union(types) => types.iter().any(|of| accepts(of, value)),
        Type::PropertyValue => !is_structural(value),
        Type::Float | Type::Number => matches!(value, Value::Integer(_) | Value::Float(_)),
        _ => is_of(kind, value),
    }
}

fn is_structural(value: &Value) -> bool {
    matches!(
        value,
        Value::Map(_) | Value::Node(_) | Value::Relationship(_) | Value::Path(_)
    )
}

fn is_of(kind: &Type, value: &Value) -> bool {
    matches!(
        (kind, value),
        (Type::Boolean, Value::Boolean(_))
            | (Type::Integer, Value::Integer(_))
            | (Type::String, Value::String(_))
            | (Type::List(_), Value::List(_))
            | (Type::Map, Value::Map(_))
            | (Type::Node, Value::Node(_))
            | (Type::Relationship, Value::Relationship(_))
            | (Type::Path, Value::Path(_))
            | (Type::Date, Value::Date(_))
            | (Type::LocalTime, Value::LocalTime(_))
            | (Type::Time, Value::Time(_))
            | (Type::LocalDateTime, Value::LocalDateTime(_))
            | (Type::DateTime, Value::DateTime(_))
            | (Type::Duration, Value::Duration(_))
            | (Type::Point, Value::Point(_))
    )
}

/// The number of arguments is one the signature allows.
///
/// # Errors
/// `SyntaxError`/`InvalidNumberOfArguments`, as the analysis reports it before anything runs.
pub(super) fn counted(
    name: &str,
    arity: (usize, Option<usize>),
    given: usize,
) -> Result<(), ValueError> {
    let (least, most) = arity;
    if given >= least && most.is_none_or(|most| given <= most) {
        return Ok(());
    }
    let expected = match most {
        Some(most) if most == least => format!("{least}"),
        Some(most) => format!("{least} to {most}"),
        None => format!("at least {least}"),
    };
    let message = format!("{name} takes {expected} arguments, {given} were given");
    Err(ValueError::new(
        ErrorKind::SyntaxError,
        "InvalidNumberOfArguments",
        message,
    ))
}

/// The error for a value the parameter does not take.
pub(super) fn refused(name: &str, parameter: &Parameter, value: &Value) -> ValueError {
    let message = format!(
        "{name} expects {} for '{}', found {}",
        parameter.kind,
        parameter.name,
        value.type_name()
    );
    ValueError::type_error("InvalidArgumentValue", message)
}

/// The error for an aggregation called like a function of one row.
pub(super) fn misplaced_aggregation(name: &str) -> ValueError {
    let message = format!("{name} aggregates over rows and cannot be called on one");
    ValueError::new(ErrorKind::SyntaxError, "InvalidAggregation", message)
}

/// The error for a number outside what is allowed.
pub(super) fn out_of_range(message: impl Into<String>) -> ValueError {
    ValueError::argument("NumberOutOfRange", message)
}

/// The error for a result too large to be made.
pub(super) fn too_large(what: &str) -> ValueError {
    ValueError::new(
        ErrorKind::ResourceLimit,
        "ResultTooLarge",
        format!("the result of {what} would be too large"),
    )
}

fn unexpected(expected: &str, found: Option<&Value>) -> ValueError {
    let found = found.map_or("nothing", Value::type_name);
    ValueError::type_error(
        "InvalidArgumentValue",
        format!("expected {expected}, found {found}"),
    )
}

/// The text at a position.
pub(super) fn text(arguments: &[Value], at: usize) -> Result<&str, ValueError> {
    let found = arguments.get(at);
    found
        .and_then(Value::as_str)
        .ok_or_else(|| unexpected("a string", found))
}

/// The integer at a position.
pub(super) fn integer(arguments: &[Value], at: usize) -> Result<i64, ValueError> {
    let found = arguments.get(at);
    found
        .and_then(Value::as_integer)
        .ok_or_else(|| unexpected("an integer", found))
}

/// The number at a position as a double.
pub(super) fn real(arguments: &[Value], at: usize) -> Result<f64, ValueError> {
    match arguments.get(at) {
        Some(Value::Integer(number)) => Ok(*number as f64),
        Some(Value::Float(number)) => Ok(*number),
        found => Err(unexpected("a number", found)),
    }
}

/// The items of the list at a position.
pub(super) fn list(arguments: &[Value], at: usize) -> Result<&[Value], ValueError> {
    let found = arguments.get(at);
    found
        .and_then(Value::as_list)
        .ok_or_else(|| unexpected("a list", found))
}

/// The value at a position; `null` where it was left out.
pub(super) fn any(arguments: &[Value], at: usize) -> &Value {
    arguments.get(at).unwrap_or(&Value::Null)
}

/// The error for a value a body has no case for.
pub(super) fn wrong<T>(expected: &str, value: &Value) -> Result<T, ValueError> {
    Err(unexpected(expected, Some(value)))
}
