//! The text of values as the language writes them.
//!
//! In: a value, a name. Out: text that, read as an expression, gives the value back ([`literal`]), text for people
//! (`Display`, where temporal values stand without quotes), names in back-ticks where they need them
//! ([`identifier`]). Entities have no literal; they are shown by their ids.

use std::fmt::{self, Display};

use super::{Map, Path, Value};

/// A value as an expression of the language: temporal values as `date('2015-07-21')`, floats that are no numbers as
/// the divisions that give them.
pub fn literal(value: &Value) -> String {
    Written {
        value,
        quoted: true,
    }
    .to_string()
}

impl Display for Value {
    /// As the language writes it, but temporal values as their bare ISO 8601 text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Written {
            value: self,
            quoted: false,
        }
        .fmt(f)
    }
}

/// A value to be written, with temporal values inside a call that reads them or bare.
struct Written<'v> {
    value: &'v Value,
    quoted: bool,
}

impl Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value {
            Value::Null => f.write_str("null"),
            Value::Boolean(truth) => write!(f, "{truth}"),
            Value::Integer(number) => write!(f, "{number}"),
            Value::Float(number) if self.quoted => f.write_str(&expression(*number)),
            Value::Float(number) => f.write_str(&float(*number)),
            Value::String(text) => f.write_str(&string(text)),
            Value::List(items) => self.list(f, items),
            Value::Map(map) => self.map(f, map),
            Value::Node(node) => write!(f, "(#{})", node.0),
            Value::Relationship(relationship) => write!(f, "[#{}]", relationship.0),
            Value::Path(path) => self::path(f, path),
            Value::Point(point) => point.fmt(f),
            _ => self.temporal(f),
        }
    }
}

impl Written<'_> {
    fn inner<'v>(&self, value: &'v Value) -> Written<'v> {
        Written {
            value,
            quoted: self.quoted,
        }
    }

    fn list(&self, f: &mut fmt::Formatter<'_>, items: &[Value]) -> fmt::Result {
        f.write_str("[")?;
        for (at, item) in items.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { ", " })?;
            self.inner(item).fmt(f)?;
        }
        f.write_str("]")
    }

    fn map(&self, f: &mut fmt::Formatter<'_>, map: &Map) -> fmt::Result {
        f.write_str("{")?;
        for (at, (key, value)) in map.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { ", " })?;
            write!(f, "{}: ", identifier(key))?;
            self.inner(value).fmt(f)?;
        }
        f.write_str("}")
    }

    fn temporal(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (function, text): (_, &dyn Display) = match self.value {
            Value::Date(date) => ("date", date),
            Value::LocalTime(time) => ("localtime", time),
            Value::Time(time) => ("time", time),
            Value::LocalDateTime(local) => ("localdatetime", local),
            Value::DateTime(zoned) => ("datetime", zoned),
            Value::Duration(duration) => ("duration", duration),
            _ => return Ok(()),
        };
        if self.quoted {
            write!(f, "{function}('{text}')")
        } else {
            text.fmt(f)
        }
    }
}

fn path(f: &mut fmt::Formatter<'_>, path: &Path) -> fmt::Result {
    f.write_str("<")?;
    for (at, node) in path.nodes.iter().enumerate() {
        if let Some(relationship) = at.checked_sub(1).and_then(|at| path.relationships.get(at)) {
            write!(f, "-[#{}]-", relationship.0)?;
        }
        write!(f, "(#{})", node.0)?;
    }
    f.write_str(">")
}

/// A text in single quotes, with everything escaped that would end it or not show.
pub fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    for c in text.chars() {
        match c {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('\'');
    out
}

/// A name as it can stand in a query: in back-ticks unless it is a word that needs none.
pub fn identifier(name: &str) -> String {
    let starts = |c: char| c.is_alphabetic() || c == '_';
    let is_word = name.starts_with(starts) && name.chars().all(|c| starts(c) || c.is_numeric());
    if is_word {
        name.to_owned()
    } else {
        format!("`{}`", name.replace('`', "``"))
    }
}

/// A float as a literal: the shortest digits that give it back, always with a point or an exponent, plain between
/// 0.00001 and 10^16 and like `1.5e300` beyond.
pub fn float(number: f64) -> String {
    match special(number) {
        Some(word) => word.to_owned(),
        None if number == 0.0 || (1e-5..1e16).contains(&number.abs()) => format!("{number:?}"),
        None => format!("{number:e}"),
    }
}

/// A float as an expression that gives it.
fn expression(number: f64) -> String {
    match special(number) {
        Some("NaN") => "(0.0 / 0.0)".to_owned(),
        Some("Infinity") => "(1.0 / 0.0)".to_owned(),
        Some(_) => "(-1.0 / 0.0)".to_owned(),
        None => float(number),
    }
}

/// A float as `toString` gives it, which is as Java does: plain between 0.001 and 10^7, else like `1.5E300`.
pub fn float_text(number: f64) -> String {
    match special(number) {
        Some(word) => word.to_owned(),
        None if number == 0.0 || (1e-3..1e7).contains(&number.abs()) => format!("{number:?}"),
        None => {
            let text = format!("{number:e}");
            let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
            let point = if digits.contains('.') { "" } else { ".0" };
            format!("{digits}{point}E{exponent}")
        }
    }
}

fn special(number: f64) -> Option<&'static str> {
    if number.is_nan() {
        Some("NaN")
    } else if number.is_infinite() {
        Some(if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_keep_their_point() {
        let cases = [
            (1.0, "1.0", "1.0"),
            (-0.0, "-0.0", "-0.0"),
            (12_345_678.0, "12345678.0", "1.2345678E7"),
            (0.0001, "0.0001", "1.0E-4"),
            (1e-5, "0.00001", "1.0E-5"),
            (1e16, "1e16", "1.0E16"),
            (1.5e300, "1.5e300", "1.5E300"),
            (f64::NAN, "NaN", "NaN"),
            (f64::NEG_INFINITY, "-Infinity", "-Infinity"),
        ];
        for (number, literal, text) in cases {
            assert_eq!(float(number), literal);
            assert_eq!(float_text(number), text);
        }
    }
}
