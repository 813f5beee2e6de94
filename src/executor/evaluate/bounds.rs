//! How large a value may become.
//!
//! Values share what lies in them, so that a short text can make a value which is huge wherever it is looked through:
//! `WITH [a, a] AS b WITH [b, b] AS c …` doubles with each step while the memory it takes grows by a few bytes. Whatever
//! puts values into values is therefore measured as if nothing were shared.

use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::Vector;
use crate::executor::context::Context;
use crate::planner::plan::Expression;
use crate::semantics::expression::ExpressionKind as Kind;
use crate::value::{MAX_DEPTH, Value};

/// A loop may make a value of [`MAX_DEPTH`] levels; what is written around it adds to them.
const MOST_LEVELS: usize = 2 * MAX_DEPTH;

/// Measures the values of a column.
///
/// # Errors
/// `ResourceLimit` where one is too large or nests too deeply, or all need more memory than there is.
pub(super) fn measure(
    column: &Vector,
    levels: usize,
    span: Span,
    context: &mut Context<'_>,
) -> Result<(), RunError> {
    let values: &[Value] = match column {
        Vector::Values(items) => items,
        Vector::Constant(value, _) => std::slice::from_ref(value),
        _ => return Ok(()),
    };
    let mut total = 0;
    for value in values {
        let count = value
            .expanded(levels)
            .map_err(|error| RunError::at(error, span))?;
        total += count * size_of::<Value>();
    }
    let outcome = context.reserve_value(total, "an expression");
    context.release(total);
    outcome
}

/// Measures what an expression gave, where it is of a form that puts values into values.
pub(super) fn measure_nested(
    expression: &Expression,
    column: Vector,
    context: &mut Context<'_>,
) -> Result<Vector, RunError> {
    let nests = matches!(
        expression.kind,
        Kind::List(_)
            | Kind::Map(_)
            | Kind::MapProjection { .. }
            | Kind::ListComprehension { .. }
            | Kind::Subquery { .. }
            | Kind::Chain { .. }
    );
    let values = match &column {
        Vector::Values(values) if nests => values.as_slice(),
        Vector::Constant(value, _) if nests => std::slice::from_ref(value),
        _ => return Ok(column),
    };
    if values.iter().any(holds_collections) {
        measure(&column, MOST_LEVELS, expression.span, context)?;
    }
    Ok(column)
}

fn holds_collections(value: &Value) -> bool {
    let is_collection = |item: &Value| matches!(item, Value::List(_) | Value::Map(_));
    match value {
        Value::List(items) => items.iter().any(is_collection),
        Value::Map(map) => map.values().any(is_collection),
        _ => false,
    }
}
