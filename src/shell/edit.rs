//! The line editor's helper: it knows when a statement is complete, colours it and completes it.

use std::borrow::Cow;
use std::sync::Arc;

use rustyline::completion::{Completer, FilenameCompleter, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hinter, HistoryHinter};
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Cmd, ConditionalEventHandler, Context, Event, EventContext, Helper, RepeatCount};

use textwrap::core::display_width;

use super::screen::Screen;
use super::style::Tone;
use super::{command, complete, highlight};
use crate::session::{Database, Parameters};
use crate::syntax::script::{self, Completeness};

/// What the line editor asks while a line is typed.
pub struct Editing {
    /// The graph whose names are offered.
    pub database: Arc<Database>,
    /// The parameters whose names are offered.
    pub parameters: Parameters,
    /// Colours and size.
    pub screen: Screen,
    files: FilenameCompleter,
    history: HistoryHinter,
}

impl Editing {
    /// For a database.
    pub fn new(database: Arc<Database>, screen: Screen) -> Self {
        let (files, history) = (FilenameCompleter::new(), HistoryHinter::new());
        Self {
            database,
            parameters: Parameters::default(),
            screen,
            files,
            history,
        }
    }
}

impl Helper for Editing {}

/// Enter in a statement that goes on: the next line begins below the first, behind the prompt for more.
#[derive(Debug)]
pub struct GoOn;

impl ConditionalEventHandler for GoOn {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext) -> Option<Cmd> {
        let line = context.line();
        if !goes_on(line) {
            return None;
        }
        // Blanks inside a text would be part of it.
        let next = match complete::open_quote(&line[..context.pos()]) {
            Some(_) => "\n".into(),
            None => next_line(),
        };
        Some(Cmd::Insert(1, next))
    }
}

/// A line's end, and blanks behind it where the prompt for more is drawn.
pub fn next_line() -> String {
    format!("\n{:width$}", "", width = highlight::GOES_ON.len())
}

/// Whether Enter begins another line of what is typed.
fn goes_on(input: &str) -> bool {
    script::completeness(input) == Completeness::Incomplete && command_within(input).0.is_empty()
}

/// An unfinished statement with a command of the shell below it, as the two: the command is run at once, and the statement
/// goes on. Where there is no such command, the statement is empty.
pub fn command_within(input: &str) -> (&str, &str) {
    let unfinished = |statement: &str| {
        script::completeness(statement) == Completeness::Incomplete
            && complete::open_quote(statement).is_none()
    };
    match input
        .trim_end()
        .rfind('\n')
        .map(|at| input.split_at(at + 1))
    {
        Some((statement, line))
            if command::is_command(line) && unfinished(statement.trim_end()) =>
        {
            (statement.trim_end(), line.trim_start())
        }
        _ => ("", input),
    }
}

impl Validator for Editing {
    /// Enter ends a walk and a command; a query goes on until `;` or an empty line.
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(match goes_on(context.input()) {
            true => ValidationResult::Incomplete,
            false => ValidationResult::Valid(None),
        })
    }
}

impl Completer for Editing {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        cursor: usize,
        context: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        if command::takes_file(&line[..cursor]) {
            let (start, files) = self.files.complete(line, cursor, context)?;
            return Ok((start, fitting(files, &line[start..cursor], self.screen)));
        }
        let (start, candidates) =
            complete::complete(line, cursor, &self.database, &self.parameters);
        let pairs = candidates.into_iter().map(|candidate| Pair {
            display: candidate.shown,
            replacement: candidate.inserted,
        });
        Ok((
            start,
            fitting(pairs.collect(), &line[start..cursor], self.screen),
        ))
    }
}

/// As many as the screen holds, because the line editor's question whether to show more cannot be left with Ctrl-C. What
/// says that there are more inserts what is typed already: nothing that all have in common is then read into the rest.
fn fitting(mut pairs: Vec<Pair>, typed: &str, screen: Screen) -> Vec<Pair> {
    let widest = pairs.iter().map(|pair| display_width(&pair.display)).max();
    let columns = (screen.width() / (widest.unwrap_or(0) + BETWEEN)).max(1);
    // The prompt stays above and below.
    let most = columns * screen.height().saturating_sub(2).max(2);
    if pairs.len() > most {
        pairs.truncate(most - 1);
        pairs.push(Pair {
            display: "… more".into(),
            replacement: typed.into(),
        });
    }
    pairs
}

/// How many blanks the line editor leaves between two columns.
const BETWEEN: usize = 2;

impl Hinter for Editing {
    type Hint = String;

    fn hint(&self, line: &str, cursor: usize, context: &Context<'_>) -> Option<String> {
        self.history.hint(line, cursor, context)
    }
}

impl Highlighter for Editing {
    fn highlight<'l>(&self, line: &'l str, cursor: usize) -> Cow<'l, str> {
        if self.screen.palette.colours() {
            Cow::Owned(highlight::paint(line, cursor, self.screen.palette))
        } else {
            Cow::Borrowed(line)
        }
    }

    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(
        &'s self,
        prompt: &'p str,
        _default: bool,
    ) -> Cow<'b, str> {
        Cow::Owned(self.screen.palette.paint(Tone::Strong, prompt))
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(self.screen.palette.paint(Tone::Dim, hint))
    }

    fn highlight_char(&self, _line: &str, _cursor: usize, _kind: CmdKind) -> bool {
        self.screen.palette.colours()
    }
}
