//! `CREATE` and `DROP` of indexes and constraints.

use std::sync::Arc;

use super::Rows;
use super::prepare::not_supported;
use crate::diagnostic::{closest, did_you_mean};
use crate::error::{Error, Phase};
use crate::executor::GraphAccess;
use crate::graph::{Graph, Rule, RuleKind, Target};
use crate::semantics::SemanticError;
use crate::syntax::ast::{Mode, Requirement, SchemaCommand, SchemaKind, SchemaRule};
use crate::value::ErrorKind;

/// Whether a command can be done.
pub(super) fn check(command: &SchemaCommand, mode: Mode) -> Result<SchemaKind, SemanticError> {
    match &command.kind {
        _ if mode != Mode::Run => {
            let what = "`EXPLAIN` and the like of a command that is no query";
            Err(not_supported(what, command.span))
        }
        SchemaKind::Other(words) => Err(not_supported(words, command.span)),
        kind => Ok(kind.clone()),
    }
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
        kind: match written.requirement {
            None => RuleKind::Index,
            Some(Requirement::Unique) => RuleKind::Unique,
            Some(Requirement::NotNull) => RuleKind::Exists,
            Some(Requirement::Key) => RuleKind::Key,
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
