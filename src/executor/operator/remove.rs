//! Removes properties and labels.

use super::nested::Outer;
use super::set::{Operand, entity, labelled, property_key, set_property};
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::Chunk;
use crate::executor::context::Context;
use crate::executor::evaluate::names_in;
use crate::planner::plan::{self, RemoveItem};
use crate::semantics::expression::Slot;
use crate::value::Value;

pub(super) struct Remove<'p> {
    outer: Outer<'p>,
    items: &'p [RemoveItem],
    live: &'p [Slot],
}

impl<'p> Remove<'p> {
    pub(super) fn new(
        input: &'p plan::Operator,
        items: &'p [RemoveItem],
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

impl Operator for Remove<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        let Some(chunk) = self.outer.next(context)? else {
            return Ok(None);
        };
        for row in 0..chunk.rows {
            for item in self.items {
                remove(item, &chunk, row, context)?;
            }
        }
        Ok(Some(chunk.narrow(self.live)))
    }

    fn reset(&mut self) {
        self.outer.reset();
    }
}

fn remove(
    item: &RemoveItem,
    chunk: &Chunk,
    row: usize,
    context: &mut Context<'_>,
) -> Result<(), RunError> {
    let (target, key) = match item {
        RemoveItem::Labels { target, labels } => {
            let target = chunk.column(*target).get(row);
            return remove_labels(&target, labels, context);
        }
        RemoveItem::DynamicLabels { target, names } => {
            let target = chunk.column(*target).get(row);
            let value = Operand::Open(names).get(chunk, row, context)?;
            return remove_labels(&target, &names_in(&value, names.span)?, context);
        }
        RemoveItem::Property { target, key } => (target, Value::String(key.clone())),
        RemoveItem::DynamicProperty { target, key } => {
            (target, Operand::Open(key).get(chunk, row, context)?)
        }
    };
    let value = Operand::Open(target).get(chunk, row, context)?;
    if value.is_null() {
        return Ok(());
    }
    let entity = entity(&value, Some(target.span))?;
    let key = property_key(&key, target.span)?;
    let graph = context.graph.exclusive();
    set_property(entity, key, Value::Null, target.span, graph)
}

fn remove_labels(
    target: &Value,
    labels: &[std::sync::Arc<str>],
    context: &mut Context<'_>,
) -> Result<(), RunError> {
    if target.is_null() {
        return Ok(());
    }
    let graph = context.graph.exclusive();
    let node = labelled(target, graph)?;
    for label in labels {
        if let Some(label) = graph.label_id(label) {
            graph.remove_label(node, label);
        }
    }
    Ok(())
}
