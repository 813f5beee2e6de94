//! A named path nobody reads need not be put together.

use super::Context;
use crate::planner::plan::{Operator, OperatorKind};
use crate::semantics::expression::ExpressionKind;

pub(super) fn apply(operator: &mut Operator, context: &Context) -> Option<Operator> {
    let OperatorKind::Projection { input, items } = &mut operator.kind else {
        return None;
    };
    let kept: Vec<_> = items
        .iter()
        .filter(|(slot, item)| {
            context.read.contains(slot) || !matches!(item.kind, ExpressionKind::Path { .. })
        })
        .cloned()
        .collect();
    match kept.len() {
        all if all == items.len() => None,
        0 => Some(input.take()),
        _ => Some(Operator::new(OperatorKind::Projection {
            input: Box::new(input.take()),
            items: kept,
        })),
    }
}
