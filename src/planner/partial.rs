//! Rows that only count are merged before they multiply.
//!
//! Where all that is read of a row is one node, rows with the same node are one row that counts as often as they did: a
//! `PartialAggregation`. Below an aggregation, the cost of a pattern without cycles is then that of the relationships it walks along,
//! not that of its matches (Yannakakis 1981; "eager aggregation", Yan and Larson 1995). Where it does not matter how often a row was
//! there, it is not even counted.

use super::distinct;
use super::plan::{AggregateItem, Operator, OperatorKind};
use super::rewrite::Rewrites;
use super::tree::plans;
use crate::graph::Graph;
use crate::planner::expression::is_volatile;
use crate::value::with_room;

/// Fewer rows are not worth a barrier.
const WORTH: f64 = 8.0;

/// Merges rows in a statement that only reads. `live` and `estimated_rows` are set already.
pub(crate) fn insert(root: &mut Operator, rewrites: &Rewrites, graph: &Graph) {
    let merger = Merger {
        counts: rewrites.contains("partial_aggregation"),
        distinct: rewrites.contains("expand_distinct"),
        nodes: graph.node_count() as f64,
    };
    if !root.writes() && !draws_lots(root) {
        merger.below(root, Wanted::Rows);
    }
}

/// Whether something has to be computed anew for each row.
pub(super) fn draws_lots(operator: &Operator) -> bool {
    let nested = plans(operator).into_iter().map(|plan| &plan.root);
    operator.expressions().into_iter().any(is_volatile)
        || operator
            .inputs()
            .into_iter()
            .chain(nested)
            .any(|below| with_room(|| draws_lots(below)))
}

/// What is wanted of the rows of an operator.
#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    /// The first few.
    Few,
    /// Each of them.
    Rows,
    /// How often there is each.
    Counts,
    /// Which there are.
    Distinct,
}

impl Wanted {
    /// What an operator of which this is wanted wants of its input.
    fn below(self, kind: &OperatorKind) -> Wanted {
        use OperatorKind as K;
        match (kind, self) {
            (K::EagerAggregation { aggregates, .. }, _)
                if aggregates.iter().all(ignores_repetition) =>
            {
                Wanted::Distinct
            }
            (K::EagerAggregation { .. }, _) => Wanted::Counts,
            (K::Limit { .. } | K::Skip { .. }, _) => Wanted::Few,
            (K::Sort { .. }, Wanted::Few) => Wanted::Rows,
            (K::Top { .. }, Wanted::Few) => Wanted::Rows,
            (K::Top { .. }, Wanted::Distinct) => Wanted::Counts,
            (K::Distinct { .. }, wanted) if wanted != Wanted::Few => Wanted::Distinct,
            (_, wanted) => wanted,
        }
    }
}

/// Whether it makes no difference how often a value comes.
fn ignores_repetition(item: &AggregateItem) -> bool {
    let name = item.function.as_ref().map(|function| function.name);
    item.distinct || matches!(name, Some("min" | "max"))
}

/// Which rows are merged.
struct Merger {
    /// Those that count as often as they were there.
    counts: bool,
    /// Those of which it is enough that they were there.
    distinct: bool,
    /// How many nodes the graph has.
    nodes: f64,
}

impl Merger {
    fn below(&self, operator: &mut Operator, wanted: Wanted) {
        let wanted = wanted.below(&operator.kind);
        let mut inputs = operator.inputs_mut();
        if is_nested(&inputs) {
            inputs.truncate(1);
        }
        for input in inputs {
            if self.distinct && wanted == Wanted::Distinct {
                distinct::merge(input, self.nodes);
            }
            with_room(|| self.below(input, wanted));
            let counted = matches!(wanted, Wanted::Counts | Wanted::Distinct);
            if self.counts && counted && merges(input) {
                merge(input, self.nodes);
            }
        }
        if self.distinct {
            distinct::count_rows(operator);
        }
    }
}

/// Whether the second input is run for rows of the first.
fn is_nested(inputs: &[&mut Operator]) -> bool {
    inputs
        .get(1)
        .is_some_and(|inner| begins_with_argument(inner))
}

fn begins_with_argument(operator: &Operator) -> bool {
    match &operator.kind {
        OperatorKind::Argument { argument } => argument.is_some(),
        _ => operator
            .inputs()
            .first()
            .is_some_and(|input| with_room(|| begins_with_argument(input))),
    }
}

/// Whether many rows come that differ in nothing but the node arrived at.
fn merges(operator: &Operator) -> bool {
    match &operator.kind {
        OperatorKind::ExpandAll {
            to, bounds, joins, ..
        } => {
            let plain = bounds.is_empty() && joins.is_empty();
            plain && operator.live == [*to] && operator.estimated_rows >= WORTH
        }
        _ => false,
    }
}

fn merge(operator: &mut Operator, nodes: f64) {
    let input = operator.take();
    let (live, rows) = (input.live.clone(), input.estimated_rows);
    *operator = Operator::new(OperatorKind::PartialAggregation {
        node: live[0],
        input: Box::new(input),
    });
    operator.live = live;
    operator.estimated_rows = rows.min(nodes);
}
