//! Sorted neighbours of every node over one type in one direction: a copy of the topology for speed.
//!
//! A compressed sparse row index per type and direction is built when first wanted. A write marks its two end nodes
//! dirty in the index of that type; a dirty node's lists are read from the topology at the next read. While reads and writes
//! of a node take turns, as when `MERGE` looks before it creates, the next write changes what was read; lists nobody reads
//! between two writes are forgotten. Too many dirty nodes, and the index is dropped to be built anew.
//!
//! The lists by degree ([`Direction::Ascending`]) are dropped by any write to their type: it changes degrees, and with these the lists of
//! nodes it does not touch.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use rustc_hash::FxHashMap;

use super::Graph;
use super::degrees::{Degrees, RangeDegrees};
use super::id::{Direction, Relationship, Side, TypeId};
use super::memory::table_bytes;
use super::statistics::Step;
use super::topology::Topology;
use crate::value::{NodeId, RelationshipId};

/// An index always bears this many dirty nodes.
const DIRTY_ALWAYS: usize = 64;
/// Above that, one in so many nodes of the graph may be dirty.
const NODES_PER_DIRTY: usize = 64;
/// While a statement runs, nodes written to without being read may be one in so many relationships of the type, which an index built
/// anew would cost.
const RELATIONSHIPS_PER_UNREAD: usize = 16;
/// Relationships looked at without an index, beyond the number there are of the type, before it is built.
const PATIENCE: usize = 64;

/// With more nodes than this for each relationship, a type's nodes are hashed instead of counted through.
const NODES_PER_ENTRY: usize = 4;

/// Up to this many neighbours are scanned; longer lists are searched by halving.
const FEW: usize = 16;

/// The indexes of all types.
#[derive(Clone, Debug, Default)]
pub(super) struct Indexes {
    by_type: Vec<[Cell; 2]>,
    /// By type.
    by_degree: Vec<ByDegree>,
    /// By type: whether no two relationships of it join the same two nodes and none is a loop, once that was asked.
    simple: Vec<OnceLock<bool>>,
}

/// The lists of a type from the ends with fewer relationships, and from those with more.
type ByDegree = [OnceLock<Index>; 2];

/// The index of one type in one direction, or how much work was done without it.
#[derive(Debug, Default)]
struct Cell {
    index: OnceLock<Index>,
    effort: AtomicU32,
}

impl Clone for Cell {
    fn clone(&self) -> Self {
        let effort = AtomicU32::new(self.effort.load(Ordering::Relaxed));
        Self {
            index: self.index.clone(),
            effort,
        }
    }
}

impl Cell {
    /// Notes that a node has one entry more or less.
    fn mark(&mut self, node: NodeId, entry: Entry, step: Step, limit: usize) {
        let Some(index) = self.index.get_mut() else {
            return;
        };
        let dirty = index.dirty.entry(node).or_default();
        if !dirty.change(entry, step) {
            *dirty = Dirty::default();
            index.unread += 1;
        }
        if index.unread > limit {
            let read = |dirty: &&Dirty| dirty.lists.get().is_some();
            index.unread = index.dirty.len() - index.dirty.values().filter(read).count();
            if index.unread > limit / 2 {
                *self = Cell::default();
            }
        }
    }

    /// Drops an index with more dirty nodes than it should bear from one statement to the next.
    fn settle(&mut self, limit: usize) {
        if self.index.get().is_some_and(|it| it.dirty.len() > limit) {
            *self = Cell::default();
        }
    }
}

/// A neighbour and the relationship that leads to it.
type Entry = (NodeId, RelationshipId);

/// Neighbours with the relationships that lead to them, ascending by neighbour, then relationship.
type Lists = (Vec<NodeId>, Vec<RelationshipId>);

/// The lists of a node that was written to.
#[derive(Debug, Default)]
struct Dirty {
    /// Once they were read.
    lists: OnceLock<Lists>,
    /// Whether they were since the last write.
    is_read: AtomicBool,
}

impl Clone for Dirty {
    fn clone(&self) -> Self {
        Self {
            lists: self.lists.clone(),
            is_read: AtomicBool::new(self.is_read.load(Ordering::Relaxed)),
        }
    }
}

impl Dirty {
    /// Adds an entry to the lists or takes it out, where they were read since the last write.
    fn change(&mut self, (neighbour, relationship): Entry, step: Step) -> bool {
        let Some((neighbours, relationships)) = self.lists.get_mut() else {
            return false;
        };
        if !std::mem::take(self.is_read.get_mut()) {
            return false;
        }
        let from = neighbours.partition_point(|it| *it < neighbour);
        let to = from + neighbours[from..].partition_point(|it| *it == neighbour);
        match (relationships[from..to].binary_search(&relationship), step) {
            (Err(at), Step::More) => {
                neighbours.insert(from + at, neighbour);
                relationships.insert(from + at, relationship);
            }
            (Ok(at), Step::Less) => {
                neighbours.remove(from + at);
                relationships.remove(from + at);
            }
            _ => {}
        }
        true
    }
}

#[derive(Clone, Debug, Default)]
struct Index {
    rows: Rows,
    /// Of the rows, so only to be asked while no node is dirty.
    degrees: RangeDegrees,
    dirty: FxHashMap<NodeId, Dirty>,
    /// How many dirty nodes were written to without their lists having been read, at most.
    unread: usize,
}

impl Index {
    /// How many bytes are allocated.
    fn bytes(&self) -> usize {
        let extents = match &self.rows.extents {
            Extents::Dense { offsets, .. } => size_of_val(&**offsets),
            Extents::Sparse(extents) => table_bytes(extents),
        };
        let (neighbours, relationships) = (&*self.rows.neighbours, &*self.rows.relationships);
        let read = self.dirty.values().filter_map(|dirty| dirty.lists.get());
        let read = read.map(|lists| size_of_val(&*lists.0) + size_of_val(&*lists.1));
        extents
            + size_of_val(neighbours)
            + size_of_val(relationships)
            + table_bytes(&self.dirty)
            + self.degrees.bytes()
            + read.sum::<usize>()
    }
}

/// Compressed sparse rows.
#[derive(Clone, Debug, Default)]
struct Rows {
    extents: Extents,
    neighbours: Box<[NodeId]>,
    relationships: Box<[RelationshipId]>,
}

/// Where the lists of each node begin and end. A node that is not there has none.
#[derive(Clone, Debug)]
enum Extents {
    /// For every node from `first` on: its lists reach from its offset to the next.
    Dense { first: u32, offsets: Box<[u32]> },
    /// For the nodes that have any, where these lie far apart.
    Sparse(FxHashMap<NodeId, (u32, u32)>),
}

impl Default for Extents {
    fn default() -> Self {
        Extents::Dense {
            first: 0,
            offsets: Box::default(),
        }
    }
}

impl Extents {
    /// Where a node's lists are.
    #[inline]
    fn of(&self, node: NodeId) -> (usize, usize) {
        let extent = match self {
            Extents::Dense { first, offsets } => {
                let at = node.0.wrapping_sub(*first) as usize;
                offsets
                    .get(at)
                    .copied()
                    .zip(offsets.get(at.wrapping_add(1)).copied())
            }
            Extents::Sparse(extents) => extents.get(&node).copied(),
        };
        extent.map_or((0, 0), |(from, to)| (from as usize, to as usize))
    }

    /// The nodes that have lists, ascending.
    fn nodes(&self) -> Vec<NodeId> {
        match self {
            Extents::Dense { first, offsets } => {
                let filled = offsets.windows(2).enumerate();
                filled
                    .filter(|(_, ends)| ends[0] < ends[1])
                    .map(|(at, _)| NodeId(first + at as u32))
                    .collect()
            }
            Extents::Sparse(extents) => {
                let mut nodes: Vec<NodeId> = extents.keys().copied().collect();
                nodes.sort_unstable();
                nodes
            }
        }
    }
}

/// The place of lists by degree among both.
fn place(direction: Direction) -> usize {
    usize::from(direction == Direction::Descending)
}

/// How many dirty nodes an index bears.
fn most_dirty(nodes: usize) -> usize {
    DIRTY_ALWAYS.max(nodes / NODES_PER_DIRTY)
}

/// A neighbour and a relationship in one number, so that they sort together.
fn packed(neighbour: NodeId, relationship: RelationshipId) -> u64 {
    u64::from(neighbour.0) << 32 | u64::from(relationship.0)
}

fn unpacked(entries: &[u64]) -> Lists {
    let neighbours = entries
        .iter()
        .map(|&entry| NodeId((entry >> 32) as u32))
        .collect();
    (
        neighbours,
        entries
            .iter()
            .map(|&entry| RelationshipId(entry as u32))
            .collect(),
    )
}

/// The relationships of a type seen from one side, to be sorted into rows by counting how many each node has.
struct Builder {
    /// The node each is at.
    nodes: Vec<NodeId>,
    /// Where it leads and which it is.
    entries: Vec<u64>,
}

impl Builder {
    /// `ends`: the node a relationship is at and where it leads, if it counts.
    fn new(
        topology: &Topology,
        ids: &[RelationshipId],
        ends: impl Fn(&Relationship) -> Option<(NodeId, NodeId)>,
    ) -> Self {
        let (mut nodes, mut entries) = (Vec::new(), Vec::new());
        nodes.reserve_exact(ids.len());
        entries.reserve_exact(ids.len());
        for &id in ids {
            if let Some((from, to)) = topology.relationship(id).as_ref().and_then(&ends) {
                nodes.push(from);
                entries.push(packed(to, id));
            }
        }
        Self { nodes, entries }
    }

    fn build(self) -> Rows {
        let Some((first, last)) = self.range() else {
            return Rows::default();
        };
        let nodes = (last - first) as usize + 1;
        let (extents, entries) = if nodes / NODES_PER_ENTRY > self.nodes.len() {
            self.sparse()
        } else {
            self.dense(first, nodes)
        };
        let (neighbours, relationships) = unpacked(&entries);
        Rows {
            extents,
            neighbours: neighbours.into(),
            relationships: relationships.into(),
        }
    }

    /// The least and the greatest node they are at.
    fn range(&self) -> Option<(u32, u32)> {
        let first = self.nodes.iter().min()?;
        let last = self.nodes.iter().max()?;
        Some((first.0, last.0))
    }

    fn sparse(self) -> (Extents, Vec<u64>) {
        let mut all: Vec<(NodeId, u64)> = self.nodes.into_iter().zip(self.entries).collect();
        all.sort_unstable();
        let mut extents = FxHashMap::default();
        let mut at = 0;
        for run in all.chunk_by(|a, b| a.0 == b.0) {
            let end = at + run.len() as u32;
            extents.insert(run[0].0, (at, end));
            at = end;
        }
        (
            Extents::Sparse(extents),
            all.into_iter().map(|(_, entry)| entry).collect(),
        )
    }

    fn dense(self, first: u32, nodes: usize) -> (Extents, Vec<u64>) {
        let offsets = self.offsets(first, nodes);
        let entries = self.sorted(first, &offsets);
        let offsets = offsets.into();
        (Extents::Dense { first, offsets }, entries)
    }

    fn offsets(&self, first: u32, nodes: usize) -> Vec<u32> {
        let mut offsets = vec![0; nodes + 1];
        for node in &self.nodes {
            offsets[(node.0 - first) as usize + 1] += 1;
        }
        for at in 1..offsets.len() {
            offsets[at] += offsets[at - 1];
        }
        offsets
    }

    fn sorted(self, first: u32, offsets: &[u32]) -> Vec<u64> {
        let mut next = offsets.to_vec();
        let mut sorted = vec![0; self.entries.len()];
        for (node, entry) in self.nodes.into_iter().zip(self.entries) {
            let at = &mut next[(node.0 - first) as usize];
            sorted[*at as usize] = entry;
            *at += 1;
        }
        for range in offsets.windows(2) {
            sorted[range[0] as usize..range[1] as usize].sort_unstable();
        }
        sorted
    }
}

impl Indexes {
    pub(super) fn add_type(&mut self) {
        self.by_type.push(<[Cell; 2]>::default());
        self.by_degree.push(ByDegree::default());
        self.simple.push(OnceLock::new());
    }

    pub(super) fn forget_type(&mut self) {
        self.by_type.pop();
        self.by_degree.pop();
        self.simple.pop();
    }

    /// Notes that a relationship was added or removed, in a graph with so many nodes and relationships of its type.
    pub(super) fn touch(
        &mut self,
        (id, fixed): (RelationshipId, &Relationship),
        step: Step,
        (nodes, relationships): (usize, usize),
    ) {
        let limit = most_dirty(nodes).max(relationships / RELATIONSHIPS_PER_UNREAD);
        let cells = &mut self.by_type[fixed.kind.0 as usize];
        for side in Side::ALL {
            let (node, neighbour) = side.ends(fixed);
            cells[side as usize].mark(node, (neighbour, id), step, limit);
        }
        self.by_degree[fixed.kind.0 as usize] = ByDegree::default();
    }

    /// To be called when a statement has ended.
    pub(super) fn settle(&mut self, nodes: usize) {
        let cells = self.by_type.iter_mut().flatten();
        cells.for_each(|cell| cell.settle(most_dirty(nodes)));
    }

    /// Notes that many relationships of a type were added.
    pub(super) fn renew(&mut self, kind: TypeId) {
        self.simple[kind.0 as usize] = OnceLock::new();
        self.by_type[kind.0 as usize] = <[Cell; 2]>::default();
        self.by_degree[kind.0 as usize] = ByDegree::default();
    }

    /// Whether a type is known to be simple.
    pub(super) fn is_known_simple(&self, kind: TypeId) -> bool {
        self.simple[kind.0 as usize].get() == Some(&true)
    }

    /// Notes that a type is simple no longer.
    pub(super) fn no_longer_simple(&mut self, kind: TypeId) {
        self.simple[kind.0 as usize] = OnceLock::from(false);
    }

    fn cell(&self, kind: TypeId, side: Side) -> Option<&Cell> {
        self.by_type
            .get(kind.0 as usize)
            .map(|cells| &cells[side as usize])
    }

    pub(super) fn is_built(&self, kind: TypeId, side: Side) -> bool {
        self.cell(kind, side)
            .is_some_and(|cell| cell.index.get().is_some())
    }

    /// Notes how many relationships were looked at for want of an index.
    pub(super) fn add_effort(&self, kind: TypeId, side: Side, looked_at: usize) {
        if let Some(cell) = self.cell(kind, side) {
            cell.effort
                .fetch_add(looked_at.min(1 << 20) as u32, Ordering::Relaxed);
        }
    }

    /// Whether an index is there, or so much work was done without it that it is worth building.
    pub(super) fn is_worth(&self, kind: TypeId, side: Side, relationships: usize) -> bool {
        self.cell(kind, side).is_none_or(|cell| {
            cell.index.get().is_some()
                || cell.effort.load(Ordering::Relaxed) as usize > relationships + PATIENCE
        })
    }

    /// How many bytes what is built takes.
    pub(super) fn bytes(&self) -> usize {
        let cells = self.by_type.iter().flatten();
        let sides = cells.filter_map(|cell| cell.index.get());
        let by_degree = self.by_degree.iter().flatten();
        let all = sides.chain(by_degree.filter_map(OnceLock::get));
        all.map(Index::bytes).sum()
    }

    /// Drops what is built.
    pub(super) fn clear(&mut self) {
        self.by_type
            .iter_mut()
            .flatten()
            .for_each(|cell| *cell = Cell::default());
        let by_degree = self.by_degree.iter_mut();
        by_degree.for_each(|both| *both = ByDegree::default());
    }
}

/// Sorted neighbours of every node over one type in one direction. As cheap to copy as a reference or two.
#[derive(Clone, Copy, Debug)]
pub struct Adjacency<'g> {
    /// `None` for a type nothing has.
    index: Option<&'g Index>,
    /// Where the lists of the nodes from `first` on begin and end, where that is all there is to know.
    first: u32,
    offsets: &'g [u32],
    neighbours: &'g [NodeId],
    topology: &'g Topology,
    kind: TypeId,
    side: Side,
}

impl<'g> Adjacency<'g> {
    /// The neighbours in ascending order of id, one entry a relationship.
    #[inline(always)]
    pub fn neighbours(&self, node: NodeId) -> &'g [NodeId] {
        let at = node.0.wrapping_sub(self.first) as usize;
        match self.offsets.get(at..at.wrapping_add(2)) {
            Some(extent) => &self.neighbours[extent[0] as usize..extent[1] as usize],
            None if self.offsets.is_empty() => self.lists(node).0,
            None => &[],
        }
    }

    /// The relationships in the same order.
    #[inline]
    pub fn relationships(&self, node: NodeId) -> &'g [RelationshipId] {
        self.lists(node).1
    }

    /// The number of relationships of a node.
    #[inline]
    pub fn degree(&self, node: NodeId) -> usize {
        self.neighbours(node).len()
    }

    /// How many neighbours with ids in a range each node has, where that was counted before or is to be now, and can be: the lists
    /// are dense, no node is dirty, and few ranges were asked for.
    pub fn degrees_within(&self, ids: &Range<u32>, count: bool) -> Option<Degrees<'g>> {
        let index = self.index.filter(|_| self.is_dense())?;
        let lists = (self.first, self.offsets, self.neighbours);
        index.degrees.within(ids, lists, count)
    }

    /// The neighbours and, in the same order, the relationships.
    #[inline]
    pub fn lists(&self, node: NodeId) -> (&'g [NodeId], &'g [RelationshipId]) {
        let Some(index) = self.index else {
            return (&[], &[]);
        };
        if !index.dirty.is_empty()
            && let Some(dirty) = index.dirty.get(&node)
        {
            dirty.is_read.store(true, Ordering::Relaxed);
            let (neighbours, relationships) = dirty.lists.get_or_init(|| self.read(node));
            return (neighbours, relationships);
        }
        let (from, to) = index.rows.extents.of(node);
        (
            &index.rows.neighbours[from..to],
            &index.rows.relationships[from..to],
        )
    }

    /// Whether the lists of all nodes in its range are found by counting through.
    pub fn is_dense(&self) -> bool {
        !self.offsets.is_empty()
    }

    /// How many nodes may have neighbours.
    pub fn node_count(&self) -> usize {
        self.index.map_or(0, |index| match &index.rows.extents {
            Extents::Dense { offsets, .. } => offsets.len().saturating_sub(1),
            Extents::Sparse(extents) => extents.len(),
        })
    }

    /// The ids of all nodes that have neighbours are in this range; `bound` is above all ids.
    pub fn range(&self, bound: u32) -> Range<u32> {
        match self.index {
            None => 0..0,
            Some(index) if index.dirty.is_empty() => match &index.rows.extents {
                Extents::Dense { first, offsets } => {
                    *first..*first + (offsets.len() as u32).saturating_sub(1)
                }
                Extents::Sparse(_) => 0..bound,
            },
            Some(_) => 0..bound,
        }
    }

    /// The nodes that may have neighbours, ascending: over all nodes they are walked faster than by asking each.
    pub fn nodes(&self) -> Vec<NodeId> {
        let Some(index) = self.index else {
            return Vec::new();
        };
        let mut nodes = index.rows.extents.nodes();
        if !index.dirty.is_empty() {
            // Among them those deleted since, and those whose creation was undone.
            nodes.extend(index.dirty.keys());
            nodes.retain(|node| self.topology.has_node(*node));
            nodes.sort_unstable();
            nodes.dedup();
        }
        nodes
    }

    /// The relationships between a node and one neighbour, ascending.
    #[inline]
    pub fn between(&self, node: NodeId, neighbour: NodeId) -> &'g [RelationshipId] {
        let (neighbours, relationships) = self.lists(node);
        let from = neighbours.partition_point(|&other| other < neighbour);
        let same = neighbours[from..].iter();
        let same = same.take_while(|other| **other == neighbour).count();
        &relationships[from..from + same]
    }

    /// How many relationships there are between a node and one neighbour.
    #[inline]
    pub fn count_between(&self, node: NodeId, neighbour: NodeId) -> usize {
        let neighbours = self.neighbours(node);
        if neighbours.len() <= FEW {
            return neighbours.iter().filter(|it| **it == neighbour).count();
        }
        let from = neighbours.partition_point(|&other| other < neighbour);
        neighbours[from..].partition_point(|&other| other == neighbour)
    }

    #[cold]
    fn read(&self, node: NodeId) -> Lists {
        let hops = self
            .topology
            .hops(node, self.side)
            .filter(|hop| hop.kind == self.kind);
        let mut entries: Vec<u64> = hops.map(|hop| packed(hop.node, hop.relationship)).collect();
        entries.sort_unstable();
        unpacked(&entries)
    }
}

/// The adjacency index.
impl Graph {
    /// The sorted adjacency of one type in one direction, built when first asked for. It is one way only: `Both` is
    /// answered as `Outgoing`.
    pub fn adjacency(&self, kind: TypeId, direction: Direction) -> Adjacency<'_> {
        match direction.sides() {
            [side, ..] => self.side(kind, *side),
            [] => self.by_degree(kind, direction),
        }
    }

    /// Whether that adjacency is built.
    pub fn has_adjacency(&self, kind: TypeId, direction: Direction) -> bool {
        match direction.sides() {
            [side, ..] => self.adjacency.is_built(kind, *side),
            [] => {
                let by_degree = self.adjacency.by_degree.get(kind.0 as usize);
                by_degree.is_some_and(|both| both[place(direction)].get().is_some())
            }
        }
    }

    pub(super) fn side(&self, kind: TypeId, side: Side) -> Adjacency<'_> {
        let cell = self.adjacency.cell(kind, side);
        let build = || self.build_index(kind, |fixed| Some(side.ends(fixed)));
        let index = cell.map(|cell| cell.index.get_or_init(build));
        self.over(index, kind, side)
    }

    fn by_degree(&self, kind: TypeId, direction: Direction) -> Adjacency<'_> {
        let both = self.adjacency.by_degree.get(kind.0 as usize);
        let build = || self.build_index(kind, |fixed| self.ends_by_degree(fixed, direction));
        let index = both.map(|both| both[place(direction)].get_or_init(build));
        self.over(index, kind, Side::Out)
    }

    /// The end a relationship is followed from and the one it leads to where ends are compared by their degrees; `None` for a loop.
    pub fn ends_by_degree(
        &self,
        relationship: &Relationship,
        direction: Direction,
    ) -> Option<(NodeId, NodeId)> {
        let lists = Side::ALL.map(|side| self.side(relationship.kind, side));
        let rank = |node| {
            let degrees = lists.iter().map(|list| list.degree(node));
            (degrees.sum::<usize>(), node)
        };
        let (start, end) = (relationship.start, relationship.end);
        let along = (rank(start) < rank(end)) == (direction == Direction::Ascending);
        (start != end).then_some(if along { (start, end) } else { (end, start) })
    }

    /// `side`: where the lists of dirty nodes are read from.
    fn over<'g>(&'g self, index: Option<&'g Index>, kind: TypeId, side: Side) -> Adjacency<'g> {
        let clean = index.filter(|index| index.dirty.is_empty());
        let (first, offsets) = match clean.map(|index| &index.rows.extents) {
            Some(Extents::Dense { first, offsets }) => (*first, &**offsets),
            _ => (0, [].as_slice()),
        };
        Adjacency {
            index,
            first,
            offsets,
            neighbours: clean.map_or(&[], |index| &index.rows.neighbours),
            topology: &self.topology,
            kind,
            side,
        }
    }

    /// Whether no two relationships of a type join the same two nodes, in whatever direction, and none is a loop. Found out when
    /// first asked; removing relationships does not make a type simple.
    pub fn is_simple(&self, kind: TypeId) -> bool {
        let known = self.adjacency.simple.get(kind.0 as usize);
        known.is_some_and(|known| *known.get_or_init(|| self.find_simple(kind)))
    }

    fn find_simple(&self, kind: TypeId) -> bool {
        if self.loop_count_of(kind) > 0 {
            return false;
        }
        let adjacency = self.side(kind, Side::Out);
        let ids = self.relationship_tables[kind.0 as usize].rows();
        let mut alive = ids.iter().filter_map(|id| self.topology.relationship(*id));
        alive.all(|it| {
            let there = adjacency.count_between(it.start, it.end);
            there == 1 && adjacency.count_between(it.end, it.start) == 0
        })
    }

    fn build_index(
        &self,
        kind: TypeId,
        ends: impl Fn(&Relationship) -> Option<(NodeId, NodeId)>,
    ) -> Index {
        let ids = self.relationship_tables[kind.0 as usize].rows();
        let rows = Builder::new(&self.topology, ids, ends).build();
        Index {
            rows,
            ..Index::default()
        }
    }

    /// Drops the adjacency indexes built so far; they are built again when asked for. Frees their memory.
    pub fn drop_adjacency(&mut self) {
        self.adjacency.clear();
    }
}
