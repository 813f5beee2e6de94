//! Limits and parameters.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::planner::Rewrites;
use crate::value::{Map, Value};

/// What each statement may use up, and what it may touch.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How long it may run.
    pub timeout: Option<Duration>,
    /// How many bytes it may hold for sorting, grouping and the like.
    pub memory: Option<usize>,
    /// How many rows it may give.
    pub rows: Option<usize>,
    /// On how many threads it runs, also where it is not worth it; `None`: on all there are, where it is. The rows are the
    /// same either way.
    pub threads: Option<usize>,
    /// Whether statements that change the graph are refused.
    pub read_only: bool,
    /// The folder `LOAD CSV` may read from; `None`: not at all.
    pub import_root: Option<PathBuf>,
    /// How statements are planned: all rewrites, unless one is under suspicion. The rows are the same either way.
    pub rewrites: Rewrites,
}

/// The values of a statement's parameters, by name without `$`.
///
/// Made from `()`, from an array of pairs, or from a [`Map`].
#[derive(Clone, Debug, Default)]
pub struct Parameters(pub(super) Map);

impl Parameters {
    /// Adds or replaces a value.
    pub fn set(&mut self, name: impl Into<Arc<str>>, value: impl Into<Value>) {
        self.0.insert(name.into(), value.into());
    }

    /// The values by name.
    pub fn as_map(&self) -> &Map {
        &self.0
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

impl<K: Into<Arc<str>>, V: Into<Value>, const N: usize> From<[(K, V); N]> for Parameters {
    fn from(entries: [(K, V); N]) -> Self {
        Parameters(
            entries
                .into_iter()
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }
}
