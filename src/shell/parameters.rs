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
    let unusable = |why: String| Stop::unusable(format!("{}: {why}", path.display()));
    let serde_json::Value::Object(entries) = json else {
        return Err(unusable("expected an object of parameters".to_owned()));
    };
    let value = |(name, value): (String, _)| match from_json(value) {
        Ok(value) => Ok((name.into(), value)),
        Err(why) => Err(unusable(format!("parameter `{name}`: {why}"))),
    };
    let entries = entries.into_iter().map(value);
    Ok(Parameters::from(entries.collect::<Result<Map, _>>()?))
}

/// The same value; an integer that has no room in 64 bits is none.
fn from_json(json: serde_json::Value) -> Result<Value, String> {
    Ok(match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(truth) => Value::Boolean(truth),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(integer) => Value::Integer(integer),
            None if is_whole(&number.to_string()) => {
                return Err(format!("the integer {number} is too large for 64 bits"));
            }
            None => Value::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        serde_json::Value::String(text) => Value::string(text),
        serde_json::Value::Array(items) => {
            let items = items.into_iter().map(from_json);
            Value::list(items.collect::<Result<Vec<_>, _>>()?)
        }
        serde_json::Value::Object(entries) => {
            let entries = entries.into_iter();
            let entries = entries.map(|(key, value)| Ok((key.into(), from_json(value)?)));
            Value::map(entries.collect::<Result<Map, String>>()?)
        }
    })
}

/// Whether a number is written as an integer.
fn is_whole(number: &str) -> bool {
    number
        .bytes()
        .all(|byte| byte == b'-' || byte.is_ascii_digit())
}
