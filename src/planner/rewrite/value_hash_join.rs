//! Two independent sides with an equality between them are joined by hashing, not multiplied and filtered.

use std::collections::BTreeSet;

use super::Context;
use crate::planner::expression::{compared, has_subquery, is_volatile, reads};
use crate::planner::plan::{Expression, Operator, OperatorKind};
use crate::planner::tree::introduced_within;
use crate::semantics::expression::Slot;
use crate::syntax::ast::ComparisonOperator;

pub(super) fn apply(operator: &mut Operator, _: &Context) -> Option<Operator> {
    let OperatorKind::Filter { input, predicates } = &mut operator.kind else {
        return None;
    };
    let OperatorKind::CartesianProduct { left, right } = &mut input.kind else {
        return None;
    };
    let own = introduced_within(right);
    let mut keys = Vec::new();
    let mut rest = Vec::new();
    for predicate in predicates.iter() {
        match key(predicate, &own) {
            Some(key) => keys.push(key),
            None => rest.push(predicate.clone()),
        }
    }
    if keys.is_empty() {
        return None;
    }
    let join = Operator::new(OperatorKind::ValueHashJoin {
        left: Box::new(left.take()),
        right: Box::new(right.take()),
        keys,
    });
    Some(filtered(join, rest))
}

fn filtered(input: Operator, predicates: Vec<Expression>) -> Operator {
    if predicates.is_empty() {
        return input;
    }
    Operator::new(OperatorKind::Filter {
        input: Box::new(input),
        predicates,
    })
}

/// The left's and the right's side of an equality between the two.
fn key(predicate: &Expression, right: &BTreeSet<Slot>) -> Option<(Expression, Expression)> {
    let (first, second) = compared(predicate, ComparisonOperator::Equal)?;
    if has_subquery(predicate) || is_volatile(predicate) {
        return None;
    }
    let (a, b) = (reads(first), reads(second));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    if a.is_disjoint(right) && b.is_subset(right) {
        return Some((first.clone(), second.clone()));
    }
    (b.is_disjoint(right) && a.is_subset(right)).then(|| (second.clone(), first.clone()))
}
