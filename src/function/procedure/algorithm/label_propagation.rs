//! Communities by label propagation (Raghavan, Albert, Kumara 2007).
//!
//! Each node in turn takes the label that weighs most among its neighbours, its own where that is one of them, else the
//! greatest: that of a node whose turn is still to come. The least would let the first label flood the graph.

use super::csr::Csr;
use super::projection::Orientation;
use super::resource::{Memory, Pace};
use super::{Algorithm, Answer, Run, columns, grouped};
use crate::value::{Type, ValueError};

pub(super) fn algorithm() -> Algorithm {
    Algorithm {
        name: "algo.labelPropagation",
        summary: "Communities: each node takes over the label most of its neighbours have, until none changes.",
        orientation: Orientation::Undirected,
        oriented: true,
        weighted: true,
        keys: &["maxIterations (10)"],
        columns: columns("communityId", Type::Integer),
        body: run,
    }
}

fn run(run: &Run<'_>) -> Answer {
    let most = run.config.count("maxIterations", 1)?.unwrap_or(10);
    let projection = run.projection()?;
    let arcs = projection.arcs()?;
    let mut labels = run.memory.empty(arcs.len())?;
    labels.extend(0..arcs.len() as u32);
    let mut tally = Tally::new(arcs.len(), &run.memory)?;
    let mut pace = Pace::new(run.interrupt);
    for _ in 0..most {
        let mut changed = false;
        for node in 0..arcs.len() as u32 {
            pace.step(arcs.degree(node) + 1)?;
            let label = tally.heaviest(node, &arcs, &labels);
            changed |= label != labels[node as usize];
            labels[node as usize] = label;
        }
        if !changed {
            break;
        }
    }
    grouped(run, projection, &labels)
}

/// What each group weighs among the neighbours of one node.
pub(super) struct Tally {
    weights: Vec<f64>,
    met: Vec<u32>,
}

impl Tally {
    pub(super) fn new(groups: usize, memory: &Memory) -> Result<Self, ValueError> {
        Ok(Self {
            weights: memory.filled(groups, -1.0)?,
            met: memory.empty(groups)?,
        })
    }

    pub(super) fn add(&mut self, group: u32, weight: f64) {
        let sum = &mut self.weights[group as usize];
        if *sum < 0.0 {
            self.met.push(group);
            *sum = 0.0;
        }
        *sum += weight;
    }

    /// What a group weighs.
    pub(super) fn weight(&self, group: u32) -> f64 {
        self.weights[group as usize].max(0.0)
    }

    /// The groups met.
    pub(super) fn met(&self) -> &[u32] {
        &self.met
    }

    /// The groups met, to be put in another order.
    pub(super) fn sort(&mut self) {
        self.met.sort_unstable();
    }

    pub(super) fn clear(&mut self) {
        for group in self.met.drain(..) {
            self.weights[group as usize] = -1.0;
        }
    }

    fn heaviest(&mut self, node: u32, arcs: &Csr, labels: &[u32]) -> u32 {
        let others = arcs.weighted(node).filter(|(other, _)| *other != node);
        for (other, weight) in others {
            self.add(labels[other as usize], weight);
        }
        let mut best = labels[node as usize];
        let own = best;
        let mut most = self.weight(own);
        for &label in &self.met {
            let weight = self.weight(label);
            if weight > most || (weight == most && best != own && label > best) {
                (best, most) = (label, weight);
            }
        }
        self.clear();
        best
    }
}
