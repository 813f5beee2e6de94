//! `WITH` and `RETURN`: group, compute, remove duplicates, sort, skip, limit, filter.

use std::collections::BTreeSet;

use super::{Builder, Partial};
use crate::planner::expression::{slot_counted, unwritten};
use crate::planner::plan::{AggregateItem, Expression, Operator, OperatorKind};
use crate::planner::tree::always_set;
use crate::semantics::expression::{ExpressionKind, Slot};
use crate::semantics::query::{self, Grouping, Project, VariableKind};
use crate::syntax::ast::BinaryOperator;
use crate::value::Value;

impl Builder<'_> {
    pub(super) fn plan_projection(&mut self, rows: Partial, clause: &Project) -> Partial {
        let rows = match &clause.grouping {
            Some(grouping) => self.grouped(rows, grouping),
            None => rows,
        };
        let rows = self.computed(rows, &clause.items);
        let slots: Vec<Slot> = clause.items.iter().map(|(slot, _)| *slot).collect();
        let rows = if clause.distinct {
            distinct(rows, slots.clone())
        } else {
            rows
        };
        let rows = self.cut(rows, clause);
        let predicates = self.predicates(&clause.predicates);
        let rows = rows.filtered(predicates);
        Partial {
            bound: slots.into_iter().collect(),
            ..rows
        }
    }

    fn grouped(&mut self, rows: Partial, grouping: &Grouping) -> Partial {
        let keys = self.items(&grouping.keys);
        let mut aggregates: Vec<_> = grouping
            .aggregates
            .iter()
            .map(|it| self.aggregate(it, &rows.root))
            .collect();
        let bound: BTreeSet<Slot> = keys
            .iter()
            .map(|(slot, _)| *slot)
            .chain(aggregates.iter().map(|item| item.slot))
            .collect();
        let products = self.products(&mut aggregates, rows.each);
        let rows = rows.then([], |input| OperatorKind::EagerAggregation {
            input,
            keys,
            aggregates,
        });
        let rows = match products.is_empty() {
            true => rows,
            false => rows.then([], |input| OperatorKind::Projection {
                input,
                items: products,
            }),
        };
        let rows = Partial {
            bound,
            each: 1,
            ..rows
        };
        self.beside(&grouping.around, rows)
    }

    /// The row a subquery runs for beside each row there is so far.
    fn beside(&mut self, around: &[Slot], rows: Partial) -> Partial {
        if around.is_empty() {
            return rows;
        }
        let outer = Partial::leaf(self.argument, around.iter().copied().collect());
        let right = Box::new(rows.root);
        outer.then(rows.bound, |left| OperatorKind::CartesianProduct {
            left,
            right,
        })
    }

    /// The numbers of rows as often as each row stands for others.
    fn products(&mut self, counts: &mut [AggregateItem], each: u64) -> Vec<(Slot, Expression)> {
        let Some(each) = i64::try_from(each).ok().filter(|each| *each > 1) else {
            return Vec::new();
        };
        let factor = unwritten(ExpressionKind::Literal(Value::Integer(each)));
        let products = counts.iter_mut().map(|item| {
            let counted = self.fresh(VariableKind::Value);
            let slot = std::mem::replace(&mut item.slot, counted);
            let counted = unwritten(ExpressionKind::Slot(counted));
            let product = ExpressionKind::Chain {
                first: Box::new(factor.clone()),
                rest: vec![(BinaryOperator::Multiply, counted)],
            };
            (slot, unwritten(product))
        });
        products.collect()
    }

    /// An aggregation; to count something that is always there is to count rows.
    fn aggregate(
        &mut self,
        item: &query::AggregateItem<query::Query>,
        rows: &Operator,
    ) -> AggregateItem {
        if self.rewrites.contains("expand_count")
            && let Some(slot) = slot_counted(item)
            && always_set(rows, slot)
        {
            return AggregateItem {
                slot: item.slot,
                function: None,
                distinct: false,
                arguments: Vec::new(),
            };
        }
        AggregateItem {
            slot: item.slot,
            function: item.function.clone(),
            distinct: item.distinct,
            arguments: self.expressions(&item.arguments),
        }
    }

    fn items(&mut self, items: &[(Slot, query::Expression)]) -> Vec<(Slot, Expression)> {
        items
            .iter()
            .map(|(slot, item)| (*slot, self.expression(item)))
            .collect()
    }

    /// Variables that are passed on as they are need no work.
    fn computed(&mut self, rows: Partial, items: &[(Slot, query::Expression)]) -> Partial {
        let mut items = self.items(items);
        items.retain(
            |(slot, item)| !matches!(item.kind, ExpressionKind::Slot(same) if same == *slot),
        );
        if items.is_empty() {
            return rows;
        }
        let slots: Vec<Slot> = items.iter().map(|(slot, _)| *slot).collect();
        rows.then(slots, |input| OperatorKind::Projection { input, items })
    }

    /// `ORDER BY`, `SKIP`, `LIMIT`.
    fn cut(&mut self, rows: Partial, clause: &Project) -> Partial {
        let keys = self.sort_keys(&clause.order);
        let rows = if keys.is_empty() {
            rows
        } else {
            rows.then([], |input| OperatorKind::Sort { input, keys })
        };
        let rows = match self.optional(clause.skip.as_ref()) {
            Some(count) => rows.then([], |input| OperatorKind::Skip { input, count }),
            None => rows,
        };
        match self.optional(clause.limit.as_ref()) {
            Some(count) => rows.then([], |input| OperatorKind::Limit { input, count }),
            None => rows,
        }
    }
}

fn distinct(rows: Partial, slots: Vec<Slot>) -> Partial {
    rows.then([], |input| OperatorKind::Distinct { input, slots })
}
