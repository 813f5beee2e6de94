//! What people bring from other dialects and engines: each is answered once, in its place, with what is written here.

use insta::assert_snapshot;
use rihla::{Database, Error};

/// Each statement over its answer: the place, the mistake and the advice.
fn answers(statements: &str) -> String {
    let db = Database::in_memory();
    let answer = |statement: &str| match db.run(statement, ()) {
        Ok(_) => format!("{statement}\n    no error"),
        Err(error) => format!("{statement}\n{}", marked(&error)),
    };
    let lines = statements.lines().map(str::trim);
    let answers: Vec<String> = lines.filter(|line| !line.is_empty()).map(answer).collect();
    answers.join("\n")
}

fn marked(error: &Error) -> String {
    let span = error.span.unwrap_or_default();
    let (start, end) = (span.start as usize, span.end as usize);
    let marks = "^".repeat((end - start).clamp(1, 4));
    let margin = " ".repeat(start);
    let mut lines = vec![format!("{margin}{marks} {}", error.message)];
    lines.extend(error.hint.iter().map(|hint| format!("{margin}     {hint}")));
    lines.extend(error.others.iter().map(marked));
    lines.join("\n")
}

#[test]
fn statements_of_other_engines() {
    assert_snapshot!(answers(r#"
COPY Person FROM 'p.csv'
COPY (MATCH (a)-->(b) RETURN a) TO 'x.csv'
ALTER TABLE Person ADD age INT
COMMENT ON TABLE Person IS 'x'
INSTALL json
ATTACH 'x.db' AS d
IMPORT DATABASE 'x'
EXPORT DATABASE 'x'
DUMP DATABASE
CHECKPOINT
STORAGE MODE IN_MEMORY_TRANSACTIONAL
ANALYZE GRAPH
PROJECT GRAPH g
USING PERIODIC COMMIT 500 LOAD CSV FROM 'x' AS r RETURN r
    "#), @r#"
    COPY Person FROM 'p.csv'
    ^^^^ COPY begins no statement here
         write LOAD CSV WITH HEADERS FROM 'file.csv' AS row, or load a folder of files with -g
    COPY (MATCH (a)-->(b) RETURN a) TO 'x.csv'
    ^^^^ COPY begins no statement here
         return the rows: `rihla run --format csv` writes them
    ALTER TABLE Person ADD age INT
    ^^^^ ALTER begins no statement here
         there are no tables: labels and types need no declaring
    COMMENT ON TABLE Person IS 'x'
    ^^^^ COMMENT ON begins no statement here
         there are no tables: labels and types need no declaring
    INSTALL json
    ^^^^ INSTALL begins no statement here
         there are no extensions: all functions and procedures are built in
    ATTACH 'x.db' AS d
    ^^^^ ATTACH begins no statement here
         a graph is loaded with -g FOLDER, or with LOAD CSV
    IMPORT DATABASE 'x'
    ^^^^ IMPORT begins no statement here
         a graph is loaded with -g FOLDER, or with LOAD CSV
    EXPORT DATABASE 'x'
    ^^^^ EXPORT begins no statement here
         `rihla export` draws a graph; queries give rows in many formats
    DUMP DATABASE
    ^^^^ DUMP begins no statement here
         `rihla export` draws a graph; queries give rows in many formats
    CHECKPOINT
    ^^^^ CHECKPOINT begins no statement here
         leave it out: the graph is in memory
    STORAGE MODE IN_MEMORY_TRANSACTIONAL
    ^^^^ STORAGE begins no statement here
         leave it out: the graph is in memory
    ANALYZE GRAPH
    ^^^^ ANALYZE begins no statement here
         leave it out: the planner knows the graph
    PROJECT GRAPH g
    ^^^^ PROJECT begins no statement here
         the algorithms take what they run over: CALL algo.pageRank({labels: …, types: …})
    USING PERIODIC COMMIT 500 LOAD CSV FROM 'x' AS r RETURN r
    ^^^^ USING begins no statement here
         write LOAD CSV … CALL (row) { … } IN TRANSACTIONS OF 1000 ROWS
    "#);
}

#[test]
fn walks_that_begin_with_words_of_other_engines() {
    assert_snapshot!(answers(r#"
Export -> to -> ?x
Export Database -> x -> ?y
Copy -> from -> ?x
Comment on Table Mountain
Checkpoint
    "#), @r#"
    Export -> to -> ?x
    ^^^^ nothing is named `Export`
    Export Database -> x -> ?y
    ^^^^ nothing is named `Export Database`
    Copy -> from -> ?x
    ^^^^ nothing is named `Copy`
    Comment on Table Mountain
    ^^^^ nothing is named `Comment on Table Mountain`
    Checkpoint
    ^^^^ nothing is named `Checkpoint`
    "#);
}

#[test]
fn declarations_that_are_not_needed() {
    assert_snapshot!(answers(r#"
CREATE NODE TABLE Person(name STRING, PRIMARY KEY(name))
CREATE REL TABLE Knows(FROM Person TO Person)
CREATE GRAPH g
CREATE MACRO f(x) AS x + 1
CREATE SEQUENCE s
CREATE TYPE t AS INT
CREATE TRIGGER t ON CREATE AFTER COMMIT EXECUTE SET x.y = 1
CREATE USER u
CREATE type = (a) RETURN type
DROP TABLE x
DROP GRAPH g
LOAD FROM 'x.csv' RETURN *
USE GRAPH main
USE neo4j
    "#), @r#"
    CREATE NODE TABLE Person(name STRING, PRIMARY KEY(name))
    ^^^^ there are no tables
         labels and types need no declaring; CREATE CONSTRAINT … FOR … REQUIRE … says what must hold
    CREATE REL TABLE Knows(FROM Person TO Person)
    ^^^^ there are no tables
         labels and types need no declaring; CREATE CONSTRAINT … FOR … REQUIRE … says what must hold
    CREATE GRAPH g
    ^^^^ there is one graph only
         leave it out, and load other graphs with -g
    CREATE MACRO f(x) AS x + 1
    ^^^^ functions cannot be declared
         write WITH … AS name to compute a value once
    CREATE SEQUENCE s
    ^^^^ there are no sequences
         write randomUUID() for a new key
    CREATE TYPE t AS INT
    ^^^^ there are no types to declare
         each value has a type of its own; CREATE CONSTRAINT … REQUIRE n.key IS :: INTEGER asks for one
    CREATE TRIGGER t ON CREATE AFTER COMMIT EXECUTE SET x.y = 1
    ^^^^ there are no triggers
         write what is to happen behind the clause that changes the graph
    CREATE USER u
    ^^^^ there are no users, roles and rights
         leave it out: who has the graph may change it
    CREATE type = (a) RETURN type
        no error
    DROP TABLE x
    ^^^^ there are no tables
         write MATCH (n:Label) DETACH DELETE n
    DROP GRAPH g
    ^^^^ there is one graph only
         write MATCH (n) DETACH DELETE n to empty it
    LOAD FROM 'x.csv' RETURN *
    ^^^^ a file is loaded by LOAD CSV
         write LOAD CSV WITH HEADERS FROM 'file.csv' AS row
    USE GRAPH main
              ^^^^ not supported yet: `USE`, there is one graph only
                   leave it out
    USE neo4j
        ^^^^ not supported yet: `USE`, there is one graph only
             leave it out
    "#);
}

#[test]
fn declarations_of_earlier_days() {
    assert_snapshot!(answers(r#"
CREATE INDEX ON :P(n)
CREATE CONSTRAINT ON (n:P) ASSERT n.x IS UNIQUE
CREATE CONSTRAINT c ON (n:P) ASSERT n.x IS UNIQUE
CREATE CONSTRAINT c FOR (n:P) ASSERT n.x IS UNIQUE
DROP INDEX ON :P(n)
DROP CONSTRAINT ON (n:P) ASSERT n.x IS UNIQUE
    "#), @r#"
    CREATE INDEX ON :P(n)
                 ^^ an index is for the nodes of a pattern
                      write CREATE INDEX FOR (n:Label) ON (n.key)
    CREATE CONSTRAINT ON (n:P) ASSERT n.x IS UNIQUE
                      ^^ a constraint is for the nodes of a pattern
                           write CREATE CONSTRAINT FOR (n:Label) REQUIRE n.key IS UNIQUE
    CREATE CONSTRAINT c ON (n:P) ASSERT n.x IS UNIQUE
                        ^^ a constraint is for the nodes of a pattern
                             write CREATE CONSTRAINT FOR (n:Label) REQUIRE n.key IS UNIQUE
    CREATE CONSTRAINT c FOR (n:P) ASSERT n.x IS UNIQUE
                                  ^^^^ ASSERT is not a word of openCypher
                                       write CREATE CONSTRAINT FOR (n:Label) REQUIRE n.key IS UNIQUE
    DROP INDEX ON :P(n)
               ^^ an index is dropped by its name
                    write DROP INDEX name; SHOW INDEXES lists the names
    DROP CONSTRAINT ON (n:P) ASSERT n.x IS UNIQUE
                    ^^ a constraint is dropped by its name
                         write DROP CONSTRAINT name; SHOW CONSTRAINTS lists the names
    "#);
}

#[test]
fn what_is_listed() {
    assert_snapshot!(answers(r#"
SHOW XYZ
SHOW USERS
SHOW INDEXS
    "#), @r#"
    SHOW XYZ
         ^^^ SHOW lists no XYZ
              SHOW lists INDEXES, CONSTRAINTS, FUNCTIONS and PROCEDURES; CALL db.labels() lists labels
    SHOW USERS
         ^^^^ SHOW lists no USERS
              SHOW lists INDEXES, CONSTRAINTS, FUNCTIONS and PROCEDURES; CALL db.labels() lists labels
    SHOW INDEXS
         ^^^^ SHOW lists no INDEXS
              did you mean INDEXES?
    "#);
}

#[test]
fn lengths_and_searches() {
    assert_snapshot!(answers(r#"
MATCH (a)-[:E*1..$k]->(b) RETURN a
MATCH (a)-[:E*$k]->(b) RETURN a
MATCH (a)-[e:K* SHORTEST 1..4]->(b) RETURN a
MATCH (a)-[:K* ALL SHORTEST 1..3]->(b) RETURN a
MATCH (a)-[:K* ACYCLIC 1..3]->(b) RETURN a
MATCH (a)-[*bfs..5]->(b) RETURN a
MATCH (a)-[:E *wShortest (r,n | r.w) t]->(b) RETURN a
MATCH (a)-[*1..2 (r,n | r.w > 1)]->(b) RETURN a
WITH [1,2] AS rs MATCH (x)-[rs*]->(y) RETURN x
    "#), @r#"
    MATCH (a)-[:E*1..$k]->(b) RETURN a
                     ^^ the bounds of a length are written numbers
                          write the number itself, as in `*1..3`
    MATCH (a)-[:E*$k]->(b) RETURN a
                  ^^ the bounds of a length are written numbers
                       write the number itself, as in `*1..3`
    MATCH (a)-[e:K* SHORTEST 1..4]->(b) RETURN a
                    ^^^^ SHORTEST is not written in the brackets
                         write ANY SHORTEST before the path: MATCH p = ANY SHORTEST (a)-[:TYPE]->{1,4}(b)
    MATCH (a)-[:K* ALL SHORTEST 1..3]->(b) RETURN a
                   ^^^ ALL is not written in the brackets
                        write ALL SHORTEST before the path: MATCH p = ALL SHORTEST (a)-[:TYPE]->{1,4}(b)
    MATCH (a)-[:K* ACYCLIC 1..3]->(b) RETURN a
                   ^^^^ ACYCLIC is not written in the brackets
                        write it before the path: MATCH p = ACYCLIC (a)-[:TYPE]->{1,4}(b)
    MATCH (a)-[*bfs..5]->(b) RETURN a
                ^^^ BFS is not written in the brackets
                     write ANY SHORTEST before the path: MATCH p = ANY SHORTEST (a)-[:TYPE]->{1,4}(b)
    MATCH (a)-[:E *wShortest (r,n | r.w) t]->(b) RETURN a
                   ^^^^ WSHORTEST is not written in the brackets
                        write CALL algo.dijkstra({…}) for shortest paths by weight
    MATCH (a)-[*1..2 (r,n | r.w > 1)]->(b) RETURN a
                     ^ a condition on each step is not written in the brackets
                          write ((x)-[r:TYPE]->(y) WHERE …){1,2}
    WITH [1,2] AS rs MATCH (x)-[rs*]->(y) RETURN x
                                ^^ variable `rs` is a list, here it is used as a list of relationships
    "#);
}

#[test]
fn patterns_and_clauses() {
    assert_snapshot!(answers(r#"
MATCH n RETURN n
MATCH (a)-[r]-->(b) RETURN a
MATCH (a)-[r]--(b) RETURN a
MATCH (a)<--[r]-(b) RETURN a
MATCH (a)--[r]->(b) RETURN a
MERGE (n), (m)
UNWIND [1] AS x, [2] AS y RETURN x
MATCH (n) WHERE n.x = 1 WHERE n.y = 2 RETURN n
MATCH (n) RETURN n WHERE n.x = 1
MATCH (n) RETURN n.*
    "#), @r#"
    MATCH n RETURN n
          ^ a node needs parentheses
               write `(n)`
    MATCH (a)-[r]-->(b) RETURN a
                 ^^^ an arrow has one dash on either side of its brackets
                      write `]->`
    MATCH (a)-[r]--(b) RETURN a
                 ^^ an arrow has one dash on either side of its brackets
                      write `]-`
    MATCH (a)<--[r]-(b) RETURN a
             ^^^ an arrow has one dash on either side of its brackets
                  write `<-[`
    MATCH (a)--[r]->(b) RETURN a
             ^^ an arrow has one dash on either side of its brackets
                  write `-[`
    MERGE (n), (m)
             ^ MERGE takes one path
                  write MERGE before each path
    UNWIND [1] AS x, [2] AS y RETURN x
                   ^ UNWIND takes one list
                        write UNWIND before each list
    MATCH (n) WHERE n.x = 1 WHERE n.y = 2 RETURN n
                            ^^^^ there is a WHERE already
                                 join predicates with AND
    MATCH (n) RETURN n WHERE n.x = 1
                       ^^^^ WHERE does not stand behind RETURN
                            write it behind MATCH, or WITH … WHERE … RETURN …
    MATCH (n) RETURN n.*
                       ^ `.*` stands only in a map
                            write properties(n), or n {.*}
    "#);
}

#[test]
fn sorting_and_cutting_off() {
    assert_snapshot!(answers(r#"
RETURN 1 AS x LIMIT 2 SKIP 1
RETURN 1 AS x SKIP 1 SKIP 1
RETURN 1 AS x LIMIT 1 LIMIT 1
RETURN 1 AS x LIMIT 1 ORDER BY x
RETURN 1 AS x ORDER BY x ORDER BY x
RETURN 1 AS x MATCH (n)
MATCH (n) LIMIT 2
    "#), @r#"
    RETURN 1 AS x LIMIT 2 SKIP 1
                          ^^^^ `SKIP` stands before `LIMIT`
                               write `SKIP … LIMIT …`
    RETURN 1 AS x SKIP 1 SKIP 1
                         ^^^^ `SKIP` stands once
                              add the two numbers
    RETURN 1 AS x LIMIT 1 LIMIT 1
                          ^^^^ `LIMIT` stands once
                               keep the smaller number
    RETURN 1 AS x LIMIT 1 ORDER BY x
                          ^^^^ `ORDER BY` stands before `SKIP` and `LIMIT`
                               write `ORDER BY … SKIP … LIMIT …`
    RETURN 1 AS x ORDER BY x ORDER BY x
                             ^^^^ `ORDER BY` stands once
                                  sort by several keys: `ORDER BY a, b`
    RETURN 1 AS x MATCH (n)
    ^^^^ nothing can follow `RETURN`
         use `WITH` to go on with what has been found so far
    MATCH (n) LIMIT 2
              ^^^^ a query cannot end with `LIMIT`
                   end it with `RETURN`, or with a clause that changes the graph
    "#);
}

#[test]
fn one_mistake_is_said_once() {
    assert_snapshot!(answers(r#"
MATCH p = shortestPath((a)-[r]->(b)-->(c)) RETURN p, a, r
CALL show_tables() RETURN *
WITH 1 AS i SET i = 3
SET i = 3
RETURN *
    "#), @r#"
    MATCH p = shortestPath((a)-[r]->(b)-->(c)) RETURN p, a, r
          ^^^^ a search for shortest paths takes one relationship between two nodes
    CALL show_tables() RETURN *
         ^^^^ there is no procedure `show_tables`
    WITH 1 AS i SET i = 3
                    ^ expected a node or a relationship, found an integer
    SET i = 3
        ^ variable `i` is not defined
    RETURN *
    ^^^^ `RETURN *` has nothing to return: no variables are defined
    "#);
}

#[test]
fn literals() {
    assert_snapshot!(answers(r#"
RETURN {'a': 1}
RETURN {a: 1, 'b c': 2}
CREATE (n {"a":1})
RETURN 'it''s'
RETURN [1,2,3][1:2]
RETURN [1,2,3][:2]
RETURN [1,2,3][1:]
MATCH (a)-[:]->(b) RETURN a
RETURN list_transform([1], x -> x+1)
    "#), @r#"
    RETURN {'a': 1}
            ^^^ a key is written without quotes
                 write `a`
    RETURN {a: 1, 'b c': 2}
                  ^^^^ a key is written without quotes
                       write `` `b c` ``
    CREATE (n {"a":1})
               ^^^ a key is written without quotes
                    write `a`
    RETURN 'it''s'
              ^^ a quote in a text has a backslash before it
                   write `\'`
    RETURN [1,2,3][1:2]
                    ^ the bounds of a slice stand on either side of `..`
                         write `list[0..2]`
    RETURN [1,2,3][:2]
                   ^ the bounds of a slice stand on either side of `..`
                        write `list[0..2]`
    RETURN [1,2,3][1:]
                    ^ the bounds of a slice stand on either side of `..`
                         write `list[0..2]`
    MATCH (a)-[:]->(b) RETURN a
                ^ expected a name, `!`, `$`, `%` or `(`, found `]`
    RETURN list_transform([1], x -> x+1)
                                 ^^ a function is no argument
                                      write a list comprehension: `[x IN list | …]`
    "#);
}

#[test]
fn points_in_time() {
    assert_snapshot!(answers(r#"
RETURN date('2020-01-01') - date('2020-01-02')
RETURN date('2020-01-01') + 1
RETURN date('2020-01-01') - 1
RETURN datetime('2020-01-01 10:00:00')
RETURN date('2021-2-3')
RETURN time('1:2')
RETURN duration('3 days')
    "#), @r#"
    RETURN date('2020-01-01') - date('2020-01-02')
           ^^^^ cannot subtract DATE and DATE
                write duration.inDays(from, to) for the time between them
    RETURN date('2020-01-01') + 1
           ^^^^ cannot add a date and an integer
                write a length of time, as in d + duration({days: 1})
    RETURN date('2020-01-01') - 1
           ^^^^ cannot subtract DATE and INTEGER
                write a length of time, as in d + duration({days: 1})
    RETURN datetime('2020-01-01 10:00:00')
           ^^^^ '2020-01-01 10:00:00' is not a date and time
                write it as in '2020-01-31T10:00:00'
    RETURN date('2021-2-3')
           ^^^^ '2021-2-3' is not a date
                write it as in '2020-01-31'
    RETURN time('1:2')
           ^^^^ '1:2' is not a time
                write it as in '10:00:00'
    RETURN duration('3 days')
           ^^^^ '3 days' is not a duration
                write it as in 'P1DT12H'
    "#);
}

#[test]
fn functions_of_other_dialects() {
    assert_snapshot!(answers(r#"
RETURN concat('a', 'b')
RETURN toInt('1')
RETURN map([1], 2)
RETURN is_trail(1)
MATCH ()-[r]->() RETURN label(r)
MATCH p = ()-->() RETURN rels(p)
RETURN list_extract([1], 1)
RETURN list_contains([1], 1)
RETURN ifnull(1, 2)
RETURN nvl(1, 2)
RETURN now()
RETURN today()
RETURN interval('1 day')
RETURN IF(1=1, 2, 3)
RETURN regexp_matches('a', 'b')
    "#), @r#"
    RETURN concat('a', 'b')
           ^^^^ there is no function `concat`
                write a + b, or a || b
    RETURN toInt('1')
           ^^^^ there is no function `toInt`
                did you mean `toInteger`?
    RETURN map([1], 2)
           ^^^ there is no function `map`
                write a list comprehension: [x IN list | …]
    RETURN is_trail(1)
           ^^^^ there is no function `is_trail`
                write TRAIL before the path; it is how paths are unless something else is written
    MATCH ()-[r]->() RETURN label(r)
                            ^^^^ there is no function `label`
                                 write labels(n) for those of a node, type(r) for the type of a relationship
    MATCH p = ()-->() RETURN rels(p)
                             ^^^^ there is no function `rels`
                                  did you mean `relationships`?
    RETURN list_extract([1], 1)
           ^^^^ there is no function `list_extract`
                write list[0] for the first item
    RETURN list_contains([1], 1)
           ^^^^ there is no function `list_contains`
                write item IN list
    RETURN ifnull(1, 2)
           ^^^^ there is no function `ifnull`
                did you mean `coalesce`?
    RETURN nvl(1, 2)
           ^^^ there is no function `nvl`
                did you mean `coalesce`?
    RETURN now()
           ^^^ there is no function `now`
                write datetime(), or localdatetime() without a zone
    RETURN today()
           ^^^^ there is no function `today`
                write date()
    RETURN interval('1 day')
           ^^^^ there is no function `interval`
                write duration({days: 1}), or duration('P1D')
    RETURN IF(1=1, 2, 3)
           ^^ there is no function `IF`
                write CASE WHEN … THEN … ELSE … END
    RETURN regexp_matches('a', 'b')
           ^^^^ there is no function `regexp_matches`
                write text =~ 'pattern'
    "#);
}

#[test]
fn places_and_the_deleted() {
    assert_snapshot!(answers(r#"
OPTIONAL MATCH (a) MERGE (a)-[:R]->(b)
OPTIONAL MATCH (a) CREATE (a)-[:R]->(b)
CREATE CONSTRAINT c FOR (n:P) REQUIRE n.x IS UNIQUE
UNWIND [1, 1] AS x CREATE (:P {x: x})
CREATE (a) DELETE a SET a.x = 1
CREATE (a) DELETE a SET a:B
CREATE (a) DELETE a RETURN labels(a)
CREATE (a) DELETE a RETURN a.x
CREATE (a) DELETE a CREATE (b) SET b = a
RETURN $x
    "#), @r#"
    OPTIONAL MATCH (a) MERGE (a)-[:R]->(b)
                                ^^^^ a relationship of type `R` needs a node at both ends, one is null
    OPTIONAL MATCH (a) CREATE (a)-[:R]->(b)
                                 ^^^^ a relationship of type `R` needs a node at both ends, one is null
    CREATE CONSTRAINT c FOR (n:P) REQUIRE n.x IS UNIQUE
        no error
    UNWIND [1, 1] AS x CREATE (:P {x: x})
                       ^^^^ the node (:P) with id 0 has the same {x: 1} as the node (:P) with id 1, against the constraint `c`
    CREATE (a) DELETE a SET a.x = 1
                                  ^ the node was deleted
    CREATE (a) DELETE a SET a:B
                        ^^^ the node was deleted
    CREATE (a) DELETE a RETURN labels(a)
                               ^^^^ the node was deleted
    CREATE (a) DELETE a RETURN a.x
                               ^^^ the node was deleted
    CREATE (a) DELETE a CREATE (b) SET b = a
                                           ^ the node was deleted
    RETURN $x
           ^^ the parameter $x was not given
    "#);
}
