//! Types as signatures and the semantic analysis speak of them.

use std::fmt;

use super::Value;

/// A type of the language, for signatures, static checks and `IS ::`.
///
/// All types include `null` unless said otherwise by [`Type::NotNull`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// Anything.
    Any,
    /// Only `null`.
    Null,
    /// No value at all.
    Nothing,
    /// Truth values.
    Boolean,
    /// 64-bit integers.
    Integer,
    /// Doubles.
    Float,
    /// Integers and floats.
    Number,
    /// Text.
    String,
    /// Lists of a type.
    List(Box<Type>),
    /// Maps.
    Map,
    /// Nodes.
    Node,
    /// Relationships.
    Relationship,
    /// Paths.
    Path,
    /// Dates.
    Date,
    /// Times of day without a zone.
    LocalTime,
    /// Times of day with an offset.
    Time,
    /// Dates with times, without a zone.
    LocalDateTime,
    /// Dates with times in a zone.
    DateTime,
    /// Lengths of time.
    Duration,
    /// Points.
    Point,
    /// Values a property can hold.
    PropertyValue,
    /// Any of these.
    Union(Vec<Type>),
    /// The same without `null`.
    NotNull(Box<Type>),
}

impl Type {
    /// A list of this type.
    pub fn list(of: Type) -> Type {
        Type::List(Box::new(of))
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Type::Any => "ANY",
            Type::Null => "NULL",
            Type::Nothing => "NOTHING",
            Type::Boolean => "BOOLEAN",
            Type::Integer => "INTEGER",
            Type::Float => "FLOAT",
            Type::Number => "INTEGER | FLOAT",
            Type::String => "STRING",
            Type::List(of) => return write!(f, "LIST<{of}>"),
            Type::Map => "MAP",
            Type::Node => "NODE",
            Type::Relationship => "RELATIONSHIP",
            Type::Path => "PATH",
            Type::Date => "DATE",
            Type::LocalTime => "LOCAL TIME",
            Type::Time => "ZONED TIME",
            Type::LocalDateTime => "LOCAL DATETIME",
            Type::DateTime => "ZONED DATETIME",
            Type::Duration => "DURATION",
            Type::Point => "POINT",
            Type::PropertyValue => "PROPERTY VALUE",
            Type::Union(types) => return write_union(types, f),
            Type::NotNull(of) => return write!(f, "{of} NOT NULL"),
        };
        f.write_str(name)
    }
}

fn write_union(types: &[Type], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (i, of) in types.iter().enumerate() {
        if i > 0 {
            f.write_str(" | ")?;
        }
        write!(f, "{of}")?;
    }
    Ok(())
}

impl Type {
    /// Whether a value is of this type: what `IS ::` and the arguments of functions are checked by.
    pub fn accepts(&self, value: &Value) -> bool {
        match self {
            Type::Nothing => false,
            Type::NotNull(of) => !value.is_null() && of.accepts(value),
            Type::Union(types) => types.iter().any(|of| of.accepts(value)),
            _ => value.is_null() || self.accepts_present(value),
        }
    }

    /// As [`Type::accepts`], of a value that is not `null`.
    fn accepts_present(&self, value: &Value) -> bool {
        match (self, value) {
            (Type::Any, _) => true,
            (Type::Number, Value::Integer(_) | Value::Float(_)) => true,
            (Type::List(of), Value::List(items)) => items.iter().all(|item| of.accepts(item)),
            (Type::PropertyValue, Value::List(items)) => is_property_list(items),
            (Type::PropertyValue, value) => is_property(value),
            _ => *self == simple_type(value),
        }
    }

    /// Whether there may be a value other than `null` that is of both types. Where one includes `null` and so does
    /// the other, that alone does not count: it would make every check pass.
    pub fn could_be(&self, other: &Type) -> bool {
        match (self, other) {
            (Type::Nothing | Type::Null, _) => *self == Type::Null && other.includes_null(),
            (_, Type::Nothing | Type::Null) => *other == Type::Null && self.includes_null(),
            (Type::NotNull(of), other) | (other, Type::NotNull(of)) => of.could_be(other),
            (Type::Union(types), other) | (other, Type::Union(types)) => {
                types.iter().any(|of| of.could_be(other))
            }
            (Type::Any, _) | (_, Type::Any) => true,
            // The empty list is of every type of list.
            (Type::List(_), Type::List(_)) => true,
            (Type::PropertyValue, other) | (other, Type::PropertyValue) => {
                other.could_be_property()
            }
            (Type::Number, other) | (other, Type::Number) => {
                matches!(other, Type::Number | Type::Integer | Type::Float)
            }
            _ => self == other,
        }
    }

    fn includes_null(&self) -> bool {
        match self {
            Type::Nothing | Type::NotNull(_) => false,
            Type::Union(types) => types.iter().any(Type::includes_null),
            _ => true,
        }
    }

    fn could_be_property(&self) -> bool {
        !matches!(
            self,
            Type::Map | Type::Node | Type::Relationship | Type::Path
        )
    }
}

/// The type of a value that is not a list, without what is inside.
fn simple_type(value: &Value) -> Type {
    match value {
        Value::Null => Type::Null,
        Value::Boolean(_) => Type::Boolean,
        Value::Integer(_) => Type::Integer,
        Value::Float(_) => Type::Float,
        Value::String(_) => Type::String,
        Value::List(_) => Type::list(Type::Any),
        Value::Map(_) => Type::Map,
        Value::Node(_) => Type::Node,
        Value::Relationship(_) => Type::Relationship,
        Value::Path(_) => Type::Path,
        Value::Date(_) => Type::Date,
        Value::LocalTime(_) => Type::LocalTime,
        Value::Time(_) => Type::Time,
        Value::LocalDateTime(_) => Type::LocalDateTime,
        Value::DateTime(_) => Type::DateTime,
        Value::Duration(_) => Type::Duration,
        Value::Point(_) => Type::Point,
    }
}

/// Whether a property can hold the value, apart from lists.
fn is_property(value: &Value) -> bool {
    !matches!(
        value,
        Value::Null
            | Value::List(_)
            | Value::Map(_)
            | Value::Node(_)
            | Value::Relationship(_)
            | Value::Path(_)
    )
}

/// A property can hold a list of values of one type; integers and floats count as one.
fn is_property_list(items: &[Value]) -> bool {
    let kind = |value: &Value| match simple_type(value) {
        Type::Float | Type::Integer => Type::Number,
        other => other,
    };
    let first = items.first().map(kind);
    items
        .iter()
        .all(|item| is_property(item) && Some(kind(item)) == first)
}

/// The type of a value as `valueType` prints it: `INTEGER NOT NULL`, `LIST<STRING NOT NULL> NOT NULL`, `NULL`.
pub fn value_type(value: &Value) -> String {
    type_of(value).to_string()
}

/// The narrowest type of a value.
pub fn type_of(value: &Value) -> Type {
    match value {
        Value::Null => Type::Null,
        Value::List(items) => Type::NotNull(Box::new(Type::list(item_type(items)))),
        other => Type::NotNull(Box::new(simple_type(other))),
    }
}

/// The narrowest type of all items: one type, or several in alphabetical order of their names.
fn item_type(items: &[Value]) -> Type {
    let mut types: Vec<Type> = Vec::new();
    for item in items {
        let of = type_of(item);
        if !types.contains(&of) {
            types.push(of);
        }
    }
    types.sort_by_cached_key(ToString::to_string);
    if types.contains(&Type::Null) {
        nullable(types)
    } else if types.len() == 1 {
        types.swap_remove(0)
    } else if types.is_empty() {
        Type::Nothing
    } else {
        Type::Union(types)
    }
}

/// Types beside a `null`: each may be `null`.
fn nullable(types: Vec<Type>) -> Type {
    let mut types: Vec<Type> = types
        .into_iter()
        .filter_map(|of| match of {
            Type::Null => None,
            Type::NotNull(of) => Some(*of),
            other => Some(other),
        })
        .collect();
    match types.len() {
        0 => Type::Null,
        1 => types.swap_remove(0),
        _ => Type::Union(types),
    }
}
