//! How many rows are to be expected.
//!
//! [`Statistics`] turns the graph's counts into fractions and degrees; [`annotate`] writes an estimate at each operator of a plan.
//! Always holds: estimates are finite and not negative. The same functions weigh the orders of a pattern's parts, so what
//! `EXPLAIN` shows is what was decided by.

use std::collections::HashMap;
use std::sync::Arc;

use super::expression::labels_asked;
use super::plan::{Counting, Expression, Follow, Operator, OperatorKind, Steps};
use super::tree::for_each_plan;
use crate::graph::{Direction, Graph, LabelId, TypeId};
use crate::semantics::expression::{ExpressionKind, LabelExpression, Slot};
use crate::syntax::ast::{BinaryOperator, ComparisonOperator};
use crate::value::{Value, with_room};

/// Above this a count is as good as endless.
const MOST: f64 = 1e15;
/// How many more steps than the least are reckoned with where a length has no upper limit.
const OPEN_STEPS: u64 = 6;
/// The share of rows that a comparison lets pass.
const RANGE: f64 = 0.3;
/// The share of rows that a predicate nothing is known of lets pass.
const ANY_PREDICATE: f64 = 0.75;
/// How many items a list is taken to have.
const LIST: f64 = 10.0;

/// The graph's counts as the planner asks for them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Statistics<'g> {
    graph: &'g Graph,
}

/// How a node came to be bound, so that its labels can be judged.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    labels: HashMap<Slot, Vec<LabelExpression>>,
    arrivals: HashMap<Slot, Follow>,
}

impl<'g> Statistics<'g> {
    pub(crate) fn new(graph: &'g Graph) -> Self {
        Self { graph }
    }

    pub(crate) fn graph(&self) -> &'g Graph {
        self.graph
    }

    pub(crate) fn nodes(&self) -> f64 {
        self.graph.node_count() as f64
    }

    fn label(&self, name: &str) -> Option<LabelId> {
        self.graph.label_id(name)
    }

    fn nodes_with(&self, name: &str) -> f64 {
        self.label(name)
            .map_or(0.0, |label| self.graph.node_count_with(label) as f64)
    }

    /// How many nodes have such labels.
    pub(crate) fn labelled(&self, labels: &LabelExpression) -> f64 {
        let all = self.nodes().max(1.0);
        self.nodes() * fraction(labels, &|name| self.nodes_with(name) / all)
    }

    /// How many nodes have one value of a property, about. At least one: a plan outlives the graph it was made for.
    pub(crate) fn nodes_per_value(&self, labels: Option<&LabelExpression>, key: &str) -> f64 {
        let Some(key) = self.graph.key_id(key) else {
            return 1.0;
        };
        let label = match labels {
            Some(LabelExpression::Name(name)) => self.label(name),
            _ => None,
        };
        self.graph.nodes_per_value(label, key).max(1.0)
    }

    fn types(&self, names: &[Arc<str>]) -> Vec<TypeId> {
        if names.is_empty() {
            return self.graph.types().map(|(id, _)| id).collect();
        }
        names
            .iter()
            .filter_map(|name| self.graph.type_id(name))
            .collect()
    }

    /// How many relationships there are to follow, each once.
    pub(crate) fn relationships(&self, types: &[Arc<str>]) -> f64 {
        if types.is_empty() {
            return self.graph.relationship_count() as f64;
        }
        let counts = self.types(types).into_iter();
        counts
            .map(|kind| self.graph.relationship_count_of(kind) as f64)
            .sum()
    }

    /// The labels of every node arrived at.
    fn labels_arrived_at(&self, follow: &Follow) -> Vec<Arc<str>> {
        let all = self.followed(follow);
        let back = follow.reversed();
        let labels = self.graph.labels().map(|(_, name)| name.clone());
        labels
            .filter(|name| all > 0.0 && self.relationships_at(&back, name) == all)
            .collect()
    }

    /// How many of them have a node of this label at the end one stands on when following them this way.
    fn relationships_at(&self, follow: &Follow, label: &str) -> f64 {
        let Some(label) = self.label(label) else {
            return 0.0;
        };
        let count = |way| -> f64 {
            let types = self.types(&follow.types).into_iter();
            types
                .map(|kind| self.graph.relationship_count_at(kind, way, label) as f64)
                .sum()
        };
        let either_way = || count(Direction::Outgoing) + count(Direction::Incoming);
        match follow.direction {
            Direction::Both => either_way(),
            Direction::Ascending | Direction::Descending => either_way() / 2.0,
            way => count(way),
        }
    }

    /// How many rows following relationships gives over the whole graph.
    fn followed(&self, follow: &Follow) -> f64 {
        let once = self.relationships(&follow.types);
        if follow.direction == Direction::Both {
            once * 2.0
        } else {
            once
        }
    }

    /// The number of relationships of one node, of which perhaps labels are known.
    pub(crate) fn degree(&self, follow: &Follow, known: &[LabelExpression]) -> f64 {
        let plain = self.followed(follow) / self.nodes().max(1.0);
        let named = known
            .iter()
            .flat_map(names)
            .map(|name| self.relationships_at(follow, name) / self.nodes_with(name).max(1.0));
        let best = named.fold(None, |best: Option<f64>, next| {
            Some(best.map_or(next, |it| it.min(next)))
        });
        finite(best.unwrap_or(plain))
    }

    /// The share of nodes arrived at that have such labels.
    fn arrived(&self, follow: &Follow, labels: &LabelExpression) -> f64 {
        let back = follow.reversed();
        let all = self.followed(follow).max(1.0);
        fraction(labels, &|name| self.relationships_at(&back, name) / all)
    }

    /// The number of paths of these lengths from one node.
    pub(crate) fn reach(
        &self,
        follow: &Follow,
        steps: (u64, Option<u64>),
        known: &[LabelExpression],
    ) -> f64 {
        let (min, max) = steps;
        let first = self.degree(follow, known);
        let next = self.degree(follow, &[]).max(first.min(1.0));
        let top = max
            .unwrap_or(min.saturating_add(OPEN_STEPS))
            .min(min.saturating_add(64));
        let mut total = if min == 0 { 1.0 } else { 0.0 };
        for length in min.max(1)..=top {
            let power = i32::try_from(length - 1).unwrap_or(i32::MAX);
            total = finite(total + first * next.powi(power));
        }
        total
    }
}

impl Known {
    /// What is known of the labels of a node.
    pub(crate) fn labels(&self, slot: Slot) -> &[LabelExpression] {
        self.labels.get(&slot).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn has(&mut self, slot: Slot, labels: &LabelExpression) {
        self.labels.entry(slot).or_default().push(labels.clone());
    }

    pub(crate) fn arrives(&mut self, slot: Slot, follow: &Follow) {
        self.arrivals.insert(slot, follow.clone());
    }

    /// As [`Known::arrives`], with the labels all nodes there have.
    fn arrives_at(&mut self, slot: Slot, follow: &Follow, statistics: &Statistics) {
        self.arrives(slot, follow);
        for label in statistics.labels_arrived_at(follow) {
            self.has(slot, &LabelExpression::Name(label));
        }
    }

    /// The share of rows in which a bound node has such labels.
    pub(crate) fn share(
        &self,
        slot: Slot,
        labels: &LabelExpression,
        statistics: &Statistics,
    ) -> f64 {
        if self.labels(slot).contains(labels) {
            return 1.0;
        }
        match self.arrivals.get(&slot) {
            Some(follow) => statistics.arrived(follow, labels),
            None => statistics.labelled(labels) / statistics.nodes().max(1.0),
        }
    }
}

/// An estimate made finite.
pub(crate) fn finite(rows: f64) -> f64 {
    if rows.is_nan() {
        MOST
    } else {
        rows.clamp(0.0, MOST)
    }
}

/// The share of things that fit, given the share of each name.
fn fraction(labels: &LabelExpression, share: &dyn Fn(&str) -> f64) -> f64 {
    let all = match labels {
        LabelExpression::Name(name) => share(name),
        LabelExpression::Wildcard => 1.0,
        LabelExpression::Not(of) => 1.0 - fraction(of, share),
        LabelExpression::And(parts) => parts
            .iter()
            .map(|it| fraction(it, share))
            .fold(1.0, f64::min),
        LabelExpression::Or(parts) => parts.iter().map(|it| fraction(it, share)).sum(),
    };
    all.clamp(0.0, 1.0)
}

/// The labels a node must all have.
fn names(labels: &LabelExpression) -> Vec<&str> {
    match labels {
        LabelExpression::Name(name) => vec![name],
        LabelExpression::And(parts) => parts.iter().flat_map(names).collect(),
        _ => Vec::new(),
    }
}

/// The share of `rows` for which a predicate is true.
pub(crate) fn selectivity(
    predicate: &Expression,
    rows: f64,
    known: &Known,
    statistics: &Statistics,
) -> f64 {
    let inner = |it: &Expression| selectivity(it, rows, known, statistics);
    let share = match &predicate.kind {
        ExpressionKind::Literal(Value::Boolean(true)) => 1.0,
        ExpressionKind::Literal(_) => 0.0,
        ExpressionKind::And(parts) => parts.iter().map(inner).product(),
        ExpressionKind::Or(parts) => parts.iter().map(inner).sum(),
        ExpressionKind::Not(of) => 1.0 - inner(of),
        ExpressionKind::Disjoint { .. } => 0.98,
        ExpressionKind::Present { .. } => 0.9,
        ExpressionKind::IsNull { negated, .. } => {
            if *negated {
                0.9
            } else {
                0.1
            }
        }
        ExpressionKind::HasLabels { operand, labels } => match operand.kind {
            ExpressionKind::Slot(slot) => known.share(slot, labels, statistics),
            _ => ANY_PREDICATE,
        },
        ExpressionKind::Comparison { operators, .. } => operators
            .iter()
            .map(|operator| compared(*operator, rows))
            .product(),
        ExpressionKind::Chain { rest, .. } => rest.last().map_or(1.0, |(it, _)| chained(*it, rows)),
        _ => ANY_PREDICATE,
    };
    share.clamp(0.0, 1.0)
}

/// A property of `n` rows is taken to have as many different values as the root of `n`.
fn compared(operator: ComparisonOperator, rows: f64) -> f64 {
    match operator {
        ComparisonOperator::Equal => (1.0 / rows.max(1.0).sqrt()).min(0.1),
        ComparisonOperator::NotEqual => 0.9,
        _ => RANGE,
    }
}

fn chained(operator: BinaryOperator, rows: f64) -> f64 {
    match operator {
        BinaryOperator::In => (LIST / 2.0 / rows.max(1.0).sqrt()).min(0.5),
        BinaryOperator::StartsWith
        | BinaryOperator::EndsWith
        | BinaryOperator::Contains
        | BinaryOperator::Matches => 0.1,
        _ => ANY_PREDICATE,
    }
}

/// Writes the expected number of rows at each operator of a plan whose leaf begins with so many.
pub(crate) fn annotate(root: &mut Operator, graph: &Graph) {
    let mut estimator = Estimator {
        statistics: Statistics::new(graph),
        known: Known::default(),
        argument: 1.0,
    };
    estimator.operator(root);
}

struct Estimator<'g> {
    statistics: Statistics<'g>,
    known: Known,
    argument: f64,
}

impl Estimator<'_> {
    fn operator(&mut self, operator: &mut Operator) -> f64 {
        let inputs = with_room(|| self.inputs(operator));
        self.nested(operator, inputs.0);
        let rows = finite(self.rows(&operator.kind, inputs));
        operator.estimated_rows = rows;
        rows
    }

    /// The rows of the first input and of the second; an inner plan's are those of all its runs together.
    fn inputs(&mut self, operator: &mut Operator) -> (f64, f64) {
        let begins_with_row = matches!(
            operator.kind,
            OperatorKind::Apply { .. }
                | OperatorKind::OptionalApply { .. }
                | OperatorKind::TransactionApply { .. }
                | OperatorKind::SemiApply { .. }
                | OperatorKind::Foreach { .. }
                | OperatorKind::Merge { .. }
        );
        if let OperatorKind::Union { inputs, .. } = &mut operator.kind {
            return (
                inputs.iter_mut().map(|(it, _)| self.operator(it)).sum(),
                0.0,
            );
        }
        let mut inputs = operator.inputs_mut().into_iter();
        let first = inputs.next().map_or(self.argument, |it| self.operator(it));
        let second = inputs.next().map_or(0.0, |inner| {
            let begin = if begins_with_row { first } else { 1.0 };
            self.beginning(begin, inner)
        });
        (first, second)
    }

    fn beginning(&mut self, rows: f64, inner: &mut Operator) -> f64 {
        let outer = std::mem::replace(&mut self.argument, rows);
        let rows = self.operator(inner);
        self.argument = outer;
        rows
    }

    /// The plans inside the operator's expressions.
    fn nested(&mut self, operator: &mut Operator, rows: f64) {
        let known = self.known.clone();
        for_each_plan(operator, &mut |plan| {
            self.known = known.clone();
            with_room(|| self.beginning(rows, &mut plan.root));
        });
        self.known = known;
    }

    fn rows(&mut self, kind: &OperatorKind, (first, second): (f64, f64)) -> f64 {
        use OperatorKind as K;
        match kind {
            K::AllNodesScan { .. } => first * self.statistics.nodes(),
            K::NodeByLabelScan { slot, labels, .. } => {
                self.known.has(*slot, labels);
                first * self.statistics.labelled(labels)
            }
            K::NodeByIdSeek { ids, list, .. } => first * sought(ids, *list),
            K::NodeIndexSeek {
                slot,
                labels,
                key,
                value,
                list,
                ..
            } => {
                if let Some(labels) = labels {
                    self.known.has(*slot, labels);
                }
                let each = self.statistics.nodes_per_value(labels.as_ref(), key);
                first * each * sought(value, *list)
            }
            K::RelationshipTypeScan {
                left,
                right,
                follow,
                ..
            } => {
                self.known.arrives(*right, follow);
                self.known.arrives(*left, &follow.reversed());
                first * self.statistics.followed(follow)
            }
            K::ExpandAll {
                from,
                to,
                follow,
                labels,
                joins,
                ..
            } => {
                let degree = self.statistics.degree(follow, self.known.labels(*from));
                self.known.arrives_at(*to, follow, &self.statistics);
                let mut rows = first * degree;
                for labels in labels {
                    rows *= self.known.share(*to, labels, &self.statistics);
                    self.known.has(*to, labels);
                }
                for join in joins.iter().filter(|it| it.counting == Counting::Times) {
                    rows *= self.joining(*to, &join.follow);
                }
                rows
            }
            K::ExpandInto { from, follow, .. } => first * self.joining(*from, follow),
            K::VarLengthExpand {
                from,
                to,
                follow,
                steps,
                into,
                ..
            } => self.walked((*from, *to), follow, steps, *into, first),
            K::Filter { predicates, .. } => self.filtered(predicates, first),
            K::CartesianProduct { .. } => first * second,
            K::ValueHashJoin { .. } | K::NodeHashJoin { .. } => {
                first * second / first.max(second).max(1.0).sqrt()
            }
            K::OptionalApply { .. } | K::Merge { .. } => second.max(first),
            K::Apply { .. } | K::TransactionApply { .. } => second,
            K::SemiApply { anti, .. } => first * if *anti { 0.25 } else { 0.75 },
            other => plain_rows(other, first, self.argument),
        }
    }

    /// How many relationships join a node to another.
    fn joining(&self, from: Slot, follow: &Follow) -> f64 {
        let degree = self.statistics.degree(follow, self.known.labels(from));
        degree / self.statistics.nodes().max(1.0).sqrt()
    }

    fn walked(
        &mut self,
        ends: (Slot, Slot),
        follow: &Follow,
        steps: &Steps,
        into: bool,
        rows: f64,
    ) -> f64 {
        let reach =
            self.statistics
                .reach(follow, (steps.min, steps.max), self.known.labels(ends.0));
        if into {
            return rows * reach / self.statistics.nodes().max(1.0);
        }
        self.known.arrives(ends.1, follow);
        rows * reach
    }

    fn filtered(&mut self, predicates: &[Expression], rows: f64) -> f64 {
        let mut left = rows;
        for predicate in predicates {
            left *= selectivity(predicate, rows, &self.known, &self.statistics);
            if let Some((slot, labels)) = labels_asked(predicate) {
                self.known.has(slot, labels);
            }
        }
        left
    }
}

/// Operators whose rows depend on the number of their input's rows alone, and on how often an inner plan runs.
fn plain_rows(kind: &OperatorKind, rows: f64, runs: f64) -> f64 {
    use OperatorKind as K;
    match kind {
        K::EagerAggregation { keys, .. } => {
            if keys.is_empty() {
                runs
            } else {
                rows.sqrt().max(runs.min(rows))
            }
        }
        K::Distinct { .. } => rows * 0.95,
        K::Top { limit, .. } | K::Limit { count: limit, .. } => rows.min(runs * counted(limit)),
        K::Skip { count, .. } => (rows - runs * counted(count)).max(0.0),
        K::Unwind { list, .. } => rows * listed(list),
        K::LoadCsv { .. } | K::ProcedureCall { .. } => rows * LIST,
        K::EmptyResult { .. } => 0.0,
        _ => rows,
    }
}

/// How many values a seek looks up.
pub(crate) fn sought(value: &Expression, list: bool) -> f64 {
    if list { listed(value) } else { 1.0 }
}

fn listed(list: &Expression) -> f64 {
    match &list.kind {
        ExpressionKind::List(items) => items.len() as f64,
        ExpressionKind::Literal(Value::List(items)) => items.len() as f64,
        _ => LIST,
    }
}

fn counted(count: &Expression) -> f64 {
    match &count.kind {
        ExpressionKind::Literal(Value::Integer(count)) => (*count).max(0) as f64,
        _ => LIST,
    }
}
