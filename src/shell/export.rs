//! `rihla export` and `:export`.

use std::fs::File;
use std::io::{self, BufWriter, Write, stdout};
use std::path::Path;

use super::args::Export;
use super::screen::Screen;
use super::session::warn;
use super::{FAILED, Stop, open};
use crate::diagnostic::Source;
use crate::formats::{Picture, RowFormat, dot};
use crate::session::{Database, Parameters, Rows};

/// What is written.
#[derive(Debug)]
pub enum Subject<'s> {
    /// The whole graph.
    Graph,
    /// An answer, with the statement it answers; with `connect` all relationships among its nodes.
    Answer {
        statement: &'s str,
        parameters: &'s Parameters,
        rows: &'s Rows,
        connect: bool,
    },
}

/// `rihla export`.
pub fn run(arguments: &Export) -> Result<(), Stop> {
    let database = open::open(&arguments.graph, &Default::default())?;
    let output = arguments.output.as_deref();
    let Some(query) = &arguments.query else {
        return write(&Subject::Graph, &database, output);
    };
    let screen = Screen::detect();
    let source = Source::named("-q", query).within(screen.error_width());
    let rows = database.run(query, ()).map_err(|error| Stop {
        status: FAILED,
        message: Some(error.draw(&source)),
    })?;
    warn(&rows, &source, 0, screen)?;
    let subject = Subject::Answer {
        statement: query,
        parameters: &Parameters::default(),
        rows: &rows,
        connect: arguments.connect,
    };
    write(&subject, &database, output)
}

/// Writes to a file in the format of its ending, or DOT to standard output.
pub fn write(
    subject: &Subject<'_>,
    database: &Database,
    output: Option<&Path>,
) -> Result<(), Stop> {
    let Some(path) = output else {
        return Ok(write_dot(subject, database, &mut stdout().lock())?);
    };
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    let rows = match subject {
        Subject::Answer { rows, .. } => RowFormat::of_ending(ending).map(|format| (format, rows)),
        Subject::Graph => None,
    };
    if rows.is_none() && !["dot", "gv"].contains(&ending) {
        return Err(Stop::unusable(unknown_ending(path, ending)));
    }
    let create = |path| File::create(path).map(BufWriter::new);
    let mut out = create(path).map_err(|error| open::unwritable_file(path, &error))?;
    let written = match rows {
        Some((format, rows)) => format.write(rows, &mut out),
        None => write_dot(subject, database, &mut out),
    };
    written
        .and_then(|()| out.flush())
        .map_err(|error| open::unwritable_file(path, &error))
}

fn unknown_ending(path: &Path, ending: &str) -> String {
    let name = path.display();
    match ending {
        "svg" | "png" | "pdf" => format!(
            "{name}: not supported yet: pictures other than DOT; write a .dot file and let Graphviz draw it: \
             dot -T{ending} answer.dot -o answer.{ending}"
        ),
        _ => format!(
            "{name}: the ending must be .dot, or for an answer .csv, .tsv, .json, .jsonl, .md or .txt"
        ),
    }
}

fn write_dot(subject: &Subject<'_>, database: &Database, out: &mut dyn Write) -> io::Result<()> {
    let picture = match subject {
        Subject::Graph => database.with_graph(Picture::of_graph),
        Subject::Answer {
            statement,
            parameters,
            rows,
            connect,
        } => {
            let touched = touched(statement, parameters, rows, database);
            if *connect {
                database.with_graph(|graph| touched.connected(graph))
            } else {
                touched
            }
        }
    };
    if picture.is_empty() {
        eprintln!("warning: there is no node to draw: the picture is empty");
    }
    dot::write(&picture, out)
}

/// What an answer touches. Where its rows hold no entity, as after `RETURN n.name`, it is what was matched to produce them.
fn touched(statement: &str, parameters: &Parameters, rows: &Rows, database: &Database) -> Picture {
    let picture = database.with_graph(|graph| Picture::of_rows(rows, graph));
    if !picture.is_empty() || rows.rows.is_empty() {
        return picture;
    }
    let facts = database.facts(statement, (*parameters).clone());
    facts.map_or(picture, |rows| {
        database.with_graph(|graph| Picture::of_rows(&rows, graph))
    })
}
