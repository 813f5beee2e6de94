//! Random statements, transactions, failures and roll-backs against a naive graph.
//!
//! After each step the whole graph is the naive one's; after a failure or a roll-back names, ids and statistics are as
//! they were, too. `RIHLA_CASES` says how many cases, `RIHLA_SEED` where their seeds begin.

use rihla::graph::{Direction, Graph};
use rihla::{Database, Error, Rows};

use crate::differential::generate::{self, Generator};
use crate::differential::oracle::{Oracle, Stop};
use crate::differential::query::Query;
use crate::differential::world::World;
use crate::support::tape::{Tape, check};

/// Everything about a graph that must come back.
fn snapshot(graph: &Graph) -> String {
    let labels: Vec<_> = graph
        .labels()
        .map(|(id, name)| (name.clone(), graph.node_count_with(id)))
        .collect();
    let types: Vec<_> = graph
        .types()
        .map(|(id, name)| {
            (
                name.clone(),
                graph.relationship_count_of(id),
                ends(graph, id),
            )
        })
        .collect();
    let keys: Vec<_> = graph.keys().map(|(_, name)| name.clone()).collect();
    let bounds = (graph.node_bound(), graph.relationship_bound());
    let counts = (graph.node_count(), graph.relationship_count());
    let world = World::of(graph);
    format!("{labels:?}\n{types:?}\n{keys:?}\n{bounds:?} {counts:?}\n{world:?}")
}

fn ends(graph: &Graph, kind: rihla::graph::TypeId) -> Vec<(usize, usize)> {
    let at = |direction, label| graph.relationship_count_at(kind, direction, label);
    let labels = graph.labels();
    labels
        .map(|(label, _)| {
            (
                at(Direction::Outgoing, label),
                at(Direction::Incoming, label),
            )
        })
        .collect()
}

/// What is known of both sides, and what was done.
struct Pair {
    world: World,
    log: Vec<String>,
}

/// A statement and what the naive graph becomes by it; nothing where it fails.
struct Step {
    text: String,
    after: Option<World>,
}

impl Pair {
    /// The next statement, unless it is too much work.
    fn step(&mut self, tape: &mut Tape) -> Option<Step> {
        let query: Query = Generator::new(tape, true).update();
        let mut oracle = Oracle::new(self.world.clone());
        let outcome = oracle.run(&query);
        let small = oracle.world.nodes.len() < 40 && oracle.world.relationships.len() < 80;
        if outcome == Err(Stop::Large) || !small {
            return None;
        }
        let text = query.to_string();
        self.log.push(text.clone());
        Some(Step {
            text,
            after: outcome.ok().map(|_| oracle.world),
        })
    }

    fn compare(&mut self, step: Step, answer: &Result<Rows, Error>) -> Result<(), String> {
        if answer.is_ok() != step.after.is_some() {
            let answer = answer.as_ref().map(|_| ()).map_err(ToString::to_string);
            return self.fail(&format!(
                "{answer:?}, but the naive graph: {}",
                step.after.is_some()
            ));
        }
        if let Some(after) = step.after {
            self.world = after;
        }
        Ok(())
    }

    fn fail(&self, what: &str) -> Result<(), String> {
        Err(format!("{what}\n{}", self.log.join("\n;\n")))
    }

    fn same(&self, graph: &Graph) -> Result<(), String> {
        if let Err(message) = graph.validate() {
            return self.fail(&message);
        }
        let (found, expected) = (World::of(graph).shape(), self.world.shape());
        if found != expected {
            return self.fail(&format!("expected {expected:#?}\nfound {found:#?}"));
        }
        Ok(())
    }

    fn same_again(&self, before: &str, after: &str) -> Result<(), String> {
        if before != after {
            return self.fail(&format!("before {before}\nafter {after}"));
        }
        Ok(())
    }

    fn counts(&self, database: &Database) -> Result<(), String> {
        let text =
            "OPTIONAL MATCH (n) WITH count(n) AS n OPTIONAL MATCH ()-[r]->() RETURN n, count(r)";
        let rows = database
            .run(text, ())
            .map_err(|error| error.to_string())?
            .rows;
        let found: Vec<_> = rows[0]
            .iter()
            .filter_map(rihla::Value::as_integer)
            .collect();
        let expected = [self.world.nodes.len(), self.world.relationships.len()];
        if found != expected.map(|it| it as i64) {
            return self.fail(&format!("{expected:?} entities, the query says {found:?}"));
        }
        Ok(())
    }

    fn alone(&mut self, database: &Database, tape: &mut Tape) -> Result<(), String> {
        let Some(step) = self.step(tape) else {
            return Ok(());
        };
        let before = database.with_graph(snapshot);
        let answer = database.run(&step.text, ());
        self.compare(step, &answer)?;
        if answer.is_err() {
            self.same_again(&before, &database.with_graph(snapshot))?;
        }
        database.with_graph(|graph| self.same(graph))?;
        self.counts(database)
    }

    fn transaction(&mut self, database: &Database, tape: &mut Tape) -> Result<(), String> {
        let before = database.with_graph(snapshot);
        let world = self.world.clone();
        self.log.push("BEGIN".into());
        let mut transaction = database.begin();
        for _ in 0..1 + tape.below(3) {
            if let Some(step) = self.step(tape) {
                let answer = transaction.run(&step.text, ());
                self.compare(step, &answer)?;
            }
        }
        if tape.chance(50) {
            self.log.push("COMMIT".into());
            transaction.commit();
        } else {
            self.log.push("ROLL BACK".into());
            transaction.roll_back();
            self.world = world;
            self.same_again(&before, &database.with_graph(snapshot))?;
        }
        database.with_graph(|graph| self.same(graph))
    }
}

fn a_history(tape: &mut Tape) -> Result<(), String> {
    let world = generate::world(tape);
    let order: Vec<usize> = world.nodes.keys().copied().collect();
    let (graph, _) = world.graph(&order);
    let database = Database::new(graph, rihla::function::Library::standard());
    let mut pair = Pair {
        log: vec![format!("{:#?}", world.shape())],
        world,
    };
    for _ in 0..1 + tape.below(6) {
        if tape.chance(35) {
            pair.transaction(&database, tape)?;
        } else {
            pair.alone(&database, tape)?;
        }
    }
    Ok(())
}

#[test]
fn a_database_does_what_a_naive_one_does() {
    check(1000, a_history);
}
