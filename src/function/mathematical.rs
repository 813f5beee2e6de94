//! Numbers. What has no answer in the reals gives NaN or an infinity (IEEE 754), as Neo4j does.

use super::argument::{any, real, wrong};
use super::round::round;
use super::table::scalar;
use super::{Call, Function, Outcome};
use crate::value::arithmetic::{modulo, power};
use crate::value::{Type, Value, ValueError};

pub(super) fn functions() -> Vec<Function> {
    use Type::{Boolean, Float, Integer, Number, String};
    let ceil = of(
        "ceil",
        "The least whole number that is not less.",
        |_, a| each(a, f64::ceil),
    );
    vec![
        scalar(
            "abs",
            [("input", Number)],
            Number,
            "The number without its sign.",
            abs,
        ),
        ceil.renamed("ceiling"),
        ceil,
        of(
            "floor",
            "The greatest whole number that is not greater.",
            |_, a| each(a, f64::floor),
        ),
        scalar(
            "round",
            [("value", Float), ("precision?", Integer), ("mode?", String)],
            Float,
            "The nearest number with that many decimals, ties broken as the mode says: UP, DOWN, CEILING, FLOOR, \
             HALF_UP, HALF_DOWN or HALF_EVEN.",
            round,
        ),
        scalar(
            "mod",
            [("dividend", Number), ("divisor", Number)],
            Number,
            "The remainder of a division, with the dividend's sign: `dividend % divisor`.",
            |_, a| modulo(any(a, 0), any(a, 1)),
        ),
        scalar(
            "power",
            [("base", Number), ("exponent", Number)],
            Float,
            "The base to the power of the exponent: `base ^ exponent`.",
            |_, a| power(any(a, 0), any(a, 1)),
        ),
        scalar(
            "sign",
            [("input", Number)],
            Integer,
            "-1, 0 or 1 as the number is negative, zero or positive.",
            sign,
        ),
        scalar(
            "isNaN",
            [("input", Float)],
            Boolean,
            "Whether the number is NaN.",
            |_, a| Ok(real(a, 0)?.is_nan().into()),
        ),
        scalar(
            "rand",
            [],
            Float,
            "A random number from 0 to 1, 1 excluded.",
            |call, _| Ok(call.random.unit().into()),
        )
        .draws_lots(),
    ]
}

/// A function from a number to a double.
pub(super) fn of(
    name: &'static str,
    documentation: &'static str,
    body: fn(&Call<'_>, &[Value]) -> Outcome,
) -> Function {
    scalar(
        name,
        [("input", Type::Float)],
        Type::Float,
        documentation,
        body,
    )
}

/// A function of doubles applied to the first argument.
pub(super) fn each(arguments: &[Value], change: fn(f64) -> f64) -> Outcome {
    Ok(Value::Float(change(real(arguments, 0)?)))
}

fn abs(_: &Call<'_>, arguments: &[Value]) -> Outcome {
    match any(arguments, 0) {
        Value::Integer(number) => number
            .checked_abs()
            .map(Value::Integer)
            .ok_or_else(overflow),
        _ => each(arguments, f64::abs),
    }
}

fn overflow() -> ValueError {
    ValueError::arithmetic(
        "IntegerOverflow",
        "the absolute value of the least integer is no 64-bit integer",
    )
}

fn sign(_: &Call<'_>, arguments: &[Value]) -> Outcome {
    match any(arguments, 0) {
        Value::Integer(number) => Ok(Value::Integer(number.signum())),
        Value::Float(number) => Ok(Value::Integer(
            i64::from(*number > 0.0) - i64::from(*number < 0.0),
        )),
        other => wrong("a number", other),
    }
}
