//! Labels of nodes and types of relationships as conditions.

use std::sync::Arc;

use super::column;
use super::entity::{deleted, live};
use super::{mismatch, operand};
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::graph::{Entity, Graph, LabelId, TypeId};
use crate::planner::plan::Expression;
use crate::semantics::expression::LabelExpression;
use crate::value::{ErrorKind, NodeId, RelationshipId, Value, ValueError};

/// For each row whether the node's labels, or the relationship's type, satisfy the condition; `null` of `null`.
#[inline(never)]
pub(super) fn has_labels(
    expression: &Expression,
    labels: &LabelExpression,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let vector = operand(expression, chunk, context)?;
    let graph: &Graph = &context.graph;
    let mut nodes = Nodes::new(graph, labels);
    if let Vector::Nodes(items) = &*vector
        && let Some(range) = graph.node_range(|of| nodes.condition.holds(of))
        && !items.contains(&NodeId::NONE)
    {
        let fits = |node: &NodeId| match range.contains(&node.0) {
            true => Ok(true),
            false => live(graph, Entity::Node(*node), expression.span).map(|()| false),
        };
        return Ok(Vector::Booleans(
            items.iter().map(fits).collect::<Result<_, _>>()?,
        ));
    }
    let relationships = Relationships::new(graph, labels);
    let span = expression.span;
    column::map(&vector, |value| match value {
        Value::Null => Ok(Value::Null),
        Value::Node(node) => nodes.ask(*node, span).map(Value::Boolean),
        Value::Relationship(id) => relationships.ask(*id, span).map(Value::Boolean),
        other => Err(mismatch("a node or a relationship", other, span)),
    })
}

/// The same where the names are computed: whether an entity has all of them, or with `any` one.
pub(super) fn has_dynamic_labels(
    entity: &Expression,
    names: &Expression,
    any: bool,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let entities = operand(entity, chunk, context)?;
    let computed = operand(names, chunk, context)?;
    let graph: &Graph = &context.graph;
    let ask = |row| {
        let asked = names_in(&computed.get(row), names.span)?.into_iter();
        let asked = asked.map(LabelExpression::Name).collect();
        let asked = match any {
            true => LabelExpression::Or(asked),
            false => LabelExpression::And(asked),
        };
        ask(&entities.get(row), &asked, graph, entity.span)
    };
    let answers: Result<Vec<_>, _> = (0..chunk.rows).map(ask).collect();
    Ok(Vector::Values(answers?))
}

fn ask(
    value: &Value,
    labels: &LabelExpression,
    graph: &Graph,
    span: Span,
) -> Result<Value, RunError> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Node(node) => Nodes::new(graph, labels)
            .ask(*node, span)
            .map(Value::Boolean),
        Value::Relationship(id) => {
            let asked = Relationships::new(graph, labels).ask(*id, span);
            asked.map(Value::Boolean)
        }
        other => Err(mismatch("a node or a relationship", other, span)),
    }
}

/// The names an expression of labels or types gives: a text is one, a list of texts is several.
pub(in crate::executor) fn names_in(value: &Value, span: Span) -> Result<Vec<Arc<str>>, RunError> {
    let name = |value: &Value| match value {
        Value::String(name) if name.is_empty() => Err(unnamed(span)),
        Value::String(name) => Ok(name.clone()),
        other => Err(mismatch("the name of a label or a type", other, span)),
    };
    match value {
        Value::List(items) => items.iter().map(name).collect(),
        other => name(other).map(|name| vec![name]),
    }
}

fn unnamed(span: Span) -> RunError {
    let message = "the name of a label or a type cannot be empty";
    let error = ValueError::new(ErrorKind::ArgumentError, "InvalidArgumentValue", message);
    RunError::at(error, span)
}

/// A condition whose names are looked up; `None` is a name the graph does not have.
enum Condition<I> {
    Name(Option<I>),
    Wildcard,
    Not(Box<Condition<I>>),
    And(Vec<Condition<I>>),
    Or(Vec<Condition<I>>),
}

impl<I: Copy + PartialEq> Condition<I> {
    fn new(labels: &LabelExpression, look_up: &impl Fn(&str) -> Option<I>) -> Self {
        let all = |parts: &[LabelExpression]| {
            parts
                .iter()
                .map(|part| Condition::new(part, look_up))
                .collect()
        };
        match labels {
            LabelExpression::Name(name) => Condition::Name(look_up(name)),
            LabelExpression::Wildcard => Condition::Wildcard,
            LabelExpression::Not(part) => Condition::Not(Box::new(Condition::new(part, look_up))),
            LabelExpression::And(parts) => Condition::And(all(parts)),
            LabelExpression::Or(parts) => Condition::Or(all(parts)),
        }
    }

    fn holds(&self, of: &[I]) -> bool {
        match self {
            Condition::Name(name) => name.is_some_and(|name| of.contains(&name)),
            Condition::Wildcard => !of.is_empty(),
            Condition::Not(part) => !part.holds(of),
            Condition::And(parts) => parts.iter().all(|part| part.holds(of)),
            Condition::Or(parts) => parts.iter().any(|part| part.holds(of)),
        }
    }
}

/// Asks nodes. Nodes with the same labels share a table and mostly come together, so the last answer is kept for the next one.
struct Nodes<'g> {
    graph: &'g Graph,
    condition: Condition<LabelId>,
    last: Option<(&'g [LabelId], bool)>,
}

impl<'g> Nodes<'g> {
    fn new(graph: &'g Graph, labels: &LabelExpression) -> Self {
        let condition = Condition::new(labels, &|name| graph.label_id(name));
        Self {
            graph,
            condition,
            last: None,
        }
    }

    fn ask(&mut self, node: NodeId, span: Span) -> Result<bool, RunError> {
        live(self.graph, Entity::Node(node), span)?;
        let labels = self.graph.node_labels(node);
        match self.last {
            Some((known, holds)) if std::ptr::eq(known, labels) => Ok(holds),
            _ => {
                let holds = self.condition.holds(labels);
                self.last = Some((labels, holds));
                Ok(holds)
            }
        }
    }
}

/// Asks relationships, also deleted ones: their type outlives them until the commit.
struct Relationships<'g> {
    graph: &'g Graph,
    condition: Condition<TypeId>,
}

impl<'g> Relationships<'g> {
    fn new(graph: &'g Graph, labels: &LabelExpression) -> Self {
        Self {
            graph,
            condition: Condition::new(labels, &|name| graph.type_id(name)),
        }
    }

    fn ask(&self, id: RelationshipId, span: Span) -> Result<bool, RunError> {
        if id.0 as usize >= self.graph.relationship_bound() {
            return Err(deleted(Entity::Relationship(id), span));
        }
        Ok(self.condition.holds(&[self.graph.relationship(id).kind]))
    }
}
