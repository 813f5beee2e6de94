//! What `PROFILE` says of each operator: rows, time, memory, entries read.

use std::time::Duration;

use rihla::planner::{ExplainedOperator, OperatorProfile, PlanTable};
use rihla::{Database, Rows};

/// A hub with a hundred friends, who have one each.
fn star() -> Database {
    let db = Database::in_memory();
    db.run(
        "CREATE (hub:Hub) WITH hub UNWIND range(1, 100) AS i CREATE (hub)-[:KNOWS]->(:Friend {i: i})-[:KNOWS]->(:Other {i: i})",
        (),
    )
    .unwrap();
    db
}

fn profiled(db: &Database, query: &str) -> Rows {
    db.run(&format!("PROFILE {query}"), ()).unwrap()
}

fn table(db: &Database, query: &str) -> PlanTable {
    profiled(db, query).plan.unwrap().table
}

fn of(table: &PlanTable, name: &str) -> OperatorProfile {
    let mut all = table.operators().iter();
    let named = all.find(|it| it.name == name);
    named
        .and_then(|it| it.profile)
        .unwrap_or_else(|| panic!("no {name} in {table}"))
}

/// The table without the times, which differ from run to run; the column is as wide as its title as long as they are under a second.
fn without_times(table: &PlanTable) -> String {
    let profiles = table.operators().iter().filter_map(|it| it.profile);
    profiles.fold(table.to_string(), |text, profile| {
        let time = format!("{:.3}", profile.time.as_secs_f64() * 1e3);
        text.replace(&format!("| {time:>7} |"), "|   *.*** |")
    })
}

#[test]
fn entries_are_those_of_the_lists_opened() {
    let db = star();
    let listed = table(
        &db,
        "MATCH (:Hub)-[:KNOWS]->(f)-[:KNOWS]->(o) RETURN f.i, o.i",
    );
    let expansions = listed
        .operators()
        .iter()
        .filter(|it| it.name == "Expand(All)");
    let done: Vec<(u64, u64)> = expansions
        .filter_map(|it| it.profile)
        .map(|it| (it.rows, it.entries))
        .collect();
    assert_eq!(done, [(100, 100), (100, 100)], "{listed}");
    let scan = of(&listed, "NodeByLabelScan");
    assert_eq!((scan.rows, scan.entries), (1, 0));
}

#[test]
fn every_operator_over_relationships_counts_what_it_reads() {
    let db = star();
    for (query, operator, least, most) in [
        (
            "MATCH (h:Hub)-[:KNOWS]->()-[:KNOWS]->() RETURN count(*)",
            "Expand(Count)",
            100,
            200,
        ),
        (
            "MATCH (h:Hub)-[:KNOWS*1..2]->(x) RETURN x.i",
            "VarLengthExpand(All)",
            200,
            200,
        ),
        (
            "MATCH (h:Hub)-[:KNOWS*1..2]->(x) RETURN DISTINCT x",
            "VarLengthExpand(Pruning,BFS,All)",
            200,
            400,
        ),
        (
            "MATCH (h:Hub)-[:KNOWS]->()-[:KNOWS]->(x) RETURN DISTINCT x",
            "Expand(Distinct)",
            200,
            200,
        ),
        (
            "MATCH (h:Hub), (o:Other {i: 1}) MATCH p = shortestPath((h)-[:KNOWS*]->(o)) RETURN p",
            "ShortestPath",
            2,
            102,
        ),
        (
            "MATCH p = ANY SHORTEST (h:Hub)-[:KNOWS]->+(o:Other) RETURN p",
            "StatefulShortestPath(All)",
            200,
            400,
        ),
        (
            "MATCH (h:Hub), (f:Friend {i: 1}) WITH h, f LIMIT 1 MATCH (h)-[r:KNOWS]->(f) RETURN r",
            "Expand(Into)",
            2,
            3,
        ),
        ("MATCH (h:Hub) DETACH DELETE h", "DetachDelete", 100, 100),
    ] {
        let table = table(&db, query);
        let read = of(&table, operator).entries;
        assert!((least..=most).contains(&read), "{query}: {read}\n{table}");
        let others = table.operators().iter().filter(|it| it.name != operator);
        let others: u64 = others
            .filter_map(|it| it.profile)
            .map(|it| it.entries)
            .sum();
        assert_eq!(others, 0, "{table}");
    }
}

#[test]
fn time_is_each_operators_own() {
    let db = Database::in_memory();
    let rows = profiled(
        &db,
        "UNWIND range(1, 20000) AS i WITH i ORDER BY i % 7 RETURN count(i)",
    );
    let plan = rows.plan.unwrap();
    let times = plan
        .table
        .operators()
        .iter()
        .filter_map(|it| it.profile)
        .map(|it| it.time);
    assert!(times.clone().all(|time| time > Duration::ZERO), "{plan}");
    assert!(times.sum::<Duration>() <= rows.elapsed, "{plan}");
}

#[test]
fn memory_is_the_most_that_is_held_at_once() {
    let db = Database::in_memory();
    let sorted = |rows: usize| {
        let table = table(
            &db,
            &format!("UNWIND range(1, {rows}) AS i WITH i ORDER BY -i RETURN count(i)"),
        );
        assert_eq!(of(&table, "Unwind").memory, 0, "{table}");
        of(&table, "Sort").memory
    };
    let (few, many) = (sorted(1000), sorted(10_000));
    assert!(
        few >= 8000 && many >= 8 * few && many <= 12 * few,
        "{few} {many}"
    );
    let again = table(
        &db,
        "UNWIND range(1, 50) AS j CALL (j) { UNWIND range(1, 1000) AS i WITH i ORDER BY -i * j RETURN count(i) AS n } RETURN sum(n)",
    );
    let each = of(&again, "Sort").memory;
    assert!(each >= few && each <= 4 * few, "{each} {few}\n{again}");
}

#[test]
fn what_follows_a_failure_is_not_put_down_to_what_failed() {
    let table = table(
        &Database::in_memory(),
        "UNWIND [0, 1, 0, 2] AS d CALL (d) { RETURN 1 / d AS x } IN TRANSACTIONS OF 1 ROW ON ERROR CONTINUE RETURN x",
    );
    assert!(of(&table, "TransactionApply").memory > 0, "{table}");
    assert_eq!(of(&table, "Projection").memory, 0, "{table}");
}

#[test]
fn the_table_is_readable_in_a_hundred_columns() {
    let db = star();
    let short = table(
        &db,
        "MATCH (f:Friend)-[:KNOWS]->(o:Other) WHERE o.i > 90 RETURN f.i ORDER BY f.i",
    );
    insta::assert_snapshot!(without_times(&short), @"
    Operator         | Details                  | Estimated | Rows | Time ms | Bytes | Entries
    +ProduceResults  | f.i                      |        15 |   10 |   *.*** |   560 |       0
    |
    +Sort            | `f.i` ASC                |        15 |   10 |   *.*** |   240 |       0
    |
    +Projection      | f.i AS `f.i`             |        15 |   10 |   *.*** |     0 |       0
    |
    +Expand(All)     | (o)<-[:KNOWS]-(f:Friend) |        15 |   10 |   *.*** |     0 |      10
    |
    +Filter          | o.i > 90                 |        30 |   10 |   *.*** |     0 |       0
    |
    +NodeByLabelScan | o:Other                  |       100 |  100 |   *.*** |     0 |       0
    ");
    let long = table(
        &db,
        "MATCH (h:Hub)-[:KNOWS*1..3]->(x) WHERE x.i > 90 AND x.i < 95 AND NOT x.i IN [91, 92] AND NOT (x)-[:KNOWS]->(:Hub)
         WITH DISTINCT x OPTIONAL MATCH (x)-[k:KNOWS]->(y) RETURN x.i AS anything, count(y) AS something ORDER BY anything LIMIT 3",
    );
    insta::assert_snapshot!(without_times(&long), @"
    Operator              | Details                       | Estimated | Rows | Time ms | Bytes | Entries
    +ProduceResults       | anything, something           |         3 |    2 |   *.*** |   176 |       0
    |
    +Top                  | anything ASC LIMIT 3          |         3 |    2 |   *.*** |    48 |       0
    |
    +EagerAggregation     | x.i AS anything, count(*) AS  |         4 |    2 |   *.*** |  4176 |       0
    |                     | something                     |           |      |         |       |
    |
    +Expand(Count)        | (x)-[k:KNOWS]->(y)            |        17 |    4 |   *.*** |     0 |       0
    |
    +Distinct             | x                             |        17 |    4 |   *.*** |    32 |       0
    |
    +Expand(Count)        | NOT EXISTS                    |        17 |    4 |   *.*** |  1680 |       2
    |                     | (x)-[:KNOWS]->(:Hub)          |           |      |         |       |
    |
    +Filter               | h:Hub                         |        17 |    4 |   *.*** |     0 |       0
    |
    +VarLengthExpand(All) | (h)-[:KNOWS*1..3]->(x)        |        35 |    6 |   *.*** |    32 |       6
    |
    +Filter               | x.i > 90 AND x.i < 95 AND NOT |        12 |    4 |   *.*** |     0 |       0
    |                     | x.i IN [91, 92]               |           |      |         |       |
    |
    +AllNodesScan         | x                             |       201 |  201 |   *.*** |     0 |       0
    ");
    for line in short.to_string().lines().chain(long.to_string().lines()) {
        assert!(line.chars().count() <= 100, "{line}");
    }
}

#[test]
fn operators_are_given_as_data() {
    let db = star();
    let query = "MATCH (f:Friend)-[:KNOWS]->(o) WITH f.i AS i, count(o) AS n RETURN i, n";
    let explained = db
        .run(&format!("EXPLAIN {query}"), ())
        .unwrap()
        .plan
        .unwrap();
    assert!(
        explained
            .table
            .operators()
            .iter()
            .all(|it| it.profile.is_none())
    );
    let table = table(&db, query);
    let names = |all: &[ExplainedOperator]| all.iter().map(|it| it.name).collect::<Vec<_>>();
    assert_eq!(names(table.operators()), names(explained.table.operators()));
    for (at, operator) in table.operators().iter().enumerate() {
        assert_eq!(operator.parent, at.checked_sub(1), "{table}");
        assert!(operator.profile.is_some());
    }
}
