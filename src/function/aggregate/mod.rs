//! Functions of many rows.
//!
//! In: the arguments of each row with the number of times the row counts and the group it belongs to. Out: one value a
//! group. Always holds: a row taken `w` times gives what `w` equal rows give, up to the rounding of doubles.

mod collect;
mod count;
mod deviation;
mod extreme;
mod percentile;
mod sum;
mod total;

use std::ops::Range;

use super::Function;
use super::table::{aggregation, any_list, one_of};
use crate::value::{Type, Value, ValueError};

/// Numbers of one kind.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Numbers<'n> {
    Integers(&'n [i64]),
    Floats(&'n [f64]),
}

impl<'n> Numbers<'n> {
    fn part(self, range: Range<usize>) -> Numbers<'n> {
        match self {
            Numbers::Integers(items) => Numbers::Integers(&items[range]),
            Numbers::Floats(items) => Numbers::Floats(&items[range]),
        }
    }
}

/// An aggregation over groups numbered from zero, one state a group.
pub trait Aggregates: Send {
    /// Makes room for so many groups in all.
    fn extend(&mut self, groups: usize);

    /// What a group costs, in bytes, without what it keeps elsewhere.
    fn group_bytes(&self) -> usize;

    /// Takes one row's arguments into a group, `weight` times (1 or more). Rows whose first argument is `null` are
    /// passed over; `count` without arguments counts every row. `DISTINCT` is done outside: a distinct aggregation is
    /// given each value once with weight 1.
    ///
    /// # Errors
    /// A value the aggregation does not accept.
    fn step(&mut self, group: usize, arguments: &[Value], weight: u64) -> Result<(), ValueError>;

    /// Takes one row for each of some numbers, each into its group, as [`Aggregates::step`] does.
    ///
    /// # Errors
    /// As [`Aggregates::step`].
    fn step_numbers(&mut self, groups: &[u32], numbers: Numbers<'_>) -> Result<(), ValueError>;

    /// The results of some groups over all rows taken.
    ///
    /// # Errors
    /// Overflow.
    fn finish(&mut self, groups: Range<usize>) -> Result<Vec<Value>, ValueError>;
}

/// The state of an aggregation over one group; the methods are those of [`Aggregates`].
trait Aggregate {
    fn step(&mut self, arguments: &[Value], weight: u64) -> Result<(), ValueError>;

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

    fn finish(&mut self) -> Result<Value, ValueError>;
}

/// States that all begin alike.
struct Each<A> {
    start: fn() -> A,
    states: Vec<A>,
}

fn each<A: Aggregate + Send + 'static>(start: fn() -> A) -> Box<dyn Aggregates> {
    let states = Vec::new();
    Box::new(Each { start, states })
}

impl<A: Aggregate + Send> Aggregates for Each<A> {
    fn extend(&mut self, groups: usize) {
        let most = self.states.len().max(groups);
        self.states.resize_with(most, self.start);
    }

    fn group_bytes(&self) -> usize {
        size_of::<A>()
    }

    fn step(&mut self, group: usize, arguments: &[Value], weight: u64) -> Result<(), ValueError> {
        self.states[group].step(arguments, weight)
    }

    fn step_numbers(&mut self, groups: &[u32], numbers: Numbers<'_>) -> Result<(), ValueError> {
        let mut from = 0;
        // Those that stand together are taken at once.
        for run in groups.chunk_by(|group, next| group == next) {
            let to = from + run.len();
            self.states[run[0] as usize].step_numbers(numbers.part(from..to))?;
            from = to;
        }
        Ok(())
    }

    fn finish(&mut self, groups: Range<usize>) -> Result<Vec<Value>, ValueError> {
        let states = self.states[groups].iter_mut();
        states.map(Aggregate::finish).collect()
    }
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
