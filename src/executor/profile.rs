//! What `PROFILE` learns of each operator while a statement runs.
//!
//! One operator is at work at any time: from when it is asked for rows until it gives them, but for when it asks another. What time
//! passes, what neighbours are read and what memory is reserved meanwhile is its own.

use std::cell::Cell;
use std::time::Instant;

use crate::planner::OperatorProfile;
use crate::planner::plan::Plan;

/// How many entries of lists of neighbours were read, by whatever operator.
///
/// It is counted a list at a time, and all of a list that was left early. A search for one neighbour in a sorted list
/// counts as one entry and each that it finds.
#[derive(Debug, Default)]
pub struct Reads(Cell<usize>);

impl Reads {
    /// Notes that so many were read.
    #[inline]
    pub fn add(&self, entries: usize) {
        self.0.set(self.0.get().wrapping_add(entries));
    }

    /// How many were read so far.
    pub fn count(&self) -> usize {
        self.0.get()
    }

    /// How many were read since the last time this was asked.
    pub fn take(&self) -> usize {
        self.0.take()
    }
}

/// What is known of the operators so far.
#[derive(Debug)]
pub struct Profile {
    /// By the operators' numbers.
    operators: Vec<OperatorProfile>,
    /// The bytes each holds now.
    held: Vec<usize>,
    /// The operator at work, since when, and how many entries were read until then.
    at_work: usize,
    since: Instant,
    read: usize,
}

impl Profile {
    /// Of the operators of a plan before it begins.
    pub fn of(plan: &Plan) -> Self {
        let operators = plan.operator_count();
        Self {
            operators: vec![OperatorProfile::default(); operators],
            held: vec![0; operators],
            at_work: plan.root.id,
            since: Instant::now(),
            read: 0,
        }
    }

    /// Notes that an operator is at work from now on, `read` entries being read until now. Gives which was.
    pub fn turn_to(&mut self, operator: usize, read: usize) -> usize {
        let now = Instant::now();
        let profile = &mut self.operators[self.at_work];
        profile.time += now.duration_since(self.since);
        profile.entries += (read - self.read) as u64;
        (self.since, self.read) = (now, read);
        std::mem::replace(&mut self.at_work, operator)
    }

    /// Notes that an operator gave rows.
    pub fn gave(&mut self, operator: usize, rows: usize) {
        self.operators[operator].rows += rows as u64;
    }

    /// Notes that an operator begins anew, and that what it held was released for it.
    pub fn begins_anew(&mut self, operator: usize) {
        self.held[operator] = 0;
    }

    /// Notes that the operator at work holds more.
    pub fn reserved(&mut self, bytes: usize) {
        let held = &mut self.held[self.at_work];
        *held = held.saturating_add(bytes);
        let profile = &mut self.operators[self.at_work];
        profile.memory = profile.memory.max(*held);
    }

    /// Notes that the operator at work holds less.
    pub fn released(&mut self, bytes: usize) {
        let held = &mut self.held[self.at_work];
        *held = held.saturating_sub(bytes);
    }

    /// What is known of each operator, by its number, `read` entries being read until now.
    pub fn finish(mut self, read: usize) -> Vec<OperatorProfile> {
        self.turn_to(self.at_work, read);
        self.operators
    }
}
