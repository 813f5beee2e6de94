//! Labels, types and keys by number: looked up by text, given out in order of first use, taken back by a roll-back.

use std::sync::Arc;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::Graph;
use super::id::{KeyId, LabelId, TypeId};
use super::journal::Change;

type Interned = IndexSet<Arc<str>, FxBuildHasher>;

/// The names of one graph.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    labels: Interned,
    types: Interned,
    keys: Interned,
}

fn find(names: &Interned, name: &str) -> Option<u32> {
    names.get_index_of(name).map(|at| at as u32)
}

/// The number of a name, and whether it is new.
fn intern(names: &mut Interned, name: &str) -> (u32, bool) {
    match find(names, name) {
        Some(number) => (number, false),
        None => (names.insert_full(name.into()).0 as u32, true),
    }
}

fn numbered(names: &Interned) -> impl Iterator<Item = (u32, &Arc<str>)> {
    names.iter().enumerate().map(|(at, name)| (at as u32, name))
}

impl Names {
    pub(super) fn forget_label(&mut self) {
        self.labels.pop();
    }

    pub(super) fn forget_type(&mut self) {
        self.types.pop();
    }

    pub(super) fn forget_key(&mut self) {
        self.keys.pop();
    }

    pub(super) fn type_count(&self) -> usize {
        self.types.len()
    }

    pub(super) fn label_count(&self) -> usize {
        self.labels.len()
    }
}

/// Names. Ids must come from the same graph and not have been rolled back; asking for the name of another one panics.
impl Graph {
    /// The number of a label, where it has been used.
    pub fn label_id(&self, name: &str) -> Option<LabelId> {
        find(&self.names.labels, name).map(LabelId)
    }

    /// The number of a relationship type, where it has been used.
    pub fn type_id(&self, name: &str) -> Option<TypeId> {
        find(&self.names.types, name).map(TypeId)
    }

    /// The number of a property key, where it has been used.
    pub fn key_id(&self, name: &str) -> Option<KeyId> {
        find(&self.names.keys, name).map(KeyId)
    }

    /// The number of a label, a new one where it has not been used.
    pub fn intern_label(&mut self, name: &str) -> LabelId {
        let (number, new) = intern(&mut self.names.labels, name);
        let id = LabelId(number);
        if new {
            self.statistics.add_label();
            self.journal.add(Change::LabelInterned(id));
        }
        id
    }

    /// The number of a relationship type, a new one where it has not been used.
    pub fn intern_type(&mut self, name: &str) -> TypeId {
        let (number, new) = intern(&mut self.names.types, name);
        let id = TypeId(number);
        if new {
            self.add_type();
            self.journal.add(Change::TypeInterned(id));
        }
        id
    }

    /// The number of a property key, a new one where it has not been used.
    pub fn intern_key(&mut self, name: &str) -> KeyId {
        let (number, new) = intern(&mut self.names.keys, name);
        let id = KeyId(number);
        if new {
            self.journal.add(Change::KeyInterned(id));
        }
        id
    }

    /// The text of a label.
    pub fn label_name(&self, id: LabelId) -> &Arc<str> {
        &self.names.labels[id.0 as usize]
    }

    /// The text of a relationship type.
    pub fn type_name(&self, id: TypeId) -> &Arc<str> {
        &self.names.types[id.0 as usize]
    }

    /// The text of a property key.
    pub fn key_name(&self, id: KeyId) -> &Arc<str> {
        &self.names.keys[id.0 as usize]
    }

    /// All labels ever used, in order; ones no node carries any more included (`node_count_with` tells).
    pub fn labels(&self) -> impl Iterator<Item = (LabelId, &Arc<str>)> {
        numbered(&self.names.labels).map(|(id, name)| (LabelId(id), name))
    }

    /// All relationship types ever used, in order.
    pub fn types(&self) -> impl Iterator<Item = (TypeId, &Arc<str>)> {
        numbered(&self.names.types).map(|(id, name)| (TypeId(id), name))
    }

    /// All property keys ever used, in order.
    pub fn keys(&self) -> impl Iterator<Item = (KeyId, &Arc<str>)> {
        numbered(&self.names.keys).map(|(id, name)| (KeyId(id), name))
    }

    /// Room for what is kept per type.
    fn add_type(&mut self) {
        self.relationship_tables.push(Default::default());
        self.adjacency.add_type();
        self.statistics.add_type();
    }
}
