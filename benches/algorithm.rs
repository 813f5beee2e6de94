//! The graph algorithms, timed one by one.
//!
//! ```text
//! cargo bench --bench algorithm -- [FOLDER] [--only pageRank,wcc] [--timeout SECONDS]
//! ```
//!
//! FOLDER is a folder of CSV files with nodes labelled `Person` that `KNOWS` relationships join; without one a graph is made
//! in which new persons know well-known ones. Each algorithm is run once to warm up and then 3 to 19 times within about
//! 5 seconds; the median counts, as wall time and as the processor time of all threads.

use std::error::Error;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use rihla::function::Library;
use rihla::graph::Graph;
use rihla::{Database, Options, Value};

type Failure = Box<dyn Error>;

/// How many persons are made, and how many each of them meets.
const PERSONS: u64 = 100_000;
const MEETINGS: u64 = 10;

/// The projection of all calls but those over the whole graph.
const PERSONS_KNOW: &str = "labels: 'Person', types: 'KNOWS', orientation: 'UNDIRECTED'";

/// Name, what comes before the call, configuration beside the projection (`None`: the whole graph), columns.
const CALLS: [(&str, &str, Option<&str>, &str); 15] = [
    ("degree", "", Some(""), "node, score"),
    ("pageRank", "", Some("tolerance: 0"), "node, score"),
    ("wcc", "", Some(""), "node, componentId"),
    ("wcc", "", None, "node, componentId"),
    ("scc", "", None, "node, componentId"),
    ("labelPropagation", "", Some(""), "node, communityId"),
    ("louvain", "", Some(""), "node, communityId"),
    ("triangleCount", "", Some(""), "node, triangleCount"),
    (
        "clusteringCoefficient",
        "",
        Some(""),
        "node, localClusteringCoefficient",
    ),
    ("kcore", "", Some(""), "node, coreValue"),
    ("betweenness", "", Some("samplingSize: 32"), "node, score"),
    (
        "closeness",
        "MATCH (p:Person) WITH p ORDER BY id(p) LIMIT 2000 WITH collect(p) AS nodes",
        Some("nodes: nodes"),
        "node, score",
    ),
    ("bfs", FIRST, Some("sourceNode: s"), "node, depth"),
    (
        "dijkstra",
        FIRST,
        Some("sourceNode: s, weight: 'weight', defaultWeight: 1"),
        "targetNode, totalCost",
    ),
    (
        "yens",
        BOTH_ENDS,
        Some("sourceNode: s, targetNode: t, k: 10, weight: 'weight', defaultWeight: 1"),
        "totalCost, path",
    ),
];

const FIRST: &str = "MATCH (s:Person) WITH s ORDER BY id(s) LIMIT 1";
const BOTH_ENDS: &str = "MATCH (s:Person) WITH s ORDER BY id(s) LIMIT 1 \
                         MATCH (t:Person) WITH s, t ORDER BY id(t) DESC LIMIT 1";

fn main() -> Result<(), Failure> {
    let arguments = Arguments::parse()?;
    let db = match &arguments.folder {
        Some(folder) => Database::from_folder(folder)?,
        None => Database::new(society()?, Library::standard()),
    };
    let db = db.with_options(Options {
        timeout: Some(arguments.timeout),
        ..Options::default()
    });
    let (nodes, relationships) =
        db.with_graph(|graph| (graph.node_count(), graph.relationship_count()));
    println!("{nodes} nodes, {relationships} relationships");
    for (name, before, config, columns) in CALLS {
        if arguments.wants(name) {
            let text = query(name, before, config, columns);
            let of = if config.is_some() {
                "persons"
            } else {
                "everything"
            };
            println!("{name:22} {of:10} {}", measured(&db, &text));
        }
    }
    Ok(())
}

struct Arguments {
    folder: Option<PathBuf>,
    only: Option<Vec<String>>,
    timeout: Duration,
}

impl Arguments {
    fn parse() -> Result<Self, Failure> {
        let mut arguments = Self {
            folder: None,
            only: None,
            timeout: Duration::from_secs(60),
        };
        // Cargo adds `--bench`.
        let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or("an option without its value");
            match word.as_str() {
                "--only" => arguments.only = Some(value()?.split(',').map(str::to_owned).collect()),
                "--timeout" => arguments.timeout = Duration::from_secs_f64(value()?.parse()?),
                folder => arguments.folder = Some(folder.into()),
            }
        }
        Ok(arguments)
    }

    fn wants(&self, name: &str) -> bool {
        let only = self.only.as_ref();
        only.is_none_or(|only| only.iter().any(|wanted| wanted == name))
    }
}

/// Persons who know others: of a meeting's two candidates the one who came first, so that early ones are known widely.
fn society() -> Result<Graph, Failure> {
    let mut graph = Graph::new();
    let (person, knows) = (graph.intern_label("Person"), graph.intern_type("KNOWS"));
    let weight = graph.intern_key("weight");
    let mut persons = Vec::new();
    let mut state = 1_u64;
    // Xorshift (Marsaglia 2003).
    let mut draw = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % below
    };
    for number in 0..PERSONS {
        let new = graph.create_node(&[person], Vec::new())?;
        for _ in 0..MEETINGS.min(number) {
            let met = draw(number).min(draw(number)) as usize;
            let properties = vec![(weight, Value::Float(1.0 + draw(100) as f64))];
            graph.create_relationship(new, knows, persons[met], properties)?;
        }
        persons.push(new);
    }
    Ok(graph)
}

fn query(name: &str, before: &str, config: Option<&str>, columns: &str) -> String {
    let config = match config {
        None => String::new(),
        Some("") => format!("{{{PERSONS_KNOW}}}"),
        Some(own) => format!("{{{PERSONS_KNOW}, {own}}}"),
    };
    let counted = columns.split(", ").map(|column| format!("count({column})"));
    let counted = counted.collect::<Vec<_>>().join(", ");
    format!("{before} CALL algo.{name}({config}) YIELD {columns} RETURN {counted}")
}

/// The median of some runs, or why there is none.
fn measured(db: &Database, text: &str) -> String {
    let (mut walls, mut cpus) = (Vec::new(), Vec::new());
    let begun = Instant::now();
    loop {
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        if let Err(error) = db.run(text, ()) {
            return format!("{}: {}", error.detail, error.message);
        }
        walls.push(wall.elapsed());
        cpus.push(cpu.elapsed());
        let seconds = begun.elapsed().as_secs_f64();
        if (walls.len() >= 4 && seconds > 5.0) || walls.len() >= 20 || seconds > 20.0 {
            return format!("{:10.2} ms {:10.2} ms cpu", median(walls), median(cpus));
        }
    }
}

/// In milliseconds, without the first unless it is the only one.
fn median(mut times: Vec<Duration>) -> f64 {
    if times.len() > 1 {
        times.remove(0);
    }
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e3
}
