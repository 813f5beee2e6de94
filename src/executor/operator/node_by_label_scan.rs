//! Each input row with each node whose labels fit, table by table.

use super::Operator;
use super::grow::Growing;
use super::label::fits;
use super::node_list::{NodeList, Nodes};
use crate::graph::Graph;
use crate::planner::plan;
use crate::semantics::expression::{LabelExpression, Slot};
use crate::value::NodeId;

pub(super) fn node_by_label_scan<'p>(
    input: &'p plan::Operator,
    slot: Slot,
    labels: &'p LabelExpression,
    live: &'p [Slot],
    slots: usize,
) -> Box<dyn Operator + 'p> {
    let list = |graph: &Graph| labelled(labels, graph);
    let scan = NodeList::new("NodeByLabelScan", slot, live, list);
    Box::new(Growing::new(input, slots, live, scan))
}

fn labelled(labels: &LabelExpression, graph: &Graph) -> Nodes {
    let tables = graph.node_table_views();
    let fitting = tables.filter(|(set, _)| fits(labels, set, graph));
    let tables: Vec<_> = fitting.map(|(_, table)| table).collect();
    if let [table] = tables.as_slice()
        && let Some(range) = table.range()
    {
        return Nodes::Range(range);
    }
    let nodes = tables.iter().flat_map(|table| table.rows().iter().copied());
    Nodes::List(nodes.filter(|node| *node != NodeId::NONE).collect())
}
