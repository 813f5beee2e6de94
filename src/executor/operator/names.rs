//! Names of labels and types that are computed.

use std::sync::Arc;

use super::error::run_error;
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::{evaluate, names_in};
use crate::planner::plan::Expression;
use crate::value::ErrorKind;

/// What an expression of names gives for each row.
pub(super) struct Computed {
    values: Vector,
    span: Span,
}

impl Computed {
    pub(super) fn evaluate(
        names: &Expression,
        chunk: &Chunk,
        context: &mut Context<'_>,
    ) -> Result<Self, RunError> {
        Ok(Self {
            values: evaluate(names, chunk, context)?,
            span: names.span,
        })
    }

    pub(super) fn all(
        names: &[Expression],
        chunk: &Chunk,
        context: &mut Context<'_>,
    ) -> Result<Vec<Self>, RunError> {
        let names = names.iter();
        names.map(|it| Self::evaluate(it, chunk, context)).collect()
    }

    pub(super) fn row(&self, row: usize) -> Result<Vec<Arc<str>>, RunError> {
        names_in(&self.values.get(row), self.span)
    }

    /// The one name there must be.
    pub(super) fn only(&self, row: usize) -> Result<Arc<str>, RunError> {
        let names = self.row(row)?;
        match names.as_slice() {
            [name] => Ok(name.clone()),
            names => Err(RunError {
                span: Some(self.span),
                ..run_error(
                    ErrorKind::TypeError,
                    "NoSingleRelationshipType",
                    format!("a relationship has exactly one type, not {}", names.len()),
                )
            }),
        }
    }
}
