//! Plans of statements: which operators, in which order, and what they carry.

use std::time::Duration;

use rihla::function::Library;
use rihla::graph::Graph;
use rihla::planner::plan::{Operator, OperatorKind, Plan};
use rihla::planner::{self, OperatorProfile, Rewrites};
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
    planner::explain(&planned(text, &Rewrites::all()), None).to_string()
}

/// The operators' names from the top down, without details; branches are indented.
fn shape(text: &str) -> String {
    shape_with(text, &Rewrites::all())
}

fn shape_with(text: &str, rewrites: &Rewrites) -> String {
    let table = planner::explain(&planned(text, rewrites), None).to_string();
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
    insta::assert_snapshot!(explained("MATCH (a:Person)-[r:KNOWS]->(b:Person)-[:LIVES_IN]->(c:City) WHERE c.name = 'Doha' AND a.age > b.age RETURN DISTINCT a.name LIMIT 3"), @"
    Operator        | Details                      | Estimated rows
    +ProduceResults | a.name                       |              3
    |
    +Limit          | 3                            |              3
    |
    +Distinct       | `a.name`                     |              6
    |
    +Projection     | a.name AS `a.name`           |              6
    |
    +Filter         | a.age > b.age                |              6
    |
    +Expand(All)    | (b)<-[r:KNOWS]-(a)           |             20
    |
    +Expand(All)    | (c)<-[:LIVES_IN]-(b)         |             20
    |
    +NodeIndexSeek  | c:City WHERE c.name = 'Doha' |              1
    ");
}

#[test]
fn cycles_close_between_bound_nodes() {
    insta::assert_snapshot!(explained("MATCH (a:Person)-[:KNOWS]-(b:Person)-[:KNOWS]-(c:Person)-[:KNOWS]-(a) RETURN count(*)"), @"
    Operator          | Details                                                         | Estimated rows
    +ProduceResults   | count(*)                                                        |              1
    |
    +Projection       | 6 * anon_7 AS `count(*)`                                        |              1
    |
    +EagerAggregation | count(*) AS anon_7                                              |              1
    |
    +Expand(Count)    | (a)-[:KNOWS by degree]->(b)-[:KNOWS by degree]->(c),            |            100
    |                 | (c)<-[:KNOWS by degree]-(a)                                     |
    |
    +NodeByLabelScan  | a:Person                                                        |            100
    ");
}

#[test]
fn relationships_without_labels_are_scanned() {
    insta::assert_snapshot!(explained("MATCH (a)-[r:KNOWS]->(b) RETURN a, b"), @"
    Operator                      | Details            | Estimated rows
    +ProduceResults               | a, b               |            100
    |
    +DirectedRelationshipTypeScan | (a)-[r:KNOWS]->(b) |            100
    ");
    insta::assert_snapshot!(shape_with("MATCH (a)-[r:KNOWS]->(b) RETURN a, b", &Rewrites::none()), @"
    +Expand(All)
    +AllNodesScan
    ");
}

#[test]
fn optional_patterns_apply_to_each_row() {
    insta::assert_snapshot!(explained("MATCH (a:Person) OPTIONAL MATCH p = (a)-[:KNOWS]->(b:Person) WHERE b.age > a.age RETURN a.name, p, b"), @r#"
    Operator         | Details              | Estimated rows
    +ProduceResults  | a.name, p, b         |            100
    |
    +Projection      | a.name AS `a.name`   |            100
    |
    +OptionalApply   |                      |            100
    |\
    | +Projection    | path(a, anon_1) AS p |             30
    | |
    | +Filter        | b.age > a.age        |             30
    | |
    | +Expand(All)   | (a)-[:KNOWS]->(b)    |            100
    | |
    | +Argument      | a                    |            100
    |
    +NodeByLabelScan | a:Person             |            100
    "#);
}

#[test]
fn variable_length_is_walked_from_either_end() {
    insta::assert_snapshot!(explained("MATCH (a:Person)-[rs:KNOWS*1..3 {since: 2020}]->(b:Person {name: 'x'})-[:LIVES_IN]->(c:City {name: 'Doha'}) RETURN rs"), @"
    Operator              | Details                                            | Estimated rows
    +ProduceResults       | rs                                                 |              1
    |
    +VarLengthExpand(All) | (a)-[rs:KNOWS*1..3]->(b) WHERE anon_3.since = 2020 |              1
    |
    +Filter               | c.name = 'Doha'                                    |              1
    |
    +Expand(All)          | (b)-[:LIVES_IN]->(c)                               |              1
    |
    +NodeIndexSeek        | b:Person WHERE b.name = 'x'                        |              1
    ");
    insta::assert_snapshot!(shape("MATCH (a:Person)-[:KNOWS*]->(a) RETURN count(*)"), @"
    +EagerAggregation
    +VarLengthExpand(Into)
    +NodeByLabelScan
    ");
}

#[test]
fn relationships_bound_before_give_their_ends() {
    insta::assert_snapshot!(explained("MATCH ()-[r:KNOWS]->() WITH r MATCH (a:Person)-[r]->(b) RETURN a, b"), @"
    Operator                      | Details          | Estimated rows
    +ProduceResults               | a, b             |             93
    |
    +Filter                       | a:Person         |             93
    |
    +ProjectEndpoints             | (a)-[r]->(b)     |            100
    |
    +DirectedRelationshipTypeScan | ()-[r:KNOWS]->() |            100
    ");
    insta::assert_snapshot!(shape("MATCH ()-[r]->() WITH r MATCH (a)-[r]->(a) RETURN a"), @"
    +Filter
    +ProjectEndpoints
    +DirectedAllRelationshipsScan
    ");
}

#[test]
fn cycles_are_closed_while_they_are_matched() {
    insta::assert_snapshot!(explained("MATCH (a)-[:KNOWS]->(b)-[:KNOWS]->(c)-[:KNOWS]->(a) RETURN a, b, c"), @"
    Operator                      | Details                              | Estimated rows
    +ProduceResults               | a, b, c                              |              9
    |
    +Expand(Intersect)            | (b)-[:KNOWS]->(c), (c)-[:KNOWS]->(a) |              9
    |
    +DirectedRelationshipTypeScan | (a)-[:KNOWS]->(b)                    |            100
    ");
    insta::assert_snapshot!(explained("MATCH (a)-[:KNOWS]->(b)-[:KNOWS]->(c)-[r:KNOWS]->(a) WHERE NOT (a)-[:LIKES]->(c) RETURN a, b, c, r"), @"
    Operator                      | Details                                             | Estimated rows
    +ProduceResults               | a, b, c, r                                          |              9
    |
    +Expand(Into)                 | (c)-[r:KNOWS]->(a)                                  |              9
    |
    +Expand(Intersect)            | (b)-[:KNOWS]->(c) WHERE (c)-[r:KNOWS]->(a) AND NOT  |             93
    |                             | (c)<-[:LIKES]-(a)                                   |
    |
    +DirectedRelationshipTypeScan | (a)-[:KNOWS]->(b)                                   |            100
    ");
}

#[test]
fn labels_say_which_types_there_are() {
    insta::assert_snapshot!(explained("MATCH (a:Person)-[r]-(b:Person) RETURN a, b, r"), @"
    Operator         | Details           | Estimated rows
    +ProduceResults  | a, b, r           |            200
    |
    +Expand(All)     | (a)-[r:KNOWS]-(b) |            200
    |
    +NodeByLabelScan | a:Person          |            100
    ");
    insta::assert_snapshot!(explained("MATCH (a:Person)-[r]->(b:City) RETURN a, b, r"), @"
    Operator         | Details               | Estimated rows
    +ProduceResults  | a, b, r               |            100
    |
    +Expand(All)     | (b)<-[r:LIVES_IN]-(a) |            100
    |
    +NodeByLabelScan | b:City                |              5
    ");
}

#[test]
fn shortest_paths_come_after_both_ends() {
    insta::assert_snapshot!(explained("MATCH p = shortestPath((a:Person {name: 'x'})-[:KNOWS*]-(b:Person {name: 'y'})) RETURN length(p)"), @"
    Operator        | Details                             | Estimated rows
    +ProduceResults | length(p)                           |              1
    |
    +Projection     | length(p) AS `length(p)`            |              1
    |
    +ShortestPath   | p = shortestPath((a)-[:KNOWS*]-(b)) |              1
    |
    +NodeIndexSeek  | b:Person WHERE b.name = 'y'         |              1
    |
    +NodeIndexSeek  | a:Person WHERE a.name = 'x'         |              1
    ");
}

#[test]
fn what_is_not_connected_is_multiplied_or_joined() {
    insta::assert_snapshot!(explained("MATCH (a:Person), (c:City) WHERE c.size > 3 RETURN count(*)"), @r"
    Operator           | Details                | Estimated rows
    +ProduceResults    | count(*)               |              1
    |
    +EagerAggregation  | count(*) AS `count(*)` |              1
    |
    +CartesianProduct  |                        |            150
    |\
    | +NodeByLabelScan | a:Person               |            100
    |
    +Filter            | c.size > 3             |              2
    |
    +NodeByLabelScan   | c:City                 |              5
    ");
    insta::assert_snapshot!(explained("MATCH (a:Person), (c:City) WHERE c.name = a.home RETURN count(*)"), @"
    Operator          | Details                        | Estimated rows
    +ProduceResults   | count(*)                       |              1
    |
    +EagerAggregation | count(*) AS `count(*)`         |              1
    |
    +NodeIndexSeek    | a:Person WHERE a.home = c.name |              5
    |
    +NodeByLabelScan  | c:City                         |              5
    ");
    insta::assert_snapshot!(shape("UNWIND [1, 2] AS i MATCH (a:Person {number: i}) RETURN a"), @"
    +NodeIndexSeek
    +Unwind
    ");
}

#[test]
fn ids_are_sought() {
    insta::assert_snapshot!(explained("MATCH (a)-->(b) WHERE id(a) = 3 RETURN b"), @"
    Operator        | Details           | Estimated rows
    +ProduceResults | b                 |              3
    |
    +Expand(All)    | (a)-->(b)         |              3
    |
    +NodeByIdSeek   | a WHERE id(a) = 3 |              1
    ");
    insta::assert_snapshot!(shape("UNWIND [1, 2] AS i MATCH (a:Person) WHERE i = id(a) RETURN a"), @"
    +Filter
    +NodeByIdSeek
    +Unwind
    ");
    insta::assert_snapshot!(shape_with("MATCH (a) WHERE id(a) IN [1, 2] RETURN a", &Rewrites::all().without("node_by_id_seek")), @"
    +Filter
    +AllNodesScan
    ");
}

#[test]
fn sorting_for_a_few_rows_keeps_only_those() {
    insta::assert_snapshot!(explained("MATCH (a:Person) RETURN a.city AS city, count(*) AS n, avg(a.age) ORDER BY n DESC, city SKIP 2 LIMIT 3"), @"
    Operator          | Details                                                   | Estimated rows
    +ProduceResults   | city, n, avg(a.age)                                       |              3
    |
    +Limit            | 3                                                         |              3
    |
    +Skip             | 2                                                         |              3
    |
    +Top              | n DESC, city ASC LIMIT 5                                  |              5
    |
    +EagerAggregation | a.city AS city, count(*) AS n, avg(a.age) AS `avg(a.age)` |             10
    |
    +NodeByLabelScan  | a:Person                                                  |            100
    ");
    insta::assert_snapshot!(shape("MATCH (a:Person) RETURN a ORDER BY a.name SKIP $skip LIMIT $limit"), @"
    +Limit
    +Skip
    +Sort
    +NodeByLabelScan
    ");
}

#[test]
fn existence_is_asked_by_an_operator_where_it_stands_alone() {
    insta::assert_snapshot!(explained("MATCH (a:Person) WHERE NOT (a)-[:LIKES]->(:Tag) AND EXISTS { (a)-[:KNOWS]->(b) WHERE b.age > a.age } RETURN a"), @r"
    Operator         | Details                     | Estimated rows
    +ProduceResults  | a                           |             75
    |
    +SemiApply       |                             |             75
    |\
    | +Filter        | b.age > a.age               |             30
    | |
    | +Expand(All)   | (a)-[:KNOWS]->(b)           |            100
    | |
    | +Argument      | a                           |            100
    |
    +Expand(Count)   | NOT EXISTS (a)-[:LIKES]->() |            100
    |
    +NodeByLabelScan | a:Person                    |            100
    ");
    insta::assert_snapshot!(explained("MATCH (a:Person) WHERE (a)-[:LIKES]->() OR a.age > 3 RETURN a, COUNT { (a)-[:KNOWS]->() } AS n"), @r"
    Operator         | Details                   | Estimated rows
    +ProduceResults  | a, n                      |            100
    |
    +Projection      | COUNT { … } AS n          |            100
    |\
    | +Expand(Count) | (a)-[:KNOWS]->()          |            100
    | |
    | +Argument      | a                         |            100
    |
    +Filter          | EXISTS { … } OR a.age > 3 |            100
    |\
    | +Expand(Count) | (a)-[:LIKES]->()          |            100
    | |
    | +Argument      | a                         |            100
    |
    +NodeByLabelScan | a:Person                  |            100
    ");
}

#[test]
fn unions_and_subqueries() {
    insta::assert_snapshot!(explained("MATCH (a:Person) RETURN a.name AS name UNION MATCH (c:City) RETURN c.name AS name"), @r"
    Operator           | Details        | Estimated rows
    +ProduceResults    | name           |            100
    |
    +Distinct          | name           |            100
    |
    +Union             | name           |            105
    |\
    | +Projection      | c.name AS name |              5
    | |
    | +NodeByLabelScan | c:City         |              5
    |
    +Projection        | a.name AS name |            100
    |
    +NodeByLabelScan   | a:Person       |            100
    ");
    insta::assert_snapshot!(explained("MATCH (a:Person) CALL (a) { MATCH (a)-[:KNOWS]->(b) RETURN count(b) AS n } RETURN a.name, n"), @r"
    Operator            | Details            | Estimated rows
    +ProduceResults     | a.name, n          |            100
    |
    +Projection         | a.name AS `a.name` |            100
    |
    +Apply              |                    |            100
    |\
    | +EagerAggregation | count(*) AS n      |            100
    | |
    | +Expand(Count)    | (a)-[:KNOWS]->(b)  |            100
    | |
    | +Argument         | a                  |            100
    |
    +NodeByLabelScan    | a:Person           |            100
    ");
    insta::assert_snapshot!(explained("MATCH (a:Person) CALL (a) { CREATE (:Copy {of: a.name}) } RETURN a.name"), @r"
    Operator         | Details            | Estimated rows
    +ProduceResults  | a.name             |            100
    |
    +Projection      | a.name AS `a.name` |            100
    |
    +SubqueryForeach |                    |            100
    |\
    | +EmptyResult   |                    |              0
    | |
    | +Create        | (:Copy)            |            100
    | |
    | +Argument      | a                  |            100
    |
    +NodeByLabelScan | a:Person           |            100
    ");
}

#[test]
fn writing_waits_for_reading_only_where_they_meet() {
    insta::assert_snapshot!(shape("MATCH (a:Person) CREATE (b:Person {name: a.name})"), @"
    +EmptyResult
    +Create
    +Eager
    +NodeByLabelScan
    ");
    insta::assert_snapshot!(shape("MATCH (a:Person) CREATE (b:Copy {name: a.name})"), @"
    +EmptyResult
    +Create
    +NodeByLabelScan
    ");
    insta::assert_snapshot!(shape("MATCH (a:Person), (c:City) CREATE (a)-[:VISITED]->(c)"), @"
    +EmptyResult
    +Create
    +CartesianProduct
    | +NodeByLabelScan
    +NodeByLabelScan
    ");
    insta::assert_snapshot!(shape("MATCH (a)-[:KNOWS]->(b) CREATE (b)-[:KNOWS]->(a)"), @"
    +EmptyResult
    +Create
    +Eager
    +DirectedRelationshipTypeScan
    ");
    insta::assert_snapshot!(shape("MATCH (a:Person {name: 'x'}) SET a.name = 'y'"), @"
    +EmptyResult
    +SetProperty
    +NodeIndexSeek
    ");
    insta::assert_snapshot!(shape("MATCH (a)-[:KNOWS]->(b) WHERE b.age = 1 SET a.age = 2"), @"
    +EmptyResult
    +SetProperty
    +Eager
    +Expand(All)
    +NodeIndexSeek
    ");
    insta::assert_snapshot!(shape("MATCH (a)-[:KNOWS]->(b) SET a.age = 1 SET b.name = 'y' SET b.age = 2"), @"
    +EmptyResult
    +SetProperty
    +Eager
    +SetProperty
    +SetProperty
    +DirectedRelationshipTypeScan
    ");
    insta::assert_snapshot!(shape("MATCH (a:Person) SET a:Old"), @"
    +EmptyResult
    +SetLabels
    +Eager
    +NodeByLabelScan
    ");
    insta::assert_snapshot!(shape("MATCH (a:Person) DELETE a"), @"
    +EmptyResult
    +Delete
    +NodeByLabelScan
    ");
}

#[test]
fn reading_waits_for_writing() {
    insta::assert_snapshot!(shape("CREATE (a:Person) WITH a MATCH (b:Person) RETURN count(b)"), @"
    +EagerAggregation
    +NodeByLabelScan
    +Eager
    +Create
    ");
    insta::assert_snapshot!(shape("CREATE (a:Person {x: 1}) RETURN a.x"), @"
    +Projection
    +Create
    ");
    insta::assert_snapshot!(shape("MATCH (a)-[:KNOWS]->(b) SET a.x = b.y RETURN a.x"), @"
    +Projection
    +Eager
    +SetProperty
    +DirectedRelationshipTypeScan
    ");
    insta::assert_snapshot!(shape("UNWIND [1, 2] AS i CREATE (a) RETURN a LIMIT 1"), @"
    +Limit
    +Eager
    +Create
    +Unwind
    ");
}

#[test]
fn merging_sees_its_own_rows() {
    insta::assert_snapshot!(explained("MATCH (a:Person) MERGE (c:City {name: a.home}) ON CREATE SET c.new = true ON MATCH SET c.seen = a.age MERGE (a)-[r:LIVES_IN]->(c) RETURN r"), @r#"
    Operator         | Details                      | Estimated rows
    +ProduceResults  | r                            |            100
    |
    +Merge           | (a)-[r:LIVES_IN]->(c)        |            100
    |\
    | +Expand(Into)  | (a)-[r:LIVES_IN]->(c)        |             10
    | |
    | +Argument      | a, c                         |            100
    |
    +Merge           | (c:City)                     |            100
    |\
    | +NodeIndexSeek | c:City WHERE c.name = a.home |            100
    | |
    | +Argument      | a                            |            100
    |
    +NodeByLabelScan | a:Person                     |            100
    "#);
}

#[test]
fn clauses_that_create_become_one_operator() {
    insta::assert_snapshot!(explained("CREATE (a:A {x: 1}) CREATE (b:B) CREATE (a)-[:R]->(b) CREATE (c {y: a.x})"), @"
    Operator     | Details                     | Estimated rows
    +EmptyResult |                             |              0
    |
    +Create      | (c)                         |              1
    |
    +Create      | (a:A), (b:B), (a)-[:R]->(b) |              1
    ");
}

#[test]
fn foreach_runs_its_body_for_each_item() {
    insta::assert_snapshot!(explained("MATCH (a:Person) FOREACH (i IN range(1, a.n) | CREATE (a)-[:HAS]->(:Item {number: i}) SET a.done = true)"), @r"
    Operator         | Details                 | Estimated rows
    +EmptyResult     |                         |              0
    |
    +Foreach         | i IN range(1, a.n)      |            100
    |\
    | +SetProperty   | a.done = true           |            100
    | |
    | +Create        | (:Item), (a)-[:HAS]->() |            100
    | |
    | +Argument      | a, i                    |            100
    |
    +NodeByLabelScan | a:Person                |            100
    ");
}

#[test]
fn constants_are_computed_once() {
    insta::assert_snapshot!(explained("MATCH (a:Person) WHERE a.age > 60 * 60 AND 1 < 2 RETURN a.age + 1 / 0 AS x LIMIT 1 + 1"), @"
    Operator         | Details            | Estimated rows
    +ProduceResults  | x                  |              2
    |
    +Limit           | 2                  |              2
    |
    +Projection      | a.age + 1 / 0 AS x |             30
    |
    +Filter          | a.age > 3600       |             30
    |
    +NodeByLabelScan | a:Person           |            100
    ");
}

#[test]
fn paths_nobody_reads_are_not_put_together() {
    insta::assert_snapshot!(shape("MATCH p = (a:Person)-[:KNOWS]->(b) RETURN a"), @"
    +Expand(Count)
    +NodeByLabelScan
    ");
    insta::assert_snapshot!(explained("MATCH p = (a:Person)-[:KNOWS]->(b) RETURN nodes(p)"), @"
    Operator         | Details                | Estimated rows
    +ProduceResults  | nodes(p)               |            100
    |
    +Projection      | nodes(p) AS `nodes(p)` |            100
    |
    +Projection      | path(a, anon_1) AS p   |            100
    |
    +Expand(All)     | (a)-[:KNOWS]->(b)      |            100
    |
    +NodeByLabelScan | a:Person               |            100
    ");
}

#[test]
fn operators_carry_what_is_read_above_them() {
    let plan = planned(
        "MATCH (a:Person)-[r:KNOWS]->(b) OPTIONAL MATCH (b)-[s]->(c) RETURN a.name, count(c)",
        &Rewrites::all().without("expand_count"),
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
    let done = |rows, microseconds, memory| OperatorProfile {
        rows,
        time: Duration::from_micros(microseconds),
        memory,
        entries: 0,
    };
    let profile = [done(4, 7, 1024), done(5, 12_345, 0)];
    insta::assert_snapshot!(planner::explain(&plan, Some(&profile)), @"
    Operator         | Details | Estimated | Rows | Time ms | Bytes | Entries
    +ProduceResults  | a       |         5 |    4 |   0.007 |  1024 |       0
    |
    +NodeByLabelScan | a:City  |         5 |    5 |  12.345 |     0 |       0
    ");
}

#[test]
fn large_patterns_are_planned_in_reasonable_work() {
    let chain: String = (0..240)
        .map(|at| format!("-[:KNOWS]->(n{at}:Person)"))
        .collect();
    let star: Vec<String> = (0..100)
        .map(|at| format!("(hub)-[:T{at}]->(:Person)"))
        .collect();
    planned(
        &format!("MATCH (start:Person){chain} RETURN count(*)"),
        &Rewrites::all(),
    );
    let path: String = (0..11).map(|at| format!("-[:KNOWS]-(n{at})")).collect();
    let alone: String = (0..9).map(|at| format!(", (n{at})")).collect();
    let parallel = ", (a)-[:KNOWS]-(b)".repeat(150);
    for pattern in [
        format!("MATCH {}", star.join(", ")),
        format!("MATCH (start){path}"),
        format!("MATCH (a)-[:KNOWS]-(b)-[:KNOWS]-(c){alone} MATCH (c)-[:KNOWS]-(a)"),
        format!("MATCH (c)-[:KNOWS]-(a){parallel}"),
    ] {
        planned(&format!("{pattern} RETURN count(*)"), &Rewrites::all());
    }
}

#[test]
fn many_clauses_are_planned() {
    let clauses = "WITH 1 AS x ".repeat(500);
    planned(&format!("{clauses} RETURN x"), &Rewrites::all());
    let matches: String = (0..300)
        .map(|at| format!("OPTIONAL MATCH (a)-->(b{at}) "))
        .collect();
    planned(&format!("MATCH (a) {matches} RETURN a"), &Rewrites::all());
    let created: String = (0..5000)
        .map(|at| format!("CREATE (n{at}:A {{x: {at}}}) "))
        .collect();
    let plan = planned(&created, &Rewrites::all());
    assert!(plan.operator_count() < 5);
}
