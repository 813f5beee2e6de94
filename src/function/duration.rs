//! Lengths of time.

use super::argument::any;
use super::table::{one_of, scalar};
use super::temporal::instant;
use super::{Function, Outcome};
use crate::value::temporal::{between, in_days, in_months, in_seconds};
use crate::value::{Duration, Type, Value, ValueError};

pub(super) fn functions() -> Vec<Function> {
    use Type::{Map, String};
    let of = |name, documentation, body| {
        scalar(
            name,
            [("from", instant()), ("to", instant())],
            Type::Duration,
            documentation,
            body,
        )
    };
    vec![
        scalar(
            "duration",
            [("input", one_of([String, Map, Type::Duration]))],
            Type::Duration,
            "The duration a text or a map of components gives.",
            |_, a| duration(Duration::from_value(any(a, 0))),
        ),
        of(
            "duration.between",
            "The months, days and seconds from one point in time to another.",
            |_, a| duration(between(any(a, 0), any(a, 1))),
        ),
        of(
            "duration.inMonths",
            "The whole months from one point in time to another.",
            |_, a| duration(in_months(any(a, 0), any(a, 1))),
        ),
        of(
            "duration.inDays",
            "The whole days from one point in time to another.",
            |_, a| duration(in_days(any(a, 0), any(a, 1))),
        ),
        of(
            "duration.inSeconds",
            "The seconds from one point in time to another.",
            |_, a| duration(in_seconds(any(a, 0), any(a, 1))),
        ),
    ]
}

fn duration(made: Result<Duration, ValueError>) -> Outcome {
    made.map(|duration| Value::Duration(duration.into()))
}
