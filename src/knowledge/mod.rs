//! The knowledge file: what a person writes by hand, reviews and diffs.
//!
//! In: a TOML file, or a JSON file of the same shape, and the documents it names. Out: a [`Report`] with every finding at once,
//! each with file, line and advice, the [`Figures`], and, where no finding is an error, the [`Knowledge`] to
//! put into a graph. Always holds: every id in a [`Knowledge`] is there, every quote stands in its document, and
//! nothing is half-loaded: a file with an error gives no knowledge.
//!
//! ```toml
//! [[source]]
//! id = "brief"
//! path = "brief.txt"
//!
//! [[entity]]
//! id = "qatar"
//! name = "Qatar"
//! labels = ["Country"]
//!
//! [[relation]]
//! from = "qatar"
//! type = "MEDIATED"
//! to = "exchange"
//! evidence = [{ source = "brief", quote = "…" }]
//! ```

mod check;
mod decode;
mod document;
mod figures;
mod file;
mod finding;
mod load;
mod quote;

use std::io;
use std::path::Path;

pub use check::Knowledge;
pub use figures::Figures;
pub use finding::{Finding, Report, Severity};

/// Reads and checks a knowledge file; its documents are looked for beside it.
///
/// # Errors
/// The file itself cannot be read. Documents that cannot be read are findings.
pub fn read(path: &Path) -> io::Result<Report> {
    let bytes = std::fs::read(path)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    Ok(check::check(
        &path.display().to_string(),
        bytes,
        &|document| std::fs::read(folder.join(document)),
    ))
}

/// The knowledge that ships inside the program.
pub fn sample() -> Report {
    let toml = include_bytes!("../../data/brief.toml").to_vec();
    check::check("brief.toml", toml, &|document| match document {
        "brief.txt" => Ok(include_bytes!("../../data/brief.txt").to_vec()),
        _ => Err(io::ErrorKind::NotFound.into()),
    })
}

/// Whether a path looks like a knowledge file: it ends in `.toml` or `.json`.
pub fn is_knowledge_file(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending == "toml" || ending == "json")
}
