//! Resolved query to plan.
//!
//! In: a [`Resolved`] query and the graph's statistics. Out: a [`plan::Plan`] with estimates. [`build`] puts the
//! operators together clause by clause; the named rewrites then run in a written order, each of which can be switched
//! off ([`Rewrites`]); [`explain`] prints the tree.

pub mod plan;

use crate::graph::Graph;
use crate::semantics::query::Resolved;

/// Plans a query against the graph's statistics.
pub fn plan(query: &Resolved, graph: &Graph) -> plan::Plan {
    let _ = (query, graph);
    todo!()
}
