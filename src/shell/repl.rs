//! The shell: read, run, show, again.

use std::io::{Write, stdout};
use std::path::PathBuf;
use std::sync::Arc;

use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{CompletionType, Config, Editor, EventHandler, KeyCode, KeyEvent, Modifiers};

use super::args::{Format, Shell};
use super::edit::{Editing, GoOn};
use super::interrupt::Interrupt;
use super::output::counted_graph;
use super::screen::Screen;
use super::session::Session;
use super::style::Tone;
use super::{Stop, command, edit, open, wrap};
use crate::diagnostic::Source;
use crate::syntax::script::{self, PieceKind};

/// How many rows a table shows unless told otherwise.
const ROWS: usize = 200;
/// How many lines are remembered.
const HISTORY: usize = 10_000;
/// As wide as the one before each further line, so that a statement's lines stand below each other.
const PROMPT: &str = "rihla> ";

/// Runs the shell until Ctrl-D or `:quit`.
pub fn run(arguments: &Shell) -> Result<(), Stop> {
    let mut graph = arguments.graph.clone();
    if let Some(file) = &arguments.file {
        graph.graph = Some(file.clone());
    }
    let screen = Screen::detect();
    let mut session = Session {
        database: Arc::new(open::open(&graph, &arguments.limits)?),
        parameters: Default::default(),
        format: Format::Table,
        most_rows: ROWS,
        stats: true,
        screen,
        interrupt: Interrupt::listen(),
        last: None,
        answers: 0,
    };
    greet(&session, graph.graph.is_none() && !graph.empty)?;
    let mut editor = editor(&session)?;
    let outcome = converse(&mut editor, &mut session);
    remember(&mut editor);
    match outcome {
        Err(Stop { status: 0, .. }) => Ok(()),
        other => other,
    }
}

fn greet(session: &Session, sample: bool) -> Result<(), Stop> {
    let palette = session.screen.palette;
    let mut out = stdout().lock();
    let width = session.screen.width();
    let name = format!("rihla {}", env!("CARGO_PKG_VERSION"));
    let kind = if sample { "the sample graph, " } else { "" };
    let size = counted_graph(&session.database);
    let told = wrap::hanging(&format!("{name} · {kind}{size}"), 2, width).join("\n");
    writeln!(
        out,
        "{}",
        told.replacen(&name, &palette.paint(Tone::Strong, &name), 1)
    )?;
    for line in advice(sample, width) {
        writeln!(out, "{}", palette.paint(Tone::Dim, line))?;
    }
    Ok(())
}

/// What to type first, on one line where it fits.
fn advice(sample: bool, width: usize) -> Vec<String> {
    let (ask, leave) = (
        "try: Qatar -> mediated -> ?what",
        ":help tells more, Ctrl-D leaves",
    );
    match format!("{ask}      {leave}") {
        _ if !sample => vec![leave.into()],
        both if both.len() <= width => vec![both],
        _ => vec![ask.into(), leave.into()],
    }
}

fn editor(session: &Session) -> Result<Editor<Editing, FileHistory>, Stop> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .max_history_size(HISTORY)
        .and_then(|config| config.history_ignore_dups(true))
        .map_err(|error| Stop::unusable(error.to_string()))?
        .history_ignore_space(true)
        // A list that fits the screen needs no question, and the question cannot be left with Ctrl-C.
        .completion_prompt_limit(usize::MAX)
        .build();
    let mut editor =
        Editor::with_config(config).map_err(|error| Stop::unusable(error.to_string()))?;
    for key in [KeyCode::Enter, KeyCode::Char('J')] {
        let modifiers = match key {
            KeyCode::Enter => Modifiers::NONE,
            _ => Modifiers::CTRL,
        };
        editor.bind_sequence(
            KeyEvent(key, modifiers),
            EventHandler::Conditional(Box::new(GoOn)),
        );
    }
    editor.set_helper(Some(Editing::new(
        Arc::clone(&session.database),
        session.screen,
    )));
    if let Some(path) = history_path() {
        // The first time there is none.
        let _ = editor.load_history(&path);
    }
    Ok(editor)
}

/// `RIHLA_HISTORY`, else `rihla/history` in the user's folder for state (XDG Base Directory Specification).
fn history_path() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("RIHLA_HISTORY") {
        return Some(path.into()).filter(|path: &PathBuf| !path.as_os_str().is_empty());
    }
    let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/state"));
    state
        .or_else(home)
        .map(|folder| folder.join("rihla/history"))
}

/// Writes the history; a folder that cannot be written loses it, and nothing else.
fn remember(editor: &mut Editor<Editing, FileHistory>) {
    let Some(path) = history_path() else { return };
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    let saved = made
        .map_err(ReadlineError::from)
        .and_then(|()| editor.append_history(&path));
    if let Err(error) = saved {
        eprintln!(
            "warning: the history could not be kept in {}: {error}",
            path.display()
        );
    }
}

fn converse(editor: &mut Editor<Editing, FileHistory>, session: &mut Session) -> Result<(), Stop> {
    let mut unfinished = String::new();
    loop {
        if let Some(helper) = editor.helper_mut() {
            helper.database = Arc::clone(&session.database);
            helper.parameters = session.parameters.clone();
        }
        match editor.readline_with_initial(PROMPT, (&std::mem::take(&mut unfinished), "")) {
            Ok(input) => {
                let (statement, rest) = edit::command_within(&input);
                unfinished = match statement {
                    "" => String::new(),
                    statement => statement.to_string() + &edit::next_line(),
                };
                let _ = editor.add_history_entry(rest.trim());
                answer(rest, session)?;
            }
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => return Ok(()),
            Err(error) => return Err(Stop::unusable(error.to_string())),
        }
    }
}

/// Runs everything that was typed or pasted; a failure leaves the rest undone.
fn answer(input: &str, session: &mut Session) -> Result<(), Stop> {
    let source = Source::new(input).within(session.screen.error_width());
    for piece in script::split(input) {
        let statement = &input[piece.span.range()];
        let meant = session
            .database
            .with_graph(|graph| command::meant(statement, graph));
        let outcome = match (piece.kind, meant) {
            (PieceKind::Command, _) => command::run(statement, session)?,
            (PieceKind::Walk, Some(command)) => command::run(command, session)?,
            _ => session.run(statement, &source, piece.span.start as usize)?,
        };
        if outcome != super::session::Outcome::Answered {
            break;
        }
    }
    Ok(())
}
