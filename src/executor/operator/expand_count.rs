//! From a bound node along branches nobody reads: the row counts as often as there are ways to follow them all.
//!
//! Where the rows of a chunk take long they are shared out among threads, each of which remembers numbers of its own.

use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::branch::{Branches, Counter};
use super::buffer::Buffer;
use super::emission::multiplied;
use super::filter::keep;
use super::held::Held;
use super::input::Input;
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, rows_where};
use crate::executor::context::Context;
use crate::planner::plan::{self, Branch};
use crate::semantics::expression::Slot;

/// A chunk for which so many neighbours are looked at is worth more than one thread: less is over before what the threads do twice,
/// each for itself, and what they take from each other's caches has paid.
const WORTH_THREADS: usize = 1 << 23;

pub(super) struct ExpandCount<'p> {
    input: Input<'p>,
    from: Slot,
    plan: &'p [Branch],
    branches: Branches<'p>,
    /// What further threads work on.
    others: Vec<Branches<'p>>,
    /// How many neighbours were looked at for the chunk before.
    steps: usize,
    /// Whether rows without any way stay, counting zero times.
    keeps: bool,
    live: &'p [Slot],
    buffer: Buffer,
    held: Held,
}

impl<'p> ExpandCount<'p> {
    pub(super) fn new(
        input: &'p plan::Operator,
        (from, branches): (Slot, &'p [Branch]),
        keeps: bool,
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        Self {
            input: Input::new(input, slots),
            from,
            plan: branches,
            branches: Branches::new(from, branches),
            others: Vec::new(),
            steps: 0,
            keeps,
            live,
            buffer: Buffer::default(),
            held: Held::new("Expand(Count)"),
        }
    }

    /// The number of each row.
    fn numbers(&mut self, chunk: &Chunk, context: &mut Context<'_>) -> Result<Vec<u64>, RunError> {
        let threads = match context.limits.threads {
            Some(threads) => threads,
            None if self.steps >= WORTH_THREADS => rayon::current_num_threads(),
            None => 1,
        };
        let numbers = match threads {
            0 | 1 => {
                let mut counter = self.branches.begin(chunk.rows, context);
                let numbers = counter.numbers(chunk, self.from, 0..chunk.rows)?;
                self.steps = counter.steps();
                let read = counter.entries_read();
                context.reads.add(read);
                numbers
            }
            threads => self.numbers_on(threads, chunk, context)?,
        };
        let all = std::iter::once(&self.branches).chain(&self.others);
        let bytes = all.map(Branches::bytes).sum();
        self.held.grow_to(bytes, context)?;
        Ok(numbers)
    }

    /// The same on several threads.
    fn numbers_on(
        &mut self,
        threads: usize,
        chunk: &Chunk,
        context: &Context<'_>,
    ) -> Result<Vec<u64>, RunError> {
        while self.others.len() + 1 < threads {
            let other = self.branches.another(self.from, self.plan);
            self.others.push(other);
        }
        let each = chunk.rows.div_ceil(threads);
        let parts = (0..threads).map(|part| part * each..chunk.rows.min((part + 1) * each));
        let all = std::iter::once(&mut self.branches).chain(&mut self.others);
        let counters = all.map(|branches| branches.begin(each, context));
        let work: Vec<(Counter<'_, '_>, Range<usize>)> = counters
            .zip(parts.filter(|part| !part.is_empty()))
            .collect();
        let from = self.from;
        let done = work.into_par_iter().map(|(mut counter, rows)| {
            let numbers = counter.numbers(chunk, from, rows)?;
            Ok((numbers, counter.steps(), counter.entries_read()))
        });
        let done: Vec<(Vec<u64>, usize, usize)> = done.collect::<Result<_, RunError>>()?;
        self.steps = done.iter().map(|(_, steps, _)| steps).sum();
        done.iter().for_each(|(.., read)| context.reads.add(*read));
        Ok(done.into_iter().flat_map(|(numbers, ..)| numbers).collect())
    }

    /// The rows that count, as often as they do.
    fn weighted(&self, chunk: Chunk, numbers: &[u64]) -> Option<Chunk> {
        let rows = rows_where(numbers.len(), |row| self.keeps || numbers[row] > 0);
        if rows.is_empty() {
            return None;
        }
        let mut chunk = keep(chunk, &rows, self.live);
        let factors: Vec<u64> = rows.iter().map(|row| numbers[*row as usize]).collect();
        if factors.iter().any(|factor| *factor != 1) {
            chunk.weights = Some(multiplied(&chunk, factors));
        }
        Some(chunk)
    }

    fn forget(&mut self) {
        self.branches.clear();
        self.others.clear();
        self.steps = 0;
    }
}

impl Operator for ExpandCount<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        while let Some(chunk) = self.input.next(context)? {
            let numbers = self.numbers(&chunk, context)?;
            let weighted = self.weighted(chunk, &numbers);
            if let Some(enough) = weighted.and_then(|chunk| self.buffer.push(chunk)) {
                return Ok(Some(enough));
            }
        }
        self.held.release(context);
        self.forget();
        Ok(self.buffer.finish())
    }

    fn reset(&mut self) {
        self.buffer = Buffer::default();
        self.forget();
        self.held.forget();
        self.input.reset();
    }
}
