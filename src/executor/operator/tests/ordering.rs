//! Sort, top, skip, limit.

use super::world::{Lots, World};
use crate::value::ErrorKind;

#[test]
fn top_gives_what_sort_gives() {
    let mut world = World::new(&[]);
    let mut lots = Lots(5);
    let rows: Vec<String> = (0..3000)
        .map(|at| format!("[{}, {}, {at}]", lots.below(40), lots.below(3)))
        .collect();
    let rows = rows.join(", ");
    for (order, limit) in [
        ("k", 10),
        ("k DESC, l", 100),
        ("l, k DESC", 2999),
        ("l DESC", 0),
        ("k", 9999),
    ] {
        let text = format!(
            "UNWIND [{rows}] AS r UNWIND [1, 2] AS twice WITH r[0] AS k, r[1] AS l, r[2] AS at \
             RETURN at ORDER BY {order} LIMIT {limit}"
        );
        world.rewrites = crate::planner::Rewrites::all();
        let top = world.column(&text);
        world.rewrites = world.rewrites.clone().without("top");
        assert_eq!(top, world.column(&text), "{order} {limit}");
        assert_eq!(top.len(), limit.min(6000));
    }
}

#[test]
fn equal_rows_stay_in_order() {
    let mut world = World::new(&[]);
    let text = "UNWIND range(0, 4999) AS i RETURN i ORDER BY i % 2 LIMIT 2600";
    let expected: Vec<i64> = (0..2500)
        .map(|i| 2 * i)
        .chain((0..100).map(|i| 2 * i + 1))
        .collect();
    assert_eq!(world.column(text), expected);
}

#[test]
fn nulls_come_last_unless_said_otherwise() {
    let mut world = World::new(&[]);
    let list = "UNWIND [2, null, 1] AS x RETURN x ORDER BY x";
    assert_eq!(world.column(list), [1, 2, -1]);
    assert_eq!(world.column(&format!("{list} DESC")), [-1, 2, 1]);
}

#[test]
fn a_number_of_rows_must_be_one() {
    let mut world = World::new(&[]);
    let negative = world.error("UNWIND [1] AS x RETURN x LIMIT toInteger(-1 * abs(1))");
    assert_eq!(
        (negative.kind, negative.detail),
        (ErrorKind::SyntaxError, "NegativeIntegerArgument")
    );
    let float = world.error("UNWIND [1] AS x RETURN x SKIP abs(1.5)");
    assert_eq!(
        (float.kind, float.detail),
        (ErrorKind::SyntaxError, "InvalidArgumentType")
    );
}

#[test]
fn a_limit_asks_for_no_more_than_it_needs() {
    let mut world = World::new(&["UNWIND range(1, 20000) AS i CREATE (:N {i: i})"]);
    world.rows("MATCH (n:N) WHERE n.i > 0 RETURN n.i LIMIT 1");
    let most = world.profile.iter().map(|it| it.rows).max();
    assert!(most <= Some(2048), "{:?}", world.profile);
    world.rows("MATCH (n:N) RETURN EXISTS { MATCH (m:N) WHERE m.i > n.i } LIMIT 1");
}
