//! Points in time: made from text, components and other points in time, read from the clock, truncated.

use super::argument::{any, integer, text};
use super::call::system_nanos;
use super::table::{one_of, scalar};
use super::{Call, Function, Outcome};
use crate::value::temporal::{Kind, Now, construct, current, truncate};
use crate::value::{DateTime, Map, Type, Value};

/// The five functions a kind of point in time has.
macro_rules! family {
    ($name:literal, $what:literal, $kind:expr, $result:expr) => {
        [
            scalar(
                $name,
                [("input?", input())],
                $result,
                concat!(
                    "The ",
                    $what,
                    " a text, a map or another point in time gives; the current one without it."
                ),
                |call, a| made($kind, a, &statement(call)),
            )
            .reads_surroundings(),
            scalar(
                concat!($name, ".transaction"),
                [("timezone?", Type::String)],
                $result,
                concat!("The ", $what, " at which the transaction began."),
                |call, a| {
                    read(
                        $kind,
                        a,
                        &Now {
                            epoch_nanos: call.clock.transaction_nanos,
                            ..statement(call)
                        },
                    )
                },
            )
            .reads_surroundings(),
            scalar(
                concat!($name, ".statement"),
                [("timezone?", Type::String)],
                $result,
                concat!("The ", $what, " at which the statement began."),
                |call, a| read($kind, a, &statement(call)),
            )
            .reads_surroundings(),
            scalar(
                concat!($name, ".realtime"),
                [("timezone?", Type::String)],
                $result,
                concat!("The ", $what, " at which the function is called."),
                |call, a| {
                    read(
                        $kind,
                        a,
                        &Now {
                            epoch_nanos: system_nanos(),
                            ..statement(call)
                        },
                    )
                },
            )
            .draws_lots(),
            scalar(
                concat!($name, ".truncate"),
                [
                    ("unit", Type::String),
                    ("input?", instant()),
                    ("components?", Type::Map),
                ],
                $result,
                concat!(
                    "The ",
                    $what,
                    " at which the unit around a point in time began, with components put in."
                ),
                |call, a| truncated($kind, a, &statement(call)),
            )
            .reads_surroundings(),
        ]
    };
}

pub(super) fn functions() -> Vec<Function> {
    let mut table = Vec::new();
    table.extend(family!("date", "date", Kind::Date, Type::Date));
    table.extend(family!("time", "time with offset", Kind::Time, Type::Time));
    table.extend(family!(
        "localtime",
        "local time",
        Kind::LocalTime,
        Type::LocalTime
    ));
    table.extend(family!(
        "datetime",
        "date and time in a zone",
        Kind::DateTime,
        Type::DateTime
    ));
    table.extend(family!(
        "localdatetime",
        "local date and time",
        Kind::LocalDateTime,
        Type::LocalDateTime
    ));
    table.extend(from_epoch());
    table.extend(aliases(&table));
    table
}

fn from_epoch() -> [Function; 2] {
    use Type::Integer;
    [
        scalar(
            "datetime.fromepoch",
            [("seconds", Integer), ("nanoseconds", Integer)],
            Type::DateTime,
            "The moment so many seconds and nanoseconds after the beginning of 1970 in UTC.",
            |_, a| DateTime::from_epoch(integer(a, 0)?, integer(a, 1)?),
        ),
        scalar(
            "datetime.fromepochmillis",
            [("milliseconds", Integer)],
            Type::DateTime,
            "The moment so many milliseconds after the beginning of 1970 in UTC.",
            |_, a| DateTime::from_epoch_millis(integer(a, 0)?),
        ),
    ]
}

/// The names newer openCypher gives the same functions.
fn aliases(table: &[Function]) -> Vec<Function> {
    let names = [
        ("time", "zoned_time"),
        ("localtime", "local_time"),
        ("datetime", "zoned_datetime"),
        ("localdatetime", "local_datetime"),
    ];
    let named = |name| table.iter().find(move |function| function.name == name);
    names
        .iter()
        .filter_map(|(name, alias)| Some(named(*name)?.renamed(alias)))
        .collect()
}

/// Any point in time.
pub(super) fn instant() -> Type {
    one_of([
        Type::Date,
        Type::LocalTime,
        Type::Time,
        Type::LocalDateTime,
        Type::DateTime,
    ])
}

fn input() -> Type {
    use Type::{Date, LocalDateTime, LocalTime, Map, String, Time};
    one_of([
        String,
        Map,
        Date,
        LocalTime,
        Time,
        LocalDateTime,
        Type::DateTime,
    ])
}

fn statement<'c>(call: &Call<'c>) -> Now<'c> {
    Now {
        epoch_nanos: call.clock.epoch_nanos,
        zone: &call.clock.zone,
    }
}

fn made(kind: Kind, arguments: &[Value], now: &Now<'_>) -> Outcome {
    match arguments.first() {
        Some(input) => construct(kind, input, now),
        None => current(kind, None, now),
    }
}

fn read(kind: Kind, arguments: &[Value], now: &Now<'_>) -> Outcome {
    let zone = if arguments.is_empty() {
        None
    } else {
        Some(text(arguments, 0)?)
    };
    current(kind, zone, now)
}

fn truncated(kind: Kind, arguments: &[Value], now: &Now<'_>) -> Outcome {
    let unit = text(arguments, 0)?;
    let none = Map::default();
    let components = match any(arguments, 2) {
        Value::Map(components) => components,
        _ => &none,
    };
    match arguments.get(1) {
        Some(input) => truncate(kind, unit, input, components, now),
        None => truncate(
            kind,
            unit,
            &current(Kind::DateTime, None, now)?,
            components,
            now,
        ),
    }
}
