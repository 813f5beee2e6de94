//! Degree centrality.

use super::projection::Orientation;
use super::{Algorithm, Answer, Run, columns, scored};
use crate::value::Type;

pub(super) fn algorithm() -> Algorithm {
    Algorithm {
        name: "algo.degree",
        summary: "How many relationships a node has, or what they weigh together; an undirected loop counts twice.",
        orientation: Orientation::Natural,
        oriented: true,
        weighted: true,
        keys: &[],
        columns: columns("score", Type::Float),
        body: run,
    }
}

fn run(run: &Run<'_>) -> Answer {
    let projection = run.projection()?;
    let arcs = projection.arcs()?;
    let mut scores = run.memory.empty(arcs.len())?;
    scores.extend((0..arcs.len() as u32).map(|node| arcs.weight_of(node)));
    scored(projection, scores)
}
