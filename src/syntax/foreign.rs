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
}

const TRANSACTION: &[&str] = &["TRANSACTION", "WORK"];
const ADMINISTERED: &[&str] = &["ALIAS", "CURRENT", "DATABASE", "ROLE", "SERVER", "USER"];
const ONE_TRANSACTION: &str = "leave it out: each statement is a transaction of its own";
const NO_USERS: &str = "there are no users, roles and rights";
const NO_SERVER: &str = "there is one graph, and no server to administer";

/// First words, what follows them, and what is said about it.
const STATEMENTS: [(&str, Then, &str); 14] = [
    ("BEGIN", Then::EndOr(TRANSACTION), ONE_TRANSACTION),
    ("COMMIT", Then::EndOr(TRANSACTION), ONE_TRANSACTION),
    ("ROLLBACK", Then::EndOr(TRANSACTION), ONE_TRANSACTION),
    ("START", Then::Words(&["TRANSACTION"]), ONE_TRANSACTION),
    ("USING", Then::Words(&["PERIODIC"]), ONE_TRANSACTION),
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
];

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
        (Then::Query | Then::Words(_) | Then::Any, None) => false,
        (Then::EndOr(_), None) => true,
        (Then::EndOr(known), Some(word)) => one_of(word, known) && words.next().is_none(),
        (Then::Words(known), Some(word)) => one_of(word, known),
        (Then::Any, Some(_)) => !is_title(first) && !holds_arrow(rest),
    }
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
    let (word, advice) = foreign_statement(line)?;
    let span = Span::new(start, start + word.len());
    let message = format!("{word} begins no statement here");
    Some(unexpected(message, Some(advice), span))
}
