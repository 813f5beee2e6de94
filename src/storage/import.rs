//! The files `LOAD CSV` reads.

use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

/// A file that is open.
pub struct Opened {
    /// Its bytes.
    pub reader: Box<dyn Read>,
    /// Where it lies.
    pub path: PathBuf,
}

/// Opens a file below `root` by a relative name or a `file:` address (`file:///people.csv` is `people.csv` below the root).
///
/// # Errors
/// A sentence: the address is of another kind, the file is not there or not a file, or it lies outside the root.
pub fn open_import(root: &Path, name: &str) -> Result<Opened, String> {
    let relative = relative_name(name)?;
    let root = fs::canonicalize(root)
        .map_err(|error| format!("the import folder cannot be read: {error}"))?;
    let path = fs::canonicalize(root.join(&relative))
        .map_err(|error| format!("`{name}` cannot be read: {error}"))?;
    if !path.starts_with(&root) {
        return Err(format!("`{name}` lies outside the import folder"));
    }
    if !path.is_file() {
        return Err(format!("`{name}` is not a file"));
    }
    let file = File::open(&path).map_err(|error| format!("`{name}` cannot be read: {error}"))?;
    Ok(Opened {
        reader: Box::new(BufReader::new(file)),
        path,
    })
}

fn relative_name(name: &str) -> Result<String, String> {
    let path = match name.split_once(':') {
        Some(("file", path)) => decode(path.trim_start_matches('/')),
        Some((scheme, rest)) if rest.starts_with("//") => {
            return Err(format!(
                "`{scheme}:` addresses are not read; put the file into the import folder"
            ));
        }
        _ => name.trim_start_matches('/').to_string(),
    };
    if path.is_empty() {
        Err("the file's name is empty".into())
    } else {
        Ok(path)
    }
}

/// `%20` and its like as the bytes they stand for.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let digits = tail
            .get(..2)
            .and_then(|pair| std::str::from_utf8(pair).ok());
        let decoded = digits
            .filter(|_| *first == b'%')
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        bytes.push(decoded.unwrap_or(*first));
        rest = if decoded.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
