//! The shortest ways from where a search began to nodes in reach, read off the depths at which the vertices of its product were found:
//! one after the other, as they are asked for.

use std::vec::IntoIter;

use super::product::Product;
use crate::value::{NodeId, RelationshipId};

/// A vertex with the relationship that leads to it.
type Arrival = (u32, RelationshipId);

/// The ways still to be given, followed from their ends back.
pub(super) struct Ways {
    /// The nodes not yet begun with, each with its vertices of least depth.
    targets: IntoIter<(NodeId, Vec<u32>)>,
    /// The vertices from which to follow further back: each with the length of the way behind it, and what that begins with.
    open: Vec<(u32, usize, Option<Arrival>)>,
    /// The way being followed, from its end.
    way: Vec<Arrival>,
}

impl Ways {
    pub(super) fn new(targets: Vec<(NodeId, Vec<u32>)>) -> Self {
        Self {
            targets: targets.into_iter(),
            open: Vec::new(),
            way: Vec::new(),
        }
    }

    /// The next way, from its beginning. `all`: every shortest way to a node is given, otherwise one.
    pub(super) fn next(&mut self, all: bool, product: &Product) -> Option<Vec<Arrival>> {
        loop {
            let Some((vertex, length, arrival)) = self.open.pop() else {
                let (_, ends) = self.targets.next()?;
                self.open.extend(ends.into_iter().map(|end| (end, 0, None)));
                continue;
            };
            self.way.truncate(length.saturating_sub(1));
            self.way.extend(arrival);
            let depth = product.vertices[vertex as usize].depth;
            if depth == 0 {
                if !all {
                    self.open.clear();
                }
                return Some(self.way.iter().rev().copied().collect());
            }
            let nearer = |(_, from): &&(RelationshipId, u32)| {
                product.vertices[*from as usize].depth + 1 == depth
            };
            let before = product.leading_to(vertex).iter().filter(nearer);
            self.open
                .extend(before.map(|(id, from)| (*from, length + 1, Some((vertex, *id)))));
        }
    }
}
