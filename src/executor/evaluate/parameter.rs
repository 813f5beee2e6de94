//! Parameters of the statement.

use std::sync::Arc;

use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::value::{ErrorKind, ValueError};

/// The value given for a parameter.
#[inline(never)]
pub(super) fn parameter(
    name: &Arc<str>,
    span: Span,
    chunk: &Chunk,
    context: &Context<'_>,
) -> Result<Vector, RunError> {
    match context.parameters.get(name) {
        Some(value) => Ok(Vector::Constant(value.clone(), chunk.rows)),
        None => {
            let message = format!("the parameter ${name} was not given");
            let error = ValueError::new(ErrorKind::ParameterMissing, "MissingParameter", message);
            Err(RunError::at(error, span))
        }
    }
}
