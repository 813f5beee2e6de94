//! What there is in the graph, by name, and what runs it.

use std::sync::Arc;

use super::super::Call;
use super::super::argument::{any, text};
use super::Procedure;
use crate::graph::{Rule, RuleKind, SourceDocument, Target};
use crate::value::{ErrorKind, Type, Value, ValueError};

pub(super) fn procedures() -> Vec<Procedure> {
    vec![
        Procedure::new("db.labels", "The labels nodes carry.", labels)
            .giving("label", Type::String),
        Procedure::new(
            "db.relationshipTypes",
            "The types relationships have.",
            types,
        )
        .giving("relationshipType", Type::String),
        Procedure::new("db.propertyKeys", "The names properties have had.", keys)
            .giving("propertyKey", Type::String),
        Procedure::new(
            "dbms.components",
            "The program that answers, with its version.",
            components,
        )
        .giving("name", Type::String)
        .giving("versions", Type::list(Type::String))
        .giving("edition", Type::String),
        rules("db.indexes", "The indexes that were declared.", indexes)
            .giving("state", Type::String)
            .giving("populationPercent", Type::Float),
        rules(
            "db.constraints",
            "The constraints the graph keeps.",
            constraints,
        )
        .giving("propertyType", Type::String),
        Procedure::new(
            "db.awaitIndex",
            "Waits until an index can be used, which it can be at once.",
            index_awaited,
        )
        .taking("indexName", Type::String)
        .taking("timeOutSeconds?", Type::Integer),
        Procedure::new(
            "db.awaitIndexes",
            "Waits until all indexes can be used, which they can be at once.",
            |_, _| Ok(Vec::new()),
        )
        .taking("timeOutSeconds?", Type::Integer),
        Procedure::new("db.ping", "Whether there is an answer.", |_, _| {
            Ok(vec![vec![Value::Boolean(true)]])
        })
        .giving("success", Type::Boolean),
        Procedure::new("sources", "The documents facts were read from.", sources)
            .giving("id", Type::String)
            .giving("title", Type::String)
            .giving("path", Type::String)
            .giving("characters", Type::Integer),
    ]
}

type Rows = Result<Vec<Vec<Value>>, ValueError>;

fn names<'g>(names: impl Iterator<Item = &'g Arc<str>>) -> Rows {
    Ok(names
        .map(|name| vec![Value::String(name.clone())])
        .collect())
}

fn labels(call: &Call<'_>, _: &[Value]) -> Rows {
    names(
        call.graph
            .labels()
            .filter(|(id, _)| call.graph.node_count_with(*id) > 0)
            .map(|(_, name)| name),
    )
}

fn types(call: &Call<'_>, _: &[Value]) -> Rows {
    names(
        call.graph
            .types()
            .filter(|(id, _)| call.graph.relationship_count_of(*id) > 0)
            .map(|(_, name)| name),
    )
}

fn keys(call: &Call<'_>, _: &[Value]) -> Rows {
    names(call.graph.keys().map(|(_, name)| name))
}

/// A procedure that lists indexes or constraints.
fn rules(name: &str, documentation: &str, body: fn(&Call<'_>, &[Value]) -> Rows) -> Procedure {
    Procedure::new(name, documentation, body)
        .taking("types?", Type::list(Type::String))
        .giving("name", Type::String)
        .giving("type", Type::String)
        .giving("entityType", Type::String)
        .giving("labelsOrTypes", Type::list(Type::String))
        .giving("properties", Type::list(Type::String))
        .giving("createStatement", Type::String)
}

/// The rows of the indexes or of the constraints by name: of all, or of those whose types are asked for.
fn rule_rows(
    call: &Call<'_>,
    arguments: &[Value],
    wanted: fn(&Rule) -> bool,
    further: fn(&Rule) -> Vec<Value>,
) -> Vec<Vec<Value>> {
    let asked_for = |row: &Vec<Value>| match any(arguments, 0) {
        Value::List(types) => types.iter().any(|it| it.as_str() == row[1].as_str()),
        _ => true,
    };
    let rules = call.graph.rules().iter().filter(|rule| wanted(rule));
    let rows = rules.map(|rule| [rule_row(rule), further(rule)].concat());
    let mut rows: Vec<_> = rows.filter(asked_for).collect();
    rows.sort_by(|left, right| left[0].as_str().cmp(&right[0].as_str()));
    rows
}

fn rule_row(rule: &Rule) -> Vec<Value> {
    let entity = match rule.target {
        Target::Nodes(_) => "NODE",
        Target::Relationships(_) => "RELATIONSHIP",
    };
    let kind = match rule.kind {
        RuleKind::Index => "RANGE".to_owned(),
        RuleKind::Unique => format!("{entity}_PROPERTY_UNIQUENESS"),
        RuleKind::Exists => format!("{entity}_PROPERTY_EXISTENCE"),
        RuleKind::Key => format!("{entity}_KEY"),
        RuleKind::Type(_) => format!("{entity}_PROPERTY_TYPE"),
    };
    let text = |name: &Arc<str>| Value::String(name.clone());
    vec![
        text(&rule.name),
        Value::from(kind),
        Value::from(entity),
        Value::list([text(rule.target.name())]),
        Value::List(rule.properties.iter().map(text).collect()),
        Value::from(rule.to_string()),
    ]
}

/// An index is there as soon as it is declared.
fn indexes(call: &Call<'_>, arguments: &[Value]) -> Rows {
    let wanted = |rule: &Rule| !rule.kind.is_constraint();
    let populated = |_: &Rule| vec![Value::from("ONLINE"), Value::Float(100.0)];
    Ok(rule_rows(call, arguments, wanted, populated))
}

fn constraints(call: &Call<'_>, arguments: &[Value]) -> Rows {
    let wanted = |rule: &Rule| rule.kind.is_constraint();
    let required = |rule: &Rule| match &rule.kind {
        RuleKind::Type(of) => vec![Value::from(of.to_string())],
        _ => vec![Value::Null],
    };
    Ok(rule_rows(call, arguments, wanted, required))
}

/// Nothing to wait for: an index is there as soon as it is declared.
fn index_awaited(call: &Call<'_>, arguments: &[Value]) -> Rows {
    let name = text(arguments, 0)?;
    let is_it = |rule: &Rule| *rule.name == *name && !rule.kind.is_constraint();
    if call.graph.rules().iter().any(is_it) {
        return Ok(Vec::new());
    }
    let message = format!("there is no index `{name}`");
    Err(ValueError::new(
        ErrorKind::SemanticError,
        "SchemaRuleNotFound",
        message,
    ))
}

fn components(_: &Call<'_>, _: &[Value]) -> Rows {
    let versions = Value::list([Value::from(env!("CARGO_PKG_VERSION"))]);
    Ok(vec![vec![
        Value::from("rihla"),
        versions,
        Value::from("embedded"),
    ]])
}

fn sources(call: &Call<'_>, _: &[Value]) -> Rows {
    Ok(call.graph.sources().iter().map(source).collect())
}

fn source(document: &SourceDocument) -> Vec<Value> {
    let text = |text: &Option<Arc<str>>| text.clone().map_or(Value::Null, Value::String);
    let characters = document.text.chars().count() as i64;
    vec![
        Value::String(document.id.clone()),
        text(&document.title),
        text(&document.path),
        Value::Integer(characters),
    ]
}
