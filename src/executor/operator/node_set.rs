//! A set of nodes: a bit for each of a range of ids that grows both ways.

use crate::value::NodeId;

const BITS: usize = u64::BITS as usize;

/// Nodes, given ascending.
#[derive(Clone, Debug, Default)]
pub(super) struct NodeSet {
    /// What the first word's number is, counted from node zero.
    first: usize,
    words: Vec<u64>,
}

impl NodeSet {
    /// Puts a node in. Whether it was not there before.
    #[inline]
    pub(super) fn insert(&mut self, node: NodeId) -> bool {
        let word = node.0 as usize / BITS;
        if word.wrapping_sub(self.first) >= self.words.len() {
            self.make_room(word);
        }
        let bits = &mut self.words[word - self.first];
        let bit = 1 << (node.0 as usize % BITS);
        let fresh = *bits & bit == 0;
        *bits |= bit;
        fresh
    }

    /// Takes out a node that is in it.
    #[inline]
    pub(super) fn remove(&mut self, node: NodeId) {
        let word = node.0 as usize / BITS - self.first;
        self.words[word] &= !(1 << (node.0 as usize % BITS));
    }

    #[inline]
    pub(super) fn contains(&self, node: NodeId) -> bool {
        let word = (node.0 as usize / BITS).wrapping_sub(self.first);
        let bits = self.words.get(word).copied().unwrap_or(0);
        bits >> (node.0 as usize % BITS) & 1 == 1
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        let counts = self.words.iter().map(|bits| bits.count_ones() as usize);
        counts.sum()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = NodeId> + '_ {
        let words = self.words.iter().enumerate();
        words.flat_map(|(place, bits)| {
            let start = ((self.first + place) * BITS) as u32;
            ones(*bits).map(move |bit| NodeId(start + bit))
        })
    }

    pub(super) fn bytes(&self) -> usize {
        self.words.len() * size_of::<u64>()
    }

    #[cold]
    fn make_room(&mut self, word: usize) {
        let length = self.words.len();
        let (first, last) = match length {
            0 => (word, word),
            // Twice as many, towards where more are needed.
            _ if word < self.first => {
                let first = word.min(self.first.saturating_sub(length));
                (first, self.first + length - 1)
            }
            _ => (self.first, word.max(self.first + 2 * length - 1)),
        };
        let mut larger = vec![0; last + 1 - first];
        if length > 0 {
            let at = self.first - first;
            larger[at..at + length].copy_from_slice(&self.words);
        }
        (self.first, self.words) = (first, larger);
    }
}

/// The numbers of the bits that are set, ascending.
fn ones(mut bits: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = bits.trailing_zeros();
        (bits != 0).then(|| {
            bits &= bits - 1;
            bit
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_come_back_ascending_and_once() {
        let mut set = NodeSet::default();
        let ids = [700, 3, 64, 63, 700, 1_000_000, 0, 64];
        let fresh: Vec<bool> = ids.iter().map(|id| set.insert(NodeId(*id))).collect();
        assert_eq!(fresh, [true, true, true, true, false, true, true, false]);
        let all: Vec<u32> = set.iter().map(|node| node.0).collect();
        assert_eq!(all, [0, 3, 63, 64, 700, 1_000_000]);
        assert_eq!(set.len(), all.len());
        assert!(set.contains(NodeId(63)) && !set.contains(NodeId(62)));
        assert!(!set.contains(NodeId(u32::MAX)));
    }
}
