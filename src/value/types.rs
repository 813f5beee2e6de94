//! Types as signatures and the semantic analysis speak of them.

use std::fmt;

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
