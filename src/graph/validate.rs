//! Checking that the parts of a graph agree. Slow; for tests and for a store that was just read.

use super::Graph;
use super::id::{Entity, RowId, Side, TypeId};
use super::table::Table;
use super::topology::Place;
use crate::value::{NodeId, RelationshipId};

type Checked = Result<(), String>;

fn ensure(holds: bool, what: impl FnOnce() -> String) -> Checked {
    if holds { Ok(()) } else { Err(what()) }
}

/// Checks.
impl Graph {
    /// Checks everything that always holds: ids against topology, tables, counts and indexes.
    ///
    /// # Errors
    /// A sentence that says what does not hold.
    pub fn validate(&self) -> Result<(), String> {
        ensure(self.topology.agrees(), || {
            "ids and petgraph's indices disagree".into()
        })?;
        self.validate_node_tables()?;
        self.validate_relationship_tables()?;
        self.validate_evidence()?;
        self.validate_node_counts()?;
        (0..self.names.type_count() as u32).try_for_each(|kind| self.validate_type(TypeId(kind)))
    }

    fn validate_node_tables(&self) -> Checked {
        let dead = |number: usize| {
            self.graves
                .nodes
                .values()
                .filter(|place| place.table as usize == number)
                .count()
        };
        for (number, table) in self.node_tables.iter().enumerate() {
            let at = |id: NodeId| self.topology.place_of_node(id);
            validate_table(&table.table, number as u32, dead(number), at)?;
            let known = table
                .labels
                .iter()
                .all(|label| label.0 < self.names.label_count() as u32);
            ensure(known || table.table.live() == 0, || {
                "a node has a forgotten label".into()
            })?;
        }
        let live: usize = self
            .node_tables
            .iter()
            .map(|table| table.table.live())
            .sum();
        ensure(live == self.node_count(), || {
            "node tables and topology differ in size".into()
        })
    }

    fn validate_relationship_tables(&self) -> Checked {
        let graves = self.graves.relationships.values();
        for (kind, table) in self.relationship_tables.iter().enumerate() {
            let dead = graves
                .clone()
                .filter(|(fixed, _)| fixed.kind.0 as usize == kind)
                .count();
            let at = |id: RelationshipId| self.topology.place_of_relationship(id);
            validate_table(table, kind as u32, dead, at)?;
        }
        let live: usize = self.relationship_tables.iter().map(Table::live).sum();
        ensure(live == self.relationship_count(), || {
            "relationship tables and topology differ in size".into()
        })?;
        ensure(
            self.relationship_tables.len() == self.names.type_count(),
            || "types and relationship tables differ in number".into(),
        )
    }

    fn validate_evidence(&self) -> Checked {
        let there = |entity: Entity| match entity {
            Entity::Node(id) => self.node_place(id).is_some(),
            Entity::Relationship(id) => self.relationship_place(id).is_some(),
        };
        ensure(self.evidence.entities().all(there), || {
            "evidence for nothing".into()
        })
    }

    fn validate_node_counts(&self) -> Checked {
        let mut counts = vec![0; self.names.label_count()];
        for (labels, table) in self.node_table_views() {
            labels
                .iter()
                .for_each(|label| counts[label.0 as usize] += table.live());
        }
        self.labels()
            .zip(counts)
            .try_for_each(|((label, name), counted)| {
                let known = self.node_count_with(label);
                ensure(counted == known, || {
                    format!("{counted} nodes carry {name}, not {known}")
                })
            })
    }

    fn validate_type(&self, kind: TypeId) -> Checked {
        for side in Side::ALL {
            let counted = self.count_ends_of(kind, side);
            for (label, name) in self.labels() {
                let counted = counted[label.0 as usize];
                let known = self.statistics.ends(kind, side, label);
                ensure(counted == known, || {
                    format!("{counted} ends of {kind:?} {side:?} at {name}, not {known}")
                })?;
            }
            self.validate_index(kind, side)?;
        }
        let fixed = self.relationship_tables[kind.0 as usize].rows().iter();
        let fixed = fixed.filter_map(|&id| self.topology.relationship(id));
        let (counted, known) = (
            fixed.filter(|it| it.start == it.end).count(),
            self.loop_count_of(kind),
        );
        ensure(counted == known, || {
            format!("{counted} loops of {kind:?}, not {known}")
        })
    }

    /// The ends of all relationships of a type at each label.
    fn count_ends_of(&self, kind: TypeId, side: Side) -> Vec<usize> {
        let mut counts = vec![0; self.names.label_count()];
        let ids = self.relationship_tables[kind.0 as usize].rows().iter();
        for fixed in ids.filter_map(|&id| self.topology.relationship(id)) {
            let (node, _) = side.ends(&fixed);
            self.node_labels(node)
                .iter()
                .for_each(|label| counts[label.0 as usize] += 1);
        }
        counts
    }

    /// Only an index that is built is checked.
    fn validate_index(&self, kind: TypeId, side: Side) -> Checked {
        if !self.adjacency.is_built(kind, side) {
            return Ok(());
        }
        (0..=self.node_bound() as u32)
            .map(NodeId)
            .try_for_each(|node| {
                let hops = self
                    .topology
                    .hops(node, side)
                    .filter(|hop| hop.kind == kind);
                let mut hops: Vec<_> = hops.map(|hop| (hop.node, hop.relationship)).collect();
                hops.sort_unstable();
                let (neighbours, relationships) = self.side(kind, side).lists(node);
                let known = neighbours
                    .iter()
                    .copied()
                    .zip(relationships.iter().copied());
                ensure(
                    known.eq(hops) && neighbours.len() == relationships.len(),
                    || format!("the index of {kind:?} {side:?} is wrong at {node:?}"),
                )
            })
    }
}

/// Checks that rows and places agree, that all rows are accounted for, and that only used ones have values.
fn validate_table<I: RowId + std::fmt::Debug>(
    table: &Table<I>,
    number: u32,
    dead: usize,
    place: impl Fn(I) -> Option<Place>,
) -> Checked {
    let rows = table
        .rows()
        .iter()
        .enumerate()
        .filter(|(_, id)| **id != I::NONE);
    let mut live = 0;
    for (row, &id) in rows {
        live += 1;
        let expected = Place {
            table: number,
            row: row as u32,
        };
        ensure(place(id) == Some(expected), || {
            format!("{id:?} is not in row {row}")
        })?;
    }
    ensure(live == table.live(), || {
        format!("{live} live rows, not {}", table.live())
    })?;
    ensure(live + dead + table.free() == table.rows().len(), || {
        format!("table {number} lost rows")
    })?;
    table.columns().try_for_each(|(key, column)| {
        let counted = column.present().ones().count();
        ensure(counted == column.count() && counted <= live + dead, || {
            format!(
                "the column of {key:?} has {counted} values, not {}",
                column.count()
            )
        })
    })
}
