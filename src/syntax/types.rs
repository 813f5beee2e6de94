//! The names of types behind `IS ::`: the type rules of `expression.pest`.

use super::ast::{Name, TypeName};
use super::grammar::{Context, Pair, Parsed, Rule, children, is_blank, span, unexpected};
use crate::diagnostic::{closest, did_you_mean};
use crate::value::Type;

/// Every spelling of Neo4j 5 and GQL, and the type it names.
const NAMES: [(&str, Type); 54] = [
    ("ANY", Type::Any),
    ("ANY VALUE", Type::Any),
    ("ANY EDGE", Type::Relationship),
    ("ANY MAP", Type::Map),
    ("ANY NODE", Type::Node),
    ("ANY PROPERTY VALUE", Type::PropertyValue),
    ("ANY RELATIONSHIP", Type::Relationship),
    ("ANY VERTEX", Type::Node),
    ("BOOL", Type::Boolean),
    ("BOOLEAN", Type::Boolean),
    ("DATE", Type::Date),
    ("DOUBLE", Type::Float),
    ("DOUBLE PRECISION", Type::Float),
    ("DURATION", Type::Duration),
    ("EDGE", Type::Relationship),
    ("FLOAT", Type::Float),
    ("FLOAT32", Type::Float),
    ("FLOAT64", Type::Float),
    ("INT", Type::Integer),
    ("INT8", Type::Integer),
    ("INT16", Type::Integer),
    ("INT32", Type::Integer),
    ("INT64", Type::Integer),
    ("INTEGER", Type::Integer),
    ("INTEGER8", Type::Integer),
    ("INTEGER16", Type::Integer),
    ("INTEGER32", Type::Integer),
    ("INTEGER64", Type::Integer),
    ("LOCAL DATETIME", Type::LocalDateTime),
    ("LOCAL TIME", Type::LocalTime),
    ("MAP", Type::Map),
    ("NODE", Type::Node),
    ("NOTHING", Type::Nothing),
    ("NULL", Type::Null),
    ("PATH", Type::Path),
    ("PATHS", Type::Path),
    ("POINT", Type::Point),
    ("PROPERTY VALUE", Type::PropertyValue),
    ("REAL", Type::Float),
    ("RELATIONSHIP", Type::Relationship),
    ("SIGNED INTEGER", Type::Integer),
    ("STRING", Type::String),
    ("TIME WITH TIME ZONE", Type::Time),
    ("TIME WITH TIMEZONE", Type::Time),
    ("TIME WITHOUT TIME ZONE", Type::LocalTime),
    ("TIME WITHOUT TIMEZONE", Type::LocalTime),
    ("TIMESTAMP WITH TIME ZONE", Type::DateTime),
    ("TIMESTAMP WITH TIMEZONE", Type::DateTime),
    ("TIMESTAMP WITHOUT TIME ZONE", Type::LocalDateTime),
    ("TIMESTAMP WITHOUT TIMEZONE", Type::LocalDateTime),
    ("VARCHAR", Type::String),
    ("VERTEX", Type::Node),
    ("ZONED DATETIME", Type::DateTime),
    ("ZONED TIME", Type::Time),
];

/// The rules `type_name` and `type_member`.
pub(super) fn type_name(context: Context<'_>, pair: Pair<'_>) -> Parsed<TypeName> {
    let span = span(&pair);
    let kind = match pair.as_rule() {
        Rule::type_member => type_member(context, pair)?,
        _ => union_of(context, pair)?,
    };
    Ok(TypeName { kind, span })
}

fn union_of(context: Context<'_>, pair: Pair<'_>) -> Parsed<Type> {
    let context = context.deeper(1, &pair)?;
    let mut members = children(pair)
        .map(|member| type_member(context, member))
        .collect::<Parsed<Vec<_>>>()?;
    Ok(if members.len() == 1 {
        members.remove(0)
    } else {
        Type::Union(members)
    })
}

fn type_member(context: Context<'_>, pair: Pair<'_>) -> Parsed<Type> {
    let context = context.deeper(pair.clone().into_inner().len(), &pair)?;
    let mut inner = children(pair);
    let first = inner.one();
    let mut kind = match first.as_rule() {
        Rule::simple_type => simple_type(&first)?,
        Rule::list_type => Type::list(union_of(context, children(first).one())?),
        _ => union_of(context, children(first).one())?,
    };
    for suffix in inner {
        kind = if suffix.as_rule() == Rule::list_suffix {
            Type::list(kind)
        } else {
            Type::NotNull(Box::new(kind))
        };
    }
    Ok(kind)
}

fn simple_type(pair: &Pair<'_>) -> Parsed<Type> {
    let words: Vec<&str> = pair
        .as_str()
        .split(is_blank)
        .filter(|word| !word.is_empty())
        .collect();
    let written = words.join(" ");
    match NAMES
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(&written))
    {
        Some((_, kind)) => Ok(kind.clone()),
        None => {
            // Numbers of a given width are names for the plain ones, which are the better advice.
            let plain = NAMES
                .iter()
                .map(|(name, _)| *name)
                .filter(|name| !name.ends_with(|c: char| c.is_ascii_digit()));
            let near = did_you_mean(&closest(&written, plain));
            Err(unexpected(
                format!("`{written}` is not a type"),
                near.as_deref(),
                span(pair),
            ))
        }
    }
}

/// The function that `CAST(… AS type)` stands for; nothing else has a type behind `AS`.
pub(super) fn conversion(context: Context<'_>, called: &Name, pair: Pair<'_>) -> Parsed<Name> {
    let written = type_name(context, children(pair).one())?;
    if !called.text.eq_ignore_ascii_case("cast") {
        let message = "`AS` and a type stand in `CAST` only";
        return Err(unexpected(message, None, written.span));
    }
    let function = match &written.kind {
        Type::Boolean => "toBoolean",
        Type::Integer => "toInteger",
        Type::Float => "toFloat",
        Type::String => "toString",
        Type::Date => "date",
        Type::LocalTime => "localtime",
        Type::Time => "time",
        Type::LocalDateTime => "localdatetime",
        Type::DateTime => "datetime",
        Type::Duration => "duration",
        Type::Point => "point",
        Type::List(of) if **of == Type::Boolean => "toBooleanList",
        Type::List(of) if **of == Type::Integer => "toIntegerList",
        Type::List(of) if **of == Type::Float => "toFloatList",
        Type::List(of) if **of == Type::String => "toStringList",
        _ => {
            let message = "nothing can be turned into a value of this type";
            let hint =
                "a scalar, a temporal value, a point, or a list of truth values, numbers or text";
            return Err(unexpected(message, Some(hint), written.span));
        }
    };
    Ok(Name {
        text: function.into(),
        span: called.span,
    })
}
