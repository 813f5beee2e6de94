//! Runs a body for each item of a list, and passes the row on.

use super::emission::{pick, slots_of};
use super::error::mismatch;
use super::nested::{Nested, Outer};
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::planner::plan::{self, ArgumentId, Expression, OperatorKind};
use crate::semantics::expression::Slot;
use crate::value::Value;

pub(super) struct Foreach<'p> {
    outer: Outer<'p>,
    slot: Slot,
    list: &'p Expression,
    body: Nested<'p>,
    /// How many items the body takes at once.
    at_once: usize,
    live: &'p [Slot],
}

impl<'p> Foreach<'p> {
    pub(super) fn new(
        (input, body): (&'p plan::Operator, &'p plan::Operator),
        argument: ArgumentId,
        (slot, list): (Slot, &'p Expression),
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        Self {
            outer: Outer::new(input, true, slots),
            slot,
            list,
            body: Nested::new(body, argument, false, slots),
            at_once: if is_single(body) { CHUNK_ROWS } else { 1 },
            live,
        }
    }

    fn run(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> Result<(), RunError> {
        let slots = slots_of(chunk);
        for row in 0..chunk.rows {
            // One list at a time: what an earlier row's body did may have changed it.
            let one = chunk.gather(&[row as u32], &slots);
            let items = match evaluate(self.list, &one, context)?.get(0) {
                Value::Null => continue,
                Value::List(items) => items,
                other => return Err(mismatch("a list", &other, Some(self.list.span))),
            };
            for items in items.chunks(self.at_once) {
                let mut argument = pick(&one, &vec![0; items.len()], &slots);
                argument.set(self.slot, Vector::from_values(items.to_vec()));
                argument.origins = None;
                self.body.begin_with(argument, context);
                self.body.drain(context)?;
            }
        }
        Ok(())
    }
}

/// Whether the body is one operator, which does the same for many items as for one after the other.
fn is_single(body: &plan::Operator) -> bool {
    match &body.kind {
        OperatorKind::Create { input, .. }
        | OperatorKind::Set { input, .. }
        | OperatorKind::Remove { input, .. }
        | OperatorKind::Merge { input, .. } => {
            matches!(input.kind, OperatorKind::Argument { .. })
        }
        OperatorKind::EmptyResult { input } => is_single(input),
        _ => false,
    }
}

impl Operator for Foreach<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        let Some(chunk) = self.outer.next(context)? else {
            return Ok(None);
        };
        self.run(&chunk, context)?;
        Ok(Some(chunk.narrow(self.live)))
    }

    fn reset(&mut self) {
        self.outer.reset();
    }
}
