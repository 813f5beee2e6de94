//! The k-core decomposition, by peeling off nodes in order of degree (Batagelj, Zaversnik 2003).

use super::csr::Csr;
use super::projection::Orientation;
use super::resource::Pace;
use super::{Algorithm, Answer, Run, columns, counted};
use crate::value::{Type, ValueError};

pub(super) fn algorithm() -> Algorithm {
    Algorithm {
        name: "algo.kcore",
        summary: "The greatest k for which a node has k neighbours that have k such neighbours themselves; loops and \
                  parallel relationships count for nothing.",
        orientation: Orientation::Undirected,
        oriented: false,
        weighted: false,
        keys: &[],
        columns: columns("coreValue", Type::Integer),
        body: run,
    }
}

fn run(run: &Run<'_>) -> Answer {
    let projection = run.projection()?;
    let arcs = projection.arcs()?;
    let simple = arcs.simple(&run.memory, &mut Pace::new(run.interrupt))?;
    let mut pace = Pace::new(run.interrupt);
    let mut peel = Peel::new(run, &simple)?;
    for at in 0..simple.len() {
        let node = peel.order[at];
        pace.step(simple.degree(node) + 1)?;
        peel.remove(node, &simple);
    }
    let mut cores = run.memory.empty(simple.len())?;
    cores.extend(peel.degree.into_iter().map(i64::from));
    counted(projection, cores)
}

struct Peel {
    /// The degree of each node among those not removed; of a removed one its core value.
    degree: Vec<u32>,
    /// The nodes, by degree.
    order: Vec<u32>,
    /// Where each node is in that order.
    place: Vec<usize>,
    /// Where the nodes of each degree begin in it.
    begin: Vec<usize>,
}

impl Peel {
    fn new(run: &Run<'_>, simple: &Csr) -> Result<Self, ValueError> {
        let nodes = simple.len();
        let mut degree: Vec<u32> = run.memory.empty(nodes)?;
        degree.extend((0..nodes as u32).map(|node| simple.degree(node) as u32));
        let most = degree.iter().copied().max().unwrap_or(0) as usize;
        let mut begin = run.memory.filled(most + 2, 0)?;
        degree.iter().for_each(|&d| begin[d as usize + 1] += 1);
        for at in 1..begin.len() {
            begin[at] += begin[at - 1];
        }
        let mut next = begin.clone();
        let mut order = run.memory.filled(nodes, 0)?;
        let mut place = run.memory.filled(nodes, 0)?;
        for node in 0..nodes {
            let at = &mut next[degree[node] as usize];
            order[*at] = node as u32;
            place[node] = *at;
            *at += 1;
        }
        Ok(Self {
            degree,
            order,
            place,
            begin,
        })
    }

    /// Lowers the degree of a node's neighbours of greater degree.
    fn remove(&mut self, node: u32, simple: &Csr) {
        for &other in simple.targets(node) {
            if self.degree[other as usize] > self.degree[node as usize] {
                self.lower(other);
            }
        }
    }

    /// A node changes places with the first of its degree, which then belongs to the degree below.
    fn lower(&mut self, node: u32) {
        let degree = &mut self.degree[node as usize];
        let first = self.begin[*degree as usize];
        self.begin[*degree as usize] += 1;
        *degree -= 1;
        let (at, other) = (self.place[node as usize], self.order[first]);
        self.order.swap(first, at);
        self.place[node as usize] = first;
        self.place[other as usize] = at;
    }
}
