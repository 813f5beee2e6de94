//! Which nodes and relationships the configuration of a call names.

use super::Run;
use crate::graph::{Entity, Graph, LabelId, TypeId};
use crate::value::{NodeId, RelationshipId, ValueError};

/// The number of no node.
pub(super) const OUTSIDE: u32 = u32::MAX;

/// Where the relationships come from.
pub(super) enum Source {
    /// All of these types.
    Types(Vec<TypeId>),
    /// These, each once.
    Listed(Vec<RelationshipId>),
}

/// The relationships of the projection.
pub(super) fn source(run: &Run<'_>) -> Result<Source, ValueError> {
    let types = types(run)?;
    let Some(mut listed) = run.config.relationships("relationships")? else {
        return Ok(Source::Types(types));
    };
    let gone = |id: &RelationshipId| !run.graph.contains(Entity::Relationship(*id));
    if listed.iter().any(gone) {
        let message = "a relationship of `relationships` is deleted";
        return Err(run.config.refuse("DeletedEntityAccess", message));
    }
    listed.sort_unstable();
    listed.dedup();
    listed.retain(|id| types.contains(&run.graph.relationship(*id).kind));
    Ok(Source::Listed(listed))
}

/// The types named, each once; all there are where none is.
fn types(run: &Run<'_>) -> Result<Vec<TypeId>, ValueError> {
    let Some(names) = run.config.names("types")? else {
        return Ok(run.graph.types().map(|(id, _)| id).collect());
    };
    let known = || run.graph.types_in_use().map(AsRef::as_ref);
    let id = |name: &str| {
        let id = run.graph.type_id(name);
        id.ok_or_else(|| run.config.unknown_name("relationship type", name, known()))
    };
    let mut types: Vec<TypeId> = names.into_iter().map(id).collect::<Result<_, _>>()?;
    types.sort_unstable();
    types.dedup();
    Ok(types)
}

fn labels(run: &Run<'_>) -> Result<Option<Vec<LabelId>>, ValueError> {
    let Some(names) = run.config.names("labels")? else {
        return Ok(None);
    };
    let known = || run.graph.labels_in_use().map(AsRef::as_ref);
    let id = |name: &str| {
        let id = run.graph.label_id(name);
        id.ok_or_else(|| run.config.unknown_name("label", name, known()))
    };
    names
        .into_iter()
        .map(id)
        .collect::<Result<_, _>>()
        .map(Some)
}

/// The nodes of the projection, ascending: those listed that carry one of the labels; where nothing is said, the ends of
/// the relationships listed, else all.
pub(super) fn nodes(run: &Run<'_>, source: &Source) -> Result<Vec<NodeId>, ValueError> {
    let labels = labels(run)?;
    let listed = run.config.nodes("nodes")?;
    run.memory
        .reserve(run.graph.node_count() * size_of::<NodeId>())?;
    let mut nodes = match (listed, &labels, source) {
        (Some(listed), labels, _) => {
            let mut nodes = living(run, listed)?;
            if let Some(labels) = labels {
                nodes.retain(|node| has_any(run.graph.node_labels(*node), labels));
            }
            nodes
        }
        (None, Some(labels), _) => labelled(run.graph, labels),
        (None, None, Source::Listed(listed)) => ends(run.graph, listed),
        (None, None, Source::Types(_)) => return Ok(run.graph.nodes().collect()),
    };
    nodes.sort_unstable();
    nodes.dedup();
    Ok(nodes)
}

fn living(run: &Run<'_>, nodes: Vec<NodeId>) -> Result<Vec<NodeId>, ValueError> {
    let gone = |node: &NodeId| !run.graph.contains(Entity::Node(*node));
    if nodes.iter().any(gone) {
        let message = "a node of `nodes` is deleted";
        return Err(run.config.refuse("DeletedEntityAccess", message));
    }
    Ok(nodes)
}

fn has_any(labels: &[LabelId], wanted: &[LabelId]) -> bool {
    labels.iter().any(|label| wanted.contains(label))
}

fn labelled(graph: &Graph, wanted: &[LabelId]) -> Vec<NodeId> {
    let tables = graph
        .node_tables()
        .filter(|(labels, _)| has_any(labels, wanted));
    let rows = tables.flat_map(|(_, rows)| rows.iter().copied());
    rows.filter(|node| *node != NodeId::NONE).collect()
}

fn ends(graph: &Graph, relationships: &[RelationshipId]) -> Vec<NodeId> {
    let ends = relationships.iter().flat_map(|id| {
        let fixed = graph.relationship(*id);
        [fixed.start, fixed.end]
    });
    ends.collect()
}

/// The number of each node by id; nothing where all nodes are there and none was ever deleted.
pub(super) fn numbers(run: &Run<'_>, nodes: &[NodeId]) -> Result<Option<Vec<u32>>, ValueError> {
    let bound = run.graph.node_bound();
    if nodes.len() == bound {
        return Ok(None);
    }
    let mut numbers = run.memory.filled(bound, OUTSIDE)?;
    for (number, node) in nodes.iter().enumerate() {
        numbers[node.0 as usize] = number as u32;
    }
    Ok(Some(numbers))
}
