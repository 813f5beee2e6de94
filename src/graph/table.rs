//! Rows of like entities: nodes with the same label set share a table, relationships of the same type share one.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::column::Column;
use super::id::{KeyId, LabelId, RowId};
use super::memory::vector_bytes;
use crate::value::{NodeId, Value};

/// The rows of one kind of entity and a column for each key any of them has had.
///
/// A row is alive, or dead (its values kept, for undo), or free (no values, listed for re-use).
#[derive(Clone, Debug)]
pub(super) struct Table<I> {
    rows: Vec<I>,
    live: usize,
    /// The least and the greatest that ever had a row.
    bounds: Option<(I, I)>,
    /// Whether some row does not have the id behind that of the row before, or is dead.
    scattered: bool,
    free: Vec<u32>,
    /// Ascending by key.
    columns: Vec<(KeyId, Column)>,
}

impl<I> Default for Table<I> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            live: 0,
            bounds: None,
            scattered: false,
            free: Vec::new(),
            columns: Vec::new(),
        }
    }
}

impl<I: RowId> Table<I> {
    /// The entity in each row, the mark of none in dead and free ones.
    pub(super) fn rows(&self) -> &[I] {
        &self.rows
    }

    /// The number of rows alive.
    pub(super) fn live(&self) -> usize {
        self.live
    }

    /// The number of rows free for re-use.
    pub(super) fn free(&self) -> usize {
        self.free.len()
    }

    /// How many bytes are allocated beside the columns.
    pub(super) fn row_bytes(&self) -> usize {
        vector_bytes(&self.rows) + vector_bytes(&self.free)
    }

    pub(super) fn reserve(&mut self, rows: usize) {
        self.rows.reserve(rows);
    }

    /// Gives an entity a row without values.
    pub(super) fn insert(&mut self, id: I) -> u32 {
        self.live += 1;
        self.bound(id);
        if let Some(row) = self.free.pop() {
            self.scattered = true;
            self.rows[row as usize] = id;
            return row;
        }
        self.rows.push(id);
        self.look_behind(self.rows.len() - 1);
        (self.rows.len() - 1) as u32
    }

    /// Gives entities rows behind the last, with whole columns of their values. Returns the first row.
    pub(super) fn append(
        &mut self,
        ids: impl ExactSizeIterator<Item = I>,
        columns: Vec<(KeyId, Column)>,
    ) -> u32 {
        let first = self.rows.len();
        self.live += ids.len();
        self.rows.reserve_exact(ids.len());
        self.rows.extend(ids);
        self.look_behind(first);
        let ends = self.rows[first..].iter();
        if let (Some(least), Some(greatest)) = (ends.clone().min().copied(), ends.max().copied()) {
            self.bound(least);
            self.bound(greatest);
        }
        for (key, column) in columns {
            let at = match self.columns.binary_search_by_key(&key, |(key, _)| *key) {
                Ok(at) => at,
                Err(at) => {
                    self.columns.insert(at, (key, Column::default()));
                    at
                }
            };
            self.columns[at].1.append(first, column);
        }
        first as u32
    }

    /// Looks whether the ids from a row on follow each other.
    fn look_behind(&mut self, row: usize) {
        let pairs = self.rows[row.saturating_sub(1)..].windows(2);
        let follows = |pair: &[I]| pair[1].number() == pair[0].number().wrapping_add(1);
        self.scattered = self.scattered || !pairs.into_iter().all(follows);
    }

    /// The id in the first row, where each further row has the next one.
    pub(super) fn consecutive_from(&self) -> Option<u32> {
        let first = self.rows.first().filter(|_| !self.scattered)?;
        Some(first.number())
    }

    fn bound(&mut self, id: I) {
        let (least, greatest) = self.bounds.unwrap_or((id, id));
        self.bounds = Some((least.min(id), greatest.max(id)));
    }

    /// The ids of the rows alive, where these are all the ids of a range.
    pub(super) fn range(&self) -> Option<Range<u32>> {
        let (least, greatest) = self.bounds?;
        let range = least.number()..greatest.number() + 1;
        (range.len() == self.live).then_some(range)
    }

    /// Marks a row dead; its values stay.
    pub(super) fn bury(&mut self, row: u32) {
        self.scattered = true;
        self.rows[row as usize] = I::NONE;
        self.live -= 1;
    }

    /// Brings a dead row back.
    pub(super) fn revive(&mut self, row: u32, id: I) {
        self.bound(id);
        self.rows[row as usize] = id;
        self.live += 1;
    }

    /// Takes the values of a dead row and frees it.
    pub(super) fn release(&mut self, row: u32) {
        for (_, column) in &mut self.columns {
            column.clear(row as usize);
        }
        if row as usize + 1 == self.rows.len() {
            self.rows.pop();
        } else {
            self.free.push(row);
        }
    }

    pub(super) fn column(&self, key: KeyId) -> Option<&Column> {
        let at = self
            .columns
            .binary_search_by_key(&key, |(key, _)| *key)
            .ok()?;
        Some(&self.columns[at].1)
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = (KeyId, &Column)> {
        self.columns.iter().map(|(key, column)| (*key, column))
    }

    pub(super) fn get(&self, row: u32, key: KeyId) -> Value {
        self.column(key)
            .map_or(Value::Null, |column| column.get(row as usize))
    }

    pub(super) fn set(&mut self, row: u32, key: KeyId, value: Value) {
        let at = match self.columns.binary_search_by_key(&key, |(key, _)| *key) {
            Ok(at) => at,
            Err(_) if value.is_null() => return,
            Err(at) => {
                self.columns.insert(at, (key, Column::default()));
                at
            }
        };
        self.columns[at].1.set(row as usize, value);
    }

    pub(super) fn fill(&mut self, row: u32, properties: Vec<(KeyId, Value)>) {
        for (key, value) in properties {
            self.set(row, key, value);
        }
    }

    /// The values of a row, ascending by key.
    pub(super) fn values(&self, row: u32) -> Vec<(KeyId, Value)> {
        let has = self
            .columns
            .iter()
            .filter(|(_, column)| column.has(row as usize));
        has.map(|(key, column)| (*key, column.get(row as usize)))
            .collect()
    }
}

/// The table of the nodes that carry exactly these labels.
#[derive(Clone, Debug, Default)]
pub(super) struct NodeTable {
    pub(super) labels: Box<[LabelId]>,
    pub(super) table: Table<NodeId>,
}

/// All node tables, found by label set. A table stays once made; one without live rows is not shown.
#[derive(Clone, Debug, Default)]
pub(super) struct NodeTables {
    tables: Vec<NodeTable>,
    by_labels: FxHashMap<Box<[LabelId]>, u32>,
}

impl NodeTables {
    /// The number of the table for a label set, ascending and without repetition.
    pub(super) fn number_of(&mut self, labels: &[LabelId]) -> u32 {
        if let Some(&number) = self.by_labels.get(labels) {
            return number;
        }
        let number = self.tables.len() as u32;
        self.by_labels.insert(labels.into(), number);
        self.tables.push(NodeTable {
            labels: labels.into(),
            table: Table::default(),
        });
        number
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &NodeTable> {
        self.tables.iter()
    }

    pub(super) fn get(&self, number: u32) -> Option<&NodeTable> {
        self.tables.get(number as usize)
    }

    pub(super) fn table(&self, number: u32) -> &Table<NodeId> {
        &self.tables[number as usize].table
    }

    pub(super) fn table_mut(&mut self, number: u32) -> &mut Table<NodeId> {
        &mut self.tables[number as usize].table
    }

    pub(super) fn labels(&self, number: u32) -> &[LabelId] {
        &self.tables[number as usize].labels
    }
}
