//! Arithmetic of the proleptic Gregorian calendar on plain integers: days since 1970-01-01 and back.
//!
//! The conversions count years from 1 March, so that the leap day is the last of its year, and eras of 400 years.

/// The first year.
pub(super) const MIN_YEAR: i64 = -999_999_999;
/// The last year.
pub(super) const MAX_YEAR: i64 = 999_999_999;
/// Days of 400 years; the calendar repeats itself after them, days of the week included.
pub(super) const ERA_DAYS: i64 = 146_097;
/// Days from 1 March of the year 0 to 1970-01-01.
const EPOCH_SHIFT: i64 = 719_468;

/// Days since 1970-01-01 of a valid year, month and day.
pub(super) const fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * ERA_DAYS + day_of_era - EPOCH_SHIFT
}

/// Year, month and day of a day; a day outside the calendar counts as its first or last.
pub(super) fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days.clamp(min_days(), max_days()) + EPOCH_SHIFT;
    let era = days.div_euclid(ERA_DAYS);
    let day_of_era = days.rem_euclid(ERA_DAYS);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The first day of the calendar.
pub(super) const fn min_days() -> i64 {
    days_from_civil(MIN_YEAR, 1, 1)
}

/// The last day of the calendar.
pub(super) const fn max_days() -> i64 {
    days_from_civil(MAX_YEAR, 12, 31)
}

/// Whether the year has a 29 February.
pub(super) fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days of a year.
pub(super) fn days_in_year(year: i64) -> i64 {
    365 + i64::from(is_leap(year))
}

/// Days of a month, 1 to 12.
pub(super) fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of a quarter, 1 to 4.
pub(super) fn days_in_quarter(year: i64, quarter: i64) -> i64 {
    (1..=3)
        .map(|month| days_in_month(year, (quarter - 1) * 3 + month))
        .sum()
}

/// Monday 1 to Sunday 7.
pub(super) fn weekday(days: i64) -> i64 {
    (days + 3).rem_euclid(7) + 1
}

/// The Monday of the ISO 8601 week 1 of a year: the week of 4 January.
pub(super) fn first_monday(week_year: i64) -> i64 {
    let fourth = days_from_civil(week_year, 1, 4);
    fourth - weekday(fourth) + 1
}

/// Weeks of an ISO 8601 week year: 52 or 53.
pub(super) fn weeks_in_year(week_year: i64) -> i64 {
    (first_monday(week_year + 1) - first_monday(week_year)) / 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_inverse() {
        let mut previous = civil_from_days(-1_000_000);
        for days in -999_999..1_000_000 {
            let civil = civil_from_days(days);
            assert!(previous < civil, "{previous:?} then {civil:?}");
            assert_eq!(days_from_civil(civil.0, civil.1, civil.2), days);
            previous = civil;
        }
        assert_eq!(civil_from_days(0), (1970, 1, 1));
        assert_eq!(civil_from_days(min_days()), (MIN_YEAR, 1, 1));
        assert_eq!(civil_from_days(max_days()), (MAX_YEAR, 12, 31));
    }

    #[test]
    fn days_outside_the_calendar_do_not_overflow() {
        assert_eq!(civil_from_days(i64::MIN), (MIN_YEAR, 1, 1));
        assert_eq!(civil_from_days(i64::MAX), (MAX_YEAR, 12, 31));
    }

    #[test]
    fn weeks_follow_iso_8601() {
        assert_eq!(weekday(days_from_civil(2024, 2, 29)), 4);
        assert_eq!(weeks_in_year(2020), 53);
        assert_eq!(weeks_in_year(2021), 52);
        assert_eq!(civil_from_days(first_monday(2026)), (2025, 12, 29));
    }
}
