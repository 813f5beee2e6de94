//! `sum` and `avg`.

use super::total::Total;
use super::{Aggregate, Aggregates, Numbers, each, given};
use crate::value::arithmetic::divide;
use crate::value::{Value, ValueError};

#[derive(Default)]
struct Sum(Total);

#[derive(Default)]
struct Average(Total);

pub(super) fn sum() -> Box<dyn Aggregates> {
    each(Sum::default)
}

pub(super) fn average() -> Box<dyn Aggregates> {
    each(Average::default)
}

impl Aggregate for Sum {
    fn step(&mut self, arguments: &[Value], weight: u64) -> Result<(), ValueError> {
        given(arguments).map_or(Ok(()), |value| self.0.add("sum", value, weight))
    }

    fn step_numbers(&mut self, numbers: Numbers<'_>) -> Result<(), ValueError> {
        self.0.add_numbers("sum", numbers)
    }

    fn finish(&mut self) -> Result<Value, ValueError> {
        self.0.sum("sum")
    }
}

impl Aggregate for Average {
    fn step(&mut self, arguments: &[Value], weight: u64) -> Result<(), ValueError> {
        given(arguments).map_or(Ok(()), |value| self.0.add("avg", value, weight))
    }

    fn step_numbers(&mut self, numbers: Numbers<'_>) -> Result<(), ValueError> {
        self.0.add_numbers("avg", numbers)
    }

    fn finish(&mut self) -> Result<Value, ValueError> {
        match self.0.count {
            0 => Ok(Value::Null),
            count if self.0.is_duration() => {
                divide(&self.0.sum("avg")?, &Value::Float(count as f64))
            }
            _ => Ok(Value::Float(self.0.mean())),
        }
    }
}
