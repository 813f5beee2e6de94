//! A relationship, or a list of them, that an earlier clause bound: the nodes at its ends.

use super::element::Element;
use super::emission::{Emission, put};
use super::grow::Grow;
use super::var_length_expand::most;
use super::walk::Walk;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::graph::Graph;
use crate::planner::plan::{Follow, Steps};
use crate::semantics::expression::Slot;
use crate::value::{NodeId, RelationshipId, Value};

/// What the plan says.
#[derive(Clone, Copy)]
pub(super) struct Ends<'p> {
    pub relationship: Slot,
    pub list: Option<&'p Steps>,
    pub left: Slot,
    pub left_bound: bool,
    pub right: Slot,
    pub right_bound: bool,
    pub follow: &'p Follow,
    pub live: &'p [Slot],
}

pub(super) struct ProjectEndpoints<'p> {
    plan: Ends<'p>,
    walk: Walk,
    lefts: Vec<NodeId>,
    rights: Vec<NodeId>,
}

impl<'p> ProjectEndpoints<'p> {
    pub(super) fn new(plan: Ends<'p>) -> Self {
        Self {
            plan,
            walk: Walk::default(),
            lefts: Vec::new(),
            rights: Vec::new(),
        }
    }

    /// The pairs of ends of what the row has.
    fn ends(
        &self,
        chunk: &Chunk,
        row: usize,
        context: &mut Context<'_>,
    ) -> Result<Vec<(NodeId, NodeId)>, RunError> {
        let column = chunk.column(self.plan.relationship);
        let Some(steps) = self.plan.list else {
            let one = column.relationship(row).into_iter();
            return Ok(one
                .flat_map(|id| self.walk.ends(id, &context.graph))
                .collect());
        };
        let Some(relationships) = listed(&column.get(row)) else {
            return Ok(Vec::new());
        };
        let length = relationships.len();
        if (length as u64) < steps.min || length > most(steps.max) || repeats(&relationships) {
            return Ok(Vec::new());
        }
        let mut passing = relationships.clone();
        let element = Element::new(steps);
        element.retain(&mut passing, |id| *id, (chunk, row), context)?;
        if passing.len() < length {
            return Ok(Vec::new());
        }
        Ok(self.chain(&relationships, (chunk, row), &context.graph))
    }

    /// The ends of relationships that hang together, once for each way to walk them.
    fn chain(
        &self,
        relationships: &[RelationshipId],
        (chunk, row): (&Chunk, usize),
        graph: &Graph,
    ) -> Vec<(NodeId, NodeId)> {
        let Some((first, rest)) = relationships.split_first() else {
            let at = |bound: bool, slot| bound.then(|| chunk.column(slot).node(row)).flatten();
            let left = at(self.plan.left_bound, self.plan.left);
            let node = left.or_else(|| at(self.plan.right_bound, self.plan.right));
            return node.map(|node| (node, node)).into_iter().collect();
        };
        let mut ways: Vec<_> = self.walk.ends(*first, graph).collect();
        for id in rest {
            let steps: Vec<_> = self.walk.ends(*id, graph).collect();
            let on = |(start, at): (NodeId, NodeId)| {
                let fitting = steps.iter().filter(move |(from, _)| *from == at);
                fitting.map(move |(_, to)| (start, *to))
            };
            ways = ways.into_iter().flat_map(on).collect();
        }
        ways
    }

    fn fits(&self, (left, right): (NodeId, NodeId), chunk: &Chunk, row: usize) -> bool {
        let same = |slot, node| chunk.column(slot).node(row) == Some(node);
        let plan = &self.plan;
        let both_new = !plan.left_bound && !plan.right_bound;
        (!plan.left_bound || same(plan.left, left))
            && (!plan.right_bound || same(plan.right, right))
            && !(both_new && plan.left == plan.right && left != right)
    }
}

/// The relationships of a list; `None` where it is none.
fn listed(value: &Value) -> Option<Vec<RelationshipId>> {
    let relationship = |item: &Value| match item {
        Value::Relationship(id) => Some(*id),
        _ => None,
    };
    value.as_list()?.iter().map(relationship).collect()
}

fn repeats(relationships: &[RelationshipId]) -> bool {
    let mut sorted = relationships.to_vec();
    sorted.sort_unstable();
    sorted.windows(2).any(|pair| pair[0] == pair[1])
}

impl Grow for ProjectEndpoints<'_> {
    fn begin(&mut self, _: &Chunk, context: &mut Context<'_>) -> Result<(), RunError> {
        self.walk = Walk::new(self.plan.follow, &context.graph);
        Ok(())
    }

    fn grow(
        &mut self,
        chunk: &Chunk,
        row: usize,
        out: &mut Emission,
        context: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        for (left, right) in self.ends(chunk, row, context)? {
            if self.fits((left, right), chunk, row) {
                out.push(row);
                self.lefts.push(left);
                self.rights.push(right);
            }
        }
        Ok(true)
    }

    fn finish(&mut self, chunk: &mut Chunk) {
        let lefts = Vector::Nodes(std::mem::take(&mut self.lefts));
        let rights = Vector::Nodes(std::mem::take(&mut self.rights));
        if !self.plan.left_bound {
            put(chunk, self.plan.left, lefts, self.plan.live);
        }
        if !self.plan.right_bound {
            put(chunk, self.plan.right, rights, self.plan.live);
        }
    }

    fn reset(&mut self) {
        self.lefts.clear();
        self.rights.clear();
    }
}
