//! Expressions as deep as the parser lets them be, on a small stack.

use super::build::*;
use crate::planner::plan::Expression;
use crate::semantics::expression::ExpressionKind as Kind;
use crate::syntax::ast::BinaryOperator::Add;
use crate::syntax::ast::ComparisonOperator::Equal;

const DEPTH: usize = 256;

fn nested(mut innermost: Expression, wrap: impl Fn(Expression) -> Expression) -> Expression {
    for _ in 0..DEPTH {
        innermost = wrap(innermost);
    }
    innermost
}

fn on_a_small_stack(expression: impl FnOnce() -> Expression + Send + 'static) -> String {
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    thread
        .spawn(|| answer(&expression()))
        .unwrap()
        .join()
        .unwrap()
}

#[test]
fn deep_expressions_fit_on_the_stack() {
    let sum = || nested(literal(1), |inner| chain(literal(1), Add, inner));
    assert_eq!(on_a_small_stack(sum), "257");
    let not = || nested(literal(true), |inner| of(Kind::Not(Box::new(inner))));
    assert_eq!(on_a_small_stack(not), "true");
    let and = || {
        nested(literal(true), |inner| {
            of(Kind::And(vec![literal(true), inner]))
        })
    };
    assert_eq!(on_a_small_stack(and), "true");
    let choice = || {
        nested(literal(true), |inner| {
            let test = relation(inner, Equal, literal(true));
            case(
                None,
                vec![(vec![test], literal(true))],
                Some(literal(false)),
            )
        })
    };
    assert_eq!(on_a_small_stack(choice), "true");
    let calls = || nested(literal(-1), |inner| call("abs", [inner]));
    assert_eq!(on_a_small_stack(calls), "1");
}

#[test]
fn deep_loops_fit_on_the_stack() {
    let first = |list| {
        of(Kind::Index {
            base: Box::new(list),
            index: Box::new(literal(0)),
        })
    };
    let comprehensions = move || {
        nested(literal(1), |inner| {
            first(comprehension(0, list([literal(1)]), None, Some(inner)))
        })
    };
    assert_eq!(on_a_small_stack(comprehensions), "1");
    let reductions = || {
        nested(literal(1), |inner| {
            reduction((0, literal(0)), (1, list([literal(1)])), inner)
        })
    };
    assert_eq!(on_a_small_stack(reductions), "1");
}
