//! What is known of an expression's type before it runs: enough to refuse what can never work.

use crate::semantics::query::VariableKind;
use crate::value::{Type, Value};

/// Whether a value of the static type `actual` can be a `wanted`; when in doubt, yes.
pub(super) fn possible(actual: &Type, wanted: &Type) -> bool {
    match (actual, wanted) {
        (Type::NotNull(actual), wanted) => possible(actual, wanted),
        (actual, Type::NotNull(wanted)) => possible(actual, wanted),
        (Type::Any | Type::Null | Type::Nothing, _) | (_, Type::Any) => true,
        (Type::Union(actual), wanted) => actual.iter().any(|one| possible(one, wanted)),
        (actual, Type::Union(wanted)) => wanted.iter().any(|one| possible(actual, one)),
        (Type::List(actual), Type::List(wanted)) => possible(actual, wanted),
        (Type::PropertyValue, other) | (other, Type::PropertyValue) => !is_structure(other),
        (Type::Integer | Type::Number, Type::Integer | Type::Float | Type::Number) => true,
        (Type::Float, Type::Number) => true,
        (actual, wanted) => actual == wanted,
    }
}

/// Whether a value of that type can be one of these.
pub(super) fn possibly_one_of(actual: &Type, wanted: &[Type]) -> bool {
    wanted.iter().any(|one| possible(actual, one))
}

fn is_structure(kind: &Type) -> bool {
    matches!(
        kind,
        Type::Node | Type::Relationship | Type::Path | Type::Map
    )
}

/// The type of a list's items.
pub(super) fn element(list: &Type) -> Type {
    match list {
        Type::NotNull(of) => element(of),
        Type::List(of) if **of != Type::Nothing => (**of).clone(),
        _ => Type::Any,
    }
}

/// The smallest type both are of, as far as types are told apart here.
pub(super) fn unify(a: Type, b: Type) -> Type {
    match (a, b) {
        (Type::Null | Type::Nothing, other) | (other, Type::Null | Type::Nothing) => other,
        (Type::List(a), Type::List(b)) => Type::list(unify(*a, *b)),
        (a, b) if a == b => a,
        (a, b) if is_number(&a) && is_number(&b) => Type::Number,
        _ => Type::Any,
    }
}

/// Integers, floats and what is one of both.
pub(super) fn is_number(kind: &Type) -> bool {
    matches!(kind, Type::Integer | Type::Float | Type::Number)
}

/// The type of a literal.
pub(super) fn of_literal(value: &Value) -> Type {
    match value {
        Value::Null => Type::Null,
        Value::Boolean(_) => Type::Boolean,
        Value::Integer(_) => Type::Integer,
        Value::Float(_) => Type::Float,
        Value::String(_) => Type::String,
        _ => Type::Any,
    }
}

/// What the rest of the pipeline is told of a variable of that type.
pub(super) fn kind(of: &Type) -> VariableKind {
    match of {
        Type::Node => VariableKind::Node,
        Type::Relationship => VariableKind::Relationship,
        Type::Path => VariableKind::Path,
        _ => VariableKind::Value,
    }
}

/// The type of a variable that a pattern declares.
pub(super) fn of_kind(kind: VariableKind) -> Type {
    match kind {
        VariableKind::Node => Type::Node,
        VariableKind::Relationship => Type::Relationship,
        VariableKind::Relationships => Type::list(Type::Relationship),
        VariableKind::Path => Type::Path,
        VariableKind::Value => Type::Any,
    }
}

/// A type as a sentence names it: `a node`, `an integer`, `a list`.
pub(super) fn in_words(kind: &Type) -> String {
    match kind {
        Type::NotNull(of) => in_words(of),
        Type::Any => "any value".into(),
        Type::Number => "a number".into(),
        Type::List(of) if **of == Type::Relationship => "a list of relationships".into(),
        Type::List(_) => "a list".into(),
        Type::Union(types) => {
            let words: Vec<String> = types.iter().map(in_words).collect();
            words.join(" or ")
        }
        Type::Integer => "an integer".into(),
        other => format!("a {}", other.to_string().to_lowercase()),
    }
}
