//! The shape the data has, found by looking at every entity: which properties with which types, and whether all
//! entities of a kind have them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::Call;
use super::Procedure;
use crate::graph::{Entity, Graph, KeyId, LabelId, TypeId};
use crate::value::{Type, Value, ValueError};

pub(super) fn procedures() -> Vec<Procedure> {
    vec![
        Procedure::new(
            "db.schema.visualization",
            "The graph of labels: a map for each label, and one for each type between two labels, with how many there are.",
            visualization,
        )
        .giving("nodes", Type::list(Type::Map))
        .giving("relationships", Type::list(Type::Map)),
        Procedure::new(
            "db.schema.nodeTypeProperties",
            "The properties of the nodes of each set of labels, with their types.",
            nodes,
        )
        .giving("nodeType", Type::String)
        .giving("nodeLabels", Type::list(Type::String))
        .giving("propertyName", Type::String)
        .giving("propertyTypes", Type::list(Type::String))
        .giving("mandatory", Type::Boolean),
        Procedure::new(
            "db.schema.relTypeProperties",
            "The properties of the relationships of each type, with their types.",
            relationships,
        )
        .giving("relType", Type::String)
        .giving("propertyName", Type::String)
        .giving("propertyTypes", Type::list(Type::String))
        .giving("mandatory", Type::Boolean),
    ]
}

type Rows = Result<Vec<Vec<Value>>, ValueError>;

/// The properties met on the entities of one kind.
#[derive(Default)]
struct Shape {
    entities: usize,
    properties: BTreeMap<KeyId, Met>,
}

#[derive(Default)]
struct Met {
    entities: usize,
    types: BTreeSet<&'static str>,
}

impl Shape {
    fn add(&mut self, properties: &[(KeyId, Value)]) {
        self.entities += 1;
        for (key, value) in properties {
            let met = self.properties.entry(*key).or_default();
            met.entities += 1;
            met.types.insert(value.type_name());
        }
    }

    /// One row a property, or one without a property where there is none.
    fn rows(&self, graph: &Graph, kind: &[Value]) -> Vec<Vec<Value>> {
        let row = |cells: [Value; 3]| [kind, &cells].concat();
        if self.properties.is_empty() {
            return vec![row([Value::Null, Value::Null, Value::Boolean(false)])];
        }
        self.properties
            .iter()
            .map(|(key, met)| row(met.cells(graph.key_name(*key), self.entities)))
            .collect()
    }
}

impl Met {
    fn cells(&self, name: &Arc<str>, entities: usize) -> [Value; 3] {
        let types = self.types.iter().map(|name| Value::from(*name)).collect();
        [
            Value::String(name.clone()),
            Value::List(types),
            Value::Boolean(self.entities == entities),
        ]
    }
}

fn nodes(call: &Call<'_>, _: &[Value]) -> Rows {
    let graph = call.graph;
    let mut shapes: BTreeMap<&[LabelId], Shape> = BTreeMap::new();
    for node in graph.nodes() {
        shapes
            .entry(graph.node_labels(node))
            .or_default()
            .add(&graph.properties(Entity::Node(node)));
    }
    Ok(shapes
        .iter()
        .flat_map(|(labels, shape)| shape.rows(graph, &label_cells(graph, labels)))
        .collect())
}

fn label_cells(graph: &Graph, labels: &[LabelId]) -> [Value; 2] {
    let names: Vec<&Arc<str>> = labels
        .iter()
        .map(|label| graph.label_name(*label))
        .collect();
    let kind: String = names.iter().map(|name| quoted(name)).collect();
    [
        Value::from(kind),
        Value::List(names.into_iter().cloned().map(Value::String).collect()),
    ]
}

fn relationships(call: &Call<'_>, _: &[Value]) -> Rows {
    let graph = call.graph;
    let mut shapes: BTreeMap<_, Shape> = BTreeMap::new();
    for relationship in graph.relationships() {
        let properties = graph.properties(Entity::Relationship(relationship));
        shapes
            .entry(graph.relationship(relationship).kind)
            .or_default()
            .add(&properties);
    }
    let name = |kind| Value::from(quoted(graph.type_name(kind)));
    Ok(shapes
        .iter()
        .flat_map(|(kind, shape)| shape.rows(graph, &[name(*kind)]))
        .collect())
}

/// One row with all labels and all relationships between them.
fn visualization(call: &Call<'_>, _: &[Value]) -> Rows {
    let graph = call.graph;
    let name = |name: &Arc<str>| Value::String(name.clone());
    let used = graph
        .labels()
        .filter(|(id, _)| graph.node_count_with(*id) > 0);
    let nodes = used.map(|(id, label)| {
        let count = Value::Integer(graph.node_count_with(id) as i64);
        map([("name", name(label)), ("count", count)])
    });
    let mut met: BTreeMap<(LabelId, TypeId, LabelId), i64> = BTreeMap::new();
    for relationship in graph.relationships() {
        let fixed = graph.relationship(relationship);
        for start in graph.node_labels(fixed.start) {
            for end in graph.node_labels(fixed.end) {
                *met.entry((*start, fixed.kind, *end)).or_default() += 1;
            }
        }
    }
    let relationships = met.iter().map(|((start, kind, end), count)| {
        map([
            ("name", name(graph.type_name(*kind))),
            ("start", name(graph.label_name(*start))),
            ("end", name(graph.label_name(*end))),
            ("count", Value::Integer(*count)),
        ])
    });
    Ok(vec![vec![
        Value::List(nodes.collect()),
        Value::List(relationships.collect()),
    ]])
}

fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::map(
        entries
            .into_iter()
            .map(|(key, value)| (Arc::from(key), value))
            .collect(),
    )
}

/// A label or type as it is written in a pattern.
fn quoted(name: &str) -> String {
    format!(":`{}`", name.replace('`', "``"))
}
