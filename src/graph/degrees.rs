//! How many neighbours of each node carry some label, where the nodes that do came together: what a type that joins several pairs of
//! labels is asked for most.

use std::ops::Range;
use std::sync::OnceLock;

use crate::value::NodeId;

/// So many ranges are remembered for each list of lists.
const RANGES: usize = 4;

/// The numbers for the ranges asked for so far.
#[derive(Clone, Debug, Default)]
pub(super) struct RangeDegrees {
    ranges: [OnceLock<Numbers>; RANGES],
}

#[derive(Clone, Debug)]
struct Numbers {
    ids: Range<u32>,
    counts: Box<[u32]>,
}

/// How many neighbours with ids in a range each node has.
#[derive(Clone, Copy, Debug)]
pub struct Degrees<'g> {
    first: u32,
    counts: &'g [u32],
}

impl Degrees<'_> {
    /// That of a node.
    #[inline]
    pub fn of(&self, node: NodeId) -> u64 {
        let at = node.0.wrapping_sub(self.first) as usize;
        self.counts.get(at).map_or(0, |count| u64::from(*count))
    }
}

impl RangeDegrees {
    /// Those for a range, counted in lists of sorted neighbours that lie between offsets, from the node `first` on: where they were
    /// counted before, or are to be. `None` too where there are too many ranges already.
    pub(super) fn within(
        &self,
        ids: &Range<u32>,
        (first, offsets, neighbours): (u32, &[u32], &[NodeId]),
        count: bool,
    ) -> Option<Degrees<'_>> {
        for known in &self.ranges {
            let numbers = match known.get() {
                Some(numbers) => numbers,
                None if count => known.get_or_init(|| Numbers::new(ids, offsets, neighbours)),
                None => return None,
            };
            if numbers.ids == *ids {
                let counts = &*numbers.counts;
                return Some(Degrees { first, counts });
            }
        }
        None
    }

    /// How many bytes are allocated.
    pub(super) fn bytes(&self) -> usize {
        let known = self.ranges.iter().filter_map(OnceLock::get);
        known.map(|numbers| size_of_val(&*numbers.counts)).sum()
    }
}

impl Numbers {
    fn new(ids: &Range<u32>, offsets: &[u32], neighbours: &[NodeId]) -> Self {
        let count = |ends: &[u32]| {
            let list = &neighbours[ends[0] as usize..ends[1] as usize];
            let from = list.partition_point(|node| node.0 < ids.start);
            list[from..].partition_point(|node| node.0 < ids.end) as u32
        };
        Self {
            ids: ids.clone(),
            counts: offsets.windows(2).map(count).collect(),
        }
    }
}
