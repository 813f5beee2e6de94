//! Text to tree and back.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use regex::Regex;
use rihla::syntax::script::{Completeness, PieceKind, completeness, split};
use rihla::syntax::{ast, keywords, parse, parse_expression, tokens};

/// The tree without places and without the source text kept as column names.
fn shape(tree: &impl std::fmt::Debug) -> String {
    let spans = Regex::new(r"Span \{ start: \d+, end: \d+ \}").expect("a valid pattern");
    let texts = Regex::new(r#", text: "(?:[^"\\]|\\.)*""#).expect("a valid pattern");
    texts
        .replace_all(&spans.replace_all(&format!("{tree:?}"), "_"), "")
        .into_owned()
}

/// Parses, prints, parses again and compares.
fn round_trip(text: &str) -> Result<(), String> {
    let first = parse(text).map_err(|error| format!("{error:?}\n{text}"))?;
    let printed = first.to_string();
    let second =
        parse(&printed).map_err(|error| format!("{error:?}\nprinted: {printed}\nfrom: {text}"))?;
    if shape(&first) == shape(&second) {
        Ok(())
    } else {
        Err(format!(
            "{text}\nprinted as {printed}\n{}\n{}",
            shape(&first),
            shape(&second)
        ))
    }
}

fn kit() -> Option<PathBuf> {
    let places = [
        std::env::var_os("RIHLA_TCK").map(PathBuf::from),
        Some(PathBuf::from("../shared/opencypher-tck/features")),
    ];
    places.into_iter().flatten().find(|place| place.is_dir())
}

fn features(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder)
        .expect("the kit is readable")
        .flatten()
    {
        match entry.path() {
            path if path.is_dir() => features(&path, out),
            path if path.extension().is_some_and(|ending| ending == "feature") => out.push(path),
            _ => {}
        }
    }
}

/// Every query of a feature that is expected to compile, with the examples of outlines filled in.
fn queries(feature: &str) -> Vec<String> {
    let mut queries = Vec::new();
    for scenario in feature.split("Scenario").skip(1) {
        if scenario.contains("should be raised at compile time") {
            continue;
        }
        let examples = examples(scenario);
        for query in docstrings(scenario) {
            queries.extend(examples.iter().map(|row| {
                row.iter().fold(query.clone(), |text, (key, value)| {
                    text.replace(&format!("<{key}>"), value)
                })
            }));
        }
    }
    queries
}

fn docstrings(scenario: &str) -> Vec<String> {
    scenario
        .split("\"\"\"")
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn examples(scenario: &str) -> Vec<Vec<(String, String)>> {
    let Some((_, table)) = scenario.split_once("Examples:") else {
        return vec![Vec::new()];
    };
    let cells = |line: &str| {
        line.replace("\\|", "\u{1}")
            .trim()
            .trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().replace('\u{1}', "|"))
            .collect::<Vec<_>>()
    };
    let mut rows = table
        .lines()
        .filter(|line| line.trim().starts_with('|'))
        .map(cells);
    let Some(header) = rows.next() else {
        return vec![Vec::new()];
    };
    rows.map(|row| header.iter().cloned().zip(row).collect())
        .collect()
}

#[test]
fn every_query_of_the_kit_parses_and_prints() {
    let Some(folder) = kit() else {
        eprintln!("the openCypher kit is not here: set RIHLA_TCK to its features folder");
        return;
    };
    let mut files = Vec::new();
    features(&folder, &mut files);
    let texts: Vec<String> = files
        .iter()
        .flat_map(|file| queries(&std::fs::read_to_string(file).expect("readable")))
        .collect();
    let failures: Vec<String> = texts
        .iter()
        .filter_map(|text| round_trip(text).err())
        .collect();
    eprintln!(
        "{} queries of the kit, {} fail",
        texts.len(),
        failures.len()
    );
    assert!(
        failures.is_empty(),
        "{} of {} fail, such as\n{}",
        failures.len(),
        texts.len(),
        failures[..failures.len().min(10)].join("\n\n")
    );
}

#[test]
fn forms_beyond_the_kit_round_trip() {
    let forms = [
        "MATCH (n:A|B&!C) RETURN n",
        "MATCH (n:!(A|B)&C&%) RETURN n",
        "RETURN x IS TRUE, x IS NOT UNKNOWN, x IS NFKC NORMALIZED",
        "RETURN CASE x WHEN > 4, IS NULL THEN 1 WHEN STARTS WITH 'a' THEN 2 WHEN 5 THEN 3 END",
        "MATCH (n IS A WHERE n.x > 1) RETURN n",
        "MATCH (a)-[r:R|:S|T*1..3 {k: 1} WHERE r.x = 2]->(b) RETURN r",
        "MATCH ((a)-[:R]->(b) WHERE a.x < b.x){1,3} RETURN a",
        "MATCH (x) ((a)-[:R]->(b)){2} (y) RETURN x",
        "MATCH (x)-[:R]->+(y)<-[:S]-{,4}(z)-->*(w) RETURN x",
        "MATCH p = SHORTEST 2 (a)-->+(b) RETURN p",
        "MATCH p = ANY SHORTEST TRAIL (a)-->+(b), ALL SHORTEST (c)--(d), SHORTEST 2 GROUPS (e)--(f), ANY 3 (g)--(h) RETURN p",
        "MATCH p = shortestPath((a)-[*]->(b)), q = allShortestPaths((a)-[*]->(b)) RETURN p",
        "MATCH REPEATABLE ELEMENTS (a)-->(b) MATCH DIFFERENT RELATIONSHIPS (c)-->(d) RETURN a",
        "INSERT (n:A {k: 1})-[:R]->(m)",
        "MATCH (n) FILTER n.x > 1 LET y = n.x, z = y + 1 RETURN y OFFSET 1 LIMIT 2",
        "FOR x IN [1, 2] WITH ORDINALITY i RETURN x, i",
        "FOR x IN [1, 2] WITH OFFSET i RETURN x NEXT RETURN x",
        "MATCH (n) ORDER BY n.x DESC NULLS LAST SKIP 1 LIMIT 2 RETURN n",
        "MATCH (n) SET n.x = 1 FINISH",
        "RETURN 'a' || 'b' || 'c'",
        "RETURN EXISTS { (a)-->(b) WHERE a.x = 1 }, COUNT { MATCH (n) RETURN n }, COLLECT { MATCH (n) RETURN n.x }",
        "RETURN EXISTS { MATCH (n) WHERE EXISTS { (n)-->() } }, exists((n)-->()), count {.x}",
        "CALL { MATCH (n) RETURN n } RETURN n",
        "MATCH (n) CALL (n) { RETURN n.x AS x UNION ALL RETURN 1 AS x } RETURN x",
        "CALL (*) { RETURN 1 AS x } OPTIONAL CALL () { RETURN 2 AS y } RETURN x, y",
        "MATCH (n) CALL (n) { SET n.x = 1 } IN TRANSACTIONS",
        "CALL { CREATE () } IN 3 CONCURRENT TRANSACTIONS ON ERROR RETRY FOR 2 SECONDS THEN BREAK REPORT STATUS AS s OF $n ROWS RETURN s",
        "MATCH p = SHORTEST 2 TRAIL GROUPS (a)-->+(b) RETURN p",
        "RETURN DATE '2024-03-15', TIME '10:00+01:00', timestamp '2024-03-15T10:00', DURATION \"P1D\", date, time",
        "MATCH (n) RETURN n {.*, .name, key: 1 + 2, n, `odd key`: 3}",
        "RETURN reduce(s = 0, x IN [1, 2] | s + x), [x IN xs WHERE x:A | x.n], [x IN xs], [(x IN xs)], [x IN xs, 1]",
        "RETURN [(a)-->(b) WHERE b:A&B | b.x], [p = (a)-->(b) | p]",
        "RETURN any(x IN xs WHERE x > 1), all(x IN xs WHERE x:A|B), none(x IN xs WHERE true), single(x IN xs WHERE x IS NULL)",
        "MATCH (n) FOREACH (x IN [1] | SET n.x = x CREATE (m {y: x}))",
        "LOAD CSV WITH HEADERS FROM 'file:///a.csv' AS row FIELDTERMINATOR ';' RETURN row",
        "RETURN x IS :: INTEGER, x IS NOT :: LIST<STRING NOT NULL> NOT NULL, x :: INT | FLOAT, x IS TYPED ZONED DATETIME",
        "RETURN [x IN xs WHERE x IS :: INTEGER | date]",
        "RETURN x IS NOT NULL, x =~ 'a.*', x STARTS WITH 'a' AND NOT x ENDS WITH 'b' XOR x CONTAINS 'c'",
        "RETURN 0x1F, 0o17, 1e3, 1.5E-3, .5, 1_000, -9223372036854775808, -0x8000000000000000",
        "RETURN 'a\\'b\\u00e9\\U0001F600\\n', \"it's\", $p, $0, $`odd name`",
        "RETURN (1)--(2), (a.x)<--(b.y), 1--2, 1 - -2, - - 3, 2 ^ 3 ^ 4, -(2 ^ 2), (-2) ^ 2",
        "RETURN a < b <= c, (a < b) < c, a = (b = c), (a OR b) OR c, a - (b - c), (a - b) - c",
        "MATCH (match_:Match {return: 1}) WHERE match_.where = 1 AND match_:Where:Return RETURN match_.order AS `return`",
        "MATCH (n) WHERE n:A AND (n:B|C) AND NOT (n)-->() AND (n)-[:R]->({k: 1}) RETURN (n:A), n:A:B",
        "MATCH (café)-[:ÉTÉ]->(名) RETURN café.naïve, 名",
        "RETURN CASE WHEN a THEN 1 WHEN b THEN 2 ELSE 3 END, CASE x WHEN 1, 2 THEN 'a' END, xs[0], xs[1..], xs[..2], xs[-1..2].a[0]",
        "CALL db.labels() YIELD label AS l WHERE l = 'A' RETURN l",
        "CALL test.doNothing YIELD - RETURN 1",
        "MERGE (n {k: 1}) ON CREATE SET n.x = 1, n:A ON MATCH SET n += {y: 2}, n = {z: 1}, n['k'] = 2",
        "MATCH (n) REMOVE n.x, n:A:B, n['k'] DETACH DELETE n, n.y",
        "EXPLAIN MATCH (n) RETURN n",
        "WHY Qatar -> mediated|signed -> ?x:Person|Organization",
        "PROFILE RETURN 1;",
        "SHOW FUNCTIONS",
        "SHOW BUILT IN FUNCTIONS EXECUTABLE BY CURRENT USER YIELD name WHERE name = 'abs'",
        "SHOW NODE PROPERTY TYPE CONSTRAINTS YIELD *",
        "CREATE INDEX FOR (n:A) ON (n.x)",
        "CREATE INDEX `an index` IF NOT EXISTS FOR ()-[r:R]-() ON (r.a, r.b)",
        "CREATE CONSTRAINT c FOR (n:A) REQUIRE n.x IS UNIQUE",
        "CREATE CONSTRAINT FOR ()-[r:R]-() REQUIRE (r.a, r.b) IS RELATIONSHIP KEY",
        "CREATE CONSTRAINT FOR (n:A) REQUIRE n.x IS NOT NULL",
        "CREATE CONSTRAINT FOR (n:A) REQUIRE n.x :: INTEGER | LIST<STRING NOT NULL> OPTIONS {indexProvider: 'range-1.0'}",
        "DROP INDEX i IF EXISTS",
        "DROP CONSTRAINT c",
        "CREATE FULLTEXT INDEX",
        "RETURN CAST(x AS INTEGER)",
        "MATCH p = SHORTEST 2 GROUPS ((a)-[r]->(b) WHERE a.x < b.x){1,3} RETURN p",
        "MATCH REPEATABLE ELEMENTS p = ANY SHORTEST WALK (a)-->+(b) RETURN p",
        "RETURN date.truncate('day', d), date ( ), count(*), count(DISTINCT x)",
        "MATCH (n) // a comment with ' a quote\nRETURN n /* ; */ ;",
        "WITH 1 AS x UNION DISTINCT RETURN 1 AS x UNION ALL RETURN 2 AS x",
        "USE graph.one MATCH (n) RETURN n",
        "MATCH (end)-->(start) WHERE end.count = start.offset RETURN end, start, count, next, finish, filter",
        "MATCH (a)-[r]- >(b)<-[s]-(c)- -(d) RETURN *, 1 AS one ORDER BY one ASC, a DESCENDING SKIP 1 LIMIT $n",
    ];
    let failures: Vec<String> = forms
        .iter()
        .filter_map(|text| round_trip(text).err())
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// What a query prints as: the canonical text.
fn printed(text: &str) -> String {
    parse(text).map_or_else(|error| format!("{error:?}"), |tree| tree.to_string())
}

#[test]
fn precedence_is_the_language_s_own() {
    insta::assert_snapshot!(printed("RETURN (a + b) * c, a + (b * c), NOT (a = b), (NOT a) = b, (a IN b) IS NULL, -(a.b), (-a).b"),
        @r"RETURN (a + b) * c, a + b * c, NOT a = b, (NOT a) = b, a IN b IS NULL, -a.b, (-a).b");
    insta::assert_snapshot!(printed("RETURN a OR b AND c XOR d, (a OR b) AND c, a + b IN c, (a:A).b, a.b:C"), @r"RETURN a OR b AND c XOR d, (a OR b) AND c, a + b IN c, a:A.b, a.b:C");
    insta::assert_snapshot!(printed("match (n)where(n.x=1)return n"), @r"MATCH (n) WHERE n.x = 1 RETURN n");
}

fn names(walk: &str) -> String {
    shape(&parse(walk)).replace(", span: _", "")
}

#[test]
fn walks() {
    for walk in [
        "Qatar -> mediated -> US–Venezuela prisoner exchange",
        "Qatar → mediated → ?event → between → ?party",
        "?who <- mediated <- …",
        "Qatar -- mediated|dialogue partner of*1..3 -- ?x:A|B",
        "Qatar -> *1..3 -> Kazakhstan",
        "Qatar -> ?r -> ?:Organization",
        "Qatar's Emir — met — \"A -> B\"",
        "Match -> is a -> ?",
        "Call of Duty -> made by -> ?who",
        "US-Venezuela -> * -> 9/11",
        "Qatar",
        "PROFILE 'n [n IN nodes(p)]'",
    ] {
        round_trip(walk).unwrap_or_else(|error| panic!("{error}"));
        assert!(
            matches!(
                parse(walk),
                Ok(ast::Statement {
                    body: ast::Body::Walk(_),
                    ..
                })
            ),
            "{walk}"
        );
    }
    insta::assert_snapshot!(names("Qatar -> mediated|'signed -> off'*1..3 -> ?x:A|B"), @r#"Ok(Statement { mode: Run, body: Walk(Walk { stops: [WalkStop { kind: Named("Qatar") }, WalkStop { kind: Unknown { variable: Some(Name { text: "x" }), labels: [Name { text: "A" }, Name { text: "B" }] } }], links: [WalkLink { direction: Outgoing, kind: Named { names: [Name { text: "mediated" }, Name { text: "signed -> off" }], range: Some(Range { min: Some(1), max: Some(3) }) } }] }) })"#);
}

#[test]
fn valid_queries_never_turn_into_walks() {
    for text in [
        "RETURN 1 --2",
        "RETURN a <-1",
        "RETURN a--b",
        "MATCH (a)-->(b) RETURN a",
        "WITH\n 1 AS x RETURN x",
        "return'a -> b'",
        "RETURN --1",
    ] {
        assert!(
            matches!(
                parse(text),
                Ok(ast::Statement {
                    body: ast::Body::Query(_),
                    ..
                })
            ),
            "{text}"
        );
    }
}

#[test]
fn scripts_fall_into_pieces() {
    let script = "// first\nMATCH (n)\nRETURN n; RETURN ';' /* ; */\n;\nQatar -> mediated -> ?x // why\n:help me; now\nQatar's Emir\n  RETRUN 1;\nRETURN 'open\n;:x";
    let pieces: Vec<(PieceKind, &str)> = split(script)
        .into_iter()
        .map(|piece| (piece.kind, &script[piece.span.range()]))
        .collect();
    insta::assert_debug_snapshot!(pieces, @r#"
        [
            (
                Statement,
                "MATCH (n)\nRETURN n",
            ),
            (
                Statement,
                "RETURN ';' /* ; */",
            ),
            (
                Walk,
                "Qatar -> mediated -> ?x // why",
            ),
            (
                Command,
                ":help me; now",
            ),
            (
                Walk,
                "Qatar's Emir",
            ),
            (
                Statement,
                "RETRUN 1",
            ),
            (
                Statement,
                "RETURN 'open\n;:x",
            ),
        ]
        "#);
}

#[test]
fn a_line_editor_knows_when_to_run() {
    use Completeness::{Complete, Empty, Incomplete};
    let cases = [
        ("", Empty),
        ("  // nothing", Empty),
        ("RETURN 1", Incomplete),
        ("RETURN 1;", Complete),
        ("RETURN 1; // done", Complete),
        ("RETURN 1\n", Complete),
        ("MATCH (n)\nRETURN n\n\n", Complete),
        ("RETURN 'a", Incomplete),
        ("RETURN 'a\n\nb", Incomplete),
        ("RETURN 'a\n", Complete),
        ("RETURN 'a;", Incomplete),
        ("RETURN `a;", Incomplete),
        ("/* a", Incomplete),
        ("RETURN 1 /* ;\n", Complete),
        ("Qatar -> mediated -> ?x", Complete),
        ("Qatar's Emir", Complete),
        (":help", Complete),
        ("RETURN 1;\n:help", Complete),
        ("RETURN 1; MATCH (n)", Incomplete),
    ];
    for (input, expected) in cases {
        assert_eq!(completeness(input), expected, "{input:?}");
    }
}

#[test]
fn column_names_are_the_text_as_written() {
    let Ok(ast::Statement {
        body: ast::Body::Query(query),
        ..
    }) = parse("RETURN count( * ) , n . name, /* c */ (1+2) AS x , [1 ,2] ORDER BY x")
    else {
        panic!("parses")
    };
    let ast::ClauseKind::Return(projection) = &query.first.clauses[0].kind else {
        panic!("a RETURN")
    };
    let texts: Vec<&str> = projection.items.iter().map(|item| &*item.text).collect();
    assert_eq!(texts, ["count( * )", "n . name", "(1+2)", "[1 ,2]"]);
}

#[test]
fn long_flat_rows_work() {
    for operator in [
        " OR ", " AND ", " XOR ", " + ", " * ", " = ", " IN ", " OR NOT ", " + -",
    ] {
        let text = format!("RETURN {}", vec!["a"; 100_000].join(operator));
        let tree = parse(&text).unwrap_or_else(|error| panic!("{operator}: {error}"));
        assert_eq!(shape(&tree.clone()).len(), shape(&tree).len());
        assert_eq!(tree.to_string(), text);
    }
}

#[test]
fn long_scripts_are_split_in_linear_time() {
    let script = "Qatar's Emir -> met -> ?x\nMATCH (n) RETURN n;\n".repeat(10_000);
    assert_eq!(split(&script).len(), 20_000);
    assert_eq!(completeness(&script), Completeness::Complete);
}

#[test]
fn deep_texts_give_one_error() {
    let deep = |open: &str, close: &str| {
        format!("RETURN {}1{}", open.repeat(10_000), close.repeat(10_000))
    };
    let shapes = [
        deep("(", ")"),
        deep("[", "]"),
        deep("{a: ", "}"),
        deep("NOT ", ""),
        deep("- ", ""),
        deep("x[", "]"),
        deep("f(", ")"),
        deep("CASE WHEN ", " THEN 1 END"),
        deep("EXISTS { MATCH (n) WHERE ", "}"),
        deep("(a {k: ", "})"),
        deep("[x IN xs WHERE ", "]"),
        deep("a = NOT ", ""),
        format!("RETURN 1{}", "[0]".repeat(10_000)),
        format!("RETURN a{}", ".b".repeat(10_000)),
        format!("RETURN a{}", " IS NULL".repeat(10_000)),
        format!("RETURN a:{}A", "!".repeat(10_000)),
        format!("RETURN a:{}A{}", "(".repeat(10_000), ")".repeat(10_000)),
        format!(
            "MATCH {}(a){} RETURN 1",
            "(".repeat(10_000),
            ")".repeat(10_000)
        ),
        format!(
            "RETURN a IS :: {}INT{}",
            "LIST<".repeat(10_000),
            ">".repeat(10_000)
        ),
        format!("{}RETURN 1{}", "CALL { ".repeat(10_000), "}".repeat(10_000)),
        format!(
            "{}SET a.b = 1{}",
            "FOREACH (x IN y | ".repeat(10_000),
            ")".repeat(10_000)
        ),
    ];
    for text in shapes {
        let error = parse(&text).expect_err(&text[..40]);
        assert_eq!(error.detail, "NestedTooDeeply", "{} {error:?}", &text[..40]);
    }
}

#[test]
fn ordinary_depth_is_allowed() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("f(", ")"),
        ("{a: ", "}"),
        ("CASE WHEN a THEN ", " END"),
        ("1 + (", ")"),
    ] {
        round_trip(&format!(
            "RETURN {}1{}",
            open.repeat(100),
            close.repeat(100)
        ))
        .unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn keywords_end_where_words_end() {
    for keyword in keywords() {
        let lower = keyword.to_lowercase();
        let mixed: String = keyword
            .chars()
            .enumerate()
            .map(|(at, c)| {
                if at % 2 == 0 {
                    c
                } else {
                    c.to_ascii_lowercase()
                }
            })
            .collect();
        for word in [
            format!("{keyword}x"),
            format!("y{lower}"),
            format!("{mixed}_"),
            format!("{lower}é"),
        ] {
            assert_eq!(printed(&format!("RETURN {word}")), format!("RETURN {word}"));
        }
        let name = format!("MATCH (n:{keyword} {{{lower}: 1}})-[:{mixed}]->() RETURN n.{keyword}");
        assert_eq!(printed(&name), name);
    }
    for glued in [
        "RETURN(1)",
        "RETURN[1]",
        "return'a'",
        "RETURN{a:1}",
        "RETURN-1",
        "RETURN$a",
        "match(n)where(n.x)in[1]return(n)as m",
    ] {
        round_trip(glued).unwrap_or_else(|error| panic!("{error}"));
    }
    assert!(parse("MATCH (n) RETURNn").is_err());
}

#[test]
fn literals_of_parameters() {
    assert_eq!(
        parse_expression(" [1, {a: 'b'}] ").map(|tree| tree.to_string()),
        Ok("[1, {a: 'b'}]".to_owned())
    );
    assert!(parse_expression("1 2").is_err());
    assert!(parse_expression("").is_err());
}

#[test]
fn colours() {
    let text = "MATCH (n:Label {k: 'v'})-[:R|S]->() WHERE n.match > 1.5 RETURN count(*), $p // c";
    let coloured: Vec<String> = tokens(text)
        .into_iter()
        .map(|(span, kind)| format!("{} {kind:?}", &text[span.range()]))
        .collect();
    insta::assert_snapshot!(coloured.join("\n"), @r"
        MATCH Keyword
        ( Operator
        n Name
        : Operator
        Label Label
        { Operator
        k Name
        : Operator
        'v' String
        } Operator
        ) Operator
        - Operator
        [ Operator
        : Operator
        R Label
        | Operator
        S Label
        ] Operator
        -> Arrow
        ( Operator
        ) Operator
        WHERE Keyword
        n Name
        . Operator
        match Name
        > Operator
        1.5 Number
        RETURN Keyword
        count Function
        ( Operator
        * Operator
        ) Operator
        , Operator
        $p Parameter
        // c Comment
        ");
}

const SOUP: [&str; 76] = [
    "MATCH", "RETURN", "WHERE", "WITH", "UNWIND", "AS", "CREATE", "MERGE", "SET", "DELETE", "CALL",
    "YIELD", "FOREACH", "CASE", "WHEN", "THEN", "ELSE", "END", "NOT", "AND", "OR", "IN", "IS",
    "NULL", "::", "INTEGER", "LIST", "EXISTS", "COUNT", "UNION", "ALL", "ANY", "SHORTEST",
    "DISTINCT", "ORDER", "BY", "LIMIT", "(", ")", "[", "]", "{", "}", "-", "--", "->", "<-", "-[",
    "]->", "<", ">", "=", "<>", "+", "*", "|", "&", "!", "%", ":", ".", "..", ",", ";", "'a'", "'",
    "`", "$p", "1", "1.5", "a", "b", "?x", "→", "\n", "//",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics(text in "\\PC{0,60}") {
        check_total(&text)?;
    }

    #[test]
    fn no_soup_panics(words in prop::collection::vec(prop::sample::select(SOUP.to_vec()), 0..40), glue in prop::sample::select(vec!["", " "])) {
        check_total(&words.join(glue))?;
    }
}

/// Every entry point answers, pieces and tokens are in order, and what lies between pieces is blanks, comments and semicolons.
fn check_total(text: &str) -> Result<(), TestCaseError> {
    if let Ok(tree) = parse(text) {
        let again = parse(&tree.to_string());
        prop_assert_eq!(
            again.map(|again| shape(&again)),
            Ok(shape(&tree)),
            "{} printed as {}",
            text,
            tree
        );
    }
    let _ = parse_expression(text);
    completeness(text);
    let mut end = 0;
    for piece in split(text) {
        prop_assert!(piece.span.start >= end && piece.span.start < piece.span.end);
        end = piece.span.end;
    }
    let mut end = 0;
    for (span, _) in tokens(text) {
        prop_assert!(span.start >= end && span.start < span.end);
        prop_assert!(text.get(span.range()).is_some());
        end = span.end;
    }
    Ok(())
}
