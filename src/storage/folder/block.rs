//! A file in blocks that end where a record ends, so that blocks can be read on several cores.
//!
//! A line end inside quotes ends no record; a quote opens a field only at its beginning.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// How large a block is, unless a record is larger.
const SIZE: usize = 1 << 21;
/// What is read is doubled until a record ends, up to twice this: offsets in a block are 31 bits wide.
const LARGEST: usize = 1 << 30;
/// The mark some programs put before UTF-8.
pub(crate) const MARK: &[u8] = b"\xef\xbb\xbf";

/// Some whole records of a file.
#[derive(Debug)]
pub(super) struct Block {
    /// Where in the file it begins.
    pub(super) offset: u64,
    pub(super) bytes: Vec<u8>,
}

/// The blocks of a file, in order.
pub(super) struct Blocks {
    file: File,
    delimiter: u8,
    offset: u64,
    /// What was read but belongs to the next block.
    rest: Vec<u8>,
    ended: bool,
}

impl Blocks {
    /// Opens a file and reads its first line, without its end. The blocks begin behind it.
    pub(super) fn open(path: &Path) -> io::Result<(Vec<u8>, u64, Blocks)> {
        let mut blocks = Blocks {
            file: File::open(path)?,
            delimiter: b',',
            offset: 0,
            rest: Vec::new(),
            ended: false,
        };
        blocks.fill(SIZE.min(1 << 16))?;
        if blocks.rest.starts_with(MARK) {
            blocks.rest.drain(..MARK.len());
            blocks.offset += MARK.len() as u64;
        }
        let offset = blocks.offset;
        let header = loop {
            if let Some(end) = first_record_end(&blocks.rest) {
                break blocks.split(end).bytes;
            }
            if blocks.ended {
                break blocks.split(blocks.rest.len()).bytes;
            }
            blocks.double()?;
        };
        Ok((header, offset, blocks))
    }

    pub(super) fn separated_by(self, delimiter: u8) -> Self {
        Self { delimiter, ..self }
    }

    /// The next block; `None` at the end of the file.
    pub(super) fn next(&mut self) -> io::Result<Option<Block>> {
        loop {
            let missing = SIZE.saturating_sub(self.rest.len());
            if !self.ended && missing > 0 {
                self.fill(missing)?;
            }
            if self.rest.is_empty() {
                return Ok(None);
            }
            if self.ended {
                return Ok(Some(self.split(self.rest.len())));
            }
            if let Some(end) = last_record_end(&self.rest, self.delimiter) {
                return Ok(Some(self.split(end)));
            }
            self.double()?;
        }
    }

    /// Reads as much as there is already.
    fn double(&mut self) -> io::Result<()> {
        if self.rest.len() >= LARGEST {
            return Err(io::Error::other("it has a record of more than 1 GB"));
        }
        self.fill(self.rest.len())
    }

    fn fill(&mut self, more: usize) -> io::Result<()> {
        self.rest.reserve(more);
        let read = (&self.file).take(more as u64).read_to_end(&mut self.rest)?;
        self.ended |= read < more;
        Ok(())
    }

    fn split(&mut self, end: usize) -> Block {
        let rest = self.rest.split_off(end);
        let bytes = std::mem::replace(&mut self.rest, rest);
        let offset = self.offset;
        self.offset += bytes.len() as u64;
        Block { offset, bytes }
    }
}

/// Where the first record ends, whatever separates its fields.
fn first_record_end(bytes: &[u8]) -> Option<usize> {
    let mut quoted = false;
    let mut ends = memchr::memchr2_iter(b'"', b'\n', bytes);
    ends.find(|&at| {
        quoted ^= bytes[at] == b'"';
        bytes[at] == b'\n' && !quoted
    })
    .map(|at| at + 1)
}

/// Where the last whole record ends.
fn last_record_end(bytes: &[u8], delimiter: u8) -> Option<usize> {
    let (mut from, mut best) = (0, None);
    // Behind the last quoted field every line end ends a record.
    let mut note = |from: usize, to: usize| {
        best = memchr::memrchr(b'\n', &bytes[from..to])
            .map(|at| from + at + 1)
            .or(best);
    };
    while let Some(quote) = memchr::memchr(b'"', &bytes[from..]).map(|at| from + at) {
        if quote > 0 && bytes[quote - 1] != delimiter && bytes[quote - 1] != b'\n' {
            note(from, quote);
            from = quote + 1;
            continue;
        }
        note(from, quote);
        match closing_quote(bytes, quote + 1) {
            Some(closing) if closing + 1 < bytes.len() => from = closing + 1,
            _ => return best,
        }
    }
    note(from, bytes.len());
    best
}

/// The quote that closes a field whose text begins at an offset; two in a row stand for one in the text.
pub(super) fn closing_quote(bytes: &[u8], from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let quote = from + memchr::memchr(b'"', &bytes[from..])?;
        if bytes.get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        from = quote + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(text: &str) -> Option<usize> {
        last_record_end(text.as_bytes(), b',')
    }

    #[test]
    fn a_block_ends_behind_a_line_end_outside_quotes() {
        for (whole, rest) in [
            ("", ""),
            ("", "a,b"),
            ("a,b\n", ""),
            ("a\nb\n", "c"),
            ("a\n", "\"b\nc"),
            ("a\n\"b\nc\"\n", "d"),
            ("a\n", "\"b\nc\""),
            ("a\n\"b\"\"\nc\"\n", "\"d\"\"\n"),
            ("5\" pipe\n", "6"),
            ("5\" pipe,\"x\n\"\n", "6\n\"".trim_end_matches("\n\"")),
        ] {
            let expected = (!whole.is_empty()).then_some(whole.len());
            assert_eq!(
                end(&format!("{whole}{rest}")),
                expected,
                "{whole:?} {rest:?}"
            );
        }
    }
}
