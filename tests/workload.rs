//! What the queries of the workload cost, in rows made and neighbours read: a rewrite that is lost shows here, without a clock.
//!
//! The graph is small but dense: everybody knows everybody, so that ways of two or three steps are many times as many as relationships.
//! What all operators did is added up: each query may make a few rows for each node and relationship and read a few entries of lists of
//! neighbours for each relationship, and answers what counting by hand says.

use rihla::Database;

const PERSONS: i64 = 40;
const FORUMS: i64 = 10;
const POSTS: i64 = 60;
const COMMENTS: i64 = 240;
const TAGS: i64 = 20;

/// The queries whose pattern closes a triangle of acquaintances.
const OVER_TRIANGLES: [&str; 3] = ["TRI", "Q3", "Q9"];

/// Persons who all know each other, in cities, in forums, with posts, comments, tags and likes.
fn network() -> Database {
    let db = Database::in_memory();
    let run = |text: String| db.run(&text, ()).unwrap();
    run("UNWIND range(0, 3) AS i CREATE (:Country {id: 100 + i, name: 'Country ' + i})".into());
    run("UNWIND range(0, 7) AS i MATCH (c:Country {id: 100 + i / 2}) CREATE (:City {id: 200 + i})-[:IS_PART_OF]->(c)".into());
    run(format!(
        "UNWIND range(0, {}) AS i MATCH (c:City {{id: 200 + i % 8}})
         CREATE (:Person {{id: 1000 + i, firstName: 'Ma' + i, lastName: 'S' + i, birthday: i}})-[:IS_LOCATED_IN]->(c)",
        PERSONS - 1
    ));
    run("MATCH (a:Person), (b:Person) WHERE a.id < b.id CREATE (a)-[:KNOWS]->(b)".into());
    run("UNWIND range(0, 2) AS i CREATE (:TagClass {id: 300 + i})".into());
    run(format!(
        "UNWIND range(0, {}) AS i MATCH (c:TagClass {{id: 300 + i % 3}}) CREATE (:Tag {{id: 400 + i, name: 'Tag ' + i}})-[:HAS_TYPE]->(c)",
        TAGS - 1
    ));
    run(
        "MATCH (p:Person), (t:Tag) WHERE (p.id + t.id) % 5 = 0 CREATE (p)-[:HAS_INTEREST]->(t)"
            .into(),
    );
    run(format!(
        "UNWIND range(0, {}) AS i CREATE (:Forum {{id: 500 + i}})",
        FORUMS - 1
    ));
    run(
        "MATCH (f:Forum), (p:Person) WHERE (f.id + p.id) % 2 = 0 CREATE (f)-[:HAS_MEMBER]->(p)"
            .into(),
    );
    run(format!(
        "UNWIND range(0, {}) AS i MATCH (f:Forum {{id: 500 + i % {FORUMS}}}), (p:Person {{id: 1000 + i % 7}})
         CREATE (f)-[:CONTAINER_OF]->(:Post:Message {{id: 5000 + i, length: i, content: 'about ' + i, creationDate: i}})-[:HAS_CREATOR]->(p)",
        POSTS - 1
    ));
    run(format!(
        "UNWIND range(0, {}) AS i MATCH (m:Post {{id: 5000 + i % {POSTS}}}), (p:Person {{id: 1000 + i % {PERSONS}}})
         CREATE (m)<-[:REPLY_OF]-(:Comment:Message {{id: 6000 + i, length: i, content: 'zephyr ' + i, creationDate: i}})-[:HAS_CREATOR]->(p)",
        COMMENTS - 1
    ));
    run("MATCH (m:Message), (t:Tag) WHERE (m.id + t.id) % 6 = 0 CREATE (m)-[:HAS_TAG]->(t)".into());
    run(
        "MATCH (p:Person), (m:Message) WHERE (m.id + p.id) % 9 = 0 CREATE (p)-[:LIKES]->(m)".into(),
    );
    db
}

/// The queries of the workload with values that are in the graph, those that call algorithms aside.
fn queries() -> Vec<(String, String)> {
    let values = [
        ("$person", "1003"),
        ("$hub", "1000"),
        ("$far", "1039"),
        ("$tagid", "403"),
        ("$post", "5003"),
        ("$ts2", "50"),
        ("$ts", "100"),
        ("$word", "zephyr"),
    ];
    let mut all = Vec::new();
    for part in include_str!("../benches/workload.cypher")
        .split("\n// ")
        .skip(1)
    {
        let (head, text) = part.split_once('\n').unwrap();
        let Some((name, _)) = head
            .split_once(':')
            .filter(|(name, _)| name.bytes().all(|c| c.is_ascii_alphanumeric()))
            .filter(|_| !text.contains("algo."))
        else {
            continue;
        };
        let text = values.iter().fold(text.to_owned(), |text, (name, value)| {
            text.replace(name, value)
        });
        all.push((
            name.to_owned(),
            text.trim().trim_end_matches(';').to_owned(),
        ));
    }
    all
}

/// What all operators did together.
struct Cost {
    rows: u64,
    /// Entries of lists of neighbours read.
    entries: u64,
}

fn cost(db: &Database, query: &str) -> Cost {
    let profiled = db.run(&format!("PROFILE {query}"), ()).unwrap();
    let plan = profiled.plan.unwrap();
    let done = || plan.table.operators().iter().filter_map(|it| it.profile);
    Cost {
        rows: done().map(|it| it.rows).sum(),
        entries: done().map(|it| it.entries).sum(),
    }
}

/// How many entries of lists of neighbours a query may read. A relationship stands in two lists, that of its start and that of its end:
/// what is not about triangles reads no more than all of them once. A triangle is looked for over each acquaintance from either end, among
/// the neighbours of one of its ends, of whom there are as many as other persons.
fn most_entries(name: &str, relationships: u64) -> u64 {
    let all = 2 * relationships;
    if !OVER_TRIANGLES.contains(&name) {
        return all;
    }
    let others = PERSONS as u64 - 1;
    let acquaintances = PERSONS as u64 * others / 2;
    all + 2 * acquaintances * others
}

fn count(db: &Database, query: &str) -> i64 {
    let rows = db.run(query, ()).unwrap();
    match rows.rows.as_slice() {
        [row] => row[0].as_integer().unwrap(),
        other => panic!("{query}: {other:?}"),
    }
}

#[test]
fn counting_costs_what_the_relationships_cost() {
    let db = network();
    let nodes = count(&db, "MATCH (n) RETURN count(*)") as u64;
    let relationships = count(&db, "MATCH ()-[r]->() RETURN count(*)") as u64;
    let queries = queries();
    assert_eq!(queries.len(), 28);
    for (name, text) in queries {
        let cost = cost(&db, &text);
        let most = 2 * (nodes + relationships);
        assert!(
            cost.rows <= most,
            "{name}: {} rows of {most} it may make",
            cost.rows
        );
        let most = most_entries(&name, relationships);
        assert!(
            cost.entries <= most,
            "{name}: {} entries of {most} it may read",
            cost.entries
        );
    }
}

/// Cliques are matched in one order of their nodes, and each further node is looked for among the neighbours of one that are neighbours
/// of the others: everybody knows everybody, so there is one row for each of the smaller cliques.
#[test]
fn cycles_cost_what_their_intersections_cost() {
    let db = network();
    let persons = PERSONS as u64;
    let choose = |count: u64| (1..=count).fold(1, |all, at| all * (persons + 1 - at) / at);
    let triangle = "MATCH (a:Person)-[:KNOWS]-(b:Person)-[:KNOWS]-(c:Person)-[:KNOWS]-(a)";
    let fourth = "(a)-[:KNOWS]-(d:Person), (b)-[:KNOWS]-(d), (c)-[:KNOWS]-(d)";
    let clique = format!("{triangle}, {fourth} RETURN count(*)");
    assert_eq!(count(&db, &clique) as u64, 24 * choose(4));
    let spent = cost(&db, &clique);
    let rows = persons + choose(2) + 2 * choose(3) + 10;
    assert!(spent.rows <= rows, "{} rows of {rows}", spent.rows);
    let entries = 2 * (choose(2) + 3 * choose(3) + 5 * choose(4));
    assert!(spent.entries <= entries, "{} of {entries}", spent.entries);

    // Between persons there are no other relationships, so that naming the type says no more.
    let untyped = triangle.replace(":KNOWS", "");
    let (named, unnamed) = (
        cost(&db, &format!("{triangle} RETURN count(*)")),
        cost(&db, &format!("{untyped} RETURN count(*)")),
    );
    assert_eq!((named.rows, named.entries), (unnamed.rows, unnamed.entries));

    // Rows are made of triangles alone, not of all ways over two acquaintances.
    let listed = format!("{triangle} RETURN max(a.id + b.id + c.id)");
    let spent = cost(&db, &listed);
    let rows = persons + 2 * choose(2) + 6 * choose(3) + 10;
    assert!(spent.rows <= rows, "{} rows of {rows}", spent.rows);
}

#[test]
fn a_hub_among_triangles_costs_what_its_relationships_cost() {
    let db = Database::in_memory();
    let rim = 1000;
    let texts = [
        "UNWIND range(1, 500) AS n CREATE (:Person {n: n})".to_string(),
        "CREATE (:Hub:Person)".to_string(),
        format!("UNWIND range(501, {rim}) AS n CREATE (:Person {{n: n}})"),
        "MATCH (h:Hub), (p:Person WHERE p.n > 0) CREATE (h)-[:KNOWS]->(p)".to_string(),
        format!(
            "MATCH (p:Person), (q:Person) WHERE q.n = p.n % {rim} + 1 CREATE (p)-[:KNOWS]->(q)"
        ),
    ];
    for text in &texts {
        db.run(text, ()).unwrap();
    }
    let triangles = "MATCH (a:Person)-[:KNOWS]-(b:Person)-[:KNOWS]-(c:Person)-[:KNOWS]-(a)
        RETURN count(*)";
    assert_eq!(count(&db, triangles), 6 * rim);
    let spent = cost(&db, triangles);
    assert!(spent.entries <= 10 * rim as u64, "{}", spent.entries);

    // What is written changes degrees, and with them the lists.
    let closes = "MATCH (a:Person {n: 1}), (c:Person {n: 3}) CREATE (a)-[:KNOWS]->(c)";
    db.run(closes, ()).unwrap();
    assert_eq!(count(&db, triangles), 6 * (rim + 2));
    let opens = "MATCH (:Hub)-[r:KNOWS]->(:Person {n: 2}) DELETE r";
    db.run(opens, ()).unwrap();
    assert_eq!(count(&db, triangles), 6 * rim);
}

#[test]
fn counting_counts_what_listing_lists() {
    let db = network();
    let knows = "MATCH (a:Person)-[:KNOWS]-(b:Person)-[:KNOWS]-(c:Person)";
    let ways = PERSONS * (PERSONS - 1) * (PERSONS - 2);
    assert_eq!(
        count(&db, &format!("{knows} WHERE a <> c RETURN count(*)")),
        ways
    );
    assert_eq!(
        count(&db, &format!("{knows}-[:KNOWS]-(a) RETURN count(*)")),
        ways
    );
    assert_eq!(
        count(
            &db,
            &format!("{knows} WHERE NOT (a)-[:KNOWS]-(c) AND a <> c RETURN count(*)")
        ),
        0
    );
    for (name, text) in queries() {
        let Some(pattern) = text.strip_suffix("RETURN count(*)") else {
            continue;
        };
        let listed = count(
            &db,
            &format!("{pattern} WITH 1 AS one RETURN sum(one) AS n"),
        );
        let kept = count(
            &db,
            &format!("{pattern} WITH rand() AS r RETURN count(r) AS n"),
        );
        assert_eq!(count(&db, &text), listed, "{name}");
        assert_eq!(kept, listed, "{name}");
    }
}
