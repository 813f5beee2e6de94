//! Where an expansion leads from many nodes.

use super::admitted::Admitted;
use super::walk::Walk;
use crate::executor::context::Context;
use crate::executor::profile::Reads;
use crate::graph::{Adjacency, Graph};
use crate::planner::plan::Follow;
use crate::semantics::expression::LabelExpression;
use crate::value::{NodeId, RelationshipId};

/// What is followed, over indexes where they are worth it. A loop may be met twice.
pub(super) struct Reach<'g> {
    walk: Walk,
    admitted: Admitted,
    lists: Option<Vec<Adjacency<'g>>>,
    graph: &'g Graph,
    reads: &'g Reads,
}

impl<'g> Reach<'g> {
    /// From about so many nodes to those that have some labels.
    pub(super) fn new(
        follow: &Follow,
        labels: &[LabelExpression],
        nodes: usize,
        context: &'g Context<'_>,
    ) -> Self {
        Self::along(Walk::new(follow, &context.graph), labels, nodes, context)
    }

    pub(super) fn along(
        walk: Walk,
        labels: &[LabelExpression],
        nodes: usize,
        context: &'g Context<'_>,
    ) -> Self {
        let graph = &*context.graph;
        let indexed = walk.wants_indexes(nodes, graph);
        let lists = || {
            let indexes = walk.indexes();
            indexes.map(|(kind, side, _)| graph.adjacency(kind, side))
        };
        Self {
            admitted: Admitted::new(labels, graph),
            lists: indexed.then(|| lists().collect()),
            walk,
            graph,
            reads: &context.reads,
        }
    }

    /// Calls `f` with each node it leads to from one.
    #[inline]
    pub(super) fn nodes(&self, from: NodeId, mut f: impl FnMut(NodeId)) {
        let Some(lists) = &self.lists else {
            return self.hops(from, |_, node| f(node));
        };
        for list in lists {
            let neighbours = self.admitted.within(list.neighbours(from));
            self.reads.add(neighbours.len());
            let fits = neighbours.iter().filter(|node| self.fits(**node));
            fits.for_each(|node| f(*node));
        }
    }

    /// The same with the relationship that leads there.
    #[inline]
    pub(super) fn hops(&self, from: NodeId, mut f: impl FnMut(RelationshipId, NodeId)) {
        let Some(lists) = &self.lists else {
            let hops = self.walk.hops(from, self.graph, self.reads);
            let fit = hops.filter(|(_, node)| self.admitted.admits(*node, self.graph));
            return fit.for_each(|(relationship, node)| f(relationship, node));
        };
        for list in lists {
            let neighbours = list.neighbours(from);
            let (start, end) = self.admitted.extent(neighbours);
            self.reads.add(end - start);
            let relationships = &list.relationships(from)[start..end];
            for (node, relationship) in neighbours[start..end].iter().zip(relationships) {
                if self.fits(*node) {
                    f(*relationship, *node);
                }
            }
        }
    }

    /// Whether a node in the range, where there is one, has the labels.
    #[inline]
    fn fits(&self, node: NodeId) -> bool {
        match self.admitted {
            Admitted::Any | Admitted::Range(..) => true,
            Admitted::Sets(_) => self.admitted.admits(node, self.graph),
        }
    }
}
