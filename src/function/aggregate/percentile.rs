//! `percentileDisc` and `percentileCont`.

use super::super::argument::out_of_range;
use super::{Aggregate, Aggregates, each, given, wrong_type};
use crate::value::compare::order;
use crate::value::{Value, ValueError};

struct Percentile {
    interpolate: bool,
    percentile: f64,
    /// Numbers with how often each was met.
    numbers: Vec<(Value, u64)>,
}

pub(super) fn discrete() -> Box<dyn Aggregates> {
    each(|| Percentile {
        interpolate: false,
        percentile: 0.0,
        numbers: Vec::new(),
    })
}

pub(super) fn continuous() -> Box<dyn Aggregates> {
    each(|| Percentile {
        interpolate: true,
        percentile: 0.0,
        numbers: Vec::new(),
    })
}

impl Aggregate for Percentile {
    fn step(&mut self, arguments: &[Value], weight: u64) -> Result<(), ValueError> {
        let Some(value) = given(arguments) else {
            return Ok(());
        };
        if !matches!(value, Value::Integer(_) | Value::Float(_)) {
            return Err(wrong_type("a percentile", "numbers", value));
        }
        self.percentile = part(arguments.get(1).unwrap_or(&Value::Null))?;
        self.numbers.push((value.clone(), weight));
        Ok(())
    }

    fn finish(&mut self) -> Result<Value, ValueError> {
        self.numbers.sort_unstable_by(|(a, _), (b, _)| order(a, b));
        let total: u128 = self
            .numbers
            .iter()
            .map(|(_, weight)| u128::from(*weight))
            .sum();
        Ok(match (total, self.interpolate) {
            (0, _) => Value::Null,
            (_, true) => Value::Float(self.between(self.percentile * (total - 1) as f64)),
            (_, false) => self
                .at(discrete_position(self.percentile * total as f64))
                .clone(),
        })
    }
}

/// The percentile: 0 to 1.
fn part(value: &Value) -> Result<f64, ValueError> {
    let part =
        double(value).ok_or_else(|| wrong_type("a percentile", "a number from 0 to 1", value))?;
    if (0.0..=1.0).contains(&part) {
        return Ok(part);
    }
    Err(out_of_range(format!(
        "a percentile is a number from 0 to 1, not {part}"
    )))
}

fn double(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        _ => None,
    }
}

/// The first position that has as much of the whole up to and including it.
fn discrete_position(rank: f64) -> u128 {
    (rank.ceil() as u128).saturating_sub(1)
}

impl Percentile {
    /// The number at a position of the sorted numbers, each repeated as often as it was met.
    fn at(&self, position: u128) -> &Value {
        let mut behind = 0;
        for (value, weight) in &self.numbers {
            behind += u128::from(*weight);
            if behind > position {
                return value;
            }
        }
        self.numbers.last().map_or(&Value::Null, |(value, _)| value)
    }

    fn between(&self, position: f64) -> f64 {
        let number = |position: f64| double(self.at(position as u128)).unwrap_or(f64::NAN);
        let (below, above) = (number(position.floor()), number(position.ceil()));
        let part = position.fract();
        if part == 0.0 {
            below
        } else {
            below * (1.0 - part) + above * part
        }
    }
}
