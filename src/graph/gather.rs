//! One property of many entities at once, in the shape their columns have.

use std::ops::Range;

use super::Graph;
use super::column::{Column, ColumnData};
use super::id::KeyId;
use super::table::Table;
use super::topology::Place;
use crate::value::{NodeId, RelationshipId, Value};

/// Property values of several entities, in the shape their columns have. `valid[i]` tells whether there is one.
#[derive(Clone, Debug)]
pub enum Gathered {
    /// Every column met holds integers.
    Integers {
        /// The integers, 0 where there is none.
        values: Vec<i64>,
        /// Whether there is one; `None`: everywhere.
        valid: Option<Vec<bool>>,
    },
    /// Every column met holds floats.
    Floats {
        /// The floats, 0 where there is none.
        values: Vec<f64>,
        /// Whether there is one; `None`: everywhere.
        valid: Option<Vec<bool>>,
    },
    /// Every column met holds booleans.
    Booleans {
        /// The booleans, `false` where there is none.
        values: Vec<bool>,
        /// Whether there is one; `None`: everywhere.
        valid: Option<Vec<bool>>,
    },
    /// Everything else; `null` where there is none.
    Values(Vec<Value>),
}

impl Gathered {
    /// The number of entities asked about.
    pub fn len(&self) -> usize {
        match self {
            Gathered::Integers { values, .. } => values.len(),
            Gathered::Floats { values, .. } => values.len(),
            Gathered::Booleans { values, .. } => values.len(),
            Gathered::Values(values) => values.len(),
        }
    }

    /// Whether no entity was asked about.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value at an index, `null` where there is none.
    pub fn get(&self, at: usize) -> Value {
        let given = |valid: &Option<Vec<bool>>, value: Value| match valid {
            Some(valid) if !valid[at] => Value::Null,
            _ => value,
        };
        match self {
            Gathered::Integers { values, valid } => given(valid, values[at].into()),
            Gathered::Floats { values, valid } => given(valid, values[at].into()),
            Gathered::Booleans { values, valid } => given(valid, values[at].into()),
            Gathered::Values(values) => values[at].clone(),
        }
    }
}

/// Nodes that came together: they share a table, and their rows follow each other as their ids do.
#[derive(Clone, Copy, Debug)]
pub struct Block<'g> {
    first: u32,
    table: &'g Table<NodeId>,
}

impl<'g> Block<'g> {
    /// Whether all these nodes are in it.
    #[inline]
    pub fn holds(&self, nodes: &[NodeId]) -> bool {
        let rows = self.table.rows().len() as u32;
        // Looking at all of them is faster than looking for one to stop at.
        let holds = |node: &NodeId| node.0.wrapping_sub(self.first) < rows;
        nodes.iter().fold(true, |all, node| all & holds(node))
    }

    /// The row of one of its nodes.
    #[inline]
    pub fn row(&self, node: NodeId) -> usize {
        (node.0 - self.first) as usize
    }

    /// The rows of nodes that follow each other.
    fn run(&self, nodes: &[NodeId]) -> Option<Range<usize>> {
        let first = nodes.first()?;
        // Looking at all of them is faster than looking for one to stop at.
        let follows = |place: usize, node: &NodeId| node.0 == first.0.wrapping_add(place as u32);
        let numbered = nodes.iter().enumerate();
        let all = numbered.fold(true, |all, (place, node)| all & follows(place, node));
        let row = self.row(*first);
        all.then(|| row..row + nodes.len())
    }

    /// The column of a key, where any row has had one.
    pub fn column(&self, key: KeyId) -> Option<&'g Column> {
        self.table.column(key)
    }

    /// One property of many of its nodes.
    pub fn gather(&self, key: KeyId, nodes: &[NodeId]) -> Gathered {
        let Some(column) = self.column(key) else {
            return Gathered::Values(vec![Value::Null; nodes.len()]);
        };
        let has = |node: &NodeId| column.has(self.row(*node));
        let everywhere = column.count() == self.table.rows().len();
        let valid = || match everywhere || nodes.iter().all(has) {
            true => None,
            false => Some(nodes.iter().map(has).collect()),
        };
        match column.data() {
            ColumnData::Integers(items) => Gathered::Integers {
                values: self.copied(items, nodes),
                valid: valid(),
            },
            ColumnData::Floats(items) => Gathered::Floats {
                values: self.copied(items, nodes),
                valid: valid(),
            },
            _ => {
                let values = nodes.iter().map(|node| column.get(self.row(*node)));
                Gathered::Values(values.collect())
            }
        }
    }

    fn copied<T: Copy + Default>(&self, items: &[T], nodes: &[NodeId]) -> Vec<T> {
        if let Some(run) = self.run(nodes).and_then(|run| items.get(run)) {
            return run.to_vec();
        }
        let read = |node: &NodeId| items.get(self.row(*node)).copied().unwrap_or_default();
        nodes.iter().map(read).collect()
    }
}

/// The columns that neighbouring entities are read from, each with their places.
type Run<'g, 'p> = (Option<&'g Column>, &'p [Place]);

fn gather(total: usize, runs: &[Run<'_, '_>]) -> Gathered {
    let data: Vec<&ColumnData> = runs
        .iter()
        .filter_map(|(column, _)| column.map(Column::data))
        .collect();
    let valid = || {
        let mut valid = Vec::with_capacity(total);
        each(runs, |column, row| {
            valid.push(column.is_some_and(|column| column.has(row)))
        });
        Some(valid).filter(|valid| valid.contains(&false))
    };
    match data.first() {
        Some(ColumnData::Integers(_)) if all(&data, |d| matches!(d, ColumnData::Integers(_))) => {
            Gathered::Integers {
                values: copied(total, runs, integers),
                valid: valid(),
            }
        }
        Some(ColumnData::Floats(_)) if all(&data, |d| matches!(d, ColumnData::Floats(_))) => {
            Gathered::Floats {
                values: copied(total, runs, floats),
                valid: valid(),
            }
        }
        Some(ColumnData::Booleans(_)) if all(&data, |d| matches!(d, ColumnData::Booleans(_))) => {
            let mut values = Vec::with_capacity(total);
            each(runs, |column, row| {
                values.push(column.is_some_and(|column| boolean(column, row)))
            });
            Gathered::Booleans {
                values,
                valid: valid(),
            }
        }
        _ => {
            let mut values = Vec::with_capacity(total);
            each(runs, |column, row| {
                values.push(column.map_or(Value::Null, |c| c.get(row)))
            });
            Gathered::Values(values)
        }
    }
}

fn all(data: &[&ColumnData], fits: impl Fn(&ColumnData) -> bool) -> bool {
    data.iter().all(|data| fits(data))
}

#[inline]
fn each<'g>(runs: &[Run<'g, '_>], mut visit: impl FnMut(Option<&'g Column>, usize)) {
    for (column, places) in runs {
        places
            .iter()
            .for_each(|place| visit(*column, place.row as usize));
    }
}

/// The numbers of all runs; the default where a row lies behind a column's end or has none.
#[inline]
fn copied<T: Copy + Default>(
    total: usize,
    runs: &[Run<'_, '_>],
    slice: impl for<'c> Fn(&'c ColumnData) -> &'c [T],
) -> Vec<T> {
    let mut values = Vec::with_capacity(total);
    for (column, places) in runs {
        let source = column.map_or(&[][..], |column| slice(column.data()));
        let read = |place: &Place| source.get(place.row as usize).copied().unwrap_or_default();
        values.extend(places.iter().map(read));
    }
    values
}

fn integers(data: &ColumnData) -> &[i64] {
    if let ColumnData::Integers(values) = data {
        values
    } else {
        &[]
    }
}

fn floats(data: &ColumnData) -> &[f64] {
    if let ColumnData::Floats(values) = data {
        values
    } else {
        &[]
    }
}

fn boolean(column: &Column, row: usize) -> bool {
    column.has(row) && matches!(column.data(), ColumnData::Booleans(bits) if bits.get(row))
}

/// Reading many at once.
impl Graph {
    /// The nodes that came together with one.
    pub fn block_of(&self, node: NodeId) -> Option<Block<'_>> {
        let place = self.node_place(node)?;
        let table = self.node_tables.table(place.table);
        let first = table.consecutive_from()?;
        let inside = node.0.wrapping_sub(first) < table.rows().len() as u32;
        inside.then_some(Block { first, table })
    }

    /// One property of many nodes at once; `None` stands for a null entity.
    pub fn gather_nodes(&self, key: KeyId, nodes: &[Option<NodeId>]) -> Gathered {
        let place = |node: &Option<NodeId>| node.and_then(|node| self.node_place(node));
        gather_from(nodes.iter().map(place), |table| {
            self.node_tables
                .get(table)
                .and_then(|table| table.table.column(key))
        })
    }

    /// One property of many relationships at once.
    pub fn gather_relationships(
        &self,
        key: KeyId,
        relationships: &[Option<RelationshipId>],
    ) -> Gathered {
        let place = |id: &Option<RelationshipId>| id.and_then(|id| self.relationship_place(id));
        gather_from(relationships.iter().map(place), |table| {
            self.relationship_tables
                .get(table as usize)
                .and_then(|table| table.column(key))
        })
    }
}

fn gather_from<'g>(
    places: impl Iterator<Item = Option<Place>>,
    column: impl Fn(u32) -> Option<&'g Column>,
) -> Gathered {
    let places: Vec<Place> = places
        .map(|place| place.unwrap_or(Place::NOWHERE))
        .collect();
    let runs = places.chunk_by(|a, b| a.table == b.table);
    let runs: Vec<Run<'g, '_>> = runs.map(|run| (column(run[0].table), run)).collect();
    gather(places.len(), &runs)
}
