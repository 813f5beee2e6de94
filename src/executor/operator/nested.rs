//! A plan that is run anew for rows of another.

use super::emission::{multiplied, pick, slots_of};
use super::input::Input;
use super::weight::Spread;
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan::{self, ArgumentId};
use crate::semantics::expression::Slot;

/// The nested plan.
pub(super) struct Nested<'p> {
    inner: Input<'p>,
    argument: ArgumentId,
    /// Whether it runs for all rows of a chunk at once.
    batched: bool,
    /// The bytes its operators have reserved since it began.
    held: usize,
    /// The rows of the outer chunk it runs for.
    rows: std::ops::Range<usize>,
}

impl<'p> Nested<'p> {
    pub(super) fn new(
        inner: &'p plan::Operator,
        argument: ArgumentId,
        batched: bool,
        slots: usize,
    ) -> Self {
        Self {
            inner: Input::new(inner, slots),
            argument,
            batched,
            held: 0,
            rows: 0..0,
        }
    }

    /// The rows of the outer chunk it runs for.
    pub(super) fn rows(&self) -> std::ops::Range<usize> {
        self.rows.clone()
    }

    /// Begins for the next rows of an outer chunk; `false` where there is none.
    pub(super) fn begin(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> bool {
        let from = self.rows.end;
        let to = if self.batched { chunk.rows } else { from + 1 };
        self.rows = from..to;
        if from >= chunk.rows {
            return false;
        }
        let rows: Vec<u32> = (from as u32..to as u32).collect();
        let mut argument = chunk.gather(&rows, &slots_of(chunk));
        argument.weights = None;
        argument.origins = self.batched.then(|| (0..rows.len() as u32).collect());
        self.begin_with(argument, context);
        true
    }

    /// Begins for these rows.
    pub(super) fn begin_with(&mut self, argument: Chunk, context: &mut Context<'_>) {
        self.release(context);
        context.set_argument(self.argument, argument);
        self.inner.reset();
    }

    /// Gives back what its operators hold, once it is not asked any more.
    pub(super) fn release(&mut self, context: &mut Context<'_>) {
        context.release(std::mem::take(&mut self.held));
    }

    /// The next rows of the nested plan.
    pub(super) fn next(&mut self, context: &mut Context<'_>) -> Next {
        let before = context.memory_used;
        let made = self.inner.next(context)?;
        self.held = (self.held + context.memory_used).saturating_sub(before);
        Ok(made)
    }

    /// Runs it to its end for what it does.
    pub(super) fn drain(&mut self, context: &mut Context<'_>) -> Result<(), RunError> {
        while self.next(context)?.is_some() {}
        Ok(())
    }

    /// The outer row each of the nested plan's rows belongs to.
    pub(super) fn sources(&self, made: &Chunk) -> Vec<u32> {
        let from = self.rows.start as u32;
        match &made.origins {
            Some(origins) if self.batched => origins.iter().map(|row| from + row).collect(),
            _ => vec![from; made.rows],
        }
    }

    /// A new outer chunk comes.
    pub(super) fn restart(&mut self) {
        self.rows = 0..0;
    }
}

/// Rows of a nested plan beside the outer rows they belong to. A slot both have is taken from the outer.
pub(super) fn beside(outer: &Chunk, sources: &[u32], mut made: Chunk, live: &[Slot]) -> Chunk {
    let factors = made.weights;
    let mut out = pick(outer, sources, live);
    for slot in live {
        if let Vector::Absent = out.column(*slot) {
            out.columns.set(*slot, made.columns.take(*slot));
        }
    }
    if let Some(factors) = factors {
        out.weights = Some(multiplied(&out, factors));
    }
    out
}

/// The rows of an outer plan: each as often as it counts where the nested plan writes.
pub(super) struct Outer<'p> {
    input: Input<'p>,
    spread: Option<Spread>,
    slots: &'p [Slot],
}

impl<'p> Outer<'p> {
    pub(super) fn new(input: &'p plan::Operator, writes: bool, slots: usize) -> Self {
        Self {
            input: Input::new(input, slots),
            spread: writes.then(Spread::default),
            slots: &input.live,
        }
    }

    pub(super) fn next(&mut self, context: &mut Context<'_>) -> Next {
        let Some(spread) = &mut self.spread else {
            return self.input.next(context);
        };
        loop {
            if let Some(chunk) = spread.take(self.slots) {
                return Ok(Some(chunk));
            }
            match self.input.next(context)? {
                Some(chunk) => spread.load(chunk),
                None => return Ok(None),
            }
        }
    }

    pub(super) fn reset(&mut self) {
        if let Some(spread) = &mut self.spread {
            *spread = Spread::default();
        }
        self.input.reset();
    }
}
