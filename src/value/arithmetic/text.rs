//! Predicates on text. Other values are not text that could match: they give `null`, as the kit wants it.

use regex::{Regex, RegexBuilder};

use super::wrong_type;
use crate::value::{Value, ValueError};

/// How large a compiled pattern may become, in bytes.
const PATTERN_LIMIT: usize = 1 << 20;

/// `text STARTS WITH prefix`.
pub fn starts_with(text: &Value, prefix: &Value) -> Value {
    predicate(text, prefix, |text, prefix| text.starts_with(prefix))
}

/// `text ENDS WITH suffix`.
pub fn ends_with(text: &Value, suffix: &Value) -> Value {
    predicate(text, suffix, |text, suffix| text.ends_with(suffix))
}

/// `text CONTAINS part`.
pub fn contains(text: &Value, part: &Value) -> Value {
    predicate(text, part, |text, part| {
        memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_some()
    })
}

fn predicate(left: &Value, right: &Value, holds: impl Fn(&str, &str) -> bool) -> Value {
    match (left, right) {
        (Value::String(left), Value::String(right)) => Value::Boolean(holds(left, right)),
        _ => Value::Null,
    }
}

/// `text =~ pattern`: whether the whole text matches. Who applies one pattern to many texts compiles it once as a
/// [`Pattern`].
///
/// # Errors
/// `ArgumentError` where the pattern is invalid, `TypeError` where it is not text.
pub fn matches(text: &Value, pattern: &Value) -> Result<Value, ValueError> {
    match (text, pattern) {
        (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
        (text, Value::String(pattern)) => Ok(Pattern::new(pattern)?.matches(text)),
        (_, other) => Err(wrong_type("a regular expression", other)),
    }
}

/// A compiled regular expression that must match whole texts.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

impl Pattern {
    /// Compiles a regular expression of the `regex` crate's syntax, which matches in linear time.
    ///
    /// # Errors
    /// `ArgumentError` where it is invalid or too large.
    pub fn new(pattern: &str) -> Result<Pattern, ValueError> {
        // Compiled alone first, so that a stray parenthesis cannot close the group around it. The line end inside
        // the group ends a comment of the verbose mode; in any other mode the group would want one in the text.
        compile(pattern)?;
        compile(&format!(r"\A(?:{pattern})\z"))
            .or_else(|_| compile(&format!("\\A(?:{pattern}\n)\\z")))
            .map(Pattern)
    }

    /// Whether the whole text matches; `null` for anything but text.
    pub fn matches(&self, text: &Value) -> Value {
        text.as_str()
            .map_or(Value::Null, |text| Value::Boolean(self.0.is_match(text)))
    }
}

fn compile(pattern: &str) -> Result<Regex, ValueError> {
    RegexBuilder::new(pattern)
        .size_limit(PATTERN_LIMIT)
        .build()
        .map_err(|error| {
            let reason = match &error {
                regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
                other => other
                    .to_string()
                    .lines()
                    .last()
                    .unwrap_or_default()
                    .replace("error: ", ""),
            };
            ValueError::argument(
                "InvalidArgumentValue",
                format!("invalid regular expression: {reason}"),
            )
        })
}
