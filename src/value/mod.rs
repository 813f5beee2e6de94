//! What queries compute with.
//!
//! In: literals, property values and results of functions. Out: the same, combined: equality, equivalence and
//! order ([`compare`]), operators ([`arithmetic`]), conversions ([`convert`]), temporal values ([`temporal`]), points
//! ([`point`]), types ([`Type`]) and the text of a literal ([`literal`]). A [`Value`] is 24 bytes, cheap to clone and
//! never changes once made; entities are ids into a graph this room knows nothing about.
//!
//! Everything here follows a value down into its lists and maps by recursion, so code that nests values in a loop must ask
//! [`Value::is_deeper_than`] before the nesting exceeds [`MAX_DEPTH`].

pub mod arithmetic;
pub mod compare;
pub mod convert;
mod error;
pub mod literal;
pub mod point;
mod size;
mod stack;
pub mod temporal;
mod types;

use std::sync::Arc;

use indexmap::IndexMap;

pub use error::{ErrorKind, ValueError};
pub use size::value_bytes;
pub use stack::with_room;
pub use temporal::{Date, DateTime, Duration, LocalDateTime, LocalTime, Time};
pub use types::{Type, type_of, value_type};

/// How deep lists and maps may lie in each other. Each level is a frame on the stack of whatever walks the value.
pub const MAX_DEPTH: usize = 200;

/// How many values one may be made of, nested ones counted wherever they are met.
const MOST_VALUES: usize = 1 << 26;

/// The identity of a node: what `id(n)` gives. Never reused while a store lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(transparent)]
pub struct NodeId(pub u32);

impl NodeId {
    /// No node: the mark of a deleted row or of `null` in a column of nodes.
    pub const NONE: NodeId = NodeId(u32::MAX);
}

impl RelationshipId {
    /// No relationship: the mark of a deleted row or of `null` in a column of relationships.
    pub const NONE: RelationshipId = RelationshipId(u32::MAX);
}

/// The identity of a relationship: what `id(r)` gives. Never reused while a store lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(transparent)]
pub struct RelationshipId(pub u32);

/// A map value: keys in the order they were written.
pub type Map = IndexMap<Arc<str>, Value>;

/// A value of the query language (openCypher 9, CIP2015-09-16 "Public Type System and Type Annotations").
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// The absence of a value.
    #[default]
    Null,
    /// A truth value.
    Boolean(bool),
    /// A 64-bit signed integer.
    Integer(i64),
    /// An IEEE 754 double.
    Float(f64),
    /// A Unicode text.
    String(Arc<str>),
    /// A list of any values.
    List(Arc<[Value]>),
    /// A map from text to any values.
    Map(Arc<Map>),
    /// A node of the graph.
    Node(NodeId),
    /// A relationship of the graph.
    Relationship(RelationshipId),
    /// An alternating sequence of nodes and relationships.
    Path(Arc<Path>),
    /// A calendar date.
    Date(Date),
    /// A time of day without a zone.
    LocalTime(LocalTime),
    /// A time of day with an offset.
    Time(Time),
    /// A date and a time of day without a zone.
    LocalDateTime(LocalDateTime),
    /// A date and a time of day in a zone.
    DateTime(Arc<DateTime>),
    /// A length of time in months, days, seconds and nanoseconds.
    Duration(Arc<Duration>),
    /// A point in a coordinate system.
    Point(Arc<Point>),
}

/// A walk through the graph: one node more than relationships. `relationships[i]` joins `nodes[i]` and
/// `nodes[i + 1]`, in either direction.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Path {
    /// The nodes in walking order; at least one.
    pub nodes: Vec<NodeId>,
    /// The relationships in walking order.
    pub relationships: Vec<RelationshipId>,
}

/// A point in one of the coordinate systems of Neo4j 5 (EPSG codes 4326, 4979, 7203, 9157).
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// 4326 (WGS-84), 4979 (WGS-84 3D), 7203 (Cartesian) or 9157 (Cartesian 3D).
    pub srid: u32,
    /// x or longitude in degrees.
    pub x: f64,
    /// y or latitude in degrees.
    pub y: f64,
    /// z or height in metres, in the three-dimensional systems.
    pub z: Option<f64>,
}

impl Value {
    /// A text value.
    pub fn string(text: impl Into<Arc<str>>) -> Self {
        Value::String(text.into())
    }

    /// A list value.
    pub fn list(items: impl Into<Arc<[Value]>>) -> Self {
        Value::List(items.into())
    }

    /// A map value.
    pub fn map(entries: Map) -> Self {
        Value::Map(Arc::new(entries))
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// The text, where this is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The integer, where this is one.
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Value::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// The items, where this is a list.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// The map, where this is one.
    pub fn as_map(&self) -> Option<&Map> {
        match self {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// Whether lists and maps lie in each other more than `levels` deep. Looks no deeper than that.
    pub fn is_deeper_than(&self, levels: usize) -> bool {
        let Some(below) = levels.checked_sub(1) else {
            return matches!(self, Value::List(_) | Value::Map(_));
        };
        match self {
            Value::List(items) => items.iter().any(|item| item.is_deeper_than(below)),
            Value::Map(map) => map.values().any(|value| value.is_deeper_than(below)),
            _ => false,
        }
    }

    /// How many values it is made of, itself included, counted as if it shared nothing; 16 bytes of text count as one.
    ///
    /// # Errors
    /// `ResourceLimit` where there are more than 67 million, or lists and maps lie in each other more than `levels` deep.
    pub fn expanded(&self, levels: usize) -> Result<usize, ValueError> {
        let mut room = MOST_VALUES;
        if self.fits(levels, &mut room) {
            return Ok(MOST_VALUES - room);
        }
        Err(ValueError::new(
            ErrorKind::ResourceLimit,
            "ResultTooLarge",
            "a value became too large or too deeply nested",
        ))
    }

    fn fits(&self, depth: usize, room: &mut usize) -> bool {
        let cost = self.as_str().map_or(1, |text| 1 + text.len() / 16);
        let Some(left) = room.checked_sub(cost) else {
            return false;
        };
        *room = left;
        match self {
            Value::List(items) => depth > 0 && items.iter().all(|item| item.fits(depth - 1, room)),
            Value::Map(map) => depth > 0 && map.values().all(|item| item.fits(depth - 1, room)),
            _ => true,
        }
    }

    /// Three-valued truth: `None` for `null`. The value must be a boolean or `null`.
    ///
    /// # Errors
    /// `TypeError` where the value is neither.
    pub fn truth(&self) -> Result<Option<bool>, ValueError> {
        match self {
            Value::Boolean(truth) => Ok(Some(*truth)),
            Value::Null => Ok(None),
            other => Err(ValueError::type_error(
                "InvalidArgumentType",
                format!("expected a boolean, found {}", other.type_name()),
            )),
        }
    }

    /// The name of the value's type as the language writes it: `INTEGER`, `LIST`, `NODE` …
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Null => "NULL",
            Value::Boolean(_) => "BOOLEAN",
            Value::Integer(_) => "INTEGER",
            Value::Float(_) => "FLOAT",
            Value::String(_) => "STRING",
            Value::List(_) => "LIST",
            Value::Map(_) => "MAP",
            Value::Node(_) => "NODE",
            Value::Relationship(_) => "RELATIONSHIP",
            Value::Path(_) => "PATH",
            Value::Date(_) => "DATE",
            Value::LocalTime(_) => "LOCAL TIME",
            Value::Time(_) => "ZONED TIME",
            Value::LocalDateTime(_) => "LOCAL DATETIME",
            Value::DateTime(_) => "ZONED DATETIME",
            Value::Duration(_) => "DURATION",
            Value::Point(_) => "POINT",
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Boolean(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Integer(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Value::Float(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::string(value)
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::string(value)
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Value::list(items)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_value_is_three_words() {
        assert_eq!(size_of::<super::Value>(), 24);
    }
}
