//! For each input row the rows of the inner plan, which begins with it.

use super::batch::batches;
use super::buffer::Buffer;
use super::nested::{Nested, Outer, beside};
use super::{Next, Operator};
use crate::executor::chunk::Chunk;
use crate::executor::context::Context;
use crate::planner::plan::{self, ArgumentId};
use crate::semantics::expression::Slot;

pub(super) struct Apply<'p> {
    outer: Outer<'p>,
    inner: Nested<'p>,
    live: &'p [Slot],
    /// The outer chunk the inner plan is running for.
    chunk: Option<Chunk>,
    running: bool,
    buffer: Buffer,
}

impl<'p> Apply<'p> {
    pub(super) fn new(
        (input, inner): (&'p plan::Operator, &'p plan::Operator),
        argument: ArgumentId,
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        let batched = batches(inner, argument);
        Self {
            outer: Outer::new(input, inner.writes(), slots),
            inner: Nested::new(inner, argument, batched, slots),
            live,
            chunk: None,
            running: false,
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
}

impl Operator for Apply<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        while let Some(chunk) = self.outer_chunk(context)? {
            self.running = self.running || self.inner.begin(&chunk, context);
            if !self.running {
                continue;
            }
            let mut enough = None;
            match self.inner.next(context)? {
                Some(made) => {
                    let sources = self.inner.sources(&made);
                    enough = self.buffer.push(beside(&chunk, &sources, made, self.live));
                }
                None => self.running = false,
            }
            self.chunk = Some(chunk);
            if enough.is_some() {
                return Ok(enough);
            }
        }
        Ok(self.buffer.finish())
    }

    fn reset(&mut self) {
        self.chunk = None;
        self.running = false;
        self.buffer = Buffer::default();
        self.inner.restart();
        self.outer.reset();
    }
}
