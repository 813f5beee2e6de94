//! The projected sub-graph as compressed sparse rows over dense node numbers.

use std::ops::Range;

use super::resource::{Memory, Pace};
use crate::value::{RelationshipId, ValueError};

/// Arcs by the node they leave. An undirected relationship is two arcs, a loop of it too, so that degrees add up to twice
/// the number of relationships.
pub(super) struct Csr {
    /// The arcs of a node reach from its offset to the next.
    pub(super) offsets: Vec<usize>,
    /// Where each arc leads.
    pub(super) targets: Vec<u32>,
    /// What each arc weighs; `None`: each one.
    pub(super) weights: Option<Vec<f64>>,
    /// The relationship each arc stands for; empty where nobody asked.
    pub(super) relationships: Vec<RelationshipId>,
}

impl Csr {
    /// The number of nodes.
    pub(super) fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// The arcs of a node.
    #[inline]
    pub(super) fn arcs(&self, node: u32) -> Range<usize> {
        self.offsets[node as usize]..self.offsets[node as usize + 1]
    }

    /// Where the arcs of a node lead.
    #[inline]
    pub(super) fn targets(&self, node: u32) -> &[u32] {
        &self.targets[self.arcs(node)]
    }

    /// The number of arcs of a node.
    #[inline]
    pub(super) fn degree(&self, node: u32) -> usize {
        self.arcs(node).len()
    }

    /// What an arc weighs.
    #[inline]
    pub(super) fn weight(&self, arc: usize) -> f64 {
        self.weights.as_ref().map_or(1.0, |weights| weights[arc])
    }

    /// The arcs of a node with what they weigh.
    pub(super) fn weighted(&self, node: u32) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.arcs(node)
            .map(|arc| (self.targets[arc], self.weight(arc)))
    }

    /// What all arcs of a node weigh.
    pub(super) fn weight_of(&self, node: u32) -> f64 {
        match &self.weights {
            Some(weights) => weights[self.arcs(node)].iter().sum(),
            None => self.degree(node) as f64,
        }
    }

    /// The same without weights, loops and parallel arcs, targets ascending.
    pub(super) fn simple(
        mut self,
        memory: &Memory,
        pace: &mut Pace<'_>,
    ) -> Result<Self, ValueError> {
        let mut offsets = memory.empty(self.offsets.len())?;
        let mut kept = 0;
        offsets.push(0);
        for node in 0..self.len() as u32 {
            let arcs = self.arcs(node);
            pace.step(arcs.len() + 1)?;
            self.targets[arcs.clone()].sort_unstable();
            let mut last = node;
            let begin = kept;
            for arc in arcs {
                let target = self.targets[arc];
                let is_new = target != node && (kept == begin || target != last);
                if is_new {
                    self.targets[kept] = target;
                    last = target;
                    kept += 1;
                }
            }
            offsets.push(kept);
        }
        self.targets.truncate(kept);
        Ok(Csr {
            offsets,
            targets: self.targets,
            weights: None,
            relationships: Vec::new(),
        })
    }
}
