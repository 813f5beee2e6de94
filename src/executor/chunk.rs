//! Rows in columns: what operators pass to each other.
//!
//! Always holds: the live columns of a chunk have its length; slots that are not live are [`Vector::Absent`].

use std::ops::Range;

use super::columns::Columns;
use crate::semantics::expression::Slot;
use crate::value::{NodeId, RelationshipId, Value};

pub use crate::value::value_bytes;

/// How many rows an operator aims to put into a chunk.
pub const CHUNK_ROWS: usize = 2048;

/// For how many columns a new chunk has room.
const USUAL_COLUMNS: usize = 8;

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
    /// The vectors by slot.
    pub columns: Columns,
    /// The number of rows.
    pub rows: usize,
    /// How many times each row counts; `None`: once each.
    pub weights: Option<Vec<u64>>,
    /// The row of the argument each row comes from, where a nested plan runs for several rows at once; ascending.
    pub origins: Option<Vec<u32>>,
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

    /// The values of the rows `range`.
    pub fn slice(&self, range: Range<usize>) -> Vector {
        match self {
            Vector::Absent => Vector::Absent,
            Vector::Nodes(items) => Vector::Nodes(items[range].to_vec()),
            Vector::Relationships(items) => Vector::Relationships(items[range].to_vec()),
            Vector::Integers(items) => Vector::Integers(items[range].to_vec()),
            Vector::Floats(items) => Vector::Floats(items[range].to_vec()),
            Vector::Booleans(items) => Vector::Booleans(items[range].to_vec()),
            Vector::Values(items) => Vector::Values(items[range].to_vec()),
            Vector::Constant(value, _) => Vector::Constant(value.clone(), range.len()),
        }
    }

    /// So many `null`s.
    pub fn nulls(rows: usize) -> Vector {
        Vector::Constant(Value::Null, rows)
    }

    /// A column of these values: typed where all are of one kind.
    pub fn from_values(values: Vec<Value>) -> Vector {
        fn all<T>(values: &[Value], item: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
            values.iter().map(item).collect()
        }
        let typed = match values.first() {
            Some(Value::Node(_)) => all(&values, node_or_none).map(Vector::Nodes),
            Some(Value::Relationship(_)) => {
                all(&values, relationship_or_none).map(Vector::Relationships)
            }
            Some(Value::Integer(_)) => all(&values, Value::as_integer).map(Vector::Integers),
            Some(Value::Float(_)) => all(&values, as_float).map(Vector::Floats),
            Some(Value::Boolean(_)) => all(&values, as_boolean).map(Vector::Booleans),
            _ => None,
        };
        typed.unwrap_or(Vector::Values(values))
    }

    /// Puts the values of another vector behind these.
    pub fn append(&mut self, other: Vector) {
        if let (Vector::Constant(Value::Null, rows), Vector::Constant(Value::Null, more)) =
            (&mut *self, &other)
        {
            *rows += more;
            return;
        }
        let mine = std::mem::take(self).written_out();
        *self = match (mine, other.written_out()) {
            (Vector::Nodes(a), Vector::Nodes(b)) => Vector::Nodes(joined(a, b)),
            (Vector::Relationships(a), Vector::Relationships(b)) => {
                Vector::Relationships(joined(a, b))
            }
            (Vector::Integers(a), Vector::Integers(b)) => Vector::Integers(joined(a, b)),
            (Vector::Floats(a), Vector::Floats(b)) => Vector::Floats(joined(a, b)),
            (Vector::Booleans(a), Vector::Booleans(b)) => Vector::Booleans(joined(a, b)),
            (Vector::Nodes(a), Vector::Constant(Value::Null, rows)) => {
                Vector::Nodes(joined(a, vec![NodeId::NONE; rows]))
            }
            (Vector::Relationships(a), Vector::Constant(Value::Null, rows)) => {
                Vector::Relationships(joined(a, vec![RelationshipId::NONE; rows]))
            }
            (Vector::Constant(Value::Null, rows), Vector::Nodes(b)) => {
                Vector::Nodes(joined(vec![NodeId::NONE; rows], b))
            }
            (Vector::Constant(Value::Null, rows), Vector::Relationships(b)) => {
                Vector::Relationships(joined(vec![RelationshipId::NONE; rows], b))
            }
            (a, b) => Vector::Values(joined(a.into_values(), b.into_values())),
        };
    }

    /// A constant as so many values, but for `null`, which fits any kind of column.
    fn written_out(self) -> Vector {
        match self {
            Vector::Constant(value, rows) => match value {
                Value::Null => Vector::Constant(Value::Null, rows),
                Value::Node(node) => Vector::Nodes(vec![node; rows]),
                Value::Relationship(id) => Vector::Relationships(vec![id; rows]),
                Value::Integer(number) => Vector::Integers(vec![number; rows]),
                Value::Float(number) => Vector::Floats(vec![number; rows]),
                Value::Boolean(truth) => Vector::Booleans(vec![truth; rows]),
                other => Vector::Values(vec![other; rows]),
            },
            other => other,
        }
    }

    /// How many bytes the vector holds, about.
    pub fn bytes(&self) -> usize {
        self.bytes_of(1)
    }

    /// The same where so many hold on to each value that will soon be held by one.
    pub fn bytes_of(&self, holders: usize) -> usize {
        let value_bytes = |value: &Value| value_bytes(value, holders);
        match self {
            Vector::Absent => 0,
            Vector::Nodes(items) => 4 * items.len(),
            Vector::Relationships(items) => 4 * items.len(),
            Vector::Integers(items) => 8 * items.len(),
            Vector::Floats(items) => 8 * items.len(),
            Vector::Booleans(items) => items.len(),
            Vector::Values(items) => items.iter().map(value_bytes).sum(),
            Vector::Constant(value, _) => value_bytes(value),
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

fn joined<T>(mut items: Vec<T>, more: Vec<T>) -> Vec<T> {
    items.extend(more);
    items
}

fn node_or_none(value: &Value) -> Option<NodeId> {
    match value {
        Value::Null => Some(NodeId::NONE),
        other => as_node(other),
    }
}

fn relationship_or_none(value: &Value) -> Option<RelationshipId> {
    match value {
        Value::Null => Some(RelationshipId::NONE),
        other => as_relationship(other),
    }
}

fn as_float(value: &Value) -> Option<f64> {
    match value {
        Value::Float(number) => Some(*number),
        _ => None,
    }
}

fn as_boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Boolean(truth) => Some(*truth),
        _ => None,
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
    /// A chunk of `rows` rows in which no slot is live, with room for as many live ones as `slots` says, or as are usual.
    pub fn new(slots: usize, rows: usize) -> Self {
        Self {
            columns: Columns::with_capacity(slots.min(USUAL_COLUMNS)),
            rows,
            weights: None,
            origins: None,
        }
    }

    /// The vector of a slot.
    pub fn column(&self, slot: Slot) -> &Vector {
        self.columns.get(slot)
    }

    /// Puts a vector of the chunk's length into a slot.
    pub fn set(&mut self, slot: Slot, vector: Vector) {
        debug_assert_eq!(vector.len(), self.rows);
        self.columns.set(slot, vector);
    }

    /// How many times a row counts.
    pub fn weight(&self, row: usize) -> u64 {
        self.weights.as_ref().map_or(1, |weights| weights[row])
    }

    /// How many rows there are, each as often as it counts.
    pub fn count(&self) -> u64 {
        let weights = self.weights.as_ref();
        weights.map_or(self.rows as u64, |weights| {
            weights
                .iter()
                .fold(0, |all, weight| all.saturating_add(*weight))
        })
    }

    /// The rows named, in that order; only the slots in `live` are kept.
    pub fn gather(&self, rows: &[u32], live: &[Slot]) -> Chunk {
        let mut out = Chunk::new(live.len(), rows.len());
        for slot in live {
            out.columns.set(*slot, self.column(*slot).gather(rows));
        }
        out.weights = pick_from(self.weights.as_deref(), rows);
        out.origins = pick_from(self.origins.as_deref(), rows);
        out
    }

    /// The same rows with only the slots in `live`.
    pub fn narrow(mut self, live: &[Slot]) -> Chunk {
        self.columns.retain(live);
        self
    }

    /// Puts the rows of another chunk behind these. A slot only one of them has is `null` in the rows of the other.
    pub fn append(&mut self, mut other: Chunk) {
        let (before, behind) = (self.rows, other.rows);
        let mut slots: Vec<Slot> = self.columns.slots().chain(other.columns.slots()).collect();
        slots.sort_unstable();
        slots.dedup();
        for slot in slots {
            let mut column = or_nulls(self.columns.take(slot), before);
            column.append(or_nulls(other.columns.take(slot), behind));
            self.columns.set(slot, column);
        }
        if self.weights.is_some() || other.weights.is_some() {
            let weights = self.weights.get_or_insert_with(|| vec![1; before]);
            weights.extend(other.weights.unwrap_or_else(|| vec![1; behind]));
        }
        if let (Some(origins), Some(theirs)) = (&mut self.origins, other.origins) {
            origins.extend(theirs);
        }
        self.rows += behind;
    }

    /// How many bytes the chunk holds, about. What values share with others is not counted.
    pub fn bytes(&self) -> usize {
        let weights = self.weights.as_ref().map_or(0, |weights| 8 * weights.len());
        weights + self.columns.vectors().map(Vector::bytes).sum::<usize>()
    }
}

/// The numbers of the rows for which `passes` holds, ascending.
pub(super) fn rows_where(rows: usize, mut passes: impl FnMut(usize) -> bool) -> Vec<u32> {
    // Each is written down, and the next over it where it does not pass: there is no branch to be guessed wrong.
    let mut numbers = vec![0; rows];
    let mut passing = 0;
    for row in 0..rows {
        numbers[passing] = row as u32;
        passing += usize::from(passes(row));
    }
    numbers.truncate(passing);
    numbers
}

/// The column, or so many `null`s.
fn or_nulls(column: Vector, rows: usize) -> Vector {
    match column {
        Vector::Absent => Vector::nulls(rows),
        column => column,
    }
}

fn pick_from<T: Copy>(items: Option<&[T]>, rows: &[u32]) -> Option<Vec<T>> {
    items.map(|items| rows.iter().map(|&row| items[row as usize]).collect())
}
