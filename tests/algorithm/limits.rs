//! Large graphs, and what stops an algorithm on the way.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rihla::function::{Call, Clock, Interrupt, Library, Random, Room};
use rihla::graph::Graph;
use rihla::value::NodeId;
use rihla::{Database, Options, Value};

const EVERY: [&str; 14] = [
    "pageRank({maxIterations: 1000000000, tolerance: 0}) YIELD node",
    "wcc() YIELD node",
    "scc() YIELD node",
    "degree() YIELD node",
    "betweenness() YIELD node",
    "closeness() YIELD node",
    "labelPropagation() YIELD node",
    "louvain() YIELD node",
    "triangleCount() YIELD node",
    "clusteringCoefficient() YIELD node",
    "kcore() YIELD node",
    "bfs({sourceNode: n}) YIELD node",
    "dijkstra({sourceNode: n}) YIELD targetNode AS node",
    "yens({sourceNode: n, targetNode: n, k: 3}) YIELD targetNode AS node",
];

/// One long path, its first node labelled `First`.
fn path(nodes: u32) -> Database {
    let mut graph = Graph::new();
    let (first, kind) = (graph.intern_label("First"), graph.intern_type("NEXT"));
    let mut last = graph.create_node(&[first], Vec::new()).expect("a node");
    for _ in 1..nodes {
        let next = graph.create_node(&[], Vec::new()).expect("a node");
        graph
            .create_relationship(last, kind, next, Vec::new())
            .expect("a relationship");
        last = next;
    }
    Database::new(graph, Library::standard())
}

fn query(call: &str) -> String {
    format!("MATCH (n:First) CALL algo.{call} RETURN count(node) AS n")
}

fn count(db: &Database, query: &str) -> i64 {
    let rows = db
        .run(query, ())
        .unwrap_or_else(|error| panic!("{query}: {error}"));
    rows.rows[0][0].as_integer().expect("a count")
}

#[test]
fn a_long_path_is_no_deep_recursion() {
    let db = path(1_000_000);
    for call in [
        "scc() YIELD node",
        "wcc() YIELD node",
        "kcore() YIELD node",
        "bfs({sourceNode: n}) YIELD node",
        "dijkstra({sourceNode: n}) YIELD targetNode AS node",
    ] {
        assert_eq!(count(&db, &query(call)), 1_000_000, "{call}");
    }
    let components = "CALL algo.scc() YIELD componentId RETURN count(DISTINCT componentId)";
    assert_eq!(count(&db, components), 1_000_000);
    // Only the path that is asked for is put together.
    let last = "MATCH (n:First) CALL algo.bfs({sourceNode: n}) YIELD depth, path WHERE depth < 3 RETURN sum(length(path))";
    let options = Options {
        memory: Some(4 << 30),
        timeout: Some(Duration::from_secs(2)),
        ..Options::default()
    };
    let error = db
        .with_options(options)
        .run(last, ())
        .expect_err("too many long paths");
    assert!(
        ["MemoryLimit", "Timeout"].contains(&error.detail),
        "{error}"
    );
}

#[test]
fn every_algorithm_keeps_to_its_memory() {
    let options = Options {
        memory: Some(100_000),
        ..Options::default()
    };
    let db = path(20_000).with_options(options);
    for call in EVERY {
        let error = db.run(&query(call), ()).expect_err("more than it may use");
        assert_eq!(error.detail, "MemoryLimit", "{call}: {error}");
    }
}

#[test]
fn every_algorithm_asks_on_the_way_whether_to_stop() {
    let stop = AtomicBool::new(true);
    let library = Library::standard();
    path(30_000).with_graph(|graph| {
        let call = Call {
            graph,
            clock: &Clock::now("UTC"),
            random: &Random::seeded(0),
            room: Room {
                left: usize::MAX,
                most: usize::MAX,
                operator: "ProcedureCall",
            },
            interrupt: Interrupt {
                stop: Some(&stop),
                deadline: None,
            },
        };
        for procedure in library
            .procedures()
            .filter(|it| it.name.starts_with("algo."))
        {
            let ends: &[&str] = match &*procedure.name {
                "algo.bfs" | "algo.dijkstra" => &["sourceNode"],
                "algo.yens" => &["sourceNode", "targetNode"],
                _ => &[],
            };
            let first = |key: &&str| ((*key).into(), Value::Node(NodeId(0)));
            let config = Value::map(ends.iter().map(first).collect());
            let error = procedure.open(&call, &[config]).err();
            let detail = error.map(|error| error.detail);
            assert_eq!(detail, Some("Interrupted"), "{}", procedure.name);
        }
    });
}

#[test]
fn what_takes_long_ends_with_the_time_it_has() {
    let options = Options {
        timeout: Some(Duration::from_millis(50)),
        ..Options::default()
    };
    let db = path(30_000).with_options(options);
    for call in [
        "betweenness() YIELD node",
        "closeness() YIELD node",
        EVERY[0],
    ] {
        let begun = Instant::now();
        let error = db.run(&query(call), ()).expect_err("more time than it has");
        assert_eq!(error.detail, "Timeout", "{call}: {error}");
        assert!(error.message.contains("50ms"), "{error}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{call}");
    }
}

#[test]
fn what_was_undone_takes_no_part() {
    let db = Database::in_memory();
    let components = "CALL algo.wcc() YIELD componentId RETURN count(DISTINCT componentId)";
    let run = |text: &str| db.run(text, ()).map(|_| ());
    run("CREATE (:Gone), (a:A)-[:R]->(b:B), (:C)").expect("a graph");
    assert_eq!(count(&db, components), 3);
    let create = "MATCH (a:A), (c:C) CREATE (a)-[:R]->(:New)-[:R]->(c) WITH a RETURN 1 / (size(labels(a)) - 1)";
    run(create).expect_err("divided by zero");
    assert_eq!(count(&db, components), 3);
    // Without the node that is gone ids are no dense numbers.
    run("MATCH (n:Gone) DELETE n").expect("deleted");
    run(create).expect_err("divided by zero");
    assert_eq!(count(&db, components), 2);
    run("MATCH (b:B) DETACH DELETE b").expect("deleted");
    assert_eq!(count(&db, components), 2);
}

#[test]
fn another_thread_interrupts() {
    let db = path(30_000);
    let handle = db.interrupt_handle();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(50));
            handle.store(true, Ordering::Relaxed);
        });
        let error = db.run(&query("closeness() YIELD node"), ());
        assert_eq!(error.expect_err("interrupted").detail, "Interrupted");
    });
}

#[test]
fn results_do_not_depend_on_the_number_of_cores() {
    let db = path(3_000);
    let text = "CALL algo.betweenness({samplingSize: 100, samplingSeed: 3}) YIELD node, score RETURN node, score";
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads")
            .install(|| format!("{:?}", db.run(text, ()).expect("rows").rows))
    };
    assert_eq!(on(1), on(3));
}
