//! One row for each item of a list; none for `null`. Anything else is taken as a list of itself, as Neo4j does.

use super::emission::{Emission, put};
use super::grow::Grow;
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::planner::plan::Expression;
use crate::semantics::expression::Slot;
use crate::value::Value;

pub(super) struct Unwind<'p> {
    list: &'p Expression,
    slot: Slot,
    counter: Option<(Slot, i64)>,
    live: &'p [Slot],
    lists: Vector,
    /// The next item of the current row.
    at: usize,
    items: Vec<Value>,
    numbers: Vec<i64>,
}

impl<'p> Unwind<'p> {
    pub(super) fn new(
        list: &'p Expression,
        slot: Slot,
        counter: Option<(Slot, i64)>,
        live: &'p [Slot],
    ) -> Self {
        Self {
            list,
            slot,
            counter,
            live,
            lists: Vector::Absent,
            at: 0,
            items: Vec::new(),
            numbers: Vec::new(),
        }
    }

    /// Takes the next items of a list, at most `room`. Gives how many.
    fn take(&mut self, items: &[Value], room: usize) -> usize {
        let to = items.len().min(self.at + room);
        self.items.extend_from_slice(&items[self.at..to]);
        if let Some((_, first)) = self.counter {
            let numbers = (self.at..to).map(|at| first.saturating_add(at as i64));
            self.numbers.extend(numbers);
        }
        let taken = to - self.at;
        self.at = if to == items.len() { 0 } else { to };
        taken
    }
}

impl Grow for Unwind<'_> {
    fn begin(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> Result<(), RunError> {
        self.lists = evaluate(self.list, chunk, context)?;
        self.at = 0;
        Ok(())
    }

    fn grow(
        &mut self,
        _: &Chunk,
        row: usize,
        out: &mut Emission,
        _: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        let room = CHUNK_ROWS - out.len();
        let taken = match self.lists.get(row) {
            Value::Null => 0,
            Value::List(items) => self.take(&items, room),
            one => self.take(&[one], room),
        };
        out.repeat(row, taken);
        Ok(self.at == 0)
    }

    fn finish(&mut self, chunk: &mut Chunk) {
        let items = Vector::from_values(std::mem::take(&mut self.items));
        put(chunk, self.slot, items, self.live);
        let numbers = Vector::Integers(std::mem::take(&mut self.numbers));
        if let Some((slot, _)) = self.counter {
            put(chunk, slot, numbers, self.live);
        }
    }

    fn reset(&mut self) {
        self.at = 0;
        self.items.clear();
        self.numbers.clear();
    }
}
