//! Points in space and on the Earth.

use super::argument::{any, wrong};
use super::table::{one_of, scalar};
use super::{Call, Function, Outcome};
use crate::value::{Point, Type, Value, ValueError};

pub(super) fn functions() -> Vec<Function> {
    vec![
        scalar(
            "point",
            [("input", one_of([Type::Map, Type::Point]))],
            Type::Point,
            "The point with the coordinates x and y, or longitude and latitude, and perhaps z or height.",
            point,
        ),
        scalar(
            "point.distance",
            [("from", Type::Point), ("to", Type::Point)],
            Type::Float,
            "The distance between two points, on the Earth in metres; null where their coordinate systems differ.",
            |_, a| Ok(place(a, 0)?.distance(place(a, 1)?).into()),
        ),
        scalar(
            "point.withinBBox",
            [
                ("point", Type::Point),
                ("lowerLeft", Type::Point),
                ("upperRight", Type::Point),
            ],
            Type::Boolean,
            "Whether a point lies in the box between two corners; null where the coordinate systems differ.",
            |_, a| Ok(place(a, 0)?.within(place(a, 1)?, place(a, 2)?).into()),
        ),
    ]
}

fn point(_: &Call<'_>, arguments: &[Value]) -> Outcome {
    match any(arguments, 0) {
        Value::Map(components) => Ok(Point::from_components(components)?
            .map_or(Value::Null, |point| Value::Point(point.into()))),
        value @ Value::Point(_) => Ok(value.clone()),
        other => wrong("a map of coordinates", other),
    }
}

fn place(arguments: &[Value], at: usize) -> Result<&Point, ValueError> {
    match any(arguments, at) {
        Value::Point(point) => Ok(point),
        other => wrong("a point", other),
    }
}
