//! What need not be asked, because it always holds.
//!
//! Labels: where every relationship of a type ends at a node with a label, who arrives along one need not ask for it. That is
//! so until the graph is changed, so the plan says what it relies on ([`Assumption`]), and only statements that read do it.
//!
//! Relationships: two that meet in a node differ where their other ends do, and those of a type without loops have ends that
//! differ.

use std::collections::HashSet;
use std::sync::Arc;

use crate::graph::{Direction as Way, Graph};
use crate::planner::plan::{Assumption, Expression, Follow};
use crate::semantics::expression::{ExpressionKind, LabelExpression, Slot};
use crate::semantics::query::{Pattern, PatternRelationship};
use crate::syntax::ast::{ComparisonOperator, Direction};

/// What has to hold so that all nodes arrived at by following have such labels, if it holds now.
pub(super) fn labels(
    labels: &LabelExpression,
    follow: &Follow,
    graph: &Graph,
) -> Option<Vec<Assumption>> {
    match labels {
        LabelExpression::Name(label) => {
            let assumed = assume(label, follow);
            (!assumed.is_empty() && assumed.iter().all(|it| it.holds(graph))).then_some(assumed)
        }
        LabelExpression::And(all) => {
            let each = all.iter().map(|it| self::labels(it, follow, graph));
            Some(each.collect::<Option<Vec<_>>>()?.concat())
        }
        LabelExpression::Or(any) => any.iter().find_map(|it| self::labels(it, follow, graph)),
        LabelExpression::Not(_) | LabelExpression::Wildcard => None,
    }
}

fn assume(label: &Arc<str>, follow: &Follow) -> Vec<Assumption> {
    let arrivals: &[Way] = match follow.direction {
        Direction::Outgoing => &[Way::Incoming],
        Direction::Incoming => &[Way::Outgoing],
        Direction::Both => &[Way::Incoming, Way::Outgoing],
    };
    let types = follow.types.iter();
    let each = |kind: &Arc<str>| {
        arrivals.iter().map({
            let (kind, label) = (kind.clone(), label.clone());
            move |&end| Assumption::Ends {
                kind: kind.clone(),
                end,
                label: label.clone(),
            }
        })
    };
    types.flat_map(each).collect()
}

/// Pairs of nodes that predicates keep apart.
#[derive(Default)]
pub(super) struct Apart(HashSet<(Slot, Slot)>);

impl Apart {
    pub(super) fn of<'e>(predicates: impl Iterator<Item = &'e Expression> + Clone) -> Self {
        let mut pairs = HashSet::new();
        let equal: Vec<_> = predicates
            .clone()
            .filter_map(|it| fixed(it, ComparisonOperator::Equal))
            .collect();
        for predicate in predicates {
            pairs.extend(different(predicate));
            let Some((slot, key, value)) = fixed(predicate, ComparisonOperator::NotEqual) else {
                continue;
            };
            let others = equal.iter();
            let others = others.filter(|it| it.1 == key && is_same(it.2, value));
            pairs.extend(others.map(|it| sorted(it.0, slot)));
        }
        Self(pairs)
    }

    /// The same with the ends of relationships of types without loops, and what that relies on.
    pub(super) fn with_ends(mut self, pattern: &Pattern, graph: &Graph) -> (Self, Vec<Assumption>) {
        let mut assumed = Vec::new();
        for it in &pattern.relationships {
            let loopless: Vec<Assumption> = it
                .types
                .iter()
                .map(|kind| Assumption::NoLoops { kind: kind.clone() })
                .collect();
            let known = !loopless.is_empty() && loopless.iter().all(|it| it.holds(graph));
            if known && it.length.is_none() && it.left != it.right {
                let ends = [it.left, it.right].map(|at| pattern.nodes[at].slot);
                self.0.insert(sorted(ends[0], ends[1]));
                assumed.extend(loopless);
            }
        }
        (self, assumed)
    }

    /// Whether two relationships of a pattern differ because they meet and their other ends differ.
    pub(super) fn keeps(
        &self,
        left: &PatternRelationship,
        right: &PatternRelationship,
        pattern: &Pattern,
    ) -> bool {
        if left.length.is_some() || right.length.is_some() {
            return false;
        }
        let ends = [(left.left, left.right), (left.right, left.left)];
        let others = [(right.left, right.right), (right.right, right.left)];
        ends.iter().any(|(meeting, end)| {
            others.iter().any(|(met, other)| {
                let (end, other) = (pattern.nodes[*end].slot, pattern.nodes[*other].slot);
                meeting == met && self.0.contains(&sorted(end, other))
            })
        })
    }
}

fn sorted(left: Slot, right: Slot) -> (Slot, Slot) {
    (left.min(right), left.max(right))
}

/// `a <> b` of two variables.
fn different(predicate: &Expression) -> Option<(Slot, Slot)> {
    let (left, right) = compared(predicate, ComparisonOperator::NotEqual)?;
    match (&left.kind, &right.kind) {
        (ExpressionKind::Slot(left), ExpressionKind::Slot(right)) => Some(sorted(*left, *right)),
        _ => None,
    }
}

/// `a.key = value` or `a.key <> value` with a value that is the same for all rows.
fn fixed(
    predicate: &Expression,
    operator: ComparisonOperator,
) -> Option<(Slot, &Arc<str>, &Expression)> {
    let (left, right) = compared(predicate, operator)?;
    let (asked, value) = if is_constant(right) {
        (left, right)
    } else {
        (right, left)
    };
    match &asked.kind {
        ExpressionKind::Property { base, key } if is_constant(value) => match base.kind {
            ExpressionKind::Slot(slot) => Some((slot, key, value)),
            _ => None,
        },
        _ => None,
    }
}

fn compared(
    predicate: &Expression,
    operator: ComparisonOperator,
) -> Option<(&Expression, &Expression)> {
    let ExpressionKind::Comparison {
        operands,
        operators,
    } = &predicate.kind
    else {
        return None;
    };
    match (operands.as_slice(), operators.as_slice()) {
        ([left, right], [one]) if *one == operator => Some((left, right)),
        _ => None,
    }
}

fn is_constant(expression: &Expression) -> bool {
    matches!(
        expression.kind,
        ExpressionKind::Literal(_) | ExpressionKind::Parameter(_)
    )
}

fn is_same(left: &Expression, right: &Expression) -> bool {
    match (&left.kind, &right.kind) {
        (ExpressionKind::Literal(left), ExpressionKind::Literal(right)) => {
            crate::value::compare::equal(left, right) == Some(true)
        }
        (ExpressionKind::Parameter(left), ExpressionKind::Parameter(right)) => left == right,
        _ => false,
    }
}
