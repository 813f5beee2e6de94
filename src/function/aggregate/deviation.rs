//! `stDev` and `stDevP`: in one pass (Welford 1962).

use super::{Aggregate, Aggregates, each, given, wrong_type};
use crate::value::{Value, ValueError};

struct Deviation {
    /// What the count is lowered by before dividing: 1 for a sample.
    bias: f64,
    count: f64,
    mean: f64,
    /// The sum of the squares of the distances from the mean.
    squares: f64,
}

pub(super) fn sample() -> Box<dyn Aggregates> {
    each(|| Deviation {
        bias: 1.0,
        count: 0.0,
        mean: 0.0,
        squares: 0.0,
    })
}

pub(super) fn population() -> Box<dyn Aggregates> {
    each(|| Deviation {
        bias: 0.0,
        count: 0.0,
        mean: 0.0,
        squares: 0.0,
    })
}

impl Deviation {
    fn take(&mut self, count: f64, number: f64) {
        let (before, distance) = (self.count, number - self.mean);
        self.count += count;
        self.mean += distance * count / self.count;
        self.squares += distance * distance * before * count / self.count;
    }
}

impl Aggregate for Deviation {
    fn step(&mut self, arguments: &[Value], weight: u64) -> Result<(), ValueError> {
        match given(arguments) {
            None => {}
            Some(Value::Integer(number)) => self.take(weight as f64, *number as f64),
            Some(Value::Float(number)) => self.take(weight as f64, *number),
            Some(other) => return Err(wrong_type("stDev", "numbers", other)),
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Value, ValueError> {
        let degrees = self.count - self.bias;
        Ok(Value::Float(if degrees > 0.0 {
            (self.squares / degrees).sqrt()
        } else {
            0.0
        }))
    }
}
