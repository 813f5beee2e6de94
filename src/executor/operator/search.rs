//! Breadth-first search between two nodes, from both sides.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::element::Element;
use super::held::Held;
use super::walk::Walk;
use crate::executor::RunError;
use crate::executor::chunk::Chunk;
use crate::executor::context::Context;
use crate::value::{NodeId, RelationshipId};

/// What one node reached costs, about.
const NODE_BYTES: usize = 64;
/// What one relationship of a path costs, about.
const STEP_BYTES: usize = 8;

/// How a node was reached.
struct Reached {
    depth: usize,
    /// The relationships over which it was first reached, each with the node it came from.
    parents: Vec<(RelationshipId, NodeId)>,
}

/// What is known from one side.
pub(super) struct Front {
    walk: Walk,
    reached: FxHashMap<NodeId, Reached>,
    frontier: Vec<NodeId>,
    depth: usize,
}

/// What a search is about: fixed while it goes on.
#[derive(Clone, Copy)]
pub(super) struct Ground<'t, 'p> {
    pub element: Element<'p>,
    pub chunk: &'t Chunk,
    pub row: usize,
    /// Whether all shortest ways are wanted.
    pub all: bool,
}

impl Front {
    pub(super) fn new(node: NodeId, walk: Walk) -> Self {
        let start = Reached {
            depth: 0,
            parents: Vec::new(),
        };
        Self {
            walk,
            reached: FxHashMap::from_iter([(node, start)]),
            frontier: vec![node],
            depth: 0,
        }
    }

    /// The number of steps to a node, where it was reached.
    pub(super) fn distance(&self, node: NodeId) -> Option<usize> {
        self.reached.get(&node).map(|reached| reached.depth)
    }

    pub(super) fn is_exhausted(&self) -> bool {
        self.frontier.is_empty()
    }

    /// Goes one step further everywhere.
    pub(super) fn widen(
        &mut self,
        ground: Ground<'_, '_>,
        held: &mut Held,
        context: &mut Context<'_>,
    ) -> Result<(), RunError> {
        self.depth += 1;
        let mut next = Vec::new();
        for (at, node) in std::mem::take(&mut self.frontier).into_iter().enumerate() {
            if at % 256 == 0 {
                context.check()?;
            }
            let hops = self.walk.hops(node, &context.graph);
            let mut hops: Vec<_> = hops
                .filter(|(_, to)| self.is_new(*to, ground.all))
                .collect();
            let row = (ground.chunk, ground.row);
            ground
                .element
                .retain(&mut hops, |hop| hop.0, row, context)?;
            held.add(hops.len() * NODE_BYTES, context)?;
            for (relationship, to) in hops {
                self.note(to, (relationship, node), &mut next, ground.all);
            }
        }
        self.frontier = next;
        Ok(())
    }

    /// Whether a hop to that node is of use: it was not reached in fewer steps.
    fn is_new(&self, node: NodeId, all: bool) -> bool {
        self.distance(node)
            .is_none_or(|depth| all && depth == self.depth)
    }

    fn note(
        &mut self,
        to: NodeId,
        from: (RelationshipId, NodeId),
        next: &mut Vec<NodeId>,
        all: bool,
    ) {
        match self.reached.entry(to) {
            Entry::Vacant(entry) => {
                entry.insert(Reached {
                    depth: self.depth,
                    parents: vec![from],
                });
                next.push(to);
            }
            Entry::Occupied(mut entry) => {
                let reached = entry.get_mut();
                if all && reached.depth == self.depth {
                    reached.parents.push(from);
                }
            }
        }
    }

    /// The ways back from a node to where the search began: all of them, or one.
    fn ways(
        &self,
        node: NodeId,
        all: bool,
        held: &mut Held,
        context: &mut Context<'_>,
    ) -> Result<Vec<Vec<RelationshipId>>, RunError> {
        let mut ways = Vec::new();
        let mut stack = vec![(node, Vec::new())];
        while let Some((at, way)) = stack.pop() {
            let parents = self.reached.get(&at).map_or(&[][..], |it| &it.parents);
            if parents.is_empty() {
                held.add(way.len() * STEP_BYTES + NODE_BYTES, context)?;
                if ways.len() % 1024 == 1023 {
                    context.check()?;
                }
                ways.push(way);
                continue;
            }
            let wanted = if all { parents.len() } else { 1 };
            for (relationship, from) in parents[..wanted].iter().rev() {
                let mut longer = way.clone();
                longer.push(*relationship);
                stack.push((*from, longer));
            }
        }
        Ok(ways)
    }
}

/// The shortest ways between two nodes of at most `max` steps, from the one `left` began at to the one `right` began at.
pub(super) fn meet(
    mut left: Front,
    mut right: Front,
    max: usize,
    ground: Ground<'_, '_>,
    (held, context): (&mut Held, &mut Context<'_>),
) -> Result<Vec<Vec<RelationshipId>>, RunError> {
    while left.depth + right.depth < max && !left.is_exhausted() && !right.is_exhausted() {
        let (front, other) = if left.frontier.len() <= right.frontier.len() {
            (&mut left, &right)
        } else {
            (&mut right, &left)
        };
        front.widen(ground, held, context)?;
        let met = front.frontier.iter().copied();
        let met: Vec<_> = met.filter(|node| other.distance(*node).is_some()).collect();
        if !met.is_empty() {
            return join(&left, &right, &met, ground.all, (held, context));
        }
    }
    Ok(Vec::new())
}

/// The ways through the nodes at which two searches met.
fn join(
    left: &Front,
    right: &Front,
    met: &[NodeId],
    all: bool,
    (held, context): (&mut Held, &mut Context<'_>),
) -> Result<Vec<Vec<RelationshipId>>, RunError> {
    let met = if all { met } else { &met[..1] };
    let mut ways = Vec::new();
    for node in met {
        let before = left.ways(*node, all, held, context)?;
        let behind = right.ways(*node, all, held, context)?;
        for first in &before {
            for second in &behind {
                let length = first.len() + second.len();
                held.add(length * STEP_BYTES + NODE_BYTES, context)?;
                let way = first.iter().rev().chain(second).copied();
                ways.push(way.collect());
            }
        }
    }
    Ok(ways)
}
