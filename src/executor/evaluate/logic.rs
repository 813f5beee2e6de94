//! `AND`, `OR`, `XOR`, `NOT`: Kleene's three-valued logic, with `None` for `null`.

use super::column::{constant, truths};
use super::rows::{Rows, partial};
use super::{mismatch, operand};
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan::Expression;
use crate::value::Value;

type Truth = Option<bool>;

/// `OR` where `decisive` is true, `AND` where it is false: one such operand decides, and the operands behind it are not
/// evaluated for that row.
#[inline(never)]
pub(super) fn connect(
    operands: &[Expression],
    decisive: bool,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let mut result = vec![Some(!decisive); chunk.rows];
    let mut open = Rows::All;
    let mut uniform = true;
    for operand in operands {
        let vector = partial(operand, chunk, &open, context)?;
        uniform &= constant(&vector).is_some();
        take(&mut result, &open, &read(&vector, operand.span)?, decisive);
        open = open.filter(chunk.rows, |position| {
            result[open.number(position)] != Some(decisive)
        });
        if open.count(chunk.rows) == 0 {
            break;
        }
    }
    Ok(finish(&result, uniform))
}

fn take(result: &mut [Truth], open: &Rows, truths: &[Truth], decisive: bool) {
    for (position, truth) in truths.iter().enumerate() {
        let so_far = &mut result[open.number(position)];
        *so_far = weaker(*so_far, *truth, decisive);
    }
}

/// The one of two truths that prevails: the decisive one, else `null`.
fn weaker(left: Truth, right: Truth, decisive: bool) -> Truth {
    match (left, right) {
        (Some(a), _) if a == decisive => left,
        (_, Some(b)) if b == decisive => right,
        (Some(_), Some(_)) => left,
        _ => None,
    }
}

fn finish(result: &[Truth], uniform: bool) -> Vector {
    match result.first() {
        Some(first) if uniform => Vector::Constant(Value::from(*first), result.len()),
        _ => truths(result.len(), |row| result[row]),
    }
}

/// The conjunction of two columns of truth values.
pub(super) fn both(left: &Vector, right: &Vector, span: Span) -> Result<Vector, RunError> {
    let uniform = constant(left).is_some() && constant(right).is_some();
    let mut result = read(left, span)?;
    take(&mut result, &Rows::All, &read(right, span)?, false);
    Ok(finish(&result, uniform))
}

/// `XOR`: no operand decides alone, so all are evaluated.
#[inline(never)]
pub(super) fn xor(
    operands: &[Expression],
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let mut result = vec![Some(false); chunk.rows];
    let mut uniform = true;
    for expression in operands {
        let vector = operand(expression, chunk, context)?;
        uniform &= constant(&vector).is_some();
        for (so_far, truth) in result.iter_mut().zip(read(&vector, expression.span)?) {
            *so_far = so_far.zip(truth).map(|(a, b)| a != b);
        }
    }
    Ok(finish(&result, uniform))
}

/// `NOT`.
#[inline(never)]
pub(super) fn not(
    expression: &Expression,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let vector = operand(expression, chunk, context)?;
    if let Vector::Booleans(items) = vector.as_ref() {
        return Ok(Vector::Booleans(items.iter().map(|truth| !truth).collect()));
    }
    let uniform = constant(&vector).is_some();
    let opposite = |truth: Truth| truth.map(|truth| !truth);
    let result: Vec<Truth> = read(&vector, expression.span)?
        .into_iter()
        .map(opposite)
        .collect();
    Ok(finish(&result, uniform))
}

/// A column as truth values.
///
/// # Errors
/// `TypeError` for anything that is neither a boolean nor `null`.
pub(super) fn read(vector: &Vector, span: Span) -> Result<Vec<Truth>, RunError> {
    match vector {
        Vector::Booleans(items) => Ok(items.iter().copied().map(Some).collect()),
        Vector::Constant(value, rows) => Ok(vec![truth(value, span)?; *rows]),
        Vector::Values(items) => items.iter().map(|value| truth(value, span)).collect(),
        other => (0..other.len())
            .map(|row| truth(&other.get(row), span))
            .collect(),
    }
}

fn truth(value: &Value, span: Span) -> Result<Truth, RunError> {
    match value {
        Value::Boolean(truth) => Ok(Some(*truth)),
        Value::Null => Ok(None),
        other => Err(mismatch("a boolean", other, span)),
    }
}

/// Those of the rows, of a chunk of `all`, whose truth value in the column is true.
pub(super) fn keep_true(
    vector: &Vector,
    rows: &Rows,
    all: usize,
    span: Span,
) -> Result<Rows, RunError> {
    if let Vector::Booleans(items) = vector {
        return Ok(rows.filter(all, |position| items[position]));
    }
    let truths = read(vector, span)?;
    Ok(rows.filter(all, |position| truths[position] == Some(true)))
}
