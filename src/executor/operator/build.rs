//! A plan's tree to a tree of operators.

use super::all_nodes_scan::all_nodes_scan;
use super::apply::Apply;
use super::argument::Argument;
use super::cartesian_product::CartesianProduct;
use super::create::Create;
use super::delete::Delete;
use super::distinct::Distinct;
use super::distinct_ends::{DistinctEnds, FindEnds};
use super::eager::Eager;
use super::eager_aggregation::EagerAggregation;
use super::empty_result::EmptyResult;
use super::error::run_error;
use super::expand_all::{Arriving, ExpandAll};
use super::expand_count::ExpandCount;
use super::expand_distinct::ExpandDistinct;
use super::expand_into::ExpandInto;
use super::filter::Filter;
use super::foreach::Foreach;
use super::grow::{Grow, Growing};
use super::input::Input;
use super::limit::Limit;
use super::load_csv::{LoadCsv, Loading};
use super::merge::{Merge, Merging};
use super::node_by_id_seek::node_by_id_seek;
use super::node_by_label_scan::node_by_label_scan;
use super::node_hash_join::node_hash_join;
use super::node_index_seek::{Sought, node_index_seek};
use super::optional_apply::OptionalApply;
use super::partial_aggregation::PartialAggregation;
use super::path_search::PathSearch;
use super::procedure_call::{Calling, ProcedureCall};
use super::produce_results::ProduceResults;
use super::project_endpoints::{Ends, ProjectEndpoints};
use super::projection::Projection;
use super::pruning_var_length_expand::Pruning;
use super::relationship_type_scan::RelationshipTypeScan;
use super::remove::Remove;
use super::semi_apply::SemiApply;
use super::set::Set;
use super::shortest_path::{Shortest, ShortestPath};
use super::skip::Skip;
use super::sort::Sort;
use super::top::Top;
use super::transaction_apply::TransactionApply;
use super::union::Union;
use super::unwind::Unwind;
use super::value_hash_join::value_hash_join;
use super::var_length_expand::{VarLength, VarLengthExpand};
use super::{Next, Operator};
use crate::executor::context::Context;
use crate::planner::operator_name;
use crate::planner::plan::{self, OperatorKind as Kind};
use crate::semantics::expression::Slot;
use crate::value::ErrorKind;

/// An operator of a plan that outlives it.
type Built<'p> = Box<dyn Operator + 'p>;

/// Builds the operators of a plan's tree. `slots` is the number of slots of the statement.
pub fn build<'p>(operator: &'p plan::Operator, slots: usize) -> Box<dyn Operator + 'p> {
    Box::new(Input::new(operator, slots))
}

/// The same without the counting of its rows.
pub(super) fn bare<'p>(operator: &'p plan::Operator, slots: usize) -> Built<'p> {
    let live = &*operator.live;
    match &operator.kind {
        Kind::Argument { argument } => Box::new(Argument::new(*argument, live, slots)),
        Kind::AllNodesScan { input, slot } => all_nodes_scan(input, *slot, live, slots),
        Kind::NodeByLabelScan {
            input,
            slot,
            labels,
        } => node_by_label_scan(input, *slot, labels, live, slots),
        Kind::NodeByIdSeek {
            input,
            slot,
            ids,
            list,
        } => growing(
            input,
            operator,
            slots,
            node_by_id_seek(*slot, (ids, *list), live),
        ),
        Kind::NodeIndexSeek {
            input,
            slot,
            labels,
            key,
            value,
            list,
        } => {
            let sought = Sought {
                labels: labels.as_ref(),
                key,
                value,
                list: *list,
            };
            growing(input, operator, slots, node_index_seek(*slot, sought, live))
        }
        Kind::Unwind {
            input,
            list,
            slot,
            counter,
        } => growing(
            input,
            operator,
            slots,
            Unwind::new(list, *slot, *counter, live),
        ),
        Kind::Filter { input, predicates } => Box::new(Filter::new(input, predicates, live, slots)),
        Kind::Projection { input, items } => Box::new(Projection::new(input, items, live, slots)),
        Kind::EagerAggregation {
            input,
            keys,
            aggregates,
        } => Box::new(EagerAggregation::new(input, keys, aggregates, live, slots)),
        Kind::PartialAggregation { input, node } => {
            Box::new(PartialAggregation::new(input, *node, slots))
        }
        Kind::Distinct { input, slots: by } => Box::new(Distinct::new(input, by, live, slots)),
        Kind::Sort { input, keys } => Box::new(Sort::new(input, keys, live, slots)),
        Kind::Top { input, keys, limit } => Box::new(Top::new(input, keys, limit, live, slots)),
        Kind::Skip { input, count } => Box::new(Skip::new(input, count, live, slots)),
        Kind::Limit { input, count } => Box::new(Limit::new(input, count, live, slots)),
        Kind::Union { inputs, outputs } => Box::new(Union::new(inputs, outputs, live, slots)),
        Kind::Eager { input } => Box::new(Eager::new(input, live, slots)),
        Kind::EmptyResult { input } => Box::new(EmptyResult::new(input, slots)),
        Kind::ProduceResults { input, columns } => {
            Box::new(ProduceResults::new(input, columns, slots))
        }
        _ => expansion(operator, slots),
    }
}

fn growing<'p>(
    input: &'p plan::Operator,
    operator: &'p plan::Operator,
    slots: usize,
    grow: impl Grow + 'p,
) -> Built<'p> {
    Box::new(Growing::new(input, slots, &operator.live, grow))
}

fn distinct_ends<'p>(
    input: &'p plan::Operator,
    operator: &plan::Operator,
    ends: (Slot, Slot),
    slots: usize,
    found: impl FindEnds + 'p,
) -> Built<'p> {
    let named = (operator_name(operator), found);
    Box::new(DistinctEnds::new(input, ends, slots, named))
}

/// Operators over relationships.
fn expansion<'p>(operator: &'p plan::Operator, slots: usize) -> Built<'p> {
    let live = &*operator.live;
    match &operator.kind {
        Kind::RelationshipTypeScan {
            input,
            left,
            relationship,
            right,
            follow,
        } => {
            let ends = (*left, *relationship, *right);
            let scan = RelationshipTypeScan::new(ends, follow, live);
            growing(input, operator, slots, scan)
        }
        Kind::ExpandAll {
            input,
            from,
            relationship,
            to,
            follow,
            labels,
            bounds,
            joins,
        } => {
            let arriving = Arriving::new(labels, bounds, joins);
            let expand = ExpandAll::new((*from, *relationship, *to), follow, arriving, live);
            growing(input, operator, slots, expand)
        }
        Kind::ExpandInto {
            input,
            from,
            relationship,
            to,
            follow,
        } => {
            let expand = ExpandInto::new((*from, *relationship, *to), follow, live);
            growing(input, operator, slots, expand)
        }
        Kind::ExpandCount {
            input,
            from,
            branches,
            keeps,
        } => Box::new(ExpandCount::new(
            input,
            (*from, branches),
            *keeps,
            live,
            slots,
        )),
        Kind::ExpandDistinct { input, from, hops } => {
            let to = hops.last().map_or(*from, |hop| hop.to);
            let ends = ExpandDistinct { hops };
            distinct_ends(input, operator, (*from, to), slots, ends)
        }
        Kind::PruningVarLengthExpand {
            input,
            from,
            apart,
            to,
            follow,
            steps,
            ..
        } => {
            let ends = Pruning {
                apart: *apart,
                follow,
                steps,
            };
            distinct_ends(input, operator, (*from, *to), slots, ends)
        }
        Kind::VarLengthExpand { input, .. }
        | Kind::ProjectEndpoints { input, .. }
        | Kind::ShortestPath { input, .. }
        | Kind::PathSearch { input, .. } => path(input, operator, slots),
        _ => nested(operator, slots),
    }
}

/// Operators over several relationships at once.
fn path<'p>(input: &'p plan::Operator, operator: &'p plan::Operator, slots: usize) -> Built<'p> {
    let live = &*operator.live;
    match operator.kind {
        Kind::VarLengthExpand {
            from,
            relationships,
            to,
            ref follow,
            ref steps,
            into,
            reversed,
            ..
        } => {
            let plan = VarLength {
                from,
                relationships,
                to,
                follow,
                steps,
                into,
                reversed,
                live,
            };
            growing(input, operator, slots, VarLengthExpand::new(plan))
        }
        Kind::PathSearch {
            ref search, into, ..
        } => growing(input, operator, slots, PathSearch::new(search, into, live)),
        Kind::ShortestPath {
            from,
            to,
            relationships,
            path,
            ref follow,
            ref steps,
            all,
            ref predicates,
            ..
        } => {
            let plan = Shortest {
                from,
                to,
                relationships,
                path,
                follow,
                steps,
                all,
                predicates,
                live,
            };
            growing(input, operator, slots, ShortestPath::new(plan))
        }
        Kind::ProjectEndpoints {
            relationship,
            ref list,
            left,
            left_bound,
            right,
            right_bound,
            ref follow,
            ..
        } => {
            let list = list.as_ref();
            let plan = Ends {
                relationship,
                list,
                left,
                left_bound,
                right,
                right_bound,
                follow,
                live,
            };
            growing(input, operator, slots, ProjectEndpoints::new(plan))
        }
        _ => Box::new(Unknown),
    }
}

/// Operators with two inputs, or with a nested plan.
fn nested<'p>(operator: &'p plan::Operator, slots: usize) -> Built<'p> {
    let live = &*operator.live;
    match &operator.kind {
        Kind::CartesianProduct { left, right } => {
            Box::new(CartesianProduct::new(left, right, live, slots))
        }
        Kind::ValueHashJoin { left, right, keys } => {
            value_hash_join((left, right), keys, live, slots)
        }
        Kind::NodeHashJoin {
            left,
            right,
            slots: by,
        } => node_hash_join((left, right), by, live, slots),
        Kind::Apply {
            input,
            inner,
            argument,
        } => Box::new(Apply::new((input, inner), *argument, live, slots)),
        Kind::OptionalApply {
            input,
            inner,
            argument,
            introduces,
        } => {
            let sides = (&**input, &**inner);
            Box::new(OptionalApply::new(
                sides, *argument, introduces, live, slots,
            ))
        }
        Kind::TransactionApply {
            input,
            inner,
            argument,
            batches,
            introduces,
        } => Box::new(TransactionApply::new(
            (input, inner),
            *argument,
            (batches, introduces),
            live,
            slots,
        )),
        Kind::SemiApply {
            input,
            inner,
            argument,
            anti,
        } => Box::new(SemiApply::new(
            (input, inner),
            *argument,
            *anti,
            live,
            slots,
        )),
        Kind::Foreach {
            input,
            slot,
            list,
            body,
            argument,
        } => {
            let each = (*slot, list);
            Box::new(Foreach::new((input, body), *argument, each, live, slots))
        }
        _ => other(operator, slots),
    }
}

/// Operators that write, and rows from elsewhere.
fn other<'p>(operator: &'p plan::Operator, slots: usize) -> Built<'p> {
    let live = &*operator.live;
    match &operator.kind {
        Kind::Create { input, create } => Box::new(Create::new(input, create, live, slots)),
        Kind::Merge {
            input,
            inner,
            argument,
            create,
            on_create,
            on_match,
        } => {
            let plan = Merging {
                create,
                on_create,
                on_match,
                live,
            };
            Box::new(Merge::new((input, inner), *argument, plan, slots))
        }
        Kind::Set { input, items } => Box::new(Set::new(input, items, live, slots)),
        Kind::Remove { input, items } => Box::new(Remove::new(input, items, live, slots)),
        Kind::Delete {
            input,
            detach,
            targets,
        } => Box::new(Delete::new(input, (*detach, targets), live, slots)),
        &Kind::ProcedureCall {
            ref input,
            ref procedure,
            ref arguments,
            ref yields,
            optional,
            passes_rows,
        } => {
            let plan = Calling {
                procedure,
                arguments,
                yields,
                optional,
                passes_rows,
                live,
            };
            growing(input, operator, slots, ProcedureCall::new(plan))
        }
        &Kind::LoadCsv {
            ref input,
            with_headers,
            ref from,
            slot,
            origin,
            ref field_terminator,
        } => {
            let field_terminator = field_terminator.as_ref();
            let plan = Loading {
                with_headers,
                from,
                slot,
                origin,
                field_terminator,
                live,
            };
            growing(input, operator, slots, LoadCsv::new(plan))
        }
        _ => Box::new(Unknown),
    }
}

/// Stands for a kind of operator that none of the functions above knows.
struct Unknown;

impl Operator for Unknown {
    fn next(&mut self, _: &mut Context<'_>) -> Next {
        let message = "the plan has an operator that cannot be run".to_owned();
        Err(run_error(
            ErrorKind::NotSupported,
            "UnknownOperator",
            message,
        ))
    }

    fn reset(&mut self) {}
}
