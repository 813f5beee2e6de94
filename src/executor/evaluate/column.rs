//! Reading and making columns.

use std::borrow::Cow;

use super::Operand;
use crate::executor::RunError;
use crate::executor::chunk::Vector;
use crate::value::{NodeId, RelationshipId, Value};

/// The value in a row, without a copy where the column holds values.
pub(super) fn view(vector: &Vector, row: usize) -> Cow<'_, Value> {
    match vector {
        Vector::Values(items) => Cow::Borrowed(&items[row]),
        Vector::Constant(value, _) => Cow::Borrowed(value),
        other => Cow::Owned(other.get(row)),
    }
}

/// The value all rows have, where the column says so.
pub(super) fn constant(vector: &Vector) -> Option<&Value> {
    match vector {
        Vector::Constant(value, _) => Some(value),
        _ => None,
    }
}

/// The result of an operation on one value for each row, asked once for a constant.
pub(super) fn map(
    operand: &Vector,
    mut operation: impl FnMut(&Value) -> Result<Value, RunError>,
) -> Result<Vector, RunError> {
    if let Vector::Constant(value, rows) = operand {
        return Ok(Vector::Constant(operation(value)?, *rows));
    }
    collect(operand.len(), |row| operation(&view(operand, row)))
}

/// The result of an operation on two values for each row, asked once for constants.
pub(super) fn zip(
    left: &Vector,
    right: &Vector,
    mut operation: impl FnMut(&Value, &Value) -> Result<Value, RunError>,
) -> Result<Vector, RunError> {
    if let (Vector::Constant(left, rows), Vector::Constant(right, _)) = (left, right) {
        return Ok(Vector::Constant(operation(left, right)?, *rows));
    }
    collect(left.len(), |row| {
        operation(&view(left, row), &view(right, row))
    })
}

/// The result of an operation on any number of values for each row. With `once`, constants are asked about once.
pub(super) fn combine(
    operands: &[Operand<'_>],
    rows: usize,
    once: bool,
    mut operation: impl FnMut(&[Value]) -> Result<Value, RunError>,
) -> Result<Vector, RunError> {
    let mut values = vec![Value::Null; operands.len()];
    let mut ask = |row: usize| {
        for (value, operand) in values.iter_mut().zip(operands) {
            *value = operand.get(row);
        }
        operation(&values)
    };
    if once && operands.iter().all(|operand| constant(operand).is_some()) {
        return Ok(Vector::Constant(ask(0)?, rows));
    }
    collect(rows, ask)
}

/// A column from a value for each row.
pub(super) fn collect(
    rows: usize,
    mut value: impl FnMut(usize) -> Result<Value, RunError>,
) -> Result<Vector, RunError> {
    let mut builder = Builder::new(rows);
    for row in 0..rows {
        builder.push(value(row)?);
    }
    Ok(builder.finish())
}

/// A column of truth values.
pub(super) fn truths(rows: usize, mut truth: impl FnMut(usize) -> Option<bool>) -> Vector {
    let mut known = Vec::with_capacity(rows);
    for row in 0..rows {
        match truth(row) {
            Some(truth) => known.push(truth),
            None => break,
        }
    }
    if known.len() == rows {
        return Vector::Booleans(known);
    }
    let mut values: Vec<Value> = known.into_iter().map(Value::Boolean).collect();
    values.push(Value::Null);
    values.extend((values.len()..rows).map(|row| Value::from(truth(row))));
    Vector::from_values(values)
}

/// Makes a column value by value: typed as long as all are of one kind.
pub(super) struct Builder {
    capacity: usize,
    column: Vector,
}

impl Builder {
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            column: Vector::Absent,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.column.len()
    }

    pub(super) fn push(&mut self, value: Value) {
        match (&mut self.column, &value) {
            (Vector::Integers(items), Value::Integer(number)) => items.push(*number),
            (Vector::Floats(items), Value::Float(number)) => items.push(*number),
            (Vector::Booleans(items), Value::Boolean(truth)) => items.push(*truth),
            (Vector::Nodes(items), Value::Node(node)) => items.push(*node),
            (Vector::Nodes(items), Value::Null) => items.push(NodeId::NONE),
            (Vector::Relationships(items), Value::Relationship(id)) => items.push(*id),
            (Vector::Relationships(items), Value::Null) => items.push(RelationshipId::NONE),
            (Vector::Values(items), _) => items.push(value),
            (Vector::Absent, _) => self.begin(value),
            _ => self.widen(value),
        }
    }

    fn begin(&mut self, value: Value) {
        fn room<T>(capacity: usize, first: T) -> Vec<T> {
            let mut items = Vec::with_capacity(capacity);
            items.push(first);
            items
        }
        self.column = match value {
            Value::Integer(number) => Vector::Integers(room(self.capacity, number)),
            Value::Float(number) => Vector::Floats(room(self.capacity, number)),
            Value::Boolean(truth) => Vector::Booleans(room(self.capacity, truth)),
            Value::Node(node) => Vector::Nodes(room(self.capacity, node)),
            Value::Relationship(id) => Vector::Relationships(room(self.capacity, id)),
            other => Vector::Values(room(self.capacity, other)),
        };
    }

    fn widen(&mut self, value: Value) {
        let mut items = Vec::with_capacity(self.capacity.max(self.len() + 1));
        items.extend(std::mem::take(&mut self.column).into_values());
        items.push(value);
        self.column = Vector::Values(items);
    }

    pub(super) fn finish(self) -> Vector {
        match self.column {
            Vector::Absent => Vector::Values(Vec::new()),
            column => column,
        }
    }
}

/// A column of plain items: one for each row, or the same for all.
#[derive(Clone, Copy)]
pub(super) enum Lane<'v, T> {
    Each(&'v [T]),
    Same(T),
}

/// The column as integers without `null`.
pub(super) fn integers(vector: &Vector) -> Option<Lane<'_, i64>> {
    match vector {
        Vector::Integers(items) => Some(Lane::Each(items)),
        Vector::Constant(Value::Integer(number), _) => Some(Lane::Same(*number)),
        _ => None,
    }
}

/// The integers every double of their size stands for exactly.
const EXACT: std::ops::RangeInclusive<i64> = -(1 << 53)..=1 << 53;

/// The column as floats without `null`; an integer constant counts where it is exactly a float.
pub(super) fn floats(vector: &Vector) -> Option<Lane<'_, f64>> {
    match vector {
        Vector::Floats(items) => Some(Lane::Each(items)),
        Vector::Constant(Value::Float(number), _) => Some(Lane::Same(*number)),
        Vector::Constant(Value::Integer(number), _) if EXACT.contains(number) => {
            Some(Lane::Same(*number as f64))
        }
        _ => None,
    }
}

impl<'v, T: Copy> Lane<'v, T> {
    /// The results of an operation on two lanes, at least one of which has an item for each row. The cases are told
    /// apart once so that each is a loop without a branch.
    pub(super) fn zip<R, C: FromIterator<R>>(
        self,
        other: Lane<'v, T>,
        operation: impl Fn(T, T) -> R,
    ) -> C {
        match (self, other) {
            (Lane::Each(left), Lane::Each(right)) => left
                .iter()
                .zip(right)
                .map(|(a, b)| operation(*a, *b))
                .collect(),
            (Lane::Each(left), Lane::Same(b)) => left.iter().map(|a| operation(*a, b)).collect(),
            (Lane::Same(a), Lane::Each(right)) => right.iter().map(|b| operation(a, *b)).collect(),
            (Lane::Same(a), Lane::Same(b)) => std::iter::once(operation(a, b)).collect(),
        }
    }
}
