//! `NEXT` beside `UNION`: it binds looser, so each of its sides may be a union.
//!
//! Such a query is put into other words: a union before `NEXT` is a `CALL` at the beginning; one behind it is a `CALL` whose parts each
//! begin with all rows there are so far, collected, lest an aggregation in it see only one of them.

use std::sync::Arc;

use super::super::SemanticError;
use super::super::mistake::not_supported;
use crate::diagnostic::Span;
use crate::syntax::ast::{
    Call, CallSubquery, Clause, ClauseKind, Expression, ExpressionKind, Imports, Name, OrderLimit,
    Projection, ProjectionItem, Query, SingleQuery, UnionPart, Unwind,
};

/// The variable that holds all rows, and the one that holds one of them. Neither can be written.
const ROWS: &str = "  rows";
const ROW: &str = "  row";

/// The query without `NEXT` beside `UNION`; nothing where it has none.
pub(super) fn in_other_words(query: &Query) -> Option<Result<Query, SemanticError>> {
    let parts = query.rest.iter().map(|part| &part.query);
    let mut clauses = parts.chain([&query.first]).flat_map(|part| &part.clauses);
    let mixed =
        !query.rest.is_empty() && clauses.any(|clause| matches!(clause.kind, ClauseKind::Next));
    mixed.then(|| joined(&stages(query), query.span))
}

/// What stands between the `NEXT`s.
fn stages(query: &Query) -> Vec<Query> {
    let mut stages: Vec<Query> = Vec::new();
    let unions = query.rest.iter();
    let parts = unions.map(|part| (Some(part), &part.query));
    for (union, part) in [(None, &query.first)].into_iter().chain(parts) {
        let pieces = part
            .clauses
            .split(|clause| matches!(clause.kind, ClauseKind::Next));
        for (at, piece) in pieces.enumerate() {
            let single = SingleQuery {
                clauses: piece.to_vec(),
                span: part.span,
            };
            match (union.filter(|_| at == 0), stages.last_mut()) {
                (Some(union), Some(stage)) => stage.rest.push(UnionPart {
                    all: union.all,
                    query: single,
                    span: union.span,
                }),
                _ => stages.push(Query {
                    first: single,
                    rest: Vec::new(),
                    span: part.span,
                }),
            }
        }
    }
    stages
}

fn joined(stages: &[Query], span: Span) -> Result<Query, SemanticError> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut columns: Vec<Name> = Vec::new();
    for (at, stage) in stages.iter().enumerate() {
        let last = at + 1 == stages.len();
        if stage.rest.is_empty() {
            clauses.extend(stage.first.clauses.iter().cloned());
            if !last {
                clauses.push(place(ClauseKind::Next, span));
            }
        } else {
            let (imports, query) = match at {
                0 => (Imports::All, stage.clone()),
                _ => {
                    end_next(&mut clauses);
                    clauses.push(collected(&columns, span));
                    let rows = Imports::Names(vec![named(ROWS, span)]);
                    (rows, beginning_with_rows(stage, &columns, span))
                }
            };
            let call = CallSubquery {
                optional: false,
                imports,
                query,
                transactions: None,
            };
            clauses.push(place(ClauseKind::Subquery(call), span));
            let returned = projection(columns_of(stage)?);
            clauses.push(place(
                match last {
                    true => ClauseKind::Return(returned),
                    false => ClauseKind::With(returned),
                },
                span,
            ));
        }
        if !last {
            columns = columns_of(stage)?
                .into_iter()
                .map(|(name, _)| name)
                .collect();
        }
    }
    Ok(Query {
        first: SingleQuery { clauses, span },
        rest: Vec::new(),
        span,
    })
}

/// A `RETURN` before `NEXT` and what follows is a `WITH`.
fn end_next(clauses: &mut Vec<Clause>) {
    if let Some(Clause {
        kind: ClauseKind::Next,
        ..
    }) = clauses.last()
    {
        clauses.pop();
        if let Some(clause) = clauses.last_mut()
            && let ClauseKind::Return(projection) = &mut clause.kind
        {
            for item in &mut projection.items {
                let alias = Name {
                    text: item.text.clone(),
                    span: item.span,
                };
                item.alias.get_or_insert(alias);
            }
            clause.kind = ClauseKind::With(projection.clone());
        }
    }
}

/// The columns a stage gives, each with the variable of that name.
fn columns_of(stage: &Query) -> Result<Vec<(Name, Expression)>, SemanticError> {
    let last = stage.first.clauses.last();
    let returned = last.and_then(|clause| match &clause.kind {
        ClauseKind::Return(projection) if projection.star.is_none() => Some(projection),
        _ => None,
    });
    let Some(returned) = returned else {
        let what = "`NEXT` beside `UNION` where the columns are not named in a `RETURN`";
        return Err(not_supported(what, stage.span));
    };
    let names = returned.items.iter().map(|item| {
        let text = item.alias.as_ref().map_or(&item.text, |alias| &alias.text);
        let name = named(text, item.span);
        (name.clone(), variable(&name))
    });
    Ok(names.collect())
}

/// `WITH collect({column: column, …}) AS rows`.
fn collected(columns: &[Name], span: Span) -> Clause {
    let entries = columns.iter().map(|name| (name.clone(), variable(name)));
    let map = expression(ExpressionKind::Map(entries.collect()), span);
    let call = Call {
        name: named("collect", span),
        distinct: false,
        arguments: vec![map],
    };
    let all = expression(ExpressionKind::Call(call), span);
    let items = vec![(named(ROWS, span), all)];
    place(ClauseKind::With(projection(items)), span)
}

/// Each part with `UNWIND rows AS row WITH row.column AS column, …` before it.
fn beginning_with_rows(stage: &Query, columns: &[Name], span: Span) -> Query {
    let mut stage = stage.clone();
    let rest = stage.rest.iter_mut().map(|part| &mut part.query);
    for part in [&mut stage.first].into_iter().chain(rest) {
        let unwind = Unwind {
            list: variable(&named(ROWS, span)),
            variable: named(ROW, span),
        };
        let items = columns.iter().map(|name| {
            let property = ExpressionKind::Property {
                base: Box::new(variable(&named(ROW, span))),
                key: name.clone(),
            };
            (name.clone(), expression(property, span))
        });
        let with = ClauseKind::With(projection(items.collect()));
        let before = [place(ClauseKind::Unwind(unwind), span), place(with, span)];
        part.clauses.splice(0..0, before);
    }
    stage
}

fn projection(items: Vec<(Name, Expression)>) -> Projection {
    let items = items.into_iter().map(|(alias, expression)| ProjectionItem {
        text: alias.text.clone(),
        span: expression.span,
        expression,
        alias: Some(alias),
    });
    Projection {
        distinct: false,
        star: None,
        items: items.collect(),
        tail: OrderLimit::default(),
        predicate: None,
    }
}

fn place(kind: ClauseKind, span: Span) -> Clause {
    Clause { kind, span }
}

fn named(text: &str, span: Span) -> Name {
    Name {
        text: Arc::from(text),
        span,
    }
}

fn variable(name: &Name) -> Expression {
    expression(ExpressionKind::Variable(name.clone()), name.span)
}

fn expression(kind: ExpressionKind, span: Span) -> Expression {
    Expression { kind, span }
}
