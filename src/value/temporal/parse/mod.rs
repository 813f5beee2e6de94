//! ISO 8601 text to temporal values.
//!
//! In: text in any of the basic and extended forms. Out: the value, or an error that quotes the text. Each part
//! has its own reader on a shared `Cursor`; a reader either takes its whole part or gives `None`, nothing is read
//! twice.

mod date;
mod duration;
mod time;

use std::borrow::Cow;

use super::{Date, Duration, Kind, LocalTime, ValueError, Zone, invalid};

/// What a text says about a point in time.
#[derive(Clone, Debug, Default)]
pub(super) struct Read<'t> {
    pub(super) date: Option<Date>,
    pub(super) time: Option<LocalTime>,
    pub(super) offset: Option<i32>,
    pub(super) region: Option<&'t str>,
}

/// The parts of a text for that kind of point in time.
pub(super) fn point(kind: Kind, text: &str) -> Result<Read<'_>, ValueError> {
    let mut cursor = Cursor::new(text);
    read(kind, &mut cursor)
        .filter(|_| cursor.is_at_end())
        .ok_or_else(|| unreadable(kind.name(), text).advising(Some(as_written(kind))))
}

fn as_written(kind: Kind) -> String {
    let example = match kind {
        Kind::Date => "2020-01-31",
        Kind::LocalTime | Kind::Time => "10:00:00",
        Kind::LocalDateTime | Kind::DateTime => "2020-01-31T10:00:00",
    };
    format!("write it as in '{example}'")
}

fn read<'t>(kind: Kind, cursor: &mut Cursor<'t>) -> Option<Read<'t>> {
    let mut read = Read::default();
    if kind.has_date() {
        read.date = Some(date::date(cursor)?);
    }
    // A text may end after the date; then the day begins.
    let time_follows = !kind.has_date() || cursor.eat_any(b"Tt");
    if kind.has_time() && time_follows {
        read.time = Some(time::local_time(cursor)?);
    }
    if kind.has_zone() {
        read.offset = if cursor.is_at(b"Zz+-") {
            Some(time::offset(cursor)?)
        } else {
            None
        };
        read.region = if cursor.is_at(b"[") {
            Some(time::region(cursor)?)
        } else {
            None
        };
    }
    Some(read)
}

/// A date.
///
/// # Errors
/// `ArgumentError` where the text is none.
pub fn date(text: &str) -> Result<Date, ValueError> {
    point(Kind::Date, text)?
        .date
        .ok_or_else(|| unreadable("date", text))
}

/// A duration: `P1Y2M10DT2H30M`, `P2.5W`, `-PT3S`, `P2012-02-02T14:37:21.545`.
///
/// # Errors
/// `ArgumentError` where the text is none.
pub fn duration(text: &str) -> Result<Duration, ValueError> {
    let mut cursor = Cursor::new(text);
    duration::duration(&mut cursor)
        .filter(|_| cursor.is_at_end())
        .ok_or_else(|| {
            unreadable("duration", text).advising(Some("write it as in 'P1DT12H'".to_owned()))
        })
}

/// An offset and nothing else, in seconds east of UTC.
pub(super) fn offset(text: &str) -> Option<i32> {
    let mut cursor = Cursor::new(text);
    time::offset(&mut cursor).filter(|_| cursor.is_at_end())
}

/// The zone a read text names, checked against its offset where it names both.
pub(super) fn zone(read: &Read<'_>) -> Result<Option<Zone>, ValueError> {
    match (read.region, read.offset) {
        (Some(name), _) => Zone::parse(name).map(Some),
        (None, offset) => Ok(offset.map(Zone::Offset)),
    }
}

fn unreadable(what: &str, text: &str) -> ValueError {
    invalid(format!("'{}' is not a {what}", cut(text)))
}

/// The beginning of a text, for messages.
pub(in crate::value) fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(40) {
        Some((at, _)) => Cow::Owned(format!("{}…", &text[..at])),
        None => Cow::Borrowed(text),
    }
}

/// A place in a text.
#[derive(Debug)]
struct Cursor<'t> {
    rest: &'t str,
}

impl<'t> Cursor<'t> {
    fn new(text: &'t str) -> Self {
        Cursor { rest: text }
    }

    fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    fn peek(&self) -> Option<u8> {
        self.rest.bytes().next()
    }

    /// Whether one of these ASCII characters comes next.
    fn is_at(&self, wanted: &[u8]) -> bool {
        self.peek().is_some_and(|next| wanted.contains(&next))
    }

    /// Takes one ASCII character where it comes next.
    fn eat(&mut self, wanted: u8) -> bool {
        self.eat_any(&[wanted])
    }

    /// Takes one of these ASCII characters where it comes next.
    fn eat_any(&mut self, wanted: &[u8]) -> bool {
        let found = self.is_at(wanted);
        if found {
            self.rest = &self.rest[1..];
        }
        found
    }

    /// Takes a sign: whether it is negative.
    fn sign(&mut self) -> Option<bool> {
        if self.eat(b'-') {
            Some(true)
        } else {
            self.eat(b'+').then_some(false)
        }
    }

    /// How many digits come next.
    fn digits_ahead(&self) -> usize {
        self.rest.bytes().take_while(u8::is_ascii_digit).count()
    }

    /// Takes exactly so many digits as a number.
    fn number(&mut self, digits: usize) -> Option<i64> {
        if self.digits_ahead() < digits {
            return None;
        }
        let (number, rest) = self.rest.split_at(digits);
        self.rest = rest;
        number.parse().ok()
    }

    /// Takes the text before a character and the character itself.
    fn until(&mut self, end: char) -> Option<&'t str> {
        let (taken, rest) = self.rest.split_once(end)?;
        self.rest = rest;
        Some(taken)
    }
}
