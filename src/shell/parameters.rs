//! Parameters from the command line and from files.

use std::collections::HashSet;
use std::path::Path;

use super::{Stop, open};
use crate::session::{Database, Parameters};
use crate::syntax;
use crate::value::{Map, Value};

/// Reads `--params` first and `--param` over it.
pub fn read(file: Option<&Path>, given: &[String]) -> Result<Parameters, Stop> {
    let mut parameters = match file {
        Some(path) => read_file(path)?,
        None => Parameters::default(),
    };
    let mut names = HashSet::new();
    for assignment in given {
        let (name, text) = assignment
            .split_once('=')
            .ok_or_else(|| Stop::unusable(format!("--param {assignment}: expected name=value")))?;
        let value =
            literal(text).map_err(|why| Stop::unusable(format!("--param {assignment}: {why}")))?;
        let name = name.trim();
        if !names.insert(name) {
            return Err(Stop::unusable(format!("--param {name}: given twice")));
        }
        parameters.set(name, value);
    }
    Ok(parameters)
}

/// The value of an expression that needs no graph.
pub fn literal(text: &str) -> Result<Value, String> {
    let help =
        "the value is a literal of the language: 'text', 3, 1.5, true, [1, 2], {key: 'value'}";
    syntax::parse_expression(text).map_err(|error| format!("{error}; {help}"))?;
    let rows = Database::in_memory().run(&format!("RETURN ({text}\n) AS value"), ());
    let rows = rows.map_err(|error| format!("{error}; {help}"))?;
    rows.rows
        .into_iter()
        .flatten()
        .next()
        .ok_or_else(|| help.to_string())
}

fn read_file(path: &Path) -> Result<Parameters, Stop> {
    let text = open::read_text(path)?;
    let json: serde_json::Value = serde_json::from_str(&text)
        .map_err(|error| Stop::unusable(format!("{}: {error}", path.display())))?;
    match from_json(json) {
        Value::Map(entries) => Ok(Parameters::from(Map::clone(&entries))),
        _ => Err(Stop::unusable(format!(
            "{}: expected an object of parameters",
            path.display()
        ))),
    }
}

fn from_json(json: serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(truth) => Value::Boolean(truth),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(integer) => Value::Integer(integer),
            None => Value::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        serde_json::Value::String(text) => Value::string(text),
        serde_json::Value::Array(items) => {
            Value::list(items.into_iter().map(from_json).collect::<Vec<_>>())
        }
        serde_json::Value::Object(entries) => Value::map(
            entries
                .into_iter()
                .map(|(key, value)| (key.into(), from_json(value)))
                .collect(),
        ),
    }
}
