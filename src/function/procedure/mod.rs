//! Procedures: called with `CALL`, they give rows.
//!
//! In: evaluated arguments. Out: rows, made a run of a column at a time ([`ProcedureRows`]). Always holds: every row the
//! built-in ones give is as wide as `columns`.

mod algorithm;
mod catalogue;
mod rows;
mod schema;

use std::fmt;
use std::sync::Arc;

use super::argument::{counted, refused};
use super::table::parameter;
use super::{Call, Parameter, accepts, arity, signature};
use crate::value::{Type, Value, ValueError};

pub use rows::{Cells, ProcedureRows};

/// What a procedure does.
pub type ProcedureBody =
    Arc<dyn Fn(&Call<'_>, &[Value]) -> Result<Box<dyn ProcedureRows>, ValueError> + Send + Sync>;

/// A procedure, built in or added by the program that embeds rihla.
#[derive(Clone)]
pub struct Procedure {
    /// The dotted name, `db.labels`; looked up without regard to case.
    pub name: Arc<str>,
    /// What it takes.
    pub parameters: Vec<Parameter>,
    /// The columns it gives.
    pub columns: Vec<(Arc<str>, Type)>,
    /// One sentence.
    pub documentation: Arc<str>,
    /// What it does.
    pub body: ProcedureBody,
}

impl Procedure {
    /// A procedure without parameters and columns; `taking` and `giving` add them. Its body gives all rows as lists.
    pub fn new(
        name: impl Into<Arc<str>>,
        documentation: impl Into<Arc<str>>,
        body: impl Fn(&Call<'_>, &[Value]) -> Result<Vec<Vec<Value>>, ValueError>
        + Send
        + Sync
        + 'static,
    ) -> Procedure {
        Procedure::columnar(name, documentation, move |call, arguments| {
            Ok(Box::new(body(call, arguments)?))
        })
    }

    /// The same with a body whose rows are read a column at a time.
    pub fn columnar(
        name: impl Into<Arc<str>>,
        documentation: impl Into<Arc<str>>,
        body: impl Fn(&Call<'_>, &[Value]) -> Result<Box<dyn ProcedureRows>, ValueError>
        + Send
        + Sync
        + 'static,
    ) -> Procedure {
        Procedure {
            name: name.into(),
            parameters: Vec::new(),
            columns: Vec::new(),
            documentation: documentation.into(),
            body: Arc::new(body),
        }
    }

    /// Adds a parameter; one whose name ends in `?` may be left out.
    #[must_use]
    pub fn taking(mut self, name: &str, kind: Type) -> Procedure {
        self.parameters.push(parameter((name, kind)));
        self
    }

    /// Adds a column.
    #[must_use]
    pub fn giving(mut self, name: impl Into<Arc<str>>, kind: Type) -> Procedure {
        self.columns.push((name.into(), kind));
        self
    }

    /// The least and the greatest number of arguments.
    pub fn arity(&self) -> (usize, usize) {
        let (least, most) = arity(&self.parameters, false);
        (least, most.unwrap_or(least))
    }

    /// The signature as `SHOW PROCEDURES` prints it: `db.labels() :: (label :: STRING)`.
    pub fn signature(&self) -> String {
        let columns: Vec<_> = self
            .columns
            .iter()
            .map(|(name, kind)| format!("{name} :: {kind}"))
            .collect();
        format!(
            "{}({}) :: ({})",
            self.name,
            signature(&self.parameters, false),
            columns.join(", ")
        )
    }

    /// Calls it and gives all its rows. An integer given for a float becomes one.
    ///
    /// # Errors
    /// Those of [`Procedure::open`].
    pub fn call(
        &self,
        call: &Call<'_>,
        arguments: &[Value],
    ) -> Result<Vec<Vec<Value>>, ValueError> {
        let rows = self.open(call, arguments)?;
        let columns: Vec<Cells> = (0..self.columns.len())
            .map(|column| rows.cells(call, column, 0..rows.len()))
            .collect::<Result<_, _>>()?;
        let row = |at| columns.iter().map(|cells| cells.get(at)).collect();
        Ok((0..rows.len()).map(row).collect())
    }

    /// Calls it and gives its rows to be read. An integer given for a float becomes one.
    ///
    /// # Errors
    /// A wrong number of arguments, `TypeError`/`InvalidArgumentType` for one of another type, and what the body
    /// reports.
    pub fn open(
        &self,
        call: &Call<'_>,
        arguments: &[Value],
    ) -> Result<Box<dyn ProcedureRows>, ValueError> {
        let (least, most) = self.arity();
        counted(&self.name, (least, Some(most)), arguments.len())?;
        let pairs = self.parameters.iter().zip(arguments);
        let converted: Vec<Value> = pairs
            .map(|(to, value)| self.argument(to, value))
            .collect::<Result<_, _>>()?;
        (self.body)(call, &converted)
    }

    fn argument(&self, parameter: &Parameter, value: &Value) -> Result<Value, ValueError> {
        if !accepts(&parameter.kind, value) {
            return Err(ValueError {
                detail: "InvalidArgumentType",
                ..refused(&self.name, parameter, value)
            });
        }
        Ok(match (&parameter.kind, value) {
            (Type::Float, Value::Integer(number)) => Value::Float(*number as f64),
            _ => value.clone(),
        })
    }
}

impl fmt::Debug for Procedure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Procedure").field(&self.signature()).finish()
    }
}

pub(super) fn built_in() -> Vec<Procedure> {
    let mut procedures = catalogue::procedures();
    procedures.extend(schema::procedures());
    procedures.extend(algorithm::procedures());
    procedures
}
