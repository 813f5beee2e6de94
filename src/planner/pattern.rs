//! The order in which the parts of a pattern are matched.
//!
//! In: a pattern, what is bound already, and how much each part narrows down. Out: connected parts ([`split`]) and for each
//! the cheapest order found ([`order`]): of all of them where the part is small; else from every possible start always the
//! step that leaves the fewest rows is taken. Always holds: each relationship is stepped along once, each unbound node is
//! scanned or arrived at once.

mod core;

use std::collections::{BTreeSet, HashMap};

use super::estimate::{Known, Statistics, finite};
use super::plan::Follow;
use crate::semantics::expression::Slot;
use crate::semantics::query::{Pattern, PatternRelationship};

/// How many starts are tried in a pattern of ordinary size.
const STARTS: usize = 24;
/// Up to so many relationships all orders are weighed.
const EXHAUSTIVE: usize = 10;
/// Up to so many relationships with a cycle among them they are weighed for each start on its own.
const EACH_START: usize = 6;
/// To ask whether two nodes are joined takes so many times as long as to make a row; and where the neighbours of one are marked.
const TO_ASK: f64 = 10.0;
/// To go through a row while scanning takes such a part of what it takes to find a neighbour.
const TO_SCAN: f64 = 0.3;
const TO_ASK_MARKED: f64 = 0.5;
/// In a pattern with more relationships only the cheapest start is tried.
const LARGE: usize = 48;

/// One step of matching.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// All nodes that may be this one.
    Scan(usize),
    /// Along this relationship from its left node, or backwards from its right.
    Along {
        /// The index of the relationship.
        relationship: usize,
        /// From the right.
        backwards: bool,
    },
}

/// Parts that hang together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Component {
    /// Indices of nodes.
    pub nodes: Vec<usize>,
    /// Indices of relationships.
    pub relationships: Vec<usize>,
    /// Whether something in it is bound.
    pub bound: bool,
}

/// A pattern with what is known of its parts.
pub(crate) struct Problem<'p> {
    pub pattern: &'p Pattern,
    pub statistics: Statistics<'p>,
    /// Slots bound before.
    pub bound: BTreeSet<Slot>,
    /// The share of nodes that satisfy the predicates about this node alone, labels aside.
    pub node_shares: Vec<f64>,
    /// The same for relationships.
    pub relationship_shares: Vec<f64>,
    /// Nodes that can be found by id, with how many ids.
    pub sought: HashMap<usize, f64>,
    /// The slots a relationship's own predicates read.
    pub needs: Vec<BTreeSet<Slot>>,
    /// What is read of the pattern, where parts nobody reads are to be left to the end.
    pub reading: Option<Reading>,
}

/// What is read of a pattern.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    /// Slots read later, or by predicates about more than whether two things differ.
    pub slots: BTreeSet<Slot>,
    /// Nodes of which it is asked that they differ.
    pub nodes_apart: Vec<(Slot, Slot)>,
    /// Nodes of which it is asked whether they are joined.
    pub nodes_joined: Vec<(Slot, Slot)>,
    /// Indices of relationships that are only compared with each other.
    pub relationships_apart: Vec<(usize, usize)>,
}

/// An order with what it is thought to cost.
#[derive(Clone, Debug, Default)]
pub(crate) struct Order {
    pub steps: Vec<Step>,
    pub rows: f64,
    cost: f64,
}

/// Splits a pattern into parts that hang together by relationships, by what is bound, or by what their predicates read.
pub(crate) fn split(problem: &Problem) -> Vec<Component> {
    let pattern = problem.pattern;
    let mut groups = Groups::new(pattern.nodes.len());
    for (at, relationship) in pattern.relationships.iter().enumerate() {
        groups.join(relationship.left, relationship.right);
        for node in nodes_of(pattern, &problem.needs[at]) {
            groups.join(relationship.left, node);
        }
    }
    let mut bound = bound_nodes(problem).into_iter();
    if let Some(first) = bound.next() {
        bound.for_each(|node| groups.join(first, node));
    }
    collect(problem, &mut groups)
}

fn collect(problem: &Problem, groups: &mut Groups) -> Vec<Component> {
    let mut components: Vec<Component> = Vec::new();
    let mut places: HashMap<usize, usize> = HashMap::new();
    for node in 0..problem.pattern.nodes.len() {
        let place = *places.entry(groups.find(node)).or_insert_with(|| {
            components.push(Component::default());
            components.len() - 1
        });
        components[place].nodes.push(node);
    }
    for (at, relationship) in problem.pattern.relationships.iter().enumerate() {
        components[places[&groups.find(relationship.left)]]
            .relationships
            .push(at);
    }
    for node in bound_nodes(problem) {
        components[places[&groups.find(node)]].bound = true;
    }
    components
}

/// The nodes that are bound, or at the end of a bound relationship.
fn bound_nodes(problem: &Problem) -> Vec<usize> {
    let nodes = problem.pattern.nodes.iter().enumerate();
    let mut bound: Vec<usize> = nodes
        .filter(|(_, node)| problem.bound.contains(&node.slot))
        .map(|(at, _)| at)
        .collect();
    let relationships = problem.pattern.relationships.iter();
    bound.extend(
        relationships
            .filter(|it| problem.bound.contains(&it.slot))
            .map(|it| it.left),
    );
    bound
}

/// The nodes that have one of these slots, or whose relationship has.
fn nodes_of(pattern: &Pattern, slots: &BTreeSet<Slot>) -> Vec<usize> {
    if slots.is_empty() {
        return Vec::new();
    }
    let nodes = pattern.nodes.iter().enumerate();
    let mut found: Vec<usize> = nodes
        .filter(|(_, node)| slots.contains(&node.slot))
        .map(|(at, _)| at)
        .collect();
    let relationships = pattern.relationships.iter();
    found.extend(
        relationships
            .filter(|it| slots.contains(&it.slot))
            .map(|it| it.left),
    );
    found
}

/// Sets that are joined: union-find with halved paths.
struct Groups(Vec<usize>);

impl Groups {
    fn new(size: usize) -> Self {
        Self((0..size).collect())
    }

    fn find(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, left: usize, right: usize) {
        let (left, right) = (self.find(left), self.find(right));
        self.0[left.max(right)] = left.min(right);
    }
}

/// The cheapest order found for a component: of all its parts, or of its core with the rest behind.
pub(crate) fn order(problem: &Problem, component: &Component) -> Order {
    let cores = core::of(problem, component).into_iter().map(|core| {
        let mut order = order_of(problem, &core.component);
        order.cost += core.cost(problem, order.rows);
        order.steps.extend(core.hanging);
        order
    });
    cheaper(cores.chain([order_of(problem, component)]))
}

fn order_of(problem: &Problem, component: &Component) -> Order {
    let begun: Vec<Search> = if component.bound {
        vec![Search::new(problem, component)]
    } else {
        let starts = starts(problem, component).into_iter();
        let scanned = starts.map(|start| {
            let mut search = Search::new(problem, component);
            search.scan(start);
            search
        });
        scanned.collect()
    };
    let relationships = &component.relationships;
    if relationships.len() >= component.nodes.len() && relationships.len() <= EACH_START {
        // What it costs to close a cycle depends on where the order began.
        let each = begun.into_iter();
        return cheaper(each.map(|start| exhaustive(vec![start], relationships)));
    }
    if (2..=EXHAUSTIVE).contains(&relationships.len()) {
        return exhaustive(begun, relationships);
    }
    cheaper(begun.into_iter().map(Search::run))
}

fn cheaper(orders: impl Iterator<Item = Order>) -> Order {
    let best = orders.min_by(|left, right| left.cost.total_cmp(&right.cost));
    best.unwrap_or_default()
}

/// The cheapest of all orders, by dynamic programming: for each set of relationships the cheapest way to have stepped along
/// them (Selinger 1979). What cannot be gone on with is finished greedily.
fn exhaustive<'p>(mut begun: Vec<Search<'p>>, relationships: &[usize]) -> Order {
    let sets = 1 << relationships.len();
    let mut cheapest: Vec<Option<Search<'p>>> = vec![None; sets];
    let mut finished = Vec::new();
    for set in 0..sets {
        let known = match set {
            0 => std::mem::take(&mut begun),
            _ => cheapest[set].take().into_iter().collect(),
        };
        for search in known {
            let steps = search.steps();
            for &weighed in &steps {
                let at = relationships
                    .iter()
                    .position(|it| *it == search.left[weighed.0]);
                let next = set | at.map_or(0, |at| 1 << at);
                search.go_on(&mut cheapest[next], weighed);
            }
            if steps.is_empty() {
                finished.push(search.run());
            }
        }
    }
    cheaper(finished.into_iter())
}

/// The nodes to begin with, the one with the fewest rows first.
fn starts(problem: &Problem, component: &Component) -> Vec<usize> {
    let mut starts: Vec<(f64, usize)> = component
        .nodes
        .iter()
        .map(|&node| (problem.scanned(node).1, node))
        .collect();
    starts.sort_by(|left, right| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1)));
    let most = if component.relationships.len() > LARGE {
        1
    } else {
        STARTS
    };
    starts
        .into_iter()
        .take(most)
        .map(|(_, node)| node)
        .collect()
}

impl Problem<'_> {
    /// How many nodes a scan looks at and how many of them remain.
    pub(crate) fn scanned(&self, node: usize) -> (f64, f64) {
        if let Some(&ids) = self.sought.get(&node) {
            return (ids, ids);
        }
        let labels = self.pattern.nodes[node].labels.as_ref();
        let all = labels.map_or(self.statistics.nodes(), |it| self.statistics.labelled(it));
        (all, all * self.node_shares[node])
    }
}

/// A possible step: its place in `left`, itself, and the rows before and after its predicates.
type Weighed = (usize, Step, f64, f64);

/// An order in the making.
#[derive(Clone)]
struct Search<'p> {
    problem: &'p Problem<'p>,
    bound: BTreeSet<Slot>,
    known: Known,
    left: Vec<usize>,
    nodes: &'p [usize],
    order: Order,
}

impl<'p> Search<'p> {
    fn new(problem: &'p Problem<'p>, component: &'p Component) -> Self {
        let mut known = Known::default();
        for node in &problem.pattern.nodes {
            if let Some(labels) = &node.labels
                && problem.bound.contains(&node.slot)
            {
                known.has(node.slot, labels);
            }
        }
        Self {
            problem,
            bound: problem.bound.clone(),
            known,
            left: component.relationships.clone(),
            nodes: &component.nodes,
            order: Order {
                rows: 1.0,
                ..Order::default()
            },
        }
    }

    fn scan(&mut self, node: usize) {
        let (seen, kept) = self.problem.scanned(node);
        self.order.cost += self.order.rows * TO_SCAN * (seen + kept);
        self.order.rows = finite(self.order.rows * kept);
        self.order.steps.push(Step::Scan(node));
        self.bind(node);
    }

    fn bind(&mut self, node: usize) {
        let node = &self.problem.pattern.nodes[node];
        if self.bound.insert(node.slot)
            && let Some(labels) = &node.labels
        {
            self.known.has(node.slot, labels);
        }
    }

    fn run(mut self) -> Order {
        while !self.left.is_empty() {
            match self.cheapest() {
                Some(step) => self.take(step),
                None => self.unblock(),
            }
        }
        for &node in self.nodes {
            if !self.is_bound(node) {
                self.scan(node);
            }
        }
        self.order
    }

    fn is_bound(&self, node: usize) -> bool {
        self.bound.contains(&self.problem.pattern.nodes[node].slot)
    }

    /// The possible step that leaves the fewest rows.
    fn cheapest(&self) -> Option<Weighed> {
        let steps = self.steps().into_iter();
        steps.min_by(|left, right| left.3.total_cmp(&right.3))
    }

    fn steps(&self) -> Vec<Weighed> {
        let mut steps = Vec::new();
        for (place, &relationship) in self.left.iter().enumerate() {
            if self.problem.needs[relationship].is_subset(&self.bound) {
                let ways = self.ways(relationship).into_iter();
                steps.extend(ways.map(|step| {
                    let (seen, kept) = self.weigh(step, relationship);
                    (place, step, seen, kept)
                }));
            }
        }
        steps
    }

    /// Goes on by a step, if that is cheaper than what is known to lead there.
    fn go_on(&self, known: &mut Option<Search<'p>>, step: Weighed) {
        let cost = self.order.cost + self.cost(step);
        if known.as_ref().is_none_or(|known| cost < known.order.cost) {
            let mut next = self.clone();
            next.take(step);
            *known = Some(next);
        }
    }

    /// The rows a step makes, and, where it closes a cycle, those it asks about.
    fn cost(&self, (place, _, seen, kept): Weighed) -> f64 {
        let it = &self.problem.pattern.relationships[self.left[place]];
        let asked = if self.is_bound(it.left) && self.is_bound(it.right) {
            self.order.rows * self.cost_of_asking(it)
        } else {
            0.0
        };
        seen + kept + asked
    }

    /// Rows come together by the node that was scanned, so that its neighbours are marked once for all of them.
    fn cost_of_asking(&self, it: &PatternRelationship) -> f64 {
        let first = self.order.steps.first();
        match first {
            Some(Step::Scan(node)) if *node == it.left || *node == it.right => TO_ASK_MARKED,
            _ => TO_ASK,
        }
    }

    /// The ways of stepping along a relationship from what is bound.
    fn ways(&self, relationship: usize) -> Vec<Step> {
        let it = &self.problem.pattern.relationships[relationship];
        let forwards = self.is_bound(it.left) || self.problem.bound.contains(&it.slot);
        let backwards = self.is_bound(it.right) && it.left != it.right;
        let step = |backwards| Step::Along {
            relationship,
            backwards,
        };
        let mut ways = Vec::new();
        ways.extend(forwards.then(|| step(false)));
        ways.extend(backwards.then(|| step(true)));
        ways
    }

    fn weigh(&self, step: Step, relationship: usize) -> (f64, f64) {
        let it = &self.problem.pattern.relationships[relationship];
        let backwards = matches!(
            step,
            Step::Along {
                backwards: true,
                ..
            }
        );
        let seen = finite(self.order.rows * self.fan_out(it, backwards));
        let mut kept = seen * self.problem.relationship_shares[relationship];
        for (node, arrives) in [(it.left, backwards), (it.right, !backwards)] {
            if !self.is_bound(node) {
                kept *= self.share_of_arrivals(
                    node,
                    it,
                    arrives && !self.problem.bound.contains(&it.slot),
                );
            }
        }
        (seen, finite(kept))
    }

    /// How many rows one row becomes.
    fn fan_out(&self, it: &PatternRelationship, backwards: bool) -> f64 {
        if self.problem.bound.contains(&it.slot) {
            return 1.0;
        }
        let statistics = &self.problem.statistics;
        let (from, to) = if backwards {
            (it.right, it.left)
        } else {
            (it.left, it.right)
        };
        let labels = self.known.labels(self.problem.pattern.nodes[from].slot);
        let follow = follow(it, backwards);
        let reach = match &it.length {
            Some(length) => statistics.reach(&follow, (length.min, length.max), labels),
            None => statistics.degree(&follow, labels),
        };
        if self.is_bound(to) {
            let labels = self.problem.pattern.nodes[to].labels.as_ref();
            let nodes = labels.map_or(statistics.nodes(), |it| statistics.labelled(it));
            reach / nodes.max(1.0).sqrt()
        } else {
            reach
        }
    }

    fn share_of_arrivals(&self, node: usize, it: &PatternRelationship, arrives: bool) -> f64 {
        let place = &self.problem.pattern.nodes[node];
        let mut known = Known::default();
        if arrives {
            known.arrives(place.slot, &follow(it, node == it.left));
        }
        let labels = place.labels.as_ref();
        let share = labels.map_or(1.0, |it| {
            known.share(place.slot, it, &self.problem.statistics)
        });
        share * self.problem.node_shares[node]
    }

    fn take(&mut self, weighed: Weighed) {
        self.order.cost += self.cost(weighed);
        let (place, step, _, kept) = weighed;
        let relationship = self.left.remove(place);
        let it = &self.problem.pattern.relationships[relationship];
        self.order.rows = kept;
        self.order.steps.push(step);
        self.bound.insert(it.slot);
        self.bind(it.left);
        self.bind(it.right);
    }

    /// Nothing can be stepped along: another node is scanned, or, where all are bound, the next relationship is taken
    /// although its predicates read what is not there.
    fn unblock(&mut self) {
        let unbound = self.nodes.iter().filter(|&&node| !self.is_bound(node));
        let cheapest = unbound.min_by(|&&left, &&right| {
            self.problem
                .scanned(left)
                .1
                .total_cmp(&self.problem.scanned(right).1)
        });
        match cheapest {
            Some(&node) => self.scan(node),
            None => {
                let step = Step::Along {
                    relationship: self.left[0],
                    backwards: false,
                };
                let rows = self.order.rows;
                self.take((0, step, rows, rows));
            }
        }
    }
}

/// What is followed along a relationship, from its left or backwards from its right.
pub(crate) fn follow(relationship: &PatternRelationship, backwards: bool) -> Follow {
    let direction = relationship.direction;
    Follow {
        direction: if backwards {
            direction.reversed()
        } else {
            direction
        },
        types: relationship.types.clone(),
    }
}
