//! Pictures in the DOT language of Graphviz (graphviz.org/doc/info/lang.html).
//!
//! One colour for each label with a legend, names in the boxes, relation types on the arrows, evidence as tooltips. The output is the same for the
//! same graph.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use super::Picture;
use super::text::{in_words, literal, title};
use crate::graph::Evidence;
use crate::session::{Entities, Node, Relationship};

/// Fill and border of a label: light tones that print well and stay apart for colour-blind readers in each run of eight.
const PALETTE: [(&str, &str); 16] = [
    ("#cfe3f5", "#2f6fa8"),
    ("#fde0c2", "#c26a12"),
    ("#d3ecd2", "#3b8a3a"),
    ("#f6d1d6", "#b5384a"),
    ("#e2d9f2", "#6d4fa3"),
    ("#f7ecb5", "#9a7d0a"),
    ("#cdeeea", "#1d837a"),
    ("#ecdccf", "#86593a"),
    ("#dbe4ea", "#4c6478"),
    ("#f9d7ea", "#b03a82"),
    ("#e4edc1", "#6c8415"),
    ("#d6dcf7", "#4355b0"),
    ("#fbdacb", "#b4512a"),
    ("#d9f0dd", "#2c7f50"),
    ("#eed9ee", "#8b4a8e"),
    ("#e6e6e6", "#5b5b5b"),
];

/// How wide a name may be before it goes on in the next line, in characters.
const NAME_WIDTH: usize = 22;

/// Writes a picture.
///
/// # Errors
/// The writer's.
pub fn write(picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    let colours = colours(picture);
    writeln!(out, "digraph rihla {{")?;
    write_defaults(out)?;
    for node in picture.nodes.values() {
        write_node(node, &colours, out)?;
    }
    for relationship in picture.relationships.values() {
        write_relationship(relationship, out)?;
    }
    write_legend(&colours, out)?;
    writeln!(out, "}}")
}

fn write_defaults(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"  graph [rankdir=LR, bgcolor=white, nodesep=0.28, ranksep=0.9, splines=true, pad=0.3, outputorder=edgesfirst, fontname=\"Helvetica,Arial,sans-serif\"];\n  \
          node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica,Arial,sans-serif\", fontsize=12, fontcolor=\"#1d2733\", penwidth=1.2, margin=\"0.14,0.08\", height=0.35];\n  \
          edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=9, fontcolor=\"#4a5563\", color=\"#8a97a6\", arrowsize=0.7, penwidth=1.1];\n",
    )
}

/// The labels that give a node of the picture its colour, in order of first use, with their colours.
fn colours(picture: &Picture) -> BTreeMap<Arc<str>, (&'static str, &'static str)> {
    let mut labels: Vec<Arc<str>> = picture
        .nodes
        .values()
        .filter_map(|node| main_label(node))
        .cloned()
        .collect();
    labels.sort();
    labels.dedup();
    labels
        .into_iter()
        .enumerate()
        .map(|(number, label)| (label, PALETTE[number % PALETTE.len()]))
        .collect()
}

/// The label a node is coloured by: its first.
fn main_label(node: &Node) -> Option<&Arc<str>> {
    node.labels.first()
}

fn write_node(
    node: &Node,
    colours: &BTreeMap<Arc<str>, (&'static str, &'static str)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (fill, border) = main_label(node)
        .and_then(|label| colours.get(label))
        .copied()
        .unwrap_or(("#ffffff", "#777777"));
    let tooltip = tooltip(&node_heading(node), &node.evidence);
    writeln!(
        out,
        "  n{} [label={}, fillcolor=\"{fill}\", color=\"{border}\", tooltip={}];",
        node.id.0,
        quoted(&wrap(&title(node))),
        quoted(&tooltip),
    )
}

fn node_heading(node: &Node) -> String {
    let labels: Vec<&str> = node.labels.iter().map(AsRef::as_ref).collect();
    let mut heading = format!("{} ({})", title(node), labels.join(", "));
    for (key, value) in node.properties.iter().filter(|(key, _)| &**key != "name") {
        heading.push_str(&format!(
            "\n{key}: {}",
            literal(value, &Entities::default())
        ));
    }
    heading
}

fn write_relationship(relationship: &Relationship, out: &mut dyn Write) -> io::Result<()> {
    let mut heading = in_words(&relationship.kind);
    for (key, value) in &relationship.properties {
        heading.push_str(&format!(
            "\n{key}: {}",
            literal(value, &Entities::default())
        ));
    }
    let tooltip = quoted(&tooltip(&heading, &relationship.evidence));
    writeln!(
        out,
        "  n{} -> n{} [label={}, tooltip={tooltip}, labeltooltip={tooltip}];",
        relationship.start.0,
        relationship.end.0,
        quoted(&in_words(&relationship.kind)),
    )
}

fn tooltip(heading: &str, evidence: &[Evidence]) -> String {
    let mut text = heading.to_string();
    for passage in evidence {
        text.push_str(&format!("\n“{}” ({})", passage.quote, passage.source));
    }
    text
}

/// A cluster with a box for each label, in one column.
fn write_legend(
    colours: &BTreeMap<Arc<str>, (&'static str, &'static str)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if colours.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "  legend [shape=plain, style=solid, tooltip=\"labels\", label=<"
    )?;
    writeln!(
        out,
        "    <table border=\"0\" cellborder=\"0\" cellspacing=\"3\" cellpadding=\"4\">"
    )?;
    for (label, (fill, border)) in colours {
        writeln!(
            out,
            "      <tr><td bgcolor=\"{fill}\" color=\"{border}\" border=\"1\" style=\"rounded\" width=\"16\"></td><td align=\"left\">{}</td></tr>",
            html(label),
        )?;
    }
    writeln!(out, "    </table>>];")
}

/// A text in double quotes. Graphviz reads escapes and HTML entities in it; both are taken from it.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A text inside an HTML-like label; an empty one would be a syntax error there.
fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    if out.is_empty() { " ".into() } else { out }
}

/// Breaks a long name between words into lines of about the same length.
fn wrap(name: &str) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    for word in name.split(' ') {
        let line = lines
            .last_mut()
            .unwrap_or_else(|| unreachable!("there is a first line"));
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > NAME_WIDTH {
            lines.push(word.to_string());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.join("\n")
}
