//! The vectors of a chunk by slot.
//!
//! A statement may have many more slots than a chunk has columns (each branch of a `UNION` has its own), so only those
//! that are there are kept, in the order of their slots. Always holds: no kept vector is [`Vector::Absent`].

use super::chunk::Vector;
use crate::semantics::expression::Slot;

/// What any other slot has.
static ABSENT: Vector = Vector::Absent;

/// Vectors by slot; a slot without one has [`Vector::Absent`].
#[derive(Clone, Debug, Default)]
pub struct Columns(Vec<(Slot, Vector)>);

impl Columns {
    /// No vectors, with room for so many.
    pub fn with_capacity(columns: usize) -> Self {
        Self(Vec::with_capacity(columns))
    }

    /// Where a slot's vector is, or would be.
    fn place(&self, slot: Slot) -> Result<usize, usize> {
        self.0.binary_search_by_key(&slot, |(slot, _)| *slot)
    }

    /// The vector of a slot.
    pub fn get(&self, slot: Slot) -> &Vector {
        match self.place(slot) {
            Ok(at) => &self.0[at].1,
            Err(_) => &ABSENT,
        }
    }

    /// Gives a slot another vector.
    pub fn set(&mut self, slot: Slot, vector: Vector) {
        match (self.place(slot), vector) {
            (Ok(at), Vector::Absent) => drop(self.0.remove(at)),
            (Err(_), Vector::Absent) => {}
            (Ok(at), vector) => self.0[at].1 = vector,
            (Err(at), vector) => self.0.insert(at, (slot, vector)),
        }
    }

    /// Takes a slot's vector out.
    pub fn take(&mut self, slot: Slot) -> Vector {
        match self.place(slot) {
            Ok(at) => self.0.remove(at).1,
            Err(_) => Vector::Absent,
        }
    }

    /// The slots that have a vector, ascending.
    pub fn slots(&self) -> impl Iterator<Item = Slot> {
        self.0.iter().map(|(slot, _)| *slot)
    }

    /// The vectors, by ascending slots.
    pub fn vectors(&self) -> impl Iterator<Item = &Vector> {
        self.0.iter().map(|(_, vector)| vector)
    }

    /// The vectors to be changed.
    pub fn vectors_mut(&mut self) -> impl Iterator<Item = &mut Vector> {
        self.0.iter_mut().map(|(_, vector)| vector)
    }

    /// Only the vectors of these slots.
    pub fn retain(&mut self, live: &[Slot]) {
        self.0.retain(|(slot, _)| live.contains(slot));
    }
}
