//! Dates: by month, week, quarter or day of the year, with or without hyphens.

use super::Cursor;
use crate::value::temporal::Date;

/// The most digits a year can have.
const YEAR_DIGITS: usize = 9;

/// `2015-07-21`, `20150721`, `2015-W30-2`, `2015W302`, `2015-Q3-21`, `2015Q321`, `2015-202`, `2015202`, and the same
/// with less precision. A year with a sign may have one to nine digits, else it has four.
pub(super) fn date(cursor: &mut Cursor<'_>) -> Option<Date> {
    match cursor.sign() {
        Some(negative) => signed_year(cursor, negative),
        None => match cursor.digits_ahead() {
            4 => year(cursor).and_then(|year| after_year(cursor, year)),
            6 => Date::new(year(cursor)?, cursor.number(2)?, 1),
            7 => Date::from_ordinal(year(cursor)?, cursor.number(3)?),
            8 => Date::new(year(cursor)?, cursor.number(2)?, cursor.number(2)?),
            _ => None,
        },
    }
}

fn year(cursor: &mut Cursor<'_>) -> Option<i64> {
    cursor.number(4)
}

fn signed_year(cursor: &mut Cursor<'_>, negative: bool) -> Option<Date> {
    let digits = cursor.digits_ahead();
    let year = (1..=YEAR_DIGITS)
        .contains(&digits)
        .then(|| cursor.number(digits))??;
    after_year(cursor, if negative { -year } else { year })
}

fn after_year(cursor: &mut Cursor<'_>, year: i64) -> Option<Date> {
    if !cursor.eat(b'-') {
        return match cursor.peek() {
            Some(b'W') => week(cursor, year, false),
            Some(b'Q') => quarter(cursor, year, false),
            _ => Date::new(year, 1, 1),
        };
    }
    match cursor.peek() {
        Some(b'W') => week(cursor, year, true),
        Some(b'Q') => quarter(cursor, year, true),
        _ if cursor.digits_ahead() == 3 => Date::from_ordinal(year, cursor.number(3)?),
        _ => {
            let month = cursor.number(2)?;
            let day = if cursor.eat(b'-') {
                cursor.number(2)?
            } else {
                1
            };
            Date::new(year, month, day)
        }
    }
}

/// Whether a smaller part follows: behind a hyphen in the extended form, at once in the basic one.
fn more(cursor: &mut Cursor<'_>, extended: bool) -> bool {
    if extended {
        cursor.eat(b'-')
    } else {
        cursor.digits_ahead() > 0
    }
}

fn week(cursor: &mut Cursor<'_>, year: i64, extended: bool) -> Option<Date> {
    cursor.eat(b'W');
    let week = cursor.number(2)?;
    let day = if more(cursor, extended) {
        cursor.number(1)?
    } else {
        1
    };
    Date::from_week(year, week, day)
}

fn quarter(cursor: &mut Cursor<'_>, year: i64, extended: bool) -> Option<Date> {
    cursor.eat(b'Q');
    let quarter = cursor.number(1)?;
    let day = if more(cursor, extended) {
        cursor.number(2)?
    } else {
        1
    };
    Date::from_quarter(year, quarter, day)
}
