//! What other dialects write otherwise: shapes of tokens, and what is written here.

use super::SyntaxError;
use super::error::{Mistake, Place};
use super::grammar::{Rule, unexpected};
use super::tokens::Token;
use crate::value::literal::identifier;

/// The habits, each told by the tokens around the place.
pub(super) const HABITS: [Mistake; 13] = [
    quoted_key,
    doubled_quote,
    slice_by_colon,
    lambda,
    all_properties,
    search_in_brackets,
    filter_in_brackets,
    node_behind_clause,
    dashes_around_brackets,
    one_for_each,
    misplaced_where,
    old_rule,
    not_shown,
];

impl<'i> Place<'_, 'i> {
    /// The opener around the place with its number.
    fn innermost(&self) -> Option<(usize, Token)> {
        let mut open = Vec::new();
        for (at, token) in self.tokens.list.iter().take(self.index).enumerate() {
            match token.rule {
                Rule::opener => open.push((at, *token)),
                Rule::closer => drop(open.pop()),
                _ => {}
            }
        }
        open.pop()
    }

    fn is_inside(&self, opener: &str) -> bool {
        self.innermost()
            .is_some_and(|(_, token)| self.tokens.str(token) == opener)
    }

    /// The text of a token of this rule so many places away.
    fn of_rule(&self, rule: Rule, offset: isize) -> Option<&'i str> {
        let index = self.index.checked_add_signed(offset)?;
        let token = self.tokens.list.get(index)?;
        (token.rule == rule).then(|| self.tokens.str(*token))
    }

    /// The last of these words before the place that no closed bracket holds.
    fn last_of(&self, words: &[&'static str]) -> Option<&'static str> {
        let mut closed = 0usize;
        for token in self.tokens.list.iter().take(self.index).rev() {
            match token.rule {
                Rule::closer => closed += 1,
                Rule::opener => closed = closed.checked_sub(1)?,
                Rule::word if closed == 0 => {
                    let text = self.tokens.str(*token);
                    let mut words = words.iter();
                    if let Some(word) = words.find(|word| word.eq_ignore_ascii_case(text)) {
                        return Some(word);
                    }
                }
                _ => {}
            }
        }
        None
    }
}

/// `{'a': 1}`.
fn quoted_key(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let text = place.of_rule(Rule::text, 0)?;
    let is_key = place.expected.name && place.near(1) == ":" && place.is_inside("{");
    let key = identifier(&text[1..text.len() - 1]);
    let hint = match key.starts_with('`') {
        true => format!("write `` {key} ``"),
        false => format!("write `{key}`"),
    };
    let message = "a key is written without quotes";
    is_key.then(|| unexpected(message, Some(&hint), place.span()))
}

/// `'it''s'`.
fn doubled_quote(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let (before, text) = (
        place.of_rule(Rule::text, -1)?,
        place.of_rule(Rule::text, 0)?,
    );
    let (first, second) = (place.span_at(-1), place.span());
    let doubled = before[..1] == text[..1] && first.end == second.start;
    let hint = format!("write `\\{}`", &text[..1]);
    let message = "a quote in a text has a backslash before it";
    let between = crate::diagnostic::Span {
        start: first.end - 1,
        end: second.start + 1,
    };
    doubled.then(|| unexpected(message, Some(&hint), between))
}

/// `list[1:2]`, `list[:2]` and `list[1:]`, not the brackets of a relationship.
fn slice_by_colon(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let (opener, token) = place.innermost()?;
    let before = opener.checked_sub(1)?;
    let behind_operand = !place.tokens.at(Some(before)).ends_with('-');
    let colon = [0, -1].into_iter().find(|at| place.near(*at) == ":")?;
    let number = |at| place.of_rule(Rule::number, at).is_some();
    let of_numbers = number(colon - 1) || number(colon + 1);
    if place.tokens.str(token) == "[" && behind_operand && of_numbers {
        let message = "the bounds of a slice stand on either side of `..`";
        place.says(message, Some("write `list[0..2]`"), colon)
    } else {
        None
    }
}

/// `x -> x + 1` among the arguments of a function.
fn lambda(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let name = place.word(-1).map(|_| place.near(-1))?;
    let argument = matches!(place.near(-2), "(" | ",") && place.is_inside("(");
    let hint = format!("write a list comprehension: `[{name} IN list | …]`");
    if place.near(0) == "->" && argument && place.expected.expression {
        place.says("a function is no argument", Some(&hint), 0)
    } else {
        None
    }
}

/// `n.*`.
fn all_properties(place: &Place<'_, '_>) -> Option<SyntaxError> {
    place.word(-2)?;
    let name = place.near(-2);
    let hint = format!("write properties({name}), or {name} {{.*}}");
    if (place.near(-1), place.near(0)) == (".", "*") {
        place.says("`.*` stands only in a map", Some(&hint), 0)
    } else {
        None
    }
}

const ANY_SHORTEST: &str =
    "write ANY SHORTEST before the path: MATCH p = ANY SHORTEST (a)-[:TYPE]->{1,4}(b)";
const ALL_SHORTEST: &str =
    "write ALL SHORTEST before the path: MATCH p = ALL SHORTEST (a)-[:TYPE]->{1,4}(b)";
const WEIGHTED: &str = "write CALL algo.dijkstra({…}) for shortest paths by weight";
const PATH_MODE: &str = "write it before the path: MATCH p = ACYCLIC (a)-[:TYPE]->{1,4}(b)";

/// Words behind the star of a relationship's length, and what is written for them.
const SEARCHES: [(&str, &str); 9] = [
    ("SHORTEST", ANY_SHORTEST),
    ("BFS", ANY_SHORTEST),
    ("ALL", ALL_SHORTEST),
    ("ALLSHORTEST", ALL_SHORTEST),
    ("KSHORTEST", "write SHORTEST 3 before the path"),
    ("WSHORTEST", WEIGHTED),
    ("WALK", PATH_MODE),
    ("TRAIL", PATH_MODE),
    ("ACYCLIC", PATH_MODE),
];

/// `[:K* SHORTEST 1..4]` and `[*bfs..5]`.
fn search_in_brackets(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let word = place.word(0).filter(|_| place.near(-1) == "*")?;
    let (_, hint) = SEARCHES.iter().find(|(search, _)| *search == word)?;
    let message = format!("{word} is not written in the brackets");
    let inside = place.is_inside("[");
    inside.then(|| unexpected(message, Some(hint), place.span()))
}

/// `[*1..2 (r, n | …)]`.
fn filter_in_brackets(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let (opener, token) = place.innermost()?;
    let mut inside = place.tokens.list[opener..place.index].iter();
    let repeated = inside.any(|token| place.tokens.str(*token) == "*");
    let hint = "write ((x)-[r:TYPE]->(y) WHERE …){1,2}";
    if place.near(0) == "(" && place.tokens.str(token) == "[" && repeated && place.expected.has("]")
    {
        place.says(
            "a condition on each step is not written in the brackets",
            Some(hint),
            0,
        )
    } else {
        None
    }
}

/// `MATCH n RETURN n`.
fn node_behind_clause(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let clauses = ["MATCH", "CREATE", "MERGE", "INSERT"];
    let behind = place
        .word(-2)
        .is_some_and(|word| clauses.contains(&word.as_str()));
    place
        .word(-1)
        .filter(|_| behind && place.expected.has("(") && place.expected.has("="))?;
    let hint = format!("write `({})`", place.near(-1));
    place.says("a node needs parentheses", Some(&hint), -1)
}

/// `(a)-[r]-->(b)` and `(a)<--[r]-(b)`.
fn dashes_around_brackets(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let (hint, at) = match (place.near(-1), place.near(0)) {
        ("]", "-->") => ("write `]->`", 0),
        ("]", "--") => ("write `]-`", 0),
        ("<--", "[") => ("write `<-[`", -1),
        ("--" | "-->", "[") => ("write `-[`", -1),
        _ => return None,
    };
    let message = "an arrow has one dash on either side of its brackets";
    place.says(message, Some(hint), at)
}

/// Clauses that take one thing.
const ONE_EACH: [(&str, &str); 3] = [("MERGE", "path"), ("UNWIND", "list"), ("FOR", "list")];
/// Words that begin clauses, or parts of them.
const CLAUSES: [&str; 13] = [
    "MERGE", "UNWIND", "FOR", "MATCH", "CREATE", "INSERT", "SET", "REMOVE", "DELETE", "WITH",
    "RETURN", "CALL", "WHERE",
];

/// `MERGE (n), (m)`.
fn one_for_each(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let clause = place.last_of(&CLAUSES).filter(|_| place.near(0) == ",")?;
    let (_, what) = ONE_EACH.iter().find(|(word, _)| *word == clause)?;
    place.says(
        format!("{clause} takes one {what}"),
        Some(&format!("write {clause} before each {what}")),
        0,
    )
}

/// Two `WHERE`s, and one behind `RETURN`.
fn misplaced_where(place: &Place<'_, '_>) -> Option<SyntaxError> {
    place.word(0).filter(|word| word == "WHERE")?;
    match place.last_of(&CLAUSES)? {
        "WHERE" => place.says(
            "there is a WHERE already",
            Some("join predicates with AND"),
            0,
        ),
        "RETURN" => place.says(
            "WHERE does not stand behind RETURN",
            Some("write it behind MATCH, or WITH … WHERE … RETURN …"),
            0,
        ),
        _ => None,
    }
}

/// Declarations as they were written before Neo4j 5: their first two words, what is wrong and what is written now.
const OLD_RULES: [(&str, &str, &str, &str); 4] = [
    (
        "CREATE",
        "INDEX",
        "an index is for the nodes of a pattern",
        "write CREATE INDEX FOR (n:Label) ON (n.key)",
    ),
    (
        "CREATE",
        "CONSTRAINT",
        "a constraint is for the nodes of a pattern",
        "write CREATE CONSTRAINT FOR (n:Label) REQUIRE n.key IS UNIQUE",
    ),
    (
        "DROP",
        "INDEX",
        "an index is dropped by its name",
        "write DROP INDEX name; SHOW INDEXES lists the names",
    ),
    (
        "DROP",
        "CONSTRAINT",
        "a constraint is dropped by its name",
        "write DROP CONSTRAINT name; SHOW CONSTRAINTS lists the names",
    ),
];

/// `CREATE INDEX ON :Label(key)` and `CREATE CONSTRAINT ON (n:Label) ASSERT …`: `ON` was taken for the name, or is none.
fn old_rule(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let on = [0, -1]
        .into_iter()
        .find(|at| place.word(*at).is_some_and(|word| word == "ON"))?;
    let begins = |at: usize, word: &str| place.tokens.at(Some(at)).eq_ignore_ascii_case(word);
    let old = OLD_RULES
        .iter()
        .find(|(first, second, ..)| begins(0, first) && begins(1, second));
    let (_, _, message, hint) =
        old.filter(|_| place.expected.has("FOR") || place.expected.has("IF"))?;
    place.says(*message, Some(hint), on)
}

const LISTED: [&str; 4] = ["INDEXES", "CONSTRAINTS", "FUNCTIONS", "PROCEDURES"];

/// `SHOW TABLES` and `SHOW INDEXS`.
fn not_shown(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let word = place.word(0)?;
    let shows = place.index > 0 && place.tokens.at(Some(0)).eq_ignore_ascii_case("SHOW");
    let open = place.index == 1 || LISTED.iter().any(|listed| place.expected.has(listed));
    if !shows || !open {
        return None;
    }
    let mut near = LISTED.iter();
    match near.find(|listed| strsim::osa_distance(listed, &word) <= 2) {
        Some(listed) => place.says(
            format!("SHOW lists no {word}"),
            Some(&format!("did you mean {listed}?")),
            0,
        ),
        None => place.says(
            format!("SHOW lists no {word}"),
            Some("SHOW lists INDEXES, CONSTRAINTS, FUNCTIONS and PROCEDURES; CALL db.labels() lists labels"),
            0,
        ),
    }
}
