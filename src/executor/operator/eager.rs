//! All input rows are there before the first is passed on.

use std::vec::IntoIter;

use super::held::Held;
use super::input::Input;
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::Chunk;
use crate::executor::context::Context;
use crate::planner::plan;
use crate::semantics::expression::Slot;

pub(super) struct Eager<'p> {
    input: Input<'p>,
    live: &'p [Slot],
    rows: Option<IntoIter<Chunk>>,
    held: Held,
}

impl<'p> Eager<'p> {
    pub(super) fn new(input: &'p plan::Operator, live: &'p [Slot], slots: usize) -> Self {
        Self {
            input: Input::new(input, slots),
            live,
            rows: None,
            held: Held::new("Eager"),
        }
    }

    fn collect(&mut self, context: &mut Context<'_>) -> Result<Vec<Chunk>, RunError> {
        let mut rows = Vec::new();
        while let Some(chunk) = self.input.next(context)? {
            let chunk = chunk.narrow(self.live);
            self.held.add(chunk.bytes(), context)?;
            rows.push(chunk);
        }
        Ok(rows)
    }
}

impl Operator for Eager<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        if self.rows.is_none() {
            self.rows = Some(self.collect(context)?.into_iter());
        }
        let chunk = self.rows.as_mut().and_then(Iterator::next);
        if chunk.is_none() {
            self.held.release(context);
        }
        Ok(chunk)
    }

    fn reset(&mut self) {
        self.rows = None;
        self.held.forget();
        self.input.reset();
    }
}
