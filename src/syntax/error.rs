//! Sentences for texts that are not statements.
//!
//! In: the text and pest's word that a rule does not match. Out: one [`SyntaxError`]. The common mistakes come first, told by the
//! tokens around the place; what is left is said as "expected …, found …" with families of tokens instead of a long list.

use std::sync::{Mutex, PoisonError};

use pest::error::{ErrorVariant, InputLocation};

use super::MAX_DEPTH;
use super::SyntaxError;
use super::expected::{Expected, expected_at};
use super::foreign::foreign;
use super::grammar::{Parsed, PestError, Rule, apply, too_deep, unexpected};
use super::habit::HABITS;
use super::lexical::{clipped, is_reserved};
use super::tokens::{Token, Tokens};
use crate::diagnostic::Span;

/// The first words of statements, for near misses.
const FIRST_WORDS: [&str; 24] = [
    "MATCH", "RETURN", "OPTIONAL", "UNWIND", "CREATE", "MERGE", "DETACH", "DELETE", "FOREACH",
    "WITH", "CALL", "INSERT", "FILTER", "LOAD", "SHOW", "DROP", "EXPLAIN", "PROFILE", "REMOVE",
    "WHERE", "FINISH", "ORDER", "LIMIT", "UNION",
];

/// What may stand before a statement.
const MODES: [&str; 3] = ["EXPLAIN", "PROFILE", "WHY"];

/// Words of neighbouring languages and what is said here instead.
const FOREIGN: [(&str, &str); 15] = [
    ("SELECT", "write MATCH (n) RETURN n"),
    ("FROM", "write MATCH (n:Label) for what SQL reads FROM"),
    ("UPDATE", "write MATCH (n) SET n.key = value"),
    ("GROUP", "grouping is implicit: RETURN n.key, count(*)"),
    ("HAVING", "write WITH … WHERE …"),
    ("JOIN", "a pattern such as (a)-[:TYPE]->(b) joins"),
    ("LIKE", "write CONTAINS, STARTS WITH, ENDS WITH or =~"),
    ("ILIKE", "write =~ '(?i)…'"),
    ("ELSEIF", "write another WHEN"),
    ("BETWEEN", "write low <= x <= high"),
    ("INTO", "write CREATE (n:Label {key: value})"),
    ("VALUES", "write CREATE (n:Label {key: value})"),
    ("TOP", "write LIMIT at the end"),
    (
        "ASSERT",
        "write CREATE CONSTRAINT FOR (n:Label) REQUIRE n.key IS UNIQUE",
    ),
    ("EXCEPT", "write WHERE NOT EXISTS { … }"),
];

/// Explains why a rule does not match a text. `typed` is the text as typed, `seen` the same without comments.
pub(super) fn explain(typed: &str, seen: &str, rule: Rule, error: &PestError) -> SyntaxError {
    let tokens = Tokens::significant(typed);
    if let ErrorVariant::CustomError { .. } = error.variant {
        return too_deep(deepest(&tokens));
    }
    if let Some(error) = foreign(seen) {
        return error;
    }
    let (position, expected) = detailed(seen, rule, error);
    let place = Place::new(&tokens, position, expected);
    let opened = unclosed(&Tokens::of(typed)).filter(|open| open.span.start as usize <= position);
    opened
        .or_else(|| HABITS.iter().find_map(|habit| habit(&place)))
        .or_else(|| MISTAKES.iter().find_map(|mistake| mistake(&place)))
        .unwrap_or_else(|| place.plain())
}

/// Where the text stops fitting, and what would have fitted there.
///
/// pest's own position may lie behind a word that was looked at and refused as a whole, such as a keyword where a name belongs. So
/// the text up to that position is tried again with something behind it that fits nowhere: whatever is asked for there is what was
/// expected, and if nothing gets past the last word, that word was the mistake.
fn detailed(seen: &str, rule: Rule, error: &PestError) -> (usize, Expected) {
    let (position, _) =
        furthest(seen, rule).unwrap_or_else(|| (location(error), Expected::default()));
    match probe(&seen[..position], rule) {
        Some(expected) => (position, expected),
        None => {
            let word = seen[..position]
                .trim_end_matches(|c: char| c.is_alphanumeric() || c == '_')
                .len();
            (word, probe(&seen[..word], rule).unwrap_or_default())
        }
    }
}

/// What may stand behind a text; nothing if the text itself does not fit.
fn probe(text: &str, rule: Rule) -> Option<Expected> {
    let (position, expected) = furthest(&format!("{text} \u{1}"), rule)?;
    let at_word = text.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    (position > text.len() || !at_word).then_some(expected)
}

fn location(error: &PestError) -> usize {
    match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    }
}

/// Parses once more, this time asking pest what it looked for. The switch is one for the whole process, hence the lock.
fn furthest(text: &str, rule: Rule) -> Option<(usize, Expected)> {
    static DETAIL: Mutex<()> = Mutex::new(());
    let guard = DETAIL.lock().unwrap_or_else(PoisonError::into_inner);
    pest::set_error_detail(true);
    let error = apply(rule, text).err();
    pest::set_error_detail(false);
    drop(guard);
    let attempts = error?.parse_attempts()?;
    Some((
        attempts.max_position,
        expected_at(attempts.expected_tokens().iter().map(ToString::to_string)),
    ))
}

/// The opener that is one too many.
fn deepest(tokens: &Tokens<'_>) -> Span {
    let mut depth = 0usize;
    let too_many = tokens.list.iter().find(|token| {
        match token.rule {
            Rule::opener => depth += 1,
            Rule::closer => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > MAX_DEPTH
    });
    too_many
        .or(tokens.list.first())
        .map_or(Span::default(), |token| token.span)
}

/// A quote, a back-tick or a comment that is never closed.
pub(super) fn unclosed(tokens: &Tokens<'_>) -> Option<SyntaxError> {
    let last = tokens.list.last()?;
    let (what, hint, width) = match last.rule {
        Rule::open_text if tokens.str(*last).starts_with('\'') => (
            "the quote",
            "write `'` where the text ends, and `\\'` for an apostrophe in it",
            1,
        ),
        Rule::open_text => ("the quote", "write `\"` where the text ends", 1),
        Rule::open_name => ("the back-tick", "write `` ` `` where the name ends", 1),
        Rule::open_comment => ("the comment", "write `*/` where it ends", 2),
        _ => return None,
    };
    let span = Span {
        end: last.span.start + width,
        ..last.span
    };
    Some(unexpected(
        format!("{what} is never closed"),
        Some(hint),
        span,
    ))
}

/// Where parsing stopped, between the tokens around it.
pub(super) struct Place<'t, 'i> {
    pub tokens: &'t Tokens<'i>,
    /// The token that does not fit; one past the last at the end of the text.
    pub index: usize,
    pub expected: Expected,
}

pub(super) type Mistake = fn(&Place<'_, '_>) -> Option<SyntaxError>;

/// The mistakes with a sentence of their own, the most certain first.
const MISTAKES: [Mistake; 17] = [
    bare_pattern,
    foreign_operator,
    lookalike,
    arrow_without_dash,
    node_without_parentheses,
    old_parameter,
    arrow_without_end,
    second_statement,
    foreign_word,
    not_in,
    near_keyword,
    equals_for_colon,
    unclosed_bracket,
    reserved_word,
    wrong_bracket,
    missing_before,
    missing_comma,
];

impl<'t, 'i> Place<'t, 'i> {
    fn new(tokens: &'t Tokens<'i>, position: usize, expected: Expected) -> Self {
        let index = tokens
            .list
            .partition_point(|token| token.span.end as usize <= position);
        Self {
            tokens,
            index,
            expected,
        }
    }

    /// The text of the token so many places away.
    pub fn near(&self, offset: isize) -> &'i str {
        self.tokens.at(self.index.checked_add_signed(offset))
    }

    fn token(&self) -> Option<Token> {
        self.tokens.list.get(self.index).copied()
    }

    pub fn span(&self) -> Span {
        self.span_at(0)
    }

    /// The span of the token so many places away; behind the last one the end of the text.
    pub fn span_at(&self, offset: isize) -> Span {
        let index = self.index.checked_add_signed(offset);
        match index.and_then(|index| self.tokens.list.get(index)) {
            Some(token) => token.span,
            None => {
                let end = self.tokens.list.last().map_or(0, |token| token.span.end);
                Span { start: end, end }
            }
        }
    }

    pub fn word(&self, offset: isize) -> Option<String> {
        let text = self.near(offset);
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            .then(|| text.to_ascii_uppercase())
    }

    pub fn says(
        &self,
        message: impl Into<String>,
        hint: Option<&str>,
        offset: isize,
    ) -> Option<SyntaxError> {
        Some(unexpected(message, hint, self.span_at(offset)))
    }

    /// What is said where no mistake is known.
    fn plain(&self) -> SyntaxError {
        let found = match (self.token(), self.word(0)) {
            (None, _) => return self.too_early(),
            (Some(_), Some(word)) if is_reserved(&word) => format!("the keyword {word}"),
            (Some(_), _) => format!(
                "`{}`",
                clipped(self.near(0).lines().next().unwrap_or_default())
            ),
        };
        let message = match self.expected.sentence() {
            Some(expected) => format!("expected {expected}, found {found}"),
            None => format!("{found} does not fit here"),
        };
        unexpected(message, None, self.span())
    }
}

impl Place<'_, '_> {
    fn too_early(&self) -> SyntaxError {
        let message = match self.expected.sentence() {
            Some(expected) => format!("expected {expected} before the end of the text"),
            None => "the text ends too early".to_owned(),
        };
        unexpected(message, None, self.span())
    }
}

fn foreign_operator(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let ours = match place.near(0) {
        "==" => "=",
        "!=" => "<>",
        "&&" => "AND",
        "!" => "NOT",
        "|" if place.near(1) == "|" => "OR",
        _ => return None,
    };
    place.says(
        format!("`{}` is not an operator", place.near(0)),
        Some(&format!("write `{ours}`")),
        0,
    )
}

/// Characters that look like ones of the language, and others that no statement holds outside of quotes.
fn lookalike(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let token = place.token().filter(|token| token.rule == Rule::symbol)?;
    let c = place.near(0).chars().next().filter(|c| !c.is_ascii())?;
    let hint = match c {
        '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => {
            Some("write `-`")
        }
        '\u{2018}'..='\u{201b}' => Some("write `'`"),
        '\u{201c}'..='\u{201f}' | '«' | '»' => Some("write `\"`"),
        '≠' => Some("write `<>`"),
        '≤' => Some("write `<=`"),
        '≥' => Some("write `>=`"),
        '→' => Some("write `-->`"),
        '←' => Some("write `<--`"),
        '×' => Some("write `*`"),
        '÷' => Some("write `/`"),
        _ => None,
    };
    let message = format!(
        "the character `{}` means nothing outside of quotes",
        c.escape_debug()
    );
    Some(SyntaxError {
        detail: "InvalidUnicodeCharacter",
        message,
        hint: hint.map(str::to_owned),
        span: token.span,
        related: None,
    })
}

fn arrow_without_dash(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let dashes = "an arrow between two nodes has two dashes";
    match (place.near(-1), place.near(0)) {
        (")", "->") => place.says(dashes, Some("write `-->`"), 0),
        ("<-", "(") => place.says(dashes, Some("write `<--`"), -1),
        ("-", "(") if place.near(-2) == ")" => place.says(dashes, Some("write `--` or `-->`"), -1),
        ("-", name) if place.near(-2) == ")" && place.word(0).is_some() => place.says(
            "a relationship stands in square brackets",
            Some(&format!("write `-[:{name}]->`")),
            0,
        ),
        _ => None,
    }
}

/// `(a)-[r]-b`: what follows an arrow is a node.
fn node_without_parentheses(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let behind_arrow = matches!(
        (place.near(-2), place.near(-1)),
        ("]", "-" | "->") | (")", "-->" | "<--" | "--")
    );
    place
        .word(0)
        .filter(|_| behind_arrow && place.expected.has("("))?;
    let hint = format!("write `({})`", place.near(0));
    place.says("a node needs parentheses", Some(&hint), 0)
}

/// `{p}`, as parameters were written before openCypher 9.
fn old_parameter(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let (name, braces) = (place.near(-1), (place.near(-2), place.near(0)));
    place
        .word(-1)
        .filter(|_| braces == ("{", "}") && place.expected.has(":"))?;
    let hint = format!("write `${name}`");
    place.says(
        "parameters are written with a dollar sign, not in braces",
        Some(&hint),
        -1,
    )
}

fn arrow_without_end(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let write = Some("write `]->`, or `]-` where the direction does not matter");
    match (place.near(-1), place.near(0)) {
        ("]", "(") if place.expected.has("-") => place.says("the arrow ends too early", write, -1),
        ("]", ">" | "=>") if place.expected.has("-") => {
            place.says("the arrow lacks a dash", write, 0)
        }
        _ => None,
    }
}

fn second_statement(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let behind = place.index > 0 && place.near(-1) == ";";
    if behind {
        place.says(
            "a second statement begins here",
            Some("run one statement at a time"),
            0,
        )
    } else {
        None
    }
}

fn foreign_word(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let word = place.word(0)?;
    let (_, hint) = FOREIGN.iter().find(|(foreign, _)| *foreign == word)?;
    place.says(format!("{word} is not a word of openCypher"), Some(hint), 0)
}

fn not_in(place: &Place<'_, '_>) -> Option<SyntaxError> {
    match (place.word(0)?.as_str(), place.word(1)?.as_str()) {
        ("NOT", "IN") => place.says(
            "NOT stands before the whole comparison",
            Some("write NOT x IN list"),
            0,
        ),
        ("NOT", operator @ ("CONTAINS" | "STARTS" | "ENDS")) => place.says(
            "NOT stands before the whole comparison",
            Some(&format!("write NOT x {operator} …")),
            0,
        ),
        _ => None,
    }
}

fn near_keyword(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let word = place.word(0)?;
    let near = place.expected.nearest(&word)?;
    let known = place.expected.has(&word);
    let hint = format!("did you mean {near}?");
    if known {
        None
    } else {
        place.says(
            format!("`{}` does not fit here", place.near(0)),
            Some(&hint),
            0,
        )
    }
}

/// The openers that are open where parsing stopped, innermost last.
fn open_brackets(place: &Place<'_, '_>) -> Vec<Token> {
    let mut open = Vec::new();
    for token in place.tokens.list.iter().take(place.index) {
        match token.rule {
            Rule::opener => open.push(*token),
            Rule::closer => drop(open.pop()),
            _ => {}
        }
    }
    open
}

fn unclosed_bracket(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let opener = *open_brackets(place).last()?;
    let closer = closer_of(place.tokens.str(opener));
    let inside = place.near(-1) != place.tokens.str(opener);
    let stopped =
        place.token().is_none() || (inside && place.starts_clause() && place.expected.has(closer));
    let message = format!("`{}` is never closed", place.tokens.str(opener));
    let hint = format!("write `{closer}` where it ends");
    stopped.then(|| unexpected(message, Some(&hint), opener.span))
}

impl Place<'_, '_> {
    fn starts_clause(&self) -> bool {
        self.word(0)
            .is_some_and(|word| FIRST_WORDS.contains(&word.as_str()))
    }
}

fn closer_of(opener: &str) -> &'static str {
    match opener {
        "(" => ")",
        "[" => "]",
        _ => "}",
    }
}

fn wrong_bracket(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let token = place.token().filter(|token| token.rule == Rule::closer)?;
    let found = place.tokens.str(token);
    match open_brackets(place).last() {
        Some(opener) if closer_of(place.tokens.str(*opener)) == found => None,
        Some(opener) => {
            let open = place.tokens.str(*opener);
            let close = closer_of(open);
            let message = format!("`{found}` stands where the `{close}` of a `{open}` is expected");
            Some(SyntaxError {
                related: Some(opener.span),
                ..unexpected(message, None, token.span)
            })
        }
        None => place.says(format!("`{found}` closes nothing"), None, 0),
    }
}

/// `WHERE RETURN n` and `RETURN ORDER BY n`: the word behind the gap was taken for a name.
fn missing_before(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let (before, word) = (place.word(-2)?, place.word(-1)?);
    let leads = matches!(
        before.as_str(),
        "WHERE" | "RETURN" | "WITH" | "UNWIND" | "BY" | "SET" | "DELETE" | "LIMIT" | "SKIP"
    );
    let clause = matches!(
        word.as_str(),
        "ORDER"
            | "SKIP"
            | "LIMIT"
            | "SET"
            | "DELETE"
            | "DETACH"
            | "OPTIONAL"
            | "CALL"
            | "REMOVE"
            | "FOREACH"
    );
    if leads && clause {
        place.says(
            format!("an expression is missing between {before} and {word}"),
            None,
            -1,
        )
    } else {
        None
    }
}

/// `RETURN a.name b.name`: where a list of items may go on, another begins.
fn missing_comma(place: &Place<'_, '_>) -> Option<SyntaxError> {
    place.word(0).filter(|word| !is_reserved(word))?;
    let clauses = ["RETURN", "WITH", "WHERE", "BY", "MATCH", "SET", "UNWIND"];
    let mut before = (1..=place.index as isize).filter_map(|back| place.word(-back));
    let clause = before.find(|word| clauses.contains(&word.as_str()))?;
    let of_items = place.expected.has(",") && matches!(clause.as_str(), "RETURN" | "WITH");
    of_items.then(|| SyntaxError {
        hint: Some(format!("write `,` or AS before `{}`", place.near(0))),
        ..place.plain()
    })
}

fn reserved_word(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let word = place.word(0).filter(|word| is_reserved(word))?;
    let hint = format!("write `` `{}` `` to use it as a name", place.near(0));
    let name_only = place.expected.name && !place.expected.expression;
    if name_only {
        place.says(
            format!("the keyword {word} stands where a name is expected"),
            Some(&hint),
            0,
        )
    } else {
        None
    }
}

/// A pattern alone: what is to be done with it is missing.
fn bare_pattern(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let hint = match place.near(0) {
        "(" => "write MATCH (a)-->(b) RETURN *",
        "{" => "leave the braces around the statement out",
        _ => return None,
    };
    let begins = place.index == 0;
    begins.then(|| {
        unexpected(
            "a statement begins with a keyword",
            Some(hint),
            place.span(),
        )
    })
}

fn equals_for_colon(place: &Place<'_, '_>) -> Option<SyntaxError> {
    let in_map = place.near(0) == "=" && place.expected.has(":") && !place.expected.has(",");
    if in_map {
        place.says(
            "a colon stands between a key and its value",
            Some("write `{key: value}`"),
            0,
        )
    } else {
        None
    }
}

/// The clause keyword that the first word of a line, modes aside, comes close to, where the rest of the line looks like openCypher.
pub(super) fn near_clause(line: &str) -> Option<&'static str> {
    let length = line
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(line.len());
    let (word, rest) = line.split_at(length);
    if MODES.iter().any(|mode| mode.eq_ignore_ascii_case(word)) {
        return near_clause(rest.trim_start());
    }
    let near = foreign_start(word).or_else(|| near_word(word))?;
    looks_like_cypher(rest).then_some(near)
}

fn foreign_start(word: &str) -> Option<&'static str> {
    let (foreign, _) = FOREIGN
        .iter()
        .find(|(foreign, _)| foreign.eq_ignore_ascii_case(word))?;
    Some(foreign)
}

fn near_word(word: &str) -> Option<&'static str> {
    let upper = word.to_ascii_uppercase();
    let allowed = if word.len() < 6 { 1 } else { 2 };
    let distance = |candidate: &&&str| strsim::osa_distance(&upper, candidate);
    FIRST_WORDS
        .iter()
        .filter(|_| word.len() > 3)
        .min_by_key(distance)
        .filter(|near| distance(near) <= allowed)
        .copied()
}

/// Whether what follows a first word is more like a clause than like the rest of a name.
fn looks_like_cypher(rest: &str) -> bool {
    let arrow = ["->", "<-", "--", "→", "←", "↔", "—"]
        .iter()
        .filter_map(|arrow| rest.find(arrow))
        .min()
        .unwrap_or(rest.len());
    let before = &rest[..arrow];
    let words = || {
        before
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    let keyword = |word: &str| {
        ["MATCH", "RETURN", "WHERE", "FROM", "AS"]
            .iter()
            .any(|keyword| keyword.eq_ignore_ascii_case(word))
    };
    let digit = words()
        .next()
        .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    before.contains(['(', '*', '{', '=', '['])
        || words().any(keyword)
        || (digit && arrow == rest.len())
}

/// Parses a whole text by a rule and hands the tree to a builder.
pub(super) fn parse_with<T>(
    typed: &str,
    rule: Rule,
    build: impl FnOnce(super::grammar::Pair<'_>) -> Parsed<T>,
) -> Parsed<T> {
    let seen = super::tokens::without_comments(typed);
    let mut pairs = apply(rule, &seen).map_err(|error| explain(typed, &seen, rule, &error))?;
    build(
        pairs
            .next()
            .unwrap_or_else(|| unreachable!("a rule that matches gives a pair")),
    )
}

/// Parses a text that is a walk. Comments cannot be told from names there, except in front of the walk.
pub(super) fn parse_walk(typed: &str) -> Parsed<super::ast::Statement> {
    let start = typed.len() - super::start_of(typed).len();
    let seen = format!("{}{}", " ".repeat(start), &typed[start..]);
    let mut pairs =
        apply(Rule::walk_statement, &seen).map_err(|error| walk_error(&seen, &error))?;
    super::walk::walk_statement(
        pairs
            .next()
            .unwrap_or_else(|| unreachable!("a rule that matches gives a pair")),
    )
}

fn walk_error(seen: &str, error: &PestError) -> SyntaxError {
    let at = location(error);
    let blank = seen.trim().is_empty();
    let message = if blank {
        "expected a statement, found the end of the text"
    } else {
        "this is no part of a walk"
    };
    unexpected(message, None, Span::new(at, seen.trim_end().len().max(at)))
}
