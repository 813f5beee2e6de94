//! Plan to rows.
//!
//! In: a [`Plan`], a graph and parameters. Out: chunks of rows, one after the other, or a [`RunError`]. Operators pull from
//! their inputs ([`operator::Operator`]); expressions are evaluated a column at a time ([`evaluate`]). Always holds: an operator that
//! returned an error is not asked again; work between two calls of [`Context::check`] is bounded.

pub mod chunk;
pub mod context;
pub mod evaluate;
pub mod operator;

use crate::diagnostic::Span;
use crate::value::{ErrorKind, ValueError};

pub use context::{Context, GraphAccess, Limits};

/// A statement that failed while it ran.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct RunError {
    /// The family.
    pub kind: ErrorKind,
    /// The kit's name for the mistake.
    pub detail: &'static str,
    /// One lower-case sentence.
    pub message: String,
    /// At most one piece of advice.
    pub hint: Option<String>,
    /// The expression that failed, where one did.
    pub span: Option<Span>,
}

impl RunError {
    /// A failed operation on values, at its expression.
    pub fn at(error: ValueError, span: Span) -> Self {
        Self {
            span: Some(span),
            ..error.into()
        }
    }
}

impl From<ValueError> for RunError {
    fn from(error: ValueError) -> Self {
        Self {
            kind: error.kind,
            detail: error.detail,
            message: error.message,
            hint: None,
            span: None,
        }
    }
}
