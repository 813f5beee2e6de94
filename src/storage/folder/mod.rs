//! A folder of CSV files as a graph in memory.
//!
//! In: a folder with a file for each kind of node and of relationship. Out: a [`Graph`] with its adjacency indexes built,
//! or a [`FolderError`] with file, line and column. Always holds: a folder with a mistake in it gives no graph; every
//! value of a column has the same type; nothing is read twice unless a column's type was guessed wrong.
//!
//! # Two ways to say what a file holds
//!
//! **By its name.** `Person.csv` holds nodes labelled `Person`, `Post+Message.csv` nodes with both labels. The column
//! `id`, where there is one, tells them apart and is kept as a property. `Person_KNOWS_Person.csv` holds relationships of
//! type `KNOWS`; its columns `from` and `to` have the ids of their ends. `Person` there is any label of a file of nodes.
//!
//! **By its header**, as `neo4j-admin` reads it: `id:ID(Person)` an id in the id space `Person`, kept as property `id`
//! (without a name it is not kept), `:LABEL` labels joined by `;`, `:START_ID(Person)`, `:END_ID(Person)` and `:TYPE` of
//! relationships, `:IGNORE`, and properties with their type, `born:date`, `names:string[]`. Without `:LABEL` or `:TYPE`
//! the file's name counts as above.
//!
//! # Values
//!
//! A column without a type takes the narrowest of boolean, integer, float and string that all its values are written as;
//! `007` and `+49` are strings. An empty field is no value; `""` is an empty string where the column is one of strings.
//! Fields are separated by commas, or, where the header has none, by tabs, semicolons or bars.
//!
//! ```text
//!  kind      what each file holds           block     files in blocks that end where a record ends
//!   ├ name    from its name                 record    the fields of a block
//!   └ header  from its columns              value     fields of one column, as values of its type
//!  table     a file as whole columns        space     ids in files <-> nodes
//! ```

mod block;
mod error;
mod header;
mod kind;
mod load;
mod name;
mod record;
mod space;
mod table;
mod value;

use std::path::Path;

pub(crate) use block::MARK;
pub use error::{FolderError, Place};
pub(crate) use record::UNCLOSED_QUOTE;

use crate::graph::Graph;

/// Reads a folder of CSV files.
///
/// # Errors
/// A file that cannot be read, does not say what it holds, or holds something that cannot be: a record with too many
/// fields, a value of another type than its column's, an id given twice, an end that is no node.
pub fn read(folder: &Path) -> Result<Graph, FolderError> {
    load::load(folder)
}
