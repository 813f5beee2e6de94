//! Built-in functions and procedures: a table of name, signature, documentation and body.
//!
//! In: evaluated arguments and a [`Call`] with what a function may look at. Out: a value, or rows for a procedure.
//! `SHOW FUNCTIONS`, completion, did-you-mean and arity errors all read the table; nothing else knows a function's
//! name. Always holds: a body is only reached through [`Function::call`] or [`Procedure::call`], which have then
//! counted the arguments, answered `null` where the function is strict and refused values of other types.

pub mod aggregate;
mod argument;
mod call;
mod conversion;
mod duration;
mod entity;
mod evidence;
mod library;
mod list;
mod listing;
mod logarithmic;
mod mathematical;
mod predicate;
mod procedure;
mod random;
mod round;
mod scalar;
mod series;
mod spatial;
mod string;
mod table;
mod temporal;
mod trigonometric;
mod value_type;
mod vector;

use std::fmt;
use std::sync::Arc;

use crate::value::{Type, Value, ValueError};

pub use aggregate::{Aggregates, Numbers};
pub use argument::accepts;
pub use call::{Call, Clock, Interrupt, Room, memory_limit};
pub(crate) use entity::id_function;
pub use library::Library;
pub use procedure::{Cells, Procedure, ProcedureBody, ProcedureRows};
pub use random::Random;
pub use series::Series;

/// What a function gives: a value or the reason there is none.
pub type Outcome = Result<Value, ValueError>;

/// The most items a function puts into a list it makes; beyond it the answer is `ResourceLimit`.
pub const LIST_LIMIT: u64 = 100_000_000;

/// The most bytes a function puts into a text it makes; beyond it the answer is `ResourceLimit`.
pub const TEXT_LIMIT: usize = 1 << 28;

/// One parameter of a signature.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name, for documentation; for a procedure also the query parameter an implicit call takes it from.
    pub name: Arc<str>,
    /// What it accepts. [`Type::Float`] takes integers too; [`Type::NotNull`] refuses `null`.
    pub kind: Type,
    /// Whether it may be left out; only at the end.
    pub optional: bool,
}

/// A built-in function.
#[derive(Clone, Debug)]
pub struct Function {
    /// The name as documented, `toUpper`, `date.truncate`; looked up without regard to case.
    pub name: &'static str,
    /// What it takes; with `variadic` the last may be repeated.
    pub parameters: Vec<Parameter>,
    /// Whether the last parameter may be repeated.
    pub variadic: bool,
    /// What it gives.
    pub result: Type,
    /// One sentence.
    pub documentation: &'static str,
    /// `string`, `list`, `mathematical` …
    pub category: &'static str,
    /// How long a result stays true.
    pub stability: Stability,
    /// Whether a `null` argument gives `null` without the body being asked.
    pub strict: bool,
    /// Whether an argument of a type the signature excludes is refused when the query is compiled, where its type is
    /// known then, and by [`Function::call`] otherwise. `range` alone says no: the TCK wants its complaint at run
    /// time and under a name of its own.
    pub checked: bool,
    /// What it does.
    pub body: Body,
}

/// How long the result of a call with equal arguments stays the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stability {
    /// For ever: a call of literals may be folded when planning.
    Always,
    /// Within one statement, as long as the graph does not change: the function reads the clock or the graph.
    Statement,
    /// Not even from row to row.
    Never,
}

/// What a function does.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    /// One value for one list of arguments.
    Scalar(fn(&Call<'_>, &[Value]) -> Outcome),
    /// A list that need not be made to be walked, for one list of arguments.
    Series(fn(&[Value]) -> Result<Series, ValueError>),
    /// One value for many rows.
    Aggregate(fn() -> Box<dyn Aggregates>),
}

impl Function {
    /// Whether equal arguments always give equal results, so that a call of literals may be folded when planning.
    pub fn deterministic(&self) -> bool {
        self.stability == Stability::Always
    }

    /// Whether this is an aggregation.
    pub fn aggregates(&self) -> bool {
        matches!(self.body, Body::Aggregate(_))
    }

    /// The least and the greatest number of arguments; `None`: any number.
    pub fn arity(&self) -> (usize, Option<usize>) {
        arity(&self.parameters, self.variadic)
    }

    /// The parameter the argument at that position is for.
    pub fn parameter(&self, position: usize) -> Option<&Parameter> {
        let last = self.parameters.last().filter(|_| self.variadic);
        self.parameters.get(position).or(last)
    }

    /// The signature as `SHOW FUNCTIONS` prints it: `toUpper(input :: STRING) :: STRING`. A parameter that may be
    /// left out carries `?`, one that may be repeated `...`.
    pub fn signature(&self) -> String {
        let list = signature(&self.parameters, self.variadic);
        format!("{}({list}) :: {}", self.name, self.result)
    }

    /// Calls a function that is not an aggregation.
    ///
    /// # Errors
    /// A wrong number of arguments, `TypeError`/`InvalidArgumentValue` for one of another type, and what the body
    /// reports.
    pub fn call(&self, call: &Call<'_>, arguments: &[Value]) -> Outcome {
        if !self.fit(arguments)? {
            return Ok(Value::Null);
        }
        match self.body {
            Body::Scalar(body) => body(call, arguments),
            Body::Series(of) => of(arguments)?.list(call),
            Body::Aggregate(_) => Err(argument::misplaced_aggregation(self.name)),
        }
    }

    /// Whether [`Function::series`] gives what [`Function::call`] would list.
    pub fn is_series(&self) -> bool {
        matches!(self.body, Body::Series(_))
    }

    /// What [`Function::call`] would list, to be walked; `None` where it would give `null`.
    ///
    /// # Errors
    /// Those of [`Function::call`], but for the length of the list.
    pub fn series(&self, arguments: &[Value]) -> Result<Option<Series>, ValueError> {
        match self.body {
            Body::Series(of) if self.fit(arguments)? => of(arguments).map(Some),
            _ => Ok(None),
        }
    }

    /// Whether the body is to be asked about arguments; otherwise the answer is `null`.
    fn fit(&self, arguments: &[Value]) -> Result<bool, ValueError> {
        argument::counted(self.name, self.arity(), arguments.len())?;
        if self.strict && self.answers_null(arguments) {
            return Ok(false);
        }
        if self.checked {
            self.check(arguments)?;
        }
        Ok(true)
    }

    /// A fresh aggregation without groups; `None` where the function is not one.
    pub fn aggregation(&self) -> Option<Box<dyn Aggregates>> {
        match self.body {
            Body::Aggregate(start) => Some(start()),
            Body::Scalar(_) | Body::Series(_) => None,
        }
    }

    fn answers_null(&self, arguments: &[Value]) -> bool {
        let forgiving = |position| {
            !self
                .parameter(position)
                .is_some_and(|p| matches!(p.kind, Type::NotNull(_)))
        };
        arguments
            .iter()
            .enumerate()
            .any(|(position, value)| value.is_null() && forgiving(position))
    }

    fn check(&self, arguments: &[Value]) -> Result<(), ValueError> {
        for (position, value) in arguments.iter().enumerate() {
            if let Some(parameter) = self.parameter(position)
                && !accepts(&parameter.kind, value)
            {
                return Err(argument::refused(self.name, parameter, value));
            }
        }
        Ok(())
    }
}

fn arity(parameters: &[Parameter], variadic: bool) -> (usize, Option<usize>) {
    let least = parameters
        .iter()
        .filter(|parameter| !parameter.optional)
        .count();
    (least, (!variadic).then_some(parameters.len()))
}

fn signature(parameters: &[Parameter], variadic: bool) -> String {
    let last = parameters.len().wrapping_sub(1);
    let one = |(position, parameter): (usize, &Parameter)| {
        let repeated = if variadic && position == last {
            "..."
        } else {
            ""
        };
        format!("{parameter}{repeated} :: {}", parameter.kind)
    };
    parameters
        .iter()
        .enumerate()
        .map(one)
        .collect::<Vec<_>>()
        .join(", ")
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.optional { "?" } else { "" };
        write!(f, "{}{mark}", self.name)
    }
}
