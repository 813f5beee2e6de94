//! Colours while typing.

use super::style::{Palette, Tone};
use crate::syntax::{TokenKind, tokens};

/// The input in colours, with the bracket at the cursor and the one it belongs to marked.
pub fn paint(input: &str, cursor: usize, palette: Palette) -> String {
    let marked = matching(input, cursor);
    let mut out = String::with_capacity(input.len() * 2);
    let mut done = 0;
    for (span, kind) in tokens(input) {
        let range = span.range();
        out.push_str(&gap(&input[done..range.start], palette));
        match tone(kind) {
            Some(tone) => out.push_str(&palette.paint(tone, &input[range.clone()])),
            None => paint_plain(
                &input[range.clone()],
                range.start,
                marked,
                palette,
                &mut out,
            ),
        }
        done = range.end;
    }
    out.push_str(&gap(&input[done..], palette));
    out
}

/// What stands before each line of a statement but the first, drawn over the blanks it begins with.
pub const GOES_ON: &str = "   ... ";

/// What stands between two tokens: blanks, those that stand for the prompt drawn as such.
fn gap(text: &str, palette: Palette) -> String {
    text.replace(
        &super::edit::next_line(),
        &format!("\n{}", palette.paint(Tone::Dim, GOES_ON)),
    )
}

fn paint_plain(
    text: &str,
    offset: usize,
    marked: Option<(usize, usize)>,
    palette: Palette,
    out: &mut String,
) {
    let Some((first, second)) = marked else {
        return out.push_str(text);
    };
    for (at, c) in text.char_indices() {
        if offset + at == first || offset + at == second {
            out.push_str(&palette.paint(Tone::Bracket, c));
        } else {
            out.push(c);
        }
    }
}

fn tone(kind: TokenKind) -> Option<Tone> {
    match kind {
        TokenKind::Keyword => Some(Tone::Keyword),
        TokenKind::Function => Some(Tone::Function),
        TokenKind::Label => Some(Tone::Label),
        TokenKind::String => Some(Tone::Text),
        TokenKind::Number => Some(Tone::Number),
        TokenKind::Parameter => Some(Tone::Parameter),
        TokenKind::Comment => Some(Tone::Comment),
        TokenKind::Arrow => Some(Tone::Arrow),
        TokenKind::Unknown => Some(Tone::Unknown),
        TokenKind::Command => Some(Tone::Keyword),
        TokenKind::Error => Some(Tone::Error),
        _ => None,
    }
}

/// The bracket under or before the cursor and its partner; those in texts and comments do not count.
fn matching(input: &str, cursor: usize) -> Option<(usize, usize)> {
    let opaque: Vec<std::ops::Range<usize>> = tokens(input)
        .into_iter()
        .filter(|(_, kind)| matches!(kind, TokenKind::String | TokenKind::Comment))
        .map(|(span, _)| span.range())
        .collect();
    let brackets = input
        .char_indices()
        .filter(|(at, c)| "()[]{}".contains(*c) && !opaque.iter().any(|range| range.contains(at)));
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, c) in brackets {
        match c {
            '(' | '[' | '{' => open.push((at, c)),
            _ => {
                if let Some((start, opener)) = open.pop()
                    && matches!((opener, c), ('(', ')') | ('[', ']') | ('{', '}'))
                {
                    pairs.push((start, at));
                }
            }
        }
    }
    let touches = |pair: &(usize, usize), at: usize| pair.0 == at || pair.1 == at;
    let under = pairs.iter().find(|pair| touches(pair, cursor));
    under
        .or_else(|| {
            pairs
                .iter()
                .find(|pair| cursor > 0 && touches(pair, cursor - 1))
        })
        .copied()
}
