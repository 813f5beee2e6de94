//! Rows that only count are merged before they multiply.
//!
//! Where all that is read of a row is one node, rows with the same node are one row that counts as often as they did: a
//! `PartialAggregation`. Below an aggregation, the cost of a pattern without cycles is then that of the relationships it walks along,
//! not that of its matches (Yannakakis 1981; "eager aggregation", Yan and Larson 1995).

use super::plan::{Operator, OperatorKind};
use super::tree::plans;
use crate::graph::Graph;
use crate::planner::expression::is_volatile;
use crate::value::with_room;

/// Fewer rows are not worth a barrier.
const WORTH: f64 = 8.0;

/// Puts partial aggregations into a statement that only reads. `live` and `estimated_rows` are set already.
pub(crate) fn insert(root: &mut Operator, graph: &Graph) {
    if !root.writes() && !draws_lots(root) {
        below(root, false, graph.node_count() as f64);
    }
}

/// Whether something has to be computed anew for each row.
pub(super) fn draws_lots(operator: &Operator) -> bool {
    let nested = plans(operator).into_iter().map(|plan| &plan.root);
    operator.expressions().into_iter().any(is_volatile)
        || operator
            .inputs()
            .into_iter()
            .chain(nested)
            .any(|below| with_room(|| draws_lots(below)))
}

/// `counted`: whether an aggregation above takes all rows before it gives one.
fn below(operator: &mut Operator, counted: bool, nodes: f64) {
    use OperatorKind as K;
    let counted = match &operator.kind {
        K::EagerAggregation { .. } => true,
        K::Limit { .. } | K::Skip { .. } => false,
        _ => counted,
    };
    let mut inputs = operator.inputs_mut();
    if is_nested(&inputs) {
        inputs.truncate(1);
    }
    for input in inputs {
        with_room(|| below(input, counted, nodes));
        if counted && merges(input) {
            merge(input, nodes);
        }
    }
}

/// Whether the second input is run for rows of the first.
fn is_nested(inputs: &[&mut Operator]) -> bool {
    inputs
        .get(1)
        .is_some_and(|inner| begins_with_argument(inner))
}

fn begins_with_argument(operator: &Operator) -> bool {
    match &operator.kind {
        OperatorKind::Argument { argument } => argument.is_some(),
        _ => operator
            .inputs()
            .first()
            .is_some_and(|input| with_room(|| begins_with_argument(input))),
    }
}

/// Whether many rows come that differ in nothing but the node arrived at.
fn merges(operator: &Operator) -> bool {
    match &operator.kind {
        OperatorKind::ExpandAll { to, .. } => {
            operator.live == [*to] && operator.estimated_rows >= WORTH
        }
        _ => false,
    }
}

fn merge(operator: &mut Operator, nodes: f64) {
    let input = operator.take();
    let (live, rows) = (input.live.clone(), input.estimated_rows);
    *operator = Operator::new(OperatorKind::PartialAggregation {
        node: live[0],
        input: Box::new(input),
    });
    operator.live = live;
    operator.estimated_rows = rows.min(nodes);
}
