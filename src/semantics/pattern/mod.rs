//! Patterns that are looked for: `MATCH`, `MERGE`, and the patterns in expressions.
//!
//! The structure is read first, so that property maps and inline conditions see every variable of the clause.

mod condition;
mod node;
mod path;
mod reading;
mod relationship;
mod search;

use super::analyse::Analyser;
use super::expression::Slot;
use super::mistake::{mistake, not_supported};
use super::query::{Expression, Pattern};
use crate::diagnostic::Span;
use crate::syntax::ast;
use crate::syntax::ast::{
    GroupPattern, MatchMode, NodePattern, PathMode, PathPattern, PathSelector, PatternElement,
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
    /// Labels or types whose names are computed.
    Labels {
        owner: Slot,
        labels: &'p ast::LabelExpression,
    },
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
    /// What the path is called, before its parentheses or in them.
    variable: Option<&'p ast::Name>,
    nodes: Vec<&'p NodePattern>,
    links: Vec<Link<'p>>,
    predicates: Vec<&'p ast::Expression>,
}

/// What joins two nodes of a path.
#[derive(Clone, Copy)]
enum Link<'p> {
    Relationship(&'p RelationshipPattern),
    Group(&'p GroupPattern),
}

/// The node at the end of a quantified part where none is written.
static UNWRITTEN: NodePattern = NodePattern {
    variable: None,
    labels: None,
    properties: None,
    predicate: None,
    span: Span { start: 0, end: 0 },
};

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

    fn read_path<'p>(&mut self, path: &'p PathPattern, reading: &mut Reading<'p>) {
        let Some(pieces) = self.pieces(path) else {
            return self.declare_all(path);
        };
        match path.selector {
            Some(PathSelector::ShortestPath) => self.read_shortest(path, &pieces, false, reading),
            Some(PathSelector::AllShortestPaths) => {
                self.read_shortest(path, &pieces, true, reading);
            }
            _ if needs_search(path, &pieces, reading) => {
                return self.read_searched(path, &pieces, reading);
            }
            _ => self.read_plain(&pieces, reading),
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

    fn unsupported<T>(&mut self, what: &str, span: Span) -> Option<T> {
        self.report(not_supported(what, span));
        None
    }

    /// Nodes and what joins them in turn; a parenthesis around a whole path is looked through, and a quantified part without a
    /// node before or behind it gets one.
    fn pieces<'p>(&mut self, path: &'p PathPattern) -> Option<Pieces<'p>> {
        if let [PatternElement::Group(group)] = path.elements.as_slice()
            && group.quantifier.is_none()
        {
            let mut pieces = self.pieces(&group.pattern)?;
            if path.variable.is_some() && pieces.variable.is_some() {
                return self.unsupported("a second name for a path", group.span);
            }
            pieces.variable = path.variable.as_ref().or(pieces.variable);
            pieces.predicates.extend(group.predicate.as_deref());
            return Some(pieces);
        }
        let mut pieces = Pieces {
            variable: path.variable.as_ref(),
            ..Pieces::default()
        };
        for element in &path.elements {
            match element {
                PatternElement::Node(node) => pieces.nodes.push(node),
                PatternElement::Relationship(relationship) => {
                    pieces.link(Link::Relationship(relationship));
                }
                PatternElement::Group(group) if group.quantifier.is_none() => {
                    return self.unsupported("parentheses around a part of a path", group.span);
                }
                PatternElement::Group(group) => pieces.link(Link::Group(group)),
            }
        }
        if pieces.nodes.len() == pieces.links.len() {
            pieces.nodes.push(&UNWRITTEN);
        }
        if pieces.nodes.len() != pieces.links.len() + 1 {
            return self.unsupported("two nodes with nothing between them", path.span);
        }
        Some(pieces)
    }
}

impl<'p> Pieces<'p> {
    fn link(&mut self, link: Link<'p>) {
        if self.nodes.len() == self.links.len() {
            self.nodes.push(&UNWRITTEN);
        }
        self.links.push(link);
    }
}

/// Whether a path is not just a row of relationships: it is to be selected from others, or its mode is not the one all relationships of
/// a `MATCH` have.
fn needs_search(path: &PathPattern, pieces: &Pieces<'_>, reading: &Reading<'_>) -> bool {
    let varies = |link: &Link<'_>| match link {
        Link::Relationship(written) => reading.range(written).is_some(),
        Link::Group(_) => true,
    };
    !matches!(path.selector, None | Some(PathSelector::All))
        || !matches!(path.mode, None | Some(PathMode::Trail))
        || !reading.pattern.different_relationships && pieces.links.iter().any(varies)
}
