//! A graph with what is needed to ask it.

use std::sync::Arc;

use crate::executor::context::{Context, GraphAccess, Limits};
use crate::executor::profile::{Profile, Reads};
use crate::executor::{RunError, run};
use crate::function::{Clock, Library, Random};
use crate::graph::Graph;
use crate::planner::plan::Plan;
use crate::planner::{OperatorProfile, Rewrites, plan};
use crate::semantics::analyse;
use crate::syntax::parse;
use crate::value::{Map, Value};

pub struct World {
    pub graph: Graph,
    pub limits: Limits,
    pub rewrites: Rewrites,
    /// What each operator did for the last query.
    pub profile: Vec<OperatorProfile>,
    /// What the last query had reserved when it was over, its result included.
    pub memory: usize,
    library: Arc<Library>,
}

impl World {
    /// The graph after some statements.
    pub fn new(statements: &[&str]) -> Self {
        let mut world = World {
            graph: Graph::new(),
            limits: Limits::default(),
            rewrites: Rewrites::all(),
            profile: Vec::new(),
            memory: 0,
            library: Library::standard(),
        };
        for statement in statements {
            world.rows(statement);
        }
        world
    }

    pub fn plan(&self, text: &str) -> Plan {
        let statement = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let resolved = analyse(&statement, &self.library)
            .unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
        plan(&resolved, &self.graph, &self.rewrites)
    }

    pub fn ask(&mut self, text: &str) -> Result<Vec<Vec<Value>>, RunError> {
        let plan = self.plan(text);
        let random = Random::seeded(7);
        let mut context = Context {
            graph: GraphAccess::Exclusive(&mut self.graph),
            parameters: &Map::new(),
            clock: Clock::now("UTC"),
            random: &random,
            limits: self.limits.clone(),
            operator: "ProduceResults",
            memory_used: 0,
            arguments: Vec::new(),
            reads: Reads::default(),
            profile: Some(Profile::of(&plan)),
        };
        let chunks = run(&plan, &mut context)?;
        self.profile = context.take_profile().unwrap_or_default();
        self.memory = context.memory_used;
        let mut rows = Vec::new();
        for chunk in &chunks {
            assert!(chunk.rows > 0, "an empty chunk came out of {text}");
            for row in 0..chunk.rows {
                let columns = plan.columns.iter();
                rows.push(columns.map(|it| chunk.column(it.slot).get(row)).collect());
            }
        }
        Ok(rows)
    }

    pub fn rows(&mut self, text: &str) -> Vec<Vec<Value>> {
        self.ask(text)
            .unwrap_or_else(|error| panic!("{text}: {error:?}"))
    }

    /// Rows of integers; `null` is -1.
    pub fn numbers(&mut self, text: &str) -> Vec<Vec<i64>> {
        let number = |value: Value| match value {
            Value::Null => -1,
            other => other
                .as_integer()
                .unwrap_or_else(|| panic!("{text}: {other:?}")),
        };
        let rows = self.rows(text).into_iter();
        rows.map(|row| row.into_iter().map(number).collect())
            .collect()
    }

    /// The first column.
    pub fn column(&mut self, text: &str) -> Vec<i64> {
        self.numbers(text).into_iter().map(|row| row[0]).collect()
    }

    /// The only value.
    pub fn one(&mut self, text: &str) -> i64 {
        let rows = self.numbers(text);
        assert_eq!((rows.len(), rows[0].len()), (1, 1), "{text}");
        rows[0][0]
    }

    pub fn error(&mut self, text: &str) -> RunError {
        match self.ask(text) {
            Ok(rows) => panic!("{text} gave {rows:?}"),
            Err(error) => error,
        }
    }
}

/// Numbers that look random and are always the same.
pub struct Lots(pub u64);

impl Lots {
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// A graph of `nodes` nodes `:N {i}` with relationships between random ones, loops and parallels among them; and the
/// relationships as pairs.
pub fn random_graph(nodes: u64, relationships: usize, seed: u64) -> (World, Vec<(i64, i64)>) {
    let mut lots = Lots(seed);
    let pairs: Vec<(i64, i64)> = (0..relationships)
        .map(|_| (lots.below(nodes) as i64, lots.below(nodes) as i64))
        .collect();
    let mut world = World::new(&[]);
    world.rows(&format!(
        "UNWIND range(0, {}) AS i CREATE (:N {{i: i}})",
        nodes - 1
    ));
    for (at, (from, to)) in pairs.iter().enumerate() {
        world.rows(&format!(
            "MATCH (a:N {{i: {from}}}), (b:N {{i: {to}}}) CREATE (a)-[:R {{k: {at}}}]->(b)"
        ));
    }
    (world, pairs)
}
