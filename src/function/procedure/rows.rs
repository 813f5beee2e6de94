//! The rows a procedure gives, read a run of a column at a time, so that what nobody yields is not made and many rows
//! need no list each.

use std::ops::Range;

use super::super::Call;
use crate::value::{NodeId, Value, ValueError};

/// A run of one column.
#[derive(Clone, Debug)]
pub enum Cells {
    /// Nodes without `null`.
    Nodes(Vec<NodeId>),
    /// Integers.
    Integers(Vec<i64>),
    /// Floats.
    Floats(Vec<f64>),
    /// Any values.
    Values(Vec<Value>),
}

impl Cells {
    /// The value at an index.
    pub fn get(&self, at: usize) -> Value {
        match self {
            Cells::Nodes(items) => Value::Node(items[at]),
            Cells::Integers(items) => Value::Integer(items[at]),
            Cells::Floats(items) => Value::Float(items[at]),
            Cells::Values(items) => items[at].clone(),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Cells::Nodes(items) => items.len(),
            Cells::Integers(items) => items.len(),
            Cells::Floats(items) => items.len(),
            Cells::Values(items) => items.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn slice(&self, rows: Range<usize>) -> Cells {
        match self {
            Cells::Nodes(items) => Cells::Nodes(items[rows].to_vec()),
            Cells::Integers(items) => Cells::Integers(items[rows].to_vec()),
            Cells::Floats(items) => Cells::Floats(items[rows].to_vec()),
            Cells::Values(items) => Cells::Values(items[rows].to_vec()),
        }
    }

    fn bytes(&self) -> usize {
        let each = match self {
            Cells::Nodes(_) => size_of::<NodeId>(),
            Cells::Integers(_) | Cells::Floats(_) => size_of::<i64>(),
            Cells::Values(_) => size_of::<Value>(),
        };
        each * self.len()
    }
}

/// Rows to be read.
pub trait ProcedureRows {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Some rows of a column of the procedure; `null` in a column the rows are too narrow for.
    ///
    /// # Errors
    /// `ResourceLimit` where they would need more memory than there is, or the statement is to stop.
    fn cells(
        &self,
        call: &Call<'_>,
        column: usize,
        rows: Range<usize>,
    ) -> Result<Cells, ValueError>;

    /// How many bytes they hold, about.
    fn bytes(&self) -> usize;
}

/// Rows as lists.
impl ProcedureRows for Vec<Vec<Value>> {
    fn len(&self) -> usize {
        self.len()
    }

    fn cells(&self, _: &Call<'_>, column: usize, rows: Range<usize>) -> Result<Cells, ValueError> {
        let cell = |row: &Vec<Value>| row.get(column).cloned().unwrap_or_default();
        Ok(Cells::Values(self[rows].iter().map(cell).collect()))
    }

    fn bytes(&self) -> usize {
        let row = |row: &Vec<Value>| size_of::<Vec<Value>>() + size_of::<Value>() * row.len();
        self.iter().map(row).sum()
    }
}

/// Rows as columns of one length.
impl ProcedureRows for Vec<Cells> {
    fn len(&self) -> usize {
        self.first().map_or(0, Cells::len)
    }

    fn cells(&self, _: &Call<'_>, column: usize, rows: Range<usize>) -> Result<Cells, ValueError> {
        let nulls = |rows: Range<usize>| Cells::Values(vec![Value::Null; rows.len()]);
        Ok(match self.get(column) {
            Some(cells) => cells.slice(rows),
            None => nulls(rows),
        })
    }

    fn bytes(&self) -> usize {
        self.iter().map(Cells::bytes).sum()
    }
}
