//! Paths of least cost from a node (Dijkstra 1959).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::csr::Csr;
use super::paths::{Column, Tree, TreeRows};
use super::projection::Orientation;
use super::resource::Pace;
use super::{Algorithm, Answer, Run};
use crate::value::{Type, ValueError};

/// The columns of paths with costs.
pub(super) fn path_columns() -> Vec<(&'static str, Type)> {
    vec![
        ("index", Type::Integer),
        ("sourceNode", Type::Node),
        ("targetNode", Type::Node),
        ("totalCost", Type::Float),
        ("costs", Type::list(Type::Float)),
        ("path", Type::Path),
    ]
}

pub(super) fn algorithm() -> Algorithm {
    Algorithm {
        name: "algo.dijkstra",
        summary: "The paths of least weight from sourceNode to targetNode, or to each node it reaches, nearest first.",
        orientation: Orientation::Natural,
        oriented: true,
        weighted: true,
        keys: &["sourceNode", "targetNode (all nodes)"],
        columns: path_columns(),
        body: run,
    }
}

fn run(run: &Run<'_>) -> Answer {
    let source = run.config.node("sourceNode")?;
    let target = run.config.optional_node("targetNode")?;
    let projection = run.projection()?;
    let source = projection.number_of("sourceNode", source)?;
    let target = target
        .map(|node| projection.number_of("targetNode", node))
        .transpose()?;
    let arcs = projection.arcs_with_relationships()?;
    let mut tree = Tree::new(source, arcs.len(), &run.memory)?;
    grow(&mut tree, &arcs, target, run)?;
    if let Some(target) = target {
        tree.reached.retain(|node| *node == target);
    }
    Ok(Box::new(TreeRows {
        tree,
        nodes: projection.into_nodes(),
        arcs,
        columns: &[
            Column::Index,
            Column::Source,
            Column::Target,
            Column::Cost,
            Column::Costs,
            Column::Path,
        ],
    }))
}

/// Reaches nodes in the order of their distance, of equal ones the least first, up to the target.
pub(super) fn grow(
    tree: &mut Tree,
    arcs: &Csr,
    target: Option<u32>,
    run: &Run<'_>,
) -> Result<(), ValueError> {
    run.memory
        .reserve(arcs.targets.len() * size_of::<Reverse<(u64, u32)>>())?;
    let mut pace = Pace::new(run.interrupt);
    let mut frontier = Frontier::default();
    frontier.push(0.0, tree.source);
    while let Some((cost, node)) = frontier.pop() {
        if cost > tree.cost[node as usize] {
            continue;
        }
        tree.reached.push(node);
        if target == Some(node) {
            break;
        }
        pace.step(arcs.degree(node) + 1)?;
        for arc in arcs.arcs(node) {
            let next = arcs.targets[arc];
            let through = cost + arcs.weight(arc);
            if through < tree.cost[next as usize] {
                tree.hang(next, node, arc, through);
                frontier.push(through, next);
            }
        }
    }
    Ok(())
}

/// Nodes to go on from, the nearest first, of equally near ones the least.
#[derive(Default)]
pub(super) struct Frontier(BinaryHeap<Reverse<(u64, u32)>>);

impl Frontier {
    /// The bits of numbers that are not negative have the order of the numbers.
    pub(super) fn push(&mut self, cost: f64, node: u32) {
        self.0.push(Reverse((cost.to_bits(), node)));
    }

    pub(super) fn pop(&mut self) -> Option<(f64, u32)> {
        let Reverse((cost, node)) = self.0.pop()?;
        Some((f64::from_bits(cost), node))
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}
