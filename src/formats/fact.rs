//! The facts behind a row, as `WHY` gives them: what is known and the passages that say so.

use std::collections::HashSet;
use std::sync::Arc;

use super::text::{path_in_words, title};
use crate::graph::Evidence;
use crate::session::{Entities, Rows};
use crate::value::{NodeId, Path, RelationshipId, Value};

/// A relationship or a node that matched to produce a row.
#[derive(Clone, Debug)]
pub struct Fact<'e> {
    /// A relationship as a sentence, a node by its name.
    pub words: String,
    /// A relationship's properties; a node's are not among the facts.
    pub properties: &'e [(Arc<str>, Value)],
    /// The passages that say so.
    pub evidence: &'e [Evidence],
}

/// The facts of a `WHY` column's value: the relationships in turn, then the nodes that have evidence of their own or
/// stand in none of these relationships.
pub fn facts<'e>(why: &Value, entities: &'e Entities) -> Vec<Fact<'e>> {
    let items = why.as_list().unwrap_or_default();
    let mut related = HashSet::new();
    let mut found = Vec::new();
    for item in items {
        if let Value::Relationship(id) = item {
            found.extend(relationship_fact(*id, entities, &mut related));
        }
    }
    for item in items {
        if let Value::Node(id) = item {
            found.extend(node_fact(*id, entities, &related));
        }
    }
    found
}

fn relationship_fact<'e>(
    id: RelationshipId,
    entities: &'e Entities,
    related: &mut HashSet<NodeId>,
) -> Option<Fact<'e>> {
    let relationship = entities.relationship(id)?;
    let path = Path {
        nodes: vec![relationship.start, relationship.end],
        relationships: vec![id],
    };
    related.extend(&path.nodes);
    Some(Fact {
        words: path_in_words(&path, entities),
        properties: &relationship.properties,
        evidence: &relationship.evidence,
    })
}

fn node_fact<'e>(
    id: NodeId,
    entities: &'e Entities,
    related: &HashSet<NodeId>,
) -> Option<Fact<'e>> {
    let node = entities.node(id)?;
    (!node.evidence.is_empty() || !related.contains(&id)).then(|| Fact {
        words: title(node),
        properties: &[],
        evidence: &node.evidence,
    })
}

/// Where a passage stands: `brief, characters 1971 to 2042`.
pub fn place(passage: &Evidence) -> String {
    format!(
        "{}, characters {} to {}",
        passage.source, passage.start, passage.end
    )
}

/// The same answer with the `WHY` column as text, a line for each fact, for formats that know texts only.
pub fn told(rows: &Rows) -> Rows {
    let mut told = rows.clone();
    told.why = false;
    for row in &mut told.rows {
        if let Some(why) = row.last_mut() {
            let lines: Vec<String> = facts(why, &rows.entities).iter().map(line).collect();
            *why = Value::string(lines.join("\n"));
        }
    }
    told
}

/// `Qatar → mediated → the exchange: “…” (brief, characters 12 to 34)`.
fn line(fact: &Fact<'_>) -> String {
    let passages: Vec<String> = fact
        .evidence
        .iter()
        .map(|passage| format!("“{}” ({})", passage.quote, place(passage)))
        .collect();
    match passages.as_slice() {
        [] => format!("{}: {NO_PASSAGE}", fact.words),
        passages => format!("{}: {}", fact.words, passages.join("; ")),
    }
}

/// What is said of a fact without evidence.
pub const NO_PASSAGE: &str = "no passage says so";
