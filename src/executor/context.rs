//! What a running statement may use: the graph, its parameters, its limits.

use std::fmt;
use std::io::Read;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::RunError;
use super::chunk::Chunk;
use super::profile::{Profile, Reads};
use crate::function::{Call, Clock, Interrupt, Random, Room, memory_limit};
use crate::graph::Graph;
use crate::planner::OperatorProfile;
use crate::planner::plan::ArgumentId;
use crate::value::{ErrorKind, Map};

/// The graph a statement works on: shared while it only reads.
#[derive(Debug)]
pub enum GraphAccess<'g> {
    /// For reading.
    Shared(&'g Graph),
    /// For reading and writing.
    Exclusive(&'g mut Graph),
}

impl Deref for GraphAccess<'_> {
    type Target = Graph;

    fn deref(&self) -> &Graph {
        match self {
            GraphAccess::Shared(graph) => graph,
            GraphAccess::Exclusive(graph) => graph,
        }
    }
}

impl<'g> GraphAccess<'g> {
    /// The graph of a statement that only reads, for as long as that runs.
    pub fn shared(&self) -> Option<&'g Graph> {
        match self {
            GraphAccess::Shared(graph) => Some(graph),
            GraphAccess::Exclusive(_) => None,
        }
    }

    /// The graph for writing. Only statements whose plan writes are given it.
    pub fn exclusive(&mut self) -> &mut Graph {
        match self {
            GraphAccess::Exclusive(graph) => graph,
            GraphAccess::Shared(_) => unreachable!("a plan that writes runs with exclusive access"),
        }
    }
}

/// What a statement may use up.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// When it must have ended.
    pub deadline: Option<Instant>,
    /// How long it may take, for the message; the deadline is that long after the statement began.
    pub timeout: Option<Duration>,
    /// How many bytes it may hold.
    pub memory: Option<usize>,
    /// How many rows it may give.
    pub rows: Option<usize>,
    /// Set from another thread to stop it.
    pub cancelled: Arc<AtomicBool>,
    /// On how many threads it runs, also where it is not worth it; `None`: on all there are, where it is.
    pub threads: Option<usize>,
    /// Opens a file for `LOAD CSV`; `None`: not at all.
    pub import: Option<Import>,
}

impl Limits {
    /// Whether the time is over while an operator is at work, or the statement was interrupted; may be asked from any thread.
    ///
    /// # Errors
    /// `ResourceLimit` when that is so.
    pub fn check(&self, operator: &str) -> Result<(), RunError> {
        if self.cancelled.load(Ordering::Relaxed) {
            return Err(limit("Interrupted", "the query was interrupted".into()));
        }
        match self.deadline {
            Some(deadline) if Instant::now() >= deadline => {
                Err(limit("Timeout", self.too_long(operator)))
            }
            _ => Ok(()),
        }
    }

    fn too_long(&self, operator: &str) -> String {
        match self.timeout {
            Some(most) => {
                format!(
                    "the query ran longer than the {most:?} it may take; {operator} was at work"
                )
            }
            None => format!("the query ran longer than it may take; {operator} was at work"),
        }
    }
}

/// Opens a file a statement names. The executor itself touches no file system.
#[derive(Clone)]
pub struct Import(pub Arc<OpenImport>);

/// Opens a file by its name (`file:///people.csv`, `people.csv`), or says why it cannot.
pub type OpenImport = dyn Fn(&str) -> Result<Imported, RunError> + Send + Sync;

/// A file that is read.
pub struct Imported {
    /// Its bytes.
    pub reader: Box<dyn Read>,
    /// Where it lies.
    pub path: String,
}

impl fmt::Debug for Import {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Import")
    }
}

/// The state of one running statement.
#[derive(Debug)]
pub struct Context<'g> {
    /// The graph.
    pub graph: GraphAccess<'g>,
    /// The parameters.
    pub parameters: &'g Map,
    /// The time it began.
    pub clock: Clock,
    /// Where functions draw lots from.
    pub random: &'g Random,
    /// What it may use up.
    pub limits: Limits,
    /// The operator at work, as `EXPLAIN` names it.
    pub operator: &'static str,
    /// Bytes held by operators that keep rows.
    pub memory_used: usize,
    /// The rows nested plans begin with, by [`ArgumentId`].
    pub arguments: Vec<Chunk>,
    /// Entries of lists of neighbours read so far.
    pub reads: Reads,
    /// What each operator does, noted only for `PROFILE`.
    pub profile: Option<Profile>,
}

impl Context<'_> {
    /// To be called at chunk boundaries and inside long loops.
    ///
    /// # Errors
    /// `ResourceLimit` when the time is over or the statement was interrupted.
    pub fn check(&self) -> Result<(), RunError> {
        self.limits.check(self.operator)
    }

    /// To be called with the number of rows the statement has given so far.
    ///
    /// # Errors
    /// `ResourceLimit` when it may not give so many.
    pub fn check_rows(&self, rows: usize) -> Result<(), RunError> {
        match self.limits.rows {
            Some(most) if rows > most => Err(limit(
                "RowLimit",
                format!("the query gives more than the {most} rows it may give"),
            )),
            _ => Ok(()),
        }
    }

    /// Notes that an operator will hold so many bytes more, before it allocates them.
    ///
    /// # Errors
    /// `ResourceLimit` when that is more than the statement may hold.
    pub fn reserve(&mut self, bytes: usize, operator: &str) -> Result<(), RunError> {
        match self.take(bytes) {
            Ok(()) => Ok(()),
            Err(most) => Err(memory_limit(operator, most).into()),
        }
    }

    /// The same for a value that an expression, named by `what`, makes for the operator at work.
    ///
    /// # Errors
    /// As [`Context::reserve`].
    pub fn reserve_value(&mut self, bytes: usize, what: &str) -> Result<(), RunError> {
        let taken = self.take(bytes);
        taken.map_err(|_| self.room().exceeded(what).into())
    }

    /// Notes bytes that will be held; where they are more than may be, how many may be.
    fn take(&mut self, bytes: usize) -> Result<(), usize> {
        self.memory_used = self.memory_used.saturating_add(bytes);
        if let Some(profile) = &mut self.profile {
            profile.reserved(bytes);
        }
        match self.limits.memory {
            Some(most) if self.memory_used > most => Err(most),
            _ => Ok(()),
        }
    }

    /// Notes that bytes reserved earlier are free again.
    pub fn release(&mut self, bytes: usize) {
        self.memory_used = self.memory_used.saturating_sub(bytes);
        if let Some(profile) = &mut self.profile {
            profile.released(bytes);
        }
    }

    /// What it may hold beside what it holds.
    pub fn room(&self) -> Room {
        let most = self.limits.memory.unwrap_or(usize::MAX);
        Room {
            left: most.saturating_sub(self.memory_used),
            most,
            operator: self.operator,
        }
    }

    /// Sets the rows a nested plan begins with.
    pub fn set_argument(&mut self, id: ArgumentId, rows: Chunk) {
        let at = id.0 as usize;
        if self.arguments.len() <= at {
            self.arguments.resize(at + 1, Chunk::default());
        }
        self.arguments[at] = rows;
    }

    /// Notes for `PROFILE` which operator is at work from now on, by its number. Gives which was, to be turned back to.
    pub fn turn_to(&mut self, operator: usize) -> usize {
        let read = self.reads.count();
        let profile = self.profile.as_mut();
        profile.map_or(operator, |profile| profile.turn_to(operator, read))
    }

    /// Counts rows an operator gave, for `PROFILE`.
    pub fn count_rows(&mut self, operator: usize, rows: usize) {
        if let Some(profile) = &mut self.profile {
            profile.gave(operator, rows);
        }
    }

    /// Ends profiling: what is known of each operator, by its number; `None` where nothing was noted.
    pub fn take_profile(&mut self) -> Option<Vec<OperatorProfile>> {
        let profile = self.profile.take()?;
        Some(profile.finish(self.reads.count()))
    }

    /// What functions and procedures may look at.
    pub fn call(&self) -> Call<'_> {
        Call {
            graph: &self.graph,
            clock: &self.clock,
            random: self.random,
            room: self.room(),
            interrupt: Interrupt {
                stop: Some(&*self.limits.cancelled),
                deadline: self.limits.deadline,
            },
        }
    }

    /// The rows a nested plan begins with.
    pub fn argument(&self, id: ArgumentId) -> &Chunk {
        &self.arguments[id.0 as usize]
    }
}

fn limit(detail: &'static str, message: String) -> RunError {
    RunError {
        kind: ErrorKind::ResourceLimit,
        detail,
        message,
        hint: None,
        span: None,
    }
}
