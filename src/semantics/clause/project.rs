//! `WITH`, `RETURN`, `LET`, and `ORDER BY` as a clause of its own.

use std::sync::Arc;

use indexmap::IndexMap;

use super::super::aggregation::{Grouped, Known, aggregates};
use super::super::analyse::{Aggregating, Analyser};
use super::super::expression::{ExpressionKind, Slot};
use super::super::mistake::{already_bound, mistake};
use super::super::query::{Clause, Expression, Grouping, Project, SortKey};
use super::super::scope::Scope;
use super::super::types::possible;
use super::{Part, Role};
use crate::diagnostic::Span;
use crate::syntax::ast;
use crate::syntax::ast::{ClauseKind, ExpressionKind as Kind, OrderLimit, UnaryOperator};
use crate::value::{Type, Value};

/// One column of a projection before it is computed.
struct Item {
    name: Arc<str>,
    expression: ast::Expression,
    aggregates: bool,
}

/// A projection while it is resolved.
struct Projected {
    project: Project,
    /// What the columns are called.
    names: IndexMap<Arc<str>, Slot>,
    /// What `ORDER BY` and `WHERE` can read beside the columns.
    grouped: Grouped,
    /// Variables of the input that are columns as they are, under another name.
    renamed: Vec<(Arc<str>, Slot)>,
}

impl Analyser<'_> {
    pub(super) fn with(&mut self, projection: &ast::Projection, span: Span) -> Clause {
        let faults = self.errors.len();
        self.refuse_outer_names(projection);
        let (clause, _) = self.project(projection, span);
        if self.errors.len() == faults {
            self.check_aliases(projection);
        }
        clause
    }

    /// `RETURN`; before `NEXT` it is a `WITH` under another name.
    pub(super) fn return_clause(
        &mut self,
        projection: &ast::Projection,
        next: Option<&ClauseKind>,
        (span, role): (Span, Role),
        part: &mut Part,
    ) {
        let last = next.is_none();
        let own;
        let mut projection = projection;
        if last && role == Role::Call {
            self.check_named_columns(projection);
            own = self.without_imported(projection);
            projection = &own;
        }
        if projection.star.is_some()
            && projection.items.is_empty()
            && self.scope.own().next().is_none()
            // What is not there may be so for a reason that was given.
            && self.errors.is_empty()
        {
            let message = "`RETURN *` has nothing to return: no variables are defined";
            self.report(mistake("NoVariablesInScope", message, span));
        }
        let (clause, names) = self.project(projection, span);
        part.query.clauses.push(clause);
        if last {
            part.query.outputs = names.values().copied().collect();
            part.names = names.into_keys().collect();
        }
    }

    /// `LET x = …`: what is there, and one more; each sees those before it.
    pub(super) fn let_items(&mut self, items: &[(ast::Name, ast::Expression)]) -> Vec<Clause> {
        let mut clauses = Vec::with_capacity(items.len());
        for (name, value) in items {
            let mut passed = self.everything();
            let value = self.value(value);
            let slot = self.declare(name, super::super::types::kind(&value.kind), value.kind);
            passed.push((slot, value.expression));
            clauses.push(Clause::Project(Project::of(passed)));
        }
        clauses
    }

    pub(super) fn order_limit(&mut self, tail: &OrderLimit) -> Clause {
        let mut project = Project::of(self.everything());
        project.order = tail.order.iter().map(|key| self.sort_key(key)).collect();
        self.skip_and_limit(tail, &mut project);
        Clause::Project(project)
    }

    /// All variables, each as it is.
    fn everything(&mut self) -> Vec<(Slot, Expression)> {
        let own: Vec<Slot> = self.scope.own().map(|(_, slot)| slot).collect();
        own.iter().for_each(|slot| self.note_read(*slot));
        own.into_iter()
            .map(|slot| (slot, itself(slot, Span::default())))
            .collect()
    }

    // ---- WITH and RETURN

    fn project(
        &mut self,
        projection: &ast::Projection,
        span: Span,
    ) -> (Clause, IndexMap<Arc<str>, Slot>) {
        let items = self.columns(projection, span);
        let grouping = items.iter().any(|item| item.aggregates);
        let input = self.scope.clone();
        let mut projected = match grouping {
            true => self.grouped_items(&items),
            false => self.plain_items(&items),
        };
        projected.project.distinct = projection.distinct;
        let narrow = grouping || projection.distinct;
        self.scope = tail_scope(&input, &projected, narrow);
        self.tail(projection, &mut projected, grouping);
        Self::group_by_outer(&mut projected, span);
        let passed = |name: &Arc<str>| projected.names.contains_key(name);
        let left = input.own().filter(|(name, _)| !passed(name));
        self.left_behind.extend(left.map(|(name, _)| name.clone()));
        self.scope = input.projected(projected.names.clone());
        self.scope.origin = input.origin.filter(|_| !narrow);
        (Clause::Project(projected.project), projected.names)
    }

    /// Behind a grouping nothing is left but what rows are grouped by: what is taken in from outside and read there is among that.
    fn group_by_outer(projected: &mut Projected, span: Span) {
        let outer = std::mem::take(&mut projected.grouped.outer);
        if let Some(grouping) = &mut projected.project.grouping {
            grouping.keep(outer, span);
        }
    }

    /// The items with those `*` stands for first, sorted by name.
    fn columns(&mut self, projection: &ast::Projection, span: Span) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        if let Some(star) = projection.star {
            let variable = |name: &Arc<str>| ast::Expression {
                kind: Kind::Variable(ast::Name {
                    text: name.clone(),
                    span: star,
                }),
                span: star,
            };
            items.extend(self.scope.own().map(|(name, _)| Item {
                name: name.clone(),
                expression: variable(name),
                aggregates: false,
            }));
            items.sort_by(|a, b| a.name.cmp(&b.name));
        }
        for item in &projection.items {
            let name = heading(item);
            if items.iter().any(|other| other.name == name) {
                let place = item.alias.as_ref().map_or(item.span, |alias| alias.span);
                let message = format!("two columns are called `{name}`");
                self.report(mistake("ColumnNameConflict", message, place));
                continue;
            }
            let aggregates = aggregates(&item.expression, self.library);
            items.push(Item {
                name,
                expression: item.expression.clone(),
                aggregates,
            });
        }
        if items.is_empty() && projection.star.is_none() {
            self.report(mistake(
                "UnexpectedSyntax",
                "a projection needs columns",
                span,
            ));
        }
        items
    }

    /// What a subquery takes in keeps its meaning.
    fn refuse_outer_names(&mut self, projection: &ast::Projection) {
        for item in &projection.items {
            let Some(alias) = item
                .alias
                .as_ref()
                .filter(|it| self.scope.is_outer(&it.text))
            else {
                continue;
            };
            let itself =
                matches!(&item.expression.kind, Kind::Variable(name) if name.text == alias.text);
            if !itself {
                self.report(already_bound(&alias.text, alias.span));
            }
        }
    }

    fn check_aliases(&mut self, projection: &ast::Projection) {
        for item in &projection.items {
            if item.alias.is_none() && !matches!(item.expression.kind, Kind::Variable(_)) {
                let message = "an expression in `WITH` needs a name";
                let error = mistake("NoExpressionAlias", message, item.span);
                self.report(error.with_hint("write `AS` and a name behind it"));
            }
        }
    }

    fn plain_items(&mut self, items: &[Item]) -> Projected {
        let mut projected = Projected::new(self.scope.clone());
        for item in items {
            let (slot, expression) = self.plain_item(item, &mut projected);
            projected.names.insert(item.name.clone(), slot);
            projected.project.items.push((slot, expression));
        }
        projected
    }

    /// An item without aggregation: its slot and what goes into it.
    fn plain_item(&mut self, item: &Item, projected: &mut Projected) -> (Slot, Expression) {
        let value = self.value(&item.expression);
        let slot = match (&value.expression.kind, &item.expression.kind) {
            (ExpressionKind::Slot(slot), Kind::Variable(name)) if name.text == item.name => *slot,
            _ => self.fresh_value(item.name.clone(), value.kind),
        };
        match &item.expression.kind {
            Kind::Variable(name) => projected.renamed.push((name.text.clone(), slot)),
            _ => projected
                .grouped
                .known
                .push(Known::new(&item.expression, slot)),
        }
        (slot, value.expression)
    }

    /// Items of which some aggregate: the others are what rows are grouped by.
    fn grouped_items(&mut self, items: &[Item]) -> Projected {
        let input = self.scope.clone();
        let mut projected = Projected::new(input.clone());
        let mut keys = Vec::new();
        let mut slots: Vec<Option<Slot>> = vec![None; items.len()];
        for (item, place) in items
            .iter()
            .zip(&mut slots)
            .filter(|(item, _)| !item.aggregates)
        {
            let (slot, expression) = self.plain_item(item, &mut projected);
            keys.push((slot, expression));
            *place = Some(slot);
        }
        let variables = projected.renamed.iter().map(|(name, _)| name.clone());
        projected.grouped.key_variables = variables.collect();
        self.scope = input.projected(projected.renamed.iter().cloned().collect());
        for (item, slot) in items.iter().zip(slots) {
            let (slot, expression) = match slot {
                Some(slot) => (slot, itself(slot, item.expression.span)),
                None => self.aggregating_item(item, &mut projected),
            };
            projected.names.insert(item.name.clone(), slot);
            projected.project.items.push((slot, expression));
        }
        projected.project.grouping = Some(Grouping {
            keys,
            ..Grouping::default()
        });
        projected
    }

    /// An item with an aggregation; where it is nothing else, the aggregation's slot gets its name.
    fn aggregating_item(&mut self, item: &Item, projected: &mut Projected) -> (Slot, Expression) {
        let mark = self.mark();
        let grouped = std::mem::take(&mut projected.grouped);
        let (value, grouped) = self.behind_grouping(grouped, |a| a.value(&item.expression));
        projected.grouped = grouped;
        let slot = match value.expression.kind {
            ExpressionKind::Slot(slot) if slot >= mark => {
                self.slots[slot.0 as usize].name = item.name.clone();
                slot
            }
            _ => self.fresh_value(item.name.clone(), value.kind),
        };
        (slot, value.expression)
    }

    /// Does `work` where rows have been grouped.
    fn behind_grouping<T>(
        &mut self,
        grouped: Grouped,
        work: impl FnOnce(&mut Self) -> T,
    ) -> (T, Grouped) {
        let outer = self.grouped.replace(grouped);
        let aggregating = std::mem::replace(&mut self.aggregating, Aggregating::Grouped);
        let result = work(self);
        self.aggregating = aggregating;
        let grouped = std::mem::replace(&mut self.grouped, outer).unwrap_or_default();
        (result, grouped)
    }

    // ---- ORDER BY, SKIP, LIMIT, WHERE

    fn tail(&mut self, projection: &ast::Projection, projected: &mut Projected, grouping: bool) {
        let tail = &projection.tail;
        let mut grouped = std::mem::take(&mut projected.grouped);
        for key in &tail.order {
            grouped.sorting = Some(aggregates(&key.expression, self.library));
            let (key, after) = self.behind_grouping(grouped, |a| {
                if !grouping {
                    a.aggregating = Aggregating::Forbidden;
                }
                a.sort_key(key)
            });
            grouped = after;
            projected.project.order.push(key);
        }
        self.skip_and_limit(tail, &mut projected.project);
        if let Some(predicate) = &projection.predicate {
            grouped.sorting = Some(false);
            let (predicates, after) = self.behind_grouping(grouped, |a| {
                a.aggregating = Aggregating::Forbidden;
                a.conjuncts(predicate)
            });
            grouped = after;
            projected.project.predicates = predicates;
        }
        if let Some(grouping) = &mut projected.project.grouping {
            grouping.aggregates = grouped.aggregates;
        }
        projected.grouped.outer = grouped.outer;
    }

    fn sort_key(&mut self, key: &ast::SortItem) -> SortKey {
        SortKey {
            expression: self.expression(&key.expression),
            descending: key.descending,
            nulls_first: key.nulls_first,
        }
    }

    fn skip_and_limit(&mut self, tail: &OrderLimit, project: &mut Project) {
        project.skip = tail.skip.as_ref().map(|skip| self.row_count(skip, "SKIP"));
        project.limit = tail
            .limit
            .as_ref()
            .map(|limit| self.row_count(limit, "LIMIT"));
    }

    /// A number of rows: no row can be asked for it, and it is a natural number.
    pub(super) fn row_count(&mut self, of: &ast::Expression, keyword: &str) -> Expression {
        let reads = super::super::same::names(of);
        if !reads.is_empty() {
            let message = format!(
                "`{keyword}` cannot depend on a row: it reads `{}`",
                reads[0]
            );
            self.report(mistake("NonConstantExpression", message, of.span));
        }
        if is_negative(of) {
            let message = format!("`{keyword}` cannot be negative");
            self.report(mistake("NegativeIntegerArgument", message, of.span));
        }
        let scope = std::mem::take(&mut self.scope);
        let faults = self.errors.len();
        let count = self.value(of);
        self.scope = scope;
        if !reads.is_empty() {
            self.errors.truncate(faults);
        } else if !possible(&count.kind, &Type::Integer) {
            let error = super::super::mistake::wrong_type("an integer", &count.kind, of.span);
            self.report(error);
        }
        count.expression
    }
}

impl Projected {
    fn new(input: Scope) -> Self {
        Self {
            project: Project::of(Vec::new()),
            names: IndexMap::new(),
            grouped: Grouped {
                input,
                ..Grouped::default()
            },
            renamed: Vec::new(),
        }
    }
}

/// What `ORDER BY` and `WHERE` read: the columns, and the input's variables where its rows are still there.
fn tail_scope(input: &Scope, projected: &Projected, narrow: bool) -> Scope {
    let mut scope = match narrow {
        true => input.projected(projected.renamed.iter().cloned().collect()),
        false => input.clone(),
    };
    for (name, slot) in &projected.names {
        scope.insert(name.clone(), *slot);
    }
    scope
}

fn itself(slot: Slot, span: Span) -> Expression {
    ExpressionKind::Slot(slot).at(span)
}

/// A column's name: the alias, the variable, or the text as written.
fn heading(item: &ast::ProjectionItem) -> Arc<str> {
    match (&item.alias, &item.expression.kind) {
        (Some(alias), _) => alias.text.clone(),
        (None, Kind::Variable(name)) => name.text.clone(),
        (None, _) => item.text.clone(),
    }
}

fn is_negative(of: &ast::Expression) -> bool {
    let negative = |value: &Value| matches!(value, Value::Integer(number) if *number < 0);
    match &of.kind {
        Kind::Literal(literal) => negative(&literal.0),
        Kind::Unary {
            operator: UnaryOperator::Minus,
            operand,
        } => {
            matches!(&operand.kind, Kind::Literal(literal) if matches!(literal.0, Value::Integer(n) if n > 0))
        }
        _ => false,
    }
}
