//! Betweenness centrality (Brandes 2001), exact or from a sample of sources (Brandes, Pich 2007).
//!
//! Parallel relationships are several shortest paths. Sources are dealt to a fixed number of lanes whose sums are added
//! up in their order, so that the last digits do not depend on the number of cores.

use rayon::prelude::*;

use super::super::super::Random;
use super::csr::Csr;
use super::projection::Orientation;
use super::resource::Pace;
use super::{Algorithm, Answer, Run, columns, scored};
use crate::function::Interrupt;
use crate::value::{Type, ValueError};

/// How many sums are kept apart.
const LANES: usize = 8;

const UNREACHED: u32 = u32::MAX;

pub(super) fn algorithm() -> Algorithm {
    Algorithm {
        name: "algo.betweenness",
        summary: "How many shortest paths between two others go through a node; with samplingSize estimated from the \
                  paths that leave so many nodes.",
        orientation: Orientation::Natural,
        oriented: true,
        weighted: false,
        keys: &["samplingSize (all nodes)", "samplingSeed (0)"],
        columns: columns("score", Type::Float),
        body: run,
    }
}

fn run(run: &Run<'_>) -> Answer {
    let size = run.config.count("samplingSize", 1)?;
    let seed = run.config.count("samplingSeed", 0)?.unwrap_or(0);
    let projection = run.projection()?;
    let arcs = projection.arcs()?;
    let nodes = arcs.len();
    let size = size.map_or(nodes, |size| nodes.min(size as usize));
    let sources = sample(run, nodes, size, seed)?;
    let sums = sums(run, &arcs, &sources)?;
    // Both ends of an undirected path are sources.
    let both = if run.orientation == Orientation::Undirected {
        2.0
    } else {
        1.0
    };
    let scale = nodes as f64 / size as f64 / both;
    let mut scores = run.memory.filled(nodes, 0.0)?;
    for sum in &sums {
        let pairs = scores.iter_mut().zip(sum);
        pairs.for_each(|(score, sum)| *score += sum);
    }
    scores.iter_mut().for_each(|score| *score *= scale);
    scored(projection, scores)
}

/// What the paths from these sources add up to, lane by lane.
fn sums(run: &Run<'_>, arcs: &Csr, sources: &[u32]) -> Result<Vec<Vec<f64>>, ValueError> {
    let lanes = LANES.min(sources.len());
    let bytes = Lane::bytes(arcs.len());
    run.memory.reserve(lanes.saturating_mul(bytes))?;
    let interrupt = run.interrupt;
    let sum = |first: usize| {
        let mut lane = Lane::new(arcs, interrupt);
        let mut own = sources.iter().skip(first).step_by(lanes);
        own.try_for_each(|source| lane.add(*source))?;
        Ok(lane.sum)
    };
    (0..lanes).into_par_iter().map(sum).collect()
}

/// So many nodes, drawn without putting back; ascending.
fn sample(run: &Run<'_>, nodes: usize, size: usize, seed: u64) -> Result<Vec<u32>, ValueError> {
    let mut all = run.memory.empty(nodes)?;
    all.extend(0..nodes as u32);
    if size < nodes {
        let random = Random::seeded(seed);
        for at in 0..size {
            let other = at + (random.unit() * (nodes - at) as f64) as usize;
            all.swap(at, other.min(nodes - 1));
        }
        all.truncate(size);
        all.sort_unstable();
    }
    Ok(all)
}

/// What the paths from some sources add up to.
struct Lane<'r, 'c> {
    arcs: &'r Csr,
    sum: Vec<f64>,
    distance: Vec<u32>,
    /// How many shortest paths lead to each node.
    paths: Vec<f64>,
    /// How much of the paths to nodes behind it goes through each node.
    share: Vec<f64>,
    /// The nodes reached, by distance.
    queue: Vec<u32>,
    pace: Pace<'c>,
}

impl<'r, 'c> Lane<'r, 'c> {
    fn bytes(nodes: usize) -> usize {
        nodes.saturating_mul(3 * size_of::<f64>() + 2 * size_of::<u32>())
    }

    fn new(arcs: &'r Csr, interrupt: Interrupt<'c>) -> Self {
        let nodes = arcs.len();
        Self {
            arcs,
            sum: vec![0.0; nodes],
            distance: vec![UNREACHED; nodes],
            paths: vec![0.0; nodes],
            share: vec![0.0; nodes],
            queue: Vec::with_capacity(nodes),
            pace: Pace::new(interrupt),
        }
    }

    fn add(&mut self, source: u32) -> Result<(), ValueError> {
        self.count_paths(source)?;
        // From the farthest on: the first in the queue is the source.
        for at in (1..self.queue.len()).rev() {
            let node = self.queue[at];
            self.pace.step(self.arcs.degree(node) + 1)?;
            self.sum[node as usize] += self.gather(node);
        }
        for node in self.queue.drain(..) {
            self.distance[node as usize] = UNREACHED;
            self.paths[node as usize] = 0.0;
        }
        Ok(())
    }

    fn count_paths(&mut self, source: u32) -> Result<(), ValueError> {
        self.distance[source as usize] = 0;
        self.paths[source as usize] = 1.0;
        self.queue.push(source);
        let mut at = 0;
        while let Some(&node) = self.queue.get(at) {
            at += 1;
            self.pace.step(self.arcs.degree(node) + 1)?;
            let next = self.distance[node as usize] + 1;
            for &target in self.arcs.targets(node) {
                if self.distance[target as usize] == UNREACHED {
                    self.distance[target as usize] = next;
                    self.queue.push(target);
                }
                if self.distance[target as usize] == next {
                    self.paths[target as usize] += self.paths[node as usize];
                }
            }
        }
        Ok(())
    }

    fn gather(&mut self, node: u32) -> f64 {
        let next = self.distance[node as usize] + 1;
        let behind = self
            .arcs
            .targets(node)
            .iter()
            .map(|&target| target as usize);
        let behind = behind.filter(|&target| self.distance[target] == next);
        let shares = behind.map(|target| (1.0 + self.share[target]) / self.paths[target]);
        let share = self.paths[node as usize] * shares.sum::<f64>();
        self.share[node as usize] = share;
        share
    }
}
