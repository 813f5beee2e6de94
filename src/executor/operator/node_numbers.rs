//! Numbers of nodes by id, over a range of ids that grows both ways: nodes that belong together mostly have ids near each other, and
//! a small array is faster made than a large one.

use crate::value::NodeId;

/// No number yet; others are kept as one more than they are.
pub(super) const FREE: u32 = 0;
/// A range begins and ends at multiples of this.
const GRAIN: usize = 1024;

/// A number for each node of a range of ids.
#[derive(Default)]
pub(super) struct NodeNumbers {
    first: usize,
    numbers: Vec<u32>,
}

impl NodeNumbers {
    /// What is kept of a node, within a range that is made larger where needed.
    #[inline]
    pub(super) fn entry(&mut self, node: NodeId) -> &mut u32 {
        let id = node.0 as usize;
        if id.wrapping_sub(self.first) >= self.numbers.len() {
            self.make_room(id);
        }
        &mut self.numbers[id - self.first]
    }

    pub(super) fn bytes(&self) -> usize {
        self.numbers.len() * size_of::<u32>()
    }

    #[cold]
    fn make_room(&mut self, id: usize) {
        let (first, last) = match self.numbers.len() {
            0 => (id, id),
            // Twice as many, towards where more are needed.
            length if id < self.first => {
                let first = id.min(self.first.saturating_sub(length));
                (first, self.first + length - 1)
            }
            length => (self.first, id.max(self.first + 2 * length - 1)),
        };
        let first = first / GRAIN * GRAIN;
        let mut larger = vec![FREE; (last + 1 - first).next_multiple_of(GRAIN)];
        if !self.numbers.is_empty() {
            let at = self.first - first;
            larger[at..at + self.numbers.len()].copy_from_slice(&self.numbers);
        }
        (self.first, self.numbers) = (first, larger);
    }
}
