//! Lists: making them, taking items off their ends, and their length.

use super::argument::{any, list, text, wrong};
use super::series::Series;
use super::table::{any_list, one_of, scalar, series};
use super::{Call, Function, Outcome};
use crate::value::{Type, Value};

pub(super) fn functions() -> Vec<Function> {
    use Type::{Any, Integer, String};
    let sized = || one_of([String, any_list()]);
    vec![
        scalar(
            "size",
            [("input", sized())],
            Integer,
            "The number of items of a list or characters of a text.",
            size,
        ),
        scalar(
            "cardinality",
            [("input", one_of([any_list(), Type::Map]))],
            Integer,
            "The number of items of a list or entries of a map.",
            cardinality,
        ),
        scalar(
            "reverse",
            [("input", sized())],
            sized(),
            "The list or text backwards.",
            reverse,
        ),
        scalar(
            "head",
            [("list", any_list())],
            Any,
            "The first item of a list; null where there is none.",
            |_, a| Ok(list(a, 0)?.first().cloned().into()),
        ),
        scalar(
            "last",
            [("list", any_list())],
            Any,
            "The last item of a list; null where there is none.",
            |_, a| Ok(list(a, 0)?.last().cloned().into()),
        ),
        scalar(
            "tail",
            [("list", any_list())],
            any_list(),
            "The list without its first item.",
            |_, a| Ok(Value::list(list(a, 0)?.get(1..).unwrap_or_default())),
        ),
        series(
            "range",
            [("start", Integer), ("end", Integer), ("step?", Integer)],
            "The integers from start to end, both included, one step apart.",
            Series::of,
        )
        .checks_itself(),
    ]
}

pub(super) fn character_count(_: &Call<'_>, arguments: &[Value]) -> Outcome {
    Ok(Value::Integer(text(arguments, 0)?.chars().count() as i64))
}

fn size(call: &Call<'_>, arguments: &[Value]) -> Outcome {
    match any(arguments, 0) {
        Value::List(items) => Ok(Value::Integer(items.len() as i64)),
        _ => character_count(call, arguments),
    }
}

fn cardinality(call: &Call<'_>, arguments: &[Value]) -> Outcome {
    match any(arguments, 0) {
        Value::Map(entries) => Ok(Value::Integer(entries.len() as i64)),
        _ => size(call, arguments),
    }
}

fn reverse(_: &Call<'_>, arguments: &[Value]) -> Outcome {
    match any(arguments, 0) {
        Value::List(items) => Ok(Value::List(items.iter().rev().cloned().collect())),
        _ => Ok(text(arguments, 0)?.chars().rev().collect::<String>().into()),
    }
}

/// The items of a list argument, each changed.
pub(super) fn mapped(arguments: &[Value], change: impl Fn(&Value) -> Value) -> Outcome {
    match any(arguments, 0) {
        Value::List(items) => Ok(Value::List(items.iter().map(change).collect())),
        other => wrong("a list", other),
    }
}
