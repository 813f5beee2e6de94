//! Statements whose answer is how often patterns match: what the engine counts without making rows of it.

use super::{Generator, Kind, LABELS, TYPES, boxed, plain, properties, variable};
use crate::differential::query::{Clause, E, Projection, Query};
use crate::differential::world::{Node, Relationship, V, World};
use crate::support::tape::Tape;

/// A small graph with many loops and parallel relationships.
pub fn dense_world(tape: &mut Tape) -> World {
    let mut world = World::default();
    let count = 1 + tape.below(8);
    for id in 0..count {
        let labels = LABELS.into_iter().filter(|_| tape.chance(40));
        let labels = labels.map(String::from).collect();
        let properties = properties(tape, id);
        world.nodes.insert(id, Node { labels, properties });
    }
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

impl Generator<'_> {
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
