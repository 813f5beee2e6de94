//! Rows of two sides that agree: the right is kept in a table, the left goes by. Where the left has no rows the right is not run.

use hashbrown::HashTable;

use super::cartesian_product::{all_rows, paired};
use super::held::Held;
use super::input::Input;
use super::keys::hash_of;
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::planner::plan::{self, Expression};
use crate::semantics::expression::Slot;
use crate::value::Value;
use crate::value::compare::equal;

/// The end of a chain of rows.
const END: u32 = u32::MAX;
/// What a row of the table costs beside its values.
const ROW_BYTES: usize = 24;

/// What both sides must agree on.
#[derive(Clone, Copy)]
pub(super) enum On<'p> {
    Values(&'p [(Expression, Expression)]),
    Nodes(&'p [Slot]),
}

/// A side of the join.
#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

impl On<'_> {
    fn columns(
        self,
        side: Side,
        chunk: &Chunk,
        context: &mut Context<'_>,
    ) -> Result<Vec<Vector>, RunError> {
        match self {
            On::Values(pairs) => {
                let one_side = pairs.iter().map(|(left, right)| match side {
                    Side::Left => left,
                    Side::Right => right,
                });
                one_side.map(|it| evaluate(it, chunk, context)).collect()
            }
            On::Nodes(slots) => {
                let columns = slots.iter().map(|slot| chunk.column(*slot).clone());
                Ok(columns.collect())
            }
        }
    }
}

/// The rows of the right by what they are joined on.
struct Table {
    rows: Chunk,
    keys: Vec<Vector>,
    /// The first row of each chain of rows with the same hash, with the hash.
    heads: HashTable<(u64, u32)>,
    next: Vec<u32>,
}

pub(super) struct HashJoin<'p> {
    left: Input<'p>,
    right: Input<'p>,
    on: On<'p>,
    live: &'p [Slot],
    table: Option<Table>,
    probe: Option<Probe>,
    held: Held,
}

/// A chunk of the left going by.
struct Probe {
    chunk: Chunk,
    keys: Vec<Vector>,
    row: usize,
    /// The next row of the right to be compared with this one; `None` before the first.
    candidate: Option<u32>,
}

impl<'p> HashJoin<'p> {
    pub(super) fn new(
        (left, right): (&'p plan::Operator, &'p plan::Operator),
        on: On<'p>,
        (operator, live, slots): (&'static str, &'p [Slot], usize),
    ) -> Self {
        Self {
            left: Input::new(left, slots),
            right: Input::new(right, slots),
            on,
            live,
            table: None,
            probe: None,
            held: Held::new(operator),
        }
    }

    fn build(&mut self, context: &mut Context<'_>) -> Result<Table, RunError> {
        let rows = all_rows(&mut self.right, &mut self.held, context)?;
        let keys = self.on.columns(Side::Right, &rows, context)?;
        let bytes: usize = keys.iter().map(Vector::bytes).sum();
        self.held.add(bytes + rows.rows * ROW_BYTES, context)?;
        let mut table = Table {
            next: vec![END; rows.rows],
            heads: HashTable::with_capacity(rows.rows),
            rows,
            keys,
        };
        // Last to first, so that each chain begins with its first row.
        (0..table.rows.rows).rev().for_each(|row| table.add(row));
        Ok(table)
    }

    fn probe(&mut self, context: &mut Context<'_>) -> Result<Option<Probe>, RunError> {
        if let Some(probe) = self.probe.take() {
            return Ok(Some(probe));
        }
        let Some(chunk) = self.left.next(context)? else {
            return Ok(None);
        };
        Ok(Some(Probe {
            keys: self.on.columns(Side::Left, &chunk, context)?,
            chunk,
            row: 0,
            candidate: None,
        }))
    }
}

/// What a row is joined on; `None` where that equals nothing.
fn key(columns: &[Vector], row: usize) -> Option<Vec<Value>> {
    let values: Vec<Value> = columns.iter().map(|column| column.get(row)).collect();
    (!values.iter().any(Value::is_null)).then_some(values)
}

impl Table {
    fn add(&mut self, row: usize) {
        let Some(key) = key(&self.keys, row) else {
            return;
        };
        let hash = hash_of(&key);
        let entry = self.heads.entry(hash, |head| head.0 == hash, |head| head.0);
        let mut head = entry.or_insert((hash, END));
        self.next[row] = head.get().1;
        head.get_mut().1 = row as u32;
    }

    fn head(&self, hash: u64) -> u32 {
        self.heads
            .find(hash, |head| head.0 == hash)
            .map_or(END, |head| head.1)
    }

    fn agrees(&self, row: u32, key: &[Value]) -> bool {
        let pairs = self.keys.iter().zip(key);
        let mut equal = pairs.map(|(column, value)| equal(&column.get(row as usize), value));
        equal.all(|equal| equal == Some(true))
    }
}

impl Probe {
    /// Adds the next pairs of rows that agree, until there are enough or the chunk is done.
    fn collect(&mut self, table: &Table, lefts: &mut Vec<u32>, rights: &mut Vec<u32>) {
        while self.row < self.chunk.rows && lefts.len() < CHUNK_ROWS {
            let Some(key) = key(&self.keys, self.row) else {
                self.row += 1;
                continue;
            };
            let mut candidate = self
                .candidate
                .take()
                .unwrap_or_else(|| table.head(hash_of(&key)));
            while candidate != END && lefts.len() < CHUNK_ROWS {
                if table.agrees(candidate, &key) {
                    lefts.push(self.row as u32);
                    rights.push(candidate);
                }
                candidate = table.next[candidate as usize];
            }
            if candidate == END {
                self.row += 1;
            } else {
                self.candidate = Some(candidate);
            }
        }
    }
}

impl Operator for HashJoin<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        let mut made = None;
        while made.is_none()
            && let Some(mut probe) = self.probe(context)?
        {
            // Not before there is a row to look up: the right may be long.
            let table = match self.table.take() {
                Some(table) => table,
                None => self.build(context)?,
            };
            let (mut lefts, mut rights) = (Vec::new(), Vec::new());
            probe.collect(&table, &mut lefts, &mut rights);
            if !lefts.is_empty() {
                let left = (&probe.chunk, &*lefts);
                made = Some(paired(left, (&table.rows, &rights), self.live));
            }
            if probe.row < probe.chunk.rows {
                self.probe = Some(probe);
            }
            self.table = Some(table);
        }
        if made.is_none() {
            self.held.release(context);
        }
        Ok(made)
    }

    fn reset(&mut self) {
        self.table = None;
        self.probe = None;
        self.held.forget();
        self.left.reset();
        self.right.reset();
    }
}
