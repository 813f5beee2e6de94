//! Each input row with each node, ascending by id.

use super::Operator;
use super::grow::Growing;
use super::node_list::{NodeList, Nodes};
use crate::graph::Graph;
use crate::planner::plan;
use crate::semantics::expression::Slot;

pub(super) fn all_nodes_scan<'p>(
    input: &'p plan::Operator,
    slot: Slot,
    live: &'p [Slot],
    slots: usize,
) -> Box<dyn Operator + 'p> {
    let list = |graph: &Graph| match graph.node_bound() {
        bound if bound == graph.node_count() => Nodes::Range(0..bound as u32),
        _ => Nodes::List(graph.nodes().collect()),
    };
    let scan = NodeList::new("AllNodesScan", slot, live, list);
    Box::new(Growing::new(input, slots, live, scan))
}
