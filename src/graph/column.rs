//! One property of all rows of a table, kept by type.
//!
//! A column has the type of its first value. A value of another type widens it to general values; no value ever
//! changes its type by it. A column that lost all its values may take any type again.

use super::bits::Bits;
use super::error::GraphError;
use super::index::Cell;
use super::memory::{values_bytes, vector_bytes};
use super::storable;
use super::text::{Dictionary, Texts, store};
use crate::value::{Date, Value};

/// The values of one property, one a row; [`Column::has`] tells which rows have one.
#[derive(Clone, Debug, Default)]
pub struct Column {
    present: Bits,
    count: usize,
    data: ColumnData,
    index: Cell,
}

/// The values by type. Vectors may be shorter than the table; rows without a value hold a default.
#[derive(Clone, Debug, Default)]
pub enum ColumnData {
    /// No row has a value.
    #[default]
    Empty,
    /// Integers only.
    Integers(Vec<i64>),
    /// Floats only.
    Floats(Vec<f64>),
    /// Booleans only.
    Booleans(Bits),
    /// Texts of which few differ.
    Dictionary(Dictionary),
    /// Texts of which many differ.
    Texts(Texts),
    /// Dates only.
    Dates(Vec<Date>),
    /// Anything.
    Values(Vec<Value>),
}

impl Column {
    pub(super) fn index(&self) -> &Cell {
        &self.index
    }

    /// How many bytes are allocated, an index aside.
    pub(super) fn bytes(&self) -> usize {
        self.present.bytes() + self.data.bytes()
    }

    /// Whether a row has a value.
    #[inline]
    pub fn has(&self, row: usize) -> bool {
        self.present.get(row)
    }

    /// Which rows have a value.
    pub fn present(&self) -> &Bits {
        &self.present
    }

    /// How many rows have a value.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The values by type.
    pub fn data(&self) -> &ColumnData {
        &self.data
    }

    /// The value of a row, `null` where it has none.
    #[inline]
    pub fn get(&self, row: usize) -> Value {
        if self.has(row) {
            self.data.get(row)
        } else {
            Value::Null
        }
    }

    /// A column of integers; rows without a value hold any number.
    pub fn integers(values: Vec<i64>, present: Bits) -> Self {
        Self::of(ColumnData::Integers(values), present)
    }

    /// A column of floats; rows without a value hold any number.
    pub fn floats(values: Vec<f64>, present: Bits) -> Self {
        Self::of(ColumnData::Floats(values), present)
    }

    /// A column of booleans.
    pub fn booleans(values: Bits, present: Bits) -> Self {
        Self::of(ColumnData::Booleans(values), present)
    }

    /// A column of texts, row by row.
    pub fn texts<T: AsRef<str>>(texts: impl IntoIterator<Item = Option<T>>) -> Self {
        let mut column = Column::default();
        for (row, text) in texts.into_iter().enumerate() {
            if let Some(text) = text {
                column.set_text(row, text.as_ref());
            }
        }
        column
    }

    /// A column of any values, row by row; `null` where there is none. They must be values a property may have.
    ///
    /// # Errors
    /// A value no property can have.
    pub fn values(values: impl IntoIterator<Item = Value>) -> Result<Self, GraphError> {
        let mut column = Column::default();
        for (row, value) in values.into_iter().enumerate() {
            storable::check(&value)?;
            column.set(row, value);
        }
        Ok(column)
    }

    fn of(data: ColumnData, present: Bits) -> Self {
        let count = present.count();
        if count == 0 {
            return Column::default();
        }
        Self {
            present,
            count,
            data,
            index: Cell::default(),
        }
    }

    /// The values of some rows, in the order given.
    pub fn picked(&self, rows: &[u32]) -> Self {
        let mut column = Column::default();
        for (to, &from) in rows.iter().enumerate() {
            column.set(to, self.get(from as usize));
        }
        column
    }

    /// Adds the values of another column behind the first `at` rows; rows from there on must have no value.
    pub fn append(&mut self, at: usize, others: Column) {
        self.index = Cell::default();
        if self.count == 0 && at == 0 {
            *self = others;
        } else if others.count > 0 {
            if self.count == 0 {
                self.data = others.data.empty_alike();
            }
            if self.data.append(at, &others) || self.append_texts(at, &others) {
                self.present.append(at, &others.present);
                self.count += others.count;
            } else {
                self.append_each(at, &others);
            }
        }
    }

    /// Turns a dictionary that is too small for more texts into an arena and adds them to that.
    fn append_texts(&mut self, at: usize, others: &Column) -> bool {
        let ColumnData::Dictionary(few) = &self.data else {
            return false;
        };
        if !matches!(
            others.data,
            ColumnData::Texts(_) | ColumnData::Dictionary(_)
        ) {
            return false;
        }
        self.data = ColumnData::Texts(Texts::from_dictionary(few, &self.present));
        self.data.append(at, others)
    }

    fn append_each(&mut self, at: usize, others: &Column) {
        for row in others.present.ones() {
            self.set(at + row, others.get(row));
        }
    }

    /// Gives back room that is not used.
    pub fn shrink(&mut self) {
        self.present.shrink();
        self.data.shrink();
    }

    /// Gives a row without a value a text.
    fn set_text(&mut self, row: usize, text: &str) {
        if let ColumnData::Texts(texts) = &mut self.data
            && texts.put(row, text)
        {
            self.present.set(row, true);
            self.count += 1;
            return;
        }
        self.set(row, Value::string(text));
    }

    /// Gives a row a value; `null` takes the one it has.
    pub(super) fn set(&mut self, row: usize, value: Value) {
        if value.is_null() {
            self.clear(row);
            return;
        }
        self.index.note(row, &value);
        let mut refused = self.data.put(row, value);
        while let Err(value) = refused {
            self.data = std::mem::take(&mut self.data).widened(&value, &self.present);
            refused = self.data.put(row, value);
        }
        if !self.has(row) {
            self.present.set(row, true);
            self.count += 1;
        }
    }

    /// Takes the value of a row.
    pub(super) fn clear(&mut self, row: usize) {
        if !self.has(row) {
            return;
        }
        self.present.set(row, false);
        self.count -= 1;
        match &mut self.data {
            _ if self.count == 0 => self.data = ColumnData::Empty,
            ColumnData::Texts(texts) => texts.clear(row),
            ColumnData::Values(values) => values[row] = Value::Null,
            _ => {}
        }
    }
}

impl ColumnData {
    /// The value of a row that has one.
    fn get(&self, row: usize) -> Value {
        match self {
            ColumnData::Empty => Value::Null,
            ColumnData::Integers(values) => Value::Integer(values[row]),
            ColumnData::Floats(values) => Value::Float(values[row]),
            ColumnData::Booleans(values) => Value::Boolean(values.get(row)),
            ColumnData::Dictionary(values) => Value::String(values.get(row).clone()),
            ColumnData::Texts(values) => Value::string(values.get(row)),
            ColumnData::Dates(values) => Value::Date(values[row]),
            ColumnData::Values(values) => values[row].clone(),
        }
    }

    /// Stores a value of this type; gives any other back.
    fn put(&mut self, row: usize, value: Value) -> Result<(), Value> {
        match (self, value) {
            (ColumnData::Integers(values), Value::Integer(value)) => store(values, row, value, 0),
            (ColumnData::Floats(values), Value::Float(value)) => store(values, row, value, 0.0),
            (ColumnData::Booleans(values), Value::Boolean(value)) => values.set(row, value),
            (ColumnData::Dates(values), Value::Date(value)) => store(values, row, value, value),
            (ColumnData::Values(values), value) => store(values, row, value, Value::Null),
            (ColumnData::Dictionary(values), Value::String(text)) => {
                return if values.put(row, &text) {
                    Ok(())
                } else {
                    Err(Value::String(text))
                };
            }
            (ColumnData::Texts(values), Value::String(text)) => {
                return if values.put(row, &text) {
                    Ok(())
                } else {
                    Err(Value::String(text))
                };
            }
            (_, value) => return Err(value),
        }
        Ok(())
    }

    /// The same values in a type that comes closer to taking one more. Ends at general values, which take all.
    fn widened(self, value: &Value, present: &Bits) -> Self {
        match (self, value) {
            (ColumnData::Empty, value) => Self::fitting(value),
            (ColumnData::Dictionary(texts), Value::String(_)) => {
                ColumnData::Texts(Texts::from_dictionary(&texts, present))
            }
            (data, _) => ColumnData::Values(data.general(present)),
        }
    }

    /// No values, of the same type.
    fn empty_alike(&self) -> Self {
        match self {
            ColumnData::Empty => ColumnData::Empty,
            ColumnData::Integers(_) => ColumnData::Integers(Vec::new()),
            ColumnData::Floats(_) => ColumnData::Floats(Vec::new()),
            ColumnData::Booleans(_) => ColumnData::Booleans(Bits::default()),
            ColumnData::Dictionary(_) => ColumnData::Dictionary(Dictionary::default()),
            ColumnData::Texts(_) => ColumnData::Texts(Texts::default()),
            ColumnData::Dates(_) => ColumnData::Dates(Vec::new()),
            ColumnData::Values(_) => ColumnData::Values(Vec::new()),
        }
    }

    /// Stores a whole column of the same type behind the first `at` rows; `false` where it is of another, or too large.
    fn append(&mut self, at: usize, others: &Column) -> bool {
        match (self, &others.data) {
            (ColumnData::Integers(values), ColumnData::Integers(more)) => {
                extend(values, at, more, 0)
            }
            (ColumnData::Floats(values), ColumnData::Floats(more)) => extend(values, at, more, 0.0),
            (ColumnData::Dates(values), ColumnData::Dates(more)) => {
                extend(values, at, more, Date { epoch_days: 0 });
            }
            (ColumnData::Values(values), ColumnData::Values(more)) => {
                extend(values, at, more, Value::Null);
            }
            (ColumnData::Booleans(values), ColumnData::Booleans(more)) => values.append(at, more),
            (ColumnData::Dictionary(values), ColumnData::Dictionary(more)) => {
                return values.append(at, more);
            }
            (ColumnData::Texts(values), ColumnData::Texts(more)) => return values.append(at, more),
            (ColumnData::Texts(values), ColumnData::Dictionary(more)) => {
                return values.append(at, &Texts::from_dictionary(more, &others.present));
            }
            _ => return false,
        }
        true
    }

    fn bytes(&self) -> usize {
        match self {
            ColumnData::Empty => 0,
            ColumnData::Integers(values) => vector_bytes(values),
            ColumnData::Floats(values) => vector_bytes(values),
            ColumnData::Booleans(values) => values.bytes(),
            ColumnData::Dictionary(values) => values.bytes(),
            ColumnData::Texts(values) => values.bytes(),
            ColumnData::Dates(values) => vector_bytes(values),
            ColumnData::Values(values) => values_bytes(values),
        }
    }

    fn shrink(&mut self) {
        match self {
            ColumnData::Empty => {}
            ColumnData::Integers(values) => values.shrink_to_fit(),
            ColumnData::Floats(values) => values.shrink_to_fit(),
            ColumnData::Booleans(values) => values.shrink(),
            ColumnData::Dictionary(values) => values.shrink(),
            ColumnData::Texts(values) => values.shrink(),
            ColumnData::Dates(values) => values.shrink_to_fit(),
            ColumnData::Values(values) => values.shrink_to_fit(),
        }
    }

    fn fitting(value: &Value) -> Self {
        match value {
            Value::Integer(_) => ColumnData::Integers(Vec::new()),
            Value::Float(_) => ColumnData::Floats(Vec::new()),
            Value::Boolean(_) => ColumnData::Booleans(Bits::default()),
            Value::String(_) => ColumnData::Dictionary(Dictionary::default()),
            Value::Date(_) => ColumnData::Dates(Vec::new()),
            _ => ColumnData::Values(Vec::new()),
        }
    }

    fn general(&self, present: &Bits) -> Vec<Value> {
        let mut values = Vec::new();
        for row in present.ones() {
            store(&mut values, row, self.get(row), Value::Null);
        }
        values
    }
}

/// Puts items behind the first `at`, filling a gap before them and dropping leftovers of rows that are gone.
fn extend<T: Clone>(items: &mut Vec<T>, at: usize, more: &[T], filler: T) {
    items.resize(at, filler);
    items.extend_from_slice(more);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(values: &[Value]) -> Column {
        let mut column = Column::default();
        for (row, value) in values.iter().enumerate() {
            column.set(row, value.clone());
        }
        column
    }

    fn written(column: &Column, rows: usize) -> Vec<String> {
        (0..rows)
            .map(|row| format!("{:?}", column.get(row)))
            .collect()
    }

    fn kind(column: &Column) -> &'static str {
        match column.data() {
            ColumnData::Empty => "empty",
            ColumnData::Integers(_) => "integers",
            ColumnData::Floats(_) => "floats",
            ColumnData::Booleans(_) => "booleans",
            ColumnData::Dictionary(_) => "dictionary",
            ColumnData::Texts(_) => "texts",
            ColumnData::Dates(_) => "dates",
            ColumnData::Values(_) => "values",
        }
    }

    #[test]
    fn a_column_takes_the_type_of_its_first_value() {
        let date = Value::Date(Date { epoch_days: 7 });
        for (value, expected) in [
            (Value::Integer(1), "integers"),
            (Value::Float(1.0), "floats"),
            (Value::Boolean(true), "booleans"),
            (Value::from("a"), "dictionary"),
            (date, "dates"),
            (Value::list([]), "values"),
        ] {
            assert_eq!(kind(&column(&[Value::Null, value])), expected);
        }
    }

    #[test]
    fn an_integer_stays_an_integer_beside_a_float() {
        let big = i64::MAX - 1;
        let column = column(&[Value::Integer(big), Value::Null, Value::Float(0.5)]);
        assert_eq!(kind(&column), "values");
        assert_eq!(
            written(&column, 4),
            [
                format!("Integer({big})").as_str(),
                "Null",
                "Float(0.5)",
                "Null"
            ]
        );
    }

    #[test]
    fn every_type_widens_without_loss() {
        let firsts = [
            Value::Integer(-3),
            Value::Float(-0.0),
            Value::Boolean(true),
            Value::from("é"),
            Value::Date(Date { epoch_days: -1 }),
        ];
        for first in &firsts {
            for second in &firsts {
                let column = column(&[first.clone(), Value::Null, second.clone()]);
                let expected = [first, &Value::Null, second].map(|value| format!("{value:?}"));
                assert_eq!(written(&column, 3), expected);
            }
        }
    }

    #[test]
    fn an_emptied_column_takes_another_type() {
        let mut column = column(&[Value::Integer(1)]);
        column.set(0, Value::Null);
        assert_eq!(kind(&column), "empty");
        column.set(1, Value::from("a"));
        assert_eq!((kind(&column), column.count()), ("dictionary", 1));
        assert_eq!(written(&column, 2), ["Null", "String(\"a\")"]);
    }

    #[test]
    fn many_different_texts_leave_the_dictionary() {
        let texts: Vec<Value> = (0..3000)
            .map(|n| Value::from(format!("text {n}")))
            .collect();
        let wide = column(&texts);
        assert_eq!(kind(&wide), "texts");
        assert_eq!(
            written(&wide, 3000),
            texts.iter().map(|t| format!("{t:?}")).collect::<Vec<_>>()
        );
        let few: Vec<Value> = (0..3000)
            .map(|n| Value::from(format!("text {}", n % 7)))
            .collect();
        assert_eq!(kind(&column(&few)), "dictionary");
    }

    #[test]
    fn an_arena_is_packed_and_keeps_its_texts() {
        let mut column = column(
            &(0..2000)
                .map(|n| Value::from(format!("{n:032}")))
                .collect::<Vec<_>>(),
        );
        for round in 0..5 {
            for row in (0..2000).step_by(2) {
                column.set(row, Value::from(format!("{round} of {row}")));
            }
        }
        column.set(4, Value::Null);
        let ColumnData::Texts(texts) = column.data() else {
            panic!("not an arena")
        };
        assert_eq!(
            (texts.get(4), texts.get(6), texts.get(7)),
            ("", "4 of 6", format!("{:032}", 7).as_str())
        );
        assert!(column.get(4).is_null());
    }
}
