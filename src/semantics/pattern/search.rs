//! Paths that are searched as a whole: quantified parts, selectors and path modes, as GQL and Neo4j 5 have them.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::super::analyse::Analyser;
use super::super::expression::{ExpressionKind, Slot};
use super::super::lower::written_and_dynamic;
use super::super::mistake::{already_bound, mistake};
use super::super::query::{Expression, Hop, PathPart, PathSearch, Selector, VariableKind};
use super::condition::has_labels;
use super::reading::Reading;
use super::relationship::conditions;
use super::{Condition, Link, Pieces};
use crate::syntax::ast;
use crate::syntax::ast::{
    ComparisonOperator, GroupPattern, NodePattern, PathMode, PathPattern, PathSelector,
    RelationshipPattern,
};
use crate::value::{Type, Value};

/// The names of one round of a quantified part: each is one entity inside, and a list of them outside.
#[derive(Default)]
struct Round {
    inner: HashMap<Arc<str>, Slot>,
    lists: Vec<(Slot, Slot)>,
}

impl Analyser<'_> {
    /// A quantified part between two nodes of a path; gives the slot of its relationships.
    pub(super) fn read_group<'p>(
        &mut self,
        group: &'p GroupPattern,
        (left, right): (usize, usize),
        reading: &mut Reading<'p>,
    ) -> Option<Slot> {
        let nodes = &reading.pattern.nodes;
        let (left, right) = (nodes[left].slot, nodes[right].slot);
        let part = self.group(group, right, reading)?;
        let search = PathSearch {
            path: self.hidden("path", VariableKind::Path),
            relationships: self.hidden("relationships", VariableKind::Relationships),
            left,
            right,
            parts: vec![part],
            mode: PathMode::Trail,
            selector: Selector::All,
            predicates: Vec::new(),
        };
        let relationships = search.relationships;
        reading.pattern.searches.push(search);
        Some(relationships)
    }

    /// A path with a selector or a mode.
    pub(super) fn read_searched<'p>(
        &mut self,
        path: &'p PathPattern,
        pieces: &Pieces<'p>,
        reading: &mut Reading<'p>,
    ) {
        let left = self.end_of_path(pieces.nodes[0], reading);
        let mut parts = Vec::with_capacity(pieces.links.len());
        let mut predicates = Vec::new();
        let mut inner = Vec::new();
        let last = pieces.links.len().saturating_sub(1);
        for (at, link) in pieces.links.iter().enumerate() {
            let node = pieces.nodes[at + 1];
            let end = match at == last {
                true => self.end_of_path(node, reading),
                false => self.inner_node(node, reading, &mut predicates),
            };
            if at < last {
                inner.push((at, end, node));
            }
            parts.extend(match link {
                Link::Relationship(written) => self.stretch_of(written, end, reading),
                Link::Group(group) => self.group(group, end, reading),
            });
        }
        let right = parts.last().map_or(left, |part| part.end);
        let named = pieces
            .variable
            .map(|variable| self.path_variable(variable, reading));
        let search = PathSearch {
            path: named.unwrap_or_else(|| self.hidden("path", VariableKind::Path)),
            relationships: self.hidden("relationships", VariableKind::Relationships),
            left,
            right,
            mode: self.mode(path, &parts, reading),
            selector: self.selector(path.selector.as_ref()),
            parts,
            predicates,
        };
        reading.pattern.searches.push(search);
        self.search_conditions(pieces, inner, reading);
    }

    /// What the nodes on the way and the whole path must satisfy; every name of the path is known by now.
    fn search_conditions(
        &mut self,
        pieces: &Pieces<'_>,
        inner: Vec<(usize, Slot, &NodePattern)>,
        reading: &mut Reading<'_>,
    ) {
        let mut anywhere = Vec::new();
        for (at, slot, node) in inner {
            for (condition, read) in self.node_conditions(node, slot) {
                let own = read.iter().all(|it| *it == slot || *it < reading.mark);
                let search = reading.pattern.searches.last_mut();
                match search.and_then(|search| search.parts.get_mut(at)) {
                    Some(part) if own => part.end_predicates.push(condition),
                    _ => anywhere.push(condition),
                }
            }
        }
        for predicate in &pieces.predicates {
            anywhere.extend(self.condition(&Condition::Inline(predicate)));
        }
        if let Some(search) = reading.pattern.searches.last_mut() {
            search.predicates.extend(anywhere);
        }
    }

    fn end_of_path<'p>(&mut self, node: &'p NodePattern, reading: &mut Reading<'p>) -> Slot {
        let at = self.read_node(node, reading);
        reading.pattern.nodes[at].slot
    }

    /// A node on the way. One known already is a node of its own that has to be the same.
    fn inner_node(
        &mut self,
        node: &NodePattern,
        reading: &Reading<'_>,
        predicates: &mut Vec<Expression>,
    ) -> Slot {
        let known = node
            .variable
            .as_ref()
            .and_then(|name| self.scope.get(&name.text));
        let slot = self.node_slot(node, reading);
        if known != Some(slot) {
            return slot;
        }
        let own = self.hidden("node", VariableKind::Node);
        predicates.push(same(own, slot, node.span));
        own
    }

    /// The conditions written at a node, each with what it reads.
    fn node_conditions(
        &mut self,
        node: &NodePattern,
        slot: Slot,
    ) -> Vec<(Expression, BTreeSet<Slot>)> {
        let (mut found, mut conditions) = (Vec::new(), Vec::new());
        if let Some(written) = &node.labels {
            self.mention_labels(written, &Type::Node);
            let (labels, dynamic) = written_and_dynamic(written);
            let labelled = labels.map(|labels| has_labels(slot, labels, node.span));
            found.extend(labelled.map(|labelled| (labelled, BTreeSet::from([slot]))));
            let dynamic = dynamic.into_iter();
            conditions.extend(dynamic.map(|labels| Condition::Labels {
                owner: slot,
                labels,
            }));
        }
        let map = node.properties.as_deref();
        conditions.extend(map.map(|map| Condition::Map { owner: slot, map }));
        conditions.extend(node.predicate.as_deref().map(Condition::Inline));
        found.extend(self.each_condition(&conditions, slot));
        found
    }

    fn each_condition(
        &mut self,
        conditions: &[Condition<'_>],
        owner: Slot,
    ) -> Vec<(Expression, BTreeSet<Slot>)> {
        let mut found = Vec::new();
        for condition in conditions {
            let (resolved, mut read) = self.reading(|a| a.condition(condition));
            read.insert(owner);
            found.extend(resolved.into_iter().map(|it| (it, read.clone())));
        }
        found
    }

    /// A relationship, of whatever length, on a searched path.
    fn stretch_of(
        &mut self,
        written: &RelationshipPattern,
        end: Slot,
        reading: &mut Reading<'_>,
    ) -> Option<PathPart> {
        self.check_range(written);
        let (slot, bound) = self.relationship_slot(written, reading);
        if bound {
            let what = "a relationship that is known already on a path that is searched";
            return self.unsupported(what, written.span);
        }
        let range = reading.range(written);
        let element = match range {
            Some(_) => self.hidden("step", VariableKind::Relationship),
            None => slot,
        };
        let mut round = Round {
            inner: HashMap::new(),
            lists: range.map(|_| (element, slot)).into_iter().collect(),
        };
        if let (Some(name), Some(_)) = (&written.variable, range) {
            round.inner.insert(name.text.clone(), element);
        }
        let start = self.hidden("node", VariableKind::Node);
        let node = self.hidden("node", VariableKind::Node);
        let (hop, conditions) = self.hop(written, element, node, &mut round);
        let (min, max) = range.unwrap_or((1, Some(1)));
        let mut part = PathPart {
            start,
            hops: vec![hop],
            min,
            max,
            lists: round.lists,
            end,
            end_predicates: Vec::new(),
        };
        self.place_conditions(conditions, &mut part, written.span, reading);
        Some(part)
    }

    /// A quantified part. What one that is not supported names is declared, lest each name be an error of its own.
    fn group(
        &mut self,
        group: &GroupPattern,
        end: Slot,
        reading: &mut Reading<'_>,
    ) -> Option<PathPart> {
        let part = self.quantified(group, end, reading);
        if part.is_none() {
            self.declare_all(&group.pattern);
        }
        part
    }

    fn quantified(
        &mut self,
        group: &GroupPattern,
        end: Slot,
        reading: &mut Reading<'_>,
    ) -> Option<PathPart> {
        let pieces = self.pieces(&group.pattern)?;
        if let Some(name) = pieces.variable {
            return self.unsupported("the name of a path that is quantified", name.span);
        }
        if pieces.links.is_empty() {
            let message = "a quantified path has at least one relationship";
            self.report(mistake("InvalidQuantifiedPathPattern", message, group.span));
            return None;
        }
        let mut round = Round::default();
        let mut conditions = Vec::new();
        let start = self.round_node(pieces.nodes[0], &mut round, &mut conditions, reading);
        let mut hops = Vec::with_capacity(pieces.links.len());
        for (link, written) in pieces.links.iter().zip(&pieces.nodes[1..]) {
            let Link::Relationship(relationship) = *link else {
                return self.refuse_nested(group.span);
            };
            if reading.range(relationship).is_some() {
                return self.refuse_nested(relationship.span);
            }
            let slot = self.round_relationship(relationship, &mut round, reading);
            let node = self.round_node(written, &mut round, &mut conditions, reading);
            let (hop, own) = self.hop(relationship, slot, node, &mut round);
            conditions.extend(own);
            hops.push(hop);
        }
        let written = pieces.nodes.iter().zip(nodes_of(start, &hops));
        for (node, slot) in written {
            conditions.extend(self.within(&round.inner, |a| a.node_conditions(node, slot)));
        }
        let predicates = pieces
            .predicates
            .iter()
            .copied()
            .chain(group.predicate.as_deref());
        let predicates: Vec<_> = predicates.map(Condition::Inline).collect();
        conditions.extend(self.within(&round.inner, |a| a.each_condition(&predicates, start)));
        let quantifier = group.quantifier.as_ref();
        let mut part = PathPart {
            start,
            hops,
            min: quantifier.map_or(1, |it| it.min.unwrap_or(0)),
            max: quantifier.map_or(Some(1), |it| it.max),
            lists: round.lists,
            end,
            end_predicates: Vec::new(),
        };
        self.place_conditions(conditions, &mut part, group.span, reading);
        Some(part)
    }

    /// GQL has no quantifier in what is quantified.
    fn refuse_nested(&mut self, span: crate::diagnostic::Span) -> Option<PathPart> {
        let message =
            "a quantified path cannot hold another one, nor a relationship of variable length";
        let hint = "write the inner part out, or ask for it with `EXISTS { … }`";
        let mistake = mistake("InvalidQuantifiedPathPattern", message, span);
        self.report(mistake.with_hint(hint));
        None
    }

    /// The slot of a node in a round. A name that stands there again is a node of its own that has to be the same.
    fn round_node(
        &mut self,
        node: &NodePattern,
        round: &mut Round,
        conditions: &mut Vec<(Expression, BTreeSet<Slot>)>,
        reading: &Reading<'_>,
    ) -> Slot {
        let Some(name) = &node.variable else {
            return self.hidden("node", VariableKind::Node);
        };
        let slot = self.fresh(name.text.clone(), VariableKind::Node, Type::Node);
        match round.inner.get(&name.text) {
            Some(&known) => {
                conditions.push((same(slot, known, node.span), BTreeSet::from([slot, known])));
            }
            None => {
                let of = Type::list(Type::Node);
                self.list_of_rounds(name, (slot, VariableKind::Value, of), round, reading);
            }
        }
        slot
    }

    fn round_relationship(
        &mut self,
        written: &RelationshipPattern,
        round: &mut Round,
        reading: &Reading<'_>,
    ) -> Slot {
        let kind = VariableKind::Relationship;
        let Some(name) = &written.variable else {
            return self.hidden("relationship", kind);
        };
        let slot = self.fresh(name.text.clone(), kind, Type::Relationship);
        if round.inner.contains_key(&name.text) {
            self.report(already_bound(&name.text, name.span));
            return slot;
        }
        let of = Type::list(Type::Relationship);
        self.list_of_rounds(
            name,
            (slot, VariableKind::Relationships, of),
            round,
            reading,
        );
        slot
    }

    /// Declares what a name of a round is outside.
    fn list_of_rounds(
        &mut self,
        name: &ast::Name,
        (slot, kind, of): (Slot, VariableKind, Type),
        round: &mut Round,
        reading: &Reading<'_>,
    ) {
        let list = self.declared(name, kind, of, reading);
        round.inner.insert(name.text.clone(), slot);
        round.lists.push((slot, list));
    }

    /// A hop, and the conditions written at its relationship.
    fn hop(
        &mut self,
        written: &RelationshipPattern,
        slot: Slot,
        node: Slot,
        round: &mut Round,
    ) -> (Hop, Vec<(Expression, BTreeSet<Slot>)>) {
        let (types, other_types) = self.types(written);
        let mut found = Vec::new();
        if let Some(labels) = other_types {
            let typed = has_labels(slot, labels, written.span);
            found.push((typed, BTreeSet::from([slot])));
        }
        let conditions = conditions(written, slot);
        found.extend(self.within(&round.inner, |a| a.each_condition(&conditions, slot)));
        let hop = Hop {
            relationship: slot,
            node,
            direction: written.direction.into(),
            types,
            predicates: Vec::new(),
        };
        (hop, found)
    }

    /// Works where the names of a round mean its entities.
    fn within<T>(
        &mut self,
        inner: &HashMap<Arc<str>, Slot>,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let insert = |(name, slot): (&Arc<str>, &Slot)| {
            (name.clone(), self.scope.insert(name.clone(), *slot))
        };
        let before: Vec<_> = inner.iter().map(insert).collect();
        let result = work(self);
        for (name, before) in before {
            self.scope.restore(&name, before);
        }
        result
    }

    /// Puts each condition where all it reads is known first. Nothing else of the same clause may be spoken of.
    fn place_conditions(
        &mut self,
        conditions: Vec<(Expression, BTreeSet<Slot>)>,
        part: &mut PathPart,
        span: crate::diagnostic::Span,
        reading: &Reading<'_>,
    ) {
        for (condition, read) in conditions {
            let mut at = 0;
            let mut outside = false;
            for slot in read.into_iter().filter(|slot| *slot >= reading.mark) {
                let place = part
                    .hops
                    .iter()
                    .position(|hop| [hop.relationship, hop.node].contains(&slot));
                outside |= place.is_none() && slot != part.start;
                at = at.max(place.unwrap_or(0));
            }
            if outside {
                let message = "a condition on the steps of a path speaks of something else that the same `MATCH` looks for";
                let hint = "match that in a clause before, or put the condition behind the pattern";
                let error = mistake("InvalidQuantifiedPathPattern", message, span);
                self.report(error.with_hint(hint));
            }
            part.hops[at].predicates.push(condition);
        }
    }

    /// The mode of a path. All paths of a round trip without end cannot be listed.
    fn mode(&mut self, path: &PathPattern, parts: &[PathPart], reading: &Reading<'_>) -> PathMode {
        let default = match reading.pattern.different_relationships {
            true => PathMode::Trail,
            false => PathMode::Walk,
        };
        let mode = path.mode.unwrap_or(default);
        let selective = !matches!(path.selector, None | Some(PathSelector::All));
        let endless = parts.iter().any(|part| part.max.is_none());
        if mode == PathMode::Walk && !selective && endless {
            let message = "a path that may repeat relationships needs a greatest length or a selector such as `ANY SHORTEST`";
            self.report(mistake("UnboundedPath", message, path.span));
        }
        mode
    }

    fn selector(&mut self, selector: Option<&PathSelector>) -> Selector {
        match selector {
            Some(PathSelector::AnyShortest | PathSelector::Any(None)) => Selector::Shortest(one()),
            Some(PathSelector::Any(Some(count)) | PathSelector::ShortestK(count)) => {
                Selector::Shortest(self.count_of_paths(count))
            }
            Some(PathSelector::AllShortest | PathSelector::ShortestGroups(None)) => {
                Selector::ShortestGroups(one())
            }
            Some(PathSelector::ShortestGroups(Some(count))) => {
                Selector::ShortestGroups(self.count_of_paths(count))
            }
            _ => Selector::All,
        }
    }

    fn count_of_paths(&mut self, count: &ast::Expression) -> Expression {
        let resolved = self.expression(count);
        if let ExpressionKind::Literal(Value::Integer(..1)) = resolved.kind {
            let message = "at least one path has to be asked for";
            self.report(mistake("NegativeIntegerArgument", message, count.span));
        }
        resolved
    }
}

fn nodes_of(start: Slot, hops: &[Hop]) -> Vec<Slot> {
    std::iter::once(start)
        .chain(hops.iter().map(|hop| hop.node))
        .collect()
}

fn one() -> Expression {
    ExpressionKind::Literal(Value::Integer(1)).at(Default::default())
}

fn same(left: Slot, right: Slot, span: crate::diagnostic::Span) -> Expression {
    let slot = |slot| ExpressionKind::Slot(slot).at(span);
    ExpressionKind::Comparison {
        operands: vec![slot(left), slot(right)],
        operators: vec![ComparisonOperator::Equal],
    }
    .at(span)
}
