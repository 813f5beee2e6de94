//! Strongly connected components (Tarjan 1972), with a stack of its own.

use super::csr::Csr;
use super::projection::Orientation;
use super::resource::{Memory, Pace};
use super::{Algorithm, Answer, Run, columns, grouped};
use crate::value::{Type, ValueError};

/// The order of a node not met yet.
const UNMET: u32 = u32::MAX;

pub(super) fn algorithm() -> Algorithm {
    Algorithm {
        name: "algo.scc",
        summary: "Strongly connected components: nodes that reach each other along relationships.",
        orientation: Orientation::Natural,
        oriented: true,
        weighted: false,
        keys: &[],
        columns: columns("componentId", Type::Integer),
        body: run,
    }
}

fn run(run: &Run<'_>) -> Answer {
    let projection = run.projection()?;
    let arcs = projection.arcs()?;
    let mut pace = Pace::new(run.interrupt);
    let mut search = Search::new(&arcs, &run.memory)?;
    for root in 0..arcs.len() as u32 {
        if search.order[root as usize] == UNMET {
            search.enter(root);
            while let Some(steps) = search.advance() {
                pace.step(steps)?;
            }
        }
    }
    grouped(run, projection, &search.component)
}

struct Search<'r> {
    arcs: &'r Csr,
    /// When each node was met.
    order: Vec<u32>,
    met: u32,
    /// The earliest node on the way that is known to be reached from each.
    low: Vec<u32>,
    /// The node that stands for the component of each; `UNMET` while that is open.
    component: Vec<u32>,
    /// The nodes on the way from the root, each with its next arc.
    way: Vec<(u32, usize)>,
    /// The nodes met whose components are open.
    open: Vec<u32>,
}

impl<'r> Search<'r> {
    fn new(arcs: &'r Csr, memory: &Memory) -> Result<Self, ValueError> {
        let nodes = arcs.len();
        Ok(Self {
            arcs,
            order: memory.filled(nodes, UNMET)?,
            met: 0,
            low: memory.filled(nodes, 0)?,
            component: memory.filled(nodes, UNMET)?,
            way: memory.empty(nodes)?,
            open: memory.empty(nodes)?,
        })
    }

    fn enter(&mut self, node: u32) {
        self.order[node as usize] = self.met;
        self.low[node as usize] = self.met;
        self.met += 1;
        self.way.push((node, self.arcs.arcs(node).start));
        self.open.push(node);
    }

    /// Goes on along the last node's arcs until a new node is met or there are no more; gives how many were looked at,
    /// nothing at the end of the way.
    fn advance(&mut self) -> Option<usize> {
        let (node, from) = *self.way.last()?;
        for arc in from..self.arcs.arcs(node).end {
            let target = self.arcs.targets[arc];
            if self.order[target as usize] == UNMET {
                self.way.last_mut()?.1 = arc + 1;
                self.enter(target);
                return Some(arc - from + 1);
            }
            if self.component[target as usize] == UNMET {
                self.lower(node, self.order[target as usize]);
            }
        }
        self.leave(node);
        Some(self.arcs.arcs(node).end - from + 1)
    }

    fn lower(&mut self, node: u32, order: u32) {
        let low = &mut self.low[node as usize];
        *low = (*low).min(order);
    }

    /// Steps back from a node all of whose arcs were followed.
    fn leave(&mut self, node: u32) {
        self.way.pop();
        let low = self.low[node as usize];
        if low == self.order[node as usize] {
            self.close(node);
        }
        if let Some((before, _)) = self.way.last() {
            self.lower(*before, low);
        }
    }

    /// The component of a node is all that was met since.
    fn close(&mut self, node: u32) {
        while let Some(member) = self.open.pop() {
            self.component[member as usize] = node;
            if member == node {
                break;
            }
        }
    }
}
