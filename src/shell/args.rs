//! The arguments.

use std::path::PathBuf;
use std::time::Duration;

use bytesize::ByteSize;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::formats::RowFormat;
use crate::session::Options;

/// A knowledge graph that fits in one binary: facts with the passages that say so, asked in openCypher and one-line walks.
#[derive(Debug, Parser)]
#[command(
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Without arguments: the shell, on the sample graph.\n\
                  In it, try:  Qatar -> mediated -> ?what        and  :help\n\
                  From a file: rihla run -g facts.toml questions.cypher"
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub shell: Shell,
}

/// What the program can do beside the shell.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run statements from files, from the command line or from standard input
    Run(Run),
    /// Write a graph, or the part of it a query touches, as a picture or as data
    Export(Export),
    /// Check a knowledge file and every quotation in it
    Check(Check),
}

/// The shell's arguments.
#[derive(Debug, Args)]
pub struct Shell {
    /// A knowledge file (.toml, .json), a query file (.cypher) or a folder of .csv files to begin with; without it the
    /// sample graph
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub graph: GraphArguments,
    #[command(flatten)]
    pub limits: Limits,
}

/// Which graph is asked.
#[derive(Clone, Debug, Default, Args)]
pub struct GraphArguments {
    /// The graph to ask: a knowledge file, a query file that makes one, or a folder of .csv files [default: the sample
    /// graph]
    #[arg(short, long, value_name = "GRAPH")]
    pub graph: Option<PathBuf>,
    /// Begin with an empty graph
    #[arg(long, conflicts_with = "graph")]
    pub empty: bool,
}

/// What statements may use up.
#[derive(Clone, Debug, Default, Args)]
pub struct Limits {
    /// Refuse statements that change the graph
    #[arg(long)]
    pub read_only: bool,
    /// Stop a statement after so long: 500ms, 10s, 2m
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub timeout: Option<Duration>,
    /// Stop a statement that holds more than so much: 512MB, 2GiB
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub memory: Option<ByteSize>,
    /// Let LOAD CSV read files below this folder
    #[arg(long, value_name = "FOLDER")]
    pub import_root: Option<PathBuf>,
}

fn time(text: &str) -> Result<Duration, String> {
    humantime::parse_duration(text)
        .map_err(|_| "a time is a number with a unit, such as 500ms, 10s or 2m".into())
}

fn size(text: &str) -> Result<ByteSize, String> {
    let expected = "a size is a number with a unit, such as 800kB, 512MB or 2GiB";
    text.parse().map_err(|_| expected.to_string())
}

impl Limits {
    /// The same for a database.
    pub fn options(&self) -> Options {
        Options {
            timeout: self.timeout,
            memory: self
                .memory
                .map(|size| usize::try_from(size.as_u64()).unwrap_or(usize::MAX)),
            rows: None,
            read_only: self.read_only,
            import_root: self.import_root.clone().filter(|_| !self.read_only),
            ..Options::default()
        }
    }
}

/// `rihla run`.
#[derive(Debug, Args)]
pub struct Run {
    /// Query files, in order; `-` is standard input, statement by statement
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// A statement to run; may be given several times
    #[arg(
        short = 'e',
        long = "execute",
        value_name = "QUERY",
        conflicts_with = "files"
    )]
    pub queries: Vec<String>,
    #[command(flatten)]
    pub graph: GraphArguments,
    /// How answers are written [default: table on a terminal, else tsv]
    #[arg(short, long, value_enum)]
    pub format: Option<Format>,
    /// A parameter: name=value, the value a literal of the language (who='Qatar', n=3, list=[1,2])
    #[arg(short, long = "param", value_name = "NAME=VALUE")]
    pub parameters: Vec<String>,
    /// A JSON file with an object of parameters
    #[arg(long = "params", value_name = "FILE")]
    pub parameter_file: Option<PathBuf>,
    /// Go on after a statement that failed
    #[arg(long)]
    pub keep_going: bool,
    /// Write each statement before its answer
    #[arg(long)]
    pub echo: bool,
    /// Say after each statement how many rows it gave, what it changed and how long it took
    #[arg(long)]
    pub stats: bool,
    #[command(flatten)]
    pub limits: Limits,
}

/// How answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table with rules, fitted to the terminal
    Table,
    /// The same as table
    Box,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// One JSON array
    Json,
    /// One JSON object a line
    #[value(alias = "ndjson")]
    Jsonl,
    /// A Markdown table
    #[value(alias = "md")]
    Markdown,
    /// One line for each value
    Vertical,
}

impl Format {
    /// The format for machines and files; `None` for the table.
    pub fn rows(self) -> Option<RowFormat> {
        match self {
            Format::Table | Format::Box => None,
            Format::Csv => Some(RowFormat::Csv),
            Format::Tsv => Some(RowFormat::Tsv),
            Format::Json => Some(RowFormat::Json),
            Format::Jsonl => Some(RowFormat::JsonLines),
            Format::Markdown => Some(RowFormat::Markdown),
            Format::Vertical => Some(RowFormat::Vertical),
        }
    }
}

/// `rihla export`.
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    pub graph: GraphArguments,
    /// Only what this query or walk touches
    #[arg(short, long, value_name = "QUERY")]
    pub query: Option<String>,
    /// With all relationships among the nodes of the answer
    #[arg(long, requires = "query")]
    pub connect: bool,
    /// Where to; the ending tells the format: .dot, and for a query .csv .tsv .json .jsonl .md [default: DOT on standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `rihla check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Knowledge files (.toml, .json)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Only the figures and what is an error
    #[arg(short, long)]
    pub quiet: bool,
}
