//! The table itself, found by name without regard to case.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{Function, Procedure};
use super::{
    aggregate, conversion, duration, entity, evidence, list, logarithmic, mathematical, predicate,
    procedure, scalar, spatial, string, temporal, trigonometric, vector,
};

/// The functions and procedures that can be called.
#[derive(Clone, Debug, Default)]
pub struct Library {
    functions: IndexMap<String, Function>,
    procedures: IndexMap<String, Procedure>,
}

impl Library {
    /// All that is built in.
    pub fn standard() -> Arc<Library> {
        Arc::new(Library::built_in())
    }

    /// All that is built in, for a program that goes on to add procedures of its own.
    pub fn built_in() -> Library {
        let mut library = Library::default();
        for (category, functions) in categories() {
            for function in functions {
                library.functions.insert(
                    function.name.to_lowercase(),
                    Function {
                        category,
                        ..function
                    },
                );
            }
        }
        procedure::built_in()
            .into_iter()
            .for_each(|procedure| library.insert(procedure));
        // Once for their own names, once for their rows.
        library.listed().listed()
    }

    fn insert(&mut self, procedure: Procedure) {
        let name = procedure.name.to_lowercase();
        self.procedures.insert(name, procedure);
    }

    /// With the procedures that list what there is.
    fn listed(mut self) -> Library {
        for listing in self.listings() {
            self.insert(listing);
        }
        self
    }

    /// Adds a procedure, in the place of one of the same name.
    #[must_use]
    pub fn with_procedure(mut self, procedure: Procedure) -> Library {
        self.insert(procedure);
        self.listed()
    }

    /// The function of that name, in any case.
    pub fn function(&self, name: &str) -> Option<&Function> {
        self.functions.get(&name.to_lowercase())
    }

    /// The procedure of that name, in any case.
    pub fn procedure(&self, name: &str) -> Option<&Procedure> {
        self.procedures.get(&name.to_lowercase())
    }

    /// All functions, by category.
    pub fn functions(&self) -> impl Iterator<Item = &Function> {
        self.functions.values()
    }

    /// All procedures, in the order they were added.
    pub fn procedures(&self) -> impl Iterator<Item = &Procedure> {
        self.procedures.values()
    }
}

fn categories() -> [(&'static str, Vec<Function>); 15] {
    [
        ("aggregating", aggregate::functions()),
        ("predicate", predicate::functions()),
        ("scalar", scalar::functions()),
        ("graph", entity::functions()),
        ("evidence", evidence::functions()),
        ("list", list::functions()),
        ("string", string::functions()),
        ("conversion", conversion::functions()),
        ("mathematical", mathematical::functions()),
        ("logarithmic", logarithmic::functions()),
        ("trigonometric", trigonometric::functions()),
        ("temporal", temporal::functions()),
        ("duration", duration::functions()),
        ("spatial", spatial::functions()),
        ("vector", vector::functions()),
    ]
}
