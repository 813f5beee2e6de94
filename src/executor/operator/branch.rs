//! The numbers of branches: how many ways there are to go on from a node.
//!
//! In: the trees of a plan ([`plan::Branch`]), a row, a node. Out: a number, without the ways being made. The number of a branch at
//! a node is remembered, so that a whole branch costs what its relationships cost, not what its ways cost (Yannakakis 1981).
//! Where it depends on nodes of the row it is remembered until these change. Nodes the end must differ from are subtracted.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::admitted::Admitted;
use super::marks::Marks;
use super::walk::{List, Walk};
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::{Context, Limits};
use crate::executor::profile::Reads;
use crate::graph::{Direction, Graph, Relationship};
use crate::planner::flipped;
use crate::planner::plan::{self, Bound, BranchJoin, Counting};
use crate::semantics::expression::Slot;
use crate::value::{NodeId, RelationshipId};

/// With more different nodes than one in so many of all, numbers are remembered in an array.
const NODES_PER_ENTRY: usize = 32;
/// What an entry of a hash table takes, about.
const ENTRY_BYTES: usize = 24;
/// A graph of no more nodes has arrays from the start.
const SMALL: usize = 1 << 16;
/// To mark so many neighbours of a node takes about as long as to ask once whether another is one.
const NEIGHBOURS_PER_ASKED: usize = 4;
/// Before that so many are asked in any case.
const LITTLE: usize = 8;
/// The numbers of all nodes are found once one in so many was asked for.
const NODES_PER_ASKED: usize = 8;
/// An array over more ids than so many for each node that has a number is not worth it.
const IDS_PER_NODE: usize = 64;
/// So many neighbours are looked at before it is asked whether the statement has to stop.
const STEPS: usize = 1 << 18;
/// The same where nodes are gone through one after the other.
const NODES_BETWEEN_CHECKS: usize = 1 << 13;

/// Numbers of nodes.
#[derive(Default)]
struct Memo {
    few: FxHashMap<NodeId, u64>,
    /// One more than the number; zero: not known. Saturated numbers stay what they are.
    many: Vec<u64>,
    /// The nodes known, where they are to be forgotten one by one.
    known: Vec<NodeId>,
}

impl Memo {
    #[inline]
    fn get(&self, node: NodeId) -> Option<u64> {
        if self.many.is_empty() {
            return self.few.get(&node).copied();
        }
        self.many[node.0 as usize].checked_sub(1)
    }

    fn put(&mut self, node: NodeId, number: u64, forgets: bool) {
        if self.many.is_empty() {
            self.few.insert(node, number);
            return;
        }
        self.many[node.0 as usize] = number.saturating_add(1);
        if forgets {
            self.known.push(node);
        }
    }

    /// Turns to an array where that is no larger, or small anyway.
    fn fit(&mut self, bound: usize, room: usize) {
        let wanted = bound <= SMALL || self.few.len() * NODES_PER_ENTRY > bound;
        if self.many.is_empty() && wanted && bound * size_of::<u64>() <= room {
            self.many = vec![0; bound];
            for (node, number) in self.few.drain() {
                self.many[node.0 as usize] = number.saturating_add(1);
                self.known.push(node);
            }
        }
    }

    fn forget(&mut self) {
        self.few.clear();
        for node in self.known.drain(..) {
            self.many[node.0 as usize] = 0;
        }
    }

    fn bytes(&self) -> usize {
        self.few.capacity() * ENTRY_BYTES + self.many.len() * size_of::<u64>()
    }
}

/// Numbers by node from some node on; others have zero.
struct Numbers {
    first: u32,
    numbers: Vec<u64>,
}

impl Numbers {
    #[inline]
    fn of(&self, node: NodeId) -> u64 {
        let at = node.0.wrapping_sub(self.first) as usize;
        self.numbers.get(at).copied().unwrap_or(0)
    }

    /// The sum over some nodes.
    #[inline]
    fn sum(&self, nodes: &[NodeId]) -> u64 {
        let each = nodes.iter().map(|node| u128::from(self.of(*node)));
        u64::try_from(each.sum::<u128>()).unwrap_or(u64::MAX)
    }
}

/// A branch of the plan with what is known of it.
struct State<'p> {
    plan: &'p plan::Branch,
    walk: Walk,
    admitted: Admitted,
    joins: Vec<Joined<'p>>,
    /// The branches that go on from its end.
    children: Vec<usize>,
    /// Whether it hangs off the node of the row.
    is_root: bool,
    /// Whether each node it is asked for was arrived at over the one relationship that leads back to the node its end must
    /// differ from.
    backtracks: bool,
    /// The slot of the node it hangs off, and what was followed to that from which other.
    reached: Option<(Slot, &'p plan::Branch)>,
    /// What of the row its number depends on, that it is only subtracted for aside, and what that was last.
    context: Vec<Slot>,
    seen: Vec<u32>,
    /// What its end and its relationship must differ from in this row.
    apart_nodes: Vec<NodeId>,
    apart_relationships: Vec<Relationship>,
    /// The lowest id its end may have in this row, and the first it may not.
    within: (u32, u32),
    /// Nothing is known to differ from `null`.
    apart_from_null: bool,
    memo: Memo,
    /// How many nodes were asked for.
    asked: usize,
    /// The numbers of all nodes, once it was asked for many.
    all: Option<Arc<Numbers>>,
}

/// A join of a branch's end with a node of the row.
struct Joined<'p> {
    plan: &'p BranchJoin,
    /// From its end to the node of the row, and back.
    walk: Walk,
    back: Walk,
    marks: Marks,
    /// The node of the row.
    to: Option<NodeId>,
    /// How many ends asked for it, and how many may before its neighbours are marked.
    asked: usize,
    patience: usize,
    /// How many relationships the node of the row has that might join it.
    all: u64,
    reads: Reads,
}

/// The branches of an operator: a tree laid out in a list, each behind those that go on from it.
pub(super) struct Branches<'p> {
    states: Vec<State<'p>>,
    /// Those that hang off the node of the row, each with those of its tree that depend on more of the row than that node.
    roots: Vec<(usize, Vec<usize>)>,
}

impl<'p> Branches<'p> {
    pub(super) fn new(from: Slot, branches: &'p [plan::Branch]) -> Self {
        let mut all = Self {
            states: Vec::new(),
            roots: Vec::new(),
        };
        for branch in branches {
            let first = all.states.len();
            let root = all.add(branch);
            all.states[root].is_root = true;
            for place in 0..all.states[root].children.len() {
                let child = all.states[root].children[place];
                all.states[child].reached = Some((from, branch));
            }
            let tree = first..all.states.len();
            let varying = tree.filter(|at| !all.states[*at].plan.reads().is_empty());
            let varying = varying.collect();
            all.roots.push((root, varying));
        }
        all
    }

    fn add(&mut self, branch: &'p plan::Branch) -> usize {
        let below = &branch.end.branches;
        let children = below.iter().map(|it| self.add(it)).collect();
        self.states.push(State::new(branch, children));
        self.states.len() - 1
    }

    /// Whether the numbers of a branch are the same for all rows, and no ids are compared.
    fn is_fixed(&self, at: usize) -> bool {
        let plan = self.states[at].plan;
        plan.end.joins.is_empty()
            && is_unbounded(plan)
            && plan.end.branches.iter().all(|it| it.reads().is_empty())
    }

    /// Whether all that a branch goes over may have indexes, and no array would be nearly empty.
    fn is_indexable(&self, at: usize, graph: &Graph) -> bool {
        let state = &self.states[at];
        let bound = graph.node_bound() as u32;
        let compact = |(kind, side, _)| {
            !graph.has_adjacency(kind, side) || {
                let list = graph.adjacency(kind, side);
                list.range(bound).len() <= IDS_PER_NODE * list.node_count()
            }
        };
        let mut below = state.children.iter();
        state.walk.wants_indexes(usize::MAX, graph)
            && state.walk.indexes().all(compact)
            && below.all(|child| self.is_indexable(*child, graph))
    }

    /// The same for another thread, with what is known of all nodes.
    pub(super) fn another(&self, from: Slot, branches: &'p [plan::Branch]) -> Self {
        let mut other = Self::new(from, branches);
        for (state, known) in other.states.iter_mut().zip(&self.states) {
            state.all = known.all.clone();
            state.asked = known.asked;
        }
        other
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        for state in &mut self.states {
            let (is_root, reached) = (state.is_root, state.reached);
            *state = State::new(state.plan, std::mem::take(&mut state.children));
            (state.is_root, state.reached) = (is_root, reached);
        }
    }

    /// How many bytes are held.
    pub(super) fn bytes(&self) -> usize {
        let each = |state: &State<'_>| {
            let all = state.all.as_ref().map_or(0, |all| all.numbers.len());
            state.memo.bytes() + all * size_of::<u64>()
        };
        let memos: usize = self.states.iter().map(each).sum();
        let joins = self.states.iter().flat_map(|state| &state.joins);
        memos + joins.map(|join| join.marks.bytes()).sum::<usize>()
    }

    /// Makes ready for the rows of a chunk.
    pub(super) fn begin<'r>(
        &'r mut self,
        rows: usize,
        context: &'r Context<'_>,
    ) -> Counter<'r, 'p> {
        let graph = &*context.graph;
        for state in &mut self.states {
            state.begin(graph);
        }
        for (root, _) in &self.roots {
            self.states[*root].asked += rows;
        }
        let states = self.states.iter();
        Counter {
            views: states.map(|state| View::new(state, graph)).collect(),
            room: context.room().left / self.states.len().max(1),
            limits: &context.limits,
            operator: context.operator,
            graph,
            branches: self,
            steps: 0,
            checked: 0,
            reads: Reads::default(),
        }
    }
}

impl<'p> Joined<'p> {
    fn new(plan: &'p BranchJoin) -> Self {
        Self {
            plan,
            walk: Walk::default(),
            back: Walk::default(),
            marks: Marks::default(),
            to: None,
            asked: 0,
            patience: 0,
            all: 0,
            reads: Reads::default(),
        }
    }

    fn begin(&mut self, graph: &Graph) {
        self.walk = Walk::new(&self.plan.follow, graph);
        self.back = self.walk.reversed();
    }

    /// A row with another node comes, perhaps.
    fn turn(&mut self, to: Option<NodeId>, back: &Back<'_>, graph: &Graph) {
        if self.to == to {
            return;
        }
        self.to = to;
        self.asked = 0;
        let degree = to.map_or(0, |to| self.degree(to, back, graph));
        self.patience = LITTLE + degree / NEIGHBOURS_PER_ASKED;
        self.all = degree as u64;
    }

    fn degree(&self, to: NodeId, back: &Back<'_>, graph: &Graph) -> usize {
        match back {
            Some(lists) => degree(lists, to) as usize,
            None => graph.degree(to, self.back.direction, self.back.types()),
        }
    }

    /// Whether no end can be joined to the node of the row, and has to be.
    fn is_hopeless(&self) -> bool {
        self.all == 0 && !matches!(self.plan.counting, Counting::Absent | Counting::AtLeastOnce)
    }

    /// How many relationships join an end to the node of the row.
    #[inline]
    fn relationships(&mut self, end: NodeId, back: &Back<'_>, graph: &Graph) -> u64 {
        let Some(to) = self.to else {
            return 0;
        };
        if self.marks.are_of(to) {
            return self.marks.of(end) as u64;
        }
        self.asked += 1;
        if self.asked > self.patience {
            self.marks.mark(to, &self.walk, graph, &self.reads);
            return self.marks.of(end) as u64;
        }
        self.between(to, end, back, graph) as u64
    }

    /// How many relationships lead to an end from the node of the row, whose lists are read over and over.
    fn between(&self, to: NodeId, end: NodeId, back: &Back<'_>, graph: &Graph) -> usize {
        let Some(lists) = back else {
            return joining(end, to, &self.walk, graph, &self.reads);
        };
        let once = lists.iter().filter(|(_, again)| !(*again && end == to));
        let found = once.map(|(list, _)| list.between(to, end).len()).sum();
        self.reads.add(1 + found);
        found
    }

    /// What the joins of some ends with the row's node come to.
    fn sum_over(&mut self, ends: &[NodeId], back: &Back<'_>, graph: &Graph) -> u64 {
        let Some(to) = self.to else {
            return counted(self.plan.counting, 0) * ends.len() as u64;
        };
        self.asked += ends.len();
        if !self.marks.are_of(to) && self.asked > self.patience {
            self.marks.mark(to, &self.walk, graph, &self.reads);
        }
        if !self.marks.are_of(to) {
            let numbers = ends.iter().map(|end| self.counted(*end, back, graph));
            return numbers.fold(0, u64::saturating_add);
        }
        let marks = ends.iter().map(|end| self.marks.of(*end) as u64);
        match self.plan.counting {
            Counting::Times => marks.sum(),
            _ => marks
                .map(|relationships| self.stands_for(relationships))
                .fold(0, u64::saturating_add),
        }
    }

    /// What the relationships of an end with the row's node make of its number.
    #[inline]
    fn counted(&mut self, end: NodeId, back: &Back<'_>, graph: &Graph) -> u64 {
        let relationships = self.relationships(end, back, graph);
        self.stands_for(relationships)
    }

    /// What so many relationships stand for.
    #[inline]
    fn stands_for(&self, relationships: u64) -> u64 {
        match self.plan.counting {
            Counting::Others => self.all.saturating_sub(relationships),
            counting => counted(counting, relationships),
        }
    }
}

/// What a number of continuations stands for.
fn counted(counting: Counting, number: u64) -> u64 {
    match counting {
        Counting::Times => number,
        Counting::AtLeastOnce => number.max(1),
        Counting::Exists => number.min(1),
        Counting::Absent => u64::from(number == 0),
        Counting::Others => 0,
    }
}

impl<'p> State<'p> {
    fn new(plan: &'p plan::Branch, children: Vec<usize>) -> Self {
        let mut context: Vec<Slot> = plan.end.joins.iter().map(|join| join.to).collect();
        context.extend(plan.end.bounds.iter().filter_map(|bound| bound.than));
        context.extend(plan.end.branches.iter().flat_map(plan::Branch::reads));
        Self {
            plan,
            walk: Walk::default(),
            admitted: Admitted::default(),
            joins: plan.end.joins.iter().map(Joined::new).collect(),
            children,
            is_root: false,
            backtracks: false,
            reached: None,
            seen: vec![u32::MAX; context.len()],
            context,
            apart_nodes: Vec::new(),
            apart_relationships: Vec::new(),
            within: (0, u32::MAX),
            apart_from_null: false,
            memo: Memo::default(),
            asked: 0,
            all: None,
        }
    }

    fn begin(&mut self, graph: &Graph) {
        self.walk = Walk::new(&self.plan.follow, graph);
        self.admitted = Admitted::new(&self.plan.end.labels, graph);
        self.backtracks = self.backtracks_simply(graph);
        for join in &mut self.joins {
            join.begin(graph);
        }
    }

    /// Whether the nodes it is asked for have each one way back to the node its end must differ from, because they were arrived
    /// at from there: only relationships of simple types can say so.
    fn backtracks_simply(&self, graph: &Graph) -> bool {
        let (Some((from, before)), [apart]) = (&self.reached, self.plan.end.apart_from.as_slice())
        else {
            return false;
        };
        let (there, back) = (&before.follow, &self.plan.follow);
        from == apart
            && there.types == back.types
            && there.direction == flipped(back.direction)
            && self.walk.types().is_some_and(|types| {
                !types.is_empty()
                    && types.iter().all(|kind| graph.is_simple(*kind))
                    && types.len() == 1
            })
    }

    /// Whether its number is that of the relationships followed.
    fn is_degree(&self) -> bool {
        self.admitted.is_any() && self.is_leaf()
    }

    /// Whether its number is that of the relationships followed to ends with some labels, which stand together.
    fn is_leaf(&self) -> bool {
        let together = !matches!(self.admitted, Admitted::Sets(_));
        let bounded = !self.plan.end.bounds.is_empty();
        together && !bounded && self.joins.is_empty() && self.children.is_empty()
    }

    /// Multiplies numbers by what as a leaf it stands for at their nodes.
    fn multiply_by_leaf<'n>(
        &self,
        lists: &[List<'_>],
        rows: impl Iterator<Item = (&'n NodeId, &'n mut u64)>,
    ) {
        let meets = |node: NodeId| {
            let mut lists = lists.iter();
            lists.any(|(list, _)| self.admitted.meets(list.neighbours(node)))
        };
        match (self.plan.counting, lists) {
            (Counting::Exists, _) => {
                rows.for_each(|(node, number)| *number *= u64::from(meets(*node)));
            }
            (Counting::Absent, _) => {
                rows.for_each(|(node, number)| *number *= u64::from(!meets(*node)));
            }
            (counting, [(list, false)]) if self.admitted.is_any() => rows.for_each(|it| {
                let factor = counted(counting, list.degree(*it.0) as u64);
                *it.1 = it.1.saturating_mul(factor);
            }),
            (counting, _) => rows.for_each(|(node, number)| {
                let factor = counted(counting, self.ends_from(lists, *node));
                *number = number.saturating_mul(factor);
            }),
        }
    }

    /// How many relationships lead from a node to ends with its labels.
    #[inline]
    fn ends_from(&self, lists: &[List<'_>], node: NodeId) -> u64 {
        let each = lists.iter().map(|(list, again)| {
            let neighbours = self.admitted.within(list.neighbours(node));
            let twice = *again && self.admitted.contains(node);
            let loops = twice.then(|| list.between(node, node).len());
            neighbours.len() - loops.unwrap_or(0)
        });
        each.sum::<usize>() as u64
    }

    /// Numbers are not remembered where each row has its own.
    fn remembers(&self) -> bool {
        self.joins.is_empty() && (!self.is_root || self.context.is_empty())
    }

    /// Looks at what it depends on in a row.
    fn turn(&mut self, chunk: &Chunk, row: usize, view: &View<'_>, graph: &Graph) {
        let mut changed = false;
        for (slot, seen) in self.context.iter().zip(&mut self.seen) {
            let now = id_in(chunk, *slot, row);
            changed |= std::mem::replace(seen, now) != now;
        }
        if changed {
            self.memo.forget();
            for (join, back) in self.joins.iter_mut().zip(&view.back) {
                join.turn(chunk.column(join.plan.to).node(row), back, graph);
            }
        }
        if !self.plan.end.bounds.is_empty() {
            self.within = self.bounds_in(chunk, row);
        }
        if !self.plan.apart_from.is_empty() || !self.plan.end.apart_from.is_empty() {
            self.keep_apart(chunk, row, graph);
        }
    }

    /// The ids its end may have in a row: none where one of the nodes compared is `null`.
    fn bounds_in(&self, chunk: &Chunk, row: usize) -> (u32, u32) {
        let all = (0, u32::MAX);
        let bounds = self.plan.end.bounds.iter();
        let of_row = bounds.filter_map(|bound| Some((bound.greater, bound.than?)));
        of_row.fold(all, |within, (greater, slot)| {
            let node = chunk.column(slot).node(row);
            node.map_or((0, 0), |node| narrowed(within, greater, node))
        })
    }

    /// Those of a list's neighbours of a node that its end may be, as far as their ids say.
    #[inline]
    fn ends_of<'n>(&self, (list, _): &List<'n>, from: NodeId) -> &'n [NodeId] {
        let neighbours = self.admitted.within(list.neighbours(from));
        bounded(&self.plan.end.bounds, self.within, from, neighbours)
    }

    /// Whether its end may have an id where it hangs off a node.
    fn is_within(&self, from: NodeId, end: NodeId) -> bool {
        !bounded(&self.plan.end.bounds, self.within, from, &[end]).is_empty()
    }

    fn keep_apart(&mut self, chunk: &Chunk, row: usize, graph: &Graph) {
        self.apart_nodes.clear();
        let nodes = self.plan.end.apart_from.iter();
        self.apart_nodes
            .extend(nodes.filter_map(|slot| chunk.column(*slot).node(row)));
        self.apart_from_null = self.apart_nodes.len() < self.plan.end.apart_from.len();
        self.apart_nodes.sort_unstable();
        self.apart_nodes.dedup();
        let relationships = self.plan.apart_from.iter();
        let mut ids: Vec<RelationshipId> = relationships
            .filter_map(|slot| chunk.column(*slot).relationship(row))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        self.apart_relationships.clear();
        self.apart_relationships
            .extend(ids.into_iter().map(|id| graph.relationship(id)));
    }

    /// Where a relationship leads from a node, where the branch follows it there.
    fn other_end(&self, node: NodeId, fixed: &Relationship) -> Option<NodeId> {
        let leaves = fixed.start == node && self.walk.direction != Direction::Incoming;
        let arrives = fixed.end == node && self.walk.direction != Direction::Outgoing;
        let other = leaves
            .then_some(fixed.end)
            .or(arrives.then_some(fixed.start));
        other.filter(|_| self.walk.admits(fixed.kind))
    }
}

/// Those of some nodes, which are sorted, whose ids the end of a branch may have: within what the row says, and as they compare with
/// the node it hangs off.
#[inline]
fn bounded<'n>(
    bounds: &[Bound],
    of_row: (u32, u32),
    from: NodeId,
    nodes: &'n [NodeId],
) -> &'n [NodeId] {
    if bounds.is_empty() {
        return nodes;
    }
    let of_it = bounds.iter().filter(|bound| bound.than.is_none());
    let (low, high) = of_it.fold(of_row, |within, bound| {
        narrowed(within, bound.greater, from)
    });
    let rest = &nodes[nodes.partition_point(|it| it.0 < low)..];
    &rest[..rest.partition_point(|it| it.0 < high)]
}

/// What is left of a range of ids above a node, or below it.
fn narrowed((low, high): (u32, u32), above: bool, node: NodeId) -> (u32, u32) {
    match above {
        true => (low.max(node.0.saturating_add(1)), high),
        false => (low, high.min(node.0)),
    }
}

/// Something that tells apart which node or relationship is in a slot.
fn id_in(chunk: &Chunk, slot: Slot, row: usize) -> u32 {
    let column = chunk.column(slot);
    if let Vector::Nodes(nodes) = column {
        return nodes[row].0;
    }
    let node = column.node(row).map(|node| node.0);
    node.or_else(|| column.relationship(row).map(|id| id.0))
        .unwrap_or(u32::MAX)
}

/// The lists from the node of the row to the ends joined to it, where there are indexes.
type Back<'g> = Option<Vec<List<'g>>>;

/// The lists a branch goes over, where indexes are used.
struct View<'r> {
    lists: Vec<List<'r>>,
    indexed: bool,
    /// By join.
    back: Vec<Back<'r>>,
}

impl<'r> View<'r> {
    fn new(state: &State<'_>, graph: &'r Graph) -> Self {
        let back = |join: &Joined<'_>| {
            let indexed = join.back.has_indexes(graph);
            indexed.then(|| join.back.lists(graph))
        };
        let mut view = View {
            lists: Vec::new(),
            indexed: false,
            back: state.joins.iter().map(back).collect(),
        };
        view.look(state, graph);
        view
    }

    /// Turns to the indexes once they are worth it.
    fn look(&mut self, state: &State<'_>, graph: &'r Graph) {
        self.indexed = state.walk.wants_indexes(state.asked, graph);
        if self.indexed {
            self.lists = state.walk.lists(graph);
        }
    }
}

/// The branches at work on a chunk.
pub(super) struct Counter<'r, 'p> {
    branches: &'r mut Branches<'p>,
    views: Vec<View<'r>>,
    graph: &'r Graph,
    /// How many bytes each branch may hold.
    room: usize,
    limits: &'r Limits,
    operator: &'static str,
    /// How many neighbours were looked at, and how many when it was last asked whether the statement has to stop.
    steps: usize,
    checked: usize,
    /// Entries of lists of neighbours read beside those and what the joins read.
    reads: Reads,
}

impl Counter<'_, '_> {
    /// How often each of some rows counts: the product over the branches; zero: not at all. Nothing goes on from `null`.
    pub(super) fn numbers(
        &mut self,
        chunk: &Chunk,
        from: Slot,
        rows: Range<usize>,
    ) -> Result<Vec<u64>, RunError> {
        let mut numbers = vec![1; rows.len()];
        for place in 0..self.branches.roots.len() {
            let (root, varying) = &self.branches.roots[place];
            let root = *root;
            match (varying.is_empty(), chunk.column(from)) {
                (true, Vector::Nodes(nodes)) => {
                    self.multiply(root, &nodes[rows.clone()], &mut numbers)?;
                }
                _ => self.multiply_by_row(place, (chunk, rows.start), from, &mut numbers)?,
            }
        }
        Ok(numbers)
    }

    /// How many neighbours were looked at one by one.
    pub(super) fn steps(&self) -> usize {
        self.steps
    }

    /// How many entries of lists of neighbours were read; to be asked once.
    pub(super) fn entries_read(&self) -> usize {
        let joins = self.branches.states.iter().flat_map(|state| &state.joins);
        let joins: usize = joins.map(|join| join.reads.take()).sum();
        self.steps + self.reads.take() + joins
    }

    /// Multiplies by what a branch stands for at each node.
    fn multiply(
        &mut self,
        root: usize,
        nodes: &[NodeId],
        numbers: &mut [u64],
    ) -> Result<(), RunError> {
        let state = &self.branches.states[root];
        let counting = state.plan.counting;
        let rows = nodes.iter().zip(numbers);
        let mut rows = rows.filter(|(_, number)| **number > 0);
        if state.is_leaf() && self.views[root].indexed {
            state.multiply_by_leaf(&self.views[root].lists, rows);
            return Ok(());
        }
        if state.all.is_none() && self.wants_all(root) {
            self.fill(root)?;
        }
        if let Some(all) = &self.branches.states[root].all {
            for (node, number) in rows {
                *number = number.saturating_mul(counted(counting, all.of(*node)));
            }
            return Ok(());
        }
        rows.try_for_each(|(node, number)| {
            let factor = match *node == NodeId::NONE {
                true => counted(counting, 0),
                false => self.remaining(root, *node)?,
            };
            *number = number.saturating_mul(factor);
            Ok(())
        })
    }

    fn multiply_by_row(
        &mut self,
        place: usize,
        (chunk, first): (&Chunk, usize),
        from: Slot,
        numbers: &mut [u64],
    ) -> Result<(), RunError> {
        let column = chunk.column(from);
        for (row, number) in (first..).zip(numbers) {
            if *number == 0 {
                continue;
            }
            let (root, varying) = &self.branches.roots[place];
            let root = *root;
            let mut hopeless = false;
            for at in varying {
                let state = &mut self.branches.states[*at];
                state.turn(chunk, row, &self.views[*at], self.graph);
                hopeless |= state.joins.iter().any(Joined::is_hopeless);
            }
            if hopeless && needs_ends(self.branches.states[root].plan) {
                *number = 0;
                continue;
            }
            let factor = match column.node(row) {
                Some(node) => self.remaining(root, node)?,
                None => counted(self.branches.states[root].plan.counting, 0),
            };
            *number = number.saturating_mul(factor);
        }
        Ok(())
    }

    /// Whether so many nodes were asked for that it is worth to find the numbers of all.
    fn wants_all(&self, at: usize) -> bool {
        let state = &self.branches.states[at];
        let bound = self.graph.node_bound();
        let lists = self.views[at].lists.iter();
        let count: usize = lists.map(|(list, _)| list.node_count()).sum();
        self.views[at].indexed
            && state.asked.saturating_mul(NODES_PER_ASKED) >= count
            && bound * size_of::<u64>() <= self.room
            && self.branches.is_fixed(at)
            && self.branches.is_indexable(at, self.graph)
    }

    /// Finds the numbers of a branch at all nodes, from its ends on.
    fn fill(&mut self, at: usize) -> Result<(), RunError> {
        let ends = match self.branches.states[at].is_leaf() {
            true => None,
            false => Some(self.ends(at)?),
        };
        let state = &self.branches.states[at];
        let lists = &self.views[at].lists;
        let bound = self.graph.node_bound() as u32;
        let (first, last) = range_of(lists, bound);
        let mut numbers = vec![0; (last - first) as usize];
        let mut read = 0;
        for list in lists {
            let nodes: Vec<NodeId> = match list.0.is_dense() {
                true => (first..last).map(NodeId).collect(),
                false => list.0.nodes(),
            };
            for some in nodes.chunks(NODES_BETWEEN_CHECKS) {
                self.limits.check(self.operator)?;
                let onto = (&mut *numbers, first);
                match &ends {
                    Some(ends) => add(some, list, &state.admitted, onto, |ends_of| {
                        read += ends_of.len();
                        ends.sum(ends_of)
                    }),
                    None => add(some, list, &state.admitted, onto, |ends| ends.len() as u64),
                }
            }
        }
        self.reads.add(read);
        self.branches.states[at].all = Some(Arc::new(Numbers { first, numbers }));
        Ok(())
    }

    /// The ids of the ends that do not have zero are in this range.
    fn range_of_ends(&self, at: usize) -> (u32, u32) {
        let state = &self.branches.states[at];
        let bound = self.graph.node_bound() as u32;
        let (mut first, mut last) = match state.admitted {
            Admitted::Range(first, last) => (first, last),
            _ => (0, bound),
        };
        for &child in &state.children {
            let below = &self.branches.states[child];
            let needs_one = matches!(below.plan.counting, Counting::Times | Counting::Exists);
            if !needs_one {
                continue;
            }
            let (from, to) = match &below.all {
                Some(all) => (all.first, all.first + all.numbers.len() as u32),
                None => range_of(&self.views[child].lists, bound),
            };
            (first, last) = (first.max(from), last.min(to));
        }
        (first, last.max(first))
    }

    /// The numbers of all ends of a branch.
    fn ends(&mut self, at: usize) -> Result<Numbers, RunError> {
        for place in 0..self.branches.states[at].children.len() {
            let child = self.branches.states[at].children[place];
            let state = &self.branches.states[child];
            if !self.views[child].indexed {
                self.branches.states[child].asked = usize::MAX;
                self.views[child].look(&self.branches.states[child], self.graph);
            } else if state.is_degree() {
                continue;
            }
            let state = &self.branches.states[child];
            if !state.is_degree() && state.all.is_none() {
                self.fill(child)?;
            }
        }
        let state = &self.branches.states[at];
        let (first, last) = self.range_of_ends(at);
        let mut numbers = vec![1; (last - first) as usize];
        if let Admitted::Sets(_) = state.admitted {
            for (node, number) in (first..).map(NodeId).zip(&mut numbers) {
                *number = u64::from(state.admitted.admits(node, self.graph));
            }
        }
        for &child in &state.children {
            let (state, lists) = (&self.branches.states[child], &self.views[child].lists);
            let counting = state.plan.counting;
            match &state.all {
                Some(all) => multiply(&mut numbers, first, counting, |node| all.of(node)),
                None => multiply(&mut numbers, first, counting, |node| degree(lists, node)),
            }
        }
        Ok(Numbers { first, numbers })
    }

    /// What a branch stands for at a node: its number without the ways that are excluded for this row.
    fn remaining(&mut self, at: usize, node: NodeId) -> Result<u64, RunError> {
        let state = &self.branches.states[at];
        let plan = state.plan;
        if state.apart_from_null {
            return Ok(counted(plan.counting, 0));
        }
        let all = self.number(at, node)?;
        let number = if plan.apart_from.is_empty() && plan.end.apart_from.is_empty() {
            all
        } else {
            self.less(at, node, all)?
        };
        Ok(counted(plan.counting, number))
    }

    /// A number less what the excluded ends and relationships have in it. One that is too large to be told stays so.
    fn less(&mut self, at: usize, node: NodeId, all: u64) -> Result<u64, RunError> {
        let mut left = all;
        if all == 0 || all == u64::MAX {
            return Ok(all);
        }
        for place in 0..self.branches.states[at].apart_nodes.len() {
            let other = self.branches.states[at].apart_nodes[place];
            if !self.branches.states[at].is_within(node, other) {
                continue;
            }
            let joining = match self.branches.states[at].backtracks {
                true => 1,
                false => {
                    let walk = &self.branches.states[at].walk;
                    joining(node, other, walk, self.graph, &self.reads) as u64
                }
            };
            if joining > 0 {
                let each = self.end(at, other)?;
                left = left.saturating_sub(joining.saturating_mul(each));
            }
        }
        for place in 0..self.branches.states[at].apart_relationships.len() {
            let state = &self.branches.states[at];
            let other = state.other_end(node, &state.apart_relationships[place]);
            let other = other.filter(|it| state.apart_nodes.binary_search(it).is_err());
            let other = other.filter(|it| state.is_within(node, *it));
            if let Some(other) = other {
                left = left.saturating_sub(self.end(at, other)?);
            }
        }
        Ok(left)
    }

    /// The number of a branch at a node, as if nothing was excluded.
    fn number(&mut self, at: usize, node: NodeId) -> Result<u64, RunError> {
        let state = &self.branches.states[at];
        if let Some(all) = &state.all {
            return Ok(all.of(node));
        }
        if state.is_degree() {
            return Ok(self.degree(at, node));
        }
        if !state.remembers() {
            return self.sum(at, node);
        }
        if let Some(number) = state.memo.get(node) {
            return Ok(number);
        }
        if self.wants_all(at) {
            self.fill(at)?;
            return self.number(at, node);
        }
        let number = self.sum(at, node)?;
        let state = &mut self.branches.states[at];
        state.memo.put(node, number, !state.context.is_empty());
        if state.memo.many.is_empty() {
            state.memo.fit(self.graph.node_bound(), self.room);
        }
        Ok(number)
    }

    #[inline]
    fn degree(&self, at: usize, node: NodeId) -> u64 {
        let view = &self.views[at];
        if !view.indexed {
            let walk = &self.branches.states[at].walk;
            return self.graph.degree(node, walk.direction, walk.types()) as u64;
        }
        degree(&view.lists, node)
    }

    /// The sum of a branch's ends at a node.
    fn sum(&mut self, at: usize, node: NodeId) -> Result<u64, RunError> {
        let mut sum: u64 = 0;
        if !self.views[at].indexed {
            let walk = self.branches.states[at].walk.clone();
            for (_, neighbour) in self.graph.expand(node, walk.direction, walk.types()) {
                self.stepped(1)?;
                if !self.branches.states[at].is_within(node, neighbour) {
                    continue;
                }
                self.ask_children(at, 1);
                sum = sum.saturating_add(self.end(at, neighbour)?);
            }
            return Ok(sum);
        }
        for place in 0..self.views[at].lists.len() {
            let list = &self.views[at].lists[place];
            let again = list.1;
            let neighbours = self.branches.states[at].ends_of(list, node);
            if neighbours.is_empty() {
                continue;
            }
            self.stepped(neighbours.len())?;
            if !again {
                sum = sum.saturating_add(self.sum_over(at, neighbours)?);
                continue;
            }
            // Loops were met over the list before; neighbours are sorted, so they stand together.
            let from = neighbours.partition_point(|other| *other < node);
            let to = from + neighbours[from..].partition_point(|other| *other == node);
            for part in [&neighbours[..from], &neighbours[to..]] {
                sum = sum.saturating_add(self.sum_over(at, part)?);
            }
        }
        Ok(sum)
    }

    /// The sum over some ends, those that are not admitted among them only where that is no range.
    fn sum_over(&mut self, at: usize, ends: &[NodeId]) -> Result<u64, RunError> {
        let state = &mut self.branches.states[at];
        if !matches!(state.admitted, Admitted::Sets(_)) && state.children.is_empty() {
            match state.joins.as_mut_slice() {
                [] => return Ok(ends.len() as u64),
                [join] => return Ok(join.sum_over(ends, &self.views[at].back[0], self.graph)),
                _ => {}
            }
        }
        if let [end] = ends {
            self.ask_children(at, 1);
            return self.end(at, *end);
        }
        self.ask_children(at, ends.len());
        if let Some(child) = self.only_child(at)
            && let Some(sum) = self.sum_over_child(child, ends)?
        {
            return Ok(sum);
        }
        if let Some(sum) = self.sum_over_joined(at, ends)? {
            return Ok(sum);
        }
        if self.is_marked(at) {
            return self.sum_over_marked(at, ends);
        }
        let mut sum: u64 = 0;
        for &end in ends {
            sum = sum.saturating_add(self.end(at, end)?);
        }
        Ok(sum)
    }

    /// As [`Self::sum_over`] where all that is asked of the ends is how they go on, and that is known of all nodes or soon is.
    fn sum_over_child(&mut self, child: usize, ends: &[NodeId]) -> Result<Option<u64>, RunError> {
        if self.branches.states[child].all.is_none() && self.wants_all(child) {
            self.fill(child)?;
        }
        let excluded = self.excluded(child)?;
        let (state, lists) = (&self.branches.states[child], &self.views[child].lists);
        let counting = state.plan.counting;
        if state.apart_from_null {
            return Ok(Some(counted(counting, 0).saturating_mul(ends.len() as u64)));
        }
        let rest = |number: u64| match number {
            u64::MAX => counted(counting, number),
            number => counted(counting, number.saturating_sub(excluded)),
        };
        let sum = if let Some(all) = &state.all {
            if counting == Counting::Times && excluded == 0 {
                return Ok(Some(all.sum(ends)));
            }
            let numbers = ends.iter().map(|end| rest(all.of(*end)));
            numbers.fold(0, u64::saturating_add)
        } else if state.is_degree() && self.views[child].indexed {
            let numbers = ends.iter().map(|end| rest(degree(lists, *end)));
            numbers.fold(0, u64::saturating_add)
        } else {
            return Ok(None);
        };
        Ok(Some(sum))
    }

    /// As [`Self::sum_over`] where all that is asked of the ends is whom their neighbours, that lead no further, are joined to.
    fn sum_over_joined(&mut self, at: usize, ends: &[NodeId]) -> Result<Option<u64>, RunError> {
        let state = &self.branches.states[at];
        let [child] = *state.children.as_slice() else {
            return Ok(None);
        };
        let ranges = !matches!(state.admitted, Admitted::Sets(_)) && state.joins.is_empty();
        let (state, view) = (&mut self.branches.states[child], &self.views[child]);
        let State {
            plan,
            admitted,
            joins,
            children,
            within,
            ..
        } = state;
        let once = view.indexed && view.lists.iter().all(|(_, again)| !again);
        let plain = plan.apart_from.is_empty() && plan.end.apart_from.is_empty();
        let leads_on = !children.is_empty() || matches!(admitted, Admitted::Sets(_));
        let (true, [join]) = (ranges && once && plain && !leads_on, joins.as_mut_slice()) else {
            return Ok(None);
        };
        if plan.counting != Counting::Times {
            return Ok(None);
        }
        let (mut sum, mut steps) = (0_u64, 0);
        for end in ends {
            for (list, _) in &view.lists {
                let neighbours = admitted.within(list.neighbours(*end));
                let neighbours = bounded(&plan.end.bounds, *within, *end, neighbours);
                steps += neighbours.len();
                sum = sum.saturating_add(join.sum_over(neighbours, &view.back[0], self.graph));
            }
        }
        self.stepped(steps)?;
        Ok(Some(sum))
    }

    /// What the number of a branch has in it, wherever it is asked for, of the one node its end must differ from.
    fn excluded(&mut self, at: usize) -> Result<u64, RunError> {
        match *self.branches.states[at].apart_nodes.as_slice() {
            [other] => self.end(at, other),
            _ => Ok(0),
        }
    }

    /// Whether the ends of a branch are joined to one node of the row, whose neighbours are marked.
    fn is_marked(&self, at: usize) -> bool {
        let state = &self.branches.states[at];
        match state.joins.as_slice() {
            [join] => {
                !matches!(state.admitted, Admitted::Sets(_))
                    && join.plan.counting == Counting::Times
                    && join.to.is_some_and(|to| join.marks.are_of(to))
            }
            _ => false,
        }
    }

    /// As [`Self::sum_over`]; what goes on is only asked for ends that are marked.
    fn sum_over_marked(&mut self, at: usize, ends: &[NodeId]) -> Result<u64, RunError> {
        let marks = std::mem::take(&mut self.branches.states[at].joins[0].marks);
        let joined = ends.iter().map(|end| (*end, marks.of(*end) as u64));
        let mut sum: u64 = 0;
        for (end, times) in joined.filter(|(_, times)| *times > 0) {
            let number = self.going_on(at, end)?.saturating_mul(times);
            sum = sum.saturating_add(number);
        }
        self.branches.states[at].joins[0].marks = marks;
        Ok(sum)
    }

    /// The branch that alone goes on from the ends of another, where nothing else is asked of these, and as much is excluded at
    /// each of them.
    fn only_child(&self, at: usize) -> Option<usize> {
        let state = &self.branches.states[at];
        let [child] = state.children.as_slice() else {
            return None;
        };
        let below = &self.branches.states[*child];
        let plain = !matches!(state.admitted, Admitted::Sets(_))
            && state.joins.is_empty()
            && below.plan.apart_from.is_empty()
            && below.plan.end.bounds.is_empty()
            && (below.plan.end.apart_from.is_empty() || below.backtracks);
        plain.then_some(*child)
    }

    /// Notes that the branches below are asked for so many nodes; often enough, and they turn to indexes.
    fn ask_children(&mut self, at: usize, times: usize) {
        for place in 0..self.branches.states[at].children.len() {
            let child = self.branches.states[at].children[place];
            let state = &mut self.branches.states[child];
            state.asked = state.asked.saturating_add(times);
            if !self.views[child].indexed {
                self.views[child].look(state, self.graph);
            }
        }
    }

    #[inline]
    fn stepped(&mut self, steps: usize) -> Result<(), RunError> {
        self.steps += steps;
        if self.steps < self.checked + STEPS {
            return Ok(());
        }
        self.checked = self.steps;
        self.limits.check(self.operator)
    }

    /// The number of a branch's end.
    fn end(&mut self, at: usize, node: NodeId) -> Result<u64, RunError> {
        let state = &self.branches.states[at];
        if !state.admitted.admits(node, self.graph) {
            return Ok(0);
        }
        let mut number: u64 = 1;
        let state = &mut self.branches.states[at];
        for (join, back) in state.joins.iter_mut().zip(&self.views[at].back) {
            number = number.saturating_mul(join.counted(node, back, self.graph));
        }
        if number == 0 {
            return Ok(0);
        }
        Ok(number.saturating_mul(self.going_on(at, node)?))
    }

    /// What goes on from the end of a branch.
    #[inline]
    fn going_on(&mut self, at: usize, end: NodeId) -> Result<u64, RunError> {
        let mut number: u64 = 1;
        for place in 0..self.branches.states[at].children.len() {
            let child = self.branches.states[at].children[place];
            number = number.saturating_mul(self.remaining(child, end)?);
            if number == 0 {
                break;
            }
        }
        Ok(number)
    }
}

/// Adds to the numbers of nodes, kept from some node on, what their neighbours of a list come to.
fn add(
    nodes: &[NodeId],
    (list, again): &List<'_>,
    admitted: &Admitted,
    (numbers, first): (&mut [u64], u32),
    mut sum: impl FnMut(&[NodeId]) -> u64,
) {
    for node in nodes {
        let neighbours = admitted.within(list.neighbours(*node));
        let mut more = sum(neighbours);
        if *again && more < u64::MAX {
            // Neighbours are sorted, so loops stand together.
            let from = neighbours.partition_point(|other| other < node);
            let to = from + neighbours[from..].partition_point(|other| other == node);
            more -= sum(&neighbours[from..to]);
        }
        let number = &mut numbers[(node.0 - first) as usize];
        *number = number.saturating_add(more);
    }
}

/// Multiplies the numbers of the nodes from some node on.
fn multiply(numbers: &mut [u64], first: u32, counting: Counting, factor: impl Fn(NodeId) -> u64) {
    let numbered = (first..).map(NodeId).zip(numbers);
    if counting == Counting::Times {
        return numbered.for_each(|(node, number)| *number = number.saturating_mul(factor(node)));
    }
    for (node, number) in numbered.filter(|(_, number)| **number > 0) {
        *number = number.saturating_mul(counted(counting, factor(node)));
    }
}

/// Whether the ids of no ends are compared.
fn is_unbounded(branch: &plan::Branch) -> bool {
    branch.end.bounds.is_empty() && branch.end.branches.iter().all(is_unbounded)
}

/// Whether a branch has no number where some end has none.
fn needs_ends(branch: &plan::Branch) -> bool {
    matches!(branch.counting, Counting::Times | Counting::Exists)
        && branch.end.branches.iter().all(needs_ends)
}

/// The ids of all nodes with neighbours in some lists are in this range.
fn range_of(lists: &[List<'_>], bound: u32) -> (u32, u32) {
    let ranges = lists.iter().map(|(list, _)| list.range(bound));
    let filled = ranges.filter(|range| !range.is_empty());
    let whole = filled.reduce(|all, range| all.start.min(range.start)..all.end.max(range.end));
    whole.map_or((0, 0), |range| (range.start, range.end))
}

/// How many relationships a node has in some lists, loops once.
#[inline]
fn degree(lists: &[List<'_>], node: NodeId) -> u64 {
    let each = lists.iter().map(|(list, again)| {
        let loops = match again {
            true => list.between(node, node).len(),
            false => 0,
        };
        list.degree(node) - loops
    });
    each.sum::<usize>() as u64
}

/// How many relationships are followed from a node to another.
fn joining(node: NodeId, other: NodeId, walk: &Walk, graph: &Graph, reads: &Reads) -> usize {
    let found = if walk.has_indexes(graph) {
        let once = walk
            .indexes()
            .filter(|(.., again)| !(*again && node == other));
        let lists = once.map(|(kind, side, _)| graph.adjacency(kind, side));
        lists.map(|list| list.between(node, other).len()).sum()
    } else {
        let joining = graph.connecting(node, other, walk.direction, walk.types());
        joining.count()
    };
    reads.add(1 + found);
    found
}
