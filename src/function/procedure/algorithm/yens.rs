//! The k shortest paths without repeated nodes (Yen 1971).
//!
//! The next path leaves one of those found at some node of it by a relationship none of them took there, and goes on by
//! the shortest way that keeps off the nodes before. How far the target is when nothing is barred guides these searches (A*;
//! Hart, Nilsson, Raphael 1968). Paths over parallel relationships differ.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::super::Cells;
use super::csr::Csr;
use super::dijkstra::{Frontier, grow, path_columns};
use super::paths::{Tree, path};
use super::projection::Orientation;
use super::resource::{Memory, Pace};
use super::{Algorithm, Answer, Run};
use crate::value::{NodeId, Value, ValueError};

pub(super) fn algorithm() -> Algorithm {
    Algorithm {
        name: "algo.yens",
        summary: "The k paths of least weight from sourceNode to targetNode that pass no node twice.",
        orientation: Orientation::Natural,
        oriented: true,
        weighted: true,
        keys: &["sourceNode", "targetNode", "k (1)"],
        columns: path_columns(),
        body: run,
    }
}

fn run(run: &Run<'_>) -> Answer {
    let source = run.config.node("sourceNode")?;
    let target = run.config.node("targetNode")?;
    let k = run.config.count("k", 1)?.unwrap_or(1);
    let projection = run.projection()?;
    let source = projection.number_of("sourceNode", source)?;
    let target = projection.number_of("targetNode", target)?;
    let arcs = projection.arcs_with_relationships()?;
    let left = distances(run, &projection.arriving()?, target)?;
    let mut search = Search::new(run, &arcs, target, left)?;
    let found = search.shortest(source, k)?;
    Ok(Box::new(rows(
        source,
        &found,
        &arcs,
        &projection.into_nodes(),
    )))
}

/// How far the target is from each node.
fn distances(run: &Run<'_>, arriving: &Csr, target: u32) -> Result<Vec<f64>, ValueError> {
    let mut tree = Tree::new(target, arriving.len(), &run.memory)?;
    grow(&mut tree, arriving, None, run)?;
    Ok(tree.cost)
}

/// A column each of [`path_columns`].
fn rows(source: u32, found: &[Way], arcs: &Csr, nodes: &[NodeId]) -> Vec<Cells> {
    let first = nodes[source as usize];
    let end = |way: &Way| {
        way.steps
            .last()
            .map_or(first, |(node, _)| nodes[*node as usize])
    };
    let costs = |way: &Way| {
        let costs = std::iter::once(0.0).chain(sums(&way.steps, arcs));
        Value::List(costs.map(Value::Float).collect())
    };
    let paths = found
        .iter()
        .map(|way| path(source, &way.steps, nodes, arcs));
    vec![
        Cells::Integers((0..found.len() as i64).collect()),
        Cells::Nodes(vec![first; found.len()]),
        Cells::Nodes(found.iter().map(end).collect()),
        Cells::Floats(found.iter().map(Way::cost).collect()),
        Cells::Values(found.iter().map(costs).collect()),
        Cells::Values(paths.collect()),
    ]
}

/// What the steps weigh together up to each.
fn sums<'s>(steps: &'s [(u32, usize)], arcs: &'s Csr) -> impl Iterator<Item = f64> + 's {
    steps.iter().scan(0.0, |sum, (_, arc)| {
        *sum += arcs.weight(*arc);
        Some(*sum)
    })
}

/// A path: in the order in which paths are given.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    /// The bits of what it weighs: of numbers that are not negative they have the same order.
    cost: u64,
    /// Where each step leads, by which arc.
    steps: Vec<(u32, usize)>,
    /// How many of the first steps it shares with the path it leaves; it need not be left before that again (Lawler 1972).
    shared: usize,
}

impl Way {
    fn new(steps: Vec<(u32, usize)>, shared: usize, arcs: &Csr) -> Self {
        let cost = sums(&steps, arcs).last().unwrap_or(0.0);
        Self {
            cost: cost.to_bits(),
            steps,
            shared,
        }
    }

    fn cost(&self) -> f64 {
        f64::from_bits(self.cost)
    }

    fn bytes(&self) -> usize {
        size_of::<Way>() + size_of::<(u32, usize)>() * self.steps.len()
    }
}

/// Searches for one path after the other.
struct Search<'r, 'c> {
    arcs: &'r Csr,
    target: u32,
    memory: &'r Memory,
    pace: Pace<'c>,
    /// How far the target is from each node at least.
    left: Vec<f64>,
    /// The nodes that may not be passed.
    barred: Vec<bool>,
    /// The arcs that may not be taken.
    barred_arcs: FxHashSet<usize>,
    cost: Vec<f64>,
    /// The step that leads to each node: from where, by which arc.
    before: Vec<(u32, usize)>,
    /// The nodes whose costs are to be forgotten.
    touched: Vec<u32>,
    frontier: Frontier,
}

impl<'r, 'c> Search<'r, 'c> {
    fn new(
        run: &'r Run<'c>,
        arcs: &'r Csr,
        target: u32,
        left: Vec<f64>,
    ) -> Result<Self, ValueError> {
        let memory = &run.memory;
        memory.reserve(arcs.targets.len() * size_of::<(u64, u32)>())?;
        Ok(Self {
            arcs,
            target,
            left,
            memory,
            pace: Pace::new(run.interrupt),
            barred: memory.filled(arcs.len(), false)?,
            barred_arcs: FxHashSet::default(),
            cost: memory.filled(arcs.len(), f64::INFINITY)?,
            before: memory.filled(arcs.len(), (0, 0))?,
            touched: memory.empty(arcs.len())?,
            frontier: Frontier::default(),
        })
    }

    fn shortest(&mut self, source: u32, k: u64) -> Result<Vec<Way>, ValueError> {
        let mut found: Vec<Way> = Vec::new();
        let mut candidates = BTreeSet::new();
        let first = self.onward(source)?;
        candidates.extend(first.map(|steps| Way::new(steps, 0, self.arcs)));
        while let Some(way) = candidates.pop_first() {
            self.memory.reserve(2 * way.bytes())?;
            found.push(way);
            if found.len() as u64 == k {
                break;
            }
            self.leave_last(source, &found, &mut candidates)?;
        }
        Ok(found)
    }

    /// Adds the shortest paths that leave the last one found at each of its nodes.
    fn leave_last(
        &mut self,
        source: u32,
        found: &[Way],
        candidates: &mut BTreeSet<Way>,
    ) -> Result<(), ValueError> {
        let Some(last) = found.last() else {
            return Ok(());
        };
        let mut node = source;
        for at in 0..last.steps.len() {
            if at >= last.shared {
                self.bar_taken(&last.steps[..at], found)?;
                if let Some(onward) = self.onward(node)? {
                    let steps = [&last.steps[..at], &onward].concat();
                    let way = Way::new(steps, at, self.arcs);
                    self.memory.reserve(way.bytes())?;
                    candidates.insert(way);
                }
            }
            self.barred[node as usize] = true;
            node = last.steps[at].0;
        }
        self.barred[source as usize] = false;
        for (node, _) in &last.steps {
            self.barred[*node as usize] = false;
        }
        Ok(())
    }

    /// Bars the arcs by which paths that begin with these steps go on.
    fn bar_taken(&mut self, begin: &[(u32, usize)], found: &[Way]) -> Result<(), ValueError> {
        self.pace.step(found.len())?;
        self.barred_arcs.clear();
        let same = found.iter().filter(|way| way.steps.starts_with(begin));
        let next = same.filter_map(|way| way.steps.get(begin.len()));
        self.barred_arcs.extend(next.map(|(_, arc)| *arc));
        Ok(())
    }

    /// The steps of the shortest path from a node to the target past what is barred.
    fn onward(&mut self, from: u32) -> Result<Option<Vec<(u32, usize)>>, ValueError> {
        self.reach(from, 0.0, (from, 0));
        let mut arrived = false;
        while let Some((estimate, node)) = self.frontier.pop() {
            arrived = node == self.target;
            if arrived {
                break;
            }
            if estimate <= self.estimate(node) {
                self.widen(node, node == from)?;
            }
        }
        let steps = arrived.then(|| self.steps(from));
        self.frontier.clear();
        for node in self.touched.drain(..) {
            self.cost[node as usize] = f64::INFINITY;
        }
        self.barred_arcs.clear();
        Ok(steps)
    }

    fn reach(&mut self, node: u32, cost: f64, before: (u32, usize)) {
        if self.cost[node as usize].is_infinite() {
            self.touched.push(node);
        }
        self.cost[node as usize] = cost;
        self.before[node as usize] = before;
        self.frontier.push(self.estimate(node), node);
    }

    /// What a path by the way found to a node weighs at least.
    fn estimate(&self, node: u32) -> f64 {
        self.cost[node as usize] + self.left[node as usize]
    }

    fn widen(&mut self, node: u32, is_first: bool) -> Result<(), ValueError> {
        self.pace.step(self.arcs.degree(node) + 1)?;
        let cost = self.cost[node as usize];
        for arc in self.arcs.arcs(node) {
            let next = self.arcs.targets[arc];
            let through = cost + self.arcs.weight(arc);
            let barred = self.barred[next as usize]
                || self.left[next as usize].is_infinite()
                || (is_first && self.barred_arcs.contains(&arc));
            if !barred && through < self.cost[next as usize] {
                self.reach(next, through, (node, arc));
            }
        }
        Ok(())
    }

    fn steps(&self, from: u32) -> Vec<(u32, usize)> {
        let mut steps = Vec::new();
        let mut at = self.target;
        while at != from {
            let (before, arc) = self.before[at as usize];
            steps.push((at, arc));
            at = before;
        }
        steps.reverse();
        steps
    }
}
