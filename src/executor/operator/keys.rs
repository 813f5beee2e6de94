//! Lists of values numbered in order of first appearance: groups, `DISTINCT`, joins.
//!
//! Equivalent lists get the same number. Single nodes and integers, the most common keys, have tables of their own.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::{FxHashMap, FxHasher};

use super::node_numbers::{FREE, NodeNumbers};
use crate::executor::chunk::{Vector, value_bytes};
use crate::value::compare::{equivalent, hash};
use crate::value::{NodeId, Value};

/// What an entry of a table costs beside its values.
const ENTRY_BYTES: usize = 16;

/// The numbers of single nodes.
enum Nodes {
    /// By id: for one table over many nodes.
    Dense(NodeNumbers),
    /// For many tables of a few nodes each.
    Sparse(FxHashMap<NodeId, u32>),
}

/// The lists met so far, all of the same length.
pub(super) struct Keys {
    width: usize,
    nodes: Nodes,
    integers: FxHashMap<i64, u32>,
    others: HashTable<u32>,
    /// The values of all lists one after the other.
    values: Vec<Value>,
    count: u32,
    bytes: usize,
}

impl Keys {
    /// Lists of that length. `dense`: there may be many nodes among them.
    pub(super) fn new(width: usize, dense: bool) -> Self {
        Self {
            width,
            nodes: if dense {
                Nodes::Dense(NodeNumbers::default())
            } else {
                Nodes::Sparse(FxHashMap::default())
            },
            integers: FxHashMap::default(),
            others: HashTable::new(),
            values: Vec::new(),
            count: 0,
            bytes: 0,
        }
    }

    /// The number of different lists.
    pub(super) fn len(&self) -> usize {
        self.count as usize
    }

    /// How many bytes they hold, about.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// The value at a position of a list.
    pub(super) fn value(&self, number: usize, position: usize) -> &Value {
        &self.values[number * self.width + position]
    }

    /// The numbers of the lists in each row of some columns.
    pub(super) fn numbers(&mut self, columns: &[&Vector], rows: usize) -> Vec<u32> {
        if let [Vector::Nodes(nodes)] = columns {
            return nodes.iter().map(|node| self.node_or_null(*node)).collect();
        }
        if let [Vector::Integers(numbers)] = columns {
            let number = |number: &i64| self.integer(*number);
            return numbers.iter().map(number).collect();
        }
        let mut key = vec![Value::Null; columns.len()];
        let number = |row| {
            for (value, column) in key.iter_mut().zip(columns) {
                *value = column.get(row);
            }
            self.number(&key)
        };
        (0..rows).map(number).collect()
    }

    /// The number of a list.
    pub(super) fn number(&mut self, key: &[Value]) -> u32 {
        match key {
            [Value::Node(node)] => self.node(*node),
            [Value::Integer(number)] => self.integer(*number),
            [Value::Float(float)] => match whole(*float) {
                Some(number) => self.whole(number, &key[0]),
                None => self.other(key),
            },
            _ => self.other(key),
        }
    }

    /// The number of a node, or of `null`.
    #[inline]
    pub(super) fn node_or_null(&mut self, node: NodeId) -> u32 {
        if node == NodeId::NONE {
            self.other(&[Value::Null])
        } else {
            self.node(node)
        }
    }

    fn node(&mut self, node: NodeId) -> u32 {
        let next = self.count;
        let number = match &mut self.nodes {
            Nodes::Dense(range) => {
                let before = range.bytes();
                let entry = range.entry(node);
                if *entry == FREE {
                    *entry = next + 1;
                }
                let number = *entry - 1;
                self.bytes += range.bytes() - before;
                number
            }
            Nodes::Sparse(numbers) => *numbers.entry(node).or_insert(next),
        };
        if number == next {
            self.add(&[Value::Node(node)]);
        }
        number
    }

    #[inline]
    fn integer(&mut self, number: i64) -> u32 {
        let next = self.count;
        let found = *self.integers.entry(number).or_insert(next);
        if found == next {
            self.add(&[Value::Integer(number)]);
        }
        found
    }

    /// An integer, or the float it equals.
    fn whole(&mut self, number: i64, value: &Value) -> u32 {
        let next = self.count;
        let found = *self.integers.entry(number).or_insert(next);
        if found == next {
            self.add(std::slice::from_ref(value));
        }
        found
    }

    fn other(&mut self, key: &[Value]) -> u32 {
        let (values, width) = (&self.values, self.width);
        let stored = |number: u32| &values[number as usize * width..][..width];
        let same = |number: &u32| {
            let pairs = stored(*number).iter().zip(key);
            pairs
                .into_iter()
                .all(|(left, right)| equivalent(left, right))
        };
        let entry = self
            .others
            .entry(hash_of(key), same, |number| hash_of(stored(*number)));
        match entry {
            hashbrown::hash_table::Entry::Occupied(entry) => *entry.get(),
            hashbrown::hash_table::Entry::Vacant(entry) => {
                let number = self.count;
                entry.insert(number);
                self.add(key);
                number
            }
        }
    }

    fn add(&mut self, key: &[Value]) {
        self.bytes += ENTRY_BYTES + key.iter().map(|value| value_bytes(value, 1)).sum::<usize>();
        self.values.extend_from_slice(key);
        self.count += 1;
    }
}

/// The integer a float equals.
fn whole(float: f64) -> Option<i64> {
    const END: f64 = 9_223_372_036_854_775_808.0;
    (float.fract() == 0.0 && (-END..END).contains(&float)).then_some(float as i64)
}

/// A hash in step with equality and with equivalence.
pub(super) fn hash_of(key: &[Value]) -> u64 {
    let mut hasher = FxHasher::default();
    key.iter().for_each(|value| hash(value, &mut hasher));
    hasher.finish()
}
