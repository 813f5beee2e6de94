//! Patterns that match in several ways where nothing tells their nodes apart: of the `k!` orders of `k` such nodes one is matched,
//! and what is counted is multiplied.
//!
//! In `(a)-[:KNOWS]-(b)-[:KNOWS]-(c)-[:KNOWS]-(a)` each triangle is met six times, once with `id(a) < id(b) < id(c)`. Where nothing but
//! relationships of one type, whatever their direction, joins such nodes, they are ordered by how many of these they have instead
//! ([`Direction::Ascending`]), so that no node has many to go on to (Chiba and Nishizeki 1985). This holds for nodes each two of which can change places with what hangs off them, so that the same pattern is there again, and which always differ
//! (Grochow and Kellis 2007). Nodes that are each joined to each other over types without loops do; only there it is worth while, for
//! the others are counted without being matched.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Builder;
use super::implied::{loopless, sorted};
use super::reading::counts_rows;
use crate::function::id_function;
use crate::graph::Direction;
use crate::planner::expression::{is_volatile, reads, reads_of, slots_told_apart, unwritten};
use crate::semantics::expression::{Expression, ExpressionKind, Slot};
use crate::semantics::query::{
    AggregateItem, Clause, Grouping, Match, Pattern, PatternRelationship, Query,
};
use crate::syntax::ast::ComparisonOperator;

/// Larger patterns are not looked at.
const MOST_NODES: usize = 12;
const MOST_RELATIONSHIPS: usize = 64;
/// With fewer nodes it is not worth it.
const LEAST: usize = 3;

/// So many images of a node are tried before a pattern is taken for one without symmetry.
const MOST_TRIES: usize = 200;

impl Builder<'_> {
    /// The clause with its nodes that nothing tells apart in one order, and how many orders there are; `None` where there are no such
    /// nodes, or what comes next does more than count.
    pub(super) fn in_one_order(
        &mut self,
        clause: &Match,
        next: Option<&Clause>,
    ) -> Option<(Match, u64)> {
        let read = self.needed.clone()?;
        let grouping = grouping_of(next?)?;
        if clause.optional || !self.reads_only || !self.rewrites.contains("symmetry") {
            return None;
        }
        let counts =
            |it: &AggregateItem<Query>| it.function.is_none() || counts_rows(it, &clause.pattern);
        if grouping.aggregates.is_empty() || !grouping.aggregates.iter().all(counts) {
            return None;
        }
        let nodes = Symmetry::of(clause, read)?.nodes();
        if nodes.len() < LEAST {
            return None;
        }
        let pattern = &clause.pattern;
        let joining = pattern.relationships.iter().filter(|it| {
            let ends = [it.left, it.right];
            ends.iter().all(|end| nodes.contains(end))
        });
        let assumed: Option<Vec<_>> = joining
            .map(|it| loopless(&it.types, self.statistics.graph()))
            .collect();
        self.assumptions.extend(assumed?.into_iter().flatten());
        let orders = (1..=nodes.len() as u64).product();
        let mut clause = clause.clone();
        if !orders_by_degree(&mut clause.pattern, &nodes) {
            let slots = nodes.iter().map(|node| pattern.nodes[*node].slot);
            let slots: Vec<Slot> = slots.collect();
            let ascending = slots.windows(2).map(|pair| id_below(pair[0], pair[1]));
            clause.predicates.extend(ascending);
        }
        Some((clause, orders))
    }
}

/// Orders nodes that are each joined to each other by how many relationships they have, if all that joins them is of one type and may
/// have either direction.
fn orders_by_degree(pattern: &mut Pattern, nodes: &[usize]) -> bool {
    let rank = |node: usize| nodes.iter().position(|it| *it == node);
    let mut joining: Vec<_> = pattern.relationships.iter_mut().collect();
    joining.retain(|it| rank(it.left).is_some() && rank(it.right).is_some());
    let Some(kind) = joining.first().map(|it| it.types.clone()) else {
        return false;
    };
    let alike = |it: &&mut PatternRelationship| {
        it.types == kind && it.direction == Direction::Both && it.length.is_none() && !it.bound
    };
    let can = kind.len() == 1 && joining.iter().all(alike);
    if can {
        for it in joining {
            it.direction = match rank(it.left) < rank(it.right) {
                true => Direction::Ascending,
                false => Direction::Descending,
            };
        }
    }
    can
}

fn grouping_of(clause: &Clause) -> Option<&Grouping> {
    match clause {
        Clause::Project(project) => project.grouping.as_ref(),
        _ => None,
    }
}

/// `id(low) < id(high)`.
fn id_below(low: Slot, high: Slot) -> Expression<Query> {
    let function = Arc::new(id_function());
    let id = |slot| {
        unwritten(ExpressionKind::Call {
            function: function.clone(),
            arguments: vec![unwritten(ExpressionKind::Slot(slot))],
        })
    };
    unwritten(ExpressionKind::Comparison {
        operands: vec![id(low), id(high)],
        operators: vec![ComparisonOperator::Less],
    })
}

/// A pattern whose nodes may change places.
struct Symmetry<'p> {
    pattern: &'p Pattern,
    /// By node: whether it stays what it is.
    fixed: Vec<bool>,
    /// Pairs of nodes of which it is asked that they differ.
    apart: BTreeSet<(usize, usize)>,
    /// What is read of relationships, which stay what they are, too.
    read: BTreeSet<Slot>,
}

impl<'p> Symmetry<'p> {
    /// `None` where nothing can be said. `read`: what is read of the pattern later.
    fn of(clause: &'p Match, mut read: BTreeSet<Slot>) -> Option<Self> {
        let pattern = &clause.pattern;
        let plain = pattern.shortest.is_empty() && pattern.searches.is_empty();
        let volatile = clause.predicates.iter().any(is_volatile);
        let small =
            pattern.nodes.len() <= MOST_NODES && pattern.relationships.len() <= MOST_RELATIONSHIPS;
        if !plain || volatile || !small {
            return None;
        }
        let place = |slot| pattern.nodes.iter().position(|it| it.slot == slot);
        let mut apart = BTreeSet::new();
        for predicate in &clause.predicates {
            let pair = slots_told_apart(predicate);
            match pair.and_then(|(left, right)| Some((place(left)?, place(right)?))) {
                Some((left, right)) => _ = apart.insert(sorted(left, right)),
                None => read.extend(reads(predicate)),
            }
        }
        for path in &pattern.paths {
            if read.contains(&path.slot) {
                read.insert(path.start);
                read.extend(&path.steps);
            }
        }
        let lengths = pattern.relationships.iter();
        let lengths = lengths.filter_map(|it| it.length.as_ref());
        read.extend(lengths.flat_map(|it| reads_of(&it.predicates)));
        let nodes = pattern.nodes.iter();
        let fixed = nodes.map(|it| it.bound || read.contains(&it.slot));
        let mut fixed: Vec<bool> = fixed.collect();
        let relationships = pattern.relationships.iter();
        for it in relationships.filter(|it| is_fixed(it, &read)) {
            (fixed[it.left], fixed[it.right]) = (true, true);
        }
        Some(Self {
            pattern,
            fixed,
            apart,
            read,
        })
    }

    /// Nodes each two of which are joined and may change places: the most there are.
    fn nodes(&self) -> Vec<usize> {
        let all = 0..self.pattern.nodes.len();
        let sets = all.clone().map(|first| {
            let mut nodes = vec![first];
            for next in first + 1..all.end {
                if self.goes_with(next, &nodes) {
                    nodes.push(next);
                }
            }
            nodes
        });
        let mut most = Vec::new();
        for nodes in sets {
            if nodes.len() > most.len() {
                most = nodes;
            }
        }
        most
    }

    /// Whether a node is joined to each of these, and may change places with the last while the others stay.
    fn goes_with(&self, node: usize, nodes: &[usize]) -> bool {
        let Some((last, others)) = nodes.split_last() else {
            return true;
        };
        let free = !self.fixed[node] && !self.fixed[*last];
        free && nodes.iter().all(|other| self.are_joined(*other, node)) && {
            let mut image = vec![None; self.pattern.nodes.len()];
            (image[*last], image[node]) = (Some(node), Some(*last));
            others.iter().for_each(|other| image[*other] = Some(*other));
            self.extends(&mut image, &mut 0)
        }
    }

    fn are_joined(&self, one: usize, other: usize) -> bool {
        let mut relationships = self.pattern.relationships.iter();
        relationships.any(|it| {
            let ends = [(it.left, it.right), (it.right, it.left)];
            ends.contains(&(one, other)) && it.length.is_none()
        })
    }

    /// Whether all nodes can be given images, beside those that have one, so that the same pattern is there again; and this is found soon.
    fn extends(&self, image: &mut [Option<usize>], tries: &mut usize) -> bool {
        if !self.may_be_same(image) {
            return false;
        }
        let Some(node) = image.iter().position(Option::is_none) else {
            return self.is_same(image);
        };
        for to in 0..image.len() {
            if image.contains(&Some(to)) || *tries == MOST_TRIES {
                continue;
            }
            *tries += 1;
            image[node] = Some(to);
            if self.extends(image, tries) {
                return true;
            }
            image[node] = None;
        }
        false
    }

    /// Whether what lies between the nodes that have images lies between the images, too.
    fn may_be_same(&self, image: &[Option<usize>]) -> bool {
        let images = image.iter().enumerate();
        let mut alike = images.filter_map(|(node, to)| Some(self.are_alike(node, (*to)?)));
        let pair = |(left, right): &(usize, usize)| {
            let (left, right) = (image[*left]?, image[*right]?);
            Some(self.apart.contains(&sorted(left, right)))
        };
        let mut apart = self.apart.iter().filter_map(pair);
        let all = &self.pattern.relationships;
        let has_image = |it: &PatternRelationship| {
            let ends = (image[it.left]?, image[it.right]?);
            Some(all.iter().any(|other| is_image(it, ends, other)))
        };
        let mut joined = all.iter().filter_map(has_image);
        alike.all(|it| it) && apart.all(|it| it) && joined.all(|it| it)
    }

    fn are_alike(&self, one: usize, other: usize) -> bool {
        let (labels, others) = (
            &self.pattern.nodes[one].labels,
            &self.pattern.nodes[other].labels,
        );
        one == other || !self.fixed[one] && !self.fixed[other] && labels == others
    }

    /// Whether each relationship has an image of its own between the images of all nodes, and the same ones have to differ.
    fn is_same(&self, image: &[Option<usize>]) -> bool {
        let to = |node: usize| image[node].unwrap_or(node);
        let mut taken = Vec::new();
        let all = self.pattern.relationships.iter().enumerate();
        for (own, it) in all.clone() {
            let ends = (to(it.left), to(it.right));
            let mut images = all.clone().filter(|(at, other)| {
                let stays = is_fixed(it, &self.read) || is_fixed(other, &self.read);
                let may = *at == own || !stays;
                may && !taken.contains(at) && is_image(it, ends, other)
            });
            match images.next() {
                Some((at, _)) => taken.push(at),
                None => return false,
            }
        }
        self.keeps_clauses(&taken)
    }

    /// Whether the same relationships have to differ: those of one clause.
    fn keeps_clauses(&self, images: &[usize]) -> bool {
        let clause = |at: usize| self.pattern.relationships[at].clause;
        let all = 0..images.len();
        all.clone().all(|one| {
            all.clone().all(|other| {
                (clause(one) == clause(other)) == (clause(images[one]) == clause(images[other]))
            })
        })
    }
}

/// Whether a relationship stays what it is.
fn is_fixed(it: &PatternRelationship, read: &BTreeSet<Slot>) -> bool {
    it.bound || it.length.is_some() || read.contains(&it.slot)
}

/// Whether a relationship with other ends is another.
fn is_image(
    it: &PatternRelationship,
    (left, right): (usize, usize),
    other: &PatternRelationship,
) -> bool {
    let along = (left, right) == (other.left, other.right) && it.direction == other.direction;
    let against =
        (left, right) == (other.right, other.left) && it.direction == other.direction.reversed();
    it.types == other.types && (along || against)
}
