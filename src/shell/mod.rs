//! The program: arguments, the shell, batch files, commands, tables.
//!
//! In: arguments, what is typed, files. Out: answers on standard output, everything else on standard error, and an
//! exit status: 0 all well, 1 a statement failed, 2 wrong usage or unreadable input, 130 interrupted.

mod args;
mod batch;
mod check;
mod command;
mod complete;
mod edit;
mod export;
mod highlight;
mod interrupt;
mod open;
mod output;
mod parameters;
mod repl;
mod screen;
mod session;
mod style;
mod table;
mod wrap;

use std::io::{IsTerminal, stdin};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use crate::diagnostic::closest;
use args::{Arguments, Command};

/// A statement failed.
const FAILED: u8 = 1;
/// Wrong usage or unreadable input.
const UNUSABLE: u8 = 2;
/// Interrupted from the keyboard.
const INTERRUPTED: u8 = 130;

/// Why the program ends early; the sentence has been written already where there is none.
#[derive(Debug)]
struct Stop {
    status: u8,
    message: Option<String>,
}

impl Stop {
    fn unusable(message: impl Into<String>) -> Self {
        Self {
            status: UNUSABLE,
            message: Some(message.into()),
        }
    }

    /// Writes the sentence, where it has not been written, and gives the exit status.
    fn say(self) -> u8 {
        if let Some(message) = self.message {
            // One that was drawn says what it is itself.
            let head = if message.starts_with("error") {
                ""
            } else {
                "error: "
            };
            let whole = format!("{head}{message}");
            eprintln!("{}", screen::Screen::detect().fit_error(&whole));
        }
        self.status
    }

    fn silent(status: u8) -> Self {
        Self {
            status,
            message: None,
        }
    }
}

impl From<std::io::Error> for Stop {
    /// Of standard output, because files are named where they are read or written. Whoever reads it may go before its
    /// end, as `head` does: that is no failure.
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::silent(0),
            _ => Self::unusable(format!("standard output: {}", open::reason(&error))),
        }
    }
}

/// Runs the program with the process's arguments.
pub fn main() -> ExitCode {
    let arguments = Arguments::try_parse().unwrap_or_else(|error| {
        if error.use_stderr()
            && let Some(stop) = std::env::args().nth(1).and_then(|word| mistyped(&word))
        {
            std::process::exit(i32::from(stop.say()));
        }
        error.exit()
    });
    let outcome = match arguments.command {
        Some(Command::Run(run)) => batch::run(&run),
        Some(Command::Export(export)) => export::run(&export),
        Some(Command::Check(check)) => check::run(&check),
        None => shell(&arguments.shell),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => ExitCode::from(stop.say()),
    }
}

fn shell(arguments: &args::Shell) -> Result<(), Stop> {
    let word = arguments.file.as_deref().and_then(|file| file.to_str());
    if let Some(stop) = word.and_then(mistyped) {
        return Err(stop);
    }
    if stdin().is_terminal() {
        repl::run(arguments)
    } else {
        batch::run_standard_input(arguments)
    }
}

/// What the program can do beside the shell, as it is typed.
const COMMANDS: [&str; 4] = ["run", "export", "check", "help"];

/// What is typed in front of it and belongs behind `run`.
const OPTIONS_OF_RUN: [&str; 6] = ["-e", "--execute", "-f", "--format", "-p", "--param"];

/// A first word that is neither a file nor one of the program's commands, and does not look like a file's name.
fn mistyped(word: &str) -> Option<Stop> {
    if OPTIONS_OF_RUN.contains(&word) {
        let message = format!("{word} belongs to `rihla run`\nhelp: write `rihla run {word} …`");
        return Some(Stop::unusable(message));
    }
    let command = COMMANDS.contains(&word);
    if word.starts_with('-')
        || command
        || word.contains(['.', '/', '\\'])
        || Path::new(word).exists()
    {
        return None;
    }
    let hint = match closest(word, COMMANDS).first() {
        Some(command) => format!("did you mean `rihla {command}`?"),
        None => format!("the commands are {}; see rihla --help", COMMANDS.join(", ")),
    };
    Some(Stop::unusable(format!(
        "{word}: there is no such file or command\nhelp: {hint}"
    )))
}
