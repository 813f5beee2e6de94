//! The numbers of branches: how many ways there are to go on from a node.
//!
//! In: the trees of a plan ([`plan::Branch`]), a row, a node. Out: a number, without the ways being made. The number of a branch at
//! a node is remembered, so that a whole branch costs what its relationships cost, not what its ways cost (Yannakakis 1981).
//! Where it depends on nodes of the row it is remembered until these change. Nodes the end must differ from are subtracted.

mod chain;
mod counter;
mod memo;

use std::sync::Arc;

use memo::{Memo, Numbers};

use super::admitted::Admitted;
use super::bounds::Bounds;
use super::joined::{self, Back, Joined, counted};
use super::walk::{List, Walk};
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::profile::Reads;
use crate::graph::{Degrees, Graph, Relationship};
use crate::planner::plan::{self, Counting};
use crate::semantics::expression::Slot;
use crate::value::{NodeId, RelationshipId};

pub(super) use counter::Counter;

/// The numbers of all nodes are found once one in so many was asked for.
const NODES_PER_ASKED: usize = 8;
/// An array over more ids than so many for each node that has a number is not worth it.
const IDS_PER_NODE: usize = 64;

/// A branch of the plan with what is known of it.
struct State<'p> {
    plan: &'p plan::Branch,
    walk: Walk,
    admitted: Admitted,
    joins: Vec<Joined<'p>>,
    /// The branches that go on from its end.
    children: Vec<usize>,
    /// The ends found joined, by their places among those asked for, each with how often it counts.
    found: Vec<(u32, u64)>,
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
    /// The ids its end may have.
    bounds: Bounds<'p>,
    /// Nothing is known to differ from `null`.
    apart_from_null: bool,
    memo: Memo,
    /// How many nodes were asked for.
    asked: usize,
    /// The numbers of all nodes, once it was asked for many.
    all: Option<Arc<Numbers>>,
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
            found: Vec::new(),
            is_root: false,
            backtracks: false,
            reached: None,
            seen: vec![u32::MAX; context.len()],
            context,
            apart_nodes: Vec::new(),
            apart_relationships: Vec::new(),
            bounds: Bounds::new(&plan.end.bounds),
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
        joined::begin(&mut self.joins, graph);
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
            && there.direction == back.direction.reversed()
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
        let counting = self.plan.counting;
        let multiply = |number: &mut u64, ends: u64| {
            *number = number.saturating_mul(counted(counting, ends));
        };
        if let Some(degrees) = self.degrees(lists) {
            return match degrees.as_slice() {
                [one] => rows.for_each(|(node, number)| multiply(number, one.of(*node))),
                all => rows.for_each(|(node, number)| {
                    multiply(number, all.iter().map(|it| it.of(*node)).sum());
                }),
            };
        }
        match (counting, lists) {
            (Counting::Exists | Counting::Absent, _) => rows.for_each(|(node, number)| {
                let mut lists = lists.iter();
                let meets = lists.any(|(list, _)| self.admitted.meets(list.neighbours(*node)));
                multiply(number, u64::from(meets));
            }),
            (_, [(list, false)]) if self.admitted.is_any() => {
                rows.for_each(|(node, number)| multiply(number, list.degree(*node) as u64));
            }
            _ => rows.for_each(|(node, number)| multiply(number, self.ends_from(lists, *node))),
        }
    }

    /// The numbers of all nodes' ends with its labels by list, where these were counted before, or enough nodes are asked for.
    fn degrees<'g>(&self, lists: &[List<'g>]) -> Option<Vec<Degrees<'g>>> {
        let Admitted::Range(from, to) = self.admitted else {
            return None;
        };
        let of = |(list, again): &List<'g>| {
            let many = self.asked.saturating_mul(NODES_PER_ASKED) >= list.node_count();
            let degrees = || list.degrees_within(&(from..to), many);
            (!again).then(degrees).flatten()
        };
        lists.iter().map(of).collect()
    }

    /// How many relationships lead from a node to ends with its labels.
    #[inline]
    fn ends_from(&self, lists: &[List<'_>], node: NodeId) -> u64 {
        let each = lists.iter().map(|(list, again)| {
            let neighbours = self.admitted.within(list.neighbours(node));
            let twice = *again && self.admitted.contains(node);
            let loops = twice.then(|| list.count_between(node, node));
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
        self.bounds.turn(chunk, row);
        if !self.plan.apart_from.is_empty() || !self.plan.end.apart_from.is_empty() {
            self.keep_apart(chunk, row, graph);
        }
    }

    /// Those of a list's neighbours of a node that its end may be, as far as their ids say.
    #[inline]
    fn ends_of<'n>(&self, (list, _): &List<'n>, from: NodeId) -> &'n [NodeId] {
        let neighbours = self.admitted.within(list.neighbours(from));
        self.bounds.within(from, neighbours)
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
    fn other_end(&self, node: NodeId, fixed: &Relationship, graph: &Graph) -> Option<NodeId> {
        let mut ends = self.walk.ends_of(fixed, graph);
        ends.find(|(left, _)| *left == node).map(|(_, right)| right)
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

/// Whether the ids of no ends are compared.
fn is_unbounded(branch: &plan::Branch) -> bool {
    branch.end.bounds.is_empty() && branch.end.branches.iter().all(is_unbounded)
}
