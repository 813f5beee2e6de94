//! Text to tree.
//!
//! In: the text of a script or of one statement. Out: the statements' places ([`script`]) and each statement's tree
//! ([`ast`]), or one [`SyntaxError`] with its place and a hint. `parse` is pure: it knows no parameters, no clock,
//! no graph and no function names. Work is linear in the length of the text and the depth of the tree is bounded by
//! [`MAX_DEPTH`], so nothing later needs a guard of its own.
//!
//! One Rust file for each grammar file: [`lexical`], [`expression`], [`pattern`], [`clause`], [`walk`], one function for each rule,
//! of the same name.

pub mod ast;

use crate::diagnostic::Span;

/// How deeply expressions, patterns and queries may nest.
pub const MAX_DEPTH: usize = 256;

/// A text that is not a statement.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct SyntaxError {
    /// The kit's name for the mistake: `UnexpectedSyntax`, `InvalidNumberLiteral`, `IntegerOverflow` …
    pub detail: &'static str,
    /// One lower-case sentence.
    pub message: String,
    /// At most one piece of advice.
    pub hint: Option<String>,
    /// Where.
    pub span: Span,
}

/// Parses one statement; a trailing `;` is allowed.
///
/// # Errors
/// The first place at which the text stops being a statement.
pub fn parse(text: &str) -> Result<ast::Statement, SyntaxError> {
    let _ = text;
    todo!()
}
