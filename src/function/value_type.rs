//! The name of a value's exact type, as `valueType` gives it: `LIST<INTEGER NOT NULL> NOT NULL`.

use std::collections::BTreeSet;

use crate::value::Value;

/// How deep lists are looked into; what is nested deeper is `ANY`.
const DEPTH: usize = 64;

/// The order in which the members of a union are named.
const ORDER: [&str; 17] = [
    "NOTHING",
    "NULL",
    "BOOLEAN",
    "STRING",
    "INTEGER",
    "FLOAT",
    "DATE",
    "LOCAL TIME",
    "ZONED TIME",
    "LOCAL DATETIME",
    "ZONED DATETIME",
    "DURATION",
    "POINT",
    "NODE",
    "RELATIONSHIP",
    "MAP",
    "LIST",
];

/// The type of a value, without `null` where it is none.
pub(super) fn name_of(value: &Value) -> String {
    match bare(value, DEPTH) {
        name if value.is_null() => name,
        name => name + " NOT NULL",
    }
}

fn bare(value: &Value, depth: usize) -> String {
    match value {
        Value::List(_) if depth == 0 => "LIST<ANY>".to_owned(),
        Value::List(items) => format!("LIST<{}>", items_type(items, depth - 1)),
        other => other.type_name().to_owned(),
    }
}

fn items_type(items: &[Value], depth: usize) -> String {
    let names: BTreeSet<(usize, String)> = items
        .iter()
        .filter(|item| !item.is_null())
        .map(|item| ranked(item, depth))
        .collect();
    if names.is_empty() {
        return if items.is_empty() { "NOTHING" } else { "NULL" }.to_owned();
    }
    let suffix = if items.iter().any(Value::is_null) {
        ""
    } else {
        " NOT NULL"
    };
    names
        .into_iter()
        .map(|(_, name)| name + suffix)
        .collect::<Vec<_>>()
        .join(" | ")
}

fn ranked(item: &Value, depth: usize) -> (usize, String) {
    let rank = ORDER.iter().position(|name| *name == item.type_name());
    (rank.unwrap_or(ORDER.len()), bare(item, depth))
}
