//! Expressions over chunks, a column at a time.
//!
//! In: a planned expression and a chunk whose live slots it reads. Out: a vector of the chunk's length. Always holds: a
//! result is typed where all its values are of one kind without `null`, and constant where its operands are;
//! branches that are not taken (`CASE`, the right side of a decided `AND`, `coalesce`) are not evaluated for the rows that do
//! not take them; over no rows nothing is evaluated at all.

mod arithmetic;
mod bounds;
mod call;
mod case;
mod choice;
mod collection;
mod column;
mod comparison;
mod comprehension;
mod entity;
mod flatten;
mod index;
mod label;
mod logic;
mod membership;
mod meter;
mod null;
mod parameter;
mod path;
mod projection;
mod property;
mod quantifier;
mod reads;
mod reduce;
mod rows;
mod subquery;
mod text;
mod typed;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::RunError;
use super::chunk::{Chunk, Vector};
use super::context::Context;
use crate::diagnostic::Span;
use crate::planner::plan::Expression;
use crate::semantics::expression::ExpressionKind;
use crate::value::{Value, ValueError};

pub(in crate::executor) use flatten::items;
pub(in crate::executor) use label::names_in;

/// A column that was computed, or one of the chunk's.
type Operand<'c> = Cow<'c, Vector>;

/// Evaluates an expression for each row of a chunk.
///
/// # Errors
/// The first error met, at the sub-expression that failed.
pub fn evaluate(
    expression: &Expression,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    operand(expression, chunk, context).map(Cow::into_owned)
}

/// As [`evaluate`], without copying the column where the expression is a variable.
///
/// # Errors
/// As [`evaluate`].
pub fn operand<'c>(
    expression: &Expression,
    chunk: &'c Chunk,
    context: &mut Context<'_>,
) -> Result<Cow<'c, Vector>, RunError> {
    match &expression.kind {
        _ if chunk.rows == 0 => Ok(Cow::Owned(Vector::Constant(Value::Null, 0))),
        ExpressionKind::Slot(slot) => Ok(rows::column(chunk, *slot)),
        ExpressionKind::Literal(value) => {
            Ok(Cow::Owned(Vector::Constant(value.clone(), chunk.rows)))
        }
        _ if reads::is_uniform(expression, chunk) => {
            rows::once(expression, chunk, context).map(Cow::Owned)
        }
        _ => {
            let column = compute(expression, chunk, context)?;
            bounds::measure_nested(expression, column, context).map(Cow::Owned)
        }
    }
}

/// The rows for which all predicates are true (not `false`, not `null`), ascending.
///
/// # Errors
/// As [`evaluate`]; `TypeError` where a predicate gives something that is not a boolean.
pub fn select(
    predicates: &[Expression],
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vec<u32>, RunError> {
    let mut kept = rows::Rows::All;
    for predicate in predicates {
        if kept.count(chunk.rows) == 0 {
            break;
        }
        let vector = rows::partial(predicate, chunk, &kept, context)?;
        kept = logic::keep_true(&vector, &kept, chunk.rows, predicate.span)?;
    }
    Ok(kept.into_numbers(chunk.rows))
}

/// One arm a form. Each is a function that is never inlined, so that the frame of this one, of which there are as many
/// as the expression is deep, stays small.
fn compute(
    expression: &Expression,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    use ExpressionKind as Kind;
    let span = expression.span;
    match &expression.kind {
        Kind::Literal(_) | Kind::Slot(_) => evaluate(expression, chunk, context),
        Kind::Parameter(name) => parameter::parameter(name, span, chunk, context),
        Kind::List(items) => collection::list(items, chunk, context),
        Kind::Map(entries) => collection::map(entries, chunk, context),
        Kind::MapProjection { base, items } => projection::project(base, items, chunk, context),
        Kind::Property { base, key } => property::property(base, key, span, chunk, context),
        Kind::Index { base, index } => index::index(base, index, span, chunk, context),
        Kind::Slice { base, from, to } => {
            index::slice(base, from.as_deref(), to.as_deref(), span, chunk, context)
        }
        Kind::Not(operand) => logic::not(operand, chunk, context),
        Kind::Negate(operand) => arithmetic::negate(operand, span, chunk, context),
        Kind::Plus(operand) => arithmetic::plus(operand, chunk, context),
        Kind::Chain { first, rest } => arithmetic::chain(first, rest, chunk, context),
        Kind::And(operands) => logic::connect(operands, false, chunk, context),
        Kind::Or(operands) => logic::connect(operands, true, chunk, context),
        Kind::Xor(operands) => logic::xor(operands, chunk, context),
        Kind::Comparison {
            operands,
            operators,
        } => comparison::comparison(operands, operators, chunk, context),
        Kind::IsNull { operand, negated } => null::is_null(operand, *negated, chunk, context),
        Kind::IsTyped {
            operand,
            negated,
            of,
        } => typed::is_typed(operand, of, *negated, chunk, context),
        Kind::HasLabels { operand, labels } => label::has_labels(operand, labels, chunk, context),
        Kind::HasDynamicLabels {
            operand,
            names,
            any,
        } => label::has_dynamic_labels(operand, names, *any, chunk, context),
        Kind::Case {
            subject,
            branches,
            otherwise,
        } => case::case(
            subject.as_deref(),
            branches,
            otherwise.as_deref(),
            chunk,
            context,
        ),
        Kind::Call {
            function,
            arguments,
        } => call::call(function, arguments, span, chunk, context),
        Kind::ListComprehension { .. } => comprehension::comprehend(expression, chunk, context),
        Kind::Quantified { .. } => quantifier::quantify(expression, chunk, context),
        Kind::Reduce { .. } => reduce::reduce(expression, chunk, context),
        Kind::Subquery {
            kind,
            query,
            imports,
        } => subquery::subquery(*kind, query, imports, chunk, context),
        Kind::Path { start, steps } => path::path(*start, steps, chunk, context),
        Kind::Present { slot, of } => entity::present(*slot, of, chunk, context),
        Kind::Disjoint { left, right } => path::disjoint(*left, *right, chunk),
    }
}

/// A value of another type than the expression needs.
fn mismatch(expected: &str, found: &Value, span: Span) -> RunError {
    let message = format!("expected {expected}, found {}", found.type_name());
    RunError::at(ValueError::type_error("InvalidArgumentType", message), span)
}
