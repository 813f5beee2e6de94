//! Lists and maps written out.

use std::sync::Arc;

use super::column::combine;
use super::{Operand, operand};
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan::Expression;
use crate::value::{Map, Value};

/// `[a, b, …]`.
#[inline(never)]
pub(super) fn list(
    items: &[Expression],
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let items = all(items, chunk, context)?;
    combine(&items, chunk.rows, true, |values| Ok(Value::list(values)))
}

/// `{key: a, …}`.
#[inline(never)]
pub(super) fn map(
    entries: &[(Arc<str>, Expression)],
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let values = all(entries.iter().map(|(_, value)| value), chunk, context)?;
    combine(&values, chunk.rows, true, |values| {
        let keys = entries.iter().map(|(key, _)| key.clone());
        Ok(Value::map(
            keys.zip(values.iter().cloned()).collect::<Map>(),
        ))
    })
}

/// A column for each expression.
pub(super) fn all<'e, 'c>(
    expressions: impl IntoIterator<Item = &'e Expression>,
    chunk: &'c Chunk,
    context: &mut Context<'_>,
) -> Result<Vec<Operand<'c>>, RunError> {
    expressions
        .into_iter()
        .map(|expression| operand(expression, chunk, context))
        .collect()
}
