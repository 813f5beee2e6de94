//! The rooms of the crate stay in their order: an import that points up fails here with file and line, and so does a library
//! or a call outside the rooms it is kept to. The order is the table in the documentation of `src/lib.rs`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::support::{root, rust_files};

/// The table in `src/lib.rs`: room to rank.
fn ranks() -> BTreeMap<String, usize> {
    let text = std::fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs is there");
    let rows = text.lines().filter_map(|line| line.strip_prefix("//! |"));
    let mut ranks = BTreeMap::new();
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let Ok(rank) = cells[0].parse() else { continue };
        for room in cells[1].split(',') {
            ranks.insert(room.trim().trim_matches(['`', '[', ']']).to_string(), rank);
        }
    }
    ranks
}

/// The room a file belongs to: the folder or file directly below `src`.
fn room(file: &Path) -> String {
    let below = file
        .strip_prefix(root().join("src"))
        .expect("a file below src");
    let first = below.components().next().expect("a file has a name");
    first
        .as_os_str()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_string()
}

/// The code of a file, line by line, without comments.
fn code_lines(file: &Path) -> Vec<(usize, String)> {
    let text = std::fs::read_to_string(file).expect("a source file can be read");
    let lines = text
        .lines()
        .enumerate()
        .map(|(number, line)| (number + 1, line.trim_start()));
    lines
        .filter(|(_, line)| !line.starts_with("//"))
        .map(|(number, line)| (number, line.to_string()))
        .collect()
}

fn source_files() -> Vec<PathBuf> {
    rust_files(&root().join("src"))
}

/// The rooms named on a line as `crate::room`.
fn imported(line: &str) -> Vec<String> {
    let names = line.split("crate::").skip(1).flat_map(|rest| {
        let group = rest
            .strip_prefix('{')
            .and_then(|group| group.split('}').next());
        let list = group.unwrap_or(rest);
        let items: Vec<&str> = if group.is_some() {
            list.split(',').collect()
        } else {
            vec![list]
        };
        items
            .into_iter()
            .map(|item| {
                item.trim()
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect::<String>()
            })
            .collect::<Vec<_>>()
    });
    names.collect()
}

#[test]
fn every_room_has_a_rank() {
    let ranks = ranks();
    let missing: Vec<String> = source_files()
        .iter()
        .map(|file| room(file))
        .filter(|room| !["lib", "main"].contains(&room.as_str()) && !ranks.contains_key(room))
        .collect();
    assert!(
        missing.is_empty(),
        "not in the table of src/lib.rs: {missing:?}"
    );
}

#[test]
fn no_import_points_up() {
    let ranks = ranks();
    let mut found = Vec::new();
    for file in source_files() {
        let room = room(&file);
        let Some(rank) = ranks.get(&room) else {
            continue;
        };
        for (number, line) in code_lines(&file) {
            for other in imported(&line) {
                // A room of the same rank is a stranger too.
                if ranks
                    .get(&other)
                    .is_some_and(|above| above > rank || (above == rank && other != room))
                {
                    found.push(format!(
                        "{}:{number}: {room} may not use {other}",
                        file.display()
                    ));
                }
            }
        }
    }
    assert!(
        found.is_empty(),
        "imports that point up:\n{}",
        found.join("\n")
    );
}

/// What may only be said in some rooms.
const WALLS: [(&str, &[&str]); 8] = [
    ("petgraph::", &["graph", "function"]),
    ("pest::", &["syntax"]),
    ("pest_derive::", &["syntax"]),
    ("rustyline", &["shell"]),
    ("comfy_table", &["shell"]),
    ("std::fs", &["storage", "knowledge", "formats", "shell"]),
    ("println!", &["shell"]),
    ("process::exit", &["shell"]),
];

#[test]
fn walls_hold() {
    let mut found = Vec::new();
    for file in source_files() {
        let room = room(&file);
        for (number, line) in code_lines(&file) {
            for (words, rooms) in WALLS {
                if line.contains(words) && !rooms.contains(&room.as_str()) {
                    found.push(format!("{}:{number}: {words} in {room}", file.display()));
                }
            }
        }
    }
    assert!(found.is_empty(), "through a wall:\n{}", found.join("\n"));
}

#[test]
fn the_walls_and_the_order_are_not_empty() {
    assert_eq!(imported("use crate::graph::Graph;"), ["graph"]);
    assert_eq!(
        imported("use crate::{graph::Graph, value::Value};"),
        ["graph", "value"]
    );
    assert!(
        ranks().len() >= 12,
        "the table in src/lib.rs is not read: {:?}",
        ranks()
    );
}

#[test]
fn every_test_file_is_listed() {
    let main =
        std::fs::read_to_string(root().join("tests/main.rs")).expect("tests/main.rs is there");
    let binaries = ["main", "grammar", "tck"];
    let files = std::fs::read_dir(root().join("tests"))
        .expect("tests is a folder")
        .flatten();
    let names = files.filter_map(|entry| {
        entry
            .file_name()
            .to_str()?
            .strip_suffix(".rs")
            .map(str::to_string)
    });
    let forgotten: Vec<String> = names
        .filter(|name| {
            !binaries.contains(&name.as_str()) && !main.contains(&format!("mod {name};"))
        })
        .collect();
    assert!(
        forgotten.is_empty(),
        "not listed in tests/main.rs: {forgotten:?}"
    );
}
