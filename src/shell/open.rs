//! Whatever holds a graph, as a database.

use std::io;
use std::path::Path;

use super::Stop;
use super::args::{GraphArguments, Limits};
use super::screen::Screen;
use crate::diagnostic::Source;
use crate::error::{Error, Phase};
use crate::function::Library;
use crate::graph::Graph;
use crate::knowledge::{self, Severity};
use crate::session::Database;
use crate::syntax::script::{self, PieceKind};

/// The graph the arguments ask for: a file, an empty one, or the sample.
pub fn open(graph: &GraphArguments, limits: &Limits) -> Result<Database, Stop> {
    match &graph.graph {
        Some(path) => open_file(path, limits),
        None if graph.empty => Ok(Database::in_memory().with_options(limits.options())),
        None => Ok(Database::sample().with_options(limits.options())),
    }
}

/// The graph a file holds: a knowledge file, a query file that makes one, or a folder of CSV files.
pub fn open_file(path: &Path, limits: &Limits) -> Result<Database, Stop> {
    if path.is_dir() {
        let database = Database::from_folder(path);
        let database = database.map_err(|error| Stop::unusable(error.to_string()))?;
        return Ok(database.with_options(limits.options()));
    }
    must_be_file(path)?;
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    match ending {
        _ if knowledge::is_knowledge_file(path) => open_knowledge(path, limits),
        _ if is_query_file(path) => open_script(path, limits),
        "rihla" => Err(Stop::unusable(format!(
            "{}: not supported yet: stores on disk",
            path.display()
        ))),
        _ => Err(Stop::unusable(format!(
            "{}: a graph is read from a knowledge file (.toml, .json), a query file (.cypher) or a folder of .csv files",
            path.display()
        ))),
    }
}

/// Whether a file's name says that it holds statements.
pub fn is_query_file(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ["cypher", "cyp", "cql", "rq"].contains(&ending))
}

/// What to do with a query file that was taken for a graph.
pub fn run_it(path: &Path) -> String {
    format!(
        "a query file is run with `rihla run {}`, in the shell with `:source`",
        path.display()
    )
}

fn open_knowledge(path: &Path, limits: &Limits) -> Result<Database, Stop> {
    let report = knowledge::read(path).map_err(|error| unusable_file(path, &error))?;
    let Some(knowledge) = &report.knowledge else {
        let errors = report
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        let width = Screen::detect().error_width();
        let drawn: Vec<String> = errors.map(|finding| report.draw(finding, width)).collect();
        return Err(Stop::unusable(format!(
            "{} cannot be loaded\n\n{}",
            path.display(),
            drawn.join("\n\n")
        )));
    };
    let mut graph = Graph::new();
    knowledge
        .insert_into(&mut graph)
        .map_err(|error| Stop::unusable(error.to_string()))?;
    graph.commit();
    Ok(Database::new(graph, Library::standard()).with_options(limits.options()))
}

/// Runs a query file on an empty graph; reading only begins afterwards.
fn open_script(path: &Path, limits: &Limits) -> Result<Database, Stop> {
    let text = read_text(path)?;
    let database = Database::in_memory().with_options(
        Limits {
            read_only: false,
            ..limits.clone()
        }
        .options(),
    );
    for piece in script::split(&text)
        .into_iter()
        .filter(|piece| piece.kind != PieceKind::Command)
    {
        let statement = &text[piece.span.range()];
        database.run(statement, ()).map_err(|error| {
            let source = Source::named(path.display().to_string(), &text);
            let source = source.within(Screen::detect().error_width());
            let error = advised(error.shifted(piece.span.start as usize), path);
            Stop {
                status: super::FAILED,
                message: Some(error.draw(&source)),
            }
        })?;
    }
    if database.with_graph(|graph| graph.node_count()) == 0 {
        let warning = format!(
            "warning: {} makes no node\nhelp: {}",
            path.display(),
            run_it(path)
        );
        eprintln!("{}", Screen::detect().fit_error(&warning));
    }
    Ok(database.with_options(limits.options()))
}

/// Statements that are no mistake in themselves may ask for what another graph holds.
fn advised(error: Error, path: &Path) -> Error {
    match error.phase {
        Phase::Compile | Phase::Run if error.hint.is_none() => error.with_hint(run_it(path)),
        _ => error,
    }
}

/// The text of a file.
pub fn read_text(path: &Path) -> Result<String, Stop> {
    let bytes = std::fs::read(path).map_err(|error| unusable_file(path, &error))?;
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..good]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            + 1;
        Stop::unusable(format!(
            "{}:{line}: the file is not UTF-8 from here on",
            path.display()
        ))
    })
}

/// Stops where there is no file to read, before anything is said of its kind.
pub fn must_be_file(path: &Path) -> Result<(), Stop> {
    match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => {
            Err(unusable_file(path, &io::ErrorKind::IsADirectory.into()))
        }
        Ok(_) => Ok(()),
        Err(error) => Err(unusable_file(path, &error)),
    }
}

/// Why a file cannot be read or written, as a reason to stop.
pub fn unusable_file(path: &Path, error: &io::Error) -> Stop {
    Stop::unusable(format!("{}: {}", path.display(), reason(error)))
}

/// Why a file cannot be written, as a reason to stop; it need not be there, but its folder does.
pub fn unwritable_file(path: &Path, error: &io::Error) -> Stop {
    match path.parent() {
        Some(folder) if error.kind() == io::ErrorKind::NotFound => Stop::unusable(format!(
            "{}: there is no folder {}",
            path.display(),
            folder.display()
        )),
        _ => unusable_file(path, error),
    }
}

/// Why something failed, without the number the system gives it.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_string(),
        io::ErrorKind::PermissionDenied => "permission was denied".to_string(),
        io::ErrorKind::IsADirectory => "it is a folder".to_string(),
        _ => {
            let text = error.to_string();
            let words = text.split(" (os error").next().unwrap_or(&text);
            words.to_lowercase()
        }
    }
}
