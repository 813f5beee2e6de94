//! `UNWIND` and `FOR`.

use super::{Builder, Partial};
use crate::planner::plan::OperatorKind;
use crate::semantics::query::Unwind;

impl Builder<'_> {
    pub(super) fn plan_unwind(&mut self, rows: Partial, clause: &Unwind) -> Partial {
        let list = self.expression(&clause.list);
        let (slot, counter) = (clause.slot, clause.counter);
        let bound = std::iter::once(slot).chain(counter.map(|(slot, _)| slot));
        rows.then(bound, |input| OperatorKind::Unwind {
            input,
            list,
            slot,
            counter,
        })
    }
}
