//! Property maps of what is created or set.

use std::sync::Arc;

use super::error::{mismatch, refused_at, run_error};
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::graph::{Entity, Graph, GraphError, KeyId};
use crate::planner::plan::Expression;
use crate::semantics::expression::ExpressionKind;
use crate::value::{ErrorKind, Value};

/// The property maps of the rows of a chunk.
pub(super) enum Properties {
    /// None has any.
    None,
    /// A column a key: the map was written out.
    Entries(Vec<(Arc<str>, Vector)>),
    /// A column of maps.
    Maps(Vector, Span),
}

impl Properties {
    /// Evaluates them. A map that is written out is never made.
    pub(super) fn evaluate(
        expression: Option<&Expression>,
        chunk: &Chunk,
        context: &mut Context<'_>,
    ) -> Result<Self, RunError> {
        let Some(expression) = expression else {
            return Ok(Properties::None);
        };
        let ExpressionKind::Map(entries) = &expression.kind else {
            let maps = evaluate(expression, chunk, context)?;
            return Ok(Properties::Maps(maps, expression.span));
        };
        let columns = entries
            .iter()
            .map(|(key, value)| Ok((key.clone(), evaluate(value, chunk, context)?)));
        Ok(Properties::Entries(
            columns.collect::<Result<_, RunError>>()?,
        ))
    }

    /// The properties in a row, without `null`s. With `strict` there must be none.
    pub(super) fn row(
        &self,
        row: usize,
        strict: bool,
        graph: &mut Graph,
    ) -> Result<Vec<(KeyId, Value)>, RunError> {
        let entries = match self {
            Properties::None => Vec::new(),
            Properties::Entries(columns) => {
                let columns = columns.iter();
                columns
                    .map(|(key, column)| (key.clone(), column.get(row)))
                    .collect()
            }
            Properties::Maps(maps, span) => entries(&maps.get(row), *span, graph)?,
        };
        let mut properties: Vec<(KeyId, Value)> = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            if strict && value.is_null() {
                return Err(null_in_merge(&key));
            }
            let id = graph.key_id(&key);
            properties.retain(|(other, _)| Some(*other) != id);
            if !value.is_null() {
                properties.push((graph.intern_key(&key), value));
            }
        }
        Ok(properties)
    }
}

fn null_in_merge(key: &str) -> RunError {
    run_error(
        ErrorKind::SemanticError,
        "MergeReadOwnWrites",
        format!("property `{key}` is null, which no node or relationship can be merged on"),
    )
}

/// The entries of a map, or the properties of an entity.
pub(super) fn entries(
    value: &Value,
    span: Span,
    graph: &Graph,
) -> Result<Vec<(Arc<str>, Value)>, RunError> {
    let entity = match value {
        Value::Map(map) => {
            let entries = map.iter();
            return Ok(entries
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect());
        }
        Value::Node(node) => Entity::Node(*node),
        Value::Relationship(relationship) => Entity::Relationship(*relationship),
        other => return Err(mismatch("a map", other, Some(span))),
    };
    if !graph.contains(entity) {
        return Err(refused_at(GraphError::gone(entity), span));
    }
    let properties = graph.properties(entity).into_iter();
    Ok(properties
        .map(|(key, value)| (graph.key_name(key).clone(), value))
        .collect())
}
