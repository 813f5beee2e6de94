//! The columns of the result; each row as often as it counts.

use super::input::Input;
use super::weight::Spread;
use super::{Next, Operator};
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan;
use crate::semantics::expression::Slot;
use crate::semantics::query::Column;

pub(super) struct ProduceResults<'p> {
    input: Input<'p>,
    slots: Vec<Slot>,
    spread: Spread,
}

impl<'p> ProduceResults<'p> {
    pub(super) fn new(input: &'p plan::Operator, columns: &'p [Column], slots: usize) -> Self {
        Self {
            input: Input::new(input, slots),
            slots: columns.iter().map(|column| column.slot).collect(),
            spread: Spread::default(),
        }
    }

    fn columns(&mut self) -> Option<Chunk> {
        // A slot may be the column of two headings, and is taken once.
        let mut slots = self.slots.clone();
        slots.sort_unstable();
        slots.dedup();
        let mut chunk = self.spread.take(&slots)?;
        for slot in slots {
            if let Vector::Absent = chunk.column(slot) {
                chunk.set(slot, Vector::nulls(chunk.rows));
            }
        }
        Some(chunk)
    }
}

impl Operator for ProduceResults<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        loop {
            if let Some(chunk) = self.columns() {
                return Ok(Some(chunk));
            }
            match self.input.next(context)? {
                Some(chunk) => self.spread.load(chunk),
                None => return Ok(None),
            }
        }
    }

    fn reset(&mut self) {
        self.spread = Spread::default();
        self.input.reset();
    }
}
