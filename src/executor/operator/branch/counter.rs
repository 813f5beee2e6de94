//! The numbers of a tree of branches at the nodes of rows, from what is known of its branches and by asking further.

use std::ops::Range;
use std::sync::Arc;

use super::super::admitted::Admitted;
use super::super::joined::{self, Joined, counted, degree, joining};
use super::super::walk::List;
use super::memo::Numbers;
use super::{Branches, NODES_PER_ASKED, State, View};
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Limits;
use crate::executor::profile::Reads;
use crate::graph::Graph;
use crate::planner::plan::{self, Counting};
use crate::semantics::expression::Slot;
use crate::value::NodeId;

/// So many neighbours are looked at before it is asked whether the statement has to stop.
const STEPS: usize = 1 << 18;
/// The same where nodes are gone through one after the other.
const NODES_BETWEEN_CHECKS: usize = 1 << 13;

/// The branches at work on a chunk.
pub(in crate::executor::operator) struct Counter<'r, 'p> {
    pub(super) branches: &'r mut Branches<'p>,
    pub(super) views: Vec<View<'r>>,
    pub(super) graph: &'r Graph,
    /// How many bytes each branch may hold.
    pub(super) room: usize,
    pub(super) limits: &'r Limits,
    pub(super) operator: &'static str,
    /// How many neighbours were looked at, and how many when it was last asked whether the statement has to stop.
    pub(super) steps: usize,
    pub(super) checked: usize,
    /// Entries of lists of neighbours read beside those and what the joins read.
    pub(super) reads: Reads,
}

impl Counter<'_, '_> {
    /// How often each of some rows counts: the product over the branches; zero: not at all. Nothing goes on from `null`.
    pub(in crate::executor::operator) fn numbers(
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
    pub(in crate::executor::operator) fn steps(&self) -> usize {
        self.steps
    }

    /// How many entries of lists of neighbours were read; to be asked once.
    pub(in crate::executor::operator) fn entries_read(&self) -> usize {
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
        let root = self.branches.roots[place].0;
        let left = match self.multiply_by_chain(root, (chunk, first), from, numbers)? {
            Some(left) => left,
            None => (0..numbers.len()).collect(),
        };
        for at in left {
            let (row, number) = (first + at, &mut numbers[at]);
            if *number == 0 {
                continue;
            }
            let varying = &self.branches.roots[place].1;
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
            if !self.branches.states[at].bounds.admit(node, other) {
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
            let other = state.other_end(node, &state.apart_relationships[place], self.graph);
            let other = other.filter(|it| state.apart_nodes.binary_search(it).is_err());
            let other = other.filter(|it| state.bounds.admit(node, *it));
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
                if !self.branches.states[at].bounds.admit(node, neighbour) {
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
        let state = &self.branches.states[at];
        if !matches!(state.admitted, Admitted::Sets(_)) && !state.joins.is_empty() {
            return self.sum_over_selected(at, ends);
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
            bounds,
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
                let neighbours = bounds.within(*end, neighbours);
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

    /// As [`Self::sum_over`] where ends are joined to nodes of the row; what goes on is only asked for those that are.
    fn sum_over_selected(&mut self, at: usize, ends: &[NodeId]) -> Result<u64, RunError> {
        let state = &mut self.branches.states[at];
        let mut found = std::mem::take(&mut state.found);
        let back = &self.views[at].back;
        joined::select(&mut state.joins, ends, back, self.graph, &mut found);
        let mut sum: u64 = 0;
        for (place, times) in &found {
            let number = self.going_on(at, ends[*place as usize])?;
            sum = sum.saturating_add(number.saturating_mul(*times));
        }
        self.branches.states[at].found = found;
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
    pub(super) fn ask_children(&mut self, at: usize, times: usize) {
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
    pub(super) fn stepped(&mut self, steps: usize) -> Result<(), RunError> {
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
            if number == 0 {
                return Ok(0);
            }
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
