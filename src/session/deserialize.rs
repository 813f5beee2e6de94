//! Rows as values of the embedding program's own types, through serde.
//!
//! A row is a struct or map by its columns' names, a tuple by their order, or, with one column, that column's value alone. Nodes and
//! relationships are their properties, paths are `{nodes, relationships}`, temporal values and points their text.

use std::sync::Arc;

use serde::de::value::{MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{self, DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::{Entities, Rows};
use crate::error::{Error, Phase};
use crate::value::{ErrorKind, NodeId, RelationshipId, Value};

impl Rows {
    /// The rows as values of a type.
    ///
    /// ```
    /// #[derive(serde::Deserialize)]
    /// struct City { name: String, people: Option<i64> }
    ///
    /// let db = rihla::Database::in_memory();
    /// let rows = db.run("UNWIND ['Doha', 'Astana'] AS name RETURN name, null AS people", ())?;
    /// let cities: Vec<City> = rows.deserialize().collect::<Result<_, _>>()?;
    /// assert_eq!(cities[1].name, "Astana");
    /// assert_eq!(cities[1].people, None);
    /// # Ok::<(), rihla::Error>(())
    /// ```
    ///
    /// Each item is an error where its row does not fit the type.
    pub fn deserialize<T: DeserializeOwned>(&self) -> impl Iterator<Item = Result<T, Error>> + '_ {
        self.rows.iter().map(|values| {
            let row = RowDeserializer {
                columns: &self.columns,
                values,
                entities: &self.entities,
            };
            T::deserialize(row).map_err(|mismatch| {
                Error::new(
                    Phase::Run,
                    ErrorKind::TypeError,
                    "InvalidArgumentType",
                    mismatch.to_string(),
                )
            })
        })
    }
}

type Mismatch = de::value::Error;

struct RowDeserializer<'r> {
    columns: &'r [Arc<str>],
    values: &'r [Value],
    entities: &'r Entities,
}

impl<'r> RowDeserializer<'r> {
    fn fields(self) -> impl Iterator<Item = (&'r str, Item<'r>)> {
        let items = self.values.iter().map(move |value| Item {
            value,
            entities: self.entities,
        });
        self.columns.iter().map(|column| &**column).zip(items)
    }
}

impl<'de> Deserializer<'de> for RowDeserializer<'_> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.values {
            [value] => Item {
                value,
                entities: self.entities,
            }
            .deserialize_any(visitor),
            _ => visitor.visit_map(MapDeserializer::new(self.fields())),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.values {
            [Value::Null] => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_map(MapDeserializer::new(self.fields()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.deserialize_map(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_seq(SeqDeserializer::new(self.fields().map(|(_, item)| item)))
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct enum identifier
        ignored_any
    }
}

/// One value with the entities it may speak of.
#[derive(Clone, Copy)]
struct Item<'r> {
    value: &'r Value,
    entities: &'r Entities,
}

impl<'r> Item<'r> {
    fn entries<'i>(
        &self,
        entries: impl Iterator<Item = (&'r Arc<str>, &'r Value)> + 'i,
    ) -> impl Iterator<Item = (&'r str, Item<'r>)> + 'i
    where
        'r: 'i,
    {
        let entities = self.entities;
        entries.map(move |(key, value)| (&**key, Item { value, entities }))
    }

    fn node<'de, V: Visitor<'de>>(self, id: NodeId, visitor: V) -> Result<V::Value, Mismatch> {
        let node = self.entities.node(id).ok_or_else(gone)?;
        visitor.visit_map(MapDeserializer::new(
            self.entries(node.properties.iter().map(|(key, value)| (key, value))),
        ))
    }

    fn relationship<'de, V: Visitor<'de>>(
        self,
        id: RelationshipId,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        let relationship = self.entities.relationship(id).ok_or_else(gone)?;
        let properties = relationship
            .properties
            .iter()
            .map(|(key, value)| (key, value));
        visitor.visit_map(MapDeserializer::new(self.entries(properties)))
    }

    fn path<'de, V: Visitor<'de>>(
        self,
        path: &crate::value::Path,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        let nodes: Vec<Value> = path.nodes.iter().map(|node| Value::Node(*node)).collect();
        let relationships: Vec<Value> = path
            .relationships
            .iter()
            .map(|id| Value::Relationship(*id))
            .collect();
        let (nodes, relationships) = (Value::from(nodes), Value::from(relationships));
        let entries = [("nodes", &nodes), ("relationships", &relationships)];
        let items = entries.map(|(key, value)| {
            (
                key,
                Item {
                    value,
                    entities: self.entities,
                },
            )
        });
        visitor.visit_map(MapDeserializer::new(items.into_iter()))
    }
}

fn gone() -> Mismatch {
    de::Error::custom("an entity the answer has no copy of")
}

impl<'de> IntoDeserializer<'de, Mismatch> for Item<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Item<'_> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Boolean(truth) => visitor.visit_bool(*truth),
            Value::Integer(number) => visitor.visit_i64(*number),
            Value::Float(number) => visitor.visit_f64(*number),
            Value::String(text) => visitor.visit_str(text),
            Value::List(items) => {
                let items = items.iter().map(|value| Item {
                    value,
                    entities: self.entities,
                });
                visitor.visit_seq(SeqDeserializer::new(items))
            }
            Value::Map(entries) => {
                visitor.visit_map(MapDeserializer::new(self.entries(entries.iter())))
            }
            Value::Node(id) => self.node(*id, visitor),
            Value::Relationship(id) => self.relationship(*id, visitor),
            Value::Path(path) => self.path(path, visitor),
            other => visitor.visit_string(other.to_string()),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.value.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        let text = self
            .value
            .as_str()
            .ok_or_else(|| de::Error::custom("expected a text that names a variant"))?;
        StrDeserializer::<Mismatch>::new(text).deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}
