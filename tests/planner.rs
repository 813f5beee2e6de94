//! Plans of statements.

use std::sync::Arc;

use rihla::diagnostic::Span;
use rihla::graph::Graph;
use rihla::planner::{self, Rewrites};
use rihla::semantics::expression::{ExpressionKind, LabelExpression, Slot};
use rihla::semantics::query::{
    Clause, Column, Expression, Match, Pattern, PatternNode, PatternRelationship, Project, Query,
    Resolved, SingleQuery, Variable, VariableKind,
};
use rihla::syntax::ast::{ComparisonOperator, Direction, Mode};
use rihla::value::Value;

fn graph() -> Graph {
    let mut graph = Graph::new();
    let (person, city) = (graph.intern_label("Person"), graph.intern_label("City"));
    let (knows, lives) = (graph.intern_type("KNOWS"), graph.intern_type("LIVES_IN"));
    let people: Vec<_> = (0..100)
        .map(|_| graph.create_node(&[person], vec![]).unwrap())
        .collect();
    let cities: Vec<_> = (0..5)
        .map(|_| graph.create_node(&[city], vec![]).unwrap())
        .collect();
    for (at, &one) in people.iter().enumerate() {
        let other = people[(at * 7 + 1) % people.len()];
        graph
            .create_relationship(one, knows, other, vec![])
            .unwrap();
        graph
            .create_relationship(one, lives, cities[at % 5], vec![])
            .unwrap();
    }
    graph
}

fn e(kind: ExpressionKind<Query>) -> Expression {
    Expression {
        kind,
        span: Span::default(),
    }
}

fn property(slot: u32, key: &str) -> Expression {
    e(ExpressionKind::Property {
        base: Box::new(e(ExpressionKind::Slot(Slot(slot)))),
        key: Arc::from(key),
    })
}

#[test]
fn a_pattern_starts_where_it_is_smallest() {
    let node = |slot, label: &str| PatternNode {
        slot: Slot(slot),
        bound: false,
        labels: Some(LabelExpression::Name(Arc::from(label))),
    };
    let relationship = |slot, left, right, kind: &str| PatternRelationship {
        slot: Slot(slot),
        bound: false,
        left,
        right,
        direction: Direction::Outgoing,
        types: vec![Arc::from(kind)],
        length: None,
    };
    let pattern = Pattern {
        nodes: vec![node(0, "Person"), node(1, "Person"), node(2, "City")],
        relationships: vec![
            relationship(3, 0, 1, "KNOWS"),
            relationship(4, 1, 2, "LIVES_IN"),
        ],
        different_relationships: true,
        ..Pattern::default()
    };
    let predicate = e(ExpressionKind::Comparison {
        operands: vec![
            property(2, "name"),
            e(ExpressionKind::Literal(Value::from("Doha"))),
        ],
        operators: vec![ComparisonOperator::Equal],
    });
    let names = ["a", "b", "c", "r", "  s", "a.name"];
    let slots = names
        .iter()
        .map(|name| Variable {
            name: Arc::from(*name),
            kind: VariableKind::Value,
        })
        .collect();
    let query = Query {
        parts: vec![SingleQuery {
            clauses: vec![
                Clause::Match(Match {
                    optional: false,
                    pattern,
                    predicates: vec![predicate],
                }),
                Clause::Project(Project {
                    grouping: None,
                    items: vec![(Slot(5), property(0, "name"))],
                    distinct: true,
                    order: vec![],
                    skip: None,
                    limit: Some(e(ExpressionKind::Literal(Value::from(3)))),
                    predicates: vec![],
                }),
            ],
            outputs: vec![Slot(5)],
        }],
        distinct: false,
        columns: vec![Column {
            name: Arc::from("a.name"),
            slot: Slot(5),
        }],
    };
    let resolved = Resolved {
        mode: Mode::Run,
        query,
        slots,
        parameters: vec![],
        writes: false,
    };
    let plan = planner::plan(&resolved, &graph(), &Rewrites::all());
    insta::assert_snapshot!(planner::explain(&plan, None), @"");
}
