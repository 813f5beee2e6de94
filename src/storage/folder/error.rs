//! What is wrong with a folder, and where.

use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Source, Span};

/// A line longer than this is not shown.
const LONGEST_LINE: u64 = 1 << 20;
/// How much of a line is read behind the place to show.
const BEHIND: u64 = 4096;

/// Why a folder gives no graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderError {
    /// One lower-case sentence.
    pub message: String,
    /// At most one piece of advice.
    pub hint: Option<String>,
    /// Where; `None` where the folder itself is meant.
    pub place: Option<Place>,
    /// The line with carets under the place.
    picture: Option<String>,
}

/// A place in a file of the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl FolderError {
    /// A mistake of no one file.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: None,
            place: None,
            picture: None,
        }
    }

    /// A file or folder that cannot be read.
    pub(super) fn unreadable(path: &Path, error: &io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file".to_owned(),
            io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
            _ => error.to_string(),
        };
        Self::new(format!("{}: {reason}", path.display()))
    }

    pub(super) fn with_hint(self, hint: Option<String>) -> Self {
        Self { hint, ..self }
    }
}

/// A mistake at some bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Offset of the first byte.
    pub(super) at: u64,
    /// How many bytes.
    pub(super) length: usize,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

impl Fault {
    pub(super) fn new(at: usize, length: usize, message: impl Into<String>) -> Self {
        Self {
            at: at as u64,
            length,
            message: message.into(),
            hint: None,
        }
    }

    pub(super) fn with_hint(self, hint: impl Into<Option<String>>) -> Self {
        Self {
            hint: hint.into(),
            ..self
        }
    }

    /// The same, from an offset in a block to one in its file.
    pub(super) fn shifted(self, by: u64) -> Self {
        Self {
            at: self.at + by,
            ..self
        }
    }

    /// The error, with line and column looked up in the file.
    pub(super) fn in_file(self, file: &Path) -> FolderError {
        let error = FolderError::new(self.message.clone()).with_hint(self.hint.clone());
        match Context::read(file, self.at) {
            Ok(context) => context.place(file, &self, error),
            Err(unreadable) => FolderError::unreadable(file, &unreadable),
        }
    }
}

/// The line around an offset, read again from its file: mistakes are rare.
struct Context {
    line: usize,
    before: String,
    behind: Vec<u8>,
}

impl Context {
    fn read(path: &Path, at: u64) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let (line, start) = line_start(BufReader::new(&file).take(at))?;
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        file.take((at - start).min(LONGEST_LINE) + BEHIND)
            .read_to_end(&mut bytes)?;
        let behind = bytes.split_off(((at - start) as usize).min(bytes.len()));
        let before = String::from_utf8_lossy(&bytes);
        let before = before
            .strip_prefix('\u{feff}')
            .unwrap_or(&before)
            .to_owned();
        Ok(Self {
            line,
            before,
            behind,
        })
    }

    fn place(&self, file: &Path, fault: &Fault, error: FolderError) -> FolderError {
        let end = memchr::memchr(b'\n', &self.behind).unwrap_or(self.behind.len());
        let (marked, rest) = self.behind[..end].split_at(fault.length.min(end));
        let marked = String::from_utf8_lossy(marked);
        let text = format!("{}{marked}{}", self.before, String::from_utf8_lossy(rest));
        let span = Span::new(self.before.len(), self.before.len() + marked.len());
        let source = Source::named(file.display().to_string(), &text).beginning_at(self.line);
        let place = Place {
            file: file.to_owned(),
            line: self.line,
            column: self.before.chars().count() + 1,
        };
        FolderError {
            picture: Some(source.draw(span)),
            place: Some(place),
            ..error
        }
    }
}

/// How many lines begin in some bytes, and where the last one begins.
fn line_start(mut bytes: impl Read) -> io::Result<(usize, u64)> {
    let (mut line, mut start, mut read) = (1, 0, 0);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = bytes.read(&mut buffer)?;
        if count == 0 {
            return Ok((line, start));
        }
        for at in memchr::memchr_iter(b'\n', &buffer[..count]) {
            line += 1;
            start = read + at as u64 + 1;
        }
        read += count as u64;
    }
}

impl fmt::Display for FolderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(picture) = &self.picture {
            write!(f, "\n{picture}")?;
        }
        match &self.hint {
            Some(hint) => write!(f, "\nhelp: {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for FolderError {}
