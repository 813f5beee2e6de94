//! `IN`.

use rustc_hash::FxHashSet;

use super::column::{self, view};
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::Vector;
use crate::value::Value;
use crate::value::arithmetic::in_list;

/// From this many items and rows on a set is made of a constant list.
const WORTH_A_SET: usize = 8;

/// For each row whether the list on the right has an item equal to the value on the left.
pub(super) fn contained(left: &Vector, right: &Vector, span: Span) -> Result<Vector, RunError> {
    if let Vector::Constant(list @ Value::List(items), rows) = right
        && items.len().min(*rows) >= WORTH_A_SET
    {
        let set = Set::of(items);
        return column::collect(*rows, |row| match set.contains(&view(left, row)) {
            Some(found) => Ok(Value::Boolean(found)),
            None => in_list(&view(left, row), list).map_err(|error| RunError::at(error, span)),
        });
    }
    column::zip(left, right, |value, list| {
        in_list(value, list).map_err(|error| RunError::at(error, span))
    })
}

/// The items of a list in a set, where they are all integers or all strings.
enum Set<'l> {
    Integers(FxHashSet<i64>),
    Strings(FxHashSet<&'l str>),
    Mixed,
}

impl<'l> Set<'l> {
    fn of(items: &'l [Value]) -> Self {
        let integers = || items.iter().map(Value::as_integer).collect::<Option<_>>();
        let strings = || items.iter().map(Value::as_str).collect::<Option<_>>();
        integers()
            .map(Set::Integers)
            .or_else(|| strings().map(Set::Strings))
            .unwrap_or(Set::Mixed)
    }

    /// Whether the value is among the items; `None` where it is of another kind than they are.
    fn contains(&self, value: &Value) -> Option<bool> {
        match (self, value) {
            (Set::Integers(set), Value::Integer(number)) => Some(set.contains(number)),
            (Set::Strings(set), Value::String(text)) => Some(set.contains(text.as_ref())),
            _ => None,
        }
    }
}
