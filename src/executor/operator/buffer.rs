//! Small chunks put together.
//!
//! A filter that keeps one row in a thousand, or a nested plan that gives one row each time, would otherwise send chunks of one
//! row through everything above.

use crate::executor::chunk::{CHUNK_ROWS, Chunk};

/// The first chunk is given out after so many rows, so that a `LIMIT` above need not wait; each further one after twice
/// as many.
const FIRST: usize = 16;

/// Chunks waiting to be large enough.
pub(super) struct Buffer {
    waiting: Option<Chunk>,
    target: usize,
}

impl Default for Buffer {
    fn default() -> Self {
        Self {
            waiting: None,
            target: FIRST,
        }
    }
}

impl Buffer {
    /// Takes a chunk; gives one back when there are enough rows.
    pub(super) fn push(&mut self, chunk: Chunk) -> Option<Chunk> {
        match &mut self.waiting {
            Some(waiting) => waiting.append(chunk),
            None => self.waiting = Some(chunk),
        }
        let enough = self
            .waiting
            .as_ref()
            .is_some_and(|waiting| waiting.rows >= self.target);
        if !enough {
            return None;
        }
        self.target = (self.target * 2).min(CHUNK_ROWS);
        self.waiting.take()
    }

    /// What is left.
    pub(super) fn finish(&mut self) -> Option<Chunk> {
        self.waiting.take().filter(|chunk| chunk.rows > 0)
    }
}
