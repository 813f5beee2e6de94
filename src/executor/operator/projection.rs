//! Rows with further slots, computed from those there are.

use super::input::Input;
use super::{Next, Operator};
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::planner::plan::{self, Expression};
use crate::semantics::expression::Slot;

pub(super) struct Projection<'p> {
    input: Input<'p>,
    /// Those that are read.
    items: Vec<(Slot, &'p Expression)>,
    live: &'p [Slot],
}

impl<'p> Projection<'p> {
    pub(super) fn new(
        input: &'p plan::Operator,
        items: &'p [(Slot, Expression)],
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        let items = items.iter().filter(|(slot, _)| live.contains(slot));
        Self {
            input: Input::new(input, slots),
            items: items.map(|(slot, item)| (*slot, item)).collect(),
            live,
        }
    }
}

impl Operator for Projection<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        let Some(chunk) = self.input.next(context)? else {
            return Ok(None);
        };
        let items = self.items.iter();
        let columns: Vec<_> = items
            .map(|(slot, item)| Ok((*slot, evaluate(item, &chunk, context)?)))
            .collect::<Result<_, crate::executor::RunError>>()?;
        let mut out = chunk.narrow(self.live);
        for (slot, column) in columns {
            out.set(slot, column);
        }
        Ok(Some(out))
    }

    fn reset(&mut self) {
        self.input.reset();
    }
}
