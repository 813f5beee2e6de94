//! The last point in time at which a unit began: the start of the decade, the week, the minute.

use super::construct::compose;
use super::fields::{Fields, SubSecond};
use super::{
    Date, Kind, LocalTime, Now, Parts, SECOND_NANOS, Value, ValueError, Zone, calendar, invalid,
    out_of_range, parse,
};
use crate::value::Map;

/// What to truncate to.
#[derive(Clone, Copy, Debug)]
enum Unit {
    /// The first day of this, at midnight.
    Date(fn(Date) -> Option<Date>),
    /// A multiple of so many nanoseconds of the day.
    Time(i64),
}

impl Unit {
    fn named(name: &str) -> Option<Unit> {
        let unit = match name.to_ascii_lowercase().as_str() {
            "millennium" => Unit::Date(|date| year_block(date, 1_000)),
            "century" => Unit::Date(|date| year_block(date, 100)),
            "decade" => Unit::Date(|date| year_block(date, 10)),
            "year" => Unit::Date(|date| year_block(date, 1)),
            "weekyear" => {
                Unit::Date(|date| Date::from_epoch_days(calendar::first_monday(date.week_year())))
            }
            "quarter" => Unit::Date(|date| Date::new(date.year(), date.quarter() * 3 - 2, 1)),
            "month" => Unit::Date(|date| Date::new(date.year(), date.month(), 1)),
            "week" => Unit::Date(|date| date.plus_days(1 - date.day_of_week())),
            "day" => Unit::Date(Some),
            "hour" => Unit::Time(3_600 * SECOND_NANOS),
            "minute" => Unit::Time(60 * SECOND_NANOS),
            "second" => Unit::Time(SECOND_NANOS),
            "millisecond" => Unit::Time(1_000_000),
            "microsecond" => Unit::Time(1_000),
            _ => return None,
        };
        Some(unit)
    }

    fn date(self, date: Date) -> Option<Date> {
        match self {
            Unit::Date(first) => first(date),
            Unit::Time(_) => Some(date),
        }
    }

    fn time(self, time: LocalTime) -> LocalTime {
        match self {
            Unit::Date(_) => LocalTime::MIDNIGHT,
            Unit::Time(nanos) => {
                LocalTime::wrapping(time.signed_nanos() - time.signed_nanos() % nanos)
            }
        }
    }

    /// Only what is below the unit may be given beside what it keeps of the second.
    fn sub_second(self, truncated: LocalTime) -> SubSecond {
        match self {
            Unit::Time(room) if room < SECOND_NANOS => SubSecond {
                kept: truncated.nanosecond(),
                room,
            },
            _ => SubSecond::FREE,
        }
    }
}

fn year_block(date: Date, years: i64) -> Option<Date> {
    Date::new(date.year().div_euclid(years) * years, 1, 1)
}

/// The point in time of that kind at which the unit around `value` began, with components put in its place.
///
/// Units: `millennium`, `century`, `decade`, `year`, `weekYear`, `quarter`, `month`, `week`, `day`, `hour`, `minute`,
/// `second`, `millisecond`, `microsecond`. A `timezone` among the components replaces the zone and leaves the clock
/// as it is.
///
/// # Errors
/// `ArgumentError` for a unit or components the kind does not have, `TypeError` where the value has no such part.
pub fn truncate(
    kind: Kind,
    unit: &str,
    value: &Value,
    components: &Map,
    now: &Now<'_>,
) -> Result<Value, ValueError> {
    let parts = Parts::of(value).unwrap_or_default();
    let unit = Unit::named(unit)
        .filter(|named| allowed(kind, *named, unit))
        .ok_or_else(|| {
            invalid(format!(
                "a {} has no unit '{}'",
                kind.name(),
                parse::cut(unit)
            ))
        })?;
    if kind.has_date() && parts.date.is_none() || !kind.has_date() && parts.time.is_none() {
        return Err(no_such_part(kind, value));
    }
    let fields = Fields::read(kind, components)?;
    if fields.zone.is_some() && !kind.has_zone() {
        return Err(invalid(format!("a {} has no 'timezone'", kind.name())));
    }
    let date = unit.date(parts.date.unwrap_or(Date { epoch_days: 0 }));
    let date = date.ok_or_else(|| out_of_range("date"))?;
    let time = unit.time(parts.time.unwrap_or(LocalTime::MIDNIGHT));
    let zone = match (fields.zone.clone(), parts.zone, kind, parts.offset) {
        (Some(wanted), ..) => wanted,
        (None, _, Kind::Time, Some(offset)) => Zone::Offset(offset),
        (None, Some(own), ..) => own,
        _ => Zone::default(now.zone)?,
    };
    let date = if kind.has_date() {
        fields.date_of(Some(date))?
    } else {
        date
    };
    compose(
        kind,
        date,
        fields.time_within(time, unit.sub_second(time))?,
        zone,
        now,
    )
}

/// A date has no unit below a day, a time of day none above.
fn allowed(kind: Kind, unit: Unit, name: &str) -> bool {
    match unit {
        Unit::Date(_) => kind.has_date() || name.eq_ignore_ascii_case("day"),
        Unit::Time(_) => kind.has_time(),
    }
}

fn no_such_part(kind: Kind, found: &Value) -> ValueError {
    let (kind, found) = (kind.name(), found.type_name());
    ValueError::type_error(
        "InvalidArgumentType",
        format!("{found} cannot be truncated to a {kind}"),
    )
}
