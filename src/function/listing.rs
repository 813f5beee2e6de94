//! The library as rows: what `SHOW` prints, and the procedures its longer forms call.

use super::{Library, Procedure};
use crate::value::{Type, Value};

/// The columns of both lists.
pub const COLUMNS: [&str; 4] = ["name", "category", "signature", "description"];

type Rows = Vec<Vec<Value>>;

impl Library {
    /// All functions by name, a row each.
    pub fn function_rows(&self) -> Rows {
        let row = |function: &super::Function| {
            vec![
                function.name.into(),
                function.category.into(),
                function.signature().into(),
                function.documentation.into(),
            ]
        };
        sorted(self.functions().map(row).collect())
    }

    /// All procedures by name, a row each.
    pub fn procedure_rows(&self) -> Rows {
        let row = |procedure: &Procedure| {
            vec![
                Value::string(&*procedure.name),
                "procedure".into(),
                procedure.signature().into(),
                Value::string(&*procedure.documentation),
            ]
        };
        sorted(self.procedures().map(row).collect())
    }

    /// The procedures that give these rows; to be made again when there are more of them.
    pub(super) fn listings(&self) -> [Procedure; 2] {
        [
            listing("dbms.functions", "The functions.", self.function_rows()),
            listing("dbms.procedures", "The procedures.", self.procedure_rows()),
        ]
    }
}

fn listing(name: &str, documentation: &str, rows: Rows) -> Procedure {
    let procedure = Procedure::new(name, documentation, move |_, _| Ok(rows.clone()));
    COLUMNS
        .into_iter()
        .fold(procedure, |it, column| it.giving(column, Type::String))
}

fn sorted(mut rows: Rows) -> Rows {
    rows.sort_by_cached_key(|row| row[0].as_str().map(str::to_lowercase));
    rows
}
