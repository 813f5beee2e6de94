//! How alike two vectors are: lists of numbers of the same length.

use super::argument::any;
use super::table::{any_list, scalar};
use super::{Function, Outcome};
use crate::value::{Type, Value, ValueError};

pub(super) fn functions() -> Vec<Function> {
    let of = |name, documentation, body| {
        scalar(
            name,
            [("a", any_list()), ("b", any_list())],
            Type::Float,
            documentation,
            body,
        )
    };
    vec![
        of(
            "vector.similarity.cosine",
            "How alike the directions of two vectors are, from 0 to 1.",
            |_, a| cosine(&vector(a, 0)?, &vector(a, 1)?),
        ),
        of(
            "vector.similarity.euclidean",
            "How close two vectors are, from 0 to 1: 1 / (1 + d²) for the distance d.",
            |_, a| euclidean(&vector(a, 0)?, &vector(a, 1)?),
        ),
    ]
}

fn vector(arguments: &[Value], at: usize) -> Result<Vec<f64>, ValueError> {
    let items = any(arguments, at).as_list().unwrap_or_default();
    let number = |item: &Value| match item {
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) if number.is_finite() => Some(*number),
        _ => None,
    };
    let numbers: Option<Vec<f64>> = items.iter().map(number).collect();
    numbers
        .filter(|numbers| !numbers.is_empty())
        .ok_or_else(|| invalid("a vector is a list of finite numbers, at least one"))
}

fn cosine(left: &[f64], right: &[f64]) -> Outcome {
    let pairs = pairs(left, right)?;
    let dot: f64 = pairs.map(|(a, b)| a * b).sum();
    let norm = |of: &[f64]| of.iter().map(|it| it * it).sum::<f64>().sqrt();
    let norms = norm(left) * norm(right);
    if norms == 0.0 || !norms.is_finite() {
        return Err(invalid(
            "the cosine of a vector needs one whose length is neither 0 nor infinite",
        ));
    }
    Ok(Value::Float(f64::midpoint(
        1.0,
        (dot / norms).clamp(-1.0, 1.0),
    )))
}

fn euclidean(left: &[f64], right: &[f64]) -> Outcome {
    let squares = pairs(left, right)?.map(|(a, b)| (a - b) * (a - b));
    Ok(Value::Float(1.0 / (1.0 + squares.sum::<f64>())))
}

fn pairs<'v>(
    left: &'v [f64],
    right: &'v [f64],
) -> Result<impl Iterator<Item = (f64, f64)> + use<'v>, ValueError> {
    if left.len() != right.len() {
        let message = format!(
            "two vectors are compared that have the same number of dimensions, found {} and {}",
            left.len(),
            right.len()
        );
        return Err(invalid(&message));
    }
    Ok(left.iter().copied().zip(right.iter().copied()))
}

fn invalid(message: &str) -> ValueError {
    ValueError::argument("InvalidArgumentValue", message)
}
