//! The documents facts were read from, and the passages behind each entity.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Graph;
use super::id::Entity;
use super::journal::{Change, EvidenceChange, SourceChange};

/// A document facts were read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceDocument {
    /// The id evidence refers to.
    pub id: Arc<str>,
    /// Its title, where known.
    pub title: Option<Arc<str>>,
    /// Where it was read from, as written in the knowledge file.
    pub path: Option<Arc<str>>,
    /// Its whole text.
    pub text: Arc<str>,
}

/// A passage that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The id of the document.
    pub source: Arc<str>,
    /// The passage, word for word.
    pub quote: Arc<str>,
    /// Offset of its first character in the document, in characters.
    pub start: u32,
    /// Offset behind its last character.
    pub end: u32,
    /// A remark.
    pub note: Option<Arc<str>>,
}

/// Documents in order of arrival, and evidence by entity; an entity without any has no entry.
#[derive(Clone, Debug, Default)]
pub(super) struct EvidenceStore {
    sources: Vec<SourceDocument>,
    by_id: FxHashMap<Arc<str>, usize>,
    passages: FxHashMap<Entity, Vec<Evidence>>,
}

impl EvidenceStore {
    fn put_source(&mut self, source: SourceDocument) -> SourceChange {
        if let Some(&index) = self.by_id.get(&source.id) {
            let old = std::mem::replace(&mut self.sources[index], source);
            return SourceChange {
                index,
                old: Some(old),
            };
        }
        let index = self.sources.len();
        self.by_id.insert(source.id.clone(), index);
        self.sources.push(source);
        SourceChange { index, old: None }
    }

    /// Undoes putting a source; without an old one it is the last.
    pub(super) fn restore_source(&mut self, index: usize, old: Option<SourceDocument>) {
        if let Some(old) = old {
            self.sources[index] = old;
        } else if let Some(new) = self.sources.pop() {
            self.by_id.remove(&new.id);
        }
    }

    /// Gives an entity other evidence and returns what it had.
    pub(super) fn swap(&mut self, entity: Entity, evidence: Vec<Evidence>) -> Vec<Evidence> {
        let old = if evidence.is_empty() {
            self.passages.remove(&entity)
        } else {
            self.passages.insert(entity, evidence)
        };
        old.unwrap_or_default()
    }

    pub(super) fn forget(&mut self, entity: Entity) {
        self.passages.remove(&entity);
    }

    /// The entities that have evidence, in no order.
    pub(super) fn entities(&self) -> impl Iterator<Item = Entity> + '_ {
        self.passages.keys().copied()
    }
}

/// Evidence and sources.
impl Graph {
    /// The documents, in order of arrival.
    pub fn sources(&self) -> &[SourceDocument] {
        &self.evidence.sources
    }

    /// The document of an id.
    pub fn source(&self, id: &str) -> Option<&SourceDocument> {
        self.evidence
            .by_id
            .get(id)
            .map(|&index| &self.evidence.sources[index])
    }

    /// Adds a document or replaces the one of the same id.
    pub fn put_source(&mut self, source: SourceDocument) {
        let change = self.evidence.put_source(source);
        self.journal.add(Change::SourcePut(Box::new(change)));
    }

    /// The passages behind an entity, in the order given; those of one deleted since the last commit too.
    pub fn evidence(&self, entity: Entity) -> &[Evidence] {
        self.evidence
            .passages
            .get(&entity)
            .map_or(&[], Vec::as_slice)
    }

    /// Gives an entity other passages; does nothing to one that is not there.
    pub fn set_evidence(&mut self, entity: Entity, evidence: Vec<Evidence>) {
        if self.contains(entity) {
            let old = self.evidence.swap(entity, evidence);
            self.journal
                .add(Change::EvidenceSet(Box::new(EvidenceChange {
                    entity,
                    old,
                })));
        }
    }
}
