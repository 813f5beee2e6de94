//! Procedure rows for each input row.

use std::sync::Arc;

use super::emission::{Emission, put};
use super::grow::Grow;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::function::Procedure;
use crate::planner::plan::Expression;
use crate::semantics::expression::Slot;
use crate::value::Value;

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

pub(super) struct ProcedureCall<'p> {
    plan: Calling<'p>,
    arguments: Vec<Vector>,
    /// Rows for the current input row still to be given.
    rest: std::vec::IntoIter<Vec<Value>>,
    called: bool,
    /// A column for each of `yields`.
    found: Vec<Vec<Value>>,
}

impl<'p> ProcedureCall<'p> {
    pub(super) fn new(plan: Calling<'p>) -> Self {
        Self {
            plan,
            arguments: Vec::new(),
            rest: Vec::new().into_iter(),
            called: false,
            found: vec![Vec::new(); plan.yields.len()],
        }
    }

    fn call(&self, row: usize, context: &Context<'_>) -> Result<Vec<Vec<Value>>, RunError> {
        let arguments = self.arguments.iter().map(|column| column.get(row));
        let arguments: Vec<Value> = arguments.collect();
        let called = self.plan.procedure.call(&context.call(), &arguments);
        let span = self.plan.arguments.first().map(|first| first.span);
        let mut rows = called.map_err(|error| RunError::at(error, span.unwrap_or_default()))?;
        if self.plan.passes_rows || (rows.is_empty() && self.plan.optional) {
            rows = vec![Vec::new()];
        }
        Ok(rows)
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
        if !self.called {
            context.check()?;
            self.rest = self.call(row, context)?.into_iter();
            self.called = true;
        }
        while !out.is_full() {
            let Some(values) = self.rest.next() else {
                break;
            };
            out.push(row);
            for (column, (position, _)) in self.found.iter_mut().zip(self.plan.yields) {
                column.push(values.get(*position).cloned().unwrap_or_default());
            }
        }
        self.called = !self.rest.as_slice().is_empty();
        Ok(!self.called)
    }

    fn finish(&mut self, chunk: &mut Chunk) {
        for (column, (_, slot)) in self.found.iter_mut().zip(self.plan.yields) {
            let column = Vector::from_values(std::mem::take(column));
            put(chunk, *slot, column, self.plan.live);
        }
    }

    fn reset(&mut self) {
        self.rest = Vec::new().into_iter();
        self.called = false;
        self.found.iter_mut().for_each(Vec::clear);
    }
}
