//! What later clauses read of the rows a pattern gives.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::planner::expression::{reads_of, slot_counted};
use crate::semantics::expression::Slot;
use crate::semantics::query::{AggregateItem, Clause, Match, Pattern, Project, Query, SortKey};

type Slots = BTreeSet<Slot>;

/// The slots the clauses behind a `MATCH` read up to the next projection, which passes on nothing else; `None` where that is not
/// known. `outputs` is what is read of the last clause.
pub(super) fn later(
    clause: &Clause,
    clauses: &[Cow<'_, Clause>],
    outputs: &[Slot],
) -> Option<Slots> {
    let Clause::Match(matched) = clause else {
        return None;
    };
    if matched.optional {
        return None;
    }
    let mut read = Slots::new();
    for clause in clauses {
        match &**clause {
            Clause::Project(project) => {
                read.extend(of_projection(project, &matched.pattern));
                return Some(read);
            }
            other => read.extend(of_clause(other)?),
        }
    }
    read.extend(outputs);
    Some(read)
}

fn of_clause(clause: &Clause) -> Option<Slots> {
    match clause {
        Clause::Match(clause) if clause.pattern.searches.is_empty() => Some(of_match(clause)),
        Clause::Unwind(clause) => Some(reads_of([&clause.list])),
        Clause::Filter(predicates) => Some(reads_of(predicates)),
        Clause::Subquery(clause) => Some(clause.imports.iter().copied().collect()),
        _ => None,
    }
}

fn of_match(clause: &Match) -> Slots {
    let pattern = &clause.pattern;
    let mut read = reads_of(&clause.predicates);
    read.extend(pattern.nodes.iter().map(|it| it.slot));
    let shortest = pattern.shortest.iter();
    read.extend(shortest.clone().flat_map(|it| reads_of(&it.predicates)));
    let relationships = pattern.relationships.iter();
    for it in relationships.chain(shortest.map(|it| &it.relationship)) {
        read.insert(it.slot);
        read.extend(it.length.iter().flat_map(|it| reads_of(&it.predicates)));
    }
    read
}

fn of_projection(project: &Project, pattern: &Pattern) -> Slots {
    let mut read = Slots::new();
    match &project.grouping {
        Some(grouping) => {
            read.extend(reads_of(grouping.keys.iter().map(|(_, key)| key)));
            let aggregates = grouping.aggregates.iter();
            let read_by = aggregates.filter(|it| !counts_rows(it, pattern));
            read.extend(read_by.flat_map(|it| reads_of(&it.arguments)));
        }
        None => {
            read.extend(reads_of(project.items.iter().map(|(_, item)| item)));
            let keys = project.order.iter().map(|key: &SortKey| &key.expression);
            read.extend(reads_of(keys));
            read.extend(reads_of::<Query>(&project.predicates));
        }
    }
    read
}

/// Whether an aggregation counts something a match always sets.
pub(super) fn counts_rows(item: &AggregateItem<Query>, pattern: &Pattern) -> bool {
    let nodes = pattern.nodes.iter().filter(|it| !it.bound);
    let relationships = pattern.relationships.iter().filter(|it| !it.bound);
    let mut set = nodes
        .map(|it| it.slot)
        .chain(relationships.map(|it| it.slot));
    slot_counted(item).is_some_and(|slot| set.any(|it| it == slot))
}
