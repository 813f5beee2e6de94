//! Communities of greatest modularity by the Louvain method (Blondel, Guillaume, Lambiotte, Lefebvre 2008).
//!
//! Nodes move in ascending order to the neighbouring community that gains most, of equal ones to the least; then each
//! community becomes a node, until nothing moves.

use super::csr::Csr;
use super::label_propagation::Tally;
use super::projection::Orientation;
use super::resource::{Memory, Pace};
use super::{Algorithm, Answer, Run, columns, grouped};
use crate::value::{Type, ValueError};

pub(super) fn algorithm() -> Algorithm {
    Algorithm {
        name: "algo.louvain",
        summary: "Communities with more weight inside than chance would put there (greatest modularity).",
        orientation: Orientation::Undirected,
        oriented: false,
        weighted: true,
        keys: &["maxLevels (10)", "maxIterations (10)", "tolerance (0.0001)"],
        columns: columns("communityId", Type::Integer),
        body: run,
    }
}

/// When to be content.
struct Bounds {
    levels: u64,
    iterations: u64,
    /// The least gain of modularity that is worth another iteration.
    tolerance: f64,
}

fn run(run: &Run<'_>) -> Answer {
    let bounds = Bounds {
        levels: run.config.count("maxLevels", 1)?.unwrap_or(10),
        iterations: run.config.count("maxIterations", 1)?.unwrap_or(10),
        tolerance: run.config.measure("tolerance")?.unwrap_or(0.0001),
    };
    let projection = run.projection()?;
    let mut arcs = projection.arcs()?;
    let mut communities = run.memory.empty(arcs.len())?;
    communities.extend(0..arcs.len() as u32);
    for _ in 0..bounds.levels {
        let mut level = Level::new(run, &arcs)?;
        level.settle(run, &bounds)?;
        let count = level.number(&run.memory)?;
        for community in &mut communities {
            *community = level.community[*community as usize];
        }
        if count == arcs.len() {
            break;
        }
        arcs = level.merged(run, count)?;
    }
    grouped(run, projection, &communities)
}

/// The communities of the nodes of one level.
struct Level<'r> {
    arcs: &'r Csr,
    community: Vec<u32>,
    /// What the arcs of each node weigh.
    degree: Vec<f64>,
    /// The same of all nodes of a community.
    total: Vec<f64>,
    /// The same of all nodes.
    all: f64,
    tally: Tally,
}

impl<'r> Level<'r> {
    /// Each node on its own.
    fn new(run: &Run<'_>, arcs: &'r Csr) -> Result<Self, ValueError> {
        let nodes = arcs.len() as u32;
        let mut community = run.memory.empty(arcs.len())?;
        community.extend(0..nodes);
        let mut degree = run.memory.empty(arcs.len())?;
        degree.extend((0..nodes).map(|node| arcs.weight_of(node)));
        run.memory.reserve(size_of::<f64>() * arcs.len())?;
        Ok(Self {
            arcs,
            community,
            all: degree.iter().sum(),
            total: degree.clone(),
            degree,
            tally: Tally::new(arcs.len(), &run.memory)?,
        })
    }

    /// Moves nodes until that gains too little.
    fn settle(&mut self, run: &Run<'_>, bounds: &Bounds) -> Result<(), ValueError> {
        let mut pace = Pace::new(run.interrupt);
        if self.all == 0.0 {
            return Ok(());
        }
        for _ in 0..bounds.iterations {
            let mut gained = 0.0;
            for node in 0..self.arcs.len() as u32 {
                pace.step(self.arcs.degree(node) + 1)?;
                gained += self.improve(node);
            }
            // Each arc is counted at both its ends.
            if gained * 2.0 <= bounds.tolerance * self.all {
                break;
            }
        }
        Ok(())
    }

    /// Moves a node to the best community among its neighbours'; gives what that gained.
    fn improve(&mut self, node: u32) -> f64 {
        let own = self.community[node as usize];
        let degree = self.degree[node as usize];
        let others = self.arcs.weighted(node);
        for (other, weight) in others.filter(|(other, _)| *other != node) {
            self.tally.add(self.community[other as usize], weight);
        }
        self.total[own as usize] -= degree;
        let stay = self.gain(own, degree);
        let (mut best, mut most) = (own, stay);
        for &community in self.tally.met() {
            let gain = self.gain(community, degree);
            if gain > most || (gain == most && best != own && community < best) {
                (best, most) = (community, gain);
            }
        }
        self.tally.clear();
        self.total[best as usize] += degree;
        self.community[node as usize] = best;
        most - stay
    }

    fn gain(&self, community: u32, degree: f64) -> f64 {
        let expected = self.total[community as usize] * degree / self.all;
        self.tally.weight(community) - expected
    }

    /// Numbers the communities from 0 in the order of their least nodes; gives how many there are.
    fn number(&mut self, memory: &Memory) -> Result<usize, ValueError> {
        let mut numbers = memory.filled(self.community.len(), u32::MAX)?;
        let mut next = 0;
        for community in &mut self.community {
            let number = &mut numbers[*community as usize];
            if *number == u32::MAX {
                *number = next;
                next += 1;
            }
            *community = *number;
        }
        Ok(next as usize)
    }

    /// The graph of the communities: what is inside one is a loop.
    fn merged(mut self, run: &Run<'_>, count: usize) -> Result<Csr, ValueError> {
        let members = self.members(&run.memory)?;
        let mut offsets = run.memory.empty(count + 1)?;
        let (mut targets, mut weights) = (Vec::new(), Vec::new());
        offsets.push(0);
        for community in members.chunk_by(|a, b| a.0 == b.0) {
            run.interrupt.check()?;
            for &(_, node) in community {
                for (other, weight) in self.arcs.weighted(node) {
                    self.tally.add(self.community[other as usize], weight);
                }
            }
            self.tally.sort();
            targets.extend_from_slice(self.tally.met());
            let met = self.tally.met().iter();
            weights.extend(met.map(|&target| self.tally.weight(target)));
            self.tally.clear();
            offsets.push(targets.len());
        }
        run.memory
            .reserve(targets.len() * (size_of::<u32>() + size_of::<f64>()))?;
        Ok(Csr {
            offsets,
            targets,
            weights: Some(weights),
            relationships: Vec::new(),
        })
    }

    /// The nodes with their communities, by community.
    fn members(&self, memory: &Memory) -> Result<Vec<(u32, u32)>, ValueError> {
        let mut members = memory.empty(self.community.len())?;
        members.extend(self.community.iter().copied().zip(0..));
        members.sort_unstable();
        Ok(members)
    }
}
