//! Points in time some duration later or earlier: months first, then days, then seconds.

use std::sync::Arc;

use super::{
    DAY_SECONDS, Date, DateTime, Duration, LocalDateTime, LocalTime, SECOND_NANOS, Time, Value,
    ValueError, out_of_range,
};

/// The point in time so much later. A date takes whole days of the seconds, a time of day only the seconds.
/// `Ok(None)` where the value is not a point in time.
///
/// # Errors
/// `ArithmeticError` outside the calendar.
pub fn plus(value: &Value, duration: &Duration) -> Result<Option<Value>, ValueError> {
    let shifted = match value {
        Value::Date(date) => shift_date(*date, duration).map(Value::Date),
        Value::LocalTime(time) => Some(Value::LocalTime(shift_time(*time, duration))),
        Value::Time(time) => {
            let local = shift_time(time.local, duration);
            Some(Value::Time(Time {
                local,
                offset: time.offset,
            }))
        }
        Value::LocalDateTime(local) => shift_local(*local, duration).map(Value::LocalDateTime),
        Value::DateTime(zoned) => {
            shift_zoned(zoned, duration).map(|zoned| Value::DateTime(Arc::new(zoned)))
        }
        _ => return Ok(None),
    };
    shifted.map(Some).ok_or_else(|| out_of_range("date"))
}

/// The point in time so much earlier; as [`plus`].
///
/// # Errors
/// `ArithmeticError` outside the calendar.
pub fn minus(value: &Value, duration: &Duration) -> Result<Option<Value>, ValueError> {
    let negated = duration.negated().ok_or_else(|| out_of_range("duration"))?;
    plus(value, &negated)
}

fn shift_days(date: Date, duration: &Duration) -> Option<Date> {
    date.plus_months(duration.months)?.plus_days(duration.days)
}

fn shift_date(date: Date, duration: &Duration) -> Option<Date> {
    let (seconds, _) = duration.signed_seconds();
    shift_days(date, duration)?.plus_days(seconds / DAY_SECONDS)
}

fn shift_time(time: LocalTime, duration: &Duration) -> LocalTime {
    let nanos = duration.seconds % DAY_SECONDS * SECOND_NANOS + i64::from(duration.nanos);
    LocalTime::wrapping(time.signed_nanos() + nanos)
}

fn shift_local(local: LocalDateTime, duration: &Duration) -> Option<LocalDateTime> {
    let date = shift_days(local.date(), duration)?;
    let moved = LocalDateTime::new(date, local.time());
    LocalDateTime::from_nanos(moved.total_nanos() + duration.time_nanos())
}

/// Months and days are counted on the calendar there, seconds pass whatever the clocks show.
fn shift_zoned(zoned: &DateTime, duration: &Duration) -> Option<DateTime> {
    let moved = if duration.months == 0 && duration.days == 0 {
        zoned.clone()
    } else {
        let date = shift_days(zoned.local.date(), duration)?;
        DateTime::at_local(LocalDateTime::new(date, zoned.local.time()), zoned.zone())?
    };
    let instant = LocalDateTime::from_nanos(moved.epoch_nanos() + duration.time_nanos())?;
    DateTime::at_instant(instant.seconds, instant.nanos, moved.zone())
}
