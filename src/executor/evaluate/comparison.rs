//! `=`, `<>`, `<`, `<=`, `>`, `>=`, alone and in chains.

use super::collection::all;
use super::column::{Lane, constant, floats, integers, truths, view};
use super::logic;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan::Expression;
use crate::syntax::ast::ComparisonOperator as Operator;
use crate::value::compare;
use crate::value::{NodeId, RelationshipId, Value};

/// Each neighbouring pair compared; all must hold.
#[inline(never)]
pub(super) fn comparison(
    operands: &[Expression],
    operators: &[Operator],
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let vectors = all(operands, chunk, context)?;
    let mut result = Vector::Constant(Value::Boolean(true), chunk.rows);
    for (position, pair) in vectors.windows(2).enumerate() {
        let held = relate(operators[position], &pair[0], &pair[1]);
        result = match position {
            0 => held,
            _ => logic::both(&result, &held, operands[position].span)?,
        };
    }
    Ok(result)
}

/// Compares two columns of the same length.
fn relate(operator: Operator, left: &Vector, right: &Vector) -> Vector {
    if let (Some(a), Some(b)) = (constant(left), constant(right)) {
        return Vector::Constant(Value::from(relate_values(operator, a, b)), left.len());
    }
    if let (Some(a), Some(b)) = (integers(left), integers(right)) {
        return Vector::Booleans(relate_lanes(operator, a, b));
    }
    if let (Some(a), Some(b)) = (floats(left), floats(right)) {
        return Vector::Booleans(relate_lanes(operator, a, b));
    }
    relate_entities(operator, left, right).unwrap_or_else(|| {
        truths(left.len(), |row| {
            relate_values(operator, &view(left, row), &view(right, row))
        })
    })
}

/// Whether the relation holds between two values; `None` for `null`.
fn relate_values(operator: Operator, left: &Value, right: &Value) -> Option<bool> {
    match operator {
        Operator::Equal => compare::equal(left, right),
        Operator::NotEqual => compare::not_equal(left, right),
        Operator::Less => compare::less_than(left, right),
        Operator::LessOrEqual => compare::at_most(left, right),
        Operator::Greater => compare::greater_than(left, right),
        Operator::GreaterOrEqual => compare::at_least(left, right),
    }
}

/// The operators of the machine are those of the language: nothing but `<>` holds for a NaN.
fn relate_lanes<T: PartialOrd + Copy>(
    operator: Operator,
    left: Lane<'_, T>,
    right: Lane<'_, T>,
) -> Vec<bool> {
    match operator {
        Operator::Equal => left.zip(right, |a, b| a == b),
        Operator::NotEqual => left.zip(right, |a, b| a != b),
        Operator::Less => left.zip(right, |a, b| a < b),
        Operator::LessOrEqual => left.zip(right, |a, b| a <= b),
        Operator::Greater => left.zip(right, |a, b| a > b),
        Operator::GreaterOrEqual => left.zip(right, |a, b| a >= b),
    }
}

/// Nodes with nodes, relationships with relationships, as far as they are only asked to be equal.
fn relate_entities(operator: Operator, left: &Vector, right: &Vector) -> Option<Vector> {
    let equal = match operator {
        Operator::Equal => true,
        Operator::NotEqual => false,
        _ => return None,
    };
    if let (Some(a), Some(b)) = (nodes(left), nodes(right)) {
        return Some(same(a, b, NodeId::NONE, equal, left.len()));
    }
    let (a, b) = (relationships(left)?, relationships(right)?);
    Some(same(a, b, RelationshipId::NONE, equal, left.len()))
}

fn same<T: PartialEq + Copy>(
    left: Lane<'_, T>,
    right: Lane<'_, T>,
    none: T,
    equal: bool,
    rows: usize,
) -> Vector {
    let known = |a: T, b: T| (a != none && b != none).then_some((a == b) == equal);
    let truth: Vec<Option<bool>> = left.zip(right, known);
    truths(rows, |row| truth[row])
}

fn nodes(vector: &Vector) -> Option<Lane<'_, NodeId>> {
    match vector {
        Vector::Nodes(items) => Some(Lane::Each(items)),
        Vector::Constant(Value::Node(node), _) => Some(Lane::Same(*node)),
        _ => None,
    }
}

fn relationships(vector: &Vector) -> Option<Lane<'_, RelationshipId>> {
    match vector {
        Vector::Relationships(items) => Some(Lane::Each(items)),
        Vector::Constant(Value::Relationship(id), _) => Some(Lane::Same(*id)),
        _ => None,
    }
}
