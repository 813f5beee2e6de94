//! The core of a pattern: what is left when parts nobody reads are taken off, leaf by leaf.
//!
//! What is taken off is counted at the node it hangs off (`ExpandCount`), so it costs no more than the relationships there are. A
//! leaf that is compared with something is taken off where that stays.

use std::collections::{BTreeSet, HashMap};

use super::{Component, Problem, Step, follow};
use crate::semantics::expression::Slot;
use crate::semantics::query::Pattern;

/// What stays of a component, and the steps to the rest.
pub(super) struct Core {
    pub component: Component,
    pub hanging: Vec<Step>,
    /// Whether some node had to stay.
    is_wanted: bool,
}

/// Of patterns with more nodes not each is tried as the one the rest hangs off.
const MOST_ROOTS: usize = 16;
/// To look something up at nodes in no order takes so many times as long as to go through them.
const IN_NO_ORDER: f64 = 2.0;

/// The cores of a component, where they are smaller: one, or where that is a single node nothing is asked of, one for each node
/// the rest may hang off.
pub(super) fn of(problem: &Problem, component: &Component) -> Vec<Core> {
    if problem.reading.is_none() || component.relationships.is_empty() {
        return Vec::new();
    }
    let Some(core) = peeled(problem, component, None) else {
        return Vec::new();
    };
    let alone = core.component.relationships.is_empty() && !core.is_wanted;
    if !alone || component.nodes.len() > MOST_ROOTS {
        return vec![core];
    }
    let roots = component.nodes.iter();
    roots
        .filter_map(|&root| peeled(problem, component, Some(root)))
        .collect()
}

/// The core where one node stays in any case.
fn peeled(problem: &Problem, component: &Component, root: Option<usize>) -> Option<Core> {
    let mut peeling = Peeling::new(problem, component);
    let is_wanted = !peeling.stays.is_empty();
    peeling.stays.extend(root);
    while let Some((leaf, relationship)) = peeling.leaf() {
        peeling.take_off(leaf, relationship);
    }
    if peeling.taken.is_empty() {
        return None;
    }
    peeling.taken.reverse();
    Some(Core {
        component: Component {
            nodes: peeling.nodes,
            relationships: peeling.relationships,
            bound: component.bound,
        },
        hanging: peeling.taken,
        is_wanted,
    })
}

impl Core {
    /// What is looked at when what hangs off so many rows is counted.
    pub(super) fn cost(&self, problem: &Problem, rows: f64) -> f64 {
        let pattern = problem.pattern;
        let mut reached: HashMap<usize, f64> = HashMap::new();
        let mut cost = 0.0;
        for step in &self.hanging {
            let Step::Along {
                relationship,
                backwards,
            } = step
            else {
                continue;
            };
            let it = &pattern.relationships[*relationship];
            let (from, to) = if *backwards {
                (it.right, it.left)
            } else {
                (it.left, it.right)
            };
            let (at, factor) = match reached.get(&from) {
                Some(at) => (*at, IN_NO_ORDER),
                None => (rows, 1.0),
            };
            let follow = follow(it, *backwards);
            let labels = pattern.nodes[from].labels.as_slice();
            let met = at * problem.statistics.degree(&follow, labels);
            let labels = pattern.nodes[to].labels.as_ref();
            let nodes = labels.map_or(problem.statistics.nodes(), |it| {
                problem.statistics.labelled(it)
            });
            let goes_on = self.hanging.iter().any(|step| leaves(step, to, pattern));
            cost += factor * if goes_on { met.max(at) } else { at };
            reached.insert(to, met.min(nodes));
        }
        cost
    }
}

/// Whether a step begins at a node.
fn leaves(step: &Step, node: usize, pattern: &Pattern) -> bool {
    match step {
        Step::Along {
            relationship,
            backwards,
        } => {
            let it = &pattern.relationships[*relationship];
            node == if *backwards { it.right } else { it.left }
        }
        Step::Scan(_) => false,
    }
}

struct Peeling<'p> {
    problem: &'p Problem<'p>,
    /// What is left.
    nodes: Vec<usize>,
    relationships: Vec<usize>,
    /// Nodes that stay, whatever hangs off them.
    stays: BTreeSet<usize>,
    /// Relationships that stay.
    fixed: BTreeSet<usize>,
    taken: Vec<Step>,
}

impl<'p> Peeling<'p> {
    fn new(problem: &'p Problem<'p>, component: &Component) -> Self {
        let read = problem.reading.as_ref().map(|it| &it.slots);
        let read = |slot: &Slot| read.is_some_and(|read| read.contains(slot));
        let pattern = problem.pattern;
        let stays = component.nodes.iter().filter(|&&node| {
            let slot = pattern.nodes[node].slot;
            read(&slot)
                || problem.bound.contains(&slot)
                || problem.sought.contains_key(&node)
                || problem.node_shares[node] < 1.0
        });
        let fixed = component.relationships.iter().filter(|&&at| {
            let it = &pattern.relationships[at];
            read(&it.slot)
                || problem.bound.contains(&it.slot)
                || it.length.is_some()
                || problem.relationship_shares[at] < 1.0
                || it.left == it.right
        });
        Self {
            problem,
            nodes: component.nodes.clone(),
            relationships: component.relationships.clone(),
            stays: stays.copied().collect(),
            fixed: fixed.copied().collect(),
            taken: Vec::new(),
        }
    }

    /// A node that may be taken off, with the one relationship it hangs by: of several the one there are most of.
    fn leaf(&self) -> Option<(usize, usize)> {
        let nodes = self.nodes.iter().filter(|node| !self.stays.contains(node));
        let leaves = nodes.filter_map(|&node| {
            let only = self.only_relationship(node)?;
            (!self.fixed.contains(&only)).then_some((node, only))
        });
        let weight = |node: usize| self.problem.scanned(node).0;
        leaves.max_by(|left, right| {
            let order = weight(left.0).total_cmp(&weight(right.0));
            order.then(right.0.cmp(&left.0))
        })
    }

    fn only_relationship(&self, node: usize) -> Option<usize> {
        let mut at_it = self.relationships.iter().filter(|&&at| {
            let it = &self.problem.pattern.relationships[at];
            it.left == node || it.right == node
        });
        let first = at_it.next().copied();
        first.filter(|_| at_it.next().is_none())
    }

    fn take_off(&mut self, leaf: usize, relationship: usize) {
        let it = &self.problem.pattern.relationships[relationship];
        self.nodes.retain(|node| *node != leaf);
        self.relationships.retain(|at| *at != relationship);
        self.taken.push(Step::Along {
            relationship,
            backwards: it.left == leaf,
        });
        self.keep_compared(leaf, relationship);
    }

    /// What a leaf taken off is compared with stays; a leaf like it goes, too, and what that hangs off stays instead.
    fn keep_compared(&mut self, leaf: usize, relationship: usize) {
        let Some(reading) = &self.problem.reading else {
            return;
        };
        let pattern = self.problem.pattern;
        let slot = pattern.nodes[leaf].slot;
        let left = |slot| {
            self.nodes
                .iter()
                .find(|&&node| pattern.nodes[node].slot == slot)
        };
        let apart = others(&reading.nodes_apart, slot).filter_map(left);
        let apart = apart.map(|&other| self.neighbour_of_twin(other).unwrap_or(other));
        let joined = others(&reading.nodes_joined, slot).filter_map(left);
        let stay: Vec<usize> = apart.chain(joined.copied()).collect();
        self.stays.extend(stay);
        let apart = others(&reading.relationships_apart, relationship);
        self.fixed
            .extend(apart.filter(|other| self.relationships.contains(other)));
    }

    /// What a node hangs off of which nothing is asked but that it is not another.
    fn neighbour_of_twin(&self, node: usize) -> Option<usize> {
        let reading = self.problem.reading.as_ref()?;
        let place = &self.problem.pattern.nodes[node];
        let compared = others(&reading.nodes_apart, place.slot).count();
        let joined = others(&reading.nodes_joined, place.slot).count();
        let only = self.only_relationship(node)?;
        let related = others(&reading.relationships_apart, only).count();
        let free = !self.stays.contains(&node) && !self.fixed.contains(&only);
        let it = &self.problem.pattern.relationships[only];
        let holder = if it.left == node { it.right } else { it.left };
        (free && (compared, joined, related) == (1, 0, 0)).then_some(holder)
    }
}

/// What something is paired with.
fn others<T: Copy + PartialEq>(pairs: &[(T, T)], one: T) -> impl Iterator<Item = T> {
    pairs
        .iter()
        .filter_map(move |&(left, right)| match (left == one, right == one) {
            (true, false) => Some(right),
            (false, true) => Some(left),
            _ => None,
        })
}
