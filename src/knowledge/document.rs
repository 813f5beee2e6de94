//! A TOML or JSON text as one tree of items with their places.

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use toml::de::{DeTable, DeValue};

use super::finding::Problem;
use crate::diagnostic::Span;

/// An item with its place.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub kind: Kind,
    pub span: Span,
}

/// What an item is.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Null,
    Text(String),
    Integer(i64),
    /// An integer beyond 64 bits.
    TooLarge,
    Float(f64),
    Boolean(bool),
    /// A TOML date, time or both, as it is written.
    Moment(String),
    Array(Vec<Item>),
    Table(Vec<(Key, Item)>),
}

/// A key with its place.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub text: String,
    pub span: Span,
}

impl Kind {
    /// What the item is, in words.
    pub fn describe(&self) -> &'static str {
        match self {
            Kind::Null => "null",
            Kind::Text(_) => "a text",
            Kind::Integer(_) => "an integer",
            Kind::TooLarge => "an integer beyond 64 bits",
            Kind::Float(_) => "a float",
            Kind::Boolean(_) => "a boolean",
            Kind::Moment(_) => "a date or time",
            Kind::Array(_) => "a list",
            Kind::Table(_) => "a table",
        }
    }
}

/// Reads a text as JSON where its name says so or it begins with a brace, else as TOML.
pub(super) fn parse(name: &str, text: &str) -> (Item, Vec<Problem>) {
    if name.ends_with(".json") || text.trim_start().starts_with('{') {
        parse_json(text)
    } else {
        parse_toml(text)
    }
}

fn parse_toml(text: &str) -> (Item, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let problems = errors.into_iter().map(|error| {
        let range = error.span().unwrap_or(0..0);
        Problem::error(sentence(error.message()), Span::new(range.start, range.end))
    });
    let problems = problems.collect();
    let span = Span::new(0, text.len());
    (toml_table(table.into_inner(), span), problems)
}

fn toml_table(table: DeTable<'_>, span: Span) -> Item {
    let entries = table.into_iter().map(|(key, value)| {
        let at = Span::new(key.span().start, key.span().end);
        (
            Key {
                text: key.into_inner().into_owned(),
                span: at,
            },
            toml_item(value),
        )
    });
    Item {
        kind: Kind::Table(entries.collect()),
        span,
    }
}

fn toml_item(value: toml::Spanned<DeValue<'_>>) -> Item {
    let span = Span::new(value.span().start, value.span().end);
    let kind = match value.into_inner() {
        DeValue::String(text) => Kind::Text(text.into_owned()),
        DeValue::Integer(number) => integer(number.as_str(), number.radix()),
        DeValue::Float(number) => Kind::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(truth) => Kind::Boolean(truth),
        DeValue::Datetime(moment) => Kind::Moment(moment.to_string()),
        DeValue::Array(items) => Kind::Array(items.into_iter().map(toml_item).collect()),
        DeValue::Table(table) => return toml_table(table, span),
    };
    Item { kind, span }
}

fn integer(digits: &str, radix: u32) -> Kind {
    i64::from_str_radix(digits, radix).map_or(Kind::TooLarge, Kind::Integer)
}

const STRICT: jsonc_parser::ParseOptions = jsonc_parser::ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

fn parse_json(text: &str) -> (Item, Vec<Problem>) {
    let empty = || Item {
        kind: Kind::Table(Vec::new()),
        span: Span::default(),
    };
    match jsonc_parser::parse_to_ast(text, &Default::default(), &STRICT) {
        Ok(parsed) => (parsed.value.map_or_else(empty, json_item), Vec::new()),
        Err(error) => {
            let range = error.range();
            let problem = Problem::error(
                sentence(&error.kind().to_string()),
                Span::new(range.start, range.end),
            );
            (empty(), vec![problem])
        }
    }
}

fn json_item(value: ast::Value<'_>) -> Item {
    let span = Span::new(value.start(), value.end());
    let kind = match value {
        ast::Value::StringLit(text) => Kind::Text(text.value.into_owned()),
        ast::Value::NumberLit(number) => json_number(number.value),
        ast::Value::BooleanLit(truth) => Kind::Boolean(truth.value),
        ast::Value::NullKeyword(_) => Kind::Null,
        ast::Value::Array(array) => {
            Kind::Array(array.elements.into_iter().map(json_item).collect())
        }
        ast::Value::Object(object) => {
            Kind::Table(object.properties.into_iter().map(json_entry).collect())
        }
    };
    Item { kind, span }
}

fn json_entry(entry: ast::ObjectProp<'_>) -> (Key, Item) {
    let span = Span::new(entry.name.start(), entry.name.end());
    (
        Key {
            text: entry.name.into_string(),
            span,
        },
        json_item(entry.value),
    )
}

fn json_number(text: &str) -> Kind {
    match text.parse() {
        Ok(number) => Kind::Integer(number),
        Err(_) => Kind::Float(text.parse().unwrap_or(f64::NAN)),
    }
}

/// A library's message in our form: lower-case, no full stop.
fn sentence(message: &str) -> String {
    let message = message.trim().trim_end_matches('.').replace('\n', "; ");
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
