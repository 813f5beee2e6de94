//! What the results of one expression hold while they are made.
//!
//! Operators reserve what they keep; a column under way may hold as much before any operator sees it.

use crate::executor::context::Context;
use crate::function::Room;
use crate::value::{Value, ValueError};

/// Counts the bytes of texts and lists that come into being.
pub(super) struct Meter {
    room: Room,
    used: usize,
}

impl Meter {
    pub(super) fn new(context: &Context<'_>) -> Self {
        Self {
            room: context.room(),
            used: 0,
        }
    }

    /// Notes a result, or, before it is made, what it will be made of.
    pub(super) fn note(&mut self, value: &Value) -> Result<(), ValueError> {
        self.used = self.used.saturating_add(bytes(value));
        if self.used <= self.room.left {
            return Ok(());
        }
        Err(self.room.exceeded("an expression"))
    }

    /// The same of two values a third is made of.
    pub(super) fn note_both(&mut self, left: &Value, right: &Value) -> Result<(), ValueError> {
        match (left, right) {
            (Value::String(_) | Value::List(_), _) | (_, Value::String(_) | Value::List(_)) => {
                self.note(left)?;
                self.note(right)
            }
            _ => Ok(()),
        }
    }
}

/// The bytes of a value itself: what it holds on to has been counted when it was made.
fn bytes(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::List(items) => items.len() * size_of::<Value>(),
        _ => 0,
    }
}
