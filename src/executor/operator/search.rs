//! Breadth-first search between two nodes, from both sides.

use rustc_hash::FxHashMap;

use super::element::Element;
use super::held::Held;
use super::walk::{List, Walk, hops_over};
use crate::executor::RunError;
use crate::executor::chunk::Chunk;
use crate::executor::context::Context;
use crate::value::{NodeId, RelationshipId};

/// What one node reached costs, about.
const NODE_BYTES: usize = 64;
/// What one relationship of a path costs, about.
const STEP_BYTES: usize = 8;

/// A relationship over which a node was reached, and the place of the node it came from.
type Parent = (RelationshipId, u32);

/// A node that was reached.
struct Reached {
    node: NodeId,
    depth: usize,
    /// How it was first reached; `None` where the search began.
    parent: Option<Parent>,
    /// Further ways to reach it in as many steps.
    others: Vec<Parent>,
}

/// Where each node reached stands in the list of them, less one; zero: it was not reached.
enum Places {
    /// By id, from the first node on that can be reached.
    Dense(u32, Vec<u32>),
    /// Where an array would take too much.
    Sparse(FxHashMap<NodeId, u32>),
}

impl Places {
    #[inline]
    fn of(&self, node: NodeId) -> Option<usize> {
        let place = match self {
            Places::Dense(first, places) => {
                let at = node.0.wrapping_sub(*first) as usize;
                places.get(at).copied().unwrap_or(0)
            }
            Places::Sparse(places) => places.get(&node).copied().unwrap_or(0),
        };
        (place as usize).checked_sub(1)
    }

    fn put(&mut self, node: NodeId, place: usize) {
        let place = place as u32 + 1;
        match self {
            Places::Dense(first, places) => places[(node.0 - *first) as usize] = place,
            Places::Sparse(places) => drop(places.insert(node, place)),
        }
    }
}

/// What is known from one side.
pub(super) struct Front {
    walk: Walk,
    places: Places,
    reached: Vec<Reached>,
    /// Where in `reached` those of the last step begin.
    frontier: usize,
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
    pub(super) fn new(
        node: NodeId,
        walk: Walk,
        held: &mut Held,
        context: &mut Context<'_>,
    ) -> Result<Self, RunError> {
        let range = walk.range(node, &context.graph);
        let bytes = range.len() * size_of::<u32>();
        let mut places = if bytes <= context.room().left / 4 {
            held.add(bytes, context)?;
            Places::Dense(range.start, vec![0; range.len()])
        } else {
            Places::Sparse(FxHashMap::default())
        };
        places.put(node, 0);
        Ok(Self {
            walk,
            places,
            reached: vec![Reached {
                node,
                depth: 0,
                parent: None,
                others: Vec::new(),
            }],
            frontier: 0,
            depth: 0,
        })
    }

    /// The number of steps to a node, where it was reached.
    pub(super) fn distance(&self, node: NodeId) -> Option<usize> {
        self.places.of(node).map(|place| self.reached[place].depth)
    }

    pub(super) fn is_exhausted(&self) -> bool {
        self.frontier == self.reached.len()
    }

    /// How many nodes the last step reached.
    fn width(&self) -> usize {
        self.reached.len() - self.frontier
    }

    /// Goes one step further everywhere; or, where one way is wanted, up to the first node the other side reached, which it gives.
    pub(super) fn widen(
        &mut self,
        ground: Ground<'_, '_>,
        other: Option<&Front>,
        held: &mut Held,
        context: &mut Context<'_>,
    ) -> Result<Option<NodeId>, RunError> {
        self.depth += 1;
        let last = self.frontier..self.reached.len();
        self.frontier = last.end;
        let mut hops = Vec::new();
        let lists = self.walk.lists_of_reader(&context.graph);
        for place in last {
            if place % 256 == 0 {
                context.check()?;
            }
            let node = self.reached[place].node;
            if let (Some(lists), false) = (&lists, ground.element.asks()) {
                let before = self.reached.len();
                let met = self.widen_over(lists, (node, place), ground.all, other);
                held.add((self.reached.len() - before) * NODE_BYTES, context)?;
                if met.is_some() {
                    return Ok(met);
                }
                continue;
            }
            hops.clear();
            let is_new = |hop: &(RelationshipId, NodeId)| self.is_new(hop.1, ground.all);
            hops.extend(self.walk.hops(node, &context.graph).filter(is_new));
            let row = (ground.chunk, ground.row);
            ground
                .element
                .retain(&mut hops, |hop| hop.0, row, context)?;
            held.add(hops.len() * NODE_BYTES, context)?;
            for (relationship, to) in &hops {
                self.note(*to, (*relationship, place as u32), ground.all);
                let met = || other.is_some_and(|other| other.places.of(*to).is_some());
                if !ground.all && met() {
                    return Ok(Some(*to));
                }
            }
        }
        Ok(None)
    }

    /// Goes on from one node over lists, where nothing is asked of the relationships. Gives the first node the other side
    /// reached, where one way is wanted.
    fn widen_over(
        &mut self,
        lists: &[List<'_>],
        (node, place): (NodeId, usize),
        all: bool,
        other: Option<&Front>,
    ) -> Option<NodeId> {
        for (relationship, to) in hops_over(lists, node) {
            if !self.is_new(to, all) {
                continue;
            }
            self.note(to, (relationship, place as u32), all);
            let met = || other.is_some_and(|other| other.places.of(to).is_some());
            if !all && met() {
                return Some(to);
            }
        }
        None
    }

    /// The nodes of the last step that another side reached, too.
    fn met(&self, other: &Front) -> Vec<NodeId> {
        let last = self.reached[self.frontier..].iter();
        let last = last.map(|reached| reached.node);
        last.filter(|node| other.places.of(*node).is_some())
            .collect()
    }

    /// Whether a hop to that node is of use: it was not reached in fewer steps.
    fn is_new(&self, node: NodeId, all: bool) -> bool {
        match self.places.of(node) {
            None => true,
            Some(place) => all && self.reached[place].depth == self.depth,
        }
    }

    fn note(&mut self, to: NodeId, from: Parent, all: bool) {
        match self.places.of(to) {
            None => {
                self.places.put(to, self.reached.len());
                self.reached.push(Reached {
                    node: to,
                    depth: self.depth,
                    parent: Some(from),
                    others: Vec::new(),
                });
            }
            Some(place) => {
                let reached = &mut self.reached[place];
                if all && reached.depth == self.depth {
                    reached.others.push(from);
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
        let begin = self.places.of(node).unwrap_or_default();
        let mut stack = vec![(begin, Vec::new())];
        while let Some((at, way)) = stack.pop() {
            let reached = &self.reached[at];
            let Some(first) = &reached.parent else {
                held.add(way.len() * STEP_BYTES + NODE_BYTES, context)?;
                if ways.len() % 1024 == 1023 {
                    context.check()?;
                }
                ways.push(way);
                continue;
            };
            let others = reached.others.iter().rev().filter(|_| all);
            for (relationship, from) in others.chain([first]) {
                let mut longer = way.clone();
                longer.push(*relationship);
                stack.push((*from as usize, longer));
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
        let (front, other) = if left.width() <= right.width() {
            (&mut left, &right)
        } else {
            (&mut right, &left)
        };
        let first = front.widen(ground, Some(other), held, context)?;
        let met = match ground.all {
            true => front.met(other),
            false => first.into_iter().collect(),
        };
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
