Feature: StandardForms - Forms of the GQL standard beside those of openCypher

  Scenario: [1] Insert
    Given an empty graph
    When executing query:
      """
      INSERT (a:A {v: 1})-[r:R]->(:B) RETURN a, r
      """
    Then the result should be, in any order:
      | a           | r    |
      | (:A {v: 1}) | [:R] |
    And the side effects should be:
      | +nodes         | 2 |
      | +relationships | 1 |
      | +labels        | 2 |
      | +properties    | 1 |

  Scenario: [2] Insert for each match
    Given an empty graph
    And having executed:
      """
      CREATE (:A), (:A)
      """
    When executing query:
      """
      MATCH (a:A) INSERT (a)-[:R]->(:B) FINISH
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes         | 2 |
      | +relationships | 2 |
      | +labels        | 1 |

  Scenario: [3] Filter
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS x FILTER x > 1 RETURN x
      """
    Then the result should be, in any order:
      | x |
      | 2 |
      | 3 |
    And no side effects

  Scenario: [4] Filter with its other word
    Given an empty graph
    And having executed:
      """
      CREATE (:N {v: 1}), (:N {v: 2}), (:N)
      """
    When executing query:
      """
      MATCH (n:N) FILTER WHERE n.v > 1 RETURN n.v AS v
      """
    Then the result should be, in any order:
      | v |
      | 2 |
    And no side effects

  Scenario: [5] Filter groups
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 1, 2] AS x WITH x, count(*) AS n FILTER n > 1 RETURN x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
    And no side effects

  Scenario: [6] Let
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x LET y = x * 10, z = -x RETURN x, y, z
      """
    Then the result should be, in any order:
      | x | y  | z  |
      | 1 | 10 | -1 |
      | 2 | 20 | -2 |
    And no side effects

  Scenario: [7] Let keeps what is there
    Given an empty graph
    And having executed:
      """
      CREATE (:N {v: 4})
      """
    When executing query:
      """
      MATCH (n:N) LET double = n.v * 2 RETURN n.v AS v, double
      """
    Then the result should be, in any order:
      | v | double |
      | 4 | 8      |
    And no side effects

  Scenario: [8] For
    Given an empty graph
    When executing query:
      """
      FOR x IN [1, 2] RETURN x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
      | 2 |
    And no side effects

  Scenario: [9] For inside for
    Given an empty graph
    When executing query:
      """
      FOR x IN [1, 2] FOR y IN [10, 20] RETURN x * y AS z
      """
    Then the result should be, in any order:
      | z  |
      | 10 |
      | 20 |
      | 20 |
      | 40 |
    And no side effects

  Scenario: [10] For counting from one
    Given an empty graph
    When executing query:
      """
      FOR x IN ['a', 'b'] WITH ORDINALITY i RETURN x, i
      """
    Then the result should be, in any order:
      | x   | i |
      | 'a' | 1 |
      | 'b' | 2 |
    And no side effects

  Scenario: [11] For counting from zero
    Given an empty graph
    When executing query:
      """
      FOR x IN ['a', 'b'] WITH OFFSET i RETURN x, i
      """
    Then the result should be, in any order:
      | x   | i |
      | 'a' | 0 |
      | 'b' | 1 |
    And no side effects

  Scenario: [12] For over nothing and null
    Given an empty graph
    When executing query:
      """
      FOR x IN [] RETURN x UNION ALL FOR x IN null RETURN x
      """
    Then the result should be empty
    And no side effects

  Scenario: [13] Offset
    Given an empty graph
    When executing query:
      """
      UNWIND [3, 1, 2] AS x RETURN x ORDER BY x OFFSET 1
      """
    Then the result should be, in order:
      | x |
      | 2 |
      | 3 |
    And no side effects

  Scenario: [14] Offset and limit
    Given an empty graph
    When executing query:
      """
      UNWIND range(1, 9) AS x RETURN x ORDER BY x DESC OFFSET 2 LIMIT 2
      """
    Then the result should be, in order:
      | x |
      | 7 |
      | 6 |
    And no side effects

  Scenario: [15] Order and limit as clauses of their own
    Given an empty graph
    When executing query:
      """
      UNWIND [3, 1, 2] AS x ORDER BY x LIMIT 2 RETURN collect(x) AS l
      """
    Then the result should be, in any order:
      | l      |
      | [1, 2] |
    And no side effects

  Scenario: [16] Finish has no rows and does its work
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x CREATE (:N {v: x}) FINISH
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes      | 2 |
      | +labels     | 1 |
      | +properties | 2 |

  Scenario: [17] Next goes on with the columns
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x RETURN x NEXT RETURN sum(x) AS s NEXT RETURN s * 2 AS t
      """
    Then the result should be, in any order:
      | t |
      | 6 |
    And no side effects

  Scenario: [18] Next, then a search
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:R]->({v: 7}), (:C)-[:R]->({v: 8})
      """
    When executing query:
      """
      MATCH (a:A) RETURN a NEXT MATCH (a)-[:R]->(b) RETURN b.v AS v
      """
    Then the result should be, in any order:
      | v |
      | 7 |
    And no side effects

  Scenario: [19] Union of distinct rows, said so
    Given an empty graph
    When executing query:
      """
      RETURN 1 AS x UNION DISTINCT RETURN 1 AS x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
    And no side effects

  Scenario: [20] A search that may take relationships again
    Given an empty graph
    And having executed:
      """
      CREATE ()-[:R]->()
      """
    When executing query:
      """
      MATCH REPEATABLE ELEMENTS (a)-[r]->(b), (c)-[s]->(d) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 1 |
    And no side effects

  Scenario: [21] A search that may not
    Given an empty graph
    And having executed:
      """
      CREATE ()-[:R]->()
      """
    When executing query:
      """
      MATCH DIFFERENT RELATIONSHIPS (a)-[r]->(b), (c)-[s]->(d) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 0 |
    And no side effects

  Scenario Outline: [22] Joining with two bars
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression          | value     |
      | 'a' \|\| 'b'        | 'ab'      |
      | [1] \|\| [2, 3]     | [1, 2, 3] |
      | 'a' \|\| null       | null      |
      | 'a' \|\| 'b' = 'ab' | true      |

  Scenario: [23] Let with a name already in use
    Given an empty graph
    When executing query:
      """
      LET x = 1 LET x = 2 RETURN x
      """
    Then a SyntaxError should be raised at compile time: VariableAlreadyBound
    And no side effects

  Scenario: [24] For with a name already in use
    Given an empty graph
    When executing query:
      """
      LET x = 1 FOR x IN [1] RETURN x
      """
    Then a SyntaxError should be raised at compile time: VariableAlreadyBound
    And no side effects

  Scenario: [25] A name that next has left behind
    Given an empty graph
    When executing query:
      """
      UNWIND [1] AS x RETURN x AS y NEXT RETURN x
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario: [26] A clause behind finish
    Given an empty graph
    When executing query:
      """
      MATCH (n) FINISH RETURN 1 AS x
      """
    Then a SyntaxError should be raised at compile time: InvalidClauseComposition
    And no side effects

  Scenario: [27] An aggregate in a filter
    Given an empty graph
    When executing query:
      """
      MATCH (n) FILTER count(n) > 1 RETURN n
      """
    Then a SyntaxError should be raised at compile time: InvalidAggregation
    And no side effects

  Scenario: [28] Deleting a connected node, said so
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:R]->()
      """
    When executing query:
      """
      MATCH (n:A) NODETACH DELETE n
      """
    Then a ConstraintVerificationFailed should be raised at runtime: DeleteConnectedNode
    And no side effects

  Scenario: [29] The words are still names
    Given an empty graph
    When executing query:
      """
      WITH 1 AS filter, 2 AS let, 3 AS next, 4 AS finish, 5 AS offset, 6 AS for, 7 AS insert RETURN filter + let + next + finish + offset + for + insert AS sum
      """
    Then the result should be, in any order:
      | sum |
      | 28  |
    And no side effects

  Scenario Outline: [30] Literals of points in time
    Given an empty graph
    When executing query:
      """
      RETURN valueType(<literal>) AS type, toString(<literal>) AS text
      """
    Then the result should be, in any order:
      | type   | text   |
      | <type> | <text> |
    And no side effects

    Examples:
      | literal                          | type                      | text                     |
      | DATE '2024-03-15'                | 'DATE NOT NULL'           | '2024-03-15'             |
      | date "2024-03-15"                | 'DATE NOT NULL'           | '2024-03-15'             |
      | TIME '14:30:45'                  | 'LOCAL TIME NOT NULL'     | '14:30:45'               |
      | TIME '14:30:45+01:00'            | 'ZONED TIME NOT NULL'     | '14:30:45+01:00'         |
      | DATETIME '2024-03-15T14:30'      | 'LOCAL DATETIME NOT NULL' | '2024-03-15T14:30'       |
      | TIMESTAMP '2024-03-15T14:30:00Z' | 'ZONED DATETIME NOT NULL' | '2024-03-15T14:30Z'      |
      | DURATION 'P1Y2M3D'               | 'DURATION NOT NULL'       | 'P1Y2M3D'                |

  Scenario Outline: [31] The present
    Given an empty graph
    When executing query:
      """
      RETURN valueType(<word>) AS type
      """
    Then the result should be, in any order:
      | type   |
      | <type> |
    And no side effects

    Examples:
      | word              | type                      |
      | CURRENT_DATE      | 'DATE NOT NULL'           |
      | current_time      | 'ZONED TIME NOT NULL'     |
      | CURRENT_TIMESTAMP | 'ZONED DATETIME NOT NULL' |
      | LOCAL_TIME        | 'LOCAL TIME NOT NULL'     |
      | LOCAL_TIMESTAMP   | 'LOCAL DATETIME NOT NULL' |

  Scenario: [32] Words for the present and for literals are still names
    Given an empty graph
    When executing query:
      """
      WITH 1 AS current_date, 2 AS date, 3 AS time RETURN current_date + date + time AS sum
      """
    Then the result should be, in any order:
      | sum |
      | 6   |
    And no side effects

  Scenario: [33] A literal that is none
    Given an empty graph
    When executing query:
      """
      RETURN DATE '2024-13-01' AS date
      """
    Then a ArgumentError should be raised at runtime: InvalidArgumentValue

  Scenario Outline: [34] Functions under the names of the standard
    Given an empty graph
    When executing query:
      """
      RETURN <call> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | call                | value |
      | cardinality([1, 2]) | 2     |
      | cardinality({a: 1}) | 1     |
      | cardinality(null)   | null  |
      | power(2, 3)         | 8.0   |
      | power(null, 3)      | null  |
      | mod(7, 3)           | 1     |
      | mod(-7, 3)          | -1    |
      | mod(7.5, 2)         | 1.5   |
      | element_id(null)    | null  |
      | 1.5 IS :: DOUBLE    | true  |
      | 1.5 IS :: REAL      | true  |
