//! Makes small graphs and valid statements from a tape of choices.
//!
//! Statements that only read give rows that are the same in every correct engine, but for their order and that of
//! collected lists. Statements that write do not let the order of rows decide what they write.

pub mod pattern;

use super::query::{
    Clause, E, Labels, NodePattern, Part, Projection, Query, RelationshipPattern, Set, Way,
};
use super::world::{Node, Properties, Relationship, V, World};
use crate::support::tape::Tape;

pub const LABELS: [&str; 3] = ["A", "B", "C"];
const TYPES: [&str; 3] = ["R", "S", "T"];
const TEXTS: [&str; 4] = ["a", "ab", "b", "c"];

/// What a variable holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Node,
    Relationship,
    /// Relationships in walking order.
    Relationships,
    Path,
    /// A shortest path: one of several perhaps, so only its length is asked.
    Shortest,
    /// Any property.
    Any,
    /// An integer or `null`.
    Number,
    /// A list whose order means nothing.
    Bag,
}

pub struct Generator<'t> {
    tape: &'t mut Tape,
    scope: Vec<(String, Kind)>,
    /// Bound before the present pattern.
    outer: usize,
    fresh: usize,
    /// Relationship variables the present pattern has used.
    used: Vec<String>,
    depth: usize,
    writes: bool,
    /// Whether an expression is made that is no predicate.
    in_value: bool,
    /// How many entities of a pattern, of a hundred, have a map of properties.
    wanted: usize,
}

fn boxed(it: E) -> Box<E> {
    Box::new(it)
}

fn variable(name: &str) -> E {
    E::Variable(name.to_string())
}

/// A value a property may have.
fn value(tape: &mut Tape, key: &str) -> V {
    match (key, tape.below(10)) {
        ("name", at) => V::Str(TEXTS[at % 4].into()),
        ("x", 0..8) => V::Int(tape.below(4) as i64),
        ("x", _) => V::Float(tape.below(6) as f64 / 2.0),
        (_, 0..4) => V::Int(tape.below(4) as i64),
        (_, 4) => V::Float(tape.below(6) as f64 / 2.0),
        (_, 5 | 6) => V::Str(tape.pick(&TEXTS).into()),
        (_, 7) => V::Bool(tape.chance(50)),
        _ => V::List(
            (0..tape.below(3))
                .map(|_| V::Int(tape.below(3) as i64))
                .collect(),
        ),
    }
}

fn properties(tape: &mut Tape, number: usize) -> Properties {
    let mut properties = Properties::from([("k".to_string(), V::Int(number as i64))]);
    for (key, percent) in [("x", 75), ("y", 60), ("name", 60)] {
        if tape.chance(percent) {
            properties.insert(key.into(), value(tape, key));
        }
    }
    properties
}

/// A graph with loops and parallel relationships; every entity has a number of its own in `k`.
pub fn world(tape: &mut Tape) -> World {
    let mut world = World::default();
    let count = 1 + tape.below(9);
    for id in 0..count {
        let labels = LABELS
            .into_iter()
            .filter(|_| tape.chance(45))
            .map(String::from);
        let labels = labels.collect();
        let properties = properties(tape, id);
        world.nodes.insert(id, Node { labels, properties });
    }
    // Ways of any length are as many as there are orders of the relationships at one node.
    let ties = tape.below(15.min(3 + 3 * count));
    for id in 0..ties {
        let relationship = Relationship {
            kind: tape.pick(&TYPES).into(),
            start: tape.below(count),
            end: tape.below(count),
            properties: properties(tape, 100 + id),
        };
        world.relationships.insert(id, relationship);
    }
    world.next = (count, ties);
    world
}

impl<'t> Generator<'t> {
    pub fn new(tape: &'t mut Tape, writes: bool) -> Self {
        Self {
            tape,
            scope: Vec::new(),
            outer: 0,
            fresh: 0,
            used: Vec::new(),
            depth: 0,
            writes,
            in_value: false,
            wanted: 15,
        }
    }

    fn name(&mut self, letter: &str) -> String {
        self.fresh += 1;
        format!("{letter}{}", self.fresh)
    }

    fn of_kind(&self, kinds: &[Kind]) -> Vec<String> {
        let scope = self.scope.iter();
        let fitting = scope.filter(|(_, kind)| kinds.contains(kind));
        fitting.map(|(name, _)| name.clone()).collect()
    }

    fn any_of(&mut self, kinds: &[Kind]) -> Option<String> {
        let names = self.of_kind(kinds);
        (!names.is_empty()).then(|| self.tape.pick(&names))
    }

    /// A statement that only reads; its last projection.
    pub fn query(&mut self) -> Query {
        let count = self.tape.below(4);
        let mut first = self.reading(count);
        let union = self.tape.chance(10);
        let last = self.projection(true, union);
        first.push(Clause::Return(last.clone()));
        let mut parts = vec![first];
        let mut all = true;
        if union {
            all = self.tape.chance(50);
            self.scope.clear();
            let mut second = self.reading(0);
            let items = last
                .items
                .iter()
                .map(|(_, name)| (self.scalar(1), name.clone()));
            let items = items.collect();
            second.push(Clause::Return(plain(items)));
            parts.push(second);
        }
        Query { parts, all }
    }

    fn reading(&mut self, more: usize) -> Vec<Clause> {
        let mut clauses = vec![self.matching(false)];
        for _ in 0..more {
            clauses.push(self.read());
        }
        clauses
    }

    fn read(&mut self) -> Clause {
        match self.tape.below(12) {
            0..3 => self.matching(false),
            3..6 => self.matching(true),
            6..8 => self.unwinding(),
            8 => self.shortest().unwrap_or_else(|| self.unwinding()),
            _ => Clause::With(self.projection(false, false)),
        }
    }

    fn unwinding(&mut self) -> Clause {
        let list = match self.any_of(&[Kind::Bag]) {
            Some(bag) if self.tape.chance(60) => variable(&bag),
            _ => self.list(),
        };
        let name = self.name("v");
        self.scope.push((name.clone(), Kind::Any));
        Clause::Unwind(list, name)
    }

    fn shortest(&mut self) -> Option<Clause> {
        let nodes = self.of_kind(&[Kind::Node]);
        if nodes.len() < 2 {
            return None;
        }
        let from = self.tape.pick(&nodes);
        let others: Vec<String> = nodes.into_iter().filter(|it| *it != from).collect();
        let ends = (from, self.tape.pick(&others));
        let optional = self.tape.chance(40);
        let (types, way) = (self.types(), self.way());
        let path = self.name("s");
        self.scope.push((path.clone(), Kind::Shortest));
        Some(Clause::Shortest(optional, path, ends, types, way, 3))
    }

    // Patterns.

    fn matching(&mut self, optional: bool) -> Clause {
        let parts = self.parts();
        let predicate = self.tape.chance(60).then(|| self.condition(2));
        Clause::Match(optional, parts, predicate)
    }

    fn parts(&mut self) -> Vec<Part> {
        self.outer = self.scope.len();
        self.used.clear();
        let count = [1, 1, 1, 1, 2, 2, 3][self.tape.below(7)];
        (0..count).map(|_| self.part()).collect()
    }

    fn part(&mut self) -> Part {
        let start = self.node_pattern(true);
        let steps = [0, 1, 1, 1, 2, 2, 3][self.tape.below(7)];
        let steps: Vec<_> = (0..steps)
            .map(|_| (self.relationship_pattern(true), self.node_pattern(true)))
            .collect();
        // What an update creates has ids of its own, which a path shows.
        let is_named = self.tape.chance(15) && !self.writes;
        let path = is_named.then(|| self.name("p"));
        if let Some(path) = &path {
            self.scope.push((path.clone(), Kind::Path));
        }
        Part { path, start, steps }
    }

    fn node_pattern(&mut self, bind: bool) -> NodePattern {
        let labels = self.tape.chance(35).then(|| self.labels(1));
        let properties = self.wanted();
        let variable = match self.tape.below(10) {
            0..3 if bind => None,
            7.. => self.any_of(&[Kind::Node]),
            _ if bind => {
                let name = self.name("n");
                self.scope.push((name.clone(), Kind::Node));
                Some(name)
            }
            _ => None,
        };
        NodePattern {
            variable,
            labels,
            properties,
        }
    }

    fn wanted(&mut self) -> Vec<(&'static str, E)> {
        if !self.tape.chance(self.wanted) {
            return Vec::new();
        }
        let key = self.tape.pick(&["x", "name", "y"]);
        let before = self.scope[..self.outer].to_vec();
        let entities: Vec<String> = before
            .into_iter()
            .filter(|(_, kind)| *kind == Kind::Node)
            .map(|(name, _)| name)
            .collect();
        if !entities.is_empty() && self.tape.chance(40) {
            return vec![(key, E::Property(self.tape.pick(&entities), key))];
        }
        vec![(key, E::Literal(value(self.tape, key)))]
    }

    fn labels(&mut self, depth: usize) -> Labels {
        self.names(&LABELS, depth)
    }

    /// An expression over these names, simple ones more often.
    fn names(&mut self, names: &[&'static str], depth: usize) -> Labels {
        let name = Labels::Is(self.tape.pick(names));
        if depth == 0 {
            return name;
        }
        let kind = self.tape.below(10);
        let other = Box::new(self.names(names, depth - 1));
        match kind {
            0..5 => name,
            5 => Labels::Any,
            6 => Labels::Not(other),
            7 => Labels::And(Box::new(name), other),
            _ => Labels::Or(Box::new(name), other),
        }
    }

    /// What type a step follows; any as often as not, so that patterns mix both.
    fn types(&mut self) -> Option<Labels> {
        self.tape.chance(55).then(|| self.names(&TYPES, 1))
    }

    fn way(&mut self) -> Way {
        self.tape.pick(&[Way::Out, Way::Out, Way::In, Way::Both])
    }

    fn relationship_pattern(&mut self, bind: bool) -> RelationshipPattern {
        let (types, way, properties) = (self.types(), self.way(), self.wanted());
        let length = self.tape.chance(18).then(|| {
            let min = self.tape.below(3);
            let longest = Some(min + self.tape.below(3 - min.min(2)));
            (min, if self.tape.chance(15) { None } else { longest })
        });
        let variable = match self.tape.below(20) {
            0..9 if bind => {
                let name = self.name("r");
                let kind = match length {
                    None => Kind::Relationship,
                    Some(_) => Kind::Relationships,
                };
                self.used.push(name.clone());
                self.scope.push((name.clone(), kind));
                Some(name)
            }
            19 if bind && length.is_none() => self.bound_relationship(),
            _ => None,
        };
        RelationshipPattern {
            variable,
            types,
            way,
            length,
            properties,
        }
    }

    fn bound_relationship(&mut self) -> Option<String> {
        let names = self.of_kind(&[Kind::Relationship]);
        let free: Vec<String> = names
            .into_iter()
            .filter(|it| !self.used.contains(it))
            .collect();
        let name = (!free.is_empty()).then(|| self.tape.pick(&free))?;
        self.used.push(name.clone());
        Some(name)
    }

    /// A pattern in an expression: it begins at what is bound, where anything is.
    fn tail(&mut self, bind: bool) -> Part {
        let start = NodePattern {
            variable: self.any_of(&[Kind::Node]),
            ..NodePattern::default()
        };
        self.used = self.of_kind(&[Kind::Relationship]);
        self.outer = self.scope.len();
        let steps = 1 + self.tape.below(2);
        let steps = (0..steps).map(|_| (self.relationship_pattern(bind), self.node_pattern(bind)));
        Part {
            path: None,
            start,
            steps: steps.collect(),
        }
    }

    fn subquery(&mut self) -> (Vec<Part>, Option<Box<E>>) {
        let scope = self.scope.clone();
        let part = self.tail(true);
        let predicate = self.tape.chance(50).then(|| boxed(self.condition(1)));
        self.scope = scope;
        (vec![part], predicate)
    }

    // Expressions.

    fn condition(&mut self, depth: usize) -> E {
        self.depth += 1;
        let made = if self.depth > 6 {
            self.comparison()
        } else {
            self.condition_of(depth)
        };
        self.depth -= 1;
        made
    }

    fn condition_of(&mut self, depth: usize) -> E {
        let choice = self.tape.below(if depth == 0 { 10 } else { 20 });
        let deeper = depth.saturating_sub(1);
        match choice {
            0..5 => self.comparison(),
            5 => E::IsNull(boxed(self.scalar(0)), self.tape.chance(50)),
            6 => self.labelled(),
            7 => E::In(boxed(self.scalar(0)), boxed(self.list())),
            8 => self.identity(),
            9 => {
                let entity = self.entity_property("name");
                E::StartsWith(
                    boxed(entity),
                    boxed(E::Literal(V::Str(self.tape.pick(&TEXTS).into()))),
                )
            }
            10 => E::And(boxed(self.condition(deeper)), boxed(self.condition(deeper))),
            11 => E::Or(boxed(self.condition(deeper)), boxed(self.condition(deeper))),
            12 => E::Xor(boxed(self.condition(deeper)), boxed(self.condition(deeper))),
            13 => E::Not(boxed(self.condition(deeper))),
            14 => {
                let (parts, predicate) = self.subquery();
                E::Exists(parts, predicate)
            }
            15 | 16 => self.pattern_predicate(),
            17 => {
                let (parts, predicate) = self.subquery();
                let count = boxed(E::Count(parts, predicate));
                E::Compare(self.tape.pick(&[">", "=", "<"]), count, boxed(self.small()))
            }
            18 => self.quantifier(),
            _ => self.equality_between(),
        }
    }

    fn small(&mut self) -> E {
        E::Literal(V::Int(self.tape.below(3) as i64))
    }

    fn pattern_predicate(&mut self) -> E {
        if self.of_kind(&[Kind::Node]).is_empty() {
            return self.comparison();
        }
        let scope = self.scope.clone();
        let part = self.tail(false);
        self.scope = scope;
        if self.in_value {
            return E::Exists(vec![part], None);
        }
        E::Pattern(Box::new(part))
    }

    /// A condition where a value is wanted: a pattern alone is none there.
    fn truth_value(&mut self, depth: usize) -> E {
        let outside = std::mem::replace(&mut self.in_value, true);
        let condition = self.condition(depth);
        self.in_value = outside;
        condition
    }

    fn quantifier(&mut self) -> E {
        let list = self.list();
        let name = self.name("e");
        self.scope.push((name.clone(), Kind::Any));
        let predicate = self.condition(0);
        self.scope.pop();
        let kind = self.tape.pick(&["any", "all", "none", "single"]);
        E::Quantifier(kind, name, boxed(list), boxed(predicate))
    }

    fn comparison(&mut self) -> E {
        let operator = self.tape.pick(&["=", "<", ">=", "<>", ">", "<="]);
        let left = self.scalar(0);
        let right = if self.tape.chance(40) {
            self.scalar(0)
        } else {
            E::Literal(value(self.tape, "x"))
        };
        E::Compare(operator, boxed(left), boxed(right))
    }

    /// What joins two parts of a pattern.
    fn equality_between(&mut self) -> E {
        let key = self.tape.pick(&["x", "name", "y", "k"]);
        let (a, b) = (self.entity_property(key), self.entity_property(key));
        E::Compare("=", boxed(a), boxed(b))
    }

    fn labelled(&mut self) -> E {
        match self.any_of(&[Kind::Node]) {
            Some(name) => E::HasLabels(name, self.labels(1)),
            None => E::Literal(V::Bool(true)),
        }
    }

    fn identity(&mut self) -> E {
        let nodes = self.of_kind(&[Kind::Node]);
        if nodes.is_empty() {
            return self.comparison();
        }
        let name = self.tape.pick(&nodes);
        let own = boxed(E::Call("id", boxed(variable(&name))));
        let number = |tape: &mut Tape| E::Literal(V::Int(tape.below(8) as i64));
        match self.tape.below(if self.writes { 2 } else { 5 }) {
            0 | 1 => {
                let operator = self.tape.pick(&["=", "<>"]);
                E::Compare(
                    operator,
                    boxed(variable(&name)),
                    boxed(variable(&self.tape.pick(&nodes))),
                )
            }
            2 => E::Compare("=", own, boxed(number(self.tape))),
            3 => E::Compare("=", own, boxed(self.entity_property("x"))),
            _ => E::In(
                own,
                boxed(E::List((0..3).map(|_| number(self.tape)).collect())),
            ),
        }
    }

    fn entity_property(&mut self, key: &'static str) -> E {
        match self.any_of(&[Kind::Node, Kind::Relationship]) {
            Some(name) => E::Property(name, key),
            None => E::Literal(V::Null),
        }
    }

    /// A number, a text, a truth value, a list of them, or `null`.
    fn scalar(&mut self, depth: usize) -> E {
        match self.tape.below(if depth == 0 { 7 } else { 12 }) {
            0..4 => {
                let key = self.tape.pick(&["x", "k", "y", "name"]);
                self.entity_property(key)
            }
            4 | 5 => match self.any_of(&[Kind::Any, Kind::Number]) {
                Some(name) => variable(&name),
                None => E::Literal(value(self.tape, "y")),
            },
            6 => self.number(),
            7 => E::Add(boxed(self.number()), boxed(self.number())),
            8 => {
                let condition = boxed(self.truth_value(1));
                E::Case(condition, boxed(self.scalar(0)), boxed(self.scalar(0)))
            }
            9 => E::Coalesce(boxed(self.scalar(0)), boxed(self.scalar(0))),
            10 => self.truth_value(1),
            _ => {
                let list = self.list();
                let name = self.name("e");
                self.scope.push((name.clone(), Kind::Any));
                let (predicate, result) = (self.truth_value(0), self.scalar(0));
                self.scope.pop();
                E::Call(
                    "size",
                    boxed(E::Comprehension(
                        name,
                        boxed(list),
                        boxed(predicate),
                        boxed(result),
                    )),
                )
            }
        }
    }

    fn number(&mut self) -> E {
        match self.tape.below(6) {
            0 | 1 => self.entity_property("k"),
            2 => match self.any_of(&[Kind::Number]) {
                Some(name) => variable(&name),
                None => self.small(),
            },
            3 => match self.any_of(&[Kind::Path, Kind::Shortest]) {
                Some(name) => E::Call("length", boxed(variable(&name))),
                None => self.small(),
            },
            4 => match self.any_of(&[Kind::Bag, Kind::Relationships]) {
                Some(name) => E::Call("size", boxed(variable(&name))),
                None => self.small(),
            },
            _ if self.depth < 3 => {
                self.depth += 2;
                let (parts, predicate) = self.subquery();
                self.depth -= 2;
                E::Count(parts, predicate)
            }
            _ => self.small(),
        }
    }

    fn list(&mut self) -> E {
        match self.any_of(&[Kind::Bag]) {
            Some(bag) if self.tape.chance(50) => variable(&bag),
            _ => {
                let count = self.tape.below(4);
                let items = (0..count).map(|_| match self.tape.below(5) {
                    0 => E::Literal(V::Null),
                    1 => self.entity_property("x"),
                    2 => self.entity_property("y"),
                    _ => E::Literal(value(self.tape, "x")),
                });
                E::List(items.collect())
            }
        }
    }

    // Projections.

    fn projection(&mut self, last: bool, scalars: bool) -> Projection {
        let total = self.tape.chance(20);
        let distinct = self.tape.chance(20);
        let aggregated = self.tape.chance(30);
        let ordered = total || distinct || aggregated || scalars;
        let mut items: Vec<(E, String, Kind)> = Vec::new();
        for (name, kind) in self.scope.clone() {
            let entity = matches!(kind, Kind::Node | Kind::Relationship);
            let fits = match kind {
                Kind::Shortest => !last && !ordered,
                Kind::Bag | Kind::Path | Kind::Relationships => !ordered,
                _ => !(entity && (scalars || (self.writes && last))),
            };
            let percent = if last || aggregated { 35 } else { 65 };
            if fits && self.tape.chance(percent) {
                items.push((variable(&name), name, kind));
            }
        }
        for _ in 0..self.tape.below(3) {
            let made = self.scalar(2);
            items.push((made, self.name("c"), Kind::Any));
        }
        let bags = !total && !scalars;
        for _ in 0..(if aggregated {
            1 + self.tape.below(2)
        } else {
            0
        }) {
            let (made, kind) = self.aggregate(bags && !distinct);
            items.push((
                made,
                self.name(if kind == Kind::Bag { "bag" } else { "g" }),
                kind,
            ));
        }
        if items.is_empty() {
            let made = self.scalar(1);
            items.push((made, self.name("c"), Kind::Any));
        }
        self.scope = items
            .iter()
            .map(|(_, name, kind)| (name.clone(), *kind))
            .collect();
        let mut projection = plain(
            items
                .into_iter()
                .map(|(item, name, _)| (item, name))
                .collect(),
        );
        projection.distinct = distinct;
        if total {
            self.totally_ordered(&mut projection);
        }
        if !last && self.tape.chance(25) {
            projection.predicate = Some(self.condition(1));
        }
        projection
    }

    fn totally_ordered(&mut self, projection: &mut Projection) {
        for (name, kind) in &self.scope {
            let key = match kind {
                Kind::Node | Kind::Relationship => E::Property(name.clone(), "k"),
                _ => variable(name),
            };
            projection.order.push((key, self.tape.chance(30)));
        }
        if self.tape.chance(30) {
            projection.order.reverse();
        }
        projection.skip = self.tape.chance(30).then(|| self.tape.below(4));
        projection.limit = self.tape.chance(60).then(|| self.tape.below(6));
    }

    fn aggregate(&mut self, bags: bool) -> (E, Kind) {
        let only = self.tape.chance(30);
        match self.tape.below(7) {
            0 | 1 => (E::Aggregate("count", false, None), Kind::Number),
            2 => {
                let of = match self.any_of(&[Kind::Node, Kind::Relationship]) {
                    Some(name) if self.tape.chance(50) => variable(&name),
                    _ => self.scalar(1),
                };
                (E::Aggregate("count", only, Some(boxed(of))), Kind::Number)
            }
            3 => (
                E::Aggregate("sum", only, Some(boxed(self.number()))),
                Kind::Number,
            ),
            4 => (
                E::Aggregate("min", false, Some(boxed(self.scalar(1)))),
                Kind::Any,
            ),
            5 if bags => (
                E::Aggregate("collect", only, Some(boxed(self.scalar(1)))),
                Kind::Bag,
            ),
            _ => (
                E::Aggregate("max", false, Some(boxed(self.scalar(1)))),
                Kind::Any,
            ),
        }
    }

    // Writing.

    /// A statement that reads and writes in turn.
    pub fn update(&mut self) -> Query {
        let mut clauses = Vec::new();
        if self.tape.chance(85) {
            clauses.push(self.matching(false));
        } else {
            clauses.push(self.unwinding());
        }
        let mut wrote = false;
        for _ in 0..1 + self.tape.below(5) {
            if self.tape.chance(35) {
                if wrote {
                    clauses.push(Clause::With(self.projection(false, false)));
                }
                clauses.push(self.read());
                wrote = false;
            } else {
                self.write(&mut clauses);
                wrote = true;
            }
        }
        if self.tape.chance(6) {
            self.mistake(&mut clauses);
        }
        clauses.push(Clause::Return(self.projection(true, false)));
        Query {
            parts: vec![clauses],
            all: true,
        }
    }

    /// Fails at the third row, with something written by then.
    fn mistake(&mut self, clauses: &mut Vec<Clause>) {
        let name = self.name("v");
        let items = [2, 1, 0].map(|it| E::Literal(V::Int(it)));
        clauses.push(Clause::Unwind(E::List(items.to_vec()), name.clone()));
        let ten = boxed(E::Literal(V::Int(10)));
        let node = NodePattern {
            variable: None,
            labels: Some(Labels::Is("Failed")),
            properties: vec![("q", E::Divide(ten, boxed(variable(&name))))],
        };
        let part = Part {
            path: None,
            start: node,
            steps: Vec::new(),
        };
        clauses.push(Clause::Create(vec![part]));
    }

    fn write(&mut self, clauses: &mut Vec<Clause>) {
        let node = self.any_of(&[Kind::Node]);
        let entity = self.any_of(&[Kind::Node, Kind::Relationship]);
        let clause = match (self.tape.below(16), node, entity) {
            (0..3, _, _) => self.creation(),
            (3 | 4, _, _) => self.merging(),
            (5..9, _, Some(entity)) => Clause::Set(self.settings(&entity)),
            (9, _, Some(entity)) => {
                Clause::RemoveProperty(entity, self.tape.pick(&["x", "y", "c"]))
            }
            (10, Some(node), _) => Clause::RemoveLabel(node, self.tape.pick(&LABELS)),
            (11 | 12, Some(node), _) => {
                let list = self.list();
                let name = self.name("i");
                let mut body = vec![Clause::Set(self.settings(&node))];
                if self.tape.chance(50) {
                    let scope = self.scope.clone();
                    body.push(self.creation());
                    self.scope = scope;
                }
                Clause::Foreach(name, list, body)
            }
            (13.., _, Some(entity)) => {
                clauses.push(Clause::Delete(self.tape.chance(65), vec![entity]));
                let name = self.name("g");
                self.scope = vec![(name.clone(), Kind::Number)];
                Clause::With(plain(vec![(E::Aggregate("count", false, None), name)]))
            }
            _ => self.creation(),
        };
        clauses.push(clause);
    }

    fn new_node(&mut self) -> NodePattern {
        let labels = self
            .tape
            .chance(70)
            .then(|| Labels::Is(self.tape.pick(&["A", "B", "C", "D"])));
        let key = self.tape.pick(&["x", "y", "name", "z"]);
        let mut properties = vec![(key, E::Literal(value(self.tape, key)))];
        properties.push(("k", E::Literal(V::Int(200 + self.fresh as i64))));
        let name = self.name("n");
        NodePattern {
            variable: Some(name),
            labels,
            properties,
        }
    }

    fn new_relationship(&mut self) -> RelationshipPattern {
        RelationshipPattern {
            variable: Some(self.name("r")),
            types: Some(Labels::Is(self.tape.pick(&["R", "S", "T", "U"]))),
            way: self.tape.pick(&[Way::Out, Way::In]),
            length: None,
            properties: Vec::new(),
        }
    }

    fn end(&mut self, bound: &[String]) -> NodePattern {
        if !bound.is_empty() && self.tape.chance(60) {
            return NodePattern {
                variable: Some(self.tape.pick(bound)),
                ..NodePattern::default()
            };
        }
        self.new_node()
    }

    fn creation(&mut self) -> Clause {
        let bound = self.of_kind(&[Kind::Node]);
        let part = if self.tape.chance(35) {
            Part {
                path: None,
                start: self.new_node(),
                steps: Vec::new(),
            }
        } else {
            Part {
                path: None,
                start: self.end(&bound),
                steps: vec![(self.new_relationship(), self.end(&bound))],
            }
        };
        self.bind(&part);
        Clause::Create(vec![part])
    }

    fn bind(&mut self, part: &Part) {
        let nodes = std::iter::once(&part.start).chain(part.steps.iter().map(|(_, node)| node));
        let nodes = nodes
            .filter_map(|node| node.variable.clone())
            .map(|it| (it, Kind::Node));
        let ties = part.steps.iter().filter_map(|(it, _)| it.variable.clone());
        let ties = ties.map(|it| (it, Kind::Relationship));
        for entry in nodes.chain(ties) {
            if !self.scope.contains(&entry) {
                self.scope.push(entry);
            }
        }
    }

    fn merging(&mut self) -> Clause {
        let bound = self.of_kind(&[Kind::Node]);
        let part = if bound.len() > 1 && self.tape.chance(60) {
            let end = |name: String| NodePattern {
                variable: Some(name),
                ..NodePattern::default()
            };
            Part {
                path: None,
                start: end(self.tape.pick(&bound)),
                steps: vec![(self.new_relationship(), end(self.tape.pick(&bound)))],
            }
        } else {
            let mut node = self.new_node();
            node.properties.truncate(1);
            Part {
                path: None,
                start: node,
                steps: Vec::new(),
            }
        };
        self.bind(&part);
        let (target, properties) = match part.steps.first() {
            Some((it, _)) => (it.variable.clone(), &it.properties),
            None => (part.start.variable.clone(), &part.start.properties),
        };
        let target = target.unwrap_or_default();
        // What is merged stays so: else it would hang on their order which rows find it and which make it.
        let is_sought = properties.iter().any(|(key, _)| *key == "z");
        let mut set = |number| {
            let item = Set::Property(target.clone(), "z", E::Literal(V::Int(number)));
            if self.tape.chance(40) && !is_sought {
                vec![item]
            } else {
                Vec::new()
            }
        };
        let (created, matched) = (set(1), set(2));
        Clause::Merge(part, created, matched)
    }

    fn settings(&mut self, of: &str) -> Vec<Set> {
        let count = 1 + self.tape.below(2);
        (0..count).map(|_| self.setting(of)).collect()
    }

    /// An assignment that does the same in whichever order the rows come.
    fn setting(&mut self, of: &str) -> Set {
        let key = self.tape.pick(&["x", "y", "z"]);
        let literal = E::Literal(value(self.tape, key));
        match self.tape.below(8) {
            0..3 => Set::Property(of.into(), key, literal),
            3 => Set::Property(of.into(), key, E::Literal(V::Null)),
            4 => {
                let old = E::Coalesce(boxed(E::Property(of.into(), "c")), boxed(self.small()));
                Set::Property(
                    of.into(),
                    "c",
                    E::Add(boxed(old), boxed(E::Literal(V::Int(1)))),
                )
            }
            5 => Set::Merge(
                of.into(),
                vec![(key, literal), ("name", E::Literal(V::Null))],
            ),
            6 => Set::Replace(
                of.into(),
                vec![("k", E::Property(of.into(), "k")), (key, literal)],
            ),
            _ if self.of_kind(&[Kind::Node]).contains(&of.to_string()) => {
                Set::Label(of.into(), self.tape.pick(&["A", "B", "C", "D"]))
            }
            _ => Set::Property(of.into(), key, literal),
        }
    }
}

fn plain(items: Vec<(E, String)>) -> Projection {
    Projection {
        distinct: false,
        items,
        order: Vec::new(),
        skip: None,
        limit: None,
        predicate: None,
    }
}
