//! Plans run for rows of others, one at a time and many at once.

use super::world::{World, random_graph};

#[test]
fn optional_rows_stay_in_their_places() {
    let mut world = World::new(&["UNWIND range(1, 3000) AS i CREATE (:N {i: i})"]);
    world.rows("MATCH (n:N) WHERE n.i % 3 = 0 WITH n CREATE (n)-[:R]->(:M {k: n.i}), (n)-[:R]->(:M {k: -n.i})");
    let text = "MATCH (n:N) OPTIONAL MATCH (n)-[:R]->(m) WHERE m.k > 0 RETURN n.i, m.k";
    let expected: Vec<Vec<i64>> = (1..=3000)
        .map(|i| vec![i, if i % 3 == 0 { i } else { -1 }])
        .collect();
    assert_eq!(world.numbers(text), expected);
    let counted = "MATCH (n:N) OPTIONAL MATCH (n)-[:R]->() RETURN count(*)";
    assert_eq!(world.one(counted), 4000);
    let none = "UNWIND [1, 2] AS x OPTIONAL MATCH (n:Missing {i: x}) RETURN x, n.i";
    assert_eq!(world.numbers(none), [[1, -1], [2, -1]]);
}

#[test]
fn existence_is_a_count_above_zero() {
    for seed in 30..34 {
        let (mut world, _) = random_graph(8, 12, seed);
        let patterns = [
            "(n)-->()",
            "(n)-[:R]->({i: 3})",
            "(n)-->()-->(n)",
            "(n)-[*2..3]->({i: 1})",
            "(n)--({i: 2})",
        ];
        for pattern in patterns {
            let with = format!("MATCH (n:N) WHERE EXISTS {{ {pattern} }} RETURN n.i ORDER BY n.i");
            let counted =
                format!("MATCH (n:N) WHERE COUNT {{ {pattern} }} > 0 RETURN n.i ORDER BY n.i");
            let expected = world.column(&counted);
            assert_eq!(world.column(&with), expected, "{with}");
            let without =
                format!("MATCH (n:N) WHERE NOT EXISTS {{ {pattern} }} RETURN n.i ORDER BY n.i");
            let others: Vec<i64> = (0..8).filter(|i| !expected.contains(i)).collect();
            assert_eq!(world.column(&without), others, "{without}");
        }
        let pair = "MATCH (a:N), (b:N) WHERE NOT (a)-->(b) RETURN count(*)";
        let joined = "MATCH (a:N)-->(b:N) WITH DISTINCT a, b RETURN count(*)";
        assert_eq!(world.one(pair), 64 - world.one(joined));
    }
}

#[test]
fn each_row_has_its_own_subquery() {
    let mut world = World::new(&[]);
    let top = "UNWIND [1, 2, 3] AS x CALL { WITH x UNWIND range(1, x) AS y RETURN y ORDER BY y DESC LIMIT 1 } RETURN x, y";
    assert_eq!(world.numbers(top), [[1, 1], [2, 2], [3, 3]]);
    let counted = "UNWIND [0, 2] AS x CALL { WITH x UNWIND range(1, x) AS y RETURN count(*) AS c } RETURN x, c";
    assert_eq!(world.numbers(counted), [[0, 0], [2, 2]]);
    let nested = "UNWIND [1, 2] AS x CALL { WITH x UNWIND [x, x + 1] AS y CALL { WITH y RETURN y * 10 AS z } RETURN z } \
                  RETURN x, z";
    assert_eq!(world.numbers(nested), [[1, 10], [1, 20], [2, 20], [2, 30]]);
    let distinct =
        "UNWIND [1, 2] AS x CALL { WITH x UNWIND [x, x] AS y RETURN DISTINCT y } RETURN y";
    assert_eq!(world.column(distinct), [1, 2]);
}

#[test]
fn optional_inside_optional() {
    let mut world = World::new(&[
        "CREATE (:A {i: 1})-[:R]->(:B {i: 2})-[:R]->(:C {i: 3}), (:A {i: 4})-[:R]->(:B {i: 5}), (:A {i: 6})",
    ]);
    let text = "MATCH (a:A) OPTIONAL MATCH (a)-->(b:B) OPTIONAL MATCH (b)-->(c:C) RETURN a.i, b.i, c.i ORDER BY a.i";
    assert_eq!(world.numbers(text), [[1, 2, 3], [4, 5, -1], [6, -1, -1]]);
    let inside = "MATCH (a:A) CALL { WITH a OPTIONAL MATCH (a)-->(b:B) RETURN b } RETURN a.i, b.i ORDER BY a.i";
    assert_eq!(world.numbers(inside), [[1, 2], [4, 5], [6, -1]]);
}
