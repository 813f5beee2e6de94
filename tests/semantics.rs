//! The semantic analysis: what it says of mistakes, what walks become, what is warned of.

use insta::assert_snapshot;
use rihla::Error;
use rihla::diagnostic::Source;
use rihla::function::Library;
use rihla::graph::Graph;
use rihla::semantics::query::Resolved;
use rihla::semantics::{SemanticError, Warning, analyse, lower_walk, warnings};
use rihla::syntax::ast::{Body, Statement};
use rihla::syntax::parse;
use rihla::value::{NodeId, Value};

/// All mistakes of a statement, drawn.
fn errors(text: &str) -> String {
    match resolve(text) {
        Ok(_) => "no error".to_owned(),
        Err(errors) => drawn(text, errors),
    }
}

fn resolve(text: &str) -> Result<Resolved, Vec<SemanticError>> {
    analyse(
        &parse(text).expect("the statement is written correctly"),
        &Library::built_in(),
    )
}

fn drawn(text: &str, errors: Vec<SemanticError>) -> String {
    let source = Source::new(text);
    let drawn = errors
        .into_iter()
        .map(|error| Error::from(error).draw(&source));
    drawn.collect::<Vec<_>>().join("\n\n")
}

/// The query a walk stands for, or why it stands for none.
fn walk(text: &str) -> String {
    match walked(text) {
        Ok(statement) => {
            analyse(&statement, &Library::built_in())
                .expect("a walk becomes a query that makes sense");
            statement.to_string()
        }
        Err(error) => drawn(text, vec![error]),
    }
}

fn walked(text: &str) -> Result<Statement, SemanticError> {
    let statement = parse(text).expect("the walk is written correctly");
    let Body::Walk(walk) = &statement.body else {
        panic!("{text} is not a walk")
    };
    let body = Body::Query(lower_walk(walk, &sample())?);
    Ok(Statement { body, ..statement })
}

/// The warnings of a query.
fn warned(text: &str) -> String {
    listed(warnings(
        &resolve(text).expect("the query makes sense"),
        &sample(),
    ))
}

/// The warnings of a walk.
fn walk_warned(text: &str) -> String {
    let statement = walked(text).expect("the walk can be looked up");
    let resolved =
        analyse(&statement, &Library::built_in()).expect("a walk becomes a query that makes sense");
    listed(warnings(&resolved, &sample()))
}

fn listed(warnings: Vec<Warning>) -> String {
    let one = |warning: Warning| match warning.hint {
        Some(hint) => format!("{} ({hint})", warning.message),
        None => warning.message,
    };
    match warnings.is_empty() {
        true => "no warning".to_owned(),
        false => warnings.into_iter().map(one).collect::<Vec<_>>().join("\n"),
    }
}

/// Qatar, what it mediated and belongs to, and two things called Mercury.
fn sample() -> Graph {
    let mut graph = Graph::new();
    let qatar = node(&mut graph, &["Country"], "Qatar", &["State of Qatar"]);
    let venezuela = node(&mut graph, &["Country"], "Venezuela", &[]);
    let exchange = node(
        &mut graph,
        &["Event"],
        "US–Venezuela prisoner exchange",
        &["US–Venezuela exchange"],
    );
    let sco = node(
        &mut graph,
        &["Organization"],
        "Shanghai Cooperation Organization",
        &["SCO"],
    );
    let planet = node(&mut graph, &["Planet"], "Mercury", &["The planet"]);
    node(&mut graph, &["Planet"], "Mercury", &["Another planet"]);
    relate(&mut graph, qatar, "MEDIATED", exchange);
    relate(&mut graph, exchange, "BETWEEN", venezuela);
    relate(&mut graph, qatar, "DIALOGUE_PARTNER_OF", sco);
    relate(&mut graph, planet, "ORBITS", venezuela);
    graph
}

fn node(graph: &mut Graph, labels: &[&str], name: &str, aliases: &[&str]) -> NodeId {
    let labels: Vec<_> = labels
        .iter()
        .map(|label| graph.intern_label(label))
        .collect();
    let (name_key, aliases_key) = (graph.intern_key("name"), graph.intern_key("aliases"));
    let aliases: Vec<Value> = aliases.iter().map(|alias| Value::string(*alias)).collect();
    let properties = vec![
        (name_key, Value::string(name)),
        (aliases_key, Value::list(aliases)),
    ];
    graph
        .create_node(&labels, properties)
        .expect("texts can be stored")
}

fn relate(graph: &mut Graph, start: NodeId, kind: &str, end: NodeId) {
    let kind = graph.intern_type(kind);
    graph
        .create_relationship(start, kind, end, Vec::new())
        .expect("both ends are there");
}

#[test]
fn names_that_mean_nothing() {
    assert_snapshot!(errors("MATCH (person) RETURN persn"), @r"
    error[UndefinedVariable]: variable `persn` is not defined
     --> 1:23
      |
    1 | MATCH (person) RETURN persn
      |                       ^^^^^
    help: did you mean `person`?
    ");
    assert_snapshot!(errors("MATCH (n) WHERE n.name = Qatar RETURN n"), @r"
    error[UndefinedVariable]: variable `Qatar` is not defined
     --> 1:26
      |
    1 | MATCH (n) WHERE n.name = Qatar RETURN n
      |                          ^^^^^
    help: for a text write 'Qatar'
    ");
    assert_snapshot!(errors("MATCH (a), (b) WITH a RETURN b"), @r"
    error[UndefinedVariable]: variable `b` is not defined
     --> 1:30
      |
    1 | MATCH (a), (b) WITH a RETURN b
      |                              ^
    help: a `WITH` before did not pass `b` on
    ");
    assert_snapshot!(errors("MATCH (n) RETURN n.name, siez(n.name)"), @r"
    error[UnknownFunction]: there is no function `siez`
     --> 1:26
      |
    1 | MATCH (n) RETURN n.name, siez(n.name)
      |                          ^^^^
    help: did you mean `size`?
    ");
    assert_snapshot!(errors("CALL db.lables() YIELD label RETURN label"), @r"
    error[ProcedureNotFound]: there is no procedure `db.lables`
     --> 1:6
      |
    1 | CALL db.lables() YIELD label RETURN label
      |      ^^^^^^^^^
    help: did you mean `db.labels`?
    ");
    assert_snapshot!(errors("CALL db.labels() YIELD lable RETURN lable"), @r"
    error[UndefinedVariable]: `db.labels` gives no column `lable`
     --> 1:24
      |
    1 | CALL db.labels() YIELD lable RETURN lable
      |                        ^^^^^
    help: did you mean `label`?
    ");
    assert_snapshot!(errors("MATCH (n) WHERE (n)-[r]->(m) RETURN n"), @r"
    error[UndefinedVariable]: variable `r` is not defined
     --> 1:22
      |
    1 | MATCH (n) WHERE (n)-[r]->(m) RETURN n
      |                      ^
    help: a pattern in a condition declares nothing; write `EXISTS { … }` to name its parts

    error[UndefinedVariable]: variable `m` is not defined
     --> 1:27
      |
    1 | MATCH (n) WHERE (n)-[r]->(m) RETURN n
      |                           ^
    help: a pattern in a condition declares nothing; write `EXISTS { … }` to name its parts
    ");
    assert_snapshot!(errors("MATCH (n) RETURN DISTINCT n.x ORDER BY n.y"), @r"
    error[UndefinedVariable]: variable `n` is not there any more where rows have been put together
     --> 1:40
      |
    1 | MATCH (n) RETURN DISTINCT n.x ORDER BY n.y
      |                                        ^
    help: only what is returned can be sorted by; return `n` too
    ");
}

#[test]
fn variables_declared_twice() {
    assert_snapshot!(errors("MATCH p = (p)-->() RETURN p"), @r"
    error[VariableAlreadyBound]: variable `p` is already defined
     --> 1:7
      |
    1 | MATCH p = (p)-->() RETURN p
      |       ^
    ");
    assert_snapshot!(errors("MATCH (a)-[r]->(b)-[r]->(c) RETURN r"), @r"
    error[RelationshipUniquenessViolation]: relationship `r` stands twice in one `MATCH`, where all relationships differ
     --> 1:21
      |
    1 | MATCH (a)-[r]->(b)-[r]->(c) RETURN r
      |                     ^
    ");
    assert_snapshot!(errors("MATCH (a) CREATE (a:Label)"), @r"
    error[VariableAlreadyBound]: variable `a` is already defined
     --> 1:19
      |
    1 | MATCH (a) CREATE (a:Label)
      |                   ^
    help: an existing node can only be an end of what is created
    ");
    assert_snapshot!(errors("WITH 1 AS x UNWIND [1] AS x RETURN x"), @r"
    error[VariableAlreadyBound]: variable `x` is already defined
     --> 1:27
      |
    1 | WITH 1 AS x UNWIND [1] AS x RETURN x
      |                           ^
    ");
    assert_snapshot!(errors("MATCH ()-[r]->() MATCH (r) RETURN r"), @r"
    error[VariableTypeConflict]: variable `r` is a relationship, here it is used as a node
     --> 1:25
      |
    1 | MATCH ()-[r]->() MATCH (r) RETURN r
      |                         ^
    ");
    assert_snapshot!(errors("WITH 123 AS n MATCH (n) RETURN n"), @r"
    error[VariableTypeConflict]: variable `n` is an integer, here it is used as a node
     --> 1:22
      |
    1 | WITH 123 AS n MATCH (n) RETURN n
      |                      ^
    ");
}

#[test]
fn types_that_can_never_fit() {
    assert_snapshot!(errors("RETURN 1 AND true"), @r"
    error[InvalidArgumentType]: expected a boolean, found an integer
     --> 1:8
      |
    1 | RETURN 1 AND true
      |        ^
    ");
    assert_snapshot!(errors("RETURN NOT 'x'"), @r"
    error[InvalidArgumentType]: expected a boolean, found a string
     --> 1:12
      |
    1 | RETURN NOT 'x'
      |            ^^^
    ");
    assert_snapshot!(errors("RETURN 1 IN 'abc'"), @r"
    error[InvalidArgumentType]: expected a list, found a string
     --> 1:13
      |
    1 | RETURN 1 IN 'abc'
      |             ^^^^^
    ");
    assert_snapshot!(errors("RETURN any(x IN ['a'] WHERE x % 2 = 0)"), @r"
    error[InvalidArgumentType]: expected a number, found a string
     --> 1:29
      |
    1 | RETURN any(x IN ['a'] WHERE x % 2 = 0)
      |                             ^^^^
    ");
    assert_snapshot!(errors("MATCH (n) RETURN length(n)"), @r"
    error[InvalidArgumentType]: `length` takes a path as `path`, found a node
     --> 1:25
      |
    1 | MATCH (n) RETURN length(n)
      |                         ^
    ");
    assert_snapshot!(errors("MATCH p = (a)-->(b) RETURN p.name"), @r"
    error[InvalidArgumentType]: expected a node, a relationship or a map, found a path
     --> 1:28
      |
    1 | MATCH p = (a)-->(b) RETURN p.name
      |                            ^
    ");
    assert_snapshot!(errors("RETURN true + 1"), @r"
    error[InvalidArgumentType]: cannot add a boolean and an integer
     --> 1:8
      |
    1 | RETURN true + 1
      |        ^^^^^^^^
    ");
    assert_snapshot!(errors("MATCH (n) WHERE n RETURN n"), @r"
    error[InvalidArgumentType]: expected a boolean, found a node
     --> 1:17
      |
    1 | MATCH (n) WHERE n RETURN n
      |                 ^
    ");
    assert_snapshot!(errors("MATCH () DELETE 1 + 1"), @r"
    error[InvalidArgumentType]: expected a node, a relationship or a path, found an integer
     --> 1:17
      |
    1 | MATCH () DELETE 1 + 1
      |                 ^^^^^
    ");
    assert_snapshot!(errors("MATCH (n) RETURN n LIMIT 1.5"), @r"
    error[InvalidArgumentType]: expected an integer, found a float
     --> 1:26
      |
    1 | MATCH (n) RETURN n LIMIT 1.5
      |                          ^^^
    ");
}

#[test]
fn aggregations_out_of_place() {
    assert_snapshot!(errors("MATCH (n) WHERE count(n) > 1 RETURN n"), @r"
    error[InvalidAggregation]: an aggregation cannot stand here
     --> 1:17
      |
    1 | MATCH (n) WHERE count(n) > 1 RETURN n
      |                 ^^^^^^^^
    help: aggregate in a `WITH` before and use its result
    ");
    assert_snapshot!(errors("RETURN count(count(*))"), @r"
    error[NestedAggregation]: an aggregation cannot stand inside an aggregation
     --> 1:14
      |
    1 | RETURN count(count(*))
      |              ^^^^^^^^
    help: aggregate in a `WITH` before and use its result
    ");
    assert_snapshot!(errors("MATCH (a)--(b) RETURN a.age + count(b.age)"), @r"
    error[AmbiguousAggregationExpression]: `a` is mixed with an aggregation and not grouped by
     --> 1:23
      |
    1 | MATCH (a)--(b) RETURN a.age + count(b.age)
      |                       ^
    help: return it, or what is read of it, as a column of its own: rows are grouped by those
    ");
    assert_snapshot!(errors("MATCH (a)--(b) WITH a.age + b.age AS sum, count(*) AS c ORDER BY a.age + b.age + count(*) RETURN c"), @r"
    error[AmbiguousAggregationExpression]: `a` is mixed with an aggregation and not grouped by
     --> 1:66
      |
    1 | MATCH (a)--(b) WITH a.age + b.age AS sum, count(*) AS c ORDER BY a.age + b.age + count(*) RETURN c
      |                                                                  ^
    help: return it, or what is read of it, as a column of its own: rows are grouped by those

    error[AmbiguousAggregationExpression]: `b` is mixed with an aggregation and not grouped by
     --> 1:74
      |
    1 | …a)--(b) WITH a.age + b.age AS sum, count(*) AS c ORDER BY a.age + b.age + count(*) RETURN c
      |                                                                    ^
    help: return it, or what is read of it, as a column of its own: rows are grouped by those
    ");
    assert_snapshot!(errors("MATCH (n) RETURN n.x AS x, max(n.y) AS y ORDER BY sum(n.z)"), @r"
    error[UndefinedVariable]: variable `n` is not there any more where rows have been put together
     --> 1:51
      |
    1 | MATCH (n) RETURN n.x AS x, max(n.y) AS y ORDER BY sum(n.z)
      |                                                   ^^^
    help: sort by an aggregation that is returned too
    ");
    assert_snapshot!(errors("RETURN [x IN [1] | count(*)]"), @r"
    error[InvalidAggregation]: an aggregation cannot stand here
     --> 1:20
      |
    1 | RETURN [x IN [1] | count(*)]
      |                    ^^^^^^^^
    help: aggregate in a `WITH` before and use its result
    ");
    assert_snapshot!(errors("RETURN count(rand())"), @r"
    error[NonConstantExpression]: `rand` gives another value each time and cannot be aggregated
     --> 1:14
      |
    1 | RETURN count(rand())
      |              ^^^^^^
    ");
    assert_snapshot!(errors("MATCH (n) WITH n.x AS x ORDER BY count(n) RETURN x"), @r"
    error[InvalidAggregation]: an aggregation cannot stand here
     --> 1:34
      |
    1 | MATCH (n) WITH n.x AS x ORDER BY count(n) RETURN x
      |                                  ^^^^^^^^
    help: aggregate in a `WITH` before and use its result
    ");
}

#[test]
fn patterns_that_cannot_be_meant() {
    assert_snapshot!(errors("CREATE (a)-[:T]-(b)"), @r"
    error[RequiresDirectedRelationship]: a relationship is created in one direction
     --> 1:11
      |
    1 | CREATE (a)-[:T]-(b)
      |           ^^^^^^
    help: draw one arrow head, as in `-[:TYPE]->`
    ");
    assert_snapshot!(errors("CREATE (a)-->(b)"), @r"
    error[NoSingleRelationshipType]: a relationship is created with exactly one type
     --> 1:11
      |
    1 | CREATE (a)-->(b)
      |           ^^^
    help: write it as `-[:TYPE]->`
    ");
    assert_snapshot!(errors("CREATE (a)-[:T*2]->(b)"), @r"
    error[CreatingVarLength]: a relationship of variable length cannot be created
     --> 1:15
      |
    1 | CREATE (a)-[:T*2]->(b)
      |               ^^
    ");
    assert_snapshot!(errors("MATCH (n) RETURN (n)-->()"), @r"
    error[UnexpectedSyntax]: a pattern is not a value, it only tells whether there is such a path
     --> 1:18
      |
    1 | MATCH (n) RETURN (n)-->()
      |                  ^^^^^^^^
    help: write `EXISTS { … }`, `COUNT { … }` or `[pattern | expression]`
    ");
    assert_snapshot!(errors("MATCH (n) DELETE n:Person"), @r"
    error[InvalidDelete]: `DELETE` deletes nodes and relationships, not labels or types
     --> 1:18
      |
    1 | MATCH (n) DELETE n:Person
      |                  ^^^^^^^^
    help: write `REMOVE n:Label` to take a label off a node
    ");
    assert_snapshot!(errors("CREATE (a:A|B)"), @r"
    error[UnexpectedSyntax]: a node has labels, not a condition on them
     --> 1:11
      |
    1 | CREATE (a:A|B)
      |           ^^^
    help: write them as `:A:B`
    ");
}

#[test]
fn clauses_in_the_wrong_order() {
    assert_snapshot!(errors("MATCH (n)"), @r"
    error[InvalidClauseComposition]: a query cannot end with `MATCH`
     --> 1:1
      |
    1 | MATCH (n)
      | ^^^^^^^^^
    help: end it with `RETURN`, or with a clause that changes the graph
    ");
    assert_snapshot!(errors("MATCH (n) RETURN n MATCH (m) RETURN m"), @r"
    error[InvalidClauseComposition]: nothing can follow `RETURN`
     --> 1:11
      |
    1 | MATCH (n) RETURN n MATCH (m) RETURN m
      |           ^^^^^^^^
    help: use `WITH` to go on with what has been found so far
    ");
    assert_snapshot!(errors("RETURN 1 AS a UNION RETURN 2 AS b"), @r"
    error[DifferentColumnsInUnion]: both sides of a `UNION` need the same columns, found `a` and `b`
     --> 1:15
      |
    1 | RETURN 1 AS a UNION RETURN 2 AS b
      |               ^^^^^
    ");
    assert_snapshot!(errors("RETURN 1 AS a UNION RETURN 2 AS a UNION ALL RETURN 3 AS a"), @r"
    error[InvalidClauseComposition]: `UNION` and `UNION ALL` cannot be mixed
     --> 1:35
      |
    1 | RETURN 1 AS a UNION RETURN 2 AS a UNION ALL RETURN 3 AS a
      |                                   ^^^^^^^^^
    ");
    assert_snapshot!(errors("MATCH (n) WHERE EXISTS { MATCH (n)-->(m) SET m.x = 1 } RETURN n"), @r"
    error[InvalidClauseComposition]: `SET` changes the graph and cannot stand in a subquery of an expression
     --> 1:42
      |
    1 | MATCH (n) WHERE EXISTS { MATCH (n)-->(m) SET m.x = 1 } RETURN n
      |                                          ^^^^^^^^^^^
    ");
    assert_snapshot!(errors("MATCH (n) FOREACH (x IN [1] | MATCH (m))"), @r"
    error[InvalidClauseComposition]: `MATCH` cannot stand in `FOREACH`, only clauses that change the graph
     --> 1:31
      |
    1 | MATCH (n) FOREACH (x IN [1] | MATCH (m))
      |                               ^^^^^^^^^
    ");
    assert_snapshot!(errors("MATCH (n) CALL { MATCH (n)-->(m) RETURN m } RETURN m"), @r"
    error[UndefinedVariable]: variable `n` is outside this subquery, which does not say whether it takes it in
     --> 1:25
      |
    1 | MATCH (n) CALL { MATCH (n)-->(m) RETURN m } RETURN m
      |                         ^
    help: write `CALL (n) { … }` to use it, `CALL () { … }` to leave it outside
    ");
    assert_snapshot!(errors("MATCH () RETURN *"), @r"
    error[NoVariablesInScope]: `RETURN *` has nothing to return: no variables are defined
     --> 1:10
      |
    1 | MATCH () RETURN *
      |          ^^^^^^^^
    ");
    assert_snapshot!(errors("MATCH (n) WITH n, count(*) RETURN n"), @r"
    error[NoExpressionAlias]: an expression in `WITH` needs a name
     --> 1:19
      |
    1 | MATCH (n) WITH n, count(*) RETURN n
      |                   ^^^^^^^^
    help: write `AS` and a name behind it
    ");
    assert_snapshot!(errors("RETURN 1 AS a, 2 AS a"), @r"
    error[ColumnNameConflict]: two columns are called `a`
     --> 1:21
      |
    1 | RETURN 1 AS a, 2 AS a
      |                     ^
    ");
    assert_snapshot!(errors("CALL db.awaitIndex RETURN 1"), @r"
    error[InvalidArgumentPassingMode]: only a call that is the whole statement takes its arguments from the parameters
     --> 1:1
      |
    1 | CALL db.awaitIndex RETURN 1
      | ^^^^^^^^^^^^^^^^^^
    help: write `CALL db.awaitIndex(…)` with its arguments
    ");
}

#[test]
fn several_mistakes_at_once() {
    assert_snapshot!(errors("MATCH (n:Person) WHERE n.age > limt AND NOT 1 RETURN nam, siez(n)"), @r"
    error[UndefinedVariable]: variable `limt` is not defined
     --> 1:32
      |
    1 | MATCH (n:Person) WHERE n.age > limt AND NOT 1 RETURN nam, siez(n)
      |                                ^^^^

    error[InvalidArgumentType]: expected a boolean, found an integer
     --> 1:45
      |
    1 | MATCH (n:Person) WHERE n.age > limt AND NOT 1 RETURN nam, siez(n)
      |                                             ^

    error[UndefinedVariable]: variable `nam` is not defined
     --> 1:54
      |
    1 | MATCH (n:Person) WHERE n.age > limt AND NOT 1 RETURN nam, siez(n)
      |                                                      ^^^

    error[UnknownFunction]: there is no function `siez`
     --> 1:59
      |
    1 | MATCH (n:Person) WHERE n.age > limt AND NOT 1 RETURN nam, siez(n)
      |                                                           ^^^^
    help: did you mean `size`?
    ");
}

#[test]
fn a_quantified_path_in_a_quantified_path() {
    assert_snapshot!(errors("MATCH (((a)-[:T]->(b)){2}){1,3} RETURN a"), @r"
    error[InvalidQuantifiedPathPattern]: a quantified path cannot hold another one, nor a relationship of variable length
     --> 1:7
      |
    1 | MATCH (((a)-[:T]->(b)){2}){1,3} RETURN a
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^
    help: write the inner part out, or ask for it with `EXISTS { … }`
    ");
}

#[test]
fn what_is_not_executed_yet() {
    assert_snapshot!(errors("WHY CREATE (a) RETURN a"), @r"
    error[NotSupported]: not supported yet: `WHY` before a query that changes the graph
     --> 1:1
      |
    1 | WHY CREATE (a) RETURN a
      | ^^^^^^^^^^^^^^^^^^^^^^^
    ");
}

#[test]
fn walks_become_queries() {
    assert_snapshot!(walk("Qatar -> mediated -> ?what"), @r"MATCH walk = (qatar:Country {name: 'Qatar'})-[:MEDIATED]->(what) RETURN coalesce(what.name, what) AS what, walk");
    assert_snapshot!(walk("qatar -> MEDIATED -> ?event -> between -> ?party"), @r"MATCH walk = (qatar:Country {name: 'Qatar'})-[:MEDIATED]->(event)-[:BETWEEN]->(party) RETURN coalesce(event.name, event) AS event, coalesce(party.name, party) AS party, walk");
    assert_snapshot!(walk("Qatar → mediated → US-Venezuela exchange"), @r"MATCH walk = (qatar:Country {name: 'Qatar'})-[relation:MEDIATED]->(us_venezuela_prisoner:Event {name: 'US–Venezuela prisoner exchange'}) RETURN qatar.name AS from, type(relation) AS relation, us_venezuela_prisoner.name AS to, walk");
    assert_snapshot!(walk("?who <- mediated <- Qatar"), @r"MATCH walk = (who)<-[:MEDIATED]-(qatar:Country {name: 'Qatar'}) RETURN coalesce(who.name, who) AS who, walk");
    assert_snapshot!(walk("Qatar -> mediated|dialogue partner of -> ?x"), @r"MATCH walk = (qatar:Country {name: 'Qatar'})-[:MEDIATED|DIALOGUE_PARTNER_OF]->(x) RETURN coalesce(x.name, x) AS x, walk");
    assert_snapshot!(walk("Qatar -> *1..3 -> Venezuela"), @"MATCH walk = ACYCLIC (qatar:Country {name: 'Qatar'})-[*1..3]->(venezuela:Country {name: 'Venezuela'}) RETURN [stop IN nodes(walk) | coalesce(stop.name, stop)] AS stops, [step IN relationships(walk) | type(step)] AS steps, length(walk) AS length, walk ORDER BY length, stops, steps");
    assert!(walk("Qatar -- * -- ?x").starts_with(
        "MATCH walk = ANY SHORTEST ACYCLIC (qatar:Country {name: 'Qatar'})-[*]-(x) RETURN"
    ));
    assert!(
        walk("Qatar -> * -> Venezuela").starts_with("MATCH walk = ALL SHORTEST ACYCLIC (qatar:")
    );
    assert_snapshot!(walk("Qatar -> ? -> ?"), @r"MATCH walk = (qatar:Country {name: 'Qatar'})-[relation]->(what) RETURN type(relation) AS relation, coalesce(what.name, what) AS what, walk");
    assert_snapshot!(walk("Qatar -- ?r -- ?x:organization"), @r"MATCH walk = (qatar:Country {name: 'Qatar'})-[r]-(x:Organization) RETURN type(r) AS r, coalesce(x.name, x) AS x, walk");
    assert_snapshot!(walk("Qatar -> ? -> ?walk -> ? -> Qatar"), @r"MATCH walk2 = (qatar:Country {name: 'Qatar'})-[relation]->(walk)-[relation2]->(qatar) RETURN type(relation) AS relation, coalesce(walk.name, walk) AS walk, type(relation2) AS relation2, walk2");
    assert_snapshot!(walk("Qatar"), @r"MATCH walk = (qatar:Country {name: 'Qatar'})-[relation]-(entity) RETURN CASE WHEN startNode(relation) = qatar THEN '→' ELSE '←' END AS direction, type(relation) AS relation, coalesce(entity.name, entity) AS entity, walk ORDER BY direction DESC, relation, entity");
    assert_snapshot!(walk("The planet -> orbits -> ?"), @r"MATCH walk = (mercury:Planet {name: 'Mercury'})-[:ORBITS]->(what) WHERE id(mercury) = 4 RETURN coalesce(what.name, what) AS what, walk");
    assert_snapshot!(walk("US–Venezuela prisoner exchange -> between -> Venezuela <- between <- US–Venezuela prisoner exchange"), @r"MATCH walk = (us_venezuela_prisoner:Event {name: 'US–Venezuela prisoner exchange'})-[relation:BETWEEN]->(venezuela:Country {name: 'Venezuela'})<-[relation2:BETWEEN]-(us_venezuela_prisoner) RETURN us_venezuela_prisoner.name AS from, type(relation) AS relation, venezuela.name AS via, type(relation2) AS relation2, us_venezuela_prisoner.name AS to, walk");
}

#[test]
fn walks_that_lead_nowhere() {
    assert_snapshot!(walk("Venezuela exchange -> between -> ?x"), @r"
    error[NameNotFound]: nothing is named `Venezuela exchange`
     --> 1:1
      |
    1 | Venezuela exchange -> between -> ?x
      | ^^^^^^^^^^^^^^^^^^
    help: did you mean `US–Venezuela exchange` or `Venezuela`?
    ");
    assert_snapshot!(walk("Qatr -> mediated -> ?x"), @r"
    error[NameNotFound]: nothing is named `Qatr`
     --> 1:1
      |
    1 | Qatr -> mediated -> ?x
      | ^^^^
    help: did you mean `Qatar`?
    ");
    assert_snapshot!(walk("Mercury -> orbits -> ?x"), @r"
    error[AmbiguousName]: `Mercury` names 2 entities: Mercury (Planet), Mercury (Planet)
     --> 1:1
      |
    1 | Mercury -> orbits -> ?x
      | ^^^^^^^
    help: ask with `MATCH` and a label or property that only one of them has
    ");
    assert_snapshot!(walk("Qatar -> mediates -> ?x"), @r"
    error[RelationNotFound]: no relation is called `mediates`
     --> 1:10
      |
    1 | Qatar -> mediates -> ?x
      |          ^^^^^^^^
    help: did you mean `mediated`?
    ");
    assert_snapshot!(walk("Qatar -> mediated -> ?x:Evnt"), @r"
    error[LabelNotFound]: nothing is labelled `Evnt`
     --> 1:25
      |
    1 | Qatar -> mediated -> ?x:Evnt
      |                         ^^^^
    help: did you mean `Event`?
    ");
}

#[test]
fn warnings_name_what_the_graph_does_not_have() {
    assert_snapshot!(warned("MATCH (n:Contry {nmae: 'Qatar'})-[:MEDIATES]->(m) WHERE m.nam = 'x' AND m:Evnt RETURN m"), @r"
    no node carries the label `Contry` (did you mean `Country`?)
    nothing has the property `nmae` (did you mean `name`?)
    no relationship is of type `MEDIATES` (did you mean `MEDIATED`?)
    nothing has the property `nam` (did you mean `name`?)
    no node carries the label `Evnt` (did you mean `Event`?)
    ");
    assert_snapshot!(warned("MATCH (Country)-[MEDIATED]->(Event {name: Country.name}) RETURN Country"), @r"
    `Country` is a variable here and stands for any node (for the label write `(:Country)`)
    `MEDIATED` is a variable here and stands for relationships of any type (for the type write `[:MEDIATED]`)
    `Event` is a variable here and stands for any node (for the label write `(:Event)`)
    ");
    assert_snapshot!(warned("MATCH (Country:Country)-[MEDIATED:MEDIATED]->(country) RETURN Country"), @"no warning");
    assert_snapshot!(warned("CREATE (n:New {fresh: 1}) WITH n MATCH (n:New) WHERE n.fresh = 1 RETURN n"), @r"no warning");
    assert_snapshot!(warned("MATCH (e:Event)-[:MEDIATED]->(c:Country) RETURN c"), @r"no relationship `MEDIATED` leaves a node labelled `Event`; it arrives there (turn the arrow round)");
    assert_snapshot!(warned("MATCH (c:Country)<-[:MEDIATED]-(e) RETURN c"), @r"no relationship `MEDIATED` arrives at a node labelled `Country`; it leaves there (turn the arrow round)");
    assert_snapshot!(warned("MATCH (c:Country)-[:MEDIATED]-(e) RETURN c"), @r"no warning");
}

#[test]
fn walks_against_the_arrows() {
    assert_snapshot!(walk_warned("US–Venezuela prisoner exchange -> mediated -> ?x"), @r"no relationship `MEDIATED` leaves `US–Venezuela prisoner exchange`; it arrives there (turn the arrow round)");
    assert_snapshot!(walk_warned("Qatar <- dialogue partner of <- ?x"), @r"no relationship `DIALOGUE_PARTNER_OF` arrives at `Qatar`; it leaves there (turn the arrow round)");
}

fn columns(text: &str) -> Vec<String> {
    let resolved = resolve(text).expect("the query makes sense");
    resolved
        .query
        .columns
        .iter()
        .map(|column| column.name.to_string())
        .collect()
}

#[test]
fn star_returns_all_variables_by_name() {
    assert_eq!(columns("MATCH (b)-[c]->(a) RETURN *"), ["a", "b", "c"]);
    assert_eq!(
        columns("WITH 1 AS b, 2 AS a RETURN *, 3 AS c"),
        ["a", "b", "c"]
    );
}

#[test]
fn columns_are_named_as_they_are_written() {
    assert_eq!(
        columns("MATCH (n) RETURN n, n.x+1, count( * ) AS c"),
        ["n", "n.x+1", "c"]
    );
    assert_eq!(columns("MATCH (n) SET n.x = 1"), [""; 0]);
    assert_eq!(columns("WHY MATCH (n) RETURN n.x AS why"), ["why", "why_"]);
}

#[test]
fn parameters_are_listed_in_order() {
    let resolved =
        resolve("WITH $b AS x WHERE x > $a RETURN x + $b AS y").expect("the query makes sense");
    assert_eq!(
        resolved
            .parameters
            .iter()
            .map(|name| &**name)
            .collect::<Vec<_>>(),
        ["b", "a"]
    );
}

#[test]
fn a_union_may_name_its_columns_in_another_order() {
    let resolved = resolve("RETURN 1 AS a, 2 AS b UNION ALL RETURN 3 AS b, 4 AS a")
        .expect("the query makes sense");
    let names = |part: usize| -> Vec<&str> {
        let outputs = &resolved.query.parts[part].outputs;
        outputs
            .iter()
            .map(|slot| &*resolved.slots[slot.0 as usize].name)
            .collect()
    };
    assert_eq!((names(0), names(1)), (vec!["a", "b"], vec!["a", "b"]));
}

#[test]
fn an_empty_graph_warns_of_nothing() {
    let resolved = resolve("MATCH (n:Anything) RETURN n.whatever").expect("the query makes sense");
    assert_eq!(warnings(&resolved, &Graph::new()), []);
}

#[test]
fn what_the_parser_lets_nest_is_no_danger() {
    let depth = rihla::syntax::MAX_DEPTH;
    let nestings = [
        ("[", "1", "]"),
        ("EXISTS { MATCH (n) WHERE ", "true", " }"),
        ("NOT (", "true", ")"),
    ];
    for (open, inside, close) in nestings {
        let deepest = (1..=depth).rev().find_map(|levels| {
            parse(&format!(
                "RETURN {}{inside}{} AS x",
                open.repeat(levels),
                close.repeat(levels)
            ))
            .ok()
        });
        let statement = deepest.expect("one level can be parsed");
        assert!(analyse(&statement, &Library::built_in()).is_ok());
    }
}

#[test]
fn many_clauses_and_many_terms_are_no_danger() {
    let clauses: String = (0..3_000)
        .map(|number| format!("WITH {number} AS x{number} "))
        .collect();
    assert!(resolve(&format!("{clauses} RETURN 1 AS x")).is_ok());
    let terms = vec!["1"; 50_000].join(" + ");
    assert!(resolve(&format!("RETURN {terms} AS x")).is_ok());
}
