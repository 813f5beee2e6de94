//! `rihla check`.

use std::io::{Write, stdout};

use super::args::Check;
use super::output::counted;
use super::{FAILED, Stop, open};
use crate::knowledge::{self, Finding, Severity};

/// Prints every finding and the figures of each file.
pub fn run(arguments: &Check) -> Result<(), Stop> {
    let mut sound = true;
    let mut out = stdout().lock();
    for path in &arguments.files {
        open::must_be_file(path)?;
        if !knowledge::is_knowledge_file(path) {
            let message = "a knowledge file ends in .toml or .json";
            return Err(Stop::unusable(format!("{}: {message}", path.display())));
        }
        let report = knowledge::read(path).map_err(|error| open::unusable_file(path, &error))?;
        let shown = |finding: &&Finding| !arguments.quiet || finding.severity == Severity::Error;
        for finding in report.findings.iter().filter(shown) {
            writeln!(out, "{}\n", report.draw(finding))?;
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
