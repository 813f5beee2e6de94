//! A filter on a filter is one filter; a predicate that is always true is none.

use super::Context;
use crate::planner::expression::has_subquery;
use crate::planner::plan::{Expression, Operator, OperatorKind};
use crate::semantics::expression::ExpressionKind;
use crate::value::Value;

pub(super) fn apply(operator: &mut Operator, _: &Context) -> Option<Operator> {
    let OperatorKind::Filter { input, predicates } = &mut operator.kind else {
        return None;
    };
    let (mut below, mut all) = match &mut input.kind {
        OperatorKind::Filter { input, predicates } => (input.take(), std::mem::take(predicates)),
        _ if !predicates.iter().any(is_true) => return None,
        _ => (input.take(), Vec::new()),
    };
    all.append(predicates);
    all.retain(|it| !is_true(it));
    all.sort_by_key(has_subquery);
    if !all.is_empty() {
        below = Operator::new(OperatorKind::Filter {
            input: Box::new(below),
            predicates: all,
        });
    }
    Some(below)
}

fn is_true(predicate: &Expression) -> bool {
    matches!(
        predicate.kind,
        ExpressionKind::Literal(Value::Boolean(true))
    )
}
