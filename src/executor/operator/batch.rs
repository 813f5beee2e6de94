//! Which nested plans may run for several rows at once.
//!
//! Rows then carry the number of the row they come from ([`Chunk::origins`](crate::executor::chunk::Chunk::origins)).
//! Operators that make rows out of one row each, in order, pass it on without knowing; any that look at more than one row
//! (sorting, counting, limits, joins, writes) must see the rows of one argument at a time.

use crate::planner::plan::{ArgumentId, Operator, OperatorKind};
use crate::value::with_room;

/// Whether the plan may run for several rows of its argument at once.
pub(super) fn batches(plan: &Operator, argument: ArgumentId) -> bool {
    let mut plan = plan;
    while !matches!(plan.kind, OperatorKind::Argument { .. }) {
        match row_by_row(plan, argument) {
            Some(input) => plan = input,
            None => return false,
        }
    }
    matches!(plan.kind, OperatorKind::Argument { argument: Some(id) } if id == argument)
}

/// As [`batches`], where only the first row of each is wanted: at most one step makes more rows of one, because they would
/// all be made.
pub(super) fn batches_for_first(plan: &Operator, argument: ArgumentId) -> bool {
    use OperatorKind as K;
    let mut expansions = 0;
    let mut below = Some(plan);
    while let Some(plan) = below {
        match &plan.kind {
            K::ExpandAll { .. } => expansions += 1,
            K::Argument { .. }
            | K::ExpandInto { .. }
            | K::ExpandCount { .. }
            | K::ProjectEndpoints { .. }
            | K::NodeByIdSeek { .. }
            | K::NodeIndexSeek { .. }
            | K::SemiApply { .. }
            | K::Filter { .. }
            | K::Projection { .. } => {}
            _ => return false,
        }
        below = row_by_row(plan, argument);
    }
    expansions <= 1 && batches(plan, argument)
}

/// The input of an operator that makes rows out of one row each, in order.
fn row_by_row(plan: &Operator, argument: ArgumentId) -> Option<&Operator> {
    use OperatorKind as K;
    match &plan.kind {
        K::AllNodesScan { input, .. }
        | K::NodeByLabelScan { input, .. }
        | K::NodeByIdSeek { input, .. }
        | K::NodeIndexSeek { input, .. }
        | K::RelationshipTypeScan { input, .. }
        | K::ExpandAll { input, .. }
        | K::ExpandInto { input, .. }
        | K::ExpandCount { input, .. }
        | K::VarLengthExpand { input, .. }
        | K::ProjectEndpoints { input, .. }
        | K::ShortestPath { input, .. }
        | K::PathSearch { input, .. }
        | K::Filter { input, .. }
        | K::Projection { input, .. }
        | K::Unwind { input, .. } => Some(input),
        K::Apply { input, inner, .. }
        | K::OptionalApply { input, inner, .. }
        | K::SemiApply { input, inner, .. } => {
            (!inner.writes() && !reads(inner, argument)).then_some(input)
        }
        _ => None,
    }
}

/// Whether a leaf of the plan takes its rows from that argument.
fn reads(plan: &Operator, argument: ArgumentId) -> bool {
    match &plan.kind {
        OperatorKind::Argument { argument: read } => *read == Some(argument),
        _ => plan
            .inputs()
            .into_iter()
            .any(|it| with_room(|| reads(it, argument))),
    }
}
