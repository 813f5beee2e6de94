//! Groups, distinct rows, unions.

use super::world::World;
use crate::value::Value;

#[test]
fn groups_are_equivalent_and_in_order_of_appearance() {
    let mut world = World::new(&[]);
    let text = "UNWIND [3, 1, 3.0, null, 1, null, 0.0 / 0.0, 0.0 / 0.0, 'a', true] AS k RETURN k, count(*) AS n";
    let rows = world.rows(text);
    let counts: Vec<_> = rows.iter().filter_map(|row| row[1].as_integer()).collect();
    assert_eq!(counts, [2, 2, 2, 2, 1, 1]);
    assert!(matches!(rows[0][0], Value::Integer(3)) && rows[2][0].is_null());
}

#[test]
fn groups_of_nodes_lists_and_pairs() {
    let mut world = World::new(&[
        "UNWIND range(0, 2999) AS i CREATE (:N {i: i})-[:R]->(:M {k: i % 3})",
        "MATCH (n:N) WHERE n.i < 10 MATCH (m:M {k: 0}) WITH n, m LIMIT 5 CREATE (n)-[:R]->(m)",
    ]);
    let per_node = "MATCH (n:N)-->() WITH n, count(*) AS c RETURN sum(c), count(n), max(c)";
    assert_eq!(world.numbers(per_node), [[3005, 3000, 6]]);
    let optional = "MATCH (m:M) OPTIONAL MATCH (m)-->(x) WITH x, count(*) AS c RETURN c, x IS NULL";
    assert_eq!(world.rows(optional).len(), 1);
    let pairs =
        "MATCH (m:M) WITH m.k AS k, [m.k % 2] AS l, count(m) AS c RETURN k, l[0], c ORDER BY k";
    assert_eq!(
        world.numbers(pairs),
        [[0, 0, 1000], [1, 1, 1000], [2, 0, 1000]]
    );
    assert_eq!(
        world.one("MATCH (m:M) WITH DISTINCT m.k AS k RETURN count(*)"),
        3
    );
    assert_eq!(
        world.one("MATCH (m:M) WITH m.k AS k RETURN sum(DISTINCT k)"),
        3
    );
    assert_eq!(world.one("MATCH (n:N)-->(m) RETURN count(DISTINCT m.k)"), 3);
}

#[test]
fn no_rows_are_one_group_only_without_keys() {
    let mut world = World::new(&[]);
    assert_eq!(
        world.numbers("MATCH (n) RETURN count(*), sum(n.x)"),
        [[0, 0]]
    );
    assert_eq!(
        world.numbers("MATCH (n) RETURN n.x, count(*)"),
        Vec::<Vec<i64>>::new()
    );
}

#[test]
fn unions_line_up_and_lose_duplicates() {
    let mut world = World::new(&["CREATE (:N {i: 1}), (:N {i: 2})"]);
    let all = "MATCH (n:N) RETURN n.i AS x UNION ALL UNWIND [2, 3] AS x RETURN x";
    assert_eq!(world.column(all), [1, 2, 2, 3]);
    let distinct = "MATCH (n:N) RETURN n.i AS x UNION UNWIND [2, 2.0, 3] AS x RETURN x";
    assert_eq!(world.column(distinct), [1, 2, 3]);
    assert_eq!(
        world.one("CALL { UNWIND [1, 2] AS x RETURN x UNION ALL RETURN 3 AS x } RETURN sum(x)"),
        6
    );
}
