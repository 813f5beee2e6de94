//! One row for each item of a list; none for `null`. Anything else is taken as a list of itself, as Neo4j does.
//! The list of a call of `range` is walked without being made.

use std::sync::Arc;

use super::emission::{Emission, put};
use super::grow::Grow;
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::function::{Function, Series};
use crate::planner::plan::Expression;
use crate::semantics::expression::{ExpressionKind, Slot};
use crate::value::Value;

pub(super) struct Unwind<'p> {
    list: &'p Expression,
    slot: Slot,
    counter: Option<(Slot, i64)>,
    live: &'p [Slot],
    lists: Lists<'p>,
    /// The next item of the current row.
    at: u64,
    items: Vec<Value>,
    numbers: Vec<i64>,
}

/// The lists of the input's rows.
enum Lists<'p> {
    Made(Vector),
    /// What they would be made of.
    Series(&'p Function, Vec<Vector>),
}

/// The list of one row.
enum List {
    Made(Arc<[Value]>),
    One(Value),
    Series(Series),
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
            lists: Lists::Made(Vector::Absent),
            at: 0,
            items: Vec::new(),
            numbers: Vec::new(),
        }
    }

    /// The list of a row; none for `null`.
    fn list(&self, row: usize) -> Result<Option<List>, RunError> {
        match &self.lists {
            Lists::Made(lists) => Ok(match lists.get(row) {
                Value::Null => None,
                Value::List(items) => Some(List::Made(items)),
                one => Some(List::One(one)),
            }),
            Lists::Series(function, columns) => {
                let arguments: Vec<Value> = columns.iter().map(|column| column.get(row)).collect();
                let series = function.series(&arguments);
                let series = series.map_err(|error| RunError::at(error, self.list.span))?;
                Ok(series.map(List::Series))
            }
        }
    }

    /// Takes the next items of a list, at most `room`. Gives how many.
    fn take(&mut self, list: &List, room: usize) -> usize {
        let (from, length) = (self.at, list.length());
        let to = length.min(from.saturating_add(room as u64));
        match list {
            List::Made(items) => {
                let items = &items[from as usize..to as usize];
                self.items.extend_from_slice(items);
            }
            List::One(one) => self.items.push(one.clone()),
            List::Series(series) => {
                let items = series.between(from, to).map(Value::Integer);
                self.items.extend(items);
            }
        }
        if let Some((_, first)) = self.counter {
            let numbers = (from..to).map(|at| first.saturating_add_unsigned(at));
            self.numbers.extend(numbers);
        }
        self.at = if to == length { 0 } else { to };
        (to - from) as usize
    }
}

impl List {
    fn length(&self) -> u64 {
        match self {
            List::Made(items) => items.len() as u64,
            List::One(_) => 1,
            List::Series(series) => series.length(),
        }
    }
}

impl Grow for Unwind<'_> {
    fn begin(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> Result<(), RunError> {
        self.lists = match &self.list.kind {
            ExpressionKind::Call {
                function,
                arguments,
            } if function.is_series() => {
                let columns = arguments.iter().map(|it| evaluate(it, chunk, context));
                Lists::Series(function, columns.collect::<Result<_, _>>()?)
            }
            _ => Lists::Made(evaluate(self.list, chunk, context)?),
        };
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
        let taken = match self.list(row)? {
            Some(list) => self.take(&list, room),
            None => 0,
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
