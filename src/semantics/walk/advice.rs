//! Advice for names nothing has that are more than a name.

use crate::graph::Graph;

/// A longer text is not tried for arrows that were left out.
const MOST_WORDS: usize = 16;

/// A text that begins with a quote and does not end with one: in a walk an apostrophe may begin a name, so that only here it
/// is known that none does.
pub(super) fn open_quote(text: &str) -> Option<String> {
    let opened = text.starts_with('\'') && text.matches('\'').count() == 1;
    opened.then(|| "the quote at its beginning is never closed".to_owned())
}

/// The walk that a text without arrows, or with arrows of another make, must have been: `Qatar mediated ?what`,
/// `Qatar => mediated => ?what`.
pub(super) fn with_arrows(text: &str, graph: &Graph) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.iter().any(|word| is_arrow(word)) {
        return Some(format!("write `{}`", arrows_replaced(&words)));
    }
    if words.len() > MOST_WORDS {
        return None;
    }
    let stops = (1..words.len()).rev();
    let stops = stops.filter(|at| is_stop(&words[..*at].join(" "), graph));
    let walk = stops.filter_map(|at| relation_and_stop(&words[at..], graph).map(|rest| (at, rest)));
    let (at, rest) = walk.into_iter().next()?;
    Some(format!("write `{} -> {rest}`", words[..at].join(" ")))
}

/// An arrow's head with any shaft: `=>`, `~>`, `>`.
fn is_arrow(word: &str) -> bool {
    word.ends_with(['>', '»', '›']) && word.chars().all(|c| "=~->»›|".contains(c))
}

fn arrows_replaced(words: &[&str]) -> String {
    let replaced = words.iter().map(|word| match is_arrow(word) {
        true => "->",
        false => word,
    });
    replaced.collect::<Vec<_>>().join(" ")
}

fn is_stop(text: &str, graph: &Graph) -> bool {
    !graph.find_named(text).is_empty()
}

/// `mediated ?what` as `mediated -> ?what`, where that is a relation of the graph and a stop.
fn relation_and_stop(words: &[&str], graph: &Graph) -> Option<String> {
    let relations = (1..=words.len()).rev();
    let mut relations =
        relations.filter(|at| graph.find_type_folded(&words[..*at].join(" ")).is_some());
    relations.find_map(|at| {
        let (relation, stop) = (words[..at].join(" "), words[at..].join(" "));
        match stop.as_str() {
            "" => Some(format!("{relation} -> ?what")),
            stop if stop.starts_with('?') && !stop.contains(' ') => {
                Some(format!("{relation} -> {stop}"))
            }
            stop => is_stop(stop, graph).then(|| format!("{relation} -> {stop}")),
        }
    })
}
