use rihla::graph::{
    Change, ColumnData, Direction, Entity, Evidence, Gathered, Graph, GraphError, Relationship,
    Savepoint,
};
use rihla::value::{ErrorKind, Map, NodeId, RelationshipId, Value};

use super::named;

fn detail<T: std::fmt::Debug>(result: Result<T, GraphError>) -> (ErrorKind, &'static str) {
    let error = result.unwrap_err();
    (error.kind, error.detail)
}

fn pair() -> (Graph, NodeId, NodeId, RelationshipId) {
    let mut graph = Graph::new();
    let a = named(&mut graph, "A", "a");
    let b = named(&mut graph, "B", "b");
    let kind = graph.intern_type("R");
    let r = graph.create_relationship(a, kind, b, vec![]).unwrap();
    (graph, a, b, r)
}

#[test]
fn a_property_is_a_scalar_or_a_list_of_one_kind() {
    let (mut graph, a, _, _) = pair();
    let key = graph.intern_key("p");
    let map = Value::map(Map::from_iter([("k".into(), Value::Integer(1))]));
    for bad in [
        map.clone(),
        Value::list([map]),
        Value::list([Value::Null]),
        Value::list([Value::list([])]),
        Value::list([Value::Integer(1), Value::from("a")]),
        Value::Node(a),
        Value::list([Value::Node(a)]),
    ] {
        let refused = (ErrorKind::TypeError, "InvalidPropertyType");
        assert_eq!(
            detail(graph.set_property(Entity::Node(a), key, bad.clone())),
            refused
        );
        assert_eq!(detail(graph.create_node(&[], vec![(key, bad)])), refused);
    }
    assert_eq!(graph.node_count(), 2);
    let mixed = Value::list([Value::Integer(1), Value::Float(0.5)]);
    graph.set_property(Entity::Node(a), key, mixed).unwrap();
    graph
        .set_property(Entity::Node(a), key, Value::list([]))
        .unwrap();
}

#[test]
fn a_connected_node_cannot_be_deleted_and_a_deleted_one_not_written() {
    let (mut graph, a, b, r) = pair();
    let refused = (
        ErrorKind::ConstraintVerificationFailed,
        "DeleteConnectedNode",
    );
    assert_eq!(detail(graph.delete_node(a)), refused);
    assert_eq!(delete_all(&mut graph, vec![r, r]), 1);
    assert_eq!(graph.delete_node(a), Ok(true));
    assert_eq!(graph.delete_node(a), Ok(false));
    let (gone, key) = (
        (ErrorKind::EntityNotFound, "DeletedEntityAccess"),
        graph.intern_key("k"),
    );
    assert_eq!(
        detail(graph.set_property(Entity::Node(a), key, Value::from(1))),
        gone
    );
    let kind = graph.intern_type("R");
    assert_eq!(detail(graph.create_relationship(b, kind, a, vec![])), gone);
    assert!(!graph.add_label(a, graph.label_id("B").unwrap()));
}

#[test]
fn what_was_deleted_can_be_read_until_commit() {
    let (mut graph, a, b, r) = pair();
    let (name, kind) = (graph.key_id("name").unwrap(), graph.type_id("R").unwrap());
    graph.delete_relationship(r);
    graph.delete_node(a).unwrap();
    assert!(!graph.contains(Entity::Node(a)));
    assert_eq!(
        graph.relationship(r),
        Relationship {
            kind,
            start: a,
            end: b
        }
    );
    assert_eq!(graph.node_labels(a), [graph.label_id("A").unwrap()]);
    assert_eq!(graph.property(Entity::Node(a), name).as_str(), Some("a"));
    graph.commit();
    assert_eq!(graph.relationship(r), Relationship::GONE);
    assert_eq!(graph.node_labels(a), []);
    assert!(graph.property(Entity::Node(a), name).is_null());
    graph.validate().unwrap();
}

#[test]
fn rows_are_used_again_after_commit_and_ids_are_not() {
    let mut graph = Graph::new();
    let label = graph.intern_label("A");
    for _ in 0..10 {
        let nodes: Vec<NodeId> = (0..10)
            .map(|_| graph.create_node(&[label], vec![]).unwrap())
            .collect();
        graph.commit();
        nodes
            .iter()
            .for_each(|&node| assert_eq!(graph.delete_node(node), Ok(true)));
        graph.commit();
    }
    let last = graph.create_node(&[label], vec![]).unwrap();
    assert_eq!(last, NodeId(100));
    let (_, rows) = graph.node_tables().next().unwrap();
    assert!(rows.len() <= 10);
    graph.validate().unwrap();
}

#[test]
fn the_journal_tells_what_was_done_and_ends_at_commit() {
    let (mut graph, a, _, _) = pair();
    let before = graph.savepoint();
    let name = graph.key_id("name").unwrap();
    graph
        .set_property(Entity::Node(a), name, Value::from("z"))
        .unwrap();
    let [Change::PropertySet(change)] = graph.changes_since(before) else {
        panic!("one change")
    };
    assert_eq!(
        (change.entity, change.old.as_str()),
        (Entity::Node(a), Some("a"))
    );
    graph.commit();
    assert_eq!(graph.savepoint(), Savepoint::START);
    graph.roll_back(Savepoint::START);
    assert!(graph.changes_since(before).is_empty());
    assert_eq!(graph.property(Entity::Node(a), name).as_str(), Some("z"));
}

#[test]
fn evidence_goes_with_its_entity() {
    let (mut graph, _, _, r) = pair();
    let evidence = Evidence {
        source: "brief".into(),
        quote: "so it is".into(),
        start: 3,
        end: 11,
        note: None,
    };
    graph.set_evidence(Entity::Relationship(r), vec![evidence.clone()]);
    let saved = graph.savepoint();
    graph.delete_relationship(r);
    graph.roll_back(saved);
    assert_eq!(graph.evidence(Entity::Relationship(r)), [evidence]);
    graph.delete_relationship(r);
    graph.commit();
    assert_eq!(graph.evidence(Entity::Relationship(r)), []);
}

fn delete_all(graph: &mut Graph, relationships: Vec<RelationshipId>) -> usize {
    let deleted = graph.delete_relationships(relationships, || Ok::<(), ()>(()));
    deleted.unwrap()
}

#[test]
fn a_large_node_is_emptied_in_linear_time_and_refilled_by_undo() {
    let mut graph = Graph::new();
    let kind = graph.intern_type("R");
    let hub = graph.create_node(&[], vec![]).unwrap();
    let spokes: Vec<RelationshipId> = (0..100_000)
        .map(|_| {
            let spoke = graph.create_node(&[], vec![]).unwrap();
            graph.create_relationship(hub, kind, spoke, vec![]).unwrap()
        })
        .collect();
    graph.commit();
    assert_eq!(delete_all(&mut graph, spokes), 100_000);
    assert_eq!(graph.degree(hub, Direction::Both, None), 0);
    graph.roll_back(Savepoint::START);
    assert_eq!(
        graph.degree(hub, Direction::Outgoing, Some(&[kind])),
        100_000
    );
}

/// Small writes between reads: the index is marked, dropped and built again, and never wrong.
#[test]
fn an_index_follows_writes() {
    let mut graph = Graph::new();
    let kinds = ["R", "S"].map(|kind| graph.intern_type(kind));
    let nodes: Vec<NodeId> = (0..50)
        .map(|_| graph.create_node(&[], vec![]).unwrap())
        .collect();
    let mut expected = vec![Vec::new(); 4000];
    for n in 0..3000_usize {
        let (a, b) = (nodes[n * 7 % 50], nodes[n * n % 50]);
        let r = graph
            .create_relationship(a, kinds[n % 2], b, vec![])
            .unwrap();
        expected[a.0 as usize * 2 + n % 2].push((b, r));
        if n % 5 == 0 {
            let from = n * 3 % 50;
            let list = &mut expected[from * 2 + n % 2];
            list.sort();
            let adjacency = graph.adjacency(kinds[n % 2], Direction::Outgoing);
            let (neighbours, relationships) = adjacency.lists(nodes[from]);
            let seen: Vec<_> = neighbours
                .iter()
                .copied()
                .zip(relationships.iter().copied())
                .collect();
            assert_eq!(&seen, list);
        }
        if n % 100 == 99 {
            graph.validate().unwrap();
        }
    }
}

#[test]
fn columns_come_as_they_are_kept() {
    let mut graph = Graph::new();
    let (label, age) = (graph.intern_label("Person"), graph.intern_key("age"));
    let young = graph
        .create_node(&[label], vec![(age, Value::from(7))])
        .unwrap();
    let ageless = graph.create_node(&[label], vec![]).unwrap();
    let other = graph.create_node(&[], vec![(age, Value::from(9))]).unwrap();
    let asked = [Some(other), None, Some(young), Some(ageless)];
    let Gathered::Integers { values, valid } = graph.gather_nodes(age, &asked) else {
        panic!("not integers")
    };
    assert_eq!((values[0], values[2]), (9, 7));
    assert_eq!(valid, Some(vec![true, false, true, false]));
    let (_, table) = graph.node_table_views().next().unwrap();
    assert_eq!((table.rows(), table.live()), (&[young, ageless][..], 2));
    let data = table.column(age).unwrap().data();
    assert!(matches!(data, ColumnData::Integers(values) if *values == [7]));
}

#[test]
fn a_graph_can_be_read_from_several_threads() {
    fn shared<T: Send + Sync + Clone + Default>(_: &T) {}
    let (graph, a, b, r) = pair();
    shared(&graph);
    let kind = graph.type_id("R").unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let adjacency = graph.adjacency(kind, Direction::Incoming);
                assert_eq!(
                    (adjacency.neighbours(b), adjacency.relationships(b)),
                    (&[a][..], &[r][..])
                );
                assert_eq!(graph.find_named("a"), [a]);
            });
        }
    });
}

#[test]
fn a_clone_goes_its_own_way() {
    let (mut graph, a, _, r) = pair();
    let kind = graph.type_id("R").unwrap();
    graph.adjacency(kind, Direction::Outgoing);
    let before = graph.clone();
    graph.delete_relationship(r);
    assert_eq!(before.degree(a, Direction::Both, None), 1);
    assert_eq!(graph.degree(a, Direction::Both, None), 0);
    before.validate().unwrap();
}

/// Two relationships of a rare type at either end of many nodes.
#[test]
fn an_index_of_a_rare_type_is_right_too() {
    let mut graph = Graph::new();
    let kind = graph.intern_type("RARE");
    let nodes: Vec<NodeId> = (0..1000)
        .map(|_| graph.create_node(&[], vec![]).unwrap())
        .collect();
    let r = graph
        .create_relationship(nodes[3], kind, nodes[990], vec![])
        .unwrap();
    let s = graph
        .create_relationship(nodes[990], kind, nodes[2], vec![])
        .unwrap();
    let t = graph
        .create_relationship(nodes[3], kind, nodes[5], vec![])
        .unwrap();
    let adjacency = graph.adjacency(kind, Direction::Outgoing);
    assert_eq!(
        adjacency.lists(nodes[3]),
        (&[nodes[5], nodes[990]][..], &[t, r][..])
    );
    assert_eq!(adjacency.lists(nodes[990]), (&[nodes[2]][..], &[s][..]));
    assert_eq!(adjacency.degree(nodes[4]), 0);
    graph.validate().unwrap();
}
