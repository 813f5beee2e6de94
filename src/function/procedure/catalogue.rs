//! What there is in the graph, by name, and what runs it.

use std::sync::Arc;

use super::super::Call;
use super::Procedure;
use crate::graph::SourceDocument;
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
