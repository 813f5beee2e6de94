//! What an operator takes rows from.

use super::{Next, Operator, build};
use crate::executor::context::Context;
use crate::planner::plan;

/// An input: its rows are counted for `PROFILE`, and whether the statement has to stop is asked at each chunk.
pub(super) struct Input<'p> {
    operator: Box<dyn Operator + 'p>,
    id: usize,
}

impl<'p> Input<'p> {
    pub(super) fn new(plan: &'p plan::Operator, slots: usize) -> Self {
        Self {
            operator: build::bare(plan, slots),
            id: plan.id,
        }
    }

    /// Asks until there is no more.
    pub(super) fn drain(
        &mut self,
        context: &mut Context<'_>,
    ) -> Result<(), crate::executor::RunError> {
        while self.next(context)?.is_some() {}
        Ok(())
    }
}

impl Operator for Input<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        context.check()?;
        let chunk = self.operator.next(context)?;
        if let Some(chunk) = &chunk {
            context.count_rows(self.id, chunk.rows);
        }
        Ok(chunk)
    }

    fn reset(&mut self) {
        self.operator.reset();
    }
}
