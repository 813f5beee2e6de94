//! The rows of the surrounding operator, or the one row a statement begins with.

use super::{Next, Operator};
use crate::executor::chunk::Chunk;
use crate::executor::context::Context;
use crate::planner::plan::ArgumentId;
use crate::semantics::expression::Slot;

pub(super) struct Argument<'p> {
    argument: Option<ArgumentId>,
    live: &'p [Slot],
    slots: usize,
    given: bool,
}

impl<'p> Argument<'p> {
    pub(super) fn new(argument: Option<ArgumentId>, live: &'p [Slot], slots: usize) -> Self {
        Self {
            argument,
            live,
            slots,
            given: false,
        }
    }
}

impl Operator for Argument<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        if std::mem::replace(&mut self.given, true) {
            return Ok(None);
        }
        let Some(argument) = self.argument else {
            return Ok(Some(Chunk::new(self.slots, 1)));
        };
        let rows = context.argument(argument);
        let mut chunk = Chunk::new(self.live.len(), rows.rows);
        for slot in self.live {
            chunk.columns.set(*slot, rows.column(*slot).clone());
        }
        chunk.weights.clone_from(&rows.weights);
        chunk.origins.clone_from(&rows.origins);
        Ok((chunk.rows > 0).then_some(chunk))
    }

    fn reset(&mut self) {
        self.given = false;
    }
}
