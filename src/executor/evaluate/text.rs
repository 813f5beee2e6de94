//! `STARTS WITH`, `ENDS WITH`, `CONTAINS` and `=~`.

use std::sync::Arc;

use memchr::memmem::Finder;

use super::column;
use super::property::block;
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::graph::{ColumnData, Graph};
use crate::planner::plan::Expression;
use crate::semantics::expression::ExpressionKind;
use crate::syntax::ast::BinaryOperator as Operator;
use crate::value::Value;
use crate::value::arithmetic::{self, Pattern};

/// Bytes of a text that takes longer to match than to ask for the time.
const LONG_TEXT: usize = 4096;

/// For each row whether the text on the left begins with, ends with or contains the one on the right.
pub(super) fn find(operator: Operator, left: &Vector, right: &Vector) -> Result<Vector, RunError> {
    if let (Operator::Contains, Vector::Constant(Value::String(part), _)) = (operator, right) {
        let finder = Finder::new(part.as_bytes());
        return column::map(left, |value| {
            let found = value
                .as_str()
                .map(|text| finder.find(text.as_bytes()).is_some());
            Ok(Value::from(found))
        });
    }
    let holds = match operator {
        Operator::StartsWith => arithmetic::starts_with,
        Operator::EndsWith => arithmetic::ends_with,
        _ => arithmetic::contains,
    };
    column::zip(left, right, |text, part| Ok(holds(text, part)))
}

/// As [`find`], where the left is a property of nodes that came together and the right is the same text for all: asked of the
/// column's bytes, of a dictionary's once for each different text. `None` where that is not so.
pub(super) fn find_in_column(
    operator: Operator,
    first: &Expression,
    right: &Vector,
    chunk: &Chunk,
    graph: &Graph,
) -> Option<Vector> {
    let (ExpressionKind::Property { base, key }, Vector::Constant(Value::String(part), _)) =
        (&first.kind, right)
    else {
        return None;
    };
    let (ExpressionKind::Slot(slot), Some(key)) = (&base.kind, graph.key_id(key)) else {
        return None;
    };
    let Vector::Nodes(nodes) = chunk.column(*slot) else {
        return None;
    };
    let block = block(nodes, graph)?;
    let column = block.column(key)?;
    let rows: Vec<usize> = nodes.iter().map(|node| block.row(*node)).collect();
    let known: Vec<bool> = rows.iter().map(|row| column.has(*row)).collect();
    let found = find_in(operator, part, column.data(), &rows)?;
    if known.iter().all(|known| *known) {
        return Some(Vector::Booleans(found));
    }
    Some(column::truths(rows.len(), |row| {
        known[row].then(|| found[row])
    }))
}

fn find_in(operator: Operator, part: &str, data: &ColumnData, rows: &[usize]) -> Option<Vec<bool>> {
    let finder = Finder::new(part.as_bytes());
    let holds = |text: &str| match operator {
        Operator::StartsWith => text.starts_with(part),
        Operator::EndsWith => text.ends_with(part),
        _ => finder.find(text.as_bytes()).is_some(),
    };
    match data {
        ColumnData::Texts(texts) => Some(rows.iter().map(|row| holds(texts.get(*row))).collect()),
        ColumnData::Dictionary(texts) if texts.len() <= rows.len() => {
            let each = 0..texts.len() as u32;
            let each: Vec<bool> = each.map(|code| holds(texts.text(code))).collect();
            let codes = texts.codes();
            let code = |row: &usize| codes.get(*row).is_some_and(|code| each[*code as usize]);
            Some(rows.iter().map(code).collect())
        }
        ColumnData::Dictionary(texts) => {
            let codes = texts.codes();
            let code = |row: &usize| codes.get(*row).is_some_and(|code| holds(texts.text(*code)));
            Some(rows.iter().map(code).collect())
        }
        _ => None,
    }
}

/// For each row whether the whole text on the left matches the regular expression on the right, which is compiled again
/// only where it differs from the row before. A long text is a long loop.
pub(super) fn matches(
    left: &Vector,
    right: &Vector,
    span: Span,
    context: &Context<'_>,
) -> Result<Vector, RunError> {
    let mut compiled: Option<(Arc<str>, Pattern)> = None;
    column::zip(left, right, |text, pattern| {
        if text.as_str().is_some_and(|text| text.len() > LONG_TEXT) {
            context.check()?;
        }
        let Value::String(wanted) = pattern else {
            return arithmetic::matches(text, pattern).map_err(|error| RunError::at(error, span));
        };
        let (_, pattern) = match compiled.take().filter(|(known, _)| known == wanted) {
            Some(known) => compiled.insert(known),
            None => compiled.insert((wanted.clone(), compile(wanted, span)?)),
        };
        Ok(pattern.matches(text))
    })
}

fn compile(pattern: &str, span: Span) -> Result<Pattern, RunError> {
    Pattern::new(pattern).map_err(|error| RunError::at(error, span))
}
