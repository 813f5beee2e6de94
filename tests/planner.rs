//! Plans of statements: which operators, in which order, and what they carry.

use rihla::function::Library;
use rihla::graph::Graph;
use rihla::planner::plan::{Operator, OperatorKind, Plan};
use rihla::planner::{self, Rewrites};
use rihla::{semantics, syntax};

/// A hundred persons in five cities, each knows one other; three tags.
fn graph() -> Graph {
    let mut graph = Graph::new();
    let (person, city, tag) = (
        graph.intern_label("Person"),
        graph.intern_label("City"),
        graph.intern_label("Tag"),
    );
    let (knows, lives, likes) = (
        graph.intern_type("KNOWS"),
        graph.intern_type("LIVES_IN"),
        graph.intern_type("LIKES"),
    );
    let mut nodes = |label, count| -> Vec<_> {
        (0..count)
            .map(|_| graph.create_node(&[label], vec![]).unwrap())
            .collect()
    };
    let (people, cities, tags) = (nodes(person, 100), nodes(city, 5), nodes(tag, 3));
    for (at, &one) in people.iter().enumerate() {
        graph
            .create_relationship(one, knows, people[(at * 7 + 1) % 100], vec![])
            .unwrap();
        graph
            .create_relationship(one, lives, cities[at % 5], vec![])
            .unwrap();
        graph
            .create_relationship(one, likes, tags[at % 3], vec![])
            .unwrap();
    }
    graph
}

fn planned(text: &str, rewrites: &Rewrites) -> Plan {
    let statement = syntax::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let resolved = semantics::analyse(&statement, &Library::standard())
        .unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
    planner::plan(&resolved, &graph(), rewrites)
}

fn explained(text: &str) -> String {
    planner::explain(&planned(text, &Rewrites::all()), None)
}

/// The operators' names from the top down, without details; branches are indented.
fn shape(text: &str) -> String {
    shape_with(text, &Rewrites::all())
}

fn shape_with(text: &str, rewrites: &Rewrites) -> String {
    let table = planner::explain(&planned(text, rewrites), None);
    let names = table
        .lines()
        .skip(1)
        .filter_map(|line| line.split(" | ").next());
    let names: Vec<&str> = names
        .map(str::trim_end)
        .filter(|name| name.contains('+') && !name.contains("ProduceResults"))
        .collect();
    names.join("\n")
}

fn operators<'p>(operator: &'p Operator, all: &mut Vec<&'p Operator>) {
    all.push(operator);
    for input in operator.inputs() {
        operators(input, all);
    }
}

#[test]
fn a_pattern_starts_where_it_is_smallest_and_filters_as_soon_as_it_can() {
    insta::assert_snapshot!(explained("MATCH (a:Person)-[r:KNOWS]->(b:Person)-[:LIVES_IN]->(c:City) WHERE c.name = 'Doha' AND a.age > b.age RETURN DISTINCT a.name LIMIT 3"), @"");
}

#[test]
fn cycles_close_between_bound_nodes() {
    insta::assert_snapshot!(explained("MATCH (a:Person)-[:KNOWS]-(b:Person)-[:KNOWS]-(c:Person)-[:KNOWS]-(a) RETURN count(*)"), @"");
}

#[test]
fn relationships_without_labels_are_scanned() {
    insta::assert_snapshot!(explained("MATCH (a)-[r:KNOWS]->(b) RETURN a, b"), @"");
    insta::assert_snapshot!(shape_with("MATCH (a)-[r:KNOWS]->(b) RETURN a, b", &Rewrites::none()), @"");
}

#[test]
fn optional_patterns_apply_to_each_row() {
    insta::assert_snapshot!(explained("MATCH (a:Person) OPTIONAL MATCH p = (a)-[:KNOWS]->(b:Person) WHERE b.age > a.age RETURN a.name, p, b"), @"");
}

#[test]
fn variable_length_is_walked_from_either_end() {
    insta::assert_snapshot!(explained("MATCH (a:Person)-[rs:KNOWS*1..3 {since: 2020}]->(b:Person {name: 'x'})-[:LIVES_IN]->(c:City {name: 'Doha'}) RETURN rs"), @"");
    insta::assert_snapshot!(shape("MATCH (a:Person)-[:KNOWS*]->(a) RETURN count(*)"), @"");
}

#[test]
fn relationships_bound_before_give_their_ends() {
    insta::assert_snapshot!(explained("MATCH ()-[r:KNOWS]->() WITH r MATCH (a:Person)-[r]->(b) RETURN a, b"), @"");
    insta::assert_snapshot!(shape("MATCH ()-[r]->() WITH r MATCH (a)-[r]->(a) RETURN a"), @"");
}

#[test]
fn shortest_paths_come_after_both_ends() {
    insta::assert_snapshot!(explained("MATCH p = shortestPath((a:Person {name: 'x'})-[:KNOWS*]-(b:Person {name: 'y'})) RETURN length(p)"), @"");
}

#[test]
fn what_is_not_connected_is_multiplied_or_joined() {
    insta::assert_snapshot!(explained("MATCH (a:Person), (c:City) WHERE c.size > 3 RETURN count(*)"), @"");
    insta::assert_snapshot!(explained("MATCH (a:Person), (c:City) WHERE c.name = a.home RETURN count(*)"), @"");
    insta::assert_snapshot!(shape("UNWIND [1, 2] AS i MATCH (a:Person {number: i}) RETURN a"), @"");
}

#[test]
fn ids_are_sought() {
    insta::assert_snapshot!(explained("MATCH (a)-->(b) WHERE id(a) = 3 RETURN b"), @"");
    insta::assert_snapshot!(shape("UNWIND [1, 2] AS i MATCH (a:Person) WHERE i = id(a) RETURN a"), @"");
    insta::assert_snapshot!(shape_with("MATCH (a) WHERE id(a) IN [1, 2] RETURN a", &Rewrites::all().without("node_by_id_seek")), @"");
}

#[test]
fn sorting_for_a_few_rows_keeps_only_those() {
    insta::assert_snapshot!(explained("MATCH (a:Person) RETURN a.city AS city, count(*) AS n, avg(a.age) ORDER BY n DESC, city SKIP 2 LIMIT 3"), @"");
    insta::assert_snapshot!(shape("MATCH (a:Person) RETURN a ORDER BY a.name SKIP $skip LIMIT $limit"), @"");
}

#[test]
fn existence_is_asked_by_an_operator_where_it_stands_alone() {
    insta::assert_snapshot!(explained("MATCH (a:Person) WHERE NOT (a)-[:LIKES]->(:Tag) AND EXISTS { (a)-[:KNOWS]->(b) WHERE b.age > a.age } RETURN a"), @"");
    insta::assert_snapshot!(explained("MATCH (a:Person) WHERE (a)-[:LIKES]->() OR a.age > 3 RETURN a, COUNT { (a)-[:KNOWS]->() } AS n"), @"");
}

#[test]
fn unions_and_subqueries() {
    insta::assert_snapshot!(explained("MATCH (a:Person) RETURN a.name AS name UNION MATCH (c:City) RETURN c.name AS name"), @"");
    insta::assert_snapshot!(explained("MATCH (a:Person) CALL (a) { MATCH (a)-[:KNOWS]->(b) RETURN count(b) AS n } RETURN a.name, n"), @"");
    insta::assert_snapshot!(explained("MATCH (a:Person) CALL (a) { CREATE (:Copy {of: a.name}) } RETURN a.name"), @"");
}

#[test]
fn writing_waits_for_reading_only_where_they_meet() {
    insta::assert_snapshot!(shape("MATCH (a:Person) CREATE (b:Person {name: a.name})"), @"");
    insta::assert_snapshot!(shape("MATCH (a:Person) CREATE (b:Copy {name: a.name})"), @"");
    insta::assert_snapshot!(shape("MATCH (a:Person), (c:City) CREATE (a)-[:VISITED]->(c)"), @"");
    insta::assert_snapshot!(shape("MATCH (a)-[:KNOWS]->(b) CREATE (b)-[:KNOWS]->(a)"), @"");
    insta::assert_snapshot!(shape("MATCH (a:Person {name: 'x'}) SET a.name = 'y'"), @"");
    insta::assert_snapshot!(shape("MATCH (a)-[:KNOWS]->(b) WHERE b.age = 1 SET a.age = 2"), @"");
    insta::assert_snapshot!(shape("MATCH (a:Person) SET a:Old"), @"");
    insta::assert_snapshot!(shape("MATCH (a:Person) DELETE a"), @"");
}

#[test]
fn reading_waits_for_writing() {
    insta::assert_snapshot!(shape("CREATE (a:Person) WITH a MATCH (b:Person) RETURN count(b)"), @"");
    insta::assert_snapshot!(shape("CREATE (a:Person {x: 1}) RETURN a.x"), @"");
    insta::assert_snapshot!(shape("MATCH (a)-[:KNOWS]->(b) SET a.x = b.y RETURN a.x"), @"");
    insta::assert_snapshot!(shape("UNWIND [1, 2] AS i CREATE (a) RETURN a LIMIT 1"), @"");
}

#[test]
fn merging_sees_its_own_rows() {
    insta::assert_snapshot!(explained("MATCH (a:Person) MERGE (c:City {name: a.home}) ON CREATE SET c.new = true ON MATCH SET c.seen = a.age MERGE (a)-[r:LIVES_IN]->(c) RETURN r"), @"");
}

#[test]
fn clauses_that_create_become_one_operator() {
    insta::assert_snapshot!(explained("CREATE (a:A {x: 1}) CREATE (b:B) CREATE (a)-[:R]->(b) CREATE (c {y: a.x})"), @"");
}

#[test]
fn foreach_runs_its_body_for_each_item() {
    insta::assert_snapshot!(explained("MATCH (a:Person) FOREACH (i IN range(1, a.n) | CREATE (a)-[:HAS]->(:Item {number: i}) SET a.done = true)"), @"");
}

#[test]
fn constants_are_computed_once() {
    insta::assert_snapshot!(explained("MATCH (a:Person) WHERE a.age > 60 * 60 AND 1 < 2 RETURN a.age + 1 / 0 AS x LIMIT 1 + 1"), @"");
}

#[test]
fn paths_nobody_reads_are_not_put_together() {
    insta::assert_snapshot!(shape("MATCH p = (a:Person)-[:KNOWS]->(b) RETURN a"), @"");
    insta::assert_snapshot!(explained("MATCH p = (a:Person)-[:KNOWS]->(b) RETURN nodes(p)"), @"");
}

#[test]
fn operators_carry_what_is_read_above_them() {
    let plan = planned(
        "MATCH (a:Person)-[r:KNOWS]->(b) OPTIONAL MATCH (b)-[s]->(c) RETURN a.name, count(c)",
        &Rewrites::all(),
    );
    let mut all = Vec::new();
    operators(&plan.root, &mut all);
    let live: Vec<String> = all
        .iter()
        .filter(|it| {
            matches!(
                it.kind,
                OperatorKind::ExpandAll { .. } | OperatorKind::Argument { .. }
            )
        })
        .map(|it| {
            it.live
                .iter()
                .map(|slot| plan.slots[slot.0 as usize].name.to_string())
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    assert_eq!(live, ["a b", "", "a c", "a b"]);
}

#[test]
fn operators_are_numbered_depth_first_with_those_of_subqueries() {
    let plan = planned(
        "MATCH (a) WHERE COUNT { (a)-->() } > 1 RETURN a",
        &Rewrites::all(),
    );
    let mut all = Vec::new();
    operators(&plan.root, &mut all);
    let ids: Vec<usize> = all.iter().map(|it| it.id).collect();
    assert_eq!(ids, (0..ids.len()).collect::<Vec<_>>());
    assert!(plan.operator_count() > ids.len());
}

#[test]
fn profiles_show_what_each_operator_gave() {
    let plan = planned("MATCH (a:City) RETURN a", &Rewrites::all());
    insta::assert_snapshot!(planner::explain(&plan, Some(&[4, 5])), @"");
}

#[test]
fn large_patterns_are_planned_in_reasonable_work() {
    let chain: String = (0..300)
        .map(|at| format!("-[:KNOWS]->(n{at}:Person)"))
        .collect();
    let star: Vec<String> = (0..100)
        .map(|at| format!("(hub)-[:T{at}]->(:Person)"))
        .collect();
    planned(
        &format!("MATCH (start:Person){chain} RETURN count(*)"),
        &Rewrites::all(),
    );
    planned(
        &format!("MATCH {} RETURN count(*)", star.join(", ")),
        &Rewrites::all(),
    );
}
