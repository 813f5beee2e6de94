//! Clauses: which may follow which, and what each becomes.

mod call;
mod create;
mod delete;
mod foreach;
mod load_csv;
mod matching;
mod merge;
mod next;
mod project;
mod set;
mod subquery;
mod unwind;

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;

use super::SemanticError;
use super::analyse::Analyser;
use super::expression::{ExpressionKind, Slot};
use super::mistake::{composition, mistake, not_supported};
use super::query::{Clause, Column, Project, Query, SingleQuery};
use super::types::{kind, unify};
use crate::diagnostic::Span;
use crate::syntax::ast;
use crate::syntax::ast::{ClauseKind, SubqueryKind};

/// What a query is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A statement.
    Statement,
    /// `CALL { }`.
    Call,
    /// `EXISTS { }` and its sisters.
    Expression(SubqueryKind),
}

/// A resolved part with the names of its columns.
struct Part {
    query: SingleQuery,
    names: Vec<Arc<str>>,
}

/// What a clause reads of the queries around, for each clause of the output.
type Reads = Vec<BTreeSet<Slot>>;

impl Analyser<'_> {
    /// The query of a statement.
    pub fn statement(&mut self, query: &ast::Query) -> Query {
        if query.rest.is_empty()
            && let [clause] = query.first.clauses.as_slice()
            && let ClauseKind::Call(call) = &clause.kind
        {
            return self.standalone_call(call, clause.span);
        }
        self.query(query, Role::Statement)
    }

    /// A query: its parts in the same scope, their columns brought together.
    pub fn query(&mut self, query: &ast::Query, role: Role) -> Query {
        match next::in_other_words(query) {
            Some(Ok(query)) => return self.query(&query, role),
            Some(Err(error)) => self.report(error),
            None => {}
        }
        let scope = self.scope.clone();
        let first = self.part(&query.first, role);
        let mut parts = vec![first];
        for union in &query.rest {
            self.scope = scope.clone();
            let part = self.part(&union.query, role);
            self.check_columns(&parts[0].names, &part.names, union.span);
            parts.push(part);
        }
        self.check_unions(query);
        if parts.len() == 1 {
            return single(parts.remove(0));
        }
        self.union(parts, query.rest.iter().any(|part| !part.all))
    }

    fn check_unions(&mut self, query: &ast::Query) {
        let mixed = query.rest.iter().find(|part| part.all != query.rest[0].all);
        if let Some(part) = mixed {
            let message = "`UNION` and `UNION ALL` cannot be mixed";
            self.report(composition(message, part.span));
        }
    }

    fn check_columns(&mut self, first: &[Arc<str>], other: &[Arc<str>], span: Span) {
        let sorted = |names: &[Arc<str>]| {
            let mut names = names.to_vec();
            names.sort();
            names
        };
        if sorted(first) != sorted(other) {
            let list = |names: &[Arc<str>]| match names {
                [] => "no columns".to_owned(),
                names => format!("`{}`", names.join("`, `")),
            };
            let message = format!(
                "both sides of a `UNION` need the same columns, found {} and {}",
                list(first),
                list(other)
            );
            self.report(mistake("DifferentColumnsInUnion", message, span));
        }
    }

    /// The parts with columns of their own, each part's outputs in the order of the first's.
    fn union(&mut self, mut parts: Vec<Part>, distinct: bool) -> Query {
        let names = parts[0].names.clone();
        for part in &mut parts[1..] {
            let by_name: IndexMap<_, _> = part
                .names
                .iter()
                .cloned()
                .zip(part.query.outputs.iter().copied())
                .collect();
            part.query.outputs = names
                .iter()
                .filter_map(|name| by_name.get(name).copied())
                .collect();
        }
        let columns = names.iter().enumerate().map(|(at, name)| {
            let outputs = parts.iter().filter_map(|part| part.query.outputs.get(at));
            let of = outputs.map(|slot| self.type_of(*slot)).reduce(unify);
            let of = of.unwrap_or(crate::value::Type::Any);
            Column {
                name: name.clone(),
                slot: self.fresh(name.clone(), kind(&of), of),
            }
        });
        let columns = columns.collect();
        Query {
            parts: parts.into_iter().map(|part| part.query).collect(),
            distinct,
            columns,
        }
    }

    /// One part of a query.
    fn part(&mut self, query: &ast::SingleQuery, role: Role) -> Part {
        self.check_sequence(query, role);
        let mark = self.mark();
        let mut part = Part {
            query: SingleQuery {
                clauses: Vec::new(),
                outputs: Vec::new(),
            },
            names: Vec::new(),
        };
        let mut reads: Reads = Vec::new();
        let skipped = usize::from(role == Role::Call && self.import_leading(query));
        for (at, clause) in query.clauses.iter().enumerate().skip(skipped) {
            let next = query.clauses.get(at + 1).map(|clause| &clause.kind);
            let (_, read) = self.reading(|a| a.clause(clause, next, role, &mut part));
            let read: BTreeSet<Slot> = read.into_iter().filter(|slot| *slot < mark).collect();
            reads.resize(part.query.clauses.len(), read);
        }
        if role != Role::Statement {
            keep_outer(&mut part.query.clauses, &reads, query.span);
        }
        part
    }

    fn clause(
        &mut self,
        clause: &ast::Clause,
        next: Option<&ClauseKind>,
        role: Role,
        part: &mut Part,
    ) {
        let resolved = match &clause.kind {
            ClauseKind::Return(projection) => {
                return self.return_clause(projection, next, (clause.span, role), part);
            }
            ClauseKind::With(projection) => vec![self.with(projection, clause.span)],
            ClauseKind::OrderLimit(tail) => vec![self.order_limit(tail)],
            ClauseKind::Let(items) => self.let_items(items),
            ClauseKind::Filter(predicate) => vec![Clause::Filter(self.conjuncts(predicate))],
            ClauseKind::Call(call) => self.procedure_call(call, clause.span),
            ClauseKind::Subquery(call) => vec![self.call_subquery(call, clause.span)],
            ClauseKind::Finish => vec![Clause::Finish],
            ClauseKind::Next => Vec::new(),
            ClauseKind::Use(graph) => {
                let error = not_supported("`USE`, there is one graph only", graph.span);
                self.report(error.with_hint("leave it out"));
                Vec::new()
            }
            ClauseKind::Match(matching) => vec![self.match_clause(matching)],
            ClauseKind::Unwind(unwind) => vec![self.unwind(unwind)],
            ClauseKind::For(each) => vec![self.for_clause(each)],
            ClauseKind::LoadCsv(load) => vec![self.load_csv(load)],
            _ => self.updating(clause),
        };
        part.query.clauses.extend(resolved);
    }

    /// A clause that changes the graph.
    fn updating(&mut self, clause: &ast::Clause) -> Vec<Clause> {
        self.writes = true;
        match &clause.kind {
            ClauseKind::Create(patterns) => self.create(patterns),
            ClauseKind::Merge(merge) => vec![self.merge(merge)],
            ClauseKind::Set(items) => vec![Clause::Set(self.set_items(items))],
            ClauseKind::Remove(items) => vec![Clause::Remove(self.remove_items(items))],
            ClauseKind::Delete(delete) => vec![self.delete(delete)],
            ClauseKind::Foreach(foreach) => vec![self.foreach(foreach)],
            _ => Vec::new(),
        }
    }

    // ---- sequences

    fn check_sequence(&mut self, query: &ast::SingleQuery, role: Role) {
        let mut ended = false;
        for (at, clause) in query.clauses.iter().enumerate() {
            let next = query.clauses.get(at + 1);
            ended |= self.check_order(clause, next);
            self.check_in_role(clause, role);
        }
        if let Some(last) = query.clauses.last().filter(|_| !ended) {
            self.check_end(last, role);
        }
    }

    /// Whether the clause has ended the query, and another follows all the same.
    fn check_order(&mut self, clause: &ast::Clause, next: Option<&ast::Clause>) -> bool {
        let ends = matches!(clause.kind, ClauseKind::Return(_) | ClauseKind::Finish);
        let follows = next.filter(|next| ends && !matches!(next.kind, ClauseKind::Next));
        if let Some(next) = follows {
            self.report(following(clause, next));
        }
        let stands_alone = matches!(clause.kind, ClauseKind::Next)
            && next.is_none_or(|next| matches!(next.kind, ClauseKind::Next));
        if stands_alone {
            self.report(composition("a query has to follow `NEXT`", clause.span));
        }
        follows.is_some()
    }

    fn check_in_role(&mut self, clause: &ast::Clause, role: Role) {
        if matches!(role, Role::Expression(_)) && is_updating(&clause.kind) {
            let message = format!(
                "`{}` changes the graph and cannot stand in a subquery of an expression",
                keyword(&clause.kind)
            );
            self.report(composition(message, clause.span));
        }
    }

    fn check_end(&mut self, last: &ast::Clause, role: Role) {
        let exists_or_counts = matches!(
            role,
            Role::Expression(SubqueryKind::Exists | SubqueryKind::Count)
        );
        let reads_on = match &last.kind {
            ClauseKind::Call(call) => !matches!(call.yields, ast::Yield::Absent),
            ClauseKind::Subquery(call) => returns(&call.query),
            // What is wrong with `USE` is said where it stands.
            ClauseKind::Return(_) | ClauseKind::Finish | ClauseKind::Use(_) => false,
            kind => !is_updating(kind),
        };
        if reads_on && !exists_or_counts {
            let message = format!("a query cannot end with `{}`", keyword(&last.kind));
            let hint = "end it with `RETURN`, or with a clause that changes the graph";
            self.report(composition(message, last.span).with_hint(hint));
        }
    }
}

/// A clause behind one that ends the query.
fn following(clause: &ast::Clause, next: &ast::Clause) -> SemanticError {
    if let (ClauseKind::Return(projection), ClauseKind::OrderLimit(tail)) =
        (&clause.kind, &next.kind)
    {
        let (message, hint) = out_of_turn(&projection.tail, tail);
        return composition(message, next.span).with_hint(hint);
    }
    let message = format!("nothing can follow `{}`", keyword(&clause.kind));
    let hint = "use `WITH` to go on with what has been found so far";
    composition(message, clause.span).with_hint(hint)
}

/// What is wrong with a second part of sorting and cutting off, and how it is written.
fn out_of_turn(before: &ast::OrderLimit, again: &ast::OrderLimit) -> (&'static str, &'static str) {
    let (sorts, skips) = (!again.order.is_empty(), again.skip.is_some());
    let skipped = before.skip.is_some();
    match (sorts, skips) {
        (true, _) if !before.order.is_empty() => (
            "`ORDER BY` stands once",
            "sort by several keys: `ORDER BY a, b`",
        ),
        (true, _) => (
            "`ORDER BY` stands before `SKIP` and `LIMIT`",
            "write `ORDER BY … SKIP … LIMIT …`",
        ),
        (false, true) if skipped => ("`SKIP` stands once", "add the two numbers"),
        (false, true) => ("`SKIP` stands before `LIMIT`", "write `SKIP … LIMIT …`"),
        (false, false) => ("`LIMIT` stands once", "keep the smaller number"),
    }
}

/// What later clauses of a subquery read of the queries around has to pass its projections.
fn keep_outer(clauses: &mut [Clause], reads: &Reads, span: Span) {
    let mut needed: BTreeSet<Slot> = BTreeSet::new();
    for (clause, read) in clauses.iter_mut().zip(reads).rev() {
        if let Clause::Project(project) = clause {
            pass(project, &needed, span);
        }
        needed.extend(read);
    }
}

/// Adds slots that must survive to a projection.
fn pass(project: &mut Project, needed: &BTreeSet<Slot>, span: Span) {
    let has = |items: &[(Slot, super::query::Expression)], slot: Slot| {
        items.iter().any(|(item, _)| *item == slot)
    };
    let missing = needed
        .iter()
        .copied()
        .filter(|slot| !has(&project.items, *slot));
    let missing: Vec<Slot> = missing.collect();
    let itself = |slot: Slot| (slot, ExpressionKind::Slot(slot).at(span));
    if let Some(grouping) = &mut project.grouping {
        grouping.keep(missing.iter().copied(), span);
    }
    project.items.extend(missing.into_iter().map(itself));
}

fn single(part: Part) -> Query {
    let columns = part.names.into_iter().zip(&part.query.outputs);
    let columns = columns
        .map(|(name, slot)| Column { name, slot: *slot })
        .collect();
    Query {
        parts: vec![part.query],
        distinct: false,
        columns,
    }
}

fn returns(query: &ast::Query) -> bool {
    let last = query.first.clauses.last();
    last.is_some_and(|clause| matches!(clause.kind, ClauseKind::Return(_)))
}

fn is_updating(kind: &ClauseKind) -> bool {
    matches!(
        kind,
        ClauseKind::Create(_)
            | ClauseKind::Merge(_)
            | ClauseKind::Set(_)
            | ClauseKind::Remove(_)
            | ClauseKind::Delete(_)
            | ClauseKind::Foreach(_)
    )
}

/// The clause's name as it is written.
fn keyword(kind: &ClauseKind) -> &'static str {
    match kind {
        ClauseKind::Match(matching) if matching.optional => "OPTIONAL MATCH",
        ClauseKind::Match(_) => "MATCH",
        ClauseKind::Unwind(_) => "UNWIND",
        ClauseKind::With(_) => "WITH",
        ClauseKind::Return(_) => "RETURN",
        ClauseKind::Create(_) => "CREATE",
        ClauseKind::Merge(_) => "MERGE",
        ClauseKind::Set(_) => "SET",
        ClauseKind::Remove(_) => "REMOVE",
        ClauseKind::Delete(_) => "DELETE",
        ClauseKind::Foreach(_) => "FOREACH",
        ClauseKind::Call(_) => "CALL … YIELD",
        ClauseKind::Subquery(_) => "CALL { … RETURN … }",
        ClauseKind::LoadCsv(_) => "LOAD CSV",
        ClauseKind::Filter(_) => "FILTER",
        ClauseKind::Let(_) => "LET",
        ClauseKind::For(_) => "FOR",
        ClauseKind::OrderLimit(tail) if !tail.order.is_empty() => "ORDER BY",
        ClauseKind::OrderLimit(tail) if tail.skip.is_some() => "SKIP",
        ClauseKind::OrderLimit(_) => "LIMIT",
        ClauseKind::Finish => "FINISH",
        ClauseKind::Next => "NEXT",
        ClauseKind::Use(_) => "USE",
    }
}
