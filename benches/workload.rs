//! A social network loaded from a folder of CSV files and the read workload over it, timed.
//!
//! ```text
//! cargo bench --bench workload -- FOLDER OUT.json [--reference FILE] [--only P1,TRI] [--timeout SECONDS]
//! ```
//!
//! FOLDER holds `csv` with the files, `params.json` with the values of the queries' parameters and `meta.json` with the
//! scale and the least id of each label. The queries are in `benches/workload.cypher`. Each is run once to warm up and
//! then 5 to 29 times within about 8 seconds; the median counts, as wall time and as the processor time of all threads.
//! With `--reference`, a file of answers by scale and query, every answer is compared. OUT.json gets for each query
//! `status`, `ms`, `cpu_ms`, `min`, `cold`, `n`, `rows` and `answer`, and what loading took, in time and memory.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use rihla::graph::Graph;
use rihla::{Database, Options, Rows, Value};
use serde_json::{Map, Value as Json, json};

type Failure = Box<dyn Error>;

/// The nodes that also carry the label `Message`.
const MESSAGES: [&str; 2] = ["Post", "Comment"];
/// No more rows of an answer are kept.
const ROWS_KEPT: usize = 25;
/// How far apart two floats may be that count as the same, relative to them.
const TOLERANCE: f64 = 1e-5;

fn main() -> Result<(), Failure> {
    let arguments = Arguments::parse()?;
    let parameters = parameters(&arguments.folder)?;
    let folder = labelled(&arguments.folder.join("csv"))?;
    let (db, load) = load(folder.path(), arguments.timeout)?;
    eprintln!("loaded in {:.2} s, {}", load["s"], taken(&load));
    let reference = arguments.reference(&parameters.scale)?;
    let mut results = Map::new();
    for query in queries() {
        if arguments.wants(query.name) {
            let text = parameters.put_into(&query.text);
            let result = measure(&db, &text, reference.get(query.name));
            report(&query, &result);
            results.insert(query.name.to_owned(), result);
        }
    }
    let written = json!({
        "peer": "rihla",
        "scale": parameters.scale,
        "threads": std::thread::available_parallelism().map_or(1, usize::from),
        "limit_s": arguments.timeout.as_secs_f64(),
        "load": load,
        "mem": memory(),
        "q": results,
    });
    std::fs::write(&arguments.out, serde_json::to_string_pretty(&written)?)?;
    Ok(())
}

struct Arguments {
    folder: PathBuf,
    out: PathBuf,
    reference: Option<PathBuf>,
    only: Option<Vec<String>>,
    timeout: Duration,
}

impl Arguments {
    fn parse() -> Result<Self, Failure> {
        let usage = "usage: workload FOLDER OUT.json [--reference FILE] [--only P1,TRI] [--timeout SECONDS]";
        let (mut files, mut options) = (Vec::new(), Map::new());
        // Cargo adds `--bench`.
        let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
        while let Some(word) = words.next() {
            match word.strip_prefix("--") {
                Some(name) => {
                    drop(options.insert(name.to_owned(), words.next().ok_or(usage)?.into()))
                }
                None => files.push(PathBuf::from(word)),
            }
        }
        let option = |name: &str| options.get(name).and_then(Json::as_str);
        let [folder, out] = <[PathBuf; 2]>::try_from(files).map_err(|_| usage)?;
        let seconds = option("timeout").map_or(Ok(60.0), str::parse)?;
        Ok(Self {
            folder,
            out,
            reference: option("reference").map(PathBuf::from),
            only: option("only").map(|names| names.split(',').map(str::to_owned).collect()),
            timeout: Duration::from_secs_f64(seconds),
        })
    }

    fn wants(&self, name: &str) -> bool {
        self.only
            .as_ref()
            .is_none_or(|only| only.iter().any(|wanted| wanted == name))
    }

    /// The right answers at a scale.
    fn reference(&self, scale: &str) -> Result<Json, Failure> {
        let Some(path) = &self.reference else {
            return Ok(Json::Null);
        };
        Ok(read_json(path)?.get(scale).cloned().unwrap_or_default())
    }
}

fn read_json(path: &Path) -> Result<Json, Failure> {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(serde_json::from_str(&text)?)
}

/// The values of the queries' parameters.
struct Parameters {
    scale: String,
    /// Longest name first, so that none is taken for the beginning of another.
    literals: Vec<(String, String)>,
}

fn parameters(folder: &Path) -> Result<Parameters, Failure> {
    let meta = read_json(&folder.join("meta.json"))?;
    let mut given = read_json(&folder.join("params.json"))?;
    let tag = given["tag"]
        .as_str()
        .and_then(|name| name.strip_prefix("Tag_"));
    let number: i64 = tag.ok_or("params.json has no `tag`")?.parse()?;
    given["tagid"] = json!(meta["offsets"]["Tag"].as_i64().unwrap_or_default() + number);
    let given = given.as_object().ok_or("params.json is no object")?;
    let literal = |value: &Json| value.as_str().map_or(value.to_string(), str::to_owned);
    let mut literals: Vec<(String, String)> = given
        .iter()
        .map(|(name, value)| (format!("${name}"), literal(value)))
        .collect();
    literals.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let scale = meta["scale"].as_str().unwrap_or_default().to_owned();
    Ok(Parameters { scale, literals })
}

impl Parameters {
    fn put_into(&self, query: &str) -> String {
        self.literals
            .iter()
            .fold(query.to_owned(), |text, (name, value)| {
                text.replace(name, value)
            })
    }
}

/// A query by name.
struct Query {
    name: &'static str,
    about: &'static str,
    text: String,
}

fn queries() -> Vec<Query> {
    let file = include_str!("workload.cypher");
    let headed = file.split(";\n").filter_map(|piece| {
        let head = piece.lines().rfind(|line| line.starts_with("//"))?;
        let (name, about) = head.trim_start_matches("// ").split_once(": ")?;
        let lines: Vec<&str> = piece
            .lines()
            .filter(|line| !line.starts_with("//"))
            .collect();
        let text = lines.join("\n").trim().to_owned();
        Some(Query { name, about, text })
    });
    headed.collect()
}

/// A folder with links to the files of another, under names with all labels.
fn labelled(csv: &Path) -> Result<tempfile::TempDir, Failure> {
    let folder = tempfile::tempdir()?;
    let files = std::fs::read_dir(csv).map_err(|error| format!("{}: {error}", csv.display()))?;
    for entry in files {
        let path = entry?.path().canonicalize()?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let message = if MESSAGES.contains(&stem.as_ref()) {
            "+Message"
        } else {
            ""
        };
        link(&path, &folder.path().join(format!("{stem}{message}.csv")))?;
    }
    Ok(folder)
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

#[cfg(not(unix))]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::hard_link(from, to).or_else(|_| std::fs::copy(from, to).map(|_| ()))
}

fn load(folder: &Path, timeout: Duration) -> Result<(Database, Json), Failure> {
    let (wall, cpu) = (Instant::now(), ProcessTime::now());
    let db = Database::from_folder(folder)?;
    let (wall, cpu) = (wall.elapsed(), cpu.elapsed());
    let mut load = memory();
    let graph = db.with_graph(Graph::memory);
    load["topology_mb"] = megabytes(graph.topology);
    load["adjacency_mb"] = megabytes(graph.adjacency);
    load["rows_mb"] = megabytes(graph.rows);
    load["properties_mb"] = megabytes(graph.properties);
    load["s"] = json!(wall.as_secs_f64());
    load["cpu_s"] = json!(cpu.as_secs_f64());
    let (nodes, relationships) =
        db.with_graph(|graph| (graph.node_count(), graph.relationship_count()));
    load["nodes"] = json!(nodes);
    load["relationships"] = json!(relationships);
    let options = Options {
        timeout: Some(timeout),
        ..Options::default()
    };
    Ok((db.with_options(options), load))
}

fn megabytes(bytes: usize) -> Json {
    json!(bytes as f64 / f64::from(1 << 20))
}

/// What the graph takes in memory, and how much that is for each relationship once its properties are taken off one and a half times.
fn taken(load: &Json) -> String {
    let of = |name: &str| load[name].as_f64().unwrap_or_default();
    let rest = (of("rss_mb") - 1.5 * of("properties_mb")) * f64::from(1 << 20);
    format!(
        "{:.0} MB: topology {:.0}, adjacency {:.0}, rows {:.0}, properties {:.0}; {:.1} bytes a relationship beside properties",
        of("rss_mb"),
        of("topology_mb"),
        of("adjacency_mb"),
        of("rows_mb"),
        of("properties_mb"),
        rest / of("relationships").max(1.0)
    )
}

/// The memory of this process: the most it ever had and what it has, in megabytes; zero where the system does not say.
fn memory() -> Json {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        kilobytes.unwrap_or_default() / 1024.0
    };
    json!({ "hwm_mb": of("VmHWM:"), "rss_mb": of("VmRSS:") })
}

/// Runs a query until enough is known of it.
fn measure(db: &Database, text: &str, reference: Option<&Json>) -> Json {
    let (mut walls, mut cpus) = (Vec::new(), Vec::new());
    let begun = Instant::now();
    loop {
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        let rows = match db.run(text, ()) {
            Ok(rows) => rows,
            Err(error) => return failed(&error),
        };
        walls.push(wall.elapsed().as_secs_f64() * 1e3);
        cpus.push(cpu.elapsed().as_secs_f64() * 1e3);
        if is_enough(walls.len(), begun.elapsed().as_secs_f64()) {
            return measured(&walls, &cpus, &rows, reference);
        }
    }
}

fn is_enough(runs: usize, seconds: f64) -> bool {
    (runs >= 6 && seconds > 1.0) || runs >= 30 || seconds > 8.0
}

fn failed(error: &rihla::Error) -> Json {
    let status = match error.detail {
        "Timeout" => "timeout",
        "ProcedureNotFound" => "unsupported",
        _ => "error",
    };
    json!({ "status": status, "err": format!("{}: {}", error.detail, error.message) })
}

fn measured(walls: &[f64], cpus: &[f64], rows: &Rows, reference: Option<&Json>) -> Json {
    let kept: Vec<Json> = rows
        .rows
        .iter()
        .take(ROWS_KEPT)
        .map(|row| plain(row))
        .collect();
    let kept = Json::from(kept);
    let answer = reference.map(|right| if same(right, &kept) { "same" } else { "WRONG" });
    json!({
        "status": "ok",
        "ms": median(warm(walls)),
        "cpu_ms": median(warm(cpus)),
        "min": walls.iter().copied().fold(f64::INFINITY, f64::min),
        "cold": walls[0],
        "n": walls.len(),
        "rows": kept,
        "answer": answer,
    })
}

/// All runs but the first, unless it is the only one.
fn warm(times: &[f64]) -> &[f64] {
    if times.len() > 1 { &times[1..] } else { times }
}

fn median(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len().is_multiple_of(2) {
        (sorted[middle - 1] + sorted[middle]) / 2.0
    } else {
        sorted[middle]
    }
}

fn plain(row: &[Value]) -> Json {
    let cell = |value: &Value| match value {
        Value::Null => Json::Null,
        Value::Boolean(truth) => json!(truth),
        Value::Integer(number) => json!(number),
        Value::Float(number) => json!(number),
        Value::String(text) => json!(&**text),
        other => json!(rihla::value::literal::literal(other)),
    };
    row.iter().map(cell).collect()
}

/// Whether two answers are the same, but for the last digits of floats.
fn same(right: &Json, given: &Json) -> bool {
    match (right, given) {
        (Json::Array(right), Json::Array(given)) => {
            right.len() == given.len() && right.iter().zip(given).all(|(a, b)| same(a, b))
        }
        (Json::Number(a), Json::Number(b)) if a.is_f64() || b.is_f64() => {
            let (a, b) = (
                a.as_f64().unwrap_or(f64::NAN),
                b.as_f64().unwrap_or(f64::NAN),
            );
            (a - b).abs() <= TOLERANCE * a.abs().max(b.abs())
        }
        (right, given) => right == given,
    }
}

fn report(query: &Query, result: &Json) {
    let Query { name, about, .. } = query;
    match result["ms"].as_f64() {
        Some(ms) => {
            let cpu = result["cpu_ms"].as_f64().unwrap_or_default();
            let answer = result["answer"].as_str().unwrap_or("not compared");
            eprintln!("{name:5} {about:28} {ms:12.3} ms {cpu:12.3} ms cpu  {answer}");
        }
        None => eprintln!("{name:5} {about:28} {} {}", result["status"], result["err"]),
    }
}
