//! `SHOW FUNCTIONS` and `SHOW PROCEDURES`.

use std::sync::Arc;

use super::Rows;
use super::prepare::not_supported;
use crate::function::Library;
use crate::semantics::SemanticError;
use crate::syntax::ast::{Show, ShowKind};
use crate::value::Value;

/// Whether a `SHOW` command can be answered.
pub(super) fn check(command: &Show) -> Result<ShowKind, SemanticError> {
    match command.what {
        ShowKind::Functions | ShowKind::Procedures => Ok(command.what),
        ShowKind::Indexes => Err(not_supported("SHOW INDEXES", command.span)),
        ShowKind::Constraints => Err(not_supported("SHOW CONSTRAINTS", command.span)),
    }
}

pub(super) fn show(what: ShowKind, library: &Library) -> Rows {
    let columns = ["name", "category", "signature", "description"];
    let mut rows: Vec<Vec<Value>> = match what {
        ShowKind::Procedures => library
            .procedures()
            .map(|procedure| {
                vec![
                    Value::string(&*procedure.name),
                    "procedure".into(),
                    procedure.signature().into(),
                    Value::string(&*procedure.documentation),
                ]
            })
            .collect(),
        _ => library
            .functions()
            .map(|function| {
                vec![
                    function.name.into(),
                    function.category.into(),
                    function.signature().into(),
                    function.documentation.into(),
                ]
            })
            .collect(),
    };
    rows.sort_by(|a, b| {
        a[0].as_str()
            .map(str::to_lowercase)
            .cmp(&b[0].as_str().map(str::to_lowercase))
    });
    Rows {
        columns: columns.map(Arc::from).to_vec(),
        rows,
        ..Rows::default()
    }
}
