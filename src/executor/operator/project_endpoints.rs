//! A relationship, or a list of them, that an earlier clause bound: the nodes at its ends.

use super::element::Element;
use super::emission::{Emission, put};
use super::grow::Grow;
use super::var_length_expand::most;
use super::walk::Walk;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::graph::{Entity, Graph};
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
    /// The ends of the row in work that are still to be given.
    ends: std::vec::IntoIter<(NodeId, NodeId)>,
    lefts: Vec<NodeId>,
    rights: Vec<NodeId>,
}

impl<'p> ProjectEndpoints<'p> {
    pub(super) fn new(plan: Ends<'p>) -> Self {
        Self {
            plan,
            walk: Walk::default(),
            ends: Vec::new().into_iter(),
            lefts: Vec::new(),
            rights: Vec::new(),
        }
    }

    /// The pairs of ends of what the row has.
    fn ends_of(
        &self,
        chunk: &Chunk,
        row: usize,
        context: &mut Context<'_>,
    ) -> Result<Vec<(NodeId, NodeId)>, RunError> {
        let column = chunk.column(self.plan.relationship);
        let Some(steps) = self.plan.list else {
            let one = column.relationship(row);
            let one = one.filter(|id| is_present(*id, &context.graph)).into_iter();
            return Ok(one
                .flat_map(|id| self.walk.ends(id, &context.graph))
                .collect());
        };
        let Some(relationships) = listed(&column.get(row)) else {
            return Ok(Vec::new());
        };
        let length = relationships.len();
        let mut all = relationships.iter();
        if !all.all(|id| is_present(*id, &context.graph)) {
            return Ok(Vec::new());
        }
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

    /// The ends of relationships that hang together, once for each way to walk them. Where there are none they begin and end at
    /// the node that is known, or at any.
    fn chain(
        &self,
        relationships: &[RelationshipId],
        (chunk, row): (&Chunk, usize),
        graph: &Graph,
    ) -> Vec<(NodeId, NodeId)> {
        let Some((first, rest)) = relationships.split_first() else {
            let plan = &self.plan;
            let known = match (plan.left_bound, plan.right_bound) {
                (true, _) => plan.left,
                (_, true) => plan.right,
                _ => return graph.nodes().map(|node| (node, node)).collect(),
            };
            let node = chunk.column(known).node(row);
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

fn is_present(id: RelationshipId, graph: &Graph) -> bool {
    graph.contains(Entity::Relationship(id))
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
        if self.ends.as_slice().is_empty() {
            self.ends = self.ends_of(chunk, row, context)?.into_iter();
        }
        while !out.is_full() {
            let Some((left, right)) = self.ends.next() else {
                return Ok(true);
            };
            if self.fits((left, right), chunk, row) {
                out.push(row);
                self.lefts.push(left);
                self.rights.push(right);
            }
        }
        Ok(self.ends.as_slice().is_empty())
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
        self.ends = Vec::new().into_iter();
        self.lefts.clear();
        self.rights.clear();
    }
}
