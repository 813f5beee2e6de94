//! `SHOW FUNCTIONS` and `SHOW PROCEDURES`.

use std::sync::Arc;

use super::Rows;
use super::prepare::not_supported;
use crate::function::{LISTED_COLUMNS, Library};
use crate::semantics::SemanticError;
use crate::syntax::ast::{Show, ShowKind};

/// Whether a `SHOW` command can be answered.
pub(super) fn check(command: &Show) -> Result<ShowKind, SemanticError> {
    match command.what {
        ShowKind::Functions | ShowKind::Procedures => Ok(command.what),
        ShowKind::Indexes => Err(not_supported("SHOW INDEXES", command.span)),
        ShowKind::Constraints => Err(not_supported("SHOW CONSTRAINTS", command.span)),
    }
}

pub(super) fn show(what: ShowKind, library: &Library) -> Rows {
    Rows {
        columns: LISTED_COLUMNS.map(Arc::from).to_vec(),
        rows: match what {
            ShowKind::Procedures => library.procedure_rows(),
            _ => library.function_rows(),
        },
        ..Rows::default()
    }
}
