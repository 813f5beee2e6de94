//! The number behind `SKIP` and `LIMIT`.

use super::error::mismatch;
use crate::executor::RunError;
use crate::executor::chunk::Chunk;
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::planner::plan::Expression;
use crate::value::{ErrorKind, Value, ValueError};

/// Evaluates it, once: it reads no slot.
pub(super) fn row_count(
    expression: &Expression,
    context: &mut Context<'_>,
) -> Result<u64, RunError> {
    let value = evaluate(expression, &Chunk::new(0, 1), context)?.get(0);
    match value {
        Value::Integer(number) => u64::try_from(number).map_err(|_| {
            let message = format!("expected a number of rows, found {number}");
            let error = ValueError::new(ErrorKind::SyntaxError, "NegativeIntegerArgument", message);
            RunError::at(error, expression.span)
        }),
        other => Err(RunError {
            kind: ErrorKind::SyntaxError,
            ..mismatch("a number of rows", &other, Some(expression.span))
        }),
    }
}
