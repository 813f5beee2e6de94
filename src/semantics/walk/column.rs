//! The columns of a walk.

use super::Link;
use super::build::{
    Conditions, by, call, called, comparison, each, item, itself, literal, name_property, node,
    query, variable,
};
use super::look_up::{Known, Stop};
use super::naming::{Names, name};
use crate::diagnostic::Span;
use crate::syntax::ast;
use crate::syntax::ast::{
    Case, ComparisonOperator, Direction, Expression, ExpressionKind, Name, PathPattern,
    PatternElement, ProjectionItem, Query, RelationshipPattern, SortItem, WalkLinkKind,
};
use crate::value::Value;

/// Columns and the order of rows.
type Returned = (Vec<ProjectionItem>, Vec<SortItem>);

/// Whether anything in the walk is unknown; else it asks whether something is so.
pub(super) fn asks_for_something(walk: &ast::Walk, stops: &[Stop]) -> bool {
    let open = |link: &ast::WalkLink| !matches!(link.kind, WalkLinkKind::Named { .. });
    stops
        .iter()
        .any(|stop| matches!(stop, Stop::Unknown { .. }))
        || walk.links.iter().any(open)
}

/// The unknowns in order; for a walk of open length also its stops and steps, shortest first; for one without unknowns
/// the fact.
pub(super) fn returned(
    walk: &ast::Walk,
    stops: &[Stop],
    links: &[Link],
    names: &mut Names,
) -> Returned {
    let path = names.walk(walk.span);
    let mut items = match asks_for_something(walk, stops) {
        true => unknowns(stops, links),
        false => fact(stops, links, names),
    };
    let mut order = Vec::new();
    if links.iter().any(|link| link.any_length) {
        let (columns, shortest_first) = whole_path(&path, names);
        items.extend(columns);
        order = shortest_first;
    }
    items.push(itself(&path));
    (items, order)
}

fn unknowns(stops: &[Stop], links: &[Link]) -> Vec<ProjectionItem> {
    let mut items: Vec<ProjectionItem> = Vec::new();
    for (at, stop) in stops.iter().enumerate() {
        if let Stop::Unknown { variable, .. } = stop {
            add_once(&mut items, item(called(variable), variable));
        }
        if let Some(Link {
            variable: Some(variable),
            unknown: true,
            ..
        }) = links.get(at)
        {
            add_once(&mut items, item(type_of(variable), variable));
        }
    }
    items
}

/// An unknown that stands in a walk twice is one column.
fn add_once(items: &mut Vec<ProjectionItem>, item: ProjectionItem) {
    if !items.iter().any(|known| known.text == item.text) {
        items.push(item);
    }
}

/// `from`, `relation`, `to`, with `via` for stops between.
fn fact(stops: &[Stop], links: &[Link], names: &mut Names) -> Vec<ProjectionItem> {
    let mut items = Vec::with_capacity(stops.len() + links.len());
    for (at, stop) in stops.iter().enumerate() {
        let heading = match at {
            0 => "from",
            at if at + 1 == stops.len() => "to",
            _ => "via",
        };
        let variable = stop.variable();
        items.push(item(name_of(stop), &names.fresh(heading, variable.span)));
        if let Some(Link {
            variable: Some(variable),
            pattern,
            ..
        }) = links.get(at)
        {
            let relation = match pattern.range {
                Some(_) => types_in(super::build::variable(variable), names),
                None => type_of(variable),
            };
            items.push(item(relation, variable));
        }
    }
    items
}

/// The names of all stops, the types of all steps, and how many there are.
fn whole_path(path: &Name, names: &mut Names) -> Returned {
    let span = path.span;
    let over = |function: &str| call(function, vec![variable(path)], span);
    let stop = names.fresh("stop", span);
    let stops = names.fresh("stops", span);
    let steps = names.fresh("steps", span);
    let length = names.fresh("length", span);
    let items = vec![
        item(each(&stop, over("nodes"), called(&stop)), &stops),
        item(types_in(over("relationships"), names), &steps),
        item(over("length"), &length),
    ];
    (
        items,
        [&length, &stops, &steps].map(|name| by(name, false)).into(),
    )
}

/// The name of a stop that is known to have one is just that.
fn name_of(stop: &Stop) -> Expression {
    match stop {
        Stop::Known(known) if known.name.is_some() => name_property(&known.variable),
        _ => called(stop.variable()),
    }
}

fn type_of(relationship: &Name) -> Expression {
    call("type", vec![variable(relationship)], relationship.span)
}

/// `[step IN relationships | type(step)]`.
fn types_in(relationships: Expression, names: &mut Names) -> Expression {
    let step = names.fresh("step", relationships.span);
    each(&step, relationships, type_of(&step))
}

/// A name alone: one row a relationship, those that leave first.
pub(super) fn all_about(known: &Known, span: Span) -> Query {
    let [direction, relation, entity, walk] =
        ["direction", "relation", "entity", "walk"].map(|text| different(text, known));
    let mut conditions = Conditions::default();
    let stop = Stop::Known(known.clone());
    let elements = vec![
        PatternElement::Node(node(&stop, true, &mut conditions)),
        PatternElement::Relationship(any_relationship(&relation)),
        PatternElement::Node(unnamed(&entity)),
    ];
    let variable_of_path = Some(walk.clone());
    let pattern = PathPattern {
        variable: variable_of_path,
        selector: None,
        mode: None,
        elements,
        span,
    };
    let items = vec![
        item(points(&relation, &known.variable), &direction),
        item(type_of(&relation), &relation),
        item(called(&entity), &entity),
        itself(&walk),
    ];
    let order = vec![
        by(&direction, true),
        by(&relation, false),
        by(&entity, false),
    ];
    query((pattern, conditions.all(span)), (items, order), span)
}

/// A name, or one like it where the entity's variable is called that.
fn different(text: &str, known: &Known) -> Name {
    match *known.variable.text == *text {
        true => name(&format!("{text}2"), known.span),
        false => name(text, known.span),
    }
}

fn any_relationship(variable: &Name) -> RelationshipPattern {
    RelationshipPattern {
        direction: Direction::Both,
        variable: Some(variable.clone()),
        types: None,
        range: None,
        quantifier: None,
        properties: None,
        predicate: None,
        span: variable.span,
    }
}

fn unnamed(variable: &Name) -> ast::NodePattern {
    ast::NodePattern {
        variable: Some(variable.clone()),
        labels: None,
        properties: None,
        predicate: None,
        span: variable.span,
    }
}

/// `CASE WHEN startNode(relation) = entity THEN '→' ELSE '←' END`.
fn points(relation: &Name, entity: &Name) -> Expression {
    let span = entity.span;
    let start = call("startNode", vec![variable(relation)], span);
    let leaves = comparison(start, ComparisonOperator::Equal, variable(entity));
    let case = Case {
        subject: None,
        branches: vec![(vec![leaves], literal(Value::string("→"), span))],
        otherwise: Some(Box::new(literal(Value::string("←"), span))),
    };
    Expression {
        kind: ExpressionKind::Case(case),
        span,
    }
}
