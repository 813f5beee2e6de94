//! The knowledge file: what is found in it, with file, line and column, and that nothing is half-loaded.

use std::path::PathBuf;

use insta::assert_snapshot;
use rihla::knowledge::{self, Report, Severity};
use tempfile::TempDir;

const DOCUMENT: &str = "Qatar mediated between two states. The talks took place in Doha.\nQatar mediated again in 2023.\n";

/// A folder with a document and a knowledge file.
fn folder(name: &str, text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    std::fs::write(folder.path().join("doc.txt"), DOCUMENT).expect("the document can be written");
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("the file can be written");
    (folder, path)
}

fn check(name: &str, text: &str) -> Report {
    let (_folder, path) = folder(name, text);
    let mut report = knowledge::read(&path).expect("the file can be read");
    report.files[0].0 = name.to_string();
    report
}

fn drawn(report: &Report) -> String {
    report
        .findings
        .iter()
        .map(|finding| report.draw(finding))
        .collect::<Vec<_>>()
        .join("\n\n")
}

const HEAD: &str = "[[source]]\nid = \"doc\"\npath = \"doc.txt\"\n\n\
                    [[entity]]\nid = \"qatar\"\nname = \"Qatar\"\nlabels = [\"Country\"]\n\n\
                    [[entity]]\nid = \"doha\"\nname = \"Doha\"\nlabels = [\"City\"]\n\n";

#[test]
fn all_mistakes_are_found_at_once() {
    let text = format!(
        "{HEAD}[[entity]]\nid = \"qatar\"\nnam = \"Katar\"\n\n\
         [[entity]]\nid = \"qatar\"\nname = \"Katar\"\nlabels = [\"Country\"]\n\n\
         [[relation]]\nfrom = \"quatar\"\ntype = \"HOSTS\"\nto = \"doha\"\n\
         evidence = [{{ source = \"dok\", quote = \"x\" }}]\n\n\
         [[relation]]\nfrom = \"qatar\"\ntype = \"MEDIATED_IN\"\nto = \"doha\"\n\
         evidence = [{{ source = \"doc\", quote = \"Qatar mediated\" }}, {{ source = \"doc\", quote = \"The talks were held in Doha\" }}]\n\n\
         [[relations]]\nfrom = 1\n"
    );
    let report = check("facts.toml", &text);
    assert!(
        report.knowledge.is_none(),
        "a file with an error gives nothing"
    );
    assert_snapshot!(drawn(&report));
}

#[test]
fn json_of_the_same_shape_is_checked_alike() {
    let text = r#"{
  "source": [{"id": "doc", "path": "doc.txt"}],
  "entity": [{"id": "a", "name": "A", "labels": ["X"], "colour": "red"}],
  "relation": [{"from": "a", "type": "R", "to": "b", "evidence": [{"source": "doc", "quote": "Doha", "page": 3}]}]
}"#;
    let report = check("facts.json", text);
    assert_snapshot!(drawn(&report));
}

#[test]
fn a_syntax_error_has_its_place() {
    let report = check("facts.toml", "[[source]]\nid = \"doc\npath = 3\n");
    assert!(report.has_errors());
    assert!(
        drawn(&report).contains("facts.toml:2:"),
        "{}",
        drawn(&report)
    );
    let report = check("facts.json", "{\"source\": [}");
    assert!(
        drawn(&report).contains("facts.json:1:"),
        "{}",
        drawn(&report)
    );
}

#[test]
fn prefix_and_suffix_tell_quotations_apart() {
    let relation = |more: &str| {
        format!(
            "{HEAD}[[relation]]\nfrom = \"qatar\"\ntype = \"MEDIATED_IN\"\nto = \"doha\"\n\
             evidence = [{{ source = \"doc\", quote = \"Qatar mediated\"{more} }}]\n"
        )
    };
    assert!(check("facts.toml", &relation("")).has_errors());
    assert!(!check("facts.toml", &relation(", suffix = \"again\"")).has_errors());
    assert!(!check("facts.toml", &relation(", prefix = \"Doha.\"")).has_errors());
    let wrong = check("facts.toml", &relation(", suffix = \"never\""));
    assert!(wrong.has_errors());
}

#[test]
fn what_is_loaded_carries_its_passages() {
    let text = format!(
        "{HEAD}[[relation]]\nfrom = \"qatar\"\ntype = \"HOSTED_IN\"\nto = \"doha\"\nproperties = {{ since = 2023-01-05, people = 3 }}\n\
         evidence = [{{ source = \"doc\", quote = \"The talks took place\\n in Doha\" }}]\n"
    );
    let report = check("facts.toml", &text);
    assert!(!report.has_errors(), "{}", drawn(&report));
    let mut graph = rihla::graph::Graph::new();
    report
        .knowledge
        .expect("there is no error")
        .insert_into(&mut graph)
        .expect("the graph takes it");
    let database = rihla::Database::new(graph, rihla::function::Library::standard());
    let query = "MATCH (:Country)-[r:HOSTED_IN]->(d) RETURN d.name, r.since = date('2023-01-05') AS since, r.people, \
                 evidence(r)[0].start AS start, properties(r) = {since: r.since, people: 3} AS only";
    let rows = database.run(query, ()).expect("the query runs");
    let row: Vec<String> = rows.rows[0].iter().map(ToString::to_string).collect();
    assert_eq!(row, ["'Doha'", "true", "3", "35", "true"]);
}

#[test]
fn what_no_fact_cites_and_near_names_are_told() {
    let text = format!(
        "{HEAD}[[entity]]\nid = \"state\"\nname = \"QATAR\"\nlabels = [\"State\"]\n\n\
         [[relation]]\nfrom = \"qatar\"\ntype = \"HOSTED_IN\"\nto = \"doha\"\n"
    );
    let report = check("facts.toml", &text);
    assert!(!report.has_errors());
    let count = |severity| {
        report
            .findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    assert_eq!(
        (count(Severity::Warning), count(Severity::Note)),
        (3, 3),
        "{}",
        drawn(&report)
    );
    assert_eq!(report.figures.sentences_uncited, 3);
}

#[test]
fn bytes_that_are_no_text_are_an_error_and_no_panic() {
    let (_folder, path) = folder("facts.toml", "");
    std::fs::write(&path, b"[[source]]\nid = \"\xff\xfe\"\n").expect("the file can be written");
    assert!(
        knowledge::read(&path)
            .expect("the file can be read")
            .has_errors()
    );
    let deep = format!("x = {}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(check("facts.toml", &deep).has_errors());
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(check("facts.json", &deep).has_errors());
}
