//! The sample knowledge answers its questions: every file of `data/queries` gives what `answers.toml` says.

use rihla::{Database, Rows, Value};
use serde::Deserialize;

use crate::support::root;

#[derive(Deserialize)]
struct Answers {
    answer: Vec<Answer>,
}

#[derive(Deserialize)]
struct Answer {
    file: String,
    question: String,
    #[serde(default)]
    columns: Vec<String>,
    #[serde(default)]
    rows: Vec<Vec<toml::Value>>,
    #[serde(default)]
    ordered: bool,
    /// For a walk without unknowns.
    holds: Option<bool>,
}

fn answers() -> Vec<Answer> {
    let text = std::fs::read_to_string(root().join("data/queries/answers.toml"))
        .expect("the answers are there");
    toml::from_str::<Answers>(&text)
        .expect("the answers are TOML")
        .answer
}

fn query(file: &str) -> String {
    std::fs::read_to_string(root().join("data/queries").join(file)).expect("the query is there")
}

fn cell(value: &Value, rows: &Rows) -> toml::Value {
    match value {
        Value::Integer(number) => toml::Value::Integer(*number),
        Value::List(items) => items
            .iter()
            .map(|item| cell(item, rows))
            .collect::<Vec<_>>()
            .into(),
        Value::Map(entries) => toml::Value::Table(
            entries
                .iter()
                .map(|(key, value)| (key.to_string(), cell(value, rows)))
                .collect(),
        ),
        other => rihla::formats::text::plain(other, &rows.entities).into(),
    }
}

#[test]
fn every_question_is_answered() {
    let database = Database::sample();
    let answers = answers();
    assert_eq!(answers.len(), 24);
    for answer in &answers {
        let rows = database
            .run(&query(&answer.file), ())
            .unwrap_or_else(|error| panic!("{}: {error}", answer.file));
        let asked_in_vain = answer.rows.is_empty() && answer.holds.is_none();
        assert_eq!(
            !rows.warnings.is_empty(),
            asked_in_vain,
            "{}: {:?}",
            answer.file,
            rows.warnings
        );
        if let Some(holds) = answer.holds {
            assert_eq!(!rows.rows.is_empty(), holds, "{}", answer.file);
            continue;
        }
        let mut found: Vec<Vec<toml::Value>> = rows
            .rows
            .iter()
            .map(|row| row.iter().map(|value| cell(value, &rows)).collect())
            .collect();
        let mut expected = answer.rows.clone();
        if !answer.ordered {
            found.sort_by_key(|row| format!("{row:?}"));
            expected.sort_by_key(|row| format!("{row:?}"));
        }
        assert_eq!(found, expected, "{}", answer.file);
        let columns: Vec<&str> = rows.columns.iter().map(AsRef::as_ref).collect();
        assert_eq!(columns, answer.columns, "{}", answer.file);
    }
}

#[test]
fn every_query_file_states_its_question() {
    for answer in answers() {
        let first = query(&answer.file).lines().next().map(str::to_string);
        assert_eq!(
            first,
            Some(format!("// {}", answer.question)),
            "{}",
            answer.file
        );
    }
}

#[test]
fn every_answer_has_its_passage() {
    let database = Database::sample();
    for answer in answers()
        .iter()
        .filter(|answer| answer.holds.unwrap_or(true) && !answer.file.starts_with("24"))
    {
        let text = query(&answer.file);
        let rows = database.run(&text, ()).expect("the query runs");
        let facts = database
            .why(&text, (), &rows, 0)
            .unwrap_or_else(|error| panic!("{}: {error}", answer.file));
        let quoted = facts
            .entities
            .relationships()
            .any(|relationship| !relationship.evidence.is_empty());
        assert!(
            quoted,
            "{}: no passage stands behind the answer",
            answer.file
        );
    }
}

#[test]
fn an_unknown_name_is_an_error_with_the_nearest() {
    let error = Database::sample()
        .run("Russia -> between -> ?what", ())
        .expect_err("nothing is named Russia");
    assert!(error.message.contains("Russia"), "{error}");
    let error = Database::sample()
        .run("Kazakstan -> ? -> ?", ())
        .expect_err("nothing is named Kazakstan");
    assert!(error.hint.is_some_and(|hint| hint.contains("Kazakhstan")));
}

#[test]
fn a_name_that_is_asked_for_in_vain_is_told() {
    let database = Database::sample();
    let warnings = |query: &str| -> Vec<String> {
        let rows = database.run(query, ()).expect("the query runs");
        let shown = rows.warnings.iter().map(|warning| {
            let hint = warning.hint.as_deref().unwrap_or_default();
            format!("{} {hint}", warning.message).trim().to_string()
        });
        shown.collect()
    };
    for query in [
        "MATCH (q {name: 'Kazakstan'}) RETURN q",
        "MATCH (q) WHERE q.name = 'Kazakstan' RETURN q",
        "MATCH (q WHERE 'Kazakstan' = q.name) RETURN count(q)",
        "OPTIONAL MATCH (q {name: 'Kazakstan'}) RETURN q",
        "MATCH (q {name: 'Kazakstan'}) SET q.found = true",
    ] {
        let found = warnings(query);
        assert_eq!(found.len(), 1, "{query}: {found:?}");
        let expected = "nothing is named `Kazakstan` did you mean `Kazakhstan`";
        assert!(found[0].starts_with(expected), "{query}: {found:?}");
    }
    assert_eq!(
        warnings("MATCH (o {name: 'SCO'}) RETURN o"),
        ["nothing is named `SCO` did you mean `Shanghai Cooperation Organization`?"]
    );
    for query in [
        "MATCH (q {name: 'Qatar'}) RETURN q",
        "MATCH (q {name: 'Qatar'})-[:BELONGS_TO]->(:Region) RETURN q",
        "MERGE (q {name: 'Kazakstan'}) RETURN 0",
        "RETURN 'Kazakstan' = 'x'",
    ] {
        assert_eq!(warnings(query), [] as [String; 0], "{query}");
    }
}

#[test]
fn relations_are_found_by_their_words() {
    let hint = |walk: &str| {
        let error = Database::sample()
            .run(walk, ())
            .expect_err("it is not called that");
        error.hint.unwrap_or_default()
    };
    for (walk, expected) in [
        (
            "Qatar -> official relations -> Kazakhstan",
            "did you mean `has official relations with`?",
        ),
        ("SCO -> main goals -> ?", "did you mean `has goal`?"),
        (
            "Qatar -> 'mediated -> ?x",
            "the quote at its beginning is never closed",
        ),
        ("Qatar mediated ?what", "write `Qatar -> mediated -> ?what`"),
        (
            "the SCO has goal mutual trust",
            "write `the SCO -> has goal -> mutual trust`",
        ),
        ("Qatar => mediated => ?x", "write `Qatar -> mediated -> ?x`"),
    ] {
        assert_eq!(hint(walk), expected, "{walk}");
    }
}

#[test]
fn names_need_no_article_and_any_dash() {
    let database = Database::sample();
    let sentence = |walk: &str| {
        let rows = database
            .run(walk, ())
            .unwrap_or_else(|error| panic!("{walk}: {error}"));
        rows.rows.len()
    };
    for walk in [
        "the SCO -> has goal -> friendship",
        "The State of Qatar -> mediated -> the US—Venezuela exchange",
        "Qatar –> mediated –> us—venezuela EXCHANGE",
        "US—Venezuela exchange <— mediated <— Qatar",
        "US-Venezuela exchange <– mediated <– Qatar",
        "Qatar — mediated — US‑Venezuela exchange",
    ] {
        assert_eq!(sentence(walk), 1, "{walk}");
    }
}

#[test]
fn a_walk_of_any_length_visits_no_stop_twice() {
    let database = Database::sample();
    for walk in [
        "Qatar -> * -> Venezuela",
        "Qatar -- *1..4 -- Venezuela",
        "SCO -> *..3 -> ?x",
    ] {
        let rows = database.run(walk, ()).expect("the walk runs");
        assert!(!rows.rows.is_empty(), "{walk}");
        let stops = rows.columns.iter().position(|column| &**column == "stops");
        for row in &rows.rows {
            let mut stops: Vec<String> = row[stops.expect("a column lists the stops")]
                .as_list()
                .expect("the stops are a list")
                .iter()
                .map(ToString::to_string)
                .collect();
            stops.sort();
            let all = stops.len();
            stops.dedup();
            assert_eq!(stops.len(), all, "{walk}: {stops:?}");
        }
    }
    let back = database
        .run("Qatar -> *..3 -> Qatar", ())
        .expect("the walk runs");
    assert!(
        !back.rows.is_empty(),
        "a way back to the first stop is asked for"
    );
}

#[test]
fn the_readme_knows_the_figures() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README is there");
    let figures = rihla::knowledge::sample().figures;
    let sentence = format!(
        "{} entities and {} relations",
        figures.entities, figures.relations
    );
    assert!(
        readme.contains(&sentence),
        "the README does not say: {sentence}"
    );
}

#[test]
fn the_sample_is_sound_and_every_relation_has_evidence() {
    let report = rihla::knowledge::sample();
    let findings: Vec<String> = report
        .findings
        .iter()
        .map(|finding| report.draw(finding, usize::MAX))
        .collect();
    assert!(findings.is_empty(), "{}", findings.join("\n\n"));
    assert_eq!(
        report.figures.relations,
        report.figures.relations_with_evidence
    );
}

#[test]
fn every_relation_type_is_explained_in_the_head() {
    let text =
        std::fs::read_to_string(root().join("data/brief.toml")).expect("the sample is there");
    let head: Vec<&str> = text
        .lines()
        .take_while(|line| line.starts_with('#'))
        .collect();
    let explained = |name: &str| {
        head.iter().any(|line| {
            line.trim_start_matches(['#', ' '])
                .starts_with(&format!("{name} "))
        })
    };
    Database::sample().with_graph(|graph| {
        let missing: Vec<&str> = graph
            .types()
            .map(|(_, name)| name.as_ref())
            .chain(graph.labels().map(|(_, name)| name.as_ref()))
            .filter(|name| !explained(name))
            .collect();
        assert!(missing.is_empty(), "not explained: {missing:?}");
    });
}

#[test]
fn the_brief_shares_no_sentence_with_its_article() {
    // The article is not part of the repository; where it lies beside it, no six words in a row are the same.
    let Ok(article) = std::fs::read_to_string(root().join("../shared/article.txt")) else {
        return;
    };
    let brief = std::fs::read_to_string(root().join("data/brief.txt")).expect("the brief is there");
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (article, brief) = (words(&article), words(&brief));
    let runs: std::collections::HashSet<&[String]> = article.windows(6).collect();
    let shared: Vec<&[String]> = brief.windows(6).filter(|run| runs.contains(run)).collect();
    assert!(shared.is_empty(), "shared with the article: {shared:?}");
}
