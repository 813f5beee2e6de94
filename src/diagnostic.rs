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

/// How many columns of a long source line a picture shows at most, and at least however narrow the screen.
const WINDOW: usize = 100;
const NARROWEST: usize = 20;

/// A named text with an index of its lines.
#[derive(Clone, Debug)]
pub struct Source<'t> {
    name: Option<String>,
    text: &'t str,
    line_starts: Vec<usize>,
    /// How many lines there are before the text.
    skipped: usize,
    /// How wide a picture may be.
    width: usize,
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
            width: usize::MAX,
        }
    }

    /// The same with pictures that fit a screen of so many columns.
    pub fn within(self, width: usize) -> Self {
        Self { width, ..self }
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
        self.draw_with(span, None)
    }

    /// The same with dashes under another place the mistake has to do with, such as the bracket that is closed wrongly: in
    /// the same line, or in its own above.
    pub fn draw_with(&self, span: Span, related: Option<Span>) -> String {
        let line = self.position(span.start as usize).line;
        let margin = " ".repeat(line.to_string().len());
        let mut picture = format!("{margin}--> {}\n{margin} |", self.locate(span));
        let mut marks = vec![(span, '^')];
        match related {
            Some(other) if self.position(other.start as usize).line == line => {
                marks.push((other, '-'));
            }
            Some(other) => picture.push_str(&self.draw_line(&[(other, '-')], margin.len())),
            None => {}
        }
        picture.push_str(&self.draw_line(&marks, margin.len()));
        picture
    }

    /// A line with its number and its marks below; all begin in this line, and the first is the one that must be seen.
    fn draw_line(&self, marks: &[(Span, char)], digits: usize) -> String {
        let number = self.position(marks[0].0.start as usize).line;
        let line = self.line(number);
        let line_start = self.line_starts[number - self.skipped - 1];
        let within = |offset: u32| {
            let at = self.floor(offset as usize).saturating_sub(line_start);
            at.min(line.len())
        };
        let marks: Vec<(Range<usize>, char)> = marks
            .iter()
            .map(|(span, mark)| (within(span.start)..within(span.end), *mark))
            .collect();
        // The number, the bar and the dots where the line goes on stand beside it.
        let room = self.width.saturating_sub(digits + 5);
        let (shown, below) = window(line, &marks, WINDOW.min(room).max(NARROWEST));
        format!("\n{number:>digits$} | {shown}\n{:digits$} | {}", "", below)
    }

    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// The part of `line` around its marks that fits so many columns, and the marks to stand below it. Marks that are too far
/// from the first to be seen with it are left out.
fn window(line: &str, marks: &[(Range<usize>, char)], columns: usize) -> (String, String) {
    let from = marks
        .iter()
        .map(|(range, _)| range.start)
        .min()
        .unwrap_or(0);
    let to = marks
        .iter()
        .map(|(range, _)| range.end)
        .max()
        .unwrap_or(from);
    let to = to.max(from);
    let before: Vec<char> = line[..from].chars().collect();
    let cut = before.len().saturating_sub(columns * 2 / 3);
    let mut shown = String::from(if cut > 0 { "…" } else { "" });
    shown.extend(before[cut..].iter().copied().map(printable));
    let lead = width(&shown);
    let marked: String = line[from..to].chars().map(printable).collect();
    let room = columns.saturating_sub(lead).max(1);
    if marks.len() > 1 && width(&marked) > room {
        return window(line, &marks[..1], columns);
    }
    let below: String = marks_below(line, from..to, marks)
        .chars()
        .take(room)
        .collect();
    shown.push_str(&marked);
    shown.extend(line[to..].chars().map(printable));
    (clip(&shown, columns), " ".repeat(lead) + &below)
}

/// For each column of a part of a line the mark that stands below it; a place without width is marked too.
fn marks_below(line: &str, part: Range<usize>, marks: &[(Range<usize>, char)]) -> String {
    let mut below = String::new();
    for (at, c) in line[part.clone()].char_indices() {
        let at = part.start + at;
        let mark = marks.iter().find(|(range, _)| range.contains(&at));
        let mark = mark.map_or(' ', |(_, mark)| *mark);
        below.extend(std::iter::repeat_n(mark, printable(c).width().unwrap_or(0)));
    }
    match marks.first() {
        Some((range, mark)) if range.is_empty() || below.is_empty() => below + &mark.to_string(),
        _ => below,
    }
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

/// Candidates less alike than this, by Jaro-Winkler, are no near miss.
const ALIKE: f64 = 0.8;
/// One letter in so many may be wrong.
const LETTERS_PER_SLIP: usize = 3;
/// Shorter words begin too many others for that to mean anything.
const BEGINNING_FROM: usize = 3;

/// The candidates closest to `wanted`, best first, at most three: for "did you mean".
///
/// Case does not count. Only near misses are offered: words of which few letters differ, those one of which begins the
/// other, and those that differ in their ending.
pub fn closest<'c>(wanted: &str, candidates: impl IntoIterator<Item = &'c str>) -> Vec<&'c str> {
    if wanted.len() > LONGEST_NAME {
        return Vec::new();
    }
    let folded = wanted.to_lowercase();
    let mut scored: Vec<(f64, &str)> = candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST_NAME)
        .filter_map(|candidate| Some((closeness(&folded, &candidate.to_lowercase())?, candidate)))
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored
        .into_iter()
        .take(3)
        .map(|(_, candidate)| candidate)
        .collect()
}

/// How close two words are, 0 to 1; nothing where one is no near miss of the other.
fn closeness(wanted: &str, candidate: &str) -> Option<f64> {
    let (wanted, candidate) = behind_shared_dots(wanted, candidate);
    let score = strsim::jaro_winkler(wanted, candidate);
    let (wanted_length, length) = (wanted.chars().count(), candidate.chars().count());
    let shorter = wanted_length.min(length);
    let shared = wanted.chars().zip(candidate.chars());
    let shared = shared.take_while(|(one, other)| one == other).count();
    let begins = shared == shorter && shared >= BEGINNING_FROM;
    // `entity` and `entities`
    let ending = shared + 1 == shorter && shared > BEGINNING_FROM;
    let slips = (wanted_length.max(length) / LETTERS_PER_SLIP).max(1);
    let few = || strsim::osa_distance(wanted, candidate) <= slips;
    let near = || score > ALIKE && (ending || few());
    (begins || near()).then_some(score)
}

/// Two names without the namespace both begin with: `algo.bfs` and `algo.wcc` are no more alike than `bfs` and `wcc`.
pub fn behind_shared_dots<'n>(one: &'n str, other: &'n str) -> (&'n str, &'n str) {
    let dots = one.rmatch_indices('.').map(|(at, _)| at + 1);
    let shared = dots.into_iter().find(|end| other.starts_with(&one[..*end]));
    let shared = shared.unwrap_or(0);
    (&one[shared..], &other[shared..])
}

/// `did you mean A, B or C?` for what [`closest`] found, or nothing where it found nothing.
pub fn did_you_mean(names: &[&str]) -> Option<String> {
    let (last, first) = names.split_last()?;
    Some(match first {
        [] => format!("did you mean {last}?"),
        first => format!("did you mean {} or {last}?", first.join(", ")),
    })
}
