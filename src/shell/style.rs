//! Colours, where they are wanted.

use std::fmt::Display;

use anstyle::{AnsiColor, Style};

/// The kinds of text the program tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Keyword,
    Function,
    Name,
    Label,
    Text,
    Number,
    Parameter,
    Comment,
    Arrow,
    Unknown,
    Error,
    Warning,
    Dim,
    Strong,
    Bracket,
}

impl Tone {
    fn style(self) -> Style {
        let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
        match self {
            Tone::Keyword => colour(AnsiColor::Blue).bold(),
            Tone::Function => colour(AnsiColor::Cyan),
            Tone::Name => Style::new(),
            Tone::Label => colour(AnsiColor::Yellow),
            Tone::Text => colour(AnsiColor::Green),
            Tone::Number => colour(AnsiColor::Magenta),
            Tone::Parameter => colour(AnsiColor::Magenta).italic(),
            Tone::Comment | Tone::Dim => Style::new().dimmed(),
            Tone::Arrow => colour(AnsiColor::Blue),
            Tone::Unknown => colour(AnsiColor::Magenta).bold(),
            Tone::Error => colour(AnsiColor::Red).bold(),
            Tone::Warning => colour(AnsiColor::Yellow).bold(),
            Tone::Strong => Style::new().bold(),
            Tone::Bracket => Style::new().bold().underline(),
        }
    }
}

/// Whether text is coloured: on a terminal, unless `NO_COLOR` is set (no-color.org).
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    colours: bool,
}

impl Palette {
    /// For a stream that is a terminal or is not.
    pub fn for_terminal(terminal: bool) -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self {
            colours: terminal && !refused && !dumb,
        }
    }

    /// Whether text is coloured at all.
    pub fn colours(self) -> bool {
        self.colours
    }

    /// A text in a tone.
    pub fn paint(self, tone: Tone, text: impl Display) -> String {
        let style = tone.style();
        if self.colours && style != Style::new() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_string()
        }
    }
}
