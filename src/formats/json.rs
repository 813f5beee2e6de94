//! JSON, one array or one object a line.
//!
//! What JSON has is written as it is: integers stay integers, floats keep their point. What it lacks is tagged so that
//! nothing is lost: `{"$node": …}`, `{"$relationship": …}`, `{"$path": …}`, `{"$date": "2022-09-15"}`, `{"$float": "NaN"}`.

use std::io::{self, Write};
use std::sync::Arc;

use serde_json::{Map as Object, Value as Json, json};

use crate::diagnostic::Source;
use crate::error::Error;
use crate::graph::Evidence;
use crate::session::{Entities, Node, Relationship, Rows};
use crate::value::{Path, Point, Value};

/// Writes one array of objects.
///
/// # Errors
/// The writer's.
pub fn write_array(rows: &Rows, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    for (number, row) in rows.rows.iter().enumerate() {
        out.write_all(if number == 0 { b"\n  " } else { b",\n  " })?;
        serde_json::to_writer(&mut *out, &object(rows, row))?;
    }
    out.write_all(if rows.rows.is_empty() {
        b"]\n"
    } else {
        b"\n]\n"
    })
}

/// Writes one object a line.
///
/// # Errors
/// The writer's.
pub fn write_lines(rows: &Rows, out: &mut dyn Write) -> io::Result<()> {
    for row in &rows.rows {
        serde_json::to_writer(&mut *out, &object(rows, row))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// An error as one object on one line: phase, kind, detail, message, hint, line and column (both one-based, `null` where the
/// error has no place), with the further mistakes of the statement under `others`, if there are any.
pub fn error(error: &Error, source: &Source<'_>) -> Json {
    let place = error.span.map(|span| source.position(span.start as usize));
    let mut object = json!({
        "phase": error.phase.to_string(),
        "kind": error.kind.to_string(),
        "detail": error.detail,
        "message": error.message,
        "hint": error.hint,
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
    });
    if !error.others.is_empty() {
        let others = error.others.iter();
        object["others"] = others.map(|other| self::error(other, source)).collect();
    }
    object
}

fn object(rows: &Rows, row: &[Value]) -> Json {
    let entries = rows.columns.iter().zip(row);
    let mut object: Object<String, Json> = entries
        .map(|(column, value)| (column.to_string(), to_json(value, &rows.entities)))
        .collect();
    if let (true, Some(column), Some(why)) = (rows.why, rows.columns.last(), row.last()) {
        object.insert(column.to_string(), facts_json(why, &rows.entities));
    }
    Json::Object(object)
}

/// The facts behind a row: tagged nodes and relationships, each with its evidence. Elsewhere evidence is left out: it
/// is no property.
fn facts_json(why: &Value, entities: &Entities) -> Json {
    let facts = why.as_list().unwrap_or_default();
    facts.iter().map(|fact| fact_json(fact, entities)).collect()
}

fn fact_json(fact: &Value, entities: &Entities) -> Json {
    let (tag, evidence) = match fact {
        Value::Node(id) => ("$node", entities.node(*id).map(|node| &node.evidence)),
        Value::Relationship(id) => (
            "$relationship",
            entities.relationship(*id).map(|found| &found.evidence),
        ),
        _ => ("", None),
    };
    let mut json = to_json(fact, entities);
    if let Some(evidence) = evidence {
        json[tag]["evidence"] = evidence.iter().map(passage_json).collect();
    }
    json
}

fn passage_json(passage: &Evidence) -> Json {
    let mut json = json!({
        "source": &*passage.source,
        "quote": &*passage.quote,
        "start": passage.start,
        "end": passage.end,
    });
    if let Some(note) = &passage.note {
        json["note"] = json!(&**note);
    }
    json
}

/// A value as JSON, with tags where JSON has no such value.
pub fn to_json(value: &Value, entities: &Entities) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Boolean(truth) => json!(truth),
        Value::Integer(number) => json!(number),
        Value::Float(number) if number.is_finite() => json!(number),
        Value::Float(_) => tagged("$float", json!(value.to_string())),
        Value::String(text) => json!(&**text),
        Value::List(items) => items.iter().map(|item| to_json(item, entities)).collect(),
        Value::Map(entries) => map(entries.iter(), entities),
        Value::Node(id) => entities
            .node(*id)
            .map_or(Json::Null, |node| node_json(node, entities)),
        Value::Relationship(id) => entities
            .relationship(*id)
            .map_or(Json::Null, |it| relationship_json(it, entities)),
        Value::Path(path) => path_json(path, entities),
        Value::Date(_) => tagged("$date", json!(value.to_string())),
        Value::LocalTime(_) => tagged("$localtime", json!(value.to_string())),
        Value::Time(_) => tagged("$time", json!(value.to_string())),
        Value::LocalDateTime(_) => tagged("$localdatetime", json!(value.to_string())),
        Value::DateTime(_) => tagged("$datetime", json!(value.to_string())),
        Value::Duration(_) => tagged("$duration", json!(value.to_string())),
        Value::Point(point) => point_json(point),
    }
}

/// A map as an object. A map whose only key looks like a tag is tagged itself, so that it is not mistaken for one.
fn map<'e>(entries: impl Iterator<Item = (&'e Arc<str>, &'e Value)>, entities: &Entities) -> Json {
    let object: Object<String, Json> = entries
        .map(|(key, value)| (key.to_string(), to_json(value, entities)))
        .collect();
    let ambiguous = object.len() == 1 && object.keys().all(|key| key.starts_with('$'));
    let object = Json::Object(object);
    if ambiguous {
        tagged("$map", object)
    } else {
        object
    }
}

fn tagged(tag: &str, value: Json) -> Json {
    Json::Object(Object::from_iter([(tag.to_string(), value)]))
}

fn properties(entries: &[(Arc<str>, Value)], entities: &Entities) -> Json {
    Json::Object(
        entries
            .iter()
            .map(|(key, value)| (key.to_string(), to_json(value, entities)))
            .collect(),
    )
}

fn node_json(node: &Node, entities: &Entities) -> Json {
    let labels: Vec<&str> = node.labels.iter().map(AsRef::as_ref).collect();
    let properties = properties(&node.properties, entities);
    tagged(
        "$node",
        json!({ "id": node.id.0, "labels": labels, "properties": properties }),
    )
}

fn relationship_json(relationship: &Relationship, entities: &Entities) -> Json {
    tagged(
        "$relationship",
        json!({
            "id": relationship.id.0,
            "type": &*relationship.kind,
            "start": relationship.start.0,
            "end": relationship.end.0,
            "properties": properties(&relationship.properties, entities),
        }),
    )
}

fn path_json(path: &Path, entities: &Entities) -> Json {
    let nodes: Vec<Json> = path
        .nodes
        .iter()
        .map(|node| to_json(&Value::Node(*node), entities))
        .collect();
    let relationships: Vec<Json> = path
        .relationships
        .iter()
        .map(|id| to_json(&Value::Relationship(*id), entities))
        .collect();
    tagged(
        "$path",
        json!({ "nodes": nodes, "relationships": relationships }),
    )
}

fn point_json(point: &Point) -> Json {
    let mut parts = json!({ "srid": point.srid, "x": point.x, "y": point.y });
    if let Some(z) = point.z {
        parts["z"] = json!(z);
    }
    tagged("$point", parts)
}
