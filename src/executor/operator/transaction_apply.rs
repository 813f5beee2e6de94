//! For so many input rows at a time the rows of the inner plan. A batch that fails is undone; the statement goes on where it is to.

use std::collections::VecDeque;

use super::emission::{put, slots_of};
use super::held::Held;
use super::nested::{Nested, Outer};
use super::row_count::row_count;
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::{Context, GraphAccess};
use crate::graph::Savepoint;
use crate::planner::plan::{self, ArgumentId, Batches};
use crate::semantics::expression::Slot;
use crate::syntax::ast::OnError;
use crate::value::{ErrorKind, Map, Value, ValueError};

/// How many rows a batch takes where nothing is said.
const ROWS: usize = 1000;

pub(super) struct TransactionApply<'p> {
    outer: Outer<'p>,
    plan: &'p plan::Operator,
    inner: Nested<'p>,
    argument: ArgumentId,
    batches: &'p Batches,
    introduces: &'p [Slot],
    live: &'p [Slot],
    slots: usize,
    /// Rows of the input for the next batches, from the row that is next.
    waiting: Option<(Chunk, usize)>,
    /// How many batches have begun.
    begun: u64,
    /// No other is to begin.
    stopped: bool,
    /// The rows of the batch.
    held: Held,
    /// What came of them.
    made: VecDeque<Chunk>,
    kept: Held,
}

impl<'p> TransactionApply<'p> {
    pub(super) fn new(
        (input, plan): (&'p plan::Operator, &'p plan::Operator),
        argument: ArgumentId,
        (batches, introduces): (&'p Batches, &'p [Slot]),
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        Self {
            outer: Outer::new(input, true, slots),
            plan,
            inner: Nested::new(plan, argument, false, slots),
            argument,
            batches,
            introduces,
            live,
            slots,
            waiting: None,
            begun: 0,
            stopped: false,
            held: Held::new("TransactionApply"),
            made: VecDeque::new(),
            kept: Held::new("TransactionApply"),
        }
    }

    fn size(&self, context: &mut Context<'_>) -> Result<usize, RunError> {
        let Some(rows) = &self.batches.rows else {
            return Ok(ROWS);
        };
        match row_count(rows, context)? {
            0 => {
                let message = "a transaction takes at least one row";
                let error =
                    ValueError::new(ErrorKind::SyntaxError, "NegativeIntegerArgument", message);
                Err(RunError::at(error, rows.span))
            }
            count => Ok(usize::try_from(count).unwrap_or(usize::MAX)),
        }
    }

    /// The rows of the next batch; `None` where none are left.
    fn batch(&mut self, size: usize, context: &mut Context<'_>) -> Next {
        let mut batch: Option<Chunk> = None;
        while batch.as_ref().map_or(0, |batch| batch.rows) < size {
            let waiting = match self.waiting.take() {
                Some(waiting) => Some(waiting),
                None => self.outer.next(context)?.map(|chunk| (chunk, 0)),
            };
            let Some((chunk, from)) = waiting else {
                break;
            };
            let missing = size - batch.as_ref().map_or(0, |batch| batch.rows);
            let to = chunk.rows.min(from.saturating_add(missing));
            let rows: Vec<u32> = (from as u32..to as u32).collect();
            let part = chunk.gather(&rows, &slots_of(&chunk));
            self.held.add(part.bytes(), context)?;
            match &mut batch {
                Some(batch) => batch.append(part),
                None => batch = Some(part),
            }
            if to < chunk.rows {
                self.waiting = Some((chunk, to));
            }
        }
        Ok(batch)
    }

    fn run(&mut self, batch: Chunk, context: &mut Context<'_>) -> Result<(), RunError> {
        if self.stopped {
            let status = self.status(false, false, None);
            self.give_nothing(&batch, status);
            return Ok(());
        }
        self.begun += 1;
        let savepoint = context.graph.savepoint();
        let (memory, operator) = (context.memory_used, context.operator);
        let Err(error) = self.attempt(&batch, savepoint, context) else {
            return Ok(());
        };
        let gives_up = self.batches.on_error == OnError::Fail;
        if gives_up || error.kind == ErrorKind::ResourceLimit {
            return Err(error);
        }
        if let GraphAccess::Exclusive(graph) = &mut context.graph {
            graph.roll_back(savepoint);
        }
        // What failed is not asked again, nor are the names it has looked up.
        self.inner = Nested::new(self.plan, self.argument, false, self.slots);
        self.made.clear();
        self.kept.release(context);
        (context.memory_used, context.operator) = (memory, operator);
        self.stopped = self.batches.on_error == OnError::Break;
        let status = self.status(true, false, Some(&error.message));
        self.give_nothing(&batch, status);
        Ok(())
    }

    /// Runs the inner plan for a batch, which has to keep the constraints.
    fn attempt(
        &mut self,
        batch: &Chunk,
        savepoint: Savepoint,
        context: &mut Context<'_>,
    ) -> Result<(), RunError> {
        let status = self.status(true, true, None);
        self.inner.begin_with(batch.clone(), context);
        while let Some(mut made) = self.inner.next(context)? {
            self.kept.add(made.bytes(), context)?;
            self.put_status(&mut made, &status);
            self.made.push_back(made);
        }
        self.inner.release(context);
        let kept = context.graph.check_rules(savepoint);
        kept.map_err(|error| ValueError::from(error).into())
    }

    /// The rows of a batch, of which nothing is known but what became of it.
    fn give_nothing(&mut self, batch: &Chunk, status: Value) {
        let rows: Vec<u32> = (0..batch.rows as u32).collect();
        let mut given = batch.gather(&rows, self.live);
        for slot in self.introduces {
            put(&mut given, *slot, Vector::nulls(batch.rows), self.live);
        }
        self.put_status(&mut given, &status);
        self.made.push_back(given);
    }

    fn put_status(&self, rows: &mut Chunk, status: &Value) {
        if let Some(slot) = self.batches.status {
            let column = Vector::Constant(status.clone(), rows.rows);
            put(rows, slot, column, self.live);
        }
    }

    fn status(&self, started: bool, committed: bool, error: Option<&str>) -> Value {
        let number = started.then(|| self.begun.to_string());
        let entries: [(&str, Value); 4] = [
            ("started", Value::Boolean(started)),
            ("committed", Value::Boolean(committed)),
            ("transactionId", number.map_or(Value::Null, Value::from)),
            ("errorMessage", error.map_or(Value::Null, Value::from)),
        ];
        let entries = entries.into_iter().map(|(key, value)| (key.into(), value));
        Value::map(entries.collect::<Map>())
    }
}

impl Operator for TransactionApply<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        loop {
            if let Some(made) = self.made.pop_front() {
                return Ok(Some(made));
            }
            self.held.release(context);
            self.kept.release(context);
            let size = self.size(context)?;
            match self.batch(size, context)? {
                Some(batch) => self.run(batch, context)?,
                None => return Ok(None),
            }
        }
    }

    fn reset(&mut self) {
        self.waiting = None;
        self.begun = 0;
        self.stopped = false;
        self.made.clear();
        self.held.forget();
        self.kept.forget();
        self.outer.reset();
    }
}
