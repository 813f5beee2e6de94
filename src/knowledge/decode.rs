//! serde over the tree of items: strict, and with the place of whatever it stumbles over.

use std::fmt;

use serde::de::{
    self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};

use super::document::{Item, Key, Kind};
use super::finding::Problem;
use crate::diagnostic::{Span, closest, did_you_mean};
use crate::value::Value;

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

/// The name under which [`Spanned`] asks the deserializer of this file for a place.
const SPANNED: &str = "rihla::Spanned";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parts<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Parts<T> {
            type Value = Spanned<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value with its place")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Spanned<T>, A::Error> {
                let missing = || de::Error::custom("a value without a place");
                let start = parts.next_element()?.ok_or_else(missing)?;
                let end = parts.next_element()?.ok_or_else(missing)?;
                let value = parts.next_element()?.ok_or_else(missing)?;
                Ok(Spanned {
                    value,
                    span: Span { start, end },
                })
            }
        }
        deserializer.deserialize_newtype_struct(SPANNED, Parts(std::marker::PhantomData))
    }
}

/// A value a property can hold.
#[derive(Clone, Debug)]
pub(super) struct PropertyValue(pub Value);

impl<'de> Deserialize<'de> for PropertyValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_any(PropertyVisitor)
            .map(PropertyValue)
    }
}

struct PropertyVisitor;

impl<'de> Visitor<'de> for PropertyVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, a boolean, a date or a list of these")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Integer(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::string(value))
    }

    /// A TOML date or time comes as its text in bytes, which nothing else does.
    fn visit_bytes<E: de::Error>(self, text: &[u8]) -> Result<Value, E> {
        let text = std::str::from_utf8(text).map_err(E::custom)?;
        super::load::moment(text)
            .ok_or_else(|| E::custom(format!("`{text}` is not a date or time")))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(PropertyValue(value)) = items.next_element()? {
            values.push(value);
        }
        Ok(Value::list(values))
    }
}

/// The first thing a table's decoding stumbled over.
#[derive(Debug)]
pub(super) struct DecodeError {
    message: String,
    hint: Option<String>,
    span: Option<Span>,
}

impl DecodeError {
    fn at(mut self, span: Span) -> Self {
        self.span.get_or_insert(span);
        self
    }

    /// The same as a problem; `fallback` is the place of the whole table.
    pub fn into_problem(self, fallback: Span) -> Problem {
        Problem::error(self.message, self.span.unwrap_or(fallback)).with_hint(self.hint)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DecodeError {}

impl de::Error for DecodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self {
            message: message.to_string(),
            hint: None,
            span: None,
        }
    }

    fn invalid_type(found: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::custom(format!("expected {expected}, found {}", describe(found)))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::custom(format!("`{field}` is missing"))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::custom(format!("`{field}` is given twice"))
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let near = closest(field, expected.iter().copied());
        let hint = did_you_mean(&near)
            .unwrap_or_else(|| format!("the keys here are {}", expected.join(", ")));
        Self {
            hint: Some(hint),
            ..Self::custom(format!("`{field}` is not a key of this table"))
        }
    }
}

fn describe(found: de::Unexpected<'_>) -> String {
    match found {
        de::Unexpected::Bool(_) => "a boolean".into(),
        de::Unexpected::Signed(_) | de::Unexpected::Unsigned(_) => "an integer".into(),
        de::Unexpected::Float(_) => "a float".into(),
        de::Unexpected::Str(_) => "a text".into(),
        de::Unexpected::Bytes(_) => "a date or time".into(),
        de::Unexpected::Seq => "a list".into(),
        de::Unexpected::Map => "a table".into(),
        de::Unexpected::Unit => "nothing that fits".into(),
        other => other.to_string(),
    }
}

impl<'de> Deserializer<'de> for &'de Item {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let result = match &self.kind {
            Kind::Null => visitor.visit_unit(),
            Kind::Text(text) => visitor.visit_str(text),
            Kind::Integer(number) => visitor.visit_i64(*number),
            Kind::Float(number) => visitor.visit_f64(*number),
            Kind::Boolean(truth) => visitor.visit_bool(*truth),
            Kind::Moment(text) => visitor.visit_bytes(text.as_bytes()),
            Kind::Array(items) => visitor.visit_seq(Items(items.iter())),
            Kind::Table(entries) => visitor.visit_map(Entries {
                entries: entries.iter(),
                value: None,
            }),
        };
        result.map_err(|error| error.at(self.span))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        if name == SPANNED {
            visitor.visit_seq(Place {
                item: self,
                part: 0,
            })
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

/// Start, end and the item itself, in turn.
struct Place<'de> {
    item: &'de Item,
    part: u8,
}

impl<'de> SeqAccess<'de> for Place<'de> {
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, DecodeError> {
        self.part += 1;
        match self.part {
            1 => seed
                .deserialize(self.item.span.start.into_deserializer())
                .map(Some),
            2 => seed
                .deserialize(self.item.span.end.into_deserializer())
                .map(Some),
            3 => seed.deserialize(self.item).map(Some),
            _ => Ok(None),
        }
    }
}

struct Items<'de>(std::slice::Iter<'de, Item>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, DecodeError> {
        self.0.next().map(|item| seed.deserialize(item)).transpose()
    }
}

struct Entries<'de> {
    entries: std::slice::Iter<'de, (Key, Item)>,
    value: Option<&'de Item>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = DecodeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, DecodeError> {
        let Some((key, item)) = self.entries.next() else {
            return Ok(None);
        };
        self.value = Some(item);
        let asked: de::value::StrDeserializer<'_, DecodeError> =
            key.text.as_str().into_deserializer();
        seed.deserialize(asked)
            .map(Some)
            .map_err(|error| error.at(key.span))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, DecodeError> {
        let item = self
            .value
            .take()
            .ok_or_else(|| de::Error::custom("a value without a key"))?;
        seed.deserialize(item).map_err(|error| error.at(item.span))
    }
}
