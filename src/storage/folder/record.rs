//! The fields of a block, column by column.

use std::borrow::Cow;

use super::block::closing_quote;
use super::error::Fault;

/// Set in [`Field::length`] of a field in quotes.
const QUOTED: u32 = 1 << 31;

/// What is wrong with a field in quotes that goes on to the end of the file.
pub(crate) const UNCLOSED_QUOTE: &str = "the quote that opens here is not closed";

/// Where a field is in its block, without its quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    start: u32,
    length: u32,
}

impl Field {
    fn new(start: usize, end: usize, quoted: bool) -> Self {
        Self {
            start: start as u32,
            length: (end - start) as u32 | if quoted { QUOTED } else { 0 },
        }
    }

    /// Whether it is in quotes.
    pub(super) fn is_quoted(self) -> bool {
        self.length & QUOTED != 0
    }

    /// Whether nothing is there, not even quotes.
    pub(super) fn is_missing(self) -> bool {
        self.length == 0
    }

    pub(super) fn len(self) -> usize {
        (self.length & !QUOTED) as usize
    }

    /// The bytes as written.
    #[inline]
    pub(super) fn bytes(self, block: &[u8]) -> &[u8] {
        &block[self.start as usize..][..self.len()]
    }

    /// The text.
    pub(super) fn text(self, block: &str) -> Cow<'_, str> {
        let text = &block[self.start as usize..][..self.len()];
        if self.is_quoted() && text.contains('"') {
            Cow::Owned(text.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(text)
        }
    }

    /// A mistake in it.
    pub(super) fn fault(self, message: impl Into<String>) -> Fault {
        let quotes = usize::from(self.is_quoted());
        let start = self.start as usize - quotes;
        Fault::new(start, self.len() + 2 * quotes, message)
    }
}

/// The text of a block.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Fault> {
    std::str::from_utf8(bytes).map_err(|error| {
        let hint = if bytes.contains(&0) {
            "it looks like UTF-16"
        } else {
            "it may be Latin-1"
        };
        Fault::new(error.valid_up_to(), 1, "the file is not UTF-8 from here on")
            .with_hint(format!("{hint}: save it as UTF-8"))
    })
}

/// The fields of one record: of a header.
pub(super) fn line(bytes: &[u8], delimiter: u8) -> Result<Vec<Field>, Fault> {
    let mut fields = Vec::new();
    let mut reader = Reader {
        bytes,
        delimiter,
        at: 0,
    };
    loop {
        let (field, end) = reader.field()?;
        fields.push(field);
        if end == End::Record {
            return Ok(fields);
        }
    }
}

/// The fields of all records, which must have `columns` fields each. Empty lines are passed over.
pub(super) fn columns(
    bytes: &[u8],
    columns: usize,
    delimiter: u8,
) -> Result<Vec<Vec<Field>>, Fault> {
    let mut fields = vec![Vec::new(); columns];
    let mut reader = Reader {
        bytes,
        delimiter,
        at: 0,
    };
    while reader.skip_empty_lines() {
        let begin = reader.at;
        for (at, column) in fields.iter_mut().enumerate() {
            let (field, end) = reader.field()?;
            column.push(field);
            if (end == End::Record) != (at + 1 == columns) {
                return Err(reader.ragged(begin, at + 1, columns));
            }
        }
    }
    Ok(fields)
}

/// What comes behind a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Field,
    Record,
}

struct Reader<'b> {
    bytes: &'b [u8],
    delimiter: u8,
    at: usize,
}

impl Reader<'_> {
    /// Moves to the next record; `false` where there is none.
    fn skip_empty_lines(&mut self) -> bool {
        loop {
            match self.bytes[self.at..] {
                [b'\n', ..] => self.at += 1,
                [b'\r', b'\n', ..] => self.at += 2,
                [] | [b'\r'] => return false,
                _ => return true,
            }
        }
    }

    #[inline]
    fn field(&mut self) -> Result<(Field, End), Fault> {
        let start = self.at;
        if self.bytes.get(start) == Some(&b'"') {
            return self.quoted();
        }
        let rest = &self.bytes[start..];
        let length = memchr::memchr2(self.delimiter, b'\n', rest);
        let mut end = start + length.unwrap_or(rest.len());
        let kind = match self.bytes.get(end) {
            Some(&byte) if byte == self.delimiter => End::Field,
            _ => End::Record,
        };
        self.at = (end + 1).min(self.bytes.len());
        if kind == End::Record && end > start && self.bytes[end - 1] == b'\r' {
            end -= 1;
        }
        Ok((Field::new(start, end, false), kind))
    }

    fn quoted(&mut self) -> Result<(Field, End), Fault> {
        let start = self.at + 1;
        let Some(end) = closing_quote(self.bytes, start) else {
            return Err(Fault::new(self.at, 1, UNCLOSED_QUOTE)
                .with_hint("a quote inside a quoted field is written twice".to_owned()));
        };
        let behind = &self.bytes[end + 1..];
        let (kind, length) = match behind {
            [] => (End::Record, 0),
            [b'\r'] | [b'\n', ..] => (End::Record, 1),
            [b'\r', b'\n', ..] => (End::Record, 2),
            [byte, ..] if *byte == self.delimiter => (End::Field, 1),
            _ => {
                return Err(
                    Fault::new(end + 1, 1, "there is text behind a closing quote")
                        .with_hint("a quote inside a quoted field is written twice".to_owned()),
                );
            }
        };
        self.at = end + 1 + length;
        Ok((Field::new(start, end, true), kind))
    }

    /// What is wrong with a record that begins at an offset, `read` fields of which are read.
    fn ragged(&mut self, begin: usize, read: usize, columns: usize) -> Fault {
        let behind = self.at;
        let mut fields = read;
        let mut more = read == columns;
        while more {
            fields += 1;
            more = matches!(self.field(), Ok((_, End::Field)));
        }
        let at = if read == columns { behind } else { begin };
        let rest = &self.bytes[at..];
        let line = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let length = line - usize::from(line > 0 && rest[line - 1] == b'\r');
        let counted = |count: usize| format!("{count} field{}", if count == 1 { "" } else { "s" });
        let message = format!("{} where the header has {columns}", counted(fields));
        let hint = "a field with a separator in it is written in quotes";
        let hint = (fields > columns).then(|| hint.to_owned());
        Fault::new(at, length, message).with_hint(hint)
    }
}
