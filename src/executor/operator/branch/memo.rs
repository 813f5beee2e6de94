//! What is remembered of nodes: numbers asked for one by one, and numbers of all.

use rustc_hash::FxHashMap;

use crate::value::NodeId;

/// With more different nodes than one in so many of all, numbers are remembered in an array.
const NODES_PER_ENTRY: usize = 32;
/// What an entry of a hash table takes, about.
const ENTRY_BYTES: usize = 24;
/// A graph of no more nodes has arrays from the start.
const SMALL: usize = 1 << 16;

/// Numbers of nodes.
#[derive(Default)]
pub(super) struct Memo {
    few: FxHashMap<NodeId, u64>,
    /// One more than the number; zero: not known. Saturated numbers stay what they are.
    pub(super) many: Vec<u64>,
    /// The nodes known, where they are to be forgotten one by one.
    known: Vec<NodeId>,
}

impl Memo {
    #[inline]
    pub(super) fn get(&self, node: NodeId) -> Option<u64> {
        if self.many.is_empty() {
            return self.few.get(&node).copied();
        }
        self.many[node.0 as usize].checked_sub(1)
    }

    pub(super) fn put(&mut self, node: NodeId, number: u64, forgets: bool) {
        if self.many.is_empty() {
            self.few.insert(node, number);
            return;
        }
        self.many[node.0 as usize] = number.saturating_add(1);
        if forgets {
            self.known.push(node);
        }
    }

    /// Turns to an array where that is no larger, or small anyway.
    pub(super) fn fit(&mut self, bound: usize, room: usize) {
        let wanted = bound <= SMALL || self.few.len() * NODES_PER_ENTRY > bound;
        if self.many.is_empty() && wanted && bound * size_of::<u64>() <= room {
            self.many = vec![0; bound];
            for (node, number) in self.few.drain() {
                self.many[node.0 as usize] = number.saturating_add(1);
                self.known.push(node);
            }
        }
    }

    pub(super) fn forget(&mut self) {
        self.few.clear();
        for node in self.known.drain(..) {
            self.many[node.0 as usize] = 0;
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.few.capacity() * ENTRY_BYTES + self.many.len() * size_of::<u64>()
    }
}

/// Numbers by node from some node on; others have zero.
pub(super) struct Numbers {
    pub(super) first: u32,
    pub(super) numbers: Vec<u64>,
}

impl Numbers {
    #[inline]
    pub(super) fn of(&self, node: NodeId) -> u64 {
        let at = node.0.wrapping_sub(self.first) as usize;
        self.numbers.get(at).copied().unwrap_or(0)
    }

    /// The sum over some nodes.
    #[inline]
    pub(super) fn sum(&self, nodes: &[NodeId]) -> u64 {
        let each = nodes.iter().map(|node| u128::from(self.of(*node)));
        u64::try_from(each.sum::<u128>()).unwrap_or(u64::MAX)
    }
}
