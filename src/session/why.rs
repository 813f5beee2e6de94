//! The facts behind a row of an answer.

use super::{Database, Parameters, Rows, Statement};
use crate::error::{Error, Phase};
use crate::value::compare::equivalent;
use crate::value::{ErrorKind, Value};

/// Runs `text` with `WHY` and picks the row that is row `row` of `rows`: the one with the same values, and among
/// several such the one as far down.
pub(super) fn why(
    database: &Database,
    text: &str,
    parameters: Parameters,
    rows: &Rows,
    row: usize,
) -> Result<Rows, Error> {
    let Some(wanted) = rows.rows.get(row) else {
        return Err(refused(format!(
            "the last answer has {}",
            match rows.rows.len() {
                1 => "1 row".to_string(),
                count => format!("{count} rows"),
            }
        )));
    };
    let earlier = rows.rows[..row]
        .iter()
        .filter(|other| same(other, wanted))
        .count();
    let mut explained = facts(database, text, parameters)?;
    let places = explained
        .rows
        .iter()
        .enumerate()
        .filter(|(_, found)| same(&found[..found.len() - 1], wanted));
    let Some((at, _)) = places.take(earlier + 1).last() else {
        return Err(refused("the statement no longer gives this row".into()));
    };
    let why = explained.rows.swap_remove(at).pop().unwrap_or_default();
    Ok(Rows {
        columns: vec!["why".into()],
        rows: vec![vec![why]],
        walk: None,
        why: true,
        ..explained
    })
}

/// Runs a statement that only reads with `WHY` in front.
pub(super) fn facts(
    database: &Database,
    text: &str,
    parameters: Parameters,
) -> Result<Rows, Error> {
    let statement = Statement::why(database, text)?;
    if statement.writes() {
        return Err(refused(
            "a statement that changes the graph cannot be asked again".into(),
        ));
    }
    statement.run(parameters)
}

fn same(a: &[Value], b: &[Value]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equivalent(a, b))
}

fn refused(message: String) -> Error {
    Error::new(Phase::Run, ErrorKind::ArgumentError, "NoSuchRow", message)
}
