Feature: CallSubquery - Subqueries that run for each row

  Scenario: [1] Without outer variables
    Given an empty graph
    When executing query:
      """
      CALL { UNWIND [1, 2] AS x RETURN x } RETURN x * 10 AS y
      """
    Then the result should be, in any order:
      | y  |
      | 10 |
      | 20 |
    And no side effects

  Scenario: [2] Once for each row
    Given an empty graph
    When executing query:
      """
      UNWIND ['a', 'b'] AS row
      CALL { UNWIND [1, 2] AS x RETURN x }
      RETURN row, x
      """
    Then the result should be, in any order:
      | row | x |
      | 'a' | 1 |
      | 'a' | 2 |
      | 'b' | 1 |
      | 'b' | 2 |
    And no side effects

  Scenario: [3] An outer variable named in front
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x
      CALL (x) { RETURN x * 10 AS y }
      RETURN x, y
      """
    Then the result should be, in any order:
      | x | y  |
      | 1 | 10 |
      | 2 | 20 |
    And no side effects

  Scenario: [4] All outer variables
    Given an empty graph
    When executing query:
      """
      WITH 1 AS a, 2 AS b
      CALL (*) { RETURN a + b AS c }
      RETURN c
      """
    Then the result should be, in any order:
      | c |
      | 3 |
    And no side effects

  Scenario: [5] No outer variables, said so
    Given an empty graph
    When executing query:
      """
      WITH 1 AS a
      CALL () { RETURN 2 AS b }
      RETURN a, b
      """
    Then the result should be, in any order:
      | a | b |
      | 1 | 2 |
    And no side effects

  Scenario: [6] A variable named in front stays behind a WITH
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x CALL (x) { WITH 5 AS y RETURN x + y AS z } RETURN z
      """
    Then the result should be, in any order:
      | z |
      | 6 |
      | 7 |
    And no side effects

  Scenario: [7] A leading WITH takes outer variables in
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x
      CALL {
        WITH x
        RETURN x + 1 AS y
      }
      RETURN x, y
      """
    Then the result should be, in any order:
      | x | y |
      | 1 | 2 |
      | 2 | 3 |
    And no side effects

  Scenario: [8] A row for which the subquery has none is gone
    Given an empty graph
    When executing query:
      """
      UNWIND [0, 1, 2] AS n
      CALL (n) { UNWIND range(1, n) AS x RETURN x }
      RETURN n, x
      """
    Then the result should be, in any order:
      | n | x |
      | 1 | 1 |
      | 2 | 1 |
      | 2 | 2 |
    And no side effects

  Scenario: [9] An optional call keeps it
    Given an empty graph
    When executing query:
      """
      UNWIND [0, 1] AS n
      OPTIONAL CALL (n) { UNWIND range(1, n) AS x RETURN x }
      RETURN n, x
      """
    Then the result should be, in any order:
      | n | x    |
      | 0 | null |
      | 1 | 1    |
    And no side effects

  Scenario: [10] An aggregate has one row for each
    Given an empty graph
    And having executed:
      """
      CREATE (a:Person {name: 'Ann'}), (:Person {name: 'Bob'}), (a)-[:OWNS]->(), (a)-[:OWNS]->()
      """
    When executing query:
      """
      MATCH (p:Person)
      CALL (p) { MATCH (p)-[:OWNS]->(x) RETURN count(x) AS pets }
      RETURN p.name AS name, pets
      """
    Then the result should be, in any order:
      | name  | pets |
      | 'Ann' | 2    |
      | 'Bob' | 0    |
    And no side effects

  Scenario: [11] The first of each
    Given an empty graph
    And having executed:
      """
      CREATE (a:Person {name: 'Ann'}), (b:Person {name: 'Bob'}),
             (a)-[:SCORED]->({points: 9}), (a)-[:SCORED]->({points: 7}), (b)-[:SCORED]->({points: 4}), (b)-[:SCORED]->({points: 1})
      """
    When executing query:
      """
      MATCH (p:Person)
      CALL (p) {
        MATCH (p)-[:SCORED]->(s)
        RETURN s.points AS best ORDER BY best DESC LIMIT 1
      }
      RETURN p.name AS name, best
      """
    Then the result should be, in any order:
      | name  | best |
      | 'Ann' | 9    |
      | 'Bob' | 4    |
    And no side effects

  Scenario: [12] Union inside
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x
      CALL (x) {
        RETURN x AS y
        UNION
        RETURN 2 AS y
      }
      RETURN x, y
      """
    Then the result should be, in any order:
      | x | y |
      | 1 | 1 |
      | 1 | 2 |
      | 2 | 2 |
    And no side effects

  Scenario: [13] Union inside, each side with its leading WITH
    Given an empty graph
    When executing query:
      """
      WITH 1 AS x
      CALL {
        WITH x RETURN x AS y
        UNION ALL
        WITH x RETURN -x AS y
      }
      RETURN y
      """
    Then the result should be, in any order:
      | y  |
      | 1  |
      | -1 |
    And no side effects

  Scenario: [14] Nested
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x
      CALL (x) {
        CALL (x) { RETURN x * 2 AS y }
        RETURN y + 1 AS z
      }
      RETURN x, z
      """
    Then the result should be, in any order:
      | x | z |
      | 1 | 3 |
      | 2 | 5 |
    And no side effects

  Scenario: [15] A subquery that returns nothing keeps each row once
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x
      CALL (x) { UNWIND range(1, x) AS i CREATE (:N {v: i}) }
      RETURN x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
      | 2 |
    And the side effects should be:
      | +nodes      | 3 |
      | +labels     | 1 |
      | +properties | 3 |

  Scenario: [16] Each run sees what the runs before it wrote
    Given an empty graph
    And having executed:
      """
      CREATE (:Counter {value: 0})
      """
    When executing query:
      """
      UNWIND [10, 20] AS step
      CALL (step) {
        MATCH (c:Counter)
        SET c.value = c.value + step
        RETURN c.value AS value
      }
      RETURN step, value
      """
    Then the result should be, in order:
      | step | value |
      | 10   | 10    |
      | 20   | 30    |
    And the side effects should be:
      | +properties | 1 |
      | -properties | 1 |

  Scenario: [17] A search behind it sees what it wrote
    Given an empty graph
    When executing query:
      """
      CALL { CREATE (:N) }
      MATCH (n:N)
      RETURN count(n) AS n
      """
    Then the result should be, in any order:
      | n |
      | 1 |
    And the side effects should be:
      | +nodes  | 1 |
      | +labels | 1 |

  Scenario: [18] An outer variable that was not asked for
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x CALL () { RETURN x AS y } RETURN y
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario: [19] An outer variable without saying whether it comes in
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x CALL { RETURN x AS y } RETURN y
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario: [20] A variable in front that is not there
    Given an empty graph
    When executing query:
      """
      CALL (x) { RETURN 1 AS y } RETURN y
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario: [21] A column with the name of an outer variable
    Given an empty graph
    When executing query:
      """
      WITH 1 AS x CALL { RETURN 2 AS x } RETURN x
      """
    Then a SyntaxError should be raised at compile time: VariableAlreadyBound
    And no side effects

  Scenario: [22] A column without a name
    Given an empty graph
    When executing query:
      """
      CALL { RETURN 1 + 1 } RETURN 1 AS one
      """
    Then a SyntaxError should be raised at compile time: NoExpressionAlias
    And no side effects

  Scenario: [23] Inner variables stay inside
    Given an empty graph
    When executing query:
      """
      CALL { WITH 1 AS a RETURN 2 AS b } RETURN a
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario: [24] A query that ends with a search
    Given an empty graph
    When executing query:
      """
      CALL { MATCH (n) } RETURN 1 AS one
      """
    Then a SyntaxError should be raised at compile time: InvalidClauseComposition
    And no side effects

  Scenario: [30] What is taken in keeps its meaning
    Given an empty graph
    When executing query:
      """
      WITH 1 AS x CALL (x) { WITH 2 AS x RETURN x AS y } RETURN y
      """
    Then a SyntaxError should be raised at compile time: VariableAlreadyBound

  Scenario: [31] What is taken in may be passed on
    Given an empty graph
    When executing query:
      """
      WITH 1 AS x CALL (x) { WITH x, 2 AS z RETURN x + z AS y } RETURN y
      """
    Then the result should be, in any order:
      | y |
      | 3 |
    And no side effects

  Scenario: [32] What is taken in stands beside an aggregation with its value
    Given an empty graph
    When executing query:
      """
      UNWIND [10, 20] AS base
      CALL (base) { UNWIND [1, 1, 2] AS x RETURN x, count(*) + base AS n }
      RETURN base, x, n
      """
    Then the result should be, in any order:
      | base | x | n  |
      | 10   | 1 | 12 |
      | 10   | 2 | 11 |
      | 20   | 1 | 22 |
      | 20   | 2 | 21 |
    And no side effects

  Scenario: [33] Beside an aggregation of all rows it is there, too
    Given an empty graph
    When executing query:
      """
      UNWIND [10, 20] AS base CALL (base) { UNWIND [1, 2] AS x RETURN sum(x) + base AS n } RETURN n
      """
    Then the result should be, in any order:
      | n  |
      | 13 |
      | 23 |
    And no side effects

  Scenario Outline: [34] What was taken in is not returned by a star
    Given an empty graph
    And having executed:
      """
      CREATE (:P {n: 1})-[:R]->(:Q {n: 2})
      """
    When executing query:
      """
      MATCH (a:P) <call> RETURN a.n AS a, b.n AS b
      """
    Then the result should be, in any order:
      | a | b |
      | 1 | 2 |
    And no side effects

    Examples:
      | call                                            |
      | CALL (a) { MATCH (a)-->(b) RETURN * }           |
      | CALL { WITH a MATCH (a)-->(b) RETURN * }        |
      | CALL { WITH * MATCH (a)-->(b) RETURN * }        |
      | CALL { WITH a MATCH (a)-->(b) WITH * RETURN * } |

  Scenario: [35] A star and more
    Given an empty graph
    When executing query:
      """
      WITH 1 AS a, 2 AS b CALL { WITH a, b WITH a, b + 1 AS c RETURN *, a + c AS d } RETURN a, b, c, d
      """
    Then the result should be, in any order:
      | a | b | c | d |
      | 1 | 2 | 3 | 4 |
    And no side effects

  Scenario Outline: [36] What was taken in is there behind an aggregation, even of no rows
    Given an empty graph
    And having executed:
      """
      CREATE (:A {n: 1})-[:T]->(:B {n: 2}), (:D {n: 4})
      """
    When executing query:
      """
      MATCH (n) <call> RETURN n.n AS n, e
      """
    Then the result should be, in any order:
      | n | e |
      | 1 | 2 |
      | 2 | 2 |
      | 4 | 4 |
    And no side effects

    Examples:
      | call                                                                                  |
      | CALL (n) { MATCH (n)-->() WITH count(*) AS c RETURN n.n + c AS e }                    |
      | CALL (n) { MATCH (n)-->() RETURN count(*) + n.n AS e }                                |
      | CALL (n) { MATCH (n)-->() RETURN n.n + COUNT { (n)-->() } + 0 * count(*) AS e }       |
      | CALL (n) { MATCH (n)-->() WITH count(*) AS c ORDER BY n.n LIMIT 1 RETURN c + n.n AS e } |
      | CALL (n) { MATCH (n)-->() WITH count(*) AS c WITH max(c) AS c RETURN c + n.n AS e }   |
      | CALL (*) { MATCH (n)-->() WITH count(*) AS c RETURN n.n + c AS e }                    |
      | UNWIND COLLECT { MATCH (n)-->() WITH count(*) AS c RETURN n.n + c } AS e              |
      | WITH n, n.n + COUNT { MATCH (n)-->() WITH count(*) AS c WHERE c > 0 AND n.n = 1 RETURN c } AS e |

  Scenario: [37] Each row of a subquery that writes and counts
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS i CALL (i) { CREATE (:X {i: i}) WITH count(*) AS c RETURN c + i AS e } RETURN e
      """
    Then the result should be, in any order:
      | e |
      | 2 |
      | 3 |
    And the side effects should be:
      | +nodes      | 2 |
      | +labels     | 1 |
      | +properties | 2 |
