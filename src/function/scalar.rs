//! Functions of any value, and those of none.

use super::argument::any;
use super::list::character_count;
use super::table::scalar;
use super::value_type::name_of;
use super::{Call, Function, Outcome};
use crate::value::compare::equal;
use crate::value::{Type, Value};

pub(super) fn functions() -> Vec<Function> {
    use Type::{Any, Integer, String};
    let length = scalar(
        "char_length",
        [("input", String)],
        Integer,
        "The number of characters.",
        character_count,
    );
    vec![
        scalar(
            "coalesce",
            [("input...", Any)],
            Any,
            "The first argument that is not null.",
            coalesce,
        )
        .sees_null(),
        scalar(
            "nullIf",
            [("first", Any), ("second", Any)],
            Any,
            "Null where the arguments are equal, the first where they are not.",
            null_if,
        )
        .sees_null(),
        scalar(
            "valueType",
            [("input", Any)],
            String,
            "The name of the value's type.",
            |_, a| Ok(Value::from(name_of(any(a, 0)))),
        )
        .sees_null(),
        length.renamed("character_length"),
        length,
        scalar(
            "file",
            [],
            String,
            "The path of the file `LOAD CSV` has read the row from; null where it comes from none.",
            no_line,
        ),
        scalar(
            "linenumber",
            [],
            Integer,
            "The number of the line `LOAD CSV` has read the row from; null where it comes from none.",
            no_line,
        ),
        scalar(
            "randomUUID",
            [],
            String,
            "A new universally unique identifier.",
            |call, _| Ok(Value::from(call.random.uuid())),
        )
        .draws_lots(),
        scalar(
            "timestamp",
            [],
            Integer,
            "Milliseconds from 1970 in UTC to the statement's begin.",
            |call, _| {
                Ok(Value::Integer(
                    call.clock.epoch_nanos.div_euclid(1_000_000) as i64
                ))
            },
        )
        .reads_surroundings(),
    ]
}

/// Of rows that are lines the analysis reads it from the row.
fn no_line(_: &Call<'_>, _: &[Value]) -> Outcome {
    Ok(Value::Null)
}

fn coalesce(_: &Call<'_>, arguments: &[Value]) -> Outcome {
    Ok(arguments
        .iter()
        .find(|value| !value.is_null())
        .cloned()
        .into())
}

fn null_if(_: &Call<'_>, arguments: &[Value]) -> Outcome {
    let (first, second) = (any(arguments, 0), any(arguments, 1));
    Ok(if equal(first, second) == Some(true) {
        Value::Null
    } else {
        first.clone()
    })
}
