//! Patterns and queries inside expressions.

use super::super::analyse::{Aggregating, Analyser};
use super::super::clause::Role;
use super::super::expression::{ExpressionKind, Slot};
use super::super::mistake::{composition, mistake};
use super::super::pattern::Declaring;
use super::super::query::{Clause, Column, Match, Project, Query, SingleQuery};
use super::{Place, Typed};
use crate::diagnostic::Span;
use crate::syntax::ast;
use crate::syntax::ast::{PathPattern, PathSelector, SubqueryBody, SubqueryKind};
use crate::value::{Type, Value};

impl Analyser<'_> {
    /// Resolves a query inside an expression; gives the outer slots it reads beside it.
    fn nested<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> (T, Vec<Slot>) {
        let inner = self.scope.nested().losing(self.losses());
        let scope = std::mem::replace(&mut self.scope, inner);
        let grouped = self.grouped.take();
        let locals = std::mem::take(&mut self.locals);
        let aggregating = std::mem::replace(&mut self.aggregating, Aggregating::Forbidden);
        let mark = self.mark();
        let (result, read) = self.reading(work);
        self.aggregating = aggregating;
        self.locals = locals;
        self.grouped = grouped;
        self.scope = scope;
        let imports: Vec<Slot> = read.into_iter().filter(|slot| *slot < mark).collect();
        imports.iter().for_each(|slot| self.note_outer(*slot));
        (result, imports)
    }

    /// A pattern as an expression: that there is such a path, or the shortest paths themselves.
    pub(super) fn pattern_value(&mut self, path: &PathPattern, place: Place) -> Typed {
        match (&path.selector, place) {
            (_, Place::Predicate) => self.pattern_predicate(path),
            (Some(PathSelector::ShortestPath), Place::Value) => self.shortest_value(path, false),
            (Some(PathSelector::AllShortestPaths), Place::Value) => self.shortest_value(path, true),
            (_, Place::Value) => {
                let message =
                    "a pattern is not a value, it only tells whether there is such a path";
                let hint = "write `EXISTS { … }`, `COUNT { … }` or `[pattern | expression]`";
                self.report(mistake("UnexpectedSyntax", message, path.span).with_hint(hint));
                Typed::unknown(path.span)
            }
        }
    }

    fn pattern_predicate(&mut self, path: &PathPattern) -> Typed {
        let patterns = std::slice::from_ref(path);
        let (query, imports) = self.nested(|a| a.pattern_query(patterns, None, Declaring::Nothing));
        subquery(SubqueryKind::Exists, query, imports, path.span)
    }

    /// `MATCH patterns WHERE predicate` as a query without columns.
    fn pattern_query(
        &mut self,
        patterns: &[PathPattern],
        predicate: Option<&ast::Expression>,
        declaring: Declaring,
    ) -> Query {
        let found = self.match_patterns(patterns, None, predicate, declaring);
        let (pattern, predicates) = found;
        query(
            vec![Clause::Match(Match {
                optional: false,
                pattern,
                predicates,
            })],
            None,
        )
    }

    /// `shortestPath(…)` as a value: the path, `null` where there is none; or the list of all shortest ones.
    fn shortest_value(&mut self, path: &PathPattern, all: bool) -> Typed {
        let mut named = path.clone();
        let name = ast::Name {
            text: "  path".into(),
            span: path.span,
        };
        named.variable = Some(name.clone());
        let patterns = [named];
        let (query, imports) = self.nested(|a| {
            let (pattern, predicates) =
                a.match_patterns(&patterns, None, None, Declaring::NothingButPath);
            let matched = Clause::Match(Match {
                optional: false,
                pattern,
                predicates,
            });
            let slot = a.scope.get(&name.text).unwrap_or(Slot(0));
            collecting(
                vec![matched],
                slot,
                ExpressionKind::Slot(slot).at(path.span),
            )
        });
        let paths = subquery(SubqueryKind::Collect, query, imports, path.span);
        if all {
            return Typed {
                kind: Type::list(Type::Path),
                ..paths
            };
        }
        let first = ExpressionKind::Index {
            base: Box::new(paths.expression),
            index: Box::new(ExpressionKind::Literal(Value::Integer(0)).at(path.span)),
        };
        Typed {
            expression: first.at(path.span),
            kind: Type::Path,
        }
    }

    /// `[p = (a)-->(b) WHERE predicate | projection]`.
    pub(super) fn pattern_comprehension(
        &mut self,
        pattern: &PathPattern,
        predicate: Option<&ast::Expression>,
        projection: &ast::Expression,
        span: Span,
    ) -> Typed {
        let patterns = std::slice::from_ref(pattern);
        let ((query, kind), imports) = self.nested(|a| {
            let (pattern, predicates) =
                a.match_patterns(patterns, None, predicate, Declaring::Anything);
            let matched = Clause::Match(Match {
                optional: false,
                pattern,
                predicates,
            });
            let projection = a.value(projection);
            let slot = a.fresh_value("  item".into(), projection.kind.clone());
            (
                collecting(vec![matched], slot, projection.expression),
                projection.kind,
            )
        });
        let collected = subquery(SubqueryKind::Collect, query, imports, span);
        Typed {
            kind: Type::list(kind),
            ..collected
        }
    }

    /// `EXISTS { }`, `COUNT { }`, `COLLECT { }`.
    pub(super) fn subquery(
        &mut self,
        kind: SubqueryKind,
        body: &SubqueryBody,
        span: Span,
    ) -> Typed {
        let (query, imports) = self.nested(|a| match body {
            SubqueryBody::Pattern {
                patterns,
                predicate,
            } => {
                if kind == SubqueryKind::Collect {
                    a.report(composition(
                        "`COLLECT` needs a query with one returned column",
                        span,
                    ));
                }
                a.pattern_query(patterns, predicate.as_ref(), Declaring::Anything)
            }
            SubqueryBody::Query(body) => {
                let query = a.query(body, Role::Expression(kind));
                a.check_collected(kind, &query, span);
                query
            }
        });
        let of_items = query
            .columns
            .first()
            .map(|column| self.type_of(column.slot));
        let typed = subquery(kind, query, imports, span);
        match (kind, of_items) {
            (SubqueryKind::Collect, Some(of)) => Typed {
                kind: Type::list(of),
                ..typed
            },
            _ => typed,
        }
    }

    fn check_collected(&mut self, kind: SubqueryKind, query: &Query, span: Span) {
        if kind == SubqueryKind::Collect && query.columns.len() != 1 && self.errors.is_empty() {
            self.report(composition(
                "`COLLECT` needs a query with one returned column",
                span,
            ));
        }
    }
}

fn subquery(kind: SubqueryKind, query: Query, imports: Vec<Slot>, span: Span) -> Typed {
    let of = match kind {
        SubqueryKind::Exists => Type::Boolean,
        SubqueryKind::Count => Type::Integer,
        SubqueryKind::Collect => Type::list(Type::Any),
    };
    let query = Box::new(query);
    Typed {
        expression: ExpressionKind::Subquery {
            kind,
            query,
            imports,
        }
        .at(span),
        kind: of,
    }
}

/// A query of these clauses with at most one column.
pub(in super::super) fn query(clauses: Vec<Clause>, column: Option<Slot>) -> Query {
    let columns = column.map(|slot| Column {
        name: "  item".into(),
        slot,
    });
    Query {
        parts: vec![SingleQuery {
            clauses,
            outputs: column.into_iter().collect(),
        }],
        distinct: false,
        columns: columns.into_iter().collect(),
    }
}

/// A query whose only column is that expression.
pub(in super::super) fn collecting(
    mut clauses: Vec<Clause>,
    slot: Slot,
    item: super::Expression,
) -> Query {
    clauses.push(Clause::Project(Project::of(vec![(slot, item)])));
    query(clauses, Some(slot))
}
