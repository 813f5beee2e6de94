//! The shell on a real terminal: a pseudo-terminal types, and what the shell shows is read back.
#![cfg(unix)]

use std::process::Command;

use rexpect::session::{PtySession, spawn_command};
use tempfile::TempDir;

/// How long an answer may take, in milliseconds; long because the machine may be busy.
const PATIENCE: u64 = 20_000;

struct Shell {
    session: PtySession,
    folder: TempDir,
}

fn shell_in(folder: TempDir, arguments: &[&str]) -> Shell {
    shell_with(folder, arguments, &[("NO_COLOR", "1"), ("TERM", "xterm")])
}

fn shell_with(folder: TempDir, arguments: &[&str], environment: &[(&str, &str)]) -> Shell {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rihla"));
    command
        .args(arguments)
        .current_dir(folder.path())
        .envs(environment.iter().copied())
        .env("COLUMNS", "100")
        .env("RIHLA_HISTORY", folder.path().join("history"));
    let session = spawn_command(command, Some(PATIENCE)).expect("the shell starts");
    let mut shell = Shell { session, folder };
    shell.see("Ctrl-D leaves");
    shell.see("rihla> ");
    shell
}

fn shell(arguments: &[&str]) -> Shell {
    shell_in(
        tempfile::tempdir().expect("a folder can be made"),
        arguments,
    )
}

impl Shell {
    /// Types a line.
    fn line(&mut self, text: &str) {
        self.session.send_line(text).expect("the shell reads");
    }

    /// Types keys without Enter.
    fn keys(&mut self, keys: &str) {
        self.session.send(keys).expect("the shell reads");
        self.session.flush().expect("the shell reads");
    }

    /// Clears the line and waits for the next prompt: what is typed before it is lost.
    fn clear(&mut self) {
        self.session.send_control('c').expect("the shell reads");
        // A line that is drawn again has a prompt, too; only one that is left switches pasting off.
        self.see("\u{1b}[?2004l");
        self.see("rihla> ");
    }

    /// Waits for a text to be shown; gives what came before it. The library reads each byte as a character, so the text is
    /// looked for in that form.
    fn see(&mut self, text: &str) -> String {
        let bytes: String = text.bytes().map(char::from).collect();
        self.session
            .exp_string(&bytes)
            .unwrap_or_else(|error| panic!("{text:?} is not shown: {error}"))
    }

    fn leave(mut self) -> TempDir {
        self.line(":quit");
        self.session.exp_eof().expect("the shell leaves");
        self.folder
    }
}

#[test]
fn a_session_from_hello_to_goodbye() {
    let mut shell = shell(&[]);
    shell.line("Qatar -> mediated -> ?what");
    shell.see("Qatar → mediated → US–Venezuela prisoner exchange");
    shell.see("“");
    shell.see("1 row · ");
    shell.line("Qatar→mediated→US–Venezuela exchange");
    shell.see("US–Venezuela prisoner exchange");
    shell.see("1 row · ");
    shell.line(":why 1");
    shell.see("brief, characters ");
    shell.line("MATCH (c:Country)");
    shell.line("RETURN c.name AS name ORDER BY name LIMIT 1;");
    shell.see("name");
    shell.see("Kazakhstan");
    shell.see("1 row · ");
    shell.line(":schema");
    shell.see("MEDIATED");
    shell.line(":export answer.dot");
    shell.see("written to answer.dot");
    shell.line(":format json");
    shell.line("RETURN 1 AS one;");
    shell.see("\"one\":1");
    let folder = shell.leave();
    let dot =
        std::fs::read_to_string(folder.path().join("answer.dot")).expect("the picture is there");
    assert!(dot.starts_with("digraph"));
}

#[test]
fn a_statement_goes_on_until_its_end() {
    let mut shell = shell(&["--empty"]);
    shell.line("RETURN 'first");
    shell.line("second' AS text;");
    shell.see("first\\nsecond");
    shell.see("1 row");
    shell.line("RETURN 7");
    shell.line("AS seven");
    shell.line("");
    shell.see("seven");
    shell.see("1 row");
    shell.leave();
}

#[test]
fn ctrl_c_clears_the_line_and_stops_a_query() {
    let mut shell = shell(&["--empty"]);
    shell.keys("RETURN nonsense");
    shell.see("nonsense");
    shell.session.send_control('c').expect("the shell reads");
    shell.see("rihla> ");
    shell.line(
        "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a WHERE a < 0 RETURN a;",
    );
    std::thread::sleep(std::time::Duration::from_millis(500));
    shell
        .session
        .send_control('c')
        .expect("the terminal takes it");
    shell.see("the query was interrupted");
    shell.line("RETURN 1 AS still_here;");
    shell.see("still_here");
    shell.see("1 row");
    shell.leave();
}

#[test]
fn ctrl_d_leaves() {
    let mut shell = shell(&[]);
    shell.keys("RETURN nonsense");
    shell.see("nonsense");
    shell.clear();
    std::thread::sleep(std::time::Duration::from_millis(200));
    shell.session.send_control('d').expect("the shell reads");
    shell.session.exp_eof().expect("the shell leaves");
}

#[test]
fn tab_completes_names_labels_types_and_commands() {
    let mut shell = shell(&[]);
    shell.keys("Kazakh\t");
    shell.see("Kazakhstan");
    shell.clear();
    shell.keys("Qatar -> medi\t");
    shell.see("mediated");
    shell.clear();
    shell.keys("MATCH (c:Countr\t");
    shell.see("Country");
    shell.clear();
    shell.keys("MATCH (c)-[:MEDIA\t");
    shell.see("MEDIATED");
    shell.clear();
    shell.keys(":sche\t");
    shell.see(":schema");
    shell.clear();
    shell.keys("MATCH (country:Country) RETURN count\t");
    shell.see("country");
    shell.clear();
    shell.leave();
}

#[test]
fn tab_completes_in_every_corner() {
    let mut shell = shell(&[]);
    let corners = [
        ("Qatar -> ? -> ?x:Even\t", "?x:Event"),
        ("EXPLAIN Kazakh\t", "Kazakhstan"),
        ("why MATCH (c:Countr\t", "(c:Country"),
        ("CALL db.lab\t", "CALL db.labels("),
        ("RETURN date.trunc\t", "date.truncate("),
        ("MATCH (n) WHERE n.name = \"Kazakhst\t", "\"Kazakhstan"),
        ("MATCH (n:`Countr\t", "`Country`"),
        ("\"Gas processing pl\t", "\"Gas processing plant\""),
        ("MATCH (zebra) WITH zebra AS yak RETURN ya\t", "RETURN yak"),
    ];
    for (typed, completed) in corners {
        shell.keys(typed);
        shell.see(completed);
        shell.clear();
    }
    shell.keys("MATCH (zebra) WITH zebra AS yak RETURN ze\t!");
    let seen = shell.see("!");
    assert!(
        !seen.contains("RETURN zebra"),
        "what WITH left behind is not offered: {seen}"
    );
    shell.clear();
    shell.leave();
}

#[test]
fn words_of_newcomers_are_understood() {
    let mut shell = shell(&[]);
    shell.line("help");
    shell.see("the passages behind row N");
    shell.line("?");
    shell.see("the passages behind row N");
    shell.line("clear");
    shell.see("\u{1b}[2J");
    shell.line("exit");
    shell.session.exp_eof().expect("the shell leaves");

    // Where something is so named, the word is its name.
    let folder = tempfile::tempdir().expect("a folder can be made");
    let graph = folder.path().join("graph.cypher");
    std::fs::write(&graph, "CREATE (:Door {name: 'Exit'});").expect("the file can be written");
    let mut shell = self::shell(&[&graph.display().to_string()]);
    shell.line("exit");
    shell.see("Exit (Door)");
    shell.leave();
}

#[test]
fn further_lines_stand_below_the_first() {
    let mut shell = shell_with(
        tempfile::tempdir().expect("a folder can be made"),
        &["--empty"],
        &[("NO_COLOR", ""), ("TERM", "xterm")],
    );
    shell.line("RETURN 7");
    shell.see("   ... ");
    shell.line("AS seven;");
    shell.see("seven");
    shell.see("1 row");
    shell.line("RETURN 'a");
    shell.line("b' = 'a\\nb' AS same;");
    shell.see("true");
    shell.leave();
}

#[test]
fn a_row_without_passages_says_so() {
    let mut shell = shell(&[]);
    shell.line("MATCH (c:Country) RETURN c.name ORDER BY c.name LIMIT 1;");
    shell.see("1 row");
    shell.line(":why 1");
    shell.see("no passage says so");
    shell.line(":why 2");
    shell.see("the last answer has 1 row\r\n");
    shell.leave();
}

#[test]
fn mistakes_are_answered_and_lose_nothing() {
    let mut shell = shell(&[]);
    shell.line("RETRUN 1;");
    shell.see("did you mean");
    shell.line("MATCH (n) RETURN m;");
    shell.see("UndefinedVariable");
    shell.line("Kazakstan -> ? -> ?");
    shell.see("Kazakhstan");
    shell.line(":exprot x.dot");
    shell.see("did you mean :export?");
    shell.line(":open nowhere.toml");
    shell.see("there is no such file");
    shell.line("Qatar -> mediated -> ?what");
    shell.see("US–Venezuela prisoner exchange");
    shell.leave();
}

#[test]
fn history_is_kept_from_one_session_to_the_next() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut shell = shell_in(folder, &["--empty"]);
    shell.line("RETURN 41 + 1 AS remembered;");
    shell.see("1 row");
    let folder = shell.leave();
    let mut shell = shell_in(folder, &["--empty"]);
    shell.keys("\x1b[A\x1b[A");
    shell.see("remembered");
    shell.keys("\r");
    shell.see("42");
    shell.leave();
}

#[test]
fn an_empty_line_ends_an_open_text() {
    let mut shell = shell(&["--empty"]);
    shell.line("RETURN 'abc;");
    shell.line("");
    shell.see("the quote is never closed");
    shell.see("help: write `'` where the text ends");
    shell.line("RETURN (1");
    shell.line("");
    shell.see("`(` is never closed");
    shell.leave();
}

#[test]
fn a_command_within_a_statement_runs_and_the_statement_goes_on() {
    let mut shell = shell(&[]);
    shell.line("MATCH (c:Country)");
    shell.line(":schema");
    shell.see("relation types");
    shell.line("RETURN count(c) AS countries;");
    shell.see("countries");
    shell.see("4");
    shell.see("1 row");
    shell.line("RETURN 'a");
    shell.line(":help");
    shell.line("b' AS text;");
    shell.see("a\\n:help\\nb");
    shell.leave();
}

#[test]
fn tab_offers_what_fits_and_asks_nothing() {
    let mut shell = shell(&[]);
    shell.keys("\t\t");
    let seen = shell.see("… more");
    assert!(
        seen.contains("Qatar") && !seen.contains("possibilities"),
        "{seen}"
    );
    shell.see("rihla> ");
    shell.clear();
    shell.keys("RETURN to\t\t");
    shell.see("toUpper(");
    shell.clear();
    shell.leave();
}

#[test]
fn commands_want_what_they_say() {
    let mut shell = shell(&[]);
    shell.line(":quit now");
    shell.see(":quit takes no argument, found `now`");
    shell.line(":export no/such/folder/a.dot");
    shell.see("there is no folder no/such/folder");
    shell.line(":help keys");
    shell.see("\r\n  Tab            complete");
    shell.leave();
}
