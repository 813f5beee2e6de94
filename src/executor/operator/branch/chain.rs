//! Chains: branches that go on one behind the other up to an end that is joined to a node of the row. All rows of a chunk take each
//! step together, in loops so short that the processor waits for many lists at once.

use super::super::admitted::Admitted;
use super::super::walk::List;
use super::counter::Counter;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::planner::plan::Counting;
use crate::semantics::expression::Slot;
use crate::value::NodeId;

/// With more ways than this a row is counted from node to node, where what was found is remembered.
const MOST_WAYS: usize = 1 << 10;

/// How far the rows have come.
#[derive(Default)]
struct Ways {
    /// Where each way has come to, those of a row behind those of the rows before.
    ends: Vec<NodeId>,
    /// By row: where its ways end among these.
    upto: Vec<u32>,
    /// Rows with too many ways, of which none is kept.
    long: Vec<usize>,
}

impl Ways {
    /// Adds to the ways of a row where they go on to from some ends; not if they become too many.
    #[inline]
    fn add(&mut self, ends: &[NodeId], lists: &[List<'_>], admitted: &Admitted) -> bool {
        let most = self.ends.len() + MOST_WAYS;
        for end in ends {
            for (list, _) in lists {
                match admitted.within(list.neighbours(*end)) {
                    some if self.ends.len() + some.len() > most => return false,
                    [one] => self.ends.push(*one),
                    some => self.ends.extend_from_slice(some),
                }
            }
        }
        true
    }

    fn close_row(&mut self) {
        self.upto.push(self.ends.len() as u32);
    }

    /// The rows with where their ways have come to.
    fn rows(&self) -> impl Iterator<Item = &[NodeId]> {
        let mut from = 0;
        self.upto.iter().map(move |to| {
            let first = std::mem::replace(&mut from, *to as usize);
            &self.ends[first..from]
        })
    }
}

impl Counter<'_, '_> {
    /// Multiplies by the numbers of a chain the rows that do not have too many ways; gives those that do. `None`: it is no chain.
    pub(super) fn multiply_by_chain(
        &mut self,
        root: usize,
        (chunk, first): (&Chunk, usize),
        from: Slot,
        numbers: &mut [u64],
    ) -> Result<Option<Vec<usize>>, RunError> {
        let Vector::Nodes(nodes) = chunk.column(from) else {
            return Ok(None);
        };
        let Some(chain) = self.chain(root, numbers.len()) else {
            return Ok(None);
        };
        let last = chain[chain.len() - 1];
        let nodes = &nodes[first..first + numbers.len()];
        let mut ways = self.hopeful(last, nodes, (chunk, first), numbers);
        for at in chain {
            ways = self.step(at, ways)?;
        }
        let (state, view) = (&mut self.branches.states[last], &self.views[last]);
        let mut long = ways.long.iter().peekable();
        for (row, ends) in ways.rows().enumerate() {
            if long.next_if(|it| **it == row).is_some() {
                continue;
            }
            if ends.is_empty() {
                numbers[row] = 0;
                continue;
            }
            state.turn(chunk, first + row, view, self.graph);
            let sum = state.joins[0].sum_over(ends, &view.back[0], self.graph);
            numbers[row] = numbers[row].saturating_mul(sum);
        }
        Ok(Some(ways.long))
    }

    /// The branches of a chain, all of which count as often as there are ways, over indexes.
    fn chain(&mut self, root: usize, rows: usize) -> Option<Vec<usize>> {
        let mut chain = vec![root];
        loop {
            let at = *chain.last()?;
            let state = &self.branches.states[at];
            let end = &state.plan.end;
            let once = self.views[at].lists.iter().all(|(_, again)| !again);
            let plain = self.views[at].indexed
                && once
                && state.plan.counting == Counting::Times
                && state.plan.apart_from.is_empty()
                && end.apart_from.is_empty()
                && end.bounds.is_empty()
                && !matches!(state.admitted, Admitted::Sets(_));
            match (plain, end.joins.len(), state.children.as_slice()) {
                (true, 1, []) => return Some(chain),
                (true, 0, [child]) => chain.push(*child),
                _ => return None,
            }
            self.ask_children(at, rows);
        }
    }

    /// The rows that count so far, at their nodes, without those to whose other node nothing can be joined.
    fn hopeful(
        &self,
        last: usize,
        nodes: &[NodeId],
        (chunk, first): (&Chunk, usize),
        numbers: &[u64],
    ) -> Ways {
        let (join, back) = (
            &self.branches.states[last].joins[0],
            &self.views[last].back[0],
        );
        let to = chunk.column(join.plan.to);
        let mut ways = Ways::default();
        for (row, (node, number)) in nodes.iter().zip(numbers).enumerate() {
            let joined = || match to.node(first + row) {
                Some(to) => join.degree(to, back, self.graph) > 0,
                None => false,
            };
            if *number > 0 && *node != NodeId::NONE && (!join.needs_one() || joined()) {
                ways.ends.push(*node);
            }
            ways.close_row();
        }
        ways
    }

    /// All ways one relationship further.
    fn step(&mut self, at: usize, ways: Ways) -> Result<Ways, RunError> {
        let (admitted, lists) = (&self.branches.states[at].admitted, &self.views[at].lists);
        let mut further = Ways {
            ends: Vec::with_capacity(ways.ends.len()),
            upto: Vec::with_capacity(ways.upto.len()),
            long: Vec::new(),
        };
        let mut long = ways.long.iter().peekable();
        for (row, ends) in ways.rows().enumerate() {
            let from = further.ends.len();
            let fits = further.add(ends, lists, admitted);
            if !fits || long.next_if(|it| **it == row).is_some() {
                further.ends.truncate(from);
                further.long.push(row);
            }
            further.close_row();
        }
        let steps = further.ends.len();
        self.stepped(steps)?;
        Ok(further)
    }
}
