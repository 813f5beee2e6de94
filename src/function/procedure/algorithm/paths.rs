//! Rows of paths out of one node, kept as the tree they make: a path is put together when its row is read, so that many
//! long ones are never there at once.

use std::ops::Range;
use std::sync::Arc;

use super::super::super::{Call, ProcedureRows};
use super::super::Cells;
use super::csr::Csr;
use super::resource::Memory;
use crate::value::{NodeId, Path, RelationshipId, Value, ValueError};

/// No node comes before.
const NONE: u32 = u32::MAX;

/// What a column shows of a path.
#[derive(Clone, Copy)]
pub(super) enum Column {
    /// Its number, from 0.
    Index,
    /// Where it begins.
    Source,
    /// Where it ends.
    Target,
    /// How many relationships it has.
    Depth,
    /// What they weigh together.
    Cost,
    /// What they weigh together up to each node.
    Costs,
    /// Itself.
    Path,
}

/// Paths from one node to others.
pub(super) struct Tree {
    /// Where they begin.
    pub(super) source: u32,
    /// The node before each on the way to it.
    before: Vec<u32>,
    /// The arc that leads from there.
    arc: Vec<usize>,
    /// How far away each node is.
    pub(super) cost: Vec<f64>,
    /// The nodes reached, in the order of their rows.
    pub(super) reached: Vec<u32>,
}

impl Tree {
    /// A tree of its root alone.
    pub(super) fn new(source: u32, nodes: usize, memory: &Memory) -> Result<Self, ValueError> {
        let mut cost = memory.filled(nodes, f64::INFINITY)?;
        cost[source as usize] = 0.0;
        Ok(Self {
            source,
            before: memory.filled(nodes, NONE)?,
            arc: memory.filled(nodes, 0)?,
            cost,
            reached: memory.empty(nodes)?,
        })
    }

    /// Whether a node is in the tree, be it in passing.
    pub(super) fn has(&self, node: u32) -> bool {
        node == self.source || self.before[node as usize] != NONE
    }

    /// Puts a node behind another.
    pub(super) fn hang(&mut self, node: u32, before: u32, arc: usize, cost: f64) {
        self.before[node as usize] = before;
        self.arc[node as usize] = arc;
        self.cost[node as usize] = cost;
    }

    /// The steps to a node from the source on: where each leads, by which arc.
    pub(super) fn steps(&self, node: u32) -> Vec<(u32, usize)> {
        let mut steps = Vec::new();
        let mut at = node;
        while at != self.source {
            steps.push((at, self.arc[at as usize]));
            at = self.before[at as usize];
        }
        steps.reverse();
        steps
    }
}

/// The rows of a tree.
pub(super) struct TreeRows {
    pub(super) tree: Tree,
    pub(super) nodes: Vec<NodeId>,
    pub(super) arcs: Csr,
    pub(super) columns: &'static [Column],
}

impl TreeRows {
    fn source(&self) -> NodeId {
        self.nodes[self.tree.source as usize]
    }

    /// A value for each path that is made out of its steps.
    fn along(
        &self,
        call: &Call<'_>,
        rows: &[u32],
        value: impl Fn(&[(u32, usize)]) -> Value,
    ) -> Result<Cells, ValueError> {
        let interrupt = call.interrupt;
        let mut room = call.room.left;
        let mut values = Vec::with_capacity(rows.len());
        for &node in rows {
            interrupt.check()?;
            let steps = self.tree.steps(node);
            let bytes = (steps.len() + 1) * size_of::<Value>();
            let left = room.checked_sub(bytes);
            room = left.ok_or_else(|| call.room.exceeded("a path"))?;
            values.push(value(&steps));
        }
        Ok(Cells::Values(values))
    }

    fn path(&self, steps: &[(u32, usize)]) -> Value {
        path(self.tree.source, steps, &self.nodes, &self.arcs)
    }

    fn costs(&self, steps: &[(u32, usize)]) -> Value {
        let costs = steps.iter().map(|(node, _)| self.tree.cost[*node as usize]);
        Value::List(
            std::iter::once(0.0)
                .chain(costs)
                .map(Value::Float)
                .collect(),
        )
    }
}

/// The path that takes these steps.
pub(super) fn path(source: u32, steps: &[(u32, usize)], nodes: &[NodeId], arcs: &Csr) -> Value {
    let passed = steps.iter().map(|(node, _)| *node);
    let passed = std::iter::once(source).chain(passed);
    Value::Path(Arc::new(Path {
        nodes: passed.map(|node| nodes[node as usize]).collect(),
        relationships: steps
            .iter()
            .map(|(_, arc)| arcs.relationships[*arc])
            .collect(),
    }))
}

impl ProcedureRows for TreeRows {
    fn len(&self) -> usize {
        self.tree.reached.len()
    }

    fn cells(
        &self,
        call: &Call<'_>,
        column: usize,
        rows: Range<usize>,
    ) -> Result<Cells, ValueError> {
        let reached = &self.tree.reached[rows.clone()];
        let costs = || reached.iter().map(|node| self.tree.cost[*node as usize]);
        Ok(match self.columns[column] {
            Column::Index => Cells::Integers(rows.map(|row| row as i64).collect()),
            Column::Source => Cells::Nodes(vec![self.source(); reached.len()]),
            Column::Target => {
                let nodes = reached.iter().map(|node| self.nodes[*node as usize]);
                Cells::Nodes(nodes.collect())
            }
            Column::Depth => Cells::Integers(costs().map(|cost| cost as i64).collect()),
            Column::Cost => Cells::Floats(costs().collect()),
            Column::Costs => self.along(call, reached, |steps| self.costs(steps))?,
            Column::Path => self.along(call, reached, |steps| self.path(steps))?,
        })
    }

    fn bytes(&self) -> usize {
        let arc = size_of::<u32>() + size_of::<f64>() + size_of::<RelationshipId>();
        // Of a node: its id, offset, predecessor with arc, cost and row.
        let node = 3 * size_of::<u32>() + 2 * size_of::<usize>() + size_of::<f64>();
        arc * self.arcs.targets.len() + node * self.nodes.len()
    }
}
