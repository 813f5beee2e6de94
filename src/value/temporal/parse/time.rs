//! Times of day, offsets and the names of zones.

use super::Cursor;
use crate::value::temporal::LocalTime;

/// `21:40:32.142`, `214032.142`, `21:40`, `2140`, `21`.
pub(super) fn local_time(cursor: &mut Cursor<'_>) -> Option<LocalTime> {
    let hour = cursor.number(2)?;
    let extended = cursor.peek() == Some(b':');
    let minute = smaller(cursor, extended)?;
    let second = if minute.is_some() {
        smaller(cursor, extended)?
    } else {
        None
    };
    let nanosecond = if second.is_some() && cursor.eat_any(b".,") {
        fraction(cursor)?
    } else {
        0
    };
    LocalTime::new(hour, minute.unwrap_or(0), second.unwrap_or(0), nanosecond)
}

/// The next two digits, behind a colon in the extended form; `None` inside where the text stops before them.
fn smaller(cursor: &mut Cursor<'_>, extended: bool) -> Option<Option<i64>> {
    let follows = if extended {
        cursor.eat(b':')
    } else {
        cursor.digits_ahead() > 0
    };
    if follows {
        cursor.number(2).map(Some)
    } else {
        Some(None)
    }
}

/// One to nine digits behind the point, in nanoseconds.
fn fraction(cursor: &mut Cursor<'_>) -> Option<i64> {
    let digits = cursor.digits_ahead();
    if !(1..=9).contains(&digits) {
        return None;
    }
    let scale = u32::try_from(9 - digits).ok()?;
    Some(cursor.number(digits)? * 10_i64.pow(scale))
}

/// `Z`, `+01`, `+0100`, `+01:00`, `+01:00:30`, up to 18 hours either way.
pub(super) fn offset(cursor: &mut Cursor<'_>) -> Option<i32> {
    if cursor.eat_any(b"Zz") {
        return Some(0);
    }
    let negative = cursor.sign()?;
    let hour = cursor.number(2)?;
    let extended = cursor.peek() == Some(b':');
    let minute = smaller(cursor, extended)?.unwrap_or(0);
    let second = smaller(cursor, extended)?.unwrap_or(0);
    let seconds = (hour * 60 + minute) * 60 + second;
    let allowed = minute < 60 && second < 60 && seconds <= 18 * 3_600;
    let seconds = allowed.then(|| i32::try_from(seconds).ok())??;
    Some(if negative { -seconds } else { seconds })
}

/// `[Europe/Stockholm]`: the name between the brackets.
pub(super) fn region<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    if cursor.eat(b'[') {
        cursor.until(']')
    } else {
        None
    }
}
