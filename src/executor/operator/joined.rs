//! How nodes arrived at are joined to a node of the row: looked up one by one, or read off its neighbours once these are marked.

use super::marks::Marks;
use super::walk::{List, Walk};
use crate::executor::profile::Reads;
use crate::graph::Graph;
use crate::planner::plan::{Counting, Join};
use crate::value::NodeId;

/// To mark so many neighbours of a node takes about as long as to ask once whether another is one.
const NEIGHBOURS_PER_ASKED: usize = 4;
/// Before that so many are asked in any case.
const LITTLE: usize = 8;

/// The lists from the node of the row to the ends joined to it, where there are indexes.
pub(super) type Back<'g> = Option<Vec<List<'g>>>;

/// A join of nodes arrived at with a node of the row.
pub(super) struct Joined<'p> {
    pub(super) plan: &'p Join,
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
    /// How often a row came with another node.
    turns: usize,
    pub(super) reads: Reads,
}

/// Makes joins ready for a chunk, those first whose nodes change least often: what is marked for them lasts.
pub(super) fn begin(joins: &mut [Joined<'_>], graph: &Graph) {
    for join in &mut *joins {
        join.walk = Walk::new(&join.plan.follow, graph);
        join.back = join.walk.reversed();
    }
    joins.sort_by_key(|join| join.turns);
}

/// Those of some nodes that are joined as all joins ask, by their places, each with how often it counts. `backs`: by join, as far as they
/// are kept.
pub(super) fn select(
    joins: &mut [Joined<'_>],
    ends: &[NodeId],
    backs: &[Back<'_>],
    graph: &Graph,
    found: &mut Vec<(u32, u64)>,
) {
    found.clear();
    let Some((first, others)) = joins.split_first_mut() else {
        found.extend((0..ends.len() as u32).map(|at| (at, 1)));
        return;
    };
    first.select(ends, backs.first().unwrap_or(&None), graph, found);
    for (place, join) in others.iter_mut().enumerate() {
        let back = backs.get(place + 1).unwrap_or(&None);
        found.retain_mut(|(at, times)| {
            let number = join.counted(ends[*at as usize], back, graph);
            *times = times.saturating_mul(number);
            *times > 0
        });
    }
}

impl<'p> Joined<'p> {
    pub(super) fn new(plan: &'p Join) -> Self {
        Self {
            plan,
            walk: Walk::default(),
            back: Walk::default(),
            marks: Marks::default(),
            to: None,
            asked: 0,
            patience: 0,
            all: 0,
            turns: 0,
            reads: Reads::default(),
        }
    }

    /// A row with another node comes, perhaps.
    pub(super) fn turn(&mut self, to: Option<NodeId>, back: &Back<'_>, graph: &Graph) {
        if self.to == to {
            return;
        }
        self.to = to;
        self.turns += 1;
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

    /// Whether the neighbours of the row's node are marked: now, if so many ends are asked for that this is worth it.
    fn marked(&mut self, to: NodeId, ends: usize, graph: &Graph) -> bool {
        self.asked += ends;
        if !self.marks.are_of(to) && self.asked > self.patience {
            self.marks.mark(to, &self.walk, graph, &self.reads);
        }
        self.marks.are_of(to)
    }

    /// The ends that count, by their places, each with how often it does.
    fn select(
        &mut self,
        ends: &[NodeId],
        back: &Back<'_>,
        graph: &Graph,
        found: &mut Vec<(u32, u64)>,
    ) {
        let marked = self.to.is_some_and(|to| self.marked(to, ends.len(), graph));
        let places = (0..).zip(ends);
        if marked {
            let marks = places.map(|(at, end)| (at, self.marks.of(*end) as u64));
            let counted = marks.map(|(at, number)| (at, self.stands_for(number)));
            found.extend(counted.filter(|(_, times)| *times > 0));
        } else {
            let counted = places.map(|(at, end)| (at, self.counted(*end, back, graph)));
            found.extend(counted.filter(|(_, times)| *times > 0));
        }
    }

    /// What the joins of some ends with the row's node come to.
    pub(super) fn sum_over(&mut self, ends: &[NodeId], back: &Back<'_>, graph: &Graph) -> u64 {
        let Some(to) = self.to else {
            return counted(self.plan.counting, 0) * ends.len() as u64;
        };
        if !self.marked(to, ends.len(), graph) {
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

/// What a number of continuations stands for.
pub(super) fn counted(counting: Counting, number: u64) -> u64 {
    match counting {
        Counting::Times => number,
        Counting::AtLeastOnce => number.max(1),
        Counting::Exists => number.min(1),
        Counting::Absent => u64::from(number == 0),
        Counting::Others => 0,
    }
}

/// How many relationships a node has in some lists, loops once.
#[inline]
pub(super) fn degree(lists: &[List<'_>], node: NodeId) -> u64 {
    let each = lists.iter().map(|(list, again)| {
        let loops = match again {
            true => list.count_between(node, node),
            false => 0,
        };
        list.degree(node) - loops
    });
    each.sum::<usize>() as u64
}

/// How many relationships are followed from a node to another.
pub(super) fn joining(
    node: NodeId,
    other: NodeId,
    walk: &Walk,
    graph: &Graph,
    reads: &Reads,
) -> usize {
    let found = if walk.has_indexes(graph) {
        let once = walk
            .indexes()
            .filter(|(.., again)| !(*again && node == other));
        let lists = once.map(|(kind, side, _)| graph.adjacency(kind, side));
        lists.map(|list| list.count_between(node, other)).sum()
    } else {
        let joining = graph.connecting(node, other, walk.direction, walk.types());
        joining.count()
    };
    reads.add(1 + found);
    found
}
