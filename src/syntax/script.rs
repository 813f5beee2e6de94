//! A script falls into statements, walks and shell commands.
//!
//! What a piece is, its first line says; where it ends, the grammar's own rules say (`statement_text`, `walk_text`), so that
//! nothing here ever looks for quotes or comments.

use super::error::near_clause;
use super::foreign::foreign_statement;
use super::grammar::{Rule, apply};
use crate::diagnostic::Span;

/// A part of a script that stands on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Its place, without the `;` behind it and the comments before it.
    pub span: Span,
}

/// The kinds of piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// An openCypher statement, up to its `;` or the end of the script.
    Statement,
    /// A walk: one line.
    Walk,
    /// A line that begins with `:`, for the shell.
    Command,
}

/// Whether a text typed so far can be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Blanks and comments only.
    Empty,
    /// The last piece has its end.
    Complete,
    /// A statement lacks its `;` outside of quotes and comments, and the empty line that stands for it.
    Incomplete,
}

/// Splits a script into its pieces, in order. Between them stand blanks, comments and semicolons only.
pub fn split(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = matched(Rule::gap, text);
    while at < text.len() {
        let rest = &text[at..];
        let (kind, rule) = kind_of(rest);
        let length = matched(rule, rest).max(rest.chars().next().map_or(1, char::len_utf8));
        pieces.push(Piece {
            kind,
            span: Span::new(at, at + rest[..length].trim_end().len()),
        });
        at += length;
        at += matched(Rule::gap, &text[at..]);
    }
    pieces
}

/// How much of a text's start a rule takes; nothing where it does not match.
fn matched(rule: Rule, text: &str) -> usize {
    apply(rule, text).map_or(0, |pairs| pairs.as_str().len())
}

fn kind_of(text: &str) -> (PieceKind, Rule) {
    match kind(text) {
        PieceKind::Statement => (PieceKind::Statement, Rule::statement_text),
        PieceKind::Walk => (PieceKind::Walk, Rule::walk_text),
        PieceKind::Command => (PieceKind::Command, Rule::command_text),
    }
}

/// What a text without leading blanks begins with.
pub(super) fn kind(text: &str) -> PieceKind {
    let line = &text[..memchr::memchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(text.len())];
    if text.starts_with(':') {
        PieceKind::Command
    } else if text.starts_with("/*")
        || text.starts_with('{')
        || begins_statement(text, line)
        || near_clause(line).is_some()
        || foreign_statement(line).is_some()
    {
        PieceKind::Statement
    } else {
        PieceKind::Walk
    }
}

fn begins_statement(text: &str, line: &str) -> bool {
    // One line decides, except that a lone first word goes on behind its line.
    let starts = |text| matched(Rule::statement_start, text) > 0;
    starts(line) || (line.len() < text.len() && starts(text))
}

/// Whether a text in a line editor is ready to be run when Enter is pressed.
pub fn completeness(input: &str) -> Completeness {
    let Some(last) = split(input).pop() else {
        return Completeness::Empty;
    };
    let ready = match last.kind {
        PieceKind::Command | PieceKind::Walk => true,
        PieceKind::Statement => has_ended(&input[last.span.start as usize..]),
    };
    if ready {
        Completeness::Complete
    } else {
        Completeness::Incomplete
    }
}

/// A statement has ended at its `;`, or at an empty line: inside of quotes too, because who forgot to close them could not
/// end it otherwise.
fn has_ended(text: &str) -> bool {
    let length = matched(Rule::statement_text, text);
    text[length..].starts_with(';') || ends_with_blank_line(text)
}

/// Whether the last line of a text is empty: the shell takes it for the `;` of a statement.
fn ends_with_blank_line(text: &str) -> bool {
    text.rsplit_once('\n')
        .is_some_and(|(before, last)| last.trim().is_empty() && !before.trim().is_empty())
}
