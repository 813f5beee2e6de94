//! Patterns that are looked for: `MATCH`, `MERGE`, and the patterns in expressions.
//!
//! The structure is read first, so that property maps and inline conditions see every variable of the clause.

mod condition;
mod node;
mod path;
mod reading;
mod relationship;

use super::analyse::Analyser;
use super::expression::Slot;
use super::mistake::{mistake, not_supported};
use super::query::{Expression, Pattern};
use crate::diagnostic::Span;
use crate::syntax::ast;
use crate::syntax::ast::{
    MatchMode, NodePattern, PathMode, PathPattern, PathSelector, PatternElement,
    RelationshipPattern,
};
use crate::value::Type;
use reading::Reading;

/// How many nodes and relationships one clause may look for: its order is planned in about the square of that.
const MAX_PARTS: usize = 500;

/// Which names a pattern may declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Declaring {
    /// All.
    Anything,
    /// None: a pattern predicate speaks of what is there.
    Nothing,
    /// Only its path, which the analysis itself has named.
    NothingButPath,
}

/// A condition to be resolved when the structure is known.
enum Condition<'p> {
    /// `{key: value}` of a node or relationship.
    Map {
        owner: Slot,
        map: &'p ast::Expression,
    },
    /// `WHERE` inside a node or relationship.
    Inline(&'p ast::Expression),
}

/// What belongs to one variable-length relationship.
struct Stretch<'p> {
    /// Its place among the relationships or the shortest paths.
    at: Place,
    element: Slot,
    variable: Option<&'p ast::Name>,
    conditions: Vec<Condition<'p>>,
}

#[derive(Clone, Copy)]
enum Place {
    Relationship(usize),
    Shortest(usize),
}

/// A path pattern taken apart: nodes and what joins each to the next.
#[derive(Default)]
struct Pieces<'p> {
    nodes: Vec<&'p NodePattern>,
    relationships: Vec<&'p RelationshipPattern>,
    predicates: Vec<&'p ast::Expression>,
}

impl Analyser<'_> {
    /// The pattern graph of comma-separated patterns with all conditions on it, the clause's `WHERE` included.
    pub fn match_patterns(
        &mut self,
        patterns: &[PathPattern],
        mode: Option<MatchMode>,
        predicate: Option<&ast::Expression>,
        declaring: Declaring,
    ) -> (Pattern, Vec<Expression>) {
        let patterns = self.not_too_many(patterns);
        let mut reading = Reading::new(declaring, self.mark());
        reading.pattern.different_relationships = mode != Some(MatchMode::RepeatableElements);
        for path in patterns {
            self.read_path(path, &mut reading);
        }
        self.check_mode(mode, &reading, patterns);
        self.resolve_conditions(&mut reading);
        if let Some(predicate) = predicate {
            self.resolve_where(predicate, &mut reading);
        }
        self.mention_arrows(&mut reading);
        (reading.pattern, reading.predicates)
    }

    /// The patterns; none where together they have more parts than can be planned in reasonable time.
    fn not_too_many<'p>(&mut self, patterns: &'p [PathPattern]) -> &'p [PathPattern] {
        let parts: usize = patterns.iter().map(|path| path.elements.len()).sum();
        if parts <= MAX_PARTS {
            return patterns;
        }
        let span = patterns.first().map(|path| path.span).unwrap_or_default();
        let message =
            format!("the pattern has {parts} nodes and relationships, more than {MAX_PARTS}");
        let hint = "match it piece by piece, in several clauses";
        self.report(mistake("PatternTooLarge", message, span).with_hint(hint));
        for path in patterns {
            self.declare_all(path);
        }
        &[]
    }

    fn check_mode(
        &mut self,
        mode: Option<MatchMode>,
        reading: &Reading<'_>,
        patterns: &[PathPattern],
    ) {
        let varies = !reading.stretches.is_empty();
        if mode == Some(MatchMode::RepeatableElements) && varies {
            let span = patterns.first().map(|path| path.span).unwrap_or_default();
            let what = "`REPEATABLE ELEMENTS` with paths of variable length";
            self.report(not_supported(what, span));
        }
    }

    fn read_path<'p>(&mut self, path: &'p PathPattern, reading: &mut Reading<'p>) {
        let Some(pieces) = self.pieces(path) else {
            return self.declare_all(path);
        };
        match self.selector(path) {
            Some(all) => self.read_shortest(path, &pieces, all, reading),
            None => self.read_plain(path, &pieces, reading),
        }
        reading
            .conditions
            .extend(pieces.predicates.into_iter().map(Condition::Inline));
    }

    /// Declares what a path that is not supported names, lest each name be an error of its own.
    fn declare_all(&mut self, path: &PathPattern) {
        let mut names: Vec<&ast::Name> = path.variable.iter().collect();
        for element in &path.elements {
            match element {
                PatternElement::Node(node) => names.extend(&node.variable),
                PatternElement::Relationship(relationship) => names.extend(&relationship.variable),
                PatternElement::Group(group) => self.declare_all(&group.pattern),
            }
        }
        for name in names {
            if self.scope.get(&name.text).is_none() {
                let slot = self.fresh_value(name.text.clone(), Type::Any);
                self.scope.insert(name.text.clone(), slot);
            }
        }
    }

    /// For a search for shortest paths whether all of them are wanted.
    fn selector(&mut self, path: &PathPattern) -> Option<bool> {
        if let Some(PathMode::Walk | PathMode::Acyclic | PathMode::Simple) = path.mode {
            self.report(not_supported("this path mode", path.span));
        }
        match &path.selector {
            None | Some(PathSelector::All) => None,
            Some(PathSelector::ShortestPath | PathSelector::AnyShortest) => Some(false),
            Some(PathSelector::AllShortestPaths | PathSelector::AllShortest) => Some(true),
            Some(PathSelector::Any(_)) => self.unsupported("`ANY` paths", path.span),
            Some(PathSelector::ShortestK(_)) => self.unsupported("`SHORTEST k`", path.span),
            Some(PathSelector::ShortestGroups(_)) => {
                self.unsupported("`SHORTEST k GROUPS`", path.span)
            }
        }
    }

    fn unsupported<T>(&mut self, what: &str, span: Span) -> Option<T> {
        self.report(not_supported(what, span));
        None
    }

    /// Nodes and relationships in turn; a parenthesis around a whole path is looked through.
    fn pieces<'p>(&mut self, path: &'p PathPattern) -> Option<Pieces<'p>> {
        if let [PatternElement::Group(group)] = path.elements.as_slice() {
            if group.quantifier.is_some() || group.pattern.variable.is_some() {
                return self.unsupported("quantified path patterns", group.span);
            }
            let mut pieces = self.pieces(&group.pattern)?;
            pieces.predicates.extend(group.predicate.as_deref());
            return Some(pieces);
        }
        let mut pieces = Pieces::default();
        for element in &path.elements {
            match element {
                PatternElement::Node(node) => pieces.nodes.push(node),
                PatternElement::Relationship(relationship) => {
                    pieces.relationships.push(relationship);
                }
                PatternElement::Group(group) => {
                    return self.unsupported("quantified path patterns", group.span);
                }
            }
        }
        if pieces.nodes.len() != pieces.relationships.len() + 1 {
            return self.unsupported("paths that do not begin and end with a node", path.span);
        }
        Some(pieces)
    }
}
