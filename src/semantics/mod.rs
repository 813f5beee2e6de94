//! Tree to resolved query: names become slots, mistakes become errors with places.
//!
//! In: a statement's tree ([`ast`](crate::syntax::ast)) and the library of functions; for walks also the graph
//! whose names they speak of. Out: a [`Resolved`](query::Resolved) query, or all independent [`SemanticError`]s. The
//! analysis itself reads neither graph nor parameters, so its result can be kept by text; warnings about
//! names the graph does not have are a separate question ([`warnings`]).
//!
//! ```text
//!  analyse      the state every clause adds to            walk      a walk -> the MATCH … RETURN it stands for
//!   ├ clause     one file a clause; which may follow which warning   names the graph does not have, arrows turned round
//!   ├ pattern    what is looked for, as a graph            why       the column that says why a row is there
//!   ├ lower      expressions                              mention   the names a query speaks of, for warnings
//!   ├ aggregation what is grouped, what may stand beside   mistake   the errors
//!   └ scope, types, same   names, static types, expressions written alike
//! ```

mod aggregation;
mod analyse;
mod clause;
pub mod expression;
mod lower;
pub mod mention;
mod mistake;
mod pattern;
pub mod query;
mod same;
mod scope;
mod types;
mod walk;
mod warning;
mod why;

use crate::diagnostic::Span;
use crate::value::ErrorKind;

pub use analyse::analyse;
pub use walk::lower_walk;
pub use warning::{unknown_names, warnings};

/// A statement that is written correctly and cannot mean anything.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct SemanticError {
    /// `SyntaxError`, `SemanticError`, `ProcedureError`, `ParameterMissing` …: the kit counts most as syntax.
    pub kind: ErrorKind,
    /// The kit's name for the mistake: `UndefinedVariable`, `VariableTypeConflict` …
    pub detail: &'static str,
    /// One lower-case sentence.
    pub message: String,
    /// At most one piece of advice.
    pub hint: Option<String>,
    /// Where.
    pub span: Span,
}

/// Something that is probably a mistake but has a meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    /// One lower-case sentence.
    pub message: String,
    /// At most one piece of advice.
    pub hint: Option<String>,
    /// Where, as far as known.
    pub span: Option<Span>,
}
