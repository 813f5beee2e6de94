//! For each row in turn what matches the pattern, or what is created.

use super::buffer::Buffer;
use super::create::create_rows;
use super::emission::slots_of;
use super::nested::{Nested, Outer, beside};
use super::set::set_rows;
use super::weight::Spread;
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::Chunk;
use crate::executor::context::Context;
use crate::planner::plan::{self, ArgumentId, SetItem};
use crate::semantics::expression::Slot;

/// What the plan says.
#[derive(Clone, Copy)]
pub(super) struct Merging<'p> {
    pub create: &'p plan::Create,
    pub on_create: &'p [SetItem],
    pub on_match: &'p [SetItem],
    pub live: &'p [Slot],
}

pub(super) struct Merge<'p> {
    outer: Outer<'p>,
    inner: Nested<'p>,
    plan: Merging<'p>,
    /// The slots of outer and inner rows together.
    wide: Vec<Slot>,
    chunk: Option<Chunk>,
    buffer: Buffer,
}

impl<'p> Merge<'p> {
    pub(super) fn new(
        (input, inner): (&'p plan::Operator, &'p plan::Operator),
        argument: ArgumentId,
        plan: Merging<'p>,
        slots: usize,
    ) -> Self {
        let mut wide = [&*input.live, &*inner.live].concat();
        wide.sort_unstable();
        wide.dedup();
        Self {
            outer: Outer::new(input, true, slots),
            inner: Nested::new(inner, argument, false, slots),
            plan,
            wide,
            chunk: None,
            buffer: Buffer::default(),
        }
    }

    /// The rows that come of the outer row the inner plan has begun with.
    fn merged(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> Result<Chunk, RunError> {
        let mut all: Option<Chunk> = None;
        while let Some(made) = self.inner.next(context)? {
            match &mut all {
                Some(all) => all.append(made),
                None => all = Some(made),
            }
        }
        match all {
            Some(made) => self.matched(chunk, made, context),
            None => self.created(chunk, context),
        }
    }

    fn matched(
        &self,
        chunk: &Chunk,
        made: Chunk,
        context: &mut Context<'_>,
    ) -> Result<Chunk, RunError> {
        let sources = self.inner.sources(&made);
        let rows = beside(chunk, &sources, made, &self.wide);
        if self.plan.on_match.is_empty() {
            return Ok(rows.narrow(self.plan.live));
        }
        let mut spread = Spread::default();
        let mut out: Option<Chunk> = None;
        spread.load(rows);
        while let Some(rows) = spread.take(&self.wide) {
            set_rows(self.plan.on_match, &rows, context)?;
            let rows = rows.narrow(self.plan.live);
            match &mut out {
                Some(out) => out.append(rows),
                None => out = Some(rows),
            }
        }
        Ok(out.unwrap_or_default())
    }

    fn created(&self, chunk: &Chunk, context: &mut Context<'_>) -> Result<Chunk, RunError> {
        let row = self.inner.rows().start as u32;
        let mut row = chunk.gather(&[row], &slots_of(chunk));
        create_rows(self.plan.create, &mut row, true, context)?;
        set_rows(self.plan.on_create, &row, context)?;
        Ok(row.narrow(self.plan.live))
    }
}

impl Operator for Merge<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        loop {
            let chunk = match self.chunk.take() {
                Some(chunk) => Some(chunk),
                None => {
                    self.inner.restart();
                    self.outer.next(context)?
                }
            };
            let Some(chunk) = chunk else {
                return Ok(self.buffer.finish());
            };
            while self.inner.begin(&chunk, context) {
                let merged = self.merged(&chunk, context)?;
                if let Some(enough) = self.buffer.push(merged) {
                    self.chunk = Some(chunk);
                    return Ok(Some(enough));
                }
            }
        }
    }

    fn reset(&mut self) {
        self.chunk = None;
        self.buffer = Buffer::default();
        self.inner.restart();
        self.outer.reset();
    }
}
