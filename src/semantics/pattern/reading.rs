//! What a clause's patterns amount to while they are read.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::super::expression::{LabelExpression, Slot};
use super::super::mention::End;
use super::super::query::{Expression, Length, Pattern, ShortestPath};
use super::condition::has_labels;
use super::relationship::conditions;
use super::{Condition, Declaring, Place, Stretch};
use crate::diagnostic::Span;
use crate::syntax::ast;
use crate::syntax::ast::RelationshipPattern;

/// A clause's patterns while they are read.
pub(super) struct Reading<'p> {
    pub pattern: Pattern,
    pub declaring: Declaring,
    /// Whether the current path is one to be searched for.
    pub searching: bool,
    pub node_at: HashMap<Slot, usize>,
    /// Relationship variables of this clause.
    pub relationships: HashSet<Slot>,
    /// What was declared before this clause ends below.
    pub mark: Slot,
    pub conditions: Vec<Condition<'p>>,
    pub stretches: Vec<Stretch<'p>>,
    pub predicates: Vec<Expression>,
    pub ends: HashMap<usize, End>,
    pub arrows: Vec<(usize, Span)>,
}

impl<'p> Reading<'p> {
    pub fn new(declaring: Declaring, mark: Slot) -> Self {
        Self {
            pattern: Pattern::default(),
            declaring,
            searching: false,
            node_at: HashMap::new(),
            relationships: HashSet::new(),
            mark,
            conditions: Vec::new(),
            stretches: Vec::new(),
            predicates: Vec::new(),
            ends: HashMap::new(),
            arrows: Vec::new(),
        }
    }

    /// The bounds of a relationship that is walked several times; every one of a shortest path is.
    pub fn range(&self, written: &RelationshipPattern) -> Option<(u64, Option<u64>)> {
        let bounds = |range: &ast::Range, least| (range.min.unwrap_or(least), range.max);
        let range = written.range.as_ref().map(|range| bounds(range, 1));
        let quantifier = written.quantifier.as_ref().map(|range| bounds(range, 0));
        range
            .or(quantifier)
            .or(self.searching.then_some((1, Some(1))))
    }

    pub fn end(&mut self, node: usize) -> &mut End {
        self.ends.entry(node).or_default()
    }

    /// Remembers a node's `name` where its map gives it as a text.
    pub fn note_name(&mut self, node: usize, map: &ast::Expression) {
        let ast::ExpressionKind::Map(entries) = &map.kind else {
            return;
        };
        let name = entries.iter().find(|(key, _)| &*key.text == "name");
        if let Some((_, value)) = name
            && let ast::ExpressionKind::Literal(literal) = &value.kind
        {
            self.end(node).name = literal.0.as_str().map(Into::into);
        }
    }

    pub fn stretch(&mut self, written: &'p RelationshipPattern, element: Slot) {
        let conditions = conditions(written, element);
        let at = Place::Relationship(self.pattern.relationships.len());
        let variable = written.variable.as_ref();
        self.stretches.push(Stretch {
            at,
            element,
            variable,
            conditions,
        });
    }

    pub fn conditions_of(
        &mut self,
        written: &'p RelationshipPattern,
        slot: Slot,
        types: Option<LabelExpression>,
    ) {
        self.predicates
            .extend(types.map(|labels| has_labels(slot, labels, written.span)));
        self.conditions.extend(conditions(written, slot));
    }

    pub fn length_at(&mut self, at: Place) -> Option<&mut Length> {
        match at {
            Place::Relationship(at) => self.pattern.relationships.get_mut(at)?.length.as_mut(),
            Place::Shortest(at) => self
                .pattern
                .shortest
                .get_mut(at)?
                .relationship
                .length
                .as_mut(),
        }
    }

    /// The one search whose path or relationships are among these slots.
    pub fn only_shortest_in(&mut self, read: &BTreeSet<Slot>) -> Option<&mut ShortestPath> {
        let speaks = |search: &&mut ShortestPath| {
            read.contains(&search.path) || read.contains(&search.relationship.slot)
        };
        let mut found = self.pattern.shortest.iter_mut().filter(speaks);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}
