//! Paths put together from what a pattern bound, and whether parts of a pattern share relationships.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::column::{self, truths, view};
use super::{Operand, rows};
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::graph::Graph;
use crate::semantics::expression::Slot;
use crate::value::{NodeId, Path, RelationshipId, Value};

/// Up to so many pairs are compared one with the other.
const FEW_PAIRS: usize = 64;

/// The path from a node along relationships and lists of them; `null` where any is.
#[inline(never)]
pub(super) fn path(
    start: Slot,
    steps: &[Slot],
    chunk: &Chunk,
    context: &Context<'_>,
) -> Result<Vector, RunError> {
    let graph: &Graph = &context.graph;
    let start = rows::column(chunk, start);
    let steps: Vec<Operand<'_>> = steps
        .iter()
        .map(|slot| rows::column(chunk, *slot))
        .collect();
    column::collect(chunk.rows, |row| {
        let path = start
            .node(row)
            .and_then(|start| walk(start, &steps, row, graph));
        Ok(path.map_or(Value::Null, |path| Value::Path(Arc::new(path))))
    })
}

fn walk(start: NodeId, steps: &[Operand<'_>], row: usize, graph: &Graph) -> Option<Path> {
    let mut path = Path {
        nodes: vec![start],
        relationships: Vec::new(),
    };
    for step in steps {
        for relationship in relationships(&view(step, row))? {
            let next = other_end(*path.nodes.last()?, relationship, graph)?;
            path.relationships.push(relationship);
            path.nodes.push(next);
        }
    }
    Some(path)
}

/// Where a relationship leads from a node; `None` for one that is not of this graph.
fn other_end(from: NodeId, relationship: RelationshipId, graph: &Graph) -> Option<NodeId> {
    if relationship.0 as usize >= graph.relationship_bound() {
        return None;
    }
    let fixed = graph.relationship(relationship);
    Some(if fixed.start == from {
        fixed.end
    } else {
        fixed.start
    })
}

/// A relationship or a list of them; `None` for anything else.
fn relationships(value: &Value) -> Option<Vec<RelationshipId>> {
    let one = |value: &Value| match value {
        Value::Relationship(relationship) => Some(*relationship),
        _ => None,
    };
    match value {
        Value::List(items) => items.iter().map(one).collect(),
        other => one(other).map(|relationship| vec![relationship]),
    }
}

/// For each row whether two relationships, or lists of them, have none in common; `null` where either is `null`.
#[inline(never)]
pub(super) fn disjoint(left: Slot, right: Slot, chunk: &Chunk) -> Result<Vector, RunError> {
    let (left, right) = (rows::column(chunk, left), rows::column(chunk, right));
    if let (Vector::Relationships(a), Vector::Relationships(b)) = (left.as_ref(), right.as_ref()) {
        return Ok(differ(a, b));
    }
    Ok(truths(chunk.rows, |row| {
        let pair = relationships(&view(&left, row)).zip(relationships(&view(&right, row)));
        pair.map(|(left, right)| have_nothing_in_common(&left, &right))
    }))
}

fn differ(left: &[RelationshipId], right: &[RelationshipId]) -> Vector {
    let none = RelationshipId::NONE;
    truths(left.len(), |row| {
        let (a, b) = (left[row], right[row]);
        (a != none && b != none).then_some(a != b)
    })
}

fn have_nothing_in_common(left: &[RelationshipId], right: &[RelationshipId]) -> bool {
    if left.len().saturating_mul(right.len()) <= FEW_PAIRS {
        return !left.iter().any(|relationship| right.contains(relationship));
    }
    let known: FxHashSet<&RelationshipId> = left.iter().collect();
    !right
        .iter()
        .any(|relationship| known.contains(relationship))
}
