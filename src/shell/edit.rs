//! The line editor's helper: it knows when a statement is complete, colours it and completes it.

use std::borrow::Cow;
use std::sync::Arc;

use rustyline::completion::{Completer, FilenameCompleter, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hinter, HistoryHinter};
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Cmd, ConditionalEventHandler, Context, Event, EventContext, Helper, RepeatCount};

use super::style::{Palette, Tone};
use super::{command, complete, highlight};
use crate::session::{Database, Parameters};
use crate::syntax::script::{self, Completeness};

/// What the line editor asks while a line is typed.
pub struct Editing {
    /// The graph whose names are offered.
    pub database: Arc<Database>,
    /// The parameters whose names are offered.
    pub parameters: Parameters,
    /// Colours.
    pub palette: Palette,
    files: FilenameCompleter,
    history: HistoryHinter,
}

impl Editing {
    /// For a database.
    pub fn new(database: Arc<Database>, palette: Palette) -> Self {
        let (files, history) = (FilenameCompleter::new(), HistoryHinter::new());
        Self {
            database,
            parameters: Parameters::default(),
            palette,
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
        if script::completeness(line) != Completeness::Incomplete {
            return None;
        }
        // Blanks inside a text would be part of it.
        let indent = match complete::open_quote(&line[..context.pos()]) {
            Some(_) => String::new(),
            None => " ".repeat(highlight::GOES_ON.len()),
        };
        Some(Cmd::Insert(1, format!("\n{indent}")))
    }
}

impl Validator for Editing {
    /// Enter ends a walk and a command; a query goes on until `;` or an empty line.
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(match script::completeness(context.input()) {
            Completeness::Incomplete => ValidationResult::Incomplete,
            _ => ValidationResult::Valid(None),
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
            return self.files.complete(line, cursor, context);
        }
        let (start, candidates) =
            complete::complete(line, cursor, &self.database, &self.parameters);
        let pairs = candidates.into_iter().map(|candidate| Pair {
            display: candidate.shown,
            replacement: candidate.inserted,
        });
        Ok((start, pairs.collect()))
    }
}

impl Hinter for Editing {
    type Hint = String;

    fn hint(&self, line: &str, cursor: usize, context: &Context<'_>) -> Option<String> {
        self.history.hint(line, cursor, context)
    }
}

impl Highlighter for Editing {
    fn highlight<'l>(&self, line: &'l str, cursor: usize) -> Cow<'l, str> {
        if self.palette.colours() {
            Cow::Owned(highlight::paint(line, cursor, self.palette))
        } else {
            Cow::Borrowed(line)
        }
    }

    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(
        &'s self,
        prompt: &'p str,
        _default: bool,
    ) -> Cow<'b, str> {
        Cow::Owned(self.palette.paint(Tone::Strong, prompt))
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(self.palette.paint(Tone::Dim, hint))
    }

    fn highlight_char(&self, _line: &str, _cursor: usize, _kind: CmdKind) -> bool {
        self.palette.colours()
    }
}
