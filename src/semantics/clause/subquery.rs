//! `CALL { }` and what it takes in from outside.
//!
//! Without parentheses and without a leading importing `WITH` openCypher takes nothing in and GQL takes everything.
//! Where the body names an outer variable the two disagree, so that is an error that says how to decide.

use std::sync::Arc;

use indexmap::IndexMap;

use super::super::analyse::Analyser;
use super::super::mistake::{already_bound, mistake};
use super::super::query::{Batches, Clause, Query, Subquery, VariableKind};
use super::super::scope::Scope;
use super::Role;
use crate::diagnostic::Span;
use crate::syntax::ast;
use crate::syntax::ast::{ClauseKind, ExpressionKind, Imports, OnError};
use crate::value::Type;

impl Analyser<'_> {
    pub(super) fn call_subquery(&mut self, call: &ast::CallSubquery, span: Span) -> Clause {
        let inner = self.imported(&call.imports);
        let outer = std::mem::replace(&mut self.scope, inner);
        let mark = self.mark();
        let unstated = matches!(call.imports, Imports::Unstated);
        let importing = std::mem::replace(&mut self.importing, unstated.then(|| outer.clone()));
        let (query, read) = self.reading(|a| a.query(&call.query, Role::Call));
        self.importing = importing;
        self.scope = outer;
        self.declare_columns(&query, span);
        let batches = call.transactions.as_ref().map(|it| self.batches(it));
        let imports = read.into_iter().filter(|slot| *slot < mark).collect();
        Clause::Subquery(Subquery {
            query,
            imports,
            optional: call.optional,
            batches,
        })
    }

    fn batches(&mut self, transactions: &ast::Transactions) -> Batches {
        let rows = transactions.rows.as_ref();
        if let Some(status) = &transactions.status
            && transactions.on_error == OnError::Fail
        {
            let message =
                "a status can only be reported where the statement goes on after an error";
            let error = mistake("UnexpectedSyntax", message, status.span);
            self.report(error.with_hint("write ON ERROR CONTINUE or ON ERROR BREAK"));
        }
        let status = transactions.status.as_ref();
        Batches {
            rows: rows.map(|rows| self.row_count(rows, "OF … ROWS")),
            on_error: transactions.on_error,
            status: status.map(|name| self.declare(name, VariableKind::Value, Type::Map)),
        }
    }

    fn imported(&mut self, imports: &Imports) -> Scope {
        match imports {
            Imports::Unstated => self.scope.importing_nothing(),
            Imports::All => self.scope.nested(),
            Imports::Names(names) => {
                let mut imported = IndexMap::new();
                for name in names {
                    if let Some(slot) = self.read(name) {
                        imported.insert(name.text.clone(), slot);
                    }
                }
                self.scope.importing(imported)
            }
        }
    }

    /// Whether a part of a `CALL { }` begins with a `WITH` that only names what it takes in; then they are taken in.
    pub(super) fn import_leading(&mut self, query: &ast::SingleQuery) -> bool {
        let Some(ClauseKind::With(projection)) = query.clauses.first().map(|clause| &clause.kind)
        else {
            return false;
        };
        let Some(outer) = self.importing.clone() else {
            return false;
        };
        if !is_importing(projection) || self.scope.visible().next().is_some() {
            return false;
        }
        self.scope = outer;
        let mut names = IndexMap::new();
        if projection.star.is_some() {
            let own: Vec<_> = self
                .scope
                .own()
                .map(|(name, slot)| (name.clone(), slot))
                .collect();
            own.iter().for_each(|(_, slot)| self.note_read(*slot));
            names.extend(own);
        }
        for item in &projection.items {
            if let ExpressionKind::Variable(name) = &item.expression.kind
                && let Some(slot) = self.read(name)
            {
                names.insert(name.text.clone(), slot);
            }
        }
        self.scope = Scope::default().projected(names);
        true
    }

    /// The projection at the end of a `CALL { }`: `*` stands for what the subquery has of its own, as what was taken in is there
    /// outside.
    pub(super) fn without_imported(&self, projection: &ast::Projection) -> ast::Projection {
        let mut projection = projection.clone();
        let (Some(star), Some(outer)) = (projection.star, &self.importing) else {
            return projection;
        };
        let own = self.scope.own();
        let own = own.filter(|(name, slot)| outer.get(name) != Some(*slot));
        let mut names: Vec<_> = own.map(|(name, _)| name.clone()).collect();
        if names.len() == self.scope.own().count() {
            return projection;
        }
        names.sort();
        let item = |text: Arc<str>| {
            let name = ast::Name { text, span: star };
            ast::ProjectionItem {
                text: name.text.clone(),
                alias: None,
                span: star,
                expression: ast::Expression {
                    kind: ExpressionKind::Variable(name),
                    span: star,
                },
            }
        };
        let written = std::mem::take(&mut projection.items);
        projection.items = names.into_iter().map(item).chain(written).collect();
        projection.star = None;
        projection
    }

    fn declare_columns(&mut self, query: &Query, span: Span) {
        for column in &query.columns {
            if self.scope.get(&column.name).is_some() {
                let error = already_bound(&column.name, span);
                self.report(
                    error.with_hint("give the column a name of its own in the subquery's `RETURN`"),
                );
            }
            self.scope.insert(column.name.clone(), column.slot);
        }
    }

    /// Columns of a subquery become variables, so they need names.
    pub(super) fn check_named_columns(&mut self, projection: &ast::Projection) {
        for item in &projection.items {
            if item.alias.is_none() && !matches!(item.expression.kind, ExpressionKind::Variable(_))
            {
                let message = "an expression that a subquery returns needs a name";
                let error = mistake("NoExpressionAlias", message, item.span);
                self.report(error.with_hint("write `AS` and a name behind it"));
            }
        }
    }
}

fn is_importing(projection: &ast::Projection) -> bool {
    let plain = |item: &ast::ProjectionItem| {
        item.alias.is_none() && matches!(item.expression.kind, ExpressionKind::Variable(_))
    };
    !projection.distinct
        && projection.predicate.is_none()
        && projection.tail == ast::OrderLimit::default()
        && projection.items.iter().all(plain)
}
