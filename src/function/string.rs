//! Text. Positions and lengths count characters (Unicode scalar values), from 0.

use unicode_normalization::UnicodeNormalization;

use super::argument::{any, integer, list, out_of_range, text, too_large, wrong};
use super::table::{one_of, required, scalar};
use super::{Call, Function, Outcome, TEXT_LIMIT};
use crate::value::{Type, Value, ValueError};

pub(super) fn functions() -> Vec<Function> {
    use Type::String;
    let mut table = vec![
        scalar(
            "toUpper",
            [("input", String)],
            String,
            "The text in upper case.",
            |_, a| map(a, str::to_uppercase),
        ),
        scalar(
            "toLower",
            [("input", String)],
            String,
            "The text in lower case.",
            |_, a| map(a, str::to_lowercase),
        ),
        scalar(
            "trim",
            [("input", String), ("characters?", String)],
            String,
            "The text without the white space, or the given characters, at both ends.",
            |_, a| trimmed(a, true, true),
        ),
        scalar(
            "ltrim",
            [("input", String), ("characters?", String)],
            String,
            "The text without the white space, or the given characters, at its beginning.",
            |_, a| trimmed(a, true, false),
        ),
        scalar(
            "rtrim",
            [("input", String), ("characters?", String)],
            String,
            "The text without the white space, or the given characters, at its end.",
            |_, a| trimmed(a, false, true),
        ),
    ];
    let aliases = [
        table[0].renamed("upper"),
        table[1].renamed("lower"),
        table[2].renamed("btrim"),
    ];
    table.extend(aliases);
    table.extend(cutting());
    table
}

/// Parts of a text, and a text with parts replaced.
fn cutting() -> Vec<Function> {
    use Type::{Integer, List, String};
    let strings = || List(Box::new(String));
    vec![
        scalar(
            "left",
            [("original", String), ("length", required(Integer))],
            String,
            "The given number of characters from the beginning.",
            left,
        ),
        scalar(
            "right",
            [("original", String), ("length", required(Integer))],
            String,
            "The given number of characters from the end.",
            right,
        ),
        scalar(
            "substring",
            [
                ("original", String),
                ("start", required(Integer)),
                ("length?", required(Integer)),
            ],
            String,
            "The characters from a position on, all or the given number of them.",
            substring,
        ),
        scalar(
            "replace",
            [
                ("original", String),
                ("search", String),
                ("replacement", String),
            ],
            String,
            "The text with every occurrence of one text replaced by another.",
            replace,
        ),
        scalar(
            "split",
            [
                ("original", String),
                ("delimiters", one_of([String, strings()])),
            ],
            strings(),
            "The pieces of a text between the delimiters.",
            split,
        ),
        scalar(
            "normalize",
            [("input", String), ("form?", String)],
            String,
            "The text in a Unicode normal form: NFC, NFD, NFKC or NFKD.",
            normalize,
        ),
        scalar(
            "isNormalized",
            [("input", Type::Any), ("form?", String)],
            Type::Boolean,
            "Whether a text is in a Unicode normal form; null for what is no text.",
            is_normalized,
        ),
    ]
}

fn map(arguments: &[Value], change: fn(&str) -> String) -> Outcome {
    Ok(Value::from(change(text(arguments, 0)?)))
}

fn trimmed(arguments: &[Value], start: bool, end: bool) -> Outcome {
    let characters = if arguments.len() > 1 {
        Some(text(arguments, 1)?)
    } else {
        None
    };
    let goes = |c: char| characters.map_or(c.is_whitespace(), |characters| characters.contains(c));
    let mut rest = text(arguments, 0)?;
    if start {
        rest = rest.trim_start_matches(goes);
    }
    if end {
        rest = rest.trim_end_matches(goes);
    }
    Ok(Value::from(rest))
}

/// A position or length: an integer from 0 on.
fn count(arguments: &[Value], at: usize) -> Result<usize, ValueError> {
    let number = integer(arguments, at)?;
    usize::try_from(number)
        .map_err(|_| out_of_range(format!("a position or length in a text cannot be {number}")))
}

/// The byte offset of the nth character, or of the end.
fn offset(text: &str, characters: usize) -> usize {
    text.char_indices()
        .nth(characters)
        .map_or(text.len(), |(at, _)| at)
}

fn left(_: &Call<'_>, arguments: &[Value]) -> Outcome {
    let original = text(arguments, 0)?;
    Ok(Value::from(
        &original[..offset(original, count(arguments, 1)?)],
    ))
}

fn right(_: &Call<'_>, arguments: &[Value]) -> Outcome {
    let (original, length) = (text(arguments, 0)?, count(arguments, 1)?);
    let start = match length.checked_sub(1) {
        Some(before) => original
            .char_indices()
            .rev()
            .nth(before)
            .map_or(0, |(at, _)| at),
        None => original.len(),
    };
    Ok(Value::from(&original[start..]))
}

fn substring(_: &Call<'_>, arguments: &[Value]) -> Outcome {
    let original = text(arguments, 0)?;
    let rest = &original[offset(original, count(arguments, 1)?)..];
    let end = if arguments.len() > 2 {
        offset(rest, count(arguments, 2)?)
    } else {
        rest.len()
    };
    Ok(Value::from(&rest[..end]))
}

fn replace(call: &Call<'_>, arguments: &[Value]) -> Outcome {
    let (original, search, replacement) = (
        text(arguments, 0)?,
        text(arguments, 1)?,
        text(arguments, 2)?,
    );
    let added = original
        .matches(search)
        .count()
        .saturating_mul(replacement.len());
    let length = added.saturating_add(original.len());
    if length > TEXT_LIMIT {
        return Err(too_large("replace"));
    }
    call.room.reserve(length, "`replace`")?;
    Ok(Value::from(original.replace(search, replacement)))
}

fn split(call: &Call<'_>, arguments: &[Value]) -> Outcome {
    let original = text(arguments, 0)?;
    let pieces = match any(arguments, 1) {
        Value::List(_) => split_by_any(original, list(arguments, 1)?, call)?,
        _ => Some(pieces(original, text(arguments, 1)?, call)?),
    };
    Ok(pieces
        .map(|pieces| pieces.into_iter().map(Value::from).collect::<Vec<_>>())
        .into())
}

/// What a piece of a text needs beside the text itself: a value, its place while it is looked for, what is allocated.
const PIECE: usize = size_of::<Value>() + size_of::<&str>() + 2 * size_of::<usize>();

/// The pieces between occurrences of a delimiter; the characters where it is empty.
fn pieces<'t>(
    original: &'t str,
    delimiter: &str,
    call: &Call<'_>,
) -> Result<Vec<&'t str>, ValueError> {
    if original.is_empty() {
        return Ok(vec![original]);
    }
    let count = match delimiter {
        "" => original.chars().count(),
        delimiter => original.matches(delimiter).count() + 1,
    };
    let needed = count.saturating_mul(PIECE).saturating_add(original.len());
    call.room.reserve(needed, "`split`")?;
    if !delimiter.is_empty() {
        return Ok(original.split(delimiter).collect());
    }
    let characters = original.char_indices();
    Ok(characters
        .map(|(at, c)| &original[at..at + c.len_utf8()])
        .collect())
}

/// The pieces between occurrences of any of several delimiters; `None` where one of them is `null`.
fn split_by_any<'t>(
    original: &'t str,
    delimiters: &[Value],
    call: &Call<'_>,
) -> Result<Option<Vec<&'t str>>, ValueError> {
    let mut pieces_so_far = vec![original];
    for delimiter in delimiters {
        match delimiter {
            Value::Null => return Ok(None),
            Value::String(delimiter) => {
                let mut finer = Vec::new();
                for piece in pieces_so_far {
                    finer.extend(pieces(piece, delimiter, call)?);
                }
                pieces_so_far = finer;
            }
            other => return wrong("a list of strings as delimiters", other),
        }
    }
    Ok(Some(pieces_so_far))
}

fn normalize(_: &Call<'_>, arguments: &[Value]) -> Outcome {
    normal(text(arguments, 0)?, form(arguments)?).map(Value::from)
}

fn is_normalized(_: &Call<'_>, arguments: &[Value]) -> Outcome {
    match any(arguments, 0) {
        Value::String(input) => Ok((normal(input, form(arguments)?)? == **input).into()),
        _ => Ok(Value::Null),
    }
}

fn form(arguments: &[Value]) -> Result<&str, ValueError> {
    if arguments.len() > 1 {
        text(arguments, 1)
    } else {
        Ok("NFC")
    }
}

fn normal(input: &str, form: &str) -> Result<String, ValueError> {
    Ok(match form.to_ascii_uppercase().as_str() {
        "NFC" => input.nfc().collect(),
        "NFD" => input.nfd().collect(),
        "NFKC" => input.nfkc().collect(),
        "NFKD" => input.nfkd().collect(),
        _ => return Err(unknown_form(form)),
    })
}

fn unknown_form(form: &str) -> ValueError {
    let message = format!("'{form}' is not a normal form; there are NFC, NFD, NFKC and NFKD");
    ValueError::argument("InvalidArgumentValue", message)
}
