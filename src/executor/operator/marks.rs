//! The neighbours of one node, marked, so that many others can be asked whether they are joined to it.

use super::walk::Walk;
use crate::executor::chunk::Vector;
use crate::executor::profile::Reads;
use crate::graph::Graph;
use crate::value::NodeId;

/// Marking takes about as long as looking up so many other ends.
const NEIGHBOURS_PER_ROW: usize = 4;

/// How often each node is joined to one.
#[derive(Default)]
pub(super) struct Marks {
    /// The node last asked for.
    asked: Option<NodeId>,
    is_marked: bool,
    counts: Vec<u32>,
    marked: Vec<NodeId>,
}

impl Marks {
    /// Whether the neighbours of `to` are marked: now, if so many rows have it that this is worth it.
    pub(super) fn serve(
        &mut self,
        to: NodeId,
        rows: impl Fn() -> usize,
        walk: &Walk,
        (graph, reads): (&Graph, &Reads),
    ) -> bool {
        if self.asked == Some(to) {
            return self.is_marked;
        }
        self.clear();
        self.asked = Some(to);
        let back = walk.reversed();
        let degree = graph.degree(to, back.direction, back.types());
        if rows() * NEIGHBOURS_PER_ROW < degree {
            return false;
        }
        self.mark(to, walk, graph, reads);
        true
    }

    /// Marks the nodes from which the walk leads to a node.
    pub(super) fn mark(&mut self, to: NodeId, walk: &Walk, graph: &Graph, reads: &Reads) {
        self.clear();
        self.counts.resize(graph.node_bound(), 0);
        let back = walk.reversed();
        if back.has_indexes(graph) {
            for (kind, side, again) in back.indexes() {
                let neighbours = graph.adjacency(kind, side).neighbours(to);
                reads.add(neighbours.len());
                let once = neighbours.iter().filter(|it| !(again && **it == to));
                self.marked.extend(once);
            }
        } else {
            let hops = back.hops(to, graph, reads);
            self.marked.extend(hops.map(|(_, neighbour)| neighbour));
        }
        for neighbour in &self.marked {
            self.counts[neighbour.0 as usize] += 1;
        }
        self.asked = Some(to);
        self.is_marked = true;
    }

    /// Whether it is the neighbours of this node that are marked.
    #[inline]
    pub(super) fn are_of(&self, to: NodeId) -> bool {
        self.is_marked && self.asked == Some(to)
    }

    #[inline]
    pub(super) fn of(&self, from: NodeId) -> usize {
        self.counts
            .get(from.0 as usize)
            .map_or(0, |count| *count as usize)
    }

    /// How many bytes are held.
    pub(super) fn bytes(&self) -> usize {
        (self.counts.len() + self.marked.capacity()) * size_of::<u32>()
    }

    pub(super) fn clear(&mut self) {
        for node in self.marked.drain(..) {
            self.counts[node.0 as usize] = 0;
        }
        self.asked = None;
        self.is_marked = false;
    }
}

/// How many rows from here on have the same node.
pub(super) fn run_length(column: &Vector, row: usize) -> usize {
    let node = column.node(row);
    let same = (row..column.len()).take_while(|at| column.node(*at) == node);
    same.count()
}
