//! `SHOW FUNCTIONS` and `SHOW PROCEDURES`.

use std::sync::Arc;

use super::Rows;
use crate::function::{LISTED_COLUMNS, Library};
use crate::syntax::ast::ShowKind;

pub(super) fn show(what: ShowKind, library: &Library) -> Rows {
    Rows {
        columns: LISTED_COLUMNS.map(Arc::from).to_vec(),
        rows: match what {
            ShowKind::Procedures => library.procedure_rows(),
            ShowKind::Functions => library.function_rows(),
        },
        ..Rows::default()
    }
}
