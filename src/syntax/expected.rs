//! What would have fitted: pest's list of tokens folded to what a person would say.

use super::grammar::is_blank;

/// The tokens that would have fitted, as families.
#[derive(Default)]
pub(super) struct Expected {
    /// Where any expression fits.
    pub expression: bool,
    /// Where a name fits.
    pub name: bool,
    number: bool,
    operator: bool,
    clause: bool,
    /// Every single token, keywords in upper case.
    tokens: Vec<String>,
}

/// The most a message lists.
const MOST: usize = 5;

/// Keywords that begin clauses: said as "a clause such as RETURN".
const CLAUSES: [&str; 32] = [
    "MATCH", "RETURN", "OPTIONAL", "UNWIND", "CREATE", "MERGE", "DETACH", "NODETACH", "DELETE",
    "FOREACH", "WITH", "SET", "REMOVE", "CALL", "INSERT", "FILTER", "LET", "FOR", "LOAD", "USE",
    "FINISH", "NEXT", "UNION", "SHOW", "DROP", "EXPLAIN", "PROFILE", "WHY", "ORDER", "SKIP",
    "OFFSET", "LIMIT",
];

/// What may stand behind an operand: said as "an operator".
const OPERATORS: [&str; 29] = [
    "+", "-", "*", "/", "%", "^", "=", "<>", "<", "<=", ">", ">=", "=~", "||", "|", ".", "[", ":",
    "::", "&", "AND", "OR", "XOR", "IN", "IS", "STARTS", "ENDS", "CONTAINS", "!",
];

/// What may begin an expression: said as "an expression".
const OPERANDS: [&str; 29] = [
    "(",
    "[",
    "{",
    "'",
    "\"",
    "$",
    "-",
    "+",
    ".",
    "`",
    "NULL",
    "TRUE",
    "FALSE",
    "NOT",
    "CASE",
    "EXISTS",
    "COUNT",
    "COLLECT",
    "*",
    "DISTINCT",
    "ALL",
    "BOTH",
    "LEADING",
    "TRAILING",
    "DATE",
    "DATETIME",
    "DURATION",
    "TIME",
    "TIMESTAMP",
];

/// Folds pest's list, each token as pest displays it: text as written, keywords in upper case, ranges as `a..z`.
pub(super) fn expected_at(tokens: impl IntoIterator<Item = String>) -> Expected {
    let mut tokens: Vec<String> = tokens
        .into_iter()
        .filter(|token| !token.trim_matches(is_blank).is_empty())
        .collect();
    let has = |token: &str| tokens.iter().any(|known| known == token);
    let expression = has("CASE") && has("$");
    let letters = has("a..z");
    let expected = Expected {
        expression,
        name: letters && !expression,
        number: has("0..9") && !letters,
        operator: has("=~") && has("<>"),
        clause: has("RETURN") && has("UNWIND"),
        tokens: Vec::new(),
    };
    tokens.retain(|token| !is_range(token));
    Expected { tokens, ..expected }
}

/// `a..z`, and pest's word for a Unicode property.
fn is_range(token: &str) -> bool {
    token == "BUILTIN_RULE" || (token.len() > 2 && token.contains(".."))
}

impl Expected {
    /// Whether this very token would have fitted.
    pub fn has(&self, token: &str) -> bool {
        self.tokens.iter().any(|known| known == token)
    }

    /// The keyword that would have fitted and that a word comes close to.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        let allowed = if word.len() < 6 { 1 } else { 2 };
        let keywords = self
            .tokens
            .iter()
            .filter(|token| token.len() > 1 && token.starts_with(|c: char| c.is_ascii_uppercase()));
        let near = keywords
            .filter(|keyword| strsim::osa_distance(word, keyword) <= allowed && word.len() > 2);
        near.min_by_key(|keyword| strsim::osa_distance(word, keyword))
            .map(String::as_str)
    }

    /// `an expression, `)` or WHERE`; nothing where nothing is known.
    pub fn sentence(&self) -> Option<String> {
        let mut parts = self.families();
        let mut single: Vec<String> = self
            .tokens
            .iter()
            .filter(|token| !self.is_in_family(token))
            .map(|token| shown(token))
            .collect();
        single.sort_by_key(|token| (!token.starts_with('`'), token.clone()));
        single.dedup();
        parts.extend(single);
        if self.clause {
            parts.truncate(MOST - 1);
            parts.push("a clause such as RETURN".to_owned());
        }
        parts.truncate(MOST);
        let (last, first) = parts.split_last()?;
        Some(if first.is_empty() {
            last.clone()
        } else {
            format!("{} or {last}", first.join(", "))
        })
    }

    fn families(&self) -> Vec<String> {
        let families = [
            (self.expression, "an expression"),
            (self.name, "a name"),
            (self.number, "a number"),
            (self.operator, "an operator"),
        ];
        families
            .into_iter()
            .filter(|(there, _)| *there)
            .map(|(_, said)| said.to_owned())
            .collect()
    }

    fn is_in_family(&self, token: &str) -> bool {
        (self.expression && OPERANDS.contains(&token))
            || (self.name && token == "`")
            || (self.operator && OPERATORS.contains(&token))
            || (self.clause && CLAUSES.contains(&token))
            // Look-alikes of `-`, `<` and `>` are read, but nobody is asked to type them.
            || !token.is_ascii()
            || matches!(token, ";" | "//" | "/*" | "_")
    }
}

fn shown(token: &str) -> String {
    match token.starts_with(|c: char| c.is_ascii_uppercase()) {
        true => token.to_owned(),
        false => format!("`{token}`"),
    }
}
