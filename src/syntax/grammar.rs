//! What the rooms' walkers share: the generated parser, the place in the tree, and three ways to take the next pair.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use pest::Parser;
use pest::iterators::{Pair as AnyPair, Pairs as AnyPairs};

use super::{MAX_DEPTH, SyntaxError};
use crate::diagnostic::Span;

/// The parser pest makes of the five grammar files.
#[derive(pest_derive::Parser)]
#[grammar = "grammar/lexical.pest"]
#[grammar = "grammar/expression.pest"]
#[grammar = "grammar/pattern.pest"]
#[grammar = "grammar/clause.pest"]
#[grammar = "grammar/walk.pest"]
pub(super) struct Grammar;

pub(super) type Pair<'i> = AnyPair<'i, Rule>;
pub(super) type Pairs<'i> = AnyPairs<'i, Rule>;
pub(super) type PestError = pest::error::Error<Rule>;
pub(super) type Parsed<T> = Result<T, SyntaxError>;

/// How much work a byte of text may cost. The worst shape known needs a third of it (`tests/grammar.rs`).
const CALLS_PER_BYTE: usize = 512;

/// Applies one rule to the start of a text.
pub(super) fn apply(rule: Rule, text: &str) -> Result<Pairs<'_>, Box<PestError>> {
    allow(text.len());
    Grammar::parse(rule, text).map_err(Box::new)
}

/// The length of the longest text seen. pest keeps one limit for the whole process, so it may only ever grow.
static LONGEST: Mutex<usize> = Mutex::new(0);
static ALLOWED: AtomicUsize = AtomicUsize::new(0);

/// Makes sure that pest's call limit is at least what a text of `bytes` bytes may use.
fn allow(bytes: usize) {
    if bytes < ALLOWED.load(Ordering::Acquire) {
        return;
    }
    let mut longest = LONGEST.lock().unwrap_or_else(PoisonError::into_inner);
    *longest = (*longest).max(bytes + 1);
    pest::set_call_limit(std::num::NonZeroUsize::new(*longest * CALLS_PER_BYTE));
    ALLOWED.store(*longest, Ordering::Release);
}

/// Where the walker is: the text as it was typed, and how deep.
#[derive(Clone, Copy)]
pub(super) struct Context<'i> {
    pub text: &'i str,
    pub depth: usize,
}

impl<'i> Context<'i> {
    pub fn new(text: &'i str) -> Self {
        Self { text, depth: 0 }
    }

    /// The place `levels` further down.
    pub fn deeper(self, levels: usize, at: &Pair<'_>) -> Parsed<Self> {
        let depth = self.depth + levels;
        if depth > MAX_DEPTH {
            return Err(too_deep(span(at)));
        }
        Ok(Self { depth, ..self })
    }

    /// The text as typed, comments and all.
    pub fn slice(self, span: Span) -> &'i str {
        &self.text[span.range()]
    }
}

/// The one error for texts that nest deeper than [`MAX_DEPTH`].
pub(super) fn too_deep(span: Span) -> SyntaxError {
    let message = format!("nested deeper than {MAX_DEPTH} levels");
    SyntaxError {
        detail: "NestedTooDeeply",
        message,
        hint: None,
        span: Span {
            end: span.end.min(span.start + 1),
            ..span
        },
        related: None,
    }
}

/// An error of the kit's most general kind.
pub(super) fn unexpected(
    message: impl Into<String>,
    hint: Option<&str>,
    span: Span,
) -> SyntaxError {
    SyntaxError {
        detail: "UnexpectedSyntax",
        message: message.into(),
        hint: hint.map(str::to_owned),
        span,
        related: None,
    }
}

/// A pair's place without the blanks a rule with an optional tail takes along.
pub(super) fn span(pair: &Pair<'_>) -> Span {
    let start = pair.as_span().start();
    Span::new(
        start,
        start + pair.as_str().trim_end_matches(is_blank).len(),
    )
}

/// The characters the rule `WHITESPACE` skips.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}' | '\u{180e}' | '\u{feff}')
}

/// A pair's children without its keywords.
#[derive(Clone)]
pub(super) struct Children<'i>(Pairs<'i>);

pub(super) fn children(pair: Pair<'_>) -> Children<'_> {
    Children(pair.into_inner())
}

impl<'i> Children<'i> {
    /// The next child, which the grammar promises is there.
    pub fn one(&mut self) -> Pair<'i> {
        self.next()
            .unwrap_or_else(|| unreachable!("the grammar promises another pair"))
    }

    /// The next child if it is of this rule.
    pub fn get(&mut self, rule: Rule) -> Option<Pair<'i>> {
        self.skip_keywords();
        (self.0.peek()?.as_rule() == rule).then(|| self.one())
    }

    /// Whether the next child is of this rule; it is taken if so.
    pub fn has(&mut self, rule: Rule) -> bool {
        self.get(rule).is_some()
    }

    fn skip_keywords(&mut self) {
        while self.0.peek().is_some_and(|pair| is_keyword(pair.as_rule())) {
            self.0.next();
        }
    }
}

impl<'i> Iterator for Children<'i> {
    type Item = Pair<'i>;

    fn next(&mut self) -> Option<Pair<'i>> {
        self.0.by_ref().find(|pair| !is_keyword(pair.as_rule()))
    }
}

/// Whether a rule is one of the `kw_…` rules, which stand together in `lexical.pest`.
pub(super) fn is_keyword(rule: Rule) -> bool {
    (Rule::kw_acyclic..=Rule::kw_yield).contains(&rule)
}

/// A rule the walker has no function for: the grammar and its walker have fallen out of step.
pub(super) fn out_of_step(pair: &Pair<'_>) -> ! {
    unreachable!("no function for the rule {:?}", pair.as_rule())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keyword_rules_stand_together() {
        for rule in Rule::all_rules() {
            assert_eq!(
                is_keyword(*rule),
                format!("{rule:?}").starts_with("kw_"),
                "{rule:?}"
            );
        }
    }
}
