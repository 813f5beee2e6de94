//! Following relationships from a node: over the adjacency index where it is built, over the topology's own lists
//! otherwise, in the same order.
//!
//! That order is: by type as listed, outgoing before incoming, by neighbour, by relationship. A query's rows so do
//! not depend on whether an index happened to be there.

use std::vec::IntoIter;

use super::Graph;
use super::id::{Direction, Side, TypeId};
use super::topology::Hop;
use crate::value::{NodeId, RelationshipId};

/// More types than this at once are read from the node's own list: most would have nothing for it.
const MOST_INDEXES: usize = 16;

/// The types followed: some, or all there are.
#[derive(Clone, Copy, Debug)]
struct Types<'g> {
    listed: Option<&'g [TypeId]>,
    known: usize,
}

impl Types<'_> {
    fn len(&self) -> usize {
        self.listed.map_or(self.known, <[_]>::len)
    }

    /// The type at a place of the list, unless it was there before.
    fn at(&self, at: usize) -> Option<TypeId> {
        match self.listed {
            None => Some(TypeId(at as u32)),
            Some(types) => (!types[..at].contains(&types[at])).then(|| types[at]),
        }
    }

    fn iter(&self) -> impl Iterator<Item = TypeId> + '_ {
        (0..self.len()).filter_map(|at| self.at(at))
    }

    /// The place of a type in the list.
    fn rank(&self, kind: TypeId) -> Option<usize> {
        match self.listed {
            None => Some(kind.0 as usize),
            Some(types) => types.iter().position(|&listed| listed == kind),
        }
    }
}

/// The relationships of a node with the nodes at their other ends, one after the other.
pub struct Expansion<'g> {
    graph: &'g Graph,
    node: NodeId,
    sides: &'static [Side],
    types: Types<'g>,
    /// The next pair of type and side to read from an index.
    next: usize,
    neighbours: &'g [NodeId],
    relationships: &'g [RelationshipId],
    /// Whether loops were met on the other side already.
    skip_loops: bool,
    /// What was read from the topology instead, in order.
    listed: IntoIter<(RelationshipId, NodeId)>,
    /// How many entries the lists have that were turned to.
    read: usize,
}

impl Expansion<'_> {
    /// How many relationships the lists have that were begun so far.
    pub fn entries_read(&self) -> usize {
        self.read
    }

    /// Turns to the next pair of type and side; `false` where there is none.
    fn turn(&mut self) -> bool {
        let place = self.next.checked_div(self.sides.len());
        let Some(kind) = place.and_then(|place| self.types_from(place)) else {
            return false;
        };
        let side = self.sides[self.next % self.sides.len()];
        self.next += 1;
        if let Some(kind) = kind {
            let lists = self.graph.side(kind, side).lists(self.node);
            (self.neighbours, self.relationships) = lists;
            self.read += lists.0.len();
            self.skip_loops = side == Side::In && self.sides.len() == 2;
        }
        true
    }

    fn types_from(&self, at: usize) -> Option<Option<TypeId>> {
        (at < self.types.len()).then(|| self.types.at(at))
    }
}

impl Iterator for Expansion<'_> {
    type Item = (RelationshipId, NodeId);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let ([neighbour, others @ ..], [relationship, rest @ ..]) =
                (self.neighbours, self.relationships)
            {
                (self.neighbours, self.relationships) = (others, rest);
                if !(self.skip_loops && *neighbour == self.node) {
                    return Some((*relationship, *neighbour));
                }
            } else if !self.turn() {
                return self.listed.next();
            }
        }
    }
}

/// Walking.
impl Graph {
    /// The relationships of a node with the node at their other end, of any of the types (`None`: of all).
    ///
    /// In order of type as listed, outgoing before incoming, neighbour, relationship.
    pub fn expand<'g>(
        &'g self,
        node: NodeId,
        direction: Direction,
        types: Option<&'g [TypeId]>,
    ) -> Expansion<'g> {
        let types = self.followed(types);
        let sides = direction.sides();
        let indexed = self.has_indexes(types, sides);
        let listed = if direction.is_by_degree() {
            let lists = types.iter().map(|kind| self.adjacency(kind, direction));
            let hops = lists.map(|list| list.lists(node));
            let hops = hops.flat_map(|(nodes, ids)| ids.iter().copied().zip(nodes.iter().copied()));
            hops.collect()
        } else if indexed {
            Vec::new()
        } else {
            self.list(node, sides, types)
        };
        Expansion {
            graph: self,
            node,
            sides,
            types,
            next: if indexed {
                0
            } else {
                types.len() * sides.len()
            },
            neighbours: &[],
            relationships: &[],
            skip_loops: false,
            read: listed.len(),
            listed: listed.into_iter(),
        }
    }

    /// How many relationships `expand` would give.
    pub fn degree(&self, node: NodeId, direction: Direction, types: Option<&[TypeId]>) -> usize {
        let types = self.followed(types);
        let sides = direction.sides();
        if direction.is_by_degree() {
            let lists = types.iter().map(|kind| self.adjacency(kind, direction));
            return lists.map(|list| list.degree(node)).sum();
        }
        if !self.has_indexes(types, sides) {
            return self.list_length(node, sides, types);
        }
        types
            .iter()
            .map(|kind| self.indexed_degree(node, sides, kind))
            .sum()
    }

    /// The relationships between two nodes, of any of the types (`None`: of all): from `a` to `b` (`Outgoing`),
    /// from `b` to `a` (`Incoming`), both, or as far as the degree of `b` is above or below that of `a`; a loop once. In order of type as listed, outgoing first, id.
    pub fn connecting(
        &self,
        a: NodeId,
        b: NodeId,
        direction: Direction,
        types: Option<&[TypeId]>,
    ) -> impl Iterator<Item = RelationshipId> + use<> {
        let types = self.followed(types);
        let mut found = Vec::new();
        if direction.is_by_degree() {
            for kind in types.iter() {
                let rank = types.rank(kind).unwrap_or_default();
                let between = self.adjacency(kind, direction).between(a, b);
                found.extend(between.iter().map(|id| (rank, 0, *id)));
            }
        }
        for &side in direction.sides() {
            if !(side == Side::In && a == b && direction == Direction::Both) {
                let (start, end) = if side == Side::Out { (a, b) } else { (b, a) };
                self.joining(start, end, types, |rank, id| {
                    found.push((rank, side as u8, id))
                });
            }
        }
        found.sort_unstable();
        found.into_iter().map(|(_, _, id)| id)
    }

    fn followed<'g>(&self, listed: Option<&'g [TypeId]>) -> Types<'g> {
        Types {
            listed,
            known: self.names.type_count(),
        }
    }

    /// Whether to go over indexes.
    fn has_indexes(&self, types: Types<'_>, sides: &[Side]) -> bool {
        types.len() <= MOST_INDEXES
            && types.iter().all(|kind| {
                let count = self.relationship_count_of(kind);
                sides
                    .iter()
                    .all(|&side| self.adjacency.is_worth(kind, side, count))
            })
    }

    fn indexed_degree(&self, node: NodeId, sides: &[Side], kind: TypeId) -> usize {
        let all: usize = sides
            .iter()
            .map(|&side| self.side(kind, side).degree(node))
            .sum();
        match sides {
            [_] => all,
            _ => all - self.side(kind, Side::Out).count_between(node, node),
        }
    }

    /// The hops of a node in the topology's order, loops once, with the rank of their type.
    fn ranked_hops<'g>(
        &'g self,
        node: NodeId,
        sides: &'g [Side],
        types: Types<'g>,
    ) -> impl Iterator<Item = (usize, Side, Hop)> + 'g {
        let hops =
            move |&side: &'g Side| self.topology.hops(node, side).map(move |hop| (side, hop));
        let once =
            move |side, hop: &Hop| !(side == Side::In && sides.len() == 2 && hop.node == node);
        let all = sides
            .iter()
            .flat_map(hops)
            .filter(move |(side, hop)| once(*side, hop));
        all.filter_map(move |(side, hop)| Some((types.rank(hop.kind)?, side, hop)))
    }

    /// The hops of a node in the order of `expand`.
    fn list(
        &self,
        node: NodeId,
        sides: &[Side],
        types: Types<'_>,
    ) -> Vec<(RelationshipId, NodeId)> {
        self.note_effort(node, sides, types);
        let ranked = self.ranked_hops(node, sides, types);
        let keyed = ranked.map(|(rank, side, hop)| (rank, side as u8, hop.node, hop.relationship));
        let mut keyed: Vec<_> = keyed.collect();
        keyed.sort_unstable();
        keyed
            .into_iter()
            .map(|(_, _, node, relationship)| (relationship, node))
            .collect()
    }

    fn list_length(&self, node: NodeId, sides: &[Side], types: Types<'_>) -> usize {
        self.note_effort(node, sides, types);
        self.ranked_hops(node, sides, types).count()
    }

    fn note_effort(&self, node: NodeId, sides: &[Side], types: Types<'_>) {
        if types.len() > MOST_INDEXES {
            return;
        }
        for &side in sides {
            let looked_at = self.topology.hops(node, side).count() + 1;
            types
                .iter()
                .for_each(|kind| self.adjacency.add_effort(kind, side, looked_at));
        }
    }

    /// The relationships from one node to another, each with the rank of its type.
    fn joining(
        &self,
        start: NodeId,
        end: NodeId,
        types: Types<'_>,
        mut found: impl FnMut(usize, RelationshipId),
    ) {
        if self.has_indexes(types, &[Side::Out]) {
            for kind in types.iter() {
                let rank = types.rank(kind).unwrap_or_default();
                let between = self.side(kind, Side::Out).between(start, end);
                between.iter().for_each(|&id| found(rank, id));
            }
            return;
        }
        for hop in self.shorter_list(start, end, types) {
            if let Some(rank) = types.rank(hop.kind) {
                found(rank, hop.relationship);
            }
        }
    }

    /// The hops from one node to another, from the shorter of the two lists they are in: both are walked in step
    /// until one ends.
    fn shorter_list(&self, start: NodeId, end: NodeId, types: Types<'_>) -> Vec<Hop> {
        let mut leaving = self.topology.hops(start, Side::Out);
        let mut arriving = self.topology.hops(end, Side::In);
        let (mut left, mut arrived) = (Vec::new(), Vec::new());
        let mut looked_at = 0;
        let shorter = loop {
            looked_at += 1;
            match (leaving.next(), arriving.next()) {
                (Some(out), Some(back)) => {
                    left.extend((out.node == end).then_some(out));
                    arrived.extend((back.node == start).then_some(back));
                }
                (None, _) => break left,
                (_, None) => break arrived,
            }
        };
        if types.len() <= MOST_INDEXES {
            types
                .iter()
                .for_each(|kind| self.adjacency.add_effort(kind, Side::Out, looked_at));
        }
        shorter
    }
}
