//! Pictures in the DOT language of Graphviz (graphviz.org/doc/info/lang.html).
//!
//! One colour for each label with a legend, names in the boxes, relation types on the arrows, evidence as tooltips. The output is the same for the
//! same graph.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::Arc;

use super::Picture;
use super::text::{in_words, literal, title};
use crate::graph::Evidence;
use crate::session::{Entities, Node, Relationship};

/// Fill and border of a label, as `0xRRGGBB`: light tones that print well, neighbours far apart in hue.
const PALETTE: [(u32, u32); 16] = [
    (0xcfe3f5, 0x2f6fa8),
    (0xfde0c2, 0xc26a12),
    (0xd3ecd2, 0x3b8a3a),
    (0xf6d1d6, 0xb5384a),
    (0xe2d9f2, 0x6d4fa3),
    (0xf7ecb5, 0x9a7d0a),
    (0xcdeeea, 0x1d837a),
    (0xecdccf, 0x86593a),
    (0xdbe4ea, 0x4c6478),
    (0xf9d7ea, 0xb03a82),
    (0xe4edc1, 0x6c8415),
    (0xd6dcf7, 0x4355b0),
    (0xfbdacb, 0xb4512a),
    (0xd9f0dd, 0x2c7f50),
    (0xeed9ee, 0x8b4a8e),
    (0xe6e6e6, 0x5b5b5b),
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

/// A label's colours.
#[derive(Clone, Copy)]
struct Colour {
    fill: u32,
    border: u32,
}

impl Colour {
    /// The colours of the label of that number; after a run through the palette the fill is darker.
    fn of(number: usize) -> Colour {
        let (fill, border) = PALETTE[number % PALETTE.len()];
        let depth = u32::try_from(number / PALETTE.len()).unwrap_or(3).min(3);
        Colour {
            fill: mix(fill, border, depth * 15),
            border,
        }
    }
}

/// So many percent of the second colour in the first.
fn mix(base: u32, other: u32, percent: u32) -> u32 {
    let part = |shift: u32| {
        let (base, other) = ((base >> shift) & 0xff, (other >> shift) & 0xff);
        ((base * (100 - percent) + other * percent) / 100) << shift
    };
    part(16) | part(8) | part(0)
}

/// The labels that give a node of the picture its colour, in alphabetical order, with their colours.
fn colours(picture: &Picture) -> BTreeMap<Arc<str>, Colour> {
    let used: BTreeSet<&Arc<str>> = picture
        .nodes
        .values()
        .filter_map(|node| main_label(node))
        .collect();
    let numbered = picture
        .labels
        .iter()
        .enumerate()
        .filter(|(_, label)| used.contains(label));
    numbered
        .map(|(number, label)| (Arc::clone(label), Colour::of(number)))
        .collect()
}

/// The label a node is coloured by: its first.
fn main_label(node: &Node) -> Option<&Arc<str>> {
    node.labels.first()
}

fn write_node(
    node: &Node,
    colours: &BTreeMap<Arc<str>, Colour>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let plain = Colour {
        fill: 0xff_ffff,
        border: 0x77_7777,
    };
    let Colour { fill, border } = main_label(node)
        .and_then(|label| colours.get(label))
        .copied()
        .unwrap_or(plain);
    let tooltip = tooltip(&node_heading(node), &node.evidence);
    writeln!(
        out,
        "  n{} [label={}, fillcolor=\"#{fill:06x}\", color=\"#{border:06x}\", tooltip={}];",
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
fn write_legend(colours: &BTreeMap<Arc<str>, Colour>, out: &mut dyn Write) -> io::Result<()> {
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
    for (label, Colour { fill, border }) in colours {
        writeln!(
            out,
            "      <tr><td bgcolor=\"#{fill:06x}\" color=\"#{border:06x}\" border=\"1\" style=\"rounded\" width=\"16\"></td><td align=\"left\">{}</td></tr>",
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
    textwrap::wrap(name, NAME_WIDTH).join("\n")
}
