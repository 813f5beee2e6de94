//! Memory held by operators that keep rows.

use crate::executor::RunError;
use crate::executor::context::Context;

/// The bytes one operator has reserved.
pub(super) struct Held {
    operator: &'static str,
    bytes: usize,
}

impl Held {
    pub(super) fn new(operator: &'static str) -> Self {
        Self { operator, bytes: 0 }
    }

    pub(super) fn add(&mut self, bytes: usize, context: &mut Context<'_>) -> Result<(), RunError> {
        self.bytes += bytes;
        context.reserve(bytes, self.operator)
    }

    /// Reserves what is missing to `bytes` in all.
    pub(super) fn grow_to(
        &mut self,
        bytes: usize,
        context: &mut Context<'_>,
    ) -> Result<(), RunError> {
        match bytes.checked_sub(self.bytes) {
            Some(more) if more > 0 => self.add(more, context),
            _ => Ok(()),
        }
    }

    pub(super) fn release(&mut self, context: &mut Context<'_>) {
        context.release(std::mem::take(&mut self.bytes));
    }

    /// Forgets what was reserved: who resets a nested plan gives back what it held as a whole.
    pub(super) fn forget(&mut self) {
        self.bytes = 0;
    }
}
