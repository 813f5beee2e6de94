//! Resolved query to plan.
//!
//! In: a [`Resolved`] query and the graph's statistics. Out: a [`plan::Plan`] with estimates. `build` puts the
//! operators together clause by clause; the named rewrites then run in a written order, each of which can be switched
//! off ([`Rewrites`]); barriers are put between reading and writing; then each operator is told which slots to carry and
//! how many rows to expect; [`explain`] prints the tree. Always holds: with no rewrite at all the plan gives the right rows.

mod branch;
mod build;
#[cfg(debug_assertions)]
mod check;
mod distinct;
mod eager;
mod estimate;
mod explain;
mod expression;
mod liveness;
mod partial;
mod pattern;
pub mod plan;
mod plan_table;
mod rewrite;
mod text;
mod tree;

use std::sync::Arc;

use crate::graph::Graph;
use crate::semantics::query::{Resolved, Variable};
use crate::value::with_room;
use plan::{ArgumentId, Operator, OperatorKind, Plan};

pub(crate) use distinct::MOST_APART;
pub use explain::{explain, operator_name};
pub(crate) use expression::reads;
pub use plan_table::{ExplainedOperator, OperatorProfile, PlanTable};
pub use rewrite::Rewrites;

/// Plans a query against the graph's statistics.
pub fn plan(query: &Resolved, graph: &Graph, rewrites: &Rewrites) -> Plan {
    let (root, slots, assumptions) = build::statement(query, graph, rewrites);
    let mut root = rewrite::rewrite(root, rewrites);
    eager::insert(&mut root, rewrites.barriers_everywhere);
    liveness::annotate(&mut root);
    if rewrites.contains("expand_count") {
        branch::insert(&mut root, &slots);
        liveness::annotate(&mut root);
    }
    if rewrites.contains("narrow_expansions") {
        rewrite::narrow_expansions::everywhere(&mut root, &slots);
        liveness::annotate(&mut root);
    }
    estimate::annotate(&mut root, graph);
    partial::insert(&mut root, rewrites, graph);
    let slots: Arc<[Variable]> = slots.into();
    number(&mut root, &slots, &mut 0);
    let plan = Plan {
        columns: match &root.kind {
            OperatorKind::ProduceResults { columns, .. } => columns.clone(),
            _ => Vec::new(),
        },
        writes: root.writes(),
        root,
        argument: ArgumentId(u32::MAX),
        slots,
        assumptions,
    };
    #[cfg(debug_assertions)]
    assert_holds_together(&plan);
    plan
}

/// Tests are built so that every plan made in them is checked.
#[cfg(debug_assertions)]
fn assert_holds_together(plan: &Plan) {
    let mistakes = check::mistakes(plan);
    assert!(mistakes.is_empty(), "{mistakes:?}\n{}", explain(plan, None));
}

/// Numbers the operators depth first, each before its inputs, and gives nested plans the statement's slots.
fn number(operator: &mut Operator, slots: &Arc<[Variable]>, next: &mut usize) {
    operator.id = *next;
    *next += 1;
    for input in operator.inputs_mut() {
        with_room(|| number(input, slots, next));
    }
    tree::for_each_plan(operator, &mut |plan| {
        plan.slots = slots.clone();
        with_room(|| number(&mut plan.root, slots, next));
    });
}
