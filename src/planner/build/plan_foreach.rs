//! `FOREACH`.

use super::{Builder, Partial};
use crate::planner::plan::OperatorKind;
use crate::semantics::query::Foreach;

impl Builder<'_> {
    pub(super) fn plan_foreach(&mut self, rows: Partial, clause: &Foreach) -> Partial {
        let argument = self.next_argument();
        let list = self.expression(&clause.list);
        let mut bound = rows.bound.clone();
        bound.insert(clause.slot);
        let body = self.clauses(Partial::leaf(Some(argument), bound), &clause.body);
        let body = Box::new(body.root);
        rows.then([], |input| OperatorKind::Foreach {
            input,
            slot: clause.slot,
            list,
            body,
            argument,
        })
    }
}
