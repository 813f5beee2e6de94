//! What there is in the graph, by name, and what runs it.

use std::sync::Arc;

use super::super::Call;
use super::Procedure;
use crate::graph::{Rule, RuleKind, SourceDocument, Target};
use crate::value::{Type, Value, ValueError};

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
        rules(
            "db.indexes",
            "The indexes that were declared.",
            |call, _| Ok(rule_rows(call, false)),
        ),
        rules(
            "db.constraints",
            "The constraints the graph keeps.",
            |call, _| Ok(rule_rows(call, true)),
        ),
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
        .giving("name", Type::String)
        .giving("type", Type::String)
        .giving("entityType", Type::String)
        .giving("labelsOrTypes", Type::list(Type::String))
        .giving("properties", Type::list(Type::String))
}

fn rule_rows(call: &Call<'_>, constraints: bool) -> Vec<Vec<Value>> {
    let rules = call.graph.rules().iter();
    let wanted = rules.filter(|rule| rule.kind.is_constraint() == constraints);
    let mut rows: Vec<_> = wanted.map(rule_row).collect();
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
    };
    let text = |name: &Arc<str>| Value::String(name.clone());
    vec![
        text(&rule.name),
        Value::from(kind),
        Value::from(entity),
        Value::list([text(rule.target.name())]),
        Value::List(rule.properties.iter().map(text).collect()),
    ]
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
