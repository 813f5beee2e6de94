//! Answers on standard output.

use std::io::{self, Write};
use std::time::Duration;

use super::session::Session;
use super::style::Tone;
use super::table;
use crate::formats::text::{literal, path_in_words, title, visible};
use crate::graph::Evidence;
use crate::session::{Entities, Node, Rows, Summary};
use crate::value::{Path, Value};

/// Writes an answer in the session's format; in tables walks are written in words, and people are told the figures.
pub fn write(rows: &Rows, session: &Session, out: &mut dyn Write) -> io::Result<()> {
    if let Some(plan) = &rows.plan {
        writeln!(out, "{plan}")?;
    }
    match session.format.rows() {
        Some(format) => format.write(rows, out)?,
        None => write_for_people(rows, session, out)?,
    }
    out.flush()?;
    if session.stats {
        let line = session
            .screen
            .error_palette
            .paint(Tone::Dim, figures(rows, session.most_rows));
        writeln!(io::stderr().lock(), "{line}")?;
    }
    Ok(())
}

fn write_for_people(rows: &Rows, session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let paths = rows.walk.iter().flat_map(|walk| &walk.paths);
    let paths: Vec<&Path> = paths.filter_map(as_path).collect();
    if !paths.is_empty() && paths.len() == rows.rows.len() {
        return write_walks(&paths, rows, session, out);
    }
    if !rows.columns.is_empty() && (rows.plan.is_none() || !rows.rows.is_empty()) {
        writeln!(
            out,
            "{}",
            table::render(rows, session.most_rows, session.screen)
        )?;
    }
    Ok(())
}

fn as_path(value: &Value) -> Option<&Path> {
    match value {
        Value::Path(path) => Some(path),
        _ => None,
    }
}

/// Each path walked in words, numbered, with the first passage that says so.
fn write_walks(
    paths: &[&Path],
    rows: &Rows,
    session: &Session,
    out: &mut dyn Write,
) -> io::Result<()> {
    let palette = session.screen.palette;
    let width = paths.len().min(session.most_rows).to_string().len();
    for (number, path) in paths.iter().take(session.most_rows).enumerate() {
        let words = visible(&path_in_words(path, &rows.entities));
        writeln!(
            out,
            "{} {words}",
            palette.paint(Tone::Dim, format!("{:>width$}", number + 1))
        )?;
        if let Some(passage) = first_evidence(path, &rows.entities) {
            let quote = clip(
                &visible(&passage.quote),
                session.screen.width().saturating_sub(width + 8),
            );
            writeln!(
                out,
                "{:width$}   {}",
                "",
                palette.paint(Tone::Dim, format!("“{quote}”"))
            )?;
        }
    }
    Ok(())
}

fn first_evidence<'e>(path: &Path, entities: &'e Entities) -> Option<&'e Evidence> {
    let mut relationships = path
        .relationships
        .iter()
        .filter_map(|id| entities.relationship(*id));
    relationships.find_map(|relationship| relationship.evidence.first())
}

/// A text cut to so many characters.
fn clip(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_string(),
    }
}

/// `3 rows · 1.2 ms · 2 nodes created`.
fn figures(rows: &Rows, shown: usize) -> String {
    let mut parts = Vec::new();
    if !rows.columns.is_empty() {
        let count = rows.rows.len();
        let cut = if count > shown {
            format!(" (the first {shown} shown)")
        } else {
            String::new()
        };
        parts.push(format!("{}{cut}", counted(count, "row")));
    }
    parts.extend(changes(&rows.summary));
    parts.push(duration(rows.elapsed));
    parts.join(" · ")
}

/// What was changed, in words.
fn changes(summary: &Summary) -> Vec<String> {
    let counts = [
        (summary.nodes_created, "node", "created"),
        (summary.relationships_created, "relationship", "created"),
        (summary.properties_set, "property", "set"),
        (summary.labels_added, "label", "added"),
        (summary.labels_removed, "label", "removed"),
        (summary.relationships_deleted, "relationship", "deleted"),
        (summary.nodes_deleted, "node", "deleted"),
    ];
    let done = counts.into_iter().filter(|(count, ..)| *count > 0);
    done.map(|(count, what, verb)| format!("{} {verb}", counted(count, what)))
        .collect()
}

/// `1 row`, `2 rows`, `2 properties`.
pub fn counted(count: usize, what: &str) -> String {
    match (count, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        (_, None) => format!("{count} {what}s"),
    }
}

/// A length of time with three digits.
fn duration(elapsed: Duration) -> String {
    let micros = elapsed.as_micros();
    match micros {
        0..1_000 => format!("{micros} µs"),
        1_000..1_000_000 => format!("{:.1} ms", elapsed.as_secs_f64() * 1e3),
        _ => format!("{:.2} s", elapsed.as_secs_f64()),
    }
}

/// The facts behind a row: each relationship in words with all its passages, then the nodes that stand alone.
pub fn write_why(rows: &Rows, session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let facts = rows
        .rows
        .first()
        .and_then(|row| row.first())
        .and_then(Value::as_list)
        .unwrap_or_default();
    for fact in facts {
        if let Value::Relationship(id) = fact
            && let Some(relationship) = rows.entities.relationship(*id)
        {
            let path = Path {
                nodes: vec![relationship.start, relationship.end],
                relationships: vec![*id],
            };
            writeln!(
                out,
                "{}",
                session
                    .screen
                    .palette
                    .paint(Tone::Strong, visible(&path_in_words(&path, &rows.entities)))
            )?;
            write_properties(&relationship.properties, &rows.entities, out)?;
            write_evidence(&relationship.evidence, session, out)?;
        }
    }
    for fact in facts {
        if let Value::Node(id) = fact
            && let Some(node) = rows.entities.node(*id)
            && !node.evidence.is_empty()
        {
            writeln!(
                out,
                "{}",
                session
                    .screen
                    .palette
                    .paint(Tone::Strong, visible(&title(node)))
            )?;
            write_evidence(&node.evidence, session, out)?;
        }
    }
    if facts.is_empty() {
        writeln!(
            out,
            "no node or relationship was matched to produce this row"
        )?;
    }
    Ok(())
}

fn write_properties(
    properties: &[(std::sync::Arc<str>, Value)],
    entities: &Entities,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (key, value) in properties {
        writeln!(
            out,
            "  {}: {}",
            visible(key),
            visible(&literal(value, entities))
        )?;
    }
    Ok(())
}

fn write_evidence(evidence: &[Evidence], session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let palette = session.screen.palette;
    if evidence.is_empty() {
        writeln!(out, "  {}", palette.paint(Tone::Dim, "no passage says so"))?;
    }
    for passage in evidence {
        let place = format!(
            "{}, characters {} to {}",
            visible(&passage.source),
            passage.start,
            passage.end
        );
        writeln!(
            out,
            "  “{}”  {}",
            visible(&passage.quote),
            palette.paint(Tone::Dim, place)
        )?;
        if let Some(note) = &passage.note {
            writeln!(out, "    {}", palette.paint(Tone::Dim, visible(note)))?;
        }
    }
    Ok(())
}

/// The head of a description: what a node is called and is.
pub fn describe(node: &Node, entities: &Entities) -> String {
    let labels: Vec<&str> = node.labels.iter().map(AsRef::as_ref).collect();
    let mut text = format!(
        "{} ({})",
        visible(&title(node)),
        visible(&labels.join(", "))
    );
    for (key, value) in node.properties.iter().filter(|(key, _)| &**key != "name") {
        text.push_str(&format!(
            "\n  {}: {}",
            visible(key),
            visible(&literal(value, entities))
        ));
    }
    text
}
