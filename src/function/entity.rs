//! Nodes, relationships and paths.
//!
//! Id, type and ends of an entity are what they were after it was deleted; labels and properties are gone.

use super::argument::{any, wrong};
use super::table::{one_of, scalar};
use super::{Call, Function, Outcome};
use crate::graph::{Entity, GraphError, KeyId, Relationship};
use crate::value::{Map, Path, Type, Value, ValueError};

/// `id`, as expressions the planner makes call it.
pub(crate) fn id_function() -> Function {
    scalar(
        "id",
        [("entity", one_of([Type::Node, Type::Relationship]))],
        Type::Integer,
        "The number of a node or relationship.",
        id,
    )
    .reads_surroundings()
}

pub(super) fn functions() -> Vec<Function> {
    use Type::{Node, String};
    let entity = || one_of([Node, Type::Relationship]);
    let holder = || one_of([Type::Map, Node, Type::Relationship]);
    let element_id = scalar(
        "elementId",
        [("entity", entity())],
        String,
        "The identity of a node or relationship as text.",
        element,
    );
    let table = vec![
        id_function(),
        element_id.renamed("element_id"),
        element_id,
        scalar(
            "labels",
            [("node", Node)],
            Type::list(String),
            "The labels of a node.",
            labels,
        ),
        scalar(
            "type",
            [("relationship", Type::Relationship)],
            String,
            "The type of a relationship.",
            kind,
        ),
        scalar(
            "keys",
            [("input", holder())],
            Type::list(String),
            "The names of the properties, or of a map's entries.",
            keys,
        ),
        scalar(
            "properties",
            [("input", holder())],
            Type::Map,
            "All properties as a map.",
            properties,
        ),
    ];
    table
        .into_iter()
        .chain(ends_and_steps())
        .map(Function::reads_surroundings)
        .collect()
}

/// What relationships and paths are made of.
fn ends_and_steps() -> Vec<Function> {
    use Type::{Integer, Node};
    let length = scalar(
        "length",
        [("path", Type::Path)],
        Integer,
        "The number of relationships of a path.",
        |_, a| Ok(Value::Integer(path(a)?.relationships.len() as i64)),
    );
    vec![
        scalar(
            "startNode",
            [("relationship", Type::Relationship)],
            Node,
            "The node a relationship leaves.",
            |call, a| Ok(Value::Node(relationship(call, a)?.start)),
        ),
        scalar(
            "endNode",
            [("relationship", Type::Relationship)],
            Node,
            "The node a relationship arrives at.",
            |call, a| Ok(Value::Node(relationship(call, a)?.end)),
        ),
        scalar(
            "nodes",
            [("path", Type::Path)],
            Type::list(Node),
            "The nodes of a path in walking order.",
            |_, a| {
                Ok(Value::List(
                    path(a)?.nodes.iter().copied().map(Value::Node).collect(),
                ))
            },
        ),
        scalar(
            "relationships",
            [("path", Type::Path)],
            Type::list(Type::Relationship),
            "The relationships of a path in walking order.",
            |_, a| {
                Ok(Value::List(
                    path(a)?
                        .relationships
                        .iter()
                        .copied()
                        .map(Value::Relationship)
                        .collect(),
                ))
            },
        ),
        length.renamed("path_length"),
        length,
    ]
}

/// A node or relationship that is still there.
pub(super) fn live(call: &Call<'_>, value: &Value) -> Result<Entity, ValueError> {
    let entity = match value {
        Value::Node(node) => Entity::Node(*node),
        Value::Relationship(relationship) => Entity::Relationship(*relationship),
        other => return wrong("a node or a relationship", other),
    };
    if call.graph.contains(entity) {
        Ok(entity)
    } else {
        Err(GraphError::gone(entity).into())
    }
}

/// The fixed part of a relationship, also of one the running transaction deleted.
fn relationship(call: &Call<'_>, arguments: &[Value]) -> Result<Relationship, ValueError> {
    match any(arguments, 0) {
        Value::Relationship(id) => call
            .graph
            .find_relationship(*id)
            .ok_or_else(|| GraphError::gone(Entity::Relationship(*id)).into()),
        other => wrong("a relationship", other),
    }
}

fn path(arguments: &[Value]) -> Result<&Path, ValueError> {
    match any(arguments, 0) {
        Value::Path(path) => Ok(path),
        other => wrong("a path", other),
    }
}

fn id(_: &Call<'_>, arguments: &[Value]) -> Outcome {
    match any(arguments, 0) {
        Value::Node(node) => Ok(Value::Integer(node.0.into())),
        Value::Relationship(relationship) => Ok(Value::Integer(relationship.0.into())),
        other => wrong("a node or a relationship", other),
    }
}

/// `n7` and `r7`: unlike ids, unique over nodes and relationships together.
fn element(_: &Call<'_>, arguments: &[Value]) -> Outcome {
    match any(arguments, 0) {
        Value::Node(node) => Ok(Value::from(format!("n{}", node.0))),
        Value::Relationship(relationship) => Ok(Value::from(format!("r{}", relationship.0))),
        other => wrong("a node or a relationship", other),
    }
}

fn labels(call: &Call<'_>, arguments: &[Value]) -> Outcome {
    match (live(call, any(arguments, 0))?, any(arguments, 0)) {
        (Entity::Node(node), _) => {
            let names = call
                .graph
                .node_labels(node)
                .iter()
                .map(|label| call.graph.label_name(*label));
            Ok(Value::List(
                names.map(|name| Value::String(name.clone())).collect(),
            ))
        }
        (_, other) => wrong("a node", other),
    }
}

fn kind(call: &Call<'_>, arguments: &[Value]) -> Outcome {
    let kind = relationship(call, arguments)?.kind;
    Ok(Value::String(call.graph.type_name(kind).clone()))
}

fn keys(call: &Call<'_>, arguments: &[Value]) -> Outcome {
    if let Value::Map(entries) = any(arguments, 0) {
        return Ok(Value::List(
            entries.keys().cloned().map(Value::String).collect(),
        ));
    }
    let properties = call.graph.properties(live(call, any(arguments, 0))?);
    let name = |(key, _): &(KeyId, Value)| Value::String(call.graph.key_name(*key).clone());
    Ok(Value::List(properties.iter().map(name).collect()))
}

fn properties(call: &Call<'_>, arguments: &[Value]) -> Outcome {
    if let map @ Value::Map(_) = any(arguments, 0) {
        return Ok(map.clone());
    }
    let properties = call
        .graph
        .properties(live(call, any(arguments, 0))?)
        .into_iter();
    let entries: Map = properties
        .map(|(key, value)| (call.graph.key_name(key).clone(), value))
        .collect();
    Ok(Value::map(entries))
}
