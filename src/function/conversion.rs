//! From one type to another.
//!
//! Text that is no number or truth value gives `null`, a value of a type that cannot be converted is an error; the
//! `OrNull` functions give `null` for both, and the `List` functions do so item by item.

use super::argument::any;
use super::list::mapped;
use super::table::{any_list, one_of, scalar};
use super::{Function, Outcome};
use crate::value::convert::{or_null, to_boolean, to_integer, to_number_float, to_text};
use crate::value::{Type, Value};

pub(super) fn functions() -> Vec<Function> {
    let mut table = vec![
        scalar(
            "toInteger",
            [("input", numeric())],
            Type::Integer,
            "The integer a value stands for.",
            |_, a| to_integer(any(a, 0)),
        ),
        scalar(
            "toFloat",
            [("input", textual())],
            Type::Float,
            "The float a value stands for.",
            |_, a| to_number_float(any(a, 0)),
        ),
        scalar(
            "toBoolean",
            [("input", logical())],
            Type::Boolean,
            "The truth value a value stands for.",
            |_, a| to_boolean(any(a, 0)),
        ),
        scalar(
            "toString",
            [("input", printable())],
            Type::String,
            "The value as text.",
            |_, a| to_text(any(a, 0)),
        ),
    ];
    table.extend(forgiving());
    table.extend(lists());
    table
}

fn forgiving() -> [Function; 4] {
    use Type::Any;
    [
        scalar(
            "toIntegerOrNull",
            [("input", Any)],
            Type::Integer,
            "The integer, or null.",
            |_, a| Ok(lenient(to_integer, any(a, 0))),
        ),
        scalar(
            "toFloatOrNull",
            [("input", Any)],
            Type::Float,
            "The float, or null.",
            |_, a| Ok(lenient(to_number_float, any(a, 0))),
        ),
        scalar(
            "toBooleanOrNull",
            [("input", Any)],
            Type::Boolean,
            "The truth value, or null.",
            |_, a| Ok(lenient(to_boolean, any(a, 0))),
        ),
        scalar(
            "toStringOrNull",
            [("input", Any)],
            Type::String,
            "The text, or null.",
            |_, a| Ok(lenient(to_text, any(a, 0))),
        ),
    ]
}

fn lists() -> [Function; 4] {
    let of = |name, kind, documentation, body| {
        scalar(
            name,
            [("input", any_list())],
            Type::list(kind),
            documentation,
            body,
        )
    };
    [
        of(
            "toIntegerList",
            Type::Integer,
            "Each item as an integer, or null.",
            |_, a| mapped(a, |item| lenient(to_integer, item)),
        ),
        of(
            "toFloatList",
            Type::Float,
            "Each item as a float, or null.",
            |_, a| mapped(a, |item| lenient(to_number_float, item)),
        ),
        of(
            "toBooleanList",
            Type::Boolean,
            "Each item as a truth value, or null.",
            |_, a| mapped(a, |item| lenient(to_boolean, item)),
        ),
        of(
            "toStringList",
            Type::String,
            "Each item as text, or null.",
            |_, a| mapped(a, |item| lenient(to_text, item)),
        ),
    ]
}

fn numeric() -> Type {
    one_of([Type::Integer, Type::Float, Type::Boolean, Type::String])
}

fn textual() -> Type {
    one_of([Type::Integer, Type::Float, Type::String])
}

fn logical() -> Type {
    one_of([Type::Boolean, Type::Integer, Type::String])
}

fn printable() -> Type {
    use Type::{
        Boolean, Date, DateTime, Duration, Float, Integer, LocalDateTime, LocalTime, Point, String,
        Time,
    };
    one_of([
        String,
        Boolean,
        Integer,
        Float,
        Date,
        LocalTime,
        Time,
        LocalDateTime,
        DateTime,
        Duration,
        Point,
    ])
}

fn lenient(convert: fn(&Value) -> Outcome, value: &Value) -> Value {
    or_null(convert(value))
}
