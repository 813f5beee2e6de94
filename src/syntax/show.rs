//! `SHOW`: a list as it is, or a query over one.

use std::sync::Arc;

use super::ast::{
    Body, Clause, ClauseKind, Expression, ExpressionKind, Name, ProcedureCall, Projection,
    ProjectionItem, Query, Show, ShowKind, SingleQuery, Yield,
};
use super::clause::{order_limit, projection, yield_items};
use super::grammar::{Children, Context, Pair, Parsed, Rule, children, span};
use super::pattern::optional_where;
use crate::diagnostic::Span;

/// The columns of functions and procedures.
const COLUMNS: [&str; 4] = ["name", "category", "signature", "description"];
/// The columns of indexes and constraints.
const RULE_COLUMNS: [&str; 5] = ["name", "type", "entityType", "labelsOrTypes", "properties"];

/// The rule `show`. But for the plain lists of the library it stands for a query that calls a procedure of the same rows.
pub(super) fn show(context: Context<'_>, pair: Pair<'_>) -> Parsed<Body> {
    let span = span(&pair);
    let mut inner = children(pair);
    let what = inner.one().as_rule();
    let alone = inner.clone().next().is_none();
    let procedure = match what {
        Rule::functions if alone => {
            let what = ShowKind::Functions;
            return Ok(Body::Show(Show { what, span }));
        }
        Rule::procedures if alone => {
            let what = ShowKind::Procedures;
            return Ok(Body::Show(Show { what, span }));
        }
        Rule::functions => "dbms.functions",
        Rule::procedures => "dbms.procedures",
        Rule::indexes => "db.indexes",
        _ => "db.constraints",
    };
    let first = SingleQuery {
        clauses: clauses(context, procedure, &mut inner, span)?,
        span,
    };
    let rest = Vec::new();
    Ok(Body::Query(Query { first, rest, span }))
}

fn clauses(
    context: Context<'_>,
    procedure: &str,
    inner: &mut Children<'_>,
    place: Span,
) -> Parsed<Vec<Clause>> {
    let all = if procedure.starts_with("dbms") {
        &COLUMNS[..]
    } else {
        &RULE_COLUMNS
    };
    let yields = columns(inner.get(Rule::yield_items).map(yield_items), all, place);
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
fn columns(written: Option<Yield>, all: &[&str], place: Span) -> Vec<(Name, Option<Name>)> {
    match written {
        Some(Yield::Items(items)) => items,
        _ => all
            .iter()
            .map(|column| (named(column, place), None))
            .collect(),
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
