//! The library's face: a [`Database`] that runs statements.
//!
//! In: texts and parameters. Out: [`Rows`], or an [`Error`] and a graph as it was before. Always holds: a statement
//! happens whole or not at all, ids and names included; two databases share nothing.

mod deserialize;
mod options;
mod place;
mod prepare;
mod rows;
mod run;
mod schema;
mod transaction;
mod why;

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

pub use options::{Options, Parameters};
pub use prepare::Statement;
pub use rows::{Entities, ExplainedPlan, Node, Relationship, Rows, Summary, WalkShape};
pub use transaction::Transaction;

use crate::error::Error;
use crate::function::Library;
use crate::graph::Graph;
use crate::storage::folder::FolderError;
use prepare::PlanCache;

/// A graph with everything that is needed to ask it.
///
/// ```
/// use rihla::Database;
///
/// let db = Database::in_memory();
/// db.run("CREATE (:Country {name: 'Qatar'})-[:MEDIATED]->(:Event {name: 'the exchange'})", ())?;
/// let rows = db.run("MATCH (c)-[:MEDIATED]->(e) WHERE c.name = $who RETURN e.name AS event", [("who", "Qatar")])?;
/// assert_eq!(rows.columns[0].as_ref(), "event");
/// assert_eq!(rows.rows[0][0].as_str(), Some("the exchange"));
/// # Ok::<(), rihla::Error>(())
/// ```
///
/// Statements may be run from several threads: those that only read run side by side, one that writes runs alone.
#[derive(Debug)]
pub struct Database {
    graph: RwLock<Graph>,
    library: Arc<Library>,
    options: Options,
    interrupt: Arc<AtomicBool>,
    plans: PlanCache,
}

impl Database {
    /// An empty graph that is gone with the value.
    pub fn in_memory() -> Self {
        Self::new(Graph::new(), Library::standard())
    }

    /// The graph that ships inside the program, in memory: what an article says of Qatar, Asia and Kazakhstan.
    pub fn sample() -> Self {
        let mut graph = Graph::new();
        let report = crate::knowledge::sample();
        if let Some(knowledge) = &report.knowledge {
            knowledge
                .insert_into(&mut graph)
                .unwrap_or_else(|error| unreachable!("the sample is sound: {error}"));
            graph.commit();
        }
        Self::new(graph, Library::standard())
    }

    /// A folder of CSV files as a graph in memory; [`crate::storage::folder`] says how files and columns are read.
    ///
    /// # Errors
    /// A file that cannot be read or holds what cannot be: with file, line and column.
    pub fn from_folder(folder: impl AsRef<Path>) -> Result<Self, FolderError> {
        let graph = crate::storage::folder::read(folder.as_ref())?;
        Ok(Self::new(graph, Library::standard()))
    }

    /// A database over a graph, with functions and procedures of one's own.
    pub fn new(graph: Graph, library: Arc<Library>) -> Self {
        Self {
            graph: RwLock::new(graph),
            library,
            options: Options::default(),
            interrupt: Arc::default(),
            plans: PlanCache::default(),
        }
    }

    /// The same with other limits, and with no plans made yet.
    pub fn with_options(mut self, options: Options) -> Self {
        self.options = options;
        self.plans = PlanCache::default();
        self
    }

    /// What each statement may use up.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The functions and procedures statements may call.
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }

    /// Runs one statement.
    ///
    /// # Errors
    /// The text is not a statement, cannot mean anything, or failed while it ran; the graph is then as it was.
    pub fn run(&self, text: &str, parameters: impl Into<Parameters>) -> Result<Rows, Error> {
        self.prepare(text)?.run(parameters)
    }

    /// Parses a statement once so that it can be run often.
    ///
    /// # Errors
    /// The text is not a statement or cannot mean anything.
    pub fn prepare(&self, text: &str) -> Result<Statement<'_>, Error> {
        Statement::prepare(self, text)
    }

    /// Begins a transaction: nothing of it stays unless it is committed.
    ///
    /// It has the graph for itself until then.
    pub fn begin(&self) -> Transaction<'_> {
        Transaction::new(self, self.write())
    }

    /// Setting it stops the statement that is running, or else the next one; the statement that was stopped clears it.
    pub fn interrupt_handle(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.interrupt)
    }

    /// Calls `read` with the graph as it is now.
    pub fn with_graph<T>(&self, read: impl FnOnce(&Graph) -> T) -> T {
        read(&self.read())
    }

    /// The facts behind one row of an answer: runs the statement again with `WHY` and gives the entities that row
    /// is made of, as one row with one column, `why`.
    ///
    /// # Errors
    /// The statement writes, fails, or no longer gives that row.
    pub fn why(
        &self,
        text: &str,
        parameters: impl Into<Parameters>,
        rows: &Rows,
        row: usize,
    ) -> Result<Rows, Error> {
        why::why(self, text, parameters.into(), rows, row)
    }

    /// Runs a statement that only reads with `WHY` in front: its rows have one more column, the list of nodes and
    /// relationships that matched to produce each.
    ///
    /// # Errors
    /// The statement writes or fails.
    pub fn facts(&self, text: &str, parameters: impl Into<Parameters>) -> Result<Rows, Error> {
        why::facts(self, text, parameters.into())
    }

    // All writing goes through a transaction, which undoes what it did when a panic unwinds through it: the graph
    // behind a poisoned lock is as it was, and later statements may go on.
    fn read(&self) -> RwLockReadGuard<'_, Graph> {
        self.graph.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Graph> {
        self.graph.write().unwrap_or_else(PoisonError::into_inner)
    }
}
