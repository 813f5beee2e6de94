//! The rows of each input in turn, under common slots.

use super::input::Input;
use super::{Next, Operator};
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan;
use crate::semantics::expression::Slot;

pub(super) struct Union<'p> {
    inputs: Vec<(Input<'p>, &'p [Slot])>,
    outputs: &'p [Slot],
    live: &'p [Slot],
    current: usize,
}

impl<'p> Union<'p> {
    pub(super) fn new(
        inputs: &'p [(plan::Operator, Vec<Slot>)],
        outputs: &'p [Slot],
        live: &'p [Slot],
        slots: usize,
    ) -> Self {
        let inputs = inputs.iter();
        Self {
            inputs: inputs
                .map(|(input, slots_of)| (Input::new(input, slots), &**slots_of))
                .collect(),
            outputs,
            live,
            current: 0,
        }
    }

    fn renamed(&self, chunk: &Chunk, from: &[Slot]) -> Chunk {
        let mut out = chunk.gather(&[], &[]);
        out.rows = chunk.rows;
        out.weights.clone_from(&chunk.weights);
        out.origins.clone_from(&chunk.origins);
        for (output, slot) in self.outputs.iter().zip(from) {
            if self.live.contains(output) {
                let column = match chunk.column(*slot) {
                    Vector::Absent => Vector::nulls(chunk.rows),
                    column => column.clone(),
                };
                out.set(*output, column);
            }
        }
        out
    }
}

impl Operator for Union<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        while let Some((input, from)) = self.inputs.get_mut(self.current) {
            let from = *from;
            if let Some(chunk) = input.next(context)? {
                return Ok(Some(self.renamed(&chunk, from)));
            }
            self.current += 1;
        }
        Ok(None)
    }

    fn reset(&mut self) {
        self.current = 0;
        self.inputs.iter_mut().for_each(|(input, _)| input.reset());
    }
}
