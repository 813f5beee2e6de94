//! Runs the input and gives nothing.

use super::input::Input;
use super::{Next, Operator};
use crate::executor::context::Context;
use crate::planner::plan;

pub(super) struct EmptyResult<'p> {
    input: Input<'p>,
}

impl<'p> EmptyResult<'p> {
    pub(super) fn new(input: &'p plan::Operator, slots: usize) -> Self {
        Self {
            input: Input::new(input, slots),
        }
    }
}

impl Operator for EmptyResult<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        self.input.drain(context)?;
        Ok(None)
    }

    fn reset(&mut self) {
        self.input.reset();
    }
}
