//! `reduce(accumulator = start, variable IN list | step)`.

use std::sync::Arc;

use super::bounds;
use super::column::{Builder, view};
use super::flatten::{items, set};
use super::reads::slots_read;
use super::rows::gather;
use super::{evaluate, operand};
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan::Expression;
use crate::semantics::expression::{ExpressionKind, Slot};
use crate::value::{MAX_DEPTH, Value};

/// Goes through the lists of all rows side by side: the first step for each row, then the second for those whose list goes
/// on. `null` of `null`.
#[inline(never)]
pub(super) fn reduce(
    expression: &Expression,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let ExpressionKind::Reduce {
        accumulator,
        start,
        variable,
        list,
        step,
    } = &expression.kind
    else {
        return Ok(Vector::Constant(Value::Null, chunk.rows));
    };
    let lists = Lists::of(operand(list, chunk, context)?.as_ref(), list.span)?;
    let start = operand(start, chunk, context)?.into_owned();
    let mut run = Run {
        results: vec![Value::Null; chunk.rows],
        rows: lists.present(),
        accumulators: start,
        slots: slots_read(step),
        body: Chunk::default(),
    };
    run.accumulators = run.accumulators.gather(&run.rows);
    run.body = gather(chunk, &run.rows, &run.slots);
    for position in 0.. {
        run.retire(&lists, position, chunk);
        if run.rows.is_empty() {
            break;
        }
        let items = lists.at(position, &run.rows);
        run.step(step, (*accumulator, *variable), items, context)?;
    }
    Ok(run.finish())
}

/// The list of each row, where there is one.
struct Lists(Vec<Option<Arc<[Value]>>>);

impl Lists {
    fn of(column: &Vector, span: Span) -> Result<Self, RunError> {
        let list = |row: usize| match view(column, row).as_ref() {
            Value::List(list) => Ok(Some(list.clone())),
            other => items(other, span).map(|_| None),
        };
        (0..column.len())
            .map(list)
            .collect::<Result<_, _>>()
            .map(Lists)
    }

    fn present(&self) -> Vec<u32> {
        let rows = self.0.iter().enumerate().filter(|(_, list)| list.is_some());
        rows.map(|(row, _)| row as u32).collect()
    }

    fn get(&self, row: u32, position: usize) -> Option<&Value> {
        self.0[row as usize]
            .as_ref()
            .and_then(|list| list.get(position))
    }

    /// The items at a position of the lists of these rows.
    fn at(&self, position: usize, rows: &[u32]) -> Vector {
        let mut builder = Builder::new(rows.len());
        for row in rows {
            builder.push(self.get(*row, position).cloned().unwrap_or_default());
        }
        builder.finish()
    }
}

/// Rows under way.
struct Run {
    /// What rows whose lists are at their end have come to.
    results: Vec<Value>,
    /// The rows whose lists go on.
    rows: Vec<u32>,
    /// What these have come to so far.
    accumulators: Vector,
    /// What the step reads.
    slots: Vec<Slot>,
    /// The same rows of the outer chunk.
    body: Chunk,
}

impl Run {
    /// Puts away the rows whose lists have no item at the position.
    fn retire(&mut self, lists: &Lists, position: usize, chunk: &Chunk) {
        let goes_on = |row: &u32| lists.get(*row, position).is_some();
        if self.rows.iter().all(goes_on) {
            return;
        }
        let mut staying = Vec::new();
        for (place, row) in self.rows.iter().enumerate() {
            if goes_on(row) {
                staying.push(place as u32);
            } else {
                self.results[*row as usize] = self.accumulators.get(place);
            }
        }
        self.accumulators = self.accumulators.gather(&staying);
        self.rows = staying
            .iter()
            .map(|place| self.rows[*place as usize])
            .collect();
        self.body = gather(chunk, &self.rows, &self.slots);
    }

    fn step(
        &mut self,
        step: &Expression,
        (accumulator, variable): (Slot, Slot),
        items: Vector,
        context: &mut Context<'_>,
    ) -> Result<(), RunError> {
        context.check()?;
        set(&mut self.body, variable, items);
        set(
            &mut self.body,
            accumulator,
            std::mem::take(&mut self.accumulators),
        );
        self.accumulators = evaluate(step, &self.body, context)?;
        bounds::measure(&self.accumulators, MAX_DEPTH, step.span, context)
    }

    fn finish(self) -> Vector {
        let mut builder = Builder::new(self.results.len());
        self.results
            .into_iter()
            .for_each(|value| builder.push(value));
        builder.finish()
    }
}
