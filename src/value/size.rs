//! How much memory values take.

use std::sync::Arc;

use super::Value;

/// How many bytes a value holds, about: its own and what it shares with no other than its `holders`.
pub fn value_bytes(value: &Value, holders: usize) -> usize {
    let of = |value: &Value| value_bytes(value, 1);
    let behind = match value {
        Value::String(text) if Arc::strong_count(text) <= holders => text.len() + 16,
        Value::List(items) if Arc::strong_count(items) <= holders => {
            16 + items.iter().map(of).sum::<usize>()
        }
        Value::Map(map) if Arc::strong_count(map) <= holders => {
            64 + 32 * map.len() + map.values().map(of).sum::<usize>()
        }
        Value::Path(path) if Arc::strong_count(path) <= holders => 64 + 8 * path.nodes.len(),
        _ => 0,
    };
    size_of::<Value>() + behind
}
