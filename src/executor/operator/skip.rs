//! All but the first rows.

use super::filter::keep;
use super::input::Input;
use super::row_count::row_count;
use super::{Next, Operator};
use crate::executor::chunk::Chunk;
use crate::executor::context::Context;
use crate::planner::plan::{self, Expression};
use crate::semantics::expression::Slot;

pub(super) struct Skip<'p> {
    input: Input<'p>,
    count: &'p Expression,
    live: &'p [Slot],
    /// Rows still to be left out; `None` before the first.
    left: Option<u64>,
}

impl<'p> Skip<'p> {
    pub(super) fn new(
        input: &'p plan::Operator,
        count: &'p Expression,
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        Self {
            input: Input::new(input, slots),
            count,
            live,
            left: None,
        }
    }
}

impl Operator for Skip<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        let mut left = match self.left {
            Some(left) => left,
            None => row_count(self.count, context)?,
        };
        while let Some(chunk) = self.input.next(context)? {
            let chunk = behind(chunk, &mut left, self.live);
            self.left = Some(left);
            if chunk.rows > 0 {
                return Ok(Some(chunk));
            }
        }
        self.left = Some(left);
        Ok(None)
    }

    fn reset(&mut self) {
        self.left = None;
        self.input.reset();
    }
}

/// The rows behind the first ones that count `left` together, which is lessened by as many.
fn behind(mut chunk: Chunk, left: &mut u64, live: &[Slot]) -> Chunk {
    let mut row = 0;
    while row < chunk.rows && *left >= chunk.weight(row) {
        *left -= chunk.weight(row);
        row += 1;
    }
    if row < chunk.rows
        && let Some(weights) = &mut chunk.weights
    {
        weights[row] -= std::mem::take(left);
    }
    let rows: Vec<u32> = (row as u32..chunk.rows as u32).collect();
    keep(chunk, &rows, live)
}
