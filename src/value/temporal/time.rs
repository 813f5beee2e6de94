//! Times of day.

use std::cmp::Ordering;
use std::fmt;

use super::{DAY_NANOS, SECOND_NANOS, Zone, zone};

/// A time of day without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalTime {
    /// Nanoseconds since midnight.
    pub nanos: u64,
}

impl LocalTime {
    /// 00:00.
    pub const MIDNIGHT: LocalTime = LocalTime { nanos: 0 };

    /// A time by hour, minute, second and nanosecond of the second; `None` where there is no such time.
    pub fn new(hour: i64, minute: i64, second: i64, nanosecond: i64) -> Option<LocalTime> {
        let exists = (0..24).contains(&hour)
            && (0..60).contains(&minute)
            && (0..60).contains(&second)
            && (0..SECOND_NANOS).contains(&nanosecond);
        let seconds = || (hour * 60 + minute) * 60 + second;
        exists.then(|| LocalTime::wrapping(seconds() * SECOND_NANOS + nanosecond))
    }

    /// The time so many nanoseconds after midnight, going round the clock.
    pub fn wrapping(nanos: i64) -> LocalTime {
        LocalTime {
            nanos: nanos.rem_euclid(DAY_NANOS).unsigned_abs(),
        }
    }

    /// Nanoseconds since midnight, signed for arithmetic.
    pub(super) fn signed_nanos(self) -> i64 {
        // The remainder keeps a value built by hand from leaving the day.
        (self.nanos % DAY_NANOS.unsigned_abs()).cast_signed()
    }

    /// The hour, 0 to 23.
    pub fn hour(self) -> i64 {
        self.signed_nanos() / (3_600 * SECOND_NANOS)
    }

    /// The minute, 0 to 59.
    pub fn minute(self) -> i64 {
        self.signed_nanos() / (60 * SECOND_NANOS) % 60
    }

    /// The second, 0 to 59.
    pub fn second(self) -> i64 {
        self.signed_nanos() / SECOND_NANOS % 60
    }

    /// The nanosecond of the second.
    pub fn nanosecond(self) -> i64 {
        self.signed_nanos() % SECOND_NANOS
    }
}

impl fmt::Display for LocalTime {
    /// `12:00`, `12:00:05`, `12:00:05.250`: no seconds where they are zero, fractions in groups of three digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())?;
        let (second, nanosecond) = (self.second(), self.nanosecond());
        if second != 0 || nanosecond != 0 {
            write!(f, ":{second:02}")?;
        }
        match nanosecond {
            0 => Ok(()),
            n if n % 1_000_000 == 0 => write!(f, ".{:03}", n / 1_000_000),
            n if n % 1_000 == 0 => write!(f, ".{:06}", n / 1_000),
            n => write!(f, ".{n:09}"),
        }
    }
}

/// A time of day with an offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    /// The time of day on the clock there.
    pub local: LocalTime,
    /// Seconds east of UTC.
    pub offset: i32,
}

impl Time {
    /// Nanoseconds since midnight in UTC, below zero or above a day where the offset carries it there.
    pub fn utc_nanos(self) -> i64 {
        self.local.signed_nanos() - i64::from(self.offset) * SECOND_NANOS
    }

    /// The same moment of the day on the clock of another offset.
    pub(super) fn at_offset(self, offset: i32) -> Time {
        let nanos = self.utc_nanos() + i64::from(offset) * SECOND_NANOS;
        Time {
            local: LocalTime::wrapping(nanos),
            offset,
        }
    }

    /// By the moment in UTC.
    pub fn compare_instant(self, other: Time) -> Ordering {
        self.utc_nanos().cmp(&other.utc_nanos())
    }

    /// Its offset as a zone.
    pub fn zone(self) -> Zone {
        Zone::Offset(self.offset)
    }
}

impl fmt::Display for Time {
    /// `12:00+01:00`, `12:00Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.local, zone::OffsetText(self.offset))
    }
}
