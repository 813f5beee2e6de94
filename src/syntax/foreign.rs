//! Statements of other systems, which would be taken for the names of walks' stops.

use super::SyntaxError;
use super::grammar::unexpected;
use crate::diagnostic::Span;

/// What may stand behind a first word for it to begin a statement of another system.
enum Then {
    /// Nothing, or one of these words.
    EndOr(&'static [&'static str]),
    /// One of these words.
    Words(&'static [&'static str]),
    /// Anything that holds an openCypher clause or an option.
    Query,
    /// Any word: the first is not written as a name is.
    Any,
    /// Something that holds one of these words.
    Holding(&'static [&'static str]),
    /// Nothing, and the first is written in capitals, as names are not.
    Shouted,
}

const TRANSACTION: &[&str] = &["TRANSACTION", "WORK"];
const ADMINISTERED: &[&str] = &["ALIAS", "CURRENT", "DATABASE", "ROLE", "SERVER", "USER"];
const ONE_TRANSACTION: &str = "leave it out: each statement is a transaction of its own";
const NO_USERS: &str = "there are no users, roles and rights";
const NO_SERVER: &str = "there is one graph, and no server to administer";
const NO_TABLES: &str = "there are no tables: labels and types need no declaring";
const NO_EXTENSIONS: &str = "there are no extensions: all functions and procedures are built in";
const IN_MEMORY: &str = "leave it out: the graph is in memory";
const LOADED: &str = "a graph is loaded with -g FOLDER, or with LOAD CSV";
const DATABASES: &[&str] = &["DATABASE", "DATABASES"];

/// First words, what follows them, and what is said about it.
const STATEMENTS: &[(&str, Then, &str)] = &[
    ("BEGIN", Then::EndOr(TRANSACTION), ONE_TRANSACTION),
    ("COMMIT", Then::EndOr(TRANSACTION), ONE_TRANSACTION),
    ("ROLLBACK", Then::EndOr(TRANSACTION), ONE_TRANSACTION),
    ("START", Then::Words(&["TRANSACTION"]), ONE_TRANSACTION),
    (
        "USING",
        Then::Words(&["PERIODIC"]),
        "write LOAD CSV … CALL (row) { … } IN TRANSACTIONS OF 1000 ROWS",
    ),
    (
        "CYPHER",
        Then::Query,
        "leave it out: there is one version and one planner",
    ),
    ("GRANT", Then::Any, NO_USERS),
    ("DENY", Then::Any, NO_USERS),
    ("REVOKE", Then::Any, NO_USERS),
    ("ALTER", Then::Words(ADMINISTERED), NO_SERVER),
    ("RENAME", Then::Words(ADMINISTERED), NO_SERVER),
    ("START", Then::Words(&["DATABASE"]), NO_SERVER),
    ("STOP", Then::Words(&["DATABASE"]), NO_SERVER),
    (
        "TERMINATE",
        Then::Words(&["TRANSACTION", "TRANSACTIONS"]),
        NO_SERVER,
    ),
    (
        "COPY",
        Then::Holding(&["FROM"]),
        "write LOAD CSV WITH HEADERS FROM 'file.csv' AS row, or load a folder of files with -g",
    ),
    (
        "COPY",
        Then::Holding(&["TO"]),
        "return the rows: `rihla run --format csv` writes them",
    ),
    ("ALTER", Then::Words(&["TABLE"]), NO_TABLES),
    (
        "COMMENT ON",
        Then::Words(&["TABLE", "COLUMN", "MACRO"]),
        NO_TABLES,
    ),
    ("INSTALL", Then::Any, NO_EXTENSIONS),
    ("UNINSTALL", Then::Any, NO_EXTENSIONS),
    ("ATTACH", Then::Any, LOADED),
    ("IMPORT", Then::Words(DATABASES), LOADED),
    ("RESTORE", Then::Words(DATABASES), LOADED),
    ("RECOVER", Then::Words(&["SNAPSHOT"]), LOADED),
    (
        "EXPORT",
        Then::Words(DATABASES),
        "`rihla export` draws a graph; queries give rows in many formats",
    ),
    (
        "DUMP",
        Then::Words(DATABASES),
        "`rihla export` draws a graph; queries give rows in many formats",
    ),
    ("BACKUP", Then::Words(DATABASES), NO_SERVER),
    ("CHECKPOINT", Then::Shouted, IN_MEMORY),
    ("STORAGE", Then::Words(&["MODE"]), IN_MEMORY),
    (
        "ANALYZE",
        Then::Words(&["GRAPH"]),
        "leave it out: the planner knows the graph",
    ),
    (
        "PROJECT",
        Then::Words(&["GRAPH"]),
        "the algorithms take what they run over: CALL algo.pageRank({labels: …, types: …})",
    ),
];

/// What statements that begin with words of this language go on with elsewhere: the words up to where a name follows, what is not
/// there, and what to do about it.
const CONTINUATIONS: &[(&str, &str, &str)] = &[
    ("CREATE NODE TABLE", TABLES, CONSTRAINTS),
    ("CREATE REL TABLE", TABLES, CONSTRAINTS),
    ("CREATE TABLE", TABLES, CONSTRAINTS),
    (
        "CREATE TYPE",
        "there are no types to declare",
        "each value has a type of its own; CREATE CONSTRAINT … REQUIRE n.key IS :: INTEGER asks for one",
    ),
    ("CREATE GRAPH", ONE_GRAPH, GRAPH_OF_FOLDER),
    ("CREATE DATABASE", ONE_GRAPH, GRAPH_OF_FOLDER),
    ("CREATE COMPOSITE DATABASE", ONE_GRAPH, GRAPH_OF_FOLDER),
    (
        "CREATE MACRO",
        "functions cannot be declared",
        "write WITH … AS name to compute a value once",
    ),
    (
        "CREATE FUNCTION",
        "functions cannot be declared",
        "write WITH … AS name to compute a value once",
    ),
    (
        "CREATE SEQUENCE",
        "there are no sequences",
        "write randomUUID() for a new key",
    ),
    (
        "CREATE TRIGGER",
        "there are no triggers",
        "write what is to happen behind the clause that changes the graph",
    ),
    ("CREATE USER", NOBODY, OPEN_GRAPH),
    ("CREATE ROLE", NOBODY, OPEN_GRAPH),
    ("DROP USER", NOBODY, OPEN_GRAPH),
    ("DROP ROLE", NOBODY, OPEN_GRAPH),
    (
        "DROP TABLE",
        TABLES,
        "write MATCH (n:Label) DETACH DELETE n",
    ),
    (
        "DROP GRAPH",
        ONE_GRAPH,
        "write MATCH (n) DETACH DELETE n to empty it",
    ),
    (
        "DROP DATABASE",
        ONE_GRAPH,
        "write MATCH (n) DETACH DELETE n to empty it",
    ),
    (
        "DROP MACRO",
        "functions cannot be declared",
        "SHOW FUNCTIONS lists those that are built in",
    ),
    (
        "DROP SEQUENCE",
        "there are no sequences",
        "write randomUUID() for a new key",
    ),
    ("DROP TRIGGER", "there are no triggers", "leave it out"),
    (
        "LOAD FROM",
        "a file is loaded by LOAD CSV",
        "write LOAD CSV WITH HEADERS FROM 'file.csv' AS row",
    ),
    (
        "LOAD EXTENSION",
        "there are no extensions",
        "leave it out: all functions and procedures are built in",
    ),
];

const TABLES: &str = "there are no tables";
const CONSTRAINTS: &str =
    "labels and types need no declaring; CREATE CONSTRAINT … FOR … REQUIRE … says what must hold";
const ONE_GRAPH: &str = "there is one graph only";
const GRAPH_OF_FOLDER: &str = "leave it out, and load other graphs with -g";
const NOBODY: &str = "there are no users, roles and rights";
const OPEN_GRAPH: &str = "leave it out: who has the graph may change it";

const ARROWS: [&str; 8] = ["->", "<-", "--", "→", "←", "↔", "—", "⟶"];

/// The word that begins a statement of another system, where a line without arrows is one, and what to do about it.
pub(super) fn foreign_statement(line: &str) -> Option<(&'static str, &'static str)> {
    let begins = |(word, then, _): &&(&'static str, Then, &'static str)| {
        let length = word.len();
        let first = line
            .get(..length)
            .filter(|first| first.eq_ignore_ascii_case(word));
        first.is_some_and(|first| goes_on(first, &line[length..], then))
    };
    let (word, _, advice) = STATEMENTS.iter().find(begins)?;
    Some((word, advice))
}

fn goes_on(first: &str, rest: &str, then: &Then) -> bool {
    let rest = rest.trim_end_matches(|c: char| c == ';' || c.is_whitespace());
    let mut words = rest.split_whitespace();
    let one_of = |word: &str, known: &[&str]| known.iter().any(|it| it.eq_ignore_ascii_case(word));
    if rest.starts_with(|c: char| !c.is_whitespace()) {
        return false;
    }
    match (then, words.next()) {
        (Then::Query, Some(_)) => is_query(rest),
        (Then::Shouted, None) => first.chars().all(char::is_uppercase),
        (Then::Shouted, Some(_)) => false,
        (Then::Query | Then::Words(_) | Then::Any | Then::Holding(_), None) => false,
        (Then::EndOr(_), None) => true,
        (Then::EndOr(known), Some(word)) => one_of(word, known) && words.next().is_none(),
        (Then::Words(known), Some(word)) => {
            !is_title(first) && one_of(word, known) && !words.next().is_some_and(begins_with_arrow)
        }
        (Then::Any, Some(_)) => !is_title(first) && !holds_arrow(rest),
        (Then::Holding(known), Some(word)) => {
            let held = one_of(word, known) || words.any(|word| one_of(word, known));
            held && !is_title(first) && (word.starts_with('(') || !holds_arrow(rest))
        }
    }
}

fn begins_with_arrow(text: &str) -> bool {
    ARROWS.iter().any(|arrow| text.starts_with(arrow))
}

fn holds_arrow(text: &str) -> bool {
    ARROWS.iter().any(|arrow| text.contains(arrow))
}

/// Whether a word is written as a name is: `Grant`.
fn is_title(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

/// `5 MATCH (n)`, `runtime = slotted RETURN 1`.
fn is_query(rest: &str) -> bool {
    let clauses = [
        "MATCH", "RETURN", "CREATE", "MERGE", "UNWIND", "WITH", "CALL", "OPTIONAL", "LOAD",
        "EXPLAIN", "PROFILE",
    ];
    let mut words = rest.split(|c: char| !c.is_alphanumeric());
    rest.contains('=') || words.any(|word| clauses.iter().any(|it| it.eq_ignore_ascii_case(word)))
}

/// The error for a statement of another system.
pub(super) fn foreign(text: &str) -> Option<SyntaxError> {
    let start = text.len() - text.trim_start().len();
    let line = text[start..].lines().next()?;
    if let Some((word, advice)) = foreign_statement(line) {
        let span = Span::new(start, start + word.len());
        let message = format!("{word} begins no statement here");
        return Some(unexpected(message, Some(advice), span));
    }
    let found = |(words, ..): &&(&str, _, _)| continued(line, words).is_some();
    let (words, message, advice) = CONTINUATIONS.iter().find(found)?;
    let span = Span::new(start, start + continued(line, words)?);
    Some(unexpected(*message, Some(advice), span))
}

/// How much of a line these words take, where a name or a text stands behind them.
fn continued(line: &str, words: &str) -> Option<usize> {
    let mut rest = line;
    for word in words.split(' ') {
        rest = rest.trim_start();
        let begins = rest.get(..word.len())?.eq_ignore_ascii_case(word);
        rest = begins.then(|| &rest[word.len()..])?;
        rest.is_empty()
            .then_some(())
            .or_else(|| rest.starts_with(char::is_whitespace).then_some(()))?;
    }
    let named = |c: char| c.is_alphabetic() || matches!(c, '_' | '`' | '\'' | '"');
    let end = line.len() - rest.len();
    rest.trim_start().starts_with(named).then_some(end)
}
