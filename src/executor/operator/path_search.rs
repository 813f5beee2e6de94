//! Paths from a bound node, searched as a whole: quantified parts, selectors and path modes.
//!
//! All paths are walked depth first as they are asked for. The shortest are those of growing length, kept from straying by the
//! distance to the end in the [`product`](super::product) of pattern and graph; where each first way to a node is a shortest path,
//! they are read off the product. Distances know nothing of what a path has used up, so a walk that finds nothing for a while
//! asks before each step whether the end can still be reached: else one that cannot come back over its only bridge would try
//! all ways behind it.

use std::vec::IntoIter;

use rustc_hash::{FxHashMap, FxHashSet};

use super::element::Element;
use super::emission::{Emission, pick, put, slots_of};
use super::error::run_error;
use super::grow::Grow;
use super::held::Held;
use super::product::{Automaton, Edge, Ground, Product};
use super::search::{self, Front, meet};
use super::shortest_path::path;
use super::shortest_ways::Ways;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::{evaluate, select};
use crate::planner::plan::{self, Expression, Steps};
use crate::semantics::expression::Slot;
use crate::semantics::query::Selector;
use crate::syntax::ast::PathMode;
use crate::value::{ErrorKind, NodeId, RelationshipId, Value};

/// After so many steps it is asked whether to stop.
const STEPS_BETWEEN_CHECKS: u32 = 1024;
/// After so many steps without a path a walk looks ahead.
const PATIENCE: u32 = 1024;
/// What a step of a path that is kept costs, about.
const STEP_BYTES: usize = size_of::<Step>();
/// What a node that paths may end at costs, about.
const TARGET_BYTES: usize = size_of::<(NodeId, Vec<u32>)>() + 2 * size_of::<u64>();

/// A relationship of a path with the node it leads to and the part and the hop of the pattern it matches.
#[derive(Clone, Copy, Debug)]
struct Step {
    relationship: RelationshipId,
    node: NodeId,
    hop: (u32, u32),
}

type Found = Vec<Step>;

/// How many paths are wanted for each pair of ends.
#[derive(Clone, Copy)]
enum Wanted {
    All,
    Shortest(usize),
    Groups(usize),
}

/// What has been found for the current row.
enum Current {
    /// Nothing yet.
    Unbegun,
    /// These paths are still to be given, and then those to each of these nodes.
    Listed(IntoIter<Found>, IntoIter<NodeId>),
    /// Paths are read off the product, and then those to this node are to be found.
    Read(Ways, Option<NodeId>),
    /// Paths are given as they are walked.
    Walked(Dive),
}

impl Current {
    fn listed(found: Vec<Found>, behind: Vec<NodeId>) -> Self {
        Current::Listed(found.into_iter(), behind.into_iter())
    }
}

pub(super) struct PathSearch<'p> {
    plan: &'p plan::PathSearch,
    into: bool,
    live: &'p [Slot],
    /// Where a search from both ends will do: what each relationship must satisfy.
    steps: Option<Steps>,
    automaton: Automaton<'p>,
    product: Product,
    current: Current,
    wanted: Wanted,
    columns: Vec<(Slot, Vec<Value>)>,
    held: Held,
}

/// A walk depth first over the product.
#[derive(Default)]
struct Dive {
    /// For each vertex on the way the edges not yet tried.
    frames: Vec<std::ops::Range<u32>>,
    /// The vertices on the way with the relationships that led to them; none to the first.
    way: Vec<(u32, Option<RelationshipId>)>,
    /// Whether the vertex just arrived at was looked beyond.
    begun: bool,
    steps: u32,
    /// The steps since the last path.
    in_vain: u32,
    /// Whether something lay beyond the greatest length.
    longer: bool,
}

/// What a walk is for.
#[derive(Clone, Copy)]
struct Aim<'t> {
    /// The node to end at.
    target: Option<NodeId>,
    /// How many steps it is from each vertex to an end, if that is known.
    distances: Option<&'t [usize]>,
    /// The least and the greatest number of steps.
    lengths: (usize, usize),
}

impl<'p> PathSearch<'p> {
    pub(super) fn new(plan: &'p plan::PathSearch, into: bool, live: &'p [Slot]) -> Self {
        let automaton = Automaton::new(plan);
        let mut set = plan.introduces();
        set.extend((!into).then_some(plan.right));
        let columns = set.into_iter().filter(|slot| live.contains(slot));
        Self {
            plan,
            into,
            live,
            steps: steps(plan, &automaton),
            automaton,
            product: Product::default(),
            current: Current::Unbegun,
            wanted: Wanted::All,
            columns: columns.map(|slot| (slot, Vec::new())).collect(),
            held: Held::new("PathSearch"),
        }
    }

    fn search(
        &mut self,
        (from, to): (NodeId, Option<NodeId>),
        (chunk, row): (&Chunk, usize),
        context: &mut Context<'_>,
    ) -> Result<Current, RunError> {
        self.product = Product::from(from);
        if let Wanted::All = self.wanted {
            return Ok(Current::Walked(Dive::default()));
        }
        if let Some(to) = to.filter(|to| *to != from)
            && let Some(found) = self.meeting((from, to), (chunk, row), context)?
        {
            return Ok(Current::listed(found, Vec::new()));
        }
        match to {
            Some(to) => Ok(Current::listed(Vec::new(), vec![to])),
            None => self.shortest_to_each(from, (chunk, row), context),
        }
    }

    fn most(&self) -> usize {
        match self.wanted {
            Wanted::Shortest(most) | Wanted::Groups(most) => most,
            Wanted::All => usize::MAX,
        }
    }

    /// One or all shortest paths between two nodes, where nothing but relationships is asked about.
    fn meeting(
        &mut self,
        (from, to): (NodeId, NodeId),
        (chunk, row): (&Chunk, usize),
        context: &mut Context<'_>,
    ) -> Result<Option<Vec<Found>>, RunError> {
        let walk = self.automaton.single().and_then(|hop| hop.plain());
        let (Some(walk), Some(steps), 1) = (walk, &self.steps, self.most()) else {
            return Ok(None);
        };
        let ground = search::Ground {
            element: Element::new(steps),
            chunk,
            row,
            all: matches!(self.wanted, Wanted::Groups(_)),
        };
        let fronts = (
            Front::new(from, walk.clone(), &mut self.held, context)?,
            Front::new(to, walk.reversed(), &mut self.held, context)?,
        );
        let most = self.automaton.longest();
        let ways = meet(fronts.0, fronts.1, most, ground, (&mut self.held, context))?;
        Ok(Some(
            ways.iter().map(|way| along(from, way, context)).collect(),
        ))
    }

    /// The shortest paths to one node.
    fn shortest_to(
        &mut self,
        to: NodeId,
        at: (&Chunk, usize),
        context: &mut Context<'_>,
    ) -> Result<Vec<Found>, RunError> {
        let mut found = Vec::new();
        let Some(mut length) = self.first_length(to, at, context)? else {
            return Ok(found);
        };
        let longest = self.longest(to);
        let (mut distances, mut known, mut groups) = (Vec::new(), 0, 0);
        while length <= longest {
            self.grow_to(length, at, context)?;
            if distances.is_empty() || known < self.product.edge_count() {
                distances = self.distances(to, context)?;
                known = self.product.edge_count();
            }
            let aim = Aim {
                target: Some(to),
                distances: Some(&distances),
                lengths: (length, length),
            };
            let (new, longer) = self.paths_of(aim, found.len(), at, context)?;
            groups += usize::from(!new.is_empty());
            found.extend(new);
            let enough = match self.wanted {
                Wanted::Shortest(most) => found.len() >= most,
                Wanted::Groups(most) => groups >= most,
                Wanted::All => false,
            };
            if enough || (!longer && self.product.is_exhausted()) {
                break;
            }
            length += 1;
        }
        Ok(found)
    }

    /// The most relationships a path to a node can have.
    fn longest(&self, to: NodeId) -> usize {
        let back = self.product.vertices[0].node == to;
        match self.plan.mode {
            PathMode::Acyclic if back => 0,
            _ => self.automaton.longest(),
        }
    }

    fn grow_to(
        &mut self,
        depth: usize,
        (chunk, row): (&Chunk, usize),
        context: &mut Context<'_>,
    ) -> Result<(), RunError> {
        let ground = Ground {
            automaton: &self.automaton,
            chunk,
            row,
        };
        self.product
            .grow_to(depth, ground, (&mut self.held, context))
    }

    /// How few steps lead to a node, if it can be reached.
    fn first_length(
        &mut self,
        to: NodeId,
        at: (&Chunk, usize),
        context: &mut Context<'_>,
    ) -> Result<Option<usize>, RunError> {
        let mut depth = 0;
        loop {
            self.grow_to(depth, at, context)?;
            let vertices = self.product.accepting();
            let mut depths = vertices.map(|it| &self.product.vertices[it as usize]);
            if let Some(first) = depths.find(|it| it.node == to) {
                return Ok(Some(first.depth));
            }
            if self.product.is_exhausted() || depth >= self.automaton.longest() {
                return Ok(None);
            }
            depth += 1;
        }
    }

    /// How many steps it is from each vertex to one a path to the target may end at.
    fn distances(
        &mut self,
        target: NodeId,
        context: &mut Context<'_>,
    ) -> Result<Vec<usize>, RunError> {
        context.check()?;
        self.product.turn((&mut self.held, context))?;
        let mut distances = vec![usize::MAX; self.product.vertices.len()];
        let ends = self.product.accepting();
        let mut front: Vec<u32> = ends
            .filter(|it| self.product.vertices[*it as usize].node == target)
            .collect();
        front.iter().for_each(|it| distances[*it as usize] = 0);
        let mut distance = 0;
        while !front.is_empty() {
            distance += 1;
            let mut next = Vec::new();
            for (_, vertex) in front.iter().flat_map(|it| self.product.leading_to(*it)) {
                if distances[*vertex as usize] == usize::MAX {
                    distances[*vertex as usize] = distance;
                    next.push(*vertex);
                }
            }
            front = next;
        }
        Ok(distances)
    }

    /// The paths of a length that pass, at most as many as are still wanted; and whether there may be longer ones.
    fn paths_of(
        &mut self,
        aim: Aim<'_>,
        known: usize,
        at: (&Chunk, usize),
        context: &mut Context<'_>,
    ) -> Result<(Vec<Found>, bool), RunError> {
        let mut dive = Dive::default();
        let mut found = Vec::new();
        while let Some(next) = self.dive(&mut dive, aim, at, context)? {
            self.held
                .add(next.len() * STEP_BYTES + STEP_BYTES, context)?;
            found.push(next);
            if let Wanted::Shortest(most) = self.wanted
                && known + found.len() >= most
            {
                return Ok((found, true));
            }
        }
        Ok((found, dive.longer))
    }

    /// The shortest paths to every node in reach, the nearest first.
    fn shortest_to_each(
        &mut self,
        from: NodeId,
        at: (&Chunk, usize),
        context: &mut Context<'_>,
    ) -> Result<Current, RunError> {
        self.grow_to(self.automaton.longest(), at, context)?;
        let mut targets = self.targets();
        self.held.add(targets.len() * TARGET_BYTES, context)?;
        let single = self.automaton.single().is_some() && self.plan.predicates.is_empty();
        if !single || self.most() > 1 {
            let nodes = targets.into_iter().map(|(node, _)| node).collect();
            return Ok(Current::listed(Vec::new(), nodes));
        }
        // A way back to where it began is no shortest way there.
        let back = match self.automaton.parts[0].plan.min {
            0 => None,
            _ => targets.iter().position(|(node, _)| *node == from),
        };
        let back = back.map(|at| targets.remove(at).0);
        self.product.turn((&mut self.held, context))?;
        Ok(Current::Read(Ways::new(targets), back))
    }

    /// The nodes a path may end at, the nearest first, each with the vertices of least depth.
    fn targets(&self) -> Vec<(NodeId, Vec<u32>)> {
        let mut places: FxHashMap<NodeId, usize> = FxHashMap::default();
        let mut targets: Vec<(NodeId, Vec<u32>)> = Vec::new();
        for end in self.product.accepting() {
            let vertex = &self.product.vertices[end as usize];
            let place = *places.entry(vertex.node).or_insert_with(|| {
                targets.push((vertex.node, Vec::new()));
                targets.len() - 1
            });
            let ends = &mut targets[place].1;
            let first = ends
                .first()
                .map(|it| self.product.vertices[*it as usize].depth);
            if first.is_none_or(|first| first == vertex.depth) {
                ends.push(end);
            }
        }
        targets
    }

    fn step(&self, vertex: u32, relationship: RelationshipId) -> Step {
        let vertex = &self.product.vertices[vertex as usize];
        Step {
            relationship,
            node: vertex.node,
            hop: self.automaton.hop_to(vertex.state),
        }
    }

    /// The next path of a walk that has the lengths asked for, ends where it is to end, and passes.
    fn dive(
        &mut self,
        dive: &mut Dive,
        aim: Aim<'_>,
        at: (&Chunk, usize),
        context: &mut Context<'_>,
    ) -> Result<Option<Found>, RunError> {
        while self.advance(dive, aim, at, context)? {
            let Some(&(vertex, _)) = dive.way.last() else {
                return Ok(None);
            };
            let length = dive.way.len() - 1;
            let node = self.product.vertices[vertex as usize].node;
            let fits = (aim.lengths.0..=aim.lengths.1).contains(&length);
            let arrived = aim.target.is_none_or(|target| target == node);
            if fits && arrived && self.product.accepts(vertex) {
                let found = self.walked(dive);
                if self.passes(&found, at, context)? {
                    dive.in_vain = 0;
                    return Ok(Some(found));
                }
            }
        }
        Ok(None)
    }

    fn walked(&self, dive: &Dive) -> Found {
        let steps = dive.way.iter();
        let steps = steps.filter_map(|(vertex, relationship)| Some((*vertex, (*relationship)?)));
        steps.map(|(vertex, it)| self.step(vertex, it)).collect()
    }

    /// Goes on to the next vertex; `false` where there is none.
    fn advance(
        &mut self,
        dive: &mut Dive,
        aim: Aim<'_>,
        (chunk, row): (&Chunk, usize),
        context: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        let ground = Ground {
            automaton: &self.automaton,
            chunk,
            row,
        };
        if !dive.begun {
            dive.begun = true;
            dive.way.push((0, None));
            self.product.look_at(0, ground, (&mut self.held, context))?;
            return Ok(true);
        }
        if dive.frames.len() < dive.way.len() {
            let edges = self.beyond(dive, aim);
            dive.frames.push(edges);
        }
        while let Some(edges) = dive.frames.last_mut() {
            let Some(next) = edges.next() else {
                dive.frames.pop();
                dive.way.pop();
                continue;
            };
            dive.steps = dive.steps.wrapping_add(1);
            dive.in_vain = dive.in_vain.saturating_add(1);
            let wary = dive.in_vain > PATIENCE;
            if wary || dive.steps.is_multiple_of(STEPS_BETWEEN_CHECKS) {
                context.check()?;
            }
            let edge = self.product.edge(next);
            if !self.may_take(dive, aim, edge)
                || (wary && !self.can_arrive(dive, aim, edge))
                || !self.wider_conditions(
                    dive,
                    (edge.to, edge.relationship),
                    (chunk, row),
                    context,
                )?
            {
                continue;
            }
            dive.way.push((edge.to, Some(edge.relationship)));
            let ground = Ground {
                automaton: &self.automaton,
                chunk,
                row,
            };
            self.product
                .look_at(edge.to, ground, (&mut self.held, context))?;
            return Ok(true);
        }
        Ok(false)
    }

    /// The edges to be tried from the vertex just arrived at: none where the path is long enough, or back where it began.
    fn beyond(&self, dive: &mut Dive, aim: Aim<'_>) -> std::ops::Range<u32> {
        let Some(&(vertex, _)) = dive.way.last() else {
            return 0..0;
        };
        let node = |(vertex, _): &(u32, Option<RelationshipId>)| {
            self.product.vertices[*vertex as usize].node
        };
        let closed = dive.way.len() > 1 && dive.way.first().map(node) == dive.way.last().map(node);
        if closed && self.plan.mode == PathMode::Simple {
            return 0..0;
        }
        let edges = self.product.edges(vertex);
        if dive.way.len() > aim.lengths.1 {
            edges.for_each(|at| self.look_further(dive, aim, self.product.edge(at)));
            return 0..0;
        }
        edges
    }

    /// Whether the path's mode and what is known of distances let it go to a vertex.
    fn may_take(&self, dive: &mut Dive, aim: Aim<'_>, edge: Edge) -> bool {
        let fresh = self.is_fresh(&dive.way, edge);
        let Some(distances) = aim.distances.filter(|_| fresh) else {
            return fresh;
        };
        let left = distances.get(edge.to as usize).copied();
        let left = left.unwrap_or(usize::MAX);
        let close = left != usize::MAX && dive.way.len() + left <= aim.lengths.1;
        if left != usize::MAX && !close {
            self.look_further(dive, aim, edge);
        }
        close
    }

    fn is_fresh(&self, way: &[(u32, Option<RelationshipId>)], edge: Edge) -> bool {
        let node = self.product.vertices[edge.to as usize].node;
        let visited = |(vertex, _): &(u32, Option<RelationshipId>)| {
            self.product.vertices[*vertex as usize].node == node
        };
        match self.plan.mode {
            PathMode::Walk => true,
            PathMode::Trail => !way.iter().any(|(_, it)| *it == Some(edge.relationship)),
            PathMode::Acyclic => !way.iter().any(visited),
            PathMode::Simple => !way.iter().skip(1).any(visited),
        }
    }

    /// Remembers whether a path over an edge that is too far off is a longer path to the end.
    fn look_further(&self, dive: &mut Dive, aim: Aim<'_>, edge: Edge) {
        if let Some(target) = aim.target.filter(|_| !dive.longer) {
            let fresh = self.is_fresh(&dive.way, edge);
            dive.longer = fresh && self.steps_behind(dive, target, edge).is_some();
        }
    }

    /// Whether the end can be reached behind an edge in time by what the path has not used.
    fn can_arrive(&self, dive: &mut Dive, aim: Aim<'_>, edge: Edge) -> bool {
        let (Some(target), true) = (aim.target, aim.distances.is_some()) else {
            return true;
        };
        let Some(left) = self.steps_behind(dive, target, edge) else {
            return false;
        };
        let close = dive.way.len() + left <= aim.lengths.1;
        dive.longer |= !close;
        close
    }

    /// How many steps it is from behind an edge to the target by what the path has not used.
    fn steps_behind(&self, dive: &Dive, target: NodeId, edge: Edge) -> Option<usize> {
        let mut used = Used::of(self.plan.mode, &dive.way, &self.product);
        used.add(edge, &self.product);
        let from = edge.to;
        let arrived = |vertex: &u32| {
            self.product.vertices[*vertex as usize].node == target && self.product.accepts(*vertex)
        };
        let mut seen = FxHashSet::from_iter([from]);
        let mut front = vec![from];
        let mut distance = 0;
        while !front.is_empty() {
            if front.iter().any(arrived) {
                return Some(distance);
            }
            distance += 1;
            let edges = front.iter().flat_map(|it| self.product.edges(*it));
            let edges = edges.map(|at| self.product.edge(at));
            let open = edges.filter(|edge| !used.holds(*edge, &self.product));
            front = open.map(|it| it.to).filter(|it| seen.insert(*it)).collect();
        }
        None
    }

    /// The conditions that speak of several hops of a round.
    fn wider_conditions(
        &self,
        dive: &Dive,
        (to, relationship): (u32, RelationshipId),
        (chunk, row): (&Chunk, usize),
        context: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        let step = self.step(to, relationship);
        let hop = &self.automaton.parts[step.hop.0 as usize].hops[step.hop.1 as usize];
        if hop.wider.is_empty() {
            return Ok(true);
        }
        let mut steps = self.walked(dive);
        steps.push(step);
        let begun = steps.len() - 1 - step.hop.1 as usize;
        let origin = self.product.vertices[0].node;
        let first = begun.checked_sub(1).map_or(origin, |at| steps[at].node);
        let mut probe = pick(chunk, &[row as u32], &slots_of(chunk));
        let part = self.automaton.parts[step.hop.0 as usize].plan;
        probe.set(part.start, Vector::Nodes(vec![first]));
        for (hop, step) in part.hops.iter().zip(&steps[begun..]) {
            probe.set(
                hop.relationship,
                Vector::Relationships(vec![step.relationship]),
            );
            probe.set(hop.node, Vector::Nodes(vec![step.node]));
        }
        Ok(!select(&hop.wider, &probe, context)?.is_empty())
    }

    /// The conditions on the whole path.
    fn passes(
        &self,
        found: &Found,
        (chunk, row): (&Chunk, usize),
        context: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        if self.plan.predicates.is_empty() {
            return Ok(true);
        }
        let mut probe = pick(chunk, &[row as u32], &slots_of(chunk));
        for (slot, value) in self.bindings(found, context) {
            probe.set(slot, Vector::from_values(vec![value]));
        }
        Ok(!select(&self.plan.predicates, &probe, context)?.is_empty())
    }

    /// All slots a path sets.
    fn bindings(&self, found: &Found, context: &Context<'_>) -> Vec<(Slot, Value)> {
        let from = self.product.vertices[0].node;
        let relationships: Vec<_> = found.iter().map(|step| step.relationship).collect();
        let list = relationships.iter().map(|it| Value::Relationship(*it));
        let list = Value::list(list.collect::<Vec<_>>());
        let whole = path(from, &relationships, &context.graph);
        let mut bound = vec![(self.plan.path, whole), (self.plan.relationships, list)];
        let (mut rest, mut node) = (found.as_slice(), from);
        for (at, part) in self.plan.parts.iter().enumerate() {
            let own = rest
                .iter()
                .take_while(|step| step.hop.0 as usize == at)
                .count();
            let (steps, behind) = rest.split_at(own);
            if part.lists.is_empty() {
                let pairs = part.hops.iter().zip(steps);
                bound.extend(
                    pairs.map(|(hop, step)| {
                        (hop.relationship, Value::Relationship(step.relationship))
                    }),
                );
            }
            let lists = part.lists.iter();
            bound.extend(lists.map(|(inner, list)| (*list, rounds(part, *inner, node, steps))));
            node = steps.last().map_or(node, |step| step.node);
            bound.push((part.end, Value::Node(node)));
            rest = behind;
        }
        bound
    }

    fn give(&mut self, found: &Found, row: usize, out: &mut Emission, context: &Context<'_>) {
        out.push(row);
        if self.columns.is_empty() {
            return;
        }
        let bound = self.bindings(found, context);
        for (slot, values) in &mut self.columns {
            let value = bound.iter().find(|(it, _)| it == slot);
            values.push(value.map_or(Value::Null, |(_, value)| value.clone()));
        }
    }

    /// The next path for the current row.
    fn next_path(
        &mut self,
        to: Option<NodeId>,
        distances: Option<&[usize]>,
        at: (&Chunk, usize),
        context: &mut Context<'_>,
    ) -> Result<Option<Found>, RunError> {
        match std::mem::replace(&mut self.current, Current::Unbegun) {
            Current::Unbegun => Ok(None),
            Current::Listed(mut rest, mut behind) => {
                while rest.as_slice().is_empty()
                    && let Some(node) = behind.next()
                {
                    rest = self.shortest_to(node, at, context)?.into_iter();
                }
                let next = rest.next();
                self.current = Current::Listed(rest, behind);
                Ok(next)
            }
            Current::Read(mut ways, back) => {
                context.check()?;
                let all = matches!(self.wanted, Wanted::Groups(_));
                let Some(way) = ways.next(all, &self.product) else {
                    self.current = Current::listed(Vec::new(), Vec::from_iter(back));
                    return self.next_path(to, distances, at, context);
                };
                self.current = Current::Read(ways, back);
                let steps = way.into_iter();
                Ok(Some(
                    steps.map(|(vertex, id)| self.step(vertex, id)).collect(),
                ))
            }
            Current::Walked(mut dive) => {
                let aim = Aim {
                    target: to,
                    distances,
                    lengths: (0, self.automaton.longest()),
                };
                let next = self.dive(&mut dive, aim, at, context)?;
                self.current = Current::Walked(dive);
                Ok(next)
            }
        }
    }
}

/// What a path may not use again.
enum Used {
    Nothing,
    Relationships(FxHashSet<RelationshipId>),
    Nodes(FxHashSet<NodeId>),
}

impl Used {
    fn of(mode: PathMode, way: &[(u32, Option<RelationshipId>)], product: &Product) -> Self {
        let node =
            |(vertex, _): &(u32, Option<RelationshipId>)| product.vertices[*vertex as usize].node;
        match mode {
            PathMode::Walk => Used::Nothing,
            PathMode::Trail => Used::Relationships(way.iter().filter_map(|(_, it)| *it).collect()),
            PathMode::Acyclic => Used::Nodes(way.iter().map(node).collect()),
            PathMode::Simple => Used::Nodes(way.iter().skip(1).map(node).collect()),
        }
    }

    fn add(&mut self, edge: Edge, product: &Product) {
        match self {
            Used::Nothing => {}
            Used::Relationships(used) => drop(used.insert(edge.relationship)),
            Used::Nodes(used) => drop(used.insert(product.vertices[edge.to as usize].node)),
        }
    }

    fn holds(&self, edge: Edge, product: &Product) -> bool {
        match self {
            Used::Nothing => false,
            Used::Relationships(used) => used.contains(&edge.relationship),
            Used::Nodes(used) => used.contains(&product.vertices[edge.to as usize].node),
        }
    }
}

/// What a hop gone any number of times must satisfy, for a search from both ends.
fn steps(plan: &plan::PathSearch, automaton: &Automaton<'_>) -> Option<Steps> {
    let hop = automaton.single().filter(|_| plan.predicates.is_empty())?;
    hop.plain()?;
    let part = plan.parts.first()?;
    Some(Steps {
        min: part.min,
        max: part.max,
        element: hop.plan.relationship,
        predicates: hop.plan.predicates.clone(),
    })
}

/// The steps of a way of single hops.
fn along(from: NodeId, way: &[RelationshipId], context: &Context<'_>) -> Found {
    let mut node = from;
    let step = |relationship: &RelationshipId| {
        let fixed = context.graph.relationship(*relationship);
        node = if fixed.start == node {
            fixed.end
        } else {
            fixed.start
        };
        Step {
            relationship: *relationship,
            node,
            hop: (0, 0),
        }
    };
    way.iter().map(step).collect()
}

/// What a slot of a round was in each round.
fn rounds(
    part: &crate::semantics::query::PathPart<plan::Plan>,
    slot: Slot,
    from: NodeId,
    steps: &[Step],
) -> Value {
    let mut values = Vec::new();
    let mut begin = from;
    for round in steps.chunks(part.hops.len()) {
        if slot == part.start {
            values.push(Value::Node(begin));
        }
        for (hop, step) in part.hops.iter().zip(round) {
            if slot == hop.relationship {
                values.push(Value::Relationship(step.relationship));
            } else if slot == hop.node {
                values.push(Value::Node(step.node));
            }
        }
        begin = round.last().map_or(begin, |step| step.node);
    }
    Value::list(values)
}

fn count(of: &Expression, chunk: &Chunk, context: &mut Context<'_>) -> Result<usize, RunError> {
    let value = evaluate(of, chunk, context)?.get(0);
    match value.as_integer() {
        Some(count @ 1..) => Ok(usize::try_from(count).unwrap_or(usize::MAX)),
        _ => {
            let message = format!("a number of paths is an integer above 0, not {value}");
            Err(RunError {
                span: Some(of.span),
                ..run_error(ErrorKind::ArgumentError, "NumberOutOfRange", message)
            })
        }
    }
}

impl Grow for PathSearch<'_> {
    fn begin(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> Result<(), RunError> {
        self.automaton.begin(context);
        self.wanted = match &self.plan.selector {
            Selector::All => Wanted::All,
            Selector::Shortest(most) => Wanted::Shortest(count(most, chunk, context)?),
            Selector::ShortestGroups(most) => Wanted::Groups(count(most, chunk, context)?),
        };
        Ok(())
    }

    fn grow(
        &mut self,
        chunk: &Chunk,
        row: usize,
        out: &mut Emission,
        context: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        let to = chunk
            .column(self.plan.right)
            .node(row)
            .filter(|_| self.into);
        let Some(from) = chunk.column(self.plan.left).node(row) else {
            return Ok(true);
        };
        if self.into && to.is_none() {
            return Ok(true);
        }
        if let Current::Unbegun = self.current {
            self.current = self.search((from, to), (chunk, row), context)?;
        }
        let distances = match (&self.current, to) {
            (Current::Walked(_), Some(to)) => {
                self.grow_to(self.automaton.longest(), (chunk, row), context)?;
                Some(self.distances(to, context)?)
            }
            _ => None,
        };
        while !out.is_full() {
            match self.next_path(to, distances.as_deref(), (chunk, row), context)? {
                Some(found) => self.give(&found, row, out, context),
                None => {
                    self.current = Current::Unbegun;
                    self.held.release(context);
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn finish(&mut self, chunk: &mut Chunk) {
        for (slot, values) in &mut self.columns {
            let values = Vector::from_values(std::mem::take(values));
            put(chunk, *slot, values, self.live);
        }
    }

    fn reset(&mut self) {
        self.current = Current::Unbegun;
        self.columns
            .iter_mut()
            .for_each(|(_, values)| values.clear());
        self.held.forget();
    }
}
