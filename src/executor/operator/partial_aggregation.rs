//! Rows with the same node are one row that counts as often as they did.
//!
//! Over an expansion no rows are made at all: each neighbour's count grows by that of the row.

use rustc_hash::FxHashMap;

use super::admitted::Admitted;
use super::held::Held;
use super::input::Input;
use super::walk::{List, Walk};
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::profile::Reads;
use crate::graph::Graph;
use crate::planner::plan::{self, Follow, OperatorKind};
use crate::semantics::expression::{LabelExpression, Slot};
use crate::value::NodeId;

/// With more different nodes than one in so many of all, counts are kept in an array.
const NODES_PER_ENTRY: usize = 32;
/// Up to so many rows are sorted when all are there; more are counted as they come.
const LOOSE: usize = 1 << 16;
/// What an entry of a hash table takes, about.
const ENTRY_BYTES: usize = 24;

pub(super) struct PartialAggregation<'p> {
    input: Input<'p>,
    node: Slot,
    slots: usize,
    /// The expansion whose rows are counted without being made: where from, along what, and its number.
    expand: Option<Expand<'p>>,
    rows: Option<std::vec::IntoIter<(NodeId, u64)>>,
    held: Held,
}

/// An expansion whose rows are counted without being made.
struct Expand<'p> {
    from: Slot,
    follow: &'p Follow,
    labels: &'p [LabelExpression],
    /// The operator's number.
    id: usize,
}

/// How often each node counts.
enum Counts {
    /// One entry a row, not yet put together: as long as there are few.
    Loose(Vec<(NodeId, u64)>),
    Few(FxHashMap<NodeId, u64>),
    Many(Vec<u64>),
}

impl Counts {
    #[inline]
    fn add(&mut self, node: NodeId, weight: u64) {
        let count = match self {
            Counts::Loose(rows) => return rows.push((node, weight)),
            Counts::Few(counts) => counts.entry(node).or_default(),
            Counts::Many(counts) => &mut counts[node.0 as usize],
        };
        *count = count.saturating_add(weight);
    }

    fn add_all(&mut self, nodes: &[NodeId], weight: u64) {
        match self {
            Counts::Loose(rows) => rows.extend(nodes.iter().map(|node| (*node, weight))),
            Counts::Few(_) => nodes.iter().for_each(|node| self.add(*node, weight)),
            Counts::Many(counts) => {
                for node in nodes {
                    let count = &mut counts[node.0 as usize];
                    *count = count.saturating_add(weight);
                }
            }
        }
    }

    /// Turns to an array where that is smaller. `bound` is above all ids.
    fn fit(
        &mut self,
        bound: usize,
        held: &mut Held,
        context: &mut Context<'_>,
    ) -> Result<(), RunError> {
        if let Counts::Loose(rows) = self {
            if rows.len() <= LOOSE {
                return held.grow_to(rows.capacity() * size_of::<(NodeId, u64)>(), context);
            }
            let rows = std::mem::take(rows);
            *self = Counts::Few(FxHashMap::default());
            rows.iter()
                .for_each(|(node, weight)| self.add(*node, *weight));
        }
        let Counts::Few(few) = self else {
            return Ok(());
        };
        if few.len() * NODES_PER_ENTRY <= bound {
            return held.grow_to(few.capacity() * ENTRY_BYTES, context);
        }
        held.grow_to(bound * size_of::<u64>(), context)?;
        let mut many = vec![0; bound];
        few.iter()
            .for_each(|(node, count)| many[node.0 as usize] = *count);
        *self = Counts::Many(many);
        Ok(())
    }

    fn into_rows(self) -> Vec<(NodeId, u64)> {
        match self {
            Counts::Loose(mut rows) => {
                // The neighbours of one node come sorted: a sort that sees such runs only merges them.
                rows.sort();
                rows.dedup_by(|later, first| {
                    let same = later.0 == first.0;
                    if same {
                        first.1 = first.1.saturating_add(later.1);
                    }
                    same
                });
                rows
            }
            Counts::Few(counts) => {
                let mut rows: Vec<_> = counts.into_iter().collect();
                rows.sort_unstable();
                rows
            }
            Counts::Many(counts) => {
                let rows = counts.into_iter().enumerate();
                rows.filter(|(_, count)| *count > 0)
                    .map(|(node, count)| (NodeId(node as u32), count))
                    .collect()
            }
        }
    }
}

impl<'p> PartialAggregation<'p> {
    pub(super) fn new(input: &'p plan::Operator, node: Slot, slots: usize) -> Self {
        let (input, expand) = match &input.kind {
            OperatorKind::ExpandAll {
                input: below,
                from,
                follow,
                labels,
                ..
            } => {
                let expand = Expand {
                    from: *from,
                    follow,
                    labels,
                    id: input.id,
                };
                (&**below, Some(expand))
            }
            _ => (input, None),
        };
        Self {
            input: Input::new(input, slots),
            node,
            slots,
            expand,
            rows: None,
            held: Held::new("PartialAggregation"),
        }
    }

    fn collect(&mut self, context: &mut Context<'_>) -> Result<Vec<(NodeId, u64)>, RunError> {
        let mut counts = Counts::Loose(Vec::new());
        let mut seen = 0;
        while let Some(chunk) = self.input.next(context)? {
            seen += chunk.rows;
            match &self.expand {
                Some(expand) => {
                    let at_work = context.turn_to(expand.id);
                    let found = expand.all(&chunk, seen, &mut counts, context);
                    context.turn_to(at_work);
                    context.count_rows(expand.id, found);
                }
                None => take(&chunk, self.node, &mut counts),
            }
            let bound = context.graph.node_bound();
            counts.fit(bound, &mut self.held, context)?;
        }
        Ok(counts.into_rows())
    }
}

fn take(chunk: &Chunk, slot: Slot, counts: &mut Counts) {
    let column = chunk.column(slot);
    for row in 0..chunk.rows {
        if let Some(node) = column.node(row) {
            counts.add(node, chunk.weight(row));
        }
    }
}

impl Expand<'_> {
    /// Adds what each row counts to all its neighbours. Gives how many these are.
    fn all(&self, chunk: &Chunk, seen: usize, counts: &mut Counts, context: &Context<'_>) -> usize {
        let (graph, reads) = (&*context.graph, &context.reads);
        let walk = Walk::new(self.follow, graph);
        let admitted = Admitted::new(self.labels, graph);
        if !walk.wants_indexes(seen, graph) || matches!(admitted, Admitted::Sets(_)) {
            return over_lists(chunk, self.from, (&walk, &admitted), counts, (graph, reads));
        }
        let lists = walk.lists(graph);
        let found = over_indexes(chunk, self.from, (&lists, &admitted), counts);
        reads.add(found);
        found
    }
}

fn over_indexes(
    chunk: &Chunk,
    from: Slot,
    (indexes, admitted): (&[List<'_>], &Admitted),
    counts: &mut Counts,
) -> usize {
    let column = chunk.column(from);
    let mut found = 0;
    for row in 0..chunk.rows {
        let Some(node) = column.node(row) else {
            continue;
        };
        let weight = chunk.weight(row);
        for (index, again) in indexes {
            let mut neighbours = admitted.within(index.neighbours(node));
            if *again {
                // Neighbours are sorted, so loops stand together.
                let loops = neighbours.partition_point(|other| *other < node);
                counts.add_all(&neighbours[..loops], weight);
                found += loops;
                let behind = neighbours.partition_point(|other| *other <= node);
                neighbours = &neighbours[behind..];
            }
            counts.add_all(neighbours, weight);
            found += neighbours.len();
        }
    }
    found
}

fn over_lists(
    chunk: &Chunk,
    from: Slot,
    (walk, admitted): (&Walk, &Admitted),
    counts: &mut Counts,
    (graph, reads): (&Graph, &Reads),
) -> usize {
    let column = chunk.column(from);
    let mut found = 0;
    for row in 0..chunk.rows {
        let Some(node) = column.node(row) else {
            continue;
        };
        let hops = walk.hops(node, graph, reads);
        for (_, neighbour) in hops.filter(|(_, it)| admitted.admits(*it, graph)) {
            counts.add(neighbour, chunk.weight(row));
            found += 1;
        }
    }
    found
}

impl Operator for PartialAggregation<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        if self.rows.is_none() {
            self.rows = Some(self.collect(context)?.into_iter());
        }
        let rows = self.rows.iter_mut().flatten().take(CHUNK_ROWS);
        let (nodes, weights): (Vec<NodeId>, Vec<u64>) = rows.unzip();
        if nodes.is_empty() {
            self.held.release(context);
            return Ok(None);
        }
        let mut chunk = Chunk::new(self.slots, nodes.len());
        chunk.set(self.node, Vector::Nodes(nodes));
        chunk.weights = Some(weights);
        Ok(Some(chunk))
    }

    fn reset(&mut self) {
        self.rows = None;
        self.held.forget();
        self.input.reset();
    }
}
