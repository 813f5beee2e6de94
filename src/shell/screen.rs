//! What is known of where the output goes.

use std::io::{IsTerminal, stderr, stdout};

use super::style::Palette;

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
}

impl Screen {
    /// As the process finds it.
    pub fn detect() -> Self {
        let terminal = stdout().is_terminal();
        Self {
            terminal,
            palette: Palette::for_terminal(terminal),
            error_palette: Palette::for_terminal(stderr().is_terminal()),
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
}
