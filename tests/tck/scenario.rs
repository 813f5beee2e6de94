//! Feature files as scenarios, the examples of an outline filled in.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::gherkin::{self, Step};

/// A scenario, ready to be run.
pub struct Scenario {
    /// `clauses/match/Match1::[1] Match non-existent nodes returns empty`, with ` (example 3)` for an outline.
    pub name: String,
    /// File and line.
    pub place: String,
    /// What is to be done.
    pub steps: Vec<Step>,
    /// The folder of the kit, where its named graphs are beside.
    pub root: PathBuf,
}

/// All scenarios of all feature files below a folder, sorted by file.
pub fn read_folder(root: &Path) -> Vec<Scenario> {
    let mut files = Vec::new();
    collect_files(root, &mut files);
    files.sort();
    files
        .iter()
        .flat_map(|file| read_file(root, file))
        .collect()
}

fn collect_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect_files(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "feature") {
            files.push(path);
        }
    }
}

fn read_file(root: &Path, file: &Path) -> Vec<Scenario> {
    let text =
        std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let feature = gherkin::parse(&text);
    let group = file
        .strip_prefix(root)
        .unwrap_or(file)
        .with_extension("")
        .display()
        .to_string();
    let background = &feature.background;
    let scenario = |name: String, line: usize, steps: Vec<Step>| Scenario {
        name: format!("{group}::{name}"),
        place: format!("{}:{line}", file.display()),
        steps: background.iter().cloned().chain(steps).collect(),
        root: root.to_path_buf(),
    };
    let mut scenarios = Vec::new();
    for plain in &feature.scenarios {
        let examples: Vec<HashMap<String, String>> = plain
            .examples
            .iter()
            .flat_map(|table| rows(table))
            .collect();
        if examples.is_empty() {
            scenarios.push(scenario(
                plain.name.clone(),
                plain.line,
                plain.steps.clone(),
            ));
        }
        for (number, example) in examples.iter().enumerate() {
            let steps = plain.steps.iter().map(|step| fill(step, example)).collect();
            let name = format!("{} (example {})", plain.name, number + 1);
            scenarios.push(scenario(name, plain.line, steps));
        }
    }
    scenarios
}

/// The rows of an outline's table as maps from heading to cell.
fn rows(table: &[Vec<String>]) -> Vec<HashMap<String, String>> {
    let Some((heading, rows)) = table.split_first() else {
        return Vec::new();
    };
    rows.iter()
        .map(|row| heading.iter().cloned().zip(row.iter().cloned()).collect())
        .collect()
}

fn fill(step: &Step, example: &HashMap<String, String>) -> Step {
    let replace = |text: &str| {
        example.iter().fold(text.to_string(), |text, (key, value)| {
            text.replace(&format!("<{key}>"), value)
        })
    };
    let mut step = step.clone();
    step.value = replace(&step.value);
    step.docstring = step.docstring.as_deref().map(replace);
    if let Some(table) = &mut step.table {
        table
            .iter_mut()
            .flatten()
            .for_each(|cell| *cell = replace(cell));
    }
    step
}
