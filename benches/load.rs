//! What it costs to get a graph into memory: from a folder of CSV files, from a knowledge file, from what ships inside the program.
//!
//! ```text
//! cargo bench --bench load -- [FOLDER]
//! ```
//!
//! FOLDER is a folder of CSV files; without one, a network of persons who know each other and what they write is made and written
//! to a temporary one. Each is done once to warm up and then five times; the median counts, as wall time. Of the graph loaded from the
//! folder it is said what it takes in memory.

mod timing;

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rihla::graph::Graph;
use rihla::{Database, knowledge};

use timing::{Failure, Outcome, median};

/// Of the network: persons, how many each knows, messages, and words of a message.
const PERSONS: u64 = 50_000;
const FRIENDS: u64 = 20;
const MESSAGES: u64 = 500_000;
const WORDS: u64 = 12;
/// Of the knowledge file: entities, each with a relation and a sentence that says so.
const ENTITIES: usize = 2_000;

fn main() -> Outcome {
    // Cargo adds `--bench`.
    let folder = std::env::args().skip(1).find(|word| word != "--bench");
    folder_of_csv(folder.map(PathBuf::from))?;
    knowledge_file()?;
    let open = || {
        drop(Database::sample());
        Ok(())
    };
    time("open the sample", 1, "open", open)
}

/// The median of some rounds of doing something that amounts to `count` things.
fn time(name: &str, count: usize, thing: &str, round: impl FnMut() -> Outcome) -> Outcome {
    report(name, median(round)?, count, thing);
    Ok(())
}

fn report(name: &str, took: Duration, count: usize, thing: &str) {
    println!(
        "{name:<40} {:>10.2} ms {:>12.0} {thing}s a second",
        took.as_secs_f64() * 1e3,
        count as f64 / took.as_secs_f64()
    );
}

fn folder_of_csv(given: Option<PathBuf>) -> Outcome {
    let made = tempfile::tempdir()?;
    let folder = match given {
        Some(folder) => folder,
        None => {
            write_network(made.path())?;
            made.path().to_owned()
        }
    };
    let db = Database::from_folder(&folder)?;
    let relationships = db.with_graph(Graph::relationship_count);
    println!("{}", taken(&db));
    drop(db);
    time(
        "load a folder of CSV files",
        relationships,
        "relationship",
        || {
            Database::from_folder(&folder)?;
            Ok(())
        },
    )
}

/// What a graph takes in memory.
fn taken(db: &Database) -> String {
    let (nodes, relationships, memory) = db.with_graph(|graph| {
        (
            graph.node_count(),
            graph.relationship_count(),
            graph.memory(),
        )
    });
    let parts = [
        ("topology", memory.topology),
        ("adjacency", memory.adjacency),
        ("rows", memory.rows),
        ("properties", memory.properties),
        ("indexes", memory.indexes),
    ];
    let mut text = format!("{nodes} nodes, {relationships} relationships");
    for (name, bytes) in parts {
        let each = bytes as f64 / relationships.max(1) as f64;
        _ = write!(
            text,
            "\n  {name:<12} {:>8.1} MB {each:>8.1} bytes a relationship",
            bytes as f64 / 1e6
        );
    }
    text
}

/// Numbers that look drawn by lot and are always the same: xorshift (Marsaglia 2003).
struct Lots(u64);

impl Lots {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

fn write_network(folder: &Path) -> Outcome {
    let file = |name: &str| Ok::<_, Failure>(BufWriter::new(File::create(folder.join(name))?));
    let mut lots = Lots(1);
    let mut persons = file("Person.csv")?;
    writeln!(persons, "id,name,birthday")?;
    let mut knows = file("Person_KNOWS_Person.csv")?;
    writeln!(knows, "from,to,since")?;
    for person in 0..PERSONS {
        let (year, month) = (1950 + lots.below(50), 1 + lots.below(12));
        writeln!(persons, "{person},Person {person},{year}-{month:02}-15")?;
        for _ in 0..FRIENDS {
            let since = 2000 + lots.below(25);
            writeln!(knows, "{person},{},{since}", lots.below(PERSONS))?;
        }
    }
    let mut messages = file("Message.csv")?;
    writeln!(messages, "id,content,length")?;
    let mut creators = file("Message_HAS_CREATOR_Person.csv")?;
    writeln!(creators, "from,to")?;
    for message in 0..MESSAGES {
        let words = (0..WORDS).map(|_| format!("word{}", lots.below(5000)));
        let content = words.collect::<Vec<_>>().join(" ");
        writeln!(messages, "{message},\"{content}\",{}", content.len())?;
        writeln!(creators, "{message},{}", lots.below(PERSONS))?;
    }
    for mut written in [persons, knows, messages, creators] {
        written.flush()?;
    }
    Ok(())
}

fn knowledge_file() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("made.toml");
    write_knowledge(&path)?;
    let read = || {
        let report = knowledge::read(&path)?;
        report
            .knowledge
            .ok_or_else(|| format!("{:?}", report.findings).into())
    };
    let known = read()?;
    time(
        "read and check a knowledge file",
        ENTITIES,
        "relation",
        || read().map(drop),
    )?;
    time(
        "put what it says into a graph",
        ENTITIES,
        "relation",
        || Ok(known.insert_into(&mut Graph::new())?),
    )
}

/// Entities in a ring, each with the sentence that says what it leads to.
fn write_knowledge(path: &Path) -> Outcome {
    let sentence = |at: usize| format!("Entity {at} leads to entity {}.", (at + 1) % ENTITIES);
    let document: Vec<String> = (0..ENTITIES).map(sentence).collect();
    std::fs::write(path.with_extension("txt"), document.join("\n"))?;
    let mut toml =
        String::from("[[source]]\nid = \"made\"\npath = \"made.txt\"\ntitle = \"made\"\n");
    for at in 0..ENTITIES {
        let next = (at + 1) % ENTITIES;
        write!(
            toml,
            "\n[[entity]]\nid = \"e{at}\"\nname = \"entity {at}\"\nlabels = [\"Thing\"]\n
[[relation]]\nfrom = \"e{at}\"\ntype = \"LEADS_TO\"\nto = \"e{next}\"
evidence = [{{ source = \"made\", quote = \"{}\" }}]\n",
            sentence(at)
        )?;
    }
    std::fs::write(path, toml)?;
    Ok(())
}
