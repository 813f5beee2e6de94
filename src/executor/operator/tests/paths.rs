//! Variable length and shortest paths, against trying everything.

use std::collections::HashMap;

use super::world::{World, random_graph};

/// The number of trails from one node to another by length, up to `most`.
fn trails(pairs: &[(i64, i64)], from: i64, to: i64, most: usize) -> HashMap<usize, i64> {
    fn go(
        pairs: &[(i64, i64)],
        (at, to): (i64, i64),
        taken: &mut Vec<usize>,
        most: usize,
        found: &mut HashMap<usize, i64>,
    ) {
        if at == to {
            *found.entry(taken.len()).or_default() += 1;
        }
        if taken.len() == most {
            return;
        }
        for (number, pair) in pairs.iter().enumerate() {
            if pair.0 == at && !taken.contains(&number) {
                taken.push(number);
                go(pairs, (pair.1, to), taken, most, found);
                taken.pop();
            }
        }
    }
    let mut found = HashMap::new();
    go(pairs, (from, to), &mut Vec::new(), most, &mut found);
    found
}

#[test]
fn trails_are_those_there_are() {
    for seed in 10..14 {
        let (mut world, pairs) = random_graph(5, 9, seed);
        for (min, max) in [(0, 2), (1, 3), (2, 9), (0, 0)] {
            for to in 0..5 {
                let expected: i64 = trails(&pairs, 0, to, max)
                    .iter()
                    .filter(|(length, _)| **length >= min)
                    .map(|(_, count)| count)
                    .sum();
                let ends = format!("({{i: 0}})-[r*{min}..{max}]->({{i: {to}}})");
                assert_eq!(
                    world.one(&format!("MATCH {ends} RETURN count(*)")),
                    expected,
                    "{ends}"
                );
                let into =
                    format!("MATCH (a {{i: 0}}), (b {{i: {to}}}) MATCH (a)-[r*{min}..{max}]->(b)");
                assert_eq!(
                    world.one(&format!("{into} RETURN count(r)")),
                    expected,
                    "{into}"
                );
                let path = format!("MATCH p = {ends} RETURN coalesce(sum(length(p)), 0)");
                let steps = format!("MATCH {ends} RETURN coalesce(sum(size(r)), 0)");
                assert_eq!(world.one(&path), world.one(&steps), "{ends}");
            }
        }
    }
}

#[test]
fn shortest_paths_are_the_shortest_trails() {
    for seed in 20..26 {
        let (mut world, pairs) = random_graph(7, 12, seed);
        for to in 1..7 {
            let found = trails(&pairs, 0, to, 7);
            let best = found.iter().min_by_key(|(length, _)| **length);
            let expected = best.map(|(length, count)| (*length as i64, *count));
            let ends = format!("MATCH (a {{i: 0}}), (b {{i: {to}}})");
            let one = format!("{ends} MATCH p = shortestPath((a)-[*]->(b)) RETURN length(p)");
            assert_eq!(
                world.column(&one).first().copied(),
                expected.map(|it| it.0),
                "{one}"
            );
            let back = format!("{ends} MATCH p = shortestPath((b)<-[*]-(a)) RETURN length(p)");
            assert_eq!(world.column(&back), world.column(&one), "{back}");
            let all =
                format!("{ends} MATCH p = allShortestPaths((a)-[*]->(b)) RETURN count(DISTINCT p)");
            assert_eq!(world.one(&all), expected.map_or(0, |it| it.1), "{all}");
            let odd = "WHERE length(p) % 2 = 1 RETURN length(p)";
            let odd = format!("{ends} MATCH p = shortestPath((a)-[*..7]->(b)) {odd}");
            let odd_ones = found.keys().filter(|length| **length % 2 == 1);
            assert_eq!(
                world.column(&odd).first().copied(),
                odd_ones.min().map(|it| *it as i64),
                "{odd}"
            );
        }
    }
}

#[test]
fn each_relationship_must_pass() {
    let mut world = World::new(&[
        "CREATE (a:A)-[:R {w: 1}]->(m)-[:R {w: 9}]->(b:B), (a)-[:R {w: 2}]->(x)-[:R {w: 2}]->(y)-[:R {w: 2}]->(b)",
    ]);
    let all = "MATCH p = (:A)-[r*]->(:B) WHERE all(x IN r WHERE x.w < 5) RETURN length(p)";
    assert_eq!(world.column(all), [3]);
    let same = "MATCH p = (:A)-[*1..5 {w: 2}]->(:B) RETURN length(p)";
    assert_eq!(world.column(same), [3]);
    let ends = "MATCH (a:A), (b:B)";
    let light = format!("{ends} MATCH p = shortestPath((a)-[r* {{w: 2}}]->(b)) RETURN length(p)");
    assert_eq!(world.column(&light), [3]);
    let avoiding = "WHERE none(x IN relationships(p) WHERE x.w = 9) RETURN length(p)";
    let avoiding = format!("{ends} MATCH p = shortestPath((a)-[*]->(b)) {avoiding}");
    assert_eq!(world.column(&avoiding), [3]);
    let nowhere =
        format!("{ends} MATCH p = shortestPath((a)-[*]->(b)) WHERE length(p) > 3 RETURN length(p)");
    assert_eq!(world.column(&nowhere), Vec::<i64>::new());
}

#[test]
fn a_path_to_itself_has_no_length() {
    let mut world = World::new(&["CREATE (a:A)-[:R]->(b)-[:R]->(a)"]);
    let zero = "MATCH (a:A) MATCH p = shortestPath((a)-[*0..]->(a)) RETURN length(p)";
    assert_eq!(world.column(zero), [0]);
    let one = "MATCH (a:A), (b:A) MATCH p = shortestPath((a)-[*]->(b)) RETURN length(p)";
    assert_eq!(world.column(one), Vec::<i64>::new());
}

#[test]
fn long_paths_do_not_recurse() {
    let mut world = World::new(&[
        "UNWIND range(0, 20000) AS i CREATE (:N {i: i})",
        "MATCH (n:N) WITH n ORDER BY n.i WITH collect(n) AS ns UNWIND range(0, 19999) AS i WITH ns[i] AS a, ns[i + 1] AS b \
         CREATE (a)-[:NEXT]->(b)",
    ]);
    let far = "MATCH (a:N {i: 0}), (b:N {i: 20000}) MATCH p = shortestPath((a)-[*]->(b)) RETURN length(p)";
    assert_eq!(world.column(far), [20_000]);
    assert_eq!(
        world.one("MATCH (:N {i: 15000})-[*]->(n) RETURN count(n)"),
        5000
    );
}
