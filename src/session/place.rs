//! Places for errors that are found where the text is no longer at hand.

use crate::diagnostic::Span;
use crate::error::Error;
use crate::syntax::{TokenKind, tokens};

/// The same error with a place in the statement, where its text shows one.
pub(super) fn placed(error: Error, text: &str) -> Error {
    if error.span.is_some() {
        return error;
    }
    let span = match error.detail {
        "MissingParameter" => parameter(&error.message, text),
        "ReadOnly" => keyword(
            &[
                "CREATE", "INSERT", "MERGE", "SET", "REMOVE", "DELETE", "DETACH",
            ],
            text,
        ),
        "ConstraintValidationFailed" => only_keyword(&["CREATE", "INSERT", "MERGE", "SET"], text),
        "DeletedEntityAccess" => only_keyword(&["SET", "REMOVE"], text),
        "DeleteConnectedNode" => keyword(&["DELETE"], text),
        "MergeReadOwnWrites" => keyword(&["MERGE"], text),
        _ => None,
    };
    Error { span, ..error }
}

/// The first parameter a message speaks of.
fn parameter(message: &str, text: &str) -> Option<Span> {
    let named = |name: &str| message.contains(&format!(" {name} "));
    first(text, |kind, token| {
        kind == TokenKind::Parameter && (named(token) || named(&token.replace('`', "")))
    })
}

fn keyword(words: &[&str], text: &str) -> Option<Span> {
    first(text, |kind, token| {
        kind == TokenKind::Keyword && words.iter().any(|word| token.eq_ignore_ascii_case(word))
    })
}

/// The keyword that is one of these, where there is one such only.
fn only_keyword(words: &[&str], text: &str) -> Option<Span> {
    let is_one = |(span, kind): &(Span, TokenKind)| {
        let token = &text[span.range()];
        *kind == TokenKind::Keyword && words.iter().any(|word| token.eq_ignore_ascii_case(word))
    };
    let mut found = tokens(text).into_iter().filter(is_one);
    let (span, _) = found.next()?;
    found.next().is_none().then_some(span)
}

fn first(text: &str, wanted: impl Fn(TokenKind, &str) -> bool) -> Option<Span> {
    let mut found = tokens(text).into_iter();
    found
        .find(|(span, kind)| wanted(*kind, &text[span.range()]))
        .map(|(span, _)| span)
}
