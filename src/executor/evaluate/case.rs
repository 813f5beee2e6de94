//! `CASE`.

use super::choice::Choice;
use super::column::view;
use super::rows::{Rows, partial};
use super::{Operand, logic, operand};
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan::Expression;
use crate::value::Value;
use crate::value::compare::equal;

/// The result of the first branch that fits. Without a subject a branch fits where its test is true, with one where a test is
/// equal to the subject, so that `null` fits nothing. Later branches are only asked about rows that are still open.
#[inline(never)]
pub(super) fn case(
    subject: Option<&Expression>,
    branches: &[(Vec<Expression>, Expression)],
    otherwise: Option<&Expression>,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let subject = subject
        .map(|subject| operand(subject, chunk, context))
        .transpose()?;
    let mut choice = Choice::new(chunk.rows);
    let mut open = Rows::All;
    let tests = branches
        .iter()
        .flat_map(|(tests, result)| tests.iter().map(move |test| (test, result)));
    for (test, result) in tests {
        let fits = fitting(test, subject.as_ref(), &open, chunk, context)?;
        let taken = open.filter(chunk.rows, |position| fits[position]);
        if taken.count(chunk.rows) > 0 {
            let values = partial(result, chunk, &taken, context)?;
            choice.take(taken, values);
        }
        open = open.filter(chunk.rows, |position| !fits[position]);
        if open.count(chunk.rows) == 0 {
            return Ok(choice.finish());
        }
    }
    if let Some(result) = otherwise {
        let values = partial(result, chunk, &open, context)?;
        choice.take(open, values);
    }
    Ok(choice.finish())
}

/// For each of the open rows whether the test fits.
fn fitting(
    test: &Expression,
    subject: Option<&Operand<'_>>,
    open: &Rows,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vec<bool>, RunError> {
    let column = partial(test, chunk, open, context)?;
    let Some(subject) = subject else {
        let truths = logic::read(&column, test.span)?;
        return Ok(truths
            .into_iter()
            .map(|truth| truth == Some(true))
            .collect());
    };
    let fits = |position| {
        let subject: &Value = &view(subject, open.number(position));
        equal(subject, &view(&column, position)) == Some(true)
    };
    Ok((0..column.len()).map(fits).collect())
}
