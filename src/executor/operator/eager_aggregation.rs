//! One row a group, in order of first appearance; without keys exactly one row.

use super::group::Column;
use super::held::Held;
use super::input::Input;
use super::keys::Keys;
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::planner::plan::{self, AggregateItem, Expression};
use crate::semantics::expression::Slot;
use crate::value::Value;

pub(super) struct EagerAggregation<'p> {
    input: Input<'p>,
    keys: &'p [(Slot, Expression)],
    aggregates: &'p [AggregateItem],
    live: &'p [Slot],
    slots: usize,
    state: Option<State<'p>>,
    held: Held,
}

/// All groups, and which was given last.
struct State<'p> {
    keys: Keys,
    columns: Vec<Column<'p>>,
    groups: usize,
    given: usize,
}

impl<'p> EagerAggregation<'p> {
    pub(super) fn new(
        input: &'p plan::Operator,
        keys: &'p [(Slot, Expression)],
        aggregates: &'p [AggregateItem],
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        Self {
            input: Input::new(input, slots),
            keys,
            aggregates,
            live,
            slots,
            state: None,
            held: Held::new("EagerAggregation"),
        }
    }

    fn aggregate(&mut self, context: &mut Context<'_>) -> Result<State<'p>, RunError> {
        let mut state = State {
            keys: Keys::new(self.keys.len(), true),
            columns: self.aggregates.iter().map(Column::new).collect(),
            groups: 0,
            given: 0,
        };
        let alone = self.keys.is_empty();
        if alone {
            state.extend(1, true)?;
        }
        while let Some(chunk) = self.input.next(context)? {
            let groups = if alone {
                vec![0; chunk.rows]
            } else {
                self.groups(&chunk, &mut state, context)?
            };
            for column in &mut state.columns {
                column.take(&chunk, &groups, &mut self.held, context)?;
            }
        }
        Ok(state)
    }

    /// The group of each row; new ones are added.
    fn groups(
        &mut self,
        chunk: &Chunk,
        state: &mut State<'p>,
        context: &mut Context<'_>,
    ) -> Result<Vec<u32>, RunError> {
        let keys = self.keys.iter();
        let columns: Vec<Vector> = keys
            .map(|(_, key)| evaluate(key, chunk, context))
            .collect::<Result<_, _>>()?;
        let columns: Vec<&Vector> = columns.iter().collect();
        let before = state.keys.bytes();
        let groups = state.keys.numbers(&columns, chunk.rows);
        let fresh = state.keys.len() - state.groups;
        let each: usize = state.columns.iter().map(Column::group_bytes).sum();
        let bytes = state.keys.bytes() - before + fresh * each;
        self.held.add(bytes, context)?;
        state.extend(state.keys.len(), false)?;
        Ok(groups)
    }

    fn give(&self, state: &mut State<'p>) -> Next {
        let from = state.given;
        let to = state.groups.min(from + CHUNK_ROWS);
        if from == to {
            return Ok(None);
        }
        state.given = to;
        let mut chunk = Chunk::new(self.slots, to - from);
        for (position, (slot, _)) in self.keys.iter().enumerate() {
            if self.live.contains(slot) {
                let values = (from..to).map(|group| state.keys.value(group, position).clone());
                chunk.set(*slot, Vector::from_values(values.collect::<Vec<Value>>()));
            }
        }
        for (item, column) in self.aggregates.iter().zip(&mut state.columns) {
            if self.live.contains(&item.slot) {
                chunk.set(item.slot, column.finish(from, to)?);
            }
        }
        Ok(Some(chunk))
    }
}

impl State<'_> {
    fn extend(&mut self, groups: usize, alone: bool) -> Result<(), RunError> {
        self.groups = groups;
        let mut columns = self.columns.iter_mut();
        columns.try_for_each(|column| column.extend(groups, alone))
    }
}

impl Operator for EagerAggregation<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        let mut state = match self.state.take() {
            Some(state) => state,
            None => self.aggregate(context)?,
        };
        let chunk = self.give(&mut state)?;
        if chunk.is_none() {
            state = State {
                keys: Keys::new(0, false),
                columns: Vec::new(),
                groups: 0,
                given: 0,
            };
            self.held.release(context);
        }
        self.state = Some(state);
        Ok(chunk)
    }

    fn reset(&mut self) {
        self.state = None;
        self.held.forget();
        self.input.reset();
    }
}
