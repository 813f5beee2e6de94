//! What is asked of nodes just arrived at is asked while expanding: of sorted neighbours those with a label or an id in a range
//! often stand together, and those that are neighbours of another node, too, are found by intersecting lists (a cycle is closed before
//! its rows are made).

use crate::planner::expression::{labels_asked, ordered};
use crate::planner::plan::{Bound, Counting, Expression, Follow, Join, Operator, OperatorKind};
use crate::semantics::expression::{LabelExpression, Slot};
use crate::semantics::query::{Variable, VariableKind};
use crate::value::with_room;

/// Moves such conditions into the expansions of a tree.
pub(crate) fn everywhere(operator: &mut Operator, variables: &[Variable]) {
    for input in operator.inputs_mut() {
        with_room(|| everywhere(input, variables));
    }
    let goes = match &operator.kind {
        OperatorKind::Filter { .. } => moves_conditions(operator, variables),
        OperatorKind::ExpandInto { .. } => moves_cycle(operator),
        OperatorKind::SemiApply { .. } => moves_existence(operator),
        _ => false,
    };
    if goes {
        let live = std::mem::take(&mut operator.live);
        let input = operator.inputs_mut().remove(0).take();
        *operator = input;
        operator.live = live;
    }
}

/// What of an expansion conditions may be moved into.
struct Expansion<'o> {
    from: Slot,
    to: Slot,
    labels: &'o mut Vec<LabelExpression>,
    bounds: &'o mut Vec<Bound>,
    joins: &'o mut Vec<Join>,
}

/// The expansion below an operator, with nothing but conditions between.
fn expansion(operator: &mut Operator) -> Option<Expansion<'_>> {
    match &mut operator.kind {
        OperatorKind::ExpandAll {
            from,
            to,
            labels,
            bounds,
            joins,
            ..
        } => Some(Expansion {
            from: *from,
            to: *to,
            labels,
            bounds,
            joins,
        }),
        OperatorKind::Filter { input, .. }
        | OperatorKind::ExpandInto { input, .. }
        | OperatorKind::SemiApply { input, .. } => with_room(|| expansion(input)),
        _ => None,
    }
}

/// Moves what a filter asks of labels and ids. Whether nothing is left of it.
fn moves_conditions(operator: &mut Operator, variables: &[Variable]) -> bool {
    let OperatorKind::Filter { input, predicates } = &mut operator.kind else {
        return false;
    };
    let Some(mut expansion) = expansion(input) else {
        return false;
    };
    predicates.retain(|predicate| !expansion.takes(predicate, variables));
    predicates.is_empty()
}

/// Moves what closes a cycle. Whether nothing is left of it: its relationship is read by nobody.
fn moves_cycle(operator: &mut Operator) -> bool {
    let OperatorKind::ExpandInto {
        input,
        from,
        relationship,
        to,
        follow,
    } = &mut operator.kind
    else {
        return false;
    };
    let is_read = operator.live.contains(relationship);
    let counting = if is_read {
        Counting::Exists
    } else {
        Counting::Times
    };
    let Some(expansion) = expansion(input) else {
        return false;
    };
    let join = join((*from, *to), follow, *relationship, counting);
    expansion.closes(join) && !is_read
}

/// Moves that a relationship to another node exists, or that none does. Whether nothing is left.
fn moves_existence(operator: &mut Operator) -> bool {
    let OperatorKind::SemiApply {
        input,
        inner,
        argument,
        anti,
    } = &mut operator.kind
    else {
        return false;
    };
    let OperatorKind::ExpandInto {
        input: leaf,
        from,
        relationship,
        to,
        follow,
    } = &inner.kind
    else {
        return false;
    };
    let of_row =
        matches!(leaf.kind, OperatorKind::Argument { argument: of } if of == Some(*argument));
    let counting = if *anti {
        Counting::Absent
    } else {
        Counting::Exists
    };
    let join = join((*from, *to), follow, *relationship, counting);
    of_row && expansion(input).is_some_and(|it| it.closes(join))
}

/// The node a join begins at, and what it is.
fn join(
    (from, to): (Slot, Slot),
    follow: &Follow,
    relationship: Slot,
    counting: Counting,
) -> (Slot, Join) {
    let follow = follow.clone();
    let join = Join {
        to,
        follow,
        counting,
        relationship,
    };
    (from, join)
}

impl Expansion<'_> {
    /// Takes a condition on the node arrived at over.
    fn takes(&mut self, predicate: &Expression, variables: &[Variable]) -> bool {
        if let Some((slot, labels)) = labels_asked(predicate) {
            if slot == self.to {
                self.labels.push(labels.clone());
            }
            return slot == self.to;
        }
        let Some((low, high)) = ordered(predicate) else {
            return false;
        };
        let greater = high == self.to;
        let than = if greater { low } else { high };
        let is_node = variables[than.0 as usize].kind == VariableKind::Node;
        let moves = is_node && low != high && (greater || low == self.to);
        if moves {
            let than = (than != self.from).then_some(than);
            self.bounds.push(Bound { than, greater });
        }
        moves
    }

    /// Takes a join of the node arrived at with another over, whichever of them it begins at.
    fn closes(self, (from, join): (Slot, Join)) -> bool {
        if from == join.to || (from != self.to && join.to != self.to) {
            return false;
        }
        self.joins.push(match from == self.to {
            true => join,
            false => Join {
                to: from,
                follow: join.follow.reversed(),
                ..join
            },
        });
        true
    }
}
