//! A plan as a table: the tree, what each operator works with, how many rows, and what it cost where that is known.
//!
//! [`PlanTable::fit`] keeps the lines within a width: the details give way.

use std::fmt;
use std::time::Duration;

use unicode_width::UnicodeWidthStr;

/// How wide the table is where nobody says.
const WIDTH: usize = 100;
/// Details are not squeezed further than this, and than this beside what operators cost.
const NARROWEST: usize = 30;
const NARROWEST_PROFILED: usize = 24;

/// An operator of a plan as `EXPLAIN` and `PROFILE` show it.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainedOperator {
    /// Its name, as Neo4j has it.
    pub name: &'static str,
    /// What it works with, in the words of the query.
    pub details: String,
    /// The operator it gives its rows to, by its place in [`PlanTable::operators`]; `None` for the topmost.
    pub parent: Option<usize>,
    /// How many rows the planner expected it to give.
    pub estimated_rows: f64,
    /// What it did; `None` where the statement was not profiled.
    pub profile: Option<OperatorProfile>,
}

/// What an operator did while a statement ran, those below it not included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OperatorProfile {
    /// How many rows it gave: as they were made, whatever number of rows each counts for.
    pub rows: u64,
    /// How long it was at work, on the wall. What several threads do at once is not added up.
    pub time: Duration,
    /// The most bytes it held at any time, as they are counted against the limit on memory: what it keeps of rows and
    /// finds on the way; not the rows it is giving. For the topmost the answer is included.
    pub memory: usize,
    /// How many entries of lists of neighbours it read. A list left early counts whole; a search for one neighbour in a
    /// sorted list counts as one entry and each that it finds. Degrees are known without reading; what algorithms called as
    /// procedures read is not counted.
    pub entries: u64,
}

/// A plan as a table, yet to be fitted to a width.
#[derive(Clone, Debug)]
pub struct PlanTable {
    operators: Vec<ExplainedOperator>,
    lines: Vec<Line>,
    profiled: bool,
}

/// A line of the table: connecting strokes have no operator.
#[derive(Clone, Debug)]
struct Line {
    tree: String,
    operator: Option<usize>,
}

impl PlanTable {
    /// Without any operator yet; `profiled`: what they did will be known.
    pub(super) fn new(profiled: bool) -> Self {
        Self {
            operators: Vec::new(),
            lines: Vec::new(),
            profiled,
        }
    }

    /// Adds a line with an operator, at its place in the tree. Gives the operator's place in the list of them.
    pub(super) fn push(&mut self, lead: &str, operator: ExplainedOperator) -> usize {
        self.lines.push(Line {
            tree: format!("{lead}+{}", operator.name),
            operator: Some(self.operators.len()),
        });
        self.operators.push(operator);
        self.operators.len() - 1
    }

    /// Adds a line that only connects.
    pub(super) fn stroke(&mut self, tree: String) {
        self.lines.push(Line {
            tree,
            operator: None,
        });
    }

    /// The operators from top to bottom, each behind the one it gives its rows to.
    ///
    /// ```
    /// # let db = rihla::Database::sample();
    /// let rows = db.run("PROFILE MATCH (c:Country)-[:MEDIATED]->(e) RETURN e.name", ())?;
    /// let plan = rows.plan.expect("PROFILE gives the plan");
    /// let time = plan.table.operators().iter().flat_map(|it| it.profile).map(|it| it.time);
    /// assert!(time.sum::<std::time::Duration>() <= rows.elapsed);
    /// # Ok::<(), rihla::Error>(())
    /// ```
    pub fn operators(&self) -> &[ExplainedOperator] {
        &self.operators
    }

    /// The table in at most so many columns, as far as the tree itself allows: long details go on below, and where the tree leaves
    /// them hardly any room, they stand below their operator.
    pub fn fit(&self, width: usize) -> String {
        let numbers: Vec<Vec<String>> = self.operators.iter().map(numbers).collect();
        let titles = self.titles();
        let shape = self.shape(width, titles, &numbers);
        let mut out = row("Operator", "Details", titles, &shape);
        for line in &self.lines {
            match line.operator {
                None => out.push_str(&format!("{}\n", line.tree)),
                Some(at) => {
                    let details = &self.operators[at].details;
                    out.push_str(&drawn(&line.tree, details, &numbers[at], &shape));
                }
            }
        }
        out
    }

    /// What stands above the numbers.
    fn titles(&self) -> &'static [&'static str] {
        match self.profiled {
            true => &["Estimated", "Rows", "Time ms", "Bytes", "Entries"],
            false => &["Estimated rows"],
        }
    }

    fn shape(&self, width: usize, titles: &[&str], numbers: &[Vec<String>]) -> Shape {
        let tree = self.lines.iter().map(|line| line.tree.width());
        let tree = tree.max().unwrap_or(0).max("Operator".len());
        let details = self.operators.iter().map(|it| it.details.width());
        let widest = details.max().unwrap_or(0).max("Details".len());
        let columns = titles.iter().enumerate().map(|(column, title)| {
            let cells = numbers.iter().filter_map(|cells| cells.get(column));
            cells.map(String::len).fold(title.len(), usize::max)
        });
        let numbers: Vec<usize> = columns.collect();
        let taken: usize = numbers.iter().map(|width| " | ".len() + width).sum();
        let room = width.saturating_sub(tree + " | ".len() + taken);
        let narrowest = match self.profiled {
            true => NARROWEST_PROFILED,
            false => NARROWEST,
        };
        Shape {
            width,
            tree,
            details: (room >= widest.min(narrowest)).then_some(room.min(widest)),
            numbers,
        }
    }
}

impl fmt::Display for PlanTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.fit(WIDTH))
    }
}

/// What is known of an operator in numbers, a column each.
fn numbers(operator: &ExplainedOperator) -> Vec<String> {
    let mut cells = vec![format!("{:.0}", rounded(operator.estimated_rows))];
    if let Some(profile) = &operator.profile {
        cells.push(profile.rows.to_string());
        cells.push(format!("{:.3}", profile.time.as_secs_f64() * 1e3));
        cells.push(profile.memory.to_string());
        cells.push(profile.entries.to_string());
    }
    cells
}

/// Less than a row is shown as one: it may come.
fn rounded(rows: f64) -> f64 {
    if rows > 0.0 { rows.max(1.0) } else { 0.0 }
}

/// How wide the parts of a table are.
struct Shape {
    width: usize,
    tree: usize,
    /// `None`: they stand below their operator.
    details: Option<usize>,
    numbers: Vec<usize>,
}

/// An operator: its details go on in further lines, or stand below it.
fn drawn(tree: &str, details: &str, numbers: &[String], shape: &Shape) -> String {
    let Some(width) = shape.details else {
        return below(tree, details, numbers, shape);
    };
    let mut parts = wrapped(details, width).into_iter();
    let first = parts.next().unwrap_or_default();
    let mut out = row(tree, &first, numbers, shape);
    for part in parts {
        out.push_str(&row(&continued(tree), &part, &[""; 0], shape));
    }
    out
}

/// An operator, and its details below it.
fn below(tree: &str, details: &str, numbers: &[String], shape: &Shape) -> String {
    let mut out = row(tree, "", numbers, shape);
    let lead = continued(tree);
    let room = shape.width.saturating_sub(lead.width() + 3).max(NARROWEST);
    let parts = wrapped(details, room).into_iter();
    for part in parts.filter(|part| !part.is_empty()) {
        out.push_str(&format!("{lead}   {part}\n"));
    }
    out
}

/// What stands below an operator in the tree's column while its details go on.
fn continued(tree: &str) -> String {
    let lead = tree.split('+').next().unwrap_or("");
    format!("{lead}|")
}

/// A line; numbers that are not given are left out, details where they stand below.
fn row(tree: &str, details: &str, numbers: &[impl AsRef<str>], shape: &Shape) -> String {
    let mut out = padded(tree, shape.tree);
    if let Some(width) = shape.details {
        out.push_str(&format!(" | {}", padded(details, width)));
    }
    for (at, width) in shape.numbers.iter().enumerate() {
        let number = numbers.get(at).map_or("", AsRef::as_ref);
        out.push_str(&format!(" | {number:>width$}"));
    }
    format!("{}\n", out.trim_end())
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// Cuts a text at blanks into lines of at most so many columns; words that are longer are cut anywhere.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let fits = lines
            .last()
            .is_some_and(|line| line.is_empty() || line.width() + 1 + word.width() <= width);
        if !fits {
            lines.push(String::new());
        }
        for (at, piece) in pieces(word, width).into_iter().enumerate() {
            if at > 0 {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push_str(if line.is_empty() { "" } else { " " });
                line.push_str(&piece);
            }
        }
    }
    lines
}

fn pieces(word: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in word.chars().map(|c| if c.is_control() { '·' } else { c }) {
        if pieces.last().is_some_and(|piece| piece.width() >= width) {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces
}
