//! Map projections: `base {.key, .*, key: value}`.

use std::sync::Arc;

use super::column::{self, view};
use super::entity::{entity, live};
use super::property::of_value;
use super::{Operand, mismatch, operand};
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::graph::Graph;
use crate::planner::plan::{Expression, Plan};
use crate::semantics::expression::MapProjectionItem;
use crate::value::{Map, Value};

/// An item with its column, where it has one.
enum Item<'i, 'c> {
    Property(&'i Arc<str>),
    Entry(&'i Arc<str>, Operand<'c>),
    All,
}

/// A map from parts of an entity or map and other values; `null` of `null`.
#[inline(never)]
pub(super) fn project(
    base: &Expression,
    items: &[MapProjectionItem<Plan>],
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let subject = operand(base, chunk, context)?;
    let items = items.iter().map(|item| ready(item, chunk, context));
    let items = items.collect::<Result<Vec<_>, _>>()?;
    let graph: &Graph = &context.graph;
    column::collect(chunk.rows, |row| {
        project_row(&view(&subject, row), &items, row, base.span, graph)
    })
}

fn ready<'i, 'c>(
    item: &'i MapProjectionItem<Plan>,
    chunk: &'c Chunk,
    context: &mut Context<'_>,
) -> Result<Item<'i, 'c>, RunError> {
    Ok(match item {
        MapProjectionItem::Property(key) => Item::Property(key),
        MapProjectionItem::Entry(key, value) => Item::Entry(key, operand(value, chunk, context)?),
        MapProjectionItem::All => Item::All,
    })
}

fn project_row(
    base: &Value,
    items: &[Item<'_, '_>],
    row: usize,
    span: Span,
    graph: &Graph,
) -> Result<Value, RunError> {
    match base {
        Value::Null => return Ok(Value::Null),
        Value::Map(_) | Value::Node(_) | Value::Relationship(_) => {}
        other => return Err(mismatch("a node, a relationship or a map", other, span)),
    }
    let mut map = Map::new();
    for item in items {
        match item {
            Item::Property(key) => {
                map.insert(Arc::clone(key), of_value(base, key, span, graph)?);
            }
            Item::Entry(key, column) => {
                map.insert(Arc::clone(key), column.get(row));
            }
            Item::All => map.extend(everything(base, span, graph)?),
        }
    }
    Ok(Value::map(map))
}

/// All entries of a map, all properties of an entity.
fn everything(base: &Value, span: Span, graph: &Graph) -> Result<Map, RunError> {
    let Some(entity) = entity(base) else {
        return Ok(match base {
            Value::Map(entries) => entries.as_ref().clone(),
            _ => Map::new(),
        });
    };
    live(graph, entity, span)?;
    let properties = graph.properties(entity).into_iter();
    Ok(properties
        .map(|(key, value)| (graph.key_name(key).clone(), value))
        .collect())
}
