//! The errors of this room, one constructor a mistake where several places make it.

use crate::diagnostic::{Span, closest, did_you_mean};
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

/// `did you mean …?` for the names nearest to the one that is not there.
pub(super) fn suggestion<'c>(
    wanted: &str,
    names: impl IntoIterator<Item = &'c str>,
) -> Option<String> {
    let quoted: Vec<String> = closest(wanted, names)
        .into_iter()
        .map(|name| format!("`{name}`"))
        .collect();
    did_you_mean(&quoted.iter().map(String::as_str).collect::<Vec<_>>())
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
