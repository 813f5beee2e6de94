//! Text to tree.
//!
//! In: the text of a script or of one statement. Out: the statements' places ([`script`]) and each statement's tree
//! ([`ast`]), or one [`SyntaxError`] with its place and a hint. `parse` is pure: it knows no parameters, no clock,
//! no graph and no function names. Work is linear in the length of the text and the depth of the tree is bounded by
//! [`MAX_DEPTH`], so nothing later needs a guard of its own.
//!
//! One Rust file for each grammar file: `lexical`, `expression`, `pattern`, `clause`, `walk`, one function for each rule,
//! of the same name. `print` goes the other way.

pub mod ast;
mod clause;
mod error;
mod expected;
mod expression;
mod foreign;
mod grammar;
mod habit;
mod highlight;
mod lexical;
mod limit;
mod pattern;
mod print;
pub mod script;
mod show;
mod tokens;
mod types;
mod walk;

pub use highlight::{TokenKind, tokens};
pub use lexical::keywords;
pub use limit::MAX_LENGTH;

use grammar::{Context, Rule, children};

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
    /// Another place it has to do with, such as the bracket that is closed wrongly.
    pub related: Option<Span>,
}

/// Parses one statement; a trailing `;` is allowed. Walk or openCypher is decided as [`script::split`] decides it.
///
/// # Errors
/// The first place at which the text stops being a statement.
pub fn parse(text: &str) -> Result<ast::Statement, SyntaxError> {
    limit::check(text)?;
    match script::kind(start_of(text)) {
        script::PieceKind::Statement => error::parse_with(text, Rule::statement, |pair| {
            clause::statement(Context::new(text), pair)
        }),
        script::PieceKind::Walk => error::parse_walk(text),
        script::PieceKind::Command => {
            let start = text.len() - start_of(text).len();
            Err(grammar::unexpected(
                "a command of the shell is not a statement",
                None,
                Span::new(start, text.trim_end().len()),
            ))
        }
    }
}

/// The text from its first word on.
fn start_of(text: &str) -> &str {
    let start = grammar::apply(Rule::gap, text).map_or(0, |pairs| pairs.as_str().len());
    &text[start..]
}

/// Parses one expression and nothing else, such as the literal of `--param name=literal`.
///
/// # Errors
/// The first place at which the text stops being an expression.
pub fn parse_expression(text: &str) -> Result<ast::Expression, SyntaxError> {
    limit::check(text)?;
    error::parse_with(text, Rule::standalone_expression, |pair| {
        expression::expression(Context::new(text), children(pair).one())
    })
}
