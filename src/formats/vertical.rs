//! One line for each value.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::text::{cell, visible};
use crate::session::Rows;

/// Writes each row as a block under a numbered rule.
///
/// # Errors
/// The writer's.
pub fn write(rows: &Rows, out: &mut dyn Write) -> io::Result<()> {
    let columns: Vec<String> = rows.columns.iter().map(|column| visible(column)).collect();
    let widest = columns
        .iter()
        .map(|column| column.width())
        .max()
        .unwrap_or(0);
    for (number, row) in rows.rows.iter().enumerate() {
        writeln!(out, "──── row {} {}", number + 1, "─".repeat(20))?;
        for (column, value) in columns.iter().zip(row) {
            let blanks = " ".repeat(widest - column.width());
            let text = visible(&cell(value, &rows.entities));
            writeln!(out, "{column}{blanks}  {text}")?;
        }
    }
    Ok(())
}
