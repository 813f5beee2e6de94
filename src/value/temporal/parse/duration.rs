//! Durations: numbers with designators, or written like a date with a time.

use super::{Cursor, time};
use crate::value::temporal::Duration;
use crate::value::temporal::decimal::Decimal;
use crate::value::temporal::duration::{Amounts, Unit};

/// Designators before the `T`, in the order they must come.
const DATE_UNITS: [(u8, Unit); 4] = [
    (b'Y', Unit::YEARS),
    (b'M', Unit::MONTHS),
    (b'W', Unit::WEEKS),
    (b'D', Unit::DAYS),
];

/// Designators behind the `T`.
const TIME_UNITS: [(u8, Unit); 3] = [
    (b'H', Unit::HOURS),
    (b'M', Unit::MINUTES),
    (b'S', Unit::SECONDS),
];

/// `P1Y2M10DT2H30M`, `P-1.5D`, `-PT3S`, `P2012-02-02T14:37:21.545`.
pub(super) fn duration(cursor: &mut Cursor<'_>) -> Option<Duration> {
    let negative = cursor.sign().unwrap_or(false);
    if !cursor.eat(b'P') {
        return None;
    }
    let amounts = if looks_like_a_date(cursor.rest) {
        date_form(cursor)
    } else {
        designators(cursor)
    }?;
    if negative {
        amounts.negated().duration()
    } else {
        amounts.duration()
    }
}

/// Four digits and a hyphen, or eight digits: no designator can follow those.
fn looks_like_a_date(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let next = text.as_bytes().get(digits);
    (digits == 4 && next == Some(&b'-')) || (digits == 8 && matches!(next, None | Some(b'T')))
}

fn designators(cursor: &mut Cursor<'_>) -> Option<Amounts> {
    let mut amounts = Amounts::default();
    let mut parts = section(cursor, &DATE_UNITS, &mut amounts)?;
    if cursor.eat(b'T') {
        let times = section(cursor, &TIME_UNITS, &mut amounts)?;
        parts = if times == 0 { 0 } else { parts + times };
    }
    (parts > 0).then_some(amounts)
}

/// Reads amounts until the text or the section ends; gives their number.
fn section(cursor: &mut Cursor<'_>, units: &[(u8, Unit)], amounts: &mut Amounts) -> Option<usize> {
    let (mut allowed, mut count) = (units, 0);
    while !cursor.is_at_end() && cursor.peek() != Some(b'T') {
        let amount = amount(cursor)?;
        let at = allowed
            .iter()
            .position(|(letter, _)| cursor.peek() == Some(*letter))?;
        cursor.eat(allowed[at].0);
        amounts.add(allowed[at].1, amount)?;
        allowed = &allowed[at + 1..];
        count += 1;
    }
    Some(count)
}

fn amount(cursor: &mut Cursor<'_>) -> Option<Decimal> {
    let is_number = |byte: u8| byte.is_ascii_digit() || b"+-.,".contains(&byte);
    let length = cursor
        .rest
        .bytes()
        .take_while(|byte| is_number(*byte))
        .count();
    let (number, rest) = cursor.rest.split_at(length);
    cursor.rest = rest;
    Decimal::parse(number)
}

/// `2012-02-02T14:37:21.545`, `20120202T143721`: the numbers are amounts, so months reach 12 and days 31.
fn date_form(cursor: &mut Cursor<'_>) -> Option<Amounts> {
    let mut amounts = Amounts::default();
    amounts.add(Unit::YEARS, Decimal::whole(cursor.number(4)?))?;
    let extended = cursor.eat(b'-');
    let months = cursor.number(2).filter(|months| *months <= 12)?;
    amounts.add(Unit::MONTHS, Decimal::whole(months))?;
    if extended && !cursor.eat(b'-') {
        return None;
    }
    let days = cursor.number(2).filter(|days| *days <= 31)?;
    amounts.add(Unit::DAYS, Decimal::whole(days))?;
    if cursor.eat(b'T') {
        let time = time::local_time(cursor)?;
        amounts.add(
            Unit::SECONDS,
            Decimal(i128::from(time.nanos) * 1_000_000_000),
        )?;
    }
    Some(amounts)
}
