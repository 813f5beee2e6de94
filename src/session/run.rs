//! Running what was prepared, whole or not at all.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use super::prepare::{Prepared, PreparedQuery, WalkQuery};
use super::{Database, ExplainedPlan, Parameters, Rows, Summary, WalkShape, schema};
use crate::diagnostic::{closest, did_you_mean};
use crate::error::{Error, Phase};
use crate::executor::chunk::Chunk;
use crate::executor::context::{Import, Imported};
use crate::executor::profile::{Profile, Reads};
use crate::executor::{self, Context, GraphAccess, Limits, RunError};
use crate::function::{Clock, Random};
use crate::graph::{Change, Entity, Graph, Savepoint};
use crate::planner::{self, OperatorProfile};
use crate::semantics::{self, query::Column};
use crate::storage;
use crate::syntax::ast::Mode;
use crate::value::{ErrorKind, MAX_DEPTH, Map, Value, ValueError};

/// So many changes are counted before it is asked whether the statement has to stop.
const CHANGES_BETWEEN_CHECKS: usize = 1 << 14;

/// Runs a statement: what it did can still be undone.
pub(super) fn run_prepared(
    database: &Database,
    prepared: &Prepared,
    graph: GraphAccess<'_>,
    parameters: &Parameters,
) -> Result<Rows, Error> {
    match prepared {
        Prepared::Query(query) => run_query(database, query, graph, parameters),
        Prepared::Walk(statement) => {
            let query = database.prepare_walk(statement, &graph)?;
            run_query(database, &query, graph, parameters)
        }
        Prepared::Schema(kind) => schema::run(kind, graph),
    }
}

fn run_query(
    database: &Database,
    query: &PreparedQuery,
    graph: GraphAccess<'_>,
    parameters: &Parameters,
) -> Result<Rows, Error> {
    let warnings = query.warnings(&graph);
    let mut rows = match query.resolved.mode {
        Mode::Explain => Rows {
            plan: Some(explained(query, None)),
            ..Rows::default()
        },
        _ => {
            check_parameters(query, parameters)?;
            execute(database, query, graph, parameters)?
        }
    };
    rows.warnings.extend(warnings);
    rows.warnings.sort_by_key(|warning| warning.span);
    Ok(rows)
}

/// All parameters a statement reads must be given before it begins.
fn check_parameters(query: &PreparedQuery, parameters: &Parameters) -> Result<(), Error> {
    let given = parameters.as_map();
    check_depth(given)?;
    let Some(missing) = query
        .resolved
        .parameters
        .iter()
        .find(|name| !given.contains_key(&***name))
    else {
        return Ok(());
    };
    let message = format!("the parameter ${missing} was not given");
    let error = Error::new(
        Phase::Compile,
        ErrorKind::ParameterMissing,
        "MissingParameter",
        message,
    );
    let near = closest(missing, given.keys().map(AsRef::as_ref));
    Err(Error {
        hint: did_you_mean(&near),
        ..error
    })
}

/// What walks a value does so by recursion.
fn check_depth(given: &Map) -> Result<(), Error> {
    let Some((name, _)) = given
        .iter()
        .find(|(_, value)| value.is_deeper_than(MAX_DEPTH))
    else {
        return Ok(());
    };
    let message =
        format!("the parameter ${name} nests lists and maps deeper than {MAX_DEPTH} levels");
    Err(Error::new(
        Phase::Run,
        ErrorKind::ArgumentError,
        "NestedTooDeeply",
        message,
    ))
}

fn explained(query: &PreparedQuery, profile: Option<&[OperatorProfile]>) -> ExplainedPlan {
    ExplainedPlan {
        query: query.walk.as_ref().map(|walk| walk.text.clone()),
        table: planner::explain(&query.plan, profile),
    }
}

fn execute(
    database: &Database,
    query: &PreparedQuery,
    graph: GraphAccess<'_>,
    parameters: &Parameters,
) -> Result<Rows, Error> {
    let savepoint = graph.savepoint();
    let random = Random::fresh();
    let mut context = Context {
        graph,
        parameters: parameters.as_map(),
        clock: Clock::now("UTC"),
        random: &random,
        limits: limits(database),
        operator: "ProduceResults",
        memory_used: 0,
        arguments: Vec::new(),
        reads: Reads::default(),
        profile: (query.resolved.mode == Mode::Profile).then(|| Profile::of(&query.plan)),
    };
    let outcome = answer(query, savepoint, &mut context);
    let plan = context
        .take_profile()
        .map(|profile| explained(query, Some(&profile)));
    let (rows, summary) = match outcome {
        Ok(answer) => answer,
        Err(error) => {
            if let GraphAccess::Exclusive(graph) = &mut context.graph {
                graph.roll_back(savepoint);
            }
            if error.detail == "Interrupted" {
                database.interrupt.store(false, Ordering::Relaxed);
            }
            return Err(error.into());
        }
    };
    let warnings = match says_nothing(&rows) && summary == Summary::default() {
        true => semantics::unknown_names(&query.resolved, &context.graph),
        false => Vec::new(),
    };
    let rows = match &query.walk {
        Some(walk) => hide_walk(rows, walk, query.resolved.mode, &context.graph),
        None => rows,
    };
    let why = query.resolved.mode == Mode::Why && !rows.columns.is_empty();
    Ok(Rows {
        plan,
        summary,
        why,
        warnings,
        ..rows
    })
}

/// Whether an answer has no rows, or one in which nothing is found: counted, collected or looked for in vain.
fn says_nothing(rows: &Rows) -> bool {
    let nothing = |value: &Value| match value {
        Value::Null | Value::Integer(0) | Value::Boolean(false) => true,
        Value::List(items) => items.is_empty(),
        _ => false,
    };
    rows.rows.len() <= 1 && rows.rows.iter().flatten().all(nothing)
}

/// Runs a plan: its rows, and what it changed.
fn answer(
    query: &PreparedQuery,
    savepoint: Savepoint,
    context: &mut Context<'_>,
) -> Result<(Rows, Summary), RunError> {
    let chunks = executor::run(&query.plan, context)?;
    let rules = context.graph.check_rules(savepoint);
    rules.map_err(ValueError::from)?;
    let summary = summarise(savepoint, context)?;
    Ok((collect(&query.plan.columns, chunks, context)?, summary))
}

/// The answer's rows with copies of the entities in them.
fn collect(
    columns: &[Column],
    chunks: Vec<Chunk>,
    context: &mut Context<'_>,
) -> Result<Rows, RunError> {
    let mut rows = Rows {
        columns: columns
            .iter()
            .map(|column| Arc::clone(&column.name))
            .collect(),
        ..Rows::default()
    };
    let count = chunks.iter().map(|chunk| chunk.rows).sum::<usize>();
    let each = size_of::<Vec<Value>>() + columns.len() * size_of::<Value>();
    context.reserve(count.saturating_mul(each), "the answer")?;
    rows.rows.reserve(count);
    for chunk in chunks {
        context.check()?;
        let before = rows.entities.bytes();
        for row in 0..chunk.rows {
            let values: Vec<Value> = columns
                .iter()
                .map(|column| chunk.column(column.slot).get(row))
                .collect();
            values
                .iter()
                .for_each(|value| rows.entities.collect(value, &context.graph));
            rows.rows.push(values);
        }
        context.reserve(rows.entities.bytes() - before, "the answer")?;
    }
    Ok(rows)
}

/// Takes the path walked out of the columns: the last one, but for the facts `WHY` adds behind it.
fn hide_walk(mut rows: Rows, walk: &WalkQuery, mode: Mode, graph: &Graph) -> Rows {
    let at = rows.columns.len() - 1 - usize::from(mode == Mode::Why);
    rows.columns.remove(at);
    let paths = rows.rows.iter_mut().map(|row| row.remove(at)).collect();
    if let Some(node) = walk.about {
        rows.entities.collect(&Value::Node(node), graph);
    }
    rows.walk = Some(WalkShape {
        paths,
        about: walk.about,
    });
    rows
}

fn limits(database: &Database) -> Limits {
    let options = database.options();
    Limits {
        deadline: options
            .timeout
            .and_then(|timeout| Instant::now().checked_add(timeout)),
        timeout: options.timeout,
        memory: options.memory,
        rows: options.rows,
        cancelled: database.interrupt_handle(),
        threads: options.threads,
        import: options.import_root.clone().map(import),
    }
}

/// Opens files for `LOAD CSV` below a folder.
fn import(root: PathBuf) -> Import {
    Import(Arc::new(move |name| {
        let opened = storage::open_import(&root, name).map_err(|message| RunError {
            kind: ErrorKind::Io,
            detail: "LoadExternalResourceFailed",
            message,
            hint: None,
            span: None,
        })?;
        Ok(Imported {
            reader: opened.reader,
            path: opened.path.display().to_string(),
        })
    }))
}

/// Counts what a statement changed. What an entity was created with counts as set, as a user would count it; what
/// was set on it later is among that.
fn summarise(savepoint: Savepoint, context: &Context<'_>) -> Result<Summary, RunError> {
    let graph = &*context.graph;
    let mut summary = Summary::default();
    let mut created = HashSet::new();
    for (at, change) in graph.changes_since(savepoint).iter().enumerate() {
        if at.is_multiple_of(CHANGES_BETWEEN_CHECKS) {
            context.check()?;
        }
        match change {
            Change::NodeCreated(node) => {
                summary.nodes_created += 1;
                summary.labels_added += graph.node_labels(*node).len();
                summary.properties_set += graph.properties(Entity::Node(*node)).len();
                created.insert(Entity::Node(*node));
            }
            Change::RelationshipCreated(relationship) => {
                summary.relationships_created += 1;
                summary.properties_set +=
                    graph.properties(Entity::Relationship(*relationship)).len();
                created.insert(Entity::Relationship(*relationship));
            }
            Change::NodesCreated(_, count) => summary.nodes_created += *count as usize,
            Change::RelationshipsCreated(_, count) => {
                summary.relationships_created += *count as usize;
            }
            Change::NodeDeleted(..) => summary.nodes_deleted += 1,
            Change::RelationshipDeleted(..) => summary.relationships_deleted += 1,
            Change::PropertySet(change) => {
                summary.properties_set += usize::from(!created.contains(&change.entity))
            }
            Change::LabelAdded(node, _) => {
                summary.labels_added += usize::from(!created.contains(&Entity::Node(*node)))
            }
            Change::LabelRemoved(node, _) => {
                summary.labels_removed += usize::from(!created.contains(&Entity::Node(*node)));
            }
            _ => {}
        }
    }
    Ok(summary)
}
