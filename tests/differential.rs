//! Generated queries give the same rows with every rewrite on and each one off, on one thread and on two, from a fresh plan and a cached one, on
//! a graph and on copies of it, and the rows a naive reference finds by trying everything. Generated updates leave the
//! same graph, too, also with a barrier below every operator. Patterns are counted over dense graphs besides: what the
//! engine counts without making rows must be as many as the reference makes.
//!
//! `RIHLA_CASES` says how many cases, `RIHLA_SEED` where their seeds begin.

pub mod generate;
pub mod oracle;
pub mod query;
pub mod world;

use std::cell::RefCell;
use std::sync::Arc;

use rihla::function::Library;
use rihla::graph::Graph;
use rihla::planner::Rewrites;
use rihla::{Database, Error, Options, Rows};

use crate::support::tape::{Tape, check};
use generate::{Generator, pattern};
use oracle::{Oracle, Stop};
use world::{Ids, V, World};

/// As statements run by default, but within memory that a case of this size never needs.
fn bounded() -> Options {
    Options {
        memory: Some(1 << 30),
        ..Options::default()
    }
}

/// Statements planned so.
fn planned(rewrites: Rewrites) -> Options {
    Options {
        rewrites,
        ..bounded()
    }
}

/// All rewrites, on one thread and on two; none; and all but one: each with its name.
fn variants() -> Vec<(String, Options)> {
    let on_two_threads = Options {
        threads: Some(2),
        ..bounded()
    };
    let mut variants = vec![
        ("all rewrites".to_string(), planned(Rewrites::all())),
        ("two threads".to_string(), on_two_threads),
        ("no rewrite".to_string(), planned(Rewrites::none())),
    ];
    let without = |name| planned(Rewrites::all().without(name));
    variants.extend(Rewrites::names().map(|name| (format!("without {name}"), without(name))));
    variants
}

fn database(graph: Graph, options: Options) -> Database {
    thread_local! {
        static LIBRARY: RefCell<Option<Arc<Library>>> = const { RefCell::new(None) };
    }
    let library = LIBRARY.with_borrow_mut(|it| it.get_or_insert_with(Library::standard).clone());
    Database::new(graph, library).with_options(options)
}

/// Rows as texts that can be compared; in order where the query fixes one.
fn canonical(columns: &[String], rows: &[Vec<V>], ordered: bool) -> Vec<String> {
    let cell = |(name, value): (&String, &V)| {
        if name.starts_with("bag") {
            value.canonical_bag()
        } else {
            value.canonical()
        }
    };
    let rows = rows.iter();
    let mut lines: Vec<String> = rows
        .map(|row| {
            columns
                .iter()
                .zip(row)
                .map(cell)
                .collect::<Vec<_>>()
                .join(" | ")
        })
        .collect();
    if !ordered {
        lines.sort();
    }
    lines
}

fn answered(answer: Result<Rows, Error>, ids: &Ids, ordered: bool) -> Result<Vec<String>, String> {
    let rows = answer.map_err(|error| format!("{}: {error}", error.detail))?;
    let columns: Vec<String> = rows.columns.iter().map(ToString::to_string).collect();
    let values: Vec<Vec<V>> = rows
        .rows
        .iter()
        .map(|row| row.iter().map(|value| V::of(value, ids)).collect())
        .collect();
    Ok(canonical(&columns, &values, ordered))
}

fn differs(
    what: &str,
    text: &str,
    world: &World,
    expected: &[String],
    found: &Result<Vec<String>, String>,
) -> String {
    format!(
        "{what}\n{text}\n  expected {expected:#?}\n  found {found:#?}\n  graph {:#?}",
        world.shape()
    )
}

fn is_ordered(query: &query::Query) -> bool {
    let last = query.parts[0].last();
    query.parts.len() == 1
        && matches!(last, Some(query::Clause::Return(it)) if !it.order.is_empty())
}

fn a_query(tape: &mut Tape) -> Result<(), String> {
    let world = generate::world(tape);
    let query = Generator::new(tape, false).query();
    let text = query.to_string();
    let ordered = is_ordered(&query);
    let (columns, rows) = match Oracle::new(world.clone()).run(&query) {
        Ok(table) => table,
        Err(Stop::Large) => return Ok(()),
        Err(Stop::Fails) => return Err(format!("the reference fails: {text}")),
    };
    let expected = canonical(&columns, &rows, ordered);
    let order: Vec<usize> = world.nodes.keys().copied().collect();
    let (graph, ids) = world.graph(&order);
    let compare = |what: &str, database: &Database, ids: &Ids| {
        let found = answered(database.run(&text, ()), ids, ordered);
        if found.as_ref() == Ok(&expected) {
            return Ok(());
        }
        Err(differs(what, &text, &world, &expected, &found))
    };
    for (name, options) in variants() {
        compare(&name, &database(graph.clone(), options), &ids)?;
    }
    let cached = database(graph, bounded());
    compare("fresh", &cached, &ids)?;
    compare("cached", &cached, &ids)?;
    if !text.contains("id(") {
        let reversed: Vec<usize> = order.into_iter().rev().collect();
        let (graph, ids) = world.graph(&reversed);
        compare("a copy", &database(graph, bounded()), &ids)?;
    }
    Ok(())
}

#[test]
fn queries_give_the_same_rows_however_they_are_planned() {
    check(1000, a_query);
}

fn a_count(tape: &mut Tape) -> Result<(), String> {
    let world = pattern::dense_world(tape);
    let query = Generator::new(tape, false).counting();
    counted_as_defined(&world, &query)
}

/// Compares what a query of small numbers of rows gives with what its definition says.
fn counted_as_defined(world: &World, query: &query::Query) -> Result<(), String> {
    let text = query.to_string();
    let Ok((columns, rows)) = Oracle::new(world.clone()).run(query) else {
        return Ok(());
    };
    let expected = canonical(&columns, &rows, false);
    let order: Vec<usize> = world.nodes.keys().copied().collect();
    let (graph, ids) = world.graph(&order);
    let found = answered(database(graph, bounded()).run(&text, ()), &ids, false);
    if found.as_ref() != Ok(&expected) {
        return Err(differs("counted", &text, world, &expected, &found));
    }
    Ok(())
}

#[test]
fn patterns_match_as_often_as_their_definition_says() {
    check(1000, a_count);
}

fn a_count_of_rings(tape: &mut Tape) -> Result<(), String> {
    let world = pattern::crowded_world(tape);
    let query = Generator::new(tape, false).ring();
    counted_as_defined(&world, &query)
}

#[test]
fn rings_match_as_often_as_their_definition_says() {
    check(1000, a_count_of_rings);
}

fn an_update(tape: &mut Tape) -> Result<(), String> {
    let world = generate::world(tape);
    let query = Generator::new(tape, true).update();
    let text = query.to_string();
    let ordered = is_ordered(&query);
    let mut oracle = Oracle::new(world.clone());
    let expected = match oracle.run(&query) {
        Err(Stop::Large) => return Ok(()),
        Err(Stop::Fails) => None,
        Ok((columns, rows)) => Some(canonical(&columns, &rows, ordered)),
    };
    let after = if expected.is_some() {
        oracle.world.shape()
    } else {
        world.shape()
    };
    let order: Vec<usize> = world.nodes.keys().copied().collect();
    let (graph, ids) = world.graph(&order);
    let everywhere = planned(Rewrites::all().with_barriers_everywhere());
    let everywhere = ("barriers everywhere".to_string(), everywhere);
    for (name, options) in std::iter::once(everywhere).chain(variants()) {
        let database = database(graph.clone(), options);
        let found = answered(database.run(&text, ()), &ids, ordered);
        if found.as_ref().ok() != expected.as_ref() {
            return Err(differs(
                &name,
                &text,
                &world,
                &expected.unwrap_or_default(),
                &found,
            ));
        }
        let left = database.with_graph(|graph| {
            graph.validate()?;
            Ok(World::of(graph).shape())
        });
        if left.as_ref() != Ok(&after) {
            return Err(differs(
                &format!("{name}: the graph"),
                &text,
                &world,
                &after,
                &left,
            ));
        }
    }
    Ok(())
}

#[test]
fn updates_leave_the_same_graph_however_they_are_planned() {
    check(1000, an_update);
}
