//! What need not be asked, because it always holds.
//!
//! Labels: where every relationship of a type ends at a node with a label, who arrives along one need not ask for it. That is
//! so until the graph is changed, so the plan says what it relies on ([`Assumption`]), and only statements that read do it.
//!
//! Relationships: two that meet in a node differ where their other ends do, and those of a type without loops have ends that
//! differ.

use std::collections::HashSet;
use std::sync::Arc;

use crate::graph::{Direction, Graph};
use crate::planner::expression::{compared, ordered, slots_told_apart};
use crate::planner::pattern::follow;
use crate::planner::plan::{Assumption, Expression, Follow, OperatorKind};
use crate::semantics::expression::{ExpressionKind, LabelExpression, Slot};
use crate::semantics::query::{Pattern, PatternRelationship};
use crate::syntax::ast::{ComparisonOperator, SubqueryKind};

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
    let arrivals: &[Direction] = match follow.direction {
        Direction::Outgoing => &[Direction::Incoming],
        Direction::Incoming => &[Direction::Outgoing],
        Direction::Both | Direction::Ascending | Direction::Descending => {
            &[Direction::Incoming, Direction::Outgoing]
        }
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
            pairs.extend(kept_apart(predicate));
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
            if it.length.is_none()
                && it.left != it.right
                && let Some(loopless) = loopless(&it.types, graph)
            {
                let ends = [it.left, it.right].map(|at| pattern.nodes[at].slot);
                self.0.insert(sorted(ends[0], ends[1]));
                assumed.extend(loopless);
            }
        }
        (self, assumed)
    }

    /// Whether a predicate says no more than that two of these nodes differ.
    pub(super) fn implies(&self, predicate: &Expression) -> bool {
        different(predicate).is_some_and(|pair| self.0.contains(&pair))
    }

    /// Whether two relationships of a pattern differ: because they meet and their other ends differ, because they begin or end
    /// at nodes that differ, or because one has an end that is neither of the other's.
    pub(super) fn keeps(
        &self,
        left: &PatternRelationship,
        right: &PatternRelationship,
        pattern: &Pattern,
    ) -> bool {
        if left.length.is_some() || right.length.is_some() {
            return false;
        }
        let apart = |left: usize, right: usize| {
            let (left, right) = (pattern.nodes[left].slot, pattern.nodes[right].slot);
            self.0.contains(&sorted(left, right))
        };
        if let (Some(one), Some(two)) = (directed(left), directed(right))
            && (apart(one.0, two.0) || apart(one.1, two.1))
        {
            return true;
        }
        let is_no_end =
            |node: usize, of: &PatternRelationship| apart(node, of.left) && apart(node, of.right);
        let ends = [(left.left, left.right), (left.right, left.left)];
        let others = [(right.left, right.right), (right.right, right.left)];
        if ends.iter().any(|(end, _)| is_no_end(*end, right))
            || others.iter().any(|(end, _)| is_no_end(*end, left))
        {
            return true;
        }
        ends.iter().any(|(meeting, end)| {
            others.iter().any(|(met, other)| {
                let (end, other) = (pattern.nodes[*end].slot, pattern.nodes[*other].slot);
                meeting == met && self.0.contains(&sorted(end, other))
            })
        })
    }
}

/// What has to hold so that relationships of such types have ends that differ, if it holds now.
pub(super) fn loopless(types: &[Arc<str>], graph: &Graph) -> Option<Vec<Assumption>> {
    let kinds = types.iter().cloned();
    let assumed: Vec<_> = kinds.map(|kind| Assumption::NoLoops { kind }).collect();
    let holds = !assumed.is_empty() && assumed.iter().all(|it| it.holds(graph));
    holds.then_some(assumed)
}

/// Where a relationship starts and where it ends.
fn directed(it: &PatternRelationship) -> Option<(usize, usize)> {
    match it.direction {
        Direction::Outgoing => Some((it.left, it.right)),
        Direction::Incoming => Some((it.right, it.left)),
        Direction::Both | Direction::Ascending | Direction::Descending => None,
    }
}

/// The nodes that differ because one is joined to a third node in a way the other is not: `(c)-[:R]->(a)` and
/// `NOT (c)-[:R]->(b)`.
pub(super) fn by_absence<'e>(
    pattern: &Pattern,
    predicates: impl Iterator<Item = &'e Expression>,
) -> Apart {
    let mut pairs = HashSet::new();
    for (from, to, absent) in predicates.filter_map(absent) {
        for it in &pattern.relationships {
            let known = it.length.is_none() && is_part_of(&it.types, &absent.types);
            let ends = [it.left, it.right].map(|at| pattern.nodes[at].slot);
            for ((near, far), follow) in [
                ((ends[0], ends[1]), follow(it, false)),
                ((ends[1], ends[0]), follow(it, true)),
            ] {
                let way = |direction| {
                    absent.direction == Direction::Both || absent.direction == direction
                };
                if known && near == from && far != to && way(follow.direction) {
                    pairs.insert(sorted(far, to));
                }
                if known && near == to && far != from && way(follow.direction.reversed()) {
                    pairs.insert(sorted(far, from));
                }
            }
        }
    }
    Apart(pairs)
}

fn is_part_of(types: &[Arc<str>], all: &[Arc<str>]) -> bool {
    all.is_empty() || !types.is_empty() && types.iter().all(|kind| all.contains(kind))
}

/// `NOT (a)-[:R]->(b)` of two bound nodes.
fn absent(predicate: &Expression) -> Option<(Slot, Slot, &Follow)> {
    let ExpressionKind::Not(of) = &predicate.kind else {
        return None;
    };
    joined(of)
}

/// `(a)-[:R]->(b)` of two bound nodes.
fn joined(predicate: &Expression) -> Option<(Slot, Slot, &Follow)> {
    let ExpressionKind::Subquery {
        kind: SubqueryKind::Exists,
        query,
        ..
    } = &predicate.kind
    else {
        return None;
    };
    match &query.root.kind {
        OperatorKind::ExpandInto {
            input,
            from,
            to,
            follow,
            ..
        } if matches!(input.kind, OperatorKind::Argument { .. }) => Some((*from, *to, follow)),
        _ => None,
    }
}

/// What a predicate asks of nodes of a pattern, where that is no more than this.
pub(super) enum Compared {
    /// Whether two differ, or which of them has the lower id.
    Apart((Slot, Slot)),
    /// Whether two are joined.
    Joined((Slot, Slot)),
    /// Whether something goes on from one.
    Alone,
}

impl Compared {
    pub(super) fn of(predicate: &Expression, pattern: &Pattern) -> Option<Self> {
        if let Some(pair) = kept_apart(predicate) {
            let is_node = |slot| pattern.nodes.iter().any(|node| node.slot == slot);
            return (is_node(pair.0) && is_node(pair.1)).then_some(Compared::Apart(pair));
        }
        let asked = match &predicate.kind {
            ExpressionKind::Not(of) => of,
            _ => predicate,
        };
        if let Some((from, to, _)) = joined(asked) {
            return Some(Compared::Joined(sorted(from, to)));
        }
        match &asked.kind {
            ExpressionKind::Subquery {
                kind: SubqueryKind::Exists,
                imports,
                ..
            } if imports.len() == 1 => Some(Compared::Alone),
            _ => None,
        }
    }
}

/// A pair of which it does not matter which comes first.
pub(super) fn sorted<T: Ord + Copy>(left: T, right: T) -> (T, T) {
    (left.min(right), left.max(right))
}

/// `a <> b` of two variables.
fn different(predicate: &Expression) -> Option<(Slot, Slot)> {
    slots_told_apart(predicate).map(|(left, right)| sorted(left, right))
}

/// The two variables of `a <> b`, or of `id(a) < id(b)`, which says more.
fn kept_apart(predicate: &Expression) -> Option<(Slot, Slot)> {
    let ordered = || ordered(predicate).map(|(low, high)| sorted(low, high));
    different(predicate).or_else(ordered)
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
