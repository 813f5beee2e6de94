//! `min` and `max`: by the order `ORDER BY` uses, which holds between any two values.

use std::cmp::Ordering;

use super::{Aggregate, given, same};
use crate::value::compare::order;
use crate::value::{Value, ValueError};

struct Extreme {
    /// What a new value must be, next to the best so far, to take its place.
    better: Ordering,
    best: Value,
}

pub(super) fn least() -> Box<dyn Aggregate> {
    Box::new(Extreme {
        better: Ordering::Less,
        best: Value::Null,
    })
}

pub(super) fn greatest() -> Box<dyn Aggregate> {
    Box::new(Extreme {
        better: Ordering::Greater,
        best: Value::Null,
    })
}

impl Aggregate for Extreme {
    fn step(&mut self, arguments: &[Value], _weight: u64) -> Result<(), ValueError> {
        if let Some(value) = given(arguments)
            && (self.best.is_null() || order(value, &self.best) == self.better)
        {
            self.best = value.clone();
        }
        Ok(())
    }

    fn merge(&mut self, other: Box<dyn Aggregate>) -> Result<(), ValueError> {
        let other = same::<Extreme>(other)?;
        self.step(&[other.best], 1)
    }

    fn finish(&mut self) -> Result<Value, ValueError> {
        Ok(std::mem::take(&mut self.best))
    }
}
