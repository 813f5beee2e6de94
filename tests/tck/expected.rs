//! The kit's notation for values, and whether a value is what it says.

use std::iter::Peekable;
use std::str::Chars;

use rihla::Value;
use rihla::session::{Entities, Rows};
use rihla::value::{Map, Path};

/// A value as a feature file writes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    List(Vec<Expected>),
    Map(Vec<(String, Expected)>),
    Node(Vec<String>, Vec<(String, Expected)>),
    Relationship(String, Vec<(String, Expected)>),
    /// The nodes, and between them relationships with whether they point forward.
    Path(Vec<Expected>, Vec<(Expected, bool)>),
}

/// Reads a cell.
pub fn parse(text: &str) -> Result<Expected, String> {
    let mut reader = Reader {
        chars: text.chars().peekable(),
    };
    let value = reader
        .value()
        .ok_or_else(|| format!("cannot read the expected value {text}"))?;
    reader.blanks();
    if reader.chars.peek().is_some() {
        Err(format!("cannot read all of the expected value {text}"))
    } else {
        Ok(value)
    }
}

struct Reader<'t> {
    chars: Peekable<Chars<'t>>,
}

impl Reader<'_> {
    fn blanks(&mut self) {
        while self.chars.next_if(|c| c.is_whitespace()).is_some() {}
    }

    fn eat(&mut self, wanted: char) -> bool {
        self.blanks();
        self.chars.next_if_eq(&wanted).is_some()
    }

    fn peek(&mut self) -> Option<char> {
        self.blanks();
        self.chars.peek().copied()
    }

    fn value(&mut self) -> Option<Expected> {
        match self.peek()? {
            '\'' => self.text().map(Expected::Text),
            '[' => self.list_or_relationship(),
            '{' => self.map().map(Expected::Map),
            '(' => self.node(),
            '<' => self.path(),
            _ => self.word(),
        }
    }

    fn text(&mut self) -> Option<String> {
        self.eat('\'');
        let mut text = String::new();
        loop {
            match self.chars.next()? {
                '\'' => return Some(text),
                '\\' => text.push(match self.chars.next()? {
                    'n' => '\n',
                    't' => '\t',
                    other => other,
                }),
                c => text.push(c),
            }
        }
    }

    fn word(&mut self) -> Option<Expected> {
        let mut word = String::new();
        while let Some(c) = self
            .chars
            .next_if(|c| !c.is_whitespace() && !",]})>".contains(*c))
        {
            word.push(c);
        }
        match word.as_str() {
            "null" => Some(Expected::Null),
            "true" => Some(Expected::Boolean(true)),
            "false" => Some(Expected::Boolean(false)),
            "NaN" => Some(Expected::Float(f64::NAN)),
            "Inf" | "Infinity" => Some(Expected::Float(f64::INFINITY)),
            "-Inf" | "-Infinity" => Some(Expected::Float(f64::NEG_INFINITY)),
            number => match number.parse() {
                Ok(integer) => Some(Expected::Integer(integer)),
                Err(_) => number.parse().ok().map(Expected::Float),
            },
        }
    }

    fn list_or_relationship(&mut self) -> Option<Expected> {
        self.eat('[');
        if self.peek()? == ':' {
            return self.relationship_rest();
        }
        let mut items = Vec::new();
        while !self.eat(']') {
            items.push(self.value()?);
            self.eat(',');
        }
        Some(Expected::List(items))
    }

    fn relationship_rest(&mut self) -> Option<Expected> {
        self.eat(':');
        let kind = self.name();
        let properties = self.properties()?;
        self.eat(']')
            .then_some(Expected::Relationship(kind, properties))
    }

    fn name(&mut self) -> String {
        self.blanks();
        let mut name = String::new();
        if self.chars.next_if_eq(&'`').is_some() {
            while let Some(c) = self.chars.next_if(|c| *c != '`') {
                name.push(c);
            }
            self.chars.next();
            return name;
        }
        while let Some(c) = self
            .chars
            .next_if(|c| c.is_alphanumeric() || "_.-+ ".contains(*c))
        {
            name.push(c);
        }
        name.trim_end().to_string()
    }

    fn properties(&mut self) -> Option<Vec<(String, Expected)>> {
        if self.peek()? == '{' {
            self.map()
        } else {
            Some(Vec::new())
        }
    }

    fn map(&mut self) -> Option<Vec<(String, Expected)>> {
        self.eat('{');
        let mut entries = Vec::new();
        while !self.eat('}') {
            let key = self.name();
            if !self.eat(':') {
                return None;
            }
            entries.push((key, self.value()?));
            self.eat(',');
        }
        Some(entries)
    }

    fn node(&mut self) -> Option<Expected> {
        self.eat('(');
        let mut labels = Vec::new();
        while self.eat(':') {
            labels.push(self.name());
        }
        let properties = self.properties()?;
        self.eat(')').then_some(Expected::Node(labels, properties))
    }

    fn path(&mut self) -> Option<Expected> {
        self.eat('<');
        let mut nodes = vec![self.node()?];
        let mut steps = Vec::new();
        while !self.eat('>') {
            let backward = self.eat('<');
            if !self.eat('-') || !self.eat('[') {
                return None;
            }
            let relationship = self.relationship_rest()?;
            if !self.eat('-') {
                return None;
            }
            if !backward && !self.eat('>') {
                return None;
            }
            steps.push((relationship, !backward));
            nodes.push(self.node()?);
        }
        Some(Expected::Path(nodes, steps))
    }
}

impl Expected {
    /// The value itself, for parameters and procedure tables.
    pub fn to_value(&self) -> Value {
        match self {
            Expected::Null => Value::Null,
            Expected::Boolean(truth) => Value::Boolean(*truth),
            Expected::Integer(number) => Value::Integer(*number),
            Expected::Float(number) => Value::Float(*number),
            Expected::Text(text) => Value::string(text.as_str()),
            Expected::List(items) => {
                Value::list(items.iter().map(Expected::to_value).collect::<Vec<_>>())
            }
            Expected::Map(entries) => Value::map(
                entries
                    .iter()
                    .map(|(key, value)| (key.as_str().into(), value.to_value()))
                    .collect::<Map>(),
            ),
            entity => panic!("an entity cannot be a parameter: {entity:?}"),
        }
    }

    /// Whether `actual` is this value; with `any_order` the items of lists may come in any order.
    pub fn matches(&self, actual: &Value, entities: &Entities, any_order: bool) -> bool {
        match (self, actual) {
            (Expected::Null, Value::Null) => true,
            (Expected::Boolean(a), Value::Boolean(b)) => a == b,
            (Expected::Integer(a), Value::Integer(b)) => a == b,
            (Expected::Float(a), Value::Float(b)) => a == b || (a.is_nan() && b.is_nan()),
            (Expected::Text(a), Value::String(b)) => a.as_str() == &**b,
            (Expected::List(a), Value::List(b)) => lists_match(a, b, entities, any_order),
            (Expected::Map(a), Value::Map(b)) => {
                let entries: Vec<_> = b.iter().map(|(key, value)| (&**key, value)).collect();
                entries_match(a, &entries, entities, any_order)
            }
            (Expected::Node(labels, properties), Value::Node(id)) => {
                let Some(node) = entities.node(*id) else {
                    return false;
                };
                let entries: Vec<_> = node
                    .properties
                    .iter()
                    .map(|(key, value)| (&**key, value))
                    .collect();
                same_set(labels, &node.labels)
                    && entries_match(properties, &entries, entities, any_order)
            }
            (Expected::Relationship(kind, properties), Value::Relationship(id)) => {
                let Some(relationship) = entities.relationship(*id) else {
                    return false;
                };
                let entries: Vec<_> = relationship
                    .properties
                    .iter()
                    .map(|(key, value)| (&**key, value))
                    .collect();
                kind.as_str() == &*relationship.kind
                    && entries_match(properties, &entries, entities, any_order)
            }
            (Expected::Path(nodes, steps), Value::Path(path)) => {
                path_matches(nodes, steps, path, entities)
            }
            (Expected::Text(text), temporal) => {
                is_temporal(temporal) && temporal.to_string() == *text
            }
            _ => false,
        }
    }
}

/// The kit writes temporal values and durations as texts.
fn is_temporal(value: &Value) -> bool {
    matches!(
        value,
        Value::Date(_)
            | Value::LocalTime(_)
            | Value::Time(_)
            | Value::LocalDateTime(_)
            | Value::DateTime(_)
            | Value::Duration(_)
    )
}

fn lists_match(
    expected: &[Expected],
    actual: &[Value],
    entities: &Entities,
    any_order: bool,
) -> bool {
    if expected.len() != actual.len() {
        return false;
    }
    if !any_order {
        return expected
            .iter()
            .zip(actual)
            .all(|(a, b)| a.matches(b, entities, any_order));
    }
    pair_up(expected, actual, |a, b| a.matches(b, entities, any_order))
}

fn entries_match(
    expected: &[(String, Expected)],
    actual: &[(&str, &Value)],
    entities: &Entities,
    any_order: bool,
) -> bool {
    let found = |key: &str| {
        actual
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, value)| *value)
    };
    expected.len() == actual.len()
        && expected.iter().all(|(key, value)| {
            found(key).is_some_and(|found| value.matches(found, entities, any_order))
        })
}

fn same_set(expected: &[String], actual: &[std::sync::Arc<str>]) -> bool {
    expected.len() == actual.len()
        && expected
            .iter()
            .all(|label| actual.iter().any(|other| &**other == label.as_str()))
}

fn path_matches(
    nodes: &[Expected],
    steps: &[(Expected, bool)],
    path: &Path,
    entities: &Entities,
) -> bool {
    let node = |(expected, id): (&Expected, _)| expected.matches(&Value::Node(id), entities, false);
    let step = |(at, (expected, forward)): (usize, &(Expected, bool))| {
        let id = path.relationships[at];
        let leaves = entities
            .relationship(id)
            .is_some_and(|relationship| relationship.start == path.nodes[at]);
        let arrives = entities
            .relationship(id)
            .is_some_and(|relationship| relationship.end == path.nodes[at]);
        let direction = if *forward { leaves } else { arrives };
        direction && expected.matches(&Value::Relationship(id), entities, false)
    };
    nodes.len() == path.nodes.len()
        && steps.len() == path.relationships.len()
        && nodes.iter().zip(path.nodes.iter().copied()).all(node)
        && steps.iter().enumerate().all(step)
}

/// Whether each expected item can be paired with an actual one of its own. Greedy: the kit's expectations are never such
/// that one fits two different values.
pub fn pair_up<E, A>(expected: &[E], actual: &[A], fits: impl Fn(&E, &A) -> bool) -> bool {
    let mut free: Vec<bool> = vec![true; actual.len()];
    expected.iter().all(|wanted| {
        let found = (0..actual.len()).find(|&at| free[at] && fits(wanted, &actual[at]));
        found.inspect(|&at| free[at] = false).is_some()
    })
}

/// An answer in the kit's notation, to show what came instead.
pub fn show(rows: &Rows) -> String {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let heading = line(rows.columns.iter().map(ToString::to_string).collect());
    let body = rows.rows.iter().map(|row| {
        line(
            row.iter()
                .map(|value| show_value(value, &rows.entities))
                .collect(),
        )
    });
    std::iter::once(heading)
        .chain(body)
        .collect::<Vec<_>>()
        .join("\n")
}

fn show_value(value: &Value, entities: &Entities) -> String {
    match value {
        Value::Node(id) => entities.node(*id).map_or("(gone)".into(), |node| {
            let labels: String = node
                .labels
                .iter()
                .map(|label| format!(":{label}"))
                .collect();
            format!("({labels} {})", show_entries(&node.properties, entities))
        }),
        Value::Relationship(id) => {
            entities
                .relationship(*id)
                .map_or("[gone]".into(), |relationship| {
                    format!(
                        "[:{} {}]",
                        relationship.kind,
                        show_entries(&relationship.properties, entities)
                    )
                })
        }
        Value::List(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| show_value(item, entities))
                .collect();
            format!("[{}]", items.join(", "))
        }
        other => other.to_string(),
    }
}

fn show_entries(entries: &[(std::sync::Arc<str>, Value)], entities: &Entities) -> String {
    let entries: Vec<String> = entries
        .iter()
        .map(|(key, value)| format!("{key}: {}", show_value(value, entities)))
        .collect();
    format!("{{{}}}", entries.join(", "))
}
