//! The one public error.
//!
//! In: the error types of the rooms. Out: [`Error`], which says when, what, where and, where possible, what to do, and draws
//! itself over the text it came from.

use std::fmt;

use crate::diagnostic::{Source, Span};
use crate::executor::RunError;
use crate::graph::GraphError;
use crate::semantics::SemanticError;
use crate::syntax::SyntaxError;
use crate::value::{ErrorKind, ValueError};

/// When an error was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// While reading the text.
    Parse,
    /// While resolving and planning it.
    Compile,
    /// While running it.
    Run,
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Phase::Parse => "parse",
            Phase::Compile => "compile",
            Phase::Run => "run",
        })
    }
}

/// A statement, or something around it, that failed.
///
/// `kind` and `detail` are named as the openCypher Technology Compatibility Kit names them.
#[derive(Clone, Debug, PartialEq)]
pub struct Error {
    /// When it was found.
    pub phase: Phase,
    /// The family.
    pub kind: ErrorKind,
    /// The exact mistake, such as `UndefinedVariable`.
    pub detail: &'static str,
    /// One lower-case sentence.
    pub message: String,
    /// At most one piece of advice.
    pub hint: Option<String>,
    /// Where in the statement.
    pub span: Option<Span>,
    /// Another place in it the mistake has to do with, such as the bracket that is closed wrongly.
    pub related: Option<Span>,
    /// Further independent mistakes of the same statement.
    pub others: Vec<Error>,
}

impl Error {
    /// An error without a place.
    pub fn new(
        phase: Phase,
        kind: ErrorKind,
        detail: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            phase,
            kind,
            detail,
            message: cut(message.into()),
            hint: None,
            span: None,
            related: None,
            others: Vec::new(),
        }
    }

    /// The same with a piece of advice.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(cut(hint.into()));
        self
    }

    /// The error with its place drawn over the text it came from, and all others behind it:
    ///
    /// ```text
    /// error[UndefinedVariable]: variable `m` is not defined
    ///  --> 1:18
    ///   |
    /// 1 | MATCH (n) RETURN m
    ///   |                  ^
    /// help: did you mean `n`?
    /// ```
    pub fn draw(&self, source: &Source<'_>) -> String {
        let mut out = format!("error[{}]: {}", self.detail, self.message);
        if let Some(span) = self.span {
            out.push('\n');
            out.push_str(&source.draw_with(span, self.related));
        }
        if let Some(hint) = &self.hint {
            out.push_str("\nhelp: ");
            out.push_str(hint);
        }
        for other in self.others.iter().take(OTHERS_DRAWN) {
            out.push_str("\n\n");
            out.push_str(&other.draw(source));
        }
        match self.others.len().saturating_sub(OTHERS_DRAWN) {
            0 => out,
            1 => out + "\n\nand one more mistake",
            more => format!("{out}\n\nand {more} more mistakes"),
        }
    }

    /// The same error with all its places moved `by` bytes: from a statement to its script.
    pub fn shifted(mut self, by: usize) -> Self {
        self.span = self.span.map(|span| span.shifted(by));
        self.related = self.related.map(|span| span.shifted(by));
        self.others = self
            .others
            .into_iter()
            .map(|other| other.shifted(by))
            .collect();
        self
    }

    /// Several independent mistakes as one error: the first with the others behind it.
    pub(crate) fn all(errors: Vec<SemanticError>) -> Self {
        let mut errors = errors.into_iter().map(Error::from);
        let first = errors.next().unwrap_or_else(|| {
            Error::new(
                Phase::Compile,
                ErrorKind::SemanticError,
                "UnknownError",
                "the statement cannot be resolved",
            )
        });
        Self {
            others: errors.collect(),
            ..first
        }
    }
}

/// How many mistakes are drawn behind the first.
const OTHERS_DRAWN: usize = 4;

/// How many bytes of a sentence are shown: a few lines.
const SENTENCE: usize = 400;

/// A sentence that quotes something long without the middle of it.
fn cut(sentence: String) -> String {
    if sentence.len() <= SENTENCE {
        return sentence;
    }
    let (head, tail) = (SENTENCE / 2, sentence.len() - SENTENCE / 4);
    let boundary = |at: &usize| sentence.is_char_boundary(*at);
    let head = (0..=head).rev().find(boundary).unwrap_or(0);
    let tail = (tail..=sentence.len()).find(boundary).unwrap_or(head);
    format!("{} … {}", &sentence[..head], &sentence[tail..])
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl From<SyntaxError> for Error {
    fn from(error: SyntaxError) -> Self {
        Self {
            hint: error.hint.map(cut),
            span: Some(error.span),
            related: error.related,
            ..Error::new(
                Phase::Parse,
                ErrorKind::SyntaxError,
                error.detail,
                error.message,
            )
        }
    }
}

impl From<SemanticError> for Error {
    fn from(error: SemanticError) -> Self {
        Self {
            hint: error.hint.map(cut),
            span: Some(error.span),
            ..Error::new(Phase::Compile, error.kind, error.detail, error.message)
        }
    }
}

impl From<RunError> for Error {
    fn from(error: RunError) -> Self {
        Self {
            hint: error.hint.map(cut),
            span: error.span,
            ..Error::new(Phase::Run, error.kind, error.detail, error.message)
        }
    }
}

impl From<ValueError> for Error {
    fn from(error: ValueError) -> Self {
        Self {
            hint: error.hint.map(|hint| cut(hint.into())),
            ..Error::new(Phase::Run, error.kind, error.detail, error.message)
        }
    }
}

impl From<GraphError> for Error {
    fn from(error: GraphError) -> Self {
        Error::new(Phase::Run, error.kind, error.detail, error.message)
    }
}
