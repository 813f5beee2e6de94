//! Chains of binary operators, and the signs.

use super::column::{self, Lane, constant, floats, integers};
use super::meter::Meter;
use super::{membership, operand, text};
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan::Expression;
use crate::syntax::ast::BinaryOperator as Operator;
use crate::value::arithmetic;
use crate::value::{Value, ValueError};

/// Operators of one level of precedence, from left to right.
#[inline(never)]
pub(super) fn chain(
    first: &Expression,
    rest: &[(Operator, Expression)],
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    if let [(operator, expression)] = rest
        && matches!(
            operator,
            Operator::StartsWith | Operator::EndsWith | Operator::Contains
        )
    {
        let right = operand(expression, chunk, context)?;
        let found = text::find_in_column(*operator, first, &right, chunk, &context.graph);
        if let Some(found) = found {
            return Ok(found);
        }
    }
    let mut result = operand(first, chunk, context)?;
    for (operator, expression) in rest {
        let right = operand(expression, chunk, context)?;
        let span = first.span.to(expression.span);
        result = std::borrow::Cow::Owned(apply(*operator, &result, &right, span, context)?);
    }
    Ok(result.into_owned())
}

fn apply(
    operator: Operator,
    left: &Vector,
    right: &Vector,
    span: Span,
    context: &Context<'_>,
) -> Result<Vector, RunError> {
    let operation = match operator {
        Operator::In => return membership::contained(left, right, span),
        Operator::StartsWith | Operator::EndsWith | Operator::Contains => {
            return text::find(operator, left, right);
        }
        Operator::Matches => return text::matches(left, right, span, context),
        Operator::Concatenate => arithmetic::concatenate,
        Operator::Add => arithmetic::add,
        Operator::Subtract => arithmetic::subtract,
        Operator::Multiply => arithmetic::multiply,
        Operator::Divide => arithmetic::divide,
        Operator::Modulo => arithmetic::modulo,
        Operator::Power => arithmetic::power,
    };
    match quick(operator, left, right) {
        Some(result) => Ok(result),
        None => slow(operation, (left, right), span, Meter::new(context)),
    }
}

fn slow(
    operation: fn(&Value, &Value) -> Result<Value, ValueError>,
    (left, right): (&Vector, &Vector),
    span: Span,
    mut meter: Meter,
) -> Result<Vector, RunError> {
    column::zip(left, right, |a, b| {
        let outcome = meter.note_both(a, b).and_then(|()| operation(a, b));
        outcome.map_err(|error| RunError::at(error, span))
    })
}

/// Columns of numbers of one kind. `None` where they are not, or where a result is no integer: then the general way finds
/// the row and the words for it.
fn quick(operator: Operator, left: &Vector, right: &Vector) -> Option<Vector> {
    if constant(left).is_some() && constant(right).is_some() {
        return None;
    }
    if let (Some(a), Some(b)) = (integers(left), integers(right)) {
        return quick_integers(operator, a, b).map(Vector::Integers);
    }
    quick_floats(operator, floats(left)?, floats(right)?).map(Vector::Floats)
}

fn quick_integers(
    operator: Operator,
    left: Lane<'_, i64>,
    right: Lane<'_, i64>,
) -> Option<Vec<i64>> {
    match operator {
        Operator::Add => left.zip(right, i64::checked_add),
        Operator::Subtract => left.zip(right, i64::checked_sub),
        Operator::Multiply => left.zip(right, i64::checked_mul),
        Operator::Divide => left.zip(right, i64::checked_div),
        Operator::Modulo => left.zip(right, i64::checked_rem),
        _ => None,
    }
}

fn quick_floats(operator: Operator, left: Lane<'_, f64>, right: Lane<'_, f64>) -> Option<Vec<f64>> {
    match operator {
        Operator::Add => Some(left.zip(right, |a, b| a + b)),
        Operator::Subtract => Some(left.zip(right, |a, b| a - b)),
        Operator::Multiply => Some(left.zip(right, |a, b| a * b)),
        Operator::Divide => Some(left.zip(right, |a, b| a / b)),
        Operator::Modulo => Some(left.zip(right, |a, b| a % b)),
        _ => None,
    }
}

/// `-x`.
#[inline(never)]
pub(super) fn negate(
    expression: &Expression,
    span: Span,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let vector = operand(expression, chunk, context)?;
    if let Vector::Floats(items) = vector.as_ref() {
        return Ok(Vector::Floats(items.iter().map(|number| -number).collect()));
    }
    column::map(&vector, |value| {
        arithmetic::negate(value).map_err(|error| RunError::at(error, span))
    })
}

/// `+x`: the number itself.
#[inline(never)]
pub(super) fn plus(
    expression: &Expression,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let vector = operand(expression, chunk, context)?;
    if let Vector::Integers(_) | Vector::Floats(_) = vector.as_ref() {
        return Ok(vector.into_owned());
    }
    column::map(&vector, |value| {
        arithmetic::plus_sign(value).map_err(|error| RunError::at(error, expression.span))
    })
}
