//! Time zones: fixed offsets, and regions with a history.

use std::fmt;
use std::sync::Arc;

use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, civil};

use super::calendar::{ERA_DAYS, days_from_civil};
use super::{DAY_SECONDS, Date, ValueError, invalid, parse};

/// Seconds of 400 years, after which dates fall on the same days of the week.
const ERA_SECONDS: i64 = ERA_DAYS * DAY_SECONDS;

/// 9990-01-01: where the time zone library's calendar is about to end.
const LAST: i64 = days_from_civil(9_990, 1, 1) * DAY_SECONDS;

/// -9990-01-01: where it has just begun.
const FIRST: i64 = days_from_civil(-9_990, 1, 1) * DAY_SECONDS;

/// Where a clock stands: an offset, or a region of the IANA time zone database.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Zone {
    /// Seconds east of UTC, at most 18 hours either way.
    Offset(i32),
    /// The IANA name, spelled as the database does.
    Region(Arc<str>),
}

impl Zone {
    /// UTC.
    pub const UTC: Zone = Zone::Offset(0);

    /// A zone from `Z`, `+01:00`, `+0100`, `+01` or an IANA name in any case, with blanks for underscores if need be.
    ///
    /// # Errors
    /// `ArgumentError` where there is no such zone.
    pub fn parse(text: &str) -> Result<Zone, ValueError> {
        if let Some(offset) = parse::offset(text) {
            return Ok(Zone::Offset(offset));
        }
        let name = text.replace(' ', "_");
        region(&name)
            .ok_or_else(|| invalid(format!("there is no time zone '{}'", parse::cut(text))))
    }

    /// The zone of values that name none: as [`Zone::parse`], but UTC under any name is the plain offset of zero.
    ///
    /// # Errors
    /// `ArgumentError` where there is no such zone.
    pub(super) fn default(text: &str) -> Result<Zone, ValueError> {
        match text {
            "" | "UTC" | "Etc/UTC" | "utc" => Ok(Zone::UTC),
            _ => Zone::parse(text),
        }
    }

    /// The IANA name, where there is one.
    pub(super) fn into_name(self) -> Option<Arc<str>> {
        match self {
            Zone::Offset(_) => None,
            Zone::Region(name) => Some(name),
        }
    }

    /// Seconds east of UTC at a moment given in seconds since 1970-01-01T00:00Z.
    pub fn offset_at(&self, seconds: i64) -> i32 {
        match self {
            Zone::Offset(offset) => *offset,
            Zone::Region(name) => time_zone(name).map_or(0, |zone| {
                let timestamp = Timestamp::from_second(near(seconds)).unwrap_or_default();
                zone.to_offset(timestamp).seconds()
            }),
        }
    }

    /// What a clock that shows `seconds` after 1970-01-01T00:00 shows really, and its offset then: a time that was
    /// passed over is moved forward by the gap, of a time shown twice the first is meant.
    pub(super) fn resolve(&self, seconds: i64) -> (i64, i32) {
        match self.offsets(seconds) {
            Offsets::One(offset) => (seconds, offset),
            Offsets::Gap(before, after) => (
                seconds.saturating_add(i64::from(after) - i64::from(before)),
                after,
            ),
            Offsets::Two(first, _) => (seconds, first),
        }
    }

    /// Whether a clock there could show that local time with that offset.
    pub(super) fn allows(&self, seconds: i64, offset: i32) -> bool {
        match self.offsets(seconds) {
            Offsets::One(only) => only == offset,
            Offsets::Gap(_, _) => false,
            Offsets::Two(first, second) => first == offset || second == offset,
        }
    }

    fn offsets(&self, seconds: i64) -> Offsets {
        match self {
            Zone::Offset(offset) => Offsets::One(*offset),
            Zone::Region(name) => {
                time_zone(name).map_or(Offsets::One(0), |zone| Offsets::of(&zone, near(seconds)))
            }
        }
    }
}

/// A zone, and the offset that is meant where a clock there shows a time twice.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) zone: Zone,
    /// Counts only where it is one of the two.
    pub(super) preferred: Option<i32>,
}

impl From<Zone> for Place {
    fn from(zone: Zone) -> Place {
        Place {
            zone,
            preferred: None,
        }
    }
}

/// The offsets a clock may have when it shows a certain time.
enum Offsets {
    One(i32),
    /// None: the clocks passed over it, from the first offset to the second.
    Gap(i32, i32),
    /// Twice: with the first offset, then with the second.
    Two(i32, i32),
}

impl Offsets {
    fn of(zone: &TimeZone, seconds: i64) -> Offsets {
        let ambiguous =
            civil_time(seconds).map(|local| zone.to_ambiguous_timestamp(local).offset());
        match ambiguous {
            Some(AmbiguousOffset::Unambiguous { offset }) => Offsets::One(offset.seconds()),
            Some(AmbiguousOffset::Gap { before, after }) => {
                Offsets::Gap(before.seconds(), after.seconds())
            }
            Some(AmbiguousOffset::Fold { before, after }) => {
                Offsets::Two(before.seconds(), after.seconds())
            }
            None => Offsets::One(0),
        }
    }
}

/// A moment with the same offsets within the years the time zone library knows: later ones repeat every 400 years,
/// earlier ones are like the earliest.
fn near(seconds: i64) -> i64 {
    if seconds < LAST {
        return seconds.max(FIRST);
    }
    LAST - ERA_SECONDS + (seconds - LAST).rem_euclid(ERA_SECONDS)
}

fn civil_time(seconds: i64) -> Option<civil::DateTime> {
    let (year, month, day) = Date {
        epoch_days: seconds.div_euclid(DAY_SECONDS),
    }
    .civil();
    let second = seconds.rem_euclid(DAY_SECONDS);
    let small = |number: i64| i8::try_from(number).ok();
    civil::DateTime::new(
        i16::try_from(year).ok()?,
        small(month)?,
        small(day)?,
        small(second / 3_600)?,
        small(second / 60 % 60)?,
        small(second % 60)?,
        0,
    )
    .ok()
}

/// The bundled database only: the same everywhere, whatever the machine has installed.
fn time_zone(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name).ok()
}

fn region(name: &str) -> Option<Zone> {
    let zone = time_zone(name)?;
    Some(Zone::Region(zone.iana_name()?.into()))
}

/// An offset as ISO 8601 writes it: `Z`, `+01:00`, `-00:53:28`.
pub(super) struct OffsetText(pub(super) i32);

impl fmt::Display for OffsetText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("Z");
        }
        let sign = if self.0 < 0 { '-' } else { '+' };
        let seconds = self.0.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", seconds / 3_600, seconds / 60 % 60)?;
        match seconds % 60 {
            0 => Ok(()),
            rest => write!(f, ":{rest:02}"),
        }
    }
}

impl fmt::Display for Zone {
    /// `Z`, `+01:00`, `Europe/Stockholm`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Zone::Offset(offset) => OffsetText(*offset).fmt(f),
            Zone::Region(name) => f.write_str(name),
        }
    }
}
