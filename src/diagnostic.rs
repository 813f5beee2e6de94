//! Places in a text and how to show them.
//!
//! In: a text, byte offsets into it and a sentence. Out: lines, columns and the picture of a line with carets
//! under the place. Knows no query language: syntax, semantic and run-time errors, and the findings in a
//! knowledge file, are all drawn by [`Source::draw`].

use std::fmt;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// A half-open range of byte offsets into the text of one statement or file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end`; offsets beyond 4 GiB are cut to it.
    pub fn new(start: usize, end: usize) -> Self {
        let cut = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            start: cut(start),
            end: cut(end),
        }
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The same range `by` bytes later: from a statement's offsets to its script's.
    pub fn shifted(self, by: usize) -> Span {
        Span::new(self.start as usize + by, self.end as usize + by)
    }

    /// The offsets as a range to slice with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A one-based line and a one-based column counted in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// One-based line.
    pub line: usize,
    /// One-based column, in characters.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// How many columns of a long source line a picture shows.
const WINDOW: usize = 100;

/// A named text with an index of its lines.
#[derive(Clone, Debug)]
pub struct Source<'t> {
    name: Option<String>,
    text: &'t str,
    line_starts: Vec<usize>,
    /// How many lines there are before the text.
    skipped: usize,
}

impl<'t> Source<'t> {
    /// A text without a name, such as a statement typed into the shell.
    pub fn new(text: &'t str) -> Self {
        let line_starts = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
            .collect();
        Self {
            name: None,
            text,
            line_starts,
            skipped: 0,
        }
    }

    /// The same where the text begins at another line than the first: an excerpt.
    pub fn beginning_at(self, line: usize) -> Self {
        Self {
            skipped: line.saturating_sub(1),
            ..self
        }
    }

    /// A text with a name to put before its line numbers, such as a file's path.
    pub fn named(name: impl Into<String>, text: &'t str) -> Self {
        Self {
            name: Some(name.into()),
            ..Self::new(text)
        }
    }

    /// Whether its lines are told apart from those of other texts by a name.
    pub fn is_named(&self) -> bool {
        self.name.is_some()
    }

    /// The text itself.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The position of a byte offset; offsets past the end or inside a character are moved back to one that exists.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.floor(offset);
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let column = self.text[self.line_starts[line - 1]..offset]
            .chars()
            .count()
            + 1;
        Position {
            line: line + self.skipped,
            column,
        }
    }

    /// The line (one-based) without its line end.
    pub fn line(&self, line: usize) -> &'t str {
        let line = line - self.skipped;
        let start = self.line_starts[line - 1];
        let end = self
            .line_starts
            .get(line)
            .map_or(self.text.len(), |&next| next - 1);
        self.text[start..end].trim_end_matches('\r')
    }

    /// `name:line:column` or `line:column` of a span's start.
    pub fn locate(&self, span: Span) -> String {
        let position = self.position(span.start as usize);
        match &self.name {
            Some(name) => format!("{name}:{position}"),
            None => position.to_string(),
        }
    }

    /// The first line of the span with carets under it, and the place above it:
    ///
    /// ```text
    ///  --> 1:8
    ///   |
    /// 1 | RETURN nope
    ///   |        ^^^^
    /// ```
    ///
    /// Long lines are cut to a window around the place; control characters are shown as `·`.
    pub fn draw(&self, span: Span) -> String {
        let start = self.floor(span.start as usize);
        let position = self.position(start);
        let line = self.line(position.line);
        let line_start = self.line_starts[position.line - self.skipped - 1];
        let from = start - line_start;
        let to = self
            .floor(span.end as usize)
            .saturating_sub(line_start)
            .clamp(from, line.len().max(from));
        let (shown, lead, carets) = window(
            line,
            from.min(line.len()),
            to.min(line.len()).max(from.min(line.len())),
        );
        let number = position.line.to_string();
        let margin = " ".repeat(number.len());
        format!(
            "{margin}--> {}\n{margin} |\n{number} | {shown}\n{margin} | {}{}",
            self.locate(span),
            " ".repeat(lead),
            "^".repeat(carets.max(1)),
        )
    }

    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// The part of `line` around `from..to` that fits the window, the columns before the carets, and how many carets.
fn window(line: &str, from: usize, to: usize) -> (String, usize, usize) {
    let before: Vec<char> = line[..from].chars().collect();
    let cut = before.len().saturating_sub(WINDOW * 2 / 3);
    let mut shown = String::from(if cut > 0 { "…" } else { "" });
    shown.extend(before[cut..].iter().copied().map(printable));
    let lead = width(&shown);
    let marked: String = line[from..to].chars().map(printable).collect();
    let carets = width(&marked).min(WINDOW.saturating_sub(lead).max(1));
    shown.push_str(&marked);
    shown.extend(line[to..].chars().map(printable));
    (clip(&shown, WINDOW), lead, carets)
}

/// A tab is one blank and other control characters are a dot, so that the carets stay under their place.
fn printable(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() || is_direction_mark(c) => '·',
        c => c,
    }
}

/// Marks that reorder the text around them and so would move it away from its carets.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

fn clip(text: &str, columns: usize) -> String {
    let mut used = 0;
    let mut out = String::new();
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > columns {
            out.push('…');
            return out;
        }
        out.push(c);
    }
    out
}

/// Longer names are not compared: that takes as many steps as both lengths multiplied.
const LONGEST_NAME: usize = 200;

/// The candidates closest to `wanted`, best first, at most three: for "did you mean".
///
/// Closeness is Jaro-Winkler on the lower-cased words; only near misses are offered.
pub fn closest<'c>(wanted: &str, candidates: impl IntoIterator<Item = &'c str>) -> Vec<&'c str> {
    if wanted.len() > LONGEST_NAME {
        return Vec::new();
    }
    let folded = wanted.to_lowercase();
    let mut scored: Vec<(f64, &str)> = candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST_NAME)
        .map(|candidate| {
            (
                strsim::jaro_winkler(&folded, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(score, _)| *score > 0.8)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored
        .into_iter()
        .take(3)
        .map(|(_, candidate)| candidate)
        .collect()
}

/// `did you mean A, B or C?` for what [`closest`] found, or nothing where it found nothing.
pub fn did_you_mean(names: &[&str]) -> Option<String> {
    let (last, first) = names.split_last()?;
    Some(match first {
        [] => format!("did you mean {last}?"),
        first => format!("did you mean {} or {last}?", first.join(", ")),
    })
}
