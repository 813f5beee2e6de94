//! Statements from files, from the command line, from standard input.

use std::io::{self, BufRead, Write, stdin, stdout};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{Format, GraphArguments, Limits, Run, Shell};
use super::interrupt::Interrupt;
use super::screen::Screen;
use super::session::{Outcome, Session};
use super::style::Tone;
use super::{FAILED, INTERRUPTED, Stop, command, open, parameters};
use crate::diagnostic::Source;
use crate::knowledge;
use crate::syntax::script::{self, Piece, PieceKind};

/// How a batch goes on.
#[derive(Clone, Copy, Debug)]
struct Manner {
    keep_going: bool,
    echo: bool,
}

/// `rihla run`.
pub fn run(arguments: &Run) -> Result<(), Stop> {
    let screen = Screen::detect();
    let default = if screen.terminal {
        Format::Table
    } else {
        Format::Tsv
    };
    let mut session = begin(
        &arguments.graph,
        &arguments.limits,
        arguments.format.unwrap_or(default),
        screen,
    )?;
    session.parameters =
        parameters::read(arguments.parameter_file.as_deref(), &arguments.parameters)?;
    session.stats = arguments.stats;
    let manner = Manner {
        keep_going: arguments.keep_going,
        echo: arguments.echo,
    };
    let mut failed = false;
    for query in &arguments.queries {
        failed |= run_text("-e", query, &mut session, manner)?;
    }
    for text in read_all(&arguments.files)? {
        failed |= match text {
            Some((name, text)) => run_text(&name, &text, &mut session, manner)?,
            None => converse(&mut session, manner)?,
        };
    }
    if arguments.queries.is_empty() && arguments.files.is_empty() {
        failed |= converse(&mut session, manner)?;
    }
    if failed {
        Err(Stop::silent(FAILED))
    } else {
        Ok(())
    }
}

/// `rihla` with something piped into it.
pub fn run_standard_input(arguments: &Shell) -> Result<(), Stop> {
    let mut graph = arguments.graph.clone();
    if let Some(file) = &arguments.file {
        graph.graph = Some(file.clone());
    }
    let screen = Screen::detect();
    let format = if screen.terminal {
        Format::Table
    } else {
        Format::Tsv
    };
    let mut session = begin(&graph, &arguments.limits, format, screen)?;
    let failed = converse(
        &mut session,
        Manner {
            keep_going: false,
            echo: false,
        },
    )?;
    if failed {
        Err(Stop::silent(FAILED))
    } else {
        Ok(())
    }
}

fn begin(
    graph: &GraphArguments,
    limits: &Limits,
    format: Format,
    screen: Screen,
) -> Result<Session, Stop> {
    Ok(Session {
        database: Arc::new(open::open(graph, limits)?),
        parameters: Default::default(),
        format,
        most_rows: usize::MAX,
        stats: false,
        screen,
        interrupt: Interrupt::listen(),
        last: None,
        answers: 0,
    })
}

/// All files with their names before the first statement runs, so that a name mistyped changes nothing; nothing for
/// standard input, which is answered as it comes.
fn read_all(files: &[PathBuf]) -> Result<Vec<Option<(String, String)>>, Stop> {
    let read = |file: &PathBuf| {
        if file == Path::new("-") {
            return Ok(None);
        }
        if knowledge::is_knowledge_file(file) && file.is_file() {
            return Err(Stop::unusable(format!(
                "{name}: a knowledge file holds facts, not statements\nhelp: ask it with -g {name}",
                name = file.display()
            )));
        }
        let text = open::read_text(file)?;
        Ok(Some((file.display().to_string(), text)))
    };
    files.iter().map(read).collect()
}

/// Runs all statements of a text; whether one failed.
fn run_text(name: &str, text: &str, session: &mut Session, manner: Manner) -> Result<bool, Stop> {
    let source = Source::named(name, text).within(session.screen.error_width());
    let mut failed = false;
    for piece in script::split(text) {
        failed |= run_piece(piece, &source, session, manner)?;
    }
    Ok(failed)
}

/// Runs one statement or command; whether it failed. Without `keep_going` a failure ends the batch.
fn run_piece(
    piece: Piece,
    source: &Source<'_>,
    session: &mut Session,
    manner: Manner,
) -> Result<bool, Stop> {
    let statement = &source.text()[piece.span.range()];
    if manner.echo {
        let echoed = session
            .screen
            .palette
            .paint(Tone::Dim, format!("> {}", statement.replace('\n', "\n  ")));
        writeln!(stdout().lock(), "{echoed}")?;
    }
    let outcome = match piece.kind {
        PieceKind::Command => command::run(statement, session)?,
        _ => session.run(statement, source, piece.span.start as usize)?,
    };
    match outcome {
        Outcome::Answered => Ok(false),
        Outcome::Failed if manner.keep_going => Ok(true),
        Outcome::Failed => Err(Stop::silent(FAILED)),
        Outcome::Interrupted => Err(Stop::silent(INTERRUPTED)),
    }
}

/// Answers each statement of standard input as soon as it is complete; whether one failed.
fn converse(session: &mut Session, manner: Manner) -> Result<bool, Stop> {
    let mut pending = Pending::default();
    let mut failed = false;
    let mut line = Vec::new();
    let mut input = stdin().lock();
    loop {
        line.clear();
        let read = input.read_until(b'\n', &mut line);
        let ended = read.map_err(|error| unreadable_input(&error))? == 0;
        let more = std::str::from_utf8(&line).map_err(|_| {
            let number = pending.next_line();
            Stop::unusable(format!("standard input:{number}: not UTF-8"))
        })?;
        let pieces = pending.add(more, ended);
        let source = Source::named("standard input", &pending.text).beginning_at(pending.line);
        let source = source.within(session.screen.error_width());
        for piece in &pieces {
            failed |= run_piece(*piece, &source, session, manner)?;
        }
        if let Some(last) = pieces.last() {
            pending.drop_to(last.span.end as usize);
        }
        if ended {
            return Ok(failed);
        }
    }
}

/// What was read and is not done yet.
struct Pending {
    /// From the beginning of the line in which it begins.
    text: String,
    /// The number of that line.
    line: usize,
    /// How much of the text is done.
    done: usize,
    /// Whether it is the beginning of a statement, which nothing but a `;` ends.
    is_open: bool,
}

impl Default for Pending {
    fn default() -> Self {
        Self {
            text: String::new(),
            line: 1,
            done: 0,
            is_open: false,
        }
    }
}

impl Pending {
    /// The number of the line to be read next.
    fn next_line(&self) -> usize {
        self.line + memchr::memchr_iter(b'\n', self.text.as_bytes()).count()
    }

    /// Adds a line. Gives the pieces that are complete: all, where the input has `ended`.
    fn add(&mut self, line: &str, ended: bool) -> Vec<Piece> {
        self.text.push_str(line);
        if self.is_open && !ended && !line.contains(';') {
            return Vec::new();
        }
        let rest = &self.text[self.done..];
        let mut pieces = script::split(rest);
        let complete = match ended {
            true => pieces.len(),
            false => finished(rest, &pieces),
        };
        let mut open = pieces.drain(complete..);
        self.is_open = open.any(|piece| piece.kind == PieceKind::Statement);
        drop(open);
        let placed = pieces.into_iter().map(|piece| Piece {
            span: piece.span.shifted(self.done),
            ..piece
        });
        placed.collect()
    }

    /// Forgets what is done, but for the beginning of the line in which that ends.
    fn drop_to(&mut self, done: usize) {
        let whole = memchr::memrchr(b'\n', &self.text.as_bytes()[..done]);
        let lines = whole.map_or(0, |at| at + 1);
        self.line += memchr::memchr_iter(b'\n', &self.text.as_bytes()[..lines]).count();
        self.text.drain(..lines);
        self.done = done - lines;
    }
}

fn unreadable_input(error: &io::Error) -> Stop {
    Stop::unusable(format!("standard input: {}", open::reason(error)))
}

/// How many of the pieces nothing can be added to: all but the last, and the last where it has its end.
fn finished(text: &str, pieces: &[Piece]) -> usize {
    let Some(last) = pieces.last() else { return 0 };
    let behind = &text[last.span.end as usize..];
    let closed = match last.kind {
        PieceKind::Statement => {
            text[last.span.range()].ends_with(';') || behind.trim_start().starts_with(';')
        }
        PieceKind::Walk | PieceKind::Command => {
            behind.contains('\n') || text[last.span.range()].ends_with('\n')
        }
    };
    if closed {
        pieces.len()
    } else {
        pieces.len() - 1
    }
}
