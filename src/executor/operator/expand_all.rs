//! From a bound node along one relationship to its neighbours.
//!
//! Where nobody reads what is found, no rows are made: the weight of the row is multiplied by the node's degree.

use super::admitted::Admitted;
use super::emission::{Emission, put};
use super::grow::Grow;
use super::walk::Walk;
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::profile::Reads;
use crate::graph::{Direction, Graph, TypeId};
use crate::planner::plan::Follow;
use crate::semantics::expression::{LabelExpression, Slot};
use crate::value::{NodeId, RelationshipId};

/// A node with more neighbours than this is given in several chunks.
const AT_ONCE: usize = 16 * CHUNK_ROWS;

pub(super) struct ExpandAll<'p> {
    from: Slot,
    relationship: Slot,
    to: Slot,
    follow: &'p Follow,
    labels: &'p [LabelExpression],
    live: &'p [Slot],
    walk: Walk,
    admitted: Admitted,
    /// Whether the relationships found are read, and the nodes.
    reads: (bool, bool),
    rows_seen: usize,
    indexed: bool,
    indexes: Vec<(TypeId, Direction, bool)>,
    relationships: Vec<RelationshipId>,
    nodes: Vec<NodeId>,
    /// Neighbours of the current row still to be given.
    rest: std::vec::IntoIter<(RelationshipId, NodeId)>,
}

impl<'p> ExpandAll<'p> {
    pub(super) fn new(
        (from, relationship, to): (Slot, Slot, Slot),
        (follow, labels): (&'p Follow, &'p [LabelExpression]),
        live: &'p [Slot],
    ) -> Self {
        Self {
            from,
            relationship,
            to,
            follow,
            labels,
            live,
            walk: Walk::default(),
            admitted: Admitted::default(),
            reads: (live.contains(&relationship), live.contains(&to)),
            rows_seen: 0,
            indexed: false,
            indexes: Vec::new(),
            relationships: Vec::new(),
            nodes: Vec::new(),
            rest: Vec::new().into_iter(),
        }
    }

    /// The neighbours over the index. Gives how many.
    fn indexed(&mut self, node: NodeId, graph: &Graph, reads: &Reads) -> usize {
        let mut found = 0;
        for place in 0..self.indexes.len() {
            let (kind, side, again) = self.indexes[place];
            let (neighbours, ids) = graph.adjacency(kind, side).lists(node);
            let (from, to) = self.admitted.extent(neighbours);
            reads.add(to - from);
            let lists = (&neighbours[from..to], &ids[from..to]);
            found += self.copy(lists, node, again, graph);
        }
        found
    }

    /// Copies neighbours of one type and side. With `again` loops were met on the other side.
    fn copy(
        &mut self,
        (neighbours, ids): (&[NodeId], &[RelationshipId]),
        node: NodeId,
        again: bool,
        graph: &Graph,
    ) -> usize {
        if let Admitted::Sets(_) = self.admitted {
            return self.copy_some((neighbours, ids), node, again, graph);
        }
        // Neighbours are sorted, so loops stand together.
        let (from, loops) = match again {
            true => {
                let from = neighbours.partition_point(|other| *other < node);
                let loops = neighbours[from..].partition_point(|other| *other == node);
                (from, loops)
            }
            false => (neighbours.len(), 0),
        };
        if self.reads.0 {
            self.relationships.extend_from_slice(&ids[..from]);
            self.relationships.extend_from_slice(&ids[from + loops..]);
        }
        if self.reads.1 {
            self.nodes.extend_from_slice(&neighbours[..from]);
            self.nodes.extend_from_slice(&neighbours[from + loops..]);
        }
        neighbours.len() - loops
    }

    /// The same where those with the labels have to be picked one by one.
    fn copy_some(
        &mut self,
        (neighbours, ids): (&[NodeId], &[RelationshipId]),
        node: NodeId,
        again: bool,
        graph: &Graph,
    ) -> usize {
        let mut found = 0;
        for (neighbour, id) in neighbours.iter().zip(ids) {
            if self.admitted.admits(*neighbour, graph) && !(again && *neighbour == node) {
                found += 1;
                if self.reads.0 {
                    self.relationships.push(*id);
                }
                if self.reads.1 {
                    self.nodes.push(*neighbour);
                }
            }
        }
        found
    }

    /// The neighbours over the node's own lists; those of a hub beyond a part of them are kept for later.
    fn listed(&mut self, node: NodeId, graph: &Graph, reads: &Reads) -> usize {
        let mut found = 0;
        let admitted = &self.admitted;
        let hops = self.walk.hops(node, graph, reads);
        let mut hops = hops.filter(|(_, neighbour)| admitted.admits(*neighbour, graph));
        for (relationship, neighbour) in hops.by_ref().take(AT_ONCE) {
            found += 1;
            if self.reads.0 {
                self.relationships.push(relationship);
            }
            if self.reads.1 {
                self.nodes.push(neighbour);
            }
        }
        self.rest = hops.collect::<Vec<_>>().into_iter();
        found
    }

    /// Gives a part of what a hub has.
    fn go_on(&mut self, row: usize, out: &mut Emission) -> bool {
        let room = CHUNK_ROWS - out.len();
        let part: Vec<_> = self.rest.by_ref().take(room).collect();
        out.repeat(row, part.len());
        if self.reads.0 {
            self.relationships.extend(part.iter().map(|hop| hop.0));
        }
        if self.reads.1 {
            self.nodes.extend(part.iter().map(|hop| hop.1));
        }
        self.rest.as_slice().is_empty()
    }
}

impl Grow for ExpandAll<'_> {
    fn begin(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> Result<(), RunError> {
        self.walk = Walk::new(self.follow, &context.graph);
        self.admitted = Admitted::new(self.labels, &context.graph);
        self.rows_seen = self.rows_seen.saturating_add(chunk.rows);
        self.indexed = self.walk.wants_indexes(self.rows_seen, &context.graph);
        self.indexes.clear();
        self.indexes.extend(self.walk.indexes());
        Ok(())
    }

    fn grow(
        &mut self,
        chunk: &Chunk,
        row: usize,
        out: &mut Emission,
        context: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        if !self.rest.as_slice().is_empty() {
            return Ok(self.go_on(row, out));
        }
        let Some(node) = chunk.column(self.from).node(row) else {
            return Ok(true);
        };
        let (graph, reads) = (&*context.graph, &context.reads);
        if self.reads == (false, false) {
            let degree = if self.admitted.is_any() {
                graph.degree(node, self.walk.direction, self.walk.types())
            } else {
                let hops = self.walk.hops(node, graph, reads);
                hops.filter(|(_, it)| self.admitted.admits(*it, graph))
                    .count()
            };
            if degree > 0 {
                out.push_weighted(row, degree as u64);
            }
            return Ok(true);
        }
        if self.indexed {
            let found = self.indexed(node, graph, reads);
            out.repeat(row, found);
            return Ok(true);
        }
        let found = self.listed(node, graph, reads);
        out.repeat(row, found);
        Ok(self.rest.as_slice().is_empty())
    }

    fn finish(&mut self, chunk: &mut Chunk) {
        let relationships = Vector::Relationships(std::mem::take(&mut self.relationships));
        let nodes = Vector::Nodes(std::mem::take(&mut self.nodes));
        put(chunk, self.relationship, relationships, self.live);
        put(chunk, self.to, nodes, self.live);
    }

    fn reset(&mut self) {
        self.relationships.clear();
        self.nodes.clear();
        self.rest = Vec::new().into_iter();
    }
}
