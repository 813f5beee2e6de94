//! Arithmetic series: what `range` gives, without the list.

use super::argument::{any, out_of_range, too_large};
use super::{Call, LIST_LIMIT, Outcome};
use crate::value::{Value, ValueError};

/// So many integers are made between two looks at whether the statement is to stop.
const AT_ONCE: u64 = 1 << 16;

/// The integers from one to another, one step apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Series {
    start: i64,
    step: i64,
    length: u64,
}

impl Series {
    /// The series `start, end[, step]` describe.
    ///
    /// # Errors
    /// A bound that is no integer, and a step of 0.
    pub(super) fn of(arguments: &[Value]) -> Result<Series, ValueError> {
        let (start, end) = (bound(arguments, 0)?, bound(arguments, 1)?);
        let step = if arguments.len() > 2 {
            bound(arguments, 2)?
        } else {
            1
        };
        if step == 0 {
            return Err(out_of_range("the step of range cannot be 0"));
        }
        let length = length(start, end, step);
        Ok(Series {
            start,
            step,
            length,
        })
    }

    /// How many integers it has, at least 2⁶⁴ − 1 where that is the answer.
    pub fn length(self) -> u64 {
        self.length
    }

    /// The integers at these positions, all of which are below the length.
    pub fn between(self, from: u64, to: u64) -> impl Iterator<Item = i64> {
        (from..to).map(move |at| self.start.wrapping_add((at as i64).wrapping_mul(self.step)))
    }

    /// All of it as a list of no more bytes than there is room for.
    pub(super) fn list(self, call: &Call<'_>) -> Outcome {
        if self.length > LIST_LIMIT {
            return Err(too_large("range"));
        }
        let length = self.length as usize;
        // It is put together before it becomes a list.
        let bytes = length.saturating_mul(2 * size_of::<Value>());
        call.room.reserve(bytes, "`range`")?;
        let mut items = Vec::with_capacity(length);
        while items.len() < length {
            call.interrupt.check()?;
            let from = items.len() as u64;
            let to = self.length.min(from + AT_ONCE);
            items.extend(self.between(from, to).map(Value::Integer));
        }
        Ok(Value::List(items.into()))
    }
}

fn length(start: i64, end: i64, step: i64) -> u64 {
    let span = i128::from(end) - i128::from(start);
    if (span < 0) != (step < 0) && span != 0 {
        0
    } else {
        u64::try_from(span / i128::from(step) + 1).unwrap_or(u64::MAX)
    }
}

/// The TCK names the mistake of a bound that is no integer differently from the other functions' type errors.
fn bound(arguments: &[Value], at: usize) -> Result<i64, ValueError> {
    let found = any(arguments, at);
    found.as_integer().ok_or_else(|| {
        let message = format!("range expects integers, found {}", found.type_name());
        ValueError::argument("InvalidArgumentType", message)
    })
}
