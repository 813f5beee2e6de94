//! What always holds of a resolved query: every slot is introduced before it is read, and only what a projection keeps is
//! read behind it.

use std::collections::BTreeSet;

use rihla::function::Library;
use rihla::semantics::analyse;
use rihla::semantics::expression::{
    Expression as Generic, ExpressionKind as Kind, MapProjectionItem, Slot,
};
use rihla::semantics::query::{
    Clause, Create, Expression, NewType, Pattern, PatternPath, PatternRelationship, Project, Query,
    RemoveItem, SetItem, SingleQuery,
};
use rihla::syntax::parse;

type Live = BTreeSet<Slot>;

/// Walks a query in the order it runs and panics at the first slot that is read without having been introduced.
pub fn check_query(query: &Query, live: &Live) {
    for part in &query.parts {
        check_part(part, live.clone());
        assert_eq!(
            part.outputs.len(),
            query.columns.len(),
            "one output for each column"
        );
    }
}

fn check_part(part: &SingleQuery, mut live: Live) {
    for clause in &part.clauses {
        check_clause(clause, &mut live);
    }
    part.outputs.iter().for_each(|slot| read(*slot, &live));
}

fn read(slot: Slot, live: &Live) {
    assert!(
        live.contains(&slot),
        "{slot:?} is read but not introduced: {live:?}"
    );
}

fn check_clause(clause: &Clause, live: &mut Live) {
    match clause {
        Clause::Match(found) => {
            check_pattern(&found.pattern, live);
            check_all(&found.predicates, live);
        }
        Clause::Unwind(unwind) => {
            check(&unwind.list, live);
            live.insert(unwind.slot);
            live.extend(unwind.counter.map(|(slot, _)| slot));
        }
        Clause::Project(project) => *live = check_project(project, live),
        Clause::Filter(predicates) => check_all(predicates, live),
        Clause::Create(create) => check_create(create, live),
        Clause::Merge(merge) => {
            let mut inner = live.clone();
            check_create(&merge.create, &mut inner);
            check_pattern(&merge.pattern, live);
            check_all(&merge.predicates, live);
            assert_eq!(&inner, live, "a merge introduces the same either way");
            merge
                .on_create
                .iter()
                .chain(&merge.on_match)
                .for_each(|item| check_set(item, live));
        }
        Clause::Set(items) => items.iter().for_each(|item| check_set(item, live)),
        Clause::Remove(items) => items.iter().for_each(|item| check_remove(item, live)),
        Clause::Delete(delete) => check_all(&delete.targets, live),
        Clause::Foreach(foreach) => {
            check(&foreach.list, live);
            let mut inner = live.clone();
            inner.insert(foreach.slot);
            foreach
                .body
                .iter()
                .for_each(|clause| check_clause(clause, &mut inner));
        }
        Clause::Call(call) => {
            check_all(&call.arguments, live);
            live.extend(call.yields.iter().map(|(_, slot)| *slot));
        }
        Clause::Subquery(subquery) => {
            subquery.imports.iter().for_each(|slot| read(*slot, live));
            check_query(&subquery.query, &subquery.imports.iter().copied().collect());
            live.extend(subquery.query.columns.iter().map(|column| column.slot));
        }
        Clause::LoadCsv(load) => {
            check(&load.from, live);
            live.extend([load.slot, load.origin.file, load.origin.line]);
        }
        Clause::Finish => {}
    }
}

fn check_project(project: &Project, live: &Live) -> Live {
    let mut input = live.clone();
    if let Some(grouping) = &project.grouping {
        let mut grouped = Live::new();
        for (slot, key) in &grouping.keys {
            check(key, live);
            grouped.insert(*slot);
        }
        for aggregate in &grouping.aggregates {
            check_all(&aggregate.arguments, live);
            grouped.insert(aggregate.slot);
        }
        input = grouped;
    }
    project
        .items
        .iter()
        .for_each(|(_, item)| check(item, &input));
    let outputs: Live = project.items.iter().map(|(slot, _)| *slot).collect();
    assert_eq!(
        outputs.len(),
        project.items.len(),
        "each column has a slot of its own"
    );
    let mut tail = outputs.clone();
    if project.grouping.is_some() || !project.distinct {
        tail.extend(input);
    }
    project
        .order
        .iter()
        .for_each(|key| check(&key.expression, &tail));
    check_all(&project.predicates, &tail);
    outputs
}

fn check_pattern(pattern: &Pattern, live: &mut Live) {
    for node in &pattern.nodes {
        assert_eq!(
            node.bound,
            live.contains(&node.slot),
            "bound nodes are those that were there"
        );
    }
    live.extend(pattern.nodes.iter().map(|node| node.slot));
    let searched = pattern.shortest.iter().map(|search| &search.relationship);
    for relationship in pattern.relationships.iter().chain(searched) {
        assert_eq!(
            relationship.bound,
            live.contains(&relationship.slot),
            "bound relationships are those that were there"
        );
        assert!(
            relationship.left < pattern.nodes.len() && relationship.right < pattern.nodes.len()
        );
        live.insert(relationship.slot);
    }
    pattern.paths.iter().for_each(|path| check_path(path, live));
    live.extend(pattern.shortest.iter().map(|search| search.path));
    let searched = pattern.shortest.iter().map(|search| &search.relationship);
    pattern
        .relationships
        .iter()
        .chain(searched)
        .for_each(|relationship| check_steps(relationship, live));
    pattern
        .shortest
        .iter()
        .for_each(|search| check_all(&search.predicates, live));
}

fn check_path(path: &PatternPath, live: &mut Live) {
    path.steps
        .iter()
        .chain([&path.start])
        .for_each(|slot| read(*slot, live));
    live.insert(path.slot);
}

fn check_steps(relationship: &PatternRelationship, live: &Live) {
    if let Some(length) = &relationship.length {
        let mut inner = live.clone();
        inner.insert(length.element);
        check_all(&length.predicates, &inner);
    }
}

fn check_create(create: &Create, live: &mut Live) {
    let before = live.clone();
    let properties = create.nodes.iter().map(|node| &node.properties);
    let properties = properties.chain(create.relationships.iter().map(|it| &it.properties));
    properties
        .flatten()
        .for_each(|properties| check(properties, &before));
    let labels = create.nodes.iter().flat_map(|node| &node.dynamic_labels);
    let types = create.relationships.iter().filter_map(|it| match &it.kind {
        NewType::Dynamic(names) => Some(names),
        NewType::Name(_) => None,
    });
    check_all(labels.chain(types), &before);
    live.extend(create.nodes.iter().map(|node| node.slot));
    for relationship in &create.relationships {
        read(relationship.start, live);
        read(relationship.end, live);
    }
    live.extend(create.relationships.iter().map(|it| it.slot));
    create.paths.iter().for_each(|path| check_path(path, live));
}

fn check_set(item: &SetItem, live: &Live) {
    match item {
        SetItem::Property { target, value, .. } => check_all([target, value], live),
        SetItem::DynamicProperty { target, key, value } => check_all([target, key, value], live),
        SetItem::Replace { target, value } | SetItem::Merge { target, value } => {
            read(*target, live);
            check(value, live);
        }
        SetItem::Labels { target, .. } => read(*target, live),
        SetItem::DynamicLabels { target, names } => {
            read(*target, live);
            check(names, live);
        }
    }
}

fn check_remove(item: &RemoveItem, live: &Live) {
    match item {
        RemoveItem::Property { target, .. } => check(target, live),
        RemoveItem::DynamicProperty { target, key } => check_all([target, key], live),
        RemoveItem::Labels { target, .. } => read(*target, live),
        RemoveItem::DynamicLabels { target, names } => {
            read(*target, live);
            check(names, live);
        }
    }
}

fn check_all<'e>(expressions: impl IntoIterator<Item = &'e Expression>, live: &Live) {
    expressions
        .into_iter()
        .for_each(|expression| check(expression, live));
}

fn check(of: &Generic<Query>, live: &Live) {
    match &of.kind {
        Kind::Literal(_) | Kind::Parameter(_) => {}
        Kind::Slot(slot) => read(*slot, live),
        Kind::List(items) | Kind::And(items) | Kind::Or(items) | Kind::Xor(items) => {
            check_all(items, live)
        }
        Kind::Map(entries) => check_all(entries.iter().map(|(_, value)| value), live),
        Kind::MapProjection { base, items } => {
            check(base, live);
            for item in items {
                if let MapProjectionItem::Entry(_, value) = item {
                    check(value, live);
                }
            }
        }
        Kind::Property { base, .. } => check(base, live),
        Kind::Index { base, index } => check_all([&**base, index], live),
        Kind::HasDynamicLabels { operand, names, .. } => check_all([&**operand, names], live),
        Kind::Slice { base, from, to } => {
            check(base, live);
            check_all(from.iter().chain(to).map(|bound| &**bound), live);
        }
        Kind::Not(inner) | Kind::Negate(inner) | Kind::Plus(inner) => check(inner, live),
        Kind::Chain { first, rest } => {
            check(first, live);
            check_all(rest.iter().map(|(_, operand)| operand), live);
        }
        Kind::Comparison { operands, .. } => check_all(operands, live),
        Kind::IsNull { operand, .. }
        | Kind::IsTyped { operand, .. }
        | Kind::HasLabels { operand, .. } => {
            check(operand, live);
        }
        Kind::Case {
            subject,
            branches,
            otherwise,
        } => {
            check_all(subject.iter().chain(otherwise).map(|part| &**part), live);
            for (tests, result) in branches {
                check_all(tests, live);
                check(result, live);
            }
        }
        Kind::Call { arguments, .. } => check_all(arguments, live),
        Kind::Path { start, steps } => steps
            .iter()
            .chain([start])
            .for_each(|slot| read(*slot, live)),
        Kind::Disjoint { left, right } => {
            [left, right].into_iter().for_each(|slot| read(*slot, live))
        }
        Kind::Subquery { query, imports, .. } => {
            imports.iter().for_each(|slot| read(*slot, live));
            check_query(query, &imports.iter().copied().collect());
        }
        scoped => check_scoped(scoped, live),
    }
}

fn check_scoped(of: &Kind<Query>, live: &Live) {
    let mut inner = live.clone();
    match of {
        Kind::ListComprehension {
            variable,
            list,
            predicate,
            projection,
        } => {
            check(list, live);
            inner.insert(*variable);
            check_all(
                predicate.iter().chain(projection).map(|part| &**part),
                &inner,
            );
        }
        Kind::Quantified {
            variable,
            list,
            predicate,
            ..
        } => {
            check(list, live);
            inner.insert(*variable);
            check(predicate, &inner);
        }
        Kind::Reduce {
            accumulator,
            start,
            variable,
            list,
            step,
        } => {
            check_all([&**start, list], live);
            inner.extend([*accumulator, *variable]);
            check(step, &inner);
        }
        _ => unreachable!("all other forms are done"),
    }
}

#[test]
fn every_slot_is_introduced_before_it_is_read() {
    for text in QUERIES {
        for text in [(*text).to_owned(), format!("WHY {text}")] {
            let tree = parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
            match analyse(&tree, &Library::built_in()) {
                Ok(resolved) => check_query(&resolved.query, &Live::new()),
                Err(errors) if text.starts_with("WHY") && errors[0].detail == "NotSupported" => {}
                Err(errors) => panic!("{text}: {errors:?}"),
            }
        }
    }
}

const QUERIES: &[&str] = &[
    "MATCH (a:A {x: 1})-[r:T]->(b) WHERE a.y > b.y RETURN a, r.z AS z ORDER BY b.y SKIP 1 LIMIT 2",
    "MATCH (a)-[r:T*1..3 {x: 1}]->(b) OPTIONAL MATCH p = (b)-->(c) RETURN *",
    "MATCH p = shortestPath((a)-[*]-(b)) WHERE length(p) > 2 AND a.x = 1 RETURN p",
    "MATCH (a), (b) RETURN shortestPath((a)-[:T*]->(b)) AS p, allShortestPaths((a)-[*]->(b)) AS q",
    "MATCH (n) RETURN n, n.x AS x, count(*) + size(collect(n.y)) AS c ORDER BY n.x, count(*), sum(n.z + 1)",
    "MATCH (n) RETURN DISTINCT n.x AS x ORDER BY n.x",
    "MATCH (n) WITH DISTINCT n, count(*) AS c WHERE c > 1 RETURN n.x AS x, max(c) AS most",
    "MATCH (n) WHERE EXISTS { MATCH (n)-->(m) WITH n, count(*) AS c WHERE c = 3 RETURN true } RETURN n",
    "MATCH (n) WHERE (n)-->() AND NOT (n)-[:T]->(:A) RETURN [(n)-->(m) WHERE m.x = n.x | m.y] AS ys",
    "MATCH (n) RETURN COUNT { (n)--() } AS d, COLLECT { MATCH (n)--(m) RETURN m.x } AS xs",
    "MATCH (n) RETURN EXISTS { MATCH (n)-->(m) WITH m, count(*) AS c MATCH (m)-->(o) WHERE o = n RETURN o } AS e",
    "MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN count(m) AS c UNION MATCH (n)<--(m) RETURN count(m) AS c } RETURN n, c",
    "MATCH (n) CALL { WITH n MATCH (n)-->(m) RETURN m } RETURN n, m",
    "UNWIND [1, 2] AS x CALL (*) { RETURN x + 1 AS y } RETURN x, y",
    "RETURN 1 AS a UNION RETURN 2 AS a",
    "MATCH (a) RETURN a UNION ALL MATCH (a)-->() RETURN a",
    "CREATE (a:A {x: 1})-[r:T]->(b), (c {y: a.x}) SET b.z = 2, a += {w: 1}, c:C REMOVE a.x",
    "MATCH (a) MERGE p = (a)-[r:T {x: 1}]-(b:B {y: a.y}) ON CREATE SET r.z = 1 ON MATCH SET b.z = 2 RETURN p",
    "MATCH (a) FOREACH (x IN [1, 2] | CREATE (b {x: x}) SET a.y = x) DETACH DELETE a",
    "LET x = 1, y = x + 1 FILTER y > 1 RETURN x, y NEXT RETURN x + y AS z",
    "FOR x IN [1, 2] WITH ORDINALITY i RETURN x, i",
    "RETURN reduce(s = 0, x IN [1, 2] | s + x) AS s, [x IN [1, 2] WHERE x > 1 | x * 2] AS l, all(x IN [1] WHERE x = 1) AS a",
    "MATCH (n) WITH n {.x, .*, y: 1, n} AS m RETURN m.x AS x",
    "CALL db.labels()",
    "CALL db.labels() YIELD label AS l WITH l WHERE l STARTS WITH 'A' RETURN l",
    "MATCH (a) ORDER BY a.x LIMIT 3 RETURN a",
    "MATCH (a) CALL (a) { CREATE (a)-[:T]->(b), (b)-[:T]->(c) RETURN b } RETURN b",
    "MATCH (a) CALL { WITH a MERGE (a)-[:T]->(b) RETURN b } RETURN b",
    "MATCH (a)-[r]->(b) CALL (*) { MATCH (a)-[r]->(c) LET x = 1 RETURN DISTINCT c, x } RETURN b, c",
    "MATCH (a) CALL (a) { FOREACH (x IN [1] | SET a.x = x) } RETURN a",
    "MATCH (a)-[r:!A&B]->(b WHERE b.x = a.x) RETURN r",
    "MATCH (a)-[r*1..2 WHERE r.x = a.x]->(b) RETURN size(r) AS s",
    "MATCH (a) CALL { MATCH (b) RETURN b } MATCH (b)-->(a) RETURN DISTINCT a.x AS x, count(b) AS c ORDER BY c",
];
