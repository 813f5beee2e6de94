//! The reference: runs a statement clause by clause, each over all rows, by trying everything.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::query::{
    Clause, E, Labels, NodePattern, Part, Projection, Query, RelationshipPattern, Set, Way,
};
use super::world::{Node, Properties, Relationship, V, World};

pub type Row = BTreeMap<String, V>;

/// Why there is no answer.
#[derive(Debug, PartialEq)]
pub enum Stop {
    /// More work than a test should take.
    Large,
    /// The statement fails.
    Fails,
}

type Answer<T> = Result<T, Stop>;

pub struct Oracle {
    pub world: World,
    left: usize,
}

/// The columns and rows of an answer.
pub type Table = (Vec<String>, Vec<Vec<V>>);

impl Oracle {
    pub fn new(world: World) -> Self {
        Self {
            world,
            left: 150_000,
        }
    }

    fn work(&mut self) -> Answer<()> {
        self.left = self.left.checked_sub(1).ok_or(Stop::Large)?;
        Ok(())
    }

    pub fn run(&mut self, query: &Query) -> Answer<Table> {
        let mut columns = Vec::new();
        let mut all = Vec::new();
        for part in &query.parts {
            let (names, rows) = self.clauses(part)?;
            columns = names;
            all.extend(rows);
        }
        if query.parts.len() > 1 && !query.all {
            all = distinct(all);
        }
        Ok((columns, all))
    }

    fn clauses(&mut self, clauses: &[Clause]) -> Answer<Table> {
        let mut rows = vec![Row::new()];
        let mut columns = Vec::new();
        for clause in clauses {
            if let Clause::Return(projection) = clause {
                columns = projection
                    .items
                    .iter()
                    .map(|(_, name)| name.clone())
                    .collect();
            }
            rows = self.clause(clause, rows)?;
        }
        let rows = rows.into_iter();
        let rows = rows.map(|row| columns.iter().map(|name| row[name].clone()).collect());
        Ok((columns.clone(), rows.collect()))
    }

    fn clause(&mut self, clause: &Clause, rows: Vec<Row>) -> Answer<Vec<Row>> {
        match clause {
            Clause::With(projection) | Clause::Return(projection) => self.project(projection, rows),
            Clause::Delete(detach, targets) => self.delete(*detach, targets, rows),
            _ => {
                let mut out = Vec::new();
                for row in rows {
                    self.work()?;
                    self.row(clause, row, &mut out)?;
                }
                Ok(out)
            }
        }
    }

    fn row(&mut self, clause: &Clause, mut row: Row, out: &mut Vec<Row>) -> Answer<()> {
        match clause {
            Clause::Match(optional, parts, predicate) => {
                let found = self.matches(parts, predicate.as_ref(), &row)?;
                let names = parts.iter().flat_map(names_of);
                out.extend(found_or_null(found, *optional, row, names));
            }
            Clause::Shortest(optional, path, ends, types, way, longest) => {
                let found = self.shortest(&row, ends, (types.as_ref(), *way, *longest))?;
                let found = found.map(|it| {
                    let mut row = row.clone();
                    row.insert(path.clone(), it);
                    row
                });
                let names = [path.clone()];
                out.extend(found_or_null(
                    found.into_iter().collect(),
                    *optional,
                    row,
                    names,
                ));
            }
            Clause::Unwind(list, variable) => {
                let items = match self.evaluate(list, &row)? {
                    V::List(items) => items,
                    V::Null => Vec::new(),
                    other => vec![other],
                };
                for item in items {
                    self.work()?;
                    row.insert(variable.clone(), item);
                    out.push(row.clone());
                }
            }
            Clause::Create(parts) => {
                for part in parts {
                    self.create(part, &mut row)?;
                }
                out.push(row);
            }
            Clause::Merge(part, created, matched) => {
                let mut found = self.matches(std::slice::from_ref(part), None, &row)?;
                let items = if found.is_empty() { created } else { matched };
                if found.is_empty() {
                    self.create(part, &mut row)?;
                    found.push(row);
                }
                for row in &found {
                    self.set(items, row)?;
                }
                out.extend(found);
            }
            Clause::Set(items) => {
                self.set(items, &row)?;
                out.push(row);
            }
            Clause::RemoveProperty(of, key) => {
                self.write(&row[of], key, V::Null);
                out.push(row);
            }
            Clause::RemoveLabel(of, label) => {
                if let V::Node(id) = row[of] {
                    self.world
                        .nodes
                        .get_mut(&id)
                        .ok_or(Stop::Fails)?
                        .labels
                        .remove(*label);
                }
                out.push(row);
            }
            Clause::Foreach(variable, list, body) => {
                if let V::List(items) = self.evaluate(list, &row)? {
                    for item in items {
                        let mut inner = row.clone();
                        inner.insert(variable.clone(), item);
                        let mut rows = vec![inner];
                        for clause in body {
                            rows = self.clause(clause, rows)?;
                        }
                    }
                }
                out.push(row);
            }
            Clause::With(_) | Clause::Return(_) | Clause::Delete(..) => unreachable!("not by row"),
        }
        Ok(())
    }

    // Patterns.

    fn matches(&mut self, parts: &[Part], predicate: Option<&E>, row: &Row) -> Answer<Vec<Row>> {
        let mut found = vec![(row.clone(), Vec::new())];
        for part in parts {
            let mut next = Vec::new();
            for (row, used) in found {
                self.part(part, &row, &used, &mut next)?;
            }
            found = next;
        }
        let mut rows = Vec::new();
        for (row, _) in found {
            if self.holds(predicate, &row)? {
                rows.push(row);
            }
        }
        Ok(rows)
    }

    fn part(
        &mut self,
        part: &Part,
        row: &Row,
        used: &[usize],
        out: &mut Vec<(Row, Vec<usize>)>,
    ) -> Answer<()> {
        let nodes: Vec<usize> = self.world.nodes.keys().copied().collect();
        for node in nodes {
            if let Some(row) = self.at_node(&part.start, node, row)? {
                let walked = (vec![node], Vec::new());
                self.steps(part, 0, (row, used.to_vec()), walked, out)?;
            }
        }
        Ok(())
    }

    fn steps(
        &mut self,
        part: &Part,
        at: usize,
        (row, used): (Row, Vec<usize>),
        walked: (Vec<usize>, Vec<usize>),
        out: &mut Vec<(Row, Vec<usize>)>,
    ) -> Answer<()> {
        let Some((follow, node)) = part.steps.get(at) else {
            let mut row = row;
            if let Some(path) = &part.path {
                row.insert(path.clone(), V::Path(walked.0, walked.1));
            }
            out.push((row, used));
            return Ok(());
        };
        let (min, max) = follow.length.unwrap_or((1, Some(1)));
        let mut trails = vec![(walked, used, Vec::new())];
        let mut steps = 0;
        while !trails.is_empty() {
            if steps >= min {
                for (walked, used, taken) in &trails {
                    let Some(row) = bind_relationships(follow, taken, &row) else {
                        continue;
                    };
                    let end = walked.0[walked.0.len() - 1];
                    if let Some(row) = self.at_node(node, end, &row)? {
                        self.steps(part, at + 1, (row, used.clone()), walked.clone(), out)?;
                    }
                }
            }
            steps += 1;
            if max.is_some_and(|max| steps > max) {
                break;
            }
            let mut longer = Vec::new();
            for (walked, used, taken) in trails {
                let here = walked.0[walked.0.len() - 1];
                for (relationship, other) in self.hops(here, follow.types.as_ref(), follow.way) {
                    self.work()?;
                    let fits = self.relationship_fits(follow, relationship, &row)?;
                    if used.contains(&relationship) || !fits {
                        continue;
                    }
                    let mut trail = (walked.clone(), used.clone(), taken.clone());
                    trail.0.0.push(other);
                    trail.0.1.push(relationship);
                    trail.1.push(relationship);
                    trail.2.push(relationship);
                    longer.push(trail);
                }
            }
            trails = longer;
        }
        Ok(())
    }

    /// Relationships at a node with the node at their other end; a loop once.
    fn hops(&self, node: usize, types: Option<&Labels>, way: Way) -> Vec<(usize, usize)> {
        let mut hops = Vec::new();
        for (id, it) in &self.world.relationships {
            let kind = BTreeSet::from([it.kind.clone()]);
            if types.is_some_and(|types| !has(&kind, types)) {
                continue;
            }
            if way != Way::In && it.start == node {
                hops.push((*id, it.end));
            } else if way != Way::Out && it.end == node {
                hops.push((*id, it.start));
            }
        }
        hops
    }

    fn at_node(&mut self, pattern: &NodePattern, node: usize, row: &Row) -> Answer<Option<Row>> {
        self.work()?;
        let bound = pattern.variable.as_ref().and_then(|it| row.get(it));
        if bound.is_some_and(|it| *it != V::Node(node)) {
            return Ok(None);
        }
        let labels = &self.world.nodes[&node].labels;
        if pattern.labels.as_ref().is_some_and(|it| !has(labels, it)) {
            return Ok(None);
        }
        let own = self.world.nodes[&node].properties.clone();
        if !self.properties_fit(&pattern.properties, &own, row)? {
            return Ok(None);
        }
        let mut row = row.clone();
        if let Some(variable) = &pattern.variable {
            row.insert(variable.clone(), V::Node(node));
        }
        Ok(Some(row))
    }

    fn relationship_fits(
        &mut self,
        follow: &RelationshipPattern,
        id: usize,
        row: &Row,
    ) -> Answer<bool> {
        let own = self.world.relationships[&id].properties.clone();
        self.properties_fit(&follow.properties, &own, row)
    }

    fn properties_fit(
        &mut self,
        wanted: &[(&'static str, E)],
        own: &Properties,
        row: &Row,
    ) -> Answer<bool> {
        for (key, value) in wanted {
            let value = self.evaluate(value, row)?;
            if own.get(*key).unwrap_or(&V::Null).equals(&value) != Some(true) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn shortest(
        &mut self,
        row: &Row,
        (from, to): &(String, String),
        (types, way, longest): (Option<&Labels>, Way, usize),
    ) -> Answer<Option<V>> {
        let (V::Node(from), V::Node(to)) = (&row[from], &row[to]) else {
            return Ok(None);
        };
        if from == to {
            return Ok(None);
        }
        let mut fringe = vec![(vec![*from], Vec::new())];
        for _ in 0..longest {
            let mut next: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
            for (nodes, relationships) in &fringe {
                for (relationship, other) in self.hops(nodes[nodes.len() - 1], types, way) {
                    self.work()?;
                    if relationships.contains(&relationship) {
                        continue;
                    }
                    let mut longer = (nodes.clone(), relationships.clone());
                    longer.0.push(other);
                    longer.1.push(relationship);
                    if other == *to {
                        return Ok(Some(V::Path(longer.0, longer.1)));
                    }
                    next.push(longer);
                }
            }
            fringe = next;
        }
        Ok(None)
    }

    // Writing.

    fn create(&mut self, part: &Part, row: &mut Row) -> Answer<()> {
        let mut here = self.create_node(&part.start, row)?;
        for (follow, node) in &part.steps {
            let next = self.create_node(node, row)?;
            let (start, end) = if follow.way == Way::In {
                (next, here)
            } else {
                (here, next)
            };
            let properties = self.entries(&follow.properties, row)?;
            let id = self.world.next.1;
            self.world.next.1 += 1;
            let Some(Labels::Is(kind)) = follow.types else {
                unreachable!("a new relationship has one type")
            };
            let kind = kind.to_string();
            let relationship = Relationship {
                kind,
                start,
                end,
                properties,
            };
            self.world.relationships.insert(id, relationship);
            if let Some(variable) = &follow.variable {
                row.insert(variable.clone(), V::Relationship(id));
            }
            here = next;
        }
        Ok(())
    }

    fn create_node(&mut self, pattern: &NodePattern, row: &mut Row) -> Answer<usize> {
        match pattern.variable.as_ref().and_then(|it| row.get(it)) {
            Some(V::Node(id)) => return Ok(*id),
            Some(_) => return Err(Stop::Fails),
            None => {}
        }
        let properties = self.entries(&pattern.properties, row)?;
        let mut labels = BTreeSet::new();
        if let Some(expression) = &pattern.labels {
            all_of(expression, &mut labels);
        }
        let id = self.world.next.0;
        self.world.next.0 += 1;
        self.world.nodes.insert(id, Node { labels, properties });
        if let Some(variable) = &pattern.variable {
            row.insert(variable.clone(), V::Node(id));
        }
        Ok(id)
    }

    fn entries(&mut self, entries: &[(&'static str, E)], row: &Row) -> Answer<Properties> {
        let mut properties = Properties::new();
        for (key, value) in entries {
            let value = self.evaluate(value, row)?;
            if value != V::Null {
                properties.insert((*key).to_string(), value);
            }
        }
        Ok(properties)
    }

    fn set(&mut self, items: &[Set], row: &Row) -> Answer<()> {
        for item in items {
            match item {
                Set::Property(of, key, value) => {
                    let value = self.evaluate(value, row)?;
                    self.write(&row[of], key, value);
                }
                Set::Merge(of, entries) => self.write_all(of, entries, row)?,
                Set::Replace(of, entries) => {
                    let new = self.entries(entries, row)?;
                    if let Some(properties) = self.properties_mut(&row[of]) {
                        *properties = new;
                    }
                }
                Set::Label(of, label) => {
                    if let V::Node(id) = row[of] {
                        let node = self.world.nodes.get_mut(&id).ok_or(Stop::Fails)?;
                        node.labels.insert((*label).to_string());
                    }
                }
            }
        }
        Ok(())
    }

    fn write_all(&mut self, of: &str, entries: &[(&'static str, E)], row: &Row) -> Answer<()> {
        let mut values = Vec::new();
        for (key, value) in entries {
            values.push((*key, self.evaluate(value, row)?));
        }
        for (key, value) in values {
            self.write(&row[of], key, value);
        }
        Ok(())
    }

    fn write(&mut self, of: &V, key: &str, value: V) {
        let Some(properties) = self.properties_mut(of) else {
            return;
        };
        if value == V::Null {
            properties.remove(key);
        } else {
            properties.insert(key.to_string(), value);
        }
    }

    fn properties_mut(&mut self, of: &V) -> Option<&mut Properties> {
        match of {
            V::Node(id) => Some(&mut self.world.nodes.get_mut(id)?.properties),
            V::Relationship(id) => Some(&mut self.world.relationships.get_mut(id)?.properties),
            _ => None,
        }
    }

    fn delete(&mut self, detach: bool, targets: &[String], rows: Vec<Row>) -> Answer<Vec<Row>> {
        let mut nodes = BTreeSet::new();
        for row in &rows {
            for target in targets {
                match row[target] {
                    V::Node(id) => drop(nodes.insert(id)),
                    V::Relationship(id) => drop(self.world.relationships.remove(&id)),
                    _ => {}
                }
            }
        }
        let ties = &mut self.world.relationships;
        let before = ties.len();
        ties.retain(|_, it| !nodes.contains(&it.start) && !nodes.contains(&it.end));
        if !detach && ties.len() < before {
            return Err(Stop::Fails);
        }
        for node in nodes {
            self.world.nodes.remove(&node);
        }
        Ok(rows)
    }

    // Projections.

    fn project(&mut self, projection: &Projection, rows: Vec<Row>) -> Answer<Vec<Row>> {
        let aggregates = projection.items.iter().any(|(it, _)| is_aggregate(it));
        let mut rows = if aggregates {
            self.grouped(&projection.items, rows)?
        } else {
            let mut out = Vec::new();
            for row in &rows {
                self.work()?;
                let mut new = Row::new();
                for (item, name) in &projection.items {
                    new.insert(name.clone(), self.evaluate(item, row)?);
                }
                out.push(new);
            }
            out
        };
        if projection.distinct {
            let mut seen = BTreeSet::new();
            rows.retain(|row| seen.insert(row.values().map(V::canonical).collect::<Vec<_>>()));
        }
        self.sort(&mut rows, &projection.order)?;
        let skipped = rows.into_iter().skip(projection.skip.unwrap_or(0));
        let mut kept = Vec::new();
        for row in skipped.take(projection.limit.unwrap_or(usize::MAX)) {
            if self.holds(projection.predicate.as_ref(), &row)? {
                kept.push(row);
            }
        }
        Ok(kept)
    }

    fn sort(&mut self, rows: &mut [Row], order: &[(E, bool)]) -> Answer<()> {
        let mut keyed = Vec::new();
        for row in rows.iter() {
            let mut keys = Vec::new();
            for (key, _) in order {
                keys.push(self.evaluate(key, row)?);
            }
            keyed.push((keys, row.clone()));
        }
        keyed.sort_by(|(a, _), (b, _)| {
            let each = order.iter().enumerate().map(|(at, (_, down))| {
                let ordering = a[at].orders(&b[at]);
                if *down { ordering.reverse() } else { ordering }
            });
            each.into_iter()
                .find(|it| it.is_ne())
                .unwrap_or(Ordering::Equal)
        });
        for (place, (_, row)) in rows.iter_mut().zip(keyed) {
            *place = row;
        }
        Ok(())
    }

    fn grouped(&mut self, items: &[(E, String)], rows: Vec<Row>) -> Answer<Vec<Row>> {
        let keys: Vec<_> = items.iter().filter(|(it, _)| !is_aggregate(it)).collect();
        let mut groups: BTreeMap<Vec<String>, (Row, Vec<Row>)> = BTreeMap::new();
        if keys.is_empty() {
            groups.insert(Vec::new(), Default::default());
        }
        for row in rows {
            self.work()?;
            let mut group = Row::new();
            for (item, name) in &keys {
                group.insert(name.clone(), self.evaluate(item, &row)?);
            }
            let key = group.values().map(V::canonical).collect();
            groups.entry(key).or_insert((group, Vec::new())).1.push(row);
        }
        let mut out = Vec::new();
        for (mut group, members) in groups.into_values() {
            for (item, name) in items.iter().filter(|(it, _)| is_aggregate(it)) {
                group.insert(name.clone(), self.aggregate(item, &members)?);
            }
            out.push(group);
        }
        Ok(out)
    }

    fn aggregate(&mut self, item: &E, rows: &[Row]) -> Answer<V> {
        let E::Aggregate(name, only_distinct, of) = item else {
            unreachable!("an aggregate stands alone")
        };
        let Some(of) = of else {
            return Ok(V::Int(rows.len() as i64));
        };
        let mut values = Vec::new();
        for row in rows {
            values.push(self.evaluate(of, row)?);
        }
        values.retain(|it| *it != V::Null);
        if *only_distinct {
            values = distinct(values.into_iter().map(|it| vec![it]).collect()).concat();
        }
        Ok(match *name {
            "count" => V::Int(values.len() as i64),
            "collect" => V::List(values),
            "sum" => values.into_iter().fold(V::Int(0), |sum, it| add(&sum, &it)),
            "min" => values.into_iter().min_by(V::orders).unwrap_or(V::Null),
            _ => values.into_iter().max_by(V::orders).unwrap_or(V::Null),
        })
    }

    // Expressions.

    fn all(&mut self, items: &[E], row: &Row) -> Answer<Vec<V>> {
        items.iter().map(|it| self.evaluate(it, row)).collect()
    }

    /// Whether a condition that may be missing holds.
    fn holds(&mut self, predicate: Option<&E>, row: &Row) -> Answer<bool> {
        match predicate {
            None => Ok(true),
            Some(predicate) => Ok(self.truth(predicate, row)? == Some(true)),
        }
    }

    fn truth(&mut self, expression: &E, row: &Row) -> Answer<Option<bool>> {
        match self.evaluate(expression, row)? {
            V::Bool(it) => Ok(Some(it)),
            V::Null => Ok(None),
            other => panic!("the generator made {expression}, {other:?}, a condition"),
        }
    }

    pub fn evaluate(&mut self, expression: &E, row: &Row) -> Answer<V> {
        self.work()?;
        Ok(match expression {
            E::Literal(value) => value.clone(),
            E::Variable(name) => row[name].clone(),
            E::Property(of, key) => self.property(&row[of], key)?,
            E::Compare(operator, a, b) => {
                let (a, b) = (self.evaluate(a, row)?, self.evaluate(b, row)?);
                truth(compare(operator, &a, &b))
            }
            E::And(a, b) => {
                let (a, b) = (self.truth(a, row)?, self.truth(b, row)?);
                truth(and(a, b))
            }
            E::Or(a, b) => {
                let (a, b) = (self.truth(a, row)?, self.truth(b, row)?);
                truth(and(a.map(|it| !it), b.map(|it| !it)).map(|it| !it))
            }
            E::Xor(a, b) => {
                let (a, b) = (self.truth(a, row)?, self.truth(b, row)?);
                truth(a.zip(b).map(|(a, b)| a != b))
            }
            E::Not(of) => truth(self.truth(of, row)?.map(|it| !it)),
            E::IsNull(of, wanted) => V::Bool((self.evaluate(of, row)? == V::Null) == *wanted),
            E::In(item, list) => {
                let item = self.evaluate(item, row)?;
                match self.evaluate(list, row)? {
                    V::List(items) => truth(any(items.iter().map(|it| it.equals(&item)))),
                    _ => V::Null,
                }
            }
            E::Add(a, b) => add(&self.evaluate(a, row)?, &self.evaluate(b, row)?),
            E::Divide(a, b) => match (self.evaluate(a, row)?, self.evaluate(b, row)?) {
                (V::Int(_), V::Int(0)) => return Err(Stop::Fails),
                (V::Int(a), V::Int(b)) => V::Int(a / b),
                _ => V::Null,
            },
            E::HasLabels(of, labels) => match &row[of] {
                V::Node(id) => V::Bool(has(&self.world.nodes[id].labels, labels)),
                _ => V::Null,
            },
            E::List(items) => V::List(self.all(items, row)?),
            E::Case(when, then, other) => match self.truth(when, row)? {
                Some(true) => self.evaluate(then, row)?,
                _ => self.evaluate(other, row)?,
            },
            E::Comprehension(variable, list, predicate, result) => {
                self.comprehension(variable, list, (predicate, result), row)?
            }
            E::Quantifier(name, variable, list, predicate) => {
                self.quantifier(name, variable, (list, predicate), row)?
            }
            E::StartsWith(a, b) => match (self.evaluate(a, row)?, self.evaluate(b, row)?) {
                (V::Str(a), V::Str(b)) => V::Bool(a.starts_with(&b)),
                _ => V::Null,
            },
            E::Call(name, of) => {
                let of = self.evaluate(of, row)?;
                self.call(name, of)
            }
            E::Coalesce(a, b) => match self.evaluate(a, row)? {
                V::Null => self.evaluate(b, row)?,
                other => other,
            },
            E::Exists(parts, predicate) => {
                V::Bool(!self.matches(parts, predicate.as_deref(), row)?.is_empty())
            }
            E::Count(parts, predicate) => {
                V::Int(self.matches(parts, predicate.as_deref(), row)?.len() as i64)
            }
            E::Pattern(part) => {
                let found = self.matches(std::slice::from_ref(part), None, row)?;
                V::Bool(!found.is_empty())
            }
            E::Aggregate(..) => unreachable!("an aggregate stands alone in its item"),
        })
    }

    fn property(&self, of: &V, key: &str) -> Answer<V> {
        let properties = match of {
            V::Node(id) => &self.world.nodes.get(id).ok_or(Stop::Fails)?.properties,
            V::Relationship(id) => {
                &self
                    .world
                    .relationships
                    .get(id)
                    .ok_or(Stop::Fails)?
                    .properties
            }
            _ => return Ok(V::Null),
        };
        Ok(properties.get(key).cloned().unwrap_or(V::Null))
    }

    fn comprehension(
        &mut self,
        variable: &str,
        list: &E,
        (predicate, result): (&E, &E),
        row: &Row,
    ) -> Answer<V> {
        let V::List(items) = self.evaluate(list, row)? else {
            return Ok(V::Null);
        };
        let mut inner = row.clone();
        let mut out = Vec::new();
        for item in items {
            inner.insert(variable.to_string(), item);
            if self.truth(predicate, &inner)? == Some(true) {
                out.push(self.evaluate(result, &inner)?);
            }
        }
        Ok(V::List(out))
    }

    fn quantifier(
        &mut self,
        name: &str,
        variable: &str,
        (list, predicate): (&E, &E),
        row: &Row,
    ) -> Answer<V> {
        let V::List(items) = self.evaluate(list, row)? else {
            return Ok(V::Null);
        };
        let mut inner = row.clone();
        let mut truths = Vec::new();
        for item in items {
            inner.insert(variable.to_string(), item);
            truths.push(self.truth(predicate, &inner)?);
        }
        let not = |it: Option<bool>| it.map(|it| !it);
        let sure = truths.iter().filter(|it| **it == Some(true)).count();
        let unknown = truths.contains(&None);
        Ok(truth(match name {
            "any" => any(truths),
            "none" => not(any(truths)),
            "all" => not(any(truths.into_iter().map(not))),
            _ if sure > 1 => Some(false),
            _ if unknown => None,
            _ => Some(sure == 1),
        }))
    }

    fn call(&self, name: &str, of: V) -> V {
        match (name, of) {
            ("size", V::List(items)) => V::Int(items.len() as i64),
            ("length", V::Path(_, relationships)) => V::Int(relationships.len() as i64),
            ("nodes", V::Path(nodes, _)) => V::List(nodes.into_iter().map(V::Node).collect()),
            ("relationships", V::Path(_, all)) => {
                V::List(all.into_iter().map(V::Relationship).collect())
            }
            ("id", V::Node(id) | V::Relationship(id)) => V::Int(id as i64),
            ("type", V::Relationship(id)) => V::Str(self.world.relationships[&id].kind.clone()),
            ("startNode", V::Relationship(id)) => V::Node(self.world.relationships[&id].start),
            ("endNode", V::Relationship(id)) => V::Node(self.world.relationships[&id].end),
            _ => V::Null,
        }
    }
}

fn bind_relationships(follow: &RelationshipPattern, taken: &[usize], row: &Row) -> Option<Row> {
    let value = match follow.length {
        None => V::Relationship(taken[0]),
        Some(_) => V::List(taken.iter().map(|it| V::Relationship(*it)).collect()),
    };
    let mut row = row.clone();
    if let Some(variable) = &follow.variable {
        if row.get(variable).is_some_and(|bound| *bound != value) {
            return None;
        }
        row.insert(variable.clone(), value);
    }
    Some(row)
}

fn names_of(part: &Part) -> Vec<String> {
    let mut names: Vec<String> = part
        .path
        .iter()
        .chain(&part.start.variable)
        .cloned()
        .collect();
    for (relationship, node) in &part.steps {
        names.extend(relationship.variable.iter().chain(&node.variable).cloned());
    }
    names
}

fn found_or_null(
    found: Vec<Row>,
    optional: bool,
    mut row: Row,
    names: impl IntoIterator<Item = String>,
) -> Vec<Row> {
    if !found.is_empty() || !optional {
        return found;
    }
    for name in names {
        row.entry(name).or_insert(V::Null);
    }
    vec![row]
}

fn is_aggregate(item: &E) -> bool {
    matches!(item, E::Aggregate(..))
}

fn distinct(rows: Vec<Vec<V>>) -> Vec<Vec<V>> {
    let mut seen = BTreeSet::new();
    let mut rows = rows;
    rows.retain(|row| seen.insert(row.iter().map(V::canonical).collect::<Vec<_>>()));
    rows
}

fn has(labels: &BTreeSet<String>, expression: &Labels) -> bool {
    match expression {
        Labels::Is(name) => labels.contains(*name),
        Labels::Any => !labels.is_empty(),
        Labels::Not(of) => !has(labels, of),
        Labels::And(a, b) => has(labels, a) && has(labels, b),
        Labels::Or(a, b) => has(labels, a) || has(labels, b),
    }
}

fn all_of(expression: &Labels, labels: &mut BTreeSet<String>) {
    match expression {
        Labels::Is(name) => drop(labels.insert((*name).to_string())),
        Labels::And(a, b) | Labels::Or(a, b) => {
            all_of(a, labels);
            all_of(b, labels);
        }
        Labels::Any | Labels::Not(_) => unreachable!("a new node has labels by name"),
    }
}

fn truth(it: Option<bool>) -> V {
    it.map_or(V::Null, V::Bool)
}

fn and(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn any(truths: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let not = |it: Option<bool>| it.map(|it| !it);
    let all = truths.into_iter().map(not).fold(Some(true), and);
    not(all)
}

fn compare(operator: &str, a: &V, b: &V) -> Option<bool> {
    match operator {
        "=" => a.equals(b),
        "<>" => a.equals(b).map(|it| !it),
        "<" => a.compares(b).map(Ordering::is_lt),
        "<=" => a.compares(b).map(Ordering::is_le),
        ">" => a.compares(b).map(Ordering::is_gt),
        _ => a.compares(b).map(Ordering::is_ge),
    }
}

fn add(a: &V, b: &V) -> V {
    match (a, b) {
        (V::Int(a), V::Int(b)) => V::Int(a + b),
        (V::Int(a), V::Float(b)) | (V::Float(b), V::Int(a)) => V::Float(*a as f64 + b),
        (V::Float(a), V::Float(b)) => V::Float(a + b),
        _ => V::Null,
    }
}
