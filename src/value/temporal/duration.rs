//! Lengths of time.

use std::fmt;

use super::decimal::{Decimal, ONE};
use super::fields::number;
use super::{DAY_SECONDS, SECOND_NANOS, Value, ValueError, invalid, out_of_range, parse};
use crate::value::Map;

/// Seconds of an average month: a twelfth of 365.2425 days.
const MONTH_SECONDS: i128 = 2_629_746;

/// Average days of a month in millionths.
const MONTH_MICRODAYS: i128 = 30_436_875;

/// A length of time. The parts are kept apart: a month has no fixed number of days, and a day with a change of the
/// clock has no fixed number of seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Duration {
    /// Months.
    pub months: i64,
    /// Days.
    pub days: i64,
    /// Seconds.
    pub seconds: i64,
    /// Nanoseconds within the second, 0 to 999,999,999.
    pub nanos: i32,
}

/// The amounts a duration is given in, before fractions are handed down.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Amounts {
    months: Decimal,
    days: Decimal,
    seconds: Decimal,
    nanos: Decimal,
}

/// A unit of the amounts: which part it counts towards, and how much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    part: Part,
    factor: i128,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Months,
    Days,
    Seconds,
    Nanos,
}

impl Unit {
    const fn new(part: Part, factor: i128) -> Unit {
        Unit { part, factor }
    }

    pub(super) const YEARS: Unit = Unit::new(Part::Months, 12);
    pub(super) const MONTHS: Unit = Unit::new(Part::Months, 1);
    pub(super) const WEEKS: Unit = Unit::new(Part::Days, 7);
    pub(super) const DAYS: Unit = Unit::new(Part::Days, 1);
    pub(super) const HOURS: Unit = Unit::new(Part::Seconds, 3_600);
    pub(super) const MINUTES: Unit = Unit::new(Part::Seconds, 60);
    pub(super) const SECONDS: Unit = Unit::new(Part::Seconds, 1);

    /// The unit a component map calls by that name.
    fn named(name: &str) -> Option<Unit> {
        let unit = match name {
            "years" => Unit::YEARS,
            "quarters" => Unit::new(Part::Months, 3),
            "months" => Unit::MONTHS,
            "weeks" => Unit::WEEKS,
            "days" => Unit::DAYS,
            "hours" => Unit::HOURS,
            "minutes" => Unit::MINUTES,
            "seconds" => Unit::SECONDS,
            "milliseconds" => Unit::new(Part::Nanos, 1_000_000),
            "microseconds" => Unit::new(Part::Nanos, 1_000),
            "nanoseconds" => Unit::new(Part::Nanos, 1),
            _ => return None,
        };
        Some(unit)
    }
}

impl Amounts {
    /// Adds so much of a unit; `None` where that is too much.
    pub(super) fn add(&mut self, unit: Unit, amount: Decimal) -> Option<()> {
        let part = match unit.part {
            Part::Months => &mut self.months,
            Part::Days => &mut self.days,
            Part::Seconds => &mut self.seconds,
            Part::Nanos => &mut self.nanos,
        };
        *part = part.plus(amount.times(unit.factor)?)?;
        Some(())
    }

    /// The same amounts the other way.
    pub(super) fn negated(self) -> Amounts {
        let negated = |amount: Decimal| Decimal(-amount.0);
        Amounts {
            months: negated(self.months),
            days: negated(self.days),
            seconds: negated(self.seconds),
            nanos: negated(self.nanos),
        }
    }

    /// The duration: each fraction counts in the next smaller unit, what is left of nanoseconds is dropped.
    /// `None` where a part is too large.
    pub(super) fn duration(self) -> Option<Duration> {
        let (months, rest) = self.months.split()?;
        let days = self
            .days
            .plus(Decimal(rest.0 * MONTH_MICRODAYS / 1_000_000))?;
        let (days, rest) = days.split()?;
        let seconds = self.seconds.plus(rest.times(i128::from(DAY_SECONDS))?)?;
        let (seconds, rest) = seconds.split()?;
        let nanos = self.nanos.plus(rest.times(i128::from(SECOND_NANOS))?)?;
        Duration::from_parts(months.into(), days.into(), seconds.into(), nanos.0 / ONE)
    }
}

impl Duration {
    /// A duration of whole parts; nanoseconds beyond a second are carried. `None` where a part is too large.
    pub fn new(months: i64, days: i64, seconds: i64, nanos: i64) -> Option<Duration> {
        Duration::from_parts(months.into(), days.into(), seconds.into(), nanos.into())
    }

    /// As [`Duration::new`], of numbers that may be too large.
    fn from_parts(months: i128, days: i128, seconds: i128, nanos: i128) -> Option<Duration> {
        let second = i128::from(SECOND_NANOS);
        Some(Duration {
            months: i64::try_from(months).ok()?,
            days: i64::try_from(days).ok()?,
            seconds: i64::try_from(seconds + nanos.div_euclid(second)).ok()?,
            nanos: i32::try_from(nanos.rem_euclid(second)).ok()?,
        })
    }

    /// So many nanoseconds; `None` where that is too much.
    pub(super) fn from_nanos(nanos: i128) -> Option<Duration> {
        Duration::from_parts(0, 0, 0, nanos)
    }

    /// A duration from ISO 8601 text or a map of components; a duration is itself.
    ///
    /// # Errors
    /// `ArgumentError` for text or components that are none, `TypeError` for other values.
    pub fn from_value(value: &Value) -> Result<Duration, ValueError> {
        match value {
            Value::String(text) => parse::duration(text),
            Value::Map(components) => Duration::from_components(components),
            Value::Duration(duration) => Ok(**duration),
            other => Err(ValueError::type_error(
                "InvalidArgumentType",
                format!(
                    "expected text or a map to make a duration of, found {}",
                    other.type_name()
                ),
            )),
        }
    }

    /// A duration from `years`, `quarters`, `months`, `weeks`, `days`, `hours`, `minutes`, `seconds`,
    /// `milliseconds`, `microseconds` and `nanoseconds`, each an integer or a float.
    ///
    /// # Errors
    /// `ArgumentError` for an unknown component, `TypeError` where one is not a number, `ArithmeticError` where the
    /// whole is too large.
    pub fn from_components(components: &Map) -> Result<Duration, ValueError> {
        let mut amounts = Amounts::default();
        for (name, value) in components {
            let unit = Unit::named(name)
                .ok_or_else(|| invalid(format!("a duration has no '{}'", parse::cut(name))))?;
            amounts
                .add(unit, number(name, value)?)
                .ok_or_else(too_long)?;
        }
        amounts.duration().ok_or_else(too_long)
    }

    /// The parts as whole seconds and nanoseconds of the same sign, without months and days.
    pub(super) fn signed_seconds(self) -> (i64, i64) {
        let nanos = i64::from(self.nanos);
        if self.seconds < 0 && nanos > 0 {
            (self.seconds + 1, nanos - SECOND_NANOS)
        } else {
            (self.seconds, nanos)
        }
    }

    /// Seconds and nanoseconds in nanoseconds, without months and days.
    pub(super) fn time_nanos(self) -> i128 {
        i128::from(self.seconds) * i128::from(SECOND_NANOS) + i128::from(self.nanos)
    }

    /// The length in nanoseconds where every month and day has its average length: what durations are ordered by.
    pub fn average_nanos(self) -> i128 {
        let seconds = i128::from(self.months) * MONTH_SECONDS
            + i128::from(self.days) * i128::from(DAY_SECONDS);
        seconds * i128::from(SECOND_NANOS) + self.time_nanos()
    }

    /// The sum, part by part; `None` where a part is too large.
    pub fn plus(self, other: Duration) -> Option<Duration> {
        Duration::from_parts(
            i128::from(self.months) + i128::from(other.months),
            i128::from(self.days) + i128::from(other.days),
            i128::from(self.seconds) + i128::from(other.seconds),
            i128::from(self.nanos) + i128::from(other.nanos),
        )
    }

    /// The same length the other way; `None` where a part is too large.
    pub fn negated(self) -> Option<Duration> {
        Duration::from_parts(
            -i128::from(self.months),
            -i128::from(self.days),
            -i128::from(self.seconds),
            -i128::from(self.nanos),
        )
    }

    /// Every part times a number, fractions handed down; `None` where that is too large or the number is not finite.
    pub fn times(self, factor: f64) -> Option<Duration> {
        let factor = Decimal::from_float(factor)?;
        self.scaled(|part| part.checked_mul(factor.0))
    }

    /// Every part times a whole number; `None` where that is too large.
    pub fn times_whole(self, factor: i64) -> Option<Duration> {
        self.scaled(|part| part.checked_mul(i128::from(factor))?.checked_mul(ONE))
    }

    /// Every part divided by a number, fractions handed down; `None` where the number is zero or not finite, or
    /// the result is too large.
    pub fn divided_by(self, divisor: f64) -> Option<Duration> {
        let (number, denominator) = Decimal::from_float(divisor)?.reduced();
        let exact = self.scaled(|part| {
            part.checked_mul(denominator)?
                .checked_mul(ONE)?
                .checked_div(number)
        });
        exact.or_else(|| {
            if divisor == 0.0 {
                None
            } else {
                self.times(divisor.recip())
            }
        })
    }

    /// Every part divided by a whole number; `None` where that is zero or the result too large.
    pub fn divided_by_whole(self, divisor: i64) -> Option<Duration> {
        self.scaled(|part| part.checked_mul(ONE)?.checked_div(i128::from(divisor)))
    }

    fn scaled(self, scale: impl Fn(i128) -> Option<i128>) -> Option<Duration> {
        let amount = |part: i64| scale(i128::from(part)).map(Decimal);
        let (seconds, nanos) = self.signed_seconds();
        let amounts = Amounts {
            months: amount(self.months)?,
            days: amount(self.days)?,
            seconds: amount(seconds)?,
            nanos: amount(nanos)?,
        };
        amounts.duration()
    }
}

/// A duration whose parts do not fit.
pub(super) fn too_long() -> ValueError {
    out_of_range("duration")
}

impl fmt::Display for Duration {
    /// `P1Y2M10DT2H30M`, `PT-0.5S`, `PT0S`: parts that are zero are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Duration::default() {
            return f.write_str("PT0S");
        }
        f.write_str("P")?;
        part(f, self.months / 12, 'Y')?;
        part(f, self.months % 12, 'M')?;
        part(f, self.days, 'D')?;
        let (seconds, nanos) = self.signed_seconds();
        if seconds == 0 && nanos == 0 {
            return Ok(());
        }
        f.write_str("T")?;
        part(f, seconds / 3_600, 'H')?;
        part(f, seconds / 60 % 60, 'M')?;
        second_part(f, seconds % 60, nanos)
    }
}

fn part(f: &mut fmt::Formatter<'_>, number: i64, unit: char) -> fmt::Result {
    match number {
        0 => Ok(()),
        number => write!(f, "{number}{unit}"),
    }
}

/// Seconds and nanoseconds of the same sign.
fn second_part(f: &mut fmt::Formatter<'_>, seconds: i64, nanos: i64) -> fmt::Result {
    if nanos == 0 {
        return part(f, seconds, 'S');
    }
    let sign = if seconds < 0 || nanos < 0 { "-" } else { "" };
    let fraction = format!("{:09}", nanos.unsigned_abs());
    write!(
        f,
        "{sign}{}.{}S",
        seconds.unsigned_abs(),
        fraction.trim_end_matches('0')
    )
}
