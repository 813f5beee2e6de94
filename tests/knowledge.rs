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

/// The findings with the files' names alone, without the folder that is another each time.
fn check(name: &str, text: &str) -> Report {
    let (_folder, path) = folder(name, text);
    let mut report = knowledge::read(&path).expect("the file can be read");
    for (name, _) in &mut report.files {
        let file = std::path::Path::new(name.as_str()).file_name();
        *name = file
            .expect("a file has a name")
            .to_string_lossy()
            .into_owned();
    }
    report
}

fn drawn(report: &Report) -> String {
    report
        .findings
        .iter()
        .map(|finding| report.draw(finding, usize::MAX))
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
    assert_snapshot!(drawn(&report), @r#"
    error: two tables have the entity id `qatar`
      --> facts.toml:16:6
       |
    16 | id = "qatar"
       |      ^^^^^^^

    error: `nam` is not a key of this table
      --> facts.toml:17:1
       |
    17 | nam = "Katar"
       | ^^^
    help: did you mean name?

    error: two tables have the entity id `qatar`
      --> facts.toml:20:6
       |
    20 | id = "qatar"
       |      ^^^^^^^

    error: no entity has the id `quatar`
      --> facts.toml:25:8
       |
    25 | from = "quatar"
       |        ^^^^^^^^
    help: did you mean qatar?

    error: no source has the id `dok`
      --> facts.toml:28:24
       |
    28 | evidence = [{ source = "dok", quote = "x" }]
       |                        ^^^^^
    help: did you mean doc?

    error: the quote stands 2 times in source `doc`
      --> facts.toml:34:39
       |
    34 | evidence = [{ source = "doc", quote = "Qatar mediated" }, { source = "doc", quote = "The talks were …
       |                                       ^^^^^^^^^^^^^^^^
    help: quote more of it, or tell which by `prefix` or `suffix`

    error: the quote does not stand in source `doc`
      --> facts.toml:34:85
       |
    34 | …ce = "doc", quote = "Qatar mediated" }, { source = "doc", quote = "The talks were held in Doha" }]
       |                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    help: the nearest passage is “The talks took place in Doha.”

    error: `type` is missing
      --> facts.toml:36:1
       |
    36 | [[relations]]
       | ^^^^^^^^^^^^^

    error: `to` is missing
      --> facts.toml:36:1
       |
    36 | [[relations]]
       | ^^^^^^^^^^^^^

    error: `relations` is not a list of a knowledge file
      --> facts.toml:36:3
       |
    36 | [[relations]]
       |   ^^^^^^^^^
    help: did you mean relation?

    error: expected a text, found an integer
      --> facts.toml:37:8
       |
    37 | from = 1
       |        ^
    "#);
}

#[test]
fn json_of_the_same_shape_is_checked_alike() {
    let text = r#"{
  "source": [{"id": "doc", "path": "doc.txt"}],
  "entity": [{"id": "a", "name": "A", "labels": ["X"], "colour": "red"}],
  "relation": [{"from": "a", "type": "R", "to": "b", "evidence": [{"source": "doc", "quote": "Doha", "page": 3}]}]
}"#;
    let report = check("facts.json", text);
    assert_snapshot!(drawn(&report), @r#"
    error: `colour` is not a key of this table
     --> facts.json:3:56
      |
    3 |   "entity": [{"id": "a", "name": "A", "labels": ["X"], "colour": "red"}],
      |                                                        ^^^^^^^^
    help: the keys here are id, name, labels, aliases, properties, evidence

    error: no entity has the id `b`
     --> facts.json:4:49
      |
    4 |   "relation": [{"from": "a", "type": "R", "to": "b", "evidence": [{"source": "doc", "quote": "Doha",…
      |                                                 ^^^

    error: `page` is not a key of this table
     --> facts.json:4:102
      |
    4 | …: "R", "to": "b", "evidence": [{"source": "doc", "quote": "Doha", "page": 3}]}]
      |                                                                    ^^^^^^
    help: the keys here are source, quote, prefix, suffix, note
    "#);
}

/// Each mistake of a file that is right but for them; the findings that follow from it alone would be false.
#[test]
fn a_mistake_has_no_findings_but_its_own() {
    let text = |entity: &str, relation: &str| {
        format!(
            "[[source]]\nid = \"doc\"\npath = \"doc.txt\"\n\n\
             [[entity]]\nid = \"qatar\"\n{entity}\n\n\
             [[entity]]\nid = \"doha\"\nname = \"Doha\"\nlabels = [\"City\"]\n\n\
             [[relation]]\nfrom = \"qatar\"\ntype = \"HOSTED_IN\"\nto = \"doha\"\n{relation}\n"
        )
    };
    let country = "name = \"Qatar\"\nlabels = [\"Country\"]";
    let quoted = "evidence = [{ source = \"doc\", quote = \"took place in Doha\" }]";
    let sound = text(country, quoted);
    assert!(!check("facts.toml", &sound).has_errors());
    for (wrong, expected) in [
        (
            text(&format!("{country}\ncolour = 3"), quoted),
            "`colour` is not a key of this table",
        ),
        (
            text("nam = \"Qatar\"\nlabels = [\"Country\"]", quoted),
            "`nam` is not a key of this table",
        ),
        (text("labels = [\"Country\"]", quoted), "`name` is missing"),
        (
            text("name = 3\nlabels = [\"Country\"]", quoted),
            "expected a text, found an integer",
        ),
        (
            text("name = \"Qatar\"\nlabels = \"Country\"", quoted),
            "expected a list, found a text",
        ),
        (
            text(&format!("{country}\nproperties = {{ a = {{}} }}"), quoted),
            "expected a text, a number, a boolean, a date or a list of these, found a table",
        ),
        (
            text(country, &quoted.replace("quote =", "qoute =")),
            "`qoute` is not a key of this table",
        ),
        (
            text(country, &quoted.replace("took", "take")),
            "the quote does not stand in source `doc`",
        ),
        (
            text(country, &quoted.replace("}", ", suffix = \"now\" }")),
            "the quote stands in source `doc`, but not between that prefix and suffix",
        ),
        (
            text(country, &quoted.replace("\"doc\"", "\"dog\"")),
            "no source has the id `dog`",
        ),
        (
            sound.replace("doc.txt", "nope.txt"),
            "the document `nope.txt` cannot be read: there is no such file",
        ),
        (
            sound.replace("path =", "pathh ="),
            "`pathh` is not a key of this table",
        ),
        (
            sound.replace("path = \"doc.txt\"\n", ""),
            "`path` is missing",
        ),
        (
            sound.replace("[[source]]", "[source]"),
            "expected a list of tables, found a table",
        ),
        (
            sound.replace("[[source]]", "[[sorce]]"),
            "`sorce` is not a list of a knowledge file",
        ),
        (
            sound.replace("[[entity]]", "[[entities]]"),
            "`entities` is not a list of a knowledge file",
        ),
        (
            sound.replace("type =", "typ ="),
            "`typ` is not a key of this table",
        ),
        (
            sound.replace("type = \"HOSTED_IN\"\n", ""),
            "`type` is missing",
        ),
        (
            sound.replace("from = \"qatar\"", "from = \"quatar\""),
            "no entity has the id `quatar`",
        ),
    ] {
        let report = check("facts.toml", &wrong);
        let messages: Vec<&str> = report
            .findings
            .iter()
            .map(|finding| &*finding.message)
            .collect();
        assert_eq!(messages, [expected], "{wrong}");
        let figures = report.figures;
        assert_eq!(
            (figures.sources, figures.entities, figures.relations),
            (1, 2, 1),
            "{wrong}"
        );
        assert_eq!(figures.sentences_uncited, None, "{wrong}");
    }
}

#[test]
fn an_empty_document_says_nothing() {
    let (folder, path) = folder(
        "facts.toml",
        &format!(
            "{HEAD}[[relation]]\nfrom = \"qatar\"\ntype = \"HOSTED_IN\"\nto = \"doha\"\n\
         evidence = [{{ source = \"doc\", quote = \"took place in Doha\" }}]\n"
        ),
    );
    std::fs::write(folder.path().join("doc.txt"), "").expect("the document can be written");
    let report = knowledge::read(&path).expect("the file can be read");
    assert!(
        drawn(&report).contains("the quote does not stand in source `doc`"),
        "{}",
        drawn(&report)
    );
    assert!(
        report.figures.to_string().contains("with evidence 0 (0 %)"),
        "{}",
        report.figures
    );
}

#[test]
fn a_finding_in_a_document_has_the_path_of_the_document() {
    let (folder, path) = folder("facts.toml", HEAD);
    let report = knowledge::read(&path).expect("the file can be read");
    let place = folder.path().join("doc.txt").display().to_string();
    assert!(
        drawn(&report).contains(&format!(" --> {place}:1:1\n")),
        "{}",
        drawn(&report)
    );
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
    assert_eq!(report.figures.sentences_uncited, Some(3));
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
