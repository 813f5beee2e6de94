//! One row a group, in order of first appearance; without keys exactly one row.

use super::group::Column;
use super::held::Held;
use super::input::Input;
use super::keys::Keys;
use super::node_numbers::{FREE, NodeNumbers};
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::planner::plan::{self, AggregateItem, Expression};
use crate::semantics::expression::{ExpressionKind, Slot};
use crate::value::NodeId;

pub(super) struct EagerAggregation<'p> {
    input: Input<'p>,
    keys: &'p [(Slot, Expression)],
    aggregates: &'p [AggregateItem],
    live: &'p [Slot],
    slots: usize,
    state: Option<State<'p>>,
    /// The node all keys are found from, where that is all they read and the graph stays as it is.
    node: Option<Slot>,
    held: Held,
}

/// All groups, and which was given last.
struct State<'p> {
    keys: Keys,
    columns: Vec<Column<'p>>,
    groups: usize,
    given: usize,
    by_node: ByNode,
}

/// The groups of nodes: where many rows have the same node, keys are computed for the first alone.
#[derive(Default)]
struct ByNode {
    groups: NodeNumbers,
    rows: usize,
    fresh: usize,
}

/// Number of rows after which it is looked whether nodes repeat.
const TRIAL: usize = 4 * CHUNK_ROWS;

impl ByNode {
    /// Whether it is still worth it.
    fn pays(&self) -> bool {
        self.rows < TRIAL || self.fresh * 2 < self.rows
    }

    /// The first rows of nodes not met before; rows are counted.
    fn fresh(&mut self, nodes: &[NodeId]) -> Vec<u32> {
        let mut fresh = Vec::new();
        for (row, node) in nodes.iter().enumerate() {
            let group = self.groups.entry(*node);
            if *group == FREE {
                *group = u32::MAX;
                fresh.push(row as u32);
            }
        }
        self.rows += nodes.len();
        self.fresh += fresh.len();
        fresh
    }
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
            node: only_node(keys).filter(|_| !input.writes()),
            held: Held::new("EagerAggregation"),
        }
    }

    fn aggregate(&mut self, context: &mut Context<'_>) -> Result<State<'p>, RunError> {
        let mut state = State {
            keys: Keys::new(self.keys.len(), true),
            columns: self.aggregates.iter().map(Column::new).collect(),
            groups: 0,
            given: 0,
            by_node: ByNode::default(),
        };
        let alone = self.keys.is_empty();
        if alone {
            state.extend(1, true);
        }
        while let Some(chunk) = self.input.next(context)? {
            let groups = if alone {
                vec![0; chunk.rows]
            } else {
                self.groups_of(&chunk, &mut state, context)?
            };
            for column in &mut state.columns {
                column.take(&chunk, &groups, &mut self.held, context)?;
            }
        }
        Ok(state)
    }

    /// The group of each row, found over its node where that pays.
    fn groups_of(
        &mut self,
        chunk: &Chunk,
        state: &mut State<'p>,
        context: &mut Context<'_>,
    ) -> Result<Vec<u32>, RunError> {
        let nodes = self.node.map(|slot| (slot, chunk.column(slot)));
        let Some((slot, Vector::Nodes(nodes))) = nodes.filter(|_| state.by_node.pays()) else {
            return self.groups(chunk, state, context);
        };
        if nodes.contains(&NodeId::NONE) {
            return self.groups(chunk, state, context);
        }
        let before = state.by_node.groups.bytes();
        let fresh = state.by_node.fresh(nodes);
        self.held
            .add(state.by_node.groups.bytes() - before, context)?;
        if !fresh.is_empty() {
            let first = chunk.gather(&fresh, &[slot]);
            let groups = self.groups(&first, state, context)?;
            for (row, group) in fresh.iter().zip(groups) {
                *state.by_node.groups.entry(nodes[*row as usize]) = group + 1;
            }
        }
        let groups = &mut state.by_node.groups;
        Ok(nodes.iter().map(|node| *groups.entry(*node) - 1).collect())
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
        state.extend(state.keys.len(), false);
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
                chunk.set(*slot, state.keys.column(position, from, to));
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

/// The one slot all keys read, where they compute something from it.
fn only_node(keys: &[(Slot, Expression)]) -> Option<Slot> {
    let base = |key: &Expression| match &key.kind {
        ExpressionKind::Property { base, .. } => match base.kind {
            ExpressionKind::Slot(slot) => Some(slot),
            _ => None,
        },
        _ => None,
    };
    let (_, first) = keys.first()?;
    let slot = base(first)?;
    let all = keys.iter().all(|(_, key)| base(key) == Some(slot));
    all.then_some(slot)
}

impl State<'_> {
    fn extend(&mut self, groups: usize, alone: bool) {
        self.groups = groups;
        let columns = self.columns.iter_mut();
        columns.for_each(|column| column.extend(groups, alone));
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
                by_node: ByNode::default(),
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
