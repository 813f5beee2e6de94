//! rihla: a knowledge graph that fits in one binary.
#![warn(missing_docs)]

pub mod diagnostic;
pub mod error;
pub mod executor;
pub mod formats;
pub mod function;
pub mod graph;
pub mod knowledge;
pub mod planner;
pub mod semantics;
pub mod session;
#[cfg(feature = "shell")]
pub mod shell;
pub mod syntax;
pub mod value;

pub use error::{Error, Phase};
pub use session::{Database, Options, Parameters, Rows, Summary};
pub use value::Value;
