//! Expressions: the same tree, with its subqueries planned.

use std::sync::Arc;

use super::Builder;
use crate::planner::plan::{Expression, SortKey};
use crate::semantics::expression::{ExpressionKind as K, MapProjectionItem};
use crate::semantics::query::{self, Query};

type Given = K<Query>;
type Planned = K<crate::planner::plan::Plan>;

impl Builder<'_> {
    pub(super) fn expression(&mut self, expression: &query::Expression) -> Expression {
        Expression {
            kind: self.simple(&expression.kind),
            span: expression.span,
        }
    }

    pub(super) fn expressions(&mut self, expressions: &[query::Expression]) -> Vec<Expression> {
        expressions.iter().map(|it| self.expression(it)).collect()
    }

    /// Conjuncts in their order, those that ask subqueries last.
    pub(super) fn predicates(&mut self, predicates: &[query::Expression]) -> Vec<Expression> {
        let mut planned = self.expressions(predicates);
        planned.sort_by_key(crate::planner::expression::has_subquery);
        planned
    }

    pub(super) fn sort_keys(&mut self, keys: &[query::SortKey]) -> Vec<SortKey> {
        keys.iter()
            .map(|key| SortKey {
                expression: self.expression(&key.expression),
                descending: key.descending,
                nulls_first: key.nulls_first,
            })
            .collect()
    }

    pub(super) fn optional(
        &mut self,
        expression: Option<&query::Expression>,
    ) -> Option<Expression> {
        expression.map(|it| self.expression(it))
    }

    fn boxed(&mut self, expression: &query::Expression) -> Box<Expression> {
        Box::new(self.expression(expression))
    }

    fn maybe(&mut self, expression: &Option<Box<query::Expression>>) -> Option<Box<Expression>> {
        expression.as_ref().map(|it| self.boxed(it))
    }

    fn entries(
        &mut self,
        entries: &[(Arc<str>, query::Expression)],
    ) -> Vec<(Arc<str>, Expression)> {
        entries
            .iter()
            .map(|(key, value)| (key.clone(), self.expression(value)))
            .collect()
    }

    fn simple(&mut self, kind: &Given) -> Planned {
        match kind {
            K::Literal(value) => K::Literal(value.clone()),
            K::Parameter(name) => K::Parameter(name.clone()),
            K::Slot(slot) => K::Slot(*slot),
            K::Path { start, steps } => K::Path {
                start: *start,
                steps: steps.clone(),
            },
            K::Present { slot, of } => K::Present {
                slot: *slot,
                of: of.clone(),
            },
            K::Disjoint { left, right } => K::Disjoint {
                left: *left,
                right: *right,
            },
            K::List(items) => K::List(self.expressions(items)),
            K::Map(entries) => K::Map(self.entries(entries)),
            K::And(items) => K::And(self.expressions(items)),
            K::Or(items) => K::Or(self.expressions(items)),
            K::Xor(items) => K::Xor(self.expressions(items)),
            K::Not(of) => K::Not(self.boxed(of)),
            K::Negate(of) => K::Negate(self.boxed(of)),
            K::Plus(of) => K::Plus(self.boxed(of)),
            K::Call {
                function,
                arguments,
            } => K::Call {
                function: function.clone(),
                arguments: self.expressions(arguments),
            },
            K::Subquery {
                kind,
                query,
                imports,
            } => K::Subquery {
                kind: *kind,
                query: Box::new(self.nested(query, imports)),
                imports: imports.clone(),
            },
            other => self.compound(other),
        }
    }

    fn compound(&mut self, kind: &Given) -> Planned {
        match kind {
            K::Property { base, key } => K::Property {
                base: self.boxed(base),
                key: key.clone(),
            },
            K::Index { base, index } => K::Index {
                base: self.boxed(base),
                index: self.boxed(index),
            },
            K::Slice { base, from, to } => K::Slice {
                base: self.boxed(base),
                from: self.maybe(from),
                to: self.maybe(to),
            },
            K::Chain { first, rest } => K::Chain {
                first: self.boxed(first),
                rest: rest
                    .iter()
                    .map(|(operator, it)| (*operator, self.expression(it)))
                    .collect(),
            },
            K::Comparison {
                operands,
                operators,
            } => K::Comparison {
                operands: self.expressions(operands),
                operators: operators.clone(),
            },
            K::IsNull { operand, negated } => K::IsNull {
                operand: self.boxed(operand),
                negated: *negated,
            },
            K::IsTyped {
                operand,
                negated,
                of,
            } => K::IsTyped {
                operand: self.boxed(operand),
                negated: *negated,
                of: of.clone(),
            },
            K::HasLabels { operand, labels } => K::HasLabels {
                operand: self.boxed(operand),
                labels: labels.clone(),
            },
            K::HasDynamicLabels {
                operand,
                names,
                any,
            } => K::HasDynamicLabels {
                operand: self.boxed(operand),
                names: self.boxed(names),
                any: *any,
            },
            other => self.scoped(other),
        }
    }

    fn scoped(&mut self, kind: &Given) -> Planned {
        match kind {
            K::MapProjection { base, items } => K::MapProjection {
                base: self.boxed(base),
                items: items.iter().map(|item| self.item(item)).collect(),
            },
            K::Case {
                subject,
                branches,
                otherwise,
            } => K::Case {
                subject: self.maybe(subject),
                branches: branches
                    .iter()
                    .map(|(tests, result)| (self.expressions(tests), self.expression(result)))
                    .collect(),
                otherwise: self.maybe(otherwise),
            },
            K::ListComprehension {
                variable,
                list,
                predicate,
                projection,
            } => K::ListComprehension {
                variable: *variable,
                list: self.boxed(list),
                predicate: self.maybe(predicate),
                projection: self.maybe(projection),
            },
            K::Quantified {
                quantifier,
                variable,
                list,
                predicate,
            } => K::Quantified {
                quantifier: *quantifier,
                variable: *variable,
                list: self.boxed(list),
                predicate: self.boxed(predicate),
            },
            K::Reduce {
                accumulator,
                start,
                variable,
                list,
                step,
            } => K::Reduce {
                accumulator: *accumulator,
                start: self.boxed(start),
                variable: *variable,
                list: self.boxed(list),
                step: self.boxed(step),
            },
            _ => unreachable!("every other form is handled before"),
        }
    }

    fn item(
        &mut self,
        item: &MapProjectionItem<Query>,
    ) -> MapProjectionItem<crate::planner::plan::Plan> {
        match item {
            MapProjectionItem::Property(key) => MapProjectionItem::Property(key.clone()),
            MapProjectionItem::Entry(key, value) => {
                MapProjectionItem::Entry(key.clone(), self.expression(value))
            }
            MapProjectionItem::All => MapProjectionItem::All,
        }
    }
}
