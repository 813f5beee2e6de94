//! The README is true: its tour is typed into the program, its commands are run, its example is compiled by the
//! documentation tests.

use std::io::Write;
use std::process::{Command, Stdio};

use rihla::syntax::script::PieceKind;

use crate::support::root;

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).expect("the README is there")
}

/// The fenced blocks of a kind, in order.
fn blocks(text: &str, kind: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info == kind, String::new())),
            (Some(_), Some(_)) => {
                if let Some((true, block)) = open.take() {
                    blocks.push(block);
                }
                open = None;
            }
            (Some((_, block)), None) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

const PROMPT: &str = "rihla> ";

/// What is typed in a tour, and what is shown for it.
fn split(tour: &str) -> (String, String) {
    let mut typed = String::new();
    let mut shown = String::new();
    let mut going_on = false;
    for line in tour.lines() {
        if let Some(input) = line.strip_prefix(PROMPT) {
            typed.push_str(input);
            typed.push('\n');
            going_on = is_query(input) && !input.trim_end().ends_with(';');
        } else if going_on {
            typed.push_str(line);
            typed.push('\n');
            going_on = !line.trim_end().ends_with(';');
        } else {
            shown.push_str(line);
            shown.push('\n');
        }
    }
    (typed, shown)
}

/// Whether a line begins a query, which may go on in the next.
fn is_query(input: &str) -> bool {
    let pieces = rihla::syntax::script::split(input);
    pieces
        .first()
        .is_some_and(|piece| piece.kind == PieceKind::Statement)
}

#[test]
fn the_tour_is_what_the_program_shows() {
    let tours = blocks(&readme(), "rihla");
    assert!(!tours.is_empty(), "the README has a tour");
    let (mut typed, mut expected) = (String::new(), String::new());
    for tour in &tours {
        let (input, output) = split(tour);
        typed.push_str(&input);
        expected.push_str(&output);
    }
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut child = Command::new(env!("CARGO_BIN_EXE_rihla"))
        .args(["run", "--format", "table", "-"])
        .current_dir(folder.path())
        .env("COLUMNS", "100")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child
        .stdin
        .take()
        .expect("a pipe was asked for")
        .write_all(typed.as_bytes())
        .expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let shown = String::from_utf8_lossy(&output.stdout);
    let lines = |text: &str| -> Vec<String> {
        text.lines()
            .filter(|line| !line.is_empty())
            .map(str::to_string)
            .collect()
    };
    assert_eq!(
        lines(&shown),
        lines(&expected),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_commands_of_the_readme_work() {
    let commands: Vec<String> = blocks(&readme(), "sh")
        .iter()
        .flat_map(|block| block.lines().map(str::to_string).collect::<Vec<_>>())
        .filter(|line| line.starts_with("rihla ") || line.starts_with("echo "))
        .collect();
    assert!(!commands.is_empty(), "the README shows commands");
    let folder = tempfile::tempdir().expect("a folder can be made");
    let data = root().join("data").display().to_string();
    for line in commands {
        let command = line
            .split('#')
            .next()
            .unwrap_or_default()
            .replace("data/", &format!("{data}/"));
        let command = command.replacen("rihla", env!("CARGO_BIN_EXE_rihla"), 1);
        let output = Command::new("sh")
            .args(["-c", &command])
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .output()
            .expect("the command runs");
        assert!(
            output.status.success(),
            "{line}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
