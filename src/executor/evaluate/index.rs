//! `base[index]` and `list[from..to]`.

use super::column::{self, combine, constant};
use super::collection::all;
use super::entity::all_nodes;
use super::property::{of_value, read};
use super::{mismatch, operand};
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::graph::Graph;
use crate::planner::plan::Expression;
use crate::value::{Value, ValueError};

/// `base[index]`: an item of a list by its position, an entry of a map or a property of an entity by its key.
#[inline(never)]
pub(super) fn index(
    base: &Expression,
    index: &Expression,
    span: Span,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let subject = operand(base, chunk, context)?;
    let position = operand(index, chunk, context)?;
    let graph: &Graph = &context.graph;
    if let (Some(Value::String(key)), true) = (constant(&position), holds_entities(&subject)) {
        return read(&subject, key, span, graph);
    }
    column::zip(&subject, &position, |value, at| element(value, at, (base, index), span, graph))
}

fn holds_entities(vector: &Vector) -> bool {
    match vector {
        Vector::Nodes(_) | Vector::Relationships(_) => true,
        Vector::Values(items) => all_nodes(items).is_some(),
        _ => false,
    }
}

fn element(
    value: &Value,
    at: &Value,
    (base, index): (&Expression, &Expression),
    span: Span,
    graph: &Graph,
) -> Result<Value, RunError> {
    match (value, at) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (Value::List(items), Value::Integer(at)) => Ok(item(items, *at)),
        (Value::List(_), other) => Err(mismatch("an integer as position in a list", other, index.span)),
        (Value::Map(_) | Value::Node(_) | Value::Relationship(_), Value::String(key)) => {
            of_value(value, key, span, graph)
        }
        (Value::Map(_) | Value::Node(_) | Value::Relationship(_), other) => {
            Err(not_a_key(other, index.span))
        }
        (other, _) => Err(mismatch("a list, a map, a node or a relationship", other, base.span)),
    }
}

fn not_a_key(found: &Value, span: Span) -> RunError {
    let message = format!("expected a string as key, found {}", found.type_name());
    RunError::at(ValueError::type_error("MapElementAccessByNonString", message), span)
}

/// The item at a position, counted from the end where it is negative; `null` where there is none.
fn item(items: &[Value], at: i64) -> Value {
    let from_start = if at < 0 { at.saturating_add(items.len() as i64) } else { at };
    let found = usize::try_from(from_start).ok().and_then(|at| items.get(at));
    found.cloned().unwrap_or_default()
}

/// `list[from..to]`: the items from one position up to, without, another.
#[inline(never)]
pub(super) fn slice(
    base: &Expression,
    from: Option<&Expression>,
    to: Option<&Expression>,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let expressions: Vec<&Expression> = [Some(base), from, to].into_iter().flatten().collect();
    let columns = all(expressions.iter().copied(), chunk, context)?;
    combine(&columns, chunk.rows, true, |values| {
        if values.iter().any(Value::is_null) {
            return Ok(Value::Null);
        }
        let Value::List(items) = &values[0] else {
            return Err(mismatch("a list", &values[0], base.span));
        };
        let bounds = values.iter().zip(&expressions).skip(1);
        let mut bounds = bounds.map(|(value, expression)| bound(value, items.len(), expression.span));
        let start = if from.is_some() { bounds.next().transpose()?.unwrap_or(0) } else { 0 };
        let end = bounds.next().transpose()?.unwrap_or(items.len());
        Ok(Value::list(items.get(start..end).unwrap_or_default()))
    })
}

/// A bound of a slice as an offset within the list.
fn bound(value: &Value, length: usize, span: Span) -> Result<usize, RunError> {
    let Value::Integer(at) = value else {
        return Err(mismatch("an integer as bound of a slice", value, span));
    };
    let length = length as i64;
    let from_start = if *at < 0 { at.saturating_add(length) } else { *at };
    Ok(from_start.clamp(0, length) as usize)
}
