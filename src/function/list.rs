//! Lists: making them, taking items off their ends, and their length.

use super::argument::{any, list, no_room, out_of_range, text, too_large, wrong};
use super::table::{any_list, one_of, scalar};
use super::{Call, Function, LIST_LIMIT, Outcome};
use crate::value::{Type, Value, ValueError};

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
        scalar(
            "range",
            [("start", Integer), ("end", Integer), ("step?", Integer)],
            Type::list(Integer),
            "The integers from start to end, both included, one step apart.",
            range,
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

fn reverse(_: &Call<'_>, arguments: &[Value]) -> Outcome {
    match any(arguments, 0) {
        Value::List(items) => Ok(Value::List(items.iter().rev().cloned().collect())),
        _ => Ok(text(arguments, 0)?.chars().rev().collect::<String>().into()),
    }
}

fn range(call: &Call<'_>, arguments: &[Value]) -> Outcome {
    let (start, end) = (bound(arguments, 0)?, bound(arguments, 1)?);
    let step = if arguments.len() > 2 {
        bound(arguments, 2)?
    } else {
        1
    };
    if step == 0 {
        return Err(out_of_range("the step of range cannot be 0"));
    }
    let length = range_length(start, end, step);
    if length > u128::from(LIST_LIMIT) {
        return Err(too_large("range"));
    }
    if (length as usize).saturating_mul(size_of::<Value>()) > call.room {
        return Err(no_room("range"));
    }
    let items = (0..length as usize)
        .map(|i| Value::Integer(start.wrapping_add((i as i64).wrapping_mul(step))));
    Ok(Value::List(items.collect()))
}

fn range_length(start: i64, end: i64, step: i64) -> u128 {
    let span = i128::from(end) - i128::from(start);
    if (span < 0) != (step < 0) && span != 0 {
        0
    } else {
        (span / i128::from(step)) as u128 + 1
    }
}

/// The TCK names the mistake of a bound that is no integer differently from the other functions' type errors.
fn bound(arguments: &[Value], at: usize) -> Result<i64, ValueError> {
    let found = any(arguments, at);
    found.as_integer().ok_or_else(|| {
        let message = format!("range expects integers, found {}", found.type_name());
        ValueError::argument("InvalidArgumentType", message)
    })
}

/// The items of a list argument, each changed.
pub(super) fn mapped(arguments: &[Value], change: impl Fn(&Value) -> Value) -> Outcome {
    match any(arguments, 0) {
        Value::List(items) => Ok(Value::List(items.iter().map(change).collect())),
        other => wrong("a list", other),
    }
}
