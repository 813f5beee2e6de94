//! Deletes entities: all targets of all rows, relationships first. The rows are passed on afterwards.

use std::vec::IntoIter;

use indexmap::{IndexMap, IndexSet};

use super::error::{mismatch, refused_at};
use super::held::Held;
use super::input::Input;
use super::{Next, Operator};
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::Chunk;
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::executor::profile::Reads;
use crate::graph::{Direction, Graph, GraphError};
use crate::planner::plan::{self, Expression};
use crate::semantics::expression::Slot;
use crate::value::{NodeId, RelationshipId, Value};

pub(super) struct Delete<'p> {
    input: Input<'p>,
    detach: bool,
    targets: &'p [Expression],
    live: &'p [Slot],
    rows: Option<IntoIter<Chunk>>,
    held: Held,
}

/// What is to be deleted.
#[derive(Default)]
struct Doomed {
    relationships: IndexSet<RelationshipId>,
    /// Each with the expression that named it.
    nodes: IndexMap<NodeId, Span>,
}

impl<'p> Delete<'p> {
    pub(super) fn new(
        input: &'p plan::Operator,
        (detach, targets): (bool, &'p [Expression]),
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        Self {
            input: Input::new(input, slots),
            detach,
            targets,
            live,
            rows: None,
            held: Held::new("Delete"),
        }
    }

    fn delete(&mut self, context: &mut Context<'_>) -> Result<Vec<Chunk>, RunError> {
        let mut doomed = Doomed::default();
        let (mut rows, mut kept) = (Vec::new(), 0);
        while let Some(chunk) = self.input.next(context)? {
            for target in self.targets {
                let column = evaluate(target, &chunk, context)?;
                for row in 0..chunk.rows {
                    doomed.add(&column.get(row), target.span)?;
                }
            }
            let chunk = chunk.narrow(self.live);
            kept += chunk.bytes();
            self.held.grow_to(kept + doomed.bytes(), context)?;
            rows.push(chunk);
        }
        if self.detach {
            doomed.attach(&context.graph, &context.reads);
            self.held.grow_to(kept + doomed.bytes(), context)?;
        }
        doomed.delete(context)?;
        Ok(rows)
    }
}

/// So many nodes are deleted before it is asked whether the statement has to stop.
const AT_ONCE: usize = 1 << 12;

impl Doomed {
    fn add(&mut self, value: &Value, span: Span) -> Result<(), RunError> {
        match value {
            Value::Null => {}
            Value::Node(node) => {
                self.nodes.entry(*node).or_insert(span);
            }
            Value::Relationship(relationship) => {
                self.relationships.insert(*relationship);
            }
            Value::Path(path) => {
                for node in &path.nodes {
                    self.nodes.entry(*node).or_insert(span);
                }
                self.relationships.extend(&path.relationships);
            }
            other => {
                let expected = "a node, a relationship or a path";
                return Err(mismatch(expected, other, Some(span)));
            }
        }
        Ok(())
    }

    /// Adds the relationships of its nodes.
    fn attach(&mut self, graph: &Graph, reads: &Reads) {
        for node in self.nodes.keys() {
            let before = self.relationships.len();
            let hops = graph.expand(*node, Direction::Both, None);
            self.relationships.extend(hops.map(|(id, _)| id));
            reads.add(self.relationships.len() - before);
        }
    }

    /// How many bytes are held.
    fn bytes(&self) -> usize {
        let relationships = size_of::<RelationshipId>() + size_of::<usize>();
        let nodes = size_of::<(NodeId, Span)>() + 2 * size_of::<usize>();
        self.relationships.len() * relationships + self.nodes.len() * nodes
    }

    fn delete(self, context: &mut Context<'_>) -> Result<(), RunError> {
        let (limits, operator) = (&context.limits, context.operator);
        let relationships = self.relationships.into_iter().collect();
        let graph = context.graph.exclusive();
        graph.delete_relationships(relationships, || limits.check(operator))?;
        for (at, (node, span)) in self.nodes.iter().enumerate() {
            if at % AT_ONCE == 0 {
                limits.check(operator)?;
            }
            let outcome = graph.delete_node(*node);
            outcome.map_err(|error| undeletable(error, *span))?;
        }
        Ok(())
    }
}

/// A node that cannot be deleted, at the expression that named it.
fn undeletable(error: GraphError, span: Span) -> RunError {
    RunError {
        hint: Some("`DETACH DELETE` deletes its relationships as well".to_owned()),
        ..refused_at(error, span)
    }
}

impl Operator for Delete<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        if self.rows.is_none() {
            self.rows = Some(self.delete(context)?.into_iter());
        }
        let chunk = self.rows.as_mut().and_then(Iterator::next);
        if chunk.is_none() {
            self.held.release(context);
        }
        Ok(chunk)
    }

    fn reset(&mut self) {
        self.rows = None;
        self.held.forget();
        self.input.reset();
    }
}
