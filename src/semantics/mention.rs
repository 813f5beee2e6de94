//! The names of labels, types, keys and nodes a query speaks of, with their places: what warnings are made of.

use std::collections::HashSet;
use std::sync::Arc;

use super::query::VariableKind;
use crate::diagnostic::Span;
use crate::graph::Direction;

/// What a query speaks of.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// Labels that are looked for.
    pub labels: Vec<(Arc<str>, Span)>,
    /// Relationship types that are looked for.
    pub types: Vec<(Arc<str>, Span)>,
    /// Property keys that are read.
    pub keys: Vec<(Arc<str>, Span)>,
    /// What the `name` of a node must be, word for word.
    pub names: Vec<(Arc<str>, Span)>,
    /// Variables that nodes and relationships without labels and types are given, and what they stand for.
    pub variables: Vec<(Arc<str>, VariableKind, Span)>,
    /// Relationships with a direction that are looked for.
    pub arrows: Vec<Arrow>,
    /// Labels, types and keys the query itself brings into the graph.
    pub created: HashSet<Arc<str>>,
}

/// A relationship of a pattern with what is known of its ends.
#[derive(Clone, Debug)]
pub struct Arrow {
    /// The types it may have; not empty.
    pub types: Vec<Arc<str>>,
    /// The way it points, seen from the left.
    pub direction: Direction,
    /// The node on its left.
    pub left: End,
    /// The node on its right.
    pub right: End,
    /// The relationship's place.
    pub span: Span,
}

/// What a pattern says of a node.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct End {
    /// Labels it must carry, all of them.
    pub labels: Vec<Arc<str>>,
    /// The text its `name` must be.
    pub name: Option<Arc<str>>,
}
