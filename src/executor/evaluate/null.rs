//! `IS NULL` and `IS NOT NULL`.

use super::operand;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan::Expression;
use crate::value::{NodeId, RelationshipId, Value};

/// For each row whether there is no value; `negated`: whether there is one.
#[inline(never)]
pub(super) fn is_null(
    expression: &Expression,
    negated: bool,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    fn ask<T>(items: &[T], negated: bool, is_null: impl Fn(&T) -> bool) -> Vector {
        Vector::Booleans(items.iter().map(|item| is_null(item) != negated).collect())
    }
    let vector = operand(expression, chunk, context)?;
    Ok(match vector.as_ref() {
        Vector::Values(items) => ask(items, negated, Value::is_null),
        Vector::Nodes(items) => ask(items, negated, |node| *node == NodeId::NONE),
        Vector::Relationships(items) => ask(items, negated, |id| *id == RelationshipId::NONE),
        Vector::Constant(value, rows) => {
            Vector::Constant(Value::Boolean(value.is_null() != negated), *rows)
        }
        typed => Vector::Constant(Value::Boolean(negated), typed.len()),
    })
}
