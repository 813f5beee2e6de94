//! Which names mean which slots at a place of the statement.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use indexmap::IndexMap;

use super::expression::Slot;
use super::query::Origin;

/// Why a variable cannot be read behind rows that have been put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    /// It would mix one row's value with a whole group's.
    Ambiguous,
    /// It is not there any more.
    Gone,
}

/// The names that can be read at one place.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    names: IndexMap<Arc<str>, Slot>,
    outer: Rc<IndexMap<Arc<str>, Slot>>,
    /// Names around a `CALL { }` that does not say what it takes in.
    not_imported: Rc<HashSet<Arc<str>>>,
    /// Names around a subquery that mean variables of rows that have been put together.
    lost: Rc<HashMap<Arc<str>, Loss>>,
    /// Where the rows come from, if they are lines of a file.
    pub origin: Option<Origin>,
}

impl Scope {
    /// The slot of a name.
    pub fn get(&self, name: &str) -> Option<Slot> {
        let own = self.names.get(name);
        own.or_else(|| self.outer.get(name)).copied()
    }

    /// Gives a name its meaning; returns the one it had here.
    pub fn insert(&mut self, name: Arc<str>, slot: Slot) -> Option<Slot> {
        self.names.insert(name, slot)
    }

    /// Undoes the latest [`insert`](Self::insert).
    pub fn restore(&mut self, name: &str, before: Option<Slot>) {
        match before {
            Some(slot) => drop(self.names.insert(name.into(), slot)),
            None => drop(self.names.shift_remove(name)),
        }
    }

    /// Whether the slot was taken in from around the query.
    pub fn has_outer(&self, slot: Slot) -> bool {
        self.outer.values().any(|it| *it == slot)
    }

    /// Whether the name was taken in from around the query, where it cannot be given another meaning.
    pub fn is_outer(&self, name: &str) -> bool {
        self.outer.contains_key(name)
    }

    /// The names declared here, in order.
    pub fn own(&self) -> impl Iterator<Item = (&Arc<str>, Slot)> {
        self.names.iter().map(|(name, slot)| (name, *slot))
    }

    /// All names that can be read.
    pub fn visible(&self) -> impl Iterator<Item = &str> {
        let names = self.names.keys().chain(self.outer.keys());
        names.map(|name| &**name)
    }

    /// Whether the name means something outside a `CALL { }` that does not say whether it takes it in.
    pub fn is_not_imported(&self, name: &str) -> bool {
        self.not_imported.contains(name)
    }

    /// Why the name cannot be read in this subquery, where it means a variable of rows put together around it.
    pub fn loss(&self, name: &str) -> Option<Loss> {
        self.lost.get(name).copied()
    }

    /// The same scope in which these names are lost, too.
    pub fn losing(mut self, names: impl IntoIterator<Item = (Arc<str>, Loss)>) -> Scope {
        Rc::make_mut(&mut self.lost).extend(names);
        self
    }

    /// The scope of a subquery of an expression: sees all of this one.
    pub fn nested(&self) -> Scope {
        let mut outer = (*self.outer).clone();
        outer.extend(self.own().map(|(name, slot)| (name.clone(), slot)));
        Scope {
            names: IndexMap::new(),
            outer: Rc::new(outer),
            not_imported: self.not_imported.clone(),
            lost: self.lost.clone(),
            origin: self.origin,
        }
    }

    /// The scope of `CALL { }`: empty, but it knows what it could have taken in.
    pub fn importing_nothing(&self) -> Scope {
        Scope {
            not_imported: Rc::new(self.visible().map(Arc::from).collect()),
            ..Scope::default()
        }
    }

    /// The scope behind a projection to these names; what lies around the query stays.
    pub fn projected(&self, names: IndexMap<Arc<str>, Slot>) -> Scope {
        Scope {
            names,
            outer: self.outer.clone(),
            not_imported: self.not_imported.clone(),
            lost: self.lost.clone(),
            origin: None,
        }
    }

    /// The scope of `CALL (…) { }`: only these, and they cannot be lost.
    pub fn importing(&self, names: IndexMap<Arc<str>, Slot>) -> Scope {
        Scope {
            outer: Rc::new(names),
            ..Scope::default()
        }
    }
}
