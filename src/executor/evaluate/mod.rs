//! Expressions over chunks, a column at a time.
//!
//! In: a planned expression and a chunk whose live slots it reads. Out: a vector of the chunk's length. Branches that
//! are not taken (`CASE`, the right side of a decided `AND`, `coalesce`) are not evaluated for the rows that do not take them.

use super::RunError;
use super::chunk::{Chunk, Vector};
use super::context::Context;
use crate::planner::plan::Expression;

/// Evaluates an expression for each row of a chunk.
///
/// # Errors
/// The first row's error, at the sub-expression that failed.
pub fn evaluate(
    expression: &Expression,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let _ = (expression, chunk, context);
    todo!()
}

/// The rows for which all predicates are true (not `false`, not `null`), ascending.
///
/// # Errors
/// As [`evaluate`]; `TypeError` where a predicate gives something that is not a boolean.
pub fn select(
    predicates: &[Expression],
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vec<u32>, RunError> {
    let _ = (predicates, chunk, context);
    todo!()
}
