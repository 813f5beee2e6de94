//! `min` and `max`: by the order `ORDER BY` uses, which holds between any two values.

use std::cmp::Ordering;

use super::{Aggregate, Aggregates, each, given};
use crate::value::compare::order;
use crate::value::{Value, ValueError};

struct Extreme {
    /// What a new value must be, next to the best so far, to take its place.
    better: Ordering,
    best: Value,
}

pub(super) fn least() -> Box<dyn Aggregates> {
    each(|| Extreme {
        better: Ordering::Less,
        best: Value::Null,
    })
}

pub(super) fn greatest() -> Box<dyn Aggregates> {
    each(|| Extreme {
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

    fn finish(&mut self) -> Result<Value, ValueError> {
        Ok(std::mem::take(&mut self.best))
    }
}
