//! Pieces of tree.

use std::sync::Arc;

use super::look_up::{Known, Stop, one};
use super::naming::name;
use crate::diagnostic::Span;
use crate::syntax::ast;
use crate::syntax::ast::{
    Call, Clause, ClauseKind, ComparisonOperator, Expression, ExpressionKind, LabelExpression,
    LabelExpressionKind, Literal, Match, Name, NodePattern, OrderLimit, PathPattern, Projection,
    ProjectionItem, Query, RelationshipPattern, SingleQuery, SortItem,
};
use crate::value::Value;

/// What the pattern itself cannot say.
#[derive(Default)]
pub(super) struct Conditions(Vec<Expression>);

impl Conditions {
    /// All of them as one condition.
    pub fn all(mut self, span: Span) -> Option<Expression> {
        match self.0.len() {
            0 | 1 => self.0.pop(),
            _ => Some(Expression {
                kind: ExpressionKind::And(self.0),
                span,
            }),
        }
    }
}

/// The pattern of a stop; where it stands again only its variable is written.
pub(super) fn node(stop: &Stop, first: bool, conditions: &mut Conditions) -> NodePattern {
    let mut pattern = NodePattern {
        variable: Some(stop.variable().clone()),
        labels: None,
        properties: None,
        predicate: None,
        span: stop.variable().span,
    };
    match stop {
        Stop::Known(known) if first => known_node(known, &mut pattern, conditions),
        Stop::Known(_) => {}
        Stop::Unknown { labels, span, .. } => {
            pattern.labels.clone_from(labels);
            pattern.span = *span;
        }
    }
    pattern
}

fn known_node(known: &Known, pattern: &mut NodePattern, conditions: &mut Conditions) {
    pattern.span = known.span;
    pattern.labels = all_labels(&known.labels, known.span);
    pattern.properties = known.name.as_ref().map(|called| {
        let key = name("name", known.span);
        let entries = vec![(key, literal(Value::String(called.clone()), known.span))];
        Box::new(Expression {
            kind: ExpressionKind::Map(entries),
            span: known.span,
        })
    });
    if !known.unique {
        let number = literal(Value::Integer(i64::from(known.node.0)), known.span);
        let id = call("id", vec![variable(&known.variable)], known.span);
        conditions
            .0
            .push(comparison(id, ComparisonOperator::Equal, number));
    }
}

fn all_labels(labels: &[Arc<str>], span: Span) -> Option<LabelExpression> {
    let mut each: Vec<LabelExpression> =
        labels.iter().map(|label| one(name(label, span))).collect();
    match each.len() {
        0 | 1 => each.pop(),
        _ => Some(LabelExpression {
            kind: LabelExpressionKind::Colon(each),
            span,
        }),
    }
}

/// A relation without anything said of it.
pub(super) fn relationship(written: &ast::WalkLink) -> RelationshipPattern {
    RelationshipPattern {
        direction: written.direction,
        variable: None,
        types: None,
        range: None,
        quantifier: None,
        properties: None,
        predicate: None,
        span: written.span,
    }
}

/// `MATCH pattern WHERE condition RETURN items ORDER BY order`.
pub(super) fn query(
    (pattern, predicate): (PathPattern, Option<Expression>),
    (items, order): (Vec<ProjectionItem>, Vec<SortItem>),
    span: Span,
) -> Query {
    let matching = Match {
        optional: false,
        mode: None,
        patterns: vec![pattern],
        predicate,
    };
    let returned = Projection {
        distinct: false,
        star: None,
        items,
        tail: OrderLimit {
            order,
            skip: None,
            limit: None,
        },
        predicate: None,
    };
    let clauses = [ClauseKind::Match(matching), ClauseKind::Return(returned)];
    let clauses = clauses
        .into_iter()
        .map(|kind| Clause { kind, span })
        .collect();
    Query {
        first: SingleQuery { clauses, span },
        rest: Vec::new(),
        span,
    }
}

/// `expression AS alias`.
pub(super) fn item(expression: Expression, alias: &Name) -> ProjectionItem {
    ProjectionItem {
        span: expression.span,
        expression,
        text: alias.text.clone(),
        alias: Some(alias.clone()),
    }
}

/// A variable returned as it is.
pub(super) fn itself(name: &Name) -> ProjectionItem {
    ProjectionItem {
        expression: variable(name),
        alias: None,
        text: name.text.clone(),
        span: name.span,
    }
}

/// A sort key.
pub(super) fn by(name: &Name, descending: bool) -> SortItem {
    SortItem {
        expression: variable(name),
        descending,
        nulls_first: None,
    }
}

/// A variable that is read.
pub(super) fn variable(name: &Name) -> Expression {
    Expression {
        kind: ExpressionKind::Variable(name.clone()),
        span: name.span,
    }
}

/// A literal.
pub(super) fn literal(value: Value, span: Span) -> Expression {
    Expression {
        kind: ExpressionKind::Literal(Literal(value)),
        span,
    }
}

/// `function(arguments)`.
pub(super) fn call(function: &str, arguments: Vec<Expression>, span: Span) -> Expression {
    let call = Call {
        name: name(function, span),
        distinct: false,
        arguments,
    };
    Expression {
        kind: ExpressionKind::Call(call),
        span,
    }
}

/// `left = right` and the like.
pub(super) fn comparison(
    left: Expression,
    operator: ComparisonOperator,
    right: Expression,
) -> Expression {
    let span = left.span.to(right.span);
    let kind = ExpressionKind::Comparison {
        operands: vec![left, right],
        operators: vec![operator],
    };
    Expression { kind, span }
}

/// What a reader calls a node: its name, else the node itself.
pub(super) fn called(node: &Name) -> Expression {
    call(
        "coalesce",
        vec![name_property(node), variable(node)],
        node.span,
    )
}

/// `node.name`.
pub(super) fn name_property(node: &Name) -> Expression {
    let kind = ExpressionKind::Property {
        base: Box::new(variable(node)),
        key: name("name", node.span),
    };
    Expression {
        kind,
        span: node.span,
    }
}

/// `[item IN function(of) | projection]`.
pub(super) fn each(variable_name: &Name, list: Expression, projection: Expression) -> Expression {
    let span = list.span;
    let kind = ExpressionKind::ListComprehension {
        variable: variable_name.clone(),
        list: Box::new(list),
        predicate: None,
        projection: Some(Box::new(projection)),
    };
    Expression { kind, span }
}
