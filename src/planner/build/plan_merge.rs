//! `MERGE`.

use super::{Builder, Partial};
use crate::planner::plan::OperatorKind;
use crate::planner::tree::slots_created;
use crate::semantics::query::Merge;

impl Builder<'_> {
    /// Each row sees what earlier rows created, so the pattern is matched anew for each.
    pub(super) fn plan_merge(&mut self, rows: Partial, clause: &Merge) -> Partial {
        let argument = self.next_argument();
        let start = Partial::leaf(Some(argument), rows.bound.clone());
        let inner = Box::new(
            self.pattern(start, &clause.pattern, &clause.predicates)
                .root,
        );
        let create = self.create(&clause.create);
        let on_create = self.set_items(&clause.on_create);
        let on_match = self.set_items(&clause.on_match);
        rows.then(slots_created(&create), |input| OperatorKind::Merge {
            input,
            inner,
            argument,
            create,
            on_create,
            on_match,
        })
    }
}
