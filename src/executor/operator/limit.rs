//! The first rows. At least one chunk is asked for even where none is wanted: what lies below may have to change the
//! graph, and does so before its first chunk.

use super::input::Input;
use super::row_count::row_count;
use super::{Next, Operator};
use crate::executor::chunk::Chunk;
use crate::executor::context::Context;
use crate::planner::plan::{self, Expression};
use crate::semantics::expression::Slot;

pub(super) struct Limit<'p> {
    input: Input<'p>,
    count: &'p Expression,
    live: &'p [Slot],
    /// Rows still to be given; `None` before the first.
    left: Option<u64>,
    finished: bool,
}

impl<'p> Limit<'p> {
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
            finished: false,
        }
    }
}

impl Operator for Limit<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        if self.finished {
            return Ok(None);
        }
        let left = match self.left {
            Some(left) => left,
            None => row_count(self.count, context)?,
        };
        let Some(chunk) = self.input.next(context)? else {
            self.finished = true;
            return Ok(None);
        };
        let (chunk, taken) = first(chunk, left, self.live);
        self.left = Some(left - taken);
        self.finished = left == taken;
        Ok((chunk.rows > 0).then_some(chunk))
    }

    fn reset(&mut self) {
        self.left = None;
        self.finished = false;
        self.input.reset();
    }
}

/// The first rows of a chunk that count `most` together, and how many that is.
pub(super) fn first(chunk: Chunk, most: u64, live: &[Slot]) -> (Chunk, u64) {
    let (mut taken, mut rows) = (0, 0);
    while rows < chunk.rows && taken < most {
        taken += chunk.weight(rows).min(most - taken);
        rows += 1;
    }
    if rows == chunk.rows && chunk.weights.is_none() {
        return (chunk.narrow(live), taken);
    }
    let numbers: Vec<u32> = (0..rows as u32).collect();
    let mut out = chunk.gather(&numbers, live);
    if let Some((last, others)) = out.weights.as_deref_mut().and_then(<[u64]>::split_last_mut) {
        *last = taken - others.iter().sum::<u64>();
    }
    (out, taken)
}
