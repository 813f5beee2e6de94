//! PageRank by power iteration (Page, Brin, Motwani, Winograd 1998).
//!
//! `score(v) = (1 - d) / n + d · Σ score(u) · w(u, v) / w(u)` over the arcs that arrive at `v`, beginning with `1 / n`. What a
//! node without arcs has is not handed on. Scores are those of Graph Data Science divided by the number of nodes.

use rayon::prelude::*;

use super::csr::Csr;
use super::projection::Orientation;
use super::{Algorithm, Answer, Run, columns, scored};
use crate::function::Interrupt;
use crate::value::{Type, ValueError};

/// So many nodes are worked on in one go.
const BLOCK: usize = 1 << 12;

pub(super) fn algorithm() -> Algorithm {
    Algorithm {
        name: "algo.pageRank",
        summary: "How likely a walk that follows relationships at random is to be at a node.",
        orientation: Orientation::Natural,
        oriented: true,
        weighted: true,
        keys: &[
            "dampingFactor (0.85)",
            "maxIterations (20)",
            "tolerance (1e-7, of the mean score; 0: all iterations)",
        ],
        columns: columns("score", Type::Float),
        body: run,
    }
}

fn run(run: &Run<'_>) -> Answer {
    let damping = run.config.fraction("dampingFactor", 0.85)?;
    let most = run.config.count("maxIterations", 0)?.unwrap_or(20);
    let tolerance = run.config.measure("tolerance")?.unwrap_or(1e-7);
    let projection = run.projection()?;
    let arriving = projection.arriving()?;
    let nodes = projection.len();
    let each = 1.0 / nodes as f64;
    let factors = factors(run, &arriving, damping)?;
    let mut shares = run.memory.filled(nodes, 0.0)?;
    let mut scores = run.memory.filled(nodes, each)?;
    let spread = Spread {
        arriving: &arriving,
        base: (1.0 - damping) * each,
        interrupt: run.interrupt,
    };
    for _ in 0..most {
        let divided = shares.par_iter_mut().zip(&scores).zip(&factors);
        divided
            .with_min_len(BLOCK)
            .for_each(|((share, score), factor)| *share = score * factor);
        if spread.step(&shares, &mut scores)? < tolerance * each {
            break;
        }
    }
    scored(projection, scores)
}

/// What a node's score is multiplied by to get what each unit of weight that leaves it carries.
fn factors(run: &Run<'_>, arriving: &Csr, damping: f64) -> Result<Vec<f64>, ValueError> {
    let mut factors = run.memory.filled(arriving.len(), 0.0)?;
    match &arriving.weights {
        None => arriving
            .targets
            .iter()
            .for_each(|&from| factors[from as usize] += 1.0),
        Some(weights) => {
            for (&from, weight) in arriving.targets.iter().zip(weights) {
                factors[from as usize] += weight;
            }
        }
    }
    for factor in &mut factors {
        *factor = if *factor > 0.0 {
            damping / *factor
        } else {
            0.0
        };
    }
    Ok(factors)
}

struct Spread<'r, 'c> {
    arriving: &'r Csr,
    base: f64,
    interrupt: Interrupt<'c>,
}

impl Spread<'_, '_> {
    /// One iteration; gives the greatest change of a score.
    fn step(&self, shares: &[f64], scores: &mut [f64]) -> Result<f64, ValueError> {
        let blocks = scores.par_chunks_mut(BLOCK).enumerate();
        let changes = blocks.map(|(number, block)| {
            self.interrupt.check()?;
            let mut change = 0.0_f64;
            for (node, score) in (number * BLOCK..).zip(block) {
                let next = self.base + self.received(node as u32, shares);
                change = change.max((next - *score).abs());
                *score = next;
            }
            Ok(change)
        });
        changes.try_reduce(|| 0.0, |a, b| Ok(a.max(b)))
    }

    #[inline]
    fn received(&self, node: u32, shares: &[f64]) -> f64 {
        match self.arriving.weights {
            None => {
                let targets = self.arriving.targets(node).iter();
                targets.map(|&from| shares[from as usize]).sum()
            }
            Some(_) => {
                let arcs = self.arriving.weighted(node);
                arcs.map(|(from, weight)| shares[from as usize] * weight)
                    .sum()
            }
        }
    }
}
