//! Calendar dates.

use std::fmt;

use super::calendar::{self, MAX_YEAR, MIN_YEAR};

/// A calendar date of the proleptic Gregorian calendar, years -999,999,999 to 999,999,999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// Days since 1970-01-01.
    pub epoch_days: i64,
}

impl Date {
    /// The first date.
    pub const MIN: Date = Date {
        epoch_days: calendar::min_days(),
    };
    /// The last date.
    pub const MAX: Date = Date {
        epoch_days: calendar::max_days(),
    };

    /// A date by its days since 1970-01-01; `None` outside the calendar.
    pub fn from_epoch_days(epoch_days: i64) -> Option<Date> {
        let date = Date { epoch_days };
        (Date::MIN..=Date::MAX).contains(&date).then_some(date)
    }

    /// A date by year, month and day; `None` where there is no such date.
    pub fn new(year: i64, month: i64, day: i64) -> Option<Date> {
        let exists = is_year(year)
            && (1..=12).contains(&month)
            && (1..=calendar::days_in_month(year, month)).contains(&day);
        exists.then(|| Date {
            epoch_days: calendar::days_from_civil(year, month, day),
        })
    }

    /// A date by ISO 8601 week year, week and day of the week (Monday 1 to Sunday 7).
    pub fn from_week(week_year: i64, week: i64, day_of_week: i64) -> Option<Date> {
        let exists = is_year(week_year)
            && (1..=7).contains(&day_of_week)
            && (1..=calendar::weeks_in_year(week_year)).contains(&week);
        let days = |()| calendar::first_monday(week_year) + (week - 1) * 7 + day_of_week - 1;
        exists
            .then_some(())
            .map(days)
            .and_then(Date::from_epoch_days)
    }

    /// A date by year and day of the year, from 1.
    pub fn from_ordinal(year: i64, day: i64) -> Option<Date> {
        let exists = is_year(year) && (1..=calendar::days_in_year(year)).contains(&day);
        exists.then(|| Date {
            epoch_days: calendar::days_from_civil(year, 1, 1) + day - 1,
        })
    }

    /// A date by year, quarter and day of the quarter, both from 1.
    pub fn from_quarter(year: i64, quarter: i64, day: i64) -> Option<Date> {
        let exists = is_year(year)
            && (1..=4).contains(&quarter)
            && (1..=calendar::days_in_quarter(year, quarter)).contains(&day);
        let first = || calendar::days_from_civil(year, quarter * 3 - 2, 1);
        exists.then(|| Date {
            epoch_days: first() + day - 1,
        })
    }

    /// Year, month and day.
    pub fn civil(self) -> (i64, i64, i64) {
        calendar::civil_from_days(self.epoch_days)
    }

    /// The year.
    pub fn year(self) -> i64 {
        self.civil().0
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i64 {
        self.civil().1
    }

    /// The day of the month, from 1.
    pub fn day(self) -> i64 {
        self.civil().2
    }

    /// The day of the year, from 1.
    pub fn ordinal_day(self) -> i64 {
        self.epoch_days - calendar::days_from_civil(self.year(), 1, 1) + 1
    }

    /// The quarter, 1 to 4.
    pub fn quarter(self) -> i64 {
        (self.month() + 2) / 3
    }

    /// The day of the quarter, from 1.
    pub fn day_of_quarter(self) -> i64 {
        let (year, month, _) = self.civil();
        self.epoch_days - calendar::days_from_civil(year, (month + 2) / 3 * 3 - 2, 1) + 1
    }

    /// Monday 1 to Sunday 7.
    pub fn day_of_week(self) -> i64 {
        calendar::weekday(self.epoch_days)
    }

    /// The year its ISO 8601 week belongs to: that of the week's Thursday.
    pub fn week_year(self) -> i64 {
        calendar::civil_from_days(self.thursday()).0
    }

    /// The ISO 8601 week, 1 to 53.
    pub fn week(self) -> i64 {
        let thursday = self.thursday();
        let year = calendar::civil_from_days(thursday).0;
        (thursday - calendar::days_from_civil(year, 1, 1)) / 7 + 1
    }

    fn thursday(self) -> i64 {
        self.epoch_days + 4 - self.day_of_week()
    }

    /// The date some days later; `None` outside the calendar.
    pub fn plus_days(self, days: i64) -> Option<Date> {
        self.epoch_days
            .checked_add(days)
            .and_then(Date::from_epoch_days)
    }

    /// The date some months later, on the last day of a month that is too short; `None` outside the calendar.
    pub fn plus_months(self, months: i64) -> Option<Date> {
        let (year, month, day) = self.civil();
        let total = (year * 12 + month - 1).checked_add(months)?;
        Date::clamped(total.div_euclid(12), total.rem_euclid(12) + 1, day)
    }

    /// The date of that year, month and day, or the last of the month where the month is shorter.
    pub(super) fn clamped(year: i64, month: i64, day: i64) -> Option<Date> {
        if !is_year(year) {
            return None;
        }
        Date::new(year, month, day.min(calendar::days_in_month(year, month)))
    }
}

fn is_year(year: i64) -> bool {
    (MIN_YEAR..=MAX_YEAR).contains(&year)
}

impl fmt::Display for Date {
    /// `2015-07-21`; years beyond four digits with their sign, `-0044-03-15`, `+12015-01-01`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        match year {
            0..=9_999 => write!(f, "{year:04}")?,
            10_000.. => write!(f, "+{year}")?,
            _ => write!(f, "-{:04}", -year)?,
        }
        write!(f, "-{month:02}-{day:02}")
    }
}
