//! `count`.

use super::{Aggregate, Aggregates, Numbers, each, overflow};
use crate::value::{Value, ValueError};

#[derive(Default)]
struct Count {
    rows: u64,
}

pub(super) fn start() -> Box<dyn Aggregates> {
    each(Count::default)
}

impl Count {
    fn add(&mut self, rows: u64) -> Result<(), ValueError> {
        self.rows = self
            .rows
            .checked_add(rows)
            .ok_or_else(|| overflow("count"))?;
        Ok(())
    }
}

impl Aggregate for Count {
    fn step(&mut self, arguments: &[Value], weight: u64) -> Result<(), ValueError> {
        match arguments.first() {
            Some(Value::Null) => Ok(()),
            _ => self.add(weight),
        }
    }

    fn step_numbers(&mut self, numbers: Numbers<'_>) -> Result<(), ValueError> {
        self.add(match numbers {
            Numbers::Integers(items) => items.len() as u64,
            Numbers::Floats(items) => items.len() as u64,
        })
    }

    fn finish(&mut self) -> Result<Value, ValueError> {
        i64::try_from(self.rows)
            .map(Value::Integer)
            .map_err(|_| overflow("count"))
    }
}
