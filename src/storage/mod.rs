//! Files the engine itself touches.
//!
//! In: a name a statement gives and the folder it may read from. Out: a reader, or a sentence why there is none. Always
//! holds: nothing outside that folder is opened, whatever the name or the links on the way say.
//!
//! [`folder`] reads a folder of CSV files as a graph.

pub mod folder;
mod import;

pub(crate) use folder::{MARK, UNCLOSED_QUOTE};
pub use import::open_import;
