//! Rows for which all predicates are true.

use super::buffer::Buffer;
use super::input::Input;
use super::{Next, Operator};
use crate::executor::chunk::Chunk;
use crate::executor::context::Context;
use crate::executor::evaluate::select;
use crate::planner::plan::{self, Expression};
use crate::semantics::expression::Slot;

pub(super) struct Filter<'p> {
    input: Input<'p>,
    predicates: &'p [Expression],
    live: &'p [Slot],
    buffer: Buffer,
}

impl<'p> Filter<'p> {
    pub(super) fn new(
        input: &'p plan::Operator,
        predicates: &'p [Expression],
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        Self {
            input: Input::new(input, slots),
            predicates,
            live,
            buffer: Buffer::default(),
        }
    }
}

impl Operator for Filter<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        while let Some(chunk) = self.input.next(context)? {
            let kept = select(self.predicates, &chunk, context)?;
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
        self.input.reset();
    }
}

/// These rows of a chunk; nothing is copied where they are all.
pub(super) fn keep(chunk: Chunk, rows: &[u32], live: &[Slot]) -> Chunk {
    if rows.len() == chunk.rows {
        chunk.narrow(live)
    } else {
        chunk.gather(rows, live)
    }
}
