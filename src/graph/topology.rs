//! What is connected to what: petgraph's, and the only place that knows petgraph's indices.
//!
//! petgraph gives the index of a removed node or edge to the next one, ids are never given out again; so ids map to
//! indices here, and every weight says whose it is.

use std::num::NonZeroU32;

use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
use petgraph::visit::EdgeRef;

use super::id::{Relationship, Side, TypeId};
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

/// The id is kept plus one, so that petgraph's `Option` around a weight takes no room.
#[derive(Clone, Copy, Debug)]
struct Weight {
    mark: NonZeroU32,
    place: Place,
}

impl Weight {
    fn new(id: u32, place: Place) -> Self {
        Self {
            mark: NonZeroU32::MIN.saturating_add(id),
            place,
        }
    }

    fn id(&self) -> u32 {
        self.mark.get() - 1
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
    /// By node id; the end mark where there is none any more.
    nodes: Vec<NodeIndex>,
    /// By relationship id.
    relationships: Vec<EdgeIndex>,
    /// Whether some node's index is not its id. As long as none is, ids need no look into weights.
    shuffled: bool,
}

impl Topology {
    pub(super) fn reserve(&mut self, nodes: usize, relationships: usize) {
        self.graph.reserve_nodes(nodes);
        self.graph.reserve_edges(relationships);
        self.nodes.reserve(nodes);
        self.relationships.reserve(relationships);
    }

    pub(super) fn node_count(&self) -> usize {
        self.graph.node_count()
    }

    pub(super) fn relationship_count(&self) -> usize {
        self.graph.edge_count()
    }

    pub(super) fn node_bound(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn relationship_bound(&self) -> usize {
        self.relationships.len()
    }

    pub(super) fn nodes(&self) -> impl Iterator<Item = NodeId> + '_ {
        let ids = self.nodes.iter().enumerate();
        ids.filter(|(_, index)| **index != NodeIndex::end())
            .map(|(id, _)| NodeId(id as u32))
    }

    pub(super) fn relationships(&self) -> impl Iterator<Item = RelationshipId> + '_ {
        let ids = self.relationships.iter().enumerate();
        ids.filter(|(_, index)| **index != EdgeIndex::end())
            .map(|(id, _)| RelationshipId(id as u32))
    }

    pub(super) fn has_node(&self, id: NodeId) -> bool {
        self.node_index(id) != NodeIndex::end()
    }

    pub(super) fn has_relationship(&self, id: RelationshipId) -> bool {
        self.edge_index(id) != EdgeIndex::end()
    }

    #[inline]
    fn node_index(&self, id: NodeId) -> NodeIndex {
        self.nodes
            .get(id.0 as usize)
            .copied()
            .unwrap_or(NodeIndex::end())
    }

    #[inline]
    fn edge_index(&self, id: RelationshipId) -> EdgeIndex {
        self.relationships
            .get(id.0 as usize)
            .copied()
            .unwrap_or(EdgeIndex::end())
    }

    /// The id of the node at an index that is in use.
    #[inline]
    fn node_at(&self, index: NodeIndex) -> NodeId {
        if !self.shuffled {
            return NodeId(index.index() as u32);
        }
        NodeId(self.graph.node_weight(index).map_or(u32::MAX, Weight::id))
    }

    #[inline]
    pub(super) fn place_of_node(&self, id: NodeId) -> Option<Place> {
        self.graph
            .node_weight(self.node_index(id))
            .map(|weight| weight.place)
    }

    #[inline]
    pub(super) fn place_of_relationship(&self, id: RelationshipId) -> Option<Place> {
        self.graph
            .edge_weight(self.edge_index(id))
            .map(|weight| weight.place)
    }

    pub(super) fn move_node(&mut self, id: NodeId, place: Place) {
        let index = self.node_index(id);
        if let Some(weight) = self.graph.node_weight_mut(index) {
            weight.place = place;
        }
    }

    /// Adds a node with an id that is new or was removed.
    pub(super) fn insert_node(&mut self, id: NodeId, place: Place) {
        let index = self.graph.add_node(Weight::new(id.0, place));
        self.shuffled |= index.index() != id.0 as usize;
        match self.nodes.get_mut(id.0 as usize) {
            Some(entry) => *entry = index,
            None => self.nodes.push(index),
        }
    }

    /// Removes a node; its id stays taken.
    pub(super) fn remove_node(&mut self, id: NodeId) {
        self.graph.remove_node(self.node_index(id));
        self.nodes[id.0 as usize] = NodeIndex::end();
    }

    /// Gives back the last id given out, whose node is removed.
    pub(super) fn forget_node(&mut self) {
        self.nodes.pop();
        if self.graph.node_count() == 0 {
            self.shuffled = false;
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
        let weight = Weight::new(
            id.0,
            Place {
                table: fixed.kind.0,
                row,
            },
        );
        let index = self.graph.add_edge(start, end, weight);
        match self.relationships.get_mut(id.0 as usize) {
            Some(entry) => *entry = index,
            None => self.relationships.push(index),
        }
    }

    /// Removes a relationship; its id stays taken.
    pub(super) fn remove_relationship(&mut self, id: RelationshipId) {
        self.graph.remove_edge(self.edge_index(id));
        self.relationships[id.0 as usize] = EdgeIndex::end();
    }

    /// Gives back the last id given out, whose relationship is removed.
    pub(super) fn forget_relationship(&mut self) {
        self.relationships.pop();
    }

    pub(super) fn relationship(&self, id: RelationshipId) -> Option<Relationship> {
        let index = self.edge_index(id);
        let kind = TypeId(self.graph.edge_weight(index)?.place.table);
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
                relationship: RelationshipId(edge.weight().id()),
                kind: TypeId(edge.weight().place.table),
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

    /// Whether ids, indices and weights agree, for every entity.
    pub(super) fn agrees(&self) -> bool {
        let weights = self.graph.node_indices().zip(self.graph.node_weights());
        let nodes = weights.into_iter().all(|(index, weight)| {
            self.node_index(NodeId(weight.id())) == index && self.node_at(index).0 == weight.id()
        });
        let edges = self.graph.edge_indices().zip(self.graph.edge_weights());
        nodes
            && edges
                .into_iter()
                .all(|(at, w)| self.edge_index(RelationshipId(w.id())) == at)
            && self.nodes().count() == self.node_count()
            && self.relationships().count() == self.relationship_count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_around_a_weight_takes_no_room() {
        assert_eq!(size_of::<Option<Weight>>(), 12);
    }

    #[test]
    fn an_edge_of_the_graph_is_twenty_eight_bytes() {
        assert_eq!(size_of::<petgraph::graph::Edge<Option<Weight>, u32>>(), 28);
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
