//! Finding entities by what people call them: an index of `name` and `aliases`, folded.
//!
//! Built when first asked for. A node written to later is stale in it and read anew at each look-up; with too many
//! stale nodes the index is dropped and built again.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Graph;
use super::fold::fold;
use super::id::{Entity, KeyId, LabelId, TypeId};
use crate::value::{NodeId, Value};

/// The property that names an entity.
pub(super) const NAME: &str = "name";
/// The property that lists its other names.
const ALIASES: &str = "aliases";
/// An index always bears this many stale nodes.
const STALE_ALWAYS: usize = 64;
/// Above that, one stale node is borne for so many entries.
const ENTRIES_PER_STALE: usize = 64;
/// Names less alike than this are no suggestion: one with more than a third of its letters wrong is another name.
const ALIKE: f64 = 0.65;
/// Words at least this alike count as the same word.
const SAME_WORD: f64 = 0.9;
/// What a name is worth that has all words of the text, beside likeness; one without most of them is worth none of it.
const COVERS_BONUS: f64 = 0.6;
const MOST: f64 = 0.5;
/// What a name is worth all of whose words the text has, beside likeness.
const COVERED_BONUS: f64 = 0.2;
/// Shorter words say nothing.
const WORD_FROM: usize = 2;
/// What containing the text is worth, beside likeness.
const CONTAINS_BONUS: f64 = 0.2;
/// Shorter texts are contained in too much for that to mean anything.
const CONTAINED_FROM: usize = 3;

/// A name or alias of a node. Sorts by folded text, names before aliases.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    folded: Box<str>,
    alias: bool,
    node: NodeId,
    text: Arc<str>,
}

/// All names and aliases in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Lookup {
    entries: Vec<Entry>,
    stale: FxHashSet<NodeId>,
}

impl Lookup {
    /// The entries from the first not less than a folded text on.
    fn from(&self, folded: &str) -> impl Iterator<Item = &Entry> {
        let at = self
            .entries
            .partition_point(|entry| *entry.folded < *folded);
        self.entries[at..].iter()
    }

    fn is_current(&self, entry: &Entry) -> bool {
        self.stale.is_empty() || !self.stale.contains(&entry.node)
    }
}

/// How well a folded name fits a folded text with its words, 0 to 2.
fn likeness(text: &str, asked: &[&str], name: &str) -> f64 {
    let known = words(name);
    let mut score = strsim::normalized_damerau_levenshtein(text, name);
    let covers = share(asked, &known);
    if covers > MOST {
        score += COVERS_BONUS * covers;
    }
    score += COVERED_BONUS * share(&known, asked);
    if text.len() >= CONTAINED_FROM && name.contains(text) {
        score += CONTAINS_BONUS;
    }
    score
}

fn words(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.len() >= WORD_FROM).collect()
}

/// The share of some words that are, but for a slip of the pen behind the first letter, among others.
fn share(some: &[&str], others: &[&str]) -> f64 {
    let begin_alike = |a: &str, b: &str| a.chars().next() == b.chars().next();
    let alike =
        |a: &str, b: &str| begin_alike(a, b) && (a == b || strsim::jaro_winkler(a, b) >= SAME_WORD);
    let known = some
        .iter()
        .filter(|word| others.iter().any(|other| alike(word, other)));
    known.count() as f64 / some.len().max(1) as f64
}

/// Names of entities.
impl Graph {
    /// The nodes whose `name` folds to the same text; where there are none, those one of whose `aliases` does.
    /// Ascending.
    pub fn find_named(&self, name: &str) -> Vec<NodeId> {
        let folded = fold(name);
        let fresh = self.fresh_entries();
        let lookup = self.lookup();
        let known = lookup
            .from(&folded)
            .take_while(|entry| *entry.folded == *folded);
        let known = known.filter(|entry| lookup.is_current(entry));
        let fresh = fresh.iter().filter(|entry| *entry.folded == *folded);
        let (aliased, mut named): (Vec<&Entry>, Vec<&Entry>) =
            known.chain(fresh).partition(|entry| entry.alias);
        if named.is_empty() {
            named = aliased;
        }
        let mut nodes: Vec<NodeId> = named.into_iter().map(|entry| entry.node).collect();
        nodes.sort_unstable();
        nodes.dedup();
        nodes
    }

    /// The names and aliases closest to a text, best first, at most `limit`, each with its node; one a node. Names
    /// that are not like it at all are left out.
    pub fn nearest_names(&self, name: &str, limit: usize) -> Vec<(Arc<str>, NodeId)> {
        let folded = fold(name);
        let asked = words(&folded);
        let fresh = self.fresh_entries();
        let lookup = self.lookup();
        let known = lookup
            .entries
            .iter()
            .filter(|entry| lookup.is_current(entry));
        let mut best: FxHashMap<NodeId, (f64, &Entry)> = FxHashMap::default();
        for entry in known.chain(&fresh) {
            let score = likeness(&folded, &asked, &entry.folded);
            let better = best
                .get(&entry.node)
                .is_none_or(|(known, _)| score > *known);
            if score >= ALIKE && better {
                best.insert(entry.node, (score, entry));
            }
        }
        let mut best: Vec<(f64, &Entry)> = best.into_values().collect();
        best.sort_unstable_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.cmp(other)));
        best.into_iter()
            .take(limit)
            .map(|(_, entry)| (entry.text.clone(), entry.node))
            .collect()
    }

    /// The names and aliases that begin with `prefix` folded, each with its node, sorted by folded text.
    pub fn names_beginning(&self, prefix: &str) -> Vec<(Arc<str>, NodeId)> {
        let prefix = fold(prefix);
        let fresh = self.fresh_entries();
        let lookup = self.lookup();
        let known = lookup
            .from(&prefix)
            .take_while(|entry| entry.folded.starts_with(&prefix));
        let known = known.filter(|entry| lookup.is_current(entry));
        let fresh = fresh
            .iter()
            .filter(|entry| entry.folded.starts_with(&prefix));
        let mut found: Vec<&Entry> = known.chain(fresh).collect();
        found.sort();
        found
            .into_iter()
            .map(|entry| (entry.text.clone(), entry.node))
            .collect()
    }

    fn lookup(&self) -> &Lookup {
        self.lookup.get_or_init(|| {
            let keys = self.naming_keys();
            let mut entries: Vec<Entry> = self
                .nodes()
                .flat_map(|node| self.entries(node, keys))
                .collect();
            entries.sort_unstable();
            Lookup {
                entries,
                stale: FxHashSet::default(),
            }
        })
    }

    /// The entries of stale nodes as they are now.
    fn fresh_entries(&self) -> Vec<Entry> {
        let keys = self.naming_keys();
        let stale = self
            .lookup()
            .stale
            .iter()
            .filter(|node| self.topology.has_node(**node));
        stale.flat_map(|&node| self.entries(node, keys)).collect()
    }

    fn naming_keys(&self) -> [Option<KeyId>; 2] {
        [NAME, ALIASES].map(|key| self.key_id(key))
    }

    fn entries(&self, node: NodeId, keys: [Option<KeyId>; 2]) -> Vec<Entry> {
        let [name, aliases] =
            keys.map(|key| key.map_or(Value::Null, |key| self.property(Entity::Node(node), key)));
        let named = std::slice::from_ref(&name).iter().map(|name| (name, false));
        let aliased = aliases
            .as_list()
            .unwrap_or_default()
            .iter()
            .map(|alias| (alias, true));
        let texts = named
            .chain(aliased)
            .filter_map(|(value, alias)| match value {
                Value::String(text) => Some((text.clone(), alias)),
                _ => None,
            });
        let entry = |(text, alias): (Arc<str>, bool)| Entry {
            folded: fold(&text).into(),
            alias,
            node,
            text,
        };
        texts.map(entry).collect()
    }

    /// Notes that a node came, went or came back.
    pub(super) fn note_node(&mut self, node: NodeId) {
        let Some(lookup) = self.lookup.get_mut() else {
            return;
        };
        lookup.stale.insert(node);
        if lookup.stale.len() > STALE_ALWAYS.max(lookup.entries.len() / ENTRIES_PER_STALE) {
            self.lookup.take();
        }
    }

    /// Notes that many nodes came.
    pub(super) fn note_nodes(&mut self) {
        self.lookup.take();
    }

    /// Notes that a property of a node changed.
    pub(super) fn note_property(&mut self, node: NodeId, key: KeyId) {
        if self.lookup.get().is_some() && self.naming_keys().contains(&Some(key)) {
            self.note_node(node);
        }
    }
}

/// Names of types and labels.
impl Graph {
    /// The names of labels that nodes carry: one that was created may have gone again.
    pub fn labels_in_use(&self) -> impl Iterator<Item = &Arc<str>> {
        let used = self
            .labels()
            .filter(|(id, _)| self.node_count_with(*id) > 0);
        used.map(|(_, name)| name)
    }

    /// The names of types that relationships have.
    pub fn types_in_use(&self) -> impl Iterator<Item = &Arc<str>> {
        let used = self
            .types()
            .filter(|(id, _)| self.relationship_count_of(*id) > 0);
        used.map(|(_, name)| name)
    }

    /// The relationship types whose name folds to the same text as this, the ones with most relationships first.
    pub fn types_folded(&self, name: &str) -> Vec<TypeId> {
        let folded = fold(name);
        let same = self.types().filter(|(_, known)| fold(known) == folded);
        let mut found: Vec<TypeId> = same.map(|(id, _)| id).collect();
        found.sort_by_key(|&id| std::cmp::Reverse(self.relationship_count_of(id)));
        found
    }

    /// The first of [`Graph::types_folded`].
    pub fn find_type_folded(&self, name: &str) -> Option<TypeId> {
        self.types_folded(name).first().copied()
    }

    /// The label whose name folds to the same text as this; of several the one on most nodes.
    pub fn find_label_folded(&self, name: &str) -> Option<LabelId> {
        let folded = fold(name);
        let same = self.labels().filter(|(_, known)| fold(known) == folded);
        let mut found: Vec<LabelId> = same.map(|(id, _)| id).collect();
        found.sort_by_key(|&id| std::cmp::Reverse(self.node_count_with(id)));
        found.first().copied()
    }
}
