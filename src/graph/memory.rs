//! How many bytes a graph takes, and what for.

use std::collections::HashMap;

use super::Graph;
use super::id::RowId;
use super::table::Table;
use crate::value::{Value, value_bytes};

/// The bytes a graph takes, by what they are for: what is allocated, room for growth included. Names, statistics, evidence,
/// the look-up of names and what is not committed yet are not among it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GraphMemory {
    /// Nodes and relationships, each with its place in its table, and which relationships a node has.
    pub topology: usize,
    /// Sorted neighbours by type and direction, as far as they are built.
    pub adjacency: usize,
    /// Which entity stands in which row of a table.
    pub rows: usize,
    /// The columns of the tables: the properties' values, and which rows have one.
    pub properties: usize,
    /// Indexes over columns, as far as they are built.
    pub indexes: usize,
}

impl GraphMemory {
    /// All of it, in bytes.
    pub fn total(&self) -> usize {
        self.topology + self.adjacency + self.rows + self.properties + self.indexes
    }
}

/// Memory.
impl Graph {
    /// How many bytes it takes, and what for.
    pub fn memory(&self) -> GraphMemory {
        let mut memory = GraphMemory {
            topology: self.topology.bytes(),
            adjacency: self.adjacency.bytes(),
            ..GraphMemory::default()
        };
        for table in self.node_tables.iter() {
            memory.add(&table.table);
        }
        for table in &self.relationship_tables {
            memory.add(table);
        }
        memory
    }
}

impl GraphMemory {
    fn add<I: RowId>(&mut self, table: &Table<I>) {
        self.rows += table.row_bytes();
        for (_, column) in table.columns() {
            self.properties += column.bytes();
            self.indexes += column.index().bytes();
        }
    }
}

/// What a vector has allocated for its items.
pub(super) fn vector_bytes<T>(items: &Vec<T>) -> usize {
    items.capacity() * size_of::<T>()
}

/// What a hash table has allocated for its entries, about.
pub(super) fn table_bytes<K, V, S>(table: &HashMap<K, V, S>) -> usize {
    // A byte of control for each entry, and no more than seven entries for eight places.
    table.capacity() * 8 / 7 * (size_of::<(K, V)>() + 1)
}

/// What general values take, with what they point to.
pub(super) fn values_bytes(values: &Vec<Value>) -> usize {
    let spare = values.capacity() - values.len();
    let values = values.iter().map(|value| value_bytes(value, 1));
    spare * size_of::<Value>() + values.sum::<usize>()
}
