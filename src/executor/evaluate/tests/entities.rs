//! Properties, labels, paths: expressions that look at the graph.

use std::sync::Arc;

use super::build::*;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::evaluate::evaluate;
use crate::graph::Graph;
use crate::planner::plan::Expression;
use crate::semantics::expression::{
    ExpressionKind as Kind, LabelExpression, MapProjectionItem, Slot,
};
use crate::value::{NodeId, Path, RelationshipId, Value};

/// `(a:A {n: 1}) -[r:R {w: 2}]-> (b:A:B {n: 2})`, `(b) -[s:S]-> (a)`.
struct Sample {
    graph: Graph,
    nodes: [NodeId; 2],
    relationships: [RelationshipId; 2],
}

fn sample() -> Sample {
    let mut graph = Graph::new();
    let [a, b] = ["A", "B"].map(|name| graph.intern_label(name));
    let [r, s] = ["R", "S"].map(|name| graph.intern_type(name));
    let [n, w] = ["n", "w"].map(|name| graph.intern_key(name));
    let first = graph.create_node(&[a], vec![(n, 1.into())]).unwrap();
    let second = graph.create_node(&[a, b], vec![(n, 2.into())]).unwrap();
    let out = graph
        .create_relationship(first, r, second, vec![(w, 2.into())])
        .unwrap();
    let back = graph
        .create_relationship(second, s, first, Vec::new())
        .unwrap();
    Sample {
        graph,
        nodes: [first, second],
        relationships: [out, back],
    }
}

impl Sample {
    fn run(&mut self, expression: &Expression, chunk: &Chunk) -> Result<Vector, RunError> {
        within(&mut self.graph, |context| {
            evaluate(expression, chunk, context)
        })
    }

    fn show(&mut self, expression: &Expression, chunk: &Chunk) -> String {
        show(&self.run(expression, chunk).unwrap())
    }
}

fn has(labels: LabelExpression) -> Expression {
    of(Kind::HasLabels {
        operand: Box::new(slot(0)),
        labels,
    })
}

fn name(text: &str) -> LabelExpression {
    LabelExpression::Name(text.into())
}

#[test]
fn properties_of_a_column_of_nodes_are_typed() {
    let mut sample = sample();
    let [a, b] = sample.nodes;
    let full = chunk(2, [Vector::Nodes(vec![b, a])]);
    let n = property(slot(0), "n");
    assert!(matches!(sample.run(&n, &full).unwrap(), Vector::Integers(items) if items == [2, 1]));
    let gaps = chunk(3, [Vector::Nodes(vec![a, NodeId::NONE, b])]);
    assert_eq!(sample.show(&n, &gaps), "1 null 2");
    assert_eq!(
        sample.show(&property(slot(0), "missing"), &gaps),
        "null null null"
    );
    let mixed = Vector::Values(vec![
        Value::Node(a),
        Value::Null,
        Value::Relationship(sample.relationships[0]),
    ]);
    assert_eq!(
        sample.show(&property(slot(0), "w"), &chunk(3, [mixed])),
        "null null 2"
    );
    let relationships = Vector::Relationships(sample.relationships.into());
    assert_eq!(
        sample.show(&property(slot(0), "w"), &chunk(2, [relationships])),
        "2 null"
    );
}

#[test]
fn properties_are_found_by_computed_keys() {
    let mut sample = sample();
    let nodes = chunk(2, [Vector::Nodes(sample.nodes.into())]);
    let by = |key: Expression| {
        of(Kind::Index {
            base: Box::new(slot(0)),
            index: Box::new(key),
        })
    };
    assert_eq!(sample.show(&by(literal("n")), &nodes), "1 2");
    assert_eq!(sample.show(&by(null()), &nodes), "null null");
    let error = sample.run(&by(literal(1)), &nodes).unwrap_err();
    assert_eq!(error.detail, "MapElementAccessByNonString");
}

#[test]
fn a_deleted_entity_has_no_properties() {
    let mut sample = sample();
    let [a, _] = sample.nodes;
    let relationship = sample.relationships[0];
    for id in sample.relationships {
        assert!(sample.graph.delete_relationship(id));
    }
    sample.graph.delete_node(a).unwrap();
    let columns = [
        Vector::Nodes(vec![a]),
        Vector::Constant(Value::Node(NodeId(77)), 1),
        Vector::Relationships(vec![relationship]),
        Vector::Values(vec![Value::Relationship(RelationshipId(77))]),
    ];
    for column in columns {
        let error = sample
            .run(&property(slot(0), "n"), &chunk(1, [column]))
            .unwrap_err();
        assert_eq!(
            (error.kind.to_string().as_str(), error.detail),
            ("EntityNotFound", "DeletedEntityAccess")
        );
    }
}

#[test]
fn other_values_have_no_properties() {
    let error = run(&property(literal(1), "n"), &chunk(1, [])).unwrap_err();
    assert_eq!(error.detail, "InvalidArgumentType");
    assert!(error.message.contains("found INTEGER"));
}

#[test]
fn labels_are_conditions() {
    let mut sample = sample();
    let [a, b] = sample.nodes;
    let nodes = chunk(3, [Vector::Nodes(vec![a, b, NodeId::NONE])]);
    assert_eq!(sample.show(&has(name("B")), &nodes), "false true null");
    assert_eq!(
        sample.show(&has(name("Unknown")), &nodes),
        "false false null"
    );
    assert_eq!(
        sample.show(&has(LabelExpression::Wildcard), &nodes),
        "true true null"
    );
    let only_a = LabelExpression::And(vec![name("A"), LabelExpression::Not(Box::new(name("B")))]);
    assert_eq!(sample.show(&has(only_a), &nodes), "true false null");
    let types = chunk(2, [Vector::Relationships(sample.relationships.into())]);
    let either = LabelExpression::Or(vec![name("S"), name("T")]);
    assert_eq!(sample.show(&has(either), &types), "false true");
    assert!(run(&has(name("A")), &chunk(1, [Vector::Integers(vec![1])])).is_err());
}

#[test]
fn an_entity_is_projected_with_all_its_properties() {
    let mut sample = sample();
    let items = vec![MapProjectionItem::All];
    let projected = of(Kind::MapProjection {
        base: Box::new(slot(0)),
        items,
    });
    let nodes = chunk(2, [Vector::Nodes(sample.nodes.into())]);
    assert_eq!(sample.show(&property(projected, "n"), &nodes), "1 2");
}

#[test]
fn paths_follow_relationships_either_way() {
    let mut sample = sample();
    let ([a, b], [r, s]) = (sample.nodes, sample.relationships);
    let both = Value::list([Value::Relationship(r), Value::Relationship(s)]);
    let input = chunk(
        3,
        [
            Vector::Nodes(vec![a, b, b]),
            Vector::Relationships(vec![r, r, RelationshipId::NONE]),
            Vector::Values(vec![Value::list([]), both.clone(), both]),
        ],
    );
    let path = of(Kind::Path {
        start: Slot(0),
        steps: vec![Slot(1), Slot(2)],
    });
    let paths = sample.run(&path, &input).unwrap().into_values();
    let expected = [
        Path {
            nodes: vec![a, b],
            relationships: vec![r],
        },
        Path {
            nodes: vec![b, a, b, a],
            relationships: vec![r, r, s],
        },
    ];
    for (found, expected) in paths.iter().zip(expected) {
        assert!(matches!(found, Value::Path(path) if *path == Arc::new(expected)));
    }
    assert!(paths[2].is_null());
}

#[test]
fn relationships_in_common_are_found() {
    let [r, s] = [RelationshipId(0), RelationshipId(1)];
    let input = chunk(
        3,
        [
            Vector::Relationships(vec![r, r, RelationshipId::NONE]),
            Vector::Relationships(vec![r, s, s]),
            Vector::Constant(Value::list(vec![Value::Relationship(s); 70]), 3),
        ],
    );
    let disjoint = |left, right| {
        of(Kind::Disjoint {
            left: Slot(left),
            right: Slot(right),
        })
    };
    assert_eq!(
        show(&run(&disjoint(0, 1), &input).unwrap()),
        "false true null"
    );
    assert_eq!(
        show(&run(&disjoint(0, 2), &input).unwrap()),
        "true true null"
    );
    assert_eq!(
        show(&run(&disjoint(2, 2), &input).unwrap()),
        "false false false"
    );
}

#[test]
fn functions_see_the_graph() {
    let mut sample = sample();
    let nodes = chunk(
        3,
        [Vector::Nodes(vec![
            sample.nodes[1],
            sample.nodes[0],
            NodeId::NONE,
        ])],
    );
    assert_eq!(
        sample.show(&call("labels", [slot(0)]), &nodes),
        r#"["A", "B"] ["A"] null"#
    );
    let wrong = placed(call("labels", [slot(0)]), 5, 9);
    let error = sample
        .run(&wrong, &chunk(1, [Vector::Integers(vec![1])]))
        .unwrap_err();
    assert_eq!(error.span.unwrap().range(), 5..9);
}
