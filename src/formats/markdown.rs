//! Markdown tables.

use std::io::{self, Write};

use super::text::plain;
use crate::session::Rows;
use crate::value::Value;

/// Writes a table; numbers are set to the right.
///
/// # Errors
/// The writer's.
pub fn write(rows: &Rows, out: &mut dyn Write) -> io::Result<()> {
    if rows.columns.is_empty() {
        return Ok(());
    }
    let heading: Vec<String> = rows.columns.iter().map(|column| escape(column)).collect();
    writeln!(out, "| {} |", heading.join(" | "))?;
    let rules: Vec<&str> = (0..rows.columns.len())
        .map(|column| rule(rows, column))
        .collect();
    writeln!(out, "| {} |", rules.join(" | "))?;
    for row in &rows.rows {
        let cells: Vec<String> = row.iter().map(|value| cell(value, rows)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

fn rule(rows: &Rows, column: usize) -> &'static str {
    let numeric = |row: &Vec<Value>| {
        matches!(
            row[column],
            Value::Integer(_) | Value::Float(_) | Value::Null
        )
    };
    if !rows.rows.is_empty() && rows.rows.iter().all(numeric) {
        "---:"
    } else {
        "---"
    }
}

fn cell(value: &Value, rows: &Rows) -> String {
    match value {
        Value::Null => "*null*".into(),
        other => escape(&plain(other, &rows.entities)),
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("<br>"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            // One as it is would be taken for a blank, and left out at the edge of a cell.
            '\t' => out.push_str("&#9;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
