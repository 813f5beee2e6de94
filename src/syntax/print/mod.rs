//! The tree as openCypher text: keywords in upper case, back-ticks where needed, as few parentheses as precedence allows.
//!
//! In: any tree the parser can build. Out: text that parses to the same tree, places apart.

mod clause;
mod expression;
mod pattern;
mod walk;

use std::fmt::{self, Display, Formatter, Write};

use super::ast::Name;
use super::lexical::{is_reserved, is_word};

/// Items with something between them.
fn joined<T: Display>(
    f: &mut Formatter<'_>,
    items: impl IntoIterator<Item = T>,
    separator: &str,
) -> fmt::Result {
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            f.write_str(separator)?;
        }
        write!(f, "{item}")?;
    }
    Ok(())
}

/// A word in front of something that may be missing.
fn optional<T: Display>(f: &mut Formatter<'_>, word: &str, item: Option<T>) -> fmt::Result {
    item.map_or(Ok(()), |item| write!(f, "{word}{item}"))
}

/// A name where any word will do: a label, a type, a key.
struct Word<'t>(&'t Name);

impl Display for Word<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        word(f, &self.0.text, false)
    }
}

/// A name where the reserved words will not do: a variable.
struct Variable<'t>(&'t Name);

impl Display for Variable<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        word(f, &self.0.text, is_reserved(&self.0.text))
    }
}

/// A function's or procedure's name: words joined by dots.
struct Dotted<'t>(&'t Name);

impl Display for Dotted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (index, part) in self.0.text.split('.').enumerate() {
            if index > 0 {
                f.write_char('.')?;
            }
            word(f, part, index == 0 && is_reserved(part))?;
        }
        Ok(())
    }
}

fn word(f: &mut Formatter<'_>, text: &str, quoted: bool) -> fmt::Result {
    match quoted || !is_word(text) {
        true => write!(f, "`{}`", text.replace('`', "``")),
        false => f.write_str(text),
    }
}

/// A text literal.
struct Text<'t>(&'t str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char('\'')?;
        for c in self.0.chars() {
            match c {
                '\'' => f.write_str("\\'")?,
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                '\r' => f.write_str("\\r")?,
                '\t' => f.write_str("\\t")?,
                c if c.is_control() => write!(f, "\\u{:04X}", u32::from(c))?,
                c => f.write_char(c)?,
            }
        }
        f.write_char('\'')
    }
}
