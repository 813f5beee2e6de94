//! Aggregations: what is computed over the rows of a group, and what may stand beside it.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::analyse::{Aggregating, Analyser};
use super::expression::{ExpressionKind, Slot};
use super::lower::Typed;
use super::mistake::mistake;
use super::query::{AggregateItem, Query};
use super::same;
use super::scope::{Loss, Scope};
use crate::function::{Body, Function, Library};
use crate::syntax::ast;
use crate::value::Type;

/// An expression that has been computed already and can be read from its slot.
pub(super) struct Known {
    pub expression: ast::Expression,
    pub slot: Slot,
    names: Vec<Arc<str>>,
}

impl Known {
    pub fn new(expression: &ast::Expression, slot: Slot) -> Self {
        Self {
            names: same::names(expression),
            expression: expression.clone(),
            slot,
        }
    }
}

/// What can be read where rows have been grouped, made distinct or only projected.
#[derive(Default)]
pub(super) struct Grouped {
    /// The items that are more than a variable.
    pub known: Vec<Known>,
    /// The aggregations so far, as written and as resolved.
    pub aggregations: Vec<(ast::Expression, Slot)>,
    pub aggregates: Vec<AggregateItem<Query>>,
    /// What the arguments of aggregations read.
    pub input: Scope,
    /// The variables that are grouped by as they are.
    pub key_variables: HashSet<Arc<str>>,
    /// The variables from around the query that are read beside aggregations.
    pub outer: BTreeSet<Slot>,
    /// While sorting: whether the current key has an aggregation.
    pub sorting: Option<bool>,
}

impl Grouped {
    /// Why that variable of the input cannot be read: in an item it is always a mixture of one row's value with a whole
    /// group's; in a sort key only where it belongs to what is grouped by, else it is just not there.
    pub fn loss(&self, name: &str) -> Loss {
        let in_key = || {
            self.known
                .iter()
                .any(|known| known.names.iter().any(|n| &**n == name))
        };
        match self.sorting {
            None => Loss::Ambiguous,
            Some(has_aggregation) if has_aggregation && in_key() => Loss::Ambiguous,
            Some(_) => Loss::Gone,
        }
    }

    fn slot_of(&self, expression: &ast::Expression, locals: &[Arc<str>]) -> Option<Slot> {
        let free = |known: &&Known| known.names.iter().all(|name| !locals.contains(name));
        let mut known = self.known.iter().filter(free);
        known
            .find(|known| same::same(&known.expression, expression))
            .map(|known| known.slot)
    }
}

/// Whether an expression has an aggregation of its own (those of its subqueries are theirs).
pub(super) fn aggregates(expression: &ast::Expression, library: &Library) -> bool {
    same::any(expression, &|inner| match &inner.kind {
        ast::ExpressionKind::Call(call) => is_aggregation(&call.name, library),
        ast::ExpressionKind::CallStar(name) => is_aggregation(name, library),
        _ => false,
    })
}

fn is_aggregation(name: &ast::Name, library: &Library) -> bool {
    let function = library.function(&name.text);
    function.is_some_and(|function| matches!(function.body, Body::Aggregate(_)))
}

impl Analyser<'_> {
    /// The slot an expression has been computed into already.
    pub fn known(&self, expression: &ast::Expression) -> Option<Slot> {
        let grouped = self.grouped.as_ref()?;
        if matches!(
            expression.kind,
            ast::ExpressionKind::Variable(_) | ast::ExpressionKind::Literal(_)
        ) {
            return None;
        }
        grouped.slot_of(expression, &self.locals)
    }

    /// A call of an aggregation; `None` for the function of `count(*)`.
    pub fn aggregation(
        &mut self,
        whole: &ast::Expression,
        function: Option<Arc<Function>>,
        call: Option<&ast::Call>,
    ) -> Typed {
        match self.aggregating {
            Aggregating::Grouped => self.grouped_aggregation(whole, function, call),
            Aggregating::Forbidden => {
                let message = "an aggregation cannot stand here";
                let hint = "aggregate in a `WITH` before and use its result";
                self.report(mistake("InvalidAggregation", message, whole.span).with_hint(hint));
                Typed::unknown(whole.span)
            }
            Aggregating::Inside => {
                let message = "an aggregation cannot stand inside an aggregation";
                let hint = "aggregate in a `WITH` before and use its result";
                self.report(mistake("NestedAggregation", message, whole.span).with_hint(hint));
                Typed::unknown(whole.span)
            }
        }
    }

    fn grouped_aggregation(
        &mut self,
        whole: &ast::Expression,
        function: Option<Arc<Function>>,
        call: Option<&ast::Call>,
    ) -> Typed {
        let same_one = |(written, _): &&(ast::Expression, Slot)| same::same(written, whole);
        let grouped = self.grouped.as_ref();
        if let Some(&(_, slot)) = grouped.and_then(|g| g.aggregations.iter().find(same_one)) {
            return Typed::slot(slot, self.type_of(slot), whole.span);
        }
        let arguments = call
            .map(|call| self.aggregation_arguments(call))
            .unwrap_or_default();
        let result = function
            .as_ref()
            .map_or(Type::Integer, |function| function.result.clone());
        let name = format!("  aggregate {}", self.slots.len());
        let slot = self.fresh_value(name.into(), result.clone());
        if let Some(grouped) = &mut self.grouped {
            grouped.aggregations.push((whole.clone(), slot));
            grouped.aggregates.push(AggregateItem {
                slot,
                function,
                distinct: call.is_some_and(|call| call.distinct),
                arguments,
            });
        }
        Typed {
            expression: ExpressionKind::Slot(slot).at(whole.span),
            kind: result,
        }
    }

    /// The arguments, which are computed from the rows before they are grouped.
    fn aggregation_arguments(&mut self, call: &ast::Call) -> Vec<super::query::Expression> {
        self.refuse_lost_arguments(call);
        let grouped = self.grouped.take();
        let input = grouped
            .as_ref()
            .map(|grouped| grouped.input.clone())
            .unwrap_or_default();
        let scope = std::mem::replace(&mut self.scope, input);
        self.aggregating = Aggregating::Inside;
        let arguments = self.arguments(call);
        self.aggregating = Aggregating::Grouped;
        self.scope = scope;
        self.grouped = grouped;
        arguments
    }

    /// An aggregation that only a sort key has can read nothing but what the rows are grouped by.
    fn refuse_lost_arguments(&mut self, call: &ast::Call) {
        let Some(grouped) = self
            .grouped
            .as_ref()
            .filter(|grouped| grouped.sorting.is_some())
        else {
            return;
        };
        let lost = call.arguments.iter().flat_map(same::names).find(|name| {
            !grouped.key_variables.contains(name) && grouped.input.get(name).is_some()
        });
        if let Some(name) = lost {
            let message = format!(
                "variable `{name}` is not there any more where rows have been put together"
            );
            let hint = "sort by an aggregation that is returned too";
            self.report(mistake("UndefinedVariable", message, call.name.span).with_hint(hint));
        }
    }
}
