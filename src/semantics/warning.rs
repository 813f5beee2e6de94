//! What is probably a mistake: names the graph does not have, arrows against which nothing runs.

use std::collections::HashSet;
use std::sync::Arc;

use super::Warning;
use super::mention::{Arrow, End};
use super::mistake::{OFFERED, offer, suggestion};
use super::query::{Resolved, VariableKind};
use super::walk::{name_of, nearest};
use crate::diagnostic::Span;
use crate::graph::{Direction, Graph, LabelId, TypeId};
use crate::value::NodeId;

/// Labels, types and keys a query speaks of that the graph does not have, and arrows against which no relationship of
/// that type runs. Nothing is wrong with an empty graph, nor with what the query itself creates.
pub fn warnings(query: &Resolved, graph: &Graph) -> Vec<Warning> {
    if graph.node_count() == 0 {
        return Vec::new();
    }
    let mut found = Found {
        graph,
        query,
        warnings: Vec::new(),
        seen: HashSet::new(),
    };
    found.labels();
    found.types();
    found.keys();
    found.variables();
    for arrow in &query.mentions.arrows {
        found.arrow(arrow);
    }
    found.warnings.sort_by_key(|warning| warning.span);
    found.warnings
}

/// Names a query asks for, word for word, that no node has: asked only where the answer says nothing, because names are
/// looked up in an index that takes a while to make.
pub fn unknown_names(query: &Resolved, graph: &Graph) -> Vec<Warning> {
    let mut found = Found {
        graph,
        query,
        warnings: Vec::new(),
        seen: HashSet::new(),
    };
    if graph.key_id("name").is_some() && graph.node_count() <= MOST_NODES {
        found.names();
    }
    found.warnings.sort_by_key(|warning| warning.span);
    found.warnings
}

/// In larger graphs a name that is missed is not looked for among all others.
const MOST_NODES: usize = 50_000;

struct Found<'f> {
    graph: &'f Graph,
    query: &'f Resolved,
    warnings: Vec<Warning>,
    seen: HashSet<String>,
}

impl Found<'_> {
    fn labels(&mut self) {
        for (name, span) in &self.query.mentions.labels {
            if !self.is_label(name) && self.not_created(name) {
                let near = suggestion(name, self.graph.labels_in_use().map(AsRef::as_ref));
                self.warn(format!("no node carries the label `{name}`"), near, *span);
            }
        }
    }

    fn types(&mut self) {
        for (name, span) in &self.query.mentions.types {
            if !self.is_type(name) && self.not_created(name) {
                let near = suggestion(name, self.graph.types_in_use().map(AsRef::as_ref));
                self.warn(format!("no relationship is of type `{name}`"), near, *span);
            }
        }
    }

    fn keys(&mut self) {
        for (name, span) in &self.query.mentions.keys {
            if self.graph.key_id(name).is_none() && self.not_created(name) {
                let near = suggestion(name, self.graph.keys().map(|(_, key)| &**key));
                self.warn(format!("nothing has the property `{name}`"), near, *span);
            }
        }
    }

    /// `(Country)` and `[KNOWS]`: a colon is missing, unless the graph has no such label or type.
    fn variables(&mut self) {
        for (name, kind, span) in &self.query.mentions.variables {
            let (stands_for, write) = match kind {
                VariableKind::Node if self.is_label(name) => {
                    ("any node", format!("for the label write `(:{name})`"))
                }
                VariableKind::Relationship | VariableKind::Relationships if self.is_type(name) => (
                    "relationships of any type",
                    format!("for the type write `[:{name}]`"),
                ),
                _ => continue,
            };
            let message = format!("`{name}` is a variable here and stands for {stands_for}");
            self.warn(message, Some(write), *span);
        }
    }

    fn names(&mut self) {
        for (name, span) in &self.query.mentions.names {
            let alike = self.graph.find_named(name);
            let called: Vec<Arc<str>> = alike
                .into_iter()
                .filter_map(|node| name_of(node, self.graph))
                .collect();
            if called.contains(name) {
                continue;
            }
            let near = match called.is_empty() {
                true => nearest(name, self.graph),
                false => offer(called.iter().map(AsRef::as_ref).take(OFFERED)),
            };
            self.warn(format!("nothing is named `{name}`"), near, *span);
        }
    }

    /// Whether any node carries such a label.
    fn is_label(&self, name: &str) -> bool {
        let label = self.graph.label_id(name);
        label.is_some_and(|id| self.graph.node_count_with(id) > 0)
    }

    /// Whether any relationship is of such a type.
    fn is_type(&self, name: &str) -> bool {
        let kind = self.graph.type_id(name);
        kind.is_some_and(|id| self.graph.relationship_count_of(id) > 0)
    }

    fn not_created(&self, name: &Arc<str>) -> bool {
        !self.query.mentions.created.contains(name)
    }

    /// An arrow that no relationship follows, while the other way round some do.
    fn arrow(&mut self, arrow: &Arrow) {
        let types: Vec<TypeId> = arrow
            .types
            .iter()
            .filter_map(|name| self.graph.type_id(name))
            .collect();
        let (start, end) = match arrow.direction {
            Direction::Incoming => (&arrow.right, &arrow.left),
            _ => (&arrow.left, &arrow.right),
        };
        let wrong = |end: &End, way: Direction| {
            self.related(end, way, &types) == Some(0)
                && self
                    .related(end, way.reversed(), &types)
                    .is_some_and(|number| number > 0)
        };
        let names = arrow.types.join("` or `");
        if wrong(start, Direction::Outgoing) {
            let message = format!(
                "no relationship `{names}` leaves {}; it arrives there",
                in_words(start)
            );
            self.warn(message, Some("turn the arrow round".into()), arrow.span);
        } else if wrong(end, Direction::Incoming) {
            let message = format!(
                "no relationship `{names}` arrives at {}; it leaves there",
                in_words(end)
            );
            self.warn(message, Some("turn the arrow round".into()), arrow.span);
        }
    }

    /// How many relationships of these types leave or reach what a pattern says of a node; nothing where that is too
    /// little to tell.
    fn related(&self, end: &End, way: Direction, types: &[TypeId]) -> Option<usize> {
        if let Some(node) = self.node(end) {
            return Some(self.graph.degree(node, way, Some(types)));
        }
        let labels = self.label_ids(end)?;
        let count = |label: LabelId| -> usize {
            types
                .iter()
                .map(|kind| self.graph.relationship_count_at(*kind, way, label))
                .sum()
        };
        labels.into_iter().map(count).min()
    }

    /// The one node of that name and those labels.
    fn node(&self, end: &End) -> Option<NodeId> {
        let labels = self.label_ids(end)?;
        let named = self.graph.find_named(end.name.as_deref()?);
        let fits = |node: &NodeId| {
            labels
                .iter()
                .all(|label| self.graph.has_label(*node, *label))
        };
        let mut fitting = named.into_iter().filter(fits);
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    fn label_ids(&self, end: &End) -> Option<Vec<LabelId>> {
        end.labels
            .iter()
            .map(|name| self.graph.label_id(name))
            .collect()
    }

    fn warn(&mut self, message: String, hint: Option<String>, span: Span) {
        if self.seen.insert(message.clone()) {
            self.warnings.push(Warning {
                message,
                hint,
                span: Some(span),
            });
        }
    }
}

fn in_words(end: &End) -> String {
    match &end.name {
        Some(name) => format!("`{name}`"),
        None => format!("a node labelled `{}`", end.labels.join("`, `")),
    }
}
