//! The operators, one file each, and how a plan's tree becomes a tree of them.
//!
//! In: chunks of the operators below. Out: chunks. Always holds: a chunk given out has at least one row and carries the
//! slots its operator's plan calls live, no others; about [`CHUNK_ROWS`](super::chunk::CHUNK_ROWS) rows are made at a time,
//! and what makes more goes on where it stopped; rows that are kept are reserved first; a plan that was reset
//! gives what it would give if it had just been built.
//!
//! Rows have weights. Operators that write, and the last one, see each row as often as it counts (`weight`).

mod admitted;
mod all_nodes_scan;
mod apply;
mod argument;
mod batch;
mod bounds;
mod branch;
mod buffer;
mod build;
mod cartesian_product;
mod create;
mod csv_records;
mod delete;
mod distinct;
mod distinct_ends;
mod eager;
mod eager_aggregation;
mod element;
mod emission;
mod empty_result;
mod error;
mod expand_all;
mod expand_count;
mod expand_distinct;
mod expand_into;
mod filter;
mod foreach;
mod group;
mod grow;
mod hash_join;
mod held;
mod in_order;
mod input;
mod joined;
mod keys;
mod label;
mod limit;
mod load_csv;
mod marks;
mod merge;
mod names;
mod nested;
mod node_by_id_seek;
mod node_by_label_scan;
mod node_hash_join;
mod node_index_seek;
mod node_list;
mod node_numbers;
mod node_seek;
mod node_set;
mod optional_apply;
mod partial_aggregation;
mod path_search;
mod procedure_call;
mod produce_results;
mod product;
mod project_endpoints;
mod projection;
mod properties;
mod pruning_var_length_expand;
mod reach;
mod relationship_type_scan;
mod remove;
mod row_count;
mod search;
mod semi_apply;
mod set;
mod shortest_path;
mod shortest_ways;
mod skip;
mod sort;
mod sort_key;
mod top;
mod trail;
mod transaction_apply;
mod tree;
mod union;
mod unwind;
mod value_hash_join;
mod var_length_expand;
mod walk;
mod weight;
mod witnesses;

#[cfg(test)]
mod tests;

use super::RunError;
use super::chunk::Chunk;
use super::context::Context;

pub use build::build;

/// A source of chunks.
pub trait Operator {
    /// The next chunk, never an empty one; `None` when there is no more.
    ///
    /// # Errors
    /// What went wrong while making it; the operator must not be asked again, only reset.
    fn next(&mut self, context: &mut Context<'_>) -> Result<Option<Chunk>, RunError>;

    /// Begins again: a nested plan's [`Argument`](crate::planner::plan::OperatorKind::Argument) has new rows.
    fn reset(&mut self);
}

/// What an operator gives when asked for a chunk.
type Next = Result<Option<Chunk>, RunError>;
