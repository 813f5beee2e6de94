//! Weakly connected components, over petgraph's disjoint sets.

use petgraph::unionfind::UnionFind;

use super::projection::Orientation;
use super::{Algorithm, Answer, Run, columns, grouped};
use crate::value::Type;

pub(super) fn algorithm() -> Algorithm {
    Algorithm {
        name: "algo.wcc",
        summary: "Weakly connected components: nodes joined by relationships, whichever way these point.",
        orientation: Orientation::Undirected,
        oriented: false,
        weighted: false,
        keys: &[],
        columns: columns("componentId", Type::Integer),
        body: run,
    }
}

fn run(run: &Run<'_>) -> Answer {
    let projection = run.projection()?;
    // A parent and a rank each, and the labels.
    run.memory.reserve(projection.len() * 9)?;
    let mut sets = UnionFind::<u32>::new(projection.len());
    projection.each(Orientation::Natural, |start, end, _| {
        sets.union(start, end);
    })?;
    grouped(run, projection, &sets.into_labeling())
}
