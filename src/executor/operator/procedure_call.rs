//! Procedure rows for each input row.

use std::sync::Arc;

use super::emission::{Emission, put};
use super::grow::Grow;
use super::held::Held;
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::function::{Cells, Procedure, ProcedureRows};
use crate::planner::plan::Expression;
use crate::semantics::expression::Slot;
use crate::value::{Value, ValueError};

/// What the plan says.
#[derive(Clone, Copy)]
pub(super) struct Calling<'p> {
    pub procedure: &'p Arc<Procedure>,
    pub arguments: &'p [Expression],
    pub yields: &'p [(usize, Slot)],
    pub optional: bool,
    pub passes_rows: bool,
    pub live: &'p [Slot],
}

/// The rows of one call, and how many of them were given.
struct Answer {
    rows: Box<dyn ProcedureRows>,
    given: usize,
}

pub(super) struct ProcedureCall<'p> {
    plan: Calling<'p>,
    arguments: Vec<Vector>,
    /// What the call for the current input row answered.
    answer: Option<Answer>,
    /// A column for each of `yields`.
    found: Vec<Vector>,
    held: Held,
}

impl<'p> ProcedureCall<'p> {
    pub(super) fn new(plan: Calling<'p>) -> Self {
        Self {
            plan,
            arguments: Vec::new(),
            answer: None,
            found: vec![Vector::Absent; plan.yields.len()],
            held: Held::new("ProcedureCall"),
        }
    }

    fn call(&self, row: usize, context: &Context<'_>) -> Result<Answer, RunError> {
        context.check()?;
        let arguments = self.arguments.iter().map(|column| column.get(row));
        let arguments: Vec<Value> = arguments.collect();
        let called = self.plan.procedure.open(&context.call(), &arguments);
        let mut rows = called.map_err(|error| self.failed(error, context))?;
        if self.plan.passes_rows || (rows.is_empty() && self.plan.optional) {
            rows = Box::new(vec![Vec::<Value>::new()]);
        }
        Ok(Answer { rows, given: 0 })
    }

    /// Where the call ended because the statement has to stop, the statement's own words for it count.
    fn failed(&self, error: ValueError, context: &Context<'_>) -> RunError {
        let span = self.plan.arguments.first().map(|first| first.span);
        let own = context.check().err();
        own.unwrap_or_else(|| RunError::at(error, span.unwrap_or_default()))
    }

    /// Takes the next rows of an answer, at most `room`. Gives how many.
    fn take(
        &mut self,
        answer: &mut Answer,
        room: usize,
        context: &Context<'_>,
    ) -> Result<usize, RunError> {
        let from = answer.given;
        let to = answer.rows.len().min(from + room);
        for at in 0..self.plan.yields.len() {
            let (column, slot) = self.plan.yields[at];
            if self.plan.live.contains(&slot) {
                let cells = answer.rows.cells(&context.call(), column, from..to);
                let cells = cells.map_err(|error| self.failed(error, context))?;
                append(&mut self.found[at], vector(cells));
            }
        }
        answer.given = to;
        Ok(to - from)
    }
}

fn vector(cells: Cells) -> Vector {
    match cells {
        Cells::Nodes(items) => Vector::Nodes(items),
        Cells::Integers(items) => Vector::Integers(items),
        Cells::Floats(items) => Vector::Floats(items),
        Cells::Values(items) => Vector::from_values(items),
    }
}

fn append(column: &mut Vector, more: Vector) {
    match column {
        Vector::Absent => *column = more,
        _ if more.is_empty() => {}
        _ => column.append(more),
    }
}

impl Grow for ProcedureCall<'_> {
    fn begin(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> Result<(), RunError> {
        let arguments = self.plan.arguments.iter();
        self.arguments = arguments
            .map(|argument| evaluate(argument, chunk, context))
            .collect::<Result<_, _>>()?;
        Ok(())
    }

    fn grow(
        &mut self,
        _: &Chunk,
        row: usize,
        out: &mut Emission,
        context: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        let mut answer = match self.answer.take() {
            Some(answer) => answer,
            None => {
                let answer = self.call(row, context)?;
                self.held.add(answer.rows.bytes(), context)?;
                answer
            }
        };
        let taken = self.take(&mut answer, CHUNK_ROWS - out.len(), context)?;
        out.repeat(row, taken);
        let finished = answer.given == answer.rows.len();
        if finished {
            self.held.release(context);
        } else {
            self.answer = Some(answer);
        }
        Ok(finished)
    }

    fn finish(&mut self, chunk: &mut Chunk) {
        for (column, (_, slot)) in self.found.iter_mut().zip(self.plan.yields) {
            put(chunk, *slot, std::mem::take(column), self.plan.live);
        }
    }

    fn reset(&mut self) {
        self.answer = None;
        self.held.forget();
        self.found.fill(Vector::Absent);
    }
}
