//! Every node and then its relationships: every relationship, with its nodes.

use super::Context;
use crate::planner::plan::{Operator, OperatorKind};

pub(super) fn apply(operator: &mut Operator, _: &Context) -> Option<Operator> {
    let OperatorKind::ExpandAll {
        input,
        from,
        relationship,
        to,
        follow,
        ..
    } = &mut operator.kind
    else {
        return None;
    };
    match &mut input.kind {
        OperatorKind::AllNodesScan { input, slot } if *slot == *from => {
            Some(Operator::new(OperatorKind::RelationshipTypeScan {
                input: Box::new(input.take()),
                left: *from,
                relationship: *relationship,
                right: *to,
                follow: follow.clone(),
            }))
        }
        _ => None,
    }
}
