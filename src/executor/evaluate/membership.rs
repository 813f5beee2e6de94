//! `IN`.

use rustc_hash::FxHashSet;

use super::column::{self, truths, view};
use super::mismatch;
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::Vector;
use crate::value::Value;
use crate::value::compare::equal;

/// From this many items and rows on a set is made of a constant list.
const WORTH_A_SET: usize = 8;

/// For each row whether the list on the right has an item equal to the value on the left.
pub(super) fn contained(left: &Vector, right: &Vector, span: Span) -> Result<Vector, RunError> {
    if let Vector::Constant(Value::List(items), rows) = right
        && items.len().min(*rows) >= WORTH_A_SET
    {
        let set = Set::of(items);
        return Ok(truths(*rows, |row| set.contains(&view(left, row), items)));
    }
    column::zip(left, right, |value, list| match list {
        Value::Null => Ok(Value::Null),
        Value::List(items) => Ok(Value::from(scan(value, items))),
        other => Err(mismatch("a list", other, span)),
    })
}

/// True where an item is equal, else `null` where for one it is not known.
fn scan(value: &Value, items: &[Value]) -> Option<bool> {
    let mut found = Some(false);
    for item in items {
        match equal(value, item) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => found = None,
        }
    }
    found
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

    fn contains(&self, value: &Value, items: &[Value]) -> Option<bool> {
        match (self, value) {
            (Set::Integers(set), Value::Integer(number)) => Some(set.contains(number)),
            (Set::Strings(set), Value::String(text)) => Some(set.contains(text.as_ref())),
            _ => scan(value, items),
        }
    }
}
