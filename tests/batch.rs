//! The program off a terminal: batch files, standard input, formats, exit statuses, errors with file and line.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use insta::assert_snapshot;

fn rihla(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rihla"));
    command
        .args(arguments)
        .env("COLUMNS", "80")
        .env_remove("RUST_BACKTRACE");
    command
}

fn run(arguments: &[&str]) -> Output {
    rihla(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

fn run_with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = rihla(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child
        .stdin
        .take()
        .expect("a pipe was asked for")
        .write_all(input)
        .expect("it reads its input");
    child.wait_with_output().expect("the program ends")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn status(output: &Output) -> Option<i32> {
    output.status.code()
}

fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("the file can be written");
    path.display().to_string()
}

/// One row with a value of every kind that formats treat differently.
const KINDS: &str = "RETURN 1 AS i, 2.0 AS f, null AS n, 'a\\t\"b\",\\n=c' AS s, '' AS e, true AS b, [1, 'x'] AS l, \
                     {k: 0.0/0.0} AS m, date('2022-09-15') AS d, '=1+1' AS formula";

#[test]
fn every_format_keeps_what_it_is_given() {
    let mut shown = String::new();
    for format in [
        "tsv", "csv", "json", "jsonl", "markdown", "vertical", "table",
    ] {
        let output = run(&["run", "--empty", "--format", format, "-e", KINDS]);
        assert_eq!(status(&output), Some(0), "{}", err(&output));
        shown.push_str(&format!("── {format}\n{}", out(&output)));
    }
    assert_snapshot!(shown, @r#"
    ── tsv
    i	f	n	s	e	b	l	m	d	formula
    1	2.0	\N	a\t"b",\n=c		true	[1, 'x']	{k: NaN}	2022-09-15	=1+1
    ── csv
    i,f,n,s,e,b,l,m,d,formula
    1,2.0,,"a	""b"",
    =c","",true,"[1, 'x']",{k: NaN},2022-09-15,'=1+1
    ── json
    [
      {"i":1,"f":2.0,"n":null,"s":"a\t\"b\",\n=c","e":"","b":true,"l":[1,"x"],"m":{"k":{"$float":"NaN"}},"d":{"$date":"2022-09-15"},"formula":"=1+1"}
    ]
    ── jsonl
    {"i":1,"f":2.0,"n":null,"s":"a\t\"b\",\n=c","e":"","b":true,"l":[1,"x"],"m":{"k":{"$float":"NaN"}},"d":{"$date":"2022-09-15"},"formula":"=1+1"}
    ── markdown
    | i | f | n | s | e | b | l | m | d | formula |
    | ---: | ---: | ---: | --- | --- | --- | --- | --- | --- | --- |
    | 1 | 2.0 | *null* | a&#9;"b",<br>=c |  | true | \[1, 'x'\] | {k: NaN} | 2022-09-15 | =1+1 |
    ── vertical
    ──── row 1 ────────────────────
    i        1
    f        2.0
    n        NULL
    s        a\t"b",\n=c
    e        
    b        true
    l        [1, 'x']
    m        {k: NaN}
    d        2022-09-15
    formula  =1+1
    ── table
    ┌──────────────────────────────────────────────────────────────────────────────┐
    │ i   f     n      s             e   b      l      m      d            formula │
    ╞══════════════════════════════════════════════════════════════════════════════╡
    │ 1   2.0   NULL   a\t"b",\n=c       true   [1,    {k:    2022-09-15   =1+1    │
    │                                           'x']   NaN}                        │
    └──────────────────────────────────────────────────────────────────────────────┘
    "#);
}

#[test]
fn entities_are_tagged_in_json_lines() {
    let query = "CREATE p = (a:A {x: 1})-[:R {y: 'z'}]->(:B) RETURN a, p, relationships(p)[0] AS r";
    let output = run(&["run", "--empty", "-f", "jsonl", "-e", query]);
    assert_snapshot!(out(&output), @r#"{"a":{"$node":{"id":0,"labels":["A"],"properties":{"x":1}}},"p":{"$path":{"nodes":[{"$node":{"id":0,"labels":["A"],"properties":{"x":1}}},{"$node":{"id":1,"labels":["B"],"properties":{}}}],"relationships":[{"$relationship":{"id":0,"type":"R","start":0,"end":1,"properties":{"y":"z"}}}]}},"r":{"$relationship":{"id":0,"type":"R","start":0,"end":1,"properties":{"y":"z"}}}}"#);
}

#[test]
fn an_answer_off_a_terminal_is_tab_separated_without_colours() {
    let output = run(&["run", "-e", "Qatar -> mediated -> ?what"]);
    assert_eq!(out(&output), "what\nUS–Venezuela prisoner exchange\n");
    assert_eq!(err(&output), "");
}

#[test]
fn a_failed_statement_names_its_file_and_line() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let script = file(
        folder.path(),
        "q.cypher",
        "RETURN 1 AS a;\n\nMATCH (n)\nRETURN m;\nRETURN 2 AS b;\n",
    );
    let output = run(&["run", "--empty", &script]);
    assert_eq!(status(&output), Some(1));
    assert_eq!(out(&output), "a\n1\n");
    assert!(err(&output).contains("q.cypher:4:8"), "{}", err(&output));
    let output = run(&["run", "--empty", "--keep-going", &script]);
    assert_eq!(status(&output), Some(1));
    assert_eq!(out(&output), "a\n1\nb\n2\n");
}

#[test]
fn wrong_usage_and_unreadable_input_are_told_apart_from_failures() {
    assert_eq!(status(&run(&["run", "--format", "xml"])), Some(2));
    assert_eq!(status(&run(&["nonsense-command-or-file"])), Some(2));
    let missing = run(&["run", "no-such-file.cypher"]);
    assert_eq!(status(&missing), Some(2));
    assert_eq!(
        err(&missing),
        "error: no-such-file.cypher: there is no such file\n"
    );
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("bytes.cypher");
    std::fs::write(&path, b"RETURN 1;\nRETURN '\xff';").expect("the file can be written");
    let output = run(&["run", &path.display().to_string()]);
    assert_eq!(status(&output), Some(2));
    assert!(
        err(&output).contains("bytes.cypher:2: the file is not UTF-8"),
        "{}",
        err(&output)
    );
    assert_eq!(
        status(&run(&["run", "-g", "graph.parquet", "-e", "RETURN 1"])),
        Some(2)
    );
}

#[test]
fn parameters_come_from_the_command_line_and_from_files() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let json = file(
        folder.path(),
        "p.json",
        "{\"who\": \"Kazakhstan\", \"n\": 1, \"list\": [1, 2.5, null]}",
    );
    let query = "RETURN $who AS who, $n AS n, $list AS list";
    let output = run(&[
        "run",
        "--params",
        &json,
        "--param",
        "who='Qatar'",
        "-e",
        query,
    ]);
    assert_eq!(
        out(&output),
        "who\tn\tlist\nQatar\t1\t[1, 2.5, null]\n",
        "{}",
        err(&output)
    );
    let output = run(&["run", "--empty", "-e", "RETURN 1 + $who"]);
    assert_snapshot!(err(&output), @r"
    error[MissingParameter]: the parameter $who was not given
     --> -e:1:12
      |
    1 | RETURN 1 + $who
      |            ^^^^
    help: give it with `:param who 1`, or with `--param who=1`
    ");
    let output = run(&["run", "--empty", "-e", "RETURN 1 + $`a b`"]);
    assert_snapshot!(err(&output), @r"
    error[MissingParameter]: the parameter $a b was not given
     --> -e:1:12
      |
    1 | RETURN 1 + $`a b`
      |            ^^^^^^
    help: give it with `--params`, a JSON file
    ");
    let large = file(
        folder.path(),
        "large.json",
        "{\"n\": 1e30, \"ids\": [1, 99999999999999999999]}",
    );
    let output = run(&["run", "--params", &large, "-e", "RETURN $n"]);
    assert_eq!(status(&output), Some(2));
    let said = "parameter `ids`: the integer 99999999999999999999 is too large for 64 bits";
    assert!(err(&output).contains(said), "{}", err(&output));
    let output = run(&["run", "--param", "x=not a literal", "-e", "RETURN $x"]);
    assert_eq!(status(&output), Some(2));
    let output = run(&["run", "-e", "RETURN $nothing"]);
    assert_eq!(status(&output), Some(1));
    assert!(err(&output).contains("nothing"), "{}", err(&output));
}

#[test]
fn standard_input_is_answered_statement_by_statement() {
    let mut child = rihla(&["run", "--empty", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("a pipe was asked for");
    let mut answers = BufReader::new(child.stdout.take().expect("a pipe was asked for")).lines();
    let mut answer = || {
        answers
            .next()
            .expect("an answer comes")
            .expect("it is text")
    };
    writeln!(input, "CREATE (:A {{x: 1}});").expect("it reads");
    for number in 1..4 {
        writeln!(input, "MATCH (a:A)\nRETURN a.x + {number} AS x;").expect("it reads");
        assert_eq!(answer(), "x");
        assert_eq!(answer(), (number + 1).to_string());
    }
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn standard_input_without_its_last_semicolon_is_run_too() {
    let output = run_with_input(&[], b"Qatar -> mediated -> ?what\nRETURN 1 AS one");
    assert_eq!(
        out(&output),
        "what\nUS–Venezuela prisoner exchange\none\n1\n",
        "{}",
        err(&output)
    );
    let output = run_with_input(&["run", "-"], b"RETURN 'open");
    assert_eq!(status(&output), Some(1));
    let output = run_with_input(&["run", "-"], b"RETURN '\xff';");
    assert_eq!(status(&output), Some(2));
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let mut child = rihla(&[
        "run",
        "--empty",
        "-e",
        "UNWIND range(1, 200000) AS x RETURN x",
    ])
    .stdout(Stdio::piped())
    .stderr(Stdio::piped())
    .spawn()
    .expect("the program starts");
    let mut first = String::new();
    let mut reader = BufReader::new(child.stdout.take().expect("a pipe was asked for"));
    reader.read_line(&mut first).expect("a line comes");
    drop(reader);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(
        (first.as_str(), status(&output), err(&output).as_str()),
        ("x\n", Some(0), "")
    );
}

#[test]
fn echo_and_stats_say_what_was_done() {
    let output = run(&[
        "run",
        "--empty",
        "--echo",
        "--stats",
        "-e",
        "CREATE (:A {x: 1})-[:R]->(:B)",
    ]);
    assert_eq!(out(&output), "> CREATE (:A {x: 1})-[:R]->(:B)\n");
    assert!(err(&output).starts_with(
        "2 nodes created · 1 relationship created · 1 property set · 2 labels added · "
    ));
}

#[test]
fn limits_stop_a_statement_and_name_themselves() {
    let endless =
        "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a WHERE a < 0 RETURN a";
    let output = run(&["run", "--empty", "--timeout", "200ms", "-e", endless]);
    assert_eq!(status(&output), Some(1));
    let sentence =
        "the query ran longer than the 200ms it may take; Unwind was at work\n --> -e:1:1";
    assert!(err(&output).contains(sentence), "{}", err(&output));
    let large = "UNWIND range(1, 400000) AS x WITH x ORDER BY x DESC RETURN collect(x)";
    let output = run(&["run", "--empty", "--memory", "10MB", "-e", large]);
    assert_eq!(status(&output), Some(1));
    assert!(
        err(&output).contains("10 MB of memory the query may use"),
        "{}",
        err(&output)
    );
    let range = "RETURN range(1, 10000000)";
    let output = run(&["run", "--empty", "--memory", "10MB", "-e", range]);
    assert!(
        err(&output).contains(
            "`range` in Projection needs more than the 10 MB of memory the query may use"
        ),
        "{}",
        err(&output)
    );
    let output = run(&["run", "--read-only", "-e", "CREATE (:A)"]);
    assert_eq!(status(&output), Some(1));
}

#[cfg(unix)]
#[test]
fn an_interrupted_batch_ends_with_130() {
    let endless =
        "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a WHERE a < 0 RETURN a";
    let mut child = rihla(&["run", "--empty", "-e", "RETURN 1 AS begun", "-e", endless])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut reader = BufReader::new(child.stdout.take().expect("a pipe was asked for"));
    let mut first = String::new();
    reader
        .read_line(&mut first)
        .expect("the first answer comes");
    std::thread::sleep(std::time::Duration::from_millis(200));
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .expect("kill runs");
    assert!(killed.success());
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
}

#[test]
fn a_graph_comes_from_a_query_file() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let graph = file(
        folder.path(),
        "graph.cypher",
        "CREATE (:A {x: 1});\nCREATE (:A {x: 2});\n",
    );
    let output = run(&[
        "run",
        "-g",
        &graph,
        "-e",
        "MATCH (a:A) RETURN sum(a.x) AS total",
    ]);
    assert_eq!(out(&output), "total\n3\n", "{}", err(&output));
}

#[test]
fn load_csv_reads_below_its_root_only() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    file(
        folder.path(),
        "people.csv",
        "name,age\nAda,36\n\"Grace, H.\",\n",
    );
    let root = folder.path().display().to_string();
    let query = "LOAD CSV WITH HEADERS FROM 'file:///people.csv' AS row RETURN row.name AS name, row.age AS age";
    let output = run(&["run", "--empty", "--import-root", &root, "-e", query]);
    assert_eq!(
        out(&output),
        "name\tage\nAda\t36\nGrace, H.\t\\N\n",
        "{}",
        err(&output)
    );
    let places = "LOAD CSV WITH HEADERS FROM 'people.csv' AS row WITH row WHERE row.age IS NULL \
                  RETURN linenumber() AS line, file() ENDS WITH 'people.csv' AS named";
    let output = run(&["run", "--empty", "--import-root", &root, "-e", places]);
    assert_eq!(out(&output), "line\tnamed\n3\ttrue\n", "{}", err(&output));
    file(folder.path(), "lines.csv", "n\r\n1\r\n\r\n2\r\n");
    file(folder.path(), "quote.csv", "n\r\n1\r\n\"3\r\n");
    let lines = "LOAD CSV WITH HEADERS FROM 'lines.csv' AS row RETURN linenumber() AS line";
    let output = run(&["run", "--empty", "--import-root", &root, "-e", lines]);
    assert_eq!(out(&output), "line\n2\n4\n", "{}", err(&output));
    let all = "LOAD CSV FROM 'quote.csv' AS row RETURN count(*)";
    let output = run(&["run", "--empty", "--import-root", &root, "-e", all]);
    let said = "quote.csv:3: the quote that opens here is not closed";
    assert!(err(&output).contains(said), "{}", err(&output));
    file(
        folder.path(),
        "endless.csv",
        &format!("\"{}", "a\n".repeat(1 << 21)),
    );
    let all = "LOAD CSV FROM 'endless.csv' AS row RETURN count(*)";
    let options = ["--import-root", &root, "--memory", "1MB", "-e", all];
    let output = run(&[&["run", "--empty"], &options[..]].concat());
    let said = "a record in LoadCSV needs more than the 1 MB of memory";
    assert!(err(&output).contains(said), "{}", err(&output));
    let outside = "LOAD CSV FROM 'file:///../../../../../../etc/passwd' AS row RETURN row";
    let output = run(&["run", "--empty", "--import-root", &root, "-e", outside]);
    assert_eq!(status(&output), Some(1));
    assert_eq!(status(&run(&["run", "--empty", "-e", query])), Some(1));
}

#[test]
fn check_prints_findings_and_figures() {
    let output = run(&["check", "data/brief.toml"]);
    assert_eq!(status(&output), Some(0), "{}", err(&output));
    assert!(out(&output).contains("with evidence"), "{}", out(&output));
    let folder = tempfile::tempdir().expect("a folder can be made");
    let bad = file(folder.path(), "bad.toml", "[[entity]]\nid = \"a\"\n");
    let output = run(&["check", &bad]);
    assert_eq!(status(&output), Some(1));
    assert!(
        out(&output).contains("`name` is missing"),
        "{}",
        out(&output)
    );
}

#[test]
fn export_writes_the_graph_or_what_a_query_touches() {
    let whole = run(&["export"]);
    assert_eq!(status(&whole), Some(0), "{}", err(&whole));
    assert!(out(&whole).starts_with("digraph"));
    let part = run(&["export", "-q", "Qatar -> mediated -> ?what"]);
    assert_eq!(out(&part).matches(" -> ").count(), 1, "{}", out(&part));
    let scalars = run(&["export", "-q", "MATCH (a)-[:MEDIATED]->(b) RETURN a.name"]);
    assert_eq!(
        out(&scalars).matches(" -> ").count(),
        1,
        "what was matched is drawn: {}",
        out(&scalars)
    );
    let folder = tempfile::tempdir().expect("a folder can be made");
    let csv = folder.path().join("answer.csv").display().to_string();
    let output = run(&["export", "-q", "RETURN 1 AS one", "-o", &csv]);
    assert_eq!(status(&output), Some(0), "{}", err(&output));
    assert_eq!(
        std::fs::read_to_string(&csv).expect("it is there"),
        "one\n1\n"
    );
    assert_eq!(status(&run(&["export", "-o", "picture.xyz"])), Some(2));
}

/// The one fact behind `Qatar -> mediated -> ?what`.
const QUOTE: &str = "One case Qatar has mediated is the prisoner exchange";

#[test]
fn why_brings_evidence_in_every_format() {
    let query = "WHY MATCH (q {name: 'Qatar'})-[:MEDIATED]->(x) RETURN x.name AS name";
    for format in [
        "tsv", "csv", "json", "jsonl", "markdown", "vertical", "table",
    ] {
        let shown = out(&run(&["run", "-f", format, "-e", query]));
        assert_eq!(shown.matches(QUOTE).count(), 1, "{format}: {shown}");
        assert!(shown.contains("1960"), "{format} has the place: {shown}");
    }
    let lines = out(&run(&["run", "-f", "jsonl", "-e", query]));
    let row: serde_json::Value = serde_json::from_str(&lines).expect("a line is an object");
    let facts = row["why"].as_array().expect("facts are a list");
    let passage = facts.iter().find_map(|fact| {
        let relationship = fact.get("$relationship")?;
        relationship["evidence"].get(0).cloned()
    });
    let passage = passage.expect("the relationship has a passage");
    assert_eq!(passage["source"], "brief");
    assert_eq!(passage["start"], 1960);
    let plain = "MATCH (q {name: 'Qatar'})-[r:MEDIATED]->() RETURN r";
    let plain = out(&run(&["run", "-f", "jsonl", "-e", plain]));
    assert!(
        !plain.contains("evidence"),
        "evidence is no property: {plain}"
    );
}

#[test]
fn why_before_a_walk_shows_every_passage_with_its_place() {
    let walk = "WHY US–Venezuela exchange -> between -> ?who";
    assert_snapshot!(out(&run(&["run", "-f", "table", "-e", walk])), @"
    1 US–Venezuela prisoner exchange → between → United States
        “the prisoner exchange agreement between Venezuela and the United States”
         brief, characters 1991 to 2062
    2 US–Venezuela prisoner exchange → between → Venezuela
        “the prisoner exchange agreement between Venezuela and the United States”
         brief, characters 1991 to 2062
    ");
    let query = "WHY MATCH (c:Country {name: 'Kazakhstan'}) RETURN c.name AS name";
    assert_snapshot!(out(&run(&["run", "-f", "table", "-e", query])), @"
    ┌────────────┐
    │ name       │
    ╞════════════╡
    │ Kazakhstan │
    └────────────┘
    row 1
      Kazakhstan
        no passage says so
    ");
}

#[test]
fn plans_do_not_come_between_rows() {
    let explain = "EXPLAIN MATCH (n:Country) RETURN n.name AS name";
    for format in ["json", "jsonl"] {
        let text = out(&run(&["run", "-f", format, "-e", explain]));
        let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
        let row = if format == "json" { &json[0] } else { &json };
        let plan = row["plan"].as_str().expect("the plan is a text");
        assert!(plan.contains("NodeByLabelScan"), "{plan}");
    }
    let csv = out(&run(&["run", "-f", "csv", "-e", explain]));
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(csv.as_bytes())
        .records()
        .collect::<Result<_, _>>()
        .expect("it is CSV");
    assert_eq!(rows.len(), 1);
    let profile = "PROFILE MATCH (n:Country) RETURN count(*) AS n";
    for format in ["tsv", "csv"] {
        let output = run(&["run", "-f", format, "-e", profile]);
        assert_eq!(out(&output), "n\n4\n");
        assert!(err(&output).contains("NodeByLabelScan"), "{}", err(&output));
    }
}

#[test]
fn null_is_told_from_text_without_colours() {
    let query = r"RETURN null AS a, 'NULL' AS b, '\'NULL\'' AS c, '' AS d";
    for format in ["table", "vertical"] {
        let shown = out(&run(&["run", "--empty", "-f", format, "-e", query]));
        for cell in [" NULL", " 'NULL'", r" '\'NULL\''"] {
            assert_eq!(shown.matches(cell).count(), 1, "{format}: {shown}");
        }
    }
}

#[test]
fn errors_found_while_running_have_a_place() {
    let place = |arguments: &[&str], query: &str| {
        let output = run(&[&["run", "-e", query], arguments].concat());
        assert_eq!(status(&output), Some(1), "{query}");
        let text = err(&output);
        let place = text.lines().find_map(|line| line.split("--> -e:").nth(1));
        place
            .unwrap_or_else(|| panic!("no place: {text}"))
            .to_string()
    };
    assert_eq!(place(&[], "RETURN 1 AS one, $missing AS two"), "1:18");
    assert_eq!(place(&["--read-only"], "MATCH (n) SET n.x = 1"), "1:11");
    assert_eq!(place(&[], "MATCH (n {name: 'Qatar'}) DELETE n"), "1:34");
    assert_eq!(place(&[], "MERGE (n:X {y: null})"), "1:1");
    let second = "RETURN 1;\nUNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a WHERE a < 0 RETURN a;";
    assert_eq!(place(&["--timeout", "100ms"], second), "2:1");
}

#[test]
fn walks_fit_the_screen() {
    let narrow = |query: &str| {
        let output = rihla(&["run", "-f", "table", "-e", query])
            .env("COLUMNS", "44")
            .stdin(Stdio::null())
            .output()
            .expect("the program runs");
        out(&output)
    };
    let mut shown = narrow("WHY Qatar -> mediated -> ?event -> between -> ?y");
    shown += &narrow("Qatar's ambassador");
    shown += narrow("EXPLAIN Qatar -> mediated -> ?event")
        .split("\n\n")
        .next()
        .unwrap_or_default();
    for line in shown.lines() {
        assert!(line.chars().count() <= 44, "{line}\n\n{shown}");
    }
    assert!(
        !shown.contains("['"),
        "lists are said and not written: {shown}"
    );
    let output = run_with_input(
        &["run", "-f", "table", "-"],
        b":help\n:schema\n:help walks\n",
    );
    for line in out(&output).lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn a_table_too_narrow_for_its_words_has_a_line_for_each_value() {
    let query =
        "RETURN 'incomprehensibilities' AS first_column, 'misunderstandings' AS second_column";
    let output = rihla(&["run", "--empty", "-f", "table", "-e", query])
        .env("COLUMNS", "36")
        .output()
        .expect("the program runs");
    assert_snapshot!(out(&output), @"
    ──── row 1 ────────────────────
    first_column   incomprehensibilities
    second_column  misunderstandings
    ");
}

#[test]
fn results_in_markdown_stand_apart() {
    let output = run(&[
        "run",
        "-f",
        "md",
        "-e",
        "RETURN 1 AS a",
        "-e",
        "RETURN 2 AS b",
    ]);
    assert_eq!(
        out(&output),
        "| a |\n| ---: |\n| 1 |\n\n| b |\n| ---: |\n| 2 |\n"
    );
}

#[test]
fn export_says_what_is_wrong_with_its_query() {
    let output = run(&["export", "-q", "MATCH (n:Contry) RETURN n"]);
    assert_eq!(status(&output), Some(0));
    assert!(
        err(&output).contains("did you mean `Country`?"),
        "{}",
        err(&output)
    );
    assert!(
        err(&output).contains("the picture is empty"),
        "{}",
        err(&output)
    );
    let output = run(&["export", "-q", "MATCH (n) RETRUN n"]);
    assert_eq!(status(&output), Some(1));
    assert!(
        err(&output).starts_with("error[UnexpectedSyntax]: ")
            && err(&output).contains("--> -q:1:11"),
        "{}",
        err(&output)
    );
    let folder = tempfile::tempdir().expect("a folder can be made");
    let bad = file(folder.path(), "bad.cypher", "CREATE (;");
    let output = run(&["export", "-g", &bad]);
    assert!(err(&output).starts_with("error["), "{}", err(&output));
    assert!(err(&output).contains("bad.cypher:1:"), "{}", err(&output));
}

#[test]
fn files_of_another_kind_and_mistyped_words_are_recognised() {
    let complaint = |arguments: &[&str]| {
        let output = run(arguments);
        assert_eq!(status(&output), Some(2), "{arguments:?}");
        err(&output)
    };
    assert_eq!(
        complaint(&["run", "data/brief.toml"]),
        "error: data/brief.toml: a knowledge file holds facts, not statements\nhelp: ask it with -g data/brief.toml\n"
    );
    let mistyped =
        "error: runn: there is no such file or command\nhelp: did you mean `rihla run`?\n";
    assert_eq!(complaint(&["runn"]), mistyped);
    assert_eq!(complaint(&["runn", "a.cypher"]), mistyped);
    assert_eq!(
        complaint(&["-e", "RETURN 1"]),
        "error: -e belongs to `rihla run`\nhelp: write `rihla run -e …`\n"
    );
    assert_eq!(
        complaint(&["missing"]),
        "error: missing: there is no such file or command\n\
         help: the commands are run, export, check, help; see rihla --help\n"
    );
    assert_eq!(
        complaint(&["missing.toml"]),
        "error: missing.toml: there is no such file\n"
    );
    assert_eq!(
        complaint(&["check", "data"]),
        "error: data: it is a folder\n"
    );
    assert!(
        complaint(&["run", "-g", "data"])
            .starts_with("error: data: there is no .csv file in this folder\nhelp: ")
    );
    for (option, example) in [("--timeout", "10s"), ("--memory", "512MB")] {
        let text = complaint(&["run", option, "abc", "-e", "RETURN 1"]);
        assert!(text.contains(example) && !text.contains("at 0"), "{text}");
    }
    assert_eq!(
        complaint(&["export", "-o", "no/such/folder/a.dot"]),
        "error: no/such/folder/a.dot: there is no folder no/such/folder\n"
    );
    assert_eq!(
        complaint(&["run", "-p", "a=1", "--param", "a=2", "-e", "RETURN $a"]),
        "error: --param a: given twice\n"
    );
}

#[test]
fn a_query_file_taken_for_a_graph_is_recognised() {
    let query = "data/queries/01-mediated.cypher";
    let hint = format!(
        "help: a query file is run with `rihla run {query}`, in the shell with `:source`\n"
    );
    let output = run(&["check", query]);
    assert_eq!(status(&output), Some(2));
    assert!(err(&output).ends_with(&hint), "{}", err(&output));
    let output = run(&["export", "-g", query]);
    assert_eq!(status(&output), Some(1));
    assert!(err(&output).ends_with(&hint), "{}", err(&output));
    let folder = tempfile::tempdir().expect("a folder can be made");
    let reads = file(folder.path(), "reads.cypher", "MATCH (n) RETURN n;");
    let output = run(&["run", "-g", &reads, "-e", "RETURN 1"]);
    assert_eq!(status(&output), Some(0));
    assert!(
        err(&output).starts_with(&format!("warning: {reads} makes no node\nhelp: ")),
        "{}",
        err(&output)
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told_with_what_was_written() {
    let full = std::fs::File::create("/dev/full").expect("Linux has it");
    let output = rihla(&["run", "--empty", "-e", "RETURN 1"])
        .stdout(full)
        .output()
        .expect("the program runs");
    assert_eq!(status(&output), Some(2));
    assert_eq!(
        err(&output),
        "error: standard output: no space left on device\n"
    );
    let output = run(&["export", "-q", "RETURN 1", "-o", "/dev/full"]);
    assert_eq!(status(&output), Some(2), "{}", err(&output));
}

#[test]
fn all_files_are_read_before_the_first_statement_runs() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let first = file(folder.path(), "a.cypher", "RETURN 1 AS one;");
    let output = run(&["run", &first, "no-such.cypher"]);
    assert_eq!((status(&output), out(&output).as_str()), (Some(2), ""));
}

#[test]
fn numbers_and_control_characters_are_written_one_way() {
    let query = "RETURN '-5' AS number, '-x' AS formula";
    let output = run(&["run", "--empty", "-f", "csv", "-e", query]);
    assert_eq!(out(&output), "number,formula\n-5,'-x\n");
    let query = "CREATE (a:A {t: '\u{1b}x'}) RETURN a, a.t AS t";
    let output = run(&["run", "--empty", "-f", "vertical", "-e", query]);
    assert_eq!(
        out(&output).matches("\\u001Bx").count(),
        2,
        "{}",
        out(&output)
    );
    let one = "[[entity]]\nid = \"a\"\nname = \"A\"\nlabels = [\"L\"]\n";
    let folder = tempfile::tempdir().expect("a folder can be made");
    let output = run(&["check", &file(folder.path(), "one.toml", one)]);
    assert!(
        out(&output).ends_with("     0 errors, 1 warning, 0 notes\n"),
        "{}",
        out(&output)
    );
    let help = out(&run(&["run", "--help"]));
    assert!(help.contains("box"), "the format box is in the help");
}
