//! Statements and clauses as text.

use std::fmt::{self, Display, Formatter};

use super::super::ast::{
    Body, CallSubquery, Clause, ClauseKind, Delete, Expression, For, Foreach, Imports,
    LabelExpression, LoadCsv, Match, MatchMode, Merge, Mode, Name, OnError, OrderLimit,
    ProcedureCall, Projection, ProjectionItem, Query, RemoveItem, RemoveItemKind, Requirement,
    SchemaCommand, SchemaKind, SchemaRule, SetItem, SetItemKind, SingleQuery, SortItem, Statement,
    Transactions, Unwind, Yield,
};
use super::{Dotted, Variable, Word, joined, optional};

impl Display for Statement {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self.mode {
            Mode::Run => "",
            Mode::Explain => "EXPLAIN ",
            Mode::Profile => "PROFILE ",
            Mode::Why => "WHY ",
        })?;
        match &self.body {
            Body::Query(query) => write!(f, "{query}"),
            Body::Walk(walk) => write!(f, "{walk}"),
            Body::Schema(command) => write!(f, "{command}"),
        }
    }
}

impl Display for SchemaCommand {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (constraint, name) = match &self.kind {
            SchemaKind::Create(rule) => return write!(f, "{rule}"),
            SchemaKind::Other(words) => return f.write_str(words),
            SchemaKind::Drop {
                constraint, name, ..
            } => (*constraint, name),
        };
        let what = if constraint { "CONSTRAINT" } else { "INDEX" };
        write!(f, "DROP {what} {}", Word(name))?;
        match self.kind {
            SchemaKind::Drop { if_there: true, .. } => f.write_str(" IF EXISTS"),
            _ => Ok(()),
        }
    }
}

impl Display for SchemaRule {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.requirement {
            None => "CREATE INDEX",
            Some(_) => "CREATE CONSTRAINT",
        })?;
        if let Some(name) = &self.name {
            write!(f, " {}", Word(name))?;
        }
        if self.if_missing {
            f.write_str(" IF NOT EXISTS")?;
        }
        let of = Word(&self.of);
        match self.relationships {
            true => write!(f, " FOR ()-[it:{of}]-() ")?,
            false => write!(f, " FOR (it:{of}) ")?,
        }
        let properties = self.properties.iter();
        let properties = properties.map(|name| format!("it.{}", Word(name)));
        let properties = properties.collect::<Vec<_>>().join(", ");
        let kind = if self.relationships {
            "RELATIONSHIP"
        } else {
            "NODE"
        };
        match &self.requirement {
            None => write!(f, "ON ({properties})"),
            Some(Requirement::Unique) => write!(f, "REQUIRE ({properties}) IS UNIQUE"),
            Some(Requirement::NotNull) => write!(f, "REQUIRE ({properties}) IS NOT NULL"),
            Some(Requirement::Key) => write!(f, "REQUIRE ({properties}) IS {kind} KEY"),
            Some(Requirement::Type(of)) => write!(f, "REQUIRE ({properties}) IS :: {}", of.kind),
        }
    }
}

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        for part in &self.rest {
            write!(
                f,
                " UNION {}{}",
                if part.all { "ALL " } else { "" },
                part.query
            )?;
        }
        Ok(())
    }
}

impl Display for SingleQuery {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        joined(f, &self.clauses, " ")
    }
}

impl Display for Clause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ClauseKind::Match(clause) => write!(f, "{clause}"),
            ClauseKind::Unwind(clause) => write!(f, "{clause}"),
            ClauseKind::With(projection) => write!(f, "WITH {projection}"),
            ClauseKind::Return(projection) => write!(f, "RETURN {projection}"),
            ClauseKind::Call(call) => write!(f, "{call}"),
            ClauseKind::Subquery(subquery) => write!(f, "{subquery}"),
            ClauseKind::LoadCsv(load) => write!(f, "{load}"),
            ClauseKind::Filter(predicate) => write!(f, "FILTER {predicate}"),
            ClauseKind::Let(bindings) => bindings_text(f, bindings),
            ClauseKind::For(clause) => write!(f, "{clause}"),
            ClauseKind::OrderLimit(tail) => f.write_str(tail.to_string().trim_start()),
            ClauseKind::Finish => f.write_str("FINISH"),
            ClauseKind::Next => f.write_str("NEXT"),
            ClauseKind::Use(name) => write!(f, "USE {}", Dotted(name)),
            updating => self::updating(f, updating),
        }
    }
}

fn updating(f: &mut Formatter<'_>, kind: &ClauseKind) -> fmt::Result {
    match kind {
        ClauseKind::Create(patterns) => {
            f.write_str("CREATE ")?;
            joined(f, patterns, ", ")
        }
        ClauseKind::Merge(merge) => write!(f, "{merge}"),
        ClauseKind::Set(items) => set(f, items),
        ClauseKind::Remove(items) => {
            f.write_str("REMOVE ")?;
            joined(f, items, ", ")
        }
        ClauseKind::Delete(delete) => write!(f, "{delete}"),
        ClauseKind::Foreach(foreach) => write!(f, "{foreach}"),
        _ => Err(fmt::Error),
    }
}

impl Display for Match {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(if self.optional {
            "OPTIONAL MATCH "
        } else {
            "MATCH "
        })?;
        f.write_str(match self.mode {
            None => "",
            Some(MatchMode::RepeatableElements) => "REPEATABLE ELEMENTS ",
            Some(MatchMode::DifferentRelationships) => "DIFFERENT RELATIONSHIPS ",
        })?;
        joined(f, &self.patterns, ", ")?;
        optional(f, " WHERE ", self.predicate.as_ref())
    }
}

impl Display for Unwind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "UNWIND {} AS {}", self.list, Variable(&self.variable))
    }
}

impl Display for For {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "FOR {} IN {}", Variable(&self.variable), self.list)?;
        match &self.counter {
            Some((name, 0)) => write!(f, " WITH OFFSET {}", Variable(name)),
            Some((name, _)) => write!(f, " WITH ORDINALITY {}", Variable(name)),
            None => Ok(()),
        }
    }
}

fn bindings_text(f: &mut Formatter<'_>, bindings: &[(Name, Expression)]) -> fmt::Result {
    for (index, (name, value)) in bindings.iter().enumerate() {
        write!(
            f,
            "{}{} = {value}",
            if index > 0 { ", " } else { "LET " },
            Variable(name)
        )?;
    }
    Ok(())
}

impl Display for LoadCsv {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let headers = if self.with_headers {
            "WITH HEADERS "
        } else {
            ""
        };
        write!(
            f,
            "LOAD CSV {headers}FROM {} AS {}",
            self.from,
            Variable(&self.variable)
        )?;
        optional(f, " FIELDTERMINATOR ", self.field_terminator.as_ref())
    }
}

impl Display for Projection {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(if self.distinct { "DISTINCT " } else { "" })?;
        if self.star.is_some() {
            f.write_str(if self.items.is_empty() { "*" } else { "*, " })?;
        }
        joined(f, &self.items, ", ")?;
        write!(f, "{}", self.tail)?;
        optional(f, " WHERE ", self.predicate.as_ref())
    }
}

impl Display for ProjectionItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.expression)?;
        optional(f, " AS ", self.alias.as_ref().map(Variable))
    }
}

impl Display for OrderLimit {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.order.is_empty() {
            f.write_str(" ORDER BY ")?;
            joined(f, &self.order, ", ")?;
        }
        optional(f, " SKIP ", self.skip.as_ref())?;
        optional(f, " LIMIT ", self.limit.as_ref())
    }
}

impl Display for SortItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}",
            self.expression,
            if self.descending { " DESC" } else { "" }
        )?;
        f.write_str(match self.nulls_first {
            None => "",
            Some(true) => " NULLS FIRST",
            Some(false) => " NULLS LAST",
        })
    }
}

impl Display for Merge {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "MERGE {}", self.pattern)?;
        for (event, items) in [
            (" ON CREATE ", &self.on_create),
            (" ON MATCH ", &self.on_match),
        ] {
            if !items.is_empty() {
                f.write_str(event)?;
                set(f, items)?;
            }
        }
        Ok(())
    }
}

fn set(f: &mut Formatter<'_>, items: &[SetItem]) -> fmt::Result {
    f.write_str("SET ")?;
    joined(f, items, ", ")
}

/// The left side of an assignment: variables bare, anything else in parentheses.
struct Target<'t>(&'t Expression);

impl Display for Target<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        use super::super::ast::ExpressionKind::{Index, Parameter, Property, Slice, Variable};
        match self.0.kind {
            Variable(_) | Parameter(_) | Property { .. } | Index { .. } | Slice { .. } => {
                write!(f, "{}", self.0)
            }
            _ => write!(f, "({})", self.0),
        }
    }
}

impl Display for SetItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            SetItemKind::Property { target, key, value } => {
                write!(f, "{}.{} = {value}", Target(target), Word(key))
            }
            SetItemKind::DynamicProperty { target, key, value } => {
                write!(f, "{}[{key}] = {value}", Target(target))
            }
            SetItemKind::Replace { variable, value } => {
                write!(f, "{} = {value}", Variable(variable))
            }
            SetItemKind::Merge { variable, value } => {
                write!(f, "{} += {value}", Variable(variable))
            }
            SetItemKind::Labels { variable, labels } => labelled(f, variable, labels),
        }
    }
}

fn labelled(f: &mut Formatter<'_>, variable: &Name, labels: &LabelExpression) -> fmt::Result {
    write!(f, "{}:{labels}", Variable(variable))
}

impl Display for RemoveItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            RemoveItemKind::Property { target, key } => {
                write!(f, "{}.{}", Target(target), Word(key))
            }
            RemoveItemKind::DynamicProperty { target, key } => {
                write!(f, "{}[{key}]", Target(target))
            }
            RemoveItemKind::Labels { variable, labels } => labelled(f, variable, labels),
        }
    }
}

impl Display for Delete {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(if self.detach {
            "DETACH DELETE "
        } else {
            "DELETE "
        })?;
        joined(f, &self.targets, ", ")
    }
}

impl Display for Foreach {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "FOREACH ({} IN {} | ",
            Variable(&self.variable),
            self.list
        )?;
        joined(f, &self.body, " ")?;
        f.write_str(")")
    }
}

impl Display for CallSubquery {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(if self.optional {
            "OPTIONAL CALL "
        } else {
            "CALL "
        })?;
        match &self.imports {
            Imports::Unstated => {}
            Imports::All => f.write_str("(*) ")?,
            Imports::Names(names) => {
                f.write_str("(")?;
                joined(f, names.iter().map(Variable), ", ")?;
                f.write_str(") ")?;
            }
        }
        write!(f, "{{ {} }}", self.query)?;
        optional(f, " ", self.transactions.as_ref())
    }
}

impl Display for Transactions {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("IN TRANSACTIONS")?;
        if let Some(rows) = &self.rows {
            write!(f, " OF {rows} ROWS")?;
        }
        f.write_str(match self.on_error {
            OnError::Fail => "",
            OnError::Continue => " ON ERROR CONTINUE",
            OnError::Break => " ON ERROR BREAK",
        })?;
        optional(f, " REPORT STATUS AS ", self.status.as_ref().map(Variable))
    }
}

impl Display for ProcedureCall {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}",
            if self.optional {
                "OPTIONAL CALL "
            } else {
                "CALL "
            },
            Dotted(&self.name)
        )?;
        if let Some(arguments) = &self.arguments {
            f.write_str("(")?;
            joined(f, arguments, ", ")?;
            f.write_str(")")?;
        }
        yields(f, &self.yields)?;
        optional(f, " WHERE ", self.predicate.as_ref())
    }
}

fn yields(f: &mut Formatter<'_>, yields: &Yield) -> fmt::Result {
    match yields {
        Yield::Absent => Ok(()),
        Yield::All(_) => f.write_str(" YIELD *"),
        Yield::Items(items) if items.is_empty() => f.write_str(" YIELD -"),
        Yield::Items(items) => {
            f.write_str(" YIELD ")?;
            joined(
                f,
                items
                    .iter()
                    .map(|(column, alias)| YieldItem(column, alias.as_ref())),
                ", ",
            )
        }
    }
}

struct YieldItem<'t>(&'t Name, Option<&'t Name>);

impl Display for YieldItem<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Variable(self.0))?;
        optional(f, " AS ", self.1.map(Variable))
    }
}
