//! `MATCH` clauses behind each other are one pattern: the order of its parts need not be that of the clauses.
//!
//! Relationships still have to differ only from those of their own clause.

use std::borrow::Cow;

use crate::planner::expression::{has_subquery, is_volatile};
use crate::semantics::expression::{LabelExpression, Slot};
use crate::semantics::query::{Clause, Match, Pattern, PatternNode, PatternRelationship};

/// The clauses, those merged that may be.
pub(super) fn merged(clauses: &[Clause]) -> Vec<Cow<'_, Clause>> {
    let mut all: Vec<Cow<'_, Clause>> = Vec::new();
    for clause in clauses {
        match (all.last_mut().map(|last| &**last), clause) {
            (Some(Clause::Match(before)), Clause::Match(after)) if may_merge(before, after) => {
                let both = Clause::Match(together(before, after));
                all.pop();
                all.push(Cow::Owned(both));
            }
            _ => all.push(Cow::Borrowed(clause)),
        }
    }
    all
}

fn may_merge(before: &Match, after: &Match) -> bool {
    let plain = |clause: &Match| {
        let asks = clause
            .predicates
            .iter()
            .any(|it| has_subquery(it) || is_volatile(it));
        !clause.optional
            && clause.pattern.shortest.is_empty()
            && clause.pattern.searches.is_empty()
            && clause.pattern.different_relationships
            && !asks
    };
    let nodes = after.pattern.nodes.iter();
    let mut shared = nodes.filter(|node| has_node(&before.pattern, node.slot));
    plain(before) && plain(after) && shared.next().is_some() && !shares_relationship(before, after)
}

fn has_node(pattern: &Pattern, slot: Slot) -> bool {
    pattern.nodes.iter().any(|node| node.slot == slot)
}

fn shares_relationship(before: &Match, after: &Match) -> bool {
    let mut relationships = after.pattern.relationships.iter();
    relationships.any(|it| {
        it.bound
            || before
                .pattern
                .relationships
                .iter()
                .any(|other| other.slot == it.slot)
    })
}

fn together(before: &Match, after: &Match) -> Match {
    let mut pattern = before.pattern.clone();
    let clause = 1 + pattern
        .relationships
        .iter()
        .map(|it| it.clause)
        .max()
        .unwrap_or(0);
    let nodes = after.pattern.nodes.iter();
    let places: Vec<usize> = nodes.map(|node| place(&mut pattern, node)).collect();
    let relationships = after.pattern.relationships.iter();
    pattern
        .relationships
        .extend(relationships.map(|it| PatternRelationship {
            left: places[it.left],
            right: places[it.right],
            clause,
            ..it.clone()
        }));
    pattern.paths.extend(after.pattern.paths.iter().cloned());
    let predicates = before.predicates.iter().chain(&after.predicates);
    Match {
        optional: false,
        pattern,
        predicates: predicates.cloned().collect(),
    }
}

/// Where a node is in a pattern; it is added where it is not, and its labels to those it has there where it is.
fn place(pattern: &mut Pattern, node: &PatternNode) -> usize {
    let known = pattern.nodes.iter().position(|it| it.slot == node.slot);
    let Some(at) = known else {
        pattern.nodes.push(node.clone());
        return pattern.nodes.len() - 1;
    };
    let labels = &mut pattern.nodes[at].labels;
    *labels = match (labels.take(), node.labels.clone()) {
        (Some(one), Some(other)) if one != other => Some(LabelExpression::And(vec![one, other])),
        (one, other) => one.or(other),
    };
    at
}
