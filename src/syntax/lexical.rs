//! Names and literals: the rules of `lexical.pest`.

use std::borrow::Cow;
use std::sync::Arc;

use super::SyntaxError;
use super::ast::{Expression, ExpressionKind, Literal, Name};
use super::grammar::{Pair, Parsed, Rule, apply, is_blank, is_keyword, span, unexpected};
use crate::diagnostic::Span;
use crate::value::Value;

/// The words that cannot stand for a variable without back-ticks.
const RESERVED: [&str; 23] = [
    "AND", "AS", "CASE", "CREATE", "DISTINCT", "ELSE", "FALSE", "IN", "IS", "MATCH", "MERGE",
    "NOT", "NULL", "OR", "RETURN", "THEN", "TRUE", "UNION", "UNWIND", "WHEN", "WHERE", "WITH",
    "XOR",
];

/// Every keyword of the grammar in upper case, sorted: for completion and near misses.
pub fn keywords() -> Vec<String> {
    let rules = Rule::all_rules().iter().filter(|rule| is_keyword(**rule));
    let mut words: Vec<String> = rules
        .map(|rule| format!("{rule:?}")[3..].to_uppercase())
        .collect();
    words.extend(["AND", "FALSE", "OR", "TRUE", "XOR"].map(str::to_owned));
    words.sort_unstable();
    words
}

/// Whether a word needs back-ticks where a variable is expected.
pub(super) fn is_reserved(word: &str) -> bool {
    RESERVED
        .iter()
        .any(|reserved| reserved.eq_ignore_ascii_case(word))
}

/// Whether a text is one word of the rule `word`.
pub(super) fn is_word(text: &str) -> bool {
    apply(Rule::word, text).is_ok_and(|pairs| pairs.as_str().len() == text.len())
}

pub(super) fn name(pair: &Pair<'_>) -> Name {
    Name {
        text: unquoted(pair.as_str()).into(),
        span: span(pair),
    }
}

/// A name without its back-ticks.
pub(super) fn unquoted(text: &str) -> Cow<'_, str> {
    match text
        .strip_prefix('`')
        .and_then(|rest| rest.strip_suffix('`'))
    {
        Some(inner) if inner.contains("``") => Cow::Owned(inner.replace("``", "`")),
        Some(inner) => Cow::Borrowed(inner),
        None => Cow::Borrowed(text),
    }
}

pub(super) fn variable(pair: &Pair<'_>) -> Name {
    name(pair)
}

/// Names joined by dots become one name, without the blanks around the dots.
pub(super) fn dotted_name(pair: &Pair<'_>) -> Name {
    let text = pair.as_str();
    if !text.contains(['`', '.']) {
        return name(pair);
    }
    let mut joined = String::with_capacity(text.len());
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '`' => quoted = !quoted,
            c if !quoted && is_blank(c) => {}
            c => joined.push(c),
        }
    }
    Name {
        text: joined.into(),
        span: span(pair),
    }
}

pub(super) fn parameter(pair: &Pair<'_>) -> Name {
    Name {
        text: unquoted(&pair.as_str()[1..]).into(),
        span: span(pair),
    }
}

pub(super) fn literal(value: Value, pair: &Pair<'_>) -> Expression {
    Expression {
        kind: ExpressionKind::Literal(Literal(value)),
        span: span(pair),
    }
}

pub(super) fn number(pair: &Pair<'_>) -> Parsed<Expression> {
    Ok(literal(number_value(pair.as_str(), span(pair))?, pair))
}

fn number_value(text: &str, at: Span) -> Parsed<Value> {
    let digits: Cow<'_, str> = match text.contains('_') {
        true if separators_separate(text) => Cow::Owned(text.replace('_', "")),
        true => return Err(invalid_number(text, at)),
        false => Cow::Borrowed(text),
    };
    if let Some(hexadecimal) = digits
        .strip_prefix("0x")
        .or_else(|| digits.strip_prefix("0X"))
    {
        return integer_value(hexadecimal, 16, text, at);
    }
    if let Some(octal) = digits
        .strip_prefix("0o")
        .or_else(|| digits.strip_prefix("0O"))
    {
        return integer_value(octal, 8, text, at);
    }
    if digits.bytes().all(|b| b.is_ascii_digit()) {
        return integer_value(&digits, 10, text, at);
    }
    float_value(&digits, text, at)
}

/// Underscores may stand between digits only.
fn separators_separate(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    (0..bytes.len())
        .filter(|&at| bytes[at] == b'_')
        .all(|at| at > 0 && digit(at - 1) && digit(at + 1))
}

fn integer_value(digits: &str, radix: u32, text: &str, at: Span) -> Parsed<Value> {
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return Err(invalid_number(text, at));
    }
    i64::from_str_radix(digits, radix)
        .map(Value::Integer)
        .map_err(|_| SyntaxError {
            detail: "IntegerOverflow",
            message: format!("the integer {} does not fit into 64 bits", clipped(text)),
            hint: None,
            span: at,
            related: None,
        })
}

fn float_value(digits: &str, text: &str, at: Span) -> Parsed<Value> {
    let written = digits
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'));
    match digits.parse::<f64>() {
        Ok(number) if written && number.is_finite() => Ok(Value::Float(number)),
        Ok(_) if written => Err(SyntaxError {
            detail: "FloatingPointOverflow",
            message: format!("the number {} is too large for a float", clipped(text)),
            hint: None,
            span: at,
            related: None,
        }),
        _ => Err(invalid_number(text, at)),
    }
}

fn invalid_number(text: &str, span: Span) -> SyntaxError {
    SyntaxError {
        detail: "InvalidNumberLiteral",
        message: format!("`{}` is not a number", clipped(text)),
        hint: None,
        span,
        related: None,
    }
}

/// A piece of the text short enough for a message.
pub(super) fn clipped(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(40) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

pub(super) fn minimum(pair: &Pair<'_>) -> Expression {
    literal(Value::Integer(i64::MIN), pair)
}

pub(super) fn integer(pair: &Pair<'_>) -> Parsed<u64> {
    let text = pair.as_str();
    text.replace('_', "").parse().map_err(|_| SyntaxError {
        detail: "IntegerOverflow",
        message: format!("the number {} is too large", clipped(text)),
        hint: None,
        span: span(pair),
        related: None,
    })
}

/// The string a quoted text stands for.
pub(super) fn text(pair: &Pair<'_>) -> Parsed<Arc<str>> {
    let quoted = pair.as_str();
    let inner = &quoted[1..quoted.len() - 1];
    if memchr::memchr(b'\\', inner.as_bytes()).is_none() {
        return Ok(inner.into());
    }
    unescape(inner, pair.as_span().start() + 1).map(Arc::from)
}

fn unescape(text: &str, offset: usize) -> Parsed<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let place = offset + (text.len() - rest.len()) + at;
        let (c, length) = escape(&rest[at + 1..], place)?;
        out.push(c);
        rest = &rest[at + 1 + length..];
    }
    out.push_str(rest);
    Ok(out)
}

/// The character behind a backslash, and how many bytes stand for it.
fn escape(text: &str, place: usize) -> Parsed<(char, usize)> {
    let first = text.chars().next().unwrap_or('\\');
    let c = match first {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        '\\' | '\'' | '"' | '`' | '/' => first,
        'u' => return surrogates(&text[1..]).map_or_else(|| code_point(&text[1..], 4, place), Ok),
        'U' => return code_point(&text[1..], 8, place),
        other => {
            let message = format!("`\\{}` is not an escape", other.escape_debug());
            let hint = Some("a backslash itself is written `\\\\`");
            return Err(unexpected(
                message,
                hint,
                Span::new(place, place + 1 + other.len_utf8()),
            ));
        }
    };
    Ok((c, 1))
}

/// The character that two escapes `\\uD83D\\uDE00` stand for together, as UTF-16 and so JSON write it; `text` begins behind the first `u`.
fn surrogates(text: &str) -> Option<(char, usize)> {
    let unit = |digits: &str| u16::from_str_radix(digits, 16).ok();
    let pair = [
        unit(text.get(..4)?)?,
        unit(text.get(4..)?.strip_prefix("\\u")?.get(..4)?)?,
    ];
    let mut decoded = char::decode_utf16(pair);
    let c = decoded.next()?.ok()?;
    decoded.next().is_none().then_some((c, 11))
}

fn code_point(text: &str, digits: usize, place: usize) -> Parsed<(char, usize)> {
    let written = text
        .as_bytes()
        .iter()
        .take(digits)
        .take_while(|b| b.is_ascii_hexdigit())
        .count();
    let number = u32::from_str_radix(&text[..written], 16)
        .ok()
        .filter(|_| written == digits);
    match number.and_then(char::from_u32) {
        Some(c) => Ok((c, 1 + digits)),
        None => Err(SyntaxError {
            detail: "InvalidUnicodeLiteral",
            message: format!(
                "a Unicode escape is {digits} hexadecimal digits that name a character"
            ),
            hint: None,
            span: Span::new(place, place + 2 + written),
            related: None,
        }),
    }
}
