//! Sums that lose little: integers exactly, doubles with the error carried along (Neumaier 1974).

use super::{Numbers, overflow, wrong_type};
use crate::value::{Duration, Value, ValueError};

/// The total of numbers or of durations, with how many there were.
#[derive(Default)]
pub(super) struct Total {
    pub(super) count: u64,
    /// Whether there were numbers, which do not go together with durations.
    numbers: bool,
    integers: i128,
    doubles: Option<Doubles>,
    /// Months, days and nanoseconds; elsewhere, for they are rare.
    durations: Option<Box<[i128; 3]>>,
}

impl Total {
    pub(super) fn add(&mut self, name: &str, value: &Value, weight: u64) -> Result<(), ValueError> {
        let count = self
            .count
            .checked_add(weight)
            .ok_or_else(|| overflow(name))?;
        match value {
            Value::Integer(number) => self
                .add_integer(*number, weight)
                .ok_or_else(|| overflow(name))?,
            Value::Float(number) => self
                .doubles
                .get_or_insert_default()
                .add(*number, weight as f64),
            Value::Duration(duration) => self
                .add_duration(duration, weight)
                .ok_or_else(|| overflow(name))?,
            other => return Err(wrong_type(name, "numbers or durations", other)),
        }
        self.numbers |= !matches!(value, Value::Duration(_));
        self.count = count;
        Ok(())
    }

    pub(super) fn add_numbers(
        &mut self,
        name: &str,
        numbers: Numbers<'_>,
    ) -> Result<(), ValueError> {
        let count = match numbers {
            Numbers::Integers(items) => {
                let sum = items.iter().map(|number| i128::from(*number)).sum();
                let sum = self.integers.checked_add(sum);
                self.integers = sum.ok_or_else(|| overflow(name))?;
                items.len()
            }
            Numbers::Floats(items) => {
                let doubles = self.doubles.get_or_insert_default();
                items.iter().for_each(|number| doubles.add(*number, 1.0));
                items.len()
            }
        };
        let count = self.count.checked_add(count as u64);
        self.count = count.ok_or_else(|| overflow(name))?;
        self.numbers |= self.count > 0;
        Ok(())
    }

    fn add_integer(&mut self, number: i64, weight: u64) -> Option<()> {
        self.integers = self
            .integers
            .checked_add(i128::from(number).checked_mul(weight.into())?)?;
        Some(())
    }

    fn add_duration(&mut self, duration: &Duration, weight: u64) -> Option<()> {
        let sums = self.durations.get_or_insert_default();
        for (sum, part) in sums.iter_mut().zip(parts(duration)) {
            *sum = sum.checked_add(part.checked_mul(weight.into())?)?;
        }
        Some(())
    }

    /// The sum: an integer where all were, a double where one was, a duration where all were.
    pub(super) fn sum(&self, name: &str) -> Result<Value, ValueError> {
        match (&self.durations, &self.doubles) {
            (Some(_), _) if self.numbers => Err(mixed(name)),
            (Some(durations), _) => duration(name, **durations),
            (None, Some(doubles)) => Ok(Value::Float(doubles.with(self.integers).sum())),
            (None, None) => i64::try_from(self.integers)
                .map(Value::Integer)
                .map_err(|_| overflow(name)),
        }
    }

    /// The mean of numbers, computed so that a sum beyond the greatest double does no harm.
    pub(super) fn mean(&self) -> f64 {
        match &self.doubles {
            Some(doubles) => doubles.with(self.integers).mean(self.count as f64),
            None => self.integers as f64 / self.count as f64,
        }
    }

    pub(super) fn is_duration(&self) -> bool {
        self.durations.is_some()
    }
}

/// Months, days and nanoseconds.
fn parts(duration: &Duration) -> [i128; 3] {
    let nanos = i128::from(duration.seconds) * 1_000_000_000 + i128::from(duration.nanos);
    [duration.months.into(), duration.days.into(), nanos]
}

fn duration(name: &str, [months, days, nanos]: [i128; 3]) -> Result<Value, ValueError> {
    let whole = |part: i128| i64::try_from(part).map_err(|_| overflow(name));
    let duration = Duration {
        months: whole(months)?,
        days: whole(days)?,
        seconds: whole(nanos.div_euclid(1_000_000_000))?,
        nanos: nanos.rem_euclid(1_000_000_000) as i32,
    };
    Ok(Value::Duration(duration.into()))
}

fn mixed(name: &str) -> ValueError {
    ValueError::type_error(
        "InvalidArgumentValue",
        format!("{name} cannot put numbers and durations together"),
    )
}

/// How much the second of the two sums is scaled down, so that it overflows later. A power of two: exact.
const SCALE: f64 = 1.0 / (1u64 << 63) as f64 / 2.0;

/// A sum of doubles, kept at full size and scaled down.
#[derive(Clone, Default)]
struct Doubles {
    full: Compensated,
    scaled: Compensated,
}

impl Doubles {
    fn add(&mut self, number: f64, weight: f64) {
        self.full.add(number * weight);
        self.scaled.add(number * SCALE * weight);
    }

    fn with(&self, integers: i128) -> Doubles {
        let mut all = self.clone();
        all.add(integers as f64, 1.0);
        all
    }

    fn sum(&self) -> f64 {
        self.full.value()
    }

    fn mean(&self, count: f64) -> f64 {
        let sum = self.full.value();
        if sum.is_finite() {
            sum / count
        } else {
            self.scaled.value() / count / SCALE
        }
    }
}

/// A sum of doubles and the part of it that did not fit.
#[derive(Clone, Default)]
struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    fn add(&mut self, number: f64) {
        let sum = self.sum + number;
        self.lost += if self.sum.abs() >= number.abs() {
            (self.sum - sum) + number
        } else {
            (number - sum) + self.sum
        };
        self.sum = sum;
    }

    /// An infinite sum has lost a NaN, which says nothing.
    fn value(&self) -> f64 {
        if self.sum.is_finite() {
            self.sum + self.lost
        } else {
            self.sum
        }
    }
}
