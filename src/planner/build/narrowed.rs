//! The types a relationship of a pattern can have, as far as the labels of its ends say.
//!
//! Where every relationship between a `Person` and a `Person` is a `KNOWS`, `(:Person)--(:Person)` asks for no other type, and all
//! that is made of relationships of one type is open to it: sorted lists of neighbours, symmetry, types without loops. That is so until
//! the graph is changed, so the plan says that it relies on it ([`Assumption::Types`]), and only statements that read do it.

use std::borrow::Cow;

use super::Builder;
use crate::planner::plan::{Assumption, Joining};
use crate::semantics::query::{Clause, Match, Pattern, PatternRelationship};

/// Of so many types at most are those made that were not written.
const MOST_TYPES: usize = 4;

impl Builder<'_> {
    /// The clause with no more types than relationships between such nodes have.
    pub(super) fn narrowed<'c>(&mut self, clause: Cow<'c, Clause>) -> Cow<'c, Clause> {
        let Clause::Match(of) = &*clause else {
            return clause;
        };
        if !self.reads_only || !self.rewrites.contains("implied_types") {
            return clause;
        }
        let relationships = of.pattern.relationships.iter().enumerate();
        let narrower: Vec<_> = relationships
            .filter_map(|(at, it)| Some((at, self.types_of(it, &of.pattern)?)))
            .collect();
        if narrower.is_empty() {
            return clause;
        }
        let mut pattern = of.pattern.clone();
        for (at, joining) in narrower {
            pattern.relationships[at].types.clone_from(&joining.types);
            self.assumptions.push(Assumption::Types(joining));
        }
        Cow::Owned(Clause::Match(Match {
            pattern,
            predicates: of.predicates.clone(),
            ..*of
        }))
    }

    /// The types a relationship can have, where these are fewer than it may have.
    fn types_of(&self, it: &PatternRelationship, pattern: &Pattern) -> Option<Joining> {
        if it.bound || it.length.is_some() || it.types.len() == 1 {
            return None;
        }
        let labels = |node: usize| pattern.nodes[node].labels.clone();
        let joining = Joining::in_graph(
            it.types.clone(),
            [labels(it.left), labels(it.right)],
            it.direction,
            self.statistics.graph(),
        );
        let labelled = joining.labels.iter().any(Option::is_some);
        let few = match it.types.len() {
            0 => labelled && joining.types.len() <= MOST_TYPES,
            written => joining.types.len() < written,
        };
        (few && !joining.types.is_empty()).then_some(joining)
    }
}
