//! A path pattern as an automaton, and its product with the graph.
//!
//! A state is a place in the pattern; a node paired with a state is a vertex. Vertices are made when a search first comes to them,
//! and know what can be asked of one hop by itself; which paths over them count is for the search to say.

use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::emission::{pick, slots_of};
use super::held::Held;
use super::walk::Walk;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::select;
use crate::planner::plan::{Expression, Follow, PathSearch, Plan};
use crate::planner::reads;
use crate::semantics::expression::Slot;
use crate::semantics::query;
use crate::value::{NodeId, RelationshipId};

/// What a vertex costs, about.
const VERTEX_BYTES: usize = 64;
/// After so many vertices it is asked whether to stop.
const VERTICES_BETWEEN_CHECKS: usize = 256;

/// A place in a pattern: so many rounds of a part are done, and so many hops of the round begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct State {
    pub part: u32,
    pub hop: u32,
    rounds: u64,
}

impl State {
    const START: State = State {
        part: 0,
        hop: 0,
        rounds: 0,
    };
}

/// A pattern ready to be followed.
pub(super) struct Automaton<'p> {
    pub parts: Vec<Part<'p>>,
}

/// One part of it.
pub(super) struct Part<'p> {
    pub plan: &'p query::PathPart<Plan>,
    pub hops: Vec<Hop<'p>>,
}

/// One hop of a round.
pub(super) struct Hop<'p> {
    pub plan: &'p query::Hop<Plan>,
    /// The slot of the node it leaves.
    from: Slot,
    walk: Walk,
    /// What speaks of this hop alone.
    local: Vec<Expression>,
    /// What speaks of hops before it too.
    pub wider: Vec<Expression>,
}

impl<'p> Automaton<'p> {
    pub(super) fn new(search: &'p PathSearch) -> Self {
        Self {
            parts: search.parts.iter().map(Part::new).collect(),
        }
    }

    /// Looks up the types in the graph.
    pub(super) fn begin(&mut self, context: &Context<'_>) {
        for hop in self.parts.iter_mut().flat_map(|part| &mut part.hops) {
            let follow = Follow {
                direction: hop.plan.direction,
                types: hop.plan.types.clone(),
            };
            hop.walk = Walk::new(&follow, &context.graph);
        }
    }

    /// The most relationships a path can have.
    pub(super) fn longest(&self) -> usize {
        let lengths = self.parts.iter().map(|part| {
            let rounds = part.plan.max?;
            usize::try_from(rounds).ok()?.checked_mul(part.hops.len())
        });
        lengths.sum::<Option<usize>>().unwrap_or(usize::MAX)
    }

    /// Where the pattern is one hop gone any number of times, so that the first way to a node is a shortest path: that hop.
    pub(super) fn single(&self) -> Option<&Hop<'p>> {
        match self.parts.as_slice() {
            [part] if part.plan.min <= 1 && part.hops.len() == 1 => part.hops.first(),
            _ => None,
        }
    }

    /// The hop that led to a state.
    pub(super) fn hop_to(&self, state: State) -> (u32, u32) {
        let hops = self.parts[state.part as usize].hops.len() as u32;
        (state.part, state.hop.checked_sub(1).unwrap_or(hops - 1))
    }

    fn after(&self, state: State) -> State {
        let part = &self.parts[state.part as usize];
        if state.hop as usize + 1 < part.hops.len() {
            return State {
                hop: state.hop + 1,
                ..state
            };
        }
        // Beyond the least number it does not matter how many, where there is no greatest.
        let most = part.plan.max.unwrap_or(part.plan.min);
        State {
            hop: 0,
            rounds: (state.rounds + 1).min(most),
            ..state
        }
    }
}

impl<'p> Part<'p> {
    fn new(plan: &'p query::PathPart<Plan>) -> Self {
        let mut from = plan.start;
        let mut hops = Vec::with_capacity(plan.hops.len());
        for hop in &plan.hops {
            hops.push(Hop::new(hop, from, plan));
            from = hop.node;
        }
        Self { plan, hops }
    }
}

impl<'p> Hop<'p> {
    fn new(plan: &'p query::Hop<Plan>, from: Slot, part: &query::PathPart<Plan>) -> Self {
        let own = [from, plan.relationship, plan.node];
        let round: BTreeSet<Slot> = std::iter::once(part.start)
            .chain(
                part.hops
                    .iter()
                    .flat_map(|hop| [hop.relationship, hop.node]),
            )
            .filter(|slot| !own.contains(slot))
            .collect();
        let predicates = plan.predicates.iter().cloned();
        let (local, wider) = predicates.partition(|it| reads(it).is_disjoint(&round));
        Self {
            plan,
            from,
            walk: Walk::default(),
            local,
            wider,
        }
    }

    /// For a search from both ends: what it follows, where its conditions are on the relationship alone.
    pub(super) fn plain(&self) -> Option<&Walk> {
        let nodes = BTreeSet::from([self.from, self.plan.node]);
        let all = self.local.iter().chain(&self.wider);
        let mut read = all.map(reads);
        read.all(|read| read.is_disjoint(&nodes))
            .then_some(&self.walk)
    }
}

/// A relationship from one vertex to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub relationship: RelationshipId,
    pub to: u32,
}

/// A node in a state.
#[derive(Debug)]
pub(super) struct Vertex {
    pub node: NodeId,
    pub state: State,
    /// How far from the start it was found.
    pub depth: usize,
    /// Its edges, once it was looked at, and whether a path may end here.
    known: Option<(Range<u32>, bool)>,
}

/// The product of one search: what was looked at so far.
#[derive(Default)]
pub(super) struct Product {
    pub vertices: Vec<Vertex>,
    numbers: FxHashMap<(NodeId, State), u32>,
    edges: Vec<Edge>,
    /// Vertices up to here have been looked at by [`Product::grow_to`].
    grown: usize,
    turned: Turned,
}

/// For each vertex the edges that lead to it, with the vertices they come from.
#[derive(Default)]
struct Turned {
    /// Where those of each vertex begin; its end is where those of the next do.
    offsets: Vec<u32>,
    edges: Vec<(RelationshipId, u32)>,
}

/// What a search is about.
#[derive(Clone, Copy)]
pub(super) struct Ground<'t, 'p> {
    pub automaton: &'t Automaton<'p>,
    pub chunk: &'t Chunk,
    pub row: usize,
}

impl Product {
    /// With nothing but the vertex a search from a node begins at.
    pub(super) fn from(node: NodeId) -> Self {
        let mut product = Product::default();
        product.number(node, State::START, 0);
        product
    }

    fn number(&mut self, node: NodeId, state: State, depth: usize) -> u32 {
        let next = self.vertices.len() as u32;
        let number = *self.numbers.entry((node, state)).or_insert(next);
        if number == next {
            self.vertices.push(Vertex {
                node,
                state,
                depth,
                known: None,
            });
        }
        number
    }

    /// The edges of a vertex looked at before.
    pub(super) fn edges(&self, vertex: u32) -> Range<u32> {
        let known = &self.vertices[vertex as usize].known;
        known.as_ref().map_or(0..0, |(edges, _)| edges.clone())
    }

    /// How many edges are known.
    pub(super) fn edge_count(&self) -> usize {
        self.edges.len()
    }

    pub(super) fn edge(&self, at: u32) -> Edge {
        self.edges[at as usize]
    }

    /// Whether a path may end at a vertex looked at before.
    pub(super) fn accepts(&self, vertex: u32) -> bool {
        let known = &self.vertices[vertex as usize].known;
        known.as_ref().is_some_and(|(_, accepts)| *accepts)
    }

    /// Whether everything in reach has been looked at.
    pub(super) fn is_exhausted(&self) -> bool {
        self.grown == self.vertices.len()
    }

    /// Looks at all vertices at most so far from the start.
    pub(super) fn grow_to(
        &mut self,
        depth: usize,
        ground: Ground<'_, '_>,
        (held, context): (&mut Held, &mut Context<'_>),
    ) -> Result<(), RunError> {
        while let Some(vertex) = self.vertices.get(self.grown)
            && vertex.depth <= depth
        {
            if self.grown.is_multiple_of(VERTICES_BETWEEN_CHECKS) {
                context.check()?;
            }
            self.look_at(self.grown as u32, ground, (held, context))?;
            self.grown += 1;
        }
        Ok(())
    }

    /// Finds the edges of a vertex, and whether a path may end there.
    pub(super) fn look_at(
        &mut self,
        vertex: u32,
        ground: Ground<'_, '_>,
        (held, context): (&mut Held, &mut Context<'_>),
    ) -> Result<(), RunError> {
        let Vertex {
            node,
            state,
            depth,
            ref known,
        } = self.vertices[vertex as usize];
        if known.is_some() {
            return Ok(());
        }
        let (ready, accepts) = ground.ready(state, node, context)?;
        let begin = self.edges.len();
        let before = self.vertices.len();
        for state in ready {
            let hops = ground.hops(state, node, context)?;
            let after = ground.automaton.after(state);
            for (relationship, to) in hops {
                let to = self.number(to, after, depth + 1);
                self.edges.push(Edge { relationship, to });
            }
        }
        let new = self.vertices.len() - before;
        let edges = self.edges.len() - begin;
        held.add(new * VERTEX_BYTES + edges * size_of::<Edge>(), context)?;
        let edges = begin as u32..self.edges.len() as u32;
        self.vertices[vertex as usize].known = Some((edges, accepts));
        Ok(())
    }

    /// Makes the edges that lead to each vertex known, as far as vertices have been looked at.
    pub(super) fn turn(
        &mut self,
        (held, context): (&mut Held, &mut Context<'_>),
    ) -> Result<(), RunError> {
        let vertices = self.vertices.len();
        if self.turned.offsets.len() == vertices + 1 && self.turned.edges.len() == self.edges.len()
        {
            return Ok(());
        }
        let bytes =
            vertices * size_of::<u32>() + self.edges.len() * size_of::<(RelationshipId, u32)>();
        held.add(bytes, context)?;
        let mut offsets = vec![0; vertices + 1];
        for edge in &self.edges {
            offsets[edge.to as usize + 1] += 1;
        }
        for at in 0..vertices {
            offsets[at + 1] += offsets[at];
        }
        let mut next = offsets.clone();
        let mut edges = vec![(RelationshipId(0), 0); self.edges.len()];
        for vertex in 0..vertices as u32 {
            for at in self.edges(vertex) {
                let edge = self.edge(at);
                let place = &mut next[edge.to as usize];
                edges[*place as usize] = (edge.relationship, vertex);
                *place += 1;
            }
        }
        self.turned = Turned { offsets, edges };
        Ok(())
    }

    /// The edges that lead to a vertex with the vertices they come from, once [`Product::turn`] has made them known.
    pub(super) fn leading_to(&self, vertex: u32) -> &[(RelationshipId, u32)] {
        let offsets = &self.turned.offsets[vertex as usize..];
        &self.turned.edges[offsets[0] as usize..offsets[1] as usize]
    }

    /// The vertices a path may end at, those found first first.
    pub(super) fn accepting(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.vertices.len() as u32).filter(|vertex| self.accepts(*vertex))
    }
}

impl Ground<'_, '_> {
    /// The hops that may be made next in a state, and whether the pattern may end there.
    fn ready(
        self,
        mut state: State,
        node: NodeId,
        context: &mut Context<'_>,
    ) -> Result<(Vec<State>, bool), RunError> {
        if state.hop > 0 {
            return Ok((vec![state], false));
        }
        let mut ready = Vec::new();
        while let Some(part) = self.automaton.parts.get(state.part as usize) {
            if part.plan.max.is_none_or(|max| state.rounds < max) {
                ready.push(state);
            }
            let done = state.rounds >= part.plan.min;
            let plan = part.plan;
            if !done || !self.holds(&plan.end_predicates, (plan.end, node), context)? {
                return Ok((ready, false));
            }
            state = State {
                part: state.part + 1,
                ..State::START
            };
        }
        Ok((ready, true))
    }

    fn holds(
        self,
        predicates: &[Expression],
        (slot, node): (Slot, NodeId),
        context: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        if predicates.is_empty() {
            return Ok(true);
        }
        let mut probe = pick(self.chunk, &[self.row as u32], &slots_of(self.chunk));
        probe.set(slot, Vector::Nodes(vec![node]));
        Ok(!select(predicates, &probe, context)?.is_empty())
    }

    /// The relationships from a node that fit the hop made in a state, as far as that can be told from the hop alone.
    fn hops(
        self,
        state: State,
        node: NodeId,
        context: &mut Context<'_>,
    ) -> Result<Vec<(RelationshipId, NodeId)>, RunError> {
        let hop = &self.automaton.parts[state.part as usize].hops[state.hop as usize];
        let hops: Vec<_> = hop
            .walk
            .hops(node, &context.graph, &context.reads)
            .collect();
        if hop.local.is_empty() || hops.is_empty() {
            return Ok(hops);
        }
        let rows = vec![self.row as u32; hops.len()];
        let mut probe = pick(self.chunk, &rows, &slots_of(self.chunk));
        probe.set(hop.from, Vector::Nodes(vec![node; hops.len()]));
        let (relationships, nodes) = hops.iter().copied().unzip();
        probe.set(hop.plan.relationship, Vector::Relationships(relationships));
        probe.set(hop.plan.node, Vector::Nodes(nodes));
        let kept = select(&hop.local, &probe, context)?;
        Ok(kept.iter().map(|&at| hops[at as usize]).collect())
    }
}
