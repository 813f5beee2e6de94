//! `EXISTS { … }`, `COUNT { … }` and `COLLECT { … }`: a plan run once for each row.

use super::column::Builder;
use super::rows::{column, gather};
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::operator::{self, Operator};
use crate::planner::plan::Plan;
use crate::semantics::expression::Slot;
use crate::syntax::ast::SubqueryKind;
use crate::value::Value;

/// What the plan gives for each row, which it begins with the slots of `imports` of.
#[inline(never)]
pub(super) fn subquery(
    kind: SubqueryKind,
    plan: &Plan,
    imports: &[Slot],
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let mut root = operator::build(&plan.root, plan.slots.len());
    let mut answers = Builder::new(chunk.rows);
    for row in 0..chunk.rows {
        context.check()?;
        begin(plan, imports, chunk, row, context);
        if row > 0 {
            root.reset();
        }
        answers.push(answer(kind, plan, root.as_mut(), context)?);
    }
    Ok(answers.finish())
}

/// Puts a row where the plan's leaf takes it from.
pub(super) fn begin(
    plan: &Plan,
    imports: &[Slot],
    chunk: &Chunk,
    row: usize,
    context: &mut Context<'_>,
) {
    let place = plan.argument.0 as usize;
    if place >= context.arguments.len() {
        context.arguments.resize_with(place + 1, Chunk::default);
    }
    context.arguments[place] = gather(chunk, &[row as u32], imports);
}

pub(super) fn answer(
    kind: SubqueryKind,
    plan: &Plan,
    root: &mut dyn Operator,
    context: &mut Context<'_>,
) -> Result<Value, RunError> {
    match kind {
        SubqueryKind::Exists => Ok(Value::Boolean(root.next(context)?.is_some())),
        SubqueryKind::Count => count(root, context),
        SubqueryKind::Collect => {
            let mut reserved = 0;
            let items = collect(plan, root, &mut reserved, context);
            context.release(reserved);
            items.map(Value::list)
        }
    }
}

fn count(root: &mut dyn Operator, context: &mut Context<'_>) -> Result<Value, RunError> {
    let mut rows: u64 = 0;
    while let Some(chunk) = root.next(context)? {
        let more = match &chunk.weights {
            Some(weights) => weights
                .iter()
                .fold(0, |sum: u64, weight| sum.saturating_add(*weight)),
            None => chunk.rows as u64,
        };
        rows = rows.saturating_add(more);
        context.check()?;
    }
    Ok(Value::Integer(i64::try_from(rows).unwrap_or(i64::MAX)))
}

/// The values of the first column, `null` among them, each as often as its row counts.
fn collect(
    plan: &Plan,
    root: &mut dyn Operator,
    reserved: &mut usize,
    context: &mut Context<'_>,
) -> Result<Vec<Value>, RunError> {
    let mut items = Vec::new();
    while let Some(chunk) = root.next(context)? {
        let Some(first) = plan.columns.first() else {
            continue;
        };
        let values = column(&chunk, first.slot);
        let mut reserve = |bytes: usize| {
            *reserved = reserved.saturating_add(bytes);
            context.reserve_value(bytes, "a `COLLECT` subquery")
        };
        reserve(values.bytes())?;
        for row in 0..chunk.rows {
            let copies = usize::try_from(chunk.weight(row)).unwrap_or(usize::MAX);
            reserve(copies.saturating_mul(size_of::<Value>()))?;
            items.extend(std::iter::repeat_n(values.get(row), copies));
        }
        context.check()?;
    }
    Ok(items)
}
