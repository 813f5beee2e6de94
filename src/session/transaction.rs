//! Several statements that happen together or not at all.

use std::sync::RwLockWriteGuard;
use std::time::Instant;

use super::place::placed;
use super::prepare::Prepared;
use super::{Database, Parameters, Rows, run};
use crate::error::Error;
use crate::executor::GraphAccess;
use crate::graph::{Graph, Savepoint};

/// A transaction: it has the graph for itself. Dropped without [`commit`](Transaction::commit) it is rolled back.
///
/// ```
/// use rihla::Database;
///
/// let db = Database::in_memory();
/// let mut transaction = db.begin();
/// transaction.run("CREATE (:City {name: 'Doha'})", ())?;
/// transaction.roll_back();
/// assert_eq!(db.run("MATCH (n) RETURN n", ())?.rows.len(), 0);
/// # Ok::<(), rihla::Error>(())
/// ```
#[derive(Debug)]
pub struct Transaction<'d> {
    database: &'d Database,
    graph: RwLockWriteGuard<'d, Graph>,
    begun: Savepoint,
}

impl<'d> Transaction<'d> {
    pub(super) fn new(database: &'d Database, graph: RwLockWriteGuard<'d, Graph>) -> Self {
        let begun = graph.savepoint();
        Self {
            database,
            graph,
            begun,
        }
    }

    /// Runs one statement.
    ///
    /// # Errors
    /// As [`Database::run`]; what earlier statements of the transaction did stays.
    pub fn run(&mut self, text: &str, parameters: impl Into<Parameters>) -> Result<Rows, Error> {
        let started = Instant::now();
        let prepared = self.database.read_prepared(text, &self.graph);
        let rows = prepared.and_then(|prepared| self.run_prepared(&prepared, &parameters.into()));
        let mut rows = rows.map_err(|error| placed(error, text))?;
        rows.elapsed = started.elapsed();
        Ok(rows)
    }

    pub(super) fn graph(&self) -> &Graph {
        &self.graph
    }

    pub(super) fn run_prepared(
        &mut self,
        prepared: &Prepared,
        parameters: &Parameters,
    ) -> Result<Rows, Error> {
        let access = GraphAccess::Exclusive(&mut self.graph);
        run::run_prepared(self.database, prepared, access, parameters)
    }

    /// Makes what was done stay.
    pub fn commit(mut self) {
        self.graph.commit();
        self.begun = self.graph.savepoint();
    }

    /// Undoes what was done.
    pub fn roll_back(self) {}
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        self.graph.roll_back(self.begun);
    }
}
