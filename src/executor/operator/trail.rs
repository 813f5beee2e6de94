//! Walks from a node over relationships none of which is taken twice, depth first, without recursion.

use super::element::Element;
use super::held::Held;
use super::walk::{List, Walk, hops_over};
use crate::executor::RunError;
use crate::executor::chunk::Chunk;
use crate::executor::context::Context;
use crate::value::{NodeId, RelationshipId, Value};

/// After so many steps it is asked whether to stop.
const STEPS_BETWEEN_CHECKS: u32 = 1024;

type Hop = (RelationshipId, NodeId);

/// Where a search stands.
pub(super) struct Trails {
    /// Hops to be tried, those of the deepest node last, the next one at the end.
    candidates: Vec<Hop>,
    /// Where the hops of each node on the way begin.
    frames: Vec<usize>,
    path: Vec<RelationshipId>,
    /// The node just arrived at, not yet looked beyond.
    tip: Option<NodeId>,
    steps: u32,
    held: Held,
}

/// What a search is about: fixed while it goes on.
#[derive(Clone, Copy)]
pub(super) struct Trip<'t, 'p> {
    pub walk: &'t Walk,
    /// The lists the walk goes over, where there are such.
    pub lists: Option<&'t [List<'t>]>,
    pub element: Element<'p>,
    pub chunk: &'t Chunk,
    pub row: usize,
    pub max: usize,
}

impl Trails {
    pub(super) fn new(operator: &'static str) -> Self {
        Self {
            candidates: Vec::new(),
            frames: Vec::new(),
            path: Vec::new(),
            tip: None,
            steps: 0,
            held: Held::new(operator),
        }
    }

    pub(super) fn start(&mut self, node: NodeId) {
        self.candidates.clear();
        self.frames.clear();
        self.path.clear();
        self.tip = Some(node);
    }

    pub(super) fn reset(&mut self) {
        self.candidates = Vec::new();
        self.frames.clear();
        self.path.clear();
        self.tip = None;
        self.held.forget();
    }

    /// The relationships taken so far.
    pub(super) fn path(&self) -> &[RelationshipId] {
        &self.path
    }

    /// Goes one step on, and gives the node it leads to. `worth` tells of a node and the number of steps to it whether to
    /// go there.
    pub(super) fn advance(
        &mut self,
        trip: Trip<'_, '_>,
        mut worth: impl FnMut(NodeId, usize) -> bool,
        context: &mut Context<'_>,
    ) -> Result<Option<NodeId>, RunError> {
        if let Some(node) = self.tip.take() {
            self.look_beyond(node, trip, &mut worth, context)?;
        }
        while let Some(&base) = self.frames.last() {
            if self.candidates.len() > base
                && let Some((relationship, node)) = self.candidates.pop()
            {
                self.path.push(relationship);
                self.tip = Some(node);
                return Ok(Some(node));
            }
            self.frames.pop();
            self.path.pop();
        }
        Ok(None)
    }

    /// Lists the hops from a node, or turns back where the walk is long enough.
    fn look_beyond(
        &mut self,
        node: NodeId,
        trip: Trip<'_, '_>,
        worth: &mut impl FnMut(NodeId, usize) -> bool,
        context: &mut Context<'_>,
    ) -> Result<(), RunError> {
        self.steps = self.steps.wrapping_add(1);
        if self.steps.is_multiple_of(STEPS_BETWEEN_CHECKS) {
            context.check()?;
        }
        let depth = self.path.len();
        if depth >= trip.max {
            self.path.pop();
            return Ok(());
        }
        let base = self.candidates.len();
        let path = &self.path;
        let mut fresh = |hop: &Hop| !path.contains(&hop.0) && worth(hop.1, depth + 1);
        match trip.lists {
            Some(lists) => self
                .candidates
                .extend(hops_over(lists, node, &context.reads).filter(|hop| fresh(hop))),
            None => {
                let hops = trip.walk.hops(node, &context.graph, &context.reads);
                self.candidates.extend(hops.filter(|hop| fresh(hop)));
            }
        }
        if trip.element.asks() {
            let mut hops = self.candidates.split_off(base);
            let at = (trip.chunk, trip.row);
            trip.element.retain(&mut hops, |hop| hop.0, at, context)?;
            self.candidates.extend(hops);
        }
        self.candidates[base..].reverse();
        self.frames.push(base);
        let bytes = self.candidates.capacity() * size_of::<Hop>();
        self.held.grow_to(bytes, context)
    }
}

/// Relationships as a list value.
pub(super) fn list(relationships: &[RelationshipId], reversed: bool) -> Value {
    let value = |id: &RelationshipId| Value::Relationship(*id);
    if reversed {
        Value::list(relationships.iter().rev().map(value).collect::<Vec<_>>())
    } else {
        Value::list(relationships.iter().map(value).collect::<Vec<_>>())
    }
}
