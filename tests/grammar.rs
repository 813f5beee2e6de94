//! The parser's work stays linear in the length of the text, whatever is nested in whatever.
//!
//! pest counts its calls against a limit that the parser sets to a constant times the longest text seen so far. The limit is one for the
//! whole process, so this binary holds this one test, and it parses its texts from short to long: a text then has hardly more than its
//! own budget, and one that needs more is refused as nested too deeply although it is not.

use rihla::syntax::parse;

/// Openers with what closes them.
const OPENERS: [(&str, &str); 52] = [
    ("(", ")"),
    ("[", "]"),
    ("{a: ", "}"),
    ("f(", ")"),
    ("f(DISTINCT 1, ", ")"),
    ("a.b(", ")"),
    ("x[", "]"),
    ("x[1..", "]"),
    ("x[..", "]"),
    ("(x)[", "]"),
    ("NOT ", ""),
    ("- ", ""),
    ("1 + ", ""),
    ("a = ", ""),
    ("(a {k: ", "})"),
    ("(a:B {k: ", "})"),
    ("({k: ", "})"),
    ("(a WHERE ", ")"),
    ("(a)-->(b {k: ", "})"),
    ("(a)--(b {k: ", "})"),
    ("(a)<--(b {k: ", "})"),
    ("(a)-[r {k: ", "}]->(b)"),
    ("(a)-[r WHERE ", "]->(b)"),
    ("(a:$(", "))"),
    ("(a IS B&!$any(", "))"),
    ("(a)-[:$(", ")]->(b)"),
    ("a:$all(", ")"),
    ("(a)<-[r:R*1..2 {k: ", "}]-(b)"),
    ("(1)--(", ")"),
    ("[x IN ", "]"),
    ("[x IN xs WHERE ", "]"),
    ("[x IN xs | ", "]"),
    ("[x IN xs WHERE a | ", "]"),
    ("[(a)-->(b) WHERE ", " | a]"),
    ("[(a)-->(b) | ", "]"),
    ("[p = (a)-->(b {k: ", "}) | a]"),
    ("any(x IN ", " WHERE a)"),
    ("all(x IN xs WHERE ", ")"),
    ("reduce(a = ", ", x IN xs | a)"),
    ("reduce(a = 1, x IN xs | ", ")"),
    ("n {.a, b: ", "}"),
    ("CASE WHEN ", " THEN 1 END"),
    ("CASE ", " WHEN 1 THEN 2 END"),
    ("CASE a WHEN 1 THEN ", " END"),
    ("CASE a WHEN > ", " THEN 1 END"),
    ("trim(BOTH ", " FROM a)"),
    ("trim(BOTH (", ") FROM a)"),
    ("trim(FROM (", "))"),
    ("EXISTS { (a)-->(b) WHERE ", "}"),
    ("COUNT { MATCH ((a)-->(b WHERE ", ")){1,2} RETURN 1}"),
    ("COLLECT { CALL { RETURN ", "} RETURN 1}"),
    ("shortestPath((a {k: ", "})-[*]->(b))"),
];

const DEPTH: usize = 24;

fn nested(first: (&str, &str), second: (&str, &str), ending: &str) -> String {
    let openers = [first.0, second.0].concat().repeat(DEPTH / 2);
    let closers = [second.1, first.1].concat().repeat(DEPTH / 2);
    match ending {
        "closed" => format!("RETURN {openers}1{closers}"),
        "unclosed" => format!("RETURN {openers}1"),
        _ => format!("RETURN {openers}1)]}}"),
    }
}

#[test]
fn work_is_linear_whatever_is_nested() {
    let mut texts = Vec::new();
    for first in OPENERS {
        for second in OPENERS {
            texts.extend(
                ["closed", "unclosed", "wrong"].map(|ending| nested(first, second, ending)),
            );
        }
    }
    for (open, close) in [("!", ""), ("(", ")")] {
        texts.push(format!("RETURN a:{}A{}", open.repeat(60), close.repeat(60)));
        texts.push(format!(
            "MATCH {}(a){} RETURN 1",
            "(".repeat(60),
            if close.is_empty() { "" } else { ")" }.repeat(60)
        ));
    }
    texts.sort_by_key(String::len);
    let refused =
        |text: &&String| parse(text).is_err_and(|error| error.detail == "NestedTooDeeply");
    let failures: Vec<&String> = texts.iter().filter(refused).collect();
    assert!(
        failures.is_empty(),
        "{} of {} shapes, such as {:#?}",
        failures.len(),
        texts.len(),
        &failures[..failures.len().min(20)]
    );
}
