//! `SHOW`: a query over the procedure that gives the rows.

use std::sync::Arc;

use super::ast::{
    Clause, ClauseKind, Expression, ExpressionKind, Literal, Name, ProcedureCall, Projection,
    ProjectionItem, Query, SingleQuery, Yield,
};
use super::clause::{order_limit, projection, yield_items};
use super::grammar::{Children, Context, Pair, Parsed, Rule, children, is_blank, span, unexpected};
use super::pattern::optional_where;
use crate::diagnostic::Span;
use crate::value::Value;

/// What can be listed.
struct Listing {
    procedure: &'static str,
    /// The columns that are shown.
    shown: &'static [&'static str],
    /// Those that are given where they are asked for, too.
    further: &'static [&'static str],
}

const FUNCTIONS: Listing = Listing {
    procedure: "dbms.functions",
    shown: &["name", "category", "signature", "description"],
    further: &[
        "isBuiltIn",
        "aggregating",
        "argumentDescription",
        "returnDescription",
    ],
};
const PROCEDURES: Listing = Listing {
    procedure: "dbms.procedures",
    shown: &["name", "category", "signature", "description"],
    further: &["mode", "argumentDescription", "returnDescription"],
};
const INDEXES: Listing = Listing {
    procedure: "db.indexes",
    shown: &["name", "type", "entityType", "labelsOrTypes", "properties"],
    further: &["state", "populationPercent", "createStatement"],
};
const CONSTRAINTS: Listing = Listing {
    procedure: "db.constraints",
    shown: &["name", "type", "entityType", "labelsOrTypes", "properties"],
    further: &["propertyType", "createStatement"],
};

/// The kinds of indexes there can be in Neo4j 5.
const INDEX_KINDS: [&str; 6] = ["RANGE", "TEXT", "POINT", "LOOKUP", "FULLTEXT", "VECTOR"];

/// The words that tell one kind of constraints, and the end of the names of that kind.
const CONSTRAINT_KINDS: [(&str, &str); 9] = [
    ("UNIQUE", "PROPERTY_UNIQUENESS"),
    ("UNIQUENESS", "PROPERTY_UNIQUENESS"),
    ("PROPERTY UNIQUE", "PROPERTY_UNIQUENESS"),
    ("PROPERTY UNIQUENESS", "PROPERTY_UNIQUENESS"),
    ("EXIST", "PROPERTY_EXISTENCE"),
    ("EXISTENCE", "PROPERTY_EXISTENCE"),
    ("PROPERTY EXISTENCE", "PROPERTY_EXISTENCE"),
    ("PROPERTY TYPE", "PROPERTY_TYPE"),
    ("KEY", "KEY"),
];

/// The rule `show`.
pub(super) fn show(context: Context<'_>, pair: Pair<'_>) -> Parsed<Query> {
    let span = span(&pair);
    let mut inner = children(pair);
    let what = inner.one();
    let (listing, argument) = match what.as_rule() {
        Rule::functions => (FUNCTIONS, built_in(what)),
        Rule::procedures => (PROCEDURES, None),
        Rule::indexes => (INDEXES, kinds(what, index_kinds)?),
        _ => (CONSTRAINTS, kinds(what, constraint_kinds)?),
    };
    let argument = argument.map(|kind| Expression { kind, span });
    let first = SingleQuery {
        clauses: clauses(context, &listing, argument, &mut inner, span)?,
        span,
    };
    let rest = Vec::new();
    Ok(Query { first, rest, span })
}

/// Whether functions are asked for that are built in, or that are not.
fn built_in(pair: Pair<'_>) -> Option<ExpressionKind> {
    let of = children(pair).next()?.as_rule();
    match of {
        Rule::built_in => Some(ExpressionKind::Literal(Literal(Value::Boolean(true)))),
        Rule::user_defined => Some(ExpressionKind::Literal(Literal(Value::Boolean(false)))),
        _ => None,
    }
}

/// The names of the kinds of indexes or constraints that are asked for; `None`: of all.
fn kinds(pair: Pair<'_>, named: fn(&str) -> Option<Vec<String>>) -> Parsed<Option<ExpressionKind>> {
    let Some(words) = children(pair).get(Rule::rule_kind) else {
        return Ok(None);
    };
    let span = span(&words);
    let split = words.as_str().split(is_blank).filter(|it| !it.is_empty());
    let written = split.collect::<Vec<_>>().join(" ").to_ascii_uppercase();
    if written == "ALL" {
        return Ok(None);
    }
    let Some(names) = named(&written) else {
        let message = format!("`{written}` is no kind of what is to be shown");
        return Err(unexpected(message, None, span));
    };
    let text = |name: String| Expression {
        kind: ExpressionKind::Literal(Literal(Value::from(name))),
        span,
    };
    Ok(Some(ExpressionKind::List(
        names.into_iter().map(text).collect(),
    )))
}

fn index_kinds(written: &str) -> Option<Vec<String>> {
    let known = INDEX_KINDS.contains(&written);
    known.then(|| vec![written.to_owned()])
}

fn constraint_kinds(written: &str) -> Option<Vec<String>> {
    let (of, written) = match written.split_once(' ') {
        Some(("NODE", rest)) => (&["NODE"][..], rest),
        Some(("RELATIONSHIP" | "REL", rest)) => (&["RELATIONSHIP"][..], rest),
        _ => (&["NODE", "RELATIONSHIP"][..], written),
    };
    let mut kinds = CONSTRAINT_KINDS.iter();
    let (_, kind) = kinds.find(|(words, _)| *words == written)?;
    Some(of.iter().map(|of| format!("{of}_{kind}")).collect())
}

fn clauses(
    context: Context<'_>,
    listing: &Listing,
    argument: Option<Expression>,
    inner: &mut Children<'_>,
    place: Span,
) -> Parsed<Vec<Clause>> {
    let yields = columns(
        inner.get(Rule::yield_items).map(yield_items),
        listing,
        place,
    );
    let all = all_of(&yields);
    let mut kinds = vec![ClauseKind::Call(ProcedureCall {
        optional: false,
        name: named(listing.procedure, place),
        arguments: Some(argument.into_iter().collect()),
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

/// The columns asked for: those that are shown where there is no `YIELD`.
fn columns(written: Option<Yield>, listing: &Listing, place: Span) -> Vec<(Name, Option<Name>)> {
    let further = match written {
        Some(Yield::Items(items)) => return items,
        Some(_) => listing.further,
        None => &[],
    };
    let all = listing.shown.iter().chain(further);
    all.map(|column| (named(column, place), None)).collect()
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
