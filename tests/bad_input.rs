//! No input panics, hangs, overflows the stack or eats memory without bound; what fails changes nothing.
//!
//! A row is a test: its name, the statement, and what is to come of it. Each is run through the public face on a thread with the
//! small stack that threads have by default, under limits a careful program would set.

use std::fmt::Write;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use rihla::diagnostic::Source;
use rihla::syntax::parse;
use rihla::value::Value;
use rihla::{Database, Error, Options, Parameters, Rows};

use Expected::{Answers, Fails, Works};

/// What comes of an input.
enum Expected {
    /// It gives rows.
    Works,
    /// It gives an error of this detail.
    Fails(&'static str),
    /// Rows or an error, soon.
    Answers,
}

/// What threads have by default.
const STACK: usize = 2 << 20;

/// No row may take longer, on a slow machine and without optimisation.
const SOON: Duration = Duration::from_secs(60);

/// An error is read by a person.
const LONGEST_MESSAGE: usize = 2_000;

const GRAPH: &str = "CREATE (a:A {name: 'a', n: 1}), (b:B {name: 'b', n: 2.5}), (c:A:B {list: [1, 2]}), \
                     (a)-[:R {w: 1}]->(b), (b)-[:S]->(c), (c)-[:R]->(a), (a)-[:R]->(a)";

/// Thirty nodes, each joined to each.
const DENSE: &str = "UNWIND range(1, 30) AS i CREATE (:D {i: i}) WITH count(*) AS c MATCH (a:D), (b:D) CREATE (a)-[:E]->(b)";

fn limited() -> Options {
    Options {
        timeout: Some(Duration::from_secs(10)),
        memory: Some(256 << 20),
        rows: Some(1_000_000),
        ..Options::default()
    }
}

fn on_a_small_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let handle = thread.spawn_scoped(scope, work).expect("a thread starts");
        handle.join().expect("no panic")
    })
}

fn check(input: &str, expected: &Expected) {
    check_on(&[GRAPH], input, ().into(), expected);
}

fn check_on(setup: &[&str], input: &str, parameters: Parameters, expected: &Expected) {
    let begun = Instant::now();
    on_a_small_stack(|| {
        let database = Database::in_memory().with_options(limited());
        for statement in setup {
            database.run(statement, ()).expect("the graph is made");
        }
        let before = everything(&database);
        let outcome = database.run(input, parameters);
        judge(input, &outcome, expected);
        if outcome.is_err() {
            assert_eq!(everything(&database), before, "a failure changes nothing");
        }
        database
            .with_graph(|graph| graph.validate())
            .expect("the graph is sound");
    });
    assert!(begun.elapsed() < SOON, "took {:?}", begun.elapsed());
}

fn judge(input: &str, outcome: &Result<Rows, Error>, expected: &Expected) {
    match (outcome, expected) {
        (Ok(_), Works | Answers) => {}
        (Ok(_), Fails(detail)) => panic!("it works, {detail} was expected"),
        (Err(error), Works) => panic!("{error}"),
        (Err(error), _) => {
            let drawn = error.draw(&Source::new(input));
            let beginning: String = drawn.chars().take(500).collect();
            assert!(
                drawn.len() < LONGEST_MESSAGE,
                "{} bytes: {beginning}",
                drawn.len()
            );
            if let Fails(detail) = expected {
                assert_eq!(error.detail, *detail, "{drawn}");
            }
        }
    }
}

/// All that a failed statement could have left behind: names, ids, counts, properties.
fn everything(database: &Database) -> String {
    let mut all = database.with_graph(|graph| {
        format!(
            "{:?} {:?} {:?} {} {} {} {}",
            graph.labels().collect::<Vec<_>>(),
            graph.types().collect::<Vec<_>>(),
            graph.keys().collect::<Vec<_>>(),
            graph.node_bound(),
            graph.relationship_bound(),
            graph.node_count(),
            graph.relationship_count(),
        )
    });
    let rows = "MATCH (n) OPTIONAL MATCH (n)-[r]->(m) RETURN id(n), labels(n), properties(n), id(r), type(r), \
                properties(r), id(m) ORDER BY id(n), id(r)";
    let rows = database.run(rows, ()).expect("the graph can be read").rows;
    write!(all, "{rows:?}").expect("a text can be written to");
    all
}

macro_rules! inputs {
    ($($name:ident: $input:expr => $expected:expr;)*) => {
        $(
            #[test]
            fn $name() {
                check(&$input, &$expected);
            }
        )*
    };
}

// ------------------------------------------------------------------------------------------------------------ nesting

/// What nests: an opener, the innermost, a closer.
const NESTINGS: [(&str, &str, &str, &str); 40] = [
    ("RETURN ", "(", "1", ")"),
    ("RETURN ", "[", "1", "]"),
    ("RETURN ", "{a: ", "1", "}"),
    ("RETURN ", "NOT ", "true", ""),
    ("RETURN ", "NOT (", "true", ")"),
    ("RETURN ", "- ", "1", ""),
    ("RETURN ", "1 + (", "1", ")"),
    ("RETURN ", "true AND (", "true", ")"),
    ("RETURN ", "1 = (", "1", ")"),
    ("WITH [0] AS x RETURN ", "x[", "0", "]"),
    ("RETURN 1", "", "", " IS NULL"),
    ("WITH {a: 1} AS m RETURN m", "", "", ".a"),
    ("WITH [1] AS x RETURN x", "", "", "[0..1]"),
    ("RETURN ", "abs(", "1", ")"),
    ("RETURN ", "coalesce(null, ", "1", ")"),
    ("RETURN ", "CASE WHEN true THEN ", "1", " END"),
    ("RETURN ", "CASE WHEN ", "true", " THEN true END"),
    ("RETURN ", "CASE ", "1", " WHEN 1 THEN 1 END"),
    ("RETURN ", "[x IN [1] | ", "1", "]"),
    ("RETURN ", "[x IN ", "[1]", " | x]"),
    ("RETURN ", "[x IN [1] WHERE true OR 0 < size(", "[1]", ")]"),
    ("RETURN ", "any(x IN [1] WHERE ", "true", ")"),
    ("RETURN ", "reduce(a = 0, x IN [1] | ", "1", ")"),
    ("RETURN ", "reduce(a = ", "1", ", x IN [1] | a)"),
    ("MATCH (n:A) RETURN ", "n {.name, b: ", "1", "}"),
    ("RETURN ", "EXISTS { MATCH (n) WHERE ", "true", " }"),
    ("RETURN ", "COUNT { MATCH (n:A) WHERE 0 < ", "1", " }"),
    ("RETURN ", "COLLECT { RETURN ", "1", " AS x }"),
    ("RETURN ", "EXISTS { (n:A)-->() WHERE ", "true", " }"),
    ("MATCH (a:A) RETURN ", "[(a)-->() | ", "1", "]"),
    ("MATCH (a) WHERE a:", "!", "A", ""),
    ("MATCH (a) WHERE a:", "(", "A", ")"),
    ("MATCH (a) WHERE a:", "(B|", "A", ")"),
    ("", "CALL { ", "RETURN 1 AS x", " RETURN x }"),
    ("", "CALL (*) { ", "CREATE (:N)", " }"),
    ("", "FOREACH (x IN [1] | ", "CREATE (:N)", ")"),
    ("MATCH (a {name: ", "[", "1", "][0]"),
    ("RETURN 1 IN ", "[1 IN ", "[1]", "]"),
    ("MATCH ", "(", "(a)-->(b)", ")"),
    ("RETURN 1 ", "= 1 + - (1 ", "", ")"),
];

fn nested((before, open, inside, close): (&str, &str, &str, &str), levels: usize) -> String {
    let behind = match before {
        "MATCH (a) WHERE a:" | "MATCH " => " RETURN 1",
        "MATCH (a {name: " => "}) RETURN a",
        _ if open.starts_with("CALL {") => " RETURN x",
        _ => "",
    };
    let (open, close) = (open.repeat(levels), close.repeat(levels));
    format!("{before}{open}{inside}{close}{behind}")
}

#[test]
fn ten_thousand_levels_are_refused() {
    for nesting in NESTINGS {
        check(&nested(nesting, 10_000), &Answers);
    }
}

/// The greatest number of levels that can be parsed is run, the next is refused.
#[test]
fn the_deepest_nesting_runs() {
    for nesting in NESTINGS {
        deepest_runs(nesting);
    }
}

fn deepest_runs(nesting: (&str, &str, &str, &str)) {
    let parses = |levels: &usize| parse(&nested(nesting, *levels)).is_ok();
    let (mut right, mut wrong) = (1, 1_000);
    assert!(parses(&right) && !parses(&wrong), "{nesting:?}");
    while wrong - right > 1 {
        let middle = usize::midpoint(right, wrong);
        if parses(&middle) {
            right = middle;
        } else {
            wrong = middle;
        }
    }
    check(&nested(nesting, right), &Answers);
    check(&nested(nesting, wrong), &Fails("NestedTooDeeply"));
}

// ------------------------------------------------------------------------------------------------------------- length

fn numbered(count: usize, between: &str, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(between)
}

inputs! {
    mistakes_without_end: "RETURN a ".repeat(1_000) => Fails("InvalidClauseComposition");
    or_of_100_000: format!("RETURN {}", vec!["false"; 100_000].join(" OR ")) => Works;
    and_of_100_000: format!("MATCH (n) WHERE {} RETURN n", vec!["n.n = 1"; 100_000].join(" AND ")) => Works;
    sum_of_100_000: format!("RETURN {}", vec!["1"; 100_000].join(" + ")) => Works;
    sum_of_100_000_properties: format!("MATCH (n:A) RETURN {}", vec!["n.n"; 100_000].join(" + ")) => Works;
    comparison_of_20_000: format!("RETURN {}", vec!["1"; 20_000].join(" = ")) => Works;
    with_2_000: format!("{} RETURN x", "WITH 1 AS x ".repeat(2_000)) => Works;
    with_10_000: format!("{} RETURN x", "WITH 1 AS x ".repeat(10_000)) => Answers;
    with_2_000_aggregating: format!("{} RETURN 1 AS y", "WITH count(*) AS x ".repeat(2_000)) => Works;
    unwind_2_000: format!("{} RETURN 1 AS y", numbered(2_000, " ", |i| format!("UNWIND [1] AS x{i}"))) => Works;
    match_2_000: format!("{} RETURN 1 AS y", "MATCH (:A {name: 'a'}) ".repeat(2_000)) => Works;
    match_2_000_named: format!("{} RETURN 1 AS y", numbered(2_000, " ", |i| format!("MATCH (n{i}:A {{name: 'a'}})"))) => Works;
    optional_match_2_000: format!("{} RETURN 1 AS y", "OPTIONAL MATCH (:Nowhere) ".repeat(2_000)) => Works;
    create_2_000: "CREATE (:New {p: 1}) ".repeat(2_000) => Works;
    create_2_000_and_fail: format!("{} RETURN 1 / 0", "CREATE (:New {p: 1}) ".repeat(2_000)) => Fails("DivisionByZero");
    merge_500: numbered(500, " ", |i| format!("MERGE (:New {{p: {i}}})")) => Answers;
    set_2_000: format!("MATCH (n:A) {}", numbered(2_000, " ", |i| format!("SET n.p{i} = 1"))) => Works;
    foreach_2_000: "FOREACH (x IN [1] | CREATE (:New)) ".repeat(2_000) => Works;
    call_500: format!("{} RETURN 1 AS y", numbered(500, " ", |i| format!("CALL {{ RETURN {i} AS x{i} }}"))) => Works;
    union_2_000: vec!["RETURN 1 AS x"; 2_000].join(" UNION ") => Works;
    union_all_2_000: vec!["RETURN 1 AS x"; 2_000].join(" UNION ALL ") => Works;
    create_5_000_parts: format!("CREATE {}", vec!["(:New)"; 5_000].join(", ")) => Works;
    create_5_000_steps: format!("CREATE (){}", "-[:R]->()".repeat(5_000)) => Works;
    match_2_000_parts: format!("MATCH {} RETURN 1", vec!["(:A {name: 'a'})"; 2_000].join(", ")) => Fails("PatternTooLarge");
    match_2_000_steps: format!("MATCH (:A {{name: 'a'}}){} RETURN 1", "-->()".repeat(2_000)) => Fails("PatternTooLarge");
    return_10_000_items: format!("RETURN {}", numbered(10_000, ", ", |i| format!("{i} AS x{i}"))) => Works;
    list_of_10_000: format!("RETURN 1 IN [{}]", numbered(10_000, ", ", |i| i.to_string())) => Works;
    when_5_000: format!("RETURN CASE 1 {} END", numbered(5_000, " ", |i| format!("WHEN {} THEN {i}", i + 2))) => Works;
    map_of_10_000: format!("RETURN {{{}}}", numbered(10_000, ", ", |i| format!("k{i}: {i}"))) => Works;
    labels_10_000: format!("MATCH (n:{}) RETURN n", numbered(10_000, "|", |i| format!("L{i}"))) => Works;
    sort_keys_5_000: format!("UNWIND [1, 2] AS x RETURN x ORDER BY {}", numbered(5_000, ", ", |i| format!("x + {i}"))) => Works;
}

#[test]
fn pattern_of_5_000_parts_answers() {
    let parts = numbered(5_000, ", ", |i| format!("(n{i})"));
    check(
        &format!("MATCH {parts} RETURN 1 LIMIT 1"),
        &Fails("PatternTooLarge"),
    );
}

// --------------------------------------------------------------------------------------------------------------- text

inputs! {
    nothing: "" => Fails("UnexpectedSyntax");
    blanks: "  \n\t " => Answers;
    nul: "RETURN \0" => Answers;
    nul_in_a_string: "RETURN 'a\0b'" => Works;
    nul_in_a_name: "RETURN 1 AS `a\0b`" => Works;
    lone_surrogate: r"RETURN '\uD800'" => Fails("InvalidUnicodeLiteral");
    surrogate_pair: r"RETURN '\uD83D\uDE00'" => Answers;
    past_unicode: r"RETURN '\U00110000'" => Fails("InvalidUnicodeLiteral");
    half_an_escape: r"RETURN '\u12" => Answers;
    quote_not_closed: "RETURN 'abc" => Fails("UnexpectedSyntax");
    long_quote_not_closed: format!("RETURN '{}", "a".repeat(10_000_000)) => Fails("UnexpectedSyntax");
    comment_not_closed: "RETURN 1 /* abc" => Fails("UnexpectedSyntax");
    back_tick_not_closed: "RETURN `abc" => Fails("UnexpectedSyntax");
    string_of_20_mb: format!("RETURN size('{}')", "a".repeat(20_000_000)) => Answers;
    string_of_20_mb_where_it_does_not_fit: format!("RETURN 1 '{}'", "a".repeat(20_000_000)) => Fails("UnexpectedSyntax");
    string_of_20_mb_of_another_type: format!("RETURN 1 - '{}'", "a".repeat(20_000_000)) => Answers;
    string_of_1_mb_as_a_date: format!("RETURN date('{}')", "1".repeat(1_000_000)) => Answers;
    string_of_1_mb_as_a_zone: format!("RETURN datetime({{year: 2020, timezone: '{}'}})", "a".repeat(1_000_000)) => Answers;
    string_of_1_mb_as_a_form: format!("RETURN normalize('a', '{}')", "a".repeat(1_000_000)) => Answers;
    string_of_1_mb_as_a_duration: format!("RETURN duration('P{}Y')", "1".repeat(1_000_000)) => Answers;
    string_of_1_mb_as_a_number: format!("RETURN toInteger('{}')", "9".repeat(1_000_000)) => Answers;
    name_of_1_mb: format!("RETURN {}", "a".repeat(1_000_000)) => Fails("UndefinedVariable");
    function_of_1_mb: format!("RETURN {}(1)", "a".repeat(1_000_000)) => Fails("UnknownFunction");
    procedure_of_1_mb: format!("CALL {}()", "a".repeat(1_000_000)) => Answers;
    parameter_of_1_mb: format!("RETURN ${}", "a".repeat(1_000_000)) => Answers;
    label_of_1_mb: format!("CREATE (:{}) RETURN 1 / 0", "a".repeat(1_000_000)) => Fails("DivisionByZero");
    type_of_1_mb: format!("OPTIONAL MATCH (a:Nothing) CREATE (a)-[:{}]->()", "a".repeat(1_000_000)) => Answers;
    column_of_1_mb: format!("RETURN 1 AS {0}, 2 AS {0}", "a".repeat(1_000_000)) => Answers;
    yield_of_1_mb: format!("CALL db.labels() YIELD {} RETURN 1", "a".repeat(1_000_000)) => Answers;
    key_of_1_mb: format!("RETURN date({{{}: 1}})", "a".repeat(1_000_000)) => Answers;
    aggregation_of_1_mb: format!("MATCH ({0}) RETURN {0}.n + count(*)", "a".repeat(1_000_000)) => Answers;
    number_of_1_mb: format!("RETURN {}", "9".repeat(1_000_000)) => Fails("IntegerOverflow");
    float_of_1_mb: format!("RETURN {}.0", "9".repeat(1_000_000)) => Fails("FloatingPointOverflow");
    number_of_10_mb: format!("RETURN 1 + {}", "9".repeat(10_000_000)) => Fails("IntegerOverflow");
    name_of_10_mb: format!("RETURN {}", "a".repeat(10_000_000)) => Fails("NameTooLong");
    string_of_10_mb_of_digits: format!("RETURN size('{}')", "9".repeat(10_000_000)) => Works;
    string_of_100_mb: format!("RETURN size('{}')", "a".repeat(100_000_000)) => Fails("StatementTooLong");
    right_to_left: "RETURN \u{202e}x\u{202c} \u{5e9}\u{5dc}\u{5d5}\u{5dd}" => Answers;
    arabic: "سؤال -> ؟" => Answers;
    emoji: "RETURN 👩‍👩‍👧‍👦" => Answers;
    combining: format!("RETURN 'a{}'", "\u{301}".repeat(100_000)) => Works;
    closers: ")".repeat(100_000) => Answers;
    openers: "(".repeat(100_000) => Answers;
    semicolons: ";".repeat(100_000) => Answers;
    back_slashes: format!("RETURN '{}'", r"\\".repeat(100_000)) => Works;
    comments: format!("RETURN {} 1", "/* */".repeat(100_000)) => Works;
    lines: format!("RETURN {} nope", "\n".repeat(1_000_000)) => Fails("UndefinedVariable");
    hash: "#".repeat(100_000) => Answers;
}

// -------------------------------------------------------------------------------------------------------------- walks

inputs! {
    walk_of_arrows: "-> -> ->" => Answers;
    walk_of_one_arrow: "->" => Answers;
    walk_of_other_arrows: "← → —" => Answers;
    walk_of_100_000_arrows: "->".repeat(100_000) => Answers;
    walk_of_20_000_steps: format!("a {}", "-> R -> ? ".repeat(20_000)) => Answers;
    walk_of_300_steps: format!("a {}", "-> R -> ? ".repeat(300)) => Answers;
    walk_of_1_mb: "a ".repeat(500_000) => Answers;
    walk_mixed: "a -> b <- c — MATCH (n) RETURN n" => Answers;
    walk_with_an_open_quote: "'a -> b" => Answers;
    walk_with_an_open_back_tick: "`a -> b" => Answers;
    walk_of_steps_without_end: "a -> *1..99999999999999999999 -> b" => Answers;
    walk_of_many_steps: "a -> *1..1000000000 -> b" => Answers;
    walk_of_unknowns: "? -> ? -> ?" => Answers;
    walk_of_question_marks: "?".repeat(100_000) => Answers;
    walk_of_bars: format!("a -> {} -> ?", "R|".repeat(10_000)) => Answers;
    walk_right_to_left: "\u{202e}a -> ? -> ?" => Answers;
    walk_of_nul: "a -> \0 -> ?" => Answers;
}

// ------------------------------------------------------------------------------------------------------------- limits

inputs! {
    range_of_a_trillion: "RETURN range(1, 1000000000000)" => Fails("ResultTooLarge");
    range_unwound: "UNWIND range(1, 1000000000000) AS x RETURN count(x)" => Answers;
    range_of_50_million: "RETURN range(1, 50000000)" => Fails("MemoryLimit");
    range_of_everything: "RETURN range(-9223372036854775808, 9223372036854775807)" => Answers;
    range_by_the_least_step: "RETURN range(9223372036854775807, -9223372036854775808, -9223372036854775808)" => Works;
    range_at_the_end: "RETURN range(9223372036854775806, 9223372036854775807)" => Works;
    many_ranges: "UNWIND range(1, 10000) AS x WITH range(1, 10000) AS l, x RETURN sum(size(l))" => Answers;
    many_different_ranges: "UNWIND range(1, 2000) AS x WITH range(x, x + 100000) AS l RETURN sum(size(l))" => Answers;
    range_of_ranges: "RETURN [x IN range(1, 1000000) | range(1, 1000 + x % 2)]" => Fails("MemoryLimit");
    product_of_ranges: "UNWIND range(1, 10000000) AS a UNWIND range(1, 10000000) AS b RETURN count(*)" => Answers;
    product_of_three: "UNWIND range(1, 10000) AS a UNWIND range(1, 10000) AS b UNWIND range(1, 10000) AS c RETURN sum(a + b + c)" => Fails("Timeout");
    product_of_collected: "UNWIND range(1, 1000000) AS x WITH collect(x) AS l UNWIND l AS a UNWIND l AS b RETURN sum(a + b)" => Fails("Timeout");
    rows_without_end: "UNWIND range(1, 10000000) AS a RETURN a" => Answers;
    collect_without_end: "UNWIND range(1, 50000000) AS x RETURN collect(x)" => Answers;
    collect_of_collected: "UNWIND range(1, 100000) AS x WITH collect(x) AS l UNWIND l AS a RETURN collect(l + a)" => Fails("MemoryLimit");
    sort_without_end: "UNWIND range(1, 20000000) AS x RETURN x ORDER BY -x" => Answers;
    distinct_without_end: "UNWIND range(1, 20000000) AS x RETURN DISTINCT x" => Answers;
    group_without_end: "UNWIND range(1, 20000000) AS x RETURN x, count(*)" => Answers;
    percentiles_without_end: "UNWIND range(1, 50000000) AS x RETURN percentileCont(x, 0.5)" => Answers;
    text_doubled: "RETURN reduce(s = 'a', x IN range(1, 100) | s + s)" => Answers;
    list_doubled: "RETURN reduce(s = [1], x IN range(1, 100) | s + s)" => Answers;
    list_nested: "RETURN reduce(s = [], x IN range(1, 100000) | [s])" => Answers;
    map_nested: "RETURN reduce(s = {}, x IN range(1, 100000) | {a: s})" => Answers;
    list_nested_200: "WITH reduce(s = [], x IN range(1, 199) | [s]) AS l RETURN l, l = l, [l] < [l], toString(size(l)) ORDER BY l" => Works;
    list_nested_by_rows: format!("WITH [1] AS l {} RETURN l, l = l, l < l", "WITH [l] AS l ".repeat(1_000)) => Answers;
    list_nested_in_nested: format!("WITH reduce(s = [], x IN range(1, 199) | [s]) AS l RETURN {}l{} AS y", "[".repeat(200), "]".repeat(200)) => Answers;
    text_replaced: "RETURN reduce(s = 'a', x IN range(1, 60) | replace(s, 'a', 'aa'))" => Answers;
    text_joined: "UNWIND range(1, 100000) AS x WITH collect('abcdefghij') AS l UNWIND range(1, 1000) AS y RETURN collect(reduce(s = '', x IN l | s + x))" => Answers;
    texts_added: format!("WITH 'aaaaaaaaaa' AS s {} RETURN size(s)", "WITH s + s AS s ".repeat(60)) => Fails("MemoryLimit");
    lists_added: format!("WITH [1] AS s {} RETURN size(s)", "WITH s + s AS s ".repeat(60)) => Fails("MemoryLimit");
    texts_added_in_one: format!("WITH 'aaaaaaaaaa' AS s RETURN size({}s{})", "(".repeat(0), " + s".repeat(50_000)) => Answers;
    texts_padded: "UNWIND range(1, 1000) AS x WITH reduce(s = 'a', y IN range(1, 20) | s + s) AS t, x RETURN collect(t + x)" => Fails("MemoryLimit");
    collect_of_texts: "UNWIND range(1, 100000) AS x RETURN collect('abcdefghijklmnopqrstuvwxyz' + reduce(s = '', y IN range(1, 100) | s + 'abcdefghij') + x)" => Answers;
    collect_of_ranges: "UNWIND range(1, 100000) AS x RETURN collect(range(x, x + 1000))" => Fails("MemoryLimit");
    regular_expression_catastrophe: format!("RETURN '{}!' =~ '(a+)+b'", "a".repeat(10_000)) => Works;
    regular_expression_large: "RETURN 'a' =~ '((a{100}){100}){100}'" => Fails("InvalidArgumentValue");
    regular_expression_long: format!("RETURN 'a' =~ '{}'", "(a|b)".repeat(100_000)) => Answers;
    regular_expression_deep: format!("RETURN 'a' =~ '{}a{}'", "(".repeat(100_000), ")".repeat(100_000)) => Answers;
    regular_expression_empty: "RETURN 'a' =~ ''" => Works;
    limit_huge: "UNWIND [1, 2] AS x RETURN x LIMIT 9223372036854775807" => Works;
    top_huge: "UNWIND [1, 2] AS x RETURN x ORDER BY x LIMIT 9223372036854775807" => Works;
    skip_huge: "UNWIND [1, 2] AS x RETURN x SKIP 9223372036854775807" => Works;
    skip_and_limit_huge: "UNWIND [1, 2] AS x RETURN x ORDER BY x SKIP 9223372036854775807 LIMIT 9223372036854775807" => Works;
    limit_negative: "RETURN 1 LIMIT -1" => Fails("NegativeIntegerArgument");
    limit_too_huge: "RETURN 1 LIMIT 9223372036854775808" => Fails("IntegerOverflow");
    steps_huge: "MATCH (:A)-[*1..18446744073709551615]->(b) RETURN count(*)" => Answers;
    steps_too_huge: "MATCH (:A)-[*1..18446744073709551616]->(b) RETURN count(*)" => Fails("IntegerOverflow");
    steps_from_far: "MATCH (:A)-[*9999999..]->(b) RETURN count(*)" => Answers;
}

#[test]
fn dense_graphs_meet_their_limits() {
    let statements = [
        "MATCH p = (:D)-[:E*]->(:D) RETURN count(p)",
        "MATCH p = (:D)-[:E*]->(:D) RETURN collect(p)",
        "MATCH (:D {i: 1})-[r:E*]-(:D {i: 2}) RETURN r",
        "MATCH (a:D)--(b:D)--(c:D)--(d:D)--(e:D)--(f:D) RETURN sum(a.i + f.i)",
        "MATCH (a:D), (b:D), (c:D), (d:D), (e:D), (f:D), (g:D) RETURN sum(a.i * g.i)",
        "MATCH p = allShortestPaths((a:D)-[:E*]-(b:D)) WHERE length(p) > 3 RETURN count(*)",
        "MATCH p = shortestPath((a:D)-[:E*5..]-(b:D)) RETURN count(*)",
        "MATCH (a:D) WHERE EXISTS { (a)-[:E*]->(:Nowhere) } RETURN a",
        "MATCH (a:D)-[:E*]->(b) CREATE (:New {k: 1}) RETURN count(*)",
    ];
    for statement in statements {
        check_on(&[DENSE], statement, ().into(), &Answers);
    }
}

// ------------------------------------------------------------------------------------------------------------ numbers

inputs! {
    integer_out_of_range: "RETURN 9223372036854775808" => Fails("IntegerOverflow");
    integer_out_of_range_below: "RETURN -9223372036854775809" => Fails("IntegerOverflow");
    integer_least: "RETURN -9223372036854775808" => Works;
    integer_hexadecimal_out_of_range: "RETURN 0xFFFFFFFFFFFFFFFF" => Fails("IntegerOverflow");
    float_out_of_range: "RETURN 1e999" => Fails("FloatingPointOverflow");
    least_negated: "RETURN -(-9223372036854775808)" => Answers;
    least_negated_twice: "WITH -9223372036854775808 AS x RETURN - x" => Fails("IntegerOverflow");
    least_absolute: "WITH -9223372036854775808 AS x RETURN abs(x)" => Fails("IntegerOverflow");
    least_divided: "WITH -9223372036854775808 AS x RETURN x / -1" => Fails("IntegerOverflow");
    least_remainder: "WITH -9223372036854775808 AS x RETURN x % -1" => Works;
    division_by_zero: "RETURN 1 / 0" => Fails("DivisionByZero");
    remainder_by_zero: "RETURN 1 % 0" => Fails("DivisionByZero");
    multiplication: "WITH 9223372036854775807 AS x RETURN x * 2" => Fails("IntegerOverflow");
    addition: "WITH 9223372036854775807 AS x RETURN x + 1" => Fails("IntegerOverflow");
    sum_overflows: "UNWIND [9223372036854775807, 1] AS x RETURN sum(x)" => Answers;
    average_overflows: "UNWIND [9223372036854775807, 9223372036854775807] AS x RETURN avg(x)" => Answers;
    powers: "RETURN 2 ^ 10000, 0 ^ -1, (-1) ^ 0.5, 1e308 * 10, 0.0 / 0.0" => Works;
    rounding: "RETURN round(1e308, 300), round(1.5, 2147483647), round(1e300), ceil(1e308), floor(-1e308), sign(0.0/0.0)" => Answers;
    rounding_far: "RETURN round(1.5, 9223372036854775807)" => Answers;
    rounding_negative: "RETURN round(1.5, -9223372036854775808)" => Answers;
    conversions: "RETURN toInteger(1e300), toInteger(0.0/0.0), toInteger(-1e300), toFloat('1e999'), toInteger('1e999')" => Answers;
    to_integer_of_nines: format!("RETURN toInteger('{}')", "9".repeat(400)) => Answers;
    to_float_of_nines: format!("RETURN toFloat('{}')", "9".repeat(400)) => Answers;
    sqrt_of_less: "RETURN sqrt(-1), log(-1), log(0), asin(2), acos(2), haversin(1e308), atan2(0, 0), cot(0)" => Works;
    substring_far: "RETURN substring('abc', 9223372036854775807), substring('abc', 1, 9223372036854775807)" => Works;
    substring_negative: "RETURN substring('abc', -9223372036854775808)" => Answers;
    left_least: "RETURN left('abc', -9223372036854775808)" => Answers;
    right_least: "RETURN right('abc', -9223372036854775808)" => Answers;
    left_greatest: "RETURN left('abc', 9223372036854775807), right('abc', 9223372036854775807)" => Works;
    split_by_nothing: "RETURN split('abc', ''), split('', ''), split('', ','), split('abc', ['', 'b'])" => Works;
    replace_nothing: "RETURN replace('abc', '', 'x'), replace('', '', '')" => Works;
    index_far: "RETURN [1][9223372036854775807], [1][-9223372036854775808], [1][-1], 'abc'" => Works;
    slice_far: "RETURN [1, 2][-9223372036854775808..9223372036854775807], [1][9223372036854775807..-9223372036854775808], [1][5..2]" => Works;
    percentile_past: "UNWIND [1, 2] AS x RETURN percentileCont(x, 1.1)" => Fails("NumberOutOfRange");
    percentile_below: "UNWIND [1, 2] AS x RETURN percentileDisc(x, -0.1)" => Fails("NumberOutOfRange");
    percentile_of_nan: "UNWIND [1, 2] AS x RETURN percentileCont(x, 0.0 / 0.0)" => Answers;
    percentile_at_nan: "UNWIND [1.0, 0.0 / 0.0, 2.0] AS x RETURN percentileCont(x, 0.5), min(x), max(x), stDev(x)" => Answers;
    point_of_nan: "RETURN point({x: 0.0 / 0.0, y: 1.0}), point.distance(point({x: 1e308, y: -1e308}), point({x: -1e308, y: 1e308}))" => Answers;
    point_far: "RETURN point({longitude: 1e300, latitude: 1e300})" => Answers;
    sort_with_nan: "UNWIND [1, 0.0 / 0.0, null, 'a', [0.0 / 0.0], 2.0, {a: null}] AS x RETURN x ORDER BY x" => Works;
    identity_far: "MATCH (n) WHERE id(n) = 9223372036854775807 OR id(n) = -1 OR id(n) = 4294967295 RETURN n" => Works;
    identity_list_far: "MATCH (n) WHERE id(n) IN [9223372036854775807, -1, 4294967295, 4294967296, 1.5, null] RETURN n" => Works;
    random: "RETURN rand() < 1, toString(randomUUID())" => Answers;
    timestamps: "RETURN datetime({epochSeconds: 9223372036854775807})" => Answers;
    timestamps_negative: "RETURN datetime({epochMillis: -9223372036854775808})" => Answers;
}

// ----------------------------------------------------------------------------------------------------------- temporal

inputs! {
    date_past_the_end: "RETURN date('+999999999-12-31') + duration({years: 1})" => Answers;
    date_before_the_beginning: "RETURN date('-999999999-01-01') - duration({days: 1})" => Answers;
    date_of_a_far_year: "RETURN date({year: 9223372036854775807})" => Answers;
    date_of_a_far_month: "RETURN date({year: 1, month: 9223372036854775807})" => Answers;
    date_of_a_far_week: "RETURN date({year: 1, week: -9223372036854775808})" => Answers;
    date_of_a_far_quarter: "RETURN date({year: 999999999, quarter: 4, dayOfQuarter: 92})" => Answers;
    date_of_day_0: "RETURN date('2020-00-00')" => Answers;
    date_of_no_leap: "RETURN date('2019-02-29')" => Answers;
    time_of_25: "RETURN time('25:00')" => Answers;
    time_of_far_nanoseconds: "RETURN time({hour: 1, nanosecond: 9223372036854775807})" => Answers;
    offset_far: "RETURN time('10:00+99:99')" => Answers;
    zone_unknown: "RETURN datetime('2020-01-01T00:00[Nowhere/City]')" => Answers;
    duration_far: "RETURN duration({years: 9223372036854775807})" => Answers;
    duration_far_months: "RETURN duration({months: 9223372036854775807, days: 9223372036854775807, seconds: 9223372036854775807})" => Answers;
    duration_added: "WITH duration({months: 9223372036854775807}) AS d RETURN d + d" => Answers;
    duration_negated: "WITH duration({seconds: -9223372036854775808}) AS d RETURN - d" => Answers;
    duration_multiplied: "WITH duration({days: 9223372036854775807}) AS d RETURN d * 9223372036854775807" => Answers;
    duration_multiplied_by_a_float: "WITH duration({days: 9223372036854775807}) AS d RETURN d * 1e300" => Answers;
    duration_multiplied_by_nan: "RETURN duration({days: 1}) * (0.0 / 0.0)" => Answers;
    duration_divided: "WITH duration({seconds: -9223372036854775808}) AS d RETURN d / -1" => Answers;
    duration_divided_by_little: "RETURN duration({days: 1}) / 1e-300" => Answers;
    duration_of_floats: "RETURN duration({years: 1e300, months: 0.0 / 0.0})" => Answers;
    duration_in_text: "RETURN duration('P99999999999999999999Y')" => Answers;
    duration_in_fractions: "RETURN duration('P0.000000000000000000001Y'), duration('PT1.9999999999999999999S')" => Answers;
    duration_shown: "WITH duration({seconds: -9223372036854775808, nanoseconds: -999999999}) AS d RETURN toString(d), d.milliseconds, d.nanoseconds" => Answers;
    duration_parts: "WITH duration({days: 9223372036854775807, seconds: 9223372036854775807}) AS d RETURN d.weeks, d.hours, d.minutesOfHour, d.nanoseconds" => Answers;
    duration_sorted: "UNWIND [duration({months: 9223372036854775807}), duration({days: -9223372036854775808})] AS d RETURN d ORDER BY d" => Answers;
    durations_summed: "UNWIND [duration({months: 9223372036854775807}), duration({months: 1})] AS d RETURN sum(d), avg(d)" => Answers;
    durations_between: "RETURN duration.inSeconds(date('-999999999-01-01'), date('+999999999-12-31'))" => Answers;
    durations_between_days: "RETURN duration.between(date('-999999999-01-01'), date('+999999999-12-31')), duration.inMonths(date('-999999999-01-01'), date('+999999999-12-31'))" => Answers;
    truncated: "RETURN date.truncate('millennium', date('-999999999-01-01')), date.truncate('week', date('-999999999-01-01'))" => Answers;
    truncated_and_set: "RETURN datetime.truncate('weekYear', datetime('2020-01-01T00:00Z'), {day: 9223372036854775807})" => Answers;
    datetime_added: "RETURN datetime('2020-01-01T00:00[Europe/Paris]') + duration({seconds: 9223372036854775807})" => Answers;
    datetime_subtracted: "RETURN localdatetime('2020-01-01T00:00') - duration({days: -9223372036854775808})" => Answers;
    time_added: "RETURN localtime('00:00') + duration({seconds: -9223372036854775808, nanoseconds: -1})" => Answers;
}

// --------------------------------------------------------------------------------------------------- nothing is lost

inputs! {
    fails_after_creating: "CREATE (:New {key: 1})-[:NEW {other: 2}]->(:Newer) RETURN 1 / 0" => Fails("DivisionByZero");
    fails_after_merging: "MERGE (a:New {key: 1}) MERGE (a)-[:NEW]->(:Newer) WITH a RETURN 1 / (a.key - 1)" => Fails("DivisionByZero");
    fails_while_creating: "UNWIND [1, 2, 0] AS x CREATE (:New {key: 1 / x})" => Fails("DivisionByZero");
    fails_after_setting: "MATCH (n) SET n.new = 1, n:New, n.name = 'x' WITH n RETURN 1 / 0" => Fails("DivisionByZero");
    fails_after_replacing: "MATCH (n) SET n = {only: 1} WITH n RETURN 1 / 0" => Fails("DivisionByZero");
    fails_after_removing: "MATCH (n) REMOVE n.name, n:A WITH n RETURN 1 / 0" => Fails("DivisionByZero");
    fails_after_deleting: "MATCH (n) DETACH DELETE n WITH 1 AS x RETURN 1 / 0" => Fails("DivisionByZero");
    fails_after_deleting_and_creating: "MATCH (n) DETACH DELETE n WITH count(*) AS c CREATE (:A {name: 'b'}) RETURN 1 / 0" => Fails("DivisionByZero");
    fails_in_foreach: "FOREACH (x IN [1, 0] | CREATE (:New {key: 1 / x}))" => Fails("DivisionByZero");
    fails_in_call: "UNWIND [1, 0] AS x CALL { WITH x CREATE (:New {key: 1 / x}) RETURN 1 AS y } RETURN y" => Fails("DivisionByZero");
    deletes_with_relationships: "MATCH (n:A) DELETE n" => Fails("DeleteConnectedNode");
    stores_a_map: "CREATE (:New {key: {a: 1}})" => Answers;
    stores_a_mixed_list: "CREATE (:New {key: [1, {a: 1}]})" => Answers;
    creates_without_end: "UNWIND range(1, 100000000) AS x CREATE (:New {key: x})" => Answers;
    creates_and_matches_without_end: "MATCH (a) CREATE (:New)-[:NEW]->(a) WITH 1 AS x MATCH (a), (b), (c), (d), (e), (f), (g), (h), (i), (j), (k), (l), (m), (n) RETURN sum(id(a) + id(n))" => Answers;
    sets_a_long_text: "MATCH (n) SET n.text = reduce(s = 'a', x IN range(1, 40) | s + s)" => Answers;
}

// ------------------------------------------------------------------------------------------------------- from programs

/// A list in a list in a list …, taken apart again without recursion where it is dropped.
fn deep_value(levels: usize) -> Value {
    (0..levels).fold(Value::Null, |inside, _| Value::list(vec![inside]))
}

#[test]
fn parameters_may_be_deep() {
    for (levels, expected) in [
        (100, Works),
        (250, Answers),
        (5_000, Fails("NestedTooDeeply")),
    ] {
        let mut parameters = Parameters::default();
        parameters.set("p", deep_value(levels));
        check_on(
            &[GRAPH],
            "RETURN $p AS p, $p = $p, $p < $p, [$p], {a: $p} ORDER BY p",
            parameters,
            &expected,
        );
    }
}

// ------------------------------------------------------------------------------------------------------- interruption

/// Statements that would run for ever.
const ENDLESS: [&str; 11] = [
    "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b % 7)",
    "MATCH (a:D), (b:D), (c:D), (d:D), (e:D), (f:D), (g:D) WHERE a.i + b.i + c.i + d.i + e.i + f.i = -g.i RETURN sum(a.i)",
    "MATCH p = (:D)-[:E*]->(:D) RETURN count(p)",
    "MATCH p = (a:D)-[:E*]->(a) RETURN collect(length(p))",
    "UNWIND range(1, 50000000) AS x RETURN x % 1000 AS y, collect(x % 2) AS z",
    "UNWIND range(1, 50000000) AS x RETURN x ORDER BY x % 1001 DESC",
    "UNWIND range(1, 99999999) AS x UNWIND range(1, 99999999) AS y RETURN x",
    "UNWIND range(1, 1000000) AS x MATCH p = shortestPath((:D {i: 1})-[:E*]->(:D {i: 2})) RETURN sum(length(p))",
    "RETURN reduce(s = 0, x IN range(1, 90000000) | s + x)",
    "UNWIND range(1, 90000000) AS x CREATE (:New {x: x})",
    "WITH reduce(s = 'ab', x IN range(1, 20) | s + s) AS t UNWIND range(1, 1000000) AS x RETURN sum(CASE WHEN t =~ ('(a|b)*' + x) THEN 1 ELSE 0 END)",
];

#[test]
fn every_long_statement_can_be_interrupted() {
    for statement in ENDLESS {
        let database = Database::in_memory();
        database.run(DENSE, ()).expect("the graph is made");
        let before = everything(&database);
        let handle = database.interrupt_handle();
        let (outcome, late) = std::thread::scope(|scope| {
            let running = scope.spawn(|| (database.run(statement, ()), Instant::now()));
            std::thread::sleep(Duration::from_millis(300));
            let asked = Instant::now();
            handle.store(true, Ordering::Relaxed);
            let (outcome, ended) = running.join().expect("no panic");
            (outcome, ended.saturating_duration_since(asked))
        });
        let error = outcome.expect_err(statement);
        assert_eq!(error.detail, "Interrupted", "{statement}");
        // A second on an idle machine; tests share theirs.
        assert!(late < Duration::from_secs(5), "{statement}: {late:?}");
        assert_eq!(everything(&database), before, "{statement}");
    }
}

// -------------------------------------------------------------------------------------------------------------- times

/// The kinds of bad input a stranger would try first.
fn first_tried() -> Vec<(&'static str, String)> {
    let long = |text: &str, times: usize| text.repeat(times);
    vec![
        (
            "10,000 nested parentheses",
            format!("RETURN {}1{}", long("(", 10_000), long(")", 10_000)),
        ),
        (
            "10,000 nested lists",
            format!("RETURN {}1{}", long("[", 10_000), long("]", 10_000)),
        ),
        (
            "10,000 nested maps",
            format!("RETURN {}1{}", long("{a: ", 10_000), long("}", 10_000)),
        ),
        (
            "10,000 `NOT`s",
            format!("RETURN {}true", long("NOT ", 10_000)),
        ),
        (
            "10,000 nested `CASE`s",
            format!(
                "RETURN {}1{}",
                long("CASE WHEN true THEN ", 10_000),
                long(" END", 10_000)
            ),
        ),
        (
            "10,000 subscripts",
            format!(
                "WITH [0] AS x RETURN {}0{}",
                long("x[", 10_000),
                long("]", 10_000)
            ),
        ),
        (
            "`OR` of 100,000 terms",
            format!("RETURN {}", vec!["false"; 100_000].join(" OR ")),
        ),
        (
            "sum of 100,000 terms",
            format!("RETURN {}", vec!["1"; 100_000].join(" + ")),
        ),
        (
            "a string of 60 MB",
            format!("RETURN size('{}')", long("a", 60_000_000)),
        ),
        (
            "a string of 100 MB",
            format!("RETURN size('{}')", long("a", 100_000_000)),
        ),
        (
            "an integer of 10,000,000 digits",
            format!("RETURN {}", long("9", 10_000_000)),
        ),
        (
            "an integer just out of range",
            "RETURN 9223372036854775808".to_owned(),
        ),
        ("a NUL byte", "RETURN \0".to_owned()),
        (
            "`range(1, 1e12)`",
            "RETURN range(1, 1000000000000)".to_owned(),
        ),
        (
            "`range` over the memory limit",
            "RETURN range(1, 50000000)".to_owned(),
        ),
        (
            "`(a+)+b` on 10,000 letters",
            format!("RETURN '{}!' =~ '(a+)+b'", long("a", 10_000)),
        ),
        (
            "a regular expression of a million states",
            "RETURN 'a' =~ '((a{100}){100}){100}'".to_owned(),
        ),
    ]
}

/// `cargo test --test main -- --ignored --nocapture a_table_of_times` prints the README's table.
#[test]
#[ignore = "prints times, which are for the README"]
fn a_table_of_times() {
    println!("| input | answer | time |\n|---|---|--:|");
    for (what, text) in first_tried() {
        let database = Database::in_memory().with_options(limited());
        let begun = Instant::now();
        let outcome = database.run(&text, ());
        let millis = begun.elapsed().as_millis();
        let answer = match outcome {
            Ok(_) => "works".to_owned(),
            Err(error) => format!("`{}`", error.detail),
        };
        println!("| {what} | {answer} | {millis} ms |");
    }
}
