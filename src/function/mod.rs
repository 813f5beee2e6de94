//! Built-in functions and procedures: a table of name, signature, documentation and body.
//!
//! In: evaluated arguments and a [`Call`] with what a function may look at. Out: a value, or rows for a procedure.
//! `SHOW FUNCTIONS`, completion, did-you-mean and arity errors all read the table; nothing else knows a function's
//! name.

use std::sync::Arc;

use crate::graph::Graph;
use crate::value::{Type, Value, ValueError};

/// What a function may look at beside its arguments.
pub struct Call<'c> {
    /// The graph as the statement sees it now.
    pub graph: &'c Graph,
    /// When the statement began.
    pub clock: &'c Clock,
}

/// The moments a statement reads the time at: fixed when it begins.
#[derive(Clone, Debug)]
pub struct Clock {
    /// When the statement began, in UTC: nanoseconds since 1970-01-01T00:00Z.
    pub epoch_nanos: i128,
    /// The IANA name of the session's zone.
    pub zone: Arc<str>,
}

/// One parameter of a signature.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name, for documentation.
    pub name: &'static str,
    /// What it accepts.
    pub kind: Type,
    /// Whether it may be left out; only at the end.
    pub optional: bool,
}

/// A built-in function.
#[derive(Debug)]
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
    /// Whether equal arguments always give equal results, so that a call of literals may be folded when planning.
    pub deterministic: bool,
    /// What it does.
    pub body: Body,
}

/// What a function does.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    /// One value for one list of arguments.
    Scalar(fn(&Call<'_>, &[Value]) -> Result<Value, ValueError>),
    /// One value for many rows.
    Aggregate(fn() -> Box<dyn Aggregate>),
}

/// The state of an aggregation over one group.
pub trait Aggregate: Send {
    /// Takes one row's arguments, `weight` times (1 or more). Rows whose first argument is `null` are passed over by
    /// most. `DISTINCT` is done outside: a distinct aggregate is given each value once with weight 1.
    ///
    /// # Errors
    /// A value the aggregation does not accept.
    fn step(&mut self, arguments: &[Value], weight: u64) -> Result<(), ValueError>;

    /// The result over all rows taken.
    ///
    /// # Errors
    /// Overflow.
    fn finish(&mut self) -> Result<Value, ValueError>;
}

/// A built-in procedure.
#[derive(Debug)]
pub struct Procedure {
    /// The dotted name, `db.labels`.
    pub name: &'static str,
    /// What it takes.
    pub parameters: Vec<Parameter>,
    /// The columns it gives.
    pub columns: Vec<(&'static str, Type)>,
    /// One sentence.
    pub documentation: &'static str,
    /// What it does: all rows at once.
    pub body: fn(&Call<'_>, &[Value]) -> Result<Vec<Vec<Value>>, ValueError>,
}

/// The functions and procedures that can be called.
#[derive(Debug, Default)]
pub struct Library {
    _todo: (),
}

#[allow(unused_variables, missing_docs)]
impl Library {
    /// All that is built in.
    pub fn standard() -> Arc<Library> {
        todo!()
    }
    /// The function of that name, in any case.
    pub fn function(&self, name: &str) -> Option<&Arc<Function>> {
        todo!()
    }
    pub fn procedure(&self, name: &str) -> Option<&Arc<Procedure>> {
        todo!()
    }
    pub fn functions(&self) -> impl Iterator<Item = &Arc<Function>> {
        todo!();
        #[allow(unreachable_code)]
        std::iter::empty()
    }
    pub fn procedures(&self) -> impl Iterator<Item = &Arc<Procedure>> {
        todo!();
        #[allow(unreachable_code)]
        std::iter::empty()
    }
}
