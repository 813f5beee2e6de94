//! The keys rows are sorted by.

use std::cmp::Ordering;

use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::planner::plan::SortKey;
use crate::value::Value;
use crate::value::compare::order;

/// The columns of the keys, as evaluated.
pub(super) fn evaluate_keys(
    keys: &[SortKey],
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vec<Vector>, RunError> {
    let keys = keys.iter();
    keys.map(|key| evaluate(&key.expression, chunk, context))
        .collect()
}

/// The order of two rows, each with its columns of keys.
pub(super) fn order_rows(
    keys: &[SortKey],
    (left, at): (&[Vector], usize),
    (right, other): (&[Vector], usize),
) -> Ordering {
    for (key, (left, right)) in keys.iter().zip(left.iter().zip(right)) {
        let ordering = order_key(key, (left, at), (right, other));
        if ordering.is_ne() {
            return ordering;
        }
    }
    Ordering::Equal
}

/// Integers, the most common keys, are compared without making values of them.
fn order_key(
    key: &SortKey,
    (left, at): (&Vector, usize),
    (right, other): (&Vector, usize),
) -> Ordering {
    let ordering = match (left, right) {
        (Vector::Integers(left), Vector::Integers(right)) => left[at].cmp(&right[other]),
        (Vector::Values(left), Vector::Values(right)) => {
            return order_values(key, &left[at], &right[other]);
        }
        _ => return order_values(key, &left.get(at), &right.get(other)),
    };
    directed(key, ordering)
}

fn order_values(key: &SortKey, left: &Value, right: &Value) -> Ordering {
    match (key.nulls_first, left.is_null(), right.is_null()) {
        (Some(first), left, right) if left != right => {
            if left == first {
                Ordering::Less
            } else {
                Ordering::Greater
            }
        }
        _ => directed(key, order(left, right)),
    }
}

fn directed(key: &SortKey, ordering: Ordering) -> Ordering {
    if key.descending {
        ordering.reverse()
    } else {
        ordering
    }
}
