//! Closeness centrality: breadth first to each node.

use rayon::prelude::*;

use super::csr::Csr;
use super::projection::Orientation;
use super::resource::Pace;
use super::{Algorithm, Answer, Run, columns, scored};
use crate::function::Interrupt;
use crate::value::{Type, ValueError};

/// So many nodes share the arrays of a search.
const BLOCK: usize = 64;

const UNREACHED: u32 = u32::MAX;

pub(super) fn algorithm() -> Algorithm {
    Algorithm {
        name: "algo.closeness",
        summary: "One divided by the mean distance to a node from those that reach it; with useWassermanFaust times \
                  the share of the other nodes that do.",
        orientation: Orientation::Natural,
        oriented: true,
        weighted: false,
        keys: &["useWassermanFaust (false)"],
        columns: columns("score", Type::Float),
        body: run,
    }
}

fn run(run: &Run<'_>) -> Answer {
    let scaled = run.config.boolean("useWassermanFaust", false)?;
    let projection = run.projection()?;
    let arriving = projection.arriving()?;
    let nodes = projection.len();
    let mut scores = run.memory.filled(nodes, 0.0)?;
    let each = size_of::<u32>() * 2 * nodes;
    run.memory
        .reserve(each.saturating_mul(rayon::current_num_threads()))?;
    let interrupt = run.interrupt;
    let blocks = scores.par_chunks_mut(BLOCK).enumerate();
    blocks.try_for_each(|(number, block)| {
        let mut search = Search::new(&arriving, interrupt);
        for (node, score) in (number * BLOCK..).zip(block) {
            let (reached, distances) = search.from(node as u32)?;
            if reached > 0 {
                let share = if scaled {
                    reached as f64 / (nodes - 1) as f64
                } else {
                    1.0
                };
                *score = share * reached as f64 / distances as f64;
            }
        }
        Ok::<(), ValueError>(())
    })?;
    scored(projection, scores)
}

struct Search<'r, 'c> {
    arcs: &'r Csr,
    distance: Vec<u32>,
    queue: Vec<u32>,
    pace: Pace<'c>,
}

impl<'r, 'c> Search<'r, 'c> {
    fn new(arcs: &'r Csr, interrupt: Interrupt<'c>) -> Self {
        Self {
            arcs,
            distance: vec![UNREACHED; arcs.len()],
            queue: Vec::with_capacity(arcs.len()),
            pace: Pace::new(interrupt),
        }
    }

    /// How many other nodes are reached, and the sum of their distances.
    fn from(&mut self, node: u32) -> Result<(u64, u64), ValueError> {
        self.queue.push(node);
        self.distance[node as usize] = 0;
        let (mut at, mut sum) = (0, 0);
        while let Some(&next) = self.queue.get(at) {
            at += 1;
            let distance = self.distance[next as usize];
            sum += u64::from(distance);
            self.pace.step(self.arcs.degree(next) + 1)?;
            for &target in self.arcs.targets(next) {
                if self.distance[target as usize] == UNREACHED {
                    self.distance[target as usize] = distance + 1;
                    self.queue.push(target);
                }
            }
        }
        let reached = self.queue.len() as u64 - 1;
        for node in self.queue.drain(..) {
            self.distance[node as usize] = UNREACHED;
        }
        Ok((reached, sum))
    }
}
