//! A text as a row of tokens, by the rule `tokens`: for comments, colours and messages.

use std::borrow::Cow;

use super::grammar::{Rule, apply, span};
use crate::diagnostic::Span;

/// One token.
#[derive(Clone, Copy)]
pub(super) struct Token {
    pub rule: Rule,
    pub span: Span,
}

/// The tokens of a text, blanks left out, comments kept.
pub(super) struct Tokens<'i> {
    pub text: &'i str,
    pub list: Vec<Token>,
}

impl<'i> Tokens<'i> {
    pub fn of(text: &'i str) -> Self {
        Self {
            text,
            list: tokens_by(Rule::tokens, text),
        }
    }

    /// Without comments: what the grammar sees.
    pub fn significant(text: &'i str) -> Self {
        let mut tokens = Self::of(text);
        tokens
            .list
            .retain(|token| !matches!(token.rule, Rule::comment | Rule::open_comment));
        tokens
    }

    pub fn str(&self, token: Token) -> &'i str {
        &self.text[token.span.range()]
    }

    /// The text of the token at an index, empty outside the row.
    pub fn at(&self, index: Option<usize>) -> &'i str {
        index
            .and_then(|index| self.list.get(index))
            .map_or("", |token| self.str(*token))
    }
}

/// Every token a token rule finds; the rules accept any text.
pub(super) fn tokens_by(rule: Rule, text: &str) -> Vec<Token> {
    let Ok(mut pairs) = apply(rule, text) else {
        return Vec::new();
    };
    let inner = pairs.next().map(|pair| pair.into_inner());
    let tokens = inner
        .into_iter()
        .flatten()
        .filter(|pair| !matches!(pair.as_rule(), Rule::blank | Rule::EOI));
    tokens
        .map(|pair| Token {
            rule: pair.as_rule(),
            span: span(&pair),
        })
        .collect()
}

/// The text with every comment turned into as many blanks, so that the grammar need not know comments and spans stay right.
pub(super) fn without_comments(text: &str) -> Cow<'_, str> {
    let mut slashes = memchr::memchr_iter(b'/', text.as_bytes());
    if !slashes.any(|at| matches!(text.as_bytes().get(at + 1), Some(b'/' | b'*'))) {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.to_owned();
    for comment in Tokens::of(text)
        .list
        .into_iter()
        .filter(|token| token.rule == Rule::comment)
    {
        bytes.replace_range(
            comment.span.range(),
            &" ".repeat(comment.span.range().len()),
        );
    }
    Cow::Owned(bytes)
}
