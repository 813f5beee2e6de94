//! Powers of e, logarithms and the square root.

use super::Function;
use super::mathematical::{each, of};
use super::table::scalar;
use crate::value::{Type, Value};

pub(super) fn functions() -> Vec<Function> {
    let log = of("log", "The natural logarithm.", |_, a| each(a, f64::ln));
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
        log.renamed("ln"),
        log,
        of("log10", "The logarithm to base 10.", |_, a| {
            each(a, f64::log10)
        }),
        of("sqrt", "The square root.", |_, a| each(a, f64::sqrt)),
    ]
}
