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

use std::io::{IsTerminal, stdin};
use std::process::ExitCode;

use clap::Parser;

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

    fn silent(status: u8) -> Self {
        Self {
            status,
            message: None,
        }
    }
}

impl From<std::io::Error> for Stop {
    /// Whoever reads our output may go before its end, as `head` does: that is no failure.
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::silent(0),
            _ => Self::unusable(error.to_string()),
        }
    }
}

/// Runs the program with the process's arguments.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Some(Command::Run(run)) => batch::run(&run),
        Some(Command::Export(export)) => export::run(&export),
        Some(Command::Check(check)) => check::run(&check),
        None if stdin().is_terminal() => repl::run(&arguments.shell),
        None => batch::run_standard_input(&arguments.shell),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            if let Some(message) = stop.message {
                eprintln!("error: {message}");
            }
            ExitCode::from(stop.status)
        }
    }
}
