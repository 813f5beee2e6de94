//! Sets properties and labels.
//!
//! Rows are dealt with one after the other, so that `SET n.visits = n.visits + 1` counts every row `n` is in. Values that
//! do not look at the graph are evaluated for all rows at once beforehand.

use std::sync::Arc;

use super::emission::slots_of;
use super::error::{mismatch, refused, refused_at};
use super::nested::Outer;
use super::properties::entries;
use super::{Next, Operator};
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::{evaluate, names_in};
use crate::graph::{Entity, Graph, GraphError};
use crate::planner::plan::{self, Expression, SetItem};
use crate::semantics::expression::{ExpressionKind, Slot};
use crate::value::{NodeId, Value};

pub(super) struct Set<'p> {
    outer: Outer<'p>,
    items: &'p [SetItem],
    live: &'p [Slot],
}

impl<'p> Set<'p> {
    pub(super) fn new(
        input: &'p plan::Operator,
        items: &'p [SetItem],
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        Self {
            outer: Outer::new(input, true, slots),
            items,
            live,
        }
    }
}

impl Operator for Set<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        let Some(chunk) = self.outer.next(context)? else {
            return Ok(None);
        };
        set_rows(self.items, &chunk, context)?;
        Ok(Some(chunk.narrow(self.live)))
    }

    fn reset(&mut self) {
        self.outer.reset();
    }
}

/// An expression of an item: evaluated for all rows, or to be evaluated for each.
pub(super) enum Operand<'p> {
    Known(Vector),
    Open(&'p Expression),
}

impl<'p> Operand<'p> {
    pub(super) fn prepare(
        expression: &'p Expression,
        chunk: &Chunk,
        context: &mut Context<'_>,
    ) -> Result<Self, RunError> {
        Ok(if is_settled(expression, chunk) {
            Operand::Known(evaluate(expression, chunk, context)?)
        } else {
            Operand::Open(expression)
        })
    }

    pub(super) fn get(
        &self,
        chunk: &Chunk,
        row: usize,
        context: &mut Context<'_>,
    ) -> Result<Value, RunError> {
        match self {
            Operand::Known(column) => Ok(column.get(row)),
            Operand::Open(expression) => {
                let one = chunk.gather(&[row as u32], &slots_of(chunk));
                Ok(evaluate(expression, &one, context)?.get(0))
            }
        }
    }
}

/// Whether an expression gives the same before and after a change of the graph. Said of few forms only.
fn is_settled(expression: &Expression, chunk: &Chunk) -> bool {
    match &expression.kind {
        ExpressionKind::Literal(_) | ExpressionKind::Parameter(_) | ExpressionKind::Slot(_) => true,
        ExpressionKind::List(items) => items.iter().all(|item| is_settled(item, chunk)),
        ExpressionKind::Map(entries) => entries.iter().all(|(_, value)| is_settled(value, chunk)),
        ExpressionKind::Property { base, .. } => match &base.kind {
            ExpressionKind::Slot(slot) => holds_maps(chunk.column(*slot)),
            ExpressionKind::Parameter(_) => true,
            _ => false,
        },
        _ => false,
    }
}

fn holds_maps(column: &Vector) -> bool {
    match column {
        Vector::Values(items) => items.iter().all(|item| matches!(item, Value::Map(_))),
        Vector::Constant(value, _) => matches!(value, Value::Map(_)),
        _ => false,
    }
}

/// An assignment with its expressions.
struct Assignment<'p> {
    item: &'p SetItem,
    target: Operand<'p>,
    key: Option<Operand<'p>>,
    value: Option<Operand<'p>>,
}

/// Makes all assignments for each row in turn.
pub(super) fn set_rows(
    items: &[SetItem],
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<(), RunError> {
    let assignments: Vec<_> = items
        .iter()
        .map(|item| Assignment::prepare(item, chunk, context))
        .collect::<Result<_, _>>()?;
    for row in 0..chunk.rows {
        for assignment in &assignments {
            assignment.make(chunk, row, context)?;
        }
    }
    Ok(())
}

impl<'p> Assignment<'p> {
    fn prepare(
        item: &'p SetItem,
        chunk: &Chunk,
        context: &mut Context<'_>,
    ) -> Result<Self, RunError> {
        let slot = |slot: &Slot| Operand::Known(chunk.column(*slot).clone());
        let mut operand = |expression| Operand::prepare(expression, chunk, context);
        let (target, key, value) = match item {
            SetItem::Property { target, value, .. } => {
                (operand(target)?, None, Some(operand(value)?))
            }
            SetItem::DynamicProperty { target, key, value } => {
                (operand(target)?, Some(operand(key)?), Some(operand(value)?))
            }
            SetItem::Replace { target, value } | SetItem::Merge { target, value } => {
                (slot(target), None, Some(operand(value)?))
            }
            SetItem::DynamicLabels { target, names } => (slot(target), None, Some(operand(names)?)),
            SetItem::Labels { target, .. } => (slot(target), None, None),
        };
        Ok(Self {
            item,
            target,
            key,
            value,
        })
    }

    fn make(&self, chunk: &Chunk, row: usize, context: &mut Context<'_>) -> Result<(), RunError> {
        let target = self.target.get(chunk, row, context)?;
        if target.is_null() {
            return Ok(());
        }
        let value = match &self.value {
            Some(value) => value.get(chunk, row, context)?,
            None => Value::Null,
        };
        let key = match &self.key {
            Some(key) => key.get(chunk, row, context)?,
            None => Value::Null,
        };
        self.carry_out(&target, &key, value, context.graph.exclusive())
    }

    fn carry_out(
        &self,
        target: &Value,
        key: &Value,
        value: Value,
        graph: &mut Graph,
    ) -> Result<(), RunError> {
        match self.item {
            SetItem::Property {
                target: place,
                key,
                value: from,
            } => {
                let entity = entity(target, Some(place.span))?;
                set_property(entity, key, value, from.span, graph)
            }
            SetItem::DynamicProperty {
                target: place,
                key: named,
                value: from,
            } => {
                let entity = entity(target, Some(place.span))?;
                let key = property_key(key, named.span)?;
                set_property(entity, key, value, from.span, graph)
            }
            SetItem::Replace { value: from, .. } => {
                replace(entity(target, None)?, &value, from.span, graph)
            }
            SetItem::Merge { value: from, .. } => {
                let entries = entries(&value, from.span, graph)?;
                set_all(entity(target, None)?, entries, from.span, graph)
            }
            SetItem::Labels { labels, .. } => add_labels(target, labels, graph),
            SetItem::DynamicLabels { names, .. } => {
                add_labels(target, &names_in(&value, names.span)?, graph)
            }
        }
    }
}

fn add_labels(target: &Value, labels: &[Arc<str>], graph: &mut Graph) -> Result<(), RunError> {
    let node = labelled(target, graph)?;
    for label in labels {
        let label = graph.intern_label(label);
        graph.add_label(node, label);
    }
    Ok(())
}

/// The entity whose properties are meant.
pub(super) fn entity(value: &Value, span: Option<Span>) -> Result<Entity, RunError> {
    match value {
        Value::Node(node) => Ok(Entity::Node(*node)),
        Value::Relationship(relationship) => Ok(Entity::Relationship(*relationship)),
        other => Err(mismatch("a node or a relationship", other, span)),
    }
}

/// The node whose labels are meant.
pub(super) fn labelled(value: &Value, graph: &Graph) -> Result<NodeId, RunError> {
    match value {
        Value::Node(node) if graph.contains(Entity::Node(*node)) => Ok(*node),
        Value::Node(node) => Err(refused(GraphError::gone(Entity::Node(*node)))),
        other => Err(mismatch("a node", other, None)),
    }
}

/// The name of a property that is computed.
pub(super) fn property_key(value: &Value, span: Span) -> Result<&str, RunError> {
    value
        .as_str()
        .ok_or_else(|| mismatch("the name of a property", value, Some(span)))
}

/// Sets a property; `null` removes it.
pub(super) fn set_property(
    entity: Entity,
    key: &str,
    value: Value,
    span: Span,
    graph: &mut Graph,
) -> Result<(), RunError> {
    if value.is_null() && graph.key_id(key).is_none() {
        return Ok(());
    }
    let key = graph.intern_key(key);
    let set = graph.set_property(entity, key, value);
    set.map(|_| ()).map_err(|error| refused_at(error, span))
}

fn replace(entity: Entity, value: &Value, span: Span, graph: &mut Graph) -> Result<(), RunError> {
    let entries = entries(value, span, graph)?;
    for (key, _) in graph.properties(entity) {
        let stays = entries
            .iter()
            .any(|(name, _)| **name == **graph.key_name(key));
        if !stays {
            let removed = graph.set_property(entity, key, Value::Null);
            removed.map_err(|error| refused_at(error, span))?;
        }
    }
    set_all(entity, entries, span, graph)
}

fn set_all(
    entity: Entity,
    entries: Vec<(Arc<str>, Value)>,
    span: Span,
    graph: &mut Graph,
) -> Result<(), RunError> {
    for (key, value) in entries {
        set_property(entity, &key, value, span, graph)?;
    }
    Ok(())
}
