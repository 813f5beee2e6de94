//! What a statement may use up.

use std::time::{Duration, Instant};

use super::world::World;
use crate::value::ErrorKind;

#[test]
fn rows_kept_are_reserved_first() {
    let mut world = World::new(&[]);
    world.limits.memory = Some(1 << 20);
    let range = "UNWIND range(1, 200) AS a UNWIND range(1, 1000) AS b WITH a * 1000 + b AS x";
    let texts = [
        format!("{range} RETURN x ORDER BY x"),
        format!("{range} RETURN DISTINCT x"),
        format!("{range} RETURN x, count(*)"),
        format!("{range} RETURN count(DISTINCT x)"),
        format!("{range} RETURN size(collect(x))"),
        format!("{range} RETURN x"),
        format!("{range} CREATE (n:N {{x: x}}) RETURN n.x"),
    ];
    for text in texts {
        let error = world.error(&text);
        assert_eq!(
            (error.kind, error.detail),
            (ErrorKind::ResourceLimit, "MemoryLimit"),
            "{text}"
        );
    }
    assert_eq!(world.one(&format!("{range} RETURN count(x)")), 200_000);
}

#[test]
fn what_was_kept_is_given_back() {
    let mut world = World::new(&["UNWIND range(1, 100) AS i CREATE (:N {i: i})"]);
    let texts = [
        "UNWIND range(1, 3000) AS x CALL { WITH x UNWIND range(1, 50) AS y RETURN y ORDER BY y LIMIT 1 } RETURN count(*)",
        "UNWIND range(1, 300) AS x CALL { WITH x MATCH (n:N) RETURN collect(n.i) AS l } RETURN count(l)",
        "UNWIND range(1, 300) AS x CALL { WITH x MATCH (n:N) WITH n ORDER BY n.i SKIP 1 LIMIT 1 RETURN n } RETURN count(n)",
        "MATCH (n:N) WITH n ORDER BY n.i RETURN count(n)",
        "UNWIND range(1, 3000) AS x OPTIONAL MATCH (n:N {i: x}) RETURN count(n)",
    ];
    for text in texts {
        world.rows(text);
        assert!(world.memory < 4096, "{text} leaves {}", world.memory);
    }
}

#[test]
fn endless_searches_end_in_time() {
    let mut world = World::new(&[
        "UNWIND range(1, 14) AS i CREATE (:N {i: i})",
        "MATCH (a:N), (b:N) WHERE a.i <> b.i CREATE (a)-[:R]->(b)",
    ]);
    let texts = [
        "MATCH (:N {i: 1})-[*]->(x) RETURN count(*)",
        "MATCH (a:N {i: 1}), (b:N {i: 2}) MATCH p = shortestPath((a)-[*]->(b)) WHERE length(p) > 40 RETURN p",
        "MATCH (a)--(b)--(c)--(d)--(e)--(f)--(g) WHERE a.i + g.i < 0 RETURN count(*)",
        "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y WITH x WHERE x < 0 RETURN count(*)",
    ];
    for text in texts {
        world.limits.deadline = Some(Instant::now() + Duration::from_millis(60));
        let begun = Instant::now();
        assert_eq!(world.error(text).detail, "Timeout", "{text}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{text}");
    }
}

#[test]
fn a_statement_gives_no_more_rows_than_it_may() {
    let mut world =
        World::new(&["CREATE (h:Hub) WITH h UNWIND range(1, 30) AS i CREATE (h)-[:R]->()"]);
    world.limits.rows = Some(29);
    assert_eq!(world.error("MATCH (:Hub)-->() RETURN 1").detail, "RowLimit");
    world.limits.rows = Some(30);
    assert_eq!(world.rows("MATCH (:Hub)-->() RETURN 1").len(), 30);
}

#[test]
fn long_statements_fit_on_a_small_stack() {
    let mut text = "WITH 0 AS x ".to_owned();
    for _ in 0..300 {
        text.push_str("WITH x + 1 AS x ORDER BY x WITH x WHERE x > 0 ");
    }
    text.push_str("RETURN x");
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    let answer = thread
        .spawn(move || World::new(&[]).one(&text))
        .map(std::thread::JoinHandle::join);
    assert!(matches!(answer, Ok(Ok(300))));
}
