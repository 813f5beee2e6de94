//! A naive graph and naive values: lists and maps, nothing indexed, nothing shared with the engine.

use std::cmp::Ordering;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

use rihla::Value;
use rihla::graph::{Entity, Graph};
use rihla::value::{NodeId, RelationshipId};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum V {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(String),
    List(Vec<V>),
    Node(usize),
    Relationship(usize),
    Path(Vec<usize>, Vec<usize>),
}

pub type Properties = BTreeMap<String, V>;

#[derive(Clone, Debug, Default)]
pub struct Node {
    pub labels: BTreeSet<String>,
    pub properties: Properties,
}

#[derive(Clone, Debug)]
pub struct Relationship {
    pub kind: String,
    pub start: usize,
    pub end: usize,
    pub properties: Properties,
}

#[derive(Clone, Debug, Default)]
pub struct World {
    pub nodes: BTreeMap<usize, Node>,
    pub relationships: BTreeMap<usize, Relationship>,
    pub next: (usize, usize),
}

/// Which naive entity each of the engine's is.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    pub nodes: HashMap<NodeId, usize>,
    pub relationships: HashMap<RelationshipId, usize>,
}

impl V {
    pub fn literal(&self) -> String {
        match self {
            V::Null => "null".into(),
            V::Bool(it) => it.to_string(),
            V::Int(it) => it.to_string(),
            V::Float(it) => format!("{it:?}"),
            V::Str(it) => format!("'{it}'"),
            V::List(items) => {
                let items: Vec<String> = items.iter().map(V::literal).collect();
                format!("[{}]", items.join(", "))
            }
            other => unreachable!("{other:?} has no literal"),
        }
    }

    fn number(&self) -> Option<f64> {
        match self {
            V::Int(it) => Some(*it as f64),
            V::Float(it) => Some(*it),
            _ => None,
        }
    }

    /// Three-valued equality.
    pub fn equals(&self, other: &V) -> Option<bool> {
        match (self, other) {
            (V::Null, _) | (_, V::Null) => None,
            (V::List(a), V::List(b)) if a.len() != b.len() => Some(false),
            (V::List(a), V::List(b)) => {
                let all: Vec<_> = a.iter().zip(b).map(|(a, b)| a.equals(b)).collect();
                if all.contains(&Some(false)) {
                    Some(false)
                } else if all.contains(&None) {
                    None
                } else {
                    Some(true)
                }
            }
            _ => match (self.number(), other.number()) {
                (Some(a), Some(b)) => Some(a == b),
                _ => Some(self == other),
            },
        }
    }

    /// Three-valued comparison of texts, numbers, truth values, and lists of those by their first difference.
    pub fn compares(&self, other: &V) -> Option<Ordering> {
        match (self, other) {
            (V::List(a), V::List(b)) => {
                for (a, b) in a.iter().zip(b) {
                    if !a.equals(b)? {
                        return a.compares(b);
                    }
                }
                Some(a.len().cmp(&b.len()))
            }
            (V::Str(a), V::Str(b)) => Some(a.cmp(b)),
            (V::Bool(a), V::Bool(b)) => Some(a.cmp(b)),
            _ => self.number()?.partial_cmp(&other.number()?),
        }
    }

    /// The order of `ORDER BY`.
    pub fn orders(&self, other: &V) -> Ordering {
        let rank = |it: &V| match it {
            V::Node(_) => 0,
            V::Relationship(_) => 1,
            V::List(_) => 2,
            V::Path(..) => 3,
            V::Str(_) => 4,
            V::Bool(_) => 5,
            V::Int(_) | V::Float(_) => 6,
            V::Null => 7,
        };
        match (self, other) {
            (V::List(a), V::List(b)) => {
                let items = a.iter().zip(b).map(|(a, b)| a.orders(b));
                let first = items.into_iter().find(|it| it.is_ne());
                first.unwrap_or(a.len().cmp(&b.len()))
            }
            _ => self
                .compares(other)
                .unwrap_or_else(|| rank(self).cmp(&rank(other))),
        }
    }

    /// A text that is the same for equivalent values: a whole float is written as an integer.
    pub fn canonical(&self) -> String {
        match self {
            V::Float(it) if it.fract() == 0.0 => (*it as i64).to_string(),
            V::List(items) => {
                let items: Vec<String> = items.iter().map(V::canonical).collect();
                format!("[{}]", items.join(", "))
            }
            V::Node(id) => format!("(#{id})"),
            V::Relationship(id) => format!("[#{id}]"),
            V::Path(nodes, relationships) => format!("<{nodes:?} {relationships:?}>"),
            other => other.literal(),
        }
    }

    /// The same of a list whose order means nothing.
    pub fn canonical_bag(&self) -> String {
        let V::List(items) = self else {
            return self.canonical();
        };
        let mut items: Vec<String> = items.iter().map(V::canonical).collect();
        items.sort();
        format!("bag {items:?}")
    }

    /// What a value of the engine is.
    pub fn of(value: &Value, ids: &Ids) -> V {
        let node = |id: &NodeId| ids.nodes.get(id).copied().unwrap_or(usize::MAX);
        let relationship =
            |id: &RelationshipId| ids.relationships.get(id).copied().unwrap_or(usize::MAX);
        match value {
            Value::Null => V::Null,
            Value::Boolean(it) => V::Bool(*it),
            Value::Integer(it) => V::Int(*it),
            Value::Float(it) => V::Float(*it),
            Value::String(it) => V::Str(it.to_string()),
            Value::List(items) => V::List(items.iter().map(|it| V::of(it, ids)).collect()),
            Value::Node(id) => V::Node(node(id)),
            Value::Relationship(id) => V::Relationship(relationship(id)),
            Value::Path(path) => V::Path(
                path.nodes.iter().map(node).collect(),
                path.relationships.iter().map(relationship).collect(),
            ),
            other => panic!("no generated query gives {other:?}"),
        }
    }

    fn value(&self) -> Value {
        match self {
            V::Null => Value::Null,
            V::Bool(it) => Value::Boolean(*it),
            V::Int(it) => Value::Integer(*it),
            V::Float(it) => Value::Float(*it),
            V::Str(it) => Value::string(it.as_str()),
            V::List(items) => Value::list(items.iter().map(V::value).collect::<Vec<_>>()),
            other => unreachable!("{other:?} is no property"),
        }
    }
}

impl World {
    /// The same graph for the engine, its entities created in this order of nodes.
    pub fn graph(&self, order: &[usize]) -> (Graph, Ids) {
        let mut graph = Graph::new();
        let mut ids = Ids::default();
        let mut made = BTreeMap::new();
        for name in super::generate::LABELS {
            graph.intern_label(name);
        }
        for id in order {
            let node = &self.nodes[id];
            let labels: Vec<_> = node
                .labels
                .iter()
                .map(|it| graph.intern_label(it))
                .collect();
            let properties = stored(&node.properties, &mut graph);
            let new = graph
                .create_node(&labels, properties)
                .expect("a sound node");
            ids.nodes.insert(new, *id);
            made.insert(*id, new);
        }
        for (id, it) in &self.relationships {
            let kind = graph.intern_type(&it.kind);
            let properties = stored(&it.properties, &mut graph);
            let new = graph
                .create_relationship(made[&it.start], kind, made[&it.end], properties)
                .expect("a sound relationship");
            ids.relationships.insert(new, *id);
        }
        graph.commit();
        (graph, ids)
    }

    /// What a graph of the engine is, read through its face.
    pub fn of(graph: &Graph) -> World {
        let mut world = World::default();
        let ids = Ids::default();
        let read = |entity| {
            let properties = graph.properties(entity).into_iter();
            properties
                .map(|(key, value)| (graph.key_name(key).to_string(), V::of(&value, &ids)))
                .collect()
        };
        for id in graph.nodes() {
            let labels = graph.node_labels(id).iter();
            let node = Node {
                labels: labels.map(|it| graph.label_name(*it).to_string()).collect(),
                properties: read(Entity::Node(id)),
            };
            world.nodes.insert(id.0 as usize, node);
        }
        for id in graph.relationships() {
            let fixed = graph.relationship(id);
            let relationship = Relationship {
                kind: graph.type_name(fixed.kind).to_string(),
                start: fixed.start.0 as usize,
                end: fixed.end.0 as usize,
                properties: read(Entity::Relationship(id)),
            };
            world.relationships.insert(id.0 as usize, relationship);
        }
        world
    }

    /// Lines that are the same for graphs that differ in ids only (by colour refinement, three rounds).
    pub fn shape(&self) -> Vec<String> {
        let mut colours: BTreeMap<usize, u64> = BTreeMap::new();
        for (id, node) in &self.nodes {
            colours.insert(*id, digest(&node.text()));
        }
        for _ in 0..3 {
            let mut around: BTreeMap<usize, Vec<(u8, String, u64)>> = BTreeMap::new();
            for it in self.relationships.values() {
                let text = it.text();
                let (start, end) = (colours[&it.start], colours[&it.end]);
                around
                    .entry(it.start)
                    .or_default()
                    .push((0, text.clone(), end));
                around.entry(it.end).or_default().push((1, text, start));
            }
            for (id, mut list) in around {
                list.sort();
                let old = colours[&id];
                colours.insert(id, digest(&(old, list)));
            }
        }
        let nodes = self.nodes.iter();
        let mut lines: Vec<String> = nodes
            .map(|(id, node)| format!("{} #{:x}", node.text(), colours[id]))
            .collect();
        lines.extend(self.relationships.values().map(|it| {
            let (start, end) = (&self.nodes[&it.start], &self.nodes[&it.end]);
            format!("{} -{}-> {}", start.text(), it.text(), end.text())
        }));
        lines.sort();
        lines
    }
}

fn stored(properties: &Properties, graph: &mut Graph) -> Vec<(rihla::graph::KeyId, Value)> {
    let entries = properties.iter();
    entries
        .map(|(key, value)| (graph.intern_key(key), value.value()))
        .collect()
}

fn digest(it: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    it.hash(&mut hasher);
    hasher.finish()
}

fn written(properties: &Properties) -> String {
    let entries = properties.iter();
    let entries: Vec<String> = entries
        .map(|(key, value)| format!("{key}: {}", value.canonical()))
        .collect();
    entries.join(", ")
}

impl Node {
    fn text(&self) -> String {
        format!("({:?} {})", self.labels, written(&self.properties))
    }
}

impl Relationship {
    fn text(&self) -> String {
        format!("[{} {}]", self.kind, written(&self.properties))
    }
}
