//! The parts of temporal values by their names.

use super::{Date, DateTime, Duration, LocalTime, SECOND_NANOS, Value, zone};

/// A part of a temporal value, as `value.name` gives it; `None` where the value has no such part or is not temporal.
pub fn component(value: &Value, name: &str) -> Option<Value> {
    match value {
        Value::Date(date) => date_part(*date, name).map(Value::Integer),
        Value::LocalTime(time) => time_part(*time, name).map(Value::Integer),
        Value::Time(time) => time_part(time.local, name)
            .map(Value::Integer)
            .or_else(|| offset_part(time.offset, name))
            .or_else(|| (name == "timezone").then(|| offset_text(time.offset))),
        Value::LocalDateTime(local) => date_part(local.date(), name)
            .or_else(|| time_part(local.time(), name))
            .map(Value::Integer),
        Value::DateTime(zoned) => zoned_part(zoned, name),
        Value::Duration(duration) => duration_part(duration, name).map(Value::Integer),
        _ => None,
    }
}

fn date_part(date: Date, name: &str) -> Option<i64> {
    let part = match name {
        "year" => date.year(),
        "quarter" => date.quarter(),
        "month" => date.month(),
        "week" => date.week(),
        "weekYear" => date.week_year(),
        "day" => date.day(),
        "ordinalDay" => date.ordinal_day(),
        "dayOfWeek" | "weekDay" => date.day_of_week(),
        "dayOfQuarter" => date.day_of_quarter(),
        _ => return None,
    };
    Some(part)
}

fn time_part(time: LocalTime, name: &str) -> Option<i64> {
    let part = match name {
        "hour" => time.hour(),
        "minute" => time.minute(),
        "second" => time.second(),
        "millisecond" => time.nanosecond() / 1_000_000,
        "microsecond" => time.nanosecond() / 1_000,
        "nanosecond" => time.nanosecond(),
        _ => return None,
    };
    Some(part)
}

fn offset_part(offset: i32, name: &str) -> Option<Value> {
    let part = match name {
        "offset" => offset_text(offset),
        "offsetMinutes" => Value::Integer(i64::from(offset / 60)),
        "offsetSeconds" => Value::Integer(i64::from(offset)),
        _ => return None,
    };
    Some(part)
}

fn offset_text(offset: i32) -> Value {
    Value::from(zone::OffsetText(offset).to_string())
}

fn zoned_part(zoned: &DateTime, name: &str) -> Option<Value> {
    match name {
        "timezone" => Some(Value::from(zoned.zone().to_string())),
        "epochSeconds" => Some(Value::Integer(zoned.epoch_seconds())),
        "epochMillis" => {
            let millis = zoned.epoch_nanos().div_euclid(1_000_000);
            Some(Value::Integer(i64::try_from(millis).ok()?))
        }
        _ => date_part(zoned.local.date(), name)
            .or_else(|| time_part(zoned.local.time(), name))
            .map(Value::Integer)
            .or_else(|| offset_part(zoned.offset, name)),
    }
}

fn duration_part(duration: &Duration, name: &str) -> Option<i64> {
    calendar_part(duration, name).or_else(|| clock_part(duration, name))
}

fn calendar_part(duration: &Duration, name: &str) -> Option<i64> {
    let (months, days) = (duration.months, duration.days);
    let part = match name {
        "years" => months / 12,
        "quarters" => months / 3,
        "months" => months,
        "weeks" => days / 7,
        "days" => days,
        "quartersOfYear" => months / 3 % 4,
        "monthsOfYear" => months % 12,
        "monthsOfQuarter" => months % 3,
        "daysOfWeek" => days % 7,
        _ => return None,
    };
    Some(part)
}

/// Whole units of the seconds and nanoseconds. The nanoseconds are never negative, so units of seconds are rounded
/// down; all of them in a unit smaller than a second may be more than an integer holds.
fn clock_part(duration: &Duration, name: &str) -> Option<i64> {
    let (seconds, nanos) = (duration.seconds, i64::from(duration.nanos));
    let small = |per_second: i64| {
        let whole = i128::from(seconds) * i128::from(per_second);
        i64::try_from(whole + i128::from(nanos / (SECOND_NANOS / per_second))).ok()
    };
    let part = match name {
        "hours" => seconds / 3_600,
        "minutes" => seconds / 60,
        "seconds" => seconds,
        "milliseconds" => return small(1_000),
        "microseconds" => return small(1_000_000),
        "nanoseconds" => return small(SECOND_NANOS),
        "minutesOfHour" => seconds / 60 % 60,
        "secondsOfMinute" => seconds % 60,
        "millisecondsOfSecond" => nanos / 1_000_000,
        "microsecondsOfSecond" => nanos / 1_000,
        "nanosecondsOfSecond" => nanos,
        _ => return None,
    };
    Some(part)
}
