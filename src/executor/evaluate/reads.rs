//! What an expression reads.

use super::call::is_steady;
use crate::executor::chunk::{Chunk, Vector};
use crate::planner::plan::Expression;
use crate::semantics::expression::{ExpressionKind as Kind, MapProjectionItem, Slot};

/// The slots an expression reads, ascending; those of its own comprehensions included.
pub(super) fn slots_read(expression: &Expression) -> Vec<Slot> {
    let mut slots = Vec::new();
    collect(expression, &mut slots);
    slots.sort_unstable();
    slots.dedup();
    slots
}

fn collect(expression: &Expression, slots: &mut Vec<Slot>) {
    match &expression.kind {
        Kind::Slot(slot) | Kind::Present { slot, .. } => slots.push(*slot),
        Kind::Subquery { imports, .. } => slots.extend(imports),
        Kind::Path { start, steps } => {
            slots.push(*start);
            slots.extend(steps);
        }
        Kind::Disjoint { left, right } => slots.extend([*left, *right]),
        _ => {}
    }
    each_part(expression, &mut |part| collect(part, slots));
}

/// Whether an expression that is dear to evaluate gives the same for all rows of a chunk. The others are asked without:
/// operations on constants are constant of themselves.
pub(super) fn is_uniform(expression: &Expression, chunk: &Chunk) -> bool {
    let dear = matches!(
        expression.kind,
        Kind::ListComprehension { .. }
            | Kind::Quantified { .. }
            | Kind::Reduce { .. }
            | Kind::Subquery { .. }
    );
    dear && chunk.rows > 1
        && slots_read(expression)
            .iter()
            .all(|slot| is_constant(chunk, *slot))
        && gives_the_same(expression)
}

fn is_constant(chunk: &Chunk, slot: Slot) -> bool {
    matches!(chunk.column(slot), Vector::Absent | Vector::Constant(..))
}

/// Whether equal rows give equal results: nothing in it draws lots.
fn gives_the_same(expression: &Expression) -> bool {
    let mut steady = match &expression.kind {
        Kind::Call { function, .. } => is_steady(function),
        _ => true,
    };
    each_part(expression, &mut |part| {
        steady = steady && gives_the_same(part)
    });
    steady
}

/// Calls `visit` for each expression directly below; plans of subqueries are not entered.
fn each_part<'e>(expression: &'e Expression, visit: &mut dyn FnMut(&'e Expression)) {
    match &expression.kind {
        Kind::Literal(_) | Kind::Parameter(_) | Kind::Slot(_) | Kind::Subquery { .. } => {}
        Kind::Path { .. } | Kind::Present { .. } | Kind::Disjoint { .. } => {}
        Kind::List(items) | Kind::And(items) | Kind::Or(items) | Kind::Xor(items) => {
            items.iter().for_each(visit);
        }
        Kind::Comparison { operands, .. } => operands.iter().for_each(visit),
        Kind::Call { arguments, .. } => arguments.iter().for_each(visit),
        Kind::Map(entries) => entries.iter().for_each(|(_, value)| visit(value)),
        Kind::MapProjection { base, items } => {
            visit(base);
            items.iter().filter_map(entry).for_each(visit);
        }
        Kind::Property { base: operand, .. } | Kind::HasLabels { operand, .. } => visit(operand),
        Kind::IsNull { operand, .. } | Kind::IsTyped { operand, .. } => visit(operand),
        Kind::Not(operand) | Kind::Negate(operand) | Kind::Plus(operand) => visit(operand),
        Kind::Index {
            base: one,
            index: other,
        }
        | Kind::HasDynamicLabels {
            operand: one,
            names: other,
            ..
        } => [one, other].into_iter().for_each(|part| visit(part)),
        Kind::Slice { base, from, to } => {
            visit(base);
            from.iter().chain(to).for_each(|part| visit(part));
        }
        Kind::Chain { first, rest } => {
            visit(first);
            rest.iter().for_each(|(_, operand)| visit(operand));
        }
        Kind::Case { .. } => each_part_of_case(expression, visit),
        Kind::ListComprehension {
            list,
            predicate,
            projection,
            ..
        } => {
            visit(list);
            predicate
                .iter()
                .chain(projection)
                .for_each(|part| visit(part));
        }
        Kind::Quantified {
            list, predicate, ..
        } => {
            [list, predicate].into_iter().for_each(|part| visit(part));
        }
        Kind::Reduce {
            start, list, step, ..
        } => {
            [start, list, step].into_iter().for_each(|part| visit(part));
        }
    }
}

fn each_part_of_case<'e>(expression: &'e Expression, visit: &mut dyn FnMut(&'e Expression)) {
    let Kind::Case {
        subject,
        branches,
        otherwise,
    } = &expression.kind
    else {
        return;
    };
    subject.iter().chain(otherwise).for_each(|part| visit(part));
    for (tests, result) in branches {
        tests.iter().for_each(&mut *visit);
        visit(result);
    }
}

fn entry(item: &MapProjectionItem<crate::planner::plan::Plan>) -> Option<&Expression> {
    match item {
        MapProjectionItem::Entry(_, value) => Some(value),
        MapProjectionItem::Property(_) | MapProjectionItem::All => None,
    }
}
