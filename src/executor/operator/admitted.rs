//! Conditions on the labels of neighbours: nodes that came together are a range of ids, so that of a sorted list of neighbours those
//! that fit stand together.

use super::label::fits;
use crate::graph::{Graph, LabelId};
use crate::semantics::expression::LabelExpression;
use crate::value::NodeId;

/// Which nodes have such labels.
#[derive(Default)]
pub(super) enum Admitted {
    #[default]
    Any,
    /// Those with ids in a range.
    Range(u32, u32),
    /// Those with some label sets, by the sets' numbers.
    Sets(Vec<bool>),
}

impl Admitted {
    pub(super) fn new(conditions: &[LabelExpression], graph: &Graph) -> Self {
        if conditions.is_empty() {
            return Admitted::Any;
        }
        let fit = |labels: &[LabelId]| conditions.iter().all(|it| fits(it, labels, graph));
        match graph.node_range(fit) {
            Some(range) => Admitted::Range(range.start, range.end),
            None => {
                let sets = 0..graph.label_set_count() as u32;
                Admitted::Sets(sets.map(|set| fit(graph.labels_of_set(set))).collect())
            }
        }
    }

    pub(super) fn is_any(&self) -> bool {
        matches!(self, Admitted::Any)
    }

    /// Whether a node is in the range, where it is one.
    #[inline]
    pub(super) fn contains(&self, node: NodeId) -> bool {
        match self {
            Admitted::Range(from, to) => (*from..*to).contains(&node.0),
            Admitted::Any | Admitted::Sets(_) => true,
        }
    }

    #[inline]
    pub(super) fn admits(&self, node: NodeId, graph: &Graph) -> bool {
        match self {
            Admitted::Any | Admitted::Range(..) => self.contains(node),
            Admitted::Sets(sets) => graph.label_set(node).is_some_and(|set| sets[set as usize]),
        }
    }

    /// Where among sorted nodes those in the range stand, where it is one; else from first to last.
    #[inline]
    pub(super) fn extent(&self, nodes: &[NodeId]) -> (usize, usize) {
        let Admitted::Range(from, to) = self else {
            return (0, nodes.len());
        };
        let (from, to) = (NodeId(*from), NodeId(*to));
        match (nodes.first(), nodes.last()) {
            (Some(first), Some(last)) if *first >= from && *last < to => (0, nodes.len()),
            _ => {
                let start = nodes.partition_point(|node| *node < from);
                let length = nodes[start..].partition_point(|node| *node < to);
                (start, start + length)
            }
        }
    }

    /// Of sorted nodes those in the range, where it is one.
    #[inline]
    pub(super) fn within<'n>(&self, nodes: &'n [NodeId]) -> &'n [NodeId] {
        let (from, to) = self.extent(nodes);
        &nodes[from..to]
    }

    /// Whether any of sorted nodes is in the range, where it is one; else whether there is one.
    #[inline]
    pub(super) fn meets(&self, nodes: &[NodeId]) -> bool {
        let Admitted::Range(from, to) = self else {
            return !nodes.is_empty();
        };
        let [first, .., last] = nodes else {
            return nodes.first().is_some_and(|it| self.contains(*it));
        };
        // Both ends are read at once, and seldom is there anything to guess wrong.
        if (first.0 >= *from) | (last.0 < *to) {
            return (first.0 < *to) & (last.0 >= *from);
        }
        let start = nodes.partition_point(|node| node.0 < *from);
        nodes.get(start).is_some_and(|node| node.0 < *to)
    }
}
