//! What is found in a knowledge file, and how it is shown.

use std::fmt;

use super::check::Knowledge;
use super::figures::Figures;
use crate::diagnostic::{Source, Span};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is loaded.
    Error,
    /// Loaded, but probably a mistake.
    Warning,
    /// Worth knowing.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        })
    }
}

/// A finding before it is known which file it is in.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub severity: Severity,
    pub message: String,
    pub hint: Option<String>,
    pub span: Span,
}

impl Problem {
    pub fn new(severity: Severity, message: impl Into<String>, span: Span) -> Self {
        Self {
            severity,
            message: message.into(),
            hint: None,
            span,
        }
    }

    pub fn error(message: impl Into<String>, span: Span) -> Self {
        Self::new(Severity::Error, message, span)
    }

    pub fn warning(message: impl Into<String>, span: Span) -> Self {
        Self::new(Severity::Warning, message, span)
    }

    pub fn with_hint(self, hint: Option<String>) -> Self {
        Self { hint, ..self }
    }

    pub fn in_file(self, file: usize) -> Finding {
        let Problem {
            severity,
            message,
            hint,
            span,
        } = self;
        Finding {
            severity,
            message,
            hint,
            file,
            span,
        }
    }
}

/// One thing found, with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// One lower-case sentence.
    pub message: String,
    /// At most one piece of advice.
    pub hint: Option<String>,
    /// Which of the report's files: 0 is the knowledge file.
    pub file: usize,
    /// Where in it.
    pub span: Span,
}

/// All that is found in a knowledge file.
#[derive(Clone, Debug)]
pub struct Report {
    /// The files read, with their texts: the knowledge file first, then its documents.
    pub files: Vec<(String, String)>,
    /// The findings: errors first, then by file and place.
    pub findings: Vec<Finding>,
    /// What the file holds.
    pub figures: Figures,
    /// What to load; `None` where a finding is an error.
    pub knowledge: Option<Knowledge>,
}

impl Report {
    /// Whether a finding is an error.
    pub fn has_errors(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }

    /// One finding as a picture no wider than so many columns: sentence, place, line with carets, advice.
    pub fn draw(&self, finding: &Finding, width: usize) -> String {
        let (name, text) = &self.files[finding.file];
        let source = Source::named(name.clone(), text).within(width);
        let picture = source.draw(finding.span);
        let advice = finding
            .hint
            .as_ref()
            .map(|hint| format!("\nhelp: {hint}"))
            .unwrap_or_default();
        format!(
            "{}: {}\n{picture}{advice}",
            finding.severity, finding.message
        )
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            writeln!(f, "{}\n", self.draw(finding, usize::MAX))?;
        }
        write!(f, "{}", self.figures)
    }
}
