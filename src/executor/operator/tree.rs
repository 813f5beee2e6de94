//! The ways from a node where they form a tree: no node is come to twice.
//!
//! A relationship can be taken twice only by who comes to one of its ends twice. Until that happens ways need not be told
//! apart, and the nodes they end at are found breadth first.

use super::held::Held;
use super::node_set::NodeSet;
use super::walk::{List, hops_over};
use crate::executor::RunError;
use crate::executor::context::Context;
use crate::value::{NodeId, RelationshipId};

/// After so many nodes it is asked whether to stop.
const NODES_BETWEEN_CHECKS: usize = 1024;
/// So many trees may be looked for in vain before it matters how many were found.
const TRIES: usize = 4;

/// A search that is begun anew for each node, in the same memory.
#[derive(Default)]
pub(super) struct TreeSearch {
    seen: NodeSet,
    /// The nodes come to, the nearest first, the one it began at before them.
    nodes: Vec<NodeId>,
    /// Over which relationship, beside `nodes`; of no meaning for the first.
    arrivals: Vec<RelationshipId>,
    /// Which of the nodes is to be taken next.
    next: usize,
    found: usize,
    failed: usize,
}

impl TreeSearch {
    /// Whether it is worth looking for a tree: most of those looked for were found.
    pub(super) fn is_promising(&self) -> bool {
        self.failed <= self.found + TRIES
    }

    /// Looks for the nodes that ways of `min` to `max` relationships over the lists lead to. Whether these ways are a tree.
    pub(super) fn find(
        &mut self,
        from: NodeId,
        lists: &[List<'_>],
        (min, max): (usize, usize),
        held: &mut Held,
        context: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        let first = self.search(from, lists, (min, max), held, context);
        for node in &self.nodes {
            self.seen.remove(*node);
        }
        let first = first?;
        match first {
            Some(_) => self.found += 1,
            None => self.failed += 1,
        }
        self.next = first.unwrap_or_default();
        Ok(first.is_some())
    }

    /// At most so many of the nodes found and not yet taken, and whether these were the last.
    pub(super) fn take(&mut self, most: usize) -> (&[NodeId], bool) {
        let rest = &self.nodes[self.next..];
        let taken = &rest[..most.min(rest.len())];
        self.next += taken.len();
        (taken, taken.len() == rest.len())
    }

    /// Fills `nodes`, and gives where those that `min` relationships lead to begin.
    fn search(
        &mut self,
        from: NodeId,
        lists: &[List<'_>],
        (min, max): (usize, usize),
        held: &mut Held,
        context: &mut Context<'_>,
    ) -> Result<Option<usize>, RunError> {
        self.nodes.clear();
        self.arrivals.clear();
        self.put(from, RelationshipId(u32::MAX));
        let mut first = if min == 0 { 0 } else { usize::MAX };
        let mut level = 0..1;
        for depth in 1..=max {
            for at in level.clone() {
                if at % NODES_BETWEEN_CHECKS == NODES_BETWEEN_CHECKS - 1 {
                    context.check()?;
                    held.grow_to(self.bytes(), context)?;
                }
                let arrival = self.arrivals[at];
                let mut hops = hops_over(lists, self.nodes[at], &context.reads);
                let new = |hop: &(RelationshipId, NodeId)| depth == 1 || hop.0 != arrival;
                if !hops.all(|hop| !new(&hop) || self.put(hop.1, hop.0)) {
                    return Ok(None);
                }
            }
            level = level.end..self.nodes.len();
            if depth == min {
                first = level.start;
            }
            if level.is_empty() {
                break;
            }
        }
        held.grow_to(self.bytes(), context)?;
        Ok(Some(first.min(self.nodes.len())))
    }

    /// Notes a node; `false` where it was come to before.
    #[inline]
    fn put(&mut self, node: NodeId, arrival: RelationshipId) -> bool {
        let fresh = self.seen.insert(node);
        if fresh {
            self.nodes.push(node);
            self.arrivals.push(arrival);
        }
        fresh
    }

    fn bytes(&self) -> usize {
        let each = size_of::<NodeId>() + size_of::<RelationshipId>();
        self.seen.bytes() + self.nodes.capacity() * each
    }
}
