//! Tables for terminals.

use comfy_table::presets;
use comfy_table::{
    Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width,
};
use unicode_width::UnicodeWidthStr;

use super::screen::Screen;
use super::wrap;
use crate::formats::text::visible;
use crate::formats::{self, vertical};
use crate::session::Rows;
use crate::value::Value;

/// How long a cell may be before it is cut, in characters.
const CELL: usize = 2_000;

/// The first `most` rows as a table that fits the screen; where its words do not fit side by side, a line for each
/// value. `null` is `NULL`, dimmed where there are colours; the text `NULL` is in quotes.
pub fn render(rows: &Rows, most: usize, screen: Screen) -> String {
    let widest = widest_words(rows, most);
    // Each column has two blanks and, but for the last, a blank between; the borders take two.
    let needed = widest.iter().map(|word| word + 3).sum::<usize>() + 1;
    if needed > screen.width() {
        return wrap::fit(&lines(rows, most), screen.width());
    }
    table(rows, most, &widest, screen)
}

/// The line that closes a table, where it is one.
pub fn closing(table: &str) -> Option<&str> {
    table.lines().last().filter(|line| line.starts_with('└'))
}

/// The widest word of each column, headings included: what cannot be broken.
fn widest_words(rows: &Rows, most: usize) -> Vec<usize> {
    let widest = |text: &str| text.split_whitespace().map(UnicodeWidthStr::width).max();
    let mut words: Vec<usize> = rows
        .columns
        .iter()
        .map(|column| widest(&visible(column)).unwrap_or(0))
        .collect();
    for row in rows.rows.iter().take(most) {
        for (word, value) in words.iter_mut().zip(row) {
            *word = (*word).max(widest(&shown(value, rows)).unwrap_or(0));
        }
    }
    words
}

fn lines(rows: &Rows, most: usize) -> String {
    let mut first = rows.clone();
    first.rows.truncate(most);
    let mut out = Vec::new();
    match vertical::write(&first, &mut out) {
        Ok(()) => String::from_utf8_lossy(&out).trim_end().to_string(),
        Err(error) => error.to_string(),
    }
}

fn table(rows: &Rows, most: usize, widest: &[usize], screen: Screen) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_BORDERS_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(screen.width()).unwrap_or(u16::MAX));
    if screen.palette.colours() {
        table.enforce_styling();
    } else {
        table.force_no_tty();
        table.set_content_arrangement(ContentArrangement::Dynamic);
    }
    table.set_header(rows.columns.iter().map(|column| heading(column, screen)));
    for row in rows.rows.iter().take(most) {
        table.add_row(row.iter().map(|value| cell(value, rows, screen)));
    }
    for (column, word) in table.column_iter_mut().zip(widest) {
        let word = u16::try_from(word + 2).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(word)));
    }
    trim_lines(&table.to_string())
}

/// What a cell shows.
fn shown(value: &Value, rows: &Rows) -> String {
    cut(&visible(&formats::text::cell(value, &rows.entities)))
}

fn heading(column: &str, screen: Screen) -> Cell {
    let cell = Cell::new(visible(column));
    if screen.palette.colours() {
        cell.add_attribute(Attribute::Bold)
    } else {
        cell
    }
}

fn cell(value: &Value, rows: &Rows, screen: Screen) -> Cell {
    let cell = Cell::new(shown(value, rows));
    match value {
        Value::Null if screen.palette.colours() => cell.add_attribute(Attribute::Dim),
        Value::Integer(_) | Value::Float(_) => cell.set_alignment(CellAlignment::Right),
        _ => cell,
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(CELL) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_string(),
    }
}

fn trim_lines(text: &str) -> String {
    text.lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n")
}
