//! Breadth-first search between two nodes, from both sides.

use rustc_hash::FxHashMap;

use super::element::Element;
use super::held::Held;
use super::walk::{List, Walk, hops_over};
use crate::executor::RunError;
use crate::executor::chunk::Chunk;
use crate::executor::context::Context;
use crate::executor::profile::Reads;
use crate::value::{NodeId, RelationshipId};

/// What one way noted to a node costs, about.
const NOTE_BYTES: usize = 40;
/// What one relationship of a path costs, about.
const STEP_BYTES: usize = 8;

/// A relationship over which a node was reached, and the place of the node it came from.
type Parent = (RelationshipId, u32);

/// A node that was reached.
struct Reached {
    node: NodeId,
    depth: u32,
    /// How it was first reached; of no meaning where the search began.
    parent: Parent,
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

/// Whether the other side, where there is one, reached a node.
#[inline]
fn meets(other: Option<&Front>, node: NodeId) -> bool {
    other.is_some_and(|other| other.places.of(node).is_some())
}

/// What is known from one side.
pub(super) struct Front {
    walk: Walk,
    places: Places,
    reached: Vec<Reached>,
    /// By place: further ways to reach a node in as many steps.
    others: FxHashMap<u32, Vec<Parent>>,
    /// How many `others` there are.
    other_count: usize,
    /// Where in `reached` those of the last step begin.
    frontier: usize,
    depth: u32,
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
                parent: (RelationshipId(0), 0),
            }],
            others: FxHashMap::default(),
            other_count: 0,
            frontier: 0,
            depth: 0,
        })
    }

    /// The number of steps to a node, where it was reached.
    pub(super) fn distance(&self, node: NodeId) -> Option<usize> {
        let place = self.places.of(node);
        place.map(|place| self.reached[place].depth as usize)
    }

    pub(super) fn is_exhausted(&self) -> bool {
        self.frontier == self.reached.len()
    }

    /// How many ways to nodes are noted.
    fn noted(&self) -> usize {
        self.reached.len() + self.other_count
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
                let before = self.noted();
                let met = self.widen_over(lists, (node, place), ground.all, other, &context.reads);
                held.add((self.noted() - before) * NOTE_BYTES, context)?;
                if met.is_some() {
                    return Ok(met);
                }
                continue;
            }
            hops.clear();
            let is_of_use = |hop: &(RelationshipId, NodeId)| self.is_of_use(hop.1, ground.all);
            let onward = self.walk.hops(node, &context.graph, &context.reads);
            hops.extend(onward.filter(is_of_use));
            let row = (ground.chunk, ground.row);
            ground
                .element
                .retain(&mut hops, |hop| hop.0, row, context)?;
            held.add(hops.len() * NOTE_BYTES, context)?;
            for (relationship, to) in &hops {
                let parent = (*relationship, place as u32);
                if self.note(*to, parent, ground.all) && !ground.all && meets(other, *to) {
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
        reads: &Reads,
    ) -> Option<NodeId> {
        let hops = hops_over(lists, node, reads);
        let mut hops = hops.map(|(relationship, to)| (to, (relationship, place as u32)));
        let met =
            hops.find(|(to, parent)| self.note(*to, *parent, all) && !all && meets(other, *to));
        met.map(|(to, _)| to)
    }

    /// The nodes of the last step that another side reached, too.
    fn met(&self, other: &Front) -> Vec<NodeId> {
        let last = self.reached[self.frontier..].iter();
        let last = last.map(|reached| reached.node);
        last.filter(|node| other.places.of(*node).is_some())
            .collect()
    }

    /// Whether a hop to that node is of use: it was not reached in fewer steps.
    fn is_of_use(&self, node: NodeId, all: bool) -> bool {
        match self.places.of(node) {
            None => true,
            Some(place) => all && self.reached[place].depth == self.depth,
        }
    }

    /// Notes how a node is reached in this step. Whether it was not reached before.
    #[inline]
    fn note(&mut self, node: NodeId, parent: Parent, all: bool) -> bool {
        let Some(place) = self.places.of(node) else {
            self.places.put(node, self.reached.len());
            self.reached.push(Reached {
                node,
                depth: self.depth,
                parent,
            });
            return true;
        };
        if all && self.reached[place].depth == self.depth {
            self.others.entry(place as u32).or_default().push(parent);
            self.other_count += 1;
        }
        false
    }

    /// The ways back from a node to where the search began: all of them, where all are wanted, or one.
    fn ways(
        &self,
        node: NodeId,
        held: &mut Held,
        context: &mut Context<'_>,
    ) -> Result<Vec<Vec<RelationshipId>>, RunError> {
        let mut ways = Vec::new();
        let begin = self.places.of(node).unwrap_or_default();
        let mut stack = vec![(begin, Vec::new())];
        while let Some((at, way)) = stack.pop() {
            if at == 0 {
                held.add(way.len() * STEP_BYTES + NOTE_BYTES, context)?;
                if ways.len() % 1024 == 1023 {
                    context.check()?;
                }
                ways.push(way);
                continue;
            }
            let others = self.others.get(&(at as u32)).map_or(&[][..], Vec::as_slice);
            for (relationship, from) in others.iter().rev().chain([&self.reached[at].parent]) {
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
    while ((left.depth + right.depth) as usize) < max
        && !left.is_exhausted()
        && !right.is_exhausted()
    {
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
            return join(&left, &right, &met, (held, context));
        }
    }
    Ok(Vec::new())
}

/// The ways through the nodes at which two searches met.
fn join(
    left: &Front,
    right: &Front,
    met: &[NodeId],
    (held, context): (&mut Held, &mut Context<'_>),
) -> Result<Vec<Vec<RelationshipId>>, RunError> {
    let mut ways = Vec::new();
    for node in met {
        let before = left.ways(*node, held, context)?;
        let behind = right.ways(*node, held, context)?;
        for first in &before {
            for second in &behind {
                let length = first.len() + second.len();
                held.add(length * STEP_BYTES + NOTE_BYTES, context)?;
                let way = first.iter().rev().chain(second).copied();
                ways.push(way.collect());
            }
        }
    }
    Ok(ways)
}
