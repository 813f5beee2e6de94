//! A predicate that only asks whether a subquery has rows stops at the first one: `SemiApply` instead of `EXISTS`.

use super::Context;
use crate::planner::plan::{Expression, Operator, OperatorKind, Plan};
use crate::semantics::expression::ExpressionKind;
use crate::syntax::ast::SubqueryKind;

pub(super) fn apply(operator: &mut Operator, _: &Context) -> Option<Operator> {
    let OperatorKind::Filter { input, predicates } = &mut operator.kind else {
        return None;
    };
    let (asked, kept): (Vec<&Expression>, Vec<&Expression>) =
        predicates.iter().partition(|it| exists(it).is_some());
    if asked.is_empty() {
        return None;
    }
    let mut root = input.take();
    if !kept.is_empty() {
        let predicates = kept.into_iter().cloned().collect();
        root = Operator::new(OperatorKind::Filter {
            input: Box::new(root),
            predicates,
        });
    }
    for (plan, anti) in asked.into_iter().filter_map(exists) {
        root = Operator::new(OperatorKind::SemiApply {
            input: Box::new(root),
            inner: Box::new(plan.root.clone()),
            argument: plan.argument,
            anti,
        });
    }
    Some(root)
}

/// The plan of `EXISTS` or `NOT EXISTS`, and whether it is `NOT`.
fn exists(predicate: &Expression) -> Option<(&Plan, bool)> {
    match &predicate.kind {
        ExpressionKind::Subquery {
            kind: SubqueryKind::Exists,
            query,
            ..
        } => Some((query, false)),
        ExpressionKind::Not(of) => exists(of).map(|(plan, anti)| (plan, !anti)),
        _ => None,
    }
}
