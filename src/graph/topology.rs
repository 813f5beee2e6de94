//! What is connected to what: petgraph's, and the only place that knows petgraph's indices.
//!
//! petgraph gives the index of a removed node or edge to the next one, ids are never given out again. Until it does,
//! ids are indices; from then on a list either way says which belong together.

use std::num::NonZeroU32;

use petgraph::graph::{Edge, Node};
use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
use petgraph::visit::EdgeRef;

use super::id::{Relationship, Side, TypeId};
use super::memory::vector_bytes;
use super::text::store;
use crate::value::{NodeId, RelationshipId};

/// Where an entity's properties are: a node table's number or a relationship's type, and a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) table: u32,
    pub(super) row: u32,
}

impl Place {
    /// Of no entity.
    pub(super) const NOWHERE: Place = Place {
        table: u32::MAX,
        row: u32::MAX,
    };
}

/// Where an entity's properties are, with the table's number plus one, so that petgraph's `Option` around it takes no
/// room. Whose weight it is, its index says.
#[derive(Clone, Copy, Debug)]
struct Weight {
    mark: NonZeroU32,
    row: u32,
}

impl Weight {
    fn new(place: Place) -> Self {
        Self {
            mark: NonZeroU32::MIN.saturating_add(place.table),
            row: place.row,
        }
    }

    fn place(self) -> Place {
        Place {
            table: self.mark.get() - 1,
            row: self.row,
        }
    }
}

/// Nothing has this index.
const NO_INDEX: u32 = u32::MAX;

/// Which index of petgraph's each id has.
#[derive(Clone, Debug)]
enum Numbering {
    /// Every id is its own index: so it is until petgraph gives an index again. So many were given out.
    Same(u32),
    /// By id the index, and by index the id, as far as either was ever in use.
    Listed { indices: Vec<u32>, ids: Vec<u32> },
}

impl Default for Numbering {
    fn default() -> Self {
        Numbering::Same(0)
    }
}

impl Numbering {
    /// The number of ids given out.
    fn bound(&self) -> usize {
        match self {
            Numbering::Same(bound) => *bound as usize,
            Numbering::Listed { indices, .. } => indices.len(),
        }
    }

    /// The index of an id; petgraph may have nothing there any more.
    #[inline]
    fn index(&self, id: u32) -> u32 {
        match self {
            Numbering::Same(bound) if id < *bound => id,
            Numbering::Same(_) => NO_INDEX,
            Numbering::Listed { indices, .. } => {
                indices.get(id as usize).copied().unwrap_or(NO_INDEX)
            }
        }
    }

    /// The id of what is at an index.
    #[inline]
    fn id(&self, index: u32) -> u32 {
        match self {
            Numbering::Same(_) => index,
            Numbering::Listed { ids, .. } => ids[index as usize],
        }
    }

    /// Notes the index of an id that is new or came back; `used` tells which others are in use.
    fn give(&mut self, id: u32, index: u32, used: impl Fn(u32) -> bool) {
        if let Numbering::Same(bound) = self {
            if id == index {
                *bound = (*bound).max(id + 1);
                return;
            }
            let held = |at: u32| {
                if at != index && used(at) {
                    at
                } else {
                    NO_INDEX
                }
            };
            *self = Numbering::Listed {
                indices: (0..*bound).map(held).collect(),
                ids: (0..*bound).collect(),
            };
        }
        if let Numbering::Listed { indices, ids } = self {
            store(indices, id as usize, index, NO_INDEX);
            store(ids, index as usize, id, NO_INDEX);
        }
    }

    /// Notes that an id has no index any more.
    fn take(&mut self, id: u32) {
        if let Numbering::Listed { indices, .. } = self {
            indices[id as usize] = NO_INDEX;
        }
    }

    /// Gives back the last id given out.
    fn forget(&mut self) {
        match self {
            Numbering::Same(bound) => *bound -= 1,
            Numbering::Listed { indices, .. } => {
                indices.pop();
            }
        }
    }

    /// How many bytes are allocated.
    fn bytes(&self) -> usize {
        match self {
            Numbering::Same(_) => 0,
            Numbering::Listed { indices, ids } => vector_bytes(indices) + vector_bytes(ids),
        }
    }

    /// Begins anew where nothing is in use.
    fn reset(&mut self) {
        *self = Numbering::Same(self.bound() as u32);
    }
}

/// A relationship met from one of its ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hop {
    pub(super) relationship: RelationshipId,
    pub(super) kind: TypeId,
    /// The node at the other end.
    pub(super) node: NodeId,
}

/// Nodes and relationships, alive ones only.
#[derive(Clone, Debug, Default)]
pub(super) struct Topology {
    graph: StableDiGraph<Weight, Weight>,
    nodes: Numbering,
    relationships: Numbering,
}

impl Topology {
    pub(super) fn reserve(&mut self, nodes: usize, relationships: usize) {
        self.graph.reserve_nodes(nodes);
        self.graph.reserve_edges(relationships);
    }

    /// How many bytes are allocated.
    pub(super) fn bytes(&self) -> usize {
        let (nodes, edges) = self.graph.capacity();
        nodes * size_of::<Node<Option<Weight>, u32>>()
            + edges * size_of::<Edge<Option<Weight>, u32>>()
            + self.nodes.bytes()
            + self.relationships.bytes()
    }

    pub(super) fn node_count(&self) -> usize {
        self.graph.node_count()
    }

    pub(super) fn relationship_count(&self) -> usize {
        self.graph.edge_count()
    }

    pub(super) fn node_bound(&self) -> usize {
        self.nodes.bound()
    }

    pub(super) fn relationship_bound(&self) -> usize {
        self.relationships.bound()
    }

    pub(super) fn nodes(&self) -> impl Iterator<Item = NodeId> + '_ {
        let ids = (0..self.node_bound() as u32).map(NodeId);
        ids.filter(|&id| self.has_node(id))
    }

    pub(super) fn relationships(&self) -> impl Iterator<Item = RelationshipId> + '_ {
        let ids = (0..self.relationship_bound() as u32).map(RelationshipId);
        ids.filter(|&id| self.has_relationship(id))
    }

    pub(super) fn has_node(&self, id: NodeId) -> bool {
        self.graph.contains_node(self.node_index(id))
    }

    pub(super) fn has_relationship(&self, id: RelationshipId) -> bool {
        self.graph.edge_weight(self.edge_index(id)).is_some()
    }

    #[inline]
    fn node_index(&self, id: NodeId) -> NodeIndex {
        NodeIndex::from(self.nodes.index(id.0))
    }

    #[inline]
    fn edge_index(&self, id: RelationshipId) -> EdgeIndex {
        EdgeIndex::from(self.relationships.index(id.0))
    }

    /// The id of the node at an index that is in use.
    #[inline]
    fn node_at(&self, index: NodeIndex) -> NodeId {
        NodeId(self.nodes.id(index.index() as u32))
    }

    #[inline]
    pub(super) fn place_of_node(&self, id: NodeId) -> Option<Place> {
        let weight = self.graph.node_weight(self.node_index(id));
        weight.map(|weight| weight.place())
    }

    #[inline]
    pub(super) fn place_of_relationship(&self, id: RelationshipId) -> Option<Place> {
        let weight = self.graph.edge_weight(self.edge_index(id));
        weight.map(|weight| weight.place())
    }

    pub(super) fn move_node(&mut self, id: NodeId, place: Place) {
        let index = self.node_index(id);
        if let Some(weight) = self.graph.node_weight_mut(index) {
            *weight = Weight::new(place);
        }
    }

    /// Adds a node with an id that is new or was removed.
    pub(super) fn insert_node(&mut self, id: NodeId, place: Place) {
        let index = self.graph.add_node(Weight::new(place)).index() as u32;
        let used = |at| self.graph.contains_node(NodeIndex::from(at));
        self.nodes.give(id.0, index, used);
    }

    /// Removes a node; its id stays taken.
    pub(super) fn remove_node(&mut self, id: NodeId) {
        self.graph.remove_node(self.node_index(id));
        self.nodes.take(id.0);
    }

    /// Gives back the last id given out, whose node is removed.
    pub(super) fn forget_node(&mut self) {
        self.nodes.forget();
        if self.graph.node_count() == 0 {
            self.nodes.reset();
        }
    }

    /// Adds a relationship, with an id that is new or was removed, between nodes that exist.
    pub(super) fn insert_relationship(
        &mut self,
        id: RelationshipId,
        fixed: Relationship,
        row: u32,
    ) {
        let (start, end) = (self.node_index(fixed.start), self.node_index(fixed.end));
        let weight = Weight::new(Place {
            table: fixed.kind.0,
            row,
        });
        let index = self.graph.add_edge(start, end, weight).index() as u32;
        let used = |at| self.graph.edge_weight(EdgeIndex::from(at)).is_some();
        self.relationships.give(id.0, index, used);
    }

    /// Removes a relationship; its id stays taken.
    pub(super) fn remove_relationship(&mut self, id: RelationshipId) {
        self.graph.remove_edge(self.edge_index(id));
        self.relationships.take(id.0);
    }

    /// Gives back the last id given out, whose relationship is removed.
    pub(super) fn forget_relationship(&mut self) {
        self.relationships.forget();
        if self.graph.edge_count() == 0 {
            self.relationships.reset();
        }
    }

    pub(super) fn relationship(&self, id: RelationshipId) -> Option<Relationship> {
        let index = self.edge_index(id);
        let kind = TypeId(self.graph.edge_weight(index)?.place().table);
        let (start, end) = self.graph.edge_endpoints(index)?;
        Some(Relationship {
            kind,
            start: self.node_at(start),
            end: self.node_at(end),
        })
    }

    /// The relationships at a node, in no order that means anything.
    pub(super) fn hops(&self, node: NodeId, side: Side) -> impl Iterator<Item = Hop> + '_ {
        let direction = match side {
            Side::Out => petgraph::Direction::Outgoing,
            Side::In => petgraph::Direction::Incoming,
        };
        self.graph
            .edges_directed(self.node_index(node), direction)
            .map(move |edge| Hop {
                relationship: RelationshipId(self.relationships.id(edge.id().index() as u32)),
                kind: TypeId(edge.weight().place().table),
                node: self.node_at(if side == Side::Out {
                    edge.target()
                } else {
                    edge.source()
                }),
            })
    }

    pub(super) fn is_connected(&self, node: NodeId) -> bool {
        Side::ALL
            .into_iter()
            .any(|side| self.hops(node, side).next().is_some())
    }

    /// Whether ids and indices agree, for every entity.
    pub(super) fn agrees(&self) -> bool {
        let nodes = self.graph.node_indices();
        let edges = self.graph.edge_indices();
        let same =
            |numbering: &Numbering, index: u32| numbering.index(numbering.id(index)) == index;
        nodes
            .into_iter()
            .all(|at| same(&self.nodes, at.index() as u32))
            && edges
                .into_iter()
                .all(|at| same(&self.relationships, at.index() as u32))
            && self.nodes().count() == self.node_count()
            && self.relationships().count() == self.relationship_count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_around_a_weight_takes_no_room() {
        assert_eq!(size_of::<Option<Weight>>(), 8);
    }

    #[test]
    fn an_edge_of_the_graph_is_twenty_four_bytes() {
        assert_eq!(size_of::<Edge<Option<Weight>, u32>>(), 24);
    }

    #[test]
    fn an_index_used_again_does_not_bring_an_id_back() {
        let place = Place { table: 0, row: 0 };
        let mut topology = Topology::default();
        topology.insert_node(NodeId(0), place);
        topology.insert_node(NodeId(1), place);
        topology.remove_node(NodeId(0));
        topology.insert_node(NodeId(2), place);
        assert_eq!(topology.nodes().collect::<Vec<_>>(), [NodeId(1), NodeId(2)]);
        assert!(!topology.has_node(NodeId(0)));
        assert!(topology.agrees());
    }
}
