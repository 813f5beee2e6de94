//! Calls of scalar functions.

use super::choice::Choice;
use super::collection::all;
use super::column::{combine, view};
use super::meter::Meter;
use super::rows::{Rows, partial};
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::function::{Function, Stability};
use crate::planner::plan::Expression;

/// A function of a row of arguments at a time; of constant arguments once, unless it draws lots.
#[inline(never)]
pub(super) fn call(
    function: &Function,
    arguments: &[Expression],
    span: Span,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    if function.name == "coalesce" {
        return coalesce(arguments, chunk, context);
    }
    let columns = all(arguments, chunk, context)?;
    context.check()?;
    let mut meter = Meter::new(context);
    let call = context.call();
    combine(&columns, chunk.rows, is_steady(function), |values| {
        function
            .call(&call, values)
            .and_then(|value| meter.note(&value).map(|()| value))
            .map_err(|error| RunError::at(error, span))
    })
}

/// Whether equal arguments give equal results from one row to the next.
pub(super) fn is_steady(function: &Function) -> bool {
    function.stability != Stability::Never
}

/// The first argument that is not `null`: the only function that does not want all its arguments.
fn coalesce(
    arguments: &[Expression],
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let mut choice = Choice::new(chunk.rows);
    let mut open = Rows::All;
    for argument in arguments {
        let column = partial(argument, chunk, &open, context)?;
        let missing: Vec<bool> = (0..column.len())
            .map(|position| view(&column, position).is_null())
            .collect();
        let rest = open.filter(chunk.rows, |position| missing[position]);
        choice.take(open, column);
        open = rest;
        if open.count(chunk.rows) == 0 {
            break;
        }
    }
    Ok(choice.finish())
}
