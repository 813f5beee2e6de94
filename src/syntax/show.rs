//! `SHOW`: a list as it is, or a query over one.

use std::sync::Arc;

use super::ast::{
    Body, Clause, ClauseKind, Expression, ExpressionKind, Name, ProcedureCall, Projection,
    ProjectionItem, Query, Show, ShowKind, SingleQuery, Yield,
};
use super::clause::{order_limit, projection, yield_items};
use super::grammar::{Children, Context, Pair, Parsed, Rule, children, span, unexpected};
use super::pattern::optional_where;
use crate::diagnostic::Span;

/// The columns of both lists.
const COLUMNS: [&str; 4] = ["name", "category", "signature", "description"];

/// The rule `show`. With `YIELD`, `WHERE` and the like it stands for a query that calls a procedure of the same rows.
pub(super) fn show(context: Context<'_>, pair: Pair<'_>) -> Parsed<Body> {
    let span = span(&pair);
    let mut inner = children(pair);
    let what = match inner.one().as_rule() {
        Rule::functions => ShowKind::Functions,
        Rule::procedures => ShowKind::Procedures,
        Rule::indexes => ShowKind::Indexes,
        _ => ShowKind::Constraints,
    };
    let procedure = match (inner.clone().next(), what) {
        (None, _) => return Ok(Body::Show(Show { what, span })),
        (_, ShowKind::Functions) => "dbms.functions",
        (_, ShowKind::Procedures) => "dbms.procedures",
        (Some(next), _) => return Err(no_columns(&next)),
    };
    let first = SingleQuery {
        clauses: clauses(context, procedure, &mut inner, span)?,
        span,
    };
    let rest = Vec::new();
    Ok(Body::Query(Query { first, rest, span }))
}

fn no_columns(next: &Pair<'_>) -> super::SyntaxError {
    unexpected(
        "only SHOW FUNCTIONS and SHOW PROCEDURES have columns to choose from",
        None,
        span(next),
    )
}

fn clauses(
    context: Context<'_>,
    procedure: &str,
    inner: &mut Children<'_>,
    place: Span,
) -> Parsed<Vec<Clause>> {
    let yields = columns(inner.get(Rule::yield_items).map(yield_items), place);
    let all = all_of(&yields);
    let mut kinds = vec![ClauseKind::Call(ProcedureCall {
        optional: false,
        name: named(procedure, place),
        arguments: Some(Vec::new()),
        yields: Yield::Items(yields),
        predicate: None,
    })];
    if let Some(order) = inner.get(Rule::order_clause) {
        kinds.push(ClauseKind::OrderLimit(order_limit(context, order)?));
    }
    if let Some(predicate) = optional_where(context, inner)? {
        kinds.push(ClauseKind::Filter(*predicate));
    }
    kinds.push(ClauseKind::Return(match inner.get(Rule::return_clause) {
        Some(pair) => projection(context, pair)?,
        None => all,
    }));
    let clause = |kind| Clause { kind, span: place };
    Ok(kinds.into_iter().map(clause).collect())
}

fn named(text: &str, span: Span) -> Name {
    Name {
        text: text.into(),
        span,
    }
}

/// The columns asked for: all of them where none are named.
fn columns(written: Option<Yield>, place: Span) -> Vec<(Name, Option<Name>)> {
    match written {
        Some(Yield::Items(items)) => items,
        _ => COLUMNS.map(|column| (named(column, place), None)).to_vec(),
    }
}

/// What is returned where no `RETURN` is written: the columns in their order.
fn all_of(yields: &[(Name, Option<Name>)]) -> Projection {
    let item = |(column, alias): &(Name, Option<Name>)| {
        let name = alias.as_ref().unwrap_or(column).clone();
        ProjectionItem {
            text: Arc::clone(&name.text),
            alias: None,
            span: name.span,
            expression: Expression {
                span: name.span,
                kind: ExpressionKind::Variable(name),
            },
        }
    };
    Projection {
        distinct: false,
        star: None,
        items: yields.iter().map(item).collect(),
        tail: Default::default(),
        predicate: None,
    }
}
