//! Ways to a node, as many as are needed to know how one can go on.
//!
//! A way goes on by a hop whose relationship and end differ from what is on it. Of all ways to a node only some are kept: so many that
//! whenever a few further hops may be gone behind any way to the node, they may be behind one that is kept (representative sets: Monien
//! 1985).

use rustc_hash::FxHashMap;

use super::node_set::NodeSet;
use crate::planner::MOST_APART;
use crate::planner::plan::DistinctHop;
use crate::value::{NodeId, RelationshipId};

/// A node or a relationship on a way, or that none has to be remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Passed(u64);

impl Passed {
    const NONE: Passed = Passed(u64::MAX);

    fn node(id: NodeId) -> Self {
        Passed(1 << u32::BITS | u64::from(id.0))
    }

    fn relationship(id: RelationshipId) -> Self {
        Passed(u64::from(id.0))
    }
}

/// What later hops are compared with: nodes and relationships in turn, from the node the way begins at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way([Passed; 2 * MOST_APART]);

impl Way {
    /// The way on which nothing has to be remembered.
    pub(super) const NOTHING: Way = Way([Passed::NONE; 2 * MOST_APART]);

    /// The way that has come to a node and no further.
    pub(super) fn from(node: NodeId) -> Self {
        let mut way = Way::NOTHING;
        way.0[0] = Passed::node(node);
        way
    }

    /// The way with a further hop, the one at `place` of a chain, as far as it is kept.
    pub(super) fn onward(
        &self,
        place: usize,
        (relationship, end): (RelationshipId, NodeId),
        kept: &Kept,
    ) -> Self {
        let mut way = *self;
        let passed = [Passed::relationship(relationship), Passed::node(end)];
        let further = way.0.iter_mut().skip(2 * place + 1);
        further.zip(passed).for_each(|(at, passed)| *at = passed);
        let forgotten = way.0.iter_mut().zip(kept.0).filter(|(_, kept)| !kept);
        forgotten.for_each(|(passed, _)| *passed = Passed::NONE);
        way
    }

    /// Whether a hop may be gone: what it has to differ from is not what it leads over.
    #[inline]
    fn is_open(&self, relationship: RelationshipId, end: NodeId, hop: &DistinctHop) -> bool {
        let (relationship, end) = (Passed::relationship(relationship), Passed::node(end));
        let mut hops = hop.apart_from.iter();
        let mut nodes = hop.end_apart_from.iter();
        hops.all(|hop| self.0[2 * hop + 1] != relationship) && nodes.all(|at| self.0[2 * at] != end)
    }

    fn passes(&self, passed: &Passed) -> bool {
        self.0.contains(passed)
    }

    fn passed(&self) -> impl Iterator<Item = &Passed> {
        self.0.iter().filter(|it| **it != Passed::NONE)
    }
}

/// What of a way has to be kept because further hops are compared with it.
pub(super) struct Kept([bool; 2 * MOST_APART]);

impl Kept {
    /// What these hops, those that are still to be gone, are compared with.
    pub(super) fn of(behind: &[DistinctHop]) -> Self {
        let compared = |hop: &DistinctHop, at: usize| match at % 2 {
            0 => hop.end_apart_from.contains(&(at / 2)),
            _ => hop.apart_from.contains(&(at / 2)),
        };
        Kept(std::array::from_fn(|at| {
            behind.iter().any(|hop| compared(hop, at))
        }))
    }
}

/// The ways kept of one node.
#[derive(Default)]
pub(super) struct Witnesses {
    ways: Vec<Way>,
    /// Whether so few as come cannot close all of them.
    open: bool,
}

impl Witnesses {
    /// Whether a hop may be gone behind one of the ways.
    #[inline]
    pub(super) fn leave_open(
        &self,
        (relationship, end): (RelationshipId, NodeId),
        hop: &DistinctHop,
    ) -> bool {
        let mut ways = self.ways.iter();
        ways.any(|way| way.is_open(relationship, end, hop))
    }

    /// The ways behind which a hop may be gone.
    pub(super) fn open_ways<'w>(
        &'w self,
        (relationship, end): (RelationshipId, NodeId),
        hop: &'w DistinctHop,
    ) -> impl Iterator<Item = &'w Way> {
        let ways = self.ways.iter();
        ways.filter(move |way| way.is_open(relationship, end, hop))
    }

    /// Takes a further way, if after `few` more relationships it could be missed.
    fn offer(&mut self, way: Way, few: usize) {
        if self.open || !can_close(&self.ways, few, &way) {
            return;
        }
        self.ways.push(way);
        self.open = !can_close(&self.ways, few, &Way::NOTHING);
    }
}

/// Whether so many nodes and relationships, none of which is on the way `without`, can close all ways.
fn can_close(ways: &[Way], few: usize, without: &Way) -> bool {
    let Some(first) = ways.first() else {
        return true;
    };
    let mut closing = first.passed().filter(|it| few > 0 && !without.passes(it));
    closing.any(|closed| {
        let rest = ways.iter().filter(|way| !way.passes(closed));
        let rest: Vec<Way> = rest.copied().collect();
        can_close(&rest, few - 1, without)
    })
}

/// The nodes arrived at after some hops.
pub(super) enum Front {
    /// With nothing to be kept of how.
    Nodes(NodeSet),
    /// With ways to each.
    Witnessed(FxHashMap<NodeId, Witnesses>),
}

impl Front {
    pub(super) fn nodes(&self) -> Vec<NodeId> {
        match self {
            Front::Nodes(nodes) => nodes.iter().collect(),
            Front::Witnessed(nodes) => nodes.keys().copied().collect(),
        }
    }

    /// Adds a way to a node, after which `few` nodes and relationships come that are compared with what is on it.
    pub(super) fn offer(&mut self, node: NodeId, way: Way, few: usize) {
        match self {
            Front::Nodes(nodes) => _ = nodes.insert(node),
            Front::Witnessed(nodes) => nodes.entry(node).or_default().offer(way, few),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        match self {
            Front::Nodes(nodes) => nodes.bytes(),
            Front::Witnessed(nodes) => {
                let entry = size_of::<(NodeId, Witnesses)>() + size_of::<Way>();
                nodes.capacity() * entry
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(taken: &[u32]) -> Way {
        let mut way = Way::NOTHING;
        for (place, id) in taken.iter().enumerate() {
            way.0[2 * place + 1] = Passed(u64::from(*id));
        }
        way
    }

    /// Every way that is open to some further relationships has a kept one that is open to them, too.
    #[test]
    fn what_is_kept_stands_for_all() {
        let all: Vec<Way> = (0..6)
            .flat_map(|one| (0..6).map(move |two| way(&[one, two])))
            .filter(|way| way.0[1] != way.0[3])
            .collect();
        for few in 1..=2 {
            let mut kept = Witnesses::default();
            all.iter().for_each(|way| kept.offer(*way, few));
            assert!(kept.ways.len() <= 6, "{} ways are kept", kept.ways.len());
            for one in 0..7 {
                for two in 0..7 {
                    let further = &[Passed(one), Passed(two)][..few];
                    let open = |way: &Way| further.iter().all(|it| !way.passes(it));
                    assert_eq!(kept.ways.iter().any(open), all.iter().any(open));
                }
            }
        }
    }
}
