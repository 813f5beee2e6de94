//! What an operator takes rows from.

use super::{Next, Operator, build};
use crate::executor::context::Context;
use crate::planner::{operator_name, plan};
use crate::value::with_room;

/// An input: what it does is noted for `PROFILE`, and whether the statement has to stop is asked at each chunk.
pub(super) struct Input<'p> {
    operator: Box<dyn Operator + 'p>,
    id: usize,
    name: &'static str,
    /// Whether it was not asked since it was built or reset.
    is_fresh: bool,
}

impl<'p> Input<'p> {
    pub(super) fn new(plan: &'p plan::Operator, slots: usize) -> Self {
        Self {
            operator: with_room(|| build::bare(plan, slots)),
            id: plan.id,
            name: operator_name(plan),
            is_fresh: true,
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
        let above = std::mem::replace(&mut context.operator, self.name);
        context.check()?;
        let at_work = context.turn_to(self.id);
        if std::mem::take(&mut self.is_fresh)
            && let Some(profile) = &mut context.profile
        {
            profile.begins_anew(self.id);
        }
        let given = with_room(|| self.operator.next(context));
        context.turn_to(at_work);
        // Who failed is named by what failed last.
        let chunk = given?;
        context.operator = above;
        if let Some(chunk) = &chunk {
            context.count_rows(self.id, chunk.rows);
        }
        Ok(chunk)
    }

    fn reset(&mut self) {
        self.is_fresh = true;
        with_room(|| self.operator.reset());
    }
}

/// Nothing, in the place of an operator that is being dropped.
struct Gone;

impl Operator for Gone {
    fn next(&mut self, _: &mut Context<'_>) -> Next {
        Ok(None)
    }

    fn reset(&mut self) {}
}

/// A statement may have more operators on top of each other than the stack has room for their being dropped.
impl Drop for Input<'_> {
    fn drop(&mut self) {
        let operator = std::mem::replace(&mut self.operator, Box::new(Gone));
        with_room(|| drop(operator));
    }
}
