//! What the shell and a batch share: a database, settings, and the last answer.

use std::io::{self, Write, stderr, stdout};
use std::sync::Arc;

use super::args::Format;
use super::interrupt::Interrupt;
use super::output;
use super::screen::Screen;
use super::style::Tone;
use crate::diagnostic::{Source, Span};
use crate::error::Error;
use crate::formats::json;
use crate::session::{Database, Parameters, Rows};

/// The state statements and commands work on.
#[derive(Debug)]
pub struct Session {
    /// The graph that is asked.
    pub database: Arc<Database>,
    /// Parameters given so far.
    pub parameters: Parameters,
    /// How answers are written.
    pub format: Format,
    /// How many rows a table shows.
    pub most_rows: usize,
    /// Whether to say how many rows there were and how long it took.
    pub stats: bool,
    /// Where the output goes.
    pub screen: Screen,
    /// Ctrl-C.
    pub interrupt: Interrupt,
    /// The last statement that was answered, with its answer.
    pub last: Option<(String, Rows)>,
    /// How many statements have been answered.
    pub answers: usize,
}

/// Whether a statement was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was.
    Answered,
    /// It failed, and that has been said.
    Failed,
    /// It was stopped by Ctrl-C.
    Interrupted,
}

impl Session {
    /// Runs a statement and writes its answer, or its error drawn over `source` at `offset`.
    pub fn run(
        &mut self,
        statement: &str,
        source: &Source<'_>,
        offset: usize,
    ) -> io::Result<Outcome> {
        let database = Arc::clone(&self.database);
        let parameters = self.parameters.clone();
        match self
            .interrupt
            .during(&database, || database.run(statement, parameters))
        {
            Ok(rows) => {
                warn(&rows, source, offset, self.screen)?;
                let out = stdout().lock();
                let whole = self
                    .interrupt
                    .writing(out, |mut out| output::write(&rows, self, &mut out))?;
                self.answers += 1;
                self.last = Some((statement.to_string(), rows));
                if whole {
                    return Ok(Outcome::Answered);
                }
                writeln!(stdout())?;
                Ok(Outcome::Interrupted)
            }
            Err(error) => {
                let interrupted = is_interrupt(&error);
                let error = asking_for_parameter(error, statement).shifted(offset);
                let placed = in_file(error, statement, source, offset);
                self.report(&placed, source)?;
                Ok(if interrupted {
                    Outcome::Interrupted
                } else {
                    Outcome::Failed
                })
            }
        }
    }

    /// Writes an error: drawn for people, as one object a line where answers are.
    fn report(&self, error: &Error, source: &Source<'_>) -> io::Result<()> {
        if self.format != Format::Jsonl {
            return self.complain(&error.draw(source));
        }
        stdout().flush()?;
        writeln!(stderr().lock(), "{}", json::error(error, source))
    }

    /// Writes an error that has been drawn.
    pub fn complain(&self, drawn: &str) -> io::Result<()> {
        stdout().flush()?;
        let fitted = self.screen.fit_error(drawn);
        let (head, rest) = fitted.split_once(": ").unwrap_or(("error", &fitted));
        writeln!(
            stderr().lock(),
            "{}: {rest}",
            self.screen.error_palette.paint(Tone::Error, head)
        )
    }
}

/// Writes what is probably a mistake in a statement that was answered.
pub fn warn(rows: &Rows, source: &Source<'_>, offset: usize, screen: Screen) -> io::Result<()> {
    let mut out = stderr().lock();
    for warning in &rows.warnings {
        let head = screen.error_palette.paint(Tone::Warning, "warning");
        writeln!(out, "{head}: {}", screen.fit_error(&warning.message))?;
        if let Some(span) = warning.span {
            writeln!(out, "{}", source.draw(span.shifted(offset)))?;
        }
        if let Some(hint) = &warning.hint {
            writeln!(out, "{}", screen.fit_error(&format!("help: {hint}")))?;
        }
    }
    Ok(())
}

/// Says how to give a parameter that is missing, where no name comes close to it.
fn asking_for_parameter(error: Error, statement: &str) -> Error {
    if error.detail != "MissingParameter" || error.hint.is_some() {
        return error;
    }
    let written = error.span.and_then(|span| statement.get(span.range()));
    let name = written.unwrap_or("$x").trim_start_matches('$');
    error.with_hint(match name.starts_with('`') {
        true => "give it with `--params`, a JSON file".to_owned(),
        false => format!("give it with `:param {name} 1`, or with `--param {name}=1`"),
    })
}

/// An error without a place of its own is at its statement, where that is one of a file.
fn in_file(error: Error, statement: &str, source: &Source<'_>, offset: usize) -> Error {
    if error.span.is_some() || !source.is_named() || is_interrupt(&error) {
        return error;
    }
    Error {
        span: Some(Span::new(offset, offset + statement.len())),
        ..error
    }
}

fn is_interrupt(error: &Error) -> bool {
    error.detail == "Interrupted"
}
