//! Looking at nodes and relationships that may have been deleted.

use super::rows;
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::graph::{Entity, Graph, GraphError};
use crate::semantics::expression::Slot;
use crate::value::{NodeId, RelationshipId, Type, Value};

/// The entity is still there.
///
/// # Errors
/// `EntityNotFound` where it was deleted, by this statement or before.
pub(super) fn live(graph: &Graph, entity: Entity, span: Span) -> Result<(), RunError> {
    if graph.contains(entity) {
        Ok(())
    } else {
        Err(deleted(entity, span))
    }
}

/// The error for what is said of an entity that is gone.
pub(super) fn deleted(entity: Entity, span: Span) -> RunError {
    RunError::at(GraphError::gone(entity).into(), span)
}

/// For each row whether a slot holds a node, or a relationship, that is in the graph.
#[inline(never)]
pub(super) fn present(
    slot: Slot,
    of: &Type,
    chunk: &Chunk,
    context: &Context<'_>,
) -> Result<Vector, RunError> {
    let column = rows::column(chunk, slot);
    let graph: &Graph = &context.graph;
    let entity = |row| match of {
        Type::Relationship => column.relationship(row).map(Entity::Relationship),
        _ => column.node(row).map(Entity::Node),
    };
    let present = |row| entity(row).is_some_and(|entity| graph.contains(entity));
    Ok(Vector::Booleans((0..chunk.rows).map(present).collect()))
}

/// The entity a value is.
pub(super) fn entity(value: &Value) -> Option<Entity> {
    match value {
        Value::Node(node) => Some(Entity::Node(*node)),
        Value::Relationship(relationship) => Some(Entity::Relationship(*relationship)),
        _ => None,
    }
}

/// The values as nodes, where they are nothing but nodes and `null`.
pub(super) fn all_nodes(values: &[Value]) -> Option<Vec<Option<NodeId>>> {
    let node = |value: &Value| match value {
        Value::Node(node) => Some(Some(*node)),
        Value::Null => Some(None),
        _ => None,
    };
    values.iter().map(node).collect()
}

/// The values as relationships, where they are nothing but relationships and `null`.
pub(super) fn all_relationships(values: &[Value]) -> Option<Vec<Option<RelationshipId>>> {
    let relationship = |value: &Value| match value {
        Value::Relationship(relationship) => Some(Some(*relationship)),
        Value::Null => Some(None),
        _ => None,
    };
    values.iter().map(relationship).collect()
}
