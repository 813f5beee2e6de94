//! Pictures in the DOT language of Graphviz (graphviz.org/doc/info/lang.html).
//!
//! A look of its own for each label, with a legend; names in the boxes, relation types on the arrows, evidence as tooltips.
//! A small picture is drawn from left to right as one reads it; in a large one what belongs together lies together. The
//! output is the same for the same graph.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::Arc;

use super::Picture;
use super::text::{in_words, literal, title};
use crate::graph::Evidence;
use crate::session::{Entities, Node, Relationship};
use crate::value::NodeId;

/// Fill and border of a label, as `0xRRGGBB`: light tones that print well, neighbours far apart in hue, borders dark
/// enough for text on white.
const PALETTE: [(u32, u32); 10] = [
    (0xcfe3f5, 0x1f5f99),
    (0xfde0c2, 0xa8560a),
    (0xd3ecd2, 0x2f7a2e),
    (0xf6d1d6, 0xa82c3f),
    (0xe2d9f2, 0x62459a),
    (0xf7ecb5, 0x806600),
    (0xcdeeea, 0x14706a),
    (0xecdccf, 0x7a4f32),
    (0xf9d7ea, 0x9c2f72),
    (0xdbe4ea, 0x465d70),
];

const INK: u32 = 0x1d_2733;
const WHITE: u32 = 0xff_ffff;

/// How wide a name may be before it goes on in the next line, in characters.
const NAME_WIDTH: usize = 22;
/// Up to so many nodes a picture is drawn from left to right.
const FEW_NODES: usize = 14;
/// More nodes than these are drawn by an algorithm that does not compare each with each.
const MANY_NODES: usize = 600;
/// How many labels stand in a row of the legend at most.
const LEGEND_WIDTH: usize = 8;
/// How large a label is written in the legend, and on a node, in points.
const LEGEND_SIZE: u8 = 11;
const BADGE_SIZE: u8 = 9;

/// Writes a picture.
///
/// # Errors
/// The writer's.
pub fn write(picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    let layout = Layout::of(picture);
    let looks = looks(picture);
    writeln!(out, "digraph rihla {{")?;
    write_defaults(layout, out)?;
    write_legend(&looks, out)?;
    for node in picture.nodes.values() {
        write_node(node, &looks, out)?;
    }
    for arrow in arrows(picture) {
        let start = picture.nodes.get(&arrow.ends.0);
        let look = start.map_or(Look::PLAIN, |node| look(node, &looks));
        write_arrow(&arrow, (layout, look), out)?;
    }
    writeln!(out, "}}")
}

/// How nodes are placed.
#[derive(Clone, Copy, PartialEq)]
enum Layout {
    /// In columns from left to right.
    Columns,
    /// Neighbours near each other.
    Near,
    /// The same in less time, without bends in the arrows.
    Crowd,
}

impl Layout {
    fn of(picture: &Picture) -> Self {
        match picture.nodes.len() {
            0..=FEW_NODES => Layout::Columns,
            nodes if nodes <= MANY_NODES => Layout::Near,
            _ => Layout::Crowd,
        }
    }

    fn attributes(self) -> &'static str {
        match self {
            Layout::Columns => "rankdir=LR, nodesep=0.28, ranksep=0.9, splines=true",
            // Four times the room the nodes need: what stands on an arrow is not known where nodes are placed.
            Layout::Near => {
                "layout=sfdp, overlap=prism, overlap_scaling=-4, sep=\"+24\", splines=true"
            }
            Layout::Crowd => "layout=sfdp, overlap=prism, sep=\"+8\", splines=line",
        }
    }
}

fn write_defaults(layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    const FONT: &str = "fontname=\"Helvetica,Arial,sans-serif\"";
    writeln!(
        out,
        "  graph [{}, bgcolor=white, pad=0.3, outputorder=edgesfirst, {FONT}];",
        layout.attributes()
    )?;
    writeln!(
        out,
        "  node [shape=box, style=\"rounded,filled\", {FONT}, fontsize=12, penwidth=1.2, margin=\"0.14,0.08\", height=0.35];"
    )?;
    writeln!(
        out,
        "  edge [{FONT}, fontsize=10, arrowsize=0.7, penwidth=1.1, len=1.6];"
    )
}

/// What tells a label from others: a hue in one of three forms (light, white with a coloured border, dark), and after those
/// the same with broken borders.
#[derive(Clone, Copy)]
struct Look {
    fill: u32,
    border: u32,
    text: u32,
    broken: bool,
}

impl Look {
    /// Of a node without labels.
    const PLAIN: Look = Look {
        fill: WHITE,
        border: 0x5b_5b5b,
        text: INK,
        broken: false,
    };

    /// The look of the label of that number.
    fn of(number: usize) -> Look {
        let (light, dark) = PALETTE[number % PALETTE.len()];
        let form = number / PALETTE.len();
        let (fill, text) = match form % 3 {
            0 => (light, INK),
            1 => (WHITE, dark),
            _ => (dark, WHITE),
        };
        Look {
            fill,
            border: dark,
            text,
            broken: form % 6 >= 3,
        }
    }
}

type Looks = BTreeMap<Arc<str>, Look>;

/// The labels that give nodes of the picture their look, in alphabetical order.
fn looks(picture: &Picture) -> Looks {
    let nodes = picture.nodes.values();
    let used: BTreeSet<&Arc<str>> = nodes.flat_map(|node| &node.labels).collect();
    let numbered = picture.labels.iter().enumerate();
    numbered
        .filter(|(_, label)| used.contains(label))
        .map(|(number, label)| (Arc::clone(label), Look::of(number)))
        .collect()
}

/// The look of a node's first label.
fn look(node: &Node, looks: &Looks) -> Look {
    let first = node.labels.first().and_then(|label| looks.get(label));
    first.copied().unwrap_or(Look::PLAIN)
}

fn write_node(node: &Node, looks: &Looks, out: &mut dyn Write) -> io::Result<()> {
    let look = look(node, looks);
    let tooltip = quoted(&tooltip(&node_heading(node), &node.evidence));
    writeln!(
        out,
        "  n{} [label={}, fillcolor=\"#{:06x}\", color=\"#{:06x}\", fontcolor=\"#{:06x}\"{}, tooltip={tooltip}];",
        node.id.0,
        node_label(node, looks),
        look.fill,
        look.border,
        look.text,
        if look.broken { BROKEN } else { "" },
    )
}

const BROKEN: &str = ", style=\"rounded,filled,dashed\"";

/// The name, and below it the labels behind the first, as the legend shows them.
fn node_label(node: &Node, looks: &Looks) -> String {
    let name = wrap(&caption(node));
    let further = node.labels.iter().skip(1);
    let badges: String = further
        .filter_map(|label| Some(label_cell(label, looks.get(label)?, BADGE_SIZE)))
        .map(|badge| format!("<tr>{badge}</tr>"))
        .collect();
    if badges.is_empty() {
        return quoted(&name);
    }
    let lines: Vec<String> = name.lines().map(html).collect();
    format!(
        "<<table border=\"0\" cellborder=\"0\" cellpadding=\"2\" cellspacing=\"1\"><tr><td>{}</td></tr>{badges}</table>>",
        lines.join("<br/>")
    )
}

/// What stands in a node's box; a name that cannot be seen is no caption.
fn caption(node: &Node) -> String {
    let title = title(node);
    let visible = |c: char| !c.is_whitespace() && !c.is_control();
    match title.chars().any(visible) {
        true => title,
        false => format!("(no name) #{}", node.id.0),
    }
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

/// Relationships that share an arrow: those from one node to another, and where the same is said the other way round,
/// those too.
struct Arrow<'p> {
    ends: (NodeId, NodeId),
    there: Vec<&'p Relationship>,
    back: Vec<&'p Relationship>,
}

/// The arrows of a picture, in order of their ends.
fn arrows(picture: &Picture) -> Vec<Arrow<'_>> {
    let mut between: BTreeMap<(NodeId, NodeId), Vec<&Relationship>> = BTreeMap::new();
    for relationship in picture.relationships.values() {
        let ends = (relationship.start, relationship.end);
        between.entry(ends).or_default().push(relationship);
    }
    let mut arrows = Vec::new();
    while let Some((ends, there)) = between.pop_first() {
        let back = (ends.1, ends.0);
        let mutual = between
            .get(&back)
            .is_some_and(|back| say_the_same(&there, back));
        let back = match mutual {
            true => between.remove(&back).unwrap_or_default(),
            false => Vec::new(),
        };
        arrows.push(Arrow { ends, there, back });
    }
    arrows
}

fn say_the_same(there: &[&Relationship], back: &[&Relationship]) -> bool {
    let kinds = |relationships: &[&Relationship]| -> BTreeSet<Arc<str>> {
        let kinds = relationships.iter().map(|found| Arc::clone(&found.kind));
        kinds.collect()
    };
    kinds(there) == kinds(back)
}

/// An arrow in the colour of where it starts, with the types of its relationships one below the other.
fn write_arrow(
    arrow: &Arrow<'_>,
    (layout, look): (Layout, Look),
    out: &mut dyn Write,
) -> io::Result<()> {
    let kinds: Vec<String> = arrow
        .there
        .iter()
        .map(|relationship| in_words(&relationship.kind))
        .collect();
    let label = match layout {
        Layout::Columns => quoted(&kinds.join("\n")),
        Layout::Near | Layout::Crowd => boxed(&kinds),
    };
    let relationships = arrow.there.iter().chain(&arrow.back);
    let tooltips: Vec<String> = relationships
        .map(|relationship| tooltip(&relationship_heading(relationship), &relationship.evidence))
        .collect();
    let tooltip = quoted(&tooltips.join("\n\n"));
    let colour = look.border;
    writeln!(
        out,
        "  n{} -> n{} [label={label}, color=\"#{colour:06x}a0\", fontcolor=\"#{colour:06x}\"{}, tooltip={tooltip}, labeltooltip={tooltip}];",
        arrow.ends.0.0,
        arrow.ends.1.0,
        if arrow.back.is_empty() {
            ""
        } else {
            ", dir=both"
        },
    )
}

/// Lines on a white ground, so that they can be read where arrows cross them.
fn boxed(lines: &[String]) -> String {
    let rows: String = lines
        .iter()
        .map(|line| format!("<tr><td bgcolor=\"#ffffffd0\">{}</td></tr>", html(line)))
        .collect();
    format!(
        "<<table border=\"0\" cellborder=\"0\" cellpadding=\"1\" cellspacing=\"0\">{rows}</table>>"
    )
}

fn relationship_heading(relationship: &Relationship) -> String {
    let mut heading = in_words(&relationship.kind);
    for (key, value) in &relationship.properties {
        heading.push_str(&format!(
            "\n{key}: {}",
            literal(value, &Entities::default())
        ));
    }
    heading
}

fn tooltip(heading: &str, evidence: &[Evidence]) -> String {
    let mut text = heading.to_string();
    for passage in evidence {
        text.push_str(&format!("\n“{}” ({})", passage.quote, passage.source));
    }
    text
}

/// The labels as they look, in rows below the picture.
fn write_legend(looks: &Looks, out: &mut dyn Write) -> io::Result<()> {
    if looks.is_empty() {
        return Ok(());
    }
    writeln!(out, "  labelloc=b; labeljust=l;")?;
    writeln!(
        out,
        "  label=<<table border=\"0\" cellborder=\"0\" cellspacing=\"5\" cellpadding=\"4\">"
    )?;
    let looks: Vec<(&Arc<str>, &Look)> = looks.iter().collect();
    // Rows of about the same length.
    let rows = looks.len().div_ceil(LEGEND_WIDTH);
    for row in looks.chunks(looks.len().div_ceil(rows)) {
        let cells: String = row
            .iter()
            .map(|(label, look)| label_cell(label, look, LEGEND_SIZE))
            .collect();
        writeln!(out, "    <tr>{cells}</tr>")?;
    }
    writeln!(out, "  </table>>;")
}

/// A table's cell that shows a label in its look.
fn label_cell(label: &str, look: &Look, size: u8) -> String {
    let style = if look.broken {
        "rounded,dashed"
    } else {
        "rounded"
    };
    format!(
        "<td bgcolor=\"#{:06x}\" color=\"#{:06x}\" style=\"{style}\" border=\"1\"><font color=\"#{:06x}\" point-size=\"{size}\">{}</font></td>",
        look.fill,
        look.border,
        look.text,
        html(label)
    )
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
