//! The property graph in memory.
//!
//! In: changes, one at a time or in bulk. Out: what is connected to what, the properties of each entity, the
//! passages that say so, and counts for the planner. Always holds: topology is petgraph's and nothing else claims to
//! know it; ids are never reused; every change is in the journal until it is committed, so any suffix of the
//! changes can be undone exactly, ids and names included.
//!
//! ```text
//!  names        labels, types, keys <-> numbers          read       one entity, scans of tables
//!  topology     ids <-> petgraph                         gather     one property of many entities
//!  table        rows of like entities                    expand     from a node over its relationships
//!   └ column     one property, by type                   adjacency  sorted neighbours by type, built when wanted
//!      └ text, bits, index                                └ degrees, to nodes with a label
//!                                                        statistics counts, exact while writing
//!  evidence     documents and passages                   lookup     entities by folded name and alias
//!  graves       what was deleted since the last commit    └ fold
//!  journal      changes, savepoints, undo                write      every change, checked and journalled
//!  schema       what was declared, and is kept to
//!  validate     do all of these agree?                    ├ storable
//!  memory       how many bytes do they take?              └ bulk   whole tables at once
//! ```

mod adjacency;
mod bits;
mod bulk;
mod column;
mod degrees;
mod error;
mod evidence;
mod expand;
mod fold;
mod gather;
mod graves;
mod id;
mod index;
mod journal;
mod lookup;
mod memory;
mod names;
mod read;
mod schema;
mod statistics;
mod storable;
mod table;
mod text;
mod topology;
mod validate;
mod write;

use std::sync::OnceLock;

use crate::value::RelationshipId;

pub use adjacency::Adjacency;
pub use bits::Bits;
pub use bulk::Columns;
pub use column::{Column, ColumnData};
pub use degrees::Degrees;
pub use error::GraphError;
pub use evidence::{Evidence, SourceDocument};
pub use expand::Expansion;
pub use fold::fold;
pub use gather::{Block, Gathered};
pub use id::{Direction, Entity, KeyId, LabelId, Relationship, TypeId};
pub use journal::{Change, EvidenceChange, PropertyChange, Savepoint, SourceChange};
pub use memory::GraphMemory;
pub use read::TableView;
pub use schema::{Rule, RuleKind, Target};
pub use text::{Dictionary, Texts};

/// The property graph.
///
/// Reading needs no more than `&Graph` and may go on in several threads; what is built when first wanted is built once.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    names: names::Names,
    topology: topology::Topology,
    node_tables: table::NodeTables,
    /// By type.
    relationship_tables: Vec<table::Table<RelationshipId>>,
    adjacency: adjacency::Indexes,
    statistics: statistics::Statistics,
    evidence: evidence::EvidenceStore,
    lookup: OnceLock<lookup::Lookup>,
    graves: graves::Graves,
    journal: journal::Journal,
    /// Indexes and constraints, in the order they were declared.
    rules: Vec<Rule>,
}

impl Graph {
    /// A graph with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }
}
