//! The library's face: a [`Database`] that runs statements.
//!
//! In: texts and parameters. Out: [`Rows`], or an [`Error`] and a graph as it was before. Always holds: a statement
//! happens whole or not at all; two databases share nothing.

mod rows;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

pub use rows::{Entities, Node, Relationship, Rows, Summary, WalkShape};

use crate::error::Error;
use crate::function::Library;
use crate::graph::Graph;
use crate::value::Map;

/// A graph with everything that is needed to ask it.
#[derive(Debug)]
pub struct Database {
    _todo: (),
}

/// What each statement may use up, and where `LOAD CSV` may read.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Options {
    pub timeout: Option<Duration>,
    /// Bytes.
    pub memory: Option<usize>,
    pub rows: Option<usize>,
    pub read_only: bool,
    pub import_root: Option<PathBuf>,
}

/// The values of a statement's parameters.
#[derive(Clone, Debug, Default)]
pub struct Parameters(pub Map);

#[allow(unused_variables, missing_docs)]
impl Database {
    /// An empty graph that is gone with the value.
    pub fn in_memory() -> Self {
        todo!()
    }
    /// A database over a graph.
    pub fn new(graph: Graph, library: Arc<Library>) -> Self {
        todo!()
    }
    pub fn set_options(&mut self, options: Options) {
        todo!()
    }
    pub fn options(&self) -> &Options {
        todo!()
    }
    /// Runs one statement.
    pub fn run(&self, text: &str, parameters: impl Into<Parameters>) -> Result<Rows, Error> {
        todo!()
    }
    /// Setting it stops the statement that is running; each statement clears it first.
    pub fn interrupt_handle(&self) -> Arc<AtomicBool> {
        todo!()
    }
    /// Calls `read` with the graph as it is now.
    pub fn with_graph<T>(&self, read: impl FnOnce(&Graph) -> T) -> T {
        todo!()
    }
    /// Puts another graph in place of this one.
    pub fn replace_graph(&self, graph: Graph) {
        todo!()
    }
    pub fn library(&self) -> &Arc<Library> {
        todo!()
    }
    /// The facts behind row `row` of what `text` answers: runs it again with `WHY`.
    pub fn why(
        &self,
        text: &str,
        parameters: impl Into<Parameters>,
        rows: &Rows,
        row: usize,
    ) -> Result<Rows, Error> {
        todo!()
    }
}

impl From<()> for Parameters {
    fn from((): ()) -> Self {
        Parameters::default()
    }
}

impl From<Map> for Parameters {
    fn from(map: Map) -> Self {
        Parameters(map)
    }
}

impl<K: Into<Arc<str>>, V: Into<crate::value::Value>, const N: usize> From<[(K, V); N]>
    for Parameters
{
    fn from(entries: [(K, V); N]) -> Self {
        Parameters(
            entries
                .into_iter()
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }
}
