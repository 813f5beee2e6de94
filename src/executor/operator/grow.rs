//! The common part of operators that turn each input row into any number of rows: scans, expansions, `UNWIND` and such.

use super::emission::Emission;
use super::input::Input;
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::Chunk;
use crate::executor::context::Context;
use crate::planner::plan;
use crate::semantics::expression::Slot;

/// How a row becomes many.
pub(super) trait Grow {
    /// Looks at a new input chunk.
    fn begin(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> Result<(), RunError>;

    /// Makes rows out of one, until there are no more (`true`) or `out` is full (`false`, to be asked again for the same
    /// row).
    fn grow(
        &mut self,
        chunk: &Chunk,
        row: usize,
        out: &mut Emission,
        context: &mut Context<'_>,
    ) -> Result<bool, RunError>;

    /// Puts the new columns of the rows made into their chunk.
    fn finish(&mut self, chunk: &mut Chunk);

    /// Forgets everything.
    fn reset(&mut self);
}

/// An operator over a [`Grow`].
pub(super) struct Growing<'p, G> {
    input: Input<'p>,
    live: &'p [Slot],
    chunk: Option<Chunk>,
    row: usize,
    out: Emission,
    grow: G,
}

impl<'p, G: Grow> Growing<'p, G> {
    pub(super) fn new(input: &'p plan::Operator, slots: usize, live: &'p [Slot], grow: G) -> Self {
        Self {
            input: Input::new(input, slots),
            live,
            chunk: None,
            row: 0,
            out: Emission::default(),
            grow,
        }
    }

    fn take_input(&mut self, context: &mut Context<'_>) -> Result<Option<Chunk>, RunError> {
        if let Some(chunk) = self.chunk.take() {
            return Ok(Some(chunk));
        }
        let chunk = self.input.next(context)?;
        if let Some(chunk) = &chunk {
            self.grow.begin(chunk, context)?;
            self.row = 0;
        }
        Ok(chunk)
    }
}

impl<G: Grow> Operator for Growing<'_, G> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        while let Some(chunk) = self.take_input(context)? {
            while self.row < chunk.rows && !self.out.is_full() {
                if self.grow.grow(&chunk, self.row, &mut self.out, context)? {
                    self.row += 1;
                } else {
                    break;
                }
            }
            let made = (self.out.len() > 0).then(|| self.out.finish(&chunk, self.live));
            if self.row < chunk.rows {
                self.chunk = Some(chunk);
            }
            if let Some(mut made) = made {
                self.grow.finish(&mut made);
                return Ok(Some(made));
            }
        }
        Ok(None)
    }

    fn reset(&mut self) {
        self.chunk = None;
        self.row = 0;
        self.out.clear();
        self.grow.reset();
        self.input.reset();
    }
}
