//! Looking into a plan's tree: inputs, expressions, slots.

use std::collections::BTreeSet;

use super::expression::{visit, visit_mut};
use super::plan::{
    AggregateItem, Branch, Create, Expression, Operator, OperatorKind, Plan, RemoveItem, SetItem,
};
use crate::semantics::expression::{ExpressionKind, Slot};
use crate::semantics::query::{NewType, Selector};
use crate::value::with_room;

impl Plan {
    /// One more than the greatest number of an operator: the size of an array indexed by them.
    pub fn operator_count(&self) -> usize {
        last_number(&self.root) + 1
    }
}

impl Drop for Plan {
    fn drop(&mut self) {
        self.root.take().dismantle();
    }
}

fn last_number(operator: &Operator) -> usize {
    let inputs = operator.inputs().into_iter();
    let nested = plans(operator).into_iter().map(|plan| &plan.root);
    inputs
        .chain(nested)
        .map(|below| with_room(|| last_number(below)))
        .fold(operator.id, usize::max)
}

impl Operator {
    /// An operator about which nothing is known yet but what it does.
    pub(crate) fn new(kind: OperatorKind) -> Self {
        Self {
            kind,
            live: Vec::new(),
            estimated_rows: 0.0,
            id: 0,
        }
    }

    /// Lets go of a tree from the top down, so that a long one needs no more stack than a short one.
    fn dismantle(self) {
        let mut waiting = vec![self];
        while let Some(mut operator) = waiting.pop() {
            waiting.extend(operator.inputs_mut().into_iter().map(Operator::take));
        }
    }

    /// What stands in a box while an operator is taken out of it.
    pub(crate) fn hollow() -> Self {
        Operator::new(OperatorKind::Argument { argument: None })
    }

    /// Takes the operator out, leaving a hollow one.
    pub(crate) fn take(&mut self) -> Self {
        std::mem::replace(self, Operator::hollow())
    }

    /// The operators it takes rows from, the inner plans of Apply and its like included, left to right.
    pub fn inputs(&self) -> Vec<&Operator> {
        inputs(&self.kind)
    }

    pub(crate) fn inputs_mut(&mut self) -> Vec<&mut Operator> {
        inputs_mut(&mut self.kind)
    }

    /// The expressions it evaluates itself.
    pub(crate) fn expressions(&self) -> Vec<&Expression> {
        expressions(&self.kind)
    }

    pub(crate) fn expressions_mut(&mut self) -> Vec<&mut Expression> {
        expressions_mut(&mut self.kind)
    }

    /// Whether it changes the graph itself, its inputs aside.
    pub(crate) fn updates(&self) -> bool {
        use OperatorKind as K;
        matches!(
            self.kind,
            K::Create { .. }
                | K::Merge { .. }
                | K::Set { .. }
                | K::Remove { .. }
                | K::Delete { .. }
        )
    }

    /// Whether it or anything below it changes the graph.
    pub(crate) fn writes(&self) -> bool {
        self.updates()
            || self
                .inputs()
                .into_iter()
                .any(|input| with_room(|| input.writes()))
    }
}

/// The same walks for shared and for exclusive references.
macro_rules! walks {
    ($inputs:ident, $expressions:ident, $more:ident, $creates:ident, $sets:ident, $removes:ident,
     $iter:ident, $as_ref:ident $(, $mutable:tt)?) => {
        fn $inputs(kind: &$($mutable)? OperatorKind) -> Vec<&$($mutable)? Operator> {
            use OperatorKind as K;
            match kind {
                K::Argument { .. } => Vec::new(),
                K::Union { inputs, .. } => inputs.$iter().map(|(input, _)| input).collect(),
                K::CartesianProduct { left, right }
                | K::ValueHashJoin { left, right, .. }
                | K::NodeHashJoin { left, right, .. }
                | K::Apply { input: left, inner: right, .. }
                | K::OptionalApply { input: left, inner: right, .. }
                | K::TransactionApply { input: left, inner: right, .. }
                | K::SemiApply { input: left, inner: right, .. }
                | K::Foreach { input: left, body: right, .. }
                | K::Merge { input: left, inner: right, .. } => vec![&$($mutable)? **left, &$($mutable)? **right],
                K::AllNodesScan { input, .. }
                | K::NodeByLabelScan { input, .. }
                | K::NodeByIdSeek { input, .. }
                | K::NodeIndexSeek { input, .. }
                | K::RelationshipTypeScan { input, .. }
                | K::ExpandAll { input, .. }
                | K::ExpandInto { input, .. }
                | K::ExpandCount { input, .. }
                | K::ExpandDistinct { input, .. }
                | K::PruningVarLengthExpand { input, .. }
                | K::VarLengthExpand { input, .. }
                | K::ProjectEndpoints { input, .. }
                | K::ShortestPath { input, .. }
                | K::PathSearch { input, .. }
                | K::Filter { input, .. }
                | K::Projection { input, .. }
                | K::EagerAggregation { input, .. }
                | K::PartialAggregation { input, .. }
                | K::Distinct { input, .. }
                | K::Sort { input, .. }
                | K::Top { input, .. }
                | K::Skip { input, .. }
                | K::Limit { input, .. }
                | K::Unwind { input, .. }
                | K::ProcedureCall { input, .. }
                | K::LoadCsv { input, .. }
                | K::Create { input, .. }
                | K::Set { input, .. }
                | K::Remove { input, .. }
                | K::Delete { input, .. }
                | K::Eager { input }
                | K::EmptyResult { input }
                | K::ProduceResults { input, .. } => vec![&$($mutable)? **input],
            }
        }

        fn $expressions(kind: &$($mutable)? OperatorKind) -> Vec<&$($mutable)? Expression> {
            use OperatorKind as K;
            match kind {
                K::NodeByIdSeek { ids: one, .. }
                | K::NodeIndexSeek { value: one, .. }
                | K::Skip { count: one, .. }
                | K::Limit { count: one, .. }
                | K::Unwind { list: one, .. }
                | K::Foreach { list: one, .. } => vec![one],
                K::VarLengthExpand { steps, .. } => steps.predicates.$iter().collect(),
                K::ProjectEndpoints { list, .. } => list.$iter().flat_map(|steps| steps.predicates.$iter()).collect(),
                K::ShortestPath { steps, predicates, .. } => {
                    steps.predicates.$iter().chain(predicates.$iter()).collect()
                }
                K::PathSearch { search, .. } => {
                    let parts = search.parts.$iter().flat_map(|part| {
                        let hops = part.hops.$iter().flat_map(|hop| hop.predicates.$iter());
                        hops.chain(part.end_predicates.$iter())
                    });
                    let count = match &$($mutable)? search.selector {
                        Selector::All => None,
                        Selector::Shortest(count) | Selector::ShortestGroups(count) => Some(count),
                    };
                    parts.chain(search.predicates.$iter()).chain(count).collect()
                }
                K::Filter { predicates, .. } => predicates.$iter().collect(),
                K::Projection { items, .. } => items.$iter().map(|(_, item)| item).collect(),
                K::Sort { keys, .. } => keys.$iter().map(|key| &$($mutable)? key.expression).collect(),
                K::Top { keys, limit, .. } => {
                    let mut all: Vec<_> = keys.$iter().map(|key| &$($mutable)? key.expression).collect();
                    all.push(limit);
                    all
                }
                K::ValueHashJoin { keys, .. } => keys.$iter().flat_map(|(left, right)| [left, right]).collect(),
                other => $more(other),
            }
        }

        fn $more(kind: &$($mutable)? OperatorKind) -> Vec<&$($mutable)? Expression> {
            use OperatorKind as K;
            match kind {
                K::EagerAggregation { keys, aggregates, .. } => {
                    let mut all: Vec<_> = keys.$iter().map(|(_, key)| key).collect();
                    all.extend(aggregates.$iter().flat_map(|item: &$($mutable)? AggregateItem| item.arguments.$iter()));
                    all
                }
                K::ProcedureCall { arguments, .. } => arguments.$iter().collect(),
                K::TransactionApply { batches, .. } => batches.rows.$iter().collect(),
                K::LoadCsv { from, field_terminator, .. } => {
                    let mut all = vec![from];
                    all.extend(field_terminator.$as_ref());
                    all
                }
                K::Create { create, .. } => $creates(create),
                K::Merge { create, on_create, on_match, .. } => {
                    let mut all = $creates(create);
                    all.extend($sets(on_create));
                    all.extend($sets(on_match));
                    all
                }
                K::Set { items, .. } => $sets(items),
                K::Remove { items, .. } => $removes(items),
                K::Delete { targets, .. } => targets.$iter().collect(),
                _ => Vec::new(),
            }
        }

        /// The expressions of what is created.
        pub(crate) fn $creates(create: &$($mutable)? Create) -> Vec<&$($mutable)? Expression> {
            let nodes = create.nodes.$iter().flat_map(|node| {
                let labels = node.dynamic_labels.$iter();
                labels.chain(node.properties.$as_ref())
            });
            let relationships = create.relationships.$iter().flat_map(|it| {
                let kind = match &$($mutable)? it.kind {
                    NewType::Dynamic(names) => Some(names),
                    NewType::Name(_) => None,
                };
                kind.into_iter().chain(it.properties.$as_ref())
            });
            nodes.chain(relationships).collect()
        }

        fn $sets(items: &$($mutable)? [SetItem]) -> Vec<&$($mutable)? Expression> {
            let parts = items.$iter().flat_map(|item| match item {
                SetItem::Property { target, value, .. } => vec![target, value],
                SetItem::DynamicProperty { target, key, value } => vec![target, key, value],
                SetItem::Replace { value, .. }
                | SetItem::Merge { value, .. }
                | SetItem::DynamicLabels { names: value, .. } => vec![value],
                SetItem::Labels { .. } => Vec::new(),
            });
            parts.collect()
        }

        fn $removes(items: &$($mutable)? [RemoveItem]) -> Vec<&$($mutable)? Expression> {
            let parts = items.$iter().flat_map(|item| match item {
                RemoveItem::Property { target, .. } => vec![target],
                RemoveItem::DynamicLabels { names, .. } => vec![names],
                RemoveItem::DynamicProperty { target, key } => vec![target, key],
                RemoveItem::Labels { .. } => Vec::new(),
            });
            parts.collect()
        }
    };
}

walks!(
    inputs,
    expressions,
    more_expressions,
    creates,
    sets,
    removes,
    iter,
    as_ref
);
walks!(
    inputs_mut,
    expressions_mut,
    more_expressions_mut,
    creates_mut,
    sets_mut,
    removes_mut,
    iter_mut,
    as_mut,
    mut
);

/// The slots an operator names without an expression and reads from its input.
pub(crate) fn slots_read(kind: &OperatorKind) -> Vec<Slot> {
    use OperatorKind as K;
    match kind {
        K::ExpandAll {
            from,
            bounds,
            joins,
            ..
        } => {
            let mut read = vec![*from];
            read.extend(bounds.iter().filter_map(|bound| bound.than));
            read.extend(joins.iter().map(|join| join.to));
            read
        }
        K::ExpandDistinct { from, .. } | K::PruningVarLengthExpand { from, .. } => vec![*from],
        K::ExpandCount { from, branches, .. } => {
            let mut read = vec![*from];
            read.extend(branches.iter().flat_map(Branch::reads));
            read
        }
        K::ExpandInto { from, to, .. } | K::ShortestPath { from, to, .. } => vec![*from, *to],
        K::VarLengthExpand { from, to, into, .. } => {
            if *into {
                vec![*from, *to]
            } else {
                vec![*from]
            }
        }
        K::ProjectEndpoints {
            relationship,
            left,
            left_bound,
            right,
            right_bound,
            ..
        } => {
            let mut read = vec![*relationship];
            read.extend(left_bound.then_some(*left));
            read.extend(right_bound.then_some(*right));
            read
        }
        K::PathSearch { search, into, .. } => {
            let right = into.then_some(search.right);
            std::iter::once(search.left).chain(right).collect()
        }
        K::Distinct { slots, .. } | K::NodeHashJoin { slots, .. } => slots.clone(),
        K::Create { create, .. } => slots_created_from(create),
        K::Merge {
            create,
            on_create,
            on_match,
            ..
        } => {
            let mut read = slots_created_from(create);
            read.extend(slots_set(on_create));
            read.extend(slots_set(on_match));
            read
        }
        K::Set { items, .. } => slots_set(items),
        K::Remove { items, .. } => slots_removed_from(items),
        K::ProduceResults { columns, .. } => columns.iter().map(|column| column.slot).collect(),
        _ => Vec::new(),
    }
}

fn slots_created_from(create: &Create) -> Vec<Slot> {
    let ends = create
        .relationships
        .iter()
        .flat_map(|it| [it.start, it.end]);
    let paths = create
        .paths
        .iter()
        .flat_map(|path| std::iter::once(path.start).chain(path.steps.iter().copied()));
    let own: BTreeSet<Slot> = slots_created(create).into_iter().collect();
    ends.chain(paths)
        .filter(|slot| !own.contains(slot))
        .collect()
}

/// The slots of what is created.
pub(crate) fn slots_created(create: &Create) -> Vec<Slot> {
    let nodes = create.nodes.iter().map(|node| node.slot);
    let relationships = create.relationships.iter().map(|it| it.slot);
    nodes
        .chain(relationships)
        .chain(create.paths.iter().map(|path| path.slot))
        .collect()
}

/// The slots of entities that are set as wholes.
pub(crate) fn slots_set(items: &[SetItem]) -> Vec<Slot> {
    let targets = items.iter().filter_map(|item| match item {
        SetItem::Replace { target, .. }
        | SetItem::Merge { target, .. }
        | SetItem::Labels { target, .. }
        | SetItem::DynamicLabels { target, .. } => Some(*target),
        _ => None,
    });
    targets.collect()
}

fn slots_removed_from(items: &[RemoveItem]) -> Vec<Slot> {
    let targets = items.iter().filter_map(|item| match item {
        RemoveItem::Labels { target, .. } | RemoveItem::DynamicLabels { target, .. } => {
            Some(*target)
        }
        _ => None,
    });
    targets.collect()
}

/// The slots an operator adds to the rows of its inputs.
pub(crate) fn introduces(kind: &OperatorKind) -> Vec<Slot> {
    use OperatorKind as K;
    match kind {
        K::AllNodesScan { slot, .. }
        | K::NodeByLabelScan { slot, .. }
        | K::NodeByIdSeek { slot, .. }
        | K::NodeIndexSeek { slot, .. } => vec![*slot],
        K::LoadCsv { slot, origin, .. } => vec![*slot, origin.file, origin.line],
        K::RelationshipTypeScan {
            left,
            relationship,
            right,
            ..
        } => vec![*left, *relationship, *right],
        K::ExpandAll {
            relationship, to, ..
        } => vec![*relationship, *to],
        K::ExpandInto { relationship, .. } => vec![*relationship],
        K::ExpandDistinct { hops, .. } => hops.last().map(|hop| hop.to).into_iter().collect(),
        K::PruningVarLengthExpand { to, .. } => vec![*to],
        K::VarLengthExpand {
            relationships,
            to,
            into,
            ..
        } => {
            if *into {
                vec![*relationships]
            } else {
                vec![*relationships, *to]
            }
        }
        K::ShortestPath {
            relationships,
            path,
            ..
        } => vec![*relationships, *path],
        other => more_introduces(other),
    }
}

fn more_introduces(kind: &OperatorKind) -> Vec<Slot> {
    use OperatorKind as K;
    match kind {
        K::ProjectEndpoints {
            left,
            left_bound,
            right,
            right_bound,
            ..
        } => {
            let mut set = Vec::new();
            set.extend((!left_bound).then_some(*left));
            set.extend((!right_bound).then_some(*right));
            set
        }
        K::PathSearch { search, into, .. } => {
            let right = (!into).then_some(search.right);
            search.introduces().into_iter().chain(right).collect()
        }
        K::Projection { items, .. } => items.iter().map(|(slot, _)| *slot).collect(),
        K::EagerAggregation {
            keys, aggregates, ..
        } => {
            let keys = keys.iter().map(|(slot, _)| *slot);
            keys.chain(aggregates.iter().map(|item| item.slot))
                .collect()
        }
        K::Unwind { slot, counter, .. } => std::iter::once(*slot)
            .chain(counter.map(|(slot, _)| slot))
            .collect(),
        K::Union { outputs, .. } => outputs.clone(),
        K::ProcedureCall { yields, .. } => yields.iter().map(|(_, slot)| *slot).collect(),
        K::TransactionApply { batches, .. } => batches.status.into_iter().collect(),
        K::Create { create, .. } | K::Merge { create, .. } => slots_created(create),
        _ => Vec::new(),
    }
}

/// Whether a slot is never `null` in an operator's rows, as far as can be told from the tree.
pub(crate) fn always_set(operator: &Operator, slot: Slot) -> bool {
    use OperatorKind as K;
    match &operator.kind {
        K::AllNodesScan { .. }
        | K::NodeByLabelScan { .. }
        | K::NodeByIdSeek { .. }
        | K::NodeIndexSeek { .. }
        | K::RelationshipTypeScan { .. }
        | K::ExpandAll { .. }
        | K::ExpandInto { .. }
        | K::VarLengthExpand { .. }
            if introduces(&operator.kind).contains(&slot) =>
        {
            true
        }
        K::OptionalApply { introduces, .. } if introduces.contains(&slot) => false,
        K::CartesianProduct { left, right }
        | K::ValueHashJoin { left, right, .. }
        | K::NodeHashJoin { left, right, .. } => {
            with_room(|| always_set(left, slot) || always_set(right, slot))
        }
        K::AllNodesScan { input, .. }
        | K::NodeByLabelScan { input, .. }
        | K::NodeByIdSeek { input, .. }
        | K::NodeIndexSeek { input, .. }
        | K::RelationshipTypeScan { input, .. }
        | K::ExpandAll { input, .. }
        | K::ExpandInto { input, .. }
        | K::VarLengthExpand { input, .. }
        | K::Filter { input, .. }
        | K::OptionalApply { input, .. }
        | K::SemiApply { input, .. } => with_room(|| always_set(input, slot)),
        _ => false,
    }
}

/// All slots set somewhere in a tree, those of its argument aside.
pub(crate) fn introduced_within(operator: &Operator) -> BTreeSet<Slot> {
    let mut all: BTreeSet<Slot> = introduces(&operator.kind).into_iter().collect();
    for input in operator.inputs() {
        all.extend(with_room(|| introduced_within(input)));
    }
    all
}

/// Calls `f` with each plan inside the operator's own expressions.
pub(crate) fn for_each_plan(operator: &mut Operator, f: &mut dyn FnMut(&mut Plan)) {
    for expression in operator.expressions_mut() {
        visit_mut(expression, &mut |part| {
            if let ExpressionKind::Subquery { query, .. } = &mut part.kind {
                f(query);
            }
        });
    }
}

/// The plans inside the operator's own expressions.
pub(crate) fn plans(operator: &Operator) -> Vec<&Plan> {
    let mut all = Vec::new();
    for expression in operator.expressions() {
        visit(expression, &mut |part| {
            if let ExpressionKind::Subquery { query, .. } = &part.kind {
                all.push(&**query);
            }
        });
    }
    all
}
