//! Comma- and tab-separated values.
//!
//! Written by hand and not by a library because a `null` must differ from an empty text: the one is an empty field, the
//! other an empty field in quotes.

use std::borrow::Cow;
use std::io::{self, Write};

use super::text::plain;
use crate::session::{Entities, Rows};
use crate::value::Value;

/// What tells one dialect from another.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    separator: &'static str,
    field: fn(&Value, &Entities) -> String,
    heading: fn(&str) -> Cow<'_, str>,
}

/// RFC 4180. Texts a spreadsheet would take for a formula get a leading apostrophe; those that are numbers are none.
pub const COMMA: Dialect = Dialect {
    separator: ",",
    field: csv_field,
    heading: quoted,
};

/// Backslash escapes for tab, line feed, carriage return and backslash, as PostgreSQL's `COPY` has them; `null` is `\N`.
pub const TAB: Dialect = Dialect {
    separator: "\t",
    field: tsv_field,
    heading: escaped,
};

/// Writes a header and the rows.
///
/// # Errors
/// The writer's.
pub fn write(rows: &Rows, dialect: Dialect, out: &mut dyn Write) -> io::Result<()> {
    if rows.columns.is_empty() {
        return Ok(());
    }
    let heading: Vec<Cow<'_, str>> = rows
        .columns
        .iter()
        .map(|column| (dialect.heading)(column))
        .collect();
    writeln!(out, "{}", heading.join(dialect.separator))?;
    for row in &rows.rows {
        let fields: Vec<String> = row
            .iter()
            .map(|value| (dialect.field)(value, &rows.entities))
            .collect();
        writeln!(out, "{}", fields.join(dialect.separator))?;
    }
    Ok(())
}

fn csv_field(value: &Value, entities: &Entities) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) if text.is_empty() => "\"\"".into(),
        Value::String(text) if is_formula(text) => quoted(&format!("'{text}")).into_owned(),
        other => quoted(&plain(other, entities)).into_owned(),
    }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err()
}

fn quoted(text: &str) -> Cow<'_, str> {
    if text.contains(['"', ',', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}

fn tsv_field(value: &Value, entities: &Entities) -> String {
    match value {
        Value::Null => "\\N".into(),
        other => escaped(&plain(other, entities)).into_owned(),
    }
}

fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['\t', '\n', '\r', '\\']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.replace('\\', "\\\\")
            .replace('\t', "\\t")
            .replace('\n', "\\n")
            .replace('\r', "\\r"),
    )
}
