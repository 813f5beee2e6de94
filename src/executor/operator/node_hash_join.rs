//! Rows of both sides that have the same nodes in some slots.

use super::Operator;
use super::hash_join::{HashJoin, On};
use crate::planner::plan;
use crate::semantics::expression::Slot;

pub(super) fn node_hash_join<'p>(
    sides: (&'p plan::Operator, &'p plan::Operator),
    by: &'p [Slot],
    live: &'p [Slot],
    slots: usize,
) -> Box<dyn Operator + 'p> {
    let shape = ("NodeHashJoin", live, slots);
    Box::new(HashJoin::new(sides, On::Nodes(by), shape))
}
