//! Evaluating for only some rows of a chunk.

use std::borrow::Cow;

use super::reads::slots_read;
use super::{Operand, compute, evaluate, operand};
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector, rows_where};
use crate::executor::context::Context;
use crate::planner::plan::Expression;
use crate::semantics::expression::{ExpressionKind, Slot};
use crate::value::Value;

/// Some rows of a chunk. `All` is told apart so that nothing is copied where nothing is left out.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Rows {
    All,
    /// These, ascending.
    Some(Vec<u32>),
}

impl Rows {
    /// How many there are in a chunk of `rows` rows.
    pub(super) fn count(&self, rows: usize) -> usize {
        match self {
            Rows::All => rows,
            Rows::Some(numbers) => numbers.len(),
        }
    }

    /// The row that stands at a position among these.
    pub(super) fn number(&self, position: usize) -> usize {
        match self {
            Rows::All => position,
            Rows::Some(numbers) => numbers[position] as usize,
        }
    }

    /// Those of these rows whose position passes.
    pub(super) fn filter(&self, rows: usize, passes: impl FnMut(usize) -> bool) -> Rows {
        let mut numbers = rows_where(self.count(rows), passes);
        if let Rows::Some(own) = self {
            let places = numbers.iter_mut();
            places.for_each(|number| *number = own[*number as usize]);
        }
        if numbers.len() == rows {
            Rows::All
        } else {
            Rows::Some(numbers)
        }
    }

    pub(super) fn into_numbers(self, rows: usize) -> Vec<u32> {
        match self {
            Rows::All => (0..rows as u32).collect(),
            Rows::Some(numbers) => numbers,
        }
    }
}

/// The column of a slot; `null`s where the slot is not live.
pub(super) fn column(chunk: &Chunk, slot: Slot) -> Operand<'_> {
    match chunk.column(slot) {
        Vector::Absent => Cow::Owned(Vector::Constant(Value::Null, chunk.rows)),
        vector => Cow::Borrowed(vector),
    }
}

/// Evaluates for these rows only: the result is as long as they are many.
pub(super) fn partial<'c>(
    expression: &Expression,
    chunk: &'c Chunk,
    rows: &Rows,
    context: &mut Context<'_>,
) -> Result<Operand<'c>, RunError> {
    match (rows, &expression.kind) {
        (Rows::All, _) => operand(expression, chunk, context),
        (Rows::Some(rows), ExpressionKind::Slot(slot)) if !rows.is_empty() => {
            Ok(Cow::Owned(column(chunk, *slot).gather(rows)))
        }
        (Rows::Some(rows), _) => {
            let part = gather(chunk, rows, &slots_read(expression));
            evaluate(expression, &part, context).map(Cow::Owned)
        }
    }
}

/// Evaluates an expression that gives the same for each row, for the first.
pub(super) fn once(
    expression: &Expression,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let part = gather(chunk, &[0], &slots_read(expression));
    let vector = compute(expression, &part, context)?;
    Ok(Vector::Constant(vector.get(0), chunk.rows))
}

/// The rows named, ascending, with these slots. Weights do not matter to an expression. Copies of one row are constants.
pub(super) fn gather(chunk: &Chunk, rows: &[u32], slots: &[Slot]) -> Chunk {
    let mut part = Chunk::new(slots.len(), rows.len());
    let single = rows.len() > 1 && rows.first() == rows.last();
    for slot in slots {
        let gathered = match chunk.column(*slot) {
            Vector::Absent => Vector::Absent,
            vector if single => Vector::Constant(vector.get(rows[0] as usize), rows.len()),
            vector => vector.gather(rows),
        };
        part.columns.set(*slot, gathered);
    }
    part
}
