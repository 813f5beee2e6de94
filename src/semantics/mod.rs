//! Tree to resolved query: names become slots, mistakes become errors with places.
//!
//! In: a statement's tree ([`ast`](crate::syntax::ast)) and the library of functions; for walks also the graph
//! whose names they speak of. Out: a [`Resolved`](query::Resolved) query, or all independent [`SemanticError`]s. The
//! analysis itself reads neither graph nor parameters, so its result can be kept by text; warnings about
//! names the graph does not have are a separate question ([`warnings`]).

pub mod expression;
pub mod query;

use crate::diagnostic::Span;
use crate::function::Library;
use crate::graph::Graph;
use crate::syntax::ast;
use crate::value::ErrorKind;

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

/// Resolves a statement that is a query.
///
/// # Errors
/// All mistakes that do not follow from one another; at least one.
pub fn analyse(
    statement: &ast::Statement,
    library: &Library,
) -> Result<query::Resolved, Vec<SemanticError>> {
    let _ = (statement, library);
    todo!()
}

/// The query a walk stands for, its names looked up in the graph.
///
/// # Errors
/// A name nothing has (with the nearest), a name several entities have (with their labels), a relation no
/// relationship has.
pub fn lower_walk(walk: &ast::Walk, graph: &Graph) -> Result<ast::Query, SemanticError> {
    let _ = (walk, graph);
    todo!()
}

/// Labels, types and keys a query speaks of that the graph does not have, and arrows against which no relationship of
/// that type runs.
pub fn warnings(query: &query::Resolved, graph: &Graph) -> Vec<Warning> {
    let _ = (query, graph);
    todo!()
}
