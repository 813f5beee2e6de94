//! What an algorithm may use up: it asks now and then whether it has to stop, and reserves what it is about to allocate.

use std::cell::Cell;

use super::super::super::call::{Interrupt, Room};
use crate::value::ValueError;

/// So many steps are taken between two looks at the clock: well under a millisecond.
const STEPS: usize = 1 << 14;

/// An [`Interrupt`] that is asked every so many steps.
pub(super) struct Pace<'c> {
    interrupt: Interrupt<'c>,
    left: usize,
}

impl<'c> Pace<'c> {
    pub(super) fn new(interrupt: Interrupt<'c>) -> Self {
        Self {
            interrupt,
            left: STEPS,
        }
    }

    /// Notes steps taken, or about to be taken.
    ///
    /// # Errors
    /// Those of [`Interrupt::check`].
    #[inline]
    pub(super) fn step(&mut self, steps: usize) -> Result<(), ValueError> {
        match self.left.checked_sub(steps) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => {
                self.left = STEPS;
                self.interrupt.check()
            }
        }
    }
}

/// Where an algorithm's arrays come from. What was reserved stays so until the algorithm ends.
pub(super) struct Memory {
    procedure: &'static str,
    room: Room,
    left: Cell<usize>,
}

impl Memory {
    pub(super) fn new(procedure: &'static str, room: Room) -> Self {
        Self {
            procedure,
            left: Cell::new(room.left),
            room,
        }
    }

    /// Notes bytes about to be allocated.
    ///
    /// # Errors
    /// `ResourceLimit`/`MemoryLimit` where there is no room for them.
    pub(super) fn reserve(&self, bytes: usize) -> Result<(), ValueError> {
        let left = self.left.get().checked_sub(bytes);
        let left = left.ok_or_else(|| self.room.exceeded(&format!("`{}`", self.procedure)))?;
        self.left.set(left);
        Ok(())
    }

    /// An array of so many of the same.
    ///
    /// # Errors
    /// Those of [`Memory::reserve`].
    pub(super) fn filled<T: Clone>(&self, count: usize, value: T) -> Result<Vec<T>, ValueError> {
        self.reserve(count.saturating_mul(size_of::<T>()))?;
        Ok(vec![value; count])
    }

    /// An empty array with room for so many.
    ///
    /// # Errors
    /// Those of [`Memory::reserve`].
    pub(super) fn empty<T>(&self, count: usize) -> Result<Vec<T>, ValueError> {
        self.reserve(count.saturating_mul(size_of::<T>()))?;
        Ok(Vec::with_capacity(count))
    }
}
