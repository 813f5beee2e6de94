//! `MATCH` and `OPTIONAL MATCH`.

use super::super::analyse::Analyser;
use super::super::pattern::Declaring;
use super::super::query::{Clause, Match};
use crate::syntax::ast;

impl Analyser<'_> {
    pub(super) fn match_clause(&mut self, matching: &ast::Match) -> Clause {
        let (pattern, predicates) = self.match_patterns(
            &matching.patterns,
            matching.mode,
            matching.predicate.as_ref(),
            Declaring::Anything,
        );
        Clause::Match(Match {
            optional: matching.optional,
            pattern,
            predicates,
        })
    }
}
