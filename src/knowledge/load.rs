//! Checked knowledge into a graph.

use super::check::Knowledge;
use crate::graph::{Entity, Graph, GraphError, KeyId};
use crate::value::Value;
use crate::value::temporal::{self, Kind, Now};

impl Knowledge {
    /// Adds all sources, entities and relations to a graph.
    ///
    /// # Errors
    /// A property the graph cannot hold; the graph is then as it was.
    pub fn insert_into(&self, graph: &mut Graph) -> Result<(), GraphError> {
        let savepoint = graph.savepoint();
        let result = self.insert(graph);
        if result.is_err() {
            graph.roll_back(savepoint);
        }
        result
    }

    fn insert(&self, graph: &mut Graph) -> Result<(), GraphError> {
        for source in &self.sources {
            graph.put_source(source.clone());
        }
        let mut nodes = Vec::with_capacity(self.entities.len());
        for entity in &self.entities {
            let labels: Vec<_> = entity
                .labels
                .iter()
                .map(|label| graph.intern_label(label))
                .collect();
            let properties = intern(&entity.properties, graph);
            let node = graph.create_node(&labels, properties)?;
            graph.set_evidence(Entity::Node(node), entity.evidence.clone());
            nodes.push(node);
        }
        for relation in &self.relations {
            let kind = graph.intern_type(&relation.kind);
            let properties = intern(&relation.properties, graph);
            let made = graph.create_relationship(
                nodes[relation.from],
                kind,
                nodes[relation.to],
                properties,
            )?;
            graph.set_evidence(Entity::Relationship(made), relation.evidence.clone());
        }
        Ok(())
    }
}

fn intern(properties: &[(String, Value)], graph: &mut Graph) -> Vec<(KeyId, Value)> {
    properties
        .iter()
        .map(|(key, value)| (graph.intern_key(key), value.clone()))
        .collect()
}

/// A TOML date or time as a value: a date, a time, or both with or without an offset.
pub(super) fn moment(text: &str) -> Option<Value> {
    let has_date = text.get(4..5) == Some("-");
    let time = text.split_once(['T', 't', ' ']).map(|(_, time)| time);
    let kind = match (has_date, time) {
        (false, _) => Kind::LocalTime,
        (true, None) => Kind::Date,
        (true, Some(time)) if time.contains(['Z', 'z', '+', '-']) => Kind::DateTime,
        (true, Some(_)) => Kind::LocalDateTime,
    };
    let now = Now {
        epoch_nanos: 0,
        zone: "UTC",
    };
    temporal::construct(kind, &Value::string(text.replacen(' ', "T", 1)), &now).ok()
}
