//! Writing whole tables at once: many nodes with the same labels, many relationships of one type, their properties as
//! columns. Undone like any other change, as one.

use rayon::prelude::*;

use super::Graph;
use super::column::Column;
use super::error::GraphError;
use super::id::{Direction, Entity, KeyId, LabelId, Relationship, Side, TypeId};
use super::journal::Change;
use super::topology::Place;
use super::write::LAST_ID;
use crate::value::{NodeId, RelationshipId};

/// Whole columns for many entities, one value an entity.
pub type Columns = Vec<(KeyId, Column)>;

/// The numbers of `count` new entities, the first of which is `bound`.
fn ids(bound: usize, count: usize, entities: &str) -> Result<std::ops::Range<u32>, GraphError> {
    match bound.checked_add(count) {
        Some(end) if end <= LAST_ID => Ok(bound as u32..end as u32),
        _ => Err(GraphError::full(entities)),
    }
}

/// In bulk. Labels, types and keys must be numbers this graph gave out; others panic.
impl Graph {
    /// Creates `count` nodes with the same labels; `columns` hold a value a node. Returns the first; the others have
    /// the ids that follow.
    ///
    /// # Errors
    /// No id left; nothing is created.
    pub fn create_nodes(
        &mut self,
        labels: &[LabelId],
        count: usize,
        columns: Columns,
    ) -> Result<NodeId, GraphError> {
        let ids = ids(self.node_bound(), count, "nodes")?;
        let first = NodeId(ids.start);
        if count == 0 {
            return Ok(first);
        }
        let table = self.node_tables.number_of(&sorted(labels));
        let rows = self.node_tables.table_mut(table);
        let first_row = rows.append(ids.clone().map(NodeId), columns);
        for (id, row) in ids.zip(first_row..) {
            self.topology.insert_node(NodeId(id), Place { table, row });
        }
        let labels = self.node_tables.labels(table);
        self.statistics.add_nodes(labels, count as u32);
        self.note_nodes();
        self.journal.add(Change::NodesCreated(first, count as u32));
        Ok(first)
    }

    /// Creates relationships of one type between `starts` and `ends`, which are as long; `columns` hold a value a
    /// relationship. Returns the first; the others have the ids that follow.
    ///
    /// # Errors
    /// A node that does not exist; no id left. Nothing is created.
    ///
    /// # Panics
    /// `starts` and `ends` are not of the same length.
    pub fn create_relationships(
        &mut self,
        kind: TypeId,
        starts: &[NodeId],
        ends: &[NodeId],
        columns: Columns,
    ) -> Result<RelationshipId, GraphError> {
        assert_eq!(starts.len(), ends.len(), "a relationship has two ends");
        let ids = ids(self.relationship_bound(), starts.len(), "relationships")?;
        let first = RelationshipId(ids.start);
        if starts.is_empty() {
            return Ok(first);
        }
        self.count_bulk_ends(kind, [starts, ends])?;
        let rows = &mut self.relationship_tables[kind.0 as usize];
        let first_row = rows.append(ids.clone().map(RelationshipId), columns);
        for (at, (id, row)) in ids.zip(first_row..).enumerate() {
            let fixed = Relationship {
                kind,
                start: starts[at],
                end: ends[at],
            };
            self.topology
                .insert_relationship(RelationshipId(id), fixed, row);
        }
        self.adjacency.renew(kind);
        let count = starts.len() as u32;
        self.journal.add(Change::RelationshipsCreated(first, count));
        Ok(first)
    }

    /// Counts the ends of new relationships for the planner, unless one of them is not there.
    fn count_bulk_ends(&mut self, kind: TypeId, ends: [&[NodeId]; 2]) -> Result<(), GraphError> {
        let pairs = ends[0].iter().zip(ends[1]);
        let loops = pairs.filter(|(start, end)| start == end).count();
        let [starts, ends] = ends.map(|nodes| self.count_by_table(nodes));
        for (side, counts) in Side::ALL.into_iter().zip([starts?, ends?]) {
            for (table, &count) in counts.iter().enumerate() {
                let labels = self.node_tables.labels(table as u32);
                self.statistics.add_ends(kind, side, labels, count);
            }
        }
        self.statistics.add_loops(kind, loops as u32);
        Ok(())
    }

    fn count_by_table(&self, nodes: &[NodeId]) -> Result<Vec<u32>, GraphError> {
        let mut counts = vec![0; self.node_tables.iter().count()];
        for &node in nodes {
            let place = self.topology.place_of_node(node);
            let place = place.ok_or_else(|| GraphError::gone(Entity::Node(node)))?;
            counts[place.table as usize] += 1;
        }
        Ok(counts)
    }

    /// Builds the adjacency indexes of all types that lack them, on all cores.
    pub fn build_adjacency(&self) {
        let types = (0..self.names.type_count() as u32).into_par_iter();
        types
            .flat_map_iter(|kind| {
                [Direction::Outgoing, Direction::Incoming].map(|side| (TypeId(kind), side))
            })
            .for_each(|(kind, side)| {
                self.adjacency(kind, side);
            });
    }
}

fn sorted(labels: &[LabelId]) -> Vec<LabelId> {
    let mut labels = labels.to_vec();
    labels.sort_unstable();
    labels.dedup();
    labels
}
