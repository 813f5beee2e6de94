//! The kit's procedures: a signature and a table of what they give for what.

use std::sync::Arc;

use rihla::Database;
use rihla::function::{Library, Procedure};
use rihla::graph::Graph;
use rihla::value::compare::equivalent;
use rihla::value::{Type, Value};

use crate::expected;
use crate::gherkin::Step;

/// The same database with one more procedure.
pub fn with_procedure(
    database: &Database,
    signature: &str,
    step: &Step,
) -> Result<Database, String> {
    let procedure =
        read(signature, step).ok_or_else(|| format!("cannot read the signature {signature}"))??;
    let library = Library::clone(database.library()).with_procedure(procedure);
    Ok(Database::new(
        database.with_graph(Graph::clone),
        Arc::new(library),
    ))
}

/// `name(a :: TYPE?, …) :: (b :: TYPE?, …)` with the rows of its table: inputs first, then outputs.
fn read(signature: &str, step: &Step) -> Option<Result<Procedure, String>> {
    let (name, rest) = signature.split_once('(')?;
    let (inputs, outputs) = rest.split_once(')')?;
    let outputs = outputs
        .trim()
        .strip_prefix("::")?
        .trim()
        .trim_end_matches(':')
        .trim();
    let outputs = outputs.strip_prefix('(')?.strip_suffix(')')?;
    let (inputs, outputs) = (fields(inputs)?, fields(outputs)?);
    Some(rows(step).map(|rows| build(name.trim(), &inputs, &outputs, rows)))
}

fn fields(list: &str) -> Option<Vec<(String, Type)>> {
    let items = list
        .split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty());
    items
        .map(|item| {
            item.split_once("::")
                .map(|(name, kind)| (name.trim().to_string(), type_of(kind.trim())))
        })
        .collect()
}

fn type_of(name: &str) -> Type {
    match name.trim_end_matches('?') {
        "INTEGER" => Type::Integer,
        "FLOAT" => Type::Float,
        "NUMBER" => Type::Number,
        "STRING" => Type::String,
        "BOOLEAN" => Type::Boolean,
        "MAP" => Type::Map,
        _ => Type::Any,
    }
}

fn rows(step: &Step) -> Result<Vec<Vec<Value>>, String> {
    let Some(table) = &step.table else {
        return Ok(Vec::new());
    };
    let body = table.iter().skip(1);
    body.map(|row| {
        row.iter()
            .map(|cell| expected::parse(cell).map(|cell| cell.to_value()))
            .collect()
    })
    .collect()
}

fn build(
    name: &str,
    inputs: &[(String, Type)],
    outputs: &[(String, Type)],
    rows: Vec<Vec<Value>>,
) -> Procedure {
    let taken = inputs.len();
    let body = move |_: &rihla::function::Call<'_>, arguments: &[Value]| {
        let fits = |row: &&Vec<Value>| {
            row.iter()
                .zip(arguments)
                .take(taken)
                .all(|(cell, given)| same(cell, given))
        };
        Ok(rows
            .iter()
            .filter(fits)
            .map(|row| row[taken..].to_vec())
            .collect())
    };
    let procedure = Procedure::new(name, "a procedure of the kit", body);
    let procedure = inputs.iter().fold(procedure, |procedure, (name, kind)| {
        procedure.taking(name, kind.clone())
    });
    outputs.iter().fold(procedure, |procedure, (name, kind)| {
        procedure.giving(name.as_str(), kind.clone())
    })
}

/// Integers and floats that are equal are the same argument.
fn same(cell: &Value, given: &Value) -> bool {
    equivalent(cell, given)
}
