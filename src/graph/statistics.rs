//! Counts for the planner, exact while writing.

use super::Graph;
use super::id::{Direction, LabelId, Side, TypeId};

/// How many nodes carry a label, and how many relationships of a type start or end at one that does.
#[derive(Clone, Debug, Default)]
pub(super) struct Statistics {
    nodes: Vec<u32>,
    /// By type, then label, then side. A type's list is as long as its greatest label needs.
    ends: Vec<Vec<[u32; 2]>>,
    /// By type, how many begin where they end.
    loops: Vec<u32>,
}

/// One more or one less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    More,
    Less,
}

fn count(number: &mut u32, step: Step) {
    match step {
        Step::More => *number += 1,
        Step::Less => *number -= 1,
    }
}

impl Statistics {
    pub(super) fn add_label(&mut self) {
        self.nodes.push(0);
    }

    /// Forgets the last label, which nothing carries.
    pub(super) fn forget_label(&mut self) {
        self.nodes.pop();
        let labels = self.nodes.len();
        self.ends.iter_mut().for_each(|ends| ends.truncate(labels));
    }

    pub(super) fn add_type(&mut self) {
        self.ends.push(Vec::new());
        self.loops.push(0);
    }

    pub(super) fn forget_type(&mut self) {
        self.ends.pop();
        self.loops.pop();
    }

    /// Counts a node with these labels.
    pub(super) fn count_node(&mut self, labels: &[LabelId], step: Step) {
        for label in labels {
            count(&mut self.nodes[label.0 as usize], step);
        }
    }

    /// Counts a relationship that begins where it ends.
    pub(super) fn count_loop(&mut self, kind: TypeId, step: Step) {
        count(&mut self.loops[kind.0 as usize], step);
    }

    /// Counts so many new relationships that begin where they end.
    pub(super) fn add_loops(&mut self, kind: TypeId, more: u32) {
        self.loops[kind.0 as usize] += more;
    }

    pub(super) fn loops(&self, kind: TypeId) -> usize {
        self.loops
            .get(kind.0 as usize)
            .map_or(0, |&count| count as usize)
    }

    /// Counts so many new nodes with these labels.
    pub(super) fn add_nodes(&mut self, labels: &[LabelId], more: u32) {
        for label in labels {
            self.nodes[label.0 as usize] += more;
        }
    }

    /// Counts so many new ends of relationships, at nodes with these labels.
    pub(super) fn add_ends(&mut self, kind: TypeId, side: Side, labels: &[LabelId], more: u32) {
        let ends = &mut self.ends[kind.0 as usize];
        for label in labels {
            let label = label.0 as usize;
            if label >= ends.len() {
                ends.resize(label + 1, [0; 2]);
            }
            ends[label][side as usize] += more;
        }
    }

    /// Counts one end of a relationship, at a node with these labels.
    pub(super) fn count_end(&mut self, kind: TypeId, side: Side, labels: &[LabelId], step: Step) {
        let ends = &mut self.ends[kind.0 as usize];
        for label in labels {
            let label = label.0 as usize;
            if label >= ends.len() {
                ends.resize(label + 1, [0; 2]);
            }
            count(&mut ends[label][side as usize], step);
        }
    }

    pub(super) fn nodes(&self, label: LabelId) -> usize {
        self.nodes
            .get(label.0 as usize)
            .map_or(0, |&count| count as usize)
    }

    pub(super) fn ends(&self, kind: TypeId, side: Side, label: LabelId) -> usize {
        let ends = self.ends.get(kind.0 as usize);
        let sides = ends.and_then(|ends| ends.get(label.0 as usize));
        sides.map_or(0, |sides| sides[side as usize] as usize)
    }
}

/// Counts for the planner.
impl Graph {
    /// The number of nodes that carry a label.
    pub fn node_count_with(&self, label: LabelId) -> usize {
        self.statistics.nodes(label)
    }

    /// The number of relationships of a type.
    pub fn relationship_count_of(&self, kind: TypeId) -> usize {
        self.relationship_tables
            .get(kind.0 as usize)
            .map_or(0, |table| table.live())
    }

    /// The number of relationships of a type that begin where they end.
    pub fn loop_count_of(&self, kind: TypeId) -> usize {
        self.statistics.loops(kind)
    }

    /// Relationships of a type whose start (`Outgoing`) or end (`Incoming`) carries the label; for `Both` the sum of
    /// the two.
    pub fn relationship_count_at(
        &self,
        kind: TypeId,
        direction: Direction,
        label: LabelId,
    ) -> usize {
        let sides = direction.sides().iter();
        sides
            .map(|&side| self.statistics.ends(kind, side, label))
            .sum()
    }
}
