//! Pictures in DOT: Graphviz can read them whatever the data says, and they are the same for the same graph.

use std::io::Write;
use std::process::{Command, Stdio};

use rihla::formats::{Picture, dot};
use rihla::{Database, Value};

/// Names that mean something to DOT, to HTML, to a terminal or to nobody.
const HOSTILE: [&str; 14] = [
    "say \"hello\"",
    "C:\\new\\table\\",
    "two\nlines\r\nand a\ttab",
    "<b>bold</b> & <i>",
    "&lt;b&gt; &amp; &nbsp;",
    "😀 family 👨‍👩‍👧‍👦",
    "شبكة قطر \u{202e}reversed",
    "\u{0}\u{1b}[31mred\u{7}",
    "\\N \\G \\l \\\"",
    "]; } digraph {",
    "// comment /* */ # line",
    "",
    " ",
    "\\",
];

fn hostile_database() -> Database {
    let database = Database::in_memory();
    let names: Vec<Value> = HOSTILE.iter().map(|name| Value::from(*name)).collect();
    database
        .run(
            "UNWIND $names AS name CREATE (:Thing {name: name, note: name})",
            [("names", Value::from(names))],
        )
        .expect("the nodes are made");
    for name in HOSTILE.iter().filter(|name| !name.is_empty()) {
        let quoted = format!("`{}`", name.replace('`', "``"));
        let text = format!(
            "MATCH (a:Thing {{name: ''}}) CREATE (a)-[:{quoted} {{p: 'x\"\\\\'}}]->(:Other:{quoted})"
        );
        database
            .run(&text, ())
            .unwrap_or_else(|error| panic!("{name:?}: {error}"));
    }
    database
}

fn drawn(picture: &Picture) -> String {
    let mut out = Vec::new();
    dot::write(picture, &mut out).expect("writing to memory works");
    String::from_utf8(out).expect("DOT is UTF-8")
}

/// What Graphviz makes of a text; `None` where there is no Graphviz (an error where it is required).
fn graphviz(text: &str, format: &str) -> Option<(bool, String, String)> {
    let child = Command::new("dot")
        .arg(format!("-T{format}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        assert!(
            std::env::var_os("RIHLA_DOT").is_none(),
            "Graphviz is required here and not installed"
        );
        println!("Graphviz is not installed: the picture was made but not read back");
        return None;
    };
    let mut input = child.stdin.take().expect("a pipe was asked for");
    input
        .write_all(text.as_bytes())
        .expect("dot reads its input");
    drop(input);
    let output = child.wait_with_output().expect("dot ends");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Some((
        output.status.success(),
        text(output.stdout),
        text(output.stderr),
    ))
}

#[test]
fn graphviz_reads_hostile_names() {
    let database = hostile_database();
    let text = drawn(&database.with_graph(Picture::of_graph));
    let Some((success, json, complaints)) = graphviz(&text, "json") else {
        return;
    };
    assert!(success && complaints.is_empty(), "{complaints}\n{text}");
    let json: serde_json::Value = serde_json::from_str(&json).expect("dot writes JSON");
    let nodes = database.with_graph(|graph| graph.node_count());
    let objects = json["objects"].as_array().expect("there are nodes").len();
    assert_eq!(objects, nodes, "each node once");
    let edges = json["edges"].as_array().expect("there are edges").len();
    assert_eq!(
        edges,
        database.with_graph(|graph| graph.relationship_count())
    );
}

#[test]
fn names_come_through_graphviz_as_they_are() {
    let database = Database::in_memory();
    database
        .run("CREATE (:A {name: 'a \"b\" & <c> &lt; \\\\N'})", ())
        .expect("the node is made");
    let text = drawn(&database.with_graph(Picture::of_graph));
    let Some((_, svg, _)) = graphviz(&text, "svg") else {
        return;
    };
    assert!(
        svg.contains(">a &quot;b&quot; &amp; &lt;c&gt; &amp;lt; \\N</text>"),
        "{svg}"
    );
}

#[test]
fn the_sample_is_drawn_the_same_each_time() {
    let text = drawn(&Database::sample().with_graph(Picture::of_graph));
    assert_eq!(
        text,
        drawn(&Database::sample().with_graph(Picture::of_graph))
    );
    assert!(
        text.contains(">mediated</td>"),
        "relation types stand on the arrows"
    );
    assert!(
        text.contains("tooltip=\"") && text.contains('“'),
        "evidence stands in the tooltips"
    );
    let Some((success, _, complaints)) = graphviz(&text, "svg") else {
        return;
    };
    assert!(success && complaints.is_empty(), "{complaints}");
}

#[test]
fn an_answer_is_drawn_with_what_it_touches() {
    let database = Database::sample();
    let rows = database
        .run("Qatar -> mediated -> ?what -> between -> ?who", ())
        .expect("the walk runs");
    let picture = database.with_graph(|graph| Picture::of_rows(&rows, graph));
    assert_eq!((picture.nodes.len(), picture.relationships.len()), (4, 3));
    let rows = database
        .run("MATCH (c:Country) RETURN c", ())
        .expect("the query runs");
    let alone = database.with_graph(|graph| Picture::of_rows(&rows, graph));
    assert!(alone.relationships.is_empty());
    let connected = database.with_graph(|graph| alone.connected(graph));
    assert!(
        !connected.relationships.is_empty(),
        "countries have relations with each other"
    );
}

#[test]
fn relations_between_the_same_two_share_an_arrow() {
    let database = Database::in_memory();
    database
        .run(
            "CREATE (a:A {name: 'a'})-[:WISHES]->(b:B {name: 'b'}), (a)-[:SAYS]->(b), (b)-[:SAYS]->(a), (a)-[:SAYS]->(a)",
            (),
        )
        .expect("the graph is made");
    let text = drawn(&database.with_graph(Picture::of_graph));
    assert_eq!(text.matches(" -> ").count(), 3, "{text}");
    assert!(text.contains("label=\"wishes\\nsays\""), "{text}");
    database
        .run("MATCH (b:B), (a:A) CREATE (b)-[:WISHES]->(a)", ())
        .expect("the relationship is made");
    let text = drawn(&database.with_graph(Picture::of_graph));
    assert_eq!(text.matches(" -> ").count(), 2, "{text}");
    assert_eq!(text.matches("dir=both").count(), 1, "{text}");
}

#[test]
fn no_two_of_many_labels_look_alike() {
    let database = Database::in_memory();
    for number in 0..60 {
        let text = format!("CREATE (:L{number} {{name: 'x'}})");
        database.run(&text, ()).expect("the node is made");
    }
    let text = drawn(&database.with_graph(Picture::of_graph));
    let looks: std::collections::HashSet<&str> = text
        .lines()
        .filter_map(|line| {
            line.trim_start()
                .strip_prefix('n')?
                .split_once("fillcolor=")
        })
        .filter_map(|(_, look)| look.split_once(", tooltip").map(|(look, _)| look))
        .collect();
    assert_eq!(looks.len(), 60);
}

#[test]
fn a_node_shows_all_its_labels_and_one_without_a_name_says_so() {
    let database = Database::in_memory();
    database
        .run("CREATE (:A:B {name: 'two'}), (:A {name: ' '})", ())
        .expect("the nodes are made");
    let text = drawn(&database.with_graph(Picture::of_graph));
    let cell = |label: &str| format!("\">{label}</font></td>");
    assert_eq!(text.matches(&cell("A")).count(), 1, "in the legend: {text}");
    assert_eq!(
        text.matches(&cell("B")).count(),
        2,
        "on the node too: {text}"
    );
    assert!(text.contains("label=\"(no name) #1\""), "{text}");
    let Some((success, _, complaints)) = graphviz(&text, "svg") else {
        return;
    };
    assert!(success && complaints.is_empty(), "{complaints}");
}
