//! Each row of the left with each of the right, which runs once.
//!
//! Where nobody reads what comes from the right, its rows only multiply the weights of the left.

use super::held::Held;
use super::input::Input;
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan;
use crate::semantics::expression::Slot;

pub(super) struct CartesianProduct<'p> {
    left: Input<'p>,
    right: Input<'p>,
    live: &'p [Slot],
    /// Whether any slot of the right is read.
    reads_right: bool,
    rows: Option<Chunk>,
    /// The left rows in work.
    chunk: Option<Chunk>,
    at: (usize, usize),
    held: Held,
}

impl<'p> CartesianProduct<'p> {
    pub(super) fn new(
        left: &'p plan::Operator,
        right: &'p plan::Operator,
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        let from_right = |slot: &Slot| right.live.contains(slot) && !left.live.contains(slot);
        Self {
            left: Input::new(left, slots),
            right: Input::new(right, slots),
            live,
            reads_right: live.iter().any(from_right),
            rows: None,
            chunk: None,
            at: (0, 0),
            held: Held::new("CartesianProduct"),
        }
    }

    /// All rows of the right; one that counts for all where none is read.
    fn collect(&mut self, context: &mut Context<'_>) -> Result<Chunk, RunError> {
        if self.reads_right {
            return all_rows(&mut self.right, &mut self.held, context);
        }
        let mut count: u64 = 0;
        while let Some(chunk) = self.right.next(context)? {
            let weights = (0..chunk.rows).map(|row| chunk.weight(row));
            count = weights.fold(count, u64::saturating_add);
        }
        let mut one = Chunk::new(0, usize::from(count > 0));
        one.weights = (count > 1).then(|| vec![count]);
        Ok(one)
    }

    fn pairs(&mut self, left: &Chunk, right: &Chunk) -> Chunk {
        let (mut lefts, mut rights) = (Vec::new(), Vec::new());
        while self.at.0 < left.rows && lefts.len() < CHUNK_ROWS {
            let to = right.rows.min(self.at.1 + CHUNK_ROWS - lefts.len());
            lefts.resize(lefts.len() + to - self.at.1, self.at.0 as u32);
            rights.extend(self.at.1 as u32..to as u32);
            self.at = if to == right.rows {
                (self.at.0 + 1, 0)
            } else {
                (self.at.0, to)
            };
        }
        paired((left, &lefts), (right, &rights), self.live)
    }
}

/// All rows of an input in one chunk.
pub(super) fn all_rows(
    input: &mut Input<'_>,
    held: &mut Held,
    context: &mut Context<'_>,
) -> Result<Chunk, RunError> {
    let mut all: Option<Chunk> = None;
    while let Some(chunk) = input.next(context)? {
        held.add(chunk.bytes(), context)?;
        match &mut all {
            Some(all) => all.append(chunk),
            None => all = Some(chunk),
        }
    }
    Ok(all.unwrap_or_default())
}

/// Rows of two chunks side by side. A slot both have is taken from the left.
pub(super) fn paired(
    (left, lefts): (&Chunk, &[u32]),
    (right, rights): (&Chunk, &[u32]),
    live: &[Slot],
) -> Chunk {
    let mut out = left.gather(lefts, live);
    for slot in live {
        if let Vector::Absent = out.column(*slot) {
            out.columns.set(*slot, right.column(*slot).gather(rights));
        }
    }
    if left.weights.is_some() || right.weights.is_some() {
        let pairs = lefts.iter().zip(rights);
        let weight = |(l, r): (&u32, &u32)| {
            let weight = left.weight(*l as usize);
            weight.saturating_mul(right.weight(*r as usize))
        };
        out.weights = Some(pairs.map(weight).collect());
    }
    out
}

impl Operator for CartesianProduct<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        let left = match self.chunk.take() {
            Some(chunk) => Some(chunk),
            None => {
                self.at = (0, 0);
                self.left.next(context)?
            }
        };
        let Some(left) = left else {
            self.held.release(context);
            return Ok(None);
        };
        let right = match self.rows.take() {
            Some(rows) => rows,
            None => self.collect(context)?,
        };
        if right.rows == 0 {
            // What lies below the left may still have to be done.
            self.left.drain(context)?;
            self.rows = Some(right);
            return Ok(None);
        }
        let out = self.pairs(&left, &right);
        self.rows = Some(right);
        if self.at.0 < left.rows {
            self.chunk = Some(left);
        }
        Ok(Some(out))
    }

    fn reset(&mut self) {
        self.rows = None;
        self.chunk = None;
        self.at = (0, 0);
        self.held.forget();
        self.left.reset();
        self.right.reset();
    }
}
