//! Creates nodes, relationships and paths for each row.

use std::borrow::Cow;
use std::sync::Arc;

use super::error::{mismatch, refused, run_error};
use super::names::Computed;
use super::nested::Outer;
use super::properties::Properties;
use super::{Next, Operator};
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::planner::plan::{self, Expression};
use crate::semantics::expression::{ExpressionKind, Slot};
use crate::semantics::query::{CreateNode, CreateRelationship, NewType, PatternPath};
use crate::value::{ErrorKind, NodeId, RelationshipId, Value};

pub(super) struct Create<'p> {
    outer: Outer<'p>,
    create: &'p plan::Create,
    live: &'p [Slot],
}

impl<'p> Create<'p> {
    pub(super) fn new(
        input: &'p plan::Operator,
        create: &'p plan::Create,
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        Self {
            outer: Outer::new(input, true, slots),
            create,
            live,
        }
    }
}

impl Operator for Create<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        let Some(mut chunk) = self.outer.next(context)? else {
            return Ok(None);
        };
        create_rows(self.create, &mut chunk, false, context)?;
        Ok(Some(chunk.narrow(self.live)))
    }

    fn reset(&mut self) {
        self.outer.reset();
    }
}

/// Creates for each row of a chunk, and puts what was created into its slots. With `strict` no property may be `null`.
pub(super) fn create_rows(
    create: &plan::Create,
    chunk: &mut Chunk,
    strict: bool,
    context: &mut Context<'_>,
) -> Result<(), RunError> {
    for node in &create.nodes {
        let nodes = create_nodes(node, chunk, strict, context)?;
        chunk.set(node.slot, Vector::Nodes(nodes));
    }
    for relationship in &create.relationships {
        let ids = create_relationships(relationship, chunk, strict, context)?;
        chunk.set(relationship.slot, Vector::Relationships(ids));
    }
    for path in &create.paths {
        let paths = evaluate(&path_of(path), chunk, context)?;
        chunk.set(path.slot, paths);
    }
    Ok(())
}

fn create_nodes(
    node: &CreateNode<plan::Plan>,
    chunk: &Chunk,
    strict: bool,
    context: &mut Context<'_>,
) -> Result<Vec<NodeId>, RunError> {
    let properties = Properties::evaluate(node.properties.as_ref(), chunk, context)?;
    let dynamic = Computed::all(&node.dynamic_labels, chunk, context)?;
    let graph = context.graph.exclusive();
    let written = node.labels.iter();
    let written: Vec<_> = written.map(|label| graph.intern_label(label)).collect();
    let create = |row| {
        let mut labels = Cow::Borrowed(&written);
        for names in &dynamic {
            for name in names.row(row)? {
                labels.to_mut().push(graph.intern_label(&name));
            }
        }
        let properties = properties.row(row, strict, graph)?;
        graph.create_node(&labels, properties).map_err(refused)
    };
    (0..chunk.rows).map(create).collect()
}

fn create_relationships(
    relationship: &CreateRelationship<plan::Plan>,
    chunk: &Chunk,
    strict: bool,
    context: &mut Context<'_>,
) -> Result<Vec<RelationshipId>, RunError> {
    let properties = Properties::evaluate(relationship.properties.as_ref(), chunk, context)?;
    let (starts, ends) = (
        chunk.column(relationship.start),
        chunk.column(relationship.end),
    );
    let kinds = Kinds::evaluate(&relationship.kind, chunk, context)?;
    let graph = context.graph.exclusive();
    let create = |row| {
        let properties = properties.row(row, strict, graph)?;
        let kind = kinds.row(row)?;
        let end_in = |column: &Vector| {
            let missing = || no_end(&kind, &column.get(row), relationship.span);
            column.node(row).ok_or_else(missing)
        };
        let (start, end) = (end_in(starts)?, end_in(ends)?);
        let kind = graph.intern_type(&kind);
        let created = graph.create_relationship(start, kind, end, properties);
        created.map_err(refused)
    };
    (0..chunk.rows).map(create).collect()
}

/// The type each row's relationship gets.
enum Kinds<'p> {
    Same(&'p Arc<str>),
    Each(Computed),
}

impl<'p> Kinds<'p> {
    fn evaluate(
        kind: &'p NewType<plan::Plan>,
        chunk: &Chunk,
        context: &mut Context<'_>,
    ) -> Result<Self, RunError> {
        Ok(match kind {
            NewType::Name(name) => Kinds::Same(name),
            NewType::Dynamic(names) => Kinds::Each(Computed::evaluate(names, chunk, context)?),
        })
    }

    fn row(&self, row: usize) -> Result<Arc<str>, RunError> {
        match self {
            Kinds::Same(name) => Ok((*name).clone()),
            Kinds::Each(names) => names.only(row),
        }
    }
}

/// The error for an end of a relationship that is no node.
fn no_end(kind: &str, found: &Value, span: Span) -> RunError {
    if !found.is_null() {
        return mismatch("a node at both ends of a relationship", found, Some(span));
    }
    let message = format!("a relationship of type `{kind}` needs a node at both ends, one is null");
    RunError {
        span: Some(span),
        ..run_error(ErrorKind::EntityNotFound, "MissingNode", message)
    }
}

fn path_of(path: &PatternPath) -> Expression {
    Expression {
        kind: ExpressionKind::Path {
            start: path.start,
            steps: path.steps.clone(),
        },
        span: Span::default(),
    }
}
