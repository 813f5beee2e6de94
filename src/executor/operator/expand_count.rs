//! From a bound node along branches nobody reads: the row counts as often as there are ways to follow them all.

use super::branch::Branches;
use super::buffer::Buffer;
use super::emission::multiplied;
use super::filter::keep;
use super::held::Held;
use super::input::Input;
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::Chunk;
use crate::executor::context::Context;
use crate::planner::plan::{self, Branch};
use crate::semantics::expression::Slot;

pub(super) struct ExpandCount<'p> {
    input: Input<'p>,
    from: Slot,
    branches: Branches<'p>,
    /// Whether rows without any way stay, counting zero times.
    keeps: bool,
    live: &'p [Slot],
    buffer: Buffer,
    held: Held,
}

impl<'p> ExpandCount<'p> {
    pub(super) fn new(
        input: &'p plan::Operator,
        (from, branches): (Slot, &'p [Branch]),
        keeps: bool,
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        Self {
            input: Input::new(input, slots),
            from,
            branches: Branches::new(from, branches),
            keeps,
            live,
            buffer: Buffer::default(),
            held: Held::new("Expand(Count)"),
        }
    }

    /// The number of each row.
    fn numbers(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> Result<Vec<u64>, RunError> {
        let mut counter = self.branches.begin(chunk.rows, context);
        let numbers = counter.numbers(chunk, self.from)?;
        drop(counter);
        self.held.grow_to(self.branches.bytes(), context)?;
        Ok(numbers)
    }

    /// The rows that count, as often as they do.
    fn weighted(&self, chunk: Chunk, numbers: &[u64]) -> Option<Chunk> {
        let numbered = numbers.iter().enumerate();
        let counting = numbered.filter(|(_, number)| self.keeps || **number > 0);
        let (rows, factors): (Vec<u32>, Vec<u64>) =
            counting.map(|(row, number)| (row as u32, *number)).unzip();
        if rows.is_empty() {
            return None;
        }
        let mut chunk = keep(chunk, &rows, self.live);
        if factors.iter().any(|factor| *factor != 1) {
            chunk.weights = Some(multiplied(&chunk, &factors));
        }
        Some(chunk)
    }
}

impl Operator for ExpandCount<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        while let Some(chunk) = self.input.next(context)? {
            let numbers = self.numbers(&chunk, context)?;
            let weighted = self.weighted(chunk, &numbers);
            if let Some(enough) = weighted.and_then(|chunk| self.buffer.push(chunk)) {
                return Ok(Some(enough));
            }
        }
        self.held.release(context);
        self.branches.clear();
        Ok(self.buffer.finish())
    }

    fn reset(&mut self) {
        self.buffer = Buffer::default();
        self.branches.clear();
        self.held.forget();
        self.input.reset();
    }
}
