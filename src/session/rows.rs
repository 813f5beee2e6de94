//! A statement's answer, independent of the graph it came from.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::graph::{Evidence, Graph};
use crate::planner::PlanTable;
use crate::semantics::Warning;
use crate::value::{NodeId, RelationshipId, Value, value_bytes};

/// The rows of an answer with everything needed to show them: the entities in them are copies as they were when
/// the statement ended.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The columns' headings.
    pub columns: Vec<Arc<str>>,
    /// The rows; each as long as `columns`.
    pub rows: Vec<Vec<Value>>,
    /// The nodes and relationships in the rows, inside lists, maps and paths too.
    pub entities: Entities,
    /// What the statement changed.
    pub summary: Summary,
    /// What is probably a mistake.
    pub warnings: Vec<Warning>,
    /// The plan, for `EXPLAIN` and `PROFILE`.
    pub plan: Option<ExplainedPlan>,
    /// For a walk: the path each row stands for, which reads as a sentence.
    pub walk: Option<WalkShape>,
    /// Whether the last column is the one `WHY` adds: the facts behind each row, to be shown with their evidence.
    pub why: bool,
    /// How long it took, parsing and planning included.
    pub elapsed: Duration,
}

/// A plan as a text; printed as it is, its table is 100 columns wide.
#[derive(Clone, Debug)]
pub struct ExplainedPlan {
    /// For a walk: the query it stands for.
    pub query: Option<String>,
    /// The operators.
    pub table: PlanTable,
}

impl fmt::Display for ExplainedPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.query {
            Some(query) => write!(f, "{query}\n\n{}", self.table),
            None => self.table.fmt(f),
        }
    }
}

/// How the rows of a walk read as sentences: each row has one more hidden column, the path walked.
#[derive(Clone, Debug)]
pub struct WalkShape {
    /// The path walked, a row each; `null` where a lone name has no relationship.
    pub paths: Vec<Value>,
    /// For a name alone: whose it is.
    pub about: Option<NodeId>,
}

/// Copies of nodes and relationships.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    nodes: HashMap<NodeId, Arc<Node>>,
    relationships: HashMap<RelationshipId, Arc<Relationship>>,
    bytes: usize,
}

/// A node as it was.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its identity.
    pub id: NodeId,
    /// Its labels, in order of their first use in the graph.
    pub labels: Vec<Arc<str>>,
    /// Its properties, in order of their keys' first use in the graph.
    pub properties: Vec<(Arc<str>, Value)>,
    /// The passages that say so.
    pub evidence: Vec<Evidence>,
}

/// A relationship as it was.
#[derive(Clone, Debug)]
pub struct Relationship {
    /// Its identity.
    pub id: RelationshipId,
    /// Its type.
    pub kind: Arc<str>,
    /// Where it leaves.
    pub start: NodeId,
    /// Where it arrives.
    pub end: NodeId,
    /// Its properties, in order of their keys' first use in the graph.
    pub properties: Vec<(Arc<str>, Value)>,
    /// The passages that say so.
    pub evidence: Vec<Evidence>,
}

/// What a statement changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Summary {
    pub nodes_created: usize,
    pub nodes_deleted: usize,
    pub relationships_created: usize,
    pub relationships_deleted: usize,
    pub properties_set: usize,
    pub labels_added: usize,
    pub labels_removed: usize,
    pub indexes_added: usize,
    pub indexes_removed: usize,
    pub constraints_added: usize,
    pub constraints_removed: usize,
}

impl Summary {
    /// Whether anything changed.
    pub fn is_empty(&self) -> bool {
        *self == Summary::default()
    }
}

impl Node {
    /// The `name` property, where it is a text.
    pub fn name(&self) -> Option<&str> {
        self.properties
            .iter()
            .find(|(key, _)| &**key == "name")
            .and_then(|(_, value)| value.as_str())
    }
}

impl Entities {
    /// The copy of a node.
    pub fn node(&self, id: NodeId) -> Option<&Arc<Node>> {
        self.nodes.get(&id)
    }

    /// The copy of a relationship.
    pub fn relationship(&self, id: RelationshipId) -> Option<&Arc<Relationship>> {
        self.relationships.get(&id)
    }

    /// The copies of all nodes, in no order.
    pub fn nodes(&self) -> impl Iterator<Item = &Arc<Node>> {
        self.nodes.values()
    }

    /// The copies of all relationships, in no order.
    pub fn relationships(&self) -> impl Iterator<Item = &Arc<Relationship>> {
        self.relationships.values()
    }

    /// Copies every entity of a value, those a relationship or path joins included.
    pub fn collect(&mut self, value: &Value, graph: &Graph) {
        match value {
            Value::Node(node) => self.collect_node(*node, graph),
            Value::Relationship(relationship) => self.collect_relationship(*relationship, graph),
            Value::Path(path) => {
                path.nodes
                    .iter()
                    .for_each(|node| self.collect_node(*node, graph));
                path.relationships
                    .iter()
                    .for_each(|id| self.collect_relationship(*id, graph));
            }
            Value::List(items) => items.iter().for_each(|item| self.collect(item, graph)),
            Value::Map(entries) => entries.values().for_each(|item| self.collect(item, graph)),
            _ => {}
        }
    }

    /// How many bytes the copies take, about.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    fn collect_node(&mut self, id: NodeId, graph: &Graph) {
        if let Entry::Vacant(place) = self.nodes.entry(id) {
            let node = Node::read(id, graph);
            self.bytes += size_of_val(&node)
                + size_of_val(&*node.labels)
                + copied_bytes(&node.properties, &node.evidence);
            place.insert(Arc::new(node));
        }
    }

    fn collect_relationship(&mut self, id: RelationshipId, graph: &Graph) {
        if self.relationships.contains_key(&id) {
            return;
        }
        let relationship = Relationship::read(id, graph);
        let copied = copied_bytes(&relationship.properties, &relationship.evidence);
        self.bytes += size_of_val(&relationship) + copied;
        self.collect_node(relationship.start, graph);
        self.collect_node(relationship.end, graph);
        self.relationships.insert(id, Arc::new(relationship));
    }
}

impl Node {
    /// Copies a node out of a graph.
    pub fn read(id: NodeId, graph: &Graph) -> Self {
        let entity = crate::graph::Entity::Node(id);
        Self {
            id,
            labels: graph
                .node_labels(id)
                .iter()
                .map(|label| graph.label_name(*label).clone())
                .collect(),
            properties: read_properties(entity, graph),
            evidence: graph.evidence(entity).to_vec(),
        }
    }
}

impl Relationship {
    /// Copies a relationship out of a graph.
    pub fn read(id: RelationshipId, graph: &Graph) -> Self {
        let entity = crate::graph::Entity::Relationship(id);
        let fixed = graph.relationship(id);
        Self {
            id,
            kind: graph.type_name(fixed.kind).clone(),
            start: fixed.start,
            end: fixed.end,
            properties: read_properties(entity, graph),
            evidence: graph.evidence(entity).to_vec(),
        }
    }
}

/// How many bytes what is copied of an entity takes, with its place among the copies.
fn copied_bytes(properties: &[(Arc<str>, Value)], evidence: &[Evidence]) -> usize {
    let place = 2 * size_of::<u64>() + size_of::<Arc<Node>>();
    let values = properties.iter().map(|(_, value)| value_bytes(value, 1));
    place + size_of_val(evidence) + size_of_val(properties) + values.sum::<usize>()
}

fn read_properties(entity: crate::graph::Entity, graph: &Graph) -> Vec<(Arc<str>, Value)> {
    let properties = graph.properties(entity);
    properties
        .into_iter()
        .map(|(key, value)| (graph.key_name(key).clone(), value))
        .collect()
}
