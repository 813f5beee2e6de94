//! Answers on standard output.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use textwrap::core::display_width;

use super::session::Session;
use super::style::Tone;
use super::{table, wrap};
use crate::formats::RowFormat;
use crate::formats::fact::{NO_PASSAGE, facts, place};
use crate::formats::text::{path_in_words, spoken, title, visible};
use crate::graph::Evidence;
use crate::session::{Database, Entities, ExplainedPlan, Node, Rows, Summary, WalkShape};
use crate::value::{Path, Value};

/// Writes an answer in the session's format; in tables walks are written in words, and people are told the figures.
pub fn write(rows: &Rows, session: &Session, out: &mut dyn Write) -> io::Result<()> {
    match session.format.rows() {
        Some(format) => write_for_machines(rows, format, session, out)?,
        None => write_for_people(rows, session, out)?,
    }
    out.flush()?;
    if session.stats {
        let figures = figures(rows, session.most_rows);
        let line = session.screen.fit_error(&figures);
        let line = session.screen.error_palette.paint(Tone::Dim, line);
        writeln!(io::stderr().lock(), "{line}")?;
    }
    Ok(())
}

/// A plan must not come between rows another program reads: that of `EXPLAIN` becomes the answer, and that of
/// `PROFILE`, which stands beside an answer, goes to standard error.
fn write_for_machines(
    rows: &Rows,
    format: RowFormat,
    session: &Session,
    out: &mut dyn Write,
) -> io::Result<()> {
    if format == RowFormat::Markdown && session.answers > 0 {
        writeln!(out)?;
    }
    match &rows.plan {
        Some(plan) if rows.columns.is_empty() && rows.summary.is_empty() => {
            write_plan_as_answer(&plan.to_string(), format, out)
        }
        Some(plan) => {
            writeln!(io::stderr().lock(), "{plan}")?;
            format.write(rows, out)
        }
        None => format.write(rows, out),
    }
}

/// A row for each line where lines are rows, one value where a value may have lines, else as it is.
fn write_plan_as_answer(plan: &str, format: RowFormat, out: &mut dyn Write) -> io::Result<()> {
    let values: Vec<&str> = match format {
        RowFormat::Markdown => return writeln!(out, "```\n{plan}\n```"),
        RowFormat::Vertical => return writeln!(out, "{plan}"),
        RowFormat::Tsv => plan.lines().collect(),
        RowFormat::Csv | RowFormat::Json | RowFormat::JsonLines => vec![plan],
    };
    let rows = Rows {
        columns: vec!["plan".into()],
        rows: values.into_iter().map(|value| vec![value.into()]).collect(),
        ..Rows::default()
    };
    format.write(&rows, out)
}

fn write_for_people(rows: &Rows, session: &Session, out: &mut dyn Write) -> io::Result<()> {
    if let Some(plan) = &rows.plan {
        write_plan(plan, session, out)?;
    }
    if let Some(walk) = &rows.walk {
        return write_walk(walk, rows, session, out);
    }
    if rows.columns.is_empty() || (rows.plan.is_some() && rows.rows.is_empty()) {
        return Ok(());
    }
    if rows.why {
        return write_rows_with_facts(rows, session, out);
    }
    write_table(rows, session, out)
}

/// A table line by line, so that Ctrl-C stops it between two; then what closes it is written all the same.
fn write_table(rows: &Rows, session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let table = table::render(rows, session.most_rows, session.screen);
    let mut lines = table.split_inclusive('\n');
    let written = lines.try_for_each(|line| out.write_all(line.as_bytes()));
    if written.is_err()
        && let Some(end) = table::closing(&table)
    {
        writeln!(io::stdout(), "{end}")?;
    }
    written.and_then(|()| writeln!(out))
}

/// A plan, below the query a walk stands for; both are fitted to the screen.
fn write_plan(plan: &ExplainedPlan, session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let width = session.screen.width();
    if let Some(query) = &plan.query {
        writeln!(out, "{}\n", wrap::query(query, width))?;
    }
    writeln!(out, "{}", plan.table.fit(width))
}

/// An answer to `WHY`: the rows as a table, and below it for each row the facts behind it.
fn write_rows_with_facts(rows: &Rows, session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let mut alone = rows.clone();
    alone.why = false;
    alone.columns.pop();
    let whys: Vec<Value> = alone
        .rows
        .iter_mut()
        .map(|row| row.pop().unwrap_or_default())
        .collect();
    write_table(&alone, session, out)?;
    for (number, why) in whys.iter().enumerate().take(session.most_rows) {
        let heading = format!("row {}", number + 1);
        writeln!(out, "{}", session.screen.palette.paint(Tone::Dim, heading))?;
        write_facts(why, &rows.entities, 2, session, out)?;
    }
    Ok(())
}

/// A walk's answer: what a lone name is, then each path walked.
fn write_walk(
    walk: &WalkShape,
    rows: &Rows,
    session: &Session,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let Some(node) = walk.about.and_then(|id| rows.entities.node(id)) {
        write_description(node, rows, session, out)?;
    }
    let paths: Vec<(&Path, Option<&Value>)> = walk
        .paths
        .iter()
        .enumerate()
        .filter_map(|(number, path)| Some((as_path(path)?, why_of(rows, number))))
        .collect();
    if paths.is_empty() {
        let nothing = if walk.about.is_some() {
            "no relation of it is known"
        } else {
            "nothing is known of this"
        };
        return writeln!(out, "{}", session.screen.palette.paint(Tone::Dim, nothing));
    }
    write_paths(&paths, rows, session, out)
}

/// The facts behind a row, where they were asked for.
fn why_of(rows: &Rows, row: usize) -> Option<&Value> {
    rows.why.then(|| rows.rows.get(row)?.last()).flatten()
}

fn as_path(value: &Value) -> Option<&Path> {
    match value {
        Value::Path(path) => Some(path),
        _ => None,
    }
}

/// Each path in words, numbered, with the facts it is made of or else the first passage that says so; a passage that
/// stands behind several rows in turn is written once, below the last of them.
fn write_paths(
    paths: &[(&Path, Option<&Value>)],
    rows: &Rows,
    session: &Session,
    out: &mut dyn Write,
) -> io::Result<()> {
    let shown = &paths[..paths.len().min(session.most_rows)];
    let width = shown.len().to_string().len();
    let quotes: Vec<Option<&str>> = shown
        .iter()
        .map(|(path, _)| first_evidence(path, &rows.entities).map(|passage| &*passage.quote))
        .collect();
    for (number, (path, why)) in shown.iter().enumerate() {
        let words = visible(&path_in_words(path, &rows.entities));
        let label = format!("{:>width$}", number + 1);
        let lines = wrap::hanging(&words, width + 1, session.screen.width());
        writeln!(
            out,
            "{} {}",
            session.screen.palette.paint(Tone::Dim, label),
            lines.join("\n")
        )?;
        if let Some(why) = why {
            write_facts_below(&words, why, &rows.entities, width + 3, session, out)?;
        } else if let Some(quote) = quotes[number]
            && quotes.get(number + 1) != Some(&Some(quote))
        {
            write_dim(&format!("“{}”", visible(quote)), width + 3, session, out)?;
        }
    }
    Ok(())
}

/// The facts behind a path that stands above them; a path of one fact need not be said twice.
fn write_facts_below(
    path: &str,
    why: &Value,
    entities: &Entities,
    indent: usize,
    session: &Session,
    out: &mut dyn Write,
) -> io::Result<()> {
    match facts(why, entities).as_slice() {
        [fact] if visible(&fact.words) == path => {
            write_properties(fact.properties, entities, indent, session, out)?;
            write_evidence(fact.evidence, indent, session, out)
        }
        _ => write_facts(why, entities, indent, session, out),
    }
}

/// Something dimmed, indented and wrapped to the screen.
fn write_dim(text: &str, indent: usize, session: &Session, out: &mut dyn Write) -> io::Result<()> {
    for line in wrap::hanging(text, 0, session.screen.width().saturating_sub(indent)) {
        writeln!(
            out,
            "{:indent$}{}",
            "",
            session.screen.palette.paint(Tone::Dim, line)
        )?;
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
        (summary.indexes_added, "index", "added"),
        (summary.indexes_removed, "index", "removed"),
        (summary.constraints_added, "constraint", "added"),
        (summary.constraints_removed, "constraint", "removed"),
    ];
    let done = counts.into_iter().filter(|(count, ..)| *count > 0);
    done.map(|(count, what, verb)| format!("{} {verb}", counted(count, what)))
        .collect()
}

/// `1 row`, `2 rows`, `2 properties`.
pub fn counted(count: usize, what: &str) -> String {
    match (count, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, None) if what.ends_with('x') => format!("{count} {what}es"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        (_, None) => format!("{count} {what}s"),
    }
}

/// `89 nodes, 173 relationships`.
pub fn counted_graph(database: &Database) -> String {
    let (nodes, relationships) =
        database.with_graph(|graph| (graph.node_count(), graph.relationship_count()));
    format!(
        "{}, {}",
        counted(nodes, "node"),
        counted(relationships, "relationship")
    )
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
    let why = rows.rows.first().and_then(|row| row.first());
    write_facts(why.unwrap_or(&Value::Null), &rows.entities, 0, session, out)
}

fn write_facts(
    why: &Value,
    entities: &Entities,
    indent: usize,
    session: &Session,
    out: &mut dyn Write,
) -> io::Result<()> {
    let facts = facts(why, entities);
    if facts.is_empty() {
        let nothing = "no node or relationship was matched to produce this row";
        write_dim(nothing, indent, session, out)?;
    }
    for fact in facts {
        let words = visible(&fact.words);
        for line in wrap::hanging(&words, 2, session.screen.width().saturating_sub(indent)) {
            let line = session.screen.palette.paint(Tone::Strong, line);
            writeln!(out, "{:indent$}{line}", "")?;
        }
        write_properties(fact.properties, entities, indent + 2, session, out)?;
        write_evidence(fact.evidence, indent + 2, session, out)?;
    }
    Ok(())
}

fn write_properties<'p>(
    properties: impl IntoIterator<Item = &'p (Arc<str>, Value)>,
    entities: &Entities,
    indent: usize,
    session: &Session,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (key, value) in properties {
        let line = format!("{}: {}", visible(key), visible(&spoken(value, entities)));
        let lines = wrap::hanging(&line, indent + 2, session.screen.width());
        writeln!(out, "{:indent$}{}", "", lines.join("\n"))?;
    }
    Ok(())
}

fn write_evidence(
    evidence: &[Evidence],
    indent: usize,
    session: &Session,
    out: &mut dyn Write,
) -> io::Result<()> {
    if evidence.is_empty() {
        write_dim(NO_PASSAGE, indent, session, out)?;
    }
    for passage in evidence {
        write_passage(passage, indent, session, out)?;
        if let Some(note) = &passage.note {
            write_dim(&visible(note), indent + 2, session, out)?;
        }
    }
    Ok(())
}

/// A passage and its place, on one line where they fit, else the place below.
fn write_passage(
    passage: &Evidence,
    indent: usize,
    session: &Session,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = session.screen.width();
    let quote = format!("“{}”", visible(&passage.quote));
    let place = visible(&place(passage));
    let lines = wrap::hanging(&quote, indent + 1, width).join("\n");
    let last = lines.lines().last().unwrap_or_default();
    let used = display_width(last) + if lines.contains('\n') { 0 } else { indent };
    write!(out, "{:indent$}{lines}", "")?;
    if used + 2 + display_width(&place) > width {
        writeln!(out)?;
        return write_dim(&place, indent + 1, session, out);
    }
    writeln!(out, "  {}", session.screen.palette.paint(Tone::Dim, place))
}

/// What a node is called and is: labels, aliases and other properties.
fn write_description(
    node: &Node,
    rows: &Rows,
    session: &Session,
    out: &mut dyn Write,
) -> io::Result<()> {
    let palette = session.screen.palette;
    let labels: Vec<&str> = node.labels.iter().map(AsRef::as_ref).collect();
    let name = palette.paint(Tone::Strong, visible(&title(node)));
    writeln!(
        out,
        "{name} ({})",
        palette.paint(Tone::Label, visible(&labels.join(", ")))
    )?;
    let others = node.properties.iter().filter(|(key, _)| &**key != "name");
    write_properties(others, &rows.entities, 2, session, out)
}
