//! Three-valued logic, `CASE`, and what is not evaluated.

use super::build::*;
use crate::executor::chunk::Vector;
use crate::executor::evaluate::select;
use crate::graph::Graph;
use crate::planner::plan::Expression;
use crate::semantics::expression::ExpressionKind as Kind;
use crate::syntax::ast::ComparisonOperator::{Equal, Greater, Less};
use crate::value::Value;

fn and(operands: impl IntoIterator<Item = Expression>) -> Expression {
    of(Kind::And(operands.into_iter().collect()))
}

fn or(operands: impl IntoIterator<Item = Expression>) -> Expression {
    of(Kind::Or(operands.into_iter().collect()))
}

fn truths() -> [(Expression, Option<bool>); 3] {
    [
        (literal(true), Some(true)),
        (literal(false), Some(false)),
        (null(), None),
    ]
}

#[test]
fn connectives_are_kleenes() {
    let shown = |truth: Option<bool>| truth.map_or("null".into(), |truth| truth.to_string());
    for (a, x) in truths() {
        for (b, y) in truths() {
            let both = [a.clone(), b.clone()];
            let conjunction = match (x, y) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            };
            let disjunction = match (x, y) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            };
            assert_eq!(answer(&and(both.clone())), shown(conjunction));
            assert_eq!(answer(&or(both.clone())), shown(disjunction));
            let different = x.zip(y).map(|(x, y)| x != y);
            assert_eq!(answer(&of(Kind::Xor(both.into()))), shown(different));
        }
        assert_eq!(answer(&of(Kind::Not(Box::new(a)))), shown(x.map(|x| !x)));
    }
}

#[test]
fn a_decided_row_is_not_asked_further() {
    let risky = relation(
        chain(
            literal(6),
            crate::syntax::ast::BinaryOperator::Divide,
            slot(0),
        ),
        Greater,
        literal(2),
    );
    let input = chunk(3, [Vector::Integers(vec![0, 2, 6])]);
    let guarded = and([relation(slot(0), Greater, literal(0)), risky.clone()]);
    assert_eq!(show(&run(&guarded, &input).unwrap()), "false true false");
    let guarded = or([relation(slot(0), Equal, literal(0)), risky.clone()]);
    assert_eq!(show(&run(&guarded, &input).unwrap()), "true true false");
    assert!(run(&risky, &input).is_err());
    assert_eq!(answer(&and([literal(false), failing()])), "false");
    assert_eq!(answer(&and([null(), literal(false)])), "false");
}

#[test]
fn an_operand_that_is_no_truth_is_named_with_its_place() {
    let wrong = and([literal(true), placed(literal(1), 9, 10)]);
    let error = run(&wrong, &chunk(1, [])).unwrap_err();
    assert_eq!(error.detail, "InvalidArgumentType");
    assert_eq!(error.message, "expected a boolean, found INTEGER");
    assert_eq!(error.span.unwrap().range(), 9..10);
    assert_eq!(
        answer(&of(Kind::Not(Box::new(literal("yes"))))),
        "TypeError/InvalidArgumentType: expected a boolean, found STRING"
    );
}

#[test]
fn select_asks_later_predicates_about_survivors() {
    let ten = chain(
        literal(10),
        crate::syntax::ast::BinaryOperator::Divide,
        slot(0),
    );
    let predicates = [
        relation(slot(0), Greater, literal(0)),
        relation(ten, Greater, literal(3)),
    ];
    let input = chunk(4, [Vector::Integers(vec![0, 3, 2, 5])]);
    let rows = within(&mut Graph::new(), |context| {
        select(&predicates, &input, context)
    });
    assert_eq!(rows.unwrap(), [2]);
    let none = within(&mut Graph::new(), |context| {
        select(&[null()], &input, context)
    });
    assert!(none.unwrap().is_empty());
    let all = within(&mut Graph::new(), |context| select(&[], &input, context));
    assert_eq!(all.unwrap(), [0, 1, 2, 3]);
}

#[test]
fn case_takes_the_first_true_test() {
    let sign = case(
        None,
        vec![
            (vec![relation(slot(0), Less, literal(0))], literal("minus")),
            (
                vec![relation(slot(0), Greater, literal(0))],
                literal("plus"),
            ),
        ],
        Some(literal("zero")),
    );
    let input = chunk(
        4,
        [Vector::Values(vec![
            (-4).into(),
            0.into(),
            9.into(),
            Value::Null,
        ])],
    );
    assert_eq!(
        show(&run(&sign, &input).unwrap()),
        r#""minus" "zero" "plus" "zero""#
    );
}

#[test]
fn case_with_a_subject_never_matches_null() {
    let named = case(
        Some(slot(0)),
        vec![
            (vec![null(), literal(1), literal(2)], literal("few")),
            (vec![literal(3)], slot(0)),
        ],
        None,
    );
    let input = chunk(
        5,
        [Vector::Values(vec![
            Value::Null,
            1.into(),
            2.0.into(),
            3.into(),
            4.into(),
        ])],
    );
    assert_eq!(
        show(&run(&named, &input).unwrap()),
        r#"null "few" "few" 3 null"#
    );
}

#[test]
fn branches_not_taken_are_not_evaluated() {
    let taken = case(
        None,
        vec![
            (vec![literal(true)], slot(0)),
            (vec![failing()], literal(2)),
        ],
        Some(failing()),
    );
    let input = chunk(2, [Vector::Integers(vec![1, 2])]);
    assert!(matches!(run(&taken, &input).unwrap(), Vector::Integers(_)));
    let first = call("coalesce", [slot(0), failing()]);
    assert_eq!(show(&run(&first, &input).unwrap()), "1 2");
    let second = call("coalesce", [slot(0), literal(5)]);
    let input = chunk(2, [Vector::Values(vec![Value::Null, 2.into()])]);
    assert_eq!(show(&run(&second, &input).unwrap()), "5 2");
}

#[test]
fn over_no_rows_nothing_is_evaluated() {
    assert_eq!(run(&failing(), &chunk(0, [])).unwrap().len(), 0);
}
