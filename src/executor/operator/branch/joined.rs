//! How ends of a branch are joined to a node of the row: looked up one by one, or read off its neighbours once these are marked.

use super::super::marks::Marks;
use super::super::walk::Walk;
use super::{Back, counted, degree, joining};
use crate::executor::profile::Reads;
use crate::graph::Graph;
use crate::planner::plan::{BranchJoin, Counting};
use crate::value::NodeId;

/// To mark so many neighbours of a node takes about as long as to ask once whether another is one.
const NEIGHBOURS_PER_ASKED: usize = 4;
/// Before that so many are asked in any case.
const LITTLE: usize = 8;

/// A join of a branch's end with a node of the row.
pub(super) struct Joined<'p> {
    pub(super) plan: &'p BranchJoin,
    /// From its end to the node of the row, and back.
    walk: Walk,
    pub(super) back: Walk,
    pub(super) marks: Marks,
    /// The node of the row.
    pub(super) to: Option<NodeId>,
    /// How many ends asked for it, and how many may before its neighbours are marked.
    asked: usize,
    patience: usize,
    /// How many relationships the node of the row has that might join it.
    all: u64,
    pub(super) reads: Reads,
}

impl<'p> Joined<'p> {
    pub(super) fn new(plan: &'p BranchJoin) -> Self {
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

    pub(super) fn begin(&mut self, graph: &Graph) {
        self.walk = Walk::new(&self.plan.follow, graph);
        self.back = self.walk.reversed();
    }

    /// A row with another node comes, perhaps.
    pub(super) fn turn(&mut self, to: Option<NodeId>, back: &Back<'_>, graph: &Graph) {
        if self.to == to {
            return;
        }
        self.to = to;
        self.asked = 0;
        let degree = to.map_or(0, |to| self.degree(to, back, graph));
        self.patience = LITTLE + degree / NEIGHBOURS_PER_ASKED;
        self.all = degree as u64;
    }

    pub(super) fn degree(&self, to: NodeId, back: &Back<'_>, graph: &Graph) -> usize {
        match back {
            Some(lists) => degree(lists, to) as usize,
            None => graph.degree(to, self.back.direction, self.back.types()),
        }
    }

    /// Whether no end can be joined to the node of the row, and has to be.
    pub(super) fn is_hopeless(&self) -> bool {
        self.all == 0 && self.needs_one()
    }

    /// Whether nothing counts where no relationship leads to the node of the row.
    pub(super) fn needs_one(&self) -> bool {
        !matches!(self.plan.counting, Counting::Absent | Counting::AtLeastOnce)
    }

    /// How many relationships join an end to the node of the row.
    #[inline]
    pub(super) fn relationships(&mut self, end: NodeId, back: &Back<'_>, graph: &Graph) -> u64 {
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
    pub(super) fn between(&self, to: NodeId, end: NodeId, back: &Back<'_>, graph: &Graph) -> usize {
        let Some(lists) = back else {
            return joining(end, to, &self.walk, graph, &self.reads);
        };
        let once = lists.iter().filter(|(_, again)| !(*again && end == to));
        let found = once.map(|(list, _)| list.count_between(to, end)).sum();
        self.reads.add(1 + found);
        found
    }

    /// What the joins of some ends with the row's node come to.
    pub(super) fn sum_over(&mut self, ends: &[NodeId], back: &Back<'_>, graph: &Graph) -> u64 {
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
    pub(super) fn counted(&mut self, end: NodeId, back: &Back<'_>, graph: &Graph) -> u64 {
        let relationships = self.relationships(end, back, graph);
        self.stands_for(relationships)
    }

    /// What so many relationships stand for.
    #[inline]
    pub(super) fn stands_for(&self, relationships: u64) -> u64 {
        match self.plan.counting {
            Counting::Others => self.all.saturating_sub(relationships),
            counting => counted(counting, relationships),
        }
    }
}
