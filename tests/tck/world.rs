//! The kit's steps, done on a database through its public face.

use std::collections::{BTreeMap, BTreeSet};

use rihla::graph::{Entity, Graph};
use rihla::session::Rows;
use rihla::value::Map;
use rihla::{Database, Error, Options, Phase};
use tempfile::TempDir;

use crate::expected::{self, Expected};
use crate::gherkin::Step;
use crate::procedure;
use crate::scenario::Scenario;

/// What a scenario has done so far.
struct World<'s> {
    scenario: &'s Scenario,
    database: Database,
    parameters: Map,
    before: State,
    outcome: Option<Result<Rows, Error>>,
    text: String,
    /// Where its files are.
    files: Option<TempDir>,
}

/// Runs a scenario; the error says which step did not hold.
pub fn run(scenario: &Scenario) -> Result<(), String> {
    let mut world = World {
        scenario,
        database: Database::in_memory(),
        parameters: Map::new(),
        before: State::default(),
        outcome: None,
        text: String::new(),
        files: None,
    };
    for step in &scenario.steps {
        world
            .step(step)
            .map_err(|why| format!("{}{}\n{why}\n{}", step.keyword, step.value, world.text))?;
    }
    match world.outcome {
        Some(Err(error)) => Err(format!(
            "an error nobody asked for: {}: {error}\n{}",
            error.detail, world.text
        )),
        _ => Ok(()),
    }
}

impl World<'_> {
    fn step(&mut self, step: &Step) -> Result<(), String> {
        let text = step.value.trim_end_matches(':');
        match text {
            "an empty graph" | "any graph" => Ok(()),
            "having executed" => self.having_executed(docstring(step)?),
            "parameters are" => self.parameters(step),
            "executing query" | "executing control query" => self.execute(docstring(step)?),
            "the result should be, in any order" => self.result(step, false, false),
            "the result should be, in order" => self.result(step, true, false),
            "the result should be (ignoring element order for lists)" => {
                self.result(step, false, true)
            }
            "the result should be, in order (ignoring element order for lists)" => {
                self.result(step, true, true)
            }
            "the result should be empty" => self.empty_result(),
            "no side effects" => self.side_effects(&BTreeMap::new()),
            "the side effects should be" => self.side_effects(&effects(step)?),
            _ => self.other_step(step, text),
        }
    }

    /// Our own: a file that `LOAD CSV` may read.
    fn file(&mut self, name: &str, text: &str) -> Result<(), String> {
        let folder = match self.files.take() {
            Some(folder) => folder,
            None => tempfile::tempdir().map_err(|error| error.to_string())?,
        };
        std::fs::write(folder.path().join(name), text).map_err(|error| error.to_string())?;
        self.database = Database::in_memory().with_options(Options {
            import_root: Some(folder.path().to_owned()),
            ..Options::default()
        });
        self.files = Some(folder);
        Ok(())
    }

    fn other_step(&mut self, step: &Step, text: &str) -> Result<(), String> {
        if let Some(name) = text.strip_prefix("the file ") {
            return self.file(name, docstring(step)?);
        }
        if let Some(name) = text
            .strip_prefix("the ")
            .and_then(|rest| rest.strip_suffix(" graph"))
        {
            let file = self
                .scenario
                .root
                .join(format!("../graphs/{name}/{name}.cypher"));
            let script = std::fs::read_to_string(&file)
                .map_err(|error| format!("{}: {error}", file.display()))?;
            return self.having_executed(&script);
        }
        if let Some(signature) = text.strip_prefix("there exists a procedure ") {
            self.database = procedure::with_procedure(&self.database, signature, step)?;
            return Ok(());
        }
        if let Some((kind, rest)) = text.split_once(" should be raised at ") {
            let kind = kind.trim_start_matches("a ").trim_start_matches("an ");
            let (phase, detail) = rest.split_once(": ").unwrap_or((rest, "*"));
            return self.error(kind, phase, detail);
        }
        Err("this step is not known".into())
    }

    fn having_executed(&mut self, text: &str) -> Result<(), String> {
        for piece in rihla::syntax::script::split(text) {
            let statement = &text[piece.span.range()];
            self.database
                .run(statement, ())
                .map_err(|error| format!("the preparation failed: {error}\n{statement}"))?;
        }
        Ok(())
    }

    fn parameters(&mut self, step: &Step) -> Result<(), String> {
        for row in table(step)? {
            let value = expected::parse(&row[1])?.to_value();
            self.parameters.insert(row[0].as_str().into(), value);
        }
        Ok(())
    }

    fn execute(&mut self, text: &str) -> Result<(), String> {
        if let Some(Err(error)) = &self.outcome {
            return Err(format!(
                "an error nobody asked for: {}: {error}",
                error.detail
            ));
        }
        self.text = text.to_string();
        self.before = State::of(&self.database);
        self.outcome = Some(self.database.run(text, self.parameters.clone()));
        Ok(())
    }

    fn rows(&self) -> Result<&Rows, String> {
        match &self.outcome {
            Some(Ok(rows)) => Ok(rows),
            Some(Err(error)) => Err(format!(
                "{:?} {}: {}: {error}",
                error.phase, error.kind, error.detail
            )),
            None => Err("nothing was executed".into()),
        }
    }

    fn empty_result(&self) -> Result<(), String> {
        let rows = self.rows()?;
        if rows.rows.is_empty() {
            Ok(())
        } else {
            Err(format!("instead it is\n{}", expected::show(rows)))
        }
    }

    fn result(&self, step: &Step, in_order: bool, any_list_order: bool) -> Result<(), String> {
        let rows = self.rows()?;
        let table = table(step)?;
        let (heading, body) = table.split_first().ok_or("the expected table is empty")?;
        let instead = || format!("instead it is\n{}", expected::show(rows));
        let columns: Vec<&str> = rows.columns.iter().map(AsRef::as_ref).collect();
        let order = heading
            .iter()
            .map(|name| columns.iter().position(|column| column == name))
            .collect::<Option<Vec<_>>>();
        let order = order
            .filter(|order| order.len() == columns.len())
            .ok_or_else(instead)?;
        let expected: Vec<Vec<Expected>> = body
            .iter()
            .map(|row| row.iter().map(|cell| expected::parse(cell)).collect())
            .collect::<Result<_, _>>()?;
        let fits = |wanted: &Vec<Expected>, row: &Vec<rihla::Value>| {
            wanted
                .iter()
                .zip(&order)
                .all(|(cell, &at)| cell.matches(&row[at], &rows.entities, any_list_order))
        };
        let same_length = expected.len() == rows.rows.len();
        let holds = if in_order {
            expected
                .iter()
                .zip(&rows.rows)
                .all(|(wanted, row)| fits(wanted, row))
        } else {
            expected::pair_up(&expected, &rows.rows, fits)
        };
        if same_length && holds {
            Ok(())
        } else {
            Err(instead())
        }
    }

    fn side_effects(&self, expected: &BTreeMap<String, usize>) -> Result<(), String> {
        let actual = self.before.changes_to(&State::of(&self.database));
        if actual == *expected {
            Ok(())
        } else {
            Err(format!("instead they are {actual:?}"))
        }
    }

    fn error(&mut self, kind: &str, phase: &str, detail: &str) -> Result<(), String> {
        let Some(Err(error)) = self.outcome.take() else {
            return Err("there was no error".into());
        };
        let phase_fits = match phase {
            "compile time" => matches!(error.phase, Phase::Parse | Phase::Compile),
            "runtime" => error.phase == Phase::Run,
            _ => true,
        };
        let detail_fits = detail == "*" || error.detail == detail;
        if phase_fits && detail_fits && error.kind.to_string() == kind {
            return Ok(());
        }
        Err(format!(
            "instead it is {:?} {}: {}: {error}",
            error.phase, error.kind, error.detail
        ))
    }
}

fn docstring(step: &Step) -> Result<&str, String> {
    step.docstring
        .as_deref()
        .ok_or_else(|| "the step has no text".into())
}

pub fn table(step: &Step) -> Result<&[Vec<String>], String> {
    step.table
        .as_deref()
        .ok_or_else(|| "the step has no table".into())
}

fn effects(step: &Step) -> Result<BTreeMap<String, usize>, String> {
    let read = |row: &Vec<String>| {
        row[1]
            .parse()
            .map(|count| (row[0].clone(), count))
            .map_err(|_| row[1].clone())
    };
    table(step)?
        .iter()
        .map(read)
        .filter(|effect| !matches!(effect, Ok((_, 0))))
        .collect()
}

/// What the kit compares before and after: entities, labels in use, properties with their values.
#[derive(Default)]
struct State {
    nodes: BTreeSet<Entity>,
    relationships: BTreeSet<Entity>,
    labels: BTreeSet<String>,
    properties: BTreeSet<(Entity, String, String)>,
}

impl State {
    fn of(database: &Database) -> State {
        database.with_graph(|graph| {
            let nodes: BTreeSet<Entity> = graph.nodes().map(Entity::Node).collect();
            let relationships: BTreeSet<Entity> =
                graph.relationships().map(Entity::Relationship).collect();
            let labels = graph
                .nodes()
                .flat_map(|node| graph.node_labels(node).to_vec());
            let labels = labels
                .map(|label| graph.label_name(label).to_string())
                .collect();
            let entities = nodes.iter().chain(&relationships);
            let properties = entities
                .flat_map(|entity| properties(*entity, graph))
                .collect();
            State {
                nodes,
                relationships,
                labels,
                properties,
            }
        })
    }

    fn changes_to(&self, after: &State) -> BTreeMap<String, usize> {
        let mut changes = BTreeMap::new();
        count("nodes", &self.nodes, &after.nodes, &mut changes);
        count(
            "relationships",
            &self.relationships,
            &after.relationships,
            &mut changes,
        );
        count("labels", &self.labels, &after.labels, &mut changes);
        count(
            "properties",
            &self.properties,
            &after.properties,
            &mut changes,
        );
        changes
    }
}

fn properties(entity: Entity, graph: &Graph) -> Vec<(Entity, String, String)> {
    let properties = graph.properties(entity).into_iter();
    properties
        .map(|(key, value)| {
            (
                entity,
                graph.key_name(key).to_string(),
                format!("{value:?}"),
            )
        })
        .collect()
}

fn count<T: Ord>(
    what: &str,
    before: &BTreeSet<T>,
    after: &BTreeSet<T>,
    changes: &mut BTreeMap<String, usize>,
) {
    for (sign, number) in [
        ('+', after.difference(before).count()),
        ('-', before.difference(after).count()),
    ] {
        if number > 0 {
            changes.insert(format!("{sign}{what}"), number);
        }
    }
}
