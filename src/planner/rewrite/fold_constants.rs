//! What is computed from literals alone is computed once.
//!
//! Operators only: functions may look at the statement's clock. What cannot be computed stays, so that it fails where and
//! when it always did.

use super::Context;
use crate::planner::expression::{any, visit_mut};
use crate::planner::plan::{Expression, Operator, Plan};
use crate::semantics::expression::ExpressionKind as K;
use crate::syntax::ast::{BinaryOperator, ComparisonOperator};
use crate::value::{Value, ValueError, arithmetic, compare};

pub(super) fn apply(operator: &mut Operator, _: &Context) -> Option<Operator> {
    let foldable = |it: &Expression| any(it, &|part| folded(&part.kind).is_some());
    if !operator.expressions().into_iter().any(foldable) {
        return None;
    }
    for expression in operator.expressions_mut() {
        visit_mut(expression, &mut |part| {
            if let Some(value) = folded(&part.kind) {
                part.kind = K::Literal(value);
            }
        });
    }
    Some(operator.take())
}

/// The value of an expression all of whose parts are literals.
fn folded(kind: &K<Plan>) -> Option<Value> {
    match kind {
        K::List(items) => {
            let values: Option<Vec<Value>> = items.iter().map(|it| literal(it).cloned()).collect();
            values.map(Value::list)
        }
        K::Negate(of) => arithmetic::negate(literal(of)?).ok(),
        K::Plus(of) => arithmetic::plus_sign(literal(of)?).ok(),
        K::Not(of) => negated(literal(of)?),
        K::IsNull { operand, negated } => {
            Some(Value::Boolean(literal(operand)?.is_null() != *negated))
        }
        K::Chain { first, rest } => rest
            .iter()
            .try_fold(literal(first)?.clone(), |left, (operator, right)| {
                combined(&left, *operator, literal(right)?).ok()
            }),
        K::Comparison {
            operands,
            operators,
        } => match (operands.as_slice(), operators.as_slice()) {
            ([left, right], [operator]) => {
                Some(compared(literal(left)?, *operator, literal(right)?))
            }
            _ => None,
        },
        _ => None,
    }
}

fn literal(expression: &Expression) -> Option<&Value> {
    match &expression.kind {
        K::Literal(value) => Some(value),
        _ => None,
    }
}

fn negated(value: &Value) -> Option<Value> {
    Some(value.truth().ok()?.map(|truth| !truth).into())
}

fn combined(left: &Value, operator: BinaryOperator, right: &Value) -> Result<Value, ValueError> {
    match operator {
        BinaryOperator::Add => arithmetic::add(left, right),
        BinaryOperator::Subtract => arithmetic::subtract(left, right),
        BinaryOperator::Multiply => arithmetic::multiply(left, right),
        BinaryOperator::Divide => arithmetic::divide(left, right),
        BinaryOperator::Modulo => arithmetic::modulo(left, right),
        BinaryOperator::Power => arithmetic::power(left, right),
        BinaryOperator::Concatenate => arithmetic::concatenate(left, right),
        BinaryOperator::In => arithmetic::in_list(left, right),
        BinaryOperator::StartsWith => Ok(arithmetic::starts_with(left, right)),
        BinaryOperator::EndsWith => Ok(arithmetic::ends_with(left, right)),
        BinaryOperator::Contains => Ok(arithmetic::contains(left, right)),
        BinaryOperator::Matches => arithmetic::matches(left, right),
    }
}

fn compared(left: &Value, operator: ComparisonOperator, right: &Value) -> Value {
    let truth = match operator {
        ComparisonOperator::Equal => compare::equal(left, right),
        ComparisonOperator::NotEqual => compare::not_equal(left, right),
        ComparisonOperator::Less => compare::less_than(left, right),
        ComparisonOperator::LessOrEqual => compare::at_most(left, right),
        ComparisonOperator::Greater => compare::greater_than(left, right),
        ComparisonOperator::GreaterOrEqual => compare::at_least(left, right),
    };
    truth.into()
}
