//! `CALL procedure`, `CALL { … }` and `LOAD CSV`: rows from elsewhere for each row.

use super::{Builder, Partial, emptied};
use crate::planner::plan::{Batches, OperatorKind};
use crate::semantics::query::{LoadCsv, ProcedureCall, Subquery};

impl Builder<'_> {
    pub(super) fn plan_procedure(&mut self, rows: Partial, clause: &ProcedureCall) -> Partial {
        let arguments = self.expressions(&clause.arguments);
        let bound = clause.yields.iter().map(|(_, slot)| *slot);
        rows.then(bound, |input| OperatorKind::ProcedureCall {
            input,
            procedure: clause.procedure.clone(),
            arguments,
            yields: clause.yields.clone(),
            optional: clause.optional,
            passes_rows: clause.passes_rows,
        })
    }

    pub(super) fn plan_load_csv(&mut self, rows: Partial, clause: &LoadCsv) -> Partial {
        let from = self.expression(&clause.from);
        let field_terminator = self.optional(clause.field_terminator.as_ref());
        let origin = clause.origin;
        let bound = [clause.slot, origin.file, origin.line];
        rows.then(bound, |input| OperatorKind::LoadCsv {
            input,
            with_headers: clause.with_headers,
            from,
            slot: clause.slot,
            origin,
            field_terminator,
        })
    }

    /// A subquery without columns is run for what it does: it gives nothing, and each row stays once.
    pub(super) fn plan_subquery(&mut self, rows: Partial, clause: &Subquery) -> Partial {
        let Some(batches) = &clause.batches else {
            return self.plan_call(rows, clause);
        };
        let argument = self.next_argument();
        let batch = Partial::leaf(Some(argument), rows.bound.clone());
        let inner = Box::new(self.plan_call(batch, clause).root);
        let columns = clause.query.columns.iter();
        let introduces: Vec<_> = columns.map(|column| column.slot).collect();
        let batches = Batches {
            rows: self.optional(batches.rows.as_ref()),
            on_error: batches.on_error,
            status: batches.status,
        };
        let bound = introduces.iter().copied().chain(batches.status);
        rows.then(bound.collect::<Vec<_>>(), |input| {
            OperatorKind::TransactionApply {
                input,
                inner,
                argument,
                batches,
                introduces,
            }
        })
    }

    fn plan_call(&mut self, rows: Partial, clause: &Subquery) -> Partial {
        let argument = self.next_argument();
        let imports = clause.imports.iter().copied().collect();
        let mut inner = self.query(&clause.query, Some(argument), &imports);
        let columns: Vec<_> = clause
            .query
            .columns
            .iter()
            .map(|column| column.slot)
            .collect();
        if columns.is_empty() {
            inner = emptied(inner);
        }
        let inner = Box::new(inner);
        let introduces = columns.clone();
        if clause.optional || columns.is_empty() {
            return rows.then(columns, |input| OperatorKind::OptionalApply {
                input,
                inner,
                argument,
                introduces,
            });
        }
        rows.then(columns, |input| OperatorKind::Apply {
            input,
            inner,
            argument,
        })
    }
}
