//! Finding the rows of a column that hold a value: an equality index.
//!
//! Built when first asked for, from the hashes of all values, sorted. A value written later is kept beside; what is no longer
//! there is not taken out: whoever looks a value up compares the rows found with it. Too many written later, and the index
//! is dropped to be built anew.

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHasher};

use super::Graph;
use super::column::{Column, ColumnData};
use super::id::{KeyId, LabelId};
use super::memory::{table_bytes, vector_bytes};
use super::table::{NodeTable, NodeTables};
use crate::value::compare::equal;
use crate::value::{NodeId, Value};

/// Shorter columns are looked through.
const WORTH: usize = 32;
/// An index always bears this many rows written later.
const LATER_ALWAYS: usize = 64;
/// Above that, one for so many entries.
const ENTRIES_PER_LATER: usize = 32;

/// The index of one column, if it was built.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell(OnceLock<PropertyIndex>);

#[derive(Clone, Debug, Default)]
struct PropertyIndex {
    /// A hash and a row in one number, ascending.
    entries: Box<[u64]>,
    /// How many hashes differ.
    distinct: usize,
    later: FxHashMap<u32, Vec<u32>>,
    later_rows: usize,
}

impl Cell {
    /// Notes that a row is given a value.
    pub(super) fn note(&mut self, row: usize, value: &Value) {
        let Some(index) = self.0.get_mut() else {
            return;
        };
        let rows = index.later.entry(hash(value)).or_default();
        rows.push(row as u32);
        index.later_rows += 1;
        if index.later_rows > LATER_ALWAYS.max(index.entries.len() / ENTRIES_PER_LATER) {
            self.0 = OnceLock::new();
        }
    }

    /// How many bytes it takes, if it was built.
    pub(super) fn bytes(&self) -> usize {
        self.0.get().map_or(0, PropertyIndex::bytes)
    }

    fn of(&self, column: &Column) -> &PropertyIndex {
        self.0.get_or_init(|| PropertyIndex::new(column))
    }
}

impl PropertyIndex {
    fn bytes(&self) -> usize {
        let later = self.later.values().map(vector_bytes);
        size_of_val(&*self.entries) + table_bytes(&self.later) + later.sum::<usize>()
    }

    fn new(column: &Column) -> Self {
        let rows = column.present().ones();
        let mut entries: Vec<u64> = match column.data() {
            ColumnData::Integers(values) => rows
                .map(|row| packed(hash_integer(values[row]), row))
                .collect(),
            ColumnData::Texts(texts) => rows
                .map(|row| packed(hash_text(texts.get(row)), row))
                .collect(),
            _ => rows
                .map(|row| packed(hash(&column.get(row)), row))
                .collect(),
        };
        entries.sort_unstable();
        Self {
            distinct: entries.chunk_by(|a, b| a >> 32 == b >> 32).count(),
            entries: entries.into(),
            ..Self::default()
        }
    }

    /// The rows that may hold a value of this hash.
    fn rows(&self, hash: u32) -> impl Iterator<Item = u32> + '_ {
        let from = self
            .entries
            .partition_point(|entry| ((entry >> 32) as u32) < hash);
        let known = self.entries[from..].iter();
        let known = known.take_while(move |entry| (**entry >> 32) as u32 == hash);
        let later = self.later.get(&hash).into_iter().flatten();
        known.map(|entry| *entry as u32).chain(later.copied())
    }
}

fn packed(hash: u32, row: usize) -> u64 {
    u64::from(hash) << 32 | row as u64
}

/// Equal values have equal hashes: those of one number as integer and as float, too. Values that are rarely looked up have all
/// the same.
fn hash(value: &Value) -> u32 {
    match value {
        Value::Integer(number) => hash_integer(*number),
        Value::Float(number) if number.fract() == 0.0 && number.abs() < 9.3e18 => {
            hash_integer(*number as i64)
        }
        Value::Float(number) => finished(number.to_bits()),
        Value::String(text) => hash_text(text),
        Value::Boolean(truth) => u32::from(*truth),
        Value::Date(date) => finished(date),
        _ => u32::MAX,
    }
}

fn hash_integer(number: i64) -> u32 {
    finished(number)
}

fn hash_text(text: &str) -> u32 {
    finished(text)
}

fn finished(value: impl Hash) -> u32 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    (hasher.finish() >> 32) as u32
}

impl Column {
    /// Gives the rows with a value equal to this one to `each`, some perhaps more than once.
    fn find(&self, value: &Value, mut each: impl FnMut(u32)) {
        let holds = |row: &u32| equal(&self.get(*row as usize), value) == Some(true);
        if self.count() < WORTH {
            let rows = self.present().ones().map(|row| row as u32);
            rows.filter(holds).for_each(each);
            return;
        }
        let rows = self.index().of(self).rows(hash(value));
        rows.filter(holds).for_each(&mut each);
    }

    /// How many different values there are, about.
    fn distinct(&self) -> usize {
        if self.count() < WORTH {
            return self.count();
        }
        self.index().of(self).distinct
    }
}

/// Looking nodes up by a property.
impl Graph {
    /// The nodes whose property equals a value, of those with a label set that fits. Ascending.
    pub fn nodes_with(
        &self,
        key: KeyId,
        value: &Value,
        fits: impl Fn(&[LabelId]) -> bool,
    ) -> Vec<NodeId> {
        let mut found = Vec::new();
        for (table, column) in columns(&self.node_tables, key) {
            if fits(&table.labels) {
                let rows = table.table.rows();
                column.find(value, |row| found.push(rows[row as usize]));
            }
        }
        found.retain(|node| *node != NodeId::NONE);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// How many nodes that have a property share one value of it, about: of those with a label, where one is given.
    pub fn nodes_per_value(&self, label: Option<LabelId>, key: KeyId) -> f64 {
        let (mut nodes, mut values) = (0, 0);
        for (table, column) in columns(&self.node_tables, key) {
            if label.is_none_or(|label| table.labels.contains(&label)) {
                nodes += column.count();
                values += column.distinct();
            }
        }
        nodes as f64 / values.max(1) as f64
    }
}

fn columns(tables: &NodeTables, key: KeyId) -> impl Iterator<Item = (&NodeTable, &Column)> {
    let used = tables.iter().filter(|table| table.table.live() > 0);
    used.filter_map(move |table| Some((table, table.table.column(key)?)))
}
