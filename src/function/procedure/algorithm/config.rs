//! The map an algorithm is configured with: its keys are checked against those the algorithm has, its values taken out
//! by type. `null` stands for a key that is not there.

use crate::diagnostic::{closest, did_you_mean};
use crate::value::{Map, NodeId, RelationshipId, Value, ValueError};

/// The configuration of one call.
#[derive(Clone, Copy)]
pub(super) struct Config<'c> {
    procedure: &'static str,
    map: Option<&'c Map>,
}

impl<'c> Config<'c> {
    /// The configuration, once every key of it is known to be one of `keys`.
    pub(super) fn new(
        procedure: &'static str,
        map: Option<&'c Map>,
        keys: &[&str],
    ) -> Result<Self, ValueError> {
        let given = map.into_iter().flat_map(Map::keys);
        for key in given {
            if !keys.contains(&&**key) {
                return Err(unknown("key", key, procedure, keys));
            }
        }
        Ok(Self { procedure, map })
    }

    fn get(&self, key: &str) -> Option<&'c Value> {
        self.map?.get(key).filter(|value| !value.is_null())
    }

    fn wrong(&self, message: String) -> ValueError {
        ValueError::argument("InvalidArgumentValue", message)
    }

    fn mistyped(&self, key: &str, expected: &str, value: &Value) -> ValueError {
        let procedure = self.procedure;
        let found = value.type_name();
        let message = format!("{procedure} expects {expected} for `{key}`, found {found}");
        ValueError::type_error("InvalidArgumentType", message)
    }

    fn out_of_range(&self, key: &str, range: &str, value: &Value) -> ValueError {
        let procedure = self.procedure;
        let message = format!("{procedure} expects {range} for `{key}`, found {value}");
        ValueError::argument("NumberOutOfRange", message)
    }

    /// A truth value.
    pub(super) fn boolean(&self, key: &str, otherwise: bool) -> Result<bool, ValueError> {
        match self.get(key) {
            None => Ok(otherwise),
            Some(Value::Boolean(truth)) => Ok(*truth),
            Some(other) => Err(self.mistyped(key, "BOOLEAN", other)),
        }
    }

    /// A number of at least `least`.
    pub(super) fn count(&self, key: &str, least: u64) -> Result<Option<u64>, ValueError> {
        let Some(value) = self.get(key) else {
            return Ok(None);
        };
        let Value::Integer(number) = value else {
            return Err(self.mistyped(key, "INTEGER", value));
        };
        let number = u64::try_from(*number).ok().filter(|count| *count >= least);
        number.map(Some).ok_or_else(|| {
            self.out_of_range(key, &format!("an integer of at least {least}"), value)
        })
    }

    /// A finite number of at least zero.
    pub(super) fn measure(&self, key: &str) -> Result<Option<f64>, ValueError> {
        let Some(value) = self.get(key) else {
            return Ok(None);
        };
        let number = number(value).ok_or_else(|| self.mistyped(key, "INTEGER | FLOAT", value))?;
        if number.is_finite() && number >= 0.0 {
            Ok(Some(number))
        } else {
            Err(self.out_of_range(key, "a finite number of at least 0", value))
        }
    }

    /// A number from zero to one.
    pub(super) fn fraction(&self, key: &str, otherwise: f64) -> Result<f64, ValueError> {
        let given = self.measure(key)?.unwrap_or(otherwise);
        match self.get(key) {
            Some(value) if given > 1.0 => {
                Err(self.out_of_range(key, "a number from 0 to 1", value))
            }
            _ => Ok(given),
        }
    }

    /// A text.
    pub(super) fn text(&self, key: &str) -> Result<Option<&'c str>, ValueError> {
        let Some(value) = self.get(key) else {
            return Ok(None);
        };
        let text = value.as_str();
        text.map(Some)
            .ok_or_else(|| self.mistyped(key, "STRING", value))
    }

    /// Names: a text or a list of texts.
    pub(super) fn names(&self, key: &str) -> Result<Option<Vec<&'c str>>, ValueError> {
        let Some(value) = self.get(key) else {
            return Ok(None);
        };
        let names = match value {
            Value::List(items) => items.iter().map(Value::as_str).collect(),
            one => one.as_str().map(|name| vec![name]),
        };
        let mistyped = || self.mistyped(key, "STRING | LIST<STRING>", value);
        names.map(Some).ok_or_else(mistyped)
    }

    /// One of some words, in any case.
    pub(super) fn word(
        &self,
        key: &str,
        words: &[&'static str],
    ) -> Result<Option<&'static str>, ValueError> {
        let Some(text) = self.text(key)? else {
            return Ok(None);
        };
        let meant = words.iter().find(|word| word.eq_ignore_ascii_case(text));
        meant.copied().map(Some).ok_or_else(|| {
            let message = format!(
                "{} expects {} for `{key}`, found '{text}'",
                self.procedure,
                words.join(", ")
            );
            self.wrong(message).advising(near(text, words))
        })
    }

    /// A node without which the call means nothing.
    pub(super) fn node(&self, key: &str) -> Result<NodeId, ValueError> {
        let node = self.optional_node(key)?;
        node.ok_or_else(|| self.wrong(format!("{} needs `{key}`", self.procedure)))
    }

    /// A node.
    pub(super) fn optional_node(&self, key: &str) -> Result<Option<NodeId>, ValueError> {
        match self.get(key) {
            None => Ok(None),
            Some(Value::Node(node)) => Ok(Some(*node)),
            Some(other) => Err(self.mistyped(key, "NODE", other)),
        }
    }

    /// A list of nodes.
    pub(super) fn nodes(&self, key: &str) -> Result<Option<Vec<NodeId>>, ValueError> {
        self.entities(key, "LIST<NODE>", |item| match item {
            Value::Node(node) => Some(*node),
            _ => None,
        })
    }

    /// A list of relationships.
    pub(super) fn relationships(
        &self,
        key: &str,
    ) -> Result<Option<Vec<RelationshipId>>, ValueError> {
        self.entities(key, "LIST<RELATIONSHIP>", |item| match item {
            Value::Relationship(relationship) => Some(*relationship),
            _ => None,
        })
    }

    fn entities<T>(
        &self,
        key: &str,
        expected: &str,
        entity: impl Fn(&Value) -> Option<T>,
    ) -> Result<Option<Vec<T>>, ValueError> {
        let Some(value) = self.get(key) else {
            return Ok(None);
        };
        let Value::List(items) = value else {
            return Err(self.mistyped(key, expected, value));
        };
        let entity = |item| {
            let stranger = || self.mistyped(key, expected, item);
            entity(item).ok_or_else(stranger)
        };
        items.iter().map(entity).collect::<Result<_, _>>().map(Some)
    }

    /// The error for a name the graph does not have.
    pub(super) fn unknown_name<'n>(
        &self,
        what: &str,
        name: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) -> ValueError {
        let names: Vec<&str> = names.into_iter().collect();
        let message = format!("{}: the graph has no {what} `{name}`", self.procedure);
        ValueError::argument("InvalidArgumentValue", message).advising(near(name, &names))
    }

    /// The error for a node of the configuration that is not among those the algorithm runs over.
    pub(super) fn outside(&self, key: &str) -> ValueError {
        let message = format!(
            "{}: the node given for `{key}` is not in the projected graph",
            self.procedure
        );
        self.wrong(message)
    }

    /// An error about what the configuration made of the graph.
    pub(super) fn refuse(&self, detail: &'static str, message: &str) -> ValueError {
        ValueError::argument(detail, format!("{}: {message}", self.procedure))
    }
}

/// A number as a double.
pub(super) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        _ => None,
    }
}

fn unknown(what: &str, name: &str, procedure: &str, names: &[&str]) -> ValueError {
    let message = format!("{procedure} has no {what} `{name}`");
    let list = || format!("its keys are {}", names.join(", "));
    let hint = near(name, names).or_else(|| Some(list()));
    ValueError::argument("InvalidArgumentValue", message).advising(hint)
}

/// `did you mean …?` for the names nearest to one that is not there.
fn near(name: &str, names: &[&str]) -> Option<String> {
    let quoted = closest(name, names.iter().copied())
        .into_iter()
        .map(|name| format!("`{name}`"));
    let quoted: Vec<String> = quoted.collect();
    did_you_mean(&quoted.iter().map(String::as_str).collect::<Vec<_>>())
}
