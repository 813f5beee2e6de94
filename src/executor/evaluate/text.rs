//! `STARTS WITH`, `ENDS WITH`, `CONTAINS` and `=~`.

use std::sync::Arc;

use memchr::memmem::Finder;

use super::column;
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::Vector;
use crate::executor::context::Context;
use crate::syntax::ast::BinaryOperator as Operator;
use crate::value::Value;
use crate::value::arithmetic::{self, Pattern};

/// Bytes of a text that takes longer to match than to ask for the time.
const LONG_TEXT: usize = 4096;

/// For each row whether the text on the left begins with, ends with or contains the one on the right.
pub(super) fn find(operator: Operator, left: &Vector, right: &Vector) -> Result<Vector, RunError> {
    if let (Operator::Contains, Vector::Constant(Value::String(part), _)) = (operator, right) {
        let finder = Finder::new(part.as_bytes());
        return column::map(left, |value| {
            let found = value
                .as_str()
                .map(|text| finder.find(text.as_bytes()).is_some());
            Ok(Value::from(found))
        });
    }
    let holds = match operator {
        Operator::StartsWith => arithmetic::starts_with,
        Operator::EndsWith => arithmetic::ends_with,
        _ => arithmetic::contains,
    };
    column::zip(left, right, |text, part| Ok(holds(text, part)))
}

/// For each row whether the whole text on the left matches the regular expression on the right, which is compiled again
/// only where it differs from the row before. A long text is a long loop.
pub(super) fn matches(
    left: &Vector,
    right: &Vector,
    span: Span,
    context: &Context<'_>,
) -> Result<Vector, RunError> {
    let mut compiled: Option<(Arc<str>, Pattern)> = None;
    column::zip(left, right, |text, pattern| {
        if text.as_str().is_some_and(|text| text.len() > LONG_TEXT) {
            context.check()?;
        }
        let Value::String(wanted) = pattern else {
            return arithmetic::matches(text, pattern).map_err(|error| RunError::at(error, span));
        };
        let (_, pattern) = match compiled.take().filter(|(known, _)| known == wanted) {
            Some(known) => compiled.insert(known),
            None => compiled.insert((wanted.clone(), compile(wanted, span)?)),
        };
        Ok(pattern.matches(text))
    })
}

fn compile(pattern: &str, span: Span) -> Result<Pattern, RunError> {
    Pattern::new(pattern).map_err(|error| RunError::at(error, span))
}
