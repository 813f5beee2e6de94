//! The durations between two points in time.
//!
//! Where only one of them has a date, the other gets the same; where only one has a zone, the other is taken to be
//! there; a date without a time begins at midnight. Two that are in different zones are compared on the clock of the
//! first for months and days, and by the time that passed for seconds.

use super::{
    DAY_SECONDS, Date, DateTime, Duration, LocalDateTime, LocalTime, Parts, SECOND_NANOS, Value,
    ValueError, Zone, duration::too_long, out_of_range,
};

/// Two moments made comparable.
struct Pair {
    from: DateTime,
    to: DateTime,
    /// Whether both have a date of their own: only then there are months and days between them.
    dated: bool,
}

impl Pair {
    fn of(from: &Value, to: &Value) -> Result<Pair, ValueError> {
        let (first, second) = (parts(from)?, parts(to)?);
        let dated = first.date.is_some() && second.date.is_some();
        let date = first.date.or(second.date).unwrap_or(Date { epoch_days: 0 });
        let zone = first
            .zone
            .clone()
            .or_else(|| second.zone.clone())
            .unwrap_or(Zone::UTC);
        let (from, to) = (moment(first, date, &zone)?, moment(second, date, &zone)?);
        Ok(Pair { from, to, dated })
    }

    /// Whole months, towards zero.
    fn months(&self) -> i64 {
        if self.dated {
            months_between(self.from.local, self.there())
        } else {
            0
        }
    }

    /// Whole days on the calendar, towards zero.
    fn days(&self) -> i64 {
        if self.dated {
            days_between(self.from.local, self.there())
        } else {
            0
        }
    }

    /// The end on the clock of the beginning.
    fn there(&self) -> LocalDateTime {
        self.to
            .in_zone(self.from.zone())
            .map_or(self.to.local, |there| there.local)
    }

    /// The time that passes, in nanoseconds.
    fn nanos(&self) -> i128 {
        self.to.epoch_nanos() - self.from.epoch_nanos()
    }
}

fn parts(value: &Value) -> Result<Parts, ValueError> {
    Parts::of(value).ok_or_else(|| {
        ValueError::type_error(
            "InvalidArgumentType",
            format!("there is no duration from or to {}", value.type_name()),
        )
    })
}

/// The moment with what it lacks taken from the other one.
fn moment(parts: Parts, date: Date, zone: &Zone) -> Result<DateTime, ValueError> {
    let date = parts.date.unwrap_or(date);
    let local = LocalDateTime::new(date, parts.time.unwrap_or(LocalTime::MIDNIGHT));
    match (parts.offset, parts.zone) {
        // The offset tells which is meant of a time the clocks show twice.
        (Some(offset), Some(zone)) => Ok(DateTime {
            local,
            offset,
            zone: zone.into_name(),
        }),
        _ => DateTime::at_local(local, zone.clone()).ok_or_else(|| out_of_range("date")),
    }
}

fn months_between(from: LocalDateTime, to: LocalDateTime) -> i64 {
    let month_count = |date: Date| {
        let (year, month, _) = date.civil();
        year * 12 + month - 1
    };
    let months = month_count(to.date()) - month_count(from.date());
    let within_month = |local: LocalDateTime| (local.date().day(), local.time());
    match (months.signum(), within_month(to).cmp(&within_month(from))) {
        (1, std::cmp::Ordering::Less) => months - 1,
        (-1, std::cmp::Ordering::Greater) => months + 1,
        _ => months,
    }
}

fn days_between(from: LocalDateTime, to: LocalDateTime) -> i64 {
    let day_nanos = i128::from(DAY_SECONDS) * i128::from(SECOND_NANOS);
    i64::try_from((to.total_nanos() - from.total_nanos()) / day_nanos).unwrap_or(0)
}

/// Months, then days, then what is left in seconds: `duration.between`.
///
/// # Errors
/// `TypeError` where one of them is not a point in time.
pub fn between(from: &Value, to: &Value) -> Result<Duration, ValueError> {
    let pair = Pair::of(from, to)?;
    let months = pair.months();
    let pair = later(
        pair,
        Duration {
            months,
            ..Duration::default()
        },
    )?;
    let days = pair.days();
    let pair = later(
        pair,
        Duration {
            days,
            ..Duration::default()
        },
    )?;
    let rest = Duration::from_nanos(pair.nanos()).ok_or_else(too_long)?;
    Ok(Duration {
        months,
        days,
        ..rest
    })
}

/// The pair with its beginning moved so much later.
fn later(pair: Pair, by: Duration) -> Result<Pair, ValueError> {
    if by == Duration::default() {
        return Ok(pair);
    }
    let date = pair
        .from
        .local
        .date()
        .plus_months(by.months)
        .and_then(|date| date.plus_days(by.days));
    let local = date.map(|date| LocalDateTime::new(date, pair.from.local.time()));
    let from = local.and_then(|local| DateTime::at_local(local, pair.from.zone()));
    Ok(Pair {
        from: from.ok_or_else(|| out_of_range("date"))?,
        ..pair
    })
}

/// Whole months only: `duration.inMonths`.
///
/// # Errors
/// `TypeError` where one of them is not a point in time.
pub fn in_months(from: &Value, to: &Value) -> Result<Duration, ValueError> {
    Ok(Duration {
        months: Pair::of(from, to)?.months(),
        ..Duration::default()
    })
}

/// Whole days only: `duration.inDays`.
///
/// # Errors
/// `TypeError` where one of them is not a point in time.
pub fn in_days(from: &Value, to: &Value) -> Result<Duration, ValueError> {
    Ok(Duration {
        days: Pair::of(from, to)?.days(),
        ..Duration::default()
    })
}

/// Seconds only, as many as pass: `duration.inSeconds`.
///
/// # Errors
/// `TypeError` where one of them is not a point in time.
pub fn in_seconds(from: &Value, to: &Value) -> Result<Duration, ValueError> {
    Duration::from_nanos(Pair::of(from, to)?.nanos()).ok_or_else(too_long)
}
