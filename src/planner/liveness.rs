//! Which slots each operator's rows have to carry.
//!
//! One walk from the top down: what is read above, less what the operator sets, plus what it reads. Where a row enters an
//! inner plan, what the inner plan's leaf needs is asked of the row.

use std::collections::{BTreeSet, HashMap};

use super::expression::{introduced, named, visit};
use super::plan::{ArgumentId, Expression, Operator, OperatorKind, Plan};
use super::tree::{
    for_each_plan, introduced_within, introduces, slots_created, slots_read, slots_set,
};
use crate::semantics::expression::{ExpressionKind, Slot};
use crate::syntax::ast::SubqueryKind;
use crate::value::with_room;

type Slots = BTreeSet<Slot>;

/// Sets `live` of every operator of a statement.
pub(crate) fn annotate(root: &mut Operator) {
    let columns = slots_read(&root.kind).into_iter().collect();
    let whole = matches!(root.kind, OperatorKind::ProduceResults { .. });
    Liveness::default().operator(root, if whole { columns } else { Slots::new() });
}

#[derive(Default)]
struct Liveness {
    /// What the leaves of each inner plan need of its row.
    needed: HashMap<ArgumentId, Slots>,
}

impl Liveness {
    fn operator(&mut self, operator: &mut Operator, above: Slots) {
        with_room(|| self.annotate(operator, above));
    }

    fn annotate(&mut self, operator: &mut Operator, above: Slots) {
        let live = carried(&operator.kind, above);
        operator.live = live.iter().copied().collect();
        let mut below = live;
        for slot in introduces(&operator.kind) {
            below.remove(&slot);
        }
        below.extend(slots_read(&operator.kind));
        let read = self.expressions(operator);
        let own = set_before_expressions(&operator.kind);
        below.extend(read.iter().filter(|slot| !own.contains(slot)));
        self.inputs(operator, below, read);
    }

    /// Passes on what is needed below; `read` are the slots the operator's expressions read.
    fn inputs(&mut self, operator: &mut Operator, below: Slots, read: Slots) {
        use OperatorKind as K;
        let live: Slots = operator.live.iter().copied().collect();
        match &mut operator.kind {
            K::Argument {
                argument: Some(argument),
            } => {
                self.needed.entry(*argument).or_default().extend(live);
            }
            K::Argument { argument: None } => operator.live.clear(),
            K::Union { inputs, outputs } => self.union(inputs, outputs, &live),
            K::CartesianProduct { left, right }
            | K::ValueHashJoin { left, right, .. }
            | K::NodeHashJoin { left, right, .. } => self.sides(left, right, below),
            K::Apply {
                input,
                inner,
                argument,
            }
            | K::OptionalApply {
                input,
                inner,
                argument,
                ..
            } => {
                self.applied((input, inner, *argument), below, live);
            }
            K::TransactionApply {
                input,
                inner,
                argument,
                batches,
                ..
            } => {
                let mut above = live;
                above.retain(|slot| batches.status != Some(*slot));
                self.applied((input, inner, *argument), below, above);
            }
            K::SemiApply {
                input,
                inner,
                argument,
                ..
            } => {
                self.applied((input, inner, *argument), below, Slots::new());
            }
            K::Foreach {
                input,
                body,
                argument,
                slot,
                ..
            } => {
                self.operator(body, Slots::new());
                let mut below = below;
                below.extend(self.taken(*argument).into_iter().filter(|it| it != slot));
                self.operator(input, below);
            }
            K::Merge {
                input,
                inner,
                argument,
                create,
                on_create,
                on_match,
            } => {
                let given = introduced_within(inner);
                let created = slots_created(create);
                let mut above = live;
                above.extend(read);
                above.extend(slots_set(on_create).into_iter().chain(slots_set(on_match)));
                above.retain(|slot| given.contains(slot) || !created.contains(slot));
                let below = below
                    .into_iter()
                    .filter(|slot| !created.contains(slot))
                    .collect();
                self.applied((input, inner, *argument), below, above);
            }
            _ => {
                for input in operator.inputs_mut() {
                    self.operator(input, below.clone());
                }
            }
        }
    }

    fn applied(
        &mut self,
        (input, inner, argument): (&mut Operator, &mut Operator, ArgumentId),
        below: Slots,
        above: Slots,
    ) {
        let mut below = kept_outside(&below, &introduced_within(inner));
        self.operator(inner, above);
        below.extend(self.taken(argument));
        self.operator(input, below);
    }

    fn taken(&mut self, argument: ArgumentId) -> Slots {
        self.needed.remove(&argument).unwrap_or_default()
    }

    fn sides(&mut self, left: &mut Operator, right: &mut Operator, below: Slots) {
        let own = introduced_within(right);
        let right_needs = below.iter().filter(|it| own.contains(it));
        self.operator(right, right_needs.copied().collect());
        self.operator(left, kept_outside(&below, &own));
    }

    /// The columns of a union that are read, each by its name in each input.
    fn union(&mut self, inputs: &mut [(Operator, Vec<Slot>)], outputs: &[Slot], live: &Slots) {
        for (input, own) in inputs {
            let read = outputs
                .iter()
                .zip(own.iter())
                .filter(|(output, _)| live.contains(output));
            self.operator(input, read.map(|(_, own)| *own).collect());
        }
    }

    /// What an operator's own expressions read, their subqueries included.
    fn expressions(&mut self, operator: &mut Operator) -> Slots {
        let mut read = Slots::new();
        for_each_kind(operator, &mut |kind, plan| self.nested(plan, kind));
        for expression in operator.expressions() {
            read.extend(self.read_by(expression));
        }
        let mut done = Vec::new();
        for_each_plan(operator, &mut |plan| done.push(plan.argument));
        for argument in done {
            self.needed.remove(&argument);
        }
        if let OperatorKind::VarLengthExpand { steps, .. }
        | OperatorKind::ShortestPath { steps, .. } = &operator.kind
        {
            read.remove(&steps.element);
        }
        if let OperatorKind::PathSearch { search, .. } = &operator.kind {
            search.inner().iter().for_each(|slot| {
                read.remove(slot);
            });
        }
        if let OperatorKind::ProjectEndpoints {
            list: Some(steps), ..
        } = &operator.kind
        {
            read.remove(&steps.element);
        }
        read
    }

    fn nested(&mut self, plan: &mut Plan, kind: SubqueryKind) {
        let above = match kind {
            SubqueryKind::Collect => plan.columns.iter().map(|column| column.slot).collect(),
            _ => Slots::new(),
        };
        self.operator(&mut plan.root, above);
    }

    fn read_by(&self, expression: &Expression) -> Slots {
        let mut read = Slots::new();
        let mut own = Slots::new();
        visit(expression, &mut |part| {
            own.extend(introduced(&part.kind));
            match &part.kind {
                ExpressionKind::Subquery { query, .. } => {
                    read.extend(self.needed.get(&query.argument).into_iter().flatten());
                }
                other => read.extend(named(other)),
            }
        });
        read.retain(|slot| !own.contains(slot));
        read
    }
}

/// What of the slots read above an operator its rows can carry: after a grouping nothing else is left.
fn carried(kind: &OperatorKind, above: Slots) -> Slots {
    let left: Slots = match kind {
        OperatorKind::EagerAggregation { .. } | OperatorKind::Union { .. } => {
            introduces(kind).into_iter().collect()
        }
        OperatorKind::Distinct { slots, .. } => slots.iter().copied().collect(),
        OperatorKind::EmptyResult { .. } => Slots::new(),
        _ => return above,
    };
    above
        .into_iter()
        .filter(|slot| left.contains(slot))
        .collect()
}

/// Slots an operator sets itself before its expressions read them.
fn set_before_expressions(kind: &OperatorKind) -> Vec<Slot> {
    match kind {
        OperatorKind::Create { .. }
        | OperatorKind::Merge { .. }
        | OperatorKind::ShortestPath { .. }
        | OperatorKind::PathSearch { .. } => introduces(kind),
        _ => Vec::new(),
    }
}

fn kept_outside(slots: &Slots, given: &Slots) -> Slots {
    slots
        .iter()
        .filter(|slot| !given.contains(slot))
        .copied()
        .collect()
}

fn for_each_kind(operator: &mut Operator, f: &mut dyn FnMut(SubqueryKind, &mut Plan)) {
    for expression in operator.expressions_mut() {
        super::expression::visit_mut(expression, &mut |part| {
            if let ExpressionKind::Subquery { query, kind, .. } = &mut part.kind {
                f(*kind, query);
            }
        });
    }
}
