//! Lists of values numbered in order of first appearance: groups, `DISTINCT`, joins.
//!
//! Equivalent lists get the same number. Single nodes and integers, the most common keys, have tables of their own, and none is
//! needed while they come in ascending order, as from a scan.

use std::cmp::Ordering;
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
    /// Whether each list so far was greater than all before it: these need no table, and none knows them.
    ascending: bool,
    nodes: Nodes,
    integers: FxHashMap<i64, u32>,
    others: HashTable<u32>,
    /// The values of all lists one after the other.
    values: Vector,
    count: u32,
    bytes: usize,
}

impl Keys {
    /// Lists of that length. `dense`: there may be many nodes among them.
    pub(super) fn new(width: usize, dense: bool) -> Self {
        Self {
            width,
            ascending: true,
            nodes: if dense {
                Nodes::Dense(NodeNumbers::default())
            } else {
                Nodes::Sparse(FxHashMap::default())
            },
            integers: FxHashMap::default(),
            others: HashTable::new(),
            values: Vector::Absent,
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

    /// The values at a position of the lists `from..to`.
    pub(super) fn column(&self, position: usize, from: usize, to: usize) -> Vector {
        let part = match self.width {
            1 => self.values.slice(from..to),
            width => {
                let at = |list: usize| (list * width + position) as u32;
                self.values.gather(&(from..to).map(at).collect::<Vec<_>>())
            }
        };
        match part {
            Vector::Values(values) => Vector::from_values(values),
            typed => typed,
        }
    }

    /// The numbers of the lists in each row of some columns.
    pub(super) fn numbers(&mut self, columns: &[&Vector], rows: usize) -> Vec<u32> {
        let mut numbers = Vec::with_capacity(rows);
        if let [column] = columns {
            self.ascend(column, &mut numbers);
        }
        let rest = numbers.len()..rows;
        if rest.is_empty() {
            return numbers;
        }
        self.settle();
        match columns {
            [Vector::Nodes(nodes)] => {
                let rest = nodes[rest].iter();
                numbers.extend(rest.map(|node| self.node_or_null(*node)));
            }
            [Vector::Integers(integers)] => {
                let rest = integers[rest].iter();
                numbers.extend(rest.map(|number| self.integer(*number)));
            }
            _ => {
                let mut key = vec![Value::Null; columns.len()];
                numbers.extend(rest.map(|row| {
                    for (value, column) in key.iter_mut().zip(columns) {
                        *value = column.get(row);
                    }
                    self.number(&key)
                }));
            }
        }
        numbers
    }

    /// Numbers nodes or integers for as long as each is the greatest so far or the last one again.
    fn ascend(&mut self, column: &Vector, numbers: &mut Vec<u32>) {
        if !self.ascending {
            return;
        }
        let before = self.count;
        match (column, &mut self.values) {
            (Vector::Nodes(nodes), Vector::Nodes(known)) => {
                let end = nodes.iter().position(|node| *node == NodeId::NONE);
                let nodes = &nodes[..end.unwrap_or(nodes.len())];
                self.count = ascend(known, nodes, numbers);
            }
            (Vector::Integers(items), Vector::Integers(known)) => {
                self.count = ascend(known, items, numbers);
            }
            (Vector::Nodes(_), Vector::Absent) => {
                self.values = Vector::Nodes(Vec::new());
                return self.ascend(column, numbers);
            }
            (Vector::Integers(_), Vector::Absent) => {
                self.values = Vector::Integers(Vec::new());
                return self.ascend(column, numbers);
            }
            _ => {}
        }
        self.bytes += (self.count - before) as usize * size_of::<i64>();
    }

    /// Puts lists that needed no table into one.
    fn settle(&mut self) {
        if !std::mem::take(&mut self.ascending) {
            return;
        }
        match std::mem::take(&mut self.values) {
            Vector::Nodes(nodes) => {
                self.count = 0;
                nodes.iter().for_each(|node| _ = self.node(*node));
            }
            Vector::Integers(numbers) => {
                self.count = 0;
                numbers.iter().for_each(|number| _ = self.integer(*number));
            }
            other => self.values = other,
        }
    }

    /// The number of a list.
    pub(super) fn number(&mut self, key: &[Value]) -> u32 {
        self.settle();
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
        self.settle();
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
            match &mut self.values {
                Vector::Nodes(nodes) => nodes.push(node),
                Vector::Absent => self.values = Vector::Nodes(vec![node]),
                _ => self.push(&[Value::Node(node)]),
            }
            self.counted(size_of::<NodeId>());
        }
        number
    }

    #[inline]
    fn integer(&mut self, number: i64) -> u32 {
        let next = self.count;
        let found = *self.integers.entry(number).or_insert(next);
        if found == next {
            match &mut self.values {
                Vector::Integers(numbers) => numbers.push(number),
                Vector::Absent => self.values = Vector::Integers(vec![number]),
                _ => self.push(&[Value::Integer(number)]),
            }
            self.counted(size_of::<i64>());
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
        let width = self.width;
        let values = std::mem::take(&mut self.values).into_values();
        let stored = |number: u32| &values[number as usize * width..][..width];
        let same = |number: &u32| {
            let pairs = stored(*number).iter().zip(key);
            pairs
                .into_iter()
                .all(|(left, right)| equivalent(left, right))
        };
        let next = self.count;
        let entry = self
            .others
            .entry(hash_of(key), same, |number| hash_of(stored(*number)));
        let number = *entry.or_insert(next).get();
        self.values = Vector::Values(values);
        if number == next {
            self.add(key);
        }
        number
    }

    fn add(&mut self, key: &[Value]) {
        self.push(key);
        self.counted(key.iter().map(|value| value_bytes(value, 1)).sum());
    }

    /// Puts a list behind the others.
    fn push(&mut self, key: &[Value]) {
        let mut values = std::mem::take(&mut self.values).into_values();
        values.extend_from_slice(key);
        self.values = Vector::Values(values);
    }

    fn counted(&mut self, bytes: usize) {
        self.bytes += ENTRY_BYTES + bytes;
        self.count += 1;
    }
}

/// Numbers items behind those known, up to the first that is less than the last. Gives how many are known then.
fn ascend<T: Copy + Ord>(known: &mut Vec<T>, items: &[T], numbers: &mut Vec<u32>) -> u32 {
    let follow = known.last() < items.first();
    if follow && items.is_sorted_by(|left, right| left < right) {
        let first = known.len() as u32;
        known.extend_from_slice(items);
        numbers.extend(first..known.len() as u32);
        return known.len() as u32;
    }
    for item in items {
        match known.last().map(|last| last.cmp(item)) {
            Some(Ordering::Greater) => break,
            Some(Ordering::Equal) => {}
            _ => known.push(*item),
        }
        numbers.push(known.len() as u32 - 1);
    }
    known.len() as u32
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
