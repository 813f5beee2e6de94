//! Triangles at each node.

use super::csr::Csr;
use super::projection::Orientation;
use super::resource::Pace;
use super::{Algorithm, Answer, Run, columns, counted};
use crate::value::{Type, ValueError};

pub(super) fn algorithm() -> Algorithm {
    Algorithm {
        name: "algo.triangleCount",
        summary: "How many pairs of a node's neighbours are neighbours; loops and parallel relationships count for nothing.",
        orientation: Orientation::Undirected,
        oriented: false,
        weighted: false,
        keys: &[],
        columns: columns("triangleCount", Type::Integer),
        body: run,
    }
}

fn run(run: &Run<'_>) -> Answer {
    let projection = run.projection()?;
    let arcs = projection.arcs()?;
    let simple = arcs.simple(&run.memory, &mut Pace::new(run.interrupt))?;
    let triangles = triangles(run, &simple)?;
    counted(projection, triangles)
}

/// The triangles at each node of a simple graph: each is found once, at its corner of least degree.
pub(super) fn triangles(run: &Run<'_>, simple: &Csr) -> Result<Vec<i64>, ValueError> {
    let later = towards_higher_degree(run, simple)?;
    let mut found = run.memory.filled(simple.len(), 0)?;
    let mut marks = run.memory.filled(simple.len(), u32::MAX)?;
    let mut pace = Pace::new(run.interrupt);
    for a in 0..later.len() as u32 {
        for &b in later.targets(a) {
            marks[b as usize] = a;
        }
        for &b in later.targets(a) {
            pace.step(later.degree(b) + 1)?;
            let mut shared = 0;
            for &c in later.targets(b) {
                if marks[c as usize] == a {
                    found[c as usize] += 1;
                    shared += 1;
                }
            }
            found[b as usize] += shared;
            found[a as usize] += shared;
        }
    }
    Ok(found)
}

/// Each pair of neighbours once, from the one of lower degree: no node has many then.
fn towards_higher_degree(run: &Run<'_>, simple: &Csr) -> Result<Csr, ValueError> {
    let rank = |node: u32| (simple.degree(node), node);
    let mut offsets = run.memory.empty(simple.len() + 1)?;
    let mut targets = run.memory.empty(simple.targets.len() / 2)?;
    offsets.push(0);
    for node in 0..simple.len() as u32 {
        let neighbours = simple.targets(node).iter().copied();
        targets.extend(neighbours.filter(|&other| rank(other) > rank(node)));
        offsets.push(targets.len());
    }
    Ok(Csr {
        offsets,
        targets,
        weights: None,
        relationships: Vec::new(),
    })
}
