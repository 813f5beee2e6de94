//! Rows of both sides whose expressions are equal.

use super::Operator;
use super::hash_join::{HashJoin, On};
use crate::planner::plan::{self, Expression};
use crate::semantics::expression::Slot;

pub(super) fn value_hash_join<'p>(
    sides: (&'p plan::Operator, &'p plan::Operator),
    keys: &'p [(Expression, Expression)],
    live: &'p [Slot],
    slots: usize,
) -> Box<dyn Operator + 'p> {
    let shape = ("ValueHashJoin", live, slots);
    Box::new(HashJoin::new(sides, On::Values(keys), shape))
}
