//! `base.key`: properties of entities a column at a time, entries of maps, parts of temporal values and points.

use super::column;
use super::entity::{all_nodes, all_relationships, entity, live};
use super::operand;
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::graph::{Block, Entity, Gathered, Graph};
use crate::planner::plan::Expression;
use crate::value::{NodeId, RelationshipId, Value, arithmetic};

/// `base.key`.
#[inline(never)]
pub(super) fn property(
    base: &Expression,
    key: &str,
    span: Span,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let vector = operand(base, chunk, context)?;
    read(&vector, key, span, &context.graph)
}

/// The property of that key of each row's value.
pub(super) fn read(
    vector: &Vector,
    key: &str,
    span: Span,
    graph: &Graph,
) -> Result<Vector, RunError> {
    match vector {
        Vector::Nodes(items) => {
            if let Some(block) = block(items, graph) {
                return Ok(match graph.key_id(key) {
                    Some(key) => typed(block.gather(key, items)),
                    None => Vector::Constant(Value::Null, items.len()),
                });
            }
            let known = |node: &NodeId| Some(*node).filter(|node| *node != NodeId::NONE);
            of_nodes(items.iter().map(known).collect(), key, span, graph)
        }
        Vector::Relationships(items) => {
            let none = RelationshipId::NONE;
            let known = |id: &RelationshipId| Some(*id).filter(|id| *id != none);
            of_relationships(items.iter().map(known).collect(), key, span, graph)
        }
        Vector::Values(items) => of_values(vector, items, key, span, graph),
        other => column::map(other, |value| of_value(value, key, span, graph)),
    }
}

/// Where all these nodes are, where they came together; then they are all alive.
pub(super) fn block<'g>(nodes: &[NodeId], graph: &'g Graph) -> Option<Block<'g>> {
    let block = graph.block_of(*nodes.first()?)?;
    block.holds(nodes).then_some(block)
}

fn of_nodes(
    nodes: Vec<Option<NodeId>>,
    key: &str,
    span: Span,
    graph: &Graph,
) -> Result<Vector, RunError> {
    nodes
        .iter()
        .flatten()
        .try_for_each(|node| live(graph, Entity::Node(*node), span))?;
    Ok(match graph.key_id(key) {
        Some(key) => typed(graph.gather_nodes(key, &nodes)),
        None => Vector::Constant(Value::Null, nodes.len()),
    })
}

fn of_relationships(
    relationships: Vec<Option<RelationshipId>>,
    key: &str,
    span: Span,
    graph: &Graph,
) -> Result<Vector, RunError> {
    let mut known = relationships.iter().flatten();
    known.try_for_each(|id| live(graph, Entity::Relationship(*id), span))?;
    Ok(match graph.key_id(key) {
        Some(key) => typed(graph.gather_relationships(key, &relationships)),
        None => Vector::Constant(Value::Null, relationships.len()),
    })
}

fn of_values(
    vector: &Vector,
    items: &[Value],
    key: &str,
    span: Span,
    graph: &Graph,
) -> Result<Vector, RunError> {
    if let Some(nodes) = all_nodes(items) {
        return of_nodes(nodes, key, span, graph);
    }
    if let Some(relationships) = all_relationships(items) {
        return of_relationships(relationships, key, span, graph);
    }
    column::map(vector, |value| of_value(value, key, span, graph))
}

fn typed(gathered: Gathered) -> Vector {
    fn widen<T: Into<Value>>(values: Vec<T>, valid: &[bool]) -> Vector {
        let value = |(value, valid): (T, &bool)| if *valid { value.into() } else { Value::Null };
        Vector::Values(values.into_iter().zip(valid).map(value).collect())
    }
    match gathered {
        Gathered::Integers {
            values,
            valid: None,
        } => Vector::Integers(values),
        Gathered::Integers {
            values,
            valid: Some(valid),
        } => widen(values, &valid),
        Gathered::Floats {
            values,
            valid: None,
        } => Vector::Floats(values),
        Gathered::Floats {
            values,
            valid: Some(valid),
        } => widen(values, &valid),
        Gathered::Booleans {
            values,
            valid: None,
        } => Vector::Booleans(values),
        Gathered::Booleans {
            values,
            valid: Some(valid),
        } => widen(values, &valid),
        Gathered::Values(values) => Vector::Values(values),
    }
}

/// The property of one value.
pub(super) fn of_value(
    value: &Value,
    key: &str,
    span: Span,
    graph: &Graph,
) -> Result<Value, RunError> {
    if let Some(entity) = entity(value) {
        live(graph, entity, span)?;
        return Ok(graph
            .key_id(key)
            .map_or(Value::Null, |key| graph.property(entity, key)));
    }
    arithmetic::key(value, key).map_err(|error| RunError::at(error, span))
}
