//! The errors of this room, one constructor a mistake where several places make it.

use crate::diagnostic::{Span, behind_shared_dots, closest, did_you_mean};
use crate::graph::fold;
use crate::semantics::SemanticError;
use crate::value::{ErrorKind, Type};

/// A mistake the kit counts as syntax.
pub(super) fn mistake(
    detail: &'static str,
    message: impl Into<String>,
    span: Span,
) -> SemanticError {
    SemanticError {
        kind: ErrorKind::SyntaxError,
        detail,
        message: message.into(),
        hint: None,
        span,
    }
}

impl SemanticError {
    /// The same with a piece of advice.
    pub(super) fn with_hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// The same with the nearest of these names as advice, where one is near.
    pub(super) fn suggesting<'c>(
        self,
        wanted: &str,
        names: impl IntoIterator<Item = &'c str>,
    ) -> Self {
        Self {
            hint: suggestion(wanted, names).or(self.hint),
            ..self
        }
    }
}

/// `did you mean …?` for the names nearest to the one that is not there: those with a slip of the pen, then those that
/// share its words.
pub(super) fn suggestion<'c>(
    wanted: &str,
    names: impl IntoIterator<Item = &'c str>,
) -> Option<String> {
    let names: Vec<&str> = names.into_iter().collect();
    let mut near = closest(wanted, names.iter().copied());
    let sharing = sharing_words(wanted, &names);
    near.extend(
        sharing
            .into_iter()
            .filter(|name| !closest(wanted, [*name]).contains(name)),
    );
    offer(near.into_iter().take(OFFERED))
}

/// `did you mean …?` for names, each in back-ticks.
pub(super) fn offer<'c>(names: impl IntoIterator<Item = &'c str>) -> Option<String> {
    let quoted = names.into_iter().map(|name| format!("`{name}`"));
    let quoted: Vec<String> = quoted.collect();
    did_you_mean(&quoted.iter().map(String::as_str).collect::<Vec<_>>())
}

/// How many names are offered.
pub(super) const OFFERED: usize = 3;
/// Words at least this alike count as the same word: `goal` and `goals`.
const SAME_WORD: f64 = 0.9;
/// Words shorter than this say nothing, and those that only join others neither.
const WORD_FROM: usize = 4;
const JOINING: [&str; 4] = ["with", "from", "into", "that"];

/// The names all of whose words are among the wanted ones, or the other way round; those with most in common first.
fn sharing_words<'c>(wanted: &str, names: &[&'c str]) -> Vec<&'c str> {
    let asked = fold(wanted);
    let mut sharing: Vec<(usize, &str)> = Vec::new();
    for name in names {
        let folded = fold(name);
        let (wanted, known) = behind_shared_dots(&asked, &folded);
        let (wanted, known) = (telling_words(wanted), telling_words(known));
        let shared = wanted.iter().filter(|word| has_word(&known, word)).count();
        let covered = known.iter().all(|word| has_word(&wanted, word));
        if shared > 0 && (covered || shared == wanted.len()) {
            sharing.push((shared, name));
        }
    }
    sharing.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    sharing.into_iter().map(|(_, name)| name).collect()
}

/// The words of a folded name that tell it from others; very long names have none, for the sake of time.
fn telling_words(folded: &str) -> Vec<&str> {
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let telling = words.filter(|word| word.chars().count() >= WORD_FROM && !JOINING.contains(word));
    telling.take(LONGEST_NAME).collect()
}

/// How many words of a name are looked at.
const LONGEST_NAME: usize = 16;

fn has_word(words: &[&str], wanted: &str) -> bool {
    let alike = |word: &str| {
        word == wanted
            || (word.chars().next() == wanted.chars().next()
                && word.len().max(wanted.len()) <= 64
                && strsim::jaro_winkler(word, wanted) >= SAME_WORD)
    };
    words.iter().any(|word| alike(word))
}

/// What the language has and nothing here executes.
pub(super) fn not_supported(what: &str, span: Span) -> SemanticError {
    SemanticError {
        kind: ErrorKind::NotSupported,
        ..mistake("NotSupported", format!("not supported yet: {what}"), span)
    }
}

/// A variable declared a second time.
pub(super) fn already_bound(name: &str, span: Span) -> SemanticError {
    mistake(
        "VariableAlreadyBound",
        format!("variable `{name}` is already defined"),
        span,
    )
}

/// A variable of one kind used as another.
pub(super) fn type_conflict(name: &str, is: &Type, used_as: &Type, span: Span) -> SemanticError {
    use super::types::in_words;
    let message = format!(
        "variable `{name}` is {}, here it is used as {}",
        in_words(is),
        in_words(used_as)
    );
    mistake("VariableTypeConflict", message, span)
}

/// An expression whose type excludes where it stands.
pub(super) fn wrong_type(expected: &str, found: &Type, span: Span) -> SemanticError {
    let message = format!(
        "expected {expected}, found {}",
        super::types::in_words(found)
    );
    mistake("InvalidArgumentType", message, span)
}

/// A clause where none such may stand.
pub(super) fn composition(message: impl Into<String>, span: Span) -> SemanticError {
    mistake("InvalidClauseComposition", message, span)
}
