//! Dates, times and lengths of time.
//!
//! In: ISO 8601 text ([`parse`]), maps of components and other temporal values ([`construct`], [`truncate`]), and the
//! moment a statement began ([`Now`]). Out: temporal values, their parts ([`component`]), the durations between them
//! ([`between`]) and their ISO 8601 text (`Display`).
//!
//! The calendar is the proleptic Gregorian one for years -999,999,999 to 999,999,999, so the arithmetic on it is our
//! own; the history of time zones comes from the database bundled with `jiff`. What always holds: every value built
//! here is a moment of that calendar, an offset lies between -18:00 and +18:00, and a value made from text prints as
//! text that gives the same value. Definition: openCypher CIP2015-08-06 "Date and Time".

mod between;
mod calendar;
mod component;
mod construct;
mod date;
mod datetime;
mod decimal;
mod duration;
mod fields;
pub mod parse;
mod shift;
mod time;
mod truncate;
mod zone;

use super::{Value, ValueError};

pub use between::{between, in_days, in_months, in_seconds};
pub use component::component;
pub use construct::{construct, current};
pub use date::Date;
pub use datetime::{DateTime, LocalDateTime};
pub use duration::Duration;
pub use shift::{minus, plus};
pub use time::{LocalTime, Time};
pub use truncate::truncate;
pub use zone::Zone;

/// Seconds of a day without changes of the clock.
const DAY_SECONDS: i64 = 86_400;

/// Nanoseconds of a second.
const SECOND_NANOS: i64 = 1_000_000_000;

/// Nanoseconds of a day without changes of the clock.
const DAY_NANOS: i64 = DAY_SECONDS * SECOND_NANOS;

/// The moment a statement reads the clock at, and the zone of values that name none.
#[derive(Clone, Copy, Debug)]
pub struct Now<'n> {
    /// Nanoseconds since 1970-01-01T00:00Z.
    pub epoch_nanos: i128,
    /// An IANA name or an offset such as `+01:00`; `UTC` stands for the plain offset of zero.
    pub zone: &'n str,
}

/// The five kinds of points in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// [`Date`].
    Date,
    /// [`LocalTime`].
    LocalTime,
    /// [`Time`].
    Time,
    /// [`LocalDateTime`].
    LocalDateTime,
    /// [`DateTime`].
    DateTime,
}

impl Kind {
    fn has_date(self) -> bool {
        matches!(self, Kind::Date | Kind::LocalDateTime | Kind::DateTime)
    }

    fn has_time(self) -> bool {
        self != Kind::Date
    }

    fn has_zone(self) -> bool {
        matches!(self, Kind::Time | Kind::DateTime)
    }

    /// How a sentence names it.
    fn name(self) -> &'static str {
        match self {
            Kind::Date => "date",
            Kind::LocalTime => "local time",
            Kind::Time => "time",
            Kind::LocalDateTime => "local date and time",
            Kind::DateTime => "date and time",
        }
    }
}

/// What a point in time consists of.
#[derive(Clone, Debug, Default)]
struct Parts {
    date: Option<Date>,
    time: Option<LocalTime>,
    zone: Option<Zone>,
    /// The offset in force, where there is a zone.
    offset: Option<i32>,
}

impl Parts {
    /// The parts of a temporal value; `None` where it is not a point in time.
    fn of(value: &Value) -> Option<Parts> {
        let parts = match value {
            Value::Date(date) => Parts {
                date: Some(*date),
                ..Parts::default()
            },
            Value::LocalTime(time) => Parts {
                time: Some(*time),
                ..Parts::default()
            },
            Value::Time(time) => Parts {
                time: Some(time.local),
                zone: Some(Zone::Offset(time.offset)),
                offset: Some(time.offset),
                date: None,
            },
            Value::LocalDateTime(local) => Parts {
                date: Some(local.date()),
                time: Some(local.time()),
                ..Parts::default()
            },
            Value::DateTime(zoned) => Parts {
                date: Some(zoned.local.date()),
                time: Some(zoned.local.time()),
                zone: Some(zoned.zone()),
                offset: Some(zoned.offset),
            },
            _ => return None,
        };
        Some(parts)
    }
}

/// A moment outside the calendar.
fn out_of_range(what: &str) -> ValueError {
    ValueError::arithmetic(
        "NumberOutOfRange",
        format!("the {what} is outside the supported range"),
    )
}

/// A component that is not allowed.
fn invalid(message: impl Into<String>) -> ValueError {
    ValueError::argument("InvalidArgumentValue", message)
}
