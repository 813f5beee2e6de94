//! Tables of the file as what they say: whatever is wrong is reported, whatever is right is kept.
//!
//! A table that were dropped for one wrong key would take its id with it, and everything that speaks of it would seem
//! wrong too. So a key that is nearly right is read as the one that was meant, and what cannot be read is missing alone.

use super::document::{Item, Kind};
use super::finding::Problem;
use crate::diagnostic::{Span, closest, did_you_mean};
use crate::value::Value;

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

/// The entries of one table, each under the key it was meant for.
pub(super) struct Table<'i> {
    entries: Vec<(&'static str, &'i Item)>,
    /// The place of the whole table.
    pub span: Span,
}

impl<'i> Table<'i> {
    /// Sorts a table's entries by the keys it may have; nothing where it is not a table at all.
    pub fn read(
        item: &'i Item,
        keys: &'static [&'static str],
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let Kind::Table(written) = &item.kind else {
            problems.push(misfit("a table", item));
            return None;
        };
        let mut table = Table {
            entries: Vec::new(),
            span: item.span,
        };
        for (key, value) in written {
            if let Some(known) = keys.iter().find(|known| **known == key.text) {
                table.add(known, value, key.span, problems);
            }
        }
        for (key, value) in written
            .iter()
            .filter(|(key, _)| !keys.contains(&&*key.text))
        {
            let near = closest(&key.text, keys.iter().copied());
            let hint = did_you_mean(&near)
                .unwrap_or_else(|| format!("the keys here are {}", keys.join(", ")));
            let message = format!("`{}` is not a key of this table", key.text);
            problems.push(Problem::error(message, key.span).with_hint(Some(hint)));
            let meant = keys.iter().find(|known| near.first() == Some(known));
            if let Some(meant) = meant.filter(|meant| table.get(meant).is_none()) {
                table.entries.push((meant, value));
            }
        }
        Some(table)
    }

    fn add(&mut self, key: &'static str, value: &'i Item, span: Span, problems: &mut Vec<Problem>) {
        if self.get(key).is_some() {
            problems.push(Problem::error(format!("`{key}` is given twice"), span));
        } else {
            self.entries.push((key, value));
        }
    }

    fn get(&self, key: &str) -> Option<&'i Item> {
        let entry = self.entries.iter().find(|(known, _)| *known == key);
        entry.map(|(_, item)| *item)
    }

    /// A text that must be there.
    pub fn required(&self, key: &str, problems: &mut Vec<Problem>) -> Option<Spanned<String>> {
        if self.get(key).is_none() {
            problems.push(Problem::error(format!("`{key}` is missing"), self.span));
        }
        self.text(key, problems)
    }

    /// A text that may be there.
    pub fn text(&self, key: &str, problems: &mut Vec<Problem>) -> Option<Spanned<String>> {
        text(self.get(key)?, problems)
    }

    /// A list of texts; empty where there is none.
    pub fn texts(&self, key: &str, problems: &mut Vec<Problem>) -> Vec<Spanned<String>> {
        let items = self.list(key, problems);
        items
            .iter()
            .filter_map(|item| text(item, problems))
            .collect()
    }

    /// The items of a list; a single one that stands there without brackets is reported and taken for a list of one.
    pub fn list(&self, key: &str, problems: &mut Vec<Problem>) -> &'i [Item] {
        match self.get(key) {
            None => &[],
            Some(Item {
                kind: Kind::Array(items),
                ..
            }) => items,
            Some(single) => {
                let hint = format!("write {key} = [ … ]");
                problems.push(misfit("a list", single).with_hint(Some(hint)));
                std::slice::from_ref(single)
            }
        }
    }

    /// Further properties in the order written.
    pub fn properties(&self, key: &str, problems: &mut Vec<Problem>) -> Properties {
        let entries = match self.get(key).map(|item| (&item.kind, item)) {
            None => return Properties::new(),
            Some((Kind::Table(entries), _)) => entries,
            Some((_, item)) => {
                problems.push(misfit("a table", item));
                return Properties::new();
            }
        };
        let mut properties = Properties::new();
        for (key, item) in entries {
            if properties.iter().any(|(known, _)| *known == key.text) {
                let message = format!("`{}` is given twice", key.text);
                problems.push(Problem::error(message, key.span));
            } else if let Some(value) = property(item, problems) {
                let span = item.span;
                properties.push((key.text.clone(), Spanned { value, span }));
            }
        }
        properties
    }
}

/// Further properties with the places of their values.
pub(super) type Properties = Vec<(String, Spanned<Value>)>;

fn text(item: &Item, problems: &mut Vec<Problem>) -> Option<Spanned<String>> {
    match &item.kind {
        Kind::Text(text) => Some(Spanned {
            value: text.clone(),
            span: item.span,
        }),
        _ => {
            problems.push(misfit("a text", item));
            None
        }
    }
}

/// A value a property can hold.
fn property(item: &Item, problems: &mut Vec<Problem>) -> Option<Value> {
    let value = match &item.kind {
        Kind::Text(text) => Value::string(text.as_str()),
        Kind::Integer(number) => Value::Integer(*number),
        Kind::Float(number) => Value::Float(*number),
        Kind::Boolean(truth) => Value::Boolean(*truth),
        Kind::Moment(text) => return moment(text, item.span, problems),
        Kind::Array(items) => {
            let values = items.iter().filter_map(|item| property(item, problems));
            Value::list(values.collect::<Vec<_>>())
        }
        Kind::Null | Kind::TooLarge | Kind::Table(_) => {
            let expected = "a text, a number, a boolean, a date or a list of these";
            problems.push(misfit(expected, item));
            return None;
        }
    };
    Some(value)
}

fn moment(text: &str, span: Span, problems: &mut Vec<Problem>) -> Option<Value> {
    let moment = super::load::moment(text);
    if moment.is_none() {
        let message = format!("`{text}` is not a date or time");
        problems.push(Problem::error(message, span));
    }
    moment
}

/// An item that is not what it should be.
pub(super) fn misfit(expected: &str, item: &Item) -> Problem {
    let message = format!("expected {expected}, found {}", item.kind.describe());
    Problem::error(message, item.span)
}
