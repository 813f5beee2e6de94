//! Statements whose answer is how often patterns match: what the engine counts without making rows of it.

use super::{Generator, Kind, LABELS, TYPES, boxed, plain, properties, variable};
use crate::differential::query::{
    Clause, E, Labels, NodePattern, Part, Projection, Query, RelationshipPattern, Way,
};
use crate::differential::world::{Node, Relationship, V, World};
use crate::support::tape::Tape;

/// So many nodes, each with each label so many times of a hundred.
fn nodes(tape: &mut Tape, count: usize, labelled: usize) -> World {
    let mut world = World::default();
    for id in 0..count {
        let labels = LABELS.into_iter().filter(|_| tape.chance(labelled));
        let labels = labels.map(String::from).collect();
        let properties = properties(tape, id);
        world.nodes.insert(id, Node { labels, properties });
    }
    world
}

/// A small graph with many loops and parallel relationships.
pub fn dense_world(tape: &mut Tape) -> World {
    let count = 1 + tape.below(8);
    let mut world = nodes(tape, count, 40);
    let ties = tape.below(17);
    for id in 0..ties {
        let relationship = tie(tape, &world, count);
        world.relationships.insert(id, relationship);
    }
    world.next = (count, ties);
    world
}

/// One more relationship: parallel to the last, a loop, or between any two.
fn tie(tape: &mut Tape, world: &World, count: usize) -> Relationship {
    let start = tape.below(count);
    let mut made = Relationship {
        kind: tape.pick(&TYPES).into(),
        start,
        end: tape.below(count),
        properties: properties(tape, 100 + world.relationships.len()),
    };
    match (tape.below(8), world.relationships.values().last()) {
        (6, _) => made.end = start,
        (7, Some(last)) => (made.start, made.end) = (last.start, last.end),
        _ => {}
    }
    made
}

/// A small graph in which most nodes are joined to most others.
pub fn crowded_world(tape: &mut Tape) -> World {
    let count = 2 + tape.below(5);
    let mut world = nodes(tape, count, 80);
    let loops = tape.chance(25);
    let mut ties = 0;
    for end in 0..count {
        for start in 0..=end {
            let times = match (start == end, tape.below(10)) {
                (true, 0..5) if loops => 1,
                (true, _) => 0,
                (false, 0..3) => 0,
                (false, 9) => 2,
                (false, _) => 1,
            };
            for _ in 0..times {
                let ends = if tape.chance(50) {
                    (start, end)
                } else {
                    (end, start)
                };
                let kind = if tape.chance(80) {
                    TYPES[0]
                } else {
                    tape.pick(&TYPES)
                };
                let made = Relationship {
                    kind: kind.into(),
                    start: ends.0,
                    end: ends.1,
                    properties: properties(tape, 100 + ties),
                };
                world.relationships.insert(ties, made);
                ties += 1;
            }
        }
    }
    world.next = (count, ties);
    world
}

impl Generator<'_> {
    /// Nodes that are all joined to each other, mostly alike, perhaps with something that hangs off each: how often that matches.
    pub fn ring(&mut self) -> Query {
        let count = if self.tape.chance(15) { 4 } else { 3 };
        let names: Vec<String> = (0..count).map(|_| self.name("n")).collect();
        let label = self
            .tape
            .chance(40)
            .then(|| Labels::Is(self.tape.pick(&LABELS)));
        let mut parts = Vec::new();
        for right in 1..count {
            for left in 0..right {
                if !self.tape.chance(4) {
                    parts.push(self.tie(&names[left], &names[right], label.as_ref()));
                }
            }
        }
        if self.tape.chance(45) {
            parts.extend(self.tails(&names));
        }
        parts.iter().for_each(|part| self.bind(part));
        let mut clauses = vec![Vec::new(); 1 + self.tape.below(3)];
        for part in parts {
            let place = self.tape.below(clauses.len());
            clauses[place].push(part);
        }
        clauses.retain(|parts| !parts.is_empty());
        let count = clauses.len();
        let clauses = clauses.into_iter().enumerate().map(|(at, parts)| {
            let asks = at + 1 == count && self.tape.chance(40);
            Clause::Match(false, parts, asks.then(|| self.about_the_ring()))
        });
        let mut clauses: Vec<_> = clauses.collect();
        clauses.push(Clause::Return(self.counted()));
        Query {
            parts: vec![clauses],
            all: true,
        }
    }

    /// A relationship between two nodes, most often of one type and either way.
    fn tie(&mut self, left: &str, right: &str, label: Option<&Labels>) -> Part {
        let any = self.tape.chance(6);
        let types = (!any).then(|| match self.tape.chance(92) {
            true => Labels::Is(TYPES[0]),
            false => self.names(&TYPES, 1),
        });
        let way = match self.tape.chance(90) {
            true => Way::Both,
            false => self.way(),
        };
        let variable = self.tape.chance(5).then(|| self.name("r"));
        let mut node = |name: &str| NodePattern {
            variable: Some(name.to_string()),
            labels: label.filter(|_| self.tape.chance(92)).cloned(),
            properties: Vec::new(),
        };
        let (start, end) = (node(left), node(right));
        let tie = RelationshipPattern {
            variable,
            types,
            way,
            length: None,
            properties: Vec::new(),
        };
        Part {
            path: None,
            start,
            steps: vec![(tie, end)],
        }
    }

    /// The same behind each of some nodes, perhaps to one node in common.
    fn tails(&mut self, names: &[String]) -> Vec<Part> {
        let common = self.tape.chance(40).then(|| self.name("n"));
        let (types, way) = (self.types(), self.way());
        let parts = names.iter().map(|name| {
            let tie = RelationshipPattern {
                variable: None,
                types: types.clone().filter(|_| !self.tape.chance(4)),
                way,
                length: None,
                properties: Vec::new(),
            };
            let end = NodePattern {
                variable: common.clone(),
                ..NodePattern::default()
            };
            let start = NodePattern {
                variable: Some(name.clone()),
                ..NodePattern::default()
            };
            Part {
                path: None,
                start,
                steps: vec![(tie, end)],
            }
        });
        parts.collect()
    }

    fn about_the_ring(&mut self) -> E {
        let condition = match self.tape.below(6) {
            0..3 => self.in_order(),
            3 => self.apart("<>"),
            4 => self.below_a_number(),
            _ => self.pattern_predicate(),
        };
        match self.tape.chance(40) {
            true => E::And(boxed(condition), boxed(self.in_order())),
            false => condition,
        }
    }

    /// Of two nodes, which has the lower id.
    fn in_order(&mut self) -> E {
        let nodes = self.of_kind(&[Kind::Node]);
        let (a, b) = (self.tape.pick(&nodes), self.tape.pick(&nodes));
        let [a, b] = [a, b].map(|name| boxed(E::Call("id", boxed(variable(&name)))));
        E::Compare(self.tape.pick(&["<", ">"]), a, b)
    }

    /// One to three `MATCH` clauses and what is counted of their matches.
    pub fn counting(&mut self) -> Query {
        self.wanted = 2;
        let mut clauses = vec![self.pattern(false)];
        for _ in 0..self.tape.below(3) {
            if self.tape.chance(15) {
                clauses.push(Clause::With(self.carried()));
            }
            let optional = self.tape.chance(40);
            clauses.push(self.pattern(optional));
        }
        if self.tape.chance(15) {
            let mut distinct = self.carried();
            distinct.distinct = true;
            clauses.push(Clause::With(distinct));
        }
        clauses.push(Clause::Return(self.counted()));
        Query {
            parts: vec![clauses],
            all: true,
        }
    }

    fn pattern(&mut self, optional: bool) -> Clause {
        let parts = self.parts();
        let count = [0, 0, 1, 1, 2][self.tape.below(5)];
        let conditions = (0..count).map(|_| self.about_the_pattern());
        let condition = conditions.reduce(|a, b| E::And(boxed(a), boxed(b)));
        Clause::Match(optional, parts, condition)
    }

    fn about_the_pattern(&mut self) -> E {
        if self.of_kind(&[Kind::Node]).is_empty() {
            return self.comparison();
        }
        match self.tape.below(10) {
            0..2 => self.apart("<>"),
            2 if self.tape.chance(50) => self.in_order(),
            2 => self.apart("="),
            3 => E::Not(boxed(self.pattern_predicate())),
            4 => self.pattern_predicate(),
            5 => self.counts(),
            6 => self.labelled(),
            7 => E::Or(boxed(self.pattern_predicate()), boxed(self.apart("<>"))),
            8 => self.below_a_number(),
            _ => self.exists(),
        }
    }

    fn apart(&mut self, operator: &'static str) -> E {
        let nodes = self.of_kind(&[Kind::Node]);
        let (a, b) = (self.tape.pick(&nodes), self.tape.pick(&nodes));
        E::Compare(operator, boxed(variable(&a)), boxed(variable(&b)))
    }

    fn counts(&mut self) -> E {
        let (parts, predicate) = self.subquery();
        let count = boxed(E::Count(parts, predicate));
        E::Compare(">", count, boxed(self.small()))
    }

    fn exists(&mut self) -> E {
        let (parts, predicate) = self.subquery();
        let exists = E::Exists(parts, predicate);
        if self.tape.chance(50) {
            return E::Not(boxed(exists));
        }
        exists
    }

    fn below_a_number(&mut self) -> E {
        let property = self.entity_property("k");
        let number = E::Literal(V::Int(self.tape.below(8) as i64));
        E::Compare("<", boxed(property), boxed(number))
    }

    /// Some of the variables, with the number of rows at times.
    fn carried(&mut self) -> Projection {
        let entities = [Kind::Node, Kind::Relationship, Kind::Number];
        let scope = self.scope.clone().into_iter();
        let mut kept: Vec<_> = scope
            .filter(|(_, kind)| entities.contains(kind) && self.tape.chance(50))
            .collect();
        let mut items: Vec<_> = kept
            .iter()
            .map(|(name, _)| (variable(name), name.clone()))
            .collect();
        if items.is_empty() || self.tape.chance(40) {
            let name = self.name("g");
            kept.push((name.clone(), Kind::Number));
            items.push((E::Aggregate("count", false, None), name));
        }
        self.scope = kept;
        plain(items)
    }

    fn counted(&mut self) -> Projection {
        let mut items = vec![(self.number_of_matches(), "number".to_string())];
        let groups = [Kind::Node, Kind::Relationship, Kind::Relationships];
        for name in self.of_kind(&groups) {
            if self.tape.chance(12) {
                items.push((variable(&name), name));
            }
        }
        plain(items)
    }

    fn number_of_matches(&mut self) -> E {
        let of = self.any_of(&[Kind::Node, Kind::Relationship]);
        match (self.tape.below(8), of) {
            (0, Some(of)) => E::Aggregate("count", false, Some(boxed(variable(&of)))),
            (1 | 2, Some(of)) => E::Aggregate("count", true, Some(boxed(variable(&of)))),
            (3, Some(of)) => E::Aggregate("sum", false, Some(boxed(E::Property(of, "k")))),
            (4, Some(of)) => E::Aggregate("min", false, Some(boxed(E::Property(of, "k")))),
            (5, _) => {
                let number = self.number();
                E::Aggregate("sum", false, Some(boxed(number)))
            }
            _ => E::Aggregate("count", false, None),
        }
    }
}
