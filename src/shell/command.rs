//! The shell's commands: a table of name, arguments, explanation and what it does.

use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;

use super::args::{Format, Limits};
use super::complete::Candidate;
use super::export::{self, Subject};
use super::output::{self, counted, counted_graph};
use super::session::{Outcome, Session};
use super::style::Tone;
use super::{Stop, open, parameters, wrap};
use crate::diagnostic::{Source, closest, did_you_mean};
use crate::formats::text::{literal, visible};
use crate::graph::{Direction, Graph, LabelId, TypeId};
use crate::session::Entities;
use crate::syntax::script::{self, PieceKind};

/// A command of the shell.
struct Command {
    name: &'static str,
    arguments: &'static str,
    explanation: &'static str,
    run: fn(&str, &mut Session) -> Result<Outcome, Stop>,
}

const COMMANDS: [Command; 14] = [
    Command {
        name: "help",
        arguments: "[walks|queries|keys]",
        explanation: "what can be typed",
        run: help,
    },
    Command {
        name: "schema",
        arguments: "",
        explanation: "labels, relation types and keys, with counts",
        run: schema,
    },
    Command {
        name: "sources",
        arguments: "",
        explanation: "the documents facts were read from",
        run: sources,
    },
    Command {
        name: "why",
        arguments: "[N]",
        explanation: "the passages behind row N of the last answer",
        run: why,
    },
    Command {
        name: "open",
        arguments: "FILE",
        explanation: "ask another graph: .toml, .json, .cypher",
        run: open_graph,
    },
    Command {
        name: "sample",
        arguments: "",
        explanation: "ask the sample graph again",
        run: sample,
    },
    Command {
        name: "source",
        arguments: "FILE",
        explanation: "run the statements of a file",
        run: source,
    },
    Command {
        name: "export",
        arguments: "FILE [all|connect]",
        explanation: "write the last answer, or the whole graph: .dot .csv .tsv .json .jsonl .md",
        run: export_answer,
    },
    Command {
        name: "format",
        arguments: "[NAME]",
        explanation: "table (or box), csv, tsv, json, jsonl, markdown or vertical",
        run: format,
    },
    Command {
        name: "rows",
        arguments: "[N]",
        explanation: "show at most N rows of a table; 0 for all",
        run: rows,
    },
    Command {
        name: "param",
        arguments: "[NAME VALUE]",
        explanation: "set a parameter, or list them",
        run: param,
    },
    Command {
        name: "explain",
        arguments: "STATEMENT",
        explanation: "how a query or walk would be run",
        run: explain,
    },
    Command {
        name: "clear",
        arguments: "",
        explanation: "clear the screen; also Ctrl-L",
        run: clear,
    },
    Command {
        name: "quit",
        arguments: "",
        explanation: "leave; also Ctrl-D",
        run: quit,
    },
];

/// Other words for commands.
const ALIASES: [(&str, &str); 7] = [
    ("exit", "quit"),
    ("q", "quit"),
    ("h", "help"),
    ("?", "help"),
    ("params", "param"),
    ("save", "export"),
    ("load", "open"),
];

/// Runs a line that begins with `:`. An error is written, not returned, unless the output is gone.
pub fn run(line: &str, session: &mut Session) -> Result<Outcome, Stop> {
    let line = line.trim().trim_end_matches(';').trim_start_matches(':');
    let (name, argument) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let outcome = match find(name) {
        Some(command) => command.run_with(argument.trim(), session),
        None => Err(Stop::unusable(unknown(name))),
    };
    match outcome {
        Err(Stop {
            message: Some(message),
            ..
        }) => {
            let message = if message.starts_with("error") {
                message
            } else {
                format!("error: {message}")
            };
            session.complain(&message)?;
            Ok(Outcome::Failed)
        }
        other => other,
    }
}

impl Command {
    fn run_with(&self, argument: &str, session: &mut Session) -> Result<Outcome, Stop> {
        if self.arguments.is_empty() && !argument.is_empty() {
            return Err(Stop::unusable(format!(
                ":{} takes no argument, found `{argument}`",
                self.name
            )));
        }
        (self.run)(argument, session)
    }
}

fn find(name: &str) -> Option<&'static Command> {
    let name = name.to_lowercase();
    let name = ALIASES
        .iter()
        .find(|(alias, _)| *alias == name)
        .map_or(name.as_str(), |(_, name)| name);
    COMMANDS.iter().find(|command| command.name == name)
}

fn unknown(name: &str) -> String {
    let names = COMMANDS.iter().map(|command| command.name);
    let near: Vec<String> = closest(name, names)
        .into_iter()
        .map(|name| format!(":{name}"))
        .collect();
    let near: Vec<&str> = near.iter().map(String::as_str).collect();
    let hint = did_you_mean(&near).unwrap_or_else(|| ":help lists the commands".into());
    format!("there is no command :{name}\nhelp: {hint}")
}

/// The commands as they are typed, for whoever has typed nothing yet.
pub fn names() -> impl Iterator<Item = String> {
    COMMANDS.iter().map(|command| format!(":{}", command.name))
}

/// What Tab offers behind a colon.
pub fn complete(before: &str) -> (usize, Vec<Candidate>) {
    let line = before.trim_start();
    let word = line.rsplit([' ', ':']).next().unwrap_or_default();
    let words: Vec<&str> = match line.split_whitespace().next() {
        Some(":format") if line.contains(' ') => Format::value_variants()
            .iter()
            .filter_map(name_of)
            .collect(),
        Some(":help") if line.contains(' ') => vec!["walks", "queries", "keys"],
        _ if !line.contains(' ') => COMMANDS.iter().map(|command| command.name).collect(),
        _ => Vec::new(),
    };
    let fitting = words
        .into_iter()
        .filter(|candidate| candidate.starts_with(word));
    let candidates = fitting.map(|candidate| Candidate {
        shown: candidate.into(),
        inserted: candidate.into(),
    });
    (before.len() - word.len(), candidates.collect())
}

fn name_of(format: &Format) -> Option<&'static str> {
    let names = [
        "table", "box", "csv", "tsv", "json", "jsonl", "markdown", "vertical",
    ];
    let value = format.to_possible_value()?;
    names.into_iter().find(|name| *name == value.get_name())
}

/// Whether a line names one of the commands.
pub fn is_command(line: &str) -> bool {
    let word = line.trim_start().strip_prefix(':').unwrap_or_default();
    let name = word.split_whitespace().next().unwrap_or_default();
    find(name.trim_end_matches(';')).is_some()
}

/// Whether what is typed is a command with a file to come.
pub fn takes_file(before: &str) -> bool {
    let takes = [":open ", ":source ", ":export ", ":load ", ":save "];
    takes
        .iter()
        .any(|command| before.trim_start().starts_with(command))
}

// ------------------------------------------------------------------------------------------ the commands

fn help(topic: &str, session: &mut Session) -> Result<Outcome, Stop> {
    let mut out = stdout().lock();
    let width = session.screen.width();
    match topic {
        "" => {
            writeln!(out, "{}", wrap::fit(HELP, width))?;
            for command in &COMMANDS {
                let usage = format!(":{} {}", command.name, command.arguments);
                let padded = format!("  {usage:<28}");
                writeln!(
                    out,
                    "{}{}",
                    session.screen.palette.paint(Tone::Keyword, &padded),
                    wrap::hanging(command.explanation, padded.len(), width).join("\n")
                )?;
            }
        }
        "walks" | "walk" => writeln!(out, "{}", wrap::fit(HELP_WALKS, width))?,
        "queries" | "query" => writeln!(out, "{}", wrap::fit(HELP_QUERIES, width))?,
        "keys" => writeln!(out, "{}", wrap::fit(HELP_KEYS, width))?,
        other => {
            return Err(Stop::unusable(format!(
                "no help on `{other}`; there is help on walks, queries and keys"
            )));
        }
    }
    Ok(Outcome::Answered)
}

const HELP: &str = "\
A walk ends at Enter:          Qatar -> mediated -> ?what
A query ends at ; or an empty line:
                               MATCH (c:Country)-[r]->(x) RETURN type(r), x.name LIMIT 5;
A name alone tells all:        Qatar

";

const HELP_WALKS: &str = "\
Stops and relations in turn, names without quotes:
  Qatar -> mediated -> US–Venezuela exchange     is it so?
  Qatar -> mediated -> ?event -> between -> ?who two unknowns
  ?who <- mediated <- …                          arrows either way, -- or — for either direction
  Qatar -> mediated|signed -> ?x                 alternatives
  Qatar -> *1..3 -> Kazakhstan                   any relations, one to three steps, shortest first
  Qatar -> ? -> ?x:Organization                  an unknown relation; a label on an unknown
  Qatar                                          all that is known
→ ← and — can be typed for -> <- and --. Names are found in any case, by alias too; Tab completes them.
Put a name that holds an arrow in quotes. EXPLAIN before a walk shows the query it stands for.
";

const HELP_QUERIES: &str = "\
openCypher queries, plus rihla's extensions:
  MATCH (a)-[r:MEDIATED]->(b) WHERE a.name = 'Qatar' RETURN b.name, evidence(r);
  MATCH p = shortestPath((a {name: 'Qatar'})-[*]-(b {name: 'Asia'})) RETURN p;
  CREATE, MERGE, SET, REMOVE, DELETE change the graph; a statement happens whole or not at all.
  EXPLAIN shows the plan, PROFILE the plan with what each operator did: rows given, its own
  time, most bytes held, entries of lists of neighbours read. WHY shows the facts behind each row.
  SHOW FUNCTIONS and SHOW PROCEDURES list what can be called.
";

const HELP_KEYS: &str =
    "  Tab            complete              Ctrl-C   clear the line, stop a query
  Up, Down       earlier lines         Ctrl-D   leave
  Ctrl-R         search earlier lines  Ctrl-L   clear the screen
  Right, Ctrl-E  take the grey hint
";

fn schema(_: &str, session: &mut Session) -> Result<Outcome, Stop> {
    let text = session.database.with_graph(describe_schema);
    writeln!(
        stdout().lock(),
        "{}",
        wrap::fit(&text, session.screen.width())
    )?;
    Ok(Outcome::Answered)
}

fn describe_schema(graph: &Graph) -> String {
    let mut lines = vec![format!(
        "{}, {}",
        counted(graph.node_count(), "node"),
        counted(graph.relationship_count(), "relationship")
    )];
    lines.push("labels".into());
    let mut labels: Vec<(LabelId, String)> = graph
        .labels()
        .map(|(id, name)| (id, visible(name)))
        .collect();
    labels.sort_by(|a, b| a.1.cmp(&b.1));
    let widest = labels
        .iter()
        .map(|(_, name)| name.chars().count())
        .max()
        .unwrap_or(0);
    for (id, name) in labels
        .iter()
        .filter(|(id, _)| graph.node_count_with(*id) > 0)
    {
        lines.push(format!(
            "  {name:<widest$} {:>8}  {}",
            graph.node_count_with(*id),
            keys_of(*id, graph)
        ));
    }
    lines.push("relation types".into());
    let mut types: Vec<(TypeId, String)> = graph
        .types()
        .map(|(id, name)| (id, visible(name)))
        .collect();
    types.sort_by(|a, b| a.1.cmp(&b.1));
    let widest = types
        .iter()
        .map(|(_, name)| name.chars().count())
        .max()
        .unwrap_or(0);
    for (id, name) in types
        .iter()
        .filter(|(id, _)| graph.relationship_count_of(*id) > 0)
    {
        lines.push(format!(
            "  {name:<widest$} {:>8}  {}",
            graph.relationship_count_of(*id),
            ends_of(*id, &labels, graph)
        ));
    }
    lines.join("\n")
}

/// The keys nodes of a label have.
fn keys_of(label: LabelId, graph: &Graph) -> String {
    let mut keys = std::collections::BTreeSet::new();
    for (labels, nodes) in graph
        .node_tables()
        .filter(|(labels, _)| labels.contains(&label))
    {
        debug_assert!(!labels.is_empty());
        let live = nodes
            .iter()
            .filter(|node| **node != crate::value::NodeId::NONE)
            .take(1_000);
        keys.extend(
            live.flat_map(|node| graph.properties(crate::graph::Entity::Node(*node)))
                .map(|(key, _)| key),
        );
    }
    keys.into_iter()
        .map(|key| visible(graph.key_name(key)))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The labels at both ends of a type: `Country → Event`.
fn ends_of(kind: TypeId, labels: &[(LabelId, String)], graph: &Graph) -> String {
    let side = |direction| {
        let present = labels
            .iter()
            .filter(|(label, _)| graph.relationship_count_at(kind, direction, *label) > 0);
        let names: Vec<&str> = present.map(|(_, name)| name.as_str()).collect();
        match names.as_slice() {
            [] => "·".to_string(),
            few if few.len() <= 4 => few.join(", "),
            many => format!("{}, … {} more", many[..3].join(", "), many.len() - 3),
        }
    };
    format!(
        "{} → {}",
        side(Direction::Outgoing),
        side(Direction::Incoming)
    )
}

fn sources(_: &str, session: &mut Session) -> Result<Outcome, Stop> {
    let lines: Vec<String> = session.database.with_graph(|graph| {
        graph
            .sources()
            .iter()
            .map(|source| {
                let title = source.title.as_deref().unwrap_or("");
                format!(
                    "{}  {}  {}",
                    visible(&source.id),
                    visible(title),
                    counted(source.text.chars().count(), "character")
                )
            })
            .collect()
    });
    let text = if lines.is_empty() {
        "no documents".to_string()
    } else {
        lines.join("\n")
    };
    writeln!(
        stdout().lock(),
        "{}",
        wrap::fit(&text, session.screen.width())
    )?;
    Ok(Outcome::Answered)
}

fn why(argument: &str, session: &mut Session) -> Result<Outcome, Stop> {
    let row = match argument {
        "" => 1,
        number => number
            .parse()
            .map_err(|_| Stop::unusable(format!("`{number}` is not the number of a row")))?,
    };
    let Some((statement, rows)) = &session.last else {
        return Err(Stop::unusable(
            "there is no answer yet; ask something first",
        ));
    };
    let found = session.database.why(
        statement,
        session.parameters.clone(),
        rows,
        usize::wrapping_sub(row, 1),
    );
    match found {
        Ok(facts) => {
            output::write_why(&facts, session, &mut stdout().lock())?;
            Ok(Outcome::Answered)
        }
        Err(error) => Err(Stop::unusable(error.to_string())),
    }
}

fn open_graph(file: &str, session: &mut Session) -> Result<Outcome, Stop> {
    if file.is_empty() {
        return Err(Stop::unusable(":open wants a file"));
    }
    let limits = limits(session);
    let database = open::open_file(&expand_home(file), &limits)?;
    replace(database, session)
}

fn sample(_: &str, session: &mut Session) -> Result<Outcome, Stop> {
    let options = session.database.options().clone();
    replace(
        crate::session::Database::sample().with_options(options),
        session,
    )
}

fn replace(database: crate::session::Database, session: &mut Session) -> Result<Outcome, Stop> {
    session.database = Arc::new(database);
    session.last = None;
    writeln!(stdout().lock(), "{}", counted_graph(&session.database))?;
    Ok(Outcome::Answered)
}

fn limits(session: &Session) -> Limits {
    let options = session.database.options();
    Limits {
        read_only: options.read_only,
        timeout: options.timeout,
        memory: options.memory.map(|bytes| bytesize::ByteSize(bytes as u64)),
        import_root: options.import_root.clone(),
    }
}

fn source(file: &str, session: &mut Session) -> Result<Outcome, Stop> {
    if file.is_empty() {
        return Err(Stop::unusable(":source wants a file"));
    }
    let path = expand_home(file);
    let text = open::read_text(&path)?;
    let source = Source::named(path.display().to_string(), &text);
    let source = source.within(session.screen.error_width());
    for piece in script::split(&text) {
        let statement = &text[piece.span.range()];
        let outcome = match piece.kind {
            PieceKind::Command if is_source(statement) => {
                return Err(Stop::unusable(format!(
                    "{}: a file may not run another",
                    path.display()
                )));
            }
            PieceKind::Command => run(statement, session)?,
            _ => session.run(statement, &source, piece.span.start as usize)?,
        };
        if outcome != Outcome::Answered {
            return Ok(outcome);
        }
    }
    Ok(Outcome::Answered)
}

/// Files that ran each other would never end.
fn is_source(line: &str) -> bool {
    let name = line
        .trim_start_matches(':')
        .split_whitespace()
        .next()
        .unwrap_or_default();
    find(name).is_some_and(|command| command.name == "source")
}

fn export_answer(argument: &str, session: &mut Session) -> Result<Outcome, Stop> {
    let (file, what) = match argument.rsplit_once(' ') {
        Some((file, what @ ("all" | "connect"))) => (file.trim(), what),
        _ => (argument, ""),
    };
    if file.is_empty() {
        return Err(Stop::unusable(":export wants a file, such as answer.dot"));
    }
    let path = expand_home(file);
    let subject = match (&session.last, what) {
        (_, "all") | (None, _) => Subject::Graph,
        (Some((statement, rows)), what) => Subject::Answer {
            statement,
            parameters: &session.parameters,
            rows,
            connect: what == "connect",
        },
    };
    export::write(&subject, &session.database, Some(&path))?;
    let whole = if matches!(subject, Subject::Graph) {
        " (the whole graph)"
    } else {
        ""
    };
    writeln!(stdout().lock(), "written to {}{whole}", path.display())?;
    Ok(Outcome::Answered)
}

fn expand_home(file: &str) -> PathBuf {
    let file = file.trim_matches(['"', '\'']);
    match (file.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => Path::new(&home).join(rest),
        _ => PathBuf::from(file),
    }
}

fn format(name: &str, session: &mut Session) -> Result<Outcome, Stop> {
    if name.is_empty() {
        let current = session
            .format
            .to_possible_value()
            .map_or(String::new(), |value| value.get_name().to_string());
        writeln!(stdout().lock(), "{current}")?;
        return Ok(Outcome::Answered);
    }
    session.format = Format::from_str(name, true).map_err(|_| {
        let names: Vec<&str> = Format::value_variants()
            .iter()
            .filter_map(name_of)
            .collect();
        Stop::unusable(format!(
            "there is no format `{name}`\nhelp: the formats are {}",
            names.join(", ")
        ))
    })?;
    Ok(Outcome::Answered)
}

fn rows(number: &str, session: &mut Session) -> Result<Outcome, Stop> {
    if number.is_empty() {
        writeln!(stdout().lock(), "{}", session.most_rows)?;
        return Ok(Outcome::Answered);
    }
    let most: usize = number
        .parse()
        .map_err(|_| Stop::unusable(format!("`{number}` is not a number of rows")))?;
    session.most_rows = if most == 0 { usize::MAX } else { most };
    Ok(Outcome::Answered)
}

fn param(argument: &str, session: &mut Session) -> Result<Outcome, Stop> {
    if argument.is_empty() {
        let mut out = stdout().lock();
        for (name, value) in session.parameters.as_map() {
            writeln!(
                out,
                "${name} = {}",
                visible(&literal(value, &Entities::default()))
            )?;
        }
        return Ok(Outcome::Answered);
    }
    let (name, text) = argument
        .split_once(|c: char| c.is_whitespace() || c == '=')
        .ok_or_else(|| Stop::unusable(":param wants a name and a value: :param who 'Qatar'"))?;
    let text = text.trim().trim_start_matches(['=', '>']);
    let value = parameters::literal(text).map_err(Stop::unusable)?;
    session
        .parameters
        .set(name.trim_start_matches('$').trim_end_matches(':'), value);
    Ok(Outcome::Answered)
}

fn explain(statement: &str, session: &mut Session) -> Result<Outcome, Stop> {
    if statement.is_empty() {
        return Err(Stop::unusable(":explain wants a statement"));
    }
    let text = format!("EXPLAIN {statement}");
    let source = Source::new(&text).within(session.screen.error_width());
    Ok(session.run(&text, &source, 0)?)
}

fn clear(_: &str, session: &mut Session) -> Result<Outcome, Stop> {
    if session.screen.terminal {
        // Cursor to the corner, everything erased (ECMA-48: CUP, ED).
        let mut out = stdout().lock();
        write!(out, "\x1b[H\x1b[2J")?;
        out.flush()?;
    }
    Ok(Outcome::Answered)
}

/// What newcomers type to leave or to be helped, where the graph has nothing of that name: the command it stands for.
pub fn meant(statement: &str, graph: &Graph) -> Option<&'static str> {
    let word = statement.trim().trim_end_matches(';').to_lowercase();
    let command = match word.as_str() {
        "exit" | "quit" | "bye" | "\\q" => ":quit",
        "help" | "?" | "\\?" | "\\h" => ":help",
        "clear" | "cls" => ":clear",
        _ => return None,
    };
    graph.find_named(&word).is_empty().then_some(command)
}

/// Leaves: the loop ends where nothing more comes in.
fn quit(_: &str, _: &mut Session) -> Result<Outcome, Stop> {
    Err(Stop::silent(0))
}
