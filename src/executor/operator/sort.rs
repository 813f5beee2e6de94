//! All rows in order; equal ones stay in the order they came.

use super::held::Held;
use super::in_order::in_order;
use super::input::Input;
use super::sort_key::{evaluate_keys, order_rows};
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan::{self, SortKey};
use crate::semantics::expression::Slot;

pub(super) struct Sort<'p> {
    input: Input<'p>,
    keys: &'p [SortKey],
    live: &'p [Slot],
    sorted: Option<Sorted>,
    held: Held,
}

/// All rows, the order they are to be given in, and how many were.
struct Sorted {
    rows: Chunk,
    order: Vec<u32>,
    given: usize,
}

impl<'p> Sort<'p> {
    pub(super) fn new(
        input: &'p plan::Operator,
        keys: &'p [SortKey],
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        Self {
            input: Input::new(input, slots),
            keys,
            live,
            sorted: None,
            held: Held::new("Sort"),
        }
    }

    fn sort(&mut self, context: &mut Context<'_>) -> Result<Sorted, RunError> {
        let mut rows: Option<(Chunk, Vec<Vector>)> = None;
        while let Some(chunk) = self.input.next(context)? {
            let keys = evaluate_keys(self.keys, &chunk, context)?;
            let chunk = chunk.narrow(self.live);
            let bytes = chunk.bytes() + keys.iter().map(Vector::bytes).sum::<usize>();
            self.held.add(bytes, context)?;
            match &mut rows {
                None => rows = Some((chunk, keys)),
                Some((rows, columns)) => {
                    rows.append(chunk);
                    let pairs = columns.iter_mut().zip(keys);
                    pairs.for_each(|(column, key)| column.append(key));
                }
            }
        }
        let (rows, columns) = rows.unwrap_or_default();
        self.held.add(2 * size_of::<u32>() * rows.rows, context)?;
        let by = |left: &u32, right: &u32| {
            let left = (&*columns, *left as usize);
            order_rows(self.keys, left, (&columns, *right as usize))
        };
        Ok(Sorted {
            order: in_order((0..rows.rows as u32).collect(), by, context)?,
            rows,
            given: 0,
        })
    }
}

impl Operator for Sort<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        let mut sorted = match self.sorted.take() {
            Some(sorted) => sorted,
            None => self.sort(context)?,
        };
        let from = sorted.given;
        let to = sorted.order.len().min(from + CHUNK_ROWS);
        if from == to {
            self.held.release(context);
            sorted.rows = Chunk::default();
            self.sorted = Some(sorted);
            return Ok(None);
        }
        sorted.given = to;
        let chunk = sorted.rows.gather(&sorted.order[from..to], self.live);
        self.sorted = Some(sorted);
        Ok(Some(chunk))
    }

    fn reset(&mut self) {
        self.sorted = None;
        self.held.forget();
        self.input.reset();
    }
}
