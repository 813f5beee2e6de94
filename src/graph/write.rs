//! Writing: the public calls check and add to the journal; the steps under them are shared with undo.

use super::Graph;
use super::error::GraphError;
use super::id::{Direction, Entity, KeyId, LabelId, Relationship, Side, TypeId};
use super::journal::{Change, PropertyChange};
use super::statistics::Step;
use super::storable;
use super::topology::Place;
use crate::value::{NodeId, RelationshipId, Value};

/// So many relationships are deleted between two questions whether to go on.
const DELETED_AT_ONCE: usize = 64;

/// Ids end before the mark of none, and petgraph's indices before their own.
pub(super) const LAST_ID: usize = u32::MAX as usize - 1;

/// Every call adds to the journal; one that fails changes nothing. Labels, types and keys must be numbers this graph
/// gave out; others panic.
impl Graph {
    /// Makes room for so many more entities.
    pub fn reserve(&mut self, nodes: usize, relationships: usize) {
        self.topology.reserve(nodes, relationships);
    }

    /// Makes room for so many more relationships of a type, on top of [`Graph::reserve`].
    pub fn reserve_of(&mut self, kind: TypeId, relationships: usize) {
        self.relationship_tables[kind.0 as usize].reserve(relationships);
    }

    /// Creates a node. `null` properties are left out; of a key given twice the last counts.
    ///
    /// # Errors
    /// A value no property can have; no id left.
    pub fn create_node(
        &mut self,
        labels: &[LabelId],
        properties: Vec<(KeyId, Value)>,
    ) -> Result<NodeId, GraphError> {
        properties
            .iter()
            .try_for_each(|(_, value)| storable::check(value))?;
        let bound = self.node_bound();
        if bound >= LAST_ID {
            return Err(GraphError::full("nodes"));
        }
        let id = NodeId(bound as u32);
        let place = self.insert_row(id, labels);
        self.node_tables
            .table_mut(place.table)
            .fill(place.row, properties);
        self.place_node(id, place);
        self.journal.add(Change::NodeCreated(id));
        Ok(id)
    }

    /// Creates a relationship between two nodes that exist.
    ///
    /// # Errors
    /// A node that does not exist; a value no property can have; no id left.
    pub fn create_relationship(
        &mut self,
        start: NodeId,
        kind: TypeId,
        end: NodeId,
        properties: Vec<(KeyId, Value)>,
    ) -> Result<RelationshipId, GraphError> {
        properties
            .iter()
            .try_for_each(|(_, value)| storable::check(value))?;
        if !self.topology.has_node(start) || !self.topology.has_node(end) {
            let gone = match self.topology.has_node(start) {
                true => end,
                false => start,
            };
            return Err(GraphError::gone(Entity::Node(gone)));
        }
        let bound = self.relationship_bound();
        if bound >= LAST_ID {
            return Err(GraphError::full("relationships"));
        }
        let id = RelationshipId(bound as u32);
        let table = &mut self.relationship_tables[kind.0 as usize];
        let row = table.insert(id);
        table.fill(row, properties);
        self.place_relationship(id, Relationship { kind, start, end }, row);
        self.journal.add(Change::RelationshipCreated(id));
        Ok(id)
    }

    /// Deletes a relationship; deleting it again does nothing. Returns whether it was there.
    ///
    /// Many at once are deleted faster by [`Graph::delete_relationships`].
    pub fn delete_relationship(&mut self, relationship: RelationshipId) -> bool {
        let Some(fixed) = self.topology.relationship(relationship) else {
            return false;
        };
        let Some(place) = self.topology.place_of_relationship(relationship) else {
            return false;
        };
        self.lift_relationship(relationship, fixed);
        self.relationship_tables[place.table as usize].bury(place.row);
        self.graves
            .relationships
            .insert(relationship, (fixed, place.row));
        self.journal.add(Change::RelationshipDeleted(relationship));
        true
    }

    /// Deletes relationships, in the order that is fastest; those not there are passed over. Returns how many were there.
    ///
    /// A node's newest relationship is the first in its list, and removing one walks the list up to it: deleting the
    /// newest first keeps the cost of emptying a large node linear. `go_on` is asked now and then.
    ///
    /// # Errors
    /// What `go_on` says; those deleted until then are.
    pub fn delete_relationships<E>(
        &mut self,
        mut relationships: Vec<RelationshipId>,
        mut go_on: impl FnMut() -> Result<(), E>,
    ) -> Result<usize, E> {
        relationships.sort_unstable_by(|a, b| b.cmp(a));
        let mut deleted = 0;
        for some in relationships.chunks(DELETED_AT_ONCE) {
            go_on()?;
            let there = some.iter().filter(|id| self.delete_relationship(**id));
            deleted += there.count();
        }
        Ok(deleted)
    }

    /// Deletes a node; deleting it again does nothing. Returns whether it was there.
    ///
    /// # Errors
    /// Where it still has relationships.
    pub fn delete_node(&mut self, node: NodeId) -> Result<bool, GraphError> {
        let Some(place) = self.topology.place_of_node(node) else {
            return Ok(false);
        };
        if self.topology.is_connected(node) {
            let degree = self.degree(node, Direction::Both, None);
            return Err(GraphError::connected(&self.shown(node), degree));
        }
        self.lift_node(node, place);
        self.node_tables.table_mut(place.table).bury(place.row);
        self.graves.nodes.insert(node, place);
        self.journal.add(Change::NodeDeleted(node));
        Ok(true)
    }

    /// Sets a property; `null` removes it.
    ///
    /// # Errors
    /// A value no property can have; an entity that does not exist.
    pub fn set_property(
        &mut self,
        entity: Entity,
        key: KeyId,
        value: Value,
    ) -> Result<(), GraphError> {
        storable::check(&value)?;
        if !self.contains(entity) {
            return Err(GraphError::gone(entity));
        }
        let old = self.property(entity, key);
        if !(old.is_null() && value.is_null()) {
            self.store_property(entity, key, value);
            let change = PropertyChange { entity, key, old };
            self.journal.add(Change::PropertySet(Box::new(change)));
        }
        Ok(())
    }

    /// Gives a node a label. Returns whether it is there and did not carry it.
    pub fn add_label(&mut self, node: NodeId, label: LabelId) -> bool {
        let new = self.topology.has_node(node) && !self.has_label(node, label);
        if new {
            self.with_label(node, label);
            self.journal.add(Change::LabelAdded(node, label));
        }
        new
    }

    /// Takes a label from a node. Returns whether it is there and carried it.
    pub fn remove_label(&mut self, node: NodeId, label: LabelId) -> bool {
        let known = self.topology.has_node(node) && self.has_label(node, label);
        if known {
            self.without_label(node, label);
            self.journal.add(Change::LabelRemoved(node, label));
        }
        known
    }
}

/// Steps, without check or journal.
impl Graph {
    pub(super) fn store_property(&mut self, entity: Entity, key: KeyId, value: Value) {
        match entity {
            Entity::Node(id) => {
                if let Some(at) = self.topology.place_of_node(id) {
                    self.node_tables.table_mut(at.table).set(at.row, key, value);
                    self.note_property(id, key);
                }
            }
            Entity::Relationship(id) => {
                if let Some(at) = self.topology.place_of_relationship(id) {
                    self.relationship_tables[at.table as usize].set(at.row, key, value);
                }
            }
        }
    }

    pub(super) fn with_label(&mut self, node: NodeId, label: LabelId) {
        let mut labels = self.node_labels(node).to_vec();
        labels.push(label);
        self.relabel(node, &labels);
        self.statistics.count_node(&[label], Step::More);
        self.count_ends(node, label, Step::More);
    }

    pub(super) fn without_label(&mut self, node: NodeId, label: LabelId) {
        let labels = self
            .node_labels(node)
            .iter()
            .copied()
            .filter(|&other| other != label);
        let labels: Vec<LabelId> = labels.collect();
        self.relabel(node, &labels);
        self.statistics.count_node(&[label], Step::Less);
        self.count_ends(node, label, Step::Less);
    }

    /// Counts the relationships of a node that gains or loses a label.
    fn count_ends(&mut self, node: NodeId, label: LabelId, step: Step) {
        for side in Side::ALL {
            for hop in self.topology.hops(node, side) {
                self.statistics.count_end(hop.kind, side, &[label], step);
            }
        }
    }

    /// Moves a node's row to the table of another label set.
    fn relabel(&mut self, node: NodeId, labels: &[LabelId]) {
        let Some(from) = self.topology.place_of_node(node) else {
            return;
        };
        let old = self.node_tables.table_mut(from.table);
        let properties = old.values(from.row);
        old.bury(from.row);
        old.release(from.row);
        let to = self.insert_row(node, labels);
        self.node_tables
            .table_mut(to.table)
            .fill(to.row, properties);
        self.topology.move_node(node, to);
    }

    /// A row in the table of a label set, given in any order.
    fn insert_row(&mut self, node: NodeId, labels: &[LabelId]) -> Place {
        let table = if labels.is_sorted_by(|a, b| a < b) {
            self.node_tables.number_of(labels)
        } else {
            let mut labels = labels.to_vec();
            labels.sort_unstable();
            labels.dedup();
            self.node_tables.number_of(&labels)
        };
        Place {
            table,
            row: self.node_tables.table_mut(table).insert(node),
        }
    }

    /// Puts a node with a row into topology and counts.
    fn place_node(&mut self, id: NodeId, place: Place) {
        self.topology.insert_node(id, place);
        self.statistics
            .count_node(self.node_tables.labels(place.table), Step::More);
        self.note_node(id);
    }

    /// Takes a node out of topology and counts; its row stays.
    fn lift_node(&mut self, id: NodeId, place: Place) {
        self.topology.remove_node(id);
        self.statistics
            .count_node(self.node_tables.labels(place.table), Step::Less);
        self.note_node(id);
    }

    fn place_relationship(&mut self, id: RelationshipId, fixed: Relationship, row: u32) {
        self.topology.insert_relationship(id, fixed, row);
        self.count_relationship((id, fixed), Step::More);
        if self.adjacency.is_known_simple(fixed.kind) && !self.is_only_one(fixed) {
            self.adjacency.no_longer_simple(fixed.kind);
        }
    }

    /// Whether a relationship is the only one of its type between its nodes, and no loop.
    fn is_only_one(&self, fixed: Relationship) -> bool {
        let kinds = [fixed.kind];
        let mut joining = self.connecting(fixed.start, fixed.end, Direction::Both, Some(&kinds));
        fixed.start != fixed.end && joining.nth(1).is_none()
    }

    fn lift_relationship(&mut self, id: RelationshipId, fixed: Relationship) {
        self.topology.remove_relationship(id);
        self.count_relationship((id, fixed), Step::Less);
    }

    fn count_relationship(&mut self, (id, fixed): (RelationshipId, Relationship), step: Step) {
        let relationships = self.relationship_count_of(fixed.kind);
        let counts = (self.topology.node_count(), relationships);
        self.adjacency.touch((id, &fixed), step, counts);
        if fixed.start == fixed.end {
            self.statistics.count_loop(fixed.kind, step);
        }
        for side in Side::ALL {
            let (node, _) = side.ends(&fixed);
            if let Some(place) = self.topology.place_of_node(node) {
                let labels = self.node_tables.labels(place.table);
                self.statistics.count_end(fixed.kind, side, labels, step);
            }
        }
    }

    /// Undoes the creation of a node: the last one created, without relationships.
    pub(super) fn unmake_node(&mut self, id: NodeId) {
        let Some(place) = self.topology.place_of_node(id) else {
            return;
        };
        self.lift_node(id, place);
        self.topology.forget_node();
        let table = self.node_tables.table_mut(place.table);
        table.bury(place.row);
        table.release(place.row);
    }

    pub(super) fn revive_node(&mut self, id: NodeId) {
        let Some(place) = self.graves.nodes.remove(&id) else {
            return;
        };
        self.node_tables
            .table_mut(place.table)
            .revive(place.row, id);
        self.place_node(id, place);
    }

    /// Undoes the creation of a relationship: the last one created.
    pub(super) fn unmake_relationship(&mut self, id: RelationshipId) {
        let Some(place) = self.topology.place_of_relationship(id) else {
            return;
        };
        let Some(fixed) = self.topology.relationship(id) else {
            return;
        };
        self.lift_relationship(id, fixed);
        self.topology.forget_relationship();
        let table = &mut self.relationship_tables[place.table as usize];
        table.bury(place.row);
        table.release(place.row);
    }

    pub(super) fn revive_relationship(&mut self, id: RelationshipId) {
        let Some((fixed, row)) = self.graves.relationships.remove(&id) else {
            return;
        };
        self.relationship_tables[fixed.kind.0 as usize].revive(row, id);
        self.place_relationship(id, fixed, row);
    }

    /// Forgets the entities deleted since the last commit.
    pub(super) fn close_graves(&mut self) {
        let graves = std::mem::take(&mut self.graves);
        for (id, place) in graves.nodes {
            self.node_tables.table_mut(place.table).release(place.row);
            self.evidence.forget(Entity::Node(id));
        }
        for (id, (fixed, row)) in graves.relationships {
            self.relationship_tables[fixed.kind.0 as usize].release(row);
            self.evidence.forget(Entity::Relationship(id));
        }
    }
}
