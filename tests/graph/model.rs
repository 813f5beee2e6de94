//! Random changes with random savepoints and roll-backs, compared with a naive model after each step.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::Index;
use rihla::graph::{
    Column, Direction, Entity, Evidence, Graph, KeyId, LabelId, Relationship, Savepoint,
    SourceDocument, TypeId, fold,
};
use rihla::value::{Date, Map, NodeId, RelationshipId, Value};

const LABELS: [&str; 4] = ["A", "B", "C", "D"];
const TYPES: [&str; 3] = ["R", "S", "T"];
const KEYS: [&str; 4] = ["name", "aliases", "age", "note"];
const TEXTS: [&str; 4] = ["Ada", "ADA", "Ada–B", "ada-b c"];
const DIRECTIONS: [Direction; 3] = [Direction::Outgoing, Direction::Incoming, Direction::Both];
const ONE_WAY: [Direction; 4] = [
    Direction::Outgoing,
    Direction::Incoming,
    Direction::Ascending,
    Direction::Descending,
];

type Properties = BTreeMap<u32, Value>;
type Written = Vec<(usize, Value)>;

/// One step of a history; places are picked among what is there.
#[derive(Clone, Debug)]
enum Action {
    Intern(usize, usize),
    CreateNode(Vec<usize>, Written),
    CreateRelationship(Index, usize, Index, Written),
    CreateNodes(Vec<usize>, usize, Vec<Value>),
    CreateRelationships(usize, Vec<(Index, Index)>, usize, Vec<Value>),
    DeleteNode(Index),
    DeleteRelationship(Index),
    SetProperty(bool, Index, usize, Value),
    Label(bool, Index, usize),
    SetEvidence(bool, Index, usize),
    PutSource(usize, usize),
    Savepoint,
    RollBack(Index),
    Commit,
    ReadAdjacency,
    DropAdjacency,
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        2 => Just(Value::Null),
        4 => (0..5_i64).prop_map(Value::from),
        2 => prop::sample::select(vec![0.5, -0.0, f64::NAN]).prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        6 => prop::sample::select(&TEXTS[..]).prop_map(Value::from),
        1 => (0..3_i64).prop_map(|epoch_days| Value::Date(Date { epoch_days })),
        3 => prop::collection::vec(prop::sample::select(&TEXTS[..]), 0..3)
            .prop_map(|texts| Value::from(texts.into_iter().map(Value::from).collect::<Vec<_>>())),
        1 => Just(Value::map(Map::new())),
    ]
}

/// Values of a column, often of one type.
fn alike() -> impl Strategy<Value = Vec<Value>> {
    prop_oneof![
        prop::collection::vec(value(), 0..4),
        prop::collection::vec(any::<bool>().prop_map(Value::from), 0..4),
        prop::collection::vec((0..5_i64).prop_map(Value::from), 0..4),
        prop::collection::vec(prop::sample::select(&TEXTS[..]).prop_map(Value::from), 0..4),
    ]
}

fn written() -> impl Strategy<Value = Written> {
    prop::collection::vec((0..KEYS.len(), value()), 0..3)
}

fn action() -> impl Strategy<Value = Action> {
    let at = any::<Index>;
    prop_oneof![
        1 => (0..3_usize, 0..3_usize).prop_map(|(kind, at)| Action::Intern(kind, at)),
        6 => (prop::collection::vec(0..LABELS.len(), 0..4), written())
            .prop_map(|(labels, properties)| Action::CreateNode(labels, properties)),
        9 => (at(), 0..TYPES.len(), at(), written())
            .prop_map(|(a, kind, b, p)| Action::CreateRelationship(a, kind, b, p)),
        2 => (prop::collection::vec(0..LABELS.len(), 0..3), 0..KEYS.len(), alike())
            .prop_map(|(labels, key, values)| Action::CreateNodes(labels, key, values)),
        2 => (0..TYPES.len(), prop::collection::vec((at(), at()), 0..4), 0..KEYS.len(), alike())
            .prop_map(|(kind, ends, key, values)| Action::CreateRelationships(kind, ends, key, values)),
        3 => at().prop_map(Action::DeleteNode),
        3 => at().prop_map(Action::DeleteRelationship),
        5 => (any::<bool>(), at(), 0..KEYS.len(), value())
            .prop_map(|(node, at, key, value)| Action::SetProperty(node, at, key, value)),
        4 => (any::<bool>(), at(), 0..LABELS.len())
            .prop_map(|(add, at, label)| Action::Label(add, at, label)),
        2 => (any::<bool>(), at(), 0..3_usize)
            .prop_map(|(node, at, count)| Action::SetEvidence(node, at, count)),
        1 => (0..2_usize, 0..3_usize).prop_map(|(id, text)| Action::PutSource(id, text)),
        4 => Just(Action::Savepoint),
        3 => at().prop_map(Action::RollBack),
        1 => Just(Action::Commit),
        3 => Just(Action::ReadAdjacency),
        1 => Just(Action::DropAdjacency),
    ]
}

#[derive(Clone, Debug, Default)]
struct Node {
    labels: BTreeSet<u32>,
    properties: Properties,
}

#[derive(Clone, Debug)]
struct Tie {
    fixed: Relationship,
    properties: Properties,
}

/// Everything a graph holds, the plain way.
#[derive(Clone, Debug, Default)]
struct Model {
    labels: Vec<&'static str>,
    types: Vec<&'static str>,
    keys: Vec<&'static str>,
    next_node: u32,
    next_relationship: u32,
    nodes: BTreeMap<NodeId, Node>,
    ties: BTreeMap<RelationshipId, Tie>,
    dead_nodes: BTreeMap<NodeId, Node>,
    dead_ties: BTreeMap<RelationshipId, Tie>,
    evidence: BTreeMap<Entity, Vec<Evidence>>,
    sources: Vec<SourceDocument>,
}

fn intern(names: &mut Vec<&'static str>, name: &'static str) -> u32 {
    let at = names
        .iter()
        .position(|&known| known == name)
        .unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
    at as u32
}

fn storable(value: &Value) -> bool {
    !matches!(value, Value::Map(_))
}

fn put(properties: &mut Properties, key: u32, value: Value) {
    if value.is_null() {
        properties.remove(&key);
    } else {
        properties.insert(key, value);
    }
}

/// Text that tells any two different values apart.
fn exact(value: &Value) -> String {
    format!("{value:?}")
}

fn evidence(count: usize) -> Vec<Evidence> {
    let passage = |n: usize| Evidence {
        source: "brief".into(),
        quote: TEXTS[n].into(),
        start: n as u32,
        end: n as u32 + 3,
        note: None,
    };
    (0..count).map(passage).collect()
}

/// The graph and the model side by side, with the savepoints still open.
#[derive(Default)]
struct Pair {
    graph: Graph,
    model: Model,
    saved: Vec<(Savepoint, Model)>,
}

impl Pair {
    fn label(&mut self, at: usize) -> LabelId {
        assert_eq!(
            self.graph.intern_label(LABELS[at]).0,
            intern(&mut self.model.labels, LABELS[at])
        );
        self.graph.label_id(LABELS[at]).unwrap()
    }

    fn kind(&mut self, at: usize) -> TypeId {
        assert_eq!(
            self.graph.intern_type(TYPES[at]).0,
            intern(&mut self.model.types, TYPES[at])
        );
        self.graph.type_id(TYPES[at]).unwrap()
    }

    fn key(&mut self, at: usize) -> KeyId {
        assert_eq!(
            self.graph.intern_key(KEYS[at]).0,
            intern(&mut self.model.keys, KEYS[at])
        );
        self.graph.key_id(KEYS[at]).unwrap()
    }

    fn written(&mut self, written: Written) -> Vec<(KeyId, Value)> {
        written
            .into_iter()
            .map(|(key, value)| (self.key(key), value))
            .collect()
    }

    fn node(&self, at: Index) -> Option<NodeId> {
        let nodes: Vec<NodeId> = self.model.nodes.keys().copied().collect();
        (!nodes.is_empty()).then(|| *at.get(&nodes))
    }

    fn tie(&self, at: Index) -> Option<RelationshipId> {
        let ties: Vec<RelationshipId> = self.model.ties.keys().copied().collect();
        (!ties.is_empty()).then(|| *at.get(&ties))
    }

    fn entity(&self, node: bool, at: Index) -> Option<Entity> {
        if node {
            self.node(at).map(Entity::Node)
        } else {
            self.tie(at).map(Entity::Relationship)
        }
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::Intern(0, at) => drop(self.label(at)),
            Action::Intern(1, at) => drop(self.kind(at)),
            Action::Intern(_, at) => drop(self.key(at)),
            Action::CreateNode(labels, written) => self.create_node(&labels, written),
            Action::CreateRelationship(a, kind, b, written) => {
                if let (Some(a), Some(b)) = (self.node(a), self.node(b)) {
                    self.create_tie(a, kind, b, written);
                }
            }
            Action::CreateNodes(labels, key, values) => self.create_nodes(&labels, key, values),
            Action::CreateRelationships(kind, ends, key, values) => {
                self.create_ties(kind, &ends, key, values);
            }
            Action::DeleteNode(at) => drop(self.node(at).map(|node| self.delete_node(node))),
            Action::DeleteRelationship(at) => drop(self.tie(at).map(|tie| self.delete_tie(tie))),
            Action::SetProperty(node, at, key, value) => {
                if let Some(entity) = self.entity(node, at) {
                    self.set_property(entity, key, value);
                }
            }
            Action::Label(add, at, label) => {
                if let Some(node) = self.node(at) {
                    self.set_label(add, node, label);
                }
            }
            Action::SetEvidence(node, at, count) => {
                if let Some(entity) = self.entity(node, at) {
                    self.graph.set_evidence(entity, evidence(count));
                    self.model.evidence.insert(entity, evidence(count));
                }
            }
            Action::PutSource(id, text) => self.put_source(id, text),
            Action::Savepoint => self
                .saved
                .push((self.graph.savepoint(), self.model.clone())),
            Action::RollBack(at) => self.roll_back(at),
            Action::Commit => self.commit(),
            Action::ReadAdjacency => self.compare_adjacency(),
            Action::DropAdjacency => self.graph.drop_adjacency(),
        }
    }

    fn create_node(&mut self, labels: &[usize], written: Written) {
        let labels: Vec<LabelId> = labels.iter().map(|&at| self.label(at)).collect();
        let properties = self.written(written);
        let fine = properties.iter().all(|(_, value)| storable(value));
        let created = self.graph.create_node(&labels, properties.clone());
        assert_eq!(created.is_ok(), fine);
        if let Ok(id) = created {
            assert_eq!(id.0, self.model.next_node);
            self.model.next_node += 1;
            let node = self.model.nodes.entry(id).or_default();
            node.labels = labels.iter().map(|label| label.0).collect();
            properties
                .into_iter()
                .for_each(|(key, value)| put(&mut node.properties, key.0, value));
        }
    }

    fn create_tie(&mut self, start: NodeId, kind: usize, end: NodeId, written: Written) {
        let kind = self.kind(kind);
        let given = self.written(written);
        let fine = given.iter().all(|(_, value)| storable(value));
        let created = self
            .graph
            .create_relationship(start, kind, end, given.clone());
        assert_eq!(created.is_ok(), fine);
        if let Ok(id) = created {
            assert_eq!(id.0, self.model.next_relationship);
            self.model.next_relationship += 1;
            let mut properties = Properties::new();
            given
                .into_iter()
                .for_each(|(key, value)| put(&mut properties, key.0, value));
            let fixed = Relationship { kind, start, end };
            self.model.ties.insert(id, Tie { fixed, properties });
        }
    }

    fn create_nodes(&mut self, labels: &[usize], key: usize, values: Vec<Value>) {
        let labels: Vec<LabelId> = labels.iter().map(|&at| self.label(at)).collect();
        let key = self.key(key);
        let Ok(column) = Column::values(values.iter().cloned()) else {
            return assert!(!values.iter().all(storable));
        };
        let first = self
            .graph
            .create_nodes(&labels, values.len(), vec![(key, column)])
            .unwrap();
        assert_eq!(first.0, self.model.next_node);
        for value in values {
            let node = self.model.nodes.entry(NodeId(self.model.next_node));
            let node = node.or_default();
            node.labels = labels.iter().map(|label| label.0).collect();
            put(&mut node.properties, key.0, value);
            self.model.next_node += 1;
        }
    }

    fn create_ties(
        &mut self,
        kind: usize,
        ends: &[(Index, Index)],
        key: usize,
        values: Vec<Value>,
    ) {
        let ends = ends.iter().zip(&values);
        let ends = ends.filter_map(|((a, b), _)| Some((self.node(*a)?, self.node(*b)?)));
        let (starts, ends): (Vec<NodeId>, Vec<NodeId>) = ends.unzip();
        let (kind, key) = (self.kind(kind), self.key(key));
        let Ok(column) = Column::values(values.iter().take(starts.len()).cloned()) else {
            return;
        };
        let first = self
            .graph
            .create_relationships(kind, &starts, &ends, vec![(key, column)])
            .unwrap();
        assert_eq!(first.0, self.model.next_relationship);
        for ((start, end), value) in starts.into_iter().zip(ends).zip(values) {
            let mut properties = Properties::new();
            put(&mut properties, key.0, value);
            let fixed = Relationship { kind, start, end };
            let id = RelationshipId(self.model.next_relationship);
            self.model.ties.insert(id, Tie { fixed, properties });
            self.model.next_relationship += 1;
        }
    }

    fn delete_node(&mut self, node: NodeId) {
        let connected = self
            .model
            .ties
            .values()
            .any(|tie| tie.fixed.start == node || tie.fixed.end == node);
        let deleted = self.graph.delete_node(node);
        assert_eq!(deleted.is_ok(), !connected);
        if deleted.is_ok() {
            let dead = self.model.nodes.remove(&node).unwrap();
            self.model.dead_nodes.insert(node, dead);
        }
    }

    fn delete_tie(&mut self, tie: RelationshipId) {
        assert!(self.graph.delete_relationship(tie));
        assert!(!self.graph.delete_relationship(tie));
        let dead = self.model.ties.remove(&tie).unwrap();
        self.model.dead_ties.insert(tie, dead);
    }

    fn set_property(&mut self, entity: Entity, key: usize, value: Value) {
        let key = self.key(key);
        let set = self.graph.set_property(entity, key, value.clone());
        assert_eq!(set.is_ok(), storable(&value));
        if set.is_ok() {
            let properties = match entity {
                Entity::Node(id) => &mut self.model.nodes.get_mut(&id).unwrap().properties,
                Entity::Relationship(id) => &mut self.model.ties.get_mut(&id).unwrap().properties,
            };
            put(properties, key.0, value);
        }
    }

    fn set_label(&mut self, add: bool, node: NodeId, label: usize) {
        let label = self.label(label);
        let labels = &mut self.model.nodes.get_mut(&node).unwrap().labels;
        if add {
            assert_eq!(self.graph.add_label(node, label), labels.insert(label.0));
        } else {
            assert_eq!(
                self.graph.remove_label(node, label),
                labels.remove(&label.0)
            );
        }
    }

    fn put_source(&mut self, id: usize, text: usize) {
        let (id, text): (Arc<str>, Arc<str>) = (LABELS[id].into(), TEXTS[text].into());
        let source = SourceDocument {
            id,
            title: None,
            path: None,
            text,
        };
        self.graph.put_source(source.clone());
        match self
            .model
            .sources
            .iter_mut()
            .find(|known| known.id == source.id)
        {
            Some(known) => *known = source,
            None => self.model.sources.push(source),
        }
    }

    fn roll_back(&mut self, at: Index) {
        if !self.saved.is_empty() {
            let at = at.index(self.saved.len());
            let (savepoint, model) = self.saved[at].clone();
            self.saved.truncate(at + 1);
            self.graph.roll_back(savepoint);
            self.model = model;
        }
    }

    fn commit(&mut self) {
        self.graph.commit();
        self.saved.clear();
        let model = &mut self.model;
        for id in std::mem::take(&mut model.dead_nodes).into_keys() {
            model.evidence.remove(&Entity::Node(id));
        }
        for id in std::mem::take(&mut model.dead_ties).into_keys() {
            model.evidence.remove(&Entity::Relationship(id));
        }
    }
}

/// Comparing.
impl Pair {
    fn compare(&self) {
        self.graph.validate().unwrap();
        self.compare_names();
        self.compare_entities();
        self.compare_dead();
        self.compare_scans();
        self.compare_counts();
        self.compare_walks();
        self.compare_gathered();
        self.compare_lookup();
        self.compare_evidence();
    }

    fn compare_names(&self) {
        let (graph, model) = (&self.graph, &self.model);
        assert!(
            graph
                .labels()
                .map(|(_, name)| &**name)
                .eq(model.labels.iter().copied())
        );
        assert!(
            graph
                .types()
                .map(|(_, name)| &**name)
                .eq(model.types.iter().copied())
        );
        assert!(
            graph
                .keys()
                .map(|(_, name)| &**name)
                .eq(model.keys.iter().copied())
        );
    }

    fn compare_entities(&self) {
        let (graph, model) = (&self.graph, &self.model);
        assert_eq!(graph.node_bound(), model.next_node as usize);
        assert_eq!(graph.relationship_bound(), model.next_relationship as usize);
        assert_eq!(
            (graph.node_count(), graph.relationship_count()),
            (model.nodes.len(), model.ties.len())
        );
        assert!(graph.nodes().eq(model.nodes.keys().copied()));
        assert!(graph.relationships().eq(model.ties.keys().copied()));
        model
            .nodes
            .iter()
            .for_each(|(id, node)| self.compare_node(*id, node));
        model
            .ties
            .iter()
            .for_each(|(id, tie)| self.compare_tie(*id, tie));
    }

    fn compare_node(&self, id: NodeId, node: &Node) {
        let labels = self.graph.node_labels(id).iter().map(|label| label.0);
        assert!(labels.eq(node.labels.iter().copied()));
        self.compare_properties(Entity::Node(id), &node.properties);
    }

    fn compare_tie(&self, id: RelationshipId, tie: &Tie) {
        assert_eq!(self.graph.relationship(id), tie.fixed);
        self.compare_properties(Entity::Relationship(id), &tie.properties);
    }

    fn compare_properties(&self, entity: Entity, properties: &Properties) {
        let seen = self.graph.properties(entity);
        let seen: Vec<_> = seen
            .iter()
            .map(|(key, value)| (key.0, exact(value)))
            .collect();
        let expected: Vec<_> = properties
            .iter()
            .map(|(key, value)| (*key, exact(value)))
            .collect();
        assert_eq!(seen, expected);
        for key in 0..self.model.keys.len() as u32 {
            let expected = properties.get(&key).cloned().unwrap_or_default();
            assert_eq!(
                exact(&self.graph.property(entity, KeyId(key))),
                exact(&expected)
            );
        }
    }

    fn compare_dead(&self) {
        for (id, node) in &self.model.dead_nodes {
            assert!(!self.graph.contains(Entity::Node(*id)));
            self.compare_node(*id, node);
        }
        for (id, tie) in &self.model.dead_ties {
            assert!(!self.graph.contains(Entity::Relationship(*id)));
            self.compare_tie(*id, tie);
        }
    }

    fn compare_scans(&self) {
        let mut seen = BTreeMap::new();
        for (labels, rows) in self.graph.node_tables() {
            let labels: BTreeSet<u32> = labels.iter().map(|label| label.0).collect();
            for row in rows.iter().filter(|&&row| row != NodeId::NONE) {
                assert!(seen.insert(*row, labels.clone()).is_none());
            }
        }
        let expected = self
            .model
            .nodes
            .iter()
            .map(|(id, node)| (*id, node.labels.clone()));
        assert_eq!(seen, expected.collect());
    }

    fn compare_counts(&self) {
        let (graph, model) = (&self.graph, &self.model);
        let has = |id: NodeId, label: u32| model.nodes[&id].labels.contains(&label);
        for label in 0..model.labels.len() as u32 {
            let expected = model
                .nodes
                .values()
                .filter(|node| node.labels.contains(&label))
                .count();
            assert_eq!(graph.node_count_with(LabelId(label)), expected);
        }
        for kind in (0..model.types.len() as u32).map(TypeId) {
            let ties: Vec<Relationship> = model
                .ties
                .values()
                .map(|tie| tie.fixed)
                .filter(|tie| tie.kind == kind)
                .collect();
            assert_eq!(graph.relationship_count_of(kind), ties.len());
            for label in 0..model.labels.len() as u32 {
                let starts = ties.iter().filter(|tie| has(tie.start, label)).count();
                let ends = ties.iter().filter(|tie| has(tie.end, label)).count();
                let count = |at| graph.relationship_count_at(kind, at, LabelId(label));
                assert_eq!(count(Direction::Outgoing), starts);
                assert_eq!(count(Direction::Incoming), ends);
            }
        }
    }

    /// The relationships at a node in the order promised.
    fn walk(
        &self,
        node: NodeId,
        direction: Direction,
        types: &[TypeId],
    ) -> Vec<(RelationshipId, NodeId)> {
        let mut found = Vec::new();
        for (id, tie) in &self.model.ties {
            let Some(rank) = types.iter().position(|kind| *kind == tie.fixed.kind) else {
                continue;
            };
            let Relationship { start, end, kind } = tie.fixed;
            if direction.is_by_degree() {
                let up = self.rank(start, kind) < self.rank(end, kind);
                let along = up == (direction == Direction::Ascending);
                let (from, to) = if along { (start, end) } else { (end, start) };
                found.extend((from == node && from != to).then_some((rank, 0, to, *id)));
            } else if start == node && direction != Direction::Incoming {
                found.push((rank, 0, end, *id));
            } else if end == node && direction != Direction::Outgoing {
                found.push((rank, 1, start, *id));
            }
        }
        found.sort();
        found
            .into_iter()
            .map(|(_, _, node, id)| (id, node))
            .collect()
    }

    /// By what nodes are compared: how many relationships of a type they have, loops twice, and their ids.
    fn rank(&self, node: NodeId, kind: TypeId) -> (usize, NodeId) {
        let ties = self.model.ties.values().map(|tie| tie.fixed);
        let ties = ties.filter(|tie| tie.kind == kind);
        let ends = ties.flat_map(|tie| [tie.start, tie.end]);
        (ends.filter(|end| *end == node).count(), node)
    }

    fn type_lists(&self) -> Vec<Option<Vec<TypeId>>> {
        let all: Vec<TypeId> = (0..self.model.types.len() as u32).map(TypeId).collect();
        let mut lists = vec![None, Some(all.iter().rev().chain(&all).copied().collect())];
        lists.extend(all.into_iter().map(|kind| Some(vec![kind])));
        lists
    }

    fn compare_walks(&self) {
        let all: Vec<TypeId> = (0..self.model.types.len() as u32).map(TypeId).collect();
        for types in self.type_lists() {
            for direction in DIRECTIONS {
                for node in (0..=self.model.next_node).map(NodeId) {
                    let expected = self.walk(node, direction, types.as_ref().unwrap_or(&all));
                    let degree = self.graph.degree(node, direction, types.as_deref());
                    assert_eq!(degree, expected.len());
                    let walked = self.graph.expand(node, direction, types.as_deref());
                    assert_eq!(walked.collect::<Vec<_>>(), expected);
                    self.compare_connecting(node, direction, types.as_deref(), &expected);
                }
            }
        }
    }

    fn compare_connecting(
        &self,
        node: NodeId,
        direction: Direction,
        types: Option<&[TypeId]>,
        walked: &[(RelationshipId, NodeId)],
    ) {
        for &other in self.model.nodes.keys() {
            let expected = walked
                .iter()
                .filter(|(_, end)| *end == other)
                .map(|(id, _)| *id);
            assert!(
                self.graph
                    .connecting(node, other, direction, types)
                    .eq(expected)
            );
        }
    }

    fn compare_adjacency(&self) {
        for kind in (0..=self.model.types.len() as u32).map(TypeId) {
            for direction in ONE_WAY {
                let adjacency = self.graph.adjacency(kind, direction);
                for node in (0..=self.model.next_node).map(NodeId) {
                    let walked = self.walk(node, direction, &[kind]);
                    let (types, degree) = ([kind], walked.len());
                    let types = Some(types.as_slice());
                    self.compare_connecting(node, direction, types, &walked);
                    assert!(self.graph.expand(node, direction, types).eq(walked.clone()));
                    assert_eq!(self.graph.degree(node, direction, types), degree);
                    let (relationships, neighbours): (Vec<_>, Vec<_>) = walked.into_iter().unzip();
                    assert_eq!(adjacency.neighbours(node), neighbours);
                    assert_eq!(adjacency.relationships(node), relationships);
                }
            }
        }
    }

    fn compare_gathered(&self) {
        let nodes: Vec<Option<NodeId>> = (0..self.model.next_node)
            .flat_map(|id| [Some(NodeId(id)), None])
            .collect();
        let ties: Vec<Option<RelationshipId>> = (0..self.model.next_relationship)
            .rev()
            .map(|id| Some(RelationshipId(id)))
            .collect();
        for key in (0..self.model.keys.len() as u32).map(KeyId) {
            let gathered = self.graph.gather_nodes(key, &nodes);
            for (at, node) in nodes.iter().enumerate() {
                let expected = node.map(|node| self.graph.property(Entity::Node(node), key));
                assert_eq!(
                    exact(&gathered.get(at)),
                    exact(&expected.unwrap_or_default())
                );
            }
            let gathered = self.graph.gather_relationships(key, &ties);
            for (at, tie) in ties.iter().enumerate() {
                let expected = tie.map(|tie| self.graph.property(Entity::Relationship(tie), key));
                assert_eq!(
                    exact(&gathered.get(at)),
                    exact(&expected.unwrap_or_default())
                );
            }
        }
    }

    /// All names with folded text, node and whether it is an alias.
    fn called(&self) -> Vec<(String, bool, NodeId, Arc<str>)> {
        let key = |name| {
            self.model
                .keys
                .iter()
                .position(|&key| key == name)
                .unwrap_or(99) as u32
        };
        let mut called = Vec::new();
        for (&id, node) in &self.model.nodes {
            if let Some(Value::String(text)) = node.properties.get(&key("name")) {
                called.push((fold(text), false, id, text.clone()));
            }
            let aliases = node
                .properties
                .get(&key("aliases"))
                .and_then(Value::as_list);
            for alias in aliases.unwrap_or_default() {
                if let Value::String(text) = alias {
                    called.push((fold(text), true, id, text.clone()));
                }
            }
        }
        called.sort();
        called
    }

    fn compare_lookup(&self) {
        let called = self.called();
        for text in TEXTS {
            let folded = fold(text);
            let with = |alias| -> BTreeSet<NodeId> {
                let same = called
                    .iter()
                    .filter(|entry| entry.0 == folded && entry.1 == alias);
                same.map(|entry| entry.2).collect()
            };
            let expected = if with(false).is_empty() {
                with(true)
            } else {
                with(false)
            };
            assert!(self.graph.find_named(text).into_iter().eq(expected));
        }
        let expected = called.into_iter().map(|(_, _, node, text)| (text, node));
        assert!(self.graph.names_beginning("").into_iter().eq(expected));
    }

    fn compare_evidence(&self) {
        assert_eq!(self.graph.sources(), self.model.sources);
        for source in &self.model.sources {
            assert_eq!(self.graph.source(&source.id), Some(source));
        }
        let nodes = (0..self.model.next_node).map(|id| Entity::Node(NodeId(id)));
        let ties = (0..self.model.next_relationship)
            .map(RelationshipId)
            .map(Entity::Relationship);
        for entity in nodes.chain(ties) {
            let expected = self
                .model
                .evidence
                .get(&entity)
                .map_or(&[][..], Vec::as_slice);
            assert_eq!(self.graph.evidence(entity), expected);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn a_graph_does_what_a_naive_one_does(actions in prop::collection::vec(action(), 1..60)) {
        let mut pair = Pair::default();
        let empty = pair.graph.savepoint();
        let mut committed = false;
        for action in actions {
            committed |= matches!(action, Action::Commit);
            pair.act(action);
            pair.compare();
        }
        if !committed {
            pair.graph.roll_back(empty);
            pair.model = Model::default();
            pair.compare();
        }
    }
}
