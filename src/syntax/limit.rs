//! How long a text and its words may be: what would take long to refuse otherwise is refused before it is parsed.

use super::SyntaxError;
use super::grammar::Rule;
use super::lexical::clipped;
use super::tokens::Tokens;
use crate::diagnostic::Span;

/// How many bytes a statement may have.
pub const MAX_LENGTH: usize = 64 << 20;
/// How many bytes a number or a name without quotes may have.
const MAX_WORD: usize = 1 << 20;
/// So much of a longer one is kept to see what it is.
const KEPT: usize = 64;

/// Refuses a text that is too long, or that has too long a number or name in it. What is quoted may be as long as the text.
pub(super) fn check(text: &str) -> Result<(), SyntaxError> {
    if text.len() > MAX_LENGTH {
        let message = format!("the statement is longer than {} MB", MAX_LENGTH >> 20);
        let hint = "give long values as parameters, or load them with LOAD CSV";
        return Err(too_long(
            "StatementTooLong",
            message,
            Some(hint),
            Span::new(0, 0),
        ));
    }
    let words = long_words(text.as_bytes());
    match words.is_empty() {
        true => Ok(()),
        false => check_words(text, &words),
    }
}

/// Where letters, digits and underscores follow each other for too long.
fn long_words(bytes: &[u8]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for end in 0..=bytes.len() {
        let goes_on = bytes
            .get(end)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        if !goes_on {
            if end - start > MAX_WORD {
                found.push(Span::new(start, end));
            }
            start = end + 1;
        }
    }
    found
}

/// Looks at the text with its long words cut short: there it is soon told which of them are quoted.
fn check_words(text: &str, words: &[Span]) -> Result<(), SyntaxError> {
    let mut short = String::new();
    let mut places = Vec::with_capacity(words.len());
    let mut end = 0;
    for word in words.iter().map(|word| word.range()) {
        short.push_str(&text[end..word.start]);
        places.push(short.len());
        short.push_str(&text[word.start..word.start + KEPT]);
        end = word.end;
    }
    short.push_str(&text[end..]);
    let tokens = Tokens::of(&short);
    for (word, place) in words.iter().zip(places) {
        let token = tokens
            .list
            .iter()
            .find(|it| it.span.range().contains(&place));
        let rule = token.map(|token| token.rule);
        let written = &text[word.range()];
        match rule {
            Some(Rule::number) => return Err(long_number(written, *word)),
            Some(Rule::word | Rule::parameter) => return Err(long_name(written, *word)),
            _ => {}
        }
    }
    Ok(())
}

fn long_number(text: &str, span: Span) -> SyntaxError {
    let message = format!(
        "the number {} is longer than {MAX_WORD} digits",
        clipped(text)
    );
    too_long("IntegerOverflow", message, None, span)
}

fn long_name(text: &str, span: Span) -> SyntaxError {
    let message = format!(
        "the name `{}` is longer than {MAX_WORD} letters",
        clipped(text)
    );
    let hint = "a text is written in quotes";
    too_long("NameTooLong", message, Some(hint), span)
}

fn too_long(detail: &'static str, message: String, hint: Option<&str>, span: Span) -> SyntaxError {
    SyntaxError {
        detail,
        message,
        hint: hint.map(str::to_owned),
        span,
        related: None,
    }
}
