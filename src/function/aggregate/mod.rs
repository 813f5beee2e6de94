//! Functions of many rows.
//!
//! In: the arguments of each row with the number of times the row counts. Out: one value. Always holds: a row taken
//! `w` times gives what `w` equal rows give; merging two halves gives what the whole gives, up to the rounding of
//! doubles and the order of `collect`, which is this half before the other.

mod collect;
mod count;
mod deviation;
mod extreme;
mod percentile;
mod sum;
mod total;

use std::any::Any;

use super::Function;
use super::table::{aggregation, any_list, one_of};
use crate::value::{ErrorKind, Type, Value, ValueError};

/// Numbers of one kind.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Numbers<'n> {
    Integers(&'n [i64]),
    Floats(&'n [f64]),
}

/// The state of an aggregation over one group.
pub trait Aggregate: Any + Send {
    /// Takes one row's arguments, `weight` times (1 or more). Rows whose first argument is `null` are passed over;
    /// `count` without arguments counts every row. `DISTINCT` is done outside: a distinct aggregate is given each
    /// value once with weight 1.
    ///
    /// # Errors
    /// A value the aggregation does not accept.
    fn step(&mut self, arguments: &[Value], weight: u64) -> Result<(), ValueError>;

    /// Takes one row for each of some numbers, as [`Aggregate::step`] does.
    ///
    /// # Errors
    /// As [`Aggregate::step`].
    fn step_numbers(&mut self, numbers: Numbers<'_>) -> Result<(), ValueError> {
        match numbers {
            Numbers::Integers(items) => items
                .iter()
                .try_for_each(|number| self.step(&[Value::Integer(*number)], 1)),
            Numbers::Floats(items) => items
                .iter()
                .try_for_each(|number| self.step(&[Value::Float(*number)], 1)),
        }
    }

    /// Takes all rows another aggregation of the same function took.
    ///
    /// # Errors
    /// As [`Aggregate::step`], and where the other is of another function.
    fn merge(&mut self, other: Box<dyn Aggregate>) -> Result<(), ValueError>;

    /// The result over all rows taken.
    ///
    /// # Errors
    /// Overflow.
    fn finish(&mut self) -> Result<Value, ValueError>;
}

pub(super) fn functions() -> Vec<Function> {
    use Type::{Any, Duration, Float, Integer, Number};
    let summable = || one_of([Integer, Float, Duration]);
    let mut table = vec![
        aggregation(
            "count",
            [("input", Any)],
            Integer,
            "The number of values, or of rows: count(*).",
            count::start,
        ),
        aggregation(
            "sum",
            [("input", summable())],
            summable(),
            "The sum of numbers or durations; 0 of none.",
            sum::sum,
        ),
        aggregation(
            "avg",
            [("input", summable())],
            summable(),
            "The mean of numbers or durations.",
            sum::average,
        ),
        aggregation(
            "min",
            [("input", Any)],
            Any,
            "The least value, by the order ORDER BY uses.",
            extreme::least,
        ),
        aggregation(
            "max",
            [("input", Any)],
            Any,
            "The greatest value, by the order ORDER BY uses.",
            extreme::greatest,
        ),
    ];
    let collect = aggregation(
        "collect",
        [("input", Any)],
        any_list(),
        "The values as a list.",
        collect::start,
    );
    let between = || [("input", Number), ("percentile", Float)];
    let disc = aggregation(
        "percentileDisc",
        between(),
        Number,
        "The least value that the given part of all values does not exceed.",
        percentile::discrete,
    );
    let cont = aggregation(
        "percentileCont",
        between(),
        Float,
        "The number that the given part of all values does not exceed, interpolated between two of them.",
        percentile::continuous,
    );
    let sample = aggregation(
        "stDev",
        [("input", Float)],
        Float,
        "The standard deviation of a sample.",
        deviation::sample,
    );
    let population = aggregation(
        "stDevP",
        [("input", Float)],
        Float,
        "The standard deviation of a whole population.",
        deviation::population,
    );
    table.extend(with_alias(collect, "collect_list"));
    table.extend(with_alias(disc, "percentile_disc"));
    table.extend(with_alias(cont, "percentile_cont"));
    table.extend(with_alias(sample, "stdev_samp"));
    table.extend(with_alias(population, "stdev_pop"));
    table
}

fn with_alias(function: Function, alias: &'static str) -> [Function; 2] {
    let renamed = function.renamed(alias);
    [function, renamed]
}

/// The first argument, where the row is not passed over.
fn given(arguments: &[Value]) -> Option<&Value> {
    arguments.first().filter(|value| !value.is_null())
}

/// The other half of an aggregation.
fn same<A: Aggregate>(other: Box<dyn Aggregate>) -> Result<Box<A>, ValueError> {
    (other as Box<dyn Any>).downcast().map_err(|_| {
        let message = "the parts of two different aggregations cannot be put together";
        ValueError::new(ErrorKind::SemanticError, "InvalidAggregation", message)
    })
}

fn wrong_type(name: &str, expected: &str, value: &Value) -> ValueError {
    let message = format!("{name} expects {expected}, found {}", value.type_name());
    ValueError::type_error("InvalidArgumentValue", message)
}

fn overflow(name: &str) -> ValueError {
    ValueError::arithmetic(
        "IntegerOverflow",
        format!("the result of {name} is too large for a 64-bit integer"),
    )
}
