//! The first of each set of rows that are equivalent in some slots.

use super::filter::keep;
use super::held::Held;
use super::input::Input;
use super::keys::Keys;
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan;
use crate::semantics::expression::Slot;

pub(super) struct Distinct<'p> {
    input: Input<'p>,
    slots: &'p [Slot],
    live: &'p [Slot],
    seen: Keys,
    held: Held,
}

impl<'p> Distinct<'p> {
    pub(super) fn new(
        input: &'p plan::Operator,
        by: &'p [Slot],
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        Self {
            input: Input::new(input, slots),
            slots: by,
            live,
            seen: Keys::new(by.len(), true),
            held: Held::new("Distinct"),
        }
    }

    /// The rows of a chunk that were not met before.
    fn fresh(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> Result<Vec<u32>, RunError> {
        let nulls = Vector::nulls(chunk.rows);
        let columns: Vec<&Vector> = self
            .slots
            .iter()
            .map(|slot| match chunk.column(*slot) {
                Vector::Absent => &nulls,
                column => column,
            })
            .collect();
        let mut next = self.seen.len() as u32;
        let numbers = self.seen.numbers(&columns, chunk.rows);
        self.held.grow_to(self.seen.bytes(), context)?;
        let rows = numbers.iter().enumerate().filter(|(_, number)| {
            let fresh = **number == next;
            next += u32::from(fresh);
            fresh
        });
        Ok(rows.map(|(row, _)| row as u32).collect())
    }
}

impl Operator for Distinct<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        while let Some(mut chunk) = self.input.next(context)? {
            let fresh = self.fresh(&chunk, context)?;
            if !fresh.is_empty() {
                chunk.weights = None;
                return Ok(Some(keep(chunk, &fresh, self.live)));
            }
        }
        self.seen = Keys::new(self.slots.len(), true);
        self.held.release(context);
        Ok(None)
    }

    fn reset(&mut self) {
        self.seen = Keys::new(self.slots.len(), true);
        self.held.forget();
        self.input.reset();
    }
}
