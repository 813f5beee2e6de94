//! What each relationship of a variable-length pattern must satisfy.

use super::emission::{pick, slots_of};
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::select;
use crate::planner::plan::{Expression, Steps};
use crate::semantics::expression::Slot;
use crate::value::RelationshipId;

/// The predicates over one relationship.
#[derive(Clone, Copy)]
pub(super) struct Element<'p> {
    slot: Slot,
    predicates: &'p [Expression],
}

impl<'p> Element<'p> {
    pub(super) fn new(steps: &'p Steps) -> Self {
        Self {
            slot: steps.element,
            predicates: &steps.predicates,
        }
    }

    /// Whether anything is asked.
    pub(super) fn asks(&self) -> bool {
        !self.predicates.is_empty()
    }

    /// Keeps the items whose relationship passes; the predicates may read the row as well.
    pub(super) fn retain<T: Clone>(
        &self,
        items: &mut Vec<T>,
        relationship: impl Fn(&T) -> RelationshipId,
        (chunk, row): (&Chunk, usize),
        context: &mut Context<'_>,
    ) -> Result<(), RunError> {
        if !self.asks() || items.is_empty() {
            return Ok(());
        }
        let rows = vec![row as u32; items.len()];
        let mut probe = pick(chunk, &rows, &slots_of(chunk));
        let column = items.iter().map(relationship).collect();
        probe.set(self.slot, Vector::Relationships(column));
        let kept = select(self.predicates, &probe, context)?;
        if kept.len() < items.len() {
            *items = kept.iter().map(|&at| items[at as usize].clone()).collect();
        }
        Ok(())
    }
}
