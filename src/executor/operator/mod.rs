//! The operators, one file each, and how a plan's tree becomes a tree of them.

use super::RunError;
use super::chunk::Chunk;
use super::context::Context;
use crate::planner::plan;

/// A source of chunks.
pub trait Operator {
    /// The next chunk, never an empty one; `None` when there is no more.
    ///
    /// # Errors
    /// What went wrong while making it; the operator must not be asked again, only reset.
    fn next(&mut self, context: &mut Context<'_>) -> Result<Option<Chunk>, RunError>;

    /// Begins again: a nested plan's [`Argument`](plan::OperatorKind::Argument) has new rows.
    fn reset(&mut self);
}

/// Builds the operators of a plan's tree.
pub fn build<'p>(operator: &'p plan::Operator, slots: usize) -> Box<dyn Operator + 'p> {
    let _ = (operator, slots);
    todo!()
}
