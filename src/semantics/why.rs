//! `WHY`: one more, last column with the nodes and relationships that matched to produce each row.
//!
//! It is made of ordinary clauses: a hidden slot carries a list through every projection; where rows are grouped or
//! made distinct the lists of a group are collected and put together.

use std::sync::Arc;

use super::SemanticError;
use super::expression::{ExpressionKind, Slot};
use super::lower::query;
use super::mistake::not_supported;
use super::query::{
    AggregateItem, Clause, Column, Expression, Grouping, Match, Project, Query, Resolved,
    SingleQuery, Subquery, Unwind, Variable, VariableKind,
};
use crate::diagnostic::Span;
use crate::function::{Function, Library};
use crate::syntax::ast::{BinaryOperator, SubqueryKind};

/// Adds the column to a query that only reads.
pub(super) fn instrument(
    resolved: &mut Resolved,
    library: &Library,
    span: Span,
) -> Result<(), SemanticError> {
    if resolved.writes {
        return Err(not_supported(
            "`WHY` before a query that changes the graph",
            span,
        ));
    }
    let Some(collect) = library.function("collect") else {
        return Err(not_supported("`WHY` without the function `collect`", span));
    };
    if !resolved.query.columns.is_empty() {
        let collect = Arc::new(collect.clone());
        Instrument {
            slots: &mut resolved.slots,
            collect,
            span,
        }
        .query(&mut resolved.query, &[]);
    }
    Ok(())
}

struct Instrument<'s> {
    slots: &'s mut Vec<Variable>,
    collect: Arc<Function>,
    span: Span,
}

/// What has matched since the last projection: entities, and lists of them.
#[derive(Default)]
struct Matched {
    entities: Vec<Slot>,
    lists: Vec<Slot>,
}

impl Instrument<'_> {
    /// Adds the column to every part; gives the slot it is in. `imports` are the outer slots the query reads.
    fn query(&mut self, query: &mut Query, imports: &[Slot]) -> Slot {
        for part in &mut query.parts {
            let slot = self.part(part);
            part.outputs.push(slot);
        }
        let slot = match query.parts.as_slice() {
            [only] => only.outputs[only.outputs.len() - 1],
            _ => self.fresh("why"),
        };
        query.columns.push(Column {
            name: heading(&query.columns),
            slot,
        });
        if query.distinct {
            return self.distinct_union(query, imports);
        }
        slot
    }

    /// A `UNION` would tell rows apart by why they are there: it becomes a `UNION ALL` with a grouping behind it.
    fn distinct_union(&mut self, union: &mut Query, imports: &[Slot]) -> Slot {
        let columns = union.columns.clone();
        let (why, kept) = (
            columns[columns.len() - 1].slot,
            &columns[..columns.len() - 1],
        );
        let inner = Query {
            parts: std::mem::take(&mut union.parts),
            distinct: false,
            columns: columns.clone(),
        };
        let keys = kept
            .iter()
            .map(|column| (column.slot, self.read(column.slot)))
            .collect();
        let mut project = Project::of(keys);
        project.distinct = true;
        let matched = Matched {
            lists: vec![why],
            ..Matched::default()
        };
        let slot = self.make_distinct(&mut project, &matched);
        let subquery = Subquery {
            query: inner,
            imports: imports.to_vec(),
            optional: false,
            batches: None,
        };
        let mut outputs: Vec<Slot> = kept.iter().map(|column| column.slot).collect();
        outputs.push(slot);
        let clauses = vec![Clause::Subquery(subquery), Clause::Project(project)];
        union.parts = vec![SingleQuery { clauses, outputs }];
        union.distinct = false;
        if let Some(last) = union.columns.last_mut() {
            last.slot = slot;
        }
        slot
    }

    fn part(&mut self, part: &mut SingleQuery) -> Slot {
        if !matches!(part.clauses.last(), Some(Clause::Project(_))) {
            let items = part
                .outputs
                .iter()
                .map(|slot| (*slot, self.read(*slot)))
                .collect();
            part.clauses.push(Clause::Project(Project::of(items)));
        }
        let mut matched = Matched::default();
        let mut clauses = Vec::with_capacity(part.clauses.len());
        let last = part.clauses.len() - 1;
        for (at, clause) in std::mem::take(&mut part.clauses).into_iter().enumerate() {
            self.clause(clause, at == last, &mut matched, &mut clauses);
        }
        part.clauses = clauses;
        matched.lists.first().copied().unwrap_or(Slot(0))
    }

    fn clause(
        &mut self,
        clause: Clause,
        last: bool,
        matched: &mut Matched,
        clauses: &mut Vec<Clause>,
    ) {
        match clause {
            Clause::Match(found) => {
                matched.add(&found);
                clauses.push(Clause::Match(found));
            }
            Clause::Subquery(mut subquery) => {
                if !subquery.query.columns.is_empty() {
                    let imports = subquery.imports.clone();
                    matched
                        .lists
                        .push(self.query(&mut subquery.query, &imports));
                }
                clauses.push(Clause::Subquery(subquery));
            }
            Clause::Project(project) => {
                let slot = self.project(project, last, matched, clauses);
                *matched = Matched {
                    entities: Vec::new(),
                    lists: vec![slot],
                };
            }
            other => clauses.push(other),
        }
    }

    /// Passes on what has matched in one more slot.
    fn project(
        &mut self,
        mut project: Project,
        last: bool,
        matched: &Matched,
        clauses: &mut Vec<Clause>,
    ) -> Slot {
        let slot = if project.grouping.is_some() && project.distinct {
            return self.group_then_distinct(project, matched, clauses);
        } else if let Some(mut grouping) = project.grouping.take() {
            let slot = self.collect(&mut grouping, &mut project.items, matched);
            project.grouping = Some(grouping);
            slot
        } else if project.distinct {
            self.make_distinct(&mut project, matched)
        } else {
            let slot = self.fresh("why");
            let list = self.list(matched);
            let list = if last {
                self.each_once(list, matched.slots())
            } else {
                list
            };
            project.items.push((slot, list));
            slot
        };
        clauses.push(Clause::Project(project));
        slot
    }

    fn group_then_distinct(
        &mut self,
        project: Project,
        matched: &Matched,
        clauses: &mut Vec<Clause>,
    ) -> Slot {
        let outputs: Vec<Slot> = project.items.iter().map(|(slot, _)| *slot).collect();
        let items = outputs
            .iter()
            .map(|slot| (*slot, self.read(*slot)))
            .collect();
        let mut grouped = Project::of(project.items);
        let mut grouping = project.grouping.unwrap_or_default();
        let slot = self.collect(&mut grouping, &mut grouped.items, matched);
        grouped.grouping = Some(grouping);
        clauses.push(Clause::Project(grouped));
        let mut distinct = Project {
            grouping: None,
            items,
            ..project
        };
        let slot = self.make_distinct(
            &mut distinct,
            &Matched {
                lists: vec![slot],
                ..Matched::default()
            },
        );
        clauses.push(Clause::Project(distinct));
        slot
    }

    /// `DISTINCT` is a grouping by all columns.
    fn make_distinct(&mut self, project: &mut Project, matched: &Matched) -> Slot {
        let keys = std::mem::take(&mut project.items);
        project.items = keys
            .iter()
            .map(|(slot, _)| (*slot, self.read(*slot)))
            .collect();
        let mut grouping = Grouping {
            keys,
            ..Grouping::default()
        };
        let slot = self.collect(&mut grouping, &mut project.items, matched);
        project.grouping = Some(grouping);
        project.distinct = false;
        slot
    }

    /// Collects what matched over the rows of a group; each entity once.
    fn collect(
        &mut self,
        grouping: &mut Grouping,
        items: &mut Vec<(Slot, Expression)>,
        matched: &Matched,
    ) -> Slot {
        let lists = self.fresh("lists");
        grouping.aggregates.push(AggregateItem {
            slot: lists,
            function: Some(self.collect.clone()),
            distinct: false,
            arguments: vec![self.list(matched)],
        });
        let list = self.fresh("list");
        let each = Unwind {
            list: self.read(lists),
            slot: list,
            counter: None,
        };
        let inner = self.read(list);
        let slot = self.fresh("why");
        items.push((
            slot,
            self.distinct_items(vec![Clause::Unwind(each)], inner, vec![lists]),
        ));
        slot
    }

    /// `COLLECT { UNWIND list AS x … RETURN DISTINCT x }`.
    fn each_once(&mut self, list: Expression, imports: Vec<Slot>) -> Expression {
        self.distinct_items(Vec::new(), list, imports)
    }

    fn distinct_items(
        &mut self,
        mut clauses: Vec<Clause>,
        list: Expression,
        imports: Vec<Slot>,
    ) -> Expression {
        let item = self.fresh("item");
        let there = ExpressionKind::IsNull {
            operand: Box::new(self.read(item)),
            negated: true,
        };
        clauses.push(Clause::Unwind(Unwind {
            list,
            slot: item,
            counter: None,
        }));
        clauses.push(Clause::Filter(vec![there.at(self.span)]));
        let mut project = Project::of(vec![(item, self.read(item))]);
        project.distinct = true;
        clauses.push(Clause::Project(project));
        let query = Box::new(query(clauses, Some(item)));
        ExpressionKind::Subquery {
            kind: SubqueryKind::Collect,
            query,
            imports,
        }
        .at(self.span)
    }

    /// One list of everything; an entity or a list that is `null` (an `OPTIONAL MATCH`) does no harm.
    fn list(&self, matched: &Matched) -> Expression {
        let entities = matched
            .entities
            .iter()
            .map(|slot| self.read(*slot))
            .collect();
        let first = ExpressionKind::List(entities).at(self.span);
        if matched.lists.is_empty() {
            return first;
        }
        let rest = matched
            .lists
            .iter()
            .map(|slot| (BinaryOperator::Add, self.list_or_empty(*slot)));
        ExpressionKind::Chain {
            first: Box::new(first),
            rest: rest.collect(),
        }
        .at(self.span)
    }

    fn list_or_empty(&self, slot: Slot) -> Expression {
        let operand = Box::new(self.read(slot));
        let missing = ExpressionKind::IsNull {
            operand,
            negated: false,
        }
        .at(self.span);
        let empty = ExpressionKind::List(Vec::new()).at(self.span);
        let branches = vec![(vec![missing], empty)];
        let otherwise = Some(Box::new(self.read(slot)));
        ExpressionKind::Case {
            subject: None,
            branches,
            otherwise,
        }
        .at(self.span)
    }

    fn read(&self, slot: Slot) -> Expression {
        ExpressionKind::Slot(slot).at(self.span)
    }

    fn fresh(&mut self, what: &str) -> Slot {
        let number = self.slots.len();
        let name = format!("  {what} {number}").into();
        self.slots.push(Variable {
            name,
            kind: VariableKind::Value,
        });
        Slot(u32::try_from(number).unwrap_or(u32::MAX))
    }
}

impl Matched {
    fn add(&mut self, found: &Match) {
        let nodes = found.pattern.nodes.iter().map(|node| node.slot);
        let (lists, single): (Vec<_>, Vec<_>) = found
            .pattern
            .relationships
            .iter()
            .partition(|it| it.length.is_some());
        let entities = nodes.chain(single.iter().map(|it| it.slot));
        extend(&mut self.entities, entities);
        let searched = found
            .pattern
            .shortest
            .iter()
            .map(|search| search.relationship.slot)
            .chain(found.pattern.searches.iter().map(|it| it.relationships));
        extend(
            &mut self.lists,
            lists.iter().map(|it| it.slot).chain(searched),
        );
    }

    fn slots(&self) -> Vec<Slot> {
        self.entities.iter().chain(&self.lists).copied().collect()
    }
}

fn extend(into: &mut Vec<Slot>, slots: impl Iterator<Item = Slot>) {
    for slot in slots {
        if !into.contains(&slot) {
            into.push(slot);
        }
    }
}

/// `why`, or a name like it where the query has a column of that name.
fn heading(columns: &[Column]) -> Arc<str> {
    let mut name = String::from("why");
    while columns.iter().any(|column| *column.name == *name) {
        name.push('_');
    }
    name.into()
}
