//! Barriers between reading and writing.
//!
//! Rows flow through operators while later rows are still being read, so a write could be seen by a read that, by the order
//! of the clauses, came before it, and a read could miss writes that came before it. [`insert`] puts an `Eager` under an
//! operator where
//!
//! * it writes what an operator below it, since the last barrier, reads; or
//! * it reads what an operator below it, since the last barrier, writes; or
//! * it sets or removes what such an operator sets or removes: what the later clause does is to stay; or
//! * it stops early (`Skip`, `Limit`) above something that writes.
//!
//! What meets what: created nodes meet scans their labels fit; created relationships meet whatever follows their type;
//! a property that is set meets whatever reads its key, unless it is only read of the same node and each node
//! comes once (`MATCH (n {x: 1}) SET n.x = 2`); a label that is set or removed meets every scan of nodes, because nodes move
//! between tables. A deletion is a barrier itself. `MERGE` and subqueries see their own earlier rows, as they should. Sorting,
//! grouping and the like are barriers.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::expression::visit;
use super::plan::{Create, Expression, Operator, OperatorKind, RemoveItem, SetItem};
use super::tree::{for_each_plan, plans};
use crate::semantics::expression::{ExpressionKind, LabelExpression, MapProjectionItem, Slot};
use crate::semantics::query::NewType;
use crate::value::{Value, with_room};

/// Names of one kind: some, or any.
#[derive(Clone, Debug, Default)]
struct Names {
    any: bool,
    some: BTreeSet<Arc<str>>,
}

/// What is looked at.
#[derive(Clone, Debug, Default)]
struct Reads {
    all_nodes: bool,
    /// Labels of scans.
    scans: Names,
    /// Labels asked of bound nodes.
    labels: Names,
    relationships: Names,
    properties: Names,
    /// Whether entities are there at all.
    presence: bool,
}

/// What is changed.
#[derive(Clone, Debug, Default)]
struct Writes {
    /// The label sets of created nodes.
    nodes: Vec<NewLabels>,
    relationships: Names,
    /// Labels set or removed.
    labels: Names,
    properties: Names,
    deletes: bool,
}

/// The labels of a created node.
#[derive(Clone, Debug)]
struct NewLabels {
    written: Vec<Arc<str>>,
    /// Whether there may be others.
    dynamic: bool,
}

/// What has been read and written since the last barrier.
#[derive(Clone, Debug, Default)]
struct Effects {
    reads: Reads,
    writes: Writes,
}

impl Names {
    fn add(&mut self, name: &Arc<str>) {
        self.some.insert(name.clone());
    }

    /// Types of relationships: none named means any.
    fn add_types(&mut self, types: &[Arc<str>]) {
        self.any |= types.is_empty();
        self.some.extend(types.iter().cloned());
    }

    fn merge(&mut self, other: &Names) {
        self.any |= other.any;
        self.some.extend(other.some.iter().cloned());
    }

    fn is_empty(&self) -> bool {
        !self.any && self.some.is_empty()
    }

    fn meets(&self, other: &Names) -> bool {
        match (self.any, other.any) {
            (true, _) => !other.is_empty(),
            (_, true) => !self.is_empty(),
            _ => !self.some.is_disjoint(&other.some),
        }
    }
}

impl Reads {
    fn merge(&mut self, other: &Reads) {
        self.all_nodes |= other.all_nodes;
        self.presence |= other.presence;
        self.scans.merge(&other.scans);
        self.labels.merge(&other.labels);
        self.relationships.merge(&other.relationships);
        self.properties.merge(&other.properties);
    }

    fn is_scan(&self) -> bool {
        self.all_nodes || !self.scans.is_empty()
    }

    fn is_empty(&self) -> bool {
        !self.is_scan()
            && !self.presence
            && self.labels.is_empty()
            && self.relationships.is_empty()
            && self.properties.is_empty()
    }

    fn everything(&mut self) {
        self.all_nodes = true;
        for names in [
            &mut self.scans,
            &mut self.labels,
            &mut self.relationships,
            &mut self.properties,
        ] {
            names.any = true;
        }
    }
}

impl Writes {
    fn merge(&mut self, other: &Writes) {
        self.nodes.extend(other.nodes.iter().cloned());
        self.relationships.merge(&other.relationships);
        self.labels.merge(&other.labels);
        self.properties.merge(&other.properties);
        self.deletes |= other.deletes;
    }

    fn is_empty(&self) -> bool {
        self.nodes.is_empty()
            && self.relationships.is_empty()
            && self.labels.is_empty()
            && self.properties.is_empty()
            && !self.deletes
    }

    /// Whether what is written could be seen by such reads.
    fn meets(&self, reads: &Reads) -> bool {
        (self.deletes && !reads.is_empty())
            || self.nodes.iter().any(|labels| reads.could_find(labels))
            || self.relationships.meets(&reads.relationships)
            || (!self.labels.is_empty() && reads.is_scan())
            || self.labels.meets(&reads.labels)
            || self.properties.meets(&reads.properties)
    }

    /// Whether it makes a difference which of the two comes last.
    fn contends_with(&self, other: &Writes) -> bool {
        self.labels.meets(&other.labels) || self.properties.meets(&other.properties)
    }
}

impl Reads {
    fn could_find(&self, labels: &NewLabels) -> bool {
        let mut written = labels.written.iter();
        self.all_nodes
            || self.scans.any
            || (labels.dynamic && !self.scans.is_empty())
            || written.any(|label| self.scans.some.contains(label))
    }
}

impl Effects {
    fn merge(&mut self, other: &Effects) {
        self.reads.merge(&other.reads);
        self.writes.merge(&other.writes);
    }
}

/// Puts the barriers into a tree, those of its subqueries included; or, to compare with, one below every operator.
pub(crate) fn insert(root: &mut Operator, everywhere: bool) {
    pending(root, everywhere);
}

/// Puts barriers below an operator and gives what has been read and written since the last one.
fn pending(operator: &mut Operator, everywhere: bool) -> Effects {
    for_each_plan(operator, &mut |plan| {
        with_room(|| insert(&mut plan.root, everywhere));
    });
    let mut own = own_effects(operator);
    let mut below = Effects::default();
    let inner = inner_place(&operator.kind);
    for (place, input) in operator.inputs_mut().into_iter().enumerate() {
        let lazy = with_room(|| pending(input, everywhere));
        if inner == Some(place) {
            own.merge(&total(input));
        } else {
            below.merge(&lazy);
        }
    }
    if everywhere || needs_barrier(operator, &own, &below) {
        bar(operator);
        below = Effects::default();
    }
    if is_barrier(&operator.kind) {
        return Effects::default();
    }
    below.merge(&own);
    below
}

/// The place of an inner plan among the inputs: it runs whole for each row.
fn inner_place(kind: &OperatorKind) -> Option<usize> {
    use OperatorKind as K;
    match kind {
        K::Apply { .. }
        | K::OptionalApply { .. }
        | K::TransactionApply { .. }
        | K::SemiApply { .. }
        | K::Foreach { .. }
        | K::Merge { .. } => Some(1),
        _ => None,
    }
}

fn needs_barrier(operator: &Operator, own: &Effects, below: &Effects) -> bool {
    match &operator.kind {
        OperatorKind::Skip { .. } | OperatorKind::Limit { .. } => !below.writes.is_empty(),
        OperatorKind::Eager { .. } | OperatorKind::Delete { .. } => below.writes.meets(&own.reads),
        _ => {
            below.writes.meets(&own.reads)
                || own.writes.contends_with(&below.writes)
                || (own.writes.meets(&below.reads) && !touches_each_once(operator, own, below))
        }
    }
}

fn bar(operator: &mut Operator) {
    if let Some(input) = operator.inputs_mut().into_iter().next() {
        let below = Box::new(input.take());
        *input = Operator::new(OperatorKind::Eager { input: below });
    }
}

fn is_barrier(kind: &OperatorKind) -> bool {
    use OperatorKind as K;
    matches!(
        kind,
        K::Eager { .. }
            | K::Sort { .. }
            | K::Top { .. }
            | K::EagerAggregation { .. }
            | K::Delete { .. }
            | K::EmptyResult { .. }
    )
}

/// Whether properties are only set of a node that each row has another of, and read of that node alone.
fn touches_each_once(operator: &Operator, own: &Effects, below: &Effects) -> bool {
    let OperatorKind::Set { input, items } = &operator.kind else {
        return false;
    };
    let others = Effects {
        writes: Writes {
            properties: Names::default(),
            ..own.writes.clone()
        },
        ..Effects::default()
    };
    let Some(slot) = only_target(items) else {
        return false;
    };
    !others.writes.meets(&below.reads) && scanned_once(input, slot)
}

fn only_target(items: &[SetItem]) -> Option<Slot> {
    let mut targets = items.iter().map(|item| match item {
        SetItem::Property { target, .. } | SetItem::DynamicProperty { target, .. } => {
            match target.kind {
                ExpressionKind::Slot(slot) => Some(slot),
                _ => None,
            }
        }
        SetItem::Replace { target, .. }
        | SetItem::Merge { target, .. }
        | SetItem::Labels { target, .. }
        | SetItem::DynamicLabels { target, .. } => Some(*target),
    });
    let first = targets.next()??;
    targets.all(|it| it == Some(first)).then_some(first)
}

/// Whether the rows are those of one scan of the node, perhaps filtered by nothing but themselves.
fn scanned_once(operator: &Operator, node: Slot) -> bool {
    use OperatorKind as K;
    match &operator.kind {
        K::AllNodesScan { input, slot }
        | K::NodeByLabelScan { input, slot, .. }
        | K::NodeByIdSeek { input, slot, .. }
        | K::NodeIndexSeek { input, slot, .. } => {
            *slot == node && matches!(input.kind, K::Argument { argument: None })
        }
        K::Filter { input, .. } | K::Projection { input, .. } => {
            plans(operator).is_empty() && scanned_once(input, node)
        }
        _ => false,
    }
}

/// All that a tree reads and writes, barriers or not.
fn total(operator: &Operator) -> Effects {
    let mut all = own_effects(operator);
    for input in operator.inputs() {
        all.merge(&with_room(|| total(input)));
    }
    all
}

/// What an operator reads and writes itself, its inputs aside.
fn own_effects(operator: &Operator) -> Effects {
    let mut effects = Effects::default();
    reads_of_kind(&operator.kind, &mut effects.reads);
    writes_of_kind(&operator.kind, &mut effects.writes);
    for expression in operator.expressions() {
        reads_of_expression(expression, &mut effects.reads);
    }
    for plan in plans(operator) {
        effects.merge(&with_room(|| total(&plan.root)));
    }
    effects
}

fn reads_of_kind(kind: &OperatorKind, reads: &mut Reads) {
    use OperatorKind as K;
    match kind {
        K::AllNodesScan { .. } | K::NodeByIdSeek { .. } => reads.all_nodes = true,
        K::NodeByLabelScan { labels, .. } => scanned(labels, &mut reads.scans),
        K::NodeIndexSeek { labels, key, .. } => {
            reads.properties.add(key);
            match labels {
                Some(labels) => scanned(labels, &mut reads.scans),
                None => reads.all_nodes = true,
            }
        }
        K::RelationshipTypeScan { follow, .. }
        | K::ExpandAll { follow, .. }
        | K::ExpandInto { follow, .. }
        | K::VarLengthExpand { follow, .. }
        | K::ShortestPath { follow, .. } => reads.relationships.add_types(&follow.types),
        K::PathSearch { search, .. } => {
            let hops = search.parts.iter().flat_map(|part| &part.hops);
            hops.for_each(|hop| reads.relationships.add_types(&hop.types));
        }
        // An empty list of relationships begins and ends at any node.
        K::ProjectEndpoints {
            list,
            left_bound,
            right_bound,
            ..
        } => {
            reads.presence = true;
            let anywhere = list.as_ref().is_some_and(|steps| steps.min == 0);
            reads.all_nodes |= anywhere && !left_bound && !right_bound;
        }
        K::ProcedureCall { .. } => reads.everything(),
        _ => {}
    }
}

/// The labels that let a node be found; where it may be found without one, any.
fn scanned(labels: &LabelExpression, names: &mut Names) {
    match labels {
        LabelExpression::Name(name) => names.add(name),
        LabelExpression::And(parts) | LabelExpression::Or(parts) => {
            parts.iter().for_each(|it| scanned(it, names))
        }
        LabelExpression::Wildcard | LabelExpression::Not(_) => names.any = true,
    }
}

fn asked(labels: &LabelExpression, names: &mut Names) {
    match labels {
        LabelExpression::Name(name) => names.add(name),
        LabelExpression::And(parts) | LabelExpression::Or(parts) => {
            parts.iter().for_each(|it| asked(it, names))
        }
        LabelExpression::Not(of) => asked(of, names),
        LabelExpression::Wildcard => names.any = true,
    }
}

fn reads_of_expression(expression: &Expression, reads: &mut Reads) {
    visit(expression, &mut |part| match &part.kind {
        ExpressionKind::Property { key, .. } => reads.properties.add(key),
        ExpressionKind::Index { index, .. } => match &index.kind {
            ExpressionKind::Literal(Value::String(key)) => reads.properties.add(key),
            ExpressionKind::Literal(_) => {}
            _ => reads.properties.any = true,
        },
        ExpressionKind::MapProjection { items, .. } => projected(items, &mut reads.properties),
        ExpressionKind::HasLabels { labels, .. } => asked(labels, &mut reads.labels),
        ExpressionKind::HasDynamicLabels { .. } => reads.labels.any = true,
        ExpressionKind::Present { .. } => reads.presence = true,
        ExpressionKind::Call { function, .. } => match function.name {
            "labels" => reads.labels.any = true,
            "keys" | "properties" => reads.properties.any = true,
            _ => {}
        },
        _ => {}
    });
}

fn projected<Q>(items: &[MapProjectionItem<Q>], properties: &mut Names) {
    for item in items {
        match item {
            MapProjectionItem::Property(key) => properties.add(key),
            MapProjectionItem::All => properties.any = true,
            MapProjectionItem::Entry(..) => {}
        }
    }
}

fn writes_of_kind(kind: &OperatorKind, writes: &mut Writes) {
    use OperatorKind as K;
    match kind {
        K::Create { create, .. } => created(create, writes),
        K::Merge {
            create,
            on_create,
            on_match,
            ..
        } => {
            created(create, writes);
            on_create
                .iter()
                .chain(on_match)
                .for_each(|item| set(item, writes));
        }
        K::Set { items, .. } => items.iter().for_each(|item| set(item, writes)),
        K::Remove { items, .. } => items.iter().for_each(|item| removed(item, writes)),
        K::Delete { .. } => writes.deletes = true,
        _ => {}
    }
}

fn created(create: &Create, writes: &mut Writes) {
    writes
        .nodes
        .extend(create.nodes.iter().map(|node| NewLabels {
            written: node.labels.clone(),
            dynamic: !node.dynamic_labels.is_empty(),
        }));
    for relationship in &create.relationships {
        match &relationship.kind {
            NewType::Name(name) => writes.relationships.add(name),
            NewType::Dynamic(_) => writes.relationships.any = true,
        }
    }
}

fn set(item: &SetItem, writes: &mut Writes) {
    match item {
        SetItem::Property { key, .. } => writes.properties.add(key),
        SetItem::Merge { value, .. } => match &value.kind {
            ExpressionKind::Map(entries) => entries
                .iter()
                .for_each(|(key, _)| writes.properties.add(key)),
            _ => writes.properties.any = true,
        },
        SetItem::DynamicProperty { .. } | SetItem::Replace { .. } => writes.properties.any = true,
        SetItem::Labels { labels, .. } => labels.iter().for_each(|label| writes.labels.add(label)),
        SetItem::DynamicLabels { .. } => writes.labels.any = true,
    }
}

fn removed(item: &RemoveItem, writes: &mut Writes) {
    match item {
        RemoveItem::Property { key, .. } => writes.properties.add(key),
        RemoveItem::DynamicProperty { .. } => writes.properties.any = true,
        RemoveItem::Labels { labels, .. } => {
            labels.iter().for_each(|label| writes.labels.add(label))
        }
        RemoveItem::DynamicLabels { .. } => writes.labels.any = true,
    }
}
