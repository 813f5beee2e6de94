//! The relationships an expansion follows, as the graph numbers them.

use std::ops::Range;

use crate::executor::context::GraphAccess;
use crate::executor::profile::Reads;
use crate::graph::{Adjacency, Direction, Expansion, Graph, Relationship, TypeId};
use crate::planner::plan::Follow;
use crate::value::{NodeId, RelationshipId};

/// The adjacency index is asked for once it is used for one in so many of the relationships it holds.
const WORTH_AN_INDEX: usize = 16;
/// With more types than this each node's own list is read.
const MOST_TYPES: usize = 4;

/// A list of neighbours, and whether loops were met over the list before it.
pub(super) type List<'g> = (Adjacency<'g>, bool);

/// The relationships of a node, with the nodes at their other ends, over lists.
pub(super) fn hops_over<'l, 'g: 'l>(
    lists: &'l [List<'g>],
    node: NodeId,
    reads: &'l Reads,
) -> impl Iterator<Item = (RelationshipId, NodeId)> + 'l {
    lists.iter().flat_map(move |(list, again)| {
        let (neighbours, relationships) = list.lists(node);
        reads.add(neighbours.len());
        let hops = relationships
            .iter()
            .copied()
            .zip(neighbours.iter().copied());
        hops.filter(move |(_, neighbour)| !(*again && *neighbour == node))
    })
}

/// The relationships of a node, with the nodes at their other ends; what was read of them is counted in the end.
pub(super) struct Hops<'g> {
    expansion: Expansion<'g>,
    reads: &'g Reads,
}

impl Iterator for Hops<'_> {
    type Item = (RelationshipId, NodeId);

    fn next(&mut self) -> Option<Self::Item> {
        self.expansion.next()
    }
}

impl Drop for Hops<'_> {
    fn drop(&mut self) {
        self.reads.add(self.expansion.entries_read());
    }
}

/// A direction with types the graph knows.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    pub direction: Direction,
    /// `None`: any. Types nothing has are left out, and each is there once.
    types: Option<Vec<TypeId>>,
}

impl Default for Walk {
    fn default() -> Self {
        Self {
            direction: Direction::Both,
            types: Some(Vec::new()),
        }
    }
}

impl Walk {
    pub(super) fn new(follow: &Follow, graph: &Graph) -> Self {
        let known = || {
            let mut known = Vec::new();
            for kind in follow.types.iter().filter_map(|name| graph.type_id(name)) {
                if !known.contains(&kind) {
                    known.push(kind);
                }
            }
            known
        };
        Self {
            direction: follow.direction,
            types: (!follow.types.is_empty()).then(known),
        }
    }

    pub(super) fn types(&self) -> Option<&[TypeId]> {
        self.types.as_deref()
    }

    /// Whether to go over adjacency indexes: they are there, or enough rows come for them to be worth building.
    pub(super) fn wants_indexes(&self, rows: usize, graph: &Graph) -> bool {
        let Some(types) = self.types() else {
            return false;
        };
        let kinds = types.iter();
        let count: usize = kinds.map(|kind| graph.relationship_count_of(*kind)).sum();
        types.len() <= MOST_TYPES
            && (self.direction.is_by_degree()
                || rows.saturating_mul(WORTH_AN_INDEX) >= count
                || self.has_indexes(graph))
    }

    /// Whether the adjacency indexes of what is followed are there.
    pub(super) fn has_indexes(&self, graph: &Graph) -> bool {
        self.types().is_some_and(|types| {
            let sides = sides(self.direction);
            let built = |kind: &TypeId| sides.iter().all(|side| graph.has_adjacency(*kind, *side));
            types.iter().all(built)
        })
    }

    /// The ids of a node and of all it may lead to, in any number of steps, are in this range.
    pub(super) fn range(&self, from: NodeId, graph: &Graph) -> Range<u32> {
        let bound = graph.node_bound() as u32;
        if self.direction != Direction::Both || !self.has_indexes(graph) {
            return 0..bound;
        }
        // Over both sides every node arrived at is one that is left, too.
        let lists = self.indexes();
        let ranges = lists.map(|(kind, side, _)| graph.adjacency(kind, side).range(bound));
        let own = from.0..from.0 + 1;
        ranges
            .filter(|range| !range.is_empty())
            .fold(own, |all, range| {
                all.start.min(range.start)..all.end.max(range.end)
            })
    }

    /// The indexes that together hold what is followed: type, side, and whether loops were met on the side before.
    pub(super) fn indexes(&self) -> impl Iterator<Item = (TypeId, Direction, bool)> + '_ {
        let types = self.types().unwrap_or_default().iter();
        types.flat_map(move |&kind| {
            let sides = sides(self.direction).iter();
            sides.map(move |&side| {
                let again = self.direction == Direction::Both && side == Direction::Incoming;
                (kind, side, again)
            })
        })
    }

    /// The lists that together hold what is followed.
    pub(super) fn lists<'g>(&self, graph: &'g Graph) -> Vec<List<'g>> {
        let lists = self.indexes().map(|(kind, side, again)| {
            let again = again && graph.loop_count_of(kind) > 0;
            (graph.adjacency(kind, side), again)
        });
        lists.collect()
    }

    /// The same where a statement only reads and the indexes are there.
    pub(super) fn lists_of_reader<'g>(&self, graph: &GraphAccess<'g>) -> Option<Vec<List<'g>>> {
        let graph = graph.shared()?;
        self.has_indexes(graph).then(|| self.lists(graph))
    }

    /// The same relationships from their other ends.
    pub(super) fn reversed(&self) -> Walk {
        Walk {
            direction: self.direction.reversed(),
            types: self.types.clone(),
        }
    }

    /// The relationships of a node with the nodes at their other ends.
    pub(super) fn hops<'g>(&'g self, node: NodeId, graph: &'g Graph, reads: &'g Reads) -> Hops<'g> {
        let expansion = graph.expand(node, self.direction, self.types());
        Hops { expansion, reads }
    }

    /// Whether a relationship is of one of the types.
    pub(super) fn admits(&self, kind: TypeId) -> bool {
        self.types().is_none_or(|types| types.contains(&kind))
    }

    /// The ends of a relationship as `(left, right)`, once for each way it may be followed from left to right.
    pub(super) fn ends(
        &self,
        relationship: RelationshipId,
        graph: &Graph,
    ) -> impl Iterator<Item = (NodeId, NodeId)> + use<> {
        self.ends_of(&graph.relationship(relationship), graph)
    }

    /// As [`Self::ends`] of a relationship's fixed part.
    pub(super) fn ends_of(
        &self,
        fixed: &Relationship,
        graph: &Graph,
    ) -> impl Iterator<Item = (NodeId, NodeId)> + use<> {
        let admitted = self.admits(fixed.kind);
        let along = (fixed.start, fixed.end);
        let against = (fixed.end, fixed.start);
        let (first, second) = match self.direction {
            Direction::Outgoing => (Some(along), None),
            Direction::Incoming => (Some(against), None),
            Direction::Both => (Some(along), (along != against).then_some(against)),
            Direction::Ascending | Direction::Descending => {
                (graph.ends_by_degree(fixed, self.direction), None)
            }
        };
        let both = first.into_iter().chain(second);
        both.filter(move |_| admitted)
    }
}

fn sides(direction: Direction) -> &'static [Direction] {
    match direction {
        Direction::Outgoing => &[Direction::Outgoing],
        Direction::Incoming => &[Direction::Incoming],
        Direction::Both => &[Direction::Outgoing, Direction::Incoming],
        Direction::Ascending => &[Direction::Ascending],
        Direction::Descending => &[Direction::Descending],
    }
}
