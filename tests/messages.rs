//! Error sentences, word by word.

use rihla::diagnostic::Source;
use rihla::syntax::parse;

/// An error as it is shown.
pub fn message(text: &str) -> String {
    let Err(error) = parse(text) else { return "no error".to_owned() };
    let hint = error.hint.as_ref().map_or(String::new(), |hint| format!("\nhint: {hint}"));
    format!("{}: {error}\n{}{hint}", error.detail, Source::new(text).draw(error.span))
}

#[test]
fn words_and_operators_of_other_languages() {
    insta::assert_snapshot!(message(r#"RETURN n.x == 1"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) WHERE n.x != 1 RETURN n"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) WHERE n.x && n.y RETURN n"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) WHERE !n.x RETURN n"#), @"");
    insta::assert_snapshot!(message(r#"MATHC (n) RETURN n"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) RETRUN n"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) RETURN n ODER BY n.x"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) WHERE n.x = 1 ADN n.y = 2 RETURN n"#), @"");
    insta::assert_snapshot!(message(r#"SELECT * FROM people"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) RETURN n GROUP BY n.x"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) WHERE n.name LIKE 'a%' RETURN n"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) WHERE n.x NOT IN [1] RETURN n"#), @"");
}

#[test]
fn arrows_and_patterns() {
    insta::assert_snapshot!(message(r#"MATCH (a)->(b) RETURN a"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (a)<-(b) RETURN a"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (a)-(b) RETURN a"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (a)-knows->(b) RETURN a"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (a)-[r]>(b) RETURN a"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (a)-[r](b) RETURN a"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (a)(b) RETURN a"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (a)-[:R..]->(b) RETURN a"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (a)-[:R*-2]->(b) RETURN a"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (a)-[:R*1..2]->+(b) RETURN a"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n $p) RETURN n"#), @"");
}

#[test]
fn brackets_and_quotes() {
    insta::assert_snapshot!(message(r#"MATCH (n RETURN n"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n {name: 'x') RETURN n"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n] RETURN n"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n)) RETURN n"#), @"");
    insta::assert_snapshot!(message(r#"RETURN [1, 2"#), @"");
    insta::assert_snapshot!(message(r#"RETURN 'abc"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n:`Label) RETURN n"#), @"");
    insta::assert_snapshot!(message(r#"RETURN 1 /* never"#), @"");
}

#[test]
fn characters_and_literals() {
    insta::assert_snapshot!(message(r#"RETURN 42 — 41"#), @"");
    insta::assert_snapshot!(message(r#"RETURN “text”"#), @"");
    insta::assert_snapshot!(message(r#"RETURN 0x1G"#), @"");
    insta::assert_snapshot!(message(r#"RETURN 12abc"#), @"");
    insta::assert_snapshot!(message(r#"RETURN 9223372036854775808"#), @"");
    insta::assert_snapshot!(message(r#"RETURN 1e999"#), @"");
    insta::assert_snapshot!(message(r#"RETURN '\uH'"#), @"");
    insta::assert_snapshot!(message(r#"RETURN 'C:\path'"#), @"");
}

#[test]
fn missing_parts_and_names() {
    insta::assert_snapshot!(message(r#"RETURN"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) WHERE"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) WHERE RETURN n"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (match) RETURN match"#), @"");
    insta::assert_snapshot!(message(r#"WITH 1 AS where RETURN 1"#), @"");
    insta::assert_snapshot!(message(r#"RETURN 1; RETURN 2"#), @"");
}

#[test]
fn expressions_and_clauses() {
    insta::assert_snapshot!(message(r#"RETURN x IS :: INTEGR"#), @"");
    insta::assert_snapshot!(message(r#"RETURN (a)--(b + 1)--(c)"#), @"");
    insta::assert_snapshot!(message(r#"RETURN (a:A {k: 1})"#), @"");
    insta::assert_snapshot!(message(r#"RETURN reduce(x IN xs | x)"#), @"");
    insta::assert_snapshot!(message(r#"RETURN filter(x IN xs WHERE x > 1)"#), @"");
    insta::assert_snapshot!(message(r#"RETURN [x WHERE x > 1]"#), @"");
    insta::assert_snapshot!(message(r#"RETURN [a + 1 | b]"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) SET n:A:B = 1"#), @"");
    insta::assert_snapshot!(message(r#"MATCH (n) SET f(n) = 1"#), @"");
    insta::assert_snapshot!(message(r#"MATCH p = shortest((a)-->(b)) RETURN p"#), @"");
    insta::assert_snapshot!(message(r#"MATCH SHORTEST (a)-->(b) RETURN 1"#), @"");
    insta::assert_snapshot!(message(r#"RETURN {k1.k: 1}"#), @"");
    insta::assert_snapshot!(message(r#"RETURN CASE WHEN a, b THEN 1 END"#), @"");
}

#[test]
fn walks() {
    insta::assert_snapshot!(message(r#"Qatar -> mediated"#), @"");
    insta::assert_snapshot!(message(r#"Qatar -> mediated ->"#), @"");
    insta::assert_snapshot!(message(r#"Qatar ->"#), @"");
    insta::assert_snapshot!(message(r#"-> mediated -> Qatar"#), @"");
    insta::assert_snapshot!(message(r#"Qatar -> mediated <- ?x"#), @"");
    insta::assert_snapshot!(message(r#"Qatar -> -> ?x"#), @"");
    insta::assert_snapshot!(message(r#"Qatar -> ?r:Type -> ?x"#), @"");
    insta::assert_snapshot!(message(r#"Qatar -> mediated -> ? what"#), @"");
    insta::assert_snapshot!(message(r#"Qatar -> mediated* -> *3"#), @"");
    insta::assert_snapshot!(message(r#""Qatar -> mediated -> ?x"#), @"");
    insta::assert_snapshot!(message(r#""Qatar" x -> mediated -> ?x"#), @"");
    insta::assert_snapshot!(message(r#":help"#), @"");
}
