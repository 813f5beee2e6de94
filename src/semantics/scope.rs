//! Which names mean which slots at a place of the statement.

use std::rc::Rc;
use std::sync::Arc;

use indexmap::IndexMap;

use super::expression::Slot;

/// Why a name that means something elsewhere means nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Absence {
    /// A `WITH` before did not pass it on.
    LeftBehind,
    /// The rows have been grouped or made distinct, and it is not one of the columns.
    Grouped,
    /// It is outside a `CALL { }` that does not say what it takes from outside.
    NotImported,
}

/// The names that can be read at one place.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    names: IndexMap<Arc<str>, Slot>,
    outer: Rc<IndexMap<Arc<str>, Slot>>,
    absent: Rc<IndexMap<Arc<str>, Absence>>,
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

    /// The names declared here, in order.
    pub fn own(&self) -> impl Iterator<Item = (&Arc<str>, Slot)> {
        self.names.iter().map(|(name, slot)| (name, *slot))
    }

    /// All names that can be read.
    pub fn visible(&self) -> impl Iterator<Item = &str> {
        let names = self.names.keys().chain(self.outer.keys());
        names.map(|name| &**name)
    }

    /// Why a name cannot be read although it means something elsewhere.
    pub fn absence(&self, name: &str) -> Option<Absence> {
        self.absent.get(name).copied()
    }

    /// The scope of a subquery of an expression: sees all of this one.
    pub fn nested(&self) -> Scope {
        let mut outer = (*self.outer).clone();
        outer.extend(self.own().map(|(name, slot)| (name.clone(), slot)));
        Scope {
            names: IndexMap::new(),
            outer: Rc::new(outer),
            absent: self.absent.clone(),
        }
    }

    /// An empty scope that remembers all names of this one as absent.
    pub fn without(&self, absence: Absence) -> Scope {
        let mut absent = (*self.absent).clone();
        absent.extend(self.visible().map(|name| (name.into(), absence)));
        Scope {
            absent: Rc::new(absent),
            ..Scope::default()
        }
    }

    /// What is left behind a projection to these names; what lies around the query stays.
    pub fn projected(&self, names: IndexMap<Arc<str>, Slot>, absence: Absence) -> Scope {
        let mut absent = (*self.absent).clone();
        absent.extend(self.names.keys().map(|name| (name.clone(), absence)));
        Scope {
            names,
            outer: self.outer.clone(),
            absent: Rc::new(absent),
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
