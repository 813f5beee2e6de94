//! Operators that change the graph.

use std::sync::Arc;

use super::world::World;
use crate::executor::context::{Import, Imported};
use crate::value::ErrorKind;

#[test]
fn rows_that_only_count_are_written_for_each() {
    let mut world = World::new(&[
        "CREATE (h:Hub {n: 0}) WITH h UNWIND range(1, 3000) AS i CREATE (h)-[:R]->(:N)",
    ]);
    world.rows("MATCH (h:Hub)-->() SET h.n = h.n + 1");
    assert_eq!(world.one("MATCH (h:Hub) RETURN h.n"), 3000);
    world.rows("MATCH (h:Hub)-->() CREATE (:X)");
    assert_eq!(world.one("MATCH (x:X) RETURN count(*)"), 3000);
    world.rows("MATCH (h:Hub)-->() CALL { CREATE (:Y) }");
    assert_eq!(world.one("MATCH (y:Y) RETURN count(*)"), 3000);
    world.rows("MATCH (h:Hub)-->() FOREACH (i IN [1, 2] | CREATE (:Z {i: i}))");
    assert_eq!(world.one("MATCH (z:Z) RETURN sum(z.i)"), 9000);
    world.rows("MATCH (h:Hub) SET h.n = 0 WITH h MATCH (h)-->() MERGE (m:Merged) ON MATCH SET m.n = m.n + 1 ON CREATE SET m.n = 1");
    assert_eq!(world.one("MATCH (m:Merged) RETURN m.n"), 3000);
}

#[test]
fn merge_sees_what_it_created() {
    let mut world = World::new(&[]);
    let text = "UNWIND [1, 2, 1, 1, 2] AS i MERGE (n:N {i: i}) ON CREATE SET n.c = 1 ON MATCH SET n.c = n.c + 1";
    world.rows(text);
    assert_eq!(
        world.numbers("MATCH (n:N) RETURN n.i, n.c ORDER BY n.i"),
        [[1, 3], [2, 2]]
    );
    let error = world.error("UNWIND [1, null] AS i MERGE (n:N {j: i})");
    assert_eq!(
        (error.kind, error.detail),
        (ErrorKind::SemanticError, "MergeReadOwnWrites")
    );
}

#[test]
fn maps_and_entities_are_copied() {
    let mut world = World::new(&["CREATE (:A {x: 1, y: 2}), (:B {y: 3, z: 4})"]);
    world.rows("MATCH (a:A), (b:B) SET b += a, b.z = null");
    assert_eq!(
        world.numbers("MATCH (b:B) RETURN b.x, b.y, b.z"),
        [[1, 2, -1]]
    );
    world.rows("MATCH (b:B) SET b = {z: 9, w: null}");
    assert_eq!(
        world.numbers("MATCH (b:B) RETURN b.x, b.z, size(keys(b))"),
        [[-1, 9, 1]]
    );
    world.rows("MATCH (a:A), (b:B) CREATE (a)-[:R {k: 5}]->(b)");
    world.rows("MATCH (a)-[r]->() SET a = r");
    assert_eq!(
        world.numbers("MATCH (a:A) RETURN a.k, size(keys(a))"),
        [[5, 1]]
    );
    let error = world.error("MATCH (a:A) SET a.m = {k: 1}");
    assert_eq!(
        (error.kind, error.detail),
        (ErrorKind::TypeError, "InvalidPropertyType")
    );
    assert_eq!(
        world.error("MATCH (a:A), (b:B) SET a = b.z").kind,
        ErrorKind::TypeError
    );
}

#[test]
fn the_deleted_are_gone() {
    let mut world = World::new(&["CREATE (:A)-[:R]->(:B)-[:R]->(:C)"]);
    let error = world.error("MATCH (a:A) DELETE a");
    assert_eq!(
        (error.kind, error.detail),
        (
            ErrorKind::ConstraintVerificationFailed,
            "DeleteConnectedNode"
        )
    );
    let error = world.error("MATCH (a:A) DETACH DELETE a SET a.x = 1");
    assert_eq!(
        (error.kind, error.detail),
        (ErrorKind::EntityNotFound, "DeletedEntityAccess")
    );
    world.rows("MATCH p = (:B)-->(:C) DELETE p");
    assert_eq!(world.one("MATCH (n) RETURN count(n)"), 0);
    let error = world.error("CREATE (n) WITH [n] AS ns DELETE [1, ns][toInteger(0.5)]");
    assert_eq!(
        (error.kind, error.detail),
        (ErrorKind::TypeError, "InvalidArgumentType")
    );
}

#[test]
fn a_relationship_needs_two_nodes() {
    let mut world = World::new(&[]);
    let error = world.error("OPTIONAL MATCH (a:Missing) CREATE (a)-[:R]->()");
    assert_eq!(error.kind, ErrorKind::EntityNotFound);
}

#[test]
fn a_limit_of_none_still_writes() {
    let mut world =
        World::new(&["UNWIND range(1, 5000) AS i CREATE (n:N {i: i}) RETURN n LIMIT 0"]);
    assert_eq!(world.one("MATCH (n:N) RETURN count(*)"), 5000);
    world.rows("MATCH (n:N) SET n:M RETURN n.i ORDER BY n.i LIMIT 0");
    assert_eq!(world.one("MATCH (n:M) RETURN count(*)"), 5000);
}

#[test]
fn lists_longer_than_a_chunk_are_worked_off() {
    let mut world = World::new(&["FOREACH (i IN range(1, 5000) | CREATE (:N {i: i}))"]);
    assert_eq!(world.one("MATCH (n:N) RETURN sum(n.i)"), 12_502_500);
    world.rows("MATCH (n:N) WITH collect(n) AS ns FOREACH (n IN ns | SET n.i = 1 REMOVE n:N)");
    assert_eq!(world.one("MATCH (n) WHERE NOT n:N RETURN sum(n.i)"), 5000);
}

fn files(name: &str) -> Result<Imported, crate::executor::RunError> {
    let text = match name {
        "people.csv" => "\u{feff}name,age\nAnn,31\n\"Bo, jr\",\nCy\n".to_owned(),
        "semi.csv" => "1;2\n3;4\n".to_owned(),
        "long.csv" => (0..5000).map(|i| format!("{i}\n")).collect(),
        _ => "a\n\"open".to_owned(),
    };
    Ok(Imported {
        reader: Box::new(std::io::Cursor::new(text)),
        path: format!("/files/{name}"),
    })
}

#[test]
fn files_are_read_line_by_line() {
    let mut world = World::new(&[]);
    let closed = world.error("LOAD CSV FROM 'people.csv' AS l RETURN l");
    assert_eq!(closed.kind, ErrorKind::Io);
    world.limits.import = Some(Import(Arc::new(files)));
    let people =
        "LOAD CSV WITH HEADERS FROM 'people.csv' AS l RETURN size(l.name), toInteger(l.age)";
    assert_eq!(world.numbers(people), [[3, 31], [6, -1], [2, -1]]);
    let places = "LOAD CSV WITH HEADERS FROM 'people.csv' AS l RETURN linenumber(), size(file())";
    assert_eq!(world.numbers(places), [[2, 17], [3, 17], [4, 17]]);
    let semi =
        "LOAD CSV FROM 'semi.csv' AS l FIELDTERMINATOR ';' RETURN toInteger(l[0]), toInteger(l[1])";
    assert_eq!(world.numbers(semi), [[1, 2], [3, 4]]);
    let long = "UNWIND ['long.csv', 'long.csv'] AS f LOAD CSV FROM f AS l RETURN count(DISTINCT l[0]) + count(*)";
    assert_eq!(world.one(long), 15_000);
}
