//! `IS :: TYPE`.

use super::{column, operand};
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan::Expression;
use crate::value::{Type, Value};

/// For each row whether the value is of the type; `negated`: whether it is not.
#[inline(never)]
pub(super) fn is_typed(
    expression: &Expression,
    of: &Type,
    negated: bool,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let vector = operand(expression, chunk, context)?;
    column::map(&vector, |value| {
        Ok(Value::Boolean(of.accepts(value) != negated))
    })
}
