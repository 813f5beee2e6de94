//! Powers of e, logarithms and the square root.

use super::Function;
use super::argument::real;
use super::mathematical::{each, of};
use super::table::scalar;
use crate::value::{Type, Value};

pub(super) fn functions() -> Vec<Function> {
    vec![
        scalar(
            "e",
            [],
            Type::Float,
            "The base of the natural logarithm.",
            |_, _| Ok(Value::Float(std::f64::consts::E)),
        ),
        of("exp", "e to the power of a number.", |_, a| {
            each(a, f64::exp)
        }),
        of("ln", "The natural logarithm.", |_, a| each(a, f64::ln)),
        scalar(
            "log",
            [("number", Type::Float), ("of?", Type::Float)],
            Type::Float,
            "The natural logarithm of a number, or the logarithm to the base number: log(2, 8) = 3.",
            |_, a| match a {
                [_] => each(a, f64::ln),
                _ => Ok(Value::Float(logarithm(real(a, 0)?, real(a, 1)?))),
            },
        ),
        of("log10", "The logarithm to base 10.", |_, a| {
            each(a, f64::log10)
        }),
        of("sqrt", "The square root.", |_, a| each(a, f64::sqrt)),
    ]
}

/// Exact where the base has a logarithm of its own.
fn logarithm(base: f64, of: f64) -> f64 {
    match base {
        2.0 => of.log2(),
        10.0 => of.log10(),
        base => of.ln() / base.ln(),
    }
}
