//! Rows written out as often as they count.

use crate::executor::chunk::{CHUNK_ROWS, Chunk};
use crate::semantics::expression::Slot;

/// A chunk being written out, a chunkful at a time.
#[derive(Default)]
pub(super) struct Spread {
    chunk: Option<Chunk>,
    row: usize,
    /// How often the row was given already.
    given: u64,
}

impl Spread {
    pub(super) fn load(&mut self, chunk: Chunk) {
        *self = Self {
            chunk: Some(chunk),
            row: 0,
            given: 0,
        };
    }

    /// The next rows, each counting once.
    pub(super) fn take(&mut self, live: &[Slot]) -> Option<Chunk> {
        let chunk = self.chunk.take()?;
        if chunk.weights.is_none() {
            return Some(chunk.narrow(live));
        }
        let rows = self.rows(&chunk);
        let mut out = chunk.gather(&rows, live);
        out.weights = None;
        if self.row < chunk.rows {
            self.chunk = Some(chunk);
        }
        (out.rows > 0).then_some(out)
    }

    fn rows(&mut self, chunk: &Chunk) -> Vec<u32> {
        let mut rows = Vec::new();
        while self.row < chunk.rows && rows.len() < CHUNK_ROWS {
            let room = (CHUNK_ROWS - rows.len()) as u64;
            let times = (chunk.weight(self.row) - self.given).min(room);
            rows.resize(rows.len() + times as usize, self.row as u32);
            self.given += times;
            if self.given == chunk.weight(self.row) {
                self.row += 1;
                self.given = 0;
            }
        }
        rows
    }
}
