//! Conditions that compare the ids of nodes: neighbours are sorted by id, so that those that meet them stand together.

use crate::executor::chunk::Chunk;
use crate::planner::plan::Bound;
use crate::value::NodeId;

/// Which ids a node arrived at may have.
pub(super) struct Bounds<'p> {
    plan: &'p [Bound],
    /// The lowest id it may have in this row, and the first it may not, as far as nodes of the row say.
    of_row: (u32, u32),
}

impl<'p> Bounds<'p> {
    pub(super) fn new(plan: &'p [Bound]) -> Self {
        Self {
            plan,
            of_row: (0, u32::MAX),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.plan.is_empty()
    }

    /// Looks at a row. Where one of its nodes that are compared is `null`, no id will do.
    pub(super) fn turn(&mut self, chunk: &Chunk, row: usize) {
        let bounds = self.plan.iter();
        let of_row = bounds.filter_map(|bound| Some((bound.greater, bound.than?)));
        self.of_row = of_row.fold((0, u32::MAX), |within, (greater, slot)| {
            let node = chunk.column(slot).node(row);
            node.map_or((0, 0), |node| narrowed(within, greater, node))
        });
    }

    /// Where among sorted nodes those stand that may be arrived at from a node.
    #[inline]
    pub(super) fn extent(&self, from: NodeId, nodes: &[NodeId]) -> (usize, usize) {
        if self.plan.is_empty() {
            return (0, nodes.len());
        }
        let of_it = self.plan.iter().filter(|bound| bound.than.is_none());
        let (low, high) = of_it.fold(self.of_row, |within, bound| {
            narrowed(within, bound.greater, from)
        });
        let start = nodes.partition_point(|it| it.0 < low);
        let length = nodes[start..].partition_point(|it| it.0 < high);
        (start, start + length)
    }

    /// Of sorted nodes those that may be arrived at from a node.
    #[inline]
    pub(super) fn within<'n>(&self, from: NodeId, nodes: &'n [NodeId]) -> &'n [NodeId] {
        let (start, end) = self.extent(from, nodes);
        &nodes[start..end]
    }

    /// Whether a node may be arrived at from another.
    #[inline]
    pub(super) fn admit(&self, from: NodeId, end: NodeId) -> bool {
        self.extent(from, &[end]) == (0, 1)
    }
}

/// What is left of a range of ids above a node, or below it.
fn narrowed((low, high): (u32, u32), above: bool, node: NodeId) -> (u32, u32) {
    match above {
        true => (low.max(node.0.saturating_add(1)), high),
        false => (low, high.min(node.0)),
    }
}
