//! Finding quotations in a document.
//!
//! A quote must stand in its document word for word; only runs of blanks may differ, because documents wrap their lines.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// A document with its blanks folded, ready to be searched.
#[derive(Debug)]
pub(super) struct Document {
    text: String,
    folded: String,
    /// For each byte of `folded`, the byte of `text` it came from; one more for the end.
    origin: Vec<usize>,
}

/// Where a quote stands.
#[derive(Debug, PartialEq)]
pub(super) enum Found {
    /// Exactly here: bytes of the document.
    At(Range<usize>),
    /// Nowhere; the sentence most like it, if any is.
    Nowhere { nearest: Option<String> },
    /// It stands there, but not directly behind that prefix and before that suffix.
    Elsewhere,
    /// So many times, and nothing tells which.
    Ambiguous(usize),
}

impl Document {
    pub fn new(text: String) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut origin = Vec::with_capacity(text.len() + 1);
        for (at, c) in text.char_indices() {
            if !c.is_whitespace() {
                folded.push(c);
                origin.extend(at..at + c.len_utf8());
            } else if !folded.ends_with(' ') {
                folded.push(' ');
                origin.push(at);
            }
        }
        origin.push(text.len());
        Self {
            text,
            folded,
            origin,
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Finds a quote; `prefix` and `suffix` are what must stand directly before and behind it, blanks aside.
    pub fn find(&self, quote: &str, prefix: Option<&str>, suffix: Option<&str>) -> Found {
        let quote = fold_blanks(quote);
        let places: Vec<usize> = self
            .folded
            .match_indices(&quote)
            .map(|(at, _)| at)
            .collect();
        let fits = |at: &usize| self.fits(*at, quote.len(), prefix, suffix);
        let fitting: Vec<usize> = places.iter().copied().filter(fits).collect();
        match fitting.as_slice() {
            [at] => Found::At(self.original(*at, quote.len())),
            [] if !places.is_empty() => Found::Elsewhere,
            [] => Found::Nowhere {
                nearest: self.nearest(&quote),
            },
            several => Found::Ambiguous(several.len()),
        }
    }

    fn fits(&self, at: usize, length: usize, prefix: Option<&str>, suffix: Option<&str>) -> bool {
        let before = self.folded[..at].trim_end();
        let behind = self.folded[at + length..].trim_start();
        prefix.is_none_or(|prefix| before.ends_with(fold_blanks(prefix).as_str()))
            && suffix.is_none_or(|suffix| behind.starts_with(fold_blanks(suffix).as_str()))
    }

    /// The bytes of the document behind so many bytes of the folded text; not for an empty quote.
    fn original(&self, at: usize, length: usize) -> Range<usize> {
        self.origin[at]..self.origin[at + length - 1] + 1
    }

    /// The sentence most like a quote, if it is like it at all.
    fn nearest(&self, quote: &str) -> Option<String> {
        let likeness = |sentence: &str| strsim::sorensen_dice(sentence, quote);
        let sentences = self.sentences();
        let scored = sentences
            .iter()
            .map(|range| (likeness(&self.text[range.clone()]), range));
        let best = scored
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|(score, _)| *score > 0.3)?;
        Some(fold_blanks(&self.text[best.1.clone()]))
    }

    /// The sentences of the document (Unicode Standard Annex 29), blanks around them left out.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let trimmed = self
            .text
            .split_sentence_bound_indices()
            .map(|(at, sentence)| {
                let start = at + (sentence.len() - sentence.trim_start().len());
                start..at + sentence.trim_end().len()
            });
        trimmed.filter(|range| range.start < range.end).collect()
    }

    /// A byte offset as an offset in characters.
    pub fn characters(&self, byte: usize) -> u32 {
        u32::try_from(self.text[..byte].chars().count()).unwrap_or(u32::MAX)
    }
}

fn fold_blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
