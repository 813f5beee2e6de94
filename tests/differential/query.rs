//! A small tree of statements, made by the generator, written as openCypher, and run by the reference evaluator.

use std::fmt::{self, Display, Formatter};

use super::world::V;

/// What labels a node has, or what type a relationship.
#[derive(Clone, Debug)]
pub enum Labels {
    Is(&'static str),
    Any,
    Not(Box<Labels>),
    And(Box<Labels>, Box<Labels>),
    Or(Box<Labels>, Box<Labels>),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    Out,
    In,
    Both,
}

#[derive(Clone, Debug, Default)]
pub struct NodePattern {
    pub variable: Option<String>,
    pub labels: Option<Labels>,
    pub properties: Vec<(&'static str, E)>,
}

#[derive(Clone, Debug)]
pub struct RelationshipPattern {
    pub variable: Option<String>,
    pub types: Option<Labels>,
    pub way: Way,
    pub length: Option<(usize, Option<usize>)>,
    pub properties: Vec<(&'static str, E)>,
}

#[derive(Clone, Debug)]
pub struct Part {
    pub path: Option<String>,
    pub start: NodePattern,
    pub steps: Vec<(RelationshipPattern, NodePattern)>,
}

#[derive(Clone, Debug)]
pub enum E {
    Literal(V),
    Variable(String),
    Property(String, &'static str),
    Compare(&'static str, Box<E>, Box<E>),
    And(Box<E>, Box<E>),
    Or(Box<E>, Box<E>),
    Xor(Box<E>, Box<E>),
    Not(Box<E>),
    IsNull(Box<E>, bool),
    In(Box<E>, Box<E>),
    Add(Box<E>, Box<E>),
    Divide(Box<E>, Box<E>),
    HasLabels(String, Labels),
    List(Vec<E>),
    Case(Box<E>, Box<E>, Box<E>),
    /// `[variable IN list WHERE predicate | result]`
    Comprehension(String, Box<E>, Box<E>, Box<E>),
    /// `all`, `any`, `none` or `single`
    Quantifier(&'static str, String, Box<E>, Box<E>),
    StartsWith(Box<E>, Box<E>),
    /// `size`, `length`, `id`, `type`, `nodes`, `relationships`, `startNode`, `endNode`
    Call(&'static str, Box<E>),
    Coalesce(Box<E>, Box<E>),
    Exists(Vec<Part>, Option<Box<E>>),
    Count(Vec<Part>, Option<Box<E>>),
    Pattern(Box<Part>),
    /// name, whether distinct, argument; `count` without one is `count(*)`
    Aggregate(&'static str, bool, Option<Box<E>>),
}

#[derive(Clone, Debug)]
pub struct Projection {
    pub distinct: bool,
    pub items: Vec<(E, String)>,
    pub order: Vec<(E, bool)>,
    pub skip: Option<usize>,
    pub limit: Option<usize>,
    pub predicate: Option<E>,
}

#[derive(Clone, Debug)]
pub enum Set {
    Property(String, &'static str, E),
    Merge(String, Vec<(&'static str, E)>),
    Replace(String, Vec<(&'static str, E)>),
    Label(String, &'static str),
}

#[derive(Clone, Debug)]
pub enum Clause {
    Match(bool, Vec<Part>, Option<E>),
    /// path, from, to, types, way, longest
    Shortest(bool, String, (String, String), Option<Labels>, Way, usize),
    Unwind(E, String),
    With(Projection),
    Return(Projection),
    Create(Vec<Part>),
    Merge(Part, Vec<Set>, Vec<Set>),
    Set(Vec<Set>),
    RemoveProperty(String, &'static str),
    RemoveLabel(String, &'static str),
    Delete(bool, Vec<String>),
    Foreach(String, E, Vec<Clause>),
}

/// The parts of a union, and whether it keeps equal rows.
#[derive(Clone, Debug)]
pub struct Query {
    pub parts: Vec<Vec<Clause>>,
    pub all: bool,
}

fn join<T: Display>(items: impl IntoIterator<Item = T>, between: &str) -> String {
    let items: Vec<String> = items.into_iter().map(|it| it.to_string()).collect();
    items.join(between)
}

fn map(entries: &[(&'static str, E)]) -> String {
    let entries = entries.iter().map(|(key, value)| format!("{key}: {value}"));
    format!("{{{}}}", join(entries, ", "))
}

fn properties(entries: &[(&'static str, E)]) -> String {
    if entries.is_empty() {
        return String::new();
    }
    format!(" {}", map(entries))
}

fn filter(predicate: Option<&E>) -> String {
    predicate.map_or(String::new(), |it| format!(" WHERE {it}"))
}

impl Display for Labels {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Labels::Is(name) => write!(f, "{name}"),
            Labels::Any => write!(f, "%"),
            Labels::Not(of) => write!(f, "!{}", of.operand()),
            Labels::And(a, b) => write!(f, "{}&{}", a.operand(), b.operand()),
            Labels::Or(a, b) => write!(f, "{a}|{b}"),
        }
    }
}

impl Labels {
    /// As a part of `!` or `&`, which bind tighter than the others.
    fn operand(&self) -> String {
        match self {
            Labels::And(..) | Labels::Or(..) => format!("({self})"),
            _ => self.to_string(),
        }
    }
}

impl Display for NodePattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "({}", self.variable.as_deref().unwrap_or(""))?;
        if let Some(labels) = &self.labels {
            write!(f, ":{labels}")?;
        }
        write!(f, "{})", properties(&self.properties))
    }
}

impl Display for RelationshipPattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(if self.way == Way::In { "<-[" } else { "-[" })?;
        f.write_str(self.variable.as_deref().unwrap_or(""))?;
        if let Some(types) = &self.types {
            write!(f, ":{types}")?;
        }
        match self.length {
            None => {}
            Some((min, None)) => write!(f, "*{min}..")?,
            Some((min, Some(max))) => write!(f, "*{min}..{max}")?,
        }
        f.write_str(&properties(&self.properties))?;
        f.write_str(if self.way == Way::Out { "]->" } else { "]-" })
    }
}

impl Display for Part {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{path} = ")?;
        }
        write!(f, "{}", self.start)?;
        self.steps
            .iter()
            .try_for_each(|(relationship, node)| write!(f, "{relationship}{node}"))
    }
}

impl Display for E {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            E::Literal(value) => write!(f, "{}", value.literal()),
            E::Variable(name) => write!(f, "{name}"),
            E::Property(of, key) => write!(f, "{of}.{key}"),
            E::Compare(operator, a, b) => write!(f, "({a} {operator} {b})"),
            E::And(a, b) => write!(f, "({a} AND {b})"),
            E::Or(a, b) => write!(f, "({a} OR {b})"),
            E::Xor(a, b) => write!(f, "({a} XOR {b})"),
            E::Not(of) => write!(f, "(NOT {of})"),
            E::IsNull(of, false) => write!(f, "({of} IS NOT NULL)"),
            E::IsNull(of, true) => write!(f, "({of} IS NULL)"),
            E::In(item, list) => write!(f, "({item} IN {list})"),
            E::Add(a, b) => write!(f, "({a} + {b})"),
            E::Divide(a, b) => write!(f, "({a} / {b})"),
            E::HasLabels(of, labels) => write!(f, "({of}:{labels})"),
            E::List(items) => write!(f, "[{}]", join(items, ", ")),
            E::Case(when, then, other) => {
                write!(f, "CASE WHEN {when} THEN {then} ELSE {other} END")
            }
            E::Comprehension(variable, list, predicate, result) => {
                write!(f, "[{variable} IN {list} WHERE {predicate} | {result}]")
            }
            E::Quantifier(name, variable, list, predicate) => {
                write!(f, "{name}({variable} IN {list} WHERE {predicate})")
            }
            E::StartsWith(a, b) => write!(f, "({a} STARTS WITH {b})"),
            E::Call(name, of) => write!(f, "{name}({of})"),
            E::Coalesce(a, b) => write!(f, "coalesce({a}, {b})"),
            E::Exists(parts, predicate) => {
                let filter = filter(predicate.as_deref());
                write!(f, "EXISTS {{ MATCH {}{filter} }}", join(parts, ", "))
            }
            E::Count(parts, predicate) => {
                let filter = filter(predicate.as_deref());
                write!(f, "COUNT {{ MATCH {}{filter} }}", join(parts, ", "))
            }
            E::Pattern(part) => write!(f, "{part}"),
            E::Aggregate(name, _, None) => write!(f, "{name}(*)"),
            E::Aggregate(name, false, Some(of)) => write!(f, "{name}({of})"),
            E::Aggregate(name, true, Some(of)) => write!(f, "{name}(DISTINCT {of})"),
        }
    }
}

impl Display for Projection {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.distinct {
            write!(f, "DISTINCT ")?;
        }
        let items = self.items.iter().map(|(item, name)| match item {
            E::Variable(variable) if variable == name => name.clone(),
            _ => format!("{item} AS {name}"),
        });
        write!(f, "{}", join(items, ", "))?;
        if !self.order.is_empty() {
            let keys = self.order.iter();
            let keys = keys.map(|(key, down)| format!("{key}{}", if *down { " DESC" } else { "" }));
            write!(f, " ORDER BY {}", join(keys, ", "))?;
        }
        if let Some(skip) = self.skip {
            write!(f, " SKIP {skip}")?;
        }
        if let Some(limit) = self.limit {
            write!(f, " LIMIT {limit}")?;
        }
        f.write_str(&filter(self.predicate.as_ref()))
    }
}

impl Display for Set {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Set::Property(of, key, value) => write!(f, "{of}.{key} = {value}"),
            Set::Merge(of, entries) => write!(f, "{of} += {}", map(entries)),
            Set::Replace(of, entries) => write!(f, "{of} = {}", map(entries)),
            Set::Label(of, label) => write!(f, "{of}:{label}"),
        }
    }
}

impl Display for Clause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Clause::Match(optional, parts, predicate) => {
                f.write_str(if *optional { "OPTIONAL " } else { "" })?;
                write!(
                    f,
                    "MATCH {}{}",
                    join(parts, ", "),
                    filter(predicate.as_ref())
                )
            }
            Clause::Shortest(optional, path, (from, to), types, way, longest) => {
                f.write_str(if *optional { "OPTIONAL " } else { "" })?;
                let follow = RelationshipPattern {
                    variable: None,
                    types: types.clone(),
                    way: *way,
                    length: Some((1, Some(*longest))),
                    properties: Vec::new(),
                };
                write!(f, "MATCH {path} = shortestPath(({from}){follow}({to}))")
            }
            Clause::Unwind(list, variable) => write!(f, "UNWIND {list} AS {variable}"),
            Clause::With(projection) => write!(f, "WITH {projection}"),
            Clause::Return(projection) => write!(f, "RETURN {projection}"),
            Clause::Create(parts) => write!(f, "CREATE {}", join(parts, ", ")),
            Clause::Merge(part, created, matched) => {
                write!(f, "MERGE {part}")?;
                if !created.is_empty() {
                    write!(f, " ON CREATE SET {}", join(created, ", "))?;
                }
                if !matched.is_empty() {
                    write!(f, " ON MATCH SET {}", join(matched, ", "))?;
                }
                Ok(())
            }
            Clause::Set(items) => write!(f, "SET {}", join(items, ", ")),
            Clause::RemoveProperty(of, key) => write!(f, "REMOVE {of}.{key}"),
            Clause::RemoveLabel(of, label) => write!(f, "REMOVE {of}:{label}"),
            Clause::Delete(detach, targets) => {
                f.write_str(if *detach { "DETACH " } else { "" })?;
                write!(f, "DELETE {}", targets.join(", "))
            }
            Clause::Foreach(variable, list, body) => {
                write!(f, "FOREACH ({variable} IN {list} | {})", join(body, " "))
            }
        }
    }
}

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let parts = self.parts.iter().map(|part| join(part, "\n"));
        let between = if self.all {
            "\nUNION ALL\n"
        } else {
            "\nUNION\n"
        };
        f.write_str(&join(parts, between))
    }
}
