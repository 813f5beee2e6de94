//! Typed columns, columns of values and single rows give the same results, errors included.

use proptest::prelude::*;

use super::build::*;
use crate::executor::chunk::{Chunk, Vector};
use crate::planner::plan::Expression;
use crate::semantics::expression::ExpressionKind as Kind;
use crate::syntax::ast::{BinaryOperator, ComparisonOperator, Quantifier};
use crate::value::Value;

/// What a row holds in slots 0 to 3.
#[derive(Clone, Debug)]
struct Row {
    integer: i64,
    float: f64,
    boolean: bool,
    any: Value,
}

fn integer() -> impl Strategy<Value = i64> {
    prop_oneof![-3..4i64, Just(i64::MAX), Just(1 << 53)]
}

fn float() -> impl Strategy<Value = f64> {
    prop_oneof![
        Just(0.0),
        Just(-1.5),
        Just(2.0),
        Just(f64::NAN),
        Just(f64::INFINITY)
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        integer().prop_map(Value::from),
        float().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        "[ab]{0,2}".prop_map(Value::from),
    ];
    let list = proptest::collection::vec(scalar.clone(), 0..4).prop_map(Value::from);
    prop_oneof![scalar, list]
}

fn row() -> impl Strategy<Value = Row> {
    let parts = (integer(), float(), any::<bool>(), any_value());
    parts.prop_map(|(integer, float, boolean, any)| Row {
        integer,
        float,
        boolean,
        any,
    })
}

fn expression() -> impl Strategy<Value = Expression> {
    let leaf = prop_oneof![
        4 => (0..4u32).prop_map(slot),
        2 => any_value().prop_map(literal),
    ];
    leaf.prop_recursive(4, 40, 3, |inner| {
        prop_oneof![
            3 => (inner.clone(), binary(), inner.clone()).prop_map(|(a, o, b)| chain(a, o, b)),
            3 => (inner.clone(), related(), inner.clone()).prop_map(|(a, o, b)| relation(a, o, b)),
            3 => connected(inner.clone()),
            2 => branched(inner.clone()),
            2 => looped(inner.clone()),
            1 => (inner.clone(), inner.clone()).prop_map(|(a, b)| list([a, b])),
            1 => (inner.clone(), inner.clone()).prop_map(|(a, b)| call("coalesce", [a, b])),
            1 => inner.clone().prop_map(|a| call("toString", [a])),
            1 => (inner.clone(), any::<bool>()).prop_map(|(a, negated)| {
                of(Kind::IsNull { operand: Box::new(a), negated })
            }),
            1 => (inner.clone(), inner).prop_map(|(a, b)| {
                of(Kind::Index { base: Box::new(a), index: Box::new(b) })
            }),
        ]
    })
}

fn binary() -> impl Strategy<Value = BinaryOperator> {
    use BinaryOperator::*;
    proptest::sample::select(vec![
        Add, Subtract, Multiply, Divide, Modulo, Power, In, StartsWith, Contains,
    ])
}

fn related() -> impl Strategy<Value = ComparisonOperator> {
    use ComparisonOperator::*;
    proptest::sample::select(vec![
        Equal,
        NotEqual,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
    ])
}

fn connected(
    inner: impl Strategy<Value = Expression> + Clone,
) -> impl Strategy<Value = Expression> {
    let several = proptest::collection::vec(inner.clone(), 2..4);
    (several, 0..4u8).prop_map(|(mut operands, which)| {
        of(match which {
            0 => Kind::And(operands),
            1 => Kind::Or(operands),
            2 => Kind::Xor(operands),
            _ => Kind::Not(Box::new(operands.remove(0))),
        })
    })
}

fn branched(inner: impl Strategy<Value = Expression> + Clone) -> impl Strategy<Value = Expression> {
    let parts = proptest::collection::vec(inner, 5);
    (parts, any::<bool>()).prop_map(|(parts, with_subject)| {
        let [a, b, c, d, e] = <[Expression; 5]>::try_from(parts).expect("five");
        let branches = vec![(vec![b], c), (vec![d], slot(0))];
        case(with_subject.then_some(a), branches, Some(e))
    })
}

/// Loops over a short list whose variables are slots 5 and 6.
fn looped(inner: impl Strategy<Value = Expression> + Clone) -> impl Strategy<Value = Expression> {
    (inner.clone(), inner.clone(), inner, 0..4u8).prop_map(|(a, b, c, which)| {
        let items = list([a, slot(3), literal(1)]);
        let compared = relation(slot(5), ComparisonOperator::Less, b.clone());
        match which {
            0 => comprehension(5, items, Some(compared), Some(list([slot(5), c]))),
            1 => quantified(Quantifier::Any, 5, items, compared),
            2 => quantified(Quantifier::Single, 5, items, compared),
            _ => reduction((6, b), (5, items), list([slot(5), c])),
        }
    })
}

fn typed(rows: &[Row]) -> Chunk {
    chunk(
        rows.len(),
        [
            Vector::Integers(rows.iter().map(|row| row.integer).collect()),
            Vector::Floats(rows.iter().map(|row| row.float).collect()),
            Vector::Booleans(rows.iter().map(|row| row.boolean).collect()),
            Vector::Values(rows.iter().map(|row| row.any.clone()).collect()),
        ],
    )
}

fn general(rows: &[Row]) -> Chunk {
    let mut chunk = typed(rows);
    for column in chunk.columns.vectors_mut().take(4) {
        *column = Vector::Values(std::mem::take(column).into_values());
    }
    chunk
}

fn constant(row: &Row) -> Chunk {
    let mut chunk = typed(std::slice::from_ref(row));
    for column in chunk.columns.vectors_mut().take(4) {
        *column = Vector::Constant(column.get(0), 3);
    }
    chunk.rows = 3;
    chunk
}

fn results(expression: &Expression, chunk: &Chunk) -> Option<Vec<String>> {
    let vector = run(expression, chunk).ok()?;
    assert_eq!(vector.len(), chunk.rows);
    Some(
        (0..chunk.rows)
            .map(|row| format!("{:?}", vector.get(row)))
            .collect(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn columns_agree_with_rows(
        expression in expression(),
        rows in proptest::collection::vec(row(), 1..6),
    ) {
        let single = rows.iter().map(|row| {
            let results = results(&expression, &constant(row))?;
            assert!(results.windows(2).all(|pair| pair[0] == pair[1]));
            Some(results[0].clone())
        });
        let single = single.collect::<Option<Vec<_>>>();
        prop_assert_eq!(&results(&expression, &typed(&rows)), &single);
        prop_assert_eq!(&results(&expression, &general(&rows)), &single);
    }
}
