//! Angles, in radians.

use super::Function;
use super::argument::real;
use super::mathematical::{each, of};
use super::table::scalar;
use crate::value::{Type, Value};

pub(super) fn functions() -> Vec<Function> {
    use Type::Float;
    vec![
        scalar(
            "pi",
            [],
            Float,
            "The ratio of a circle's circumference to its diameter.",
            |_, _| Ok(Value::Float(std::f64::consts::PI)),
        ),
        of("sin", "The sine of an angle.", |_, a| each(a, f64::sin)),
        of("cos", "The cosine of an angle.", |_, a| each(a, f64::cos)),
        of("tan", "The tangent of an angle.", |_, a| each(a, f64::tan)),
        of("cot", "The cotangent of an angle.", |_, a| {
            each(a, |x| 1.0 / x.tan())
        }),
        of("asin", "The angle whose sine is given.", |_, a| {
            each(a, f64::asin)
        }),
        of("acos", "The angle whose cosine is given.", |_, a| {
            each(a, f64::acos)
        }),
        of("atan", "The angle whose tangent is given.", |_, a| {
            each(a, f64::atan)
        }),
        scalar(
            "atan2",
            [("y", Float), ("x", Float)],
            Float,
            "The angle of the point (x, y) from the x axis.",
            |_, a| Ok(Value::Float(real(a, 0)?.atan2(real(a, 1)?))),
        ),
        of("sinh", "The hyperbolic sine.", |_, a| each(a, f64::sinh)),
        of("cosh", "The hyperbolic cosine.", |_, a| each(a, f64::cosh)),
        of("tanh", "The hyperbolic tangent.", |_, a| each(a, f64::tanh)),
        of("coth", "The hyperbolic cotangent.", |_, a| {
            each(a, |x| if x == 0.0 { f64::NAN } else { 1.0 / x.tanh() })
        }),
        of("degrees", "The angle in degrees.", |_, a| {
            each(a, f64::to_degrees)
        }),
        of(
            "radians",
            "The angle, given in degrees, in radians.",
            |_, a| each(a, f64::to_radians),
        ),
        of("haversin", "Half the versed sine of an angle.", |_, a| {
            each(a, |x| (x / 2.0).sin().powi(2))
        }),
    ]
}
