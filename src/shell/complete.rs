//! What Tab offers.
//!
//! In: the input, the cursor and the database. Out: where the word begun starts and what it may become.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::formats::text::in_words;
use crate::graph::{Direction, Entity, Graph};
use crate::session::{Database, Parameters};
use crate::syntax;
use crate::value::NodeId;
use crate::value::literal::{identifier, string};

/// How many names are looked at; more than any screen holds.
const OFFERED: usize = 2_000;
/// How many entities are looked at to find those: a key is answered at once, however large the graph.
const LOOKED_AT: usize = 50_000;
/// How many entities are offered where nothing is typed.
const BEST_KNOWN: usize = 12;
/// What queries begin with, for whoever has typed nothing yet.
const FIRST_WORDS: [&str; 4] = ["MATCH", "CREATE", "EXPLAIN", "WHY"];

/// A word that may stand where the cursor is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// What is shown.
    pub shown: String,
    /// What is inserted.
    pub inserted: String,
}

impl Candidate {
    fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            shown: text.clone(),
            inserted: text,
        }
    }
}

/// The byte at which the word begun starts, and what it may become.
pub fn complete(
    input: &str,
    cursor: usize,
    database: &Database,
    parameters: &Parameters,
) -> (usize, Vec<Candidate>) {
    let before = &input[..cursor];
    if before.trim_start().starts_with(':') {
        return super::command::complete(before);
    }
    let statement = without_mode(current_statement(before));
    if before.trim().is_empty() {
        return (before.len(), beginnings(database));
    }
    if is_query(statement) {
        complete_query(before, statement, database, parameters)
    } else {
        complete_walk(before, statement, database)
    }
}

/// What to begin with: the entities most is known of, first words of queries, commands.
fn beginnings(database: &Database) -> Vec<Candidate> {
    let entities = database.with_graph(best_known);
    let words = FIRST_WORDS.map(String::from);
    let all = entities
        .into_iter()
        .chain(words)
        .chain(super::command::names());
    all.map(Candidate::plain).collect()
}

/// The names of the entities with most relationships.
fn best_known(graph: &Graph) -> Vec<String> {
    let mut nodes: Vec<(usize, NodeId)> = graph
        .nodes()
        .take(LOOKED_AT)
        .map(|node| (graph.degree(node, Direction::Both, None), node))
        .collect();
    nodes.sort_by_key(|(degree, node)| (Reverse(*degree), *node));
    let named = nodes.into_iter().filter_map(|(_, node)| {
        let name = graph.property(Entity::Node(node), graph.key_id("name")?);
        name.as_str().map(str::to_string)
    });
    named.take(BEST_KNOWN).collect()
}

/// What stands behind the last `;`.
fn current_statement(before: &str) -> &str {
    let pieces = syntax::script::split(before);
    let start = pieces
        .last()
        .map_or(before.len(), |piece| piece.span.start as usize);
    &before[start..]
}

/// A statement without the `EXPLAIN`, `PROFILE` or `WHY` in front of it.
fn without_mode(statement: &str) -> &str {
    let word = statement.split_whitespace().next().unwrap_or_default();
    let mode = ["EXPLAIN", "PROFILE", "WHY"]
        .iter()
        .any(|mode| mode.eq_ignore_ascii_case(word));
    match statement[word.len()..].trim_start() {
        rest if mode && rest.len() < statement.len() - word.len() => rest,
        _ => statement,
    }
}

/// Whether a statement begins with a clause's keyword that is complete.
fn is_query(statement: &str) -> bool {
    let first: String = statement
        .chars()
        .take_while(|c| c.is_alphabetic())
        .collect();
    let more = statement.len() > first.len();
    more && !statement[first.len()..]
        .trim_start()
        .starts_with(['-', '<', '→', '←', '—'])
        && syntax::keywords()
            .iter()
            .any(|keyword| keyword.eq_ignore_ascii_case(&first))
}

// ------------------------------------------------------------------------------------------ walks

fn complete_walk(before: &str, statement: &str, database: &Database) -> (usize, Vec<Candidate>) {
    let (arrows, behind) = last_arrow(statement);
    let typed = behind.trim_start();
    let start = before.len() - typed.len();
    if let Some(unknown) = typed.strip_prefix('?') {
        return labels_of_unknown(before, unknown, database);
    }
    if let Some((quote, name)) = quoted_stop(typed).filter(|_| arrows % 2 == 0) {
        return (start + 1, names_in_quotes(quote, name, database));
    }
    let last_alternative = typed.rfind('|').map_or(0, |at| at + 1);
    let candidates = database.with_graph(|graph| match arrows % 2 {
        1 => relations(&typed[last_alternative..], graph),
        _ => entities(typed, graph),
    });
    match arrows {
        0 => (
            start,
            candidates.into_iter().chain(keywords(typed)).collect(),
        ),
        n if n % 2 == 1 => (start + last_alternative, candidates),
        _ => (start, candidates),
    }
}

/// `?x:Org`: labels behind the colon, and behind `|` as further ones.
fn labels_of_unknown(before: &str, unknown: &str, database: &Database) -> (usize, Vec<Candidate>) {
    let Some(colon) = unknown.find(':') else {
        return (before.len(), Vec::new());
    };
    let label = unknown[colon + 1..]
        .rsplit('|')
        .next()
        .unwrap_or_default()
        .trim_start();
    let candidates = database.with_graph(|graph| beginning(label, labels(graph)));
    (before.len() - label.len(), candidates)
}

/// The quote a stop begins with, and the name behind it as far as it is typed.
fn quoted_stop(typed: &str) -> Option<(char, &str)> {
    let quote = typed.chars().next().filter(|c| ['"', '\''].contains(c))?;
    let name = &typed[1..];
    (!name.contains(quote)).then_some((quote, name))
}

/// How many arrows a walk has so far, and what stands behind the last.
fn last_arrow(walk: &str) -> (usize, &str) {
    let mut arrows = 0;
    let mut end = 0;
    let mut at = 0;
    while at < walk.len() {
        let rest = &walk[at..];
        match ["->", "<-", "--", "→", "←", "—", "↔"]
            .iter()
            .find(|arrow| rest.starts_with(**arrow))
        {
            Some(arrow) => {
                arrows += 1;
                at += arrow.len();
                end = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    (arrows, &walk[end..])
}

fn entities(typed: &str, graph: &Graph) -> Vec<Candidate> {
    let names = graph.names_beginning(typed).into_iter().take(OFFERED);
    names
        .map(|(name, _)| Candidate::plain(name.as_ref()))
        .collect()
}

fn relations(typed: &str, graph: &Graph) -> Vec<Candidate> {
    let typed = typed.trim_start().to_lowercase();
    let words = graph.types_in_use().map(|name| in_words(name));
    sorted(
        words
            .filter(|words| words.to_lowercase().starts_with(&typed))
            .map(Candidate::plain),
    )
}

// ------------------------------------------------------------------------------------------ queries

fn complete_query(
    before: &str,
    statement: &str,
    database: &Database,
    parameters: &Parameters,
) -> (usize, Vec<Candidate>) {
    if let Some((quote, at)) = open_quote(statement) {
        let typed = &statement[at + 1..];
        let candidates = match quote {
            '`' => names_in_back_ticks(typed, &statement[..at], database),
            quote => names_in_quotes(quote, typed, database),
        };
        return (before.len() - typed.len(), candidates);
    }
    if let Some((word, candidates)) = dotted(statement, database) {
        return (before.len() - word.len(), candidates);
    }
    let word = trailing_word(statement);
    let start = before.len() - word.len();
    let context = statement[..statement.len() - word.len()].trim_end();
    let candidates = database.with_graph(|graph| match Place::of(context) {
        Place::Label => beginning(word, labels(graph)),
        Place::Type => beginning(word, graph.types_in_use().map(|name| identifier(name))),
        Place::Key => beginning(word, graph.keys().map(|(_, name)| identifier(name))),
        Place::Parameter => beginning(
            word,
            parameters.as_map().keys().map(|name| name.to_string()),
        ),
        Place::Procedure => beginning(word, procedures(database)),
        Place::Expression => words(word, statement, database),
    });
    (start, candidates)
}

/// Names of entities for a text whose quote is open; they close it.
fn names_in_quotes(quote: char, typed: &str, database: &Database) -> Vec<Candidate> {
    let names = database.with_graph(|graph| entities(typed, graph));
    let quoted = names.into_iter().map(|name| {
        let inserted = match quote {
            '\'' => string(&name.inserted)[1..].to_string(),
            _ => format!("{}\"", escaped(&name.inserted)),
        };
        Candidate {
            shown: name.shown,
            inserted,
        }
    });
    quoted.collect()
}

/// A name inside double quotes.
fn escaped(name: &str) -> String {
    name.replace('\\', "\\\\").replace('"', "\\\"")
}

/// Labels, types or keys for a name whose back-tick is open; they close it.
fn names_in_back_ticks(typed: &str, context: &str, database: &Database) -> Vec<Candidate> {
    let typed = typed.to_lowercase();
    let names: Vec<String> = database.with_graph(|graph| match Place::of(context.trim_end()) {
        Place::Label => graph.labels_in_use().map(ToString::to_string).collect(),
        Place::Type => graph.types_in_use().map(ToString::to_string).collect(),
        Place::Key => graph.keys().map(|(_, name)| name.to_string()).collect(),
        _ => Vec::new(),
    });
    let fitting = names
        .into_iter()
        .filter(|name| name.to_lowercase().starts_with(&typed));
    sorted(fitting.map(|name| Candidate {
        inserted: format!("{}`", name.replace('`', "``")),
        shown: name,
    }))
}

/// A name with dots as far as it is typed, and the procedures behind `CALL` or functions it may become.
fn dotted<'s>(statement: &'s str, database: &Database) -> Option<(&'s str, Vec<Candidate>)> {
    let start = statement
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || ['_', '.'].contains(c))
        .last()?
        .0;
    let word = &statement[start..];
    if !word.contains('.') {
        return None;
    }
    let candidates = if ends_with_word(statement[..start].trim_end(), "CALL") {
        beginning(word, procedures(database))
    } else {
        beginning(word, functions(database))
    };
    (!candidates.is_empty()).then_some((word, candidates))
}

fn labels(graph: &Graph) -> impl Iterator<Item = String> {
    graph.labels_in_use().map(|name| identifier(name))
}

fn procedures(database: &Database) -> impl Iterator<Item = String> {
    let procedures = database.library().procedures();
    procedures.map(|procedure| format!("{}(", procedure.name))
}

fn functions(database: &Database) -> impl Iterator<Item = String> {
    let names = database.library().callable();
    names.map(|name| format!("{name}("))
}

/// What may stand behind a piece of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Label,
    Type,
    Key,
    Parameter,
    Procedure,
    Expression,
}

impl Place {
    fn of(context: &str) -> Place {
        let bracket = innermost(context);
        match context.chars().next_back() {
            Some(':' | '&' | '!') if bracket != Some('{') => Place::label_or_type(bracket),
            Some('|') if bracket == Some('[') || bracket == Some('(') => {
                Place::label_or_type(bracket)
            }
            Some('.') => Place::Key,
            Some('$') => Place::Parameter,
            Some('{' | ',') if bracket == Some('{') => Place::Key,
            _ if ends_with_word(context, "CALL") => Place::Procedure,
            _ => Place::Expression,
        }
    }

    fn label_or_type(bracket: Option<char>) -> Place {
        if bracket == Some('[') {
            Place::Type
        } else {
            Place::Label
        }
    }
}

/// The innermost bracket that is still open; brackets in texts do not count.
fn innermost(text: &str) -> Option<char> {
    let mut open = Vec::new();
    let mut quote = None;
    for c in text.chars() {
        match (quote, c) {
            (Some(end), c) if c == end => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"' | '`') => quote = Some(c),
            (None, '(' | '[' | '{') => open.push(c),
            (None, ')' | ']' | '}') => {
                open.pop();
            }
            _ => {}
        }
    }
    open.pop()
}

/// The quote or back-tick that is still open, and where it stands.
pub fn open_quote(text: &str) -> Option<(char, usize)> {
    let mut quote: Option<(char, usize)> = None;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some((end, _)) if c == '\\' && end != '`' => escaped = true,
            Some((end, _)) if c == end => quote = None,
            Some(_) => {}
            None if ['\'', '"', '`'].contains(&c) => quote = Some((c, at)),
            None => {}
        }
    }
    quote
}

fn trailing_word(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || *c == '_')
        .last();
    start.map_or("", |(at, _)| &text[at..])
}

fn ends_with_word(text: &str, word: &str) -> bool {
    trailing_word(text).eq_ignore_ascii_case(word)
}

fn beginning(typed: &str, names: impl Iterator<Item = String>) -> Vec<Candidate> {
    let typed = typed.to_lowercase();
    sorted(
        names
            .filter(|name| {
                name.trim_start_matches('`')
                    .to_lowercase()
                    .starts_with(&typed)
            })
            .map(Candidate::plain),
    )
}

fn sorted(candidates: impl Iterator<Item = Candidate>) -> Vec<Candidate> {
    candidates
        .collect::<BTreeSet<_>>()
        .into_iter()
        .take(OFFERED)
        .collect()
}

/// Variables first, then functions, then keywords.
fn words(typed: &str, statement: &str, database: &Database) -> Vec<Candidate> {
    let mut candidates = beginning(typed, variables(statement, typed));
    if !typed.is_empty() {
        candidates.extend(beginning(typed, functions(database)));
    }
    candidates.extend(keywords(typed));
    candidates
}

fn keywords(typed: &str) -> Vec<Candidate> {
    let typed = typed.to_uppercase();
    let keywords = syntax::keywords()
        .into_iter()
        .filter(|keyword| !typed.is_empty() && keyword.starts_with(&typed));
    keywords.map(Candidate::plain).collect()
}

/// The names that are in scope at the end of a statement: those its last `WITH` hands on, and those introduced since.
fn variables(statement: &str, typed: &str) -> impl Iterator<Item = String> {
    let mut found = match last_with(statement) {
        Some((list, rest)) => {
            let mut found = handed_on(&statement[..list.start], &statement[list]);
            found.extend(introduced(rest, typed));
            found
        }
        None => introduced(statement, typed),
    };
    found.remove(typed);
    found.into_iter()
}

/// Words that end the list behind `WITH`.
const AFTER_WITH: [&str; 16] = [
    "MATCH", "OPTIONAL", "RETURN", "WHERE", "UNWIND", "CREATE", "MERGE", "SET", "DELETE", "DETACH",
    "REMOVE", "CALL", "ORDER", "SKIP", "LIMIT", "WITH",
];

/// The place of the last finished `WITH` list outside brackets, and what follows it.
fn last_with(statement: &str) -> Option<(std::ops::Range<usize>, &str)> {
    let words = word_places(statement);
    let outside = |at: usize| innermost(&statement[..at]).is_none();
    let is = |number: usize, words: &[&str], text: &[(usize, &str)]| {
        words
            .iter()
            .any(|word| word.eq_ignore_ascii_case(text[number].1))
    };
    let with = (0..words.len()).rev().filter(|&number| {
        is(number, &["WITH"], &words)
            && outside(words[number].0)
            && (number == 0 || !is(number - 1, &["STARTS", "ENDS"], &words))
    });
    with.filter_map(|number| {
        let end = (number + 1..words.len())
            .find(|&next| is(next, &AFTER_WITH, &words) && outside(words[next].0))?;
        let list = words[number].0 + words[number].1.len()..words[end].0;
        Some((list, &statement[words[end].0..]))
    })
    .next()
}

/// The names a `WITH` list gives: what stands behind `AS`, a name alone, or with `*` all there were.
fn handed_on(before: &str, list: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for item in list.split(',').map(str::trim) {
        let item = item
            .split_once(char::is_whitespace)
            .filter(|(word, _)| word.eq_ignore_ascii_case("DISTINCT"))
            .map_or(item, |(_, rest)| rest.trim());
        let words = word_places(item);
        match words.as_slice() {
            _ if item == "*" => found.extend(variables(before, "")),
            [(0, word)] if word.len() == item.len() => {
                found.insert((*word).to_string());
            }
            [.., (_, word), (_, name)] if word.eq_ignore_ascii_case("AS") => {
                found.insert((*name).to_string());
            }
            _ => {}
        }
    }
    found
}

/// The names a piece of a statement introduces: behind an opening bracket of a pattern, behind `AS`, before `=` and `IN`.
fn introduced(statement: &str, typed: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let words: Vec<(usize, &str)> = word_places(statement);
    for (number, (at, word)) in words.iter().enumerate() {
        let before = statement[..*at].trim_end();
        let behind = statement[at + word.len()..].trim_start();
        let after_as = number > 0 && words[number - 1].1.eq_ignore_ascii_case("AS");
        let in_pattern =
            before.ends_with(['(', '[']) && behind.starts_with([':', ')', ']', '{', ' ', '*']);
        let bound = behind.starts_with("= (") || behind.starts_with("=(");
        if (after_as || in_pattern || bound) && *word != typed && !is_keyword(word) {
            found.insert((*word).to_string());
        }
    }
    found
}

fn is_keyword(word: &str) -> bool {
    syntax::keywords()
        .iter()
        .any(|keyword| keyword.eq_ignore_ascii_case(word))
}

fn word_places(text: &str) -> Vec<(usize, &str)> {
    let mut places = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || c == '_';
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                places.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    places
}
