//! The fields of one column as values of one type: the type its header says, or the one they look like.

use super::error::Fault;
use super::record::Field;
use crate::graph::{Bits, Column};
use crate::value::Value;
use crate::value::temporal::{self, Kind, Now};

/// The type a header gives a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Type {
    /// A scalar.
    One(Scalar),
    /// A list, its items joined by `;`.
    Many(Scalar),
}

/// The type of one value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scalar {
    Boolean,
    /// A whole number of so many bits.
    Integer(u32),
    Float,
    Text,
    Character,
    Temporal(Kind),
    Duration,
}

/// The types by the names `neo4j-admin` has for them.
pub(super) const TYPES: [(&str, Scalar); 15] = [
    ("int", Scalar::Integer(32)),
    ("integer", Scalar::Integer(64)),
    ("long", Scalar::Integer(64)),
    ("short", Scalar::Integer(16)),
    ("byte", Scalar::Integer(8)),
    ("float", Scalar::Float),
    ("double", Scalar::Float),
    ("boolean", Scalar::Boolean),
    ("string", Scalar::Text),
    ("char", Scalar::Character),
    ("date", Scalar::Temporal(Kind::Date)),
    ("localtime", Scalar::Temporal(Kind::LocalTime)),
    ("time", Scalar::Temporal(Kind::Time)),
    ("localdatetime", Scalar::Temporal(Kind::LocalDateTime)),
    ("datetime", Scalar::Temporal(Kind::DateTime)),
];

/// Beside the table, so that its names stay in one order.
const DURATION: &str = "duration";

/// What separates the items of a list and the labels of a node.
pub(super) const ITEMS: char = ';';

impl Type {
    /// The type of a name, `[]` behind it for lists.
    pub(super) fn of(name: &str) -> Option<Self> {
        if let Some(item) = name.strip_suffix("[]") {
            return Scalar::of(item.trim()).map(Type::Many);
        }
        Scalar::of(name).map(Type::One)
    }

    fn read(&self, text: &str) -> Option<Value> {
        match self {
            Type::One(scalar) => scalar.read(text),
            Type::Many(scalar) => {
                let items = text.split(ITEMS).map(|item| scalar.read(item));
                items.collect::<Option<Vec<Value>>>().map(Value::from)
            }
        }
    }

    fn noun(&self) -> String {
        match self {
            Type::One(scalar) => scalar.noun().to_owned(),
            Type::Many(scalar) => format!("a list of which every item is {}", scalar.noun()),
        }
    }

    /// Whether an empty field in quotes is a value.
    fn takes_empty(&self) -> bool {
        matches!(self, Type::One(Scalar::Text))
    }
}

impl Scalar {
    fn of(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case(DURATION) {
            return Some(Scalar::Duration);
        }
        let known = TYPES
            .iter()
            .find(|(known, _)| name.eq_ignore_ascii_case(known));
        known.map(|(_, scalar)| *scalar)
    }

    fn read(self, text: &str) -> Option<Value> {
        let trimmed = text.trim();
        match self {
            Scalar::Boolean => boolean(trimmed.as_bytes()).map(Value::Boolean),
            Scalar::Integer(bits) => {
                let number: i64 = trimmed.parse().ok()?;
                let unused = 64 - bits;
                (number << unused >> unused == number).then_some(Value::Integer(number))
            }
            Scalar::Float => trimmed.parse().ok().map(Value::Float),
            Scalar::Text => Some(Value::string(text)),
            Scalar::Character => {
                let single = text.chars().nth(1).is_none();
                single.then(|| Value::string(text))
            }
            Scalar::Temporal(kind) => moment(kind, trimmed),
            Scalar::Duration => {
                let duration = temporal::parse::duration(trimmed).ok()?;
                Some(Value::Duration(duration.into()))
            }
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Scalar::Boolean => "`true` or `false`",
            Scalar::Integer(8) => "a whole number of 8 bits",
            Scalar::Integer(16) => "a whole number of 16 bits",
            Scalar::Integer(32) => "a whole number of 32 bits",
            Scalar::Integer(_) => "a whole number of 64 bits",
            Scalar::Float => "a number",
            Scalar::Text => "a text",
            Scalar::Character => "a single character",
            Scalar::Temporal(Kind::Date) => "a date",
            Scalar::Temporal(Kind::LocalTime) => "a local time",
            Scalar::Temporal(Kind::Time) => "a time",
            Scalar::Temporal(Kind::LocalDateTime) => "a local date and time",
            Scalar::Temporal(Kind::DateTime) => "a date and time",
            Scalar::Duration => "a duration",
        }
    }
}

fn moment(kind: Kind, text: &str) -> Option<Value> {
    let now = Now {
        epoch_nanos: 0,
        zone: "UTC",
    };
    temporal::construct(kind, &Value::string(text), &now).ok()
}

/// Fields as a column of a type their header gives.
pub(super) fn declared(kind: &Type, fields: &[Field], text: &str) -> Result<Column, Fault> {
    let value = |field: &Field| {
        if field.is_missing() || (field.len() == 0 && !kind.takes_empty()) {
            return Ok(Value::Null);
        }
        let written = field.text(text);
        kind.read(&written)
            .ok_or_else(|| field.fault(format!("this is not {}", kind.noun())))
    };
    if let Type::One(Scalar::Text) = kind {
        return Ok(texts(fields, text));
    }
    let values = fields
        .iter()
        .map(value)
        .collect::<Result<Vec<Value>, Fault>>()?;
    Column::values(values).map_err(|error| fields[0].fault(error.message))
}

/// What all values of a column look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Guess {
    /// There is none.
    #[default]
    Nothing,
    Boolean,
    /// Integers that are the same as floats.
    Small,
    Integer,
    Float,
    Text,
}

/// The greatest integer up to which a float has every one.
const EXACT: u64 = 1 << 53;

impl Guess {
    /// What values that look like either look like together.
    pub(super) fn or(self, other: Guess) -> Guess {
        match (self, other) {
            (Guess::Nothing, guess) | (guess, Guess::Nothing) => guess,
            (one, same) if one == same => one,
            (Guess::Small, Guess::Integer) | (Guess::Integer, Guess::Small) => Guess::Integer,
            (Guess::Small, Guess::Float) | (Guess::Float, Guess::Small) => Guess::Float,
            _ => Guess::Text,
        }
    }

    /// Whether columns of both are kept the same way.
    pub(super) fn is_kept_like(self, other: Guess) -> bool {
        let whole = |guess| matches!(guess, Guess::Small | Guess::Integer);
        self == other || (whole(self) && whole(other))
    }

    /// What one field looks like.
    fn of(bytes: &[u8]) -> Guess {
        match bytes.first() {
            None => Guess::Nothing,
            Some(b'0'..=b'9' | b'-') => match integer(bytes) {
                Some(number) if number.unsigned_abs() <= EXACT => Guess::Small,
                Some(_) => Guess::Integer,
                None if is_float(bytes) => Guess::Float,
                None => Guess::Text,
            },
            _ if boolean(bytes).is_some() => Guess::Boolean,
            _ => Guess::Text,
        }
    }

    /// What fields look like together, at least this.
    pub(super) fn of_all(self, fields: &[Field], block: &[u8]) -> Guess {
        let mut all = self;
        for field in fields {
            if all == Guess::Text {
                break;
            }
            all = all.or(Guess::of(trimmed(field.bytes(block))));
        }
        all
    }

    /// Fields that look like this as a column.
    pub(super) fn column(self, fields: &[Field], text: &str) -> Column {
        let bytes = |field: &Field| trimmed(field.bytes(text.as_bytes())).to_owned();
        match self {
            Guess::Nothing => Column::default(),
            Guess::Text => texts(fields, text),
            Guess::Small | Guess::Integer => {
                let (values, present) = numbers(fields, text, integer);
                Column::integers(values, present)
            }
            Guess::Float => {
                let (values, present) = numbers(fields, text, float);
                Column::floats(values, present)
            }
            Guess::Boolean => {
                let (mut values, mut present) = (Bits::default(), Bits::default());
                for (row, field) in fields.iter().enumerate() {
                    if let Some(value) = boolean(&bytes(field)) {
                        values.set(row, value);
                        present.set(row, true);
                    }
                }
                Column::booleans(values, present)
            }
        }
    }
}

/// Every field as a number; those that are none, which are empty, have no value.
fn numbers<T: Default>(
    fields: &[Field],
    text: &str,
    read: impl Fn(&[u8]) -> Option<T>,
) -> (Vec<T>, Bits) {
    let mut present = Bits::all(fields.len());
    let mut values = Vec::with_capacity(fields.len());
    for (row, field) in fields.iter().enumerate() {
        let number = read(trimmed(field.bytes(text.as_bytes())));
        if number.is_none() {
            present.set(row, false);
        }
        values.push(number.unwrap_or_default());
    }
    (values, present)
}

fn texts(fields: &[Field], text: &str) -> Column {
    Column::texts(
        fields
            .iter()
            .map(|field| (!field.is_missing()).then(|| field.text(text))),
    )
}

#[inline]
pub(super) fn trimmed(bytes: &[u8]) -> &[u8] {
    match bytes {
        [first, .., last] if *first > b' ' && *last > b' ' => bytes,
        _ => bytes.trim_ascii(),
    }
}

fn boolean(bytes: &[u8]) -> Option<bool> {
    match bytes {
        b"true" | b"True" | b"TRUE" => Some(true),
        b"false" | b"False" | b"FALSE" => Some(false),
        _ => None,
    }
}

/// A whole number as people write one: without leading zeros, which only a number that is a name has.
#[inline]
pub(super) fn integer(bytes: &[u8]) -> Option<i64> {
    let (negative, digits) = match bytes {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    match digits {
        [] => return None,
        [b'0'] if !negative => return Some(0),
        [b'0', ..] => return None,
        _ if digits.len() > 18 => return std::str::from_utf8(bytes).ok()?.parse().ok(),
        _ => {}
    }
    let mut number = 0;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number * 10 + i64::from(digit);
    }
    Some(if negative { -number } else { number })
}

/// Whether this is a number with a point or an exponent as JSON writes it.
fn is_float(bytes: &[u8]) -> bool {
    let unsigned = bytes.strip_prefix(b"-").unwrap_or(bytes);
    let (whole, rest) = digits(unsigned);
    let (fraction, rest) = match rest {
        [b'.', rest @ ..] => digits(rest),
        rest => (&b"0"[..], rest),
    };
    let exponent = match rest {
        [b'e' | b'E', b'+' | b'-', rest @ ..] | [b'e' | b'E', rest @ ..] => digits(rest),
        rest => (&b"0"[..], rest),
    };
    let written = !whole.is_empty() && !fraction.is_empty() && !exponent.0.is_empty();
    let bare = whole.len() == unsigned.len();
    written && !bare && exponent.1.is_empty() && (whole.len() == 1 || whole[0] != b'0')
}

fn digits(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(bytes.len());
    bytes.split_at(end)
}

fn float(bytes: &[u8]) -> Option<f64> {
    std::str::from_utf8(bytes).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_looks_like_the_narrowest_type() {
        for (text, expected) in [
            ("", Guess::Nothing),
            ("true", Guess::Boolean),
            ("False", Guess::Boolean),
            ("yes", Guess::Text),
            ("0", Guess::Small),
            ("-17", Guess::Small),
            ("9007199254740993", Guess::Integer),
            ("9223372036854775807", Guess::Integer),
            ("-9223372036854775808", Guess::Integer),
            ("9223372036854775808", Guess::Text),
            ("-0", Guess::Text),
            ("007", Guess::Text),
            ("+49", Guess::Text),
            ("-", Guess::Text),
            ("1.5", Guess::Float),
            ("-0.5e-3", Guess::Float),
            ("1e9", Guess::Float),
            ("00.5", Guess::Text),
            ("1.", Guess::Text),
            (".5", Guess::Text),
            ("1.5.2", Guess::Text),
            ("1e", Guess::Text),
            ("2020-01-01", Guess::Text),
            ("NaN", Guess::Text),
        ] {
            assert_eq!(Guess::of(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn guesses_come_together_in_any_order() {
        use Guess::*;
        let all = [Nothing, Boolean, Small, Integer, Float, Text];
        for a in all {
            for b in all {
                assert_eq!(a.or(b), b.or(a));
                for c in all {
                    assert_eq!(a.or(b).or(c), a.or(b.or(c)), "{a:?} {b:?} {c:?}");
                }
            }
        }
    }
}
