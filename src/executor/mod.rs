//! Plan to rows.
//!
//! In: a [`Plan`], a graph and parameters. Out: chunks of rows, one after the other, or a [`RunError`]. Operators pull from
//! their inputs ([`operator::Operator`]); expressions are evaluated a column at a time ([`evaluate`]). Always holds: an operator that
//! returned an error is not asked again; work between two calls of [`Context::check`] is bounded.

pub mod chunk;
pub mod columns;
pub mod context;
pub mod evaluate;
pub mod operator;
pub mod profile;

use crate::diagnostic::Span;
use crate::planner::plan::Plan;
use crate::value::{ErrorKind, ValueError};

use chunk::Chunk;

pub use context::{Context, GraphAccess, Import, Limits};

/// Runs a plan and gives all its rows: columns in the slots of [`Plan::columns`], each row counting once.
///
/// # Errors
/// What an operator or an expression reports; `ResourceLimit` beyond a limit. The graph may then be half changed: who
/// gave it takes the changes back.
pub fn run(plan: &Plan, context: &mut Context<'_>) -> Result<Vec<Chunk>, RunError> {
    let mut chunks = Vec::new();
    stream(plan, context, |chunk, context| {
        context.reserve(chunk.bytes(), "ProduceResults")?;
        chunks.push(chunk);
        Ok(())
    })?;
    Ok(chunks)
}

/// Runs a plan and gives its rows to `each`, a chunk at a time, as they come.
///
/// # Errors
/// As [`run`], and what `each` reports.
pub fn stream(
    plan: &Plan,
    context: &mut Context<'_>,
    mut each: impl FnMut(Chunk, &mut Context<'_>) -> Result<(), RunError>,
) -> Result<(), RunError> {
    let mut root = operator::build(&plan.root, plan.slots.len());
    let mut rows: usize = 0;
    while let Some(chunk) = root.next(context)? {
        rows = rows.saturating_add(chunk.rows);
        context.check_rows(rows)?;
        each(chunk, context)?;
    }
    Ok(())
}

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
            hint: error.hint.map(Into::into),
            span: None,
        }
    }
}
