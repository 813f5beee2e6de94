//! From set to set of nodes along relationships.
//!
//! Each node is left once, however often it was arrived at. Where relationships or nodes have to differ from earlier ones, some ways to
//! each node are kept ([`Front::Witnessed`]).

use super::held::Held;
use super::input::Input;
use super::node_set::NodeSet;
use super::reach::Reach;
use super::witnesses::{Front, Way};
use super::{Next, Operator};
use crate::executor::RunError;
use crate::executor::chunk::{CHUNK_ROWS, Chunk, Vector};
use crate::executor::context::Context;
use crate::planner::plan::{self, DistinctHop};
use crate::semantics::expression::Slot;
use crate::value::NodeId;

pub(super) struct ExpandDistinct<'p> {
    input: Input<'p>,
    from: Slot,
    hops: &'p [DistinctHop],
    slots: usize,
    nodes: Option<std::vec::IntoIter<NodeId>>,
    held: Held,
}

/// The nodes of a slot in all rows.
pub(super) fn sources(
    input: &mut Input<'_>,
    slot: Slot,
    context: &mut Context<'_>,
) -> Result<NodeSet, RunError> {
    let mut nodes = NodeSet::default();
    while let Some(chunk) = input.next(context)? {
        let column = chunk.column(slot);
        let rows = (0..chunk.rows).filter_map(|row| column.node(row));
        rows.for_each(|node| _ = nodes.insert(node));
    }
    Ok(nodes)
}

/// The next nodes as a chunk.
pub(super) fn chunk_of(
    nodes: &mut std::vec::IntoIter<NodeId>,
    slot: Slot,
    slots: usize,
) -> Option<Chunk> {
    let nodes: Vec<NodeId> = nodes.take(CHUNK_ROWS).collect();
    (!nodes.is_empty()).then(|| {
        let mut chunk = Chunk::new(slots, nodes.len());
        chunk.set(slot, Vector::Nodes(nodes));
        chunk
    })
}

impl<'p> ExpandDistinct<'p> {
    pub(super) fn new(
        input: &'p plan::Operator,
        from: Slot,
        hops: &'p [DistinctHop],
        slots: usize,
    ) -> Self {
        Self {
            input: Input::new(input, slots),
            from,
            hops,
            slots,
            nodes: None,
            held: Held::new("Expand(Distinct)"),
        }
    }

    fn collect(&mut self, context: &mut Context<'_>) -> Result<Vec<NodeId>, RunError> {
        let nodes = sources(&mut self.input, self.from, context)?;
        let mut front = match self.compared_after(0) {
            0 => Front::Nodes(nodes),
            few => {
                let mut front = Front::Witnessed(Default::default());
                let nodes = nodes.iter();
                nodes.for_each(|node| front.offer(node, Way::from(node), few));
                front
            }
        };
        for place in 0..self.hops.len() {
            front = self.step(place, &front, context)?;
        }
        Ok(front.nodes())
    }

    /// The nodes one hop leads to.
    fn step(
        &mut self,
        place: usize,
        from: &Front,
        context: &mut Context<'_>,
    ) -> Result<Front, RunError> {
        let hop = &self.hops[place];
        let mut to = match self.compared_after(place + 1) {
            0 => Front::Nodes(NodeSet::default()),
            _ => Front::Witnessed(Default::default()),
        };
        let nodes = from.nodes();
        for some in nodes.chunks(CHUNK_ROWS) {
            let reach = Reach::new(&hop.follow, &hop.labels, nodes.len(), &context.graph);
            self.leave(place, (from, some), &reach, &mut to);
            context.check()?;
            let bytes = from.bytes() + to.bytes();
            self.held.grow_to(bytes, context)?;
        }
        Ok(to)
    }

    /// Follows a hop from some of the nodes arrived at.
    fn leave(
        &self,
        place: usize,
        (from, some): (&Front, &[NodeId]),
        reach: &Reach<'_>,
        to: &mut Front,
    ) {
        let (hop, behind) = (&self.hops[place], &self.hops[place + 1..]);
        let few = self.compared_after(place + 1);
        match (from, to) {
            (Front::Nodes(_), Front::Nodes(ends)) => {
                for node in some {
                    reach.nodes(*node, |end| _ = ends.insert(end));
                }
            }
            (Front::Nodes(_), to) => {
                for node in some {
                    reach.hops(*node, |relationship, end| {
                        let way = Way::NOTHING.onward(place, (relationship, end), behind);
                        to.offer(end, way, few);
                    });
                }
            }
            (Front::Witnessed(nodes), Front::Nodes(ends)) => {
                for (node, ways) in some.iter().filter_map(|node| nodes.get_key_value(node)) {
                    reach.hops(*node, |relationship, end| {
                        if !ends.contains(end) && ways.leave_open((relationship, end), hop) {
                            ends.insert(end);
                        }
                    });
                }
            }
            (Front::Witnessed(nodes), to) => {
                for (node, ways) in some.iter().filter_map(|node| nodes.get_key_value(node)) {
                    reach.hops(*node, |relationship, end| {
                        for way in ways.open_ways((relationship, end), hop) {
                            let way = way.onward(place, (relationship, end), behind);
                            to.offer(end, way, few);
                        }
                    });
                }
            }
        }
    }

    /// How many relationships and ends of the hops from one on are compared with what is passed before it.
    fn compared_after(&self, place: usize) -> usize {
        let later = self.hops.iter().skip(place);
        let compared = later.map(|hop| {
            let relationship = hop.apart_from.iter().any(|it| *it < place);
            let end = hop.end_apart_from.iter().any(|it| *it <= place);
            usize::from(relationship) + usize::from(end)
        });
        compared.sum()
    }
}

impl Operator for ExpandDistinct<'_> {
    fn next(&mut self, context: &mut Context<'_>) -> Next {
        if self.nodes.is_none() {
            self.nodes = Some(self.collect(context)?.into_iter());
        }
        let (Some(nodes), Some(last)) = (&mut self.nodes, self.hops.last()) else {
            return Ok(None);
        };
        let chunk = chunk_of(nodes, last.to, self.slots);
        if chunk.is_none() {
            self.held.release(context);
        }
        Ok(chunk)
    }

    fn reset(&mut self) {
        self.nodes = None;
        self.held.forget();
        self.input.reset();
    }
}
