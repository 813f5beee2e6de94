//! What the graph's parts are called: labels, types, keys, entities, directions.

use crate::value::{NodeId, RelationshipId};

/// The number of a label, in order of first use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(transparent)]
pub struct LabelId(pub u32);

/// The number of a relationship type, in order of first use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(transparent)]
pub struct TypeId(pub u32);

/// The number of a property key, in order of first use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(transparent)]
pub struct KeyId(pub u32);

/// A node or a relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Entity {
    /// A node.
    Node(NodeId),
    /// A relationship.
    Relationship(RelationshipId),
}

/// A relationship's fixed part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relationship {
    /// Its type.
    pub kind: TypeId,
    /// Where it leaves.
    pub start: NodeId,
    /// Where it arrives.
    pub end: NodeId,
}

impl Relationship {
    /// What is left of a relationship whose deletion was committed: no type, no ends.
    pub const GONE: Relationship = Relationship {
        kind: TypeId(u32::MAX),
        start: NodeId::NONE,
        end: NodeId::NONE,
    };

    /// The node at the other end; of a loop the same node.
    pub fn other(&self, node: NodeId) -> NodeId {
        if self.start == node {
            self.end
        } else {
            self.start
        }
    }
}

/// The way relationships are followed from a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From start to end.
    Outgoing,
    /// From end to start.
    Incoming,
    /// Either way; a loop is met once.
    Both,
    /// Either way, from the end that has fewer relationships of the type to the one that has more; of two with as many, from the
    /// lower id to the higher. A loop is not met.
    Ascending,
    /// The other way round.
    Descending,
}

impl Direction {
    /// The same relationships seen from their other end.
    pub fn reversed(self) -> Self {
        match self {
            Direction::Outgoing => Direction::Incoming,
            Direction::Incoming => Direction::Outgoing,
            Direction::Both => Direction::Both,
            Direction::Ascending => Direction::Descending,
            Direction::Descending => Direction::Ascending,
        }
    }

    /// Whether ends are compared by how many relationships they have.
    pub fn is_by_degree(self) -> bool {
        matches!(self, Direction::Ascending | Direction::Descending)
    }

    /// The sides this direction stands for, `Outgoing` first; none where ends are compared.
    pub(super) fn sides(self) -> &'static [Side] {
        match self {
            Direction::Outgoing => &[Side::Out],
            Direction::Incoming => &[Side::In],
            Direction::Both => &[Side::Out, Side::In],
            Direction::Ascending | Direction::Descending => &[],
        }
    }
}

/// A direction that is only one way: what is stored per direction is indexed by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// From start to end.
    Out = 0,
    /// From end to start.
    In = 1,
}

impl Side {
    /// Both, in the order of their numbers.
    pub(super) const ALL: [Side; 2] = [Side::Out, Side::In];

    /// The node of a relationship that this side starts from, and the one it leads to.
    pub(super) fn ends(self, relationship: &Relationship) -> (NodeId, NodeId) {
        match self {
            Side::Out => (relationship.start, relationship.end),
            Side::In => (relationship.end, relationship.start),
        }
    }
}

/// An id that marks the rows of a table, with a value that marks a dead row.
pub(super) trait RowId: Copy + Ord {
    /// The mark of a row nobody lives in.
    const NONE: Self;

    /// The id as a number.
    fn number(self) -> u32;
}

impl RowId for NodeId {
    const NONE: Self = NodeId::NONE;

    fn number(self) -> u32 {
        self.0
    }
}

impl RowId for RelationshipId {
    const NONE: Self = RelationshipId::NONE;

    fn number(self) -> u32 {
        self.0
    }
}
