//! Rows being made out of the rows of one chunk.

use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::semantics::expression::Slot;

/// From which input row each new row comes, and how often it counts.
#[derive(Default)]
pub(super) struct Emission {
    sources: Vec<u32>,
    /// What the weight is multiplied by; empty where it stays.
    factors: Vec<u64>,
}

impl Emission {
    pub(super) fn len(&self) -> usize {
        self.sources.len()
    }

    pub(super) fn is_full(&self) -> bool {
        self.len() >= CHUNK_ROWS
    }

    pub(super) fn push(&mut self, source: usize) {
        self.sources.push(source as u32);
    }

    /// So many rows from one.
    pub(super) fn repeat(&mut self, source: usize, times: usize) {
        self.sources
            .resize(self.sources.len() + times, source as u32);
    }

    /// One row that counts so many times. To be used for all rows or for none.
    pub(super) fn push_weighted(&mut self, source: usize, factor: u64) {
        self.push(source);
        self.factors.push(factor);
    }

    pub(super) fn clear(&mut self) {
        self.sources.clear();
        self.factors.clear();
    }

    /// The rows made so far, with the input's live slots.
    pub(super) fn finish(&mut self, input: &Chunk, live: &[Slot]) -> Chunk {
        let mut chunk = pick(input, &self.sources, live);
        if !self.factors.is_empty() {
            chunk.weights = Some(multiplied(&chunk, std::mem::take(&mut self.factors)));
        }
        self.clear();
        chunk
    }
}

/// The weights of a chunk's rows, each times a factor.
pub(super) fn multiplied(chunk: &Chunk, mut factors: Vec<u64>) -> Vec<u64> {
    if let Some(weights) = &chunk.weights {
        let pairs = factors.iter_mut().zip(weights);
        pairs.for_each(|(factor, weight)| *factor = factor.saturating_mul(*weight));
    }
    factors
}

/// The rows named, ascending, with these slots. General values of one row repeated are not copied.
pub(super) fn pick(input: &Chunk, rows: &[u32], live: &[Slot]) -> Chunk {
    let single = rows.len() > 1 && rows.first() == rows.last();
    if !single {
        return input.gather(rows, live);
    }
    let mut out = input.gather(rows, &[]);
    for slot in live {
        let repeated = match input.column(*slot) {
            Vector::Values(items) => Vector::Constant(items[rows[0] as usize].clone(), rows.len()),
            other => other.gather(rows),
        };
        out.columns.set(*slot, repeated);
    }
    out
}

/// The slots a chunk has.
pub(super) fn slots_of(chunk: &Chunk) -> Vec<Slot> {
    chunk.columns.slots().collect()
}

/// Puts a new column into a chunk, where it is read.
pub(super) fn put(chunk: &mut Chunk, slot: Slot, vector: Vector, live: &[Slot]) {
    if live.contains(&slot) {
        chunk.set(slot, vector);
    }
}
