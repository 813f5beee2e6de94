//! Reading entities one at a time, and scanning the tables they are in.

use std::ops::Range;

use super::Graph;
use super::column::Column;
use super::id::{Entity, KeyId, LabelId, Relationship, TypeId};
use super::lookup::NAME;
use super::table::Table;
use super::topology::Place;
use crate::value::literal::{identifier, string};
use crate::value::{NodeId, RelationshipId, Value};

/// A table of entities seen from outside: the entity of each row, and a column a key.
#[derive(Clone, Copy, Debug)]
pub struct TableView<'g, I> {
    table: &'g Table<I>,
}

#[allow(private_bounds)]
impl<'g, I: super::id::RowId> TableView<'g, I> {
    /// The entity of each row, `NONE` in dead ones.
    pub fn rows(&self) -> &'g [I] {
        self.table.rows()
    }

    /// The number of rows alive.
    pub fn live(&self) -> usize {
        self.table.live()
    }

    /// The ids of the rows alive, where these are all the ids of a range: what came together.
    pub fn range(&self) -> Option<Range<u32>> {
        self.table.range()
    }

    /// The column of a key, where any row has had one. Dead rows may still have values in it.
    pub fn column(&self, key: KeyId) -> Option<&'g Column> {
        self.table.column(key)
    }

    /// All columns, ascending by key.
    pub fn columns(&self) -> impl Iterator<Item = (KeyId, &'g Column)> + use<'g, I> {
        self.table.columns()
    }
}

/// Entities.
impl Graph {
    /// The number of nodes.
    pub fn node_count(&self) -> usize {
        self.topology.node_count()
    }

    /// The number of relationships.
    pub fn relationship_count(&self) -> usize {
        self.topology.relationship_count()
    }

    /// One more than the greatest node id ever given out: the size of an array indexed by node id.
    pub fn node_bound(&self) -> usize {
        self.topology.node_bound()
    }

    /// One more than the greatest relationship id ever given out.
    pub fn relationship_bound(&self) -> usize {
        self.topology.relationship_bound()
    }

    /// Whether the entity exists and is not deleted.
    pub fn contains(&self, entity: Entity) -> bool {
        match entity {
            Entity::Node(id) => self.topology.has_node(id),
            Entity::Relationship(id) => self.topology.has_relationship(id),
        }
    }

    /// All live nodes in ascending order of id.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.topology.nodes()
    }

    /// All live relationships in ascending order of id.
    pub fn relationships(&self) -> impl Iterator<Item = RelationshipId> + '_ {
        self.topology.relationships()
    }

    /// The labels of a node in ascending order of id; those it had when it was deleted, until commit.
    pub fn node_labels(&self, node: NodeId) -> &[LabelId] {
        self.node_place(node)
            .map_or(&[], |place| self.node_tables.labels(place.table))
    }

    /// The number of the label set a node carries; nodes with the same labels have the same.
    #[inline]
    pub fn label_set(&self, node: NodeId) -> Option<u32> {
        self.node_place(node).map(|place| place.table)
    }

    /// How many label sets there are: the size of an array indexed by their numbers.
    pub fn label_set_count(&self) -> usize {
        self.node_tables.iter().count()
    }

    /// The labels of a label set, ascending.
    pub fn labels_of_set(&self, set: u32) -> &[LabelId] {
        self.node_tables.labels(set)
    }

    /// The ids of the nodes whose label sets fit, where these are all the ids of a range: nodes that came together.
    pub fn node_range(&self, fits: impl Fn(&[LabelId]) -> bool) -> Option<Range<u32>> {
        let tables = self.node_tables.iter();
        let fitting = tables.filter(|it| it.table.live() > 0 && fits(&it.labels));
        let ranges = fitting.map(|it| it.table.range());
        let mut ranges: Vec<Range<u32>> = ranges.collect::<Option<_>>()?;
        ranges.sort_unstable_by_key(|range| range.start);
        let whole = ranges.first()?.start..ranges.last()?.end;
        let covered: usize = ranges.iter().map(Range::len).sum();
        (covered == whole.len()).then_some(whole)
    }

    /// Whether a node carries a label, or did when it was deleted since the last commit.
    pub fn has_label(&self, node: NodeId, label: LabelId) -> bool {
        self.node_labels(node).contains(&label)
    }

    /// The fixed part of a relationship; also of one deleted since the last commit. Of any other id
    /// [`Relationship::GONE`].
    pub fn relationship(&self, relationship: RelationshipId) -> Relationship {
        self.find_relationship(relationship)
            .unwrap_or(Relationship::GONE)
    }

    /// The fixed part of a relationship, where the id is one of a relationship alive or deleted since the last commit.
    pub fn find_relationship(&self, relationship: RelationshipId) -> Option<Relationship> {
        let alive = self.topology.relationship(relationship);
        alive.or_else(|| self.graves.relationship(relationship))
    }

    /// The value of a property, `null` where there is none. Of an entity deleted since the last commit the value it
    /// had.
    pub fn property(&self, entity: Entity, key: KeyId) -> Value {
        let value = match entity {
            Entity::Node(id) => self
                .node_place(id)
                .map(|at| self.node_tables.table(at.table).get(at.row, key)),
            Entity::Relationship(id) => self
                .relationship_place(id)
                .map(|at| self.relationship_tables[at.table as usize].get(at.row, key)),
        };
        value.unwrap_or_default()
    }

    /// All properties of an entity in ascending order of key id.
    pub fn properties(&self, entity: Entity) -> Vec<(KeyId, Value)> {
        let values = match entity {
            Entity::Node(id) => self
                .node_place(id)
                .map(|at| self.node_tables.table(at.table).values(at.row)),
            Entity::Relationship(id) => self
                .relationship_place(id)
                .map(|at| self.relationship_tables[at.table as usize].values(at.row)),
        };
        values.unwrap_or_default()
    }

    /// A node as a message shows it: by its name where it has one, else by its id.
    pub(super) fn shown(&self, node: NodeId) -> String {
        let labels = self.node_labels(node).iter();
        let labels: String = labels
            .map(|label| format!(":{}", identifier(self.label_name(*label))))
            .collect();
        let name = self.key_id(NAME);
        let name = name.map_or(Value::Null, |key| self.property(Entity::Node(node), key));
        match name.as_str() {
            Some(name) if labels.is_empty() => format!("node ({{{NAME}: {}}})", string(name)),
            Some(name) => format!("node ({labels} {{{NAME}: {}}})", string(name)),
            None if labels.is_empty() => format!("node with id {}", node.0),
            None => format!("node ({labels}) with id {}", node.0),
        }
    }

    /// Where a node's properties are; those of one deleted since the last commit too.
    #[inline]
    pub(super) fn node_place(&self, node: NodeId) -> Option<Place> {
        self.topology
            .place_of_node(node)
            .or_else(|| self.graves.node(node))
    }

    #[inline]
    pub(super) fn relationship_place(&self, id: RelationshipId) -> Option<Place> {
        self.topology
            .place_of_relationship(id)
            .or_else(|| self.graves.relationship_place(id))
    }
}

/// Scans.
impl Graph {
    /// The label sets in use with the nodes that carry them; dead rows are `NodeId::NONE`.
    pub fn node_tables(&self) -> impl Iterator<Item = (&[LabelId], &[NodeId])> {
        self.node_table_views()
            .map(|(labels, view)| (labels, view.rows()))
    }

    /// The label sets in use with their tables.
    pub fn node_table_views(&self) -> impl Iterator<Item = (&[LabelId], TableView<'_, NodeId>)> {
        let used = self
            .node_tables
            .iter()
            .filter(|table| table.table.live() > 0);
        used.map(|table| {
            (
                &*table.labels,
                TableView {
                    table: &table.table,
                },
            )
        })
    }

    /// The table of a relationship type.
    pub fn relationship_table(&self, kind: TypeId) -> Option<TableView<'_, RelationshipId>> {
        let table = self.relationship_tables.get(kind.0 as usize)?;
        Some(TableView { table })
    }
}
