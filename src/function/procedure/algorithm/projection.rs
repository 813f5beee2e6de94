//! The part of the graph an algorithm runs over: nodes by labels or listed, relationships by types or listed, seen in one
//! orientation. Nodes get dense numbers in ascending order of id.

use super::Run;
use super::config::number;
use super::csr::Csr;
use super::resource::Pace;
use super::selection::{OUTSIDE, Source, nodes, numbers, source};
use crate::graph::{Direction, Entity, TypeId};
use crate::value::{NodeId, RelationshipId, Value, ValueError};

/// So many weights are read at once.
const READ_AT_ONCE: usize = 1 << 13;

/// The way relationships are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Orientation {
    /// From start to end.
    Natural,
    /// From end to start.
    Reverse,
    /// Either way.
    Undirected,
}

impl Orientation {
    /// As the configuration names them.
    pub(super) const NAMES: [&'static str; 3] = ["NATURAL", "REVERSE", "UNDIRECTED"];

    pub(super) fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    pub(super) fn named(name: &str) -> Self {
        match name {
            "REVERSE" => Orientation::Reverse,
            "UNDIRECTED" => Orientation::Undirected,
            _ => Orientation::Natural,
        }
    }

    /// The same arcs seen from where they lead.
    pub(super) fn reversed(self) -> Self {
        match self {
            Orientation::Natural => Orientation::Reverse,
            Orientation::Reverse => Orientation::Natural,
            Orientation::Undirected => Orientation::Undirected,
        }
    }

    fn directions(self) -> &'static [Direction] {
        match self {
            Orientation::Natural => &[Direction::Outgoing],
            Orientation::Reverse => &[Direction::Incoming],
            Orientation::Undirected => &[Direction::Outgoing, Direction::Incoming],
        }
    }
}

/// The projected sub-graph.
pub(super) struct Projection<'r, 'c> {
    run: &'r Run<'c>,
    nodes: Vec<NodeId>,
    /// The number of each node by id; `None` where they are the same.
    numbers: Option<Vec<u32>>,
    source: Source,
}

impl<'r, 'c> Projection<'r, 'c> {
    /// What the configuration of a call says.
    pub(super) fn new(run: &'r Run<'c>) -> Result<Self, ValueError> {
        let source = source(run)?;
        let nodes = nodes(run, &source)?;
        let numbers = numbers(run, &nodes)?;
        Ok(Self {
            run,
            nodes,
            numbers,
            source,
        })
    }

    /// The number of nodes.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The nodes by number.
    pub(super) fn into_nodes(self) -> Vec<NodeId> {
        self.nodes
    }

    /// The number of a node, where it is in the projection.
    #[inline]
    fn number(&self, node: NodeId) -> Option<u32> {
        let number = match &self.numbers {
            None => node.0,
            Some(numbers) => numbers[node.0 as usize],
        };
        (number != OUTSIDE).then_some(number)
    }

    /// The number of a node the configuration names.
    pub(super) fn number_of(&self, key: &str, node: NodeId) -> Result<u32, ValueError> {
        let known = self.run.graph.contains(Entity::Node(node));
        let number = known.then(|| self.number(node)).flatten();
        number.ok_or_else(|| self.run.config.outside(key))
    }

    /// Hands out every arc: where it leaves, where it leads, what it stands for.
    pub(super) fn each(
        &self,
        orientation: Orientation,
        mut visit: impl FnMut(u32, u32, RelationshipId),
    ) -> Result<(), ValueError> {
        match &self.source {
            Source::Types(types) => {
                for &kind in types {
                    for &direction in orientation.directions() {
                        self.each_indexed(kind, direction, &mut visit)?;
                    }
                }
                Ok(())
            }
            Source::Listed(listed) => self.each_listed(listed, orientation, visit),
        }
    }

    fn each_indexed(
        &self,
        kind: TypeId,
        direction: Direction,
        visit: &mut impl FnMut(u32, u32, RelationshipId),
    ) -> Result<(), ValueError> {
        let mut pace = Pace::new(self.run.interrupt);
        let adjacency = self.run.graph.adjacency(kind, direction);
        for node in adjacency.nodes() {
            let Some(from) = self.number(node) else {
                continue;
            };
            let (neighbours, relationships) = adjacency.lists(node);
            pace.step(neighbours.len() + 1)?;
            for (neighbour, relationship) in neighbours.iter().zip(relationships) {
                if let Some(to) = self.number(*neighbour) {
                    visit(from, to, *relationship);
                }
            }
        }
        Ok(())
    }

    fn each_listed(
        &self,
        listed: &[RelationshipId],
        orientation: Orientation,
        mut visit: impl FnMut(u32, u32, RelationshipId),
    ) -> Result<(), ValueError> {
        let mut pace = Pace::new(self.run.interrupt);
        for &id in listed {
            pace.step(1)?;
            let fixed = self.run.graph.relationship(id);
            let (Some(start), Some(end)) = (self.number(fixed.start), self.number(fixed.end))
            else {
                continue;
            };
            for direction in orientation.directions() {
                match direction {
                    Direction::Incoming => visit(end, start, id),
                    _ => visit(start, end, id),
                }
            }
        }
        Ok(())
    }

    /// The arcs in the orientation of the call, with weights where it has them.
    pub(super) fn arcs(&self) -> Result<Csr, ValueError> {
        self.csr(self.run.orientation, false)
    }

    /// The same as seen from where they lead.
    pub(super) fn arriving(&self) -> Result<Csr, ValueError> {
        self.csr(self.run.orientation.reversed(), false)
    }

    /// The same with the relationships the arcs stand for.
    pub(super) fn arcs_with_relationships(&self) -> Result<Csr, ValueError> {
        self.csr(self.run.orientation, true)
    }

    fn csr(&self, orientation: Orientation, with_relationships: bool) -> Result<Csr, ValueError> {
        let memory = &self.run.memory;
        let offsets = self.offsets(orientation)?;
        let count = offsets.last().copied().unwrap_or_default();
        let mut next = memory.empty(self.len())?;
        next.extend_from_slice(&offsets[..self.len()]);
        let mut targets = memory.filled(count, 0)?;
        let wanted = with_relationships || self.run.weight.is_some();
        let mut relationships =
            memory.filled(if wanted { count } else { 0 }, RelationshipId::NONE)?;
        self.each(orientation, |from, to, relationship| {
            let at = &mut next[from as usize];
            targets[*at] = to;
            if wanted {
                relationships[*at] = relationship;
            }
            *at += 1;
        })?;
        let weights = self.weights(&relationships)?;
        if !with_relationships {
            relationships = Vec::new();
        }
        Ok(Csr {
            offsets,
            targets,
            weights,
            relationships,
        })
    }

    fn offsets(&self, orientation: Orientation) -> Result<Vec<usize>, ValueError> {
        let mut offsets = self.run.memory.filled(self.len() + 1, 0)?;
        self.each(orientation, |from, _, _| offsets[from as usize + 1] += 1)?;
        for at in 1..offsets.len() {
            offsets[at] += offsets[at - 1];
        }
        Ok(offsets)
    }

    /// What the relationships weigh, where the call says which property that is.
    fn weights(&self, relationships: &[RelationshipId]) -> Result<Option<Vec<f64>>, ValueError> {
        let Some(property) = self.run.weight else {
            return Ok(None);
        };
        let mut weights = self.run.memory.empty(relationships.len())?;
        for block in relationships.chunks(READ_AT_ONCE) {
            self.run.interrupt.check()?;
            let values = self.run.graph.key_id(property).map(|key| {
                let block: Vec<_> = block.iter().copied().map(Some).collect();
                self.run.graph.gather_relationships(key, &block)
            });
            for (at, &relationship) in block.iter().enumerate() {
                let value = values.as_ref().map_or(Value::Null, |all| all.get(at));
                weights.push(self.weight(property, relationship, &value)?);
            }
        }
        Ok(Some(weights))
    }

    fn weight(
        &self,
        property: &str,
        relationship: RelationshipId,
        value: &Value,
    ) -> Result<f64, ValueError> {
        let run = self.run;
        let given = if value.is_null() {
            run.default_weight
        } else {
            number(value)
        };
        let whose = || {
            let kind = run.graph.relationship(relationship).kind;
            let name = run.graph.type_name(kind);
            format!("relationship {} of type `{name}`", relationship.0)
        };
        match given {
            // Negative zero would not be the least of them.
            Some(weight) if weight.is_finite() && weight >= 0.0 => Ok(weight + 0.0),
            Some(weight) => {
                let message = format!("{} has the weight {weight} for `{property}`", whose());
                let hint = "weights are finite and not negative".to_owned();
                let error = run.config.refuse("NumberOutOfRange", &message);
                Err(error.advising(Some(hint)))
            }
            None => {
                let message = format!("{} has no number for `{property}`", whose());
                let hint = "`defaultWeight` counts where there is no weight".to_owned();
                let error = run.config.refuse("InvalidArgumentValue", &message);
                Err(error.advising(Some(hint)))
            }
        }
    }
}
