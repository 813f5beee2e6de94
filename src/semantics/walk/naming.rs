//! Names for what a walk leaves unnamed: readable, and different from each other.

use std::collections::HashSet;
use std::sync::Arc;

use crate::diagnostic::Span;
use crate::syntax::ast::{Name, Walk, WalkLinkKind, WalkStopKind};

/// How long a variable made of an entity's name may become.
const LONGEST: usize = 24;

/// The names in use.
pub(super) struct Names {
    taken: HashSet<String>,
    walk: String,
}

impl Names {
    /// Those the walk gives itself, and one for the walk.
    pub fn of(walk: &Walk) -> Self {
        let stops = walk.stops.iter().filter_map(|stop| match &stop.kind {
            WalkStopKind::Unknown { variable, .. } => variable.as_ref(),
            WalkStopKind::Named(_) => None,
        });
        let links = walk.links.iter().filter_map(|link| match &link.kind {
            WalkLinkKind::Unknown { variable } => variable.as_ref(),
            _ => None,
        });
        let taken = stops
            .chain(links)
            .map(|name| name.text.to_string())
            .collect();
        let mut names = Names {
            taken,
            walk: String::new(),
        };
        names.walk = names.free("walk");
        names
    }

    /// A name like this one that nothing else has.
    pub fn fresh(&mut self, like: &str, span: Span) -> Name {
        name(&self.free(like), span)
    }

    /// A variable for an entity of that name.
    pub fn for_entity(&mut self, entity: &str, span: Span) -> Name {
        let variable = variable_like(entity);
        self.fresh(&variable, span)
    }

    /// The name of the path.
    pub fn walk(&self, span: Span) -> Name {
        name(&self.walk, span)
    }

    fn free(&mut self, like: &str) -> String {
        let numbered = (2..).map(|number| format!("{like}{number}"));
        let mut candidates = std::iter::once(like.to_owned()).chain(numbered);
        let free = candidates
            .find(|name| !self.taken.contains(name))
            .unwrap_or_default();
        self.taken.insert(free.clone());
        free
    }
}

/// A name at a place.
pub(super) fn name(text: &str, span: Span) -> Name {
    Name {
        text: Arc::from(text),
        span,
    }
}

/// `US–Venezuela prisoner exchange` becomes `us_venezuela_prisoner`.
fn variable_like(entity: &str) -> String {
    let mut variable = String::new();
    for word in entity
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let length = variable.chars().count() + word.chars().count();
        if !variable.is_empty() && length >= LONGEST {
            break;
        }
        if !variable.is_empty() {
            variable.push('_');
        }
        variable.extend(word.chars().take(LONGEST).flat_map(char::to_lowercase));
    }
    let starts_well = variable.chars().next().is_some_and(char::is_alphabetic);
    if starts_well {
        variable
    } else {
        format!("entity_{variable}")
            .trim_end_matches('_')
            .to_owned()
    }
}
