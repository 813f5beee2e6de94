//! `MATCH` and `OPTIONAL MATCH`: a pattern's parts in the order [`pattern`] found, each predicate as soon
//! as all its slots are there.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::implied::{self, Apart, Compared};
use super::{Builder, Partial};
use crate::planner::estimate::{Known, selectivity, sought};
use crate::planner::expression::{has_subquery, is_volatile, reads, reads_of, unwritten};
use crate::planner::pattern::{self, Component, Problem, Reading, Step};
use crate::planner::plan::{Expression, Follow, OperatorKind, PathSearch, Plan, Steps};
use crate::semantics::expression::{ExpressionKind, LabelExpression, Slot};
use crate::semantics::query::{
    self, Hop, Length, Match, PathPart, Pattern, PatternNode, PatternRelationship, Selector,
    ShortestPath, VariableKind,
};
use crate::syntax::ast::{BinaryOperator, ComparisonOperator, PathMode};
use crate::value::Type;

/// A predicate that waits for its slots.
struct Pending {
    predicate: Expression,
    reads: BTreeSet<Slot>,
    /// To be asked only when the whole pattern is matched: it costs much, or must be asked for each row.
    late: bool,
    /// The label condition of this node, which a scan takes over.
    labels_of: Option<usize>,
}

/// A pattern being planned.
struct Work<'p> {
    pattern: &'p Pattern,
    pending: Vec<Pending>,
    /// The lengths of its relationships, planned.
    steps: Vec<Option<Steps>>,
    /// The relationships stepped along so far.
    matched: Vec<usize>,
    /// The nodes known to differ; none where that is not to be used.
    apart: Apart,
}

impl Pending {
    fn new(predicate: Expression) -> Self {
        Self {
            reads: reads(&predicate),
            late: has_subquery(&predicate) || is_volatile(&predicate),
            predicate,
            labels_of: None,
        }
    }
}

impl Builder<'_> {
    pub(super) fn plan_match(&mut self, rows: Partial, clause: &Match) -> Partial {
        if !clause.optional {
            return self.pattern(rows, &clause.pattern, &clause.predicates);
        }
        let argument = self.next_argument();
        let start = Partial::leaf(Some(argument), rows.bound.clone());
        let inner = self.pattern(start, &clause.pattern, &clause.predicates);
        let set = slots_of(&clause.pattern).into_iter();
        let introduces: Vec<Slot> = set.filter(|slot| !rows.bound.contains(slot)).collect();
        let inner = Box::new(inner.root);
        rows.then(introduces.clone(), |input| OperatorKind::OptionalApply {
            input,
            inner,
            argument,
            introduces,
        })
    }

    /// Matches a pattern for each row.
    pub(super) fn pattern(
        &mut self,
        rows: Partial,
        pattern: &Pattern,
        predicates: &[query::Expression],
    ) -> Partial {
        let mut work = self.work(pattern, predicates, &rows.bound);
        let rows = settle(rows, &mut work);
        let rows = self.connected(rows, &mut work);
        let rows = self.apart(rows, &mut work);
        let rows = pattern.shortest.iter().fold(rows, |rows, it| {
            let rows = self.shortest(rows, it, pattern);
            settle(rows, &mut work)
        });
        let rows = pattern
            .searches
            .iter()
            .enumerate()
            .fold(rows, |rows, (at, it)| {
                let rows = self.search(rows, it);
                differ_from_search(&mut work, at);
                settle(rows, &mut work)
            });
        finish(with_paths(rows, pattern), work)
    }

    fn work<'p>(
        &mut self,
        pattern: &'p Pattern,
        predicates: &[query::Expression],
        bound: &BTreeSet<Slot>,
    ) -> Work<'p> {
        let presence = self.presence(pattern, bound).into_iter();
        let mut pending: Vec<_> = presence.map(Pending::new).collect();
        pending.extend(label_predicates(pattern));
        pending.extend(self.expressions(predicates).into_iter().map(Pending::new));
        if self.rewrites.contains("implied_predicates") {
            let known = implied::by_absence(pattern, pending.iter().map(|it| &it.predicate));
            pending.retain(|it| !known.implies(&it.predicate));
        }
        let lengths = pattern.relationships.iter().map(|it| it.length.as_ref());
        let steps = lengths
            .map(|length| length.map(|it| self.steps(it)))
            .collect();
        let apart = match self.rewrites.contains("implied_predicates") {
            true => self.apart_nodes(pattern, &pending),
            false => Apart::default(),
        };
        Work {
            pattern,
            pending,
            steps,
            matched: Vec::new(),
            apart,
        }
    }

    /// What is bound matches nothing where it is no node, or no relationship, of the graph. This is asked before anything else is
    /// asked of it; not where all that is known of it tells that it is one, or `null`, and something is asked that is true of no `null`.
    fn presence(&self, pattern: &Pattern, bound: &BTreeSet<Slot>) -> Vec<Expression> {
        let shortest = pattern.shortest.iter().map(|it| &it.relationship);
        let along = pattern.relationships.iter().chain(shortest);
        let ends = along.flat_map(|it| [it.left, it.right]);
        let mut asked: BTreeSet<Slot> = ends.map(|at| pattern.nodes[at].slot).collect();
        asked.extend(pattern.searches.iter().flat_map(|it| [it.left, it.right]));
        let labelled = pattern.nodes.iter().filter(|it| it.labels.is_some());
        asked.extend(labelled.map(|it| it.slot));
        let nodes = pattern.nodes.iter().map(|it| it.slot);
        let nodes = nodes
            .filter(|slot| !(asked.contains(slot) && self.is_entity(*slot, VariableKind::Node)));
        let single = pattern
            .relationships
            .iter()
            .filter(|it| it.length.is_none());
        let relationships = single.map(|it| it.slot);
        let relationships =
            relationships.filter(|slot| !self.is_entity(*slot, VariableKind::Relationship));
        let nodes = nodes.map(|slot| (slot, Type::Node));
        let all = nodes.chain(relationships.map(|slot| (slot, Type::Relationship)));
        let bound = all.filter(|(slot, _)| bound.contains(slot));
        bound
            .map(|(slot, of)| unwritten(ExpressionKind::Present { slot, of }))
            .collect()
    }

    /// Whether a slot holds nothing but entities of that kind that are in the graph, and `null`.
    fn is_entity(&self, slot: Slot, kind: VariableKind) -> bool {
        !self.deletes && self.slots[slot.0 as usize].kind == kind
    }

    /// The pairs of nodes of a pattern that differ wherever it matches.
    fn apart_nodes(&mut self, pattern: &Pattern, pending: &[Pending]) -> Apart {
        let apart = Apart::of(pending.iter().map(|it| &it.predicate));
        if !self.reads_only {
            return apart;
        }
        let (apart, assumed) = apart.with_ends(pattern, self.statistics.graph());
        self.assumptions.extend(assumed);
        apart
    }

    fn steps(&mut self, length: &Length) -> Steps {
        Steps {
            min: length.min,
            max: length.max,
            element: length.element,
            predicates: self.expressions(&length.predicates),
        }
    }

    /// The part of the pattern that hangs on what is bound.
    fn connected(&mut self, rows: Partial, work: &mut Work) -> Partial {
        let problem = self.problem(work, &rows.bound);
        let mut orders = Vec::new();
        for component in pattern::split(&problem).iter().filter(|it| it.bound) {
            orders.push(pattern::order(&problem, component).steps);
        }
        orders
            .iter()
            .fold(rows, |rows, steps| self.stepped(rows, work, steps))
    }

    /// The parts that hang on nothing: each on its own and multiplied, or, where it is looked up by what is bound or has
    /// to see what the rows before it wrote, for each row. A part may hang on one planned before it by then.
    fn apart(&mut self, mut rows: Partial, work: &mut Work) -> Partial {
        let problem = self.problem(work, &BTreeSet::new());
        let split = pattern::split(&problem).into_iter();
        let mut parts: Vec<Component> = split
            .filter(|it| !is_done(it, work.pattern, &rows.bound))
            .filter(|it| !self.is_arrived_at(it, work, &rows.bound))
            .collect();
        let weights: HashMap<usize, f64> = parts
            .iter()
            .map(|it| (it.nodes[0], pattern::order(&problem, it).rows))
            .collect();
        parts.sort_by(|left, right| weights[&left.nodes[0]].total_cmp(&weights[&right.nodes[0]]));
        for part in parts {
            rows = self.part(rows, work, &part);
        }
        rows
    }

    fn part(&mut self, rows: Partial, work: &mut Work, part: &Component) -> Partial {
        let correlated = self.problem(work, &rows.bound);
        let looked_up = part
            .nodes
            .iter()
            .any(|node| correlated.sought.contains_key(node));
        let first = is_leaf(&rows);
        if first || looked_up || rows.root.writes() || reads_outside(work, part, &rows.bound) {
            let steps = pattern::order(&correlated, part).steps;
            return self.stepped(rows, work, &steps);
        }
        let alone = self.problem(work, &BTreeSet::new());
        let steps = pattern::order(&alone, part).steps;
        let right = self.stepped(Partial::leaf(None, BTreeSet::new()), work, &steps);
        let bound = right.bound;
        let right = Box::new(right.root);
        let product = rows.then(bound, |left| OperatorKind::CartesianProduct { left, right });
        settle(product, work)
    }

    fn problem<'p>(&'p self, work: &Work<'p>, bound: &BTreeSet<Slot>) -> Problem<'p> {
        let nodes = work.pattern.nodes.iter();
        let relationships = work.pattern.relationships.iter();
        Problem {
            pattern: work.pattern,
            statistics: self.statistics,
            bound: bound.clone(),
            node_shares: nodes
                .map(|it| self.share(work, it.slot, it.labels.as_ref()))
                .collect(),
            relationship_shares: relationships
                .map(|it| self.share(work, it.slot, None))
                .collect(),
            sought: self.sought(work, bound),
            needs: work.steps.iter().map(needs).collect(),
            reading: self.reading(work),
        }
    }

    /// What is read of a pattern, where parts nobody reads may be counted.
    fn reading(&self, work: &Work) -> Option<Reading> {
        let mut slots = self.needed.clone()?;
        let searches = !work.pattern.searches.is_empty();
        if searches || !self.reads_only || !self.rewrites.contains("expand_count") {
            return None;
        }
        let (mut nodes_apart, mut nodes_joined) = (Vec::new(), Vec::new());
        for it in work.pending.iter().filter(|it| it.labels_of.is_none()) {
            match Compared::of(&it.predicate, work.pattern) {
                Some(Compared::Apart(pair)) => nodes_apart.push(pair),
                Some(Compared::Joined(pair)) => nodes_joined.push(pair),
                Some(Compared::Alone) => {}
                None => slots.extend(&it.reads),
            }
        }
        let pattern = work.pattern;
        for path in &pattern.paths {
            if slots.contains(&path.slot) {
                slots.insert(path.start);
                slots.extend(&path.steps);
            }
        }
        for it in &pattern.shortest {
            let ends = [it.relationship.left, it.relationship.right];
            slots.extend(ends.map(|end| pattern.nodes[end].slot));
        }
        Some(Reading {
            slots,
            nodes_apart,
            nodes_joined,
            relationships_apart: self.relationships_apart(work),
        })
    }

    /// The relationships of which it has to be asked whether they differ.
    fn relationships_apart(&self, work: &Work) -> Vec<(usize, usize)> {
        let all = &work.pattern.relationships;
        let mut apart = Vec::new();
        for right in 0..all.len() {
            for left in 0..right {
                let asked = work.pattern.different_relationships
                    && may_meet(&all[left], &all[right])
                    && !work.apart.keeps(&all[left], &all[right], work.pattern);
                apart.extend(asked.then_some((left, right)));
            }
        }
        apart
    }

    /// The share of values of a slot that satisfy the predicates that speak of it alone.
    fn share(&self, work: &Work, slot: Slot, labels: Option<&LabelExpression>) -> f64 {
        let rows = labels.map_or(self.statistics.nodes(), |it| self.statistics.labelled(it));
        let own = work.pending.iter().filter(|it| {
            it.labels_of.is_none() && !it.late && it.reads.len() == 1 && it.reads.contains(&slot)
        });
        let shares =
            own.map(|it| selectivity(&it.predicate, rows, &Known::default(), &self.statistics));
        shares.product()
    }

    /// The nodes that can be looked up, each with how many rows that gives.
    fn sought(&self, work: &Work, bound: &BTreeSet<Slot>) -> HashMap<usize, f64> {
        let nodes = work.pattern.nodes.iter().enumerate();
        let found = nodes.filter_map(|(at, _)| {
            let (_, seek) = self.seek(work, at, bound)?;
            Some((at, self.looked_up(&work.pattern.nodes[at], &seek)))
        });
        found.collect()
    }

    fn looked_up(&self, node: &PatternNode, seek: &Seek) -> f64 {
        let each = match &seek.key {
            None => 1.0,
            Some(key) => self.statistics.nodes_per_value(node.labels.as_ref(), key),
        };
        each * sought(&seek.value, seek.list)
    }

    /// The best predicate that finds a node from what is bound, and its place: by id, else by the property that fewest share.
    fn seek(&self, work: &Work, node: usize, bound: &BTreeSet<Slot>) -> Option<(usize, Seek)> {
        let place = &work.pattern.nodes[node];
        let pending = work.pending.iter().enumerate().filter(|(_, it)| !it.late);
        let seeks = pending.filter_map(|(at, it)| Some((at, seek_of(&it.predicate, place.slot)?)));
        let seeks = seeks.filter(|(_, seek)| {
            let read = reads(&seek.value);
            let name = seek
                .key
                .as_ref()
                .map_or("node_by_id_seek", |_| "node_index_seek");
            self.rewrites.contains(name) && !read.contains(&place.slot) && read.is_subset(bound)
        });
        let weighed = seeks.map(|(at, seek)| (self.looked_up(place, &seek), at, seek));
        let best = weighed.min_by(|left, right| left.0.total_cmp(&right.0));
        best.map(|(_, at, seek)| (at, seek))
    }

    fn stepped(&mut self, rows: Partial, work: &mut Work, steps: &[Step]) -> Partial {
        steps.iter().fold(rows, |rows, step| {
            let rows = match *step {
                Step::Scan(node) => self.scan(rows, work, node),
                Step::Along {
                    relationship,
                    backwards,
                } => self.along(rows, work, relationship, backwards),
            };
            settle(rows, work)
        })
    }

    fn scan(&mut self, rows: Partial, work: &mut Work, node: usize) -> Partial {
        let slot = work.pattern.nodes[node].slot;
        if let Some((at, seek)) = self.seek(work, node, &rows.bound) {
            work.pending.remove(at);
            return sought_in(rows, work, node, seek);
        }
        match &work.pattern.nodes[node].labels {
            Some(labels) => {
                work.pending.retain(|it| it.labels_of != Some(node));
                let labels = labels.clone();
                rows.then([slot], |input| OperatorKind::NodeByLabelScan {
                    input,
                    slot,
                    labels,
                })
            }
            None => rows.then([slot], |input| OperatorKind::AllNodesScan { input, slot }),
        }
    }

    fn along(&mut self, rows: Partial, work: &mut Work, at: usize, backwards: bool) -> Partial {
        differ(work, at);
        let it = &work.pattern.relationships[at];
        let steps = work.steps[at].take();
        if rows.bound.contains(&it.slot) {
            return self.endpoints(rows, work.pattern, it, steps);
        }
        let (from, to) = if backwards {
            (it.right, it.left)
        } else {
            (it.left, it.right)
        };
        let follow = pattern::follow(it, backwards);
        if steps.as_ref().is_none_or(|steps| steps.min > 0) {
            self.imply_labels(work, to, &follow, &rows.bound);
        }
        let it = &work.pattern.relationships[at];
        let (from, to) = (work.pattern.nodes[from].slot, work.pattern.nodes[to].slot);
        match steps {
            Some(steps) => walk(rows, it.slot, (from, to), follow, steps, backwards),
            None => expand(rows, it.slot, (from, to), follow),
        }
    }

    /// Leaves out to ask for the labels of a node arrived at that all nodes have who can be arrived at.
    fn imply_labels(
        &mut self,
        work: &mut Work,
        to: usize,
        follow: &Follow,
        bound: &BTreeSet<Slot>,
    ) {
        let node = &work.pattern.nodes[to];
        let usable = self.reads_only && self.rewrites.contains("implied_predicates");
        let Some(labels) = node.labels.as_ref().filter(|_| usable) else {
            return;
        };
        let assumed = implied::labels(labels, follow, self.statistics.graph());
        if let Some(assumed) = assumed.filter(|_| !bound.contains(&node.slot)) {
            work.pending.retain(|it| it.labels_of != Some(to));
            self.assumptions.extend(assumed);
        }
    }

    /// The ends of a relationship bound before. One that begins where it ends has two ends to compare.
    fn endpoints(
        &mut self,
        rows: Partial,
        pattern: &Pattern,
        it: &PatternRelationship,
        list: Option<Steps>,
    ) -> Partial {
        let left = pattern.nodes[it.left].slot;
        let mut right = pattern.nodes[it.right].slot;
        let left_bound = rows.bound.contains(&left);
        let twin = (left == right && !left_bound).then(|| self.fresh(VariableKind::Node));
        right = twin.unwrap_or(right);
        let right_bound = rows.bound.contains(&right);
        let rows = rows.then([left, right], |input| OperatorKind::ProjectEndpoints {
            input,
            relationship: it.slot,
            list,
            left,
            left_bound,
            right,
            right_bound,
            follow: pattern::follow(it, false),
        });
        rows.filtered(twin.map(|twin| same(left, twin)).into_iter().collect())
    }

    /// Whether a part is one node that nothing narrows down but a search that arrives at it: it is not looked for beforehand.
    fn is_arrived_at(&self, part: &Component, work: &Work, bound: &BTreeSet<Slot>) -> bool {
        let [node] = part.nodes[..] else {
            return false;
        };
        let slot = work.pattern.nodes[node].slot;
        let mut ends = work.pattern.searches.iter().filter(|it| it.right == slot);
        let begins = work.pattern.searches.iter().any(|it| it.left == slot);
        let shortest = work.pattern.shortest.iter().map(|it| &it.relationship);
        let elsewhere = shortest
            .flat_map(|it| [it.left, it.right])
            .any(|it| it == node);
        let arrives = ends.next().is_some() && ends.next().is_none();
        arrives && !begins && !elsewhere && self.seek(work, node, bound).is_none()
    }

    fn search(&mut self, rows: Partial, it: &query::PathSearch) -> Partial {
        let search = self.path_search(it);
        let into = rows.bound.contains(&it.right);
        let mut set = it.introduces();
        set.push(it.right);
        rows.then(set, |input| OperatorKind::PathSearch {
            input,
            search,
            into,
        })
    }

    fn path_search(&mut self, it: &query::PathSearch) -> PathSearch {
        let parts = it.parts.iter().map(|part| PathPart {
            start: part.start,
            hops: part.hops.iter().map(|hop| self.hop(hop)).collect(),
            min: part.min,
            max: part.max,
            lists: part.lists.clone(),
            end: part.end,
            end_predicates: self.expressions(&part.end_predicates),
        });
        let parts = parts.collect();
        PathSearch {
            path: it.path,
            relationships: it.relationships,
            left: it.left,
            right: it.right,
            parts,
            mode: it.mode,
            selector: match &it.selector {
                Selector::All => Selector::All,
                Selector::Shortest(count) => Selector::Shortest(self.expression(count)),
                Selector::ShortestGroups(count) => Selector::ShortestGroups(self.expression(count)),
            },
            predicates: self.expressions(&it.predicates),
        }
    }

    fn hop(&mut self, hop: &query::Hop) -> Hop<Plan> {
        Hop {
            relationship: hop.relationship,
            node: hop.node,
            direction: hop.direction,
            types: hop.types.clone(),
            predicates: self.expressions(&hop.predicates),
        }
    }

    fn shortest(&mut self, rows: Partial, it: &ShortestPath, pattern: &Pattern) -> Partial {
        let relationship = &it.relationship;
        let any = Length {
            min: 1,
            max: None,
            element: relationship.slot,
            predicates: Vec::new(),
        };
        let steps = self.steps(relationship.length.as_ref().unwrap_or(&any));
        let predicates = self.expressions(&it.predicates);
        rows.then([relationship.slot, it.path], |input| {
            OperatorKind::ShortestPath {
                input,
                from: pattern.nodes[relationship.left].slot,
                to: pattern.nodes[relationship.right].slot,
                relationships: relationship.slot,
                path: it.path,
                follow: pattern::follow(relationship, false),
                steps,
                all: it.all,
                predicates,
            }
        })
    }
}

/// Looks a node up.
fn sought_in(rows: Partial, work: &mut Work, node: usize, seek: Seek) -> Partial {
    let slot = work.pattern.nodes[node].slot;
    let Seek { key, value, list } = seek;
    let Some(key) = key else {
        return rows.then([slot], |input| OperatorKind::NodeByIdSeek {
            input,
            slot,
            ids: value,
            list,
        });
    };
    work.pending.retain(|it| it.labels_of != Some(node));
    let labels = work.pattern.nodes[node].labels.clone();
    rows.then([slot], |input| OperatorKind::NodeIndexSeek {
        input,
        slot,
        labels,
        key,
        value,
        list,
    })
}

fn expand(rows: Partial, relationship: Slot, (from, to): (Slot, Slot), follow: Follow) -> Partial {
    if rows.bound.contains(&to) {
        return rows.then([relationship], |input| OperatorKind::ExpandInto {
            input,
            from,
            relationship,
            to,
            follow,
        });
    }
    rows.then([relationship, to], |input| OperatorKind::ExpandAll {
        input,
        from,
        relationship,
        to,
        follow,
        labels: Vec::new(),
        bounds: Vec::new(),
        joins: Vec::new(),
    })
}

fn walk(
    rows: Partial,
    relationships: Slot,
    (from, to): (Slot, Slot),
    follow: Follow,
    steps: Steps,
    reversed: bool,
) -> Partial {
    let into = rows.bound.contains(&to);
    rows.then([relationships, to], |input| OperatorKind::VarLengthExpand {
        input,
        from,
        relationships,
        to,
        follow,
        steps,
        into,
        reversed,
    })
}

/// Filters by every predicate whose slots are all there.
fn settle(rows: Partial, work: &mut Work) -> Partial {
    let ready = |it: &Pending| !it.late && it.reads.is_subset(&rows.bound);
    let (now, later) = std::mem::take(&mut work.pending)
        .into_iter()
        .partition(ready);
    work.pending = later;
    let predicates = Vec::into_iter(now)
        .map(|it: Pending| it.predicate)
        .collect();
    rows.filtered(predicates)
}

/// What is left when the whole pattern is matched; subqueries last.
fn finish(rows: Partial, work: Work) -> Partial {
    let mut predicates: Vec<Expression> = work.pending.into_iter().map(|it| it.predicate).collect();
    predicates.sort_by_key(has_subquery);
    rows.filtered(predicates)
}

fn with_paths(rows: Partial, pattern: &Pattern) -> Partial {
    if pattern.paths.is_empty() {
        return rows;
    }
    let items = pattern.paths.iter().map(|path| {
        let kind = ExpressionKind::Path {
            start: path.start,
            steps: path.steps.clone(),
        };
        (path.slot, unwritten(kind))
    });
    let items: Vec<_> = items.collect();
    rows.then(pattern.paths.iter().map(|path| path.slot), |input| {
        OperatorKind::Projection { input, items }
    })
}

fn slot(slot: Slot) -> Expression {
    unwritten(ExpressionKind::Slot(slot))
}

fn same(left: Slot, right: Slot) -> Expression {
    unwritten(ExpressionKind::Comparison {
        operands: vec![slot(left), slot(right)],
        operators: vec![ComparisonOperator::Equal],
    })
}

fn label_predicates(pattern: &Pattern) -> Vec<Pending> {
    let nodes = pattern.nodes.iter().enumerate();
    let labelled = nodes.filter_map(|(at, node)| {
        let kind = ExpressionKind::HasLabels {
            operand: Box::new(slot(node.slot)),
            labels: node.labels.clone()?,
        };
        Some(Pending {
            labels_of: Some(at),
            ..Pending::new(unwritten(kind))
        })
    });
    labelled.collect()
}

/// Relationships of one clause differ: this one from those matched before it. Those that cannot be of the same type do so by
/// themselves.
fn differ(work: &mut Work, at: usize) {
    let all = &work.pattern.relationships;
    if work.pattern.different_relationships {
        let before = work.matched.iter().map(|&other| &all[other]);
        let others = before.filter(|other| may_meet(other, &all[at]));
        let others = others.filter(|other| !work.apart.keeps(other, &all[at], work.pattern));
        let apart = others.map(|other| ExpressionKind::Disjoint {
            left: other.slot,
            right: all[at].slot,
        });
        work.pending
            .extend(apart.map(|kind| Pending::new(unwritten(kind))));
    }
    work.matched.push(at);
}

/// The relationships of a searched path differ from those matched before it, as far as its mode has relationships differ.
fn differ_from_search(work: &mut Work, at: usize) {
    let searches = &work.pattern.searches;
    let differs = |it: &query::PathSearch| it.mode != PathMode::Walk;
    if !work.pattern.different_relationships || !differs(&searches[at]) {
        return;
    }
    let before = searches[..at].iter().filter(|it| differs(it));
    let before = before.map(|it| it.relationships);
    let single = work
        .matched
        .iter()
        .map(|&it| work.pattern.relationships[it].slot);
    let apart = single.chain(before).map(|left| ExpressionKind::Disjoint {
        left,
        right: searches[at].relationships,
    });
    let apart: Vec<_> = apart.map(|kind| Pending::new(unwritten(kind))).collect();
    work.pending.extend(apart);
}

fn may_meet(left: &PatternRelationship, right: &PatternRelationship) -> bool {
    let any = left.types.is_empty() || right.types.is_empty();
    left.clause == right.clause && (any || left.types.iter().any(|it| right.types.contains(it)))
}

/// What a relationship's own predicates read beside the relationship they are asked of.
fn needs(steps: &Option<Steps>) -> BTreeSet<Slot> {
    let Some(steps) = steps else {
        return BTreeSet::new();
    };
    let mut read = reads_of(&steps.predicates);
    read.remove(&steps.element);
    read
}

fn is_done(part: &Component, pattern: &Pattern, bound: &BTreeSet<Slot>) -> bool {
    part.nodes
        .iter()
        .all(|&node| bound.contains(&pattern.nodes[node].slot))
        && part
            .relationships
            .iter()
            .all(|&it| bound.contains(&pattern.relationships[it].slot))
}

fn is_leaf(rows: &Partial) -> bool {
    match &rows.root.kind {
        OperatorKind::Argument { .. } => true,
        OperatorKind::Filter { input, .. } => matches!(input.kind, OperatorKind::Argument { .. }),
        _ => false,
    }
}

/// Whether relationships of a part have predicates that read what an earlier clause bound.
fn reads_outside(work: &Work, part: &Component, bound: &BTreeSet<Slot>) -> bool {
    part.relationships
        .iter()
        .any(|&at| !needs(&work.steps[at]).is_disjoint(bound))
}

/// A value, or a list of them, that a node is looked up by.
struct Seek {
    /// The property; `None` for the id.
    key: Option<Arc<str>>,
    value: Expression,
    list: bool,
}

/// What a predicate says a node's id or property equals.
fn seek_of(predicate: &Expression, node: Slot) -> Option<Seek> {
    let (asked, value, list) = match &predicate.kind {
        ExpressionKind::Comparison {
            operands,
            operators,
        } => match (operands.as_slice(), operators.as_slice()) {
            ([left, right], [ComparisonOperator::Equal]) if is_of(left, node) => {
                (left, right, false)
            }
            ([left, right], [ComparisonOperator::Equal]) => (right, left, false),
            _ => return None,
        },
        ExpressionKind::Chain { first, rest } => match rest.as_slice() {
            [(BinaryOperator::In, list)] => (&**first, list, true),
            _ => return None,
        },
        _ => return None,
    };
    is_of(asked, node).then(|| Seek {
        key: key_of(asked),
        value: value.clone(),
        list,
    })
}

/// Whether an expression is the id or a property of a node.
fn is_of(expression: &Expression, node: Slot) -> bool {
    match &expression.kind {
        ExpressionKind::Property { base, .. } => {
            matches!(base.kind, ExpressionKind::Slot(it) if it == node)
        }
        _ => is_id_of(expression, node),
    }
}

fn key_of(expression: &Expression) -> Option<Arc<str>> {
    match &expression.kind {
        ExpressionKind::Property { key, .. } => Some(key.clone()),
        _ => None,
    }
}

fn is_id_of(expression: &Expression, node: Slot) -> bool {
    match &expression.kind {
        ExpressionKind::Call {
            function,
            arguments,
        } => {
            function.name == "id"
                && matches!(arguments.as_slice(), [Expression { kind: ExpressionKind::Slot(it), .. }] if *it == node)
        }
        _ => false,
    }
}

/// All slots a pattern sets or uses.
fn slots_of(pattern: &Pattern) -> Vec<Slot> {
    let mut all: Vec<Slot> = pattern.nodes.iter().map(|it| it.slot).collect();
    all.extend(pattern.relationships.iter().map(|it| it.slot));
    all.extend(
        pattern
            .shortest
            .iter()
            .flat_map(|it| [it.relationship.slot, it.path]),
    );
    all.extend(
        pattern
            .searches
            .iter()
            .flat_map(query::PathSearch::introduces),
    );
    all.extend(pattern.paths.iter().map(|it| it.slot));
    all
}
