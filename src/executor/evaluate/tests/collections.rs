//! Lists, maps, indexes, slices, comprehensions and quantifiers.

use super::build::*;
use crate::executor::chunk::Vector;
use crate::planner::plan::Expression;
use crate::semantics::expression::{ExpressionKind as Kind, MapProjectionItem};
use crate::syntax::ast::BinaryOperator::{Add, Multiply};
use crate::syntax::ast::ComparisonOperator::{Equal, Greater, Less};
use crate::syntax::ast::Quantifier;
use crate::value::{Map, Value};

fn numbers(items: impl IntoIterator<Item = i64>) -> Expression {
    list(items.into_iter().map(literal))
}

fn index(base: Expression, at: Expression) -> Expression {
    of(Kind::Index {
        base: Box::new(base),
        index: Box::new(at),
    })
}

fn slice(base: Expression, from: Option<Expression>, to: Option<Expression>) -> Expression {
    of(Kind::Slice {
        base: Box::new(base),
        from: from.map(Box::new),
        to: to.map(Box::new),
    })
}

fn entry() -> Value {
    Value::map(Map::from_iter([("a".into(), Value::Integer(1))]))
}

#[test]
fn indexes_count_from_either_end() {
    assert_eq!(answer(&index(numbers([4, 5, 6]), literal(0))), "4");
    assert_eq!(answer(&index(numbers([4, 5, 6]), literal(-1))), "6");
    assert_eq!(answer(&index(numbers([4, 5, 6]), literal(3))), "null");
    assert_eq!(answer(&index(literal(entry()), literal("a"))), "1");
    assert_eq!(answer(&index(null(), literal("a"))), "null");
    assert!(answer(&index(literal(entry()), literal(0))).contains("MapElementAccessByNonString"));
    assert!(
        answer(&index(literal("text"), literal(0))).starts_with("TypeError/InvalidArgumentType")
    );
}

#[test]
fn slices_stop_at_the_ends() {
    let five = || numbers(1..=5);
    assert_eq!(
        answer(&slice(five(), Some(literal(1)), Some(literal(3)))),
        "[2, 3]"
    );
    assert_eq!(answer(&slice(five(), None, Some(literal(-3)))), "[1, 2]");
    assert_eq!(answer(&slice(five(), Some(literal(-2)), None)), "[4, 5]");
    assert_eq!(
        answer(&slice(five(), Some(literal(3)), Some(literal(1)))),
        "[]"
    );
    assert_eq!(answer(&slice(five(), Some(null()), None)), "null");
}

#[test]
fn maps_are_projected() {
    let item = MapProjectionItem::Entry("b".into(), slot(1));
    let items = vec![
        MapProjectionItem::All,
        MapProjectionItem::Property("none".into()),
        item,
    ];
    let projected = of(Kind::MapProjection {
        base: Box::new(slot(0)),
        items,
    });
    let bases = Vector::Values(vec![entry(), Value::Null]);
    let input = chunk(2, [bases, Vector::Integers(vec![7, 8])]);
    let b = run(&property(projected.clone(), "b"), &input).unwrap();
    assert_eq!(show(&b), "7 null");
    assert_eq!(
        show(&run(&property(projected, "a"), &input).unwrap()),
        "1 null"
    );
}

#[test]
fn comprehensions_regroup_items_by_row() {
    let lists = Vector::Values(vec![
        Value::list([1.into(), 2.into(), 3.into()]),
        Value::Null,
        Value::list([]),
        Value::list([5.into()]),
    ]);
    let input = chunk(4, [lists, Vector::Integers(vec![10, 20, 30, 40])]);
    let made = comprehension(
        2,
        slot(0),
        Some(relation(slot(2), Greater, literal(1))),
        Some(chain(slot(2), Multiply, slot(1))),
    );
    assert_eq!(show(&run(&made, &input).unwrap()), "[20, 30] null [] [200]");
    let filtered = comprehension(2, slot(0), Some(relation(slot(2), Less, literal(3))), None);
    assert_eq!(show(&run(&filtered, &input).unwrap()), "[1, 2] null [] []");
}

#[test]
fn a_comprehension_may_stand_in_another() {
    let inner = comprehension(
        3,
        slot(2),
        None,
        Some(chain(
            chain(slot(3), Add, slot(0)),
            Add,
            call("size", [slot(2)]),
        )),
    );
    let outer = comprehension(2, slot(1), None, Some(inner));
    let lists = Value::list([Value::list([1.into()]), Value::list([2.into(), 3.into()])]);
    let input = chunk(
        2,
        [Vector::Integers(vec![10, 20]), Vector::Constant(lists, 2)],
    );
    assert_eq!(
        show(&run(&outer, &input).unwrap()),
        "[[12], [14, 15]] [[22], [24, 25]]"
    );
}

#[test]
fn lists_longer_than_a_batch_keep_their_order() {
    let long = Value::list((0..10_000).map(Value::Integer).collect::<Vec<_>>());
    let short = Value::list([1.into()]);
    let input = chunk(3, [Vector::Values(vec![short.clone(), long, short])]);
    let doubled = comprehension(1, slot(0), None, Some(chain(slot(1), Add, slot(1))));
    let lists = run(&doubled, &input).unwrap().into_values();
    assert_eq!(lists[0].as_list().unwrap().len(), 1);
    assert_eq!(lists[2].as_list().unwrap()[0].as_integer(), Some(2));
    let items = lists[1].as_list().unwrap();
    assert!((0..10_000).all(|at| items[at].as_integer() == Some(2 * at as i64)));
}

#[test]
fn what_is_no_list_has_no_items() {
    let items = comprehension(1, placed(literal(1), 4, 5), None, None);
    let error = run(&items, &chunk(1, [])).unwrap_err();
    assert_eq!(error.message, "expected a list, found INTEGER");
    assert_eq!(error.span.unwrap().range(), 4..5);
}

/// Expected: all, any, none, single.
#[test]
fn quantifiers_are_three_valued() {
    use Quantifier::{All, Any, None, Single};
    let cases: [(Vec<Value>, [&str; 4]); 8] = [
        (vec![], ["true", "false", "true", "false"]),
        (vec![2.into()], ["true", "true", "false", "true"]),
        (vec![1.into()], ["false", "false", "true", "false"]),
        (vec![Value::Null], ["null", "null", "null", "null"]),
        (
            vec![2.into(), Value::Null],
            ["null", "true", "false", "null"],
        ),
        (
            vec![1.into(), Value::Null],
            ["false", "null", "null", "null"],
        ),
        (
            vec![2.into(), 2.into(), Value::Null],
            ["null", "true", "false", "false"],
        ),
        (vec![2.into(), 1.into()], ["false", "true", "false", "true"]),
    ];
    for (items, expected) in cases {
        for (quantifier, expected) in [All, Any, None, Single].into_iter().zip(expected) {
            let holds = relation(slot(0), Equal, literal(2));
            let asked = quantified(quantifier, 0, literal(Value::list(items.clone())), holds);
            assert_eq!(answer(&asked), expected, "{quantifier:?} of {items:?}");
        }
    }
    assert_eq!(answer(&quantified(All, 0, null(), literal(true))), "null");
}
