//! The first rows in order.
//!
//! Rows are collected until there are twice as many as wanted, then the first are picked and sorted; from then on rows behind the last
//! one kept are not even collected.

use super::filter::keep;
use super::held::Held;
use super::in_order::in_order;
use super::input::Input;
use super::limit::first;
use super::row_count::row_count;
use super::sort_key::{evaluate_keys, order_rows};
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan::{self, Expression, SortKey};
use crate::semantics::expression::Slot;

/// So many more rows than twice those wanted are collected.
const SPARE: usize = 64;
/// So few rows are picked out of twice as many at once.
const FEW: usize = 1 << 16;

pub(super) struct Top<'p> {
    input: Input<'p>,
    keys: &'p [SortKey],
    limit: &'p Expression,
    live: &'p [Slot],
    /// The rows still to be given.
    rest: Option<std::vec::IntoIter<Chunk>>,
    held: Held,
}

/// The rows kept so far.
#[derive(Default)]
struct Best {
    rows: Chunk,
    keys: Vec<Vector>,
    bytes: usize,
    /// Where there are enough: how many of them are sorted. Later rows have to come before the last of these.
    sorted: Option<usize>,
}

impl<'p> Top<'p> {
    pub(super) fn new(
        input: &'p plan::Operator,
        keys: &'p [SortKey],
        limit: &'p Expression,
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        Self {
            input: Input::new(input, slots),
            keys,
            limit,
            live,
            rest: None,
            held: Held::new("Top"),
        }
    }

    fn collect(&mut self, context: &mut Context<'_>) -> Result<Chunk, RunError> {
        let limit = row_count(self.limit, context)?;
        let enough = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut best = Best::default();
        while let Some(chunk) = self.input.next(context)? {
            let keys = evaluate_keys(self.keys, &chunk, context)?;
            best.bytes += self.take(&mut best, chunk, keys);
            self.held.grow_to(best.bytes, context)?;
            if best.rows.rows > enough.saturating_mul(2).saturating_add(SPARE) {
                best = self.cut(best, limit, context)?;
            }
        }
        if best.rows.rows == 0 {
            return Ok(best.rows);
        }
        Ok(self.cut(best, limit, context)?.rows)
    }

    /// Takes the rows of a chunk that may be among the first. Gives how many bytes these have.
    fn take(&self, best: &mut Best, chunk: Chunk, keys: Vec<Vector>) -> usize {
        let mut rows: Vec<u32> = (0..chunk.rows as u32).collect();
        if let Some(sorted) = best.sorted {
            let Some(last) = sorted.checked_sub(1) else {
                return 0;
            };
            let last = (&*best.keys, last);
            self.retain_by_first(&mut rows, &keys, last);
            rows.retain(|row| order_rows(self.keys, (&keys, *row as usize), last).is_lt());
        }
        if rows.is_empty() {
            return 0;
        }
        let keys: Vec<Vector> = keys.into_iter().map(|key| key.gather(&rows)).collect();
        let chunk = keep(chunk, &rows, self.live);
        let bytes = bytes(&chunk, &keys);
        if best.keys.is_empty() {
            best.keys = keys;
            best.rows = chunk;
        } else {
            let pairs = best.keys.iter_mut().zip(keys);
            pairs.for_each(|(column, key)| column.append(key));
            best.rows.append(chunk);
        }
        bytes
    }

    /// Leaves out rows whose first key alone says that they come behind the last, where both are integers.
    fn retain_by_first(
        &self,
        rows: &mut Vec<u32>,
        keys: &[Vector],
        (best, last): (&[Vector], usize),
    ) {
        if let (Some(Vector::Integers(items)), Some(Vector::Integers(known))) =
            (keys.first(), best.first())
        {
            let bound = known[last];
            match self.keys[0].descending {
                true => rows.retain(|row| items[*row as usize] >= bound),
                false => rows.retain(|row| items[*row as usize] <= bound),
            }
        }
    }

    /// Sorts and keeps as many as are wanted.
    fn cut(&self, best: Best, limit: u64, context: &Context<'_>) -> Result<Best, RunError> {
        let mut order: Vec<u32> = (0..best.rows.rows as u32).collect();
        // Rows that are alike stay in the order they came in.
        let by = |left: &u32, right: &u32| {
            let at = (&*best.keys, *left as usize);
            let ordering = order_rows(self.keys, at, (&best.keys, *right as usize));
            ordering.then(left.cmp(right))
        };
        // Each row counts at least once, so that no more rows than that are needed.
        let enough = usize::try_from(limit).unwrap_or(usize::MAX);
        if enough < order.len() && enough < FEW {
            order.select_nth_unstable_by(enough, by);
            order.truncate(enough);
        }
        let mut order = in_order(order, by, context)?;
        order.truncate(enough);
        let (rows, taken) = first(best.rows.gather(&order, self.live), limit, self.live);
        order.truncate(rows.rows);
        let keys: Vec<Vector> = best.keys.iter().map(|key| key.gather(&order)).collect();
        Ok(Best {
            sorted: (taken == limit).then_some(rows.rows),
            bytes: bytes(&rows, &keys),
            rows,
            keys,
        })
    }

    fn chunks(&self, rows: &Chunk) -> Vec<Chunk> {
        let numbers: Vec<u32> = (0..rows.rows as u32).collect();
        let parts = numbers.chunks(CHUNK_ROWS);
        parts.map(|part| rows.gather(part, self.live)).collect()
    }
}

fn bytes(rows: &Chunk, keys: &[Vector]) -> usize {
    rows.bytes() + keys.iter().map(Vector::bytes).sum::<usize>()
}

impl Operator for Top<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        if self.rest.is_none() {
            let rows = self.collect(context)?;
            self.rest = Some(self.chunks(&rows).into_iter());
        }
        let chunk = self.rest.as_mut().and_then(Iterator::next);
        if chunk.is_none() {
            self.held.release(context);
        }
        Ok(chunk)
    }

    fn reset(&mut self) {
        self.rest = None;
        self.held.forget();
        self.input.reset();
    }
}
