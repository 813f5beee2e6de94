//! Questions with a yes or no.

use super::argument::{any, text};
use super::table::{any_list, one_of, scalar};
use super::{Call, Function, Outcome};
use crate::value::{Type, Value};

pub(super) fn functions() -> Vec<Function> {
    use Type::{Any, Boolean, Map, String};
    let container = one_of([any_list(), Map, String]);
    vec![
        scalar(
            "exists",
            [("property", Any)],
            Boolean,
            "Whether there is such a property.",
            |_, a| Ok(Value::Boolean(!any(a, 0).is_null())),
        )
        .sees_null(),
        scalar(
            "isEmpty",
            [("input", container)],
            Boolean,
            "Whether a list, map or text has nothing in it.",
            is_empty,
        ),
    ]
}

fn is_empty(_: &Call<'_>, arguments: &[Value]) -> Outcome {
    let empty = match any(arguments, 0) {
        Value::List(items) => items.is_empty(),
        Value::Map(entries) => entries.is_empty(),
        _ => text(arguments, 0)?.is_empty(),
    };
    Ok(Value::Boolean(empty))
}
