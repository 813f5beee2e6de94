//! What nobody reads is counted, not matched.
//!
//! A pattern's outer parts often only decide how often a row counts: nobody reads their nodes and relationships. Expansions to them,
//! with the conditions on them, are taken out of the tree and become branches of an `ExpandCount`, which finds their number at each
//! node once. With that the cost of counting grows with the relationships of a pattern without cycles, not with its matches
//! (Yannakakis 1981), and a cycle is closed by asking which of a node's neighbours are neighbours of another, too.
//!
//! In: a tree whose `live` is set. Out: one that gives rows that count the same.

use std::collections::{BTreeSet, HashMap};

use super::expression::{different, labels_asked, ordered, reads_of, slot_counted};
use super::partial::draws_lots;
use super::plan::{
    ArgumentId, Bound, Branch, BranchEnd, Counting, Expression, Follow, Join, Operator,
    OperatorKind,
};
use super::tree::{for_each_plan, introduces, slots_read};
use crate::semantics::expression::{LabelExpression, Slot};
use crate::semantics::query::{Variable, VariableKind};
use crate::value::with_room;

type Slots = BTreeSet<Slot>;

/// Puts branches in the place of what is only counted, in a statement that only reads.
pub(crate) fn insert(root: &mut Operator, variables: &[Variable]) {
    if !root.writes() && !draws_lots(root) {
        everywhere(root, variables);
    }
}

fn everywhere(operator: &mut Operator, variables: &[Variable]) {
    count_optional(operator, variables);
    if is_link(&operator.kind) {
        let live: Slots = operator.live.iter().copied().collect();
        let (links, source) = take_chain(operator.take());
        *operator = fold(links, live, variables).rebuild(source);
        below_links(operator, variables);
    } else {
        inside(operator, variables);
    }
}

/// Goes on below what was folded just now.
fn below_links(operator: &mut Operator, variables: &[Variable]) {
    if !is_link(&operator.kind) && !matches!(operator.kind, OperatorKind::ExpandCount { .. }) {
        return everywhere(operator, variables);
    }
    let mut inputs = operator.inputs_mut().into_iter();
    if let Some(input) = inputs.next() {
        with_room(|| below_links(input, variables));
    }
    inputs.for_each(|inner| with_room(|| everywhere(inner, variables)));
    plans_inside(operator, variables);
}

fn inside(operator: &mut Operator, variables: &[Variable]) {
    for input in operator.inputs_mut() {
        with_room(|| everywhere(input, variables));
    }
    plans_inside(operator, variables);
}

fn plans_inside(operator: &mut Operator, variables: &[Variable]) {
    for_each_plan(operator, &mut |plan| {
        with_room(|| everywhere(&mut plan.root, variables));
    });
}

/// Whether an operator may be part of what is folded.
fn is_link(kind: &OperatorKind) -> bool {
    use OperatorKind as K;
    match kind {
        K::ExpandAll { .. } | K::ExpandInto { .. } | K::Filter { .. } | K::SemiApply { .. } => true,
        K::OptionalApply { inner, .. } => !matches!(inner.kind, K::EmptyResult { .. }),
        _ => false,
    }
}

/// The links from the top down, each without its input, and what stands below them.
fn take_chain(top: Operator) -> (Vec<Operator>, Operator) {
    let (mut links, mut below) = (Vec::new(), top);
    while is_link(&below.kind) {
        let input = below.inputs_mut().remove(0).take();
        links.push(std::mem::replace(&mut below, input));
    }
    (links, below)
}

/// A chain of links being folded from the top down.
struct Fold<'v> {
    variables: &'v [Variable],
    /// Where each slot is set, counted from the top: what is set later is nearer to the top.
    places: HashMap<Slot, usize>,
    /// Those of them that an expansion sets, which may go.
    movable: Slots,
    /// The expansions by the node they arrive at, and how often each slot is read by other links.
    expansions: HashMap<Slot, Expansion>,
    reads: HashMap<Slot, usize>,
    /// What is read of a row above, and by what stays.
    needed: Slots,
    /// Nodes that are counted as those another is not; nothing else is asked of them.
    absorbed: Slots,
    /// What stays, from the top down, without inputs.
    kept: Vec<Operator>,
    /// What will be known of nodes and relationships that may turn out to be ends of branches.
    waiting: HashMap<Slot, Waiting>,
    /// Branches by the node they hang off.
    branches: HashMap<Slot, Vec<Branch>>,
}

/// An expansion to a node.
struct Expansion {
    from: Slot,
    relationship: Slot,
    follow: Follow,
}

/// Conditions on something that may become the end of a branch, or its relationship.
#[derive(Default)]
struct Waiting {
    labels: Vec<LabelExpression>,
    apart_from: Vec<Slot>,
    bounds: Vec<Bound>,
    joins: Vec<Join>,
    /// The operators they are, from the top down, should it stay.
    operators: Vec<Operator>,
}

fn fold(links: Vec<Operator>, needed: Slots, variables: &[Variable]) -> Fold<'_> {
    let mut fold = Fold {
        variables,
        places: HashMap::new(),
        movable: Slots::new(),
        expansions: HashMap::new(),
        reads: HashMap::new(),
        needed,
        absorbed: Slots::new(),
        kept: Vec::new(),
        waiting: HashMap::new(),
        branches: HashMap::new(),
    };
    for (place, link) in links.iter().enumerate() {
        fold.look(place, link);
    }
    for link in links {
        fold.link(link);
    }
    fold
}

impl Fold<'_> {
    /// Notes what a link sets and reads.
    fn look(&mut self, place: usize, link: &Operator) {
        let mut read = slots_read(&link.kind);
        for expression in link.expressions() {
            read.extend(reads_of([expression]));
        }
        if let OperatorKind::SemiApply {
            inner, argument, ..
        }
        | OperatorKind::OptionalApply {
            inner, argument, ..
        } = &link.kind
        {
            let mut inside = Slots::new();
            needs(inner, *argument, &mut inside);
            read.extend(inside);
        }
        for slot in read {
            *self.reads.entry(slot).or_default() += 1;
        }
        self.places
            .extend(sets(link).into_iter().map(|slot| (slot, place)));
        if let OperatorKind::ExpandAll {
            from,
            relationship,
            to,
            follow,
            ..
        } = &link.kind
        {
            self.movable.extend([*relationship, *to]);
            let expansion = Expansion {
                from: *from,
                relationship: *relationship,
                follow: follow.clone(),
            };
            self.expansions.insert(*to, expansion);
        }
    }

    fn link(&mut self, mut link: Operator) {
        match &mut link.kind {
            OperatorKind::ExpandAll { .. } => self.expand(link),
            OperatorKind::ExpandInto { .. } => self.close(link),
            OperatorKind::Filter { predicates, .. } => {
                self.predicates(std::mem::take(predicates));
            }
            OperatorKind::SemiApply {
                inner,
                argument,
                anti,
                ..
            } => {
                let counting = match anti {
                    true => Counting::Absent,
                    false => Counting::Exists,
                };
                let (inner, argument) = (inner.take(), *argument);
                if let Some(inner) = self.nested(inner, (argument, counting)) {
                    self.keep_nested(link, inner);
                }
            }
            OperatorKind::OptionalApply {
                inner,
                argument,
                introduces,
                ..
            } => {
                let argument = *argument;
                let read = introduces.iter().any(|it| self.needed.contains(it));
                let inner = inner.take();
                let left = match read {
                    true => Some(inner),
                    false => self.nested(inner, (argument, Counting::AtLeastOnce)),
                };
                if let Some(inner) = left {
                    self.keep_nested(link, inner);
                }
            }
            _ => self.keep(link),
        }
    }

    fn keep(&mut self, link: Operator) {
        self.needed.extend(slots_read(&link.kind));
        self.needed.extend(reads_of(link.expressions()));
        self.kept.push(link);
    }

    fn keep_nested(&mut self, mut link: Operator, inner: Operator) {
        if let OperatorKind::SemiApply {
            inner: place,
            argument,
            ..
        }
        | OperatorKind::OptionalApply {
            inner: place,
            argument,
            ..
        } = &mut link.kind
        {
            needs(&inner, *argument, &mut self.needed);
            **place = inner;
        }
        self.keep(link);
    }

    /// Whether something may still become part of a branch.
    fn may_go(&self, slot: Slot) -> bool {
        self.movable.contains(&slot) && !self.needed.contains(&slot)
    }

    /// Of two slots the one set later, if it may go, and the other.
    fn later(&self, left: Slot, right: Slot) -> Option<(Slot, Slot)> {
        let place = |slot| self.places.get(&slot).copied().unwrap_or(usize::MAX);
        let (later, other) = if place(left) < place(right) {
            (left, right)
        } else {
            (right, left)
        };
        (left != right && self.may_go(later)).then_some((later, other))
    }

    /// Whether both are nodes, or both relationships.
    fn are_alike(&self, left: Slot, right: Slot) -> bool {
        let kinds = [VariableKind::Node, VariableKind::Relationship].map(Some);
        self.kind(left) == self.kind(right) && kinds.contains(&self.kind(left))
    }

    fn kind(&self, slot: Slot) -> Option<VariableKind> {
        self.variables.get(slot.0 as usize).map(|it| it.kind)
    }

    /// Conditions: those on what may go wait for that, the others stay.
    fn predicates(&mut self, predicates: Vec<Expression>) {
        let of_node = |it: &Expression| {
            labels_asked(it).is_some_and(|(slot, _)| self.expansions.contains_key(&slot))
        };
        let plain = predicates
            .iter()
            .filter(|it| !of_node(it) && self.pair(it).is_none() && self.order(it).is_none());
        let read = reads_of(plain);
        self.needed.extend(read);
        let kept: Vec<Expression> = predicates
            .into_iter()
            .filter_map(|predicate| self.predicate(predicate))
            .collect();
        if !kept.is_empty() {
            self.keep(filter(kept));
        }
    }

    /// Two nodes or two relationships of which a predicate asks that they differ.
    fn pair(&self, predicate: &Expression) -> Option<(Slot, Slot)> {
        different(predicate).filter(|(left, right)| self.are_alike(*left, *right))
    }

    /// Two nodes of which a predicate asks which has the lower id, that one first.
    fn order(&self, predicate: &Expression) -> Option<(Slot, Slot)> {
        let is_node = |slot: &Slot| self.kind(*slot) == Some(VariableKind::Node);
        ordered(predicate).filter(|(low, high)| is_node(low) && is_node(high))
    }

    /// Has a condition wait, or gives it back.
    fn predicate(&mut self, predicate: Expression) -> Option<Expression> {
        if let Some((slot, labels)) = labels_asked(&predicate)
            && self.may_go(slot)
            && self.expansions.contains_key(&slot)
        {
            let waiting = self.waiting.entry(slot).or_default();
            waiting.labels.push(labels.clone());
            waiting.operators.push(filter(vec![predicate]));
            return None;
        }
        if let Some((low, high)) = self.order(&predicate)
            && let Some((later, other)) = self.later(low, high)
        {
            let waiting = self.waiting.entry(later).or_default();
            waiting.bounds.push(Bound {
                than: Some(other),
                greater: later == high,
            });
            waiting.operators.push(filter(vec![predicate]));
            return None;
        }
        let later = self.pair(&predicate);
        let Some((later, other)) = later.and_then(|(left, right)| self.later(left, right)) else {
            return Some(predicate);
        };
        let others = self.others(later, other);
        let waiting = self.waiting.entry(later).or_default();
        match others {
            Some(join) => {
                self.absorbed.insert(other);
                waiting.joins.push(join);
            }
            None => waiting.apart_from.push(other),
        }
        waiting.operators.push(filter(vec![predicate]));
        None
    }

    /// Where nothing is asked of a node but that it is not `later`: it is any of the others that are arrived at.
    fn others(&self, later: Slot, other: Slot) -> Option<Join> {
        let read = |slot: &Slot| self.reads.get(slot).copied().unwrap_or_default();
        let expansion = self.expansions.get(&other)?;
        let alone = read(&other) == 1 && read(&expansion.relationship) == 0;
        let relationship = expansion.relationship;
        let may_go = self.may_go(other) && self.may_go(relationship) && expansion.from != later;
        (alone && may_go).then(|| Join {
            to: expansion.from,
            follow: expansion.follow.reversed(),
            counting: Counting::Others,
            relationship,
        })
    }

    /// A relationship between two nodes: a condition on the one set later.
    fn close(&mut self, link: Operator) {
        let join = self.join(&link, Counting::Times);
        match join.filter(|(_, join)| !self.needed.contains(&join.relationship)) {
            Some((later, join)) => self.wait_for_join(later, join, link),
            None => self.keep(link),
        }
    }

    fn wait_for_join(&mut self, later: Slot, join: Join, link: Operator) {
        let waiting = self.waiting.entry(later).or_default();
        waiting.joins.push(join);
        waiting.operators.push(link);
    }

    fn join(&self, link: &Operator, counting: Counting) -> Option<(Slot, Join)> {
        let OperatorKind::ExpandInto {
            from,
            relationship,
            to,
            follow,
            ..
        } = &link.kind
        else {
            return None;
        };
        let (later, other) = self.later(*from, *to)?;
        let follow = if later == *from {
            follow.clone()
        } else {
            follow.reversed()
        };
        let join = Join {
            to: other,
            follow,
            counting,
            relationship: *relationship,
        };
        Some((later, join))
    }

    /// A plan run for each row only to see whether, or how often, it gives something. Gives it back where it has to stay.
    fn nested(
        &mut self,
        inner: Operator,
        (argument, counting): (ArgumentId, Counting),
    ) -> Option<Operator> {
        if matches!(counting, Counting::Exists | Counting::Absent)
            && let OperatorKind::ExpandInto { input, .. } = &inner.kind
            && is_argument(input, argument)
            && let Some((later, join)) = self.join(&inner, counting)
        {
            let semi = Operator::new(OperatorKind::SemiApply {
                input: Box::new(Operator::hollow()),
                inner: Box::new(inner),
                argument,
                anti: counting == Counting::Absent,
            });
            self.wait_for_join(later, join, semi);
            return None;
        }
        let Some((from, branches)) = hanging(&inner, (argument, counting), self.variables) else {
            return Some(inner);
        };
        self.needed.extend(branches.iter().flat_map(Branch::reads));
        self.branches.entry(from).or_default().extend(branches);
        None
    }

    fn expand(&mut self, link: Operator) {
        let OperatorKind::ExpandAll {
            from,
            relationship,
            to,
            follow,
            ..
        } = &link.kind
        else {
            return self.keep(link);
        };
        if self.absorbed.contains(to) && !self.needed.contains(to) {
            return;
        }
        let about_node = self.waiting.remove(to).unwrap_or_default();
        let about_relationship = self.waiting.remove(relationship).unwrap_or_default();
        if self.needed.contains(to) || self.needed.contains(relationship) {
            for operator in about_node
                .operators
                .into_iter()
                .chain(about_relationship.operators)
            {
                self.keep_waiting(operator);
            }
            return self.keep(link);
        }
        let bounds = about_node.bounds.into_iter().map(|bound| Bound {
            than: bound.than.filter(|than| than != from),
            ..bound
        });
        let branch = Branch {
            follow: follow.clone(),
            counting: Counting::Times,
            relationship: *relationship,
            apart_from: about_relationship.apart_from,
            end: BranchEnd {
                slot: *to,
                labels: about_node.labels,
                apart_from: about_node.apart_from,
                bounds: bounds.collect(),
                joins: about_node.joins,
                branches: smallest_first(self.branches.remove(to).unwrap_or_default()),
            },
        };
        self.needed.extend(branch.reads());
        self.branches.entry(*from).or_default().push(branch);
    }

    /// Puts back an operator that waited for nothing.
    fn keep_waiting(&mut self, mut operator: Operator) {
        let inner = match &mut operator.kind {
            OperatorKind::SemiApply { inner, .. } => Some(inner.take()),
            _ => None,
        };
        match inner {
            Some(inner) => self.keep_nested(operator, inner),
            None => self.keep(operator),
        }
    }

    /// What stays on top of the source, each branch counted as soon as what it reads is there.
    fn rebuild(mut self, source: Operator) -> Operator {
        let waiting = std::mem::take(&mut self.kept);
        let mut unset: Slots = waiting.iter().flat_map(sets).collect();
        let mut floating: Vec<(Slot, Branch)> = Vec::new();
        for (from, branches) in self.branches {
            floating.extend(branches.into_iter().map(|branch| (from, branch)));
        }
        floating.sort_by_key(|(from, branch)| (*from, branch.relationship));
        let mut root = source;
        for link in waiting.into_iter().rev() {
            let narrows = matches!(
                link.kind,
                OperatorKind::Filter { .. } | OperatorKind::ExpandInto { .. }
            );
            if !narrows {
                root = settle(root, &mut floating, &unset);
            }
            for slot in sets(&link) {
                unset.remove(&slot);
            }
            root = on_top(link, root);
        }
        settle(root, &mut floating, &Slots::new())
    }
}

/// Small branches first: where they have no end, the others need not be asked.
fn smallest_first(mut branches: Vec<Branch>) -> Vec<Branch> {
    branches.sort_by_key(size);
    branches
}

fn size(branch: &Branch) -> usize {
    let below: usize = branch.end.branches.iter().map(size).sum();
    1 + branch.end.joins.len() + 2 * below
}

/// A link with its input; a filter over a filter is one.
fn on_top(mut link: Operator, mut input: Operator) -> Operator {
    if let (
        OperatorKind::Filter {
            predicates: above, ..
        },
        OperatorKind::Filter { predicates, .. },
    ) = (&mut link.kind, &mut input.kind)
    {
        predicates.append(above);
        return input;
    }
    if let Some(place) = link.inputs_mut().into_iter().next() {
        *place = input;
    }
    link
}

/// A filter without its input.
fn filter(predicates: Vec<Expression>) -> Operator {
    Operator::new(OperatorKind::Filter {
        input: Box::new(Operator::hollow()),
        predicates,
    })
}

/// The slots a link adds to a row.
fn sets(link: &Operator) -> Vec<Slot> {
    match &link.kind {
        OperatorKind::OptionalApply { introduces, .. } => introduces.clone(),
        kind => introduces(kind),
    }
}

/// Counts the branches all of whose slots are there.
fn settle(root: Operator, floating: &mut Vec<(Slot, Branch)>, unset: &Slots) -> Operator {
    let (ready, rest): (Vec<_>, Vec<_>) =
        std::mem::take(floating)
            .into_iter()
            .partition(|(from, branch)| {
                !unset.contains(from) && branch.reads().iter().all(|slot| !unset.contains(slot))
            });
    *floating = rest;
    let mut by_node: Vec<(Slot, Vec<Branch>)> = Vec::new();
    for (from, branch) in ready {
        match by_node.last_mut() {
            Some((node, branches)) if *node == from => branches.push(branch),
            _ => by_node.push((from, vec![branch])),
        }
    }
    by_node.into_iter().fold(root, |root, (from, branches)| {
        Operator::new(OperatorKind::ExpandCount {
            input: Box::new(root),
            from,
            branches: smallest_first(branches),
            keeps: false,
        })
    })
}

/// What a nested plan is, seen from one node of its argument, where it is nothing but branches of that.
fn hanging(
    inner: &Operator,
    (argument, counting): (ArgumentId, Counting),
    variables: &[Variable],
) -> Option<(Slot, Vec<Branch>)> {
    let (links, source) = take_chain(inner.clone());
    if links.is_empty() || !is_argument(&source, argument) {
        return None;
    }
    let fold = fold(links, Slots::new(), variables);
    let alone = fold.kept.is_empty() && fold.waiting.is_empty() && fold.branches.len() == 1;
    let (from, mut branches) = fold.branches.into_iter().next().filter(|_| alone)?;
    if counting != Counting::Times {
        // How often the whole is there is a product: only its being there comes down to that of each part.
        let apart = counting == Counting::Exists || branches.len() == 1;
        let plain = branches.iter().all(|it| it.counting == Counting::Times);
        if !(apart && plain) {
            return None;
        }
        branches.iter_mut().for_each(|it| it.counting = counting);
    }
    Some((from, branches))
}

fn is_argument(operator: &Operator, argument: ArgumentId) -> bool {
    matches!(operator.kind, OperatorKind::Argument { argument: Some(id) } if id == argument)
}

/// What the leaves of a nested plan read of its argument.
fn needs(inner: &Operator, argument: ArgumentId, into: &mut Slots) {
    if is_argument(inner, argument) {
        into.extend(&inner.live);
    }
    for input in inner.inputs() {
        with_room(|| needs(input, argument, into));
    }
    for plan in super::tree::plans(inner) {
        with_room(|| needs(&plan.root, argument, into));
    }
}

/// `count(x)` of what an `OPTIONAL MATCH` finds is the number of ways: rows without any stay and count zero times.
fn count_optional(operator: &mut Operator, variables: &[Variable]) {
    let OperatorKind::EagerAggregation {
        input,
        keys,
        aggregates,
    } = &mut operator.kind
    else {
        return;
    };
    let OperatorKind::OptionalApply {
        input: outer,
        inner,
        argument,
        introduces,
    } = &mut input.kind
    else {
        return;
    };
    let [item] = aggregates.as_mut_slice() else {
        return;
    };
    let found = slot_counted(item).is_some_and(|slot| introduces.contains(&slot));
    let read = reads_of(keys.iter().map(|(_, key)| key));
    if !found || introduces.iter().any(|it| read.contains(it)) {
        return;
    }
    let Some((from, branches)) = hanging(inner, (*argument, Counting::Times), variables) else {
        return;
    };
    **input = Operator::new(OperatorKind::ExpandCount {
        input: Box::new(outer.take()),
        from,
        branches,
        keeps: true,
    });
    item.function = None;
    item.arguments.clear();
}
