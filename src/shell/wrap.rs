//! Text fitted to the width of the screen.

use textwrap::core::display_width;
use textwrap::{WordSeparator, WordSplitter};

use crate::syntax::{TokenKind, tokens};

/// The least width anything is fitted to: below it words would be cut.
const NARROWEST: usize = 20;

/// A paragraph as lines; all but the first begin with `indent` blanks, and the first leaves as many free for whoever
/// writes something before it.
pub fn hanging(text: &str, indent: usize, width: usize) -> Vec<String> {
    let room = width.saturating_sub(indent).max(NARROWEST);
    // Words end at blanks only: `.csv .tsv` would else be one.
    let options = textwrap::Options::new(room)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation);
    let lines = textwrap::wrap(text, options);
    let indented = lines.iter().enumerate().map(|(number, line)| {
        let blanks = if number == 0 { 0 } else { indent };
        format!("{:blanks$}{line}", "")
    });
    indented.collect()
}

/// A text whose lines may be in columns: a line that is too wide goes on below its last column.
pub fn fit(text: &str, width: usize) -> String {
    let lines: Vec<String> = text.lines().map(|line| fit_line(line, width)).collect();
    lines.join("\n")
}

fn fit_line(line: &str, width: usize) -> String {
    if display_width(line) <= width {
        return line.to_string();
    }
    let column = last_column(line);
    let indent = display_width(&line[..column]);
    if indent + NARROWEST > width {
        let blanks = line.len() - line.trim_start().len();
        let (start, rest) = line.split_at(blanks);
        return format!("{start}{}", hanging(rest, blanks + 2, width).join("\n"));
    }
    let (start, rest) = line.split_at(column);
    format!("{start}{}", hanging(rest, indent, width).join("\n"))
}

/// The byte at which the last column of a line begins: behind its last two blanks in a row.
fn last_column(line: &str) -> usize {
    let end = line.trim_end();
    end.rfind("  ").map_or(0, |at| at + 2)
}

/// A query that is too wide with a line for each clause, and those that are still too wide broken between words; never
/// inside a text or a name, so that it can be copied.
pub fn query(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_string();
    }
    let clauses = clauses(text).into_iter();
    let lines: Vec<String> = clauses.map(|clause| clause_lines(clause, width)).collect();
    lines.join("\n")
}

/// Words a clause begins with.
const CLAUSES: [&str; 7] = [
    "MATCH", "OPTIONAL", "WITH", "RETURN", "UNWIND", "CALL", "UNION",
];

fn clauses(text: &str) -> Vec<&str> {
    let (mut clauses, mut from, mut depth) = (Vec::new(), 0, 0_i32);
    for (span, kind) in tokens(text) {
        let (start, token) = (span.start as usize, &text[span.range()]);
        match token {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        let begins = kind == TokenKind::Keyword && depth == 0 && CLAUSES.contains(&token);
        let before = text[from..start].trim_end();
        // `OPTIONAL MATCH`, `STARTS WITH`
        let second = ["OPTIONAL", "STARTS", "ENDS"]
            .iter()
            .any(|word| before.ends_with(word));
        if begins && !before.is_empty() && !second {
            clauses.push(before);
            from = start;
        }
    }
    clauses.push(&text[from..]);
    clauses
}

fn clause_lines(clause: &str, width: usize) -> String {
    let opaque: Vec<std::ops::Range<usize>> = tokens(clause)
        .into_iter()
        .map(|(span, _)| span.range())
        .collect();
    let inside = |at: usize| {
        opaque
            .iter()
            .any(|range| range.start < at && at < range.end)
    };
    let blanks = clause.match_indices(' ').map(|(at, _)| at);
    let ends = blanks.filter(|at| !inside(*at)).chain([clause.len()]);
    let (mut out, mut used, mut from) = (String::new(), 0, 0);
    for end in ends {
        let word = &clause[from..end];
        let wide = display_width(word);
        if from > 0 && used + 1 + wide > width {
            out.push_str("\n  ");
            used = 2;
        } else if from > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += wide;
        from = end + 1;
    }
    out
}
