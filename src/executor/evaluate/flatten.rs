//! The items of many lists as rows, some thousands at a time.

use super::column::{Builder, constant};
use super::mismatch;
use super::reads::slots_read;
use super::rows::gather;
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan::Expression;
use crate::semantics::expression::Slot;
use crate::value::Value;

/// How many items are made rows of at once.
const BATCH_ROWS: usize = 2 * CHUNK_ROWS;

/// What is done with the items.
pub(super) trait Sink {
    /// Whether further items of a row's list matter.
    fn wants(&self, row: usize) -> bool;

    /// Some items in order, in the slot of the variable beside what the body reads of their rows. `owners` are the rows the items
    /// came from, ascending.
    fn take(
        &mut self,
        items: &Chunk,
        owners: &[u32],
        context: &mut Context<'_>,
    ) -> Result<(), RunError>;
}

/// What is evaluated over the items.
pub(super) struct Body<'c> {
    chunk: &'c Chunk,
    variable: Slot,
    slots: Vec<Slot>,
}

impl<'c> Body<'c> {
    pub(super) fn new<'e>(
        chunk: &'c Chunk,
        variable: Slot,
        parts: impl IntoIterator<Item = &'e Expression>,
    ) -> Self {
        let mut slots: Vec<Slot> = parts.into_iter().flat_map(slots_read).collect();
        slots.sort_unstable();
        slots.dedup();
        Self {
            chunk,
            variable,
            slots,
        }
    }

    /// Gives the items of each row's list to the sink. A `null` has none.
    pub(super) fn flatten(
        &self,
        lists: &Vector,
        span: Span,
        sink: &mut dyn Sink,
        context: &mut Context<'_>,
    ) -> Result<(), RunError> {
        let mut batch = Batch::new();
        for row in 0..self.chunk.rows {
            let list = lists.get(row);
            let mut rest = items(&list, span)?;
            while !rest.is_empty() && sink.wants(row) {
                rest = batch.fill(rest, row);
                if batch.is_full() {
                    self.flush(&mut batch, sink, context)?;
                }
            }
        }
        self.flush(&mut batch, sink, context)
    }

    fn flush(
        &self,
        batch: &mut Batch,
        sink: &mut dyn Sink,
        context: &mut Context<'_>,
    ) -> Result<(), RunError> {
        let Batch { owners, items } = std::mem::replace(batch, Batch::new());
        if owners.is_empty() {
            return Ok(());
        }
        context.check()?;
        let mut chunk = gather(self.chunk, &owners, &self.slots);
        set(&mut chunk, self.variable, items.finish());
        sink.take(&chunk, &owners, context)
    }
}

/// Items that wait until they are enough.
struct Batch {
    owners: Vec<u32>,
    items: Builder,
}

impl Batch {
    fn new() -> Self {
        Self {
            owners: Vec::new(),
            items: Builder::new(0),
        }
    }

    fn is_full(&self) -> bool {
        self.owners.len() >= BATCH_ROWS
    }

    /// Takes as many of the items of a row as there is room for and gives the rest back.
    fn fill<'l>(&mut self, items: &'l [Value], row: usize) -> &'l [Value] {
        let room = BATCH_ROWS - self.owners.len();
        let (now, later) = items.split_at(room.min(items.len()));
        self.owners
            .extend(std::iter::repeat_n(row as u32, now.len()));
        now.iter().for_each(|item| self.items.push(item.clone()));
        later
    }
}

/// Puts a column into a slot, wherever it lies.
pub(super) fn set(chunk: &mut Chunk, slot: Slot, column: Vector) {
    chunk.columns.set(slot, column);
}

/// The items of a list; none of `null`.
///
/// # Errors
/// `TypeError` for anything else.
pub(in crate::executor) fn items(value: &Value, span: Span) -> Result<&[Value], RunError> {
    match value {
        Value::List(items) => Ok(items),
        Value::Null => Ok(&[]),
        other => Err(mismatch("a list", other, span)),
    }
}

/// For each row whether there is a list.
pub(super) fn present(lists: &Vector) -> Vec<bool> {
    match constant(lists) {
        Some(value) => vec![!value.is_null(); lists.len()],
        None => (0..lists.len())
            .map(|row| !super::column::view(lists, row).is_null())
            .collect(),
    }
}
