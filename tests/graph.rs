//! The graph in memory: against a naive model, and what its parts promise.

mod lookup;
mod model;
mod writing;

use rihla::graph::Graph;
use rihla::value::{NodeId, Value};

/// A node with a label and a name.
fn named(graph: &mut Graph, label: &str, name: &str) -> NodeId {
    let label = graph.intern_label(label);
    let key = graph.intern_key("name");
    graph
        .create_node(&[label], vec![(key, Value::from(name))])
        .unwrap()
}
