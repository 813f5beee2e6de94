//! What was done since the last commit, and how to undo it.
//!
//! Undoing goes backwards over the same steps that writing is made of, so it leaves the same counts, look-ups and
//! ids behind. Creating an entity is one change with everything it was created with.

use super::Graph;
use super::evidence::{Evidence, SourceDocument};
use super::id::{Entity, KeyId, LabelId, TypeId};
use super::schema::Rule;
use crate::value::{NodeId, RelationshipId, Value};

/// A place in the journal to roll back to. Good until the next commit or a roll-back to before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Savepoint(pub usize);

impl Savepoint {
    /// The last commit.
    pub const START: Savepoint = Savepoint(0);
}

/// One reversible step, two words small. What it changed to is in the graph, what it was before is here.
#[derive(Clone, Debug)]
pub enum Change {
    /// A node with its labels and properties.
    NodeCreated(NodeId),
    /// A node; what it was can be read until commit.
    NodeDeleted(NodeId),
    /// A relationship with its properties.
    RelationshipCreated(RelationshipId),
    /// A relationship; what it was can be read until commit.
    RelationshipDeleted(RelationshipId),
    /// So many nodes with successive ids, from the first on, with their labels and properties.
    NodesCreated(NodeId, u32),
    /// So many relationships with successive ids, from the first on, with their properties.
    RelationshipsCreated(RelationshipId, u32),
    /// A property of an entity that was not created by the same change.
    PropertySet(Box<PropertyChange>),
    /// A label a node did not carry.
    LabelAdded(NodeId, LabelId),
    /// A label a node carried.
    LabelRemoved(NodeId, LabelId),
    /// The passages behind an entity.
    EvidenceSet(Box<EvidenceChange>),
    /// A document.
    SourcePut(Box<SourceChange>),
    /// An index or a constraint, the last there is.
    RuleDeclared,
    /// An index or a constraint, with its place.
    RuleDropped(Box<(usize, Rule)>),
    /// A label's first use.
    LabelInterned(LabelId),
    /// A relationship type's first use.
    TypeInterned(TypeId),
    /// A property key's first use.
    KeyInterned(KeyId),
}

/// A property before it was set.
#[derive(Clone, Debug)]
pub struct PropertyChange {
    /// Whose it is.
    pub entity: Entity,
    /// Which one.
    pub key: KeyId,
    /// What it was; `null` where there was none.
    pub old: Value,
}

/// Evidence before it was set.
#[derive(Clone, Debug)]
pub struct EvidenceChange {
    /// What it speaks for.
    pub entity: Entity,
    /// What it was.
    pub old: Vec<Evidence>,
}

/// A document before it was put.
#[derive(Clone, Debug)]
pub struct SourceChange {
    /// Its place among [`Graph::sources`].
    pub index: usize,
    /// The document it replaced.
    pub old: Option<SourceDocument>,
}

/// Room for so many changes stays when the journal ends.
const ROOM_KEPT: usize = 1024;

/// The changes since the last commit.
#[derive(Clone, Debug, Default)]
pub(super) struct Journal {
    changes: Vec<Change>,
}

impl Journal {
    pub(super) fn add(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// Keeps a little room for the next statement, not what a bulk load took.
    fn clear(&mut self) {
        self.changes.clear();
        self.changes.shrink_to(ROOM_KEPT);
    }

    fn pop_behind(&mut self, savepoint: Savepoint) -> Option<Change> {
        if self.changes.len() > savepoint.0 {
            self.changes.pop()
        } else {
            None
        }
    }
}

/// Savepoints, roll-back and commit.
impl Graph {
    /// Where the journal is now.
    pub fn savepoint(&self) -> Savepoint {
        Savepoint(self.journal.changes.len())
    }

    /// The changes made since, in order; none for a savepoint behind the journal's end.
    pub fn changes_since(&self, savepoint: Savepoint) -> &[Change] {
        self.journal.changes.get(savepoint.0..).unwrap_or_default()
    }

    /// Undoes every change made since, in reverse order.
    pub fn roll_back(&mut self, to: Savepoint) {
        while let Some(change) = self.journal.pop_behind(to) {
            self.undo(change);
        }
    }

    /// Forgets the journal: what was done stays. Deleted entities are forgotten, their rows may be used again.
    pub fn commit(&mut self) {
        self.journal.clear();
        self.close_graves();
        self.adjacency.settle(self.topology.node_count());
    }

    fn undo(&mut self, change: Change) {
        match change {
            Change::NodeCreated(id) => self.unmake_node(id),
            Change::NodeDeleted(id) => self.revive_node(id),
            Change::RelationshipCreated(id) => self.unmake_relationship(id),
            Change::RelationshipDeleted(id) => self.revive_relationship(id),
            Change::NodesCreated(first, count) => {
                (first.0..first.0 + count)
                    .rev()
                    .for_each(|id| self.unmake_node(NodeId(id)));
            }
            Change::RelationshipsCreated(first, count) => {
                (first.0..first.0 + count)
                    .rev()
                    .for_each(|id| self.unmake_relationship(RelationshipId(id)));
            }
            Change::PropertySet(was) => self.store_property(was.entity, was.key, was.old),
            Change::LabelAdded(node, label) => self.without_label(node, label),
            Change::LabelRemoved(node, label) => self.with_label(node, label),
            Change::EvidenceSet(was) => drop(self.evidence.swap(was.entity, was.old)),
            Change::SourcePut(was) => self.evidence.restore_source(was.index, was.old),
            Change::RuleDeclared => drop(self.rules.pop()),
            Change::RuleDropped(was) => self.rules.insert(was.0, was.1),
            Change::LabelInterned(_) => self.forget_label(),
            Change::TypeInterned(_) => self.forget_type(),
            Change::KeyInterned(_) => self.names.forget_key(),
        }
    }

    fn forget_label(&mut self) {
        self.names.forget_label();
        self.statistics.forget_label();
    }

    fn forget_type(&mut self) {
        self.names.forget_type();
        self.relationship_tables.pop();
        self.adjacency.forget_type();
        self.statistics.forget_type();
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_change_is_two_words() {
        assert_eq!(size_of::<super::Change>(), 16);
    }
}
