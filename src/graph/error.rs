//! What the graph refuses to do.

use super::id::Entity;
use crate::value::{ErrorKind, ValueError};

/// A change that cannot be made. The graph is as it was before the call.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct GraphError {
    /// The family.
    pub kind: ErrorKind,
    /// The kit's name for the exact mistake, such as `InvalidPropertyType`.
    pub detail: &'static str,
    /// One lower-case sentence.
    pub message: String,
}

impl GraphError {
    /// A value that no property can have.
    pub(super) fn property_type(message: String) -> Self {
        Self {
            kind: ErrorKind::TypeError,
            detail: "InvalidPropertyType",
            message,
        }
    }

    /// An entity that is deleted or never existed.
    pub fn gone(entity: Entity) -> Self {
        let entity = match entity {
            Entity::Node(_) => "node",
            Entity::Relationship(_) => "relationship",
        };
        Self {
            kind: ErrorKind::EntityNotFound,
            detail: "DeletedEntityAccess",
            message: format!("the {entity} was deleted"),
        }
    }

    /// A node that still has relationships.
    pub(super) fn connected(node: &str, relationships: usize) -> Self {
        let ending = if relationships == 1 { "" } else { "s" };
        Self {
            kind: ErrorKind::ConstraintVerificationFailed,
            detail: "DeleteConnectedNode",
            message: format!(
                "the {node} still has {relationships} relationship{ending} and cannot be deleted"
            ),
        }
    }

    /// An index or a constraint of that name, or one that says the same.
    pub(super) fn declared(what: &str, name: &str) -> Self {
        Self {
            kind: ErrorKind::SemanticError,
            detail: "SchemaRuleAlreadyExists",
            message: format!("there is the {what} `{name}` already"),
        }
    }

    /// No id is left.
    pub(super) fn full(entities: &str) -> Self {
        Self {
            kind: ErrorKind::ResourceLimit,
            detail: "GraphFull",
            message: format!("the graph cannot hold more {entities}"),
        }
    }
}

impl From<GraphError> for ValueError {
    fn from(error: GraphError) -> Self {
        ValueError::new(error.kind, error.detail, error.message)
    }
}
