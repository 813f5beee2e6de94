//! A stable sort that can be stopped: runs are sorted one by one and merged, and between them it is asked whether to go on.

use std::cmp::Ordering;

use crate::executor::RunError;
use crate::executor::context::Context;

/// So many rows are sorted or merged between two looks at whether the statement has to stop.
const RUN: usize = 1 << 16;

/// Puts row numbers in order; those that are alike stay as they are.
pub(super) fn in_order(
    mut rows: Vec<u32>,
    by: impl Fn(&u32, &u32) -> Ordering,
    context: &Context<'_>,
) -> Result<Vec<u32>, RunError> {
    for run in rows.chunks_mut(RUN) {
        context.check()?;
        run.sort_by(&by);
    }
    let (mut width, mut merged) = (RUN, Vec::new());
    while width < rows.len() {
        merged.reserve_exact(rows.len());
        for pair in rows.chunks(2 * width) {
            let (left, right) = pair.split_at(width.min(pair.len()));
            merge((left, right), &mut merged, &by, context)?;
        }
        std::mem::swap(&mut rows, &mut merged);
        merged.clear();
        width *= 2;
    }
    Ok(rows)
}

/// Merges two runs.
fn merge(
    (mut left, mut right): (&[u32], &[u32]),
    merged: &mut Vec<u32>,
    by: impl Fn(&u32, &u32) -> Ordering,
    context: &Context<'_>,
) -> Result<(), RunError> {
    while let ([first, ..], [other, ..]) = (left, right) {
        if merged.len().is_multiple_of(RUN) {
            context.check()?;
        }
        let next = match by(first, other).is_le() {
            true => &mut left,
            false => &mut right,
        };
        merged.push(next[0]);
        *next = &next[1..];
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
    Ok(())
}
