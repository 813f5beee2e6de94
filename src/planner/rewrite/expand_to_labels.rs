//! Labels asked of nodes just arrived at are asked while expanding: of sorted neighbours those that have them often stand together.

use crate::planner::expression::labels_asked;
use crate::planner::plan::{Expression, Operator, OperatorKind};
use crate::semantics::expression::{LabelExpression, Slot};
use crate::value::with_room;

/// Moves label conditions into the expansions of a tree.
pub(crate) fn everywhere(operator: &mut Operator) {
    for input in operator.inputs_mut() {
        with_room(|| everywhere(input));
    }
    if let Some(input) = moved(operator) {
        *operator = input;
    }
}

/// The expansion that takes the place of a filter above it of which nothing is left.
fn moved(operator: &mut Operator) -> Option<Operator> {
    let OperatorKind::Filter { input, predicates } = &mut operator.kind else {
        return None;
    };
    let OperatorKind::ExpandAll { to, labels, .. } = &mut input.kind else {
        return None;
    };
    let (own, rest): (Vec<Expression>, Vec<Expression>) = std::mem::take(predicates)
        .into_iter()
        .partition(|predicate| asked(predicate, *to).is_some());
    labels.extend(own.iter().filter_map(|it| asked(it, *to)).cloned());
    *predicates = rest;
    if !predicates.is_empty() {
        return None;
    }
    let live = std::mem::take(&mut operator.live);
    let OperatorKind::Filter { input, .. } = &mut operator.kind else {
        return None;
    };
    let mut input = input.take();
    input.live = live;
    Some(input)
}

fn asked(predicate: &Expression, node: Slot) -> Option<&LabelExpression> {
    let (slot, labels) = labels_asked(predicate)?;
    (slot == node).then_some(labels)
}
