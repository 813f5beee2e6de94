//! The part of Gherkin the kit is written in: features, backgrounds, scenarios, outlines with examples, steps with a text or
//! a table. Read here because the library for it does not accept all of the kit's files.

/// A step with what stands below it.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// `Given`, `And` … in front.
    pub keyword: String,
    /// The sentence.
    pub value: String,
    /// What stands between the triple quotes.
    pub docstring: Option<String>,
    /// The rows of the table, headings first.
    pub table: Option<Vec<Vec<String>>>,
}

/// A scenario or an outline.
#[derive(Clone, Debug, Default)]
pub struct Plain {
    pub name: String,
    pub line: usize,
    pub steps: Vec<Step>,
    /// The tables of an outline's examples.
    pub examples: Vec<Vec<Vec<String>>>,
}

/// What a file holds.
#[derive(Clone, Debug, Default)]
pub struct Feature {
    pub background: Vec<Step>,
    pub scenarios: Vec<Plain>,
}

/// Where the lines being read belong.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Head,
    Background,
    Scenario,
    Examples,
}

/// Reads a feature file.
pub fn parse(text: &str) -> Feature {
    let mut feature = Feature::default();
    let mut part = Part::Head;
    let mut lines = text.lines().enumerate();
    while let Some((number, raw)) = lines.next() {
        let line = raw.trim();
        if line.is_empty() || line.starts_with(['#', '@']) {
            continue;
        }
        if line == "\"\"\"" {
            let text = docstring(raw, lines.by_ref().map(|(_, line)| line));
            if let Some(step) = last_step(&mut feature, part) {
                step.docstring = Some(text);
            }
        } else if line.starts_with('|') {
            let row = cells(line);
            match part {
                Part::Examples => add_example(&mut feature, row),
                _ => last_step(&mut feature, part)
                    .into_iter()
                    .for_each(|step| add_row(step, row.clone())),
            }
        } else if let Some(next) = heading(line, number + 1, &mut feature) {
            part = next;
        } else if let Some(step) = step(line) {
            match part {
                Part::Background => feature.background.push(step),
                _ => feature
                    .scenarios
                    .last_mut()
                    .into_iter()
                    .for_each(|last| last.steps.push(step.clone())),
            }
        }
    }
    feature
}

/// `Scenario: …` and its like: which part begins.
fn heading(line: &str, number: usize, feature: &mut Feature) -> Option<Part> {
    let (keyword, name) = line.split_once(':')?;
    match keyword {
        "Feature" => Some(Part::Head),
        "Background" => Some(Part::Background),
        "Scenario" | "Scenario Outline" | "Example" => {
            feature.scenarios.push(Plain {
                name: name.trim().to_string(),
                line: number,
                ..Plain::default()
            });
            Some(Part::Scenario)
        }
        "Examples" => {
            feature.scenarios.last_mut()?.examples.push(Vec::new());
            Some(Part::Examples)
        }
        _ => None,
    }
}

fn step(line: &str) -> Option<Step> {
    let keywords = ["Given ", "When ", "Then ", "And ", "But ", "* "];
    let keyword = keywords
        .iter()
        .find(|keyword| line.starts_with(**keyword))?;
    Some(Step {
        keyword: (*keyword).to_string(),
        value: line[keyword.len()..].trim().to_string(),
        ..Step::default()
    })
}

fn last_step(feature: &mut Feature, part: Part) -> Option<&mut Step> {
    match part {
        Part::Background => feature.background.last_mut(),
        _ => feature.scenarios.last_mut()?.steps.last_mut(),
    }
}

/// The lines up to the closing quotes, as far to the left as the opening ones stood.
fn docstring<'t>(opening: &str, lines: impl Iterator<Item = &'t str>) -> String {
    let indent = opening.len() - opening.trim_start().len();
    let body = lines.take_while(|line| line.trim() != "\"\"\"");
    let unindented = body.map(|line| {
        line.get(indent..)
            .filter(|_| line[..indent].trim().is_empty())
            .unwrap_or(line.trim_start())
    });
    unindented.collect::<Vec<_>>().join("\n")
}

/// The cells of `| a | b |`; `\|`, `\\` and `\n` are escapes.
fn cells(line: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut letters = line.chars().skip(1);
    while let Some(c) = letters.next() {
        match c {
            '|' => cells.push(std::mem::take(&mut cell).trim().to_string()),
            '\\' => match letters.next() {
                Some('n') => cell.push('\n'),
                Some(c @ ('|' | '\\')) => cell.push(c),
                Some(other) => cell.extend(['\\', other]),
                None => cell.push('\\'),
            },
            c => cell.push(c),
        }
    }
    cells
}

fn add_row(step: &mut Step, row: Vec<String>) {
    step.table.get_or_insert_default().push(row);
}

fn add_example(feature: &mut Feature, row: Vec<String>) {
    let examples = feature
        .scenarios
        .last_mut()
        .and_then(|scenario| scenario.examples.last_mut());
    examples
        .into_iter()
        .for_each(|examples| examples.push(row.clone()));
}
