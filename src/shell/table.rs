//! Tables for terminals.

use comfy_table::presets;
use comfy_table::{Attribute, Cell, CellAlignment, ContentArrangement, Table};

use super::screen::Screen;
use crate::formats::text::{plain, visible};
use crate::session::Rows;
use crate::value::Value;

/// How long a cell may be before it is cut, in characters.
const CELL: usize = 2_000;

/// The first `most` rows as a table that fits the screen; `null` is dimmed and so told from the text `NULL`.
pub fn render(rows: &Rows, most: usize, screen: Screen) -> String {
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
    trim_lines(&table.to_string())
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
    match value {
        Value::Null => {
            let cell = Cell::new("NULL");
            if screen.palette.colours() {
                cell.add_attribute(Attribute::Dim)
            } else {
                cell
            }
        }
        Value::Integer(_) | Value::Float(_) => {
            Cell::new(plain(value, &rows.entities)).set_alignment(CellAlignment::Right)
        }
        other => Cell::new(cut(&visible(&plain(other, &rows.entities)))),
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
