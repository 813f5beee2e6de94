//! Dates with times of day.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use super::{DAY_NANOS, DAY_SECONDS, Date, LocalTime, SECOND_NANOS, Zone, zone};

/// A date and a time of day without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalDateTime {
    /// Seconds since 1970-01-01T00:00 on the clock there.
    pub seconds: i64,
    /// Nanoseconds within the second.
    pub nanos: u32,
}

impl LocalDateTime {
    /// A date with a time of day.
    pub fn new(date: Date, time: LocalTime) -> LocalDateTime {
        let nanos = time.signed_nanos();
        LocalDateTime {
            seconds: date
                .epoch_days
                .saturating_mul(DAY_SECONDS)
                .saturating_add(nanos / SECOND_NANOS),
            nanos: small_nanos(nanos),
        }
    }

    /// By seconds since 1970-01-01T00:00 and nanoseconds of the second; `None` outside the calendar.
    pub fn from_seconds(seconds: i64, nanos: u32) -> Option<LocalDateTime> {
        Date::from_epoch_days(seconds.div_euclid(DAY_SECONDS))?;
        Some(LocalDateTime { seconds, nanos })
    }

    /// By nanoseconds since 1970-01-01T00:00; `None` outside the calendar.
    pub(super) fn from_nanos(nanos: i128) -> Option<LocalDateTime> {
        let second = i128::from(SECOND_NANOS);
        let seconds = i64::try_from(nanos.div_euclid(second)).ok()?;
        LocalDateTime::from_seconds(seconds, u32::try_from(nanos.rem_euclid(second)).ok()?)
    }

    /// Nanoseconds since 1970-01-01T00:00.
    pub(super) fn total_nanos(self) -> i128 {
        i128::from(self.seconds) * i128::from(SECOND_NANOS) + i128::from(self.nanos)
    }

    /// The date.
    pub fn date(self) -> Date {
        Date {
            epoch_days: self.seconds.div_euclid(DAY_SECONDS),
        }
    }

    /// The time of day.
    pub fn time(self) -> LocalTime {
        let seconds = self.seconds.rem_euclid(DAY_SECONDS);
        LocalTime::wrapping((seconds * SECOND_NANOS + i64::from(self.nanos)).min(DAY_NANOS - 1))
    }
}

/// The part of a count of nanoseconds within its second.
fn small_nanos(nanos: i64) -> u32 {
    u32::try_from(nanos.rem_euclid(SECOND_NANOS)).unwrap_or(0)
}

impl fmt::Display for LocalDateTime {
    /// `2015-07-21T21:40:32.142`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date(), self.time())
    }
}

/// A date and a time of day in a zone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DateTime {
    /// The date and time on the clock there.
    pub local: LocalDateTime,
    /// Seconds east of UTC at that moment.
    pub offset: i32,
    /// The IANA name of the zone, where it is more than an offset.
    pub zone: Option<Arc<str>>,
}

impl DateTime {
    /// The moment a clock in that zone shows this date and time. A time the clocks passed over is moved forward by
    /// the gap; of a time they showed twice it is the first. `None` where that leaves the calendar.
    pub fn at_local(local: LocalDateTime, zone: Zone) -> Option<DateTime> {
        let (seconds, offset) = zone.resolve(local.seconds);
        let local = LocalDateTime::from_seconds(seconds, local.nanos)?;
        Some(DateTime {
            local,
            offset,
            zone: zone.into_name(),
        })
    }

    /// The date and time on a clock in that zone, so many seconds after 1970-01-01T00:00Z. `None` where that lies
    /// outside the calendar.
    pub fn at_instant(seconds: i64, nanos: u32, zone: Zone) -> Option<DateTime> {
        let offset = zone.offset_at(seconds);
        let local = seconds.checked_add(i64::from(offset))?;
        let local = LocalDateTime::from_seconds(local, nanos)?;
        Some(DateTime {
            local,
            offset,
            zone: zone.into_name(),
        })
    }

    /// The zone.
    pub fn zone(&self) -> Zone {
        match &self.zone {
            Some(name) => Zone::Region(name.clone()),
            None => Zone::Offset(self.offset),
        }
    }

    /// Seconds since 1970-01-01T00:00Z.
    pub fn epoch_seconds(&self) -> i64 {
        self.local.seconds.saturating_sub(i64::from(self.offset))
    }

    /// Nanoseconds since 1970-01-01T00:00Z.
    pub(super) fn epoch_nanos(&self) -> i128 {
        self.local.total_nanos() - i128::from(self.offset) * i128::from(SECOND_NANOS)
    }

    /// The same moment on a clock in another zone; `None` where that lies outside the calendar.
    pub fn in_zone(&self, zone: Zone) -> Option<DateTime> {
        DateTime::at_instant(self.epoch_seconds(), self.local.nanos, zone)
    }

    /// By the moment, whatever the zone.
    pub fn compare_instant(&self, other: &DateTime) -> Ordering {
        let moment = |it: &DateTime| (it.epoch_seconds(), it.local.nanos);
        moment(self).cmp(&moment(other))
    }
}

impl fmt::Display for DateTime {
    /// `2015-07-21T21:40:32.142+02:00[Europe/Stockholm]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.local, zone::OffsetText(self.offset))?;
        match &self.zone {
            Some(name) => write!(f, "[{name}]"),
            None => Ok(()),
        }
    }
}
