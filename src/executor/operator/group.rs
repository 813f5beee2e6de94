//! The aggregates of all groups.

use super::held::Held;
use super::keys::Keys;
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::function::{Aggregate, Function, Numbers};
use crate::planner::plan::{AggregateItem, Expression};
use crate::semantics::expression::ExpressionKind;
use crate::value::{ErrorKind, NodeId, Type, Value, ValueError};

/// What the state of one aggregate costs, about.
const STATE_BYTES: usize = 64;

/// One aggregation over all groups.
pub(super) struct Column<'p> {
    item: &'p AggregateItem,
    cells: Cells,
    /// Whether it keeps what it is given.
    collects: bool,
}

/// A state for each group.
enum Cells {
    /// `count(*)`.
    Rows(Vec<u64>),
    States(Vec<Box<dyn Aggregate>>),
    /// With the arguments each group has had.
    Distinct(Vec<(Box<dyn Aggregate>, Keys)>),
}

impl<'p> Column<'p> {
    pub(super) fn new(item: &'p AggregateItem) -> Self {
        let function = item.function.as_deref();
        Self {
            item,
            cells: match function {
                None => Cells::Rows(Vec::new()),
                Some(_) if item.distinct => Cells::Distinct(Vec::new()),
                Some(_) => Cells::States(Vec::new()),
            },
            collects: function.is_some_and(|it| matches!(it.result, Type::List(_))),
        }
    }

    /// Makes room for so many groups. `alone`: there is only ever one.
    pub(super) fn extend(&mut self, groups: usize, alone: bool) -> Result<(), RunError> {
        let width = self.item.arguments.len();
        let start = || begin(self.item.function.as_deref());
        match &mut self.cells {
            Cells::Rows(counts) => counts.resize(groups, 0),
            Cells::States(states) => {
                while states.len() < groups {
                    states.push(start()?);
                }
            }
            Cells::Distinct(states) => {
                while states.len() < groups {
                    states.push((start()?, Keys::new(width, alone)));
                }
            }
        }
        Ok(())
    }

    /// What a further group costs.
    pub(super) fn group_bytes(&self) -> usize {
        match &self.cells {
            Cells::Rows(_) => size_of::<u64>(),
            Cells::States(_) => STATE_BYTES,
            Cells::Distinct(_) => STATE_BYTES + size_of::<Keys>(),
        }
    }

    /// Takes the rows of a chunk, each into its group.
    pub(super) fn take(
        &mut self,
        chunk: &Chunk,
        groups: &[u32],
        held: &mut Held,
        context: &mut Context<'_>,
    ) -> Result<(), RunError> {
        if let Cells::Rows(counts) = &mut self.cells {
            if let [count] = counts.as_mut_slice() {
                *count = count.saturating_add(chunk.count());
                return Ok(());
            }
            for (row, group) in groups.iter().enumerate() {
                let count = &mut counts[*group as usize];
                *count = count.saturating_add(chunk.weight(row));
            }
            return Ok(());
        }
        let arguments = self.item.arguments.iter();
        let columns: Vec<Vector> = arguments
            .map(|argument| evaluate(argument, chunk, context))
            .collect::<Result<_, _>>()?;
        if let (Cells::Distinct(states), [Vector::Nodes(nodes)]) = (&mut self.cells, &*columns)
            && !self.collects
        {
            let bytes = take_nodes(states, nodes, groups, self.item)?;
            return held.add(bytes, context);
        }
        if let (Cells::States(states), [column], None) =
            (&mut self.cells, &*columns, &chunk.weights)
            && let Some(numbers) = numbers_of(column)
            && !self.collects
        {
            return take_numbers(states, numbers, groups, self.item);
        }
        let mut bytes = match self.collects {
            true => self.kept(&columns),
            false => 0,
        };
        let mut arguments = vec![Value::Null; columns.len()];
        for (row, group) in groups.iter().enumerate() {
            for (argument, column) in arguments.iter_mut().zip(&columns) {
                *argument = column.get(row);
            }
            let weight = chunk.weight(row);
            bytes += self.step(*group as usize, &arguments, weight)?;
        }
        held.add(bytes, context)
    }

    /// How many bytes a collection keeps of these arguments. A variable's are held by the chunk, too.
    fn kept(&self, columns: &[Vector]) -> usize {
        let arguments = self.item.arguments.iter().zip(columns);
        let bytes = |(argument, column): (&Expression, &Vector)| match argument.kind {
            ExpressionKind::Slot(_) => column.bytes_of(2),
            _ => column.bytes(),
        };
        arguments.map(bytes).sum()
    }

    /// Takes one row into its group. Gives how many bytes are kept of it.
    fn step(&mut self, group: usize, arguments: &[Value], weight: u64) -> Result<usize, RunError> {
        let span = self.item.arguments.first().map(|first| first.span);
        let failed = |error| at(error, span);
        match &mut self.cells {
            Cells::Rows(_) => Ok(0),
            Cells::States(states) => {
                states[group].step(arguments, weight).map_err(failed)?;
                let again = match self.collects {
                    true => usize::try_from(weight - 1).unwrap_or(usize::MAX),
                    false => 0,
                };
                Ok(again.saturating_mul(size_of_val(arguments)))
            }
            Cells::Distinct(states) => {
                let (state, seen) = &mut states[group];
                let (bytes, count) = (seen.bytes(), seen.len());
                if seen.number(arguments) as usize == count {
                    state.step(arguments, 1).map_err(failed)?;
                }
                Ok(seen.bytes() - bytes)
            }
        }
    }

    /// The results of the groups `from..to`.
    pub(super) fn finish(&mut self, from: usize, to: usize) -> Result<Vector, RunError> {
        let span = self.item.arguments.first().map(|first| first.span);
        let failed = |error| at(error, span);
        let finished: Result<Vec<Value>, RunError> = match &mut self.cells {
            Cells::Rows(counts) => {
                let counts = counts[from..to].iter().map(|count| row_count(*count));
                return counts.collect::<Result<_, _>>().map(Vector::Integers);
            }
            Cells::States(states) => {
                let states = states[from..to].iter_mut();
                states.map(|state| state.finish().map_err(failed)).collect()
            }
            Cells::Distinct(states) => {
                let states = states[from..to].iter_mut();
                states
                    .map(|(state, _)| state.finish().map_err(failed))
                    .collect()
            }
        };
        finished.map(Vector::from_values)
    }
}

/// Takes nodes into their groups, each once. Gives how many bytes are kept of them.
fn take_nodes(
    states: &mut [(Box<dyn Aggregate>, Keys)],
    nodes: &[NodeId],
    groups: &[u32],
    item: &AggregateItem,
) -> Result<usize, RunError> {
    let span = item.arguments.first().map(|first| first.span);
    let mut kept = 0;
    for (node, group) in nodes.iter().zip(groups) {
        let (state, seen) = &mut states[*group as usize];
        let (bytes, count) = (seen.bytes(), seen.len());
        if seen.node_or_null(*node) as usize == count {
            let argument = match *node {
                NodeId::NONE => Value::Null,
                node => Value::Node(node),
            };
            state
                .step(&[argument], 1)
                .map_err(|error| at(error, span))?;
            kept += seen.bytes() - bytes;
        }
    }
    Ok(kept)
}

fn numbers_of(column: &Vector) -> Option<Numbers<'_>> {
    match column {
        Vector::Integers(items) => Some(Numbers::Integers(items)),
        Vector::Floats(items) => Some(Numbers::Floats(items)),
        _ => None,
    }
}

/// Takes numbers into their groups; those that stand together at once.
fn take_numbers(
    states: &mut [Box<dyn Aggregate>],
    numbers: Numbers<'_>,
    groups: &[u32],
    item: &AggregateItem,
) -> Result<(), RunError> {
    let span = item.arguments.first().map(|first| first.span);
    let mut from = 0;
    for run in groups.chunk_by(|group, next| group == next) {
        let to = from + run.len();
        let numbers = match numbers {
            Numbers::Integers(items) => Numbers::Integers(&items[from..to]),
            Numbers::Floats(items) => Numbers::Floats(&items[from..to]),
        };
        let taken = states[run[0] as usize].step_numbers(numbers);
        taken.map_err(|error| at(error, span))?;
        from = to;
    }
    Ok(())
}

fn begin(function: Option<&Function>) -> Result<Box<dyn Aggregate>, RunError> {
    let state = function.and_then(Function::aggregate);
    state.ok_or_else(|| {
        let message = "a function that is no aggregation cannot aggregate".to_owned();
        ValueError::new(ErrorKind::SyntaxError, "InvalidAggregation", message).into()
    })
}

fn at(error: ValueError, span: Option<Span>) -> RunError {
    RunError {
        span,
        ..error.into()
    }
}

fn row_count(count: u64) -> Result<i64, RunError> {
    i64::try_from(count).map_err(|_| {
        ValueError::arithmetic(
            "IntegerOverflow",
            "there are more rows than an integer can say",
        )
        .into()
    })
}
