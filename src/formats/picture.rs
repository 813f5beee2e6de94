//! The part of a graph that is to be drawn.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::graph::{Direction, Graph};
use crate::session::{Node, Relationship, Rows};
use crate::value::{NodeId, RelationshipId};

/// Nodes and relationships in order of their ids; both ends of each relationship are there.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// The nodes.
    pub nodes: BTreeMap<NodeId, Arc<Node>>,
    /// The relationships.
    pub relationships: BTreeMap<RelationshipId, Arc<Relationship>>,
}

impl Picture {
    /// A whole graph.
    pub fn of_graph(graph: &Graph) -> Self {
        let mut picture = Picture::default();
        for node in graph.nodes() {
            picture.add_node(node, graph);
        }
        for relationship in graph.relationships() {
            picture.add_relationship(relationship, graph);
        }
        picture
    }

    /// What an answer touches: the nodes, relationships and paths in its rows, and the paths of a walk.
    pub fn of_rows(rows: &Rows) -> Self {
        Picture {
            nodes: rows
                .entities
                .nodes()
                .map(|node| (node.id, Arc::clone(node)))
                .collect(),
            relationships: rows
                .entities
                .relationships()
                .map(|found| (found.id, Arc::clone(found)))
                .collect(),
        }
    }

    /// The same with all relationships of the graph that join two of its nodes.
    pub fn connected(mut self, graph: &Graph) -> Self {
        let nodes: BTreeSet<NodeId> = self.nodes.keys().copied().collect();
        for node in nodes
            .iter()
            .filter(|node| graph.contains(crate::graph::Entity::Node(**node)))
        {
            for (relationship, other) in graph.expand(*node, Direction::Outgoing, None) {
                if nodes.contains(&other) {
                    self.add_relationship(relationship, graph);
                }
            }
        }
        self
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    fn add_node(&mut self, id: NodeId, graph: &Graph) {
        self.nodes
            .entry(id)
            .or_insert_with(|| Arc::new(Node::read(id, graph)));
    }

    fn add_relationship(&mut self, id: RelationshipId, graph: &Graph) {
        self.relationships
            .entry(id)
            .or_insert_with(|| Arc::new(Relationship::read(id, graph)));
    }
}
