//! Arithmetic, comparison, text and membership; what stays constant and what is typed.

use super::build::*;
use crate::executor::chunk::Vector;
use crate::semantics::expression::ExpressionKind as Kind;
use crate::syntax::ast::BinaryOperator as Binary;
use crate::syntax::ast::ComparisonOperator::{Equal, Less, LessOrEqual, NotEqual};
use crate::value::{NodeId, Type, Value};

#[test]
fn results_are_typed() {
    let numbers = chunk(
        2,
        [Vector::Integers(vec![1, 2]), Vector::Floats(vec![0.5, 1.5])],
    );
    let sum = chain(slot(0), Binary::Add, slot(0));
    assert!(matches!(run(&sum, &numbers).unwrap(), Vector::Integers(items) if items == [2, 4]));
    let mixed = chain(slot(0), Binary::Multiply, slot(1));
    assert!(matches!(run(&mixed, &numbers).unwrap(), Vector::Floats(items) if items == [0.5, 3.0]));
    let less = relation(slot(1), Less, literal(1));
    assert!(
        matches!(run(&less, &numbers).unwrap(), Vector::Booleans(items) if items == [true, false])
    );
    let folded = chain(literal(1), Binary::Add, of(Kind::Parameter("given".into())));
    assert!(matches!(
        run(&folded, &numbers).unwrap(),
        Vector::Constant(Value::Integer(8), 2)
    ));
}

#[test]
fn overflow_and_division_by_zero_are_told_with_their_place() {
    let numbers = chunk(2, [Vector::Integers(vec![1, i64::MAX])]);
    let sum = chain(placed(slot(0), 3, 4), Binary::Add, placed(literal(1), 7, 8));
    let error = run(&sum, &numbers).unwrap_err();
    assert_eq!(error.kind, crate::value::ErrorKind::ArithmeticError);
    assert_eq!(error.span.unwrap().range(), 3..8);
    let quotient = chain(slot(0), Binary::Divide, literal(0));
    assert!(run(&quotient, &numbers).is_err());
    assert!(answer(&of(Kind::Negate(Box::new(literal(i64::MIN))))).starts_with("ArithmeticError"));
}

#[test]
fn a_parameter_not_given_is_missing() {
    assert_eq!(
        answer(&of(Kind::Parameter("other".into()))),
        "ParameterMissing/MissingParameter: the parameter $other was not given"
    );
}

#[test]
fn chains_of_comparisons_hold_where_each_pair_does() {
    let between = of(Kind::Comparison {
        operands: vec![literal(1), slot(0), literal(3)],
        operators: vec![LessOrEqual, Less],
    });
    let input = chunk(3, [Vector::Values(vec![2.into(), 3.into(), Value::Null])]);
    assert_eq!(show(&run(&between, &input).unwrap()), "true false null");
}

#[test]
fn nodes_are_compared_by_identity() {
    let [a, b] = [NodeId(1), NodeId(2)];
    let left = Vector::Nodes(vec![a, a, NodeId::NONE]);
    let right = Vector::Nodes(vec![a, b, b]);
    let input = chunk(3, [left, right]);
    assert_eq!(
        show(&run(&relation(slot(0), Equal, slot(1)), &input).unwrap()),
        "true false null"
    );
    let different = relation(slot(0), NotEqual, literal(Value::Node(a)));
    assert_eq!(show(&run(&different, &input).unwrap()), "false false null");
}

#[test]
fn membership_is_the_same_by_set_and_by_search() {
    let values = vec![3.into(), 3.0.into(), 99.into(), Value::Null, "x".into()];
    let mut column = values.clone();
    column.extend(vec![Value::Null; 20]);
    let long: Vec<Value> = (0..30).map(Value::Integer).collect();
    let is_in = chain(slot(0), Binary::In, literal(Value::list(long)));
    let by_set = run(&is_in, &chunk(25, [Vector::Values(column)])).unwrap();
    let by_search = run(&is_in, &chunk(5, [Vector::Values(values)])).unwrap();
    assert_eq!(show(&by_search), "true true false null false");
    assert!(show(&by_set).starts_with(&show(&by_search)));
    let unknown = chain(literal(1), Binary::In, list([literal(2), null()]));
    assert_eq!(answer(&unknown), "null");
    assert_eq!(answer(&chain(null(), Binary::In, list([]))), "false");
    assert!(answer(&chain(literal(1), Binary::In, literal(1))).starts_with("TypeError"));
}

#[test]
fn text_is_searched() {
    let ask = |operator, right: &str| answer(&chain(literal("walk"), operator, literal(right)));
    assert_eq!(ask(Binary::StartsWith, "wa"), "true");
    assert_eq!(ask(Binary::EndsWith, "wa"), "false");
    assert_eq!(ask(Binary::Contains, "al"), "true");
    assert_eq!(ask(Binary::Matches, "w.*"), "true");
    assert_eq!(ask(Binary::Matches, "wal"), "false");
    assert_eq!(ask(Binary::Matches, "w|walk"), "true");
    assert!(ask(Binary::Matches, "w)(").starts_with("ArgumentError"));
    assert_eq!(
        answer(&chain(literal(1), Binary::Contains, literal("1"))),
        "null"
    );
    assert_eq!(ask(Binary::Concatenate, "ing"), "\"walking\"");
}

#[test]
fn patterns_may_differ_from_row_to_row() {
    let texts = Vector::Values(vec!["ab".into(), "ab".into(), "ab".into()]);
    let patterns = Vector::Values(vec!["a.".into(), "b".into(), Value::Null]);
    let matches = chain(slot(0), Binary::Matches, slot(1));
    assert_eq!(
        show(&run(&matches, &chunk(3, [texts, patterns])).unwrap()),
        "true false null"
    );
}

#[test]
fn types_and_nulls_are_asked_for() {
    let input = chunk(3, [Vector::Values(vec![1.into(), Value::Null, "a".into()])]);
    let is_null = |negated| {
        of(Kind::IsNull {
            operand: Box::new(slot(0)),
            negated,
        })
    };
    assert_eq!(
        show(&run(&is_null(false), &input).unwrap()),
        "false true false"
    );
    assert_eq!(
        show(&run(&is_null(true), &input).unwrap()),
        "true false true"
    );
    let is_integer = of(Kind::IsTyped {
        operand: Box::new(slot(0)),
        negated: false,
        of: Type::Integer,
    });
    assert_eq!(show(&run(&is_integer, &input).unwrap()), "true true false");
}
