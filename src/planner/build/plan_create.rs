//! `CREATE`.

use std::collections::BTreeSet;

use super::{Builder, Partial};
use crate::planner::expression::reads_of;
use crate::planner::plan::{self, OperatorKind};
use crate::planner::tree::{creates, slots_created};
use crate::semantics::expression::Slot;
use crate::semantics::query::{Create, CreateNode, CreateRelationship, NewType};

impl Builder<'_> {
    /// A clause right behind another joins its operator: a dump of a thousand clauses is one operator, not a tower.
    pub(super) fn plan_create(&mut self, mut rows: Partial, clause: &Create) -> Partial {
        let create = self.create(clause);
        let slots = slots_created(&create);
        if let OperatorKind::Create { create: before, .. } = &mut rows.root.kind
            && is_independent(before, &create)
        {
            before.nodes.extend(create.nodes);
            before.relationships.extend(create.relationships);
            before.paths.extend(create.paths);
            rows.bound.extend(slots);
            return rows;
        }
        rows.then(slots, |input| OperatorKind::Create { input, create })
    }

    pub(super) fn create(&mut self, clause: &Create) -> plan::Create {
        Create {
            nodes: clause
                .nodes
                .iter()
                .map(|node| self.create_node(node))
                .collect(),
            relationships: clause
                .relationships
                .iter()
                .map(|it| self.create_relationship(it))
                .collect(),
            paths: clause.paths.clone(),
        }
    }

    fn create_node(&mut self, node: &CreateNode) -> CreateNode<plan::Plan> {
        CreateNode {
            slot: node.slot,
            labels: node.labels.clone(),
            dynamic_labels: self.expressions(&node.dynamic_labels),
            properties: self.optional(node.properties.as_ref()),
        }
    }

    fn create_relationship(&mut self, it: &CreateRelationship) -> CreateRelationship<plan::Plan> {
        CreateRelationship {
            slot: it.slot,
            start: it.start,
            kind: match &it.kind {
                NewType::Name(name) => NewType::Name(name.clone()),
                NewType::Dynamic(names) => NewType::Dynamic(self.expression(names)),
            },
            end: it.end,
            properties: self.optional(it.properties.as_ref()),
            span: it.span,
        }
    }
}

/// Whether what is created next says nothing of what was created before, and asks no subquery.
fn is_independent(before: &plan::Create, next: &plan::Create) -> bool {
    let expressions = creates(next);
    if expressions
        .iter()
        .any(|it| crate::planner::expression::has_subquery(it))
    {
        return false;
    }
    let read = reads_of(expressions);
    read.is_empty()
        || read.is_disjoint(
            &slots_created(before)
                .into_iter()
                .collect::<BTreeSet<Slot>>(),
        )
}
