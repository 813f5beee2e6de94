//! The aggregates of all groups.

use super::held::Held;
use super::keys::Keys;
use crate::diagnostic::Span;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::executor::evaluate::evaluate;
use crate::function::{Aggregates, Function, Numbers};
use crate::planner::plan::{AggregateItem, Expression};
use crate::semantics::expression::ExpressionKind;
use crate::value::{NodeId, Type, Value, ValueError};

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
    States(Box<dyn Aggregates>),
    /// With the arguments each group has had.
    Distinct(Box<dyn Aggregates>, Vec<Keys>),
}

impl<'p> Column<'p> {
    pub(super) fn new(item: &'p AggregateItem) -> Self {
        let function = item.function.as_deref();
        let states = function.and_then(Function::aggregation);
        Self {
            item,
            cells: match states {
                None => Cells::Rows(Vec::new()),
                Some(states) if item.distinct => Cells::Distinct(states, Vec::new()),
                Some(states) => Cells::States(states),
            },
            collects: function.is_some_and(|it| matches!(it.result, Type::List(_))),
        }
    }

    /// Makes room for so many groups. `alone`: there is only ever one.
    pub(super) fn extend(&mut self, groups: usize, alone: bool) {
        let width = self.item.arguments.len();
        match &mut self.cells {
            Cells::Rows(counts) => counts.resize(groups, 0),
            Cells::States(states) => states.extend(groups),
            Cells::Distinct(states, seen) => {
                states.extend(groups);
                seen.resize_with(groups, || Keys::new(width, alone));
            }
        }
    }

    /// What a further group costs.
    pub(super) fn group_bytes(&self) -> usize {
        match &self.cells {
            Cells::Rows(_) => size_of::<u64>(),
            Cells::States(states) => states.group_bytes(),
            Cells::Distinct(states, _) => states.group_bytes() + size_of::<Keys>(),
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
            let mut add = |group: &u32, weight: u64| {
                let count = &mut counts[*group as usize];
                *count = count.saturating_add(weight);
            };
            match &chunk.weights {
                None => groups.iter().for_each(|group| add(group, 1)),
                Some(weights) => {
                    let pairs = groups.iter().zip(weights);
                    pairs.for_each(|(group, weight)| add(group, *weight));
                }
            }
            return Ok(());
        }
        let arguments = self.item.arguments.iter();
        let columns: Vec<Vector> = arguments
            .map(|argument| evaluate(argument, chunk, context))
            .collect::<Result<_, _>>()?;
        let span = self.item.arguments.first().map(|first| first.span);
        if let (Cells::Distinct(states, seen), [Vector::Nodes(nodes)]) =
            (&mut self.cells, &*columns)
            && !self.collects
        {
            let bytes = take_nodes(&mut **states, seen, nodes, groups);
            return held.add(bytes.map_err(|error| at(error, span))?, context);
        }
        if let (Cells::States(states), [column], None) =
            (&mut self.cells, &*columns, &chunk.weights)
            && let Some(numbers) = numbers_of(column)
            && !self.collects
        {
            let taken = states.step_numbers(groups, numbers);
            return taken.map_err(|error| at(error, span));
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
            held.add(self.kept_again(&arguments, weight), context)?;
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

    /// How many bytes a collection keeps of a row more than once.
    fn kept_again(&self, arguments: &[Value], weight: u64) -> usize {
        let again = match (&self.cells, self.collects) {
            (Cells::States(_), true) => usize::try_from(weight - 1).unwrap_or(usize::MAX),
            _ => 0,
        };
        again.saturating_mul(size_of_val(arguments))
    }

    /// Takes one row into its group. Gives how many bytes are kept of it beside that.
    fn step(&mut self, group: usize, arguments: &[Value], weight: u64) -> Result<usize, RunError> {
        let span = self.item.arguments.first().map(|first| first.span);
        let failed = |error| at(error, span);
        match &mut self.cells {
            Cells::Rows(_) => Ok(0),
            Cells::States(states) => {
                states.step(group, arguments, weight).map_err(failed)?;
                Ok(0)
            }
            Cells::Distinct(states, seen) => {
                let seen = &mut seen[group];
                let (bytes, count) = (seen.bytes(), seen.len());
                if seen.number(arguments) as usize == count {
                    states.step(group, arguments, 1).map_err(failed)?;
                }
                Ok(seen.bytes() - bytes)
            }
        }
    }

    /// The results of the groups `from..to`.
    pub(super) fn finish(&mut self, from: usize, to: usize) -> Result<Vector, RunError> {
        let span = self.item.arguments.first().map(|first| first.span);
        match &mut self.cells {
            Cells::Rows(counts) => {
                let counts = counts[from..to].iter().map(|count| row_count(*count));
                counts.collect::<Result<_, _>>().map(Vector::Integers)
            }
            Cells::States(states) | Cells::Distinct(states, _) => {
                let finished = states.finish(from..to).map(Vector::from_values);
                finished.map_err(|error| at(error, span))
            }
        }
    }
}

/// Takes nodes into their groups, each once. Gives how many bytes are kept of them.
fn take_nodes(
    states: &mut dyn Aggregates,
    seen: &mut [Keys],
    nodes: &[NodeId],
    groups: &[u32],
) -> Result<usize, ValueError> {
    let mut kept = 0;
    for (node, group) in nodes.iter().zip(groups) {
        let group = *group as usize;
        let seen = &mut seen[group];
        let (bytes, count) = (seen.bytes(), seen.len());
        if seen.node_or_null(*node) as usize == count {
            let argument = match *node {
                NodeId::NONE => Value::Null,
                node => Value::Node(node),
            };
            states.step(group, &[argument], 1)?;
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
