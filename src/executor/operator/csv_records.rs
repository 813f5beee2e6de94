//! The records of a file of separated values, read as the file goes, each with the line it begins on.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use crate::executor::RunError;
use crate::storage::MARK;

/// A file being read.
pub(super) struct Records {
    input: BufReader<Box<dyn Read>>,
    separator: Vec<u8>,
    lines: Lines,
}

/// Where in the file it is.
struct Lines {
    /// The line the next byte is on, counted from one.
    line: u64,
    /// Whether the byte before was a carriage return: it and a line feed together end one line.
    returned: bool,
}

/// One record. It is used again for the next, so that nothing has to be allocated.
#[derive(Default)]
pub(super) struct Record {
    /// The line it begins on.
    pub line: u64,
    text: String,
    ends: Vec<usize>,
}

/// Why a file cannot be read on.
pub(super) enum Fault {
    Unreadable(io::Error),
    /// The line of a record that is no UTF-8.
    NoText(u64),
    /// The line of a quote without another one.
    Unclosed(u64),
    /// It was not to go on.
    Stopped(RunError),
}

/// Where in a field it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    Unquoted,
    Quoted,
    /// Behind a quote in quotes: it closes them, or is the first of two that stand for one.
    BehindQuote,
}

/// A record being put together.
struct Reading<'r> {
    separator: &'r [u8],
    place: Place,
    line: u64,
    bytes: Vec<u8>,
    ends: &'r mut Vec<usize>,
    /// Where the last quote opened.
    quote: u64,
}

impl Records {
    /// Reads from the beginning; a byte order mark is no part of it.
    pub(super) fn new(mut input: Box<dyn Read>, separator: char) -> io::Result<Self> {
        let mut begin = Vec::new();
        input
            .by_ref()
            .take(MARK.len() as u64)
            .read_to_end(&mut begin)?;
        if begin == MARK {
            begin.clear();
        }
        Ok(Self {
            input: BufReader::with_capacity(1 << 16, Box::new(Cursor::new(begin).chain(input))),
            separator: separator.to_string().into_bytes(),
            lines: Lines {
                line: 1,
                returned: false,
            },
        })
    }

    /// Reads the next record; `false` where there is none. Empty lines are passed over. Now and then `go_on` is asked, with the number of
    /// bytes the record has until then.
    pub(super) fn read(
        &mut self,
        record: &mut Record,
        go_on: impl Fn(usize) -> Result<(), RunError>,
    ) -> Result<bool, Fault> {
        let mut bytes = std::mem::take(&mut record.text).into_bytes();
        bytes.clear();
        record.ends.clear();
        let mut reading = Reading {
            separator: &self.separator,
            place: Place::Before,
            line: 0,
            bytes,
            ends: &mut record.ends,
            quote: 0,
        };
        let mut whole = false;
        while !whole {
            go_on(reading.bytes.len()).map_err(Fault::Stopped)?;
            let input = self.input.fill_buf().map_err(Fault::Unreadable)?;
            if input.is_empty() {
                break;
            }
            let mut used = 0;
            while !whole && used < input.len() {
                whole = reading.take(input[used], self.lines.line);
                self.lines.pass(input[used]);
                used += 1;
            }
            self.input.consume(used);
        }
        if !whole && !reading.ends_with_file()? {
            return Ok(false);
        }
        record.line = reading.line;
        let text = String::from_utf8(reading.bytes);
        record.text = text.map_err(|_| Fault::NoText(record.line))?;
        Ok(true)
    }
}

impl Lines {
    fn pass(&mut self, byte: u8) {
        let ends = byte == b'\r' || byte == b'\n' && !self.returned;
        self.line += u64::from(ends);
        self.returned = byte == b'\r';
    }
}

impl Reading<'_> {
    /// Takes a byte of a line; `true` where it ends the record.
    fn take(&mut self, byte: u8, line: u64) -> bool {
        match (self.place, byte) {
            (Place::Quoted, b'"') => self.place = Place::BehindQuote,
            (Place::Quoted, _) => self.bytes.push(byte),
            (Place::BehindQuote, b'"') => {
                self.bytes.push(byte);
                self.place = Place::Quoted;
            }
            (Place::Before, b'\r' | b'\n') if self.ends.is_empty() => {}
            (_, b'\r' | b'\n') => {
                self.end_field(self.bytes.len());
                return true;
            }
            (place, _) => {
                if place == Place::Before && self.ends.is_empty() {
                    self.line = line;
                }
                self.take_plain(byte, line);
            }
        }
        false
    }

    fn take_plain(&mut self, byte: u8, line: u64) {
        if self.place == Place::Before && byte == b'"' {
            self.place = Place::Quoted;
            self.quote = line;
            return;
        }
        self.place = Place::Unquoted;
        self.bytes.push(byte);
        let begin = self.ends.last().copied().unwrap_or(0);
        if self.bytes[begin..].ends_with(self.separator) {
            self.end_field(self.bytes.len() - self.separator.len());
        }
    }

    fn end_field(&mut self, end: usize) {
        self.bytes.truncate(end);
        self.ends.push(end);
        self.place = Place::Before;
    }

    /// The file ends here; whether a record does.
    fn ends_with_file(&mut self) -> Result<bool, Fault> {
        match self.place {
            Place::Quoted => return Err(Fault::Unclosed(self.quote)),
            Place::Before if self.ends.is_empty() => return Ok(false),
            _ => self.end_field(self.bytes.len()),
        }
        Ok(true)
    }
}

impl Record {
    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        begins
            .zip(&self.ends)
            .map(|(from, to)| &self.text[from..*to])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str, separator: char) -> Vec<String> {
        let input = Box::new(Cursor::new(text.to_owned().into_bytes()));
        let mut records = Records::new(input, separator).unwrap();
        let mut record = Record::default();
        let mut found = Vec::new();
        loop {
            match records.read(&mut record, |_| Ok(())) {
                Ok(true) => {
                    let fields: Vec<&str> = record.fields().collect();
                    found.push(format!("{} {}", record.line, fields.join("|")));
                }
                Ok(false) => return found,
                Err(Fault::Unclosed(line)) => found.push(format!("unclosed on {line}")),
                Err(_) => found.push("unreadable".to_owned()),
            }
        }
    }

    #[test]
    fn a_record_is_on_the_line_where_it_begins() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "1,\"x", "y\"", "", "2,", "\"\"\"3\"\"\",4"].join(end);
            let lines = format!("x{end}y");
            assert_eq!(
                records(&text, ','),
                ["1 a|b", &format!("2 1|{lines}"), "5 2|", "6 \"3\"|4"],
                "{end:?}"
            );
        }
    }

    #[test]
    fn any_character_separates() {
        assert_eq!(records("a→→\"b→\"→c\n", '→'), ["1 a||b→|c"]);
        assert_eq!(records("\u{feff}\"a\"\tb", '\t'), ["1 a|b"]);
    }

    #[test]
    fn a_quote_that_is_not_closed_is_no_field() {
        assert_eq!(
            records("a,b\n1,\"2\n3,4\n", ','),
            ["1 a|b", "unclosed on 2"]
        );
    }
}
