//! Points in time from text, from maps of components, from other temporal values and from the clock.

use std::sync::Arc;

use super::fields::{Field, Fields};
use super::parse::{self, Read};
use super::{
    Date, DateTime, Kind, LocalDateTime, LocalTime, Now, Parts, SECOND_NANOS, Time, Value,
    ValueError, Zone, invalid, out_of_range,
};
use crate::value::Map;

/// A point in time of that kind from ISO 8601 text, a map of components or another temporal value.
///
/// A map may hold `year`, `month`, `day`, `week`, `dayOfWeek`, `ordinalDay`, `quarter`, `dayOfQuarter`, `hour`,
/// `minute`, `second`, `millisecond`, `microsecond`, `nanosecond`, `timezone`, `epochSeconds` and `epochMillis` as
/// far as the kind has such a part, and under `date`, `time` and `datetime` values to take the other parts from.
/// A map with nothing but `timezone` means now, there.
///
/// # Errors
/// `ArgumentError` where the text or the components are no such point in time, `TypeError` where the value cannot be
/// made into one.
pub fn construct(kind: Kind, value: &Value, now: &Now<'_>) -> Result<Value, ValueError> {
    match value {
        Value::String(text) => from_text(kind, text, now),
        Value::Map(map) => from_components(kind, map, now),
        other => match Parts::of(other) {
            Some(parts) => from_parts(kind, parts, other, now),
            None => Err(not_temporal(kind, other)),
        },
    }
}

/// The current point in time of that kind, in a zone or else in the session's.
///
/// # Errors
/// `ArgumentError` where there is no such zone.
pub fn current(kind: Kind, zone: Option<&str>, now: &Now<'_>) -> Result<Value, ValueError> {
    let zone = zone.map_or_else(|| Zone::default(now.zone), Zone::parse)?;
    at_clock(kind, zone, now)
}

fn at_clock(kind: Kind, zone: Zone, now: &Now<'_>) -> Result<Value, ValueError> {
    let (seconds, nanos) = clock_seconds(now)?;
    let moment = DateTime::at_instant(seconds, nanos, zone).ok_or_else(|| out_of_range("clock"))?;
    let value = match kind {
        Kind::Date => Value::Date(moment.local.date()),
        Kind::LocalTime => Value::LocalTime(moment.local.time()),
        Kind::Time => Value::Time(Time {
            local: moment.local.time(),
            offset: moment.offset,
        }),
        Kind::LocalDateTime => Value::LocalDateTime(moment.local),
        Kind::DateTime => Value::DateTime(Arc::new(moment)),
    };
    Ok(value)
}

fn clock_seconds(now: &Now<'_>) -> Result<(i64, u32), ValueError> {
    let second = i128::from(SECOND_NANOS);
    let seconds = i64::try_from(now.epoch_nanos.div_euclid(second));
    let nanos = u32::try_from(now.epoch_nanos.rem_euclid(second));
    seconds
        .ok()
        .zip(nanos.ok())
        .ok_or_else(|| out_of_range("clock"))
}

/// Puts date, time of day and zone together as far as the kind has them.
pub(super) fn compose(
    kind: Kind,
    date: Date,
    time: LocalTime,
    zone: Zone,
    now: &Now<'_>,
) -> Result<Value, ValueError> {
    let value = match kind {
        Kind::Date => Value::Date(date),
        Kind::LocalTime => Value::LocalTime(time),
        Kind::Time => Value::Time(Time {
            local: time,
            offset: current_offset(&zone, now)?,
        }),
        Kind::LocalDateTime => Value::LocalDateTime(LocalDateTime::new(date, time)),
        Kind::DateTime => Value::DateTime(Arc::new(zoned(date, time, zone)?)),
    };
    Ok(value)
}

fn zoned(date: Date, time: LocalTime, zone: Zone) -> Result<DateTime, ValueError> {
    DateTime::at_local(LocalDateTime::new(date, time), zone).ok_or_else(|| out_of_range("date"))
}

/// A time of day has no date to tell the offset of a region by: today's is taken.
fn current_offset(zone: &Zone, now: &Now<'_>) -> Result<i32, ValueError> {
    Ok(zone.offset_at(clock_seconds(now)?.0))
}

fn from_text(kind: Kind, text: &str, now: &Now<'_>) -> Result<Value, ValueError> {
    let read = parse::point(kind, text)?;
    let zone = match parse::zone(&read)? {
        Some(Zone::Region(_)) if kind == Kind::Time => {
            return Err(invalid("a time of day has an offset, not a region"));
        }
        Some(zone) => zone,
        None => Zone::default(now.zone)?,
    };
    let date = read.date.unwrap_or(Date { epoch_days: 0 });
    let time = read.time.unwrap_or(LocalTime::MIDNIGHT);
    match read.region {
        Some(_) if read.offset.is_some() => with_both(&read, LocalDateTime::new(date, time), zone),
        _ => compose(kind, date, time, zone, now),
    }
}

/// A text that names the offset beside the region: of a time shown twice that tells which is meant.
fn with_both(read: &Read<'_>, local: LocalDateTime, zone: Zone) -> Result<Value, ValueError> {
    let offset = read.offset.unwrap_or(0);
    if !zone.allows(local.seconds, offset) {
        return Err(invalid(format!(
            "{local} in {zone} does not have that offset"
        )));
    }
    Ok(Value::DateTime(Arc::new(DateTime {
        local,
        offset,
        zone: zone.into_name(),
    })))
}

fn from_parts(kind: Kind, parts: Parts, value: &Value, now: &Now<'_>) -> Result<Value, ValueError> {
    if kind.has_date() && parts.date.is_none() || !kind.has_date() && parts.time.is_none() {
        return Err(not_temporal(kind, value));
    }
    let date = parts.date.unwrap_or(Date { epoch_days: 0 });
    let time = parts.time.unwrap_or(LocalTime::MIDNIGHT);
    match (kind, parts.offset, parts.zone) {
        // Exactly the same moment, also of a time the clocks show twice.
        (Kind::DateTime, Some(_), _) => Ok(value.clone()),
        (Kind::Time, Some(offset), _) => Ok(Value::Time(Time {
            local: time,
            offset,
        })),
        (_, _, zone) => compose(kind, date, time, zone_or_default(zone, now)?, now),
    }
}

fn zone_or_default(zone: Option<Zone>, now: &Now<'_>) -> Result<Zone, ValueError> {
    zone.map_or_else(|| Zone::default(now.zone), Ok)
}

fn from_components(kind: Kind, map: &Map, now: &Now<'_>) -> Result<Value, ValueError> {
    let fields = Fields::read(kind, map)?;
    if fields.is_only_a_zone() && fields.zone.is_some() {
        return at_clock(kind, zone_or_default(fields.zone, now)?, now);
    }
    if fields.zone.is_some() && !kind.has_zone() {
        return Err(invalid(format!("a {} has no 'timezone'", kind.name())));
    }
    if fields.get(Field::EpochSeconds).is_some() || fields.get(Field::EpochMillis).is_some() {
        return from_epoch_fields(&fields, now);
    }
    let (date_base, time_base) = (base_date(&fields)?, base_time(&fields)?);
    let date = if kind.has_date() {
        fields.date_of(date_base)?
    } else {
        Date { epoch_days: 0 }
    };
    let time_parts = time_base.unwrap_or_default();
    let time = if kind.has_time() {
        fields.time_of(time_parts.time)?
    } else {
        LocalTime::MIDNIGHT
    };
    match (kind, time_parts.offset, time_parts.zone, fields.zone) {
        (Kind::Time, Some(offset), _, wanted) => {
            let time = Time {
                local: time,
                offset,
            };
            let wanted = wanted.map(|zone| current_offset(&zone, now)).transpose()?;
            Ok(Value::Time(
                wanted.map_or(time, |offset| time.at_offset(offset)),
            ))
        }
        (Kind::DateTime, _, Some(own), Some(wanted)) => converted(date, time, own, wanted),
        (_, _, own, wanted) => {
            compose(kind, date, time, zone_or_default(wanted.or(own), now)?, now)
        }
    }
}

/// A time that has a zone already, on a clock in another.
fn converted(date: Date, time: LocalTime, own: Zone, wanted: Zone) -> Result<Value, ValueError> {
    let moment = zoned(date, time, own)?
        .in_zone(wanted)
        .ok_or_else(|| out_of_range("date"))?;
    Ok(Value::DateTime(Arc::new(moment)))
}

/// The parts of the value to take the date from.
fn base_date(fields: &Fields<'_>) -> Result<Option<Date>, ValueError> {
    match fields.date.or(fields.datetime) {
        None => Ok(None),
        Some(value) => match Parts::of(value).and_then(|parts| parts.date) {
            Some(date) => Ok(Some(date)),
            None => Err(not_temporal(Kind::Date, value)),
        },
    }
}

/// The parts of the value to take the time of day and the zone from.
fn base_time(fields: &Fields<'_>) -> Result<Option<Parts>, ValueError> {
    match fields.time.or(fields.datetime) {
        None => Ok(None),
        Some(value) => match Parts::of(value).filter(|parts| parts.time.is_some()) {
            Some(parts) => Ok(Some(parts)),
            None => Err(not_temporal(Kind::LocalTime, value)),
        },
    }
}

/// A date and time from seconds or milliseconds since 1970-01-01T00:00Z, and nothing else but what is below them.
fn from_epoch_fields(fields: &Fields<'_>, now: &Now<'_>) -> Result<Value, ValueError> {
    if !fields.has_only(&[Field::EpochSeconds, Field::EpochMillis, Field::Nanosecond]) {
        return Err(invalid(
            "beside 'epochSeconds' and 'epochMillis' only 'nanosecond' may be given",
        ));
    }
    let zone = zone_or_default(fields.zone.clone(), now)?;
    let below = fields.get(Field::Nanosecond).unwrap_or(0);
    let (unit, count) = match (
        fields.get(Field::EpochSeconds),
        fields.get(Field::EpochMillis),
    ) {
        (Some(seconds), None) => (SECOND_NANOS, seconds),
        (None, Some(millis)) => (1_000_000, millis),
        _ => {
            return Err(invalid(
                "a moment is given by 'epochSeconds' or by 'epochMillis'",
            ));
        }
    };
    if !(0..unit).contains(&below) {
        return Err(invalid(format!(
            "'nanosecond' must be between 0 and {}",
            unit - 1
        )));
    }
    from_epoch_nanos(
        i128::from(count) * i128::from(unit) + i128::from(below),
        zone,
    )
}

fn from_epoch_nanos(nanos: i128, zone: Zone) -> Result<Value, ValueError> {
    let utc = LocalDateTime::from_nanos(nanos);
    let moment = utc.and_then(|utc| DateTime::at_instant(utc.seconds, utc.nanos, zone));
    moment
        .map(|moment| Value::DateTime(Arc::new(moment)))
        .ok_or_else(|| out_of_range("date"))
}

impl DateTime {
    /// A moment in UTC by seconds since 1970-01-01T00:00Z and nanoseconds to add: `datetime.fromepoch`.
    ///
    /// # Errors
    /// `ArithmeticError` outside the calendar.
    pub fn from_epoch(seconds: i64, nanos: i64) -> Result<Value, ValueError> {
        let total = i128::from(seconds) * i128::from(SECOND_NANOS) + i128::from(nanos);
        from_epoch_nanos(total, Zone::UTC)
    }

    /// A moment in UTC by milliseconds since 1970-01-01T00:00Z: `datetime.fromepochmillis`.
    ///
    /// # Errors
    /// `ArithmeticError` outside the calendar.
    pub fn from_epoch_millis(millis: i64) -> Result<Value, ValueError> {
        from_epoch_nanos(i128::from(millis) * 1_000_000, Zone::UTC)
    }
}

fn not_temporal(kind: Kind, found: &Value) -> ValueError {
    let (kind, found) = (kind.name(), found.type_name());
    ValueError::type_error(
        "InvalidArgumentType",
        format!("no {kind} can be made of {found}"),
    )
}
