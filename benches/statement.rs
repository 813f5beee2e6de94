//! What single statements cost: parsing, planning, looking up, creating, and reading a graph that was just written to.
//!
//! ```text
//! cargo bench --bench statement
//! ```
//!
//! Each is done once to warm up and then five times; the median counts, as wall time for one statement, node, relationship or row.

mod timing;

use std::time::Duration;

use rihla::syntax::parse;
use rihla::value::Map;
use rihla::{Database, Parameters, Value};

use timing::{Failure, Outcome, median};

/// Statements run in one round.
const STATEMENTS: usize = 20_000;
/// Rows of one `UNWIND`.
const ROWS: i64 = 200_000;
/// Nodes of the graph that is read while it is written to, and relationships of each.
const PERSONS: i64 = 20_000;
const FRIENDS: i64 = 20;

const LOOK_UP: &str = "MATCH (p:Person {id: $id}) RETURN p.name";
const LONG: &str = "MATCH (person:Person {id: $id})-[:KNOWS*1..2]-(friend:Person)<-[:HAS_CREATOR]-(message:Message) \
    WHERE friend <> person AND message.creationDate < $until AND NOT (message)-[:HAS_TAG]->(:Tag {name: 'x'}) \
    WITH friend, message ORDER BY message.creationDate DESC, message.id LIMIT 20 \
    RETURN friend.id AS id, coalesce(friend.name, 'unknown') AS name, collect(message.id)[..3] AS messages, count(*) AS n";

fn main() -> Outcome {
    parsing()?;
    preparing()?;
    looking_up()?;
    creating()?;
    importing()?;
    reading_while_writing()
}

/// The median of some rounds of doing something `count` times.
fn time(name: &str, count: usize, round: impl FnMut() -> Outcome) -> Result<Duration, Failure> {
    let each = median(round)? / u32::try_from(count)?;
    println!(
        "{name:<52} {:>9.3} us {:>12.0} a second",
        each.as_secs_f64() * 1e6,
        1.0 / each.as_secs_f64()
    );
    Ok(each)
}

fn again(mut once: impl FnMut(usize) -> Outcome) -> impl FnMut() -> Outcome {
    move || (0..STATEMENTS).try_for_each(&mut once)
}

fn parsing() -> Outcome {
    let reading = |text: &'static str| {
        again(move |_| {
            parse(text)
                .map(drop)
                .map_err(|error| format!("{error:?}"))?;
            Ok(())
        })
    };
    time("parse a look-up", STATEMENTS, reading(LOOK_UP))?;
    time("parse a long query", STATEMENTS, reading(LONG))?;
    Ok(())
}

/// Parsing, resolving and planning together: no two texts are the same, so that no plan is found by its text.
fn preparing() -> Outcome {
    let db = persons(PERSONS)?;
    for (name, text) in [
        ("prepare a look-up", LOOK_UP),
        ("prepare a long query", LONG),
    ] {
        let mut number = 0;
        let prepare = again(|_| {
            number += 1;
            db.prepare(&format!("{text} // {number}"))?;
            Ok(())
        });
        time(name, STATEMENTS, prepare)?;
    }
    Ok(())
}

fn persons(count: i64) -> Result<Database, Failure> {
    let db = Database::in_memory();
    db.run(
        "UNWIND range(1, $count) AS i CREATE (:Person {id: i, name: 'person ' + i})",
        [("count", count)],
    )?;
    Ok(db)
}

/// Every id in an order that jumps about.
fn id(statement: usize) -> i64 {
    (statement as i64 * 7919) % PERSONS + 1
}

fn looking_up() -> Outcome {
    let db = persons(PERSONS)?;
    let prepared = db.prepare(LOOK_UP)?;
    let row = |rows: rihla::Rows| match rows.rows.len() {
        1 => Ok(()),
        other => Err(Failure::from(format!("{other} rows"))),
    };
    let by_statement = again(|at| row(prepared.run([("id", id(at))])?));
    time("look up a node, prepared", STATEMENTS, by_statement)?;
    let by_text = again(|at| row(db.run(LOOK_UP, [("id", id(at))])?));
    time("look up a node, by its text", STATEMENTS, by_text)?;
    Ok(())
}

fn creating() -> Outcome {
    let db = Database::in_memory();
    let node = db.prepare("CREATE (:Person {id: $id, name: 'someone'})")?;
    let create = again(|at| {
        node.run([("id", at as i64)])?;
        Ok(())
    });
    time("create a node", STATEMENTS, create)?;
    let db = persons(PERSONS)?;
    let between = db.prepare(
        "MATCH (a:Person {id: $from}), (b:Person {id: $to}) CREATE (a)-[:KNOWS {since: 2020}]->(b)",
    )?;
    let create = again(|at| {
        between.run([("from", id(at)), ("to", id(at + 1))])?;
        Ok(())
    });
    time(
        "create a relationship between looked-up nodes",
        STATEMENTS,
        create,
    )?;
    Ok(())
}

fn importing() -> Outcome {
    let row = |id: i64| {
        let entries = [("id", Value::from(id)), ("name", Value::from("someone"))];
        Value::map(Map::from_iter(
            entries.map(|(key, value)| (key.into(), value)),
        ))
    };
    let rows = Value::from((0..ROWS).map(row).collect::<Vec<Value>>());
    let mut parameters = Parameters::default();
    parameters.set("rows", rows);
    let import = || {
        let db = Database::in_memory();
        let text = "UNWIND $rows AS row CREATE (:Person {id: row.id, name: row.name})";
        db.run(text, parameters.clone())?;
        Ok(())
    };
    time(
        "import a node: UNWIND $rows AS row CREATE",
        ROWS as usize,
        import,
    )?;
    Ok(())
}

fn reading_while_writing() -> Outcome {
    let db = persons(PERSONS)?;
    db.run(
        "UNWIND range(1, $persons) AS i UNWIND range(1, $friends) AS k
         MATCH (a:Person {id: i}), (b:Person {id: (i * 31 + k * k * 97) % $persons + 1}) CREATE (a)-[:KNOWS]->(b)",
        [("persons", PERSONS), ("friends", FRIENDS)],
    )?;
    let query = db.prepare(
        "MATCH (a:Person)-[:KNOWS]->(b)-[:KNOWS]->(c) WHERE a.id % 10 = 0 RETURN count(DISTINCT c)",
    )?;
    let read = || {
        query.run(())?;
        Ok(())
    };
    let clean = time("two steps from a tenth of all nodes", 1, read)?;
    let dirty = PERSONS / 100 / 2 - 1;
    db.run(
        "UNWIND range(1, $dirty) AS i MATCH (a:Person {id: i}), (b:Person {id: $persons - i}) CREATE (a)-[:KNOWS]->(b)",
        [("dirty", dirty), ("persons", PERSONS)],
    )?;
    let after = time("the same with a hundredth of all nodes dirty", 1, read)?;
    println!(
        "{:+.1} % by that",
        (after.as_secs_f64() / clean.as_secs_f64() - 1.0) * 100.0
    );
    Ok(())
}
