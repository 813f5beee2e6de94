//! A statement's way from text to plan, and the plans kept by text.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use super::place::placed;
use super::{Database, Parameters, Rows, run, schema};
use crate::error::{Error, Phase};
use crate::executor::GraphAccess;
use crate::graph::Graph;
use crate::planner::{self, plan::Plan};
use crate::semantics::{self, SemanticError, Warning, query::Resolved};
use crate::syntax::{self, ast};
use crate::value::{ErrorKind, NodeId};

/// A statement that is parsed, resolved and planned, ready to be run often. Where the graph has grown since, or what the plan relies on
/// holds no longer, it is planned anew at the next run.
#[derive(Debug)]
pub struct Statement<'d> {
    database: &'d Database,
    writes: bool,
    prepared: Mutex<Arc<Prepared>>,
    /// For the places of errors.
    text: Box<str>,
}

/// What a text has become.
#[derive(Debug)]
pub(super) enum Prepared {
    /// A query with its plan.
    Query(Box<PreparedQuery>),
    /// A walk: its names are looked up each time it is run.
    Walk(ast::Statement),
    /// A command that declares or drops an index or a constraint.
    Schema(ast::SchemaKind),
}

/// What a walk has become.
#[derive(Debug)]
pub(super) struct WalkQuery {
    /// The openCypher it stands for.
    pub text: String,
    /// For a name alone: whose it is.
    pub about: Option<NodeId>,
}

/// A resolved query with the plan made for it.
#[derive(Debug)]
pub(super) struct PreparedQuery {
    pub resolved: Arc<Resolved>,
    pub plan: Plan,
    /// For a walk.
    pub walk: Option<Arc<WalkQuery>>,
    /// How large the graph was when the plan was made.
    magnitude: u32,
}

impl<'d> Statement<'d> {
    pub(super) fn prepare(database: &'d Database, text: &str) -> Result<Self, Error> {
        let prepared = database.read_prepared(text, &database.read());
        let prepared = prepared.map_err(|error| placed(error, text))?;
        Ok(Self::of(database, prepared, text))
    }

    /// A query or walk asked which facts produce each row.
    pub(super) fn why(database: &'d Database, text: &str) -> Result<Self, Error> {
        let prepared = syntax::parse(text)
            .map_err(Error::from)
            .and_then(|statement| {
                let mode = ast::Mode::Why;
                database.prepare_statement(ast::Statement { mode, ..statement }, &database.read())
            })
            .map_err(|error| placed(error, text))?;
        Ok(Self::of(database, Arc::new(prepared), text))
    }

    fn of(database: &'d Database, prepared: Arc<Prepared>, text: &str) -> Self {
        Self {
            database,
            writes: match &*prepared {
                Prepared::Query(query) => query.resolved.writes,
                Prepared::Schema(_) => true,
                Prepared::Walk(_) => false,
            },
            prepared: Mutex::new(prepared),
            text: text.into(),
        }
    }

    /// Whether running it changes the graph.
    pub fn writes(&self) -> bool {
        self.writes
    }

    /// What it has become, planned for the graph as it is now.
    fn prepared(&self, graph: &Graph) -> Arc<Prepared> {
        let mut prepared = self.prepared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Prepared::Query(query) = &**prepared
            && !query.is_fresh(graph)
        {
            let query = self.database.planned_anew(query, graph);
            *prepared = Arc::new(Prepared::Query(Box::new(query)));
        }
        Arc::clone(&prepared)
    }

    /// Runs it.
    ///
    /// # Errors
    /// It failed while it ran; the graph is then as it was.
    pub fn run(&self, parameters: impl Into<Parameters>) -> Result<Rows, Error> {
        self.run_with(&parameters.into())
            .map_err(|error| placed(error, &self.text))
    }

    fn run_with(&self, parameters: &Parameters) -> Result<Rows, Error> {
        let started = Instant::now();
        let database = self.database;
        let mut rows = if self.writes {
            let mut transaction = database.begin();
            let prepared = self.prepared(transaction.graph());
            let rows = transaction.run_prepared(&prepared, parameters)?;
            transaction.commit();
            rows
        } else {
            let graph = database.read();
            let prepared = self.prepared(&graph);
            let access = GraphAccess::Shared(&graph);
            run::run_prepared(database, &prepared, access, parameters)?
        };
        rows.elapsed = started.elapsed();
        Ok(rows)
    }
}

impl Database {
    /// A text's statement, from the cache where it is there.
    pub(super) fn read_prepared(&self, text: &str, graph: &Graph) -> Result<Arc<Prepared>, Error> {
        if let Some(known) = self.plans.get(text, graph) {
            return Ok(known);
        }
        let prepared = Arc::new(self.prepare_statement(syntax::parse(text)?, graph)?);
        if let Prepared::Query(_) = &*prepared {
            self.plans.put(text, &prepared);
        }
        Ok(prepared)
    }

    fn prepare_statement(
        &self,
        statement: ast::Statement,
        graph: &Graph,
    ) -> Result<Prepared, Error> {
        match &statement.body {
            ast::Body::Query(_) => self
                .prepare_query(&statement, graph, None)
                .map(|query| Prepared::Query(Box::new(query))),
            ast::Body::Walk(walk) => {
                semantics::lower_walk(walk, graph)?;
                Ok(Prepared::Walk(statement))
            }
            ast::Body::Schema(command) => {
                self.check_writing(true)?;
                Ok(Prepared::Schema(schema::check(command, statement.mode)?))
            }
        }
    }

    fn check_writing(&self, writes: bool) -> Result<(), Error> {
        if !writes || !self.options.read_only {
            return Ok(());
        }
        let message = "the graph is open for reading only";
        Err(Error::new(
            Phase::Compile,
            ErrorKind::SemanticError,
            "ReadOnly",
            message,
        ))
    }

    fn prepare_query(
        &self,
        statement: &ast::Statement,
        graph: &Graph,
        walk: Option<WalkQuery>,
    ) -> Result<PreparedQuery, Error> {
        let resolved = semantics::analyse(statement, &self.library).map_err(Error::all)?;
        self.check_writing(resolved.writes)?;
        let plan = planner::plan(&resolved, graph, &self.options.rewrites);
        Ok(PreparedQuery {
            resolved: Arc::new(resolved),
            plan,
            walk: walk.map(Arc::new),
            magnitude: magnitude(graph),
        })
    }

    /// The same query with a plan for the graph as it is now.
    fn planned_anew(&self, query: &PreparedQuery, graph: &Graph) -> PreparedQuery {
        PreparedQuery {
            resolved: Arc::clone(&query.resolved),
            plan: planner::plan(&query.resolved, graph, &self.options.rewrites),
            walk: query.walk.clone(),
            magnitude: magnitude(graph),
        }
    }

    /// The query a walk stands for in the graph as it is now.
    pub(super) fn prepare_walk(
        &self,
        statement: &ast::Statement,
        graph: &Graph,
    ) -> Result<PreparedQuery, Error> {
        let ast::Body::Walk(walk) = &statement.body else {
            unreachable!("only walks are prepared as walks")
        };
        let query = semantics::lower_walk(walk, graph)?;
        let about = lone_name(walk).and_then(|name| graph.find_named(name).first().copied());
        let walk = WalkQuery {
            text: query.to_string(),
            about,
        };
        let statement = ast::Statement {
            mode: statement.mode,
            body: ast::Body::Query(query),
            span: statement.span,
        };
        self.prepare_query(&statement, graph, Some(walk))
    }
}

/// The name of a walk that is nothing but a name.
fn lone_name(walk: &ast::Walk) -> Option<&str> {
    match walk.stops.as_slice() {
        [
            ast::WalkStop {
                kind: ast::WalkStopKind::Named(name),
                ..
            },
        ] => Some(name),
        _ => None,
    }
}

pub(super) fn not_supported(what: &str, span: crate::diagnostic::Span) -> SemanticError {
    SemanticError {
        kind: ErrorKind::NotSupported,
        detail: "NotSupported",
        message: format!("not supported yet: {what}"),
        hint: None,
        span,
    }
}

impl PreparedQuery {
    /// Whether its plan was made for a graph about as large, and what it relies on holds.
    fn is_fresh(&self, graph: &Graph) -> bool {
        self.magnitude == magnitude(graph) && self.plan.holds(graph)
    }

    /// What is probably a mistake, seen against the graph as it is now.
    pub fn warnings(&self, graph: &Graph) -> Vec<Warning> {
        semantics::warnings(&self.resolved, graph)
    }
}

/// How many times a graph would have to double to be this large: a plan is made anew when that has changed.
fn magnitude(graph: &Graph) -> u32 {
    (graph.node_count() + graph.relationship_count() + 1).ilog2()
}

/// How many plans are kept.
const KEPT: usize = 512;

/// Plans by text. When it is full it is emptied: simpler than keeping an order, and as good for a program's fixed set.
#[derive(Debug, Default)]
pub(super) struct PlanCache(Mutex<HashMap<Box<str>, Arc<Prepared>>>);

impl PlanCache {
    fn get(&self, text: &str, graph: &Graph) -> Option<Arc<Prepared>> {
        let plans = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let prepared = plans.get(text)?;
        let fresh = matches!(&**prepared, Prepared::Query(query) if query.is_fresh(graph));
        fresh.then(|| Arc::clone(prepared))
    }

    fn put(&self, text: &str, prepared: &Arc<Prepared>) {
        let mut plans = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if plans.len() >= KEPT {
            plans.clear();
        }
        plans.insert(text.into(), Arc::clone(prepared));
    }
}
