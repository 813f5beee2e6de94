//! Named rewrites: each looks at one operator and gives another in its place, or nothing.
//!
//! In: a tree that gives the right rows. Out: one that gives the same rows with less work. [`RULES`] is the order they are tried
//! in; each is tried at every operator, innermost first, before the next has its turn, and each can be switched off
//! ([`Rewrites`]), so that a test can compare. A rule without a function is a choice made while building or, for
//! `expand_count`, `expand_distinct` and `partial_aggregation`, once it is known what is read of each row and how many to expect.

mod combine_filters;
mod fold_constants;
pub(crate) mod narrow_expansions;
mod relationship_type_scan;
mod semi_apply;
mod top;
mod unread_paths;
mod value_hash_join;

use std::collections::BTreeSet;

use super::expression::reads_of;
use super::plan::Operator;
use super::tree::{for_each_plan, slots_read};
use crate::semantics::expression::Slot;
use crate::value::with_room;

/// What a rule may look at beside the operator.
pub(crate) struct Context {
    /// The slots some operator or expression reads.
    pub read: BTreeSet<Slot>,
}

/// Gives what is to stand in an operator's place, perhaps made from parts taken out of it, or nothing and leaves it alone.
type Apply = fn(&mut Operator, &Context) -> Option<Operator>;

/// A way to do the same with less.
struct Rule {
    name: &'static str,
    apply: Option<Apply>,
}

/// All rules in the order they are tried.
const RULES: &[Rule] = &[
    Rule {
        name: "merge_matches",
        apply: None,
    },
    Rule {
        name: "implied_types",
        apply: None,
    },
    Rule {
        name: "node_by_id_seek",
        apply: None,
    },
    Rule {
        name: "node_index_seek",
        apply: None,
    },
    Rule {
        name: "implied_predicates",
        apply: None,
    },
    Rule {
        name: "fold_constants",
        apply: Some(fold_constants::apply),
    },
    Rule {
        name: "combine_filters",
        apply: Some(combine_filters::apply),
    },
    Rule {
        name: "semi_apply",
        apply: Some(semi_apply::apply),
    },
    Rule {
        name: "value_hash_join",
        apply: Some(value_hash_join::apply),
    },
    Rule {
        name: "relationship_type_scan",
        apply: Some(relationship_type_scan::apply),
    },
    Rule {
        name: "top",
        apply: Some(top::apply),
    },
    Rule {
        name: "unread_paths",
        apply: Some(unread_paths::apply),
    },
    Rule {
        name: "symmetry",
        apply: None,
    },
    Rule {
        name: "expand_count",
        apply: None,
    },
    Rule {
        name: "narrow_expansions",
        apply: None,
    },
    Rule {
        name: "expand_distinct",
        apply: None,
    },
    Rule {
        name: "partial_aggregation",
        apply: None,
    },
];

/// Which rewrites are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewrites {
    on: BTreeSet<&'static str>,
    /// Whether every operator waits for all rows of its input: what the barriers that are needed are compared with.
    pub(super) barriers_everywhere: bool,
}

impl Default for Rewrites {
    fn default() -> Self {
        Self::all()
    }
}

impl Rewrites {
    /// All of them.
    pub fn all() -> Self {
        Self {
            on: Self::names().collect(),
            barriers_everywhere: false,
        }
    }

    /// None: the plan as it was built.
    pub fn none() -> Self {
        Self {
            on: BTreeSet::new(),
            barriers_everywhere: false,
        }
    }

    /// These without one; a name that does not exist changes nothing.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.on.remove(name);
        self
    }

    /// These, and a barrier below every operator, needed or not: each clause is done before the next begins.
    #[must_use]
    pub fn with_barriers_everywhere(mut self) -> Self {
        self.barriers_everywhere = true;
        self
    }

    /// Whether it is among them.
    pub fn contains(&self, name: &str) -> bool {
        self.on.contains(name)
    }

    /// The names of all rewrites there are, in the order they are tried.
    pub fn names() -> impl Iterator<Item = &'static str> {
        RULES.iter().map(|rule| rule.name)
    }
}

/// Tries every rule that is switched on.
pub(crate) fn rewrite(mut root: Operator, rewrites: &Rewrites) -> Operator {
    for rule in RULES.iter().filter(|rule| rewrites.contains(rule.name)) {
        if let Some(apply) = rule.apply {
            let mut context = Context {
                read: BTreeSet::new(),
            };
            collect_reads(&mut root, &mut context.read);
            everywhere(&mut root, &|operator| apply(operator, &context));
        }
    }
    root
}

fn everywhere(operator: &mut Operator, apply: &dyn Fn(&mut Operator) -> Option<Operator>) {
    for input in operator.inputs_mut() {
        with_room(|| everywhere(input, apply));
    }
    for_each_plan(operator, &mut |plan| {
        with_room(|| everywhere(&mut plan.root, apply));
    });
    if let Some(other) = apply(operator) {
        *operator = other;
    }
}

fn collect_reads(operator: &mut Operator, read: &mut BTreeSet<Slot>) {
    read.extend(slots_read(&operator.kind));
    read.extend(reads_of(operator.expressions()));
    for_each_plan(operator, &mut |plan| {
        read.extend(plan.columns.iter().map(|column| column.slot));
        with_room(|| collect_reads(&mut plan.root, read));
    });
    if let super::plan::OperatorKind::Union { inputs, .. } = &operator.kind {
        read.extend(inputs.iter().flat_map(|(_, slots)| slots));
    }
    for input in operator.inputs_mut() {
        with_room(|| collect_reads(input, read));
    }
}
