//! Names in a walk and what they mean in the graph.

use std::sync::Arc;

use super::super::SemanticError;
use super::super::mistake::{OFFERED, mistake, offer, suggestion};
use super::advice::{open_quote, with_arrows};
use super::naming::{Names, name};
use crate::diagnostic::Span;
use crate::graph::{Entity, Graph};
use crate::syntax::ast;
use crate::syntax::ast::{LabelExpression, LabelExpressionKind, Name, WalkStopKind};
use crate::value::{ErrorKind, NodeId, Value};

/// How many entities of one name are listed.
const LISTED: usize = 5;

/// A stop, looked up.
pub(super) enum Stop {
    Known(Known),
    Unknown {
        variable: Name,
        labels: Option<LabelExpression>,
        span: Span,
    },
}

/// An entity of the graph.
#[derive(Clone)]
pub(super) struct Known {
    pub variable: Name,
    pub node: NodeId,
    pub labels: Vec<Arc<str>>,
    /// Its name, where it has one.
    pub name: Option<Arc<str>>,
    /// Whether labels and name tell it from all other nodes.
    pub unique: bool,
    pub span: Span,
}

impl Stop {
    pub fn variable(&self) -> &Name {
        match self {
            Stop::Known(known) => &known.variable,
            Stop::Unknown { variable, .. } => variable,
        }
    }
}

/// All stops of a walk; an entity that stands there twice has one variable.
pub(super) fn stops(
    walk: &ast::Walk,
    graph: &Graph,
    names: &mut Names,
) -> Result<Vec<Stop>, SemanticError> {
    let mut stops: Vec<Stop> = Vec::with_capacity(walk.stops.len());
    for written in &walk.stops {
        let stop = match &written.kind {
            WalkStopKind::Named(text) => {
                let node = entity(text, graph, written.span)?;
                let earlier = stops.iter().find_map(|stop| match stop {
                    Stop::Known(known) if known.node == node => Some(known.variable.clone()),
                    _ => None,
                });
                Stop::Known(known(node, graph, earlier, names, written.span))
            }
            WalkStopKind::Unknown { variable, labels } => {
                let given = variable.clone();
                Stop::Unknown {
                    variable: given.unwrap_or_else(|| names.fresh("what", written.span)),
                    labels: any_label(labels, graph)?,
                    span: written.span,
                }
            }
        };
        stops.push(stop);
    }
    Ok(stops)
}

fn known(
    node: NodeId,
    graph: &Graph,
    earlier: Option<Name>,
    names: &mut Names,
    span: Span,
) -> Known {
    let labels: Vec<Arc<str>> = graph
        .node_labels(node)
        .iter()
        .map(|label| graph.label_name(*label).clone())
        .collect();
    let called = name_of(node, graph);
    let variable = earlier.map(|earlier| name(&earlier.text, span));
    let like = called.as_deref().unwrap_or("entity");
    Known {
        variable: variable.unwrap_or_else(|| names.for_entity(like, span)),
        node,
        unique: called
            .as_deref()
            .is_some_and(|called| is_unique(node, called, graph)),
        labels,
        name: called,
        span,
    }
}

/// Whether no other node has this name and all labels of this one.
fn is_unique(node: NodeId, called: &str, graph: &Graph) -> bool {
    let labels = graph.node_labels(node);
    let like_it = |other: &NodeId| {
        name_of(*other, graph).as_deref() == Some(called)
            && labels.iter().all(|label| graph.has_label(*other, *label))
    };
    graph.find_named(called).into_iter().filter(like_it).count() == 1
}

/// What a node is called, where its name is a text.
pub(in super::super) fn name_of(node: NodeId, graph: &Graph) -> Option<Arc<str>> {
    match graph.property(Entity::Node(node), graph.key_id("name")?) {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// The one entity of that name or alias.
fn entity(text: &str, graph: &Graph, span: Span) -> Result<NodeId, SemanticError> {
    match graph.find_named(text).as_slice() {
        [only] => Ok(*only),
        [] => Err(unknown_name(text, graph, span)),
        several => Err(ambiguous_name(text, several, graph, span)),
    }
}

fn unknown_name(text: &str, graph: &Graph, span: Span) -> SemanticError {
    let hint = open_quote(text)
        .or_else(|| with_arrows(text, graph))
        .or_else(|| nearest(text, graph));
    fault(
        "NameNotFound",
        format!("nothing is named `{text}`"),
        hint,
        span,
    )
}

/// `did you mean …?` for the names of entities nearest to a text.
pub(in super::super) fn nearest(text: &str, graph: &Graph) -> Option<String> {
    let near = graph.nearest_names(text, OFFERED);
    offer(near.iter().map(|(name, _)| &**name))
}

fn ambiguous_name(text: &str, nodes: &[NodeId], graph: &Graph, span: Span) -> SemanticError {
    let mut listed: Vec<String> = nodes
        .iter()
        .take(LISTED)
        .map(|node| described(*node, graph))
        .collect();
    if nodes.len() > LISTED {
        listed.push(format!("{} more", nodes.len() - LISTED));
    }
    let message = format!(
        "`{text}` names {} entities: {}",
        nodes.len(),
        listed.join(", ")
    );
    let hint = "ask with `MATCH` and a label or property that only one of them has";
    fault("AmbiguousName", message, Some(hint.to_owned()), span)
}

/// `Mercury (Planet)`.
fn described(node: NodeId, graph: &Graph) -> String {
    let labels: Vec<&str> = graph
        .node_labels(node)
        .iter()
        .map(|label| &**graph.label_name(*label))
        .collect();
    let name = name_of(node, graph).unwrap_or_else(|| format!("number {}", node.0).into());
    match labels.as_slice() {
        [] => format!("{name} (without label)"),
        labels => format!("{name} ({})", labels.join(", ")),
    }
}

/// The types that relations of these names have, as alternatives.
pub(super) fn types(relations: &[Name], graph: &Graph) -> Result<LabelExpression, SemanticError> {
    let mut found: Vec<Name> = Vec::with_capacity(relations.len());
    for relation in relations {
        let types = graph.types_folded(&relation.text);
        if types.is_empty() {
            return Err(unknown_relation(relation, graph));
        }
        let spelled = types
            .into_iter()
            .map(|kind| name(graph.type_name(kind), relation.span));
        found.extend(spelled);
    }
    Ok(alternatives(found))
}

fn unknown_relation(relation: &Name, graph: &Graph) -> SemanticError {
    let known: Vec<String> = graph
        .types_in_use()
        .map(|kind| crate::graph::fold(kind))
        .collect();
    let folded = crate::graph::fold(&relation.text);
    let hint = open_quote(&relation.text)
        .or_else(|| suggestion(&folded, known.iter().map(String::as_str)));
    let message = format!("no relation is called `{}`", relation.text);
    fault("RelationNotFound", message, hint, relation.span)
}

/// One of these labels.
fn any_label(labels: &[Name], graph: &Graph) -> Result<Option<LabelExpression>, SemanticError> {
    if labels.is_empty() {
        return Ok(None);
    }
    let spelled = labels
        .iter()
        .map(|label| match graph.find_label_folded(&label.text) {
            Some(id) => Ok(name(graph.label_name(id), label.span)),
            None => Err(unknown_label(label, graph)),
        });
    Ok(Some(alternatives(spelled.collect::<Result<_, _>>()?)))
}

fn unknown_label(label: &Name, graph: &Graph) -> SemanticError {
    let hint = suggestion(&label.text, graph.labels_in_use().map(AsRef::as_ref));
    fault(
        "LabelNotFound",
        format!("nothing is labelled `{}`", label.text),
        hint,
        label.span,
    )
}

fn alternatives(names: Vec<Name>) -> LabelExpression {
    let span = names
        .iter()
        .map(|name| name.span)
        .reduce(Span::to)
        .unwrap_or_default();
    let mut each: Vec<LabelExpression> = names.into_iter().map(one).collect();
    match each.len() {
        1 => each.remove(0),
        _ => LabelExpression {
            kind: LabelExpressionKind::Or(each),
            span,
        },
    }
}

/// A label or type expression of one name.
pub(super) fn one(name: Name) -> LabelExpression {
    LabelExpression {
        span: name.span,
        kind: LabelExpressionKind::Name(name),
    }
}

fn fault(detail: &'static str, message: String, hint: Option<String>, span: Span) -> SemanticError {
    SemanticError {
        kind: ErrorKind::SemanticError,
        hint,
        ..mistake(detail, message, span)
    }
}
