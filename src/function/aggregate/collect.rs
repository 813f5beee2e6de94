//! `collect`.

use super::super::LIST_LIMIT;
use super::super::argument::too_large;
use super::{Aggregate, Aggregates, each, given};
use crate::value::{MAX_DEPTH, Value, ValueError};

#[derive(Default)]
struct Collect {
    items: Vec<Value>,
}

pub(super) fn start() -> Box<dyn Aggregates> {
    each(Collect::default)
}

impl Collect {
    fn room_for(&self, more: u64) -> Result<(), ValueError> {
        let total = more.saturating_add(self.items.len() as u64);
        if total > LIST_LIMIT {
            Err(too_large("collect"))
        } else {
            Ok(())
        }
    }
}

impl Aggregate for Collect {
    fn step(&mut self, arguments: &[Value], weight: u64) -> Result<(), ValueError> {
        if let Some(value) = given(arguments) {
            self.room_for(weight)?;
            self.items
                .extend(std::iter::repeat_n(value, weight as usize).cloned());
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Value, ValueError> {
        let nested = self
            .items
            .iter()
            .any(|item| matches!(item, Value::List(_) | Value::Map(_)));
        let list = Value::from(std::mem::take(&mut self.items));
        if nested {
            list.expanded(2 * MAX_DEPTH)?;
        }
        Ok(list)
    }
}
