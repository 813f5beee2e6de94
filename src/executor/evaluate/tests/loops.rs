//! `reduce`, and loops that must not run away.

use std::sync::atomic::Ordering;

use super::build::*;
use crate::executor::chunk::Vector;
use crate::executor::evaluate::evaluate;
use crate::graph::Graph;
use crate::syntax::ast::BinaryOperator::{Add, Multiply};
use crate::value::Value;

#[test]
fn rows_whose_lists_end_early_keep_what_they_have() {
    let lists = Vector::Values(vec![
        Value::list([1.into(), 2.into(), 3.into()]),
        Value::list([]),
        Value::Null,
        Value::list([4.into()]),
    ]);
    let input = chunk(4, [lists, Vector::Integers(vec![1, 10, 100, 1000])]);
    let weighted = chain(slot(2), Add, chain(slot(3), Multiply, slot(1)));
    let sum = reduction((2, chain(slot(1), Add, literal(0))), (3, slot(0)), weighted);
    assert_eq!(show(&run(&sum, &input).unwrap()), "7 10 null 5000");
}

#[test]
fn an_accumulator_may_change_its_type() {
    let step = chain(slot(0), Add, slot(1));
    let items = list([literal(1), literal(0.5), literal("x")]);
    assert_eq!(
        answer(&reduction((0, literal(0)), (1, items), step)),
        "\"1.5x\""
    );
}

#[test]
fn a_value_cannot_grow_without_end() {
    let thousand = || call("range", [literal(1), literal(1000)]);
    let nested = reduction((0, literal(0)), (1, thousand()), list([slot(0)]));
    assert!(answer(&nested).starts_with("ResourceLimit"));
    let doubled = reduction((0, literal(0)), (1, thousand()), list([slot(0), slot(0)]));
    assert!(answer(&doubled).starts_with("ResourceLimit"));
    let grown = reduction(
        (0, literal("ab")),
        (1, thousand()),
        chain(slot(0), Add, slot(0)),
    );
    assert!(answer(&grown).starts_with("ResourceLimit"));
}

#[test]
fn loops_can_be_interrupted() {
    let items = || call("range", [literal(1), literal(5)]);
    let sum = reduction((0, literal(0)), (1, items()), chain(slot(0), Add, slot(1)));
    let copy = comprehension(1, items(), None, None);
    for expression in [sum, copy] {
        let outcome = within(&mut Graph::new(), |context| {
            context.limits.cancelled.store(true, Ordering::Relaxed);
            evaluate(&expression, &chunk(1, []), context)
        });
        assert_eq!(outcome.unwrap_err().detail, "Interrupted");
    }
}

#[test]
fn what_draws_lots_does_so_for_each_row() {
    let drawn = comprehension(0, list([literal(1)]), None, Some(call("rand", [])));
    let values = run(&drawn, &chunk(2, [])).unwrap();
    assert_ne!(
        format!("{:?}", values.get(0)),
        format!("{:?}", values.get(1))
    );
}
