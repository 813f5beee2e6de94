use rihla::graph::{Entity, Graph, fold};
use rihla::value::{NodeId, Value};

use super::named;

fn world() -> Graph {
    let mut graph = Graph::new();
    named(&mut graph, "Event", "US–Venezuela prisoner exchange");
    let qatar = named(&mut graph, "Country", "Qatar");
    named(&mut graph, "Country", "Kazakhstan");
    named(&mut graph, "Country", "Venezuela");
    let aliases = graph.intern_key("aliases");
    let names = Value::list([Value::from("State of Qatar"), Value::from("KAZAKHSTAN")]);
    graph
        .set_property(Entity::Node(qatar), aliases, names)
        .unwrap();
    graph
}

fn nearest(graph: &Graph, text: &str) -> Vec<String> {
    graph
        .nearest_names(text, 3)
        .into_iter()
        .map(|(name, _)| name.to_string())
        .collect()
}

#[test]
fn a_name_is_found_however_it_is_written() {
    let graph = world();
    for name in [
        "US–Venezuela prisoner exchange",
        "us-venezuela  PRISONER_exchange",
    ] {
        assert_eq!(graph.find_named(name), [NodeId(0)]);
    }
    assert_eq!(graph.find_named("state of qatar"), [NodeId(1)]);
    assert_eq!(graph.find_named("Qatari"), []);
}

#[test]
fn a_name_goes_before_an_alias() {
    assert_eq!(world().find_named("kazakhstan"), [NodeId(2)]);
}

#[test]
fn the_nearest_names_come_best_first_and_one_a_node() {
    let graph = world();
    assert_eq!(nearest(&graph, "Qatr")[0], "Qatar");
    assert_eq!(nearest(&graph, "kasachstan")[0], "Kazakhstan");
    assert_eq!(
        nearest(&graph, "Venezuela exchange")[0],
        "US–Venezuela prisoner exchange"
    );
    assert_eq!(
        nearest(&graph, "Venezula exchange")[0],
        "US–Venezuela prisoner exchange"
    );
    assert_eq!(nearest(&graph, "the state of qatar"), ["State of Qatar"]);
    assert_eq!(nearest(&graph, "xyzzy"), Vec::<String>::new());
}

#[test]
fn a_short_name_is_not_near_a_longer_one_for_a_few_letters() {
    let mut graph = world();
    named(&mut graph, "Region", "Asia");
    named(&mut graph, "Country", "US");
    named(&mut graph, "Country", "Iran");
    assert_eq!(nearest(&graph, "Russia"), Vec::<String>::new());
    assert_eq!(nearest(&graph, "Asai"), ["Asia"]);
    assert_eq!(nearest(&graph, "Irna"), ["Iran"]);
    assert_eq!(graph.nearest_names("Venezuela", 1).len(), 1);
}

#[test]
fn names_begin_alike_in_folded_order() {
    let names = world().names_beginning("");
    let folded: Vec<String> = names.iter().map(|(name, _)| fold(name)).collect();
    assert!(folded.is_sorted());
    assert_eq!(folded.len(), 6);
    let graph = world();
    let kazakhstans: Vec<NodeId> = graph
        .names_beginning("KAZ")
        .into_iter()
        .map(|(_, node)| node)
        .collect();
    assert_eq!(kazakhstans, [NodeId(2), NodeId(1)]);
}

#[test]
fn a_look_up_sees_every_later_write() {
    let mut graph = world();
    assert_eq!(graph.find_named("new 7"), []);
    for n in 0..300 {
        let node = named(&mut graph, "Country", &format!("New {n}"));
        assert_eq!(graph.find_named(&format!("new {n}")), [node]);
    }
    assert_eq!(graph.names_beginning("new 29").len(), 11);
    assert_eq!(graph.delete_node(NodeId(3)), Ok(true));
    assert_eq!(graph.find_named("Venezuela"), []);
}

#[test]
fn types_and_labels_are_found_folded_the_most_used_first() {
    let mut graph = world();
    let [unused, used] =
        ["Dialogue_Partner_Of", "DIALOGUE_PARTNER_OF"].map(|t| graph.intern_type(t));
    graph
        .create_relationship(NodeId(1), used, NodeId(2), vec![])
        .unwrap();
    assert_eq!(graph.types_folded("dialogue partner of"), [used, unused]);
    assert_eq!(graph.find_type_folded(" Dialogue  Partner of "), Some(used));
    assert_eq!(graph.find_type_folded("partner"), None);
    assert_eq!(
        graph.find_label_folded("COUNTRY"),
        graph.label_id("Country")
    );
}
