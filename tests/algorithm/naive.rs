//! Algorithms as their definitions say, over a matrix or by trying everything.

use std::collections::BTreeSet;

/// A relationship: start, end, weight.
pub type Edge = (usize, usize, u32);

pub const FAR: f64 = f64::INFINITY;

/// A small graph, each relationship as the arcs of an orientation.
#[derive(Clone, Debug)]
pub struct Naive {
    pub nodes: usize,
    /// Start, end, weight and the relationship each stands for.
    pub arcs: Vec<(usize, usize, u32, usize)>,
}

impl Naive {
    pub fn new(nodes: usize, edges: &[Edge], orientation: &str) -> Self {
        let mut arcs = Vec::new();
        for (id, &(start, end, weight)) in edges.iter().enumerate() {
            if orientation != "REVERSE" {
                arcs.push((start, end, weight, id));
            }
            if orientation != "NATURAL" {
                arcs.push((end, start, weight, id));
            }
        }
        Self { nodes, arcs }
    }

    fn square(&self, value: f64) -> Vec<Vec<f64>> {
        vec![vec![value; self.nodes]; self.nodes]
    }

    /// The distance between all pairs (Floyd, Warshall).
    pub fn distances(&self, weighted: bool) -> Vec<Vec<f64>> {
        let mut far = self.square(FAR);
        for &(a, b, weight, _) in &self.arcs {
            let weight = if weighted { f64::from(weight) } else { 1.0 };
            far[a][b] = far[a][b].min(weight);
        }
        for (node, row) in far.iter_mut().enumerate() {
            row[node] = 0.0;
        }
        for via in 0..self.nodes {
            for a in 0..self.nodes {
                for b in 0..self.nodes {
                    far[a][b] = far[a][b].min(far[a][via] + far[via][b]);
                }
            }
        }
        far
    }

    pub fn page_rank(&self, damping: f64, iterations: usize, weighted: bool) -> Vec<f64> {
        let of = |weight: u32| if weighted { f64::from(weight) } else { 1.0 };
        let each = 1.0 / self.nodes as f64;
        let mut scores = vec![each; self.nodes];
        for _ in 0..iterations {
            let mut next = vec![(1.0 - damping) * each; self.nodes];
            for &(a, b, weight, _) in &self.arcs {
                let leaving = self.arcs.iter().filter(|arc| arc.0 == a);
                let all: f64 = leaving.map(|arc| of(arc.2)).sum();
                if all > 0.0 {
                    next[b] += damping * scores[a] * of(weight) / all;
                }
            }
            scores = next;
        }
        scores
    }

    /// For each node the least node that both reaches it and is reached from it.
    pub fn strong(&self) -> Vec<usize> {
        let far = self.distances(false);
        let together = |a: usize, b: usize| far[a][b] < FAR && far[b][a] < FAR;
        let least = |node| (0..self.nodes).find(|&other| together(node, other));
        (0..self.nodes).filter_map(least).collect()
    }

    pub fn degrees(&self, weighted: bool) -> Vec<f64> {
        let mut degrees = vec![0.0; self.nodes];
        for &(a, _, weight, _) in &self.arcs {
            degrees[a] += if weighted { f64::from(weight) } else { 1.0 };
        }
        degrees
    }

    /// How many shortest paths lead from each node to each.
    fn path_counts(&self, far: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let mut counts = self.square(0.0);
        for source in 0..self.nodes {
            counts[source][source] = 1.0;
            for depth in 1..self.nodes {
                for &(a, b, _, _) in &self.arcs {
                    if far[source][b] == depth as f64 && far[source][a] + 1.0 == far[source][b] {
                        counts[source][b] += counts[source][a];
                    }
                }
            }
        }
        counts
    }

    /// Over ordered pairs of ends.
    pub fn betweenness(&self) -> Vec<f64> {
        let far = self.distances(false);
        let counts = self.path_counts(&far);
        let mut scores = vec![0.0; self.nodes];
        for a in 0..self.nodes {
            for b in 0..self.nodes {
                for (node, score) in scores.iter_mut().enumerate() {
                    let between = node != a && node != b && a != b && far[a][b] < FAR;
                    if between && far[a][node] + far[node][b] == far[a][b] {
                        *score += counts[a][node] * counts[node][b] / counts[a][b];
                    }
                }
            }
        }
        scores
    }

    pub fn closeness(&self, scaled: bool) -> Vec<f64> {
        let far = self.distances(false);
        let score = |node: usize| {
            let others = (0..self.nodes).filter(|&other| other != node);
            let reaching: Vec<f64> = others
                .map(|other| far[other][node])
                .filter(|&distance| distance < FAR)
                .collect();
            let share = if scaled {
                reaching.len() as f64 / (self.nodes as f64 - 1.0).max(1.0)
            } else {
                1.0
            };
            match reaching.len() {
                0 => 0.0,
                count => share * count as f64 / reaching.iter().sum::<f64>(),
            }
        };
        (0..self.nodes).map(score).collect()
    }

    /// The neighbours of each node, itself left out.
    pub fn neighbours(&self) -> Vec<BTreeSet<usize>> {
        let mut sets = vec![BTreeSet::new(); self.nodes];
        for &(a, b, _, _) in self.arcs.iter().filter(|arc| arc.0 != arc.1) {
            sets[a].insert(b);
        }
        sets
    }

    pub fn triangles(&self) -> Vec<usize> {
        let sets = self.neighbours();
        let at = |node: usize| {
            let pairs = sets[node]
                .iter()
                .flat_map(|a| sets[node].iter().map(move |b| (a, b)));
            pairs
                .filter(|(a, b)| a < b && sets[**a].contains(b))
                .count()
        };
        (0..self.nodes).map(at).collect()
    }

    pub fn cores(&self) -> Vec<usize> {
        let sets = self.neighbours();
        let mut cores = vec![0; self.nodes];
        for k in 1..=self.nodes {
            let mut left: BTreeSet<usize> = (0..self.nodes).collect();
            loop {
                let weak = |node: &&usize| sets[**node].intersection(&left).count() < k;
                let Some(node) = left.iter().find(weak).copied() else {
                    break;
                };
                left.remove(&node);
            }
            left.iter().for_each(|&node| cores[node] = k);
        }
        cores
    }

    /// What all paths that pass no node twice weigh, ascending.
    pub fn simple_paths(&self, from: usize, to: usize) -> Vec<f64> {
        let mut found = Vec::new();
        let mut open = vec![(vec![from], 0.0)];
        while let Some((way, cost)) = open.pop() {
            let last = way[way.len() - 1];
            if last == to {
                found.push(cost);
                continue;
            }
            for &(a, b, weight, _) in &self.arcs {
                if a == last && !way.contains(&b) {
                    open.push(([&way[..], &[b]].concat(), cost + f64::from(weight)));
                }
            }
        }
        found.sort_by(f64::total_cmp);
        found
    }

    /// How much more weight is inside the groups than chance would put there; of an undirected graph.
    pub fn modularity(&self, groups: &[i64]) -> f64 {
        let degrees = self.degrees(true);
        let all: f64 = degrees.iter().sum();
        let inside = self
            .arcs
            .iter()
            .filter(|arc| groups[arc.0] == groups[arc.1]);
        let inside: f64 = inside.map(|arc| f64::from(arc.2)).sum();
        let total = |group: i64| {
            let members = degrees.iter().zip(groups).filter(|(_, it)| **it == group);
            members.map(|(degree, _)| degree).sum::<f64>()
        };
        let expected: f64 = (0..self.nodes as i64).map(|it| total(it).powi(2)).sum();
        if all == 0.0 {
            0.0
        } else {
            inside / all - expected / all / all
        }
    }
}
