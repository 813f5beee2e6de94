//! For each input row the rows of the inner plan, or where there is none the row itself with `null`s.

use super::batch::batches;
use super::buffer::Buffer;
use super::emission::put;
use super::nested::{Nested, Outer, beside};
use super::{Next, Operator};
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan::{self, ArgumentId};
use crate::semantics::expression::Slot;

pub(super) struct OptionalApply<'p> {
    outer: Outer<'p>,
    inner: Nested<'p>,
    introduces: &'p [Slot],
    live: &'p [Slot],
    chunk: Option<Chunk>,
    running: bool,
    /// The first outer row of which nothing was given yet.
    next: usize,
    buffer: Buffer,
}

impl<'p> OptionalApply<'p> {
    pub(super) fn new(
        (input, inner): (&'p plan::Operator, &'p plan::Operator),
        argument: ArgumentId,
        introduces: &'p [Slot],
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        let batched = batches(inner, argument);
        Self {
            outer: Outer::new(input, inner.writes(), slots),
            inner: Nested::new(inner, argument, batched, slots),
            introduces,
            live,
            chunk: None,
            running: false,
            next: 0,
            buffer: Buffer::default(),
        }
    }

    fn outer_chunk(&mut self, context: &mut Context<'_>) -> Next {
        if let Some(chunk) = self.chunk.take() {
            return Ok(Some(chunk));
        }
        self.inner.restart();
        self.outer.next(context)
    }

    /// Rows of the inner plan, and before each the outer rows passed over, with `null`s.
    fn with_missing(&mut self, chunk: &Chunk, mut made: Chunk) -> Chunk {
        let found = self.inner.sources(&made);
        let (mut sources, mut rows) = (Vec::new(), Vec::new());
        let null = made.rows as u32;
        for (row, source) in found.iter().enumerate() {
            while self.next < *source as usize {
                sources.push(self.next as u32);
                rows.push(null);
                self.next += 1;
            }
            sources.push(*source);
            rows.push(row as u32);
            self.next = *source as usize + 1;
        }
        made.origins = None;
        if rows.len() > found.len() {
            made.append(Chunk::new(0, 1));
            made = made.gather(&rows, self.live);
        }
        beside(chunk, &sources, made, self.live)
    }

    /// The outer rows up to the end of those the inner plan ran for, of which there was nothing, with `null`s.
    fn missing(&mut self, chunk: &Chunk) -> Option<Chunk> {
        let to = self.inner.rows().end;
        let rows: Vec<u32> = (self.next as u32..to as u32).collect();
        self.next = to;
        if rows.is_empty() {
            return None;
        }
        let mut out = chunk.gather(&rows, self.live);
        for slot in self.introduces {
            put(&mut out, *slot, Vector::nulls(rows.len()), self.live);
        }
        Some(out)
    }
}

impl Operator for OptionalApply<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        while let Some(chunk) = self.outer_chunk(context)? {
            if !self.running {
                self.running = self.inner.begin(&chunk, context);
                self.next = self.inner.rows().start;
            }
            if !self.running {
                continue;
            }
            let given = match self.inner.next(context)? {
                Some(made) => Some(self.with_missing(&chunk, made)),
                None => {
                    self.running = false;
                    self.missing(&chunk)
                }
            };
            self.chunk = Some(chunk);
            let enough = given.and_then(|given| self.buffer.push(given));
            if enough.is_some() {
                return Ok(enough);
            }
        }
        Ok(self.buffer.finish())
    }

    fn reset(&mut self) {
        self.chunk = None;
        self.running = false;
        self.next = 0;
        self.buffer = Buffer::default();
        self.inner.restart();
        self.outer.reset();
    }
}
