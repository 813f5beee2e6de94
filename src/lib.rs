//! rihla: a knowledge graph that fits in one binary.
#![warn(missing_docs)]

pub mod diagnostic;
pub mod function;
pub mod graph;
pub mod syntax;
pub mod value;
