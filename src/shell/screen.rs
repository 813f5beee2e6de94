//! What is known of where the output goes.

use std::io::{IsTerminal, stderr, stdout};

use super::style::Palette;
use super::wrap;

/// Width, where nothing tells.
const DEFAULT_WIDTH: usize = 100;
/// Lines, where nothing tells.
const DEFAULT_HEIGHT: usize = 24;

/// The output's width and colours.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Whether a person reads standard output as it comes.
    pub terminal: bool,
    /// For standard output.
    pub palette: Palette,
    /// For standard error.
    pub error_palette: Palette,
    /// Whether a person reads standard error as it comes.
    error_terminal: bool,
}

impl Screen {
    /// As the process finds it.
    pub fn detect() -> Self {
        let terminal = stdout().is_terminal();
        let error_terminal = stderr().is_terminal();
        Self {
            terminal,
            palette: Palette::for_terminal(terminal),
            error_palette: Palette::for_terminal(error_terminal),
            error_terminal,
        }
    }

    /// The columns of the terminal as it is now, or those `COLUMNS` says.
    pub fn width(self) -> usize {
        width(self.terminal)
    }

    /// The columns for messages on standard output; without bounds where no person reads them there.
    pub fn message_width(self) -> usize {
        message_width(self.terminal)
    }

    /// The same on standard error.
    pub fn error_width(self) -> usize {
        message_width(self.error_terminal)
    }

    /// The lines of the terminal as it is now.
    pub fn height(self) -> usize {
        let terminal = terminal_size::terminal_size().map(|(_, height)| usize::from(height.0));
        terminal
            .filter(|height| *height > 0)
            .unwrap_or(DEFAULT_HEIGHT)
    }

    /// A message on standard output, its sentences fitted to the screen where a person reads them there; pictures of lines
    /// stay whole: they are drawn to fit.
    pub fn fit(self, message: &str) -> String {
        fit(message, self.message_width())
    }

    /// The same on standard error.
    pub fn fit_error(self, message: &str) -> String {
        fit(message, self.error_width())
    }
}

fn fit(message: &str, width: usize) -> String {
    if width == usize::MAX {
        return message.to_string();
    }
    let picture = |line: &str| {
        let line = line.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit());
        line.starts_with('|') || line.starts_with("--> ")
    };
    let lines = message.lines().map(|line| match picture(line) {
        true => line.to_string(),
        false => wrap::hanging(line, 2, width).join("\n"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn message_width(terminal: bool) -> usize {
    match terminal {
        true => width(true),
        false => usize::MAX,
    }
}

fn width(terminal: bool) -> usize {
    let asked = || std::env::var("COLUMNS").ok()?.parse().ok();
    let found = match terminal {
        true => terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)),
        false => None,
    };
    let width = found.or_else(asked).filter(|width| *width > 0);
    width.unwrap_or(DEFAULT_WIDTH)
}
