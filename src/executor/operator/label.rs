//! Conditions on labels, for a whole label set at once.

use crate::graph::{Graph, LabelId};
use crate::semantics::expression::LabelExpression;

/// Whether nodes with exactly these labels fit.
pub(super) fn fits(condition: &LabelExpression, labels: &[LabelId], graph: &Graph) -> bool {
    match condition {
        LabelExpression::Name(name) => graph
            .label_id(name)
            .is_some_and(|label| labels.contains(&label)),
        LabelExpression::Wildcard => !labels.is_empty(),
        LabelExpression::Not(inner) => !fits(inner, labels, graph),
        LabelExpression::And(all) => all.iter().all(|one| fits(one, labels, graph)),
        LabelExpression::Or(all) => all.iter().any(|one| fits(one, labels, graph)),
    }
}
