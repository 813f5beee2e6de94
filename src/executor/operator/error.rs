//! The errors operators raise themselves.

use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::graph::GraphError;
use crate::value::{ErrorKind, Value, ValueError};

/// A change the graph refuses.
pub(super) fn refused(error: GraphError) -> RunError {
    ValueError::from(error).into()
}

/// A change the graph refuses, at the expression that asked for it.
pub(super) fn refused_at(error: GraphError, span: Span) -> RunError {
    RunError::at(error.into(), span)
}

/// A value of another type than is needed.
pub(super) fn mismatch(expected: &str, found: &Value, span: Option<Span>) -> RunError {
    let message = format!("expected {expected}, found {}", found.type_name());
    RunError {
        span,
        ..ValueError::type_error("InvalidArgumentType", message).into()
    }
}

/// An error of any family.
pub(super) fn run_error(kind: ErrorKind, detail: &'static str, message: String) -> RunError {
    ValueError::new(kind, detail, message).into()
}
