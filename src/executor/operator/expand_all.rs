//! From a bound node along one relationship to its neighbours, or to those of them that are joined to other nodes of the row, too:
//! the intersection of their lists.
//!
//! Where nobody reads what is found, no rows are made: the weight of the row is multiplied by the node's degree.

use super::admitted::Admitted;
use super::bounds::Bounds;
use super::emission::{Emission, put};
use super::grow::Grow;
use super::joined::{self, Joined};
use super::walk::Walk;
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::profile::Reads;
use crate::graph::{Direction, Graph, TypeId};
use crate::planner::plan::{Bound, Follow, Join};
use crate::semantics::expression::{LabelExpression, Slot};
use crate::value::{NodeId, RelationshipId};

/// A node with more neighbours than this is given in several chunks.
const AT_ONCE: usize = 16 * CHUNK_ROWS;

/// What is asked of the nodes arrived at.
pub(super) struct Arriving<'p> {
    labels: &'p [LabelExpression],
    admitted: Admitted,
    bounds: Bounds<'p>,
    joins: Vec<Joined<'p>>,
    /// Those that count, by their places among those asked for, each with how often it does.
    found: Vec<(u32, u64)>,
}

impl<'p> Arriving<'p> {
    pub(super) fn new(
        labels: &'p [LabelExpression],
        bounds: &'p [Bound],
        joins: &'p [Join],
    ) -> Self {
        Self {
            labels,
            admitted: Admitted::default(),
            bounds: Bounds::new(bounds),
            joins: joins.iter().map(Joined::new).collect(),
            found: Vec::new(),
        }
    }

    fn begin(&mut self, graph: &Graph) {
        self.admitted = Admitted::new(self.labels, graph);
        joined::begin(&mut self.joins, graph);
    }

    /// Looks at a row.
    fn turn(&mut self, chunk: &Chunk, row: usize, graph: &Graph) {
        self.bounds.turn(chunk, row);
        for join in &mut self.joins {
            join.turn(chunk.column(join.plan.to).node(row), &None, graph);
        }
    }

    /// Where among sorted neighbours of a node those stand that labels and ids admit, as far as they stand together.
    fn extent(&self, node: NodeId, neighbours: &[NodeId]) -> (usize, usize) {
        let (from, to) = self.admitted.extent(neighbours);
        let (start, end) = self.bounds.extent(node, &neighbours[from..to]);
        (from + start, from + end)
    }

    /// Whether all within the extent count once.
    fn are_all(&self) -> bool {
        self.joins.is_empty() && !matches!(self.admitted, Admitted::Sets(_))
    }

    /// Those within the extent that count, by their places, each with how often it does.
    fn select(&mut self, neighbours: &[NodeId], graph: &Graph) -> Vec<(u32, u64)> {
        let mut found = std::mem::take(&mut self.found);
        joined::select(&mut self.joins, neighbours, &[], graph, &mut found);
        if let Admitted::Sets(_) = self.admitted {
            found.retain(|(at, _)| self.admitted.admits(neighbours[*at as usize], graph));
        }
        found
    }

    /// How often a neighbour of a node counts, wherever it stands.
    fn times(&mut self, node: NodeId, neighbour: NodeId, graph: &Graph) -> u64 {
        if !self.bounds.admit(node, neighbour) || !self.admitted.admits(neighbour, graph) {
            return 0;
        }
        let joins = self.joins.iter_mut();
        let numbers = joins.map(|join| join.counted(neighbour, &None, graph));
        numbers.fold(1, u64::saturating_mul)
    }

    /// How many entries of lists were read for the joins; to be asked once.
    fn entries_read(&self) -> usize {
        self.joins.iter().map(|join| join.reads.take()).sum()
    }
}

pub(super) struct ExpandAll<'p> {
    from: Slot,
    relationship: Slot,
    to: Slot,
    follow: &'p Follow,
    arriving: Arriving<'p>,
    live: &'p [Slot],
    walk: Walk,
    /// Whether the relationships found are read, and the nodes.
    reads: (bool, bool),
    rows_seen: usize,
    indexed: bool,
    indexes: Vec<(TypeId, Direction, bool)>,
    relationships: Vec<RelationshipId>,
    nodes: Vec<NodeId>,
    /// Neighbours of the current row still to be given.
    rest: std::vec::IntoIter<Arrival>,
}

/// A relationship with the node it leads to, and how often that counts.
type Arrival = (RelationshipId, NodeId, u64);

impl<'p> ExpandAll<'p> {
    pub(super) fn new(
        (from, relationship, to): (Slot, Slot, Slot),
        follow: &'p Follow,
        arriving: Arriving<'p>,
        live: &'p [Slot],
    ) -> Self {
        Self {
            from,
            relationship,
            to,
            follow,
            arriving,
            live,
            walk: Walk::default(),
            reads: (live.contains(&relationship), live.contains(&to)),
            rows_seen: 0,
            indexed: false,
            indexes: Vec::new(),
            relationships: Vec::new(),
            nodes: Vec::new(),
            rest: Vec::new().into_iter(),
        }
    }

    /// The neighbours over the index.
    fn indexed(
        &mut self,
        (row, node): (usize, NodeId),
        out: &mut Emission,
        graph: &Graph,
        reads: &Reads,
    ) {
        for place in 0..self.indexes.len() {
            let (kind, side, again) = self.indexes[place];
            let (neighbours, ids) = graph.adjacency(kind, side).lists(node);
            let (from, to) = self.arriving.extent(node, neighbours);
            reads.add(to - from);
            let (neighbours, ids) = (&neighbours[from..to], &ids[from..to]);
            if self.arriving.are_all() {
                let found = self.copy((neighbours, ids), node, again);
                out.repeat(row, found);
                continue;
            }
            let found = self.arriving.select(neighbours, graph);
            for (at, times) in &found {
                let (neighbour, id) = (neighbours[*at as usize], ids[*at as usize]);
                if !(again && neighbour == node) {
                    self.put(row, (id, neighbour, *times), out);
                }
            }
            self.arriving.found = found;
        }
    }

    /// Copies neighbours of one type and side. With `again` loops were met on the other side. Gives how many.
    fn copy(
        &mut self,
        (neighbours, ids): (&[NodeId], &[RelationshipId]),
        node: NodeId,
        again: bool,
    ) -> usize {
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

    /// One neighbour, if it counts.
    #[inline]
    fn put(&mut self, row: usize, (id, neighbour, times): Arrival, out: &mut Emission) {
        if times == 0 {
            return;
        }
        if self.reads.0 {
            self.relationships.push(id);
        }
        if self.reads.1 {
            self.nodes.push(neighbour);
        }
        match self.arriving.joins.is_empty() {
            true => out.push(row),
            false => out.push_weighted(row, times),
        }
    }

    /// The neighbours over the node's own lists; those of a hub beyond a part of them are kept for later.
    fn listed(
        &mut self,
        (row, node): (usize, NodeId),
        out: &mut Emission,
        graph: &Graph,
        reads: &Reads,
    ) {
        let walk = std::mem::take(&mut self.walk);
        let mut hops = walk.hops(node, graph, reads);
        let mut found = 0;
        for (relationship, neighbour) in hops.by_ref() {
            let times = self.arriving.times(node, neighbour, graph);
            self.put(row, (relationship, neighbour, times), out);
            found += usize::from(times > 0);
            if found == AT_ONCE {
                break;
            }
        }
        let rest = hops.map(|(relationship, neighbour)| {
            let times = self.arriving.times(node, neighbour, graph);
            (relationship, neighbour, times)
        });
        self.rest = rest.filter(|it| it.2 > 0).collect::<Vec<_>>().into_iter();
        self.walk = walk;
    }

    /// Gives a part of what a hub has.
    fn go_on(&mut self, row: usize, out: &mut Emission) -> bool {
        while !out.is_full()
            && let Some(arrival) = self.rest.next()
        {
            self.put(row, arrival, out);
        }
        self.rest.as_slice().is_empty()
    }

    /// How many there are, where nothing but labels is asked of them and nobody reads which.
    fn degree(&self, node: NodeId, graph: &Graph, reads: &Reads) -> u64 {
        let admitted = &self.arriving.admitted;
        if admitted.is_any() {
            return graph.degree(node, self.walk.direction, self.walk.types()) as u64;
        }
        let hops = self.walk.hops(node, graph, reads);
        hops.filter(|(_, it)| admitted.admits(*it, graph)).count() as u64
    }
}

impl Grow for ExpandAll<'_> {
    fn begin(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> Result<(), RunError> {
        self.walk = Walk::new(self.follow, &context.graph);
        self.arriving.begin(&context.graph);
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
        let plain = self.arriving.bounds.is_empty() && self.arriving.joins.is_empty();
        if plain && self.reads == (false, false) {
            let degree = self.degree(node, graph, reads);
            if degree > 0 {
                out.push_weighted(row, degree);
            }
            return Ok(true);
        }
        self.arriving.turn(chunk, row, graph);
        match self.indexed {
            true => self.indexed((row, node), out, graph, reads),
            false => self.listed((row, node), out, graph, reads),
        }
        reads.add(self.arriving.entries_read());
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
