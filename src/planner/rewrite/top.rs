//! Sorting everything to keep a few rows: only those few are kept while sorting.
//!
//! `Skip` and `Limit` stay where they are, so that they judge their counts as they always do. Where rows are skipped, both
//! counts must be known, because their sum could overflow.

use super::Context;
use crate::planner::plan::{Expression, Operator, OperatorKind};
use crate::semantics::expression::ExpressionKind;
use crate::value::Value;

pub(super) fn apply(operator: &mut Operator, _: &Context) -> Option<Operator> {
    let OperatorKind::Limit { input, count } = &mut operator.kind else {
        return None;
    };
    match &mut input.kind {
        OperatorKind::Sort { .. } => top(input, count.clone()),
        OperatorKind::Skip {
            input: sort,
            count: skipped,
        } => {
            let limit = literal(count)?.checked_add(literal(skipped)?)?;
            let limit = Expression {
                kind: ExpressionKind::Literal(Value::Integer(limit)),
                span: count.span,
            };
            let skip = Operator::new(OperatorKind::Skip {
                input: Box::new(top(sort, limit)?),
                count: skipped.clone(),
            });
            Some(Operator::new(OperatorKind::Limit {
                input: Box::new(skip),
                count: count.clone(),
            }))
        }
        _ => None,
    }
}

fn top(sort: &mut Operator, limit: Expression) -> Option<Operator> {
    match &mut sort.kind {
        OperatorKind::Sort { input, keys } => Some(Operator::new(OperatorKind::Top {
            input: Box::new(input.take()),
            keys: keys.clone(),
            limit,
        })),
        _ => None,
    }
}

/// A count that is known and that nobody will complain of.
fn literal(count: &Expression) -> Option<i64> {
    match count.kind {
        ExpressionKind::Literal(Value::Integer(count)) if count >= 0 => Some(count),
        _ => None,
    }
}
