//! `STARTS WITH`, `ENDS WITH`, `CONTAINS` and `=~`. What is not text on either side gives `null`.

use std::sync::Arc;

use memchr::memmem::Finder;
use regex::Regex;

use super::column;
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::Vector;
use crate::syntax::ast::BinaryOperator as Operator;
use crate::value::{Value, ValueError};

/// For each row whether the text on the left begins with, ends with or contains the one on the right.
pub(super) fn find(operator: Operator, left: &Vector, right: &Vector) -> Result<Vector, RunError> {
    if let (Operator::Contains, Vector::Constant(Value::String(part), _)) = (operator, right) {
        let finder = Finder::new(part.as_bytes());
        return column::map(left, |value| {
            let found = value.as_str().map(|text| finder.find(text.as_bytes()).is_some());
            Ok(Value::from(found))
        });
    }
    let holds: fn(&str, &str) -> bool = match operator {
        Operator::StartsWith => |text, part| text.starts_with(part),
        Operator::EndsWith => |text, part| text.ends_with(part),
        _ => |text, part| text.contains(part),
    };
    column::zip(left, right, |text, part| {
        Ok(Value::from(text.as_str().zip(part.as_str()).map(|(text, part)| holds(text, part))))
    })
}

/// For each row whether the whole text on the left matches the regular expression on the right, which is compiled again
/// only where it differs from the row before.
pub(super) fn matches(left: &Vector, right: &Vector, span: Span) -> Result<Vector, RunError> {
    let mut compiled: Option<(Arc<str>, Regex)> = None;
    column::zip(left, right, |text, pattern| {
        let (Value::String(text), Value::String(pattern)) = (text, pattern) else {
            return Ok(Value::Null);
        };
        let (_, regex) = match compiled.take().filter(|(known, _)| known == pattern) {
            Some(known) => compiled.insert(known),
            None => compiled.insert((pattern.clone(), compile(pattern, span)?)),
        };
        Ok(Value::Boolean(regex.is_match(text)))
    })
}

/// The pattern alone is compiled first, so that an error speaks of what was written and nothing closes the group early.
fn compile(pattern: &str, span: Span) -> Result<Regex, RunError> {
    let whole = format!(r"\A(?:{pattern})\z");
    Regex::new(pattern).and_then(|_| Regex::new(&whole)).map_err(|error| {
        let message = format!("the regular expression is not valid: {}", reason(&error));
        RunError::at(ValueError::argument("InvalidArgumentValue", message), span)
    })
}

/// The last line of the library's message: the others draw the pattern.
fn reason(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").to_string()
}
