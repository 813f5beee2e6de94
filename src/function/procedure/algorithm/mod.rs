//! Graph algorithms, `CALL algo.*`: each in its own file, over a projected sub-graph.
//!
//! In: a configuration map that says which nodes and relationships take part, which way they are followed and what the
//! algorithm is to do. Out: rows, a node each but for paths. Names and defaults are those of Neo4j's Graph Data Science
//! library where it has them. Always holds: results depend on the graph and the configuration alone, ties are broken by
//! node id; arrays are reserved against the statement's memory before they are made, loops ask whether to stop; nothing
//! recurs.
//!
//! ```text
//!  Algorithm      name, keys, columns, body        config      the map, checked and taken apart
//!  Run            one call                         projection  labels, types, lists -> dense node numbers
//!  paths          rows of a tree of paths           └ selection
//!  resource       time, interruption, memory       csr         arcs over those numbers
//! ```
//!
//! petgraph's own versions are used where they can be stopped on the way: its disjoint sets for components. Its `page_rank`
//! is quadratic, its `tarjan_scc` recurs, `kosaraju_scc` and the shortest paths run to their end, and these keep no predecessors.

mod betweenness;
mod bfs;
mod closeness;
mod clustering_coefficient;
mod config;
mod csr;
mod degree;
mod dijkstra;
mod kcore;
mod label_propagation;
mod louvain;
mod page_rank;
mod paths;
mod projection;
mod resource;
mod scc;
mod selection;
mod triangle_count;
mod wcc;
mod yens;

use super::super::{Call, Interrupt, ProcedureRows};
use super::{Cells, Procedure};
use crate::graph::Graph;
use crate::value::{Type, Value, ValueError};

use config::Config;
use projection::{Orientation, Projection};
use resource::Memory;

/// What an algorithm gives.
type Answer = Result<Box<dyn ProcedureRows>, ValueError>;

/// The keys every algorithm has.
const PROJECTION_KEYS: [&str; 4] = ["labels", "types", "nodes", "relationships"];
/// The key of the algorithms that follow relationships one way.
const ORIENTATION: &str = "orientation";
/// The keys of those that weigh relationships.
const WEIGHT_KEYS: [&str; 2] = ["weight", "defaultWeight"];

/// One algorithm.
#[derive(Clone)]
struct Algorithm {
    /// As it is called.
    name: &'static str,
    /// One sentence.
    summary: &'static str,
    /// How relationships are followed where the configuration does not say.
    orientation: Orientation,
    /// Whether it may say.
    oriented: bool,
    /// Whether relationships may weigh other than one.
    weighted: bool,
    /// Its own keys, each with its default in brackets where it has one.
    keys: &'static [&'static str],
    /// Its columns.
    columns: Vec<(&'static str, Type)>,
    /// What it does.
    body: fn(&Run<'_>) -> Answer,
}

impl Algorithm {
    /// All keys of its configuration.
    fn all_keys(&self) -> Vec<&'static str> {
        let own = self.keys.iter();
        let own = own.map(|key| key.split(' ').next().unwrap_or_default());
        let weights = WEIGHT_KEYS.into_iter().filter(|_| self.weighted);
        let projection = PROJECTION_KEYS.into_iter().chain([ORIENTATION]);
        own.chain(projection).chain(weights).collect()
    }

    fn documentation(&self) -> String {
        let own = self.keys.iter().map(|key| (*key).to_owned());
        let orientation = format!("{ORIENTATION} ({})", self.orientation.name());
        let projection = PROJECTION_KEYS.map(str::to_owned).into_iter();
        let weights = WEIGHT_KEYS.into_iter().filter(|_| self.weighted);
        let keys: Vec<String> = own
            .chain(projection)
            .chain([orientation])
            .chain(weights.map(str::to_owned))
            .collect();
        format!("{} Config: {}.", self.summary, keys.join(", "))
    }

    fn procedure(self) -> Procedure {
        let body = self.clone();
        let procedure = Procedure::columnar(
            self.name,
            self.documentation(),
            move |call: &Call<'_>, arguments: &[Value]| body.run(call, arguments),
        )
        .taking("config?", Type::Map);
        self.columns
            .into_iter()
            .fold(procedure, |procedure, (name, kind)| {
                procedure.giving(name, kind)
            })
    }

    fn run(&self, call: &Call<'_>, arguments: &[Value]) -> Answer {
        let map = match arguments.first() {
            Some(Value::Map(map)) => Some(&**map),
            _ => None,
        };
        let config = Config::new(self.name, map, &self.all_keys())?;
        let run = Run {
            graph: call.graph,
            config,
            orientation: self.oriented_by(&config)?,
            weight: config.text("weight")?,
            default_weight: config.measure("defaultWeight")?,
            memory: Memory::new(self.name, call.room),
            interrupt: call.interrupt,
        };
        (self.body)(&run)
    }

    fn oriented_by(&self, config: &Config<'_>) -> Result<Orientation, ValueError> {
        let only = [self.orientation.name()];
        let names: &[&'static str] = if self.oriented {
            &Orientation::NAMES
        } else {
            &only
        };
        let named = config.word(ORIENTATION, names)?;
        Ok(named.map_or(self.orientation, Orientation::named))
    }
}

/// One call of an algorithm.
struct Run<'c> {
    graph: &'c Graph,
    config: Config<'c>,
    orientation: Orientation,
    /// The property that holds the weights.
    weight: Option<&'c str>,
    /// What counts for a relationship without it.
    default_weight: Option<f64>,
    memory: Memory,
    interrupt: Interrupt<'c>,
}

impl<'c> Run<'c> {
    fn projection(&self) -> Result<Projection<'_, 'c>, ValueError> {
        Projection::new(self)
    }
}

/// A row a node with a float.
fn scored(projection: Projection<'_, '_>, scores: Vec<f64>) -> Answer {
    let nodes = Cells::Nodes(projection.into_nodes());
    Ok(Box::new(vec![nodes, Cells::Floats(scores)]))
}

/// A row a node with an integer.
fn counted(projection: Projection<'_, '_>, counts: Vec<i64>) -> Answer {
    let nodes = Cells::Nodes(projection.into_nodes());
    Ok(Box::new(vec![nodes, Cells::Integers(counts)]))
}

/// A row a node with the number of its group: groups are numbered from 0 in the order of their least nodes. `groups`
/// names the group of each node by a number below the number of nodes.
fn grouped(run: &Run<'_>, projection: Projection<'_, '_>, groups: &[u32]) -> Answer {
    let mut numbers = run.memory.filled(groups.len(), -1_i64)?;
    let mut rows = run.memory.empty(groups.len())?;
    let mut next = 0;
    for group in groups {
        let number = &mut numbers[*group as usize];
        if *number < 0 {
            *number = next;
            next += 1;
        }
        rows.push(*number);
    }
    counted(projection, rows)
}

/// The columns of a procedure that gives a row a node.
fn columns(value: &'static str, kind: Type) -> Vec<(&'static str, Type)> {
    vec![("node", Type::Node), (value, kind)]
}

pub(super) fn procedures() -> Vec<Procedure> {
    let algorithms = [
        betweenness::algorithm(),
        bfs::algorithm(),
        closeness::algorithm(),
        clustering_coefficient::algorithm(),
        degree::algorithm(),
        dijkstra::algorithm(),
        kcore::algorithm(),
        label_propagation::algorithm(),
        louvain::algorithm(),
        page_rank::algorithm(),
        scc::algorithm(),
        triangle_count::algorithm(),
        wcc::algorithm(),
        yens::algorithm(),
    ];
    algorithms.into_iter().map(Algorithm::procedure).collect()
}
