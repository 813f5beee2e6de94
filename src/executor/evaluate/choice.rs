//! Putting a column together from rows that went different ways.

use super::Operand;
use super::column::Builder;
use super::rows::Rows;
use crate::executor::chunk::Vector;
use crate::value::Value;

/// The parts of a column: some rows each, with the values they got. Rows that are in no part are `null`.
pub(super) struct Choice<'c> {
    rows: usize,
    parts: Vec<(Rows, Operand<'c>)>,
}

impl<'c> Choice<'c> {
    pub(super) fn new(rows: usize) -> Self {
        Self {
            rows,
            parts: Vec::new(),
        }
    }

    /// These rows have these values.
    pub(super) fn take(&mut self, rows: Rows, values: Operand<'c>) {
        self.parts.push((rows, values));
    }

    pub(super) fn finish(mut self) -> Vector {
        match self.parts.pop() {
            None => Vector::Constant(Value::Null, self.rows),
            Some((Rows::All, values)) => values.into_owned(),
            Some(last) => {
                self.parts.push(last);
                self.scatter()
            }
        }
    }

    fn scatter(self) -> Vector {
        let mut values = vec![Value::Null; self.rows];
        for (rows, column) in self.parts {
            for position in 0..column.len() {
                values[rows.number(position)] = column.get(position);
            }
        }
        let mut builder = Builder::new(self.rows);
        values.into_iter().for_each(|value| builder.push(value));
        builder.finish()
    }
}
