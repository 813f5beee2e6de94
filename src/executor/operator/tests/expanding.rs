//! Scans, expansions, joins: against counting by hand, and at the edges of chunks.

use super::world::{World, random_graph};

/// Pairs of relationships `(a)--(b)--(c)` in either direction, none taken twice, as often as they match.
fn two_hops(pairs: &[(i64, i64)]) -> usize {
    let ways = |&(from, to): &(i64, i64)| {
        let mut ways = vec![(from, to)];
        if from != to {
            ways.push((to, from));
        }
        ways
    };
    let mut count = 0;
    for (at, first) in pairs.iter().enumerate() {
        for (other, second) in pairs.iter().enumerate() {
            if at != other {
                for (_, middle) in ways(first) {
                    count += ways(second).iter().filter(|way| way.0 == middle).count();
                }
            }
        }
    }
    count
}

#[test]
fn undirected_pairs_of_relationships_are_counted_once_each() {
    for seed in 0..6 {
        let (mut world, pairs) = random_graph(5, 12, seed);
        let counted = two_hops(&pairs) as i64;
        let texts = [
            "MATCH (a)--(b)--(c) RETURN count(*)",
            "MATCH (a)-[r]-(b)-[s]-(c) RETURN count(r)",
            "MATCH (a)-[r*2]-(c) RETURN count(*)",
            "MATCH (a)-[r*2..2]-(c) RETURN count(r)",
            "MATCH (a)-[r]-(b) MATCH (b)-[s]-(c) WHERE r <> s RETURN count(*)",
        ];
        for text in texts {
            assert_eq!(world.one(text), counted, "{text}, seed {seed}");
        }
    }
}

#[test]
fn cycles_close_in_each_direction() {
    let (mut world, pairs) = random_graph(4, 14, 3);
    let mut counted = 0;
    for (x, a) in pairs.iter().enumerate() {
        for (y, b) in pairs.iter().enumerate() {
            for (z, c) in pairs.iter().enumerate() {
                let differ = x != y && y != z && x != z;
                counted += i64::from(differ && a.1 == b.0 && b.1 == c.0 && c.1 == a.0);
            }
        }
    }
    assert_eq!(
        world.one("MATCH (a)-->(b)-->(c)-->(a) RETURN count(*)"),
        counted
    );
    assert_eq!(
        world.one("MATCH (a)-[r:R]->(b)-[s:R]->(c)-[t:R]->(a) RETURN count(t)"),
        counted
    );
    let loops = pairs.iter().filter(|(from, to)| from == to).count() as i64;
    for text in [
        "MATCH (a)-->(a) RETURN count(*)",
        "MATCH (a)-[r:R]-(a) RETURN count(r)",
    ] {
        assert_eq!(world.one(text), loops, "{text}");
    }
}

#[test]
fn a_hub_is_given_in_parts() {
    let mut world = World::new(&[
        "CREATE (h:Hub) WITH h UNWIND range(1, 40000) AS i CREATE (h)-[:R]->(:N {i: i})",
    ]);
    let all = 40_000 * 40_001 / 2;
    assert_eq!(world.one("MATCH (:Hub)-[r]->(n) RETURN sum(n.i)"), all);
    assert_eq!(
        world.one("MATCH (:Hub)-[r:R]->(n) RETURN sum(n.i) + count(DISTINCT r)"),
        all + 40_000
    );
    assert_eq!(
        world.one("MATCH (:Hub)-[r:R|S]-(n) RETURN count(DISTINCT n)"),
        40_000
    );
}

#[test]
fn unread_ends_only_count() {
    let mut world = World::new(&[
        "CREATE (h:Hub) WITH h UNWIND range(1, 30) AS i CREATE (h)-[:R]->(:N {i: i})",
    ]);
    assert_eq!(world.column("MATCH (h:Hub)-->() RETURN 1 AS one").len(), 30);
    assert_eq!(
        world
            .column("MATCH (h:Hub)-->() RETURN 1 AS one SKIP 5 LIMIT 10")
            .len(),
        10
    );
    assert_eq!(
        world
            .column("MATCH (h:Hub)-->() RETURN 1 AS one SKIP 25 LIMIT 10")
            .len(),
        5
    );
    assert_eq!(
        world
            .column("MATCH (h:Hub)-->() RETURN 1 AS one ORDER BY one LIMIT 7")
            .len(),
        7
    );
    assert_eq!(
        world
            .column("MATCH (h:Hub)-->() WITH h SKIP 28 MATCH (h)-->() RETURN 1")
            .len(),
        60
    );
    assert_eq!(
        world.one("MATCH (h:Hub)-->(), (g:Hub)-->() RETURN count(*)"),
        870
    );
    assert_eq!(world.one("MATCH (h:Hub)-->() RETURN size(collect(h))"), 30);
    assert_eq!(world.one("MATCH (h:Hub)-->() RETURN count(DISTINCT h)"), 1);
}

#[test]
fn rows_beyond_a_chunk_are_all_there() {
    let mut world = World::new(&["UNWIND range(1, 5000) AS i CREATE (:N {i: i})"]);
    assert_eq!(
        world.one("UNWIND range(1, 5000) AS i RETURN count(i)"),
        5000
    );
    assert_eq!(
        world.one("UNWIND [1, 2, 3] AS i MATCH (n:N) RETURN sum(n.i * i)"),
        6 * 12_502_500
    );
    assert_eq!(
        world.one("UNWIND range(1, 3) AS x UNWIND range(1, 3000) AS y RETURN sum(x * y)"),
        6 * 4_501_500
    );
    assert_eq!(
        world.one("MATCH (n:N), (m:N {i: 7}) RETURN sum(m.i)"),
        35_000
    );
    assert_eq!(
        world.column("MATCH (n:N) RETURN n.i ORDER BY n.i DESC SKIP 4990"),
        (1..=10).rev().collect::<Vec<_>>()
    );
}

#[test]
fn equal_values_join() {
    let mut world = World::new(&[
        "UNWIND [1, 2, 2, 3, null, 4] AS k CREATE (:L {k: k})",
        "UNWIND [2, 2.0, 3, 3, null, 5] AS k CREATE (:M {k: k})",
    ]);
    let text = "MATCH (l:L), (m:M) WHERE l.k = m.k RETURN l.k AS k ORDER BY k";
    assert_eq!(world.column(text), [2, 2, 2, 2, 3, 3]);
    world.rewrites = world.rewrites.clone().without("value_hash_join");
    assert_eq!(world.column(text), [2, 2, 2, 2, 3, 3]);
}

#[test]
fn ids_find_each_node_once() {
    let mut world = World::new(&["UNWIND range(0, 9) AS i CREATE (:N {i: i})"]);
    let text = "MATCH (n) WHERE id(n) IN [3, 3, 1, 99, -1, null, 2.0, 2.5, 'x'] RETURN n.i";
    let mut found = world.column(text);
    found.sort_unstable();
    assert_eq!(found, [1, 2, 3]);
}

#[test]
fn bound_relationships_give_their_ends() {
    let mut world = World::new(&["CREATE (:N {i: 1})-[:R]->(:N {i: 2})-[:R]->(:N {i: 3})"]);
    let one = "MATCH ()-[r:R]->({i: 2}) WITH r MATCH (a)-[r]-(b) RETURN a.i, b.i ORDER BY a.i";
    assert_eq!(world.numbers(one), [[1, 2], [2, 1]]);
    let list = "MATCH ()-[r]->()-[s]->() WITH [r, s] AS rs MATCH (a)-[rs*]-(b) RETURN a.i, b.i";
    assert_eq!(world.numbers(list), [[1, 3]]);
    let back = "MATCH ()-[r]->()-[s]->() WITH [s, r] AS rs MATCH (a)<-[rs*]-(b) RETURN a.i, b.i";
    assert_eq!(world.numbers(back), [[3, 1]]);
    let apart = "MATCH ()-[r]->()-[s]->() WITH [s, r] AS rs MATCH (a)-[rs*]->(b) RETURN a.i, b.i";
    assert_eq!(world.numbers(apart), Vec::<Vec<i64>>::new());
}
