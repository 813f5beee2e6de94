//! Each input row with each relationship of some types.

use super::emission::{Emission, put};
use super::grow::Grow;
use super::held::Held;
use super::walk::Walk;
use crate::executor::RunError;
use crate::executor::chunk::{Chunk, Vector};
use crate::executor::context::Context;
use crate::graph::Graph;
use crate::planner::plan::Follow;
use crate::semantics::expression::Slot;
use crate::value::{NodeId, RelationshipId};

pub(super) struct RelationshipTypeScan<'p> {
    left: Slot,
    relationship: Slot,
    right: Slot,
    follow: &'p Follow,
    live: &'p [Slot],
    walk: Walk,
    all: Option<Vec<RelationshipId>>,
    at: usize,
    lefts: Vec<NodeId>,
    found: Vec<RelationshipId>,
    rights: Vec<NodeId>,
    held: Held,
}

impl<'p> RelationshipTypeScan<'p> {
    pub(super) fn new(
        (left, relationship, right): (Slot, Slot, Slot),
        follow: &'p Follow,
        live: &'p [Slot],
    ) -> Self {
        Self {
            left,
            relationship,
            right,
            follow,
            live,
            walk: Walk::default(),
            all: None,
            at: 0,
            lefts: Vec::new(),
            found: Vec::new(),
            rights: Vec::new(),
            held: Held::new("RelationshipTypeScan"),
        }
    }
}

impl Grow for RelationshipTypeScan<'_> {
    fn begin(&mut self, _: &Chunk, context: &mut Context<'_>) -> Result<(), RunError> {
        if self.all.is_none() {
            self.walk = Walk::new(self.follow, &context.graph);
            let all = listed(&self.walk, &context.graph);
            self.held.add(size_of_val(all.as_slice()), context)?;
            self.all = Some(all);
            self.at = 0;
        }
        Ok(())
    }

    fn grow(
        &mut self,
        _: &Chunk,
        row: usize,
        out: &mut Emission,
        context: &mut Context<'_>,
    ) -> Result<bool, RunError> {
        let all = self.all.as_deref().unwrap_or_default();
        while !out.is_full() {
            let Some(&id) = all.get(self.at) else {
                self.at = 0;
                return Ok(true);
            };
            self.at += 1;
            for (left, right) in self.walk.ends(id, &context.graph) {
                if self.left != self.right || left == right {
                    out.push(row);
                    self.lefts.push(left);
                    self.found.push(id);
                    self.rights.push(right);
                }
            }
        }
        Ok(false)
    }

    fn finish(&mut self, chunk: &mut Chunk) {
        let lefts = std::mem::take(&mut self.lefts);
        let found = std::mem::take(&mut self.found);
        let rights = std::mem::take(&mut self.rights);
        put(chunk, self.left, Vector::Nodes(lefts), self.live);
        let found = Vector::Relationships(found);
        put(chunk, self.relationship, found, self.live);
        put(chunk, self.right, Vector::Nodes(rights), self.live);
    }

    fn reset(&mut self) {
        self.all = None;
        self.at = 0;
        self.lefts.clear();
        self.found.clear();
        self.rights.clear();
        self.held.forget();
    }
}

/// The relationships of the types there are, type by type; of all in order of id.
fn listed(walk: &Walk, graph: &Graph) -> Vec<RelationshipId> {
    let Some(types) = walk.types() else {
        return graph.relationships().collect();
    };
    let mut types = types.to_vec();
    types.sort_unstable();
    types.dedup();
    let tables = types
        .iter()
        .filter_map(|kind| graph.relationship_table(*kind));
    let ids = tables.flat_map(|table| table.rows().iter().copied());
    ids.filter(|id| *id != RelationshipId::NONE).collect()
}
