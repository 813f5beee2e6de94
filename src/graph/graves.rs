//! Entities deleted since the last commit: what they were can still be read, and undo brings them back.

use rustc_hash::FxHashMap;

use super::id::Relationship;
use super::topology::Place;
use crate::value::{NodeId, RelationshipId};

/// Deleted entities with the rows that still hold their properties.
#[derive(Clone, Debug, Default)]
pub(super) struct Graves {
    pub(super) nodes: FxHashMap<NodeId, Place>,
    pub(super) relationships: FxHashMap<RelationshipId, (Relationship, u32)>,
}

impl Graves {
    pub(super) fn node(&self, id: NodeId) -> Option<Place> {
        self.nodes.get(&id).copied()
    }

    pub(super) fn relationship(&self, id: RelationshipId) -> Option<Relationship> {
        self.relationships.get(&id).map(|(fixed, _)| *fixed)
    }

    pub(super) fn relationship_place(&self, id: RelationshipId) -> Option<Place> {
        let (fixed, row) = self.relationships.get(&id)?;
        Some(Place {
            table: fixed.kind.0,
            row: *row,
        })
    }
}
