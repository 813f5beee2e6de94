//! Colours while typing: a text as tokens with a kind each. Total over any text and linear.

use super::grammar::Rule;
use super::lexical::keywords;
use super::script::{PieceKind, split};
use super::tokens::{Token, tokens_by};
use crate::diagnostic::Span;

/// What a token is to the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word of the language.
    Keyword,
    /// A variable, a key, or a name in a walk.
    Name,
    /// A label or type behind a colon, or a relation in a walk.
    Label,
    /// A name in front of a parenthesis.
    Function,
    /// A text in quotes.
    String,
    /// A number.
    Number,
    /// `$name`.
    Parameter,
    /// A comment.
    Comment,
    /// Operators and brackets.
    Operator,
    /// Arrows of patterns and walks.
    Arrow,
    /// `?x` and `…` in a walk.
    Unknown,
    /// A shell command.
    Command,
    /// A quote, back-tick or comment that is never closed.
    Error,
}

/// The tokens of a script in order, blanks left out.
pub fn tokens(text: &str) -> Vec<(Span, TokenKind)> {
    let keywords = keywords();
    let mut out = Vec::new();
    let mut at = 0;
    for piece in split(text) {
        between(text, at, piece.span.start as usize, &mut out);
        let inside = &text[piece.span.range()];
        let start = piece.span.start as usize;
        match piece.kind {
            PieceKind::Command => out.push((piece.span, TokenKind::Command)),
            PieceKind::Walk => walk_tokens(inside, start, &mut out),
            PieceKind::Statement => statement_tokens(inside, start, &keywords, &mut out),
        }
        at = piece.span.end as usize;
    }
    between(text, at, text.len(), &mut out);
    out
}

/// Comments and semicolons between two pieces.
fn between(text: &str, from: usize, to: usize, out: &mut Vec<(Span, TokenKind)>) {
    let tokens = tokens_by(Rule::tokens, &text[from..to]).into_iter();
    out.extend(tokens.map(|token| {
        (
            token.span.shifted(from),
            if token.rule == Rule::comment {
                TokenKind::Comment
            } else {
                TokenKind::Operator
            },
        )
    }));
}

fn walk_tokens(text: &str, start: usize, out: &mut Vec<(Span, TokenKind)>) {
    let mut arrows = 0;
    for token in tokens_by(Rule::walk_tokens, text) {
        let kind = match token.rule {
            Rule::walk_arrow => {
                arrows += 1;
                TokenKind::Arrow
            }
            Rule::unknown_token => TokenKind::Unknown,
            Rule::line_comment => TokenKind::Comment,
            Rule::walk_range => TokenKind::Operator,
            _ if arrows % 2 == 1 => TokenKind::Label,
            _ => TokenKind::Name,
        };
        out.push((token.span.shifted(start), kind));
    }
}

/// What the tokens before say about the next word.
struct Surroundings<'t> {
    text: &'t str,
    keywords: &'t [String],
    /// The open brackets.
    open: Vec<u8>,
    /// Whether a label may stand next.
    label: bool,
    /// The last token.
    last: &'t str,
}

fn statement_tokens(
    text: &str,
    start: usize,
    keywords: &[String],
    out: &mut Vec<(Span, TokenKind)>,
) {
    let mut around = Surroundings {
        text,
        keywords,
        open: Vec::new(),
        label: false,
        last: "",
    };
    let list = tokens_by(Rule::tokens, text);
    for (index, token) in list.iter().enumerate() {
        let next = list
            .get(index + 1)
            .map_or("", |next| &text[next.span.range()]);
        out.push((token.span.shifted(start), around.kind(*token, next)));
    }
}

impl<'t> Surroundings<'t> {
    fn kind(&mut self, token: Token, next: &str) -> TokenKind {
        let written = &self.text[token.span.range()];
        let kind = match token.rule {
            Rule::comment => return TokenKind::Comment,
            Rule::open_comment | Rule::open_text | Rule::open_name => TokenKind::Error,
            Rule::text => TokenKind::String,
            Rule::number => TokenKind::Number,
            Rule::parameter => TokenKind::Parameter,
            Rule::arrow => TokenKind::Arrow,
            Rule::quoted_name => self.name(next),
            Rule::word => self.word(written, next),
            _ => TokenKind::Operator,
        };
        self.follow(written);
        kind
    }

    fn name(&self, next: &str) -> TokenKind {
        match next {
            _ if self.label => TokenKind::Label,
            "(" => TokenKind::Function,
            _ => TokenKind::Name,
        }
    }

    fn word(&self, word: &str, next: &str) -> TokenKind {
        let upper = word.to_ascii_uppercase();
        let key = self.last == "." || (self.open.last() == Some(&b'{') && next == ":");
        let listed = !self.label && !key && self.keywords.binary_search(&upper).is_ok();
        let called = next == "("
            && matches!(
                upper.as_str(),
                "ALL" | "ANY" | "COUNT" | "EXISTS" | "COLLECT" | "SINGLE" | "POINT"
            );
        if listed && !called {
            TokenKind::Keyword
        } else {
            self.name(next)
        }
    }

    /// Remembers what a token says about the next one.
    fn follow(&mut self, written: &'t str) {
        match written.as_bytes().first() {
            Some(open @ (b'(' | b'[' | b'{')) => self.open.push(*open),
            Some(b')' | b']' | b'}') => drop(self.open.pop()),
            _ => {}
        }
        let continues = matches!(written, "|" | "&" | "!") && (self.label || self.in_labels());
        self.label = continues || (written == ":" && self.open.last() != Some(&b'{'));
        self.last = written;
    }

    /// Behind a label of a relationship or node pattern.
    fn in_labels(&self) -> bool {
        !self.last.is_empty()
            && self
                .open
                .last()
                .is_some_and(|open| matches!(open, b'(' | b'['))
    }
}
