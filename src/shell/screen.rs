//! What is known of where the output goes.

use std::io::{IsTerminal, stderr, stdout};

use super::style::Palette;
use super::wrap;

/// Width, where nothing tells.
const DEFAULT_WIDTH: usize = 100;

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
        let asked = || {
            std::env::var("COLUMNS")
                .ok()
                .and_then(|columns| columns.parse().ok())
        };
        let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = if self.terminal {
            terminal().or_else(asked)
        } else {
            asked()
        };
        width.filter(|width| *width > 0).unwrap_or(DEFAULT_WIDTH)
    }

    /// A message, its sentences fitted to the screen where a person reads them there; pictures of lines stay whole.
    pub fn fit_error(self, message: &str) -> String {
        if !self.error_terminal {
            return message.to_string();
        }
        let picture = |line: &str| {
            let line = line.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit());
            line.starts_with('|') || line.starts_with("--> ")
        };
        let lines = message.lines().map(|line| match picture(line) {
            true => line.to_string(),
            false => wrap::hanging(line, 2, self.width()).join("\n"),
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}
