//! Rows in columns: what operators pass to each other.
//!
//! Always holds: the live columns of a chunk have its length; slots that are not live are [`Vector::Absent`].

use crate::semantics::expression::Slot;
use crate::value::{NodeId, RelationshipId, Value};

/// How many rows an operator aims to put into a chunk.
pub const CHUNK_ROWS: usize = 2048;

/// The values of one slot over the rows of a chunk.
#[derive(Clone, Debug, Default)]
pub enum Vector {
    /// The slot is not live.
    #[default]
    Absent,
    /// Nodes; [`NodeId::NONE`] is `null`.
    Nodes(Vec<NodeId>),
    /// Relationships; [`RelationshipId::NONE`] is `null`.
    Relationships(Vec<RelationshipId>),
    /// Integers without `null`.
    Integers(Vec<i64>),
    /// Floats without `null`.
    Floats(Vec<f64>),
    /// Booleans without `null`.
    Booleans(Vec<bool>),
    /// Any values.
    Values(Vec<Value>),
    /// The same value in each row.
    Constant(Value, usize),
}

/// Some rows.
#[derive(Clone, Debug, Default)]
pub struct Chunk {
    /// A vector a slot, indexed by slot.
    pub columns: Vec<Vector>,
    /// The number of rows.
    pub rows: usize,
    /// How many times each row counts; `None`: once each.
    pub weights: Option<Vec<u64>>,
}

impl Vector {
    /// The number of rows.
    pub fn len(&self) -> usize {
        match self {
            Vector::Absent => 0,
            Vector::Nodes(items) => items.len(),
            Vector::Relationships(items) => items.len(),
            Vector::Integers(items) => items.len(),
            Vector::Floats(items) => items.len(),
            Vector::Booleans(items) => items.len(),
            Vector::Values(items) => items.len(),
            Vector::Constant(_, rows) => *rows,
        }
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value in a row; `null` where the slot is not live.
    pub fn get(&self, row: usize) -> Value {
        match self {
            Vector::Absent => Value::Null,
            Vector::Nodes(items) => node_value(items[row]),
            Vector::Relationships(items) => relationship_value(items[row]),
            Vector::Integers(items) => Value::Integer(items[row]),
            Vector::Floats(items) => Value::Float(items[row]),
            Vector::Booleans(items) => Value::Boolean(items[row]),
            Vector::Values(items) => items[row].clone(),
            Vector::Constant(value, _) => value.clone(),
        }
    }

    /// The node in a row; `None` for `null` and for anything that is not a node.
    pub fn node(&self, row: usize) -> Option<NodeId> {
        match self {
            Vector::Nodes(items) => Some(items[row]).filter(|node| *node != NodeId::NONE),
            Vector::Values(items) => as_node(&items[row]),
            Vector::Constant(value, _) => as_node(value),
            _ => None,
        }
    }

    /// The relationship in a row; `None` for `null` and for anything that is not a relationship.
    pub fn relationship(&self, row: usize) -> Option<RelationshipId> {
        match self {
            Vector::Relationships(items) => {
                Some(items[row]).filter(|id| *id != RelationshipId::NONE)
            }
            Vector::Values(items) => as_relationship(&items[row]),
            Vector::Constant(value, _) => as_relationship(value),
            _ => None,
        }
    }

    /// The rows named by `rows`, in that order; a row may be named several times.
    pub fn gather(&self, rows: &[u32]) -> Vector {
        fn pick<T: Clone>(items: &[T], rows: &[u32]) -> Vec<T> {
            rows.iter()
                .map(|&row| items[row as usize].clone())
                .collect()
        }
        match self {
            Vector::Absent => Vector::Absent,
            Vector::Nodes(items) => Vector::Nodes(pick(items, rows)),
            Vector::Relationships(items) => Vector::Relationships(pick(items, rows)),
            Vector::Integers(items) => Vector::Integers(pick(items, rows)),
            Vector::Floats(items) => Vector::Floats(pick(items, rows)),
            Vector::Booleans(items) => Vector::Booleans(pick(items, rows)),
            Vector::Values(items) => Vector::Values(pick(items, rows)),
            Vector::Constant(value, _) => Vector::Constant(value.clone(), rows.len()),
        }
    }

    /// All values, boxed up.
    pub fn into_values(self) -> Vec<Value> {
        match self {
            Vector::Values(items) => items,
            other => (0..other.len()).map(|row| other.get(row)).collect(),
        }
    }
}

fn node_value(node: NodeId) -> Value {
    if node == NodeId::NONE {
        Value::Null
    } else {
        Value::Node(node)
    }
}

fn relationship_value(relationship: RelationshipId) -> Value {
    if relationship == RelationshipId::NONE {
        Value::Null
    } else {
        Value::Relationship(relationship)
    }
}

fn as_node(value: &Value) -> Option<NodeId> {
    match value {
        Value::Node(node) => Some(*node),
        _ => None,
    }
}

fn as_relationship(value: &Value) -> Option<RelationshipId> {
    match value {
        Value::Relationship(relationship) => Some(*relationship),
        _ => None,
    }
}

impl Chunk {
    /// A chunk of `rows` rows in which no slot is live.
    pub fn new(slots: usize, rows: usize) -> Self {
        Self {
            columns: vec![Vector::Absent; slots],
            rows,
            weights: None,
        }
    }

    /// The vector of a slot.
    pub fn column(&self, slot: Slot) -> &Vector {
        &self.columns[slot.0 as usize]
    }

    /// Puts a vector of the chunk's length into a slot.
    pub fn set(&mut self, slot: Slot, vector: Vector) {
        debug_assert_eq!(vector.len(), self.rows);
        self.columns[slot.0 as usize] = vector;
    }

    /// How many times a row counts.
    pub fn weight(&self, row: usize) -> u64 {
        self.weights.as_ref().map_or(1, |weights| weights[row])
    }

    /// The rows named, in that order; only the slots in `live` are kept.
    pub fn gather(&self, rows: &[u32], live: &[Slot]) -> Chunk {
        let mut out = Chunk::new(self.columns.len(), rows.len());
        for slot in live {
            out.columns[slot.0 as usize] = self.column(*slot).gather(rows);
        }
        out.weights = self
            .weights
            .as_ref()
            .map(|weights| rows.iter().map(|&row| weights[row as usize]).collect());
        out
    }
}
