//! The local clustering coefficient (Watts, Strogatz 1998).

use super::projection::Orientation;
use super::resource::Pace;
use super::triangle_count::triangles;
use super::{Algorithm, Answer, Run, columns, scored};
use crate::value::Type;

pub(super) fn algorithm() -> Algorithm {
    Algorithm {
        name: "algo.clusteringCoefficient",
        summary: "Which share of the pairs of a node's neighbours are neighbours; 0 with less than two neighbours.",
        orientation: Orientation::Undirected,
        oriented: false,
        weighted: false,
        keys: &[],
        columns: columns("localClusteringCoefficient", Type::Float),
        body: run,
    }
}

fn run(run: &Run<'_>) -> Answer {
    let projection = run.projection()?;
    let arcs = projection.arcs()?;
    let simple = arcs.simple(&run.memory, &mut Pace::new(run.interrupt))?;
    let triangles = triangles(run, &simple)?;
    let mut shares = run.memory.empty(simple.len())?;
    for (node, found) in triangles.into_iter().enumerate() {
        let degree = simple.degree(node as u32) as f64;
        let pairs = degree * (degree - 1.0) / 2.0;
        shares.push(if pairs > 0.0 {
            found as f64 / pairs
        } else {
            0.0
        });
    }
    scored(projection, shares)
}
