//! `CREATE` and `DROP` of indexes and constraints.

use std::sync::Arc;

use super::Rows;
use super::prepare::not_supported;
use crate::diagnostic::{Span, closest, did_you_mean};
use crate::error::{Error, Phase};
use crate::executor::GraphAccess;
use crate::graph::{Graph, Rule, RuleKind, Target};
use crate::semantics::SemanticError;
use crate::syntax::ast::{Mode, Requirement, SchemaCommand, SchemaKind, SchemaRule};
use crate::value::{ErrorKind, Type};

/// Whether a command can be done.
pub(super) fn check(command: &SchemaCommand, mode: Mode) -> Result<SchemaKind, SemanticError> {
    match &command.kind {
        _ if mode != Mode::Run => {
            let what = "`EXPLAIN` and the like of a command that is no query";
            Err(not_supported(what, command.span))
        }
        SchemaKind::Other(words) => Err(not_supported(words, command.span)),
        SchemaKind::Create(rule) => check_rule(rule, command.span).map(|()| command.kind.clone()),
        kind => Ok(kind.clone()),
    }
}

/// A type is asked of one property, and is one that a property can have.
fn check_rule(rule: &SchemaRule, span: Span) -> Result<(), SemanticError> {
    let Some(Requirement::Type(of)) = &rule.requirement else {
        return Ok(());
    };
    if rule.properties.len() > 1 {
        let message = "a constraint on the type is about one property".to_owned();
        return Err(mistake("UnexpectedSyntax", message, span));
    }
    if !is_of_properties(&of.kind) {
        let message = format!("a property cannot be required to be {}", of.kind);
        return Err(mistake("InvalidArgumentType", message, of.span));
    }
    Ok(())
}

fn mistake(detail: &'static str, message: String, span: Span) -> SemanticError {
    SemanticError {
        kind: ErrorKind::SyntaxError,
        detail,
        message,
        hint: None,
        span,
    }
}

/// Whether a property may be required to be of a type: a scalar one, a list of such without `null`, or one of several.
fn is_of_properties(kind: &Type) -> bool {
    match kind {
        Type::Union(types) => types.iter().all(is_of_properties),
        Type::List(of) => match &**of {
            Type::NotNull(of) => is_scalar(of),
            _ => false,
        },
        kind => is_scalar(kind),
    }
}

fn is_scalar(kind: &Type) -> bool {
    matches!(
        kind,
        Type::Boolean
            | Type::Integer
            | Type::Float
            | Type::String
            | Type::Date
            | Type::LocalTime
            | Type::Time
            | Type::LocalDateTime
            | Type::DateTime
            | Type::Duration
            | Type::Point
    )
}

/// Does it.
pub(super) fn run(kind: &SchemaKind, mut graph: GraphAccess<'_>) -> Result<Rows, Error> {
    let mut rows = Rows::default();
    let graph = graph.exclusive();
    match kind {
        SchemaKind::Create(written) => {
            let new = graph.declare(rule(written, graph), written.if_missing);
            let new = new.map_err(Error::from)?;
            let count = match written.requirement {
                None => &mut rows.summary.indexes_added,
                Some(_) => &mut rows.summary.constraints_added,
            };
            *count += usize::from(new);
        }
        SchemaKind::Drop {
            constraint,
            name,
            if_there,
        } => {
            let dropped = graph.drop_rule(&name.text, *constraint);
            if !dropped && !if_there {
                return Err(unknown(&name.text, *constraint, graph));
            }
            let count = match constraint {
                false => &mut rows.summary.indexes_removed,
                true => &mut rows.summary.constraints_removed,
            };
            *count += usize::from(dropped);
        }
        SchemaKind::Other(_) => {}
    }
    Ok(rows)
}

fn rule(written: &SchemaRule, graph: &Graph) -> Rule {
    let of = written.of.text.clone();
    let mut rule = Rule {
        name: Arc::from(""),
        kind: match &written.requirement {
            None => RuleKind::Index,
            Some(Requirement::Unique) => RuleKind::Unique,
            Some(Requirement::NotNull) => RuleKind::Exists,
            Some(Requirement::Key) => RuleKind::Key,
            Some(Requirement::Type(of)) => RuleKind::Type(of.kind.clone()),
        },
        target: match written.relationships {
            true => Target::Relationships(of),
            false => Target::Nodes(of),
        },
        properties: written
            .properties
            .iter()
            .map(|name| name.text.clone())
            .collect(),
    };
    rule.name = match &written.name {
        Some(name) => name.text.clone(),
        None => free_name(&rule, graph),
    };
    rule
}

/// `index_Person_name`, or a name like it.
fn free_name(rule: &Rule, graph: &Graph) -> Arc<str> {
    let what = if rule.kind.is_constraint() {
        "constraint"
    } else {
        "index"
    };
    let mut name = format!(
        "{what}_{}_{}",
        rule.target.name(),
        rule.properties.join("_")
    );
    while graph.rules().iter().any(|known| *known.name == *name) {
        name.push('_');
    }
    name.into()
}

fn unknown(name: &str, constraint: bool, graph: &Graph) -> Error {
    let what = if constraint { "constraint" } else { "index" };
    let message = format!("there is no {what} `{name}`");
    let error = Error::new(
        Phase::Run,
        ErrorKind::SemanticError,
        "SchemaRuleNotFound",
        message,
    );
    let rules = graph
        .rules()
        .iter()
        .filter(|rule| rule.kind.is_constraint() == constraint);
    let near = closest(name, rules.map(|rule| &*rule.name));
    Error {
        hint: did_you_mean(&near),
        ..error
    }
}
