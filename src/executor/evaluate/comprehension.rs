//! `[variable IN list WHERE predicate | projection]`.

use super::column;
use super::flatten::{Body, Sink, present};
use super::rows::{Rows, column as column_of, partial};
use super::{Operand, logic, operand};
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan::Expression;
use crate::semantics::expression::{ExpressionKind, Slot};
use crate::value::Value;

/// The lists of those items that pass, or of what is made of them; `null` of `null`.
#[inline(never)]
pub(super) fn comprehend(
    expression: &Expression,
    chunk: &Chunk,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let ExpressionKind::ListComprehension {
        variable,
        list,
        predicate,
        projection,
    } = &expression.kind
    else {
        return Ok(Vector::Constant(Value::Null, chunk.rows));
    };
    let lists = operand(list, chunk, context)?;
    let (predicate, projection) = (predicate.as_deref(), projection.as_deref());
    let body = Body::new(chunk, *variable, predicate.into_iter().chain(projection));
    let mut results = Results::new(*variable, predicate, projection, chunk.rows);
    let outcome = body.flatten(&lists, list.span, &mut results, context);
    context.release(results.reserved);
    outcome?;
    Ok(results.finish(&present(&lists)))
}

struct Results<'e> {
    variable: Slot,
    predicate: Option<&'e Expression>,
    projection: Option<&'e Expression>,
    lists: Vec<Vec<Value>>,
    reserved: usize,
}

impl<'e> Results<'e> {
    fn new(
        variable: Slot,
        predicate: Option<&'e Expression>,
        projection: Option<&'e Expression>,
        rows: usize,
    ) -> Self {
        Self {
            variable,
            predicate,
            projection,
            lists: vec![Vec::new(); rows],
            reserved: 0,
        }
    }

    fn passing(&self, items: &Chunk, context: &mut Context<'_>) -> Result<Rows, RunError> {
        let Some(predicate) = self.predicate else {
            return Ok(Rows::All);
        };
        let truths = operand(predicate, items, context)?;
        logic::keep_true(&truths, &Rows::All, items.rows, predicate.span)
    }

    fn made<'c>(
        &self,
        items: &'c Chunk,
        passing: &Rows,
        context: &mut Context<'_>,
    ) -> Result<Operand<'c>, RunError> {
        if let Some(projection) = self.projection {
            return partial(projection, items, passing, context);
        }
        let column = column_of(items, self.variable);
        Ok(match passing {
            Rows::All => column,
            Rows::Some(rows) => Operand::Owned(column.gather(rows)),
        })
    }

    fn finish(self, present: &[bool]) -> Vector {
        let lists = self.lists.into_iter().zip(present);
        let value = |(items, present): (Vec<Value>, &bool)| match present {
            true => Value::list(items),
            false => Value::Null,
        };
        Vector::Values(lists.map(value).collect())
    }
}

impl Sink for Results<'_> {
    fn wants(&self, _: usize) -> bool {
        true
    }

    fn take(
        &mut self,
        items: &Chunk,
        owners: &[u32],
        context: &mut Context<'_>,
    ) -> Result<(), RunError> {
        let passing = self.passing(items, context)?;
        let values = self.made(items, &passing, context)?;
        let bytes = values.bytes();
        self.reserved += bytes;
        context.reserve_value(bytes, "a list comprehension")?;
        for position in 0..values.len() {
            let owner = owners[passing.number(position)] as usize;
            self.lists[owner].push(column::view(&values, position).into_owned());
        }
        Ok(())
    }
}
