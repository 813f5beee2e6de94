//! A filter on a filter is one filter; a predicate that is always true is none.

use super::Context;
use crate::planner::expression::has_subquery;
use crate::planner::plan::{Expression, Operator, OperatorKind};
use crate::semantics::expression::ExpressionKind;
use crate::value::Value;

pub(super) fn apply(operator: &Operator, _: &Context) -> Option<Operator> {
    let OperatorKind::Filter { input, predicates } = &operator.kind else {
        return None;
    };
    let kept: Vec<&Expression> = predicates.iter().filter(|it| !is_true(it)).collect();
    let (input, below): (_, &[Expression]) = match &input.kind {
        OperatorKind::Filter { input, predicates } => (input, predicates),
        _ if kept.len() == predicates.len() => return None,
        _ => (input, &[]),
    };
    let mut predicates: Vec<Expression> = below.iter().chain(kept).cloned().collect();
    if predicates.is_empty() {
        return Some((**input).clone());
    }
    predicates.sort_by_key(has_subquery);
    Some(Operator::new(OperatorKind::Filter { input: input.clone(), predicates }))
}

fn is_true(predicate: &Expression) -> bool {
    matches!(predicate.kind, ExpressionKind::Literal(Value::Boolean(true)))
}
