//! Answers and graphs as text for other programs and for people.
//!
//! In: [`Rows`] or a [`Picture`] of a graph. Out: text in one of the formats. Always holds: nothing
//! read from data can break out of its place in the output: each format escapes for where it goes.

pub mod csv;
pub mod dot;
pub mod fact;
pub mod json;
pub mod markdown;
pub mod picture;
pub mod text;
pub mod vertical;

use std::io::{self, Write};

use crate::session::Rows;

pub use picture::Picture;

/// How an answer is written for machines and files; the table for terminals is the shell's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFormat {
    /// Comma-separated values (RFC 4180) with a header; `null` is an empty field, an empty text `""`.
    Csv,
    /// Tab-separated values with a header; tabs, line ends and backslashes are escaped, `null` is `\N`.
    Tsv,
    /// One JSON array of objects.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// A Markdown table.
    Markdown,
    /// One line for each value, for rows too wide for a table.
    Vertical,
}

impl RowFormat {
    /// The format a file's ending asks for.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending {
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "md" | "markdown" => Some(Self::Markdown),
            "txt" => Some(Self::Vertical),
            _ => None,
        }
    }

    /// Writes an answer.
    ///
    /// # Errors
    /// The writer's.
    pub fn write(self, rows: &Rows, out: &mut dyn Write) -> io::Result<()> {
        let tagged = matches!(self, Self::Json | Self::JsonLines);
        if rows.why && !tagged {
            return self.write(&fact::told(rows), out);
        }
        match self {
            Self::Csv => csv::write(rows, csv::COMMA, out),
            Self::Tsv => csv::write(rows, csv::TAB, out),
            Self::Json => json::write_array(rows, out),
            Self::JsonLines => json::write_lines(rows, out),
            Self::Markdown => markdown::write(rows, out),
            Self::Vertical => vertical::write(rows, out),
        }
    }
}
