//! Breadth-first search from a node.

use super::paths::{Column, Tree, TreeRows};
use super::projection::Orientation;
use super::resource::Pace;
use super::{Algorithm, Answer, Run};
use crate::value::Type;

pub(super) fn algorithm() -> Algorithm {
    Algorithm {
        name: "algo.bfs",
        summary: "The nodes reached from sourceNode, nearest first, each with a path of fewest relationships.",
        orientation: Orientation::Natural,
        oriented: true,
        weighted: false,
        keys: &["sourceNode", "maxDepth (unlimited)"],
        columns: vec![
            ("sourceNode", Type::Node),
            ("node", Type::Node),
            ("depth", Type::Integer),
            ("path", Type::Path),
        ],
        body: run,
    }
}

fn run(run: &Run<'_>) -> Answer {
    let source = run.config.node("sourceNode")?;
    let most = run.config.count("maxDepth", 0)?;
    let most = most.map_or(f64::INFINITY, |most| most as f64);
    let projection = run.projection()?;
    let source = projection.number_of("sourceNode", source)?;
    let arcs = projection.arcs_with_relationships()?;
    let mut tree = Tree::new(source, arcs.len(), &run.memory)?;
    tree.reached.push(source);
    let mut pace = Pace::new(run.interrupt);
    let mut at = 0;
    while let Some(&node) = tree.reached.get(at) {
        at += 1;
        pace.step(arcs.degree(node) + 1)?;
        let depth = tree.cost[node as usize] + 1.0;
        if depth > most {
            break;
        }
        for arc in arcs.arcs(node) {
            let target = arcs.targets[arc];
            if !tree.has(target) {
                tree.hang(target, node, arc, depth);
                tree.reached.push(target);
            }
        }
    }
    Ok(Box::new(TreeRows {
        tree,
        nodes: projection.into_nodes(),
        arcs,
        columns: &[Column::Source, Column::Target, Column::Depth, Column::Path],
    }))
}
