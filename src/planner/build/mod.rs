//! Clauses to operators, one after the other.
//!
//! In: a resolved query. Out: a tree of operators without estimates, live slots and numbers, which gives the right rows
//! as it stands. Each clause has its file; what it gets is the tree so far with the slots bound in it ([`Partial`]).

mod expression;
mod implied;
mod merged;
mod narrowed;
mod plan_call;
mod plan_create;
mod plan_foreach;
mod plan_match;
mod plan_merge;
mod plan_projection;
mod plan_unwind;
mod plan_update;
mod reading;
mod symmetry;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::estimate::Statistics;
use super::plan::{ArgumentId, Assumption, Expression, Operator, OperatorKind, Plan};
use super::rewrite::Rewrites;
use crate::graph::Graph;
use crate::semantics::expression::Slot;
use crate::semantics::query::{Clause, Query, Resolved, SingleQuery, Variable, VariableKind};

/// The operators of some clauses with the slots their rows have.
#[derive(Clone, Debug)]
pub(crate) struct Partial {
    pub root: Operator,
    pub bound: BTreeSet<Slot>,
    /// How many rows each stands for.
    pub each: u64,
}

/// Numbers arguments and further slots while operators are put together.
pub(crate) struct Builder<'q> {
    pub slots: Vec<Variable>,
    statistics: Statistics<'q>,
    rewrites: &'q Rewrites,
    arguments: u32,
    /// What the query being planned begins with.
    argument: Option<ArgumentId>,
    /// Whether the graph stays as it is while the statement runs.
    reads_only: bool,
    /// Whether a variable may hold what has been deleted.
    deletes: bool,
    /// What the plan relies on.
    assumptions: Vec<Assumption>,
    /// What is read later of the pattern being planned, where that is known.
    needed: Option<BTreeSet<Slot>>,
}

/// The operators of a whole statement, all slots, and what the plan relies on.
pub(crate) fn statement(
    query: &Resolved,
    graph: &Graph,
    rewrites: &Rewrites,
) -> (Operator, Vec<Variable>, Vec<Assumption>) {
    let mut builder = Builder {
        slots: query.slots.clone(),
        statistics: Statistics::new(graph),
        rewrites,
        arguments: 0,
        argument: None,
        reads_only: !query.writes,
        deletes: query.deletes,
        assumptions: Vec::new(),
        needed: None,
    };
    let root = builder.query(&query.query, None, &BTreeSet::new());
    let root = finish(root, &query.query);
    (root, builder.slots, builder.assumptions)
}

fn finish(root: Operator, query: &Query) -> Operator {
    if query.columns.is_empty() {
        return emptied(root);
    }
    Operator::new(OperatorKind::ProduceResults {
        input: Box::new(root),
        columns: query.columns.clone(),
    })
}

/// Runs the tree and gives nothing.
fn emptied(root: Operator) -> Operator {
    if matches!(root.kind, OperatorKind::EmptyResult { .. }) {
        return root;
    }
    Operator::new(OperatorKind::EmptyResult {
        input: Box::new(root),
    })
}

impl Partial {
    /// The rows of an argument.
    fn leaf(argument: Option<ArgumentId>, bound: BTreeSet<Slot>) -> Self {
        Self {
            root: Operator::new(OperatorKind::Argument { argument }),
            bound,
            each: 1,
        }
    }

    /// Puts an operator on top.
    fn then(
        self,
        bind: impl IntoIterator<Item = Slot>,
        kind: impl FnOnce(Box<Operator>) -> OperatorKind,
    ) -> Self {
        let mut bound = self.bound;
        bound.extend(bind);
        Self {
            root: Operator::new(kind(Box::new(self.root))),
            bound,
            each: self.each,
        }
    }

    /// Keeps the rows for which all predicates hold.
    fn filtered(self, predicates: Vec<Expression>) -> Self {
        if predicates.is_empty() {
            return self;
        }
        self.then([], |input| OperatorKind::Filter { input, predicates })
    }
}

impl Builder<'_> {
    fn next_argument(&mut self) -> ArgumentId {
        self.arguments += 1;
        ArgumentId(self.arguments - 1)
    }

    /// A slot the statement does not have.
    fn fresh(&mut self, kind: VariableKind) -> Slot {
        let number = self.slots.len();
        self.slots.push(Variable {
            name: Arc::from(format!("  planned {number}")),
            kind,
        });
        Slot(u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// The operators of a query that begins with the rows of `argument`.
    fn query(
        &mut self,
        query: &Query,
        argument: Option<ArgumentId>,
        bound: &BTreeSet<Slot>,
    ) -> Operator {
        if let [only] = query.parts.as_slice() {
            return self.single(only, argument, bound);
        }
        let parts = query.parts.iter();
        let inputs = parts
            .map(|part| (self.single(part, argument, bound), part.outputs.clone()))
            .collect();
        let outputs: Vec<Slot> = query.columns.iter().map(|column| column.slot).collect();
        let union = Operator::new(OperatorKind::Union {
            inputs,
            outputs: outputs.clone(),
        });
        if !query.distinct || outputs.is_empty() {
            return union;
        }
        Operator::new(OperatorKind::Distinct {
            input: Box::new(union),
            slots: outputs,
        })
    }

    fn single(
        &mut self,
        query: &SingleQuery,
        argument: Option<ArgumentId>,
        bound: &BTreeSet<Slot>,
    ) -> Operator {
        let around = std::mem::replace(&mut self.argument, argument);
        let mut rows = Partial::leaf(argument, bound.clone());
        let merge = self.reads_only && self.rewrites.contains("merge_matches");
        let clauses = match merge {
            true => merged::merged(&query.clauses),
            false => query.clauses.iter().map(Cow::Borrowed).collect(),
        };
        let clauses: Vec<_> = clauses.into_iter().map(|it| self.narrowed(it)).collect();
        for (place, clause) in clauses.iter().enumerate() {
            self.needed = reading::later(clause, &clauses[place + 1..], &query.outputs);
            let next = clauses.get(place + 1).map(|next| &**next);
            let ordered = match &**clause {
                Clause::Match(clause) => self.in_one_order(clause, next),
                _ => None,
            };
            rows = match ordered {
                Some((clause, each)) => Partial {
                    each,
                    ..self.plan_match(rows, &clause)
                },
                None => self.clause(rows, clause),
            };
        }
        self.argument = around;
        rows.root
    }

    fn clauses(&mut self, start: Partial, clauses: &[Clause]) -> Partial {
        self.needed = None;
        clauses
            .iter()
            .fold(start, |rows, clause| self.clause(rows, clause))
    }

    fn clause(&mut self, rows: Partial, clause: &Clause) -> Partial {
        match clause {
            Clause::Match(clause) => self.plan_match(rows, clause),
            Clause::Unwind(clause) => self.plan_unwind(rows, clause),
            Clause::Project(clause) => self.plan_projection(rows, clause),
            Clause::Filter(predicates) => {
                let predicates = self.predicates(predicates);
                rows.filtered(predicates)
            }
            Clause::Create(clause) => self.plan_create(rows, clause),
            Clause::Merge(clause) => self.plan_merge(rows, clause),
            Clause::Set(items) => self.plan_set(rows, items),
            Clause::Remove(items) => self.plan_remove(rows, items),
            Clause::Delete(clause) => self.plan_delete(rows, clause),
            Clause::Foreach(clause) => self.plan_foreach(rows, clause),
            Clause::Call(clause) => self.plan_procedure(rows, clause),
            Clause::Subquery(clause) => self.plan_subquery(rows, clause),
            Clause::LoadCsv(clause) => self.plan_load_csv(rows, clause),
            Clause::Finish => Partial {
                root: emptied(rows.root),
                bound: BTreeSet::new(),
                each: 1,
            },
        }
    }

    /// A query inside an expression.
    fn nested(&mut self, query: &Query, imports: &[Slot]) -> Plan {
        let argument = self.next_argument();
        let bound = imports.iter().copied().collect();
        let outer = self.needed.take();
        let root = self.query(query, Some(argument), &bound);
        self.needed = outer;
        Plan {
            writes: root.writes(),
            root,
            columns: query.columns.clone(),
            slots: Arc::new([]),
            argument,
            assumptions: Vec::new(),
        }
    }
}
