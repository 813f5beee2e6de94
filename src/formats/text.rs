//! Values as a person reads them.

use std::fmt::Write;
use std::sync::Arc;

use crate::session::{Entities, Node, Relationship};
use crate::value::literal::{identifier, string};
use crate::value::{Path, Value};

/// A value as text: a text as it is, everything else as the language writes it, entities with labels and properties.
pub fn plain(value: &Value, entities: &Entities) -> String {
    match value {
        Value::String(text) => text.to_string(),
        other => literal(other, entities),
    }
}

/// A value as a person says it: texts without quotes, a list as its items with commas between them.
pub fn spoken(value: &Value, entities: &Entities) -> String {
    match value {
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| spoken(item, entities)).collect();
            items.join(", ")
        }
        other => plain(other, entities),
    }
}

/// A value in the place of a table's cell: `null` is `NULL`, and a text that reads so is in quotes, so that the two
/// are told apart without colours.
pub fn cell(value: &Value, entities: &Entities) -> String {
    match value {
        Value::Null => "NULL".into(),
        Value::String(text) if text.trim_matches(['\'', '\\']) == "NULL" => string(text),
        other => plain(other, entities),
    }
}

/// A value as the language writes it: texts in quotes.
pub fn literal(value: &Value, entities: &Entities) -> String {
    let mut out = String::new();
    write_literal(&mut out, value, entities);
    out
}

fn write_literal(out: &mut String, value: &Value, entities: &Entities) {
    match value {
        Value::String(text) => out.push_str(&string(text)),
        Value::List(items) => write_list(out, items, entities),
        Value::Map(entries) => write_entries(out, entries.iter(), entities),
        Value::Node(id) => match entities.node(*id) {
            Some(node) => write_node(out, node, entities),
            None => out.push_str("()"),
        },
        Value::Relationship(id) => match entities.relationship(*id) {
            Some(relationship) => write_relationship(out, relationship, entities),
            None => out.push_str("[]"),
        },
        Value::Path(path) => write_path(out, path, entities),
        other => {
            let _ = write!(out, "{other}");
        }
    }
}

fn write_list(out: &mut String, items: &[Value], entities: &Entities) {
    out.push('[');
    for (number, item) in items.iter().enumerate() {
        if number > 0 {
            out.push_str(", ");
        }
        write_literal(out, item, entities);
    }
    out.push(']');
}

fn write_entries<'e>(
    out: &mut String,
    entries: impl Iterator<Item = (&'e Arc<str>, &'e Value)>,
    entities: &Entities,
) {
    out.push('{');
    for (number, (key, value)) in entries.enumerate() {
        if number > 0 {
            out.push_str(", ");
        }
        out.push_str(&identifier(key));
        out.push_str(": ");
        write_literal(out, value, entities);
    }
    out.push('}');
}

fn write_node(out: &mut String, node: &Node, entities: &Entities) {
    out.push('(');
    for label in &node.labels {
        out.push(':');
        out.push_str(&identifier(label));
    }
    if !node.properties.is_empty() {
        if !node.labels.is_empty() {
            out.push(' ');
        }
        write_entries(
            out,
            node.properties.iter().map(|(key, value)| (key, value)),
            entities,
        );
    }
    out.push(')');
}

fn write_relationship(out: &mut String, relationship: &Relationship, entities: &Entities) {
    out.push_str("[:");
    out.push_str(&identifier(&relationship.kind));
    if !relationship.properties.is_empty() {
        out.push(' ');
        write_entries(
            out,
            relationship
                .properties
                .iter()
                .map(|(key, value)| (key, value)),
            entities,
        );
    }
    out.push(']');
}

fn write_path(out: &mut String, path: &Path, entities: &Entities) {
    write_literal(out, &Value::Node(path.nodes[0]), entities);
    for (number, id) in path.relationships.iter().enumerate() {
        let forward = entities
            .relationship(*id)
            .is_none_or(|found| found.start == path.nodes[number]);
        out.push_str(if forward { "-" } else { "<-" });
        write_literal(out, &Value::Relationship(*id), entities);
        out.push_str(if forward { "->" } else { "-" });
        write_literal(out, &Value::Node(path.nodes[number + 1]), entities);
    }
}

/// A path in words: `Qatar → mediated → US–Venezuela prisoner exchange`.
pub fn path_in_words(path: &Path, entities: &Entities) -> String {
    let mut out = entities
        .node(path.nodes[0])
        .map_or_else(String::new, |node| title(node));
    for (number, id) in path.relationships.iter().enumerate() {
        let found = entities.relationship(*id);
        let forward = found.is_none_or(|relationship| relationship.start == path.nodes[number]);
        let arrow = if forward { "→" } else { "←" };
        let kind = found.map_or_else(String::new, |relationship| in_words(&relationship.kind));
        let next = entities
            .node(path.nodes[number + 1])
            .map_or_else(String::new, |node| title(node));
        let _ = write!(out, " {arrow} {kind} {arrow} {next}");
    }
    out
}

/// What to call a node: its name, else its first text property, else its labels and id.
pub fn title(node: &Node) -> String {
    let first_text = || node.properties.iter().find_map(|(_, value)| value.as_str());
    match node.name().or_else(first_text) {
        Some(name) => name.to_string(),
        None => {
            let labels: String = node
                .labels
                .iter()
                .map(|label| format!(":{label}"))
                .collect();
            format!("{labels}#{}", node.id.0)
        }
    }
}

/// A relation type as words: `DIALOGUE_PARTNER_OF` is `dialogue partner of`; mixed case stays.
pub fn in_words(kind: &str) -> String {
    let words = kind.replace('_', " ");
    if words.chars().any(char::is_lowercase) {
        words
    } else {
        words.to_lowercase()
    }
}

/// The same text with control characters and marks that turn the reading direction shown, so that it cannot move the
/// cursor, colour the screen or disguise itself. Tabs and line ends too.
pub fn visible(text: &str) -> String {
    if !text.chars().any(disturbs) {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if disturbs(c) => {
                // As the language writes it in a text.
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out
}

fn disturbs(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
