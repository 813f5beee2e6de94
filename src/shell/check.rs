//! `rihla check`.

use std::io::{Write, stdout};
use std::path::Path;

use super::args::Check;
use super::output::counted;
use super::screen::Screen;
use super::{FAILED, Stop, open};
use crate::knowledge::{self, Finding, Severity};

/// Prints every finding and the figures of each file.
pub fn run(arguments: &Check) -> Result<(), Stop> {
    let mut sound = true;
    let screen = Screen::detect();
    let mut out = stdout().lock();
    for path in &arguments.files {
        open::must_be_file(path)?;
        if !knowledge::is_knowledge_file(path) {
            return Err(no_knowledge_file(path));
        }
        let report = knowledge::read(path).map_err(|error| open::unusable_file(path, &error))?;
        let shown = |finding: &&Finding| !arguments.quiet || finding.severity == Severity::Error;
        for finding in report.findings.iter().filter(shown) {
            let drawn = report.draw(finding, screen.message_width());
            writeln!(out, "{}\n", screen.fit(&drawn))?;
        }
        writeln!(out, "{}\n{}", path.display(), report.figures)?;
        let count = |severity| {
            report
                .findings
                .iter()
                .filter(|finding| finding.severity == severity)
                .count()
        };
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        writeln!(
            out,
            "findings    {}, {}, {}",
            // As wide as the figures above.
            format_args!(
                "{errors:>6}{}",
                &counted(errors, "error")[errors.to_string().len()..]
            ),
            counted(warnings, "warning"),
            counted(count(Severity::Note), "note")
        )?;
        sound &= errors == 0;
    }
    if sound {
        Ok(())
    } else {
        Err(Stop::silent(FAILED))
    }
}

fn no_knowledge_file(path: &Path) -> Stop {
    let message = format!(
        "{}: a knowledge file ends in .toml or .json",
        path.display()
    );
    match open::is_query_file(path) {
        true => Stop::unusable(format!("{message}\nhelp: {}", open::run_it(path))),
        false => Stop::unusable(message),
    }
}
