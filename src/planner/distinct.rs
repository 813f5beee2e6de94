//! Rows that differ in nothing that matters are not made.
//!
//! Where one node is all that is read of the rows, and only whether it is there, not how often, an expansion gives each node it leads
//! to once: chains of expansions become an `Expand(Distinct)`, which goes from set to set of nodes, and an expansion of variable
//! length a breadth-first search that never comes back to a node.

use super::expression::{different, reads, slot_of};
use super::plan::{AggregateItem, DistinctHop, Expression, Operator, OperatorKind};
use crate::semantics::expression::Slot;

/// No more hops are kept apart from each other.
pub(crate) const MOST_APART: usize = 4;

/// Puts an operator that gives each node once in the place of one that gives it again and again.
pub(super) fn merge(operator: &mut Operator, nodes: f64) {
    let rows = operator.estimated_rows.min(nodes);
    let [to] = *operator.live else {
        return;
    };
    let giving = |kind| Operator {
        live: vec![to],
        estimated_rows: rows,
        ..Operator::new(kind)
    };
    let found = pruning(operator, to).or_else(|| expand_distinct(operator, to));
    if let Some((kind, predicates)) = found {
        *operator = giving(kind);
        if !predicates.is_empty() {
            let input = Box::new(operator.take());
            *operator = giving(OperatorKind::Filter { input, predicates });
        }
    }
}

/// What is counted without repetition over rows in which nothing is repeated is their number.
pub(super) fn count_rows(operator: &mut Operator) {
    let OperatorKind::EagerAggregation {
        input,
        keys,
        aggregates,
    } = &mut operator.kind
    else {
        return;
    };
    let Some(node) = only_once(input).filter(|_| keys.is_empty()) else {
        return;
    };
    for item in aggregates.iter_mut().filter(|it| counts(it, node)) {
        item.function = None;
        item.arguments.clear();
        item.distinct = false;
    }
}

/// Whether an item is `count(DISTINCT x)`.
fn counts(item: &AggregateItem, slot: Slot) -> bool {
    let named = item.function.as_ref().is_some_and(|it| it.name == "count");
    let arguments = item.arguments.iter().map(slot_of);
    named && item.distinct && arguments.eq([Some(slot)])
}

/// The node that no two rows share.
fn only_once(operator: &Operator) -> Option<Slot> {
    match &operator.kind {
        OperatorKind::Filter { input, .. } => only_once(input),
        OperatorKind::ExpandDistinct { hops, .. } => hops.last().map(|hop| hop.to),
        OperatorKind::PruningVarLengthExpand { to, .. } => Some(*to),
        _ => None,
    }
}

/// An expansion of variable length, with what of the predicates above it is left.
fn pruning(operator: &mut Operator, node: Slot) -> Option<(OperatorKind, Vec<Expression>)> {
    let mut asked = Asked::of(node);
    let expansion = match &mut operator.kind {
        OperatorKind::Filter { input, predicates } => {
            if !asked.take(predicates) {
                return None;
            }
            &mut **input
        }
        _ => operator,
    };
    let OperatorKind::VarLengthExpand {
        input,
        from,
        relationships,
        to,
        follow,
        steps,
        into: false,
        ..
    } = &mut expansion.kind
    else {
        return None;
    };
    let ends = [(*from, *to), (*to, *from)];
    let prunes = *to == node
        && steps.min <= 1
        && steps.predicates.is_empty()
        && !expansion.live.contains(relationships)
        && asked.apart.iter().all(|pair| ends.contains(pair));
    prunes.then(|| {
        let kind = OperatorKind::PruningVarLengthExpand {
            input: Box::new(input.take()),
            from: *from,
            apart: !asked.apart.is_empty(),
            relationships: *relationships,
            to: *to,
            follow: follow.clone(),
            steps: steps.clone(),
        };
        (kind, asked.predicates)
    })
}

/// What is asked of the rows of which one node is read.
struct Asked {
    node: Slot,
    /// Pairs of variables that differ.
    apart: Vec<(Slot, Slot)>,
    /// What else is asked of the node alone.
    predicates: Vec<Expression>,
}

impl Asked {
    fn of(node: Slot) -> Self {
        Self {
            node,
            apart: Vec::new(),
            predicates: Vec::new(),
        }
    }

    /// Takes predicates. Whether that could be done with all of them.
    fn take(&mut self, predicates: &[Expression]) -> bool {
        predicates.iter().all(|predicate| {
            if let Some(pair) = different(predicate) {
                self.apart.push(pair);
                return true;
            }
            let alone = reads(predicate).iter().all(|slot| *slot == self.node);
            self.predicates.extend(alone.then(|| predicate.clone()));
            alone
        })
    }
}

/// Expansions one behind the other, with the pairs of their relationships that are kept apart.
struct Chain {
    /// The last hop first.
    hops: Vec<DistinctHop>,
    from: Option<Slot>,
    asked: Asked,
    /// How many operators it is made of.
    operators: usize,
}

impl Chain {
    fn to(node: Slot) -> Self {
        Self {
            hops: Vec::new(),
            from: None,
            asked: Asked::of(node),
            operators: 0,
        }
    }

    /// Takes a further operator from below, if it belongs there.
    fn take(&mut self, operator: &Operator) -> bool {
        match &operator.kind {
            OperatorKind::Filter { predicates, .. } => {
                self.operators += 1;
                let before = self.asked.predicates.len();
                let all = self.asked.take(predicates);
                all && (self.hops.is_empty() || self.asked.predicates.len() == before)
            }
            OperatorKind::ExpandAll {
                from,
                relationship,
                to,
                follow,
                labels,
                bounds,
                joins,
                ..
            } if bounds.is_empty()
                && joins.is_empty()
                && self.from.unwrap_or(self.asked.node) == *to =>
            {
                self.from = Some(*from);
                self.operators += 1;
                self.hops.push(DistinctHop {
                    follow: follow.clone(),
                    relationship: *relationship,
                    to: *to,
                    labels: labels.clone(),
                    apart_from: Vec::new(),
                    end_apart_from: Vec::new(),
                });
                true
            }
            _ => false,
        }
    }

    /// The hops in order, where all that is kept apart is among them.
    fn finished(&self) -> Option<Vec<DistinctHop>> {
        if !self.asked.apart.is_empty() && self.hops.len() > MOST_APART {
            return None;
        }
        let mut hops: Vec<DistinctHop> = self.hops.iter().rev().cloned().collect();
        let relationships: Vec<Slot> = hops.iter().map(|hop| hop.relationship).collect();
        let mut nodes = vec![self.from?];
        nodes.extend(hops.iter().map(|hop| hop.to));
        for pair in &self.asked.apart {
            if let Some((earlier, later)) = places(*pair, &relationships) {
                hops[later].apart_from.push(earlier);
            } else {
                let (earlier, later) = places(*pair, &nodes)?;
                hops[later - 1].end_apart_from.push(earlier);
            }
        }
        Some(hops)
    }
}

/// Where two different slots stand among some, the earlier one first.
fn places((one, other): (Slot, Slot), slots: &[Slot]) -> Option<(usize, usize)> {
    let place = |slot| slots.iter().position(|it| *it == slot);
    let (one, other) = (place(one)?, place(other)?);
    (one != other).then_some((one.min(other), one.max(other)))
}

/// The kind that takes an operator's place, and what of its predicates is left.
fn expand_distinct(operator: &mut Operator, node: Slot) -> Option<(OperatorKind, Vec<Expression>)> {
    let mut chain = Chain::to(node);
    let mut longest = None;
    let mut at = &*operator;
    while chain.take(at) {
        if let OperatorKind::ExpandAll { .. } = at.kind
            && let Some(hops) = chain.finished()
        {
            longest = Some((hops, chain.from?, chain.operators));
        }
        at = at.inputs().into_iter().next()?;
    }
    let (hops, from, operators) = longest?;
    let mut below = operator;
    for _ in 0..operators {
        below = below.inputs_mut().into_iter().next()?;
    }
    let input = Box::new(below.take());
    let kind = OperatorKind::ExpandDistinct { input, from, hops };
    Some((kind, chain.asked.predicates))
}
