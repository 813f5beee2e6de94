//! Against naive algorithms.

use proptest::prelude::*;
use rihla::{Database, Value};

use super::naive::{Edge, FAR, Naive};

const ORIENTATIONS: [&str; 3] = ["NATURAL", "REVERSE", "UNDIRECTED"];

/// A small graph with loops, parallel relationships and nodes alone, and an orientation.
fn graph() -> impl Strategy<Value = (usize, Vec<Edge>, &'static str)> {
    (1_usize..8).prop_flat_map(|nodes| {
        let edge = (0..nodes, 0..nodes, 0_u32..5);
        let edges = prop::collection::vec(edge, 0..16);
        (Just(nodes), edges, prop::sample::select(&ORIENTATIONS))
    })
}

/// The graph in a database: node `i` has the property `i`, relationship `e` the properties `e` and `w`. Half of the
/// graphs had a node that is gone, so that ids are not dense numbers, and a relationship to it.
fn database(nodes: usize, edges: &[Edge]) -> Database {
    let db = Database::in_memory();
    if edges.len() % 2 == 1 {
        run(&db, "CREATE (n:Gone)-[:R]->()-[:R]->(n)");
        run(&db, "MATCH (n) DETACH DELETE n");
    }
    let create = format!("UNWIND range(0, {}) AS i CREATE (:N {{i: i}})", nodes - 1);
    run(&db, &create);
    for (id, (start, end, weight)) in edges.iter().enumerate() {
        let kind = if id % 2 == 0 { "R" } else { "S" };
        run(
            &db,
            &format!(
                "MATCH (a:N {{i: {start}}}), (b:N {{i: {end}}}) \
                 CREATE (a)-[:{kind} {{e: {id}, w: {weight}}}]->(b)"
            ),
        );
    }
    db
}

fn run(db: &Database, query: &str) -> Vec<Vec<Value>> {
    let rows = db.run(query, ());
    rows.unwrap_or_else(|error| panic!("{query}: {error}")).rows
}

fn float(value: &Value) -> f64 {
    match value {
        Value::Integer(number) => *number as f64,
        Value::Float(number) => *number,
        other => panic!("{other} is no number"),
    }
}

/// The column of an algorithm that gives a row a node, by node.
fn by_node(db: &Database, call: &str, column: &str) -> Vec<f64> {
    let query = format!("CALL {call} YIELD node, {column} RETURN {column} ORDER BY node.i");
    run(db, &query).iter().map(|row| float(&row[0])).collect()
}

fn close(given: &[f64], right: &[f64]) -> bool {
    given.len() == right.len() && given.iter().zip(right).all(|(a, b)| (a - b).abs() < 1e-9)
}

fn floats(counts: Vec<usize>) -> Vec<f64> {
    counts.into_iter().map(|count| count as f64).collect()
}

/// The groups, numbered in the order of their least members.
fn numbered(groups: &[usize]) -> Vec<f64> {
    let mut seen: Vec<usize> = Vec::new();
    let number = |group: &usize| {
        seen.iter().position(|it| it == group).unwrap_or_else(|| {
            seen.push(*group);
            seen.len() - 1
        })
    };
    floats(groups.iter().map(number).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn a_value_for_each_node((nodes, edges, orientation) in graph()) {
        let db = database(nodes, &edges);
        let naive = Naive::new(nodes, &edges, orientation);
        let config = |more: &str| format!("{{orientation: '{orientation}'{more}}}");
        for (weights, weighted) in [("", false), (", weight: 'w'", true)] {
            let rank = format!("algo.pageRank({})", config(&format!("{weights}, maxIterations: 9, tolerance: 0, dampingFactor: 0.8")));
            prop_assert!(close(&by_node(&db, &rank, "score"), &naive.page_rank(0.8, 9, weighted)), "{rank}");
            let degree = format!("algo.degree({})", config(weights));
            prop_assert!(close(&by_node(&db, &degree, "score"), &naive.degrees(weighted)), "{degree}");
        }
        for (scaled, more) in [(false, ""), (true, ", useWassermanFaust: true")] {
            let call = format!("algo.closeness({})", config(more));
            prop_assert!(close(&by_node(&db, &call, "score"), &naive.closeness(scaled)), "{call}");
        }
        let mut between = naive.betweenness();
        if orientation == "UNDIRECTED" {
            between.iter_mut().for_each(|score| *score /= 2.0);
        }
        let call = format!("algo.betweenness({})", config(""));
        prop_assert!(close(&by_node(&db, &call, "score"), &between), "{call}");
        let call = format!("algo.scc({})", config(""));
        prop_assert_eq!(by_node(&db, &call, "componentId"), numbered(&naive.strong()));
    }

    #[test]
    fn a_value_for_each_node_of_an_undirected_graph((nodes, edges, _) in graph()) {
        let db = database(nodes, &edges);
        let naive = Naive::new(nodes, &edges, "UNDIRECTED");
        prop_assert_eq!(by_node(&db, "algo.wcc()", "componentId"), numbered(&naive.strong()));
        let triangles = naive.triangles();
        prop_assert_eq!(by_node(&db, "algo.triangleCount()", "triangleCount"), floats(triangles.clone()));
        prop_assert_eq!(by_node(&db, "algo.kcore()", "coreValue"), floats(naive.cores()));
        let degrees = naive.neighbours().into_iter().map(|set| set.len() as f64);
        let shares = degrees.zip(triangles);
        let shares: Vec<f64> = shares
            .map(|(degree, found)| if degree < 2.0 { 0.0 } else { 2.0 * found as f64 / degree / (degree - 1.0) })
            .collect();
        prop_assert!(close(&by_node(&db, "algo.clusteringCoefficient()", "localClusteringCoefficient"), &shares));
    }

    #[test]
    fn communities((nodes, edges, _) in graph()) {
        let db = database(nodes, &edges);
        let naive = Naive::new(nodes, &edges, "UNDIRECTED");
        let groups: Vec<i64> = by_node(&db, "algo.louvain({weight: 'w'})", "communityId").iter().map(|it| *it as i64).collect();
        let alone: Vec<i64> = (0..nodes as i64).collect();
        prop_assert!(naive.modularity(&groups) >= naive.modularity(&alone) - 1e-9, "{groups:?}");
        // Nobody has another label than most of the neighbours.
        let labels = by_node(&db, "algo.labelPropagation({weight: 'w', maxIterations: 1000})", "communityId");
        for node in 0..nodes {
            let weight = |label: f64| -> f64 {
                let arcs = naive.arcs.iter().filter(|arc| arc.0 == node && arc.1 != node);
                arcs.filter(|arc| labels[arc.1] == label).map(|arc| f64::from(arc.2)).sum()
            };
            let own = weight(labels[node]);
            prop_assert!(labels.iter().all(|label| weight(*label) <= own), "{labels:?}");
        }
    }

    #[test]
    fn shortest_paths((nodes, edges, orientation) in graph()) {
        let db = database(nodes, &edges);
        let naive = Naive::new(nodes, &edges, orientation);
        let calls = [
            ("algo.bfs({sourceNode: s, orientation: '$'}) YIELD node, depth AS cost, path", false),
            ("algo.dijkstra({sourceNode: s, orientation: '$', weight: 'w'}) YIELD targetNode AS node, totalCost AS cost, path", true),
        ];
        for (call, weighted) in calls {
            let far = naive.distances(weighted);
            let call = call.replace('$', orientation);
            let query = format!("MATCH (s {{i: 0}}) CALL {call} RETURN node.i, cost, [r IN relationships(path) | r.e], [v IN nodes(path) | v.i]");
            let rows = run(&db, &query);
            prop_assert_eq!(rows.len(), far[0].iter().filter(|it| **it < FAR).count());
            prop_assert!(rows.is_sorted_by(|a, b| float(&a[1]) <= float(&b[1])));
            for row in &rows {
                let node = float(&row[0]) as usize;
                prop_assert_eq!(float(&row[1]), far[0][node]);
                prop_assert_eq!(walked(&naive, row, weighted), Some((node, far[0][node])));
            }
        }
    }

    #[test]
    fn several_shortest_paths((nodes, edges, orientation) in graph(), k in 1_usize..12) {
        let db = database(nodes, &edges);
        let naive = Naive::new(nodes, &edges, orientation);
        let target = nodes - 1;
        let query = format!(
            "MATCH (s {{i: 0}}), (t {{i: {target}}}) \
             CALL algo.yens({{sourceNode: s, targetNode: t, k: {k}, orientation: '{orientation}', weight: 'w'}}) YIELD totalCost, path \
             RETURN 0, totalCost, [r IN relationships(path) | r.e], [v IN nodes(path) | v.i]"
        );
        let rows = run(&db, &query);
        let costs: Vec<f64> = rows.iter().map(|row| float(&row[1])).collect();
        let mut right = naive.simple_paths(0, target);
        right.truncate(k);
        prop_assert_eq!(&costs, &right);
        for (at, row) in rows.iter().enumerate() {
            prop_assert_eq!(walked(&naive, row, true), Some((target, costs[at])));
            let same = |other: &Vec<Value>| other[2].to_string() == row[2].to_string();
            prop_assert!(!rows[..at].iter().any(same), "given twice: {}", row[2]);
        }
    }

    #[test]
    fn a_part_of_the_graph_is_the_graph_of_that_part((nodes, edges, orientation) in graph()) {
        let db = database(nodes, &edges);
        run(&db, "MATCH (n) WHERE n.i % 3 <> 1 SET n:Some");
        let config = format!("orientation: '{orientation}', weight: 'w'");
        let ways = [
            format!("WITH {{labels: 'Some', types: 'R', {config}}} AS config"),
            format!("MATCH (n:Some) WITH {{nodes: collect(n), types: ['R'], {config}}} AS config"),
            format!("OPTIONAL MATCH ()-[r:R]-() WITH {{labels: ['Some'], relationships: [r IN collect(r)], {config}}} AS config"),
        ];
        let kept: Vec<Edge> = edges.iter().step_by(2).copied().collect();
        let naive = Naive::new(nodes, &kept, orientation);
        let inside = |node: usize| node % 3 != 1;
        let mut right = vec![0.0; nodes];
        for arc in naive.arcs.iter().filter(|arc| inside(arc.0) && inside(arc.1)) {
            right[arc.0] += f64::from(arc.2);
        }
        let right: Vec<f64> = (0..nodes).filter(|node| inside(*node)).map(|node| right[node]).collect();
        let known = run(&db, "CALL db.relationshipTypes()").iter().any(|row| row[0].as_str() == Some("R"));
        for way in ways.iter().filter(|_| known) {
            let query = format!("{way} CALL algo.degree(config) YIELD node, score RETURN score ORDER BY node.i");
            let given: Vec<f64> = run(&db, &query).iter().map(|row| float(&row[0])).collect();
            prop_assert!(close(&given, &right), "{query}: {given:?} for {right:?}");
        }
    }
}

/// Where a path of relationships (third column) over nodes (fourth) ends and what it weighs; nothing where its arcs are
/// not there or it does not begin at node 0.
fn walked(naive: &Naive, row: &[Value], weighted: bool) -> Option<(usize, f64)> {
    let numbers = |value: &Value| -> Vec<usize> {
        let items = value.as_list().unwrap_or_default().iter();
        items.map(|item| float(item) as usize).collect()
    };
    let (relationships, nodes) = (numbers(&row[2]), numbers(&row[3]));
    let mut cost = 0.0;
    for (at, id) in relationships.iter().enumerate() {
        let step = |arc: &&(usize, usize, u32, usize)| {
            (arc.0, arc.1, arc.3) == (nodes[at], nodes[at + 1], *id)
        };
        let arc = naive.arcs.iter().find(step)?;
        cost += if weighted { f64::from(arc.2) } else { 1.0 };
    }
    let ends = (nodes.first() == Some(&0))
        .then_some(nodes.last())
        .flatten();
    ends.map(|end| (*end, cost))
}
