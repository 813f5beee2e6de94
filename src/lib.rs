//! **rihla** (رحلة, "journey"): a knowledge graph for people who read, in one crate.
//!
//! Entities and relations are loaded with the passages that say so, asked in openCypher and one-line walks, and
//! answered as tables, quotations and pictures. [`Database`] is the way in:
//!
//! ```
//! use rihla::Database;
//!
//! let db = Database::sample();
//! let rows = db.run("Qatar -> mediated -> ?what", ())?;
//! assert_eq!(rows.rows[0][0].as_str(), Some("US–Venezuela prisoner exchange"));
//! # Ok::<(), rihla::Error>(())
//! ```
//!
//! # The map
//!
//! A statement goes through the rooms from top to bottom, and is something else in each:
//!
//! ```text
//!   "MATCH (q)-[:MEDIATED]->(x) RETURN x"
//!      │  syntax      grammar/*.pest, one .rs for each        → ast::Statement     names as written
//!      ▼  semantics   scopes, types, aggregation, walks       → query::Resolved    names are slots
//!      ▼  planner     order, predicates, rewrites, EXPLAIN    → plan::Plan         operators with estimates
//!      ▼  executor    pulls chunks of columns                 → chunk::Chunk       rows
//!      ▼  session     transactions, limits, plans by text     → Rows               rows with their entities
//!      ▼  formats     JSON, CSV, Markdown, DOT                → text
//!         shell       arguments, REPL, batch, tables
//! ```
//!
//! Beside the way stand [`graph`] (topology, columns, indexes, journal, evidence), [`knowledge`] (the file a person writes), [`function`]
//! (the table of functions and procedures, graph algorithms among them), [`storage`] (the files the engine touches) and [`value`] (what all of them compute with).
//!
//! A room uses only rooms of lower rank; `tests/layers.rs` reads this table and fails with file and line
//! when an import points up:
//!
//! | rank | rooms |
//! |--:|---|
//! | 0 | [`diagnostic`], [`value`] |
//! | 1 | [`graph`] |
//! | 2 | [`knowledge`], [`storage`], [`function`] |
//! | 3 | [`syntax`] |
//! | 4 | [`semantics`] |
//! | 5 | [`planner`] |
//! | 6 | [`executor`] |
//! | 7 | [`error`] |
//! | 8 | [`session`] |
//! | 9 | [`formats`] |
//! | 10 | `shell` |
#![warn(missing_docs)]

pub mod diagnostic;
pub mod error;
pub mod executor;
pub mod formats;
pub mod function;
pub mod graph;
pub mod knowledge;
pub mod planner;
pub mod semantics;
pub mod session;
#[cfg(feature = "shell")]
pub mod shell;
pub mod storage;
pub mod syntax;
pub mod value;

pub use error::{Error, Phase};
pub use session::{Database, Options, Parameters, Rows, Statement, Transaction};
pub use value::Value;

/// The README's example is compiled and run.
#[doc = include_str!("../README.md")]
#[cfg(doctest)]
pub struct Readme;
