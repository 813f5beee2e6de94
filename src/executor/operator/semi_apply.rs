//! The input rows for which the inner plan gives a row, or gives none.

use super::batch::batches_for_first;
use super::buffer::Buffer;
use super::filter::keep;
use super::input::Input;
use super::nested::Nested;
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::Chunk;
use crate::executor::context::Context;
use crate::planner::plan::{self, ArgumentId};
use crate::semantics::expression::Slot;

pub(super) struct SemiApply<'p> {
    input: Input<'p>,
    inner: Nested<'p>,
    anti: bool,
    live: &'p [Slot],
    buffer: Buffer,
}

impl<'p> SemiApply<'p> {
    pub(super) fn new(
        (input, inner): (&'p plan::Operator, &'p plan::Operator),
        argument: ArgumentId,
        anti: bool,
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        let batched = batches_for_first(inner, argument);
        Self {
            input: Input::new(input, slots),
            inner: Nested::new(inner, argument, batched, slots),
            anti,
            live,
            buffer: Buffer::default(),
        }
    }

    /// The rows of a chunk to be kept.
    fn kept(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> Result<Vec<u32>, RunError> {
        let mut found = vec![false; chunk.rows];
        self.inner.restart();
        while self.inner.begin(chunk, context) {
            let mut missing = self.inner.rows().len();
            while missing > 0
                && let Some(made) = self.inner.next(context)?
            {
                for source in self.inner.sources(&made) {
                    let before = std::mem::replace(&mut found[source as usize], true);
                    missing -= usize::from(!before);
                }
            }
        }
        let rows = (0..chunk.rows as u32).filter(|row| found[*row as usize] != self.anti);
        Ok(rows.collect())
    }
}

impl Operator for SemiApply<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        while let Some(chunk) = self.input.next(context)? {
            let kept = self.kept(&chunk, context)?;
            if kept.is_empty() {
                continue;
            }
            if let Some(enough) = self.buffer.push(keep(chunk, &kept, self.live)) {
                return Ok(Some(enough));
            }
        }
        Ok(self.buffer.finish())
    }

    fn reset(&mut self) {
        self.buffer = Buffer::default();
        self.inner.restart();
        self.input.reset();
    }
}
