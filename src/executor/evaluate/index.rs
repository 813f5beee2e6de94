//! `base[index]` and `list[from..to]`.

use super::collection::all;
use super::column::{self, combine, constant};
use super::entity::all_nodes;
use super::operand;
use super::property::{of_value, read};
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::graph::Graph;
use crate::planner::plan::Expression;
use crate::value::{Value, ValueError, arithmetic};

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
    column::zip(&subject, &position, |value, at| {
        element(value, at, span, graph)
    })
}

fn holds_entities(vector: &Vector) -> bool {
    match vector {
        Vector::Nodes(_) | Vector::Relationships(_) => true,
        Vector::Values(items) => all_nodes(items).is_some(),
        _ => false,
    }
}

fn element(value: &Value, at: &Value, span: Span, graph: &Graph) -> Result<Value, RunError> {
    match (value, at) {
        (Value::Node(_) | Value::Relationship(_), Value::String(key)) => {
            of_value(value, key, span, graph)
        }
        (Value::Node(_) | Value::Relationship(_), other) if !other.is_null() => {
            Err(not_a_key(other, span))
        }
        _ => arithmetic::index(value, at).map_err(|error| RunError::at(error, span)),
    }
}

fn not_a_key(found: &Value, span: Span) -> RunError {
    let message = format!("a property is indexed by text, found {}", found.type_name());
    RunError::at(
        ValueError::type_error("MapElementAccessByNonString", message),
        span,
    )
}

/// `list[from..to]`: the items from one position up to, without, another.
#[inline(never)]
pub(super) fn slice(
    base: &Expression,
    from: Option<&Expression>,
    to: Option<&Expression>,
    span: Span,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let parts = [Some(base), from, to].into_iter().flatten();
    let columns = all(parts, chunk, context)?;
    combine(&columns, chunk.rows, true, |values| {
        let mut values = values.iter();
        let list = values.next().unwrap_or(&Value::Null);
        let from = from.and_then(|_| values.next());
        let to = to.and_then(|_| values.next());
        arithmetic::slice(list, from, to).map_err(|error| RunError::at(error, span))
    })
}
