Feature: SemanticErrors - One mistake each

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (:A {x: 1})-[:R]->(:B {x: 'text'})
      """

  Scenario Outline: [1] Names that are not there
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

    Examples:
      | query                                |
      | RETURN a                             |
      | MATCH (a) RETURN b                   |
      | MATCH (a) WITH a.x AS x RETURN a     |
      | MATCH (a) RETURN a.x AS x ORDER BY b |
      | CREATE (a {x: b})                    |
      | MATCH (a) DELETE b                   |
      | MATCH (a) SET b.x = 1                |
      | UNWIND list AS x RETURN x            |
      | RETURN [x IN [1] \| x] + x           |
      | MATCH (a) WHERE a.x = b.x RETURN a   |

  Scenario Outline: [2] Names already in use
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: VariableAlreadyBound
    And no side effects

    Examples:
      | query                                |
      | MATCH (a) CREATE (a)                 |
      | MATCH (a) UNWIND [1] AS a RETURN a   |
      | MATCH p = (a), p = (b) RETURN p      |
      | MATCH ()-[r]->() CREATE ()-[r:R]->() |
      | MATCH (a) MERGE (a)                  |
      | MATCH (a) CREATE (a:B)               |

  Scenario Outline: [3] Names of another kind
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: VariableTypeConflict
    And no side effects

    Examples:
      | query                               |
      | MATCH (a)-[a]->() RETURN a          |
      | MATCH ()-[r]->() MATCH (r) RETURN r |
      | MATCH p = (a) MATCH (p) RETURN p    |
      | WITH 1 AS a MATCH (a) RETURN a      |
      | MATCH (a) MATCH ()-[a]->() RETURN a |

  Scenario Outline: [4] Aggregates where none may stand
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: InvalidAggregation
    And no side effects

    Examples:
      | query                                         |
      | MATCH (a) WHERE count(a) > 1 RETURN a         |
      | UNWIND [1] AS x RETURN [y IN [1] \| count(y)] |
      | MATCH (a) RETURN a.x AS x ORDER BY count(*)   |
      | MATCH (a) SET a.x = count(*)                  |

  Scenario Outline: [5] Aggregates of aggregates
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: NestedAggregation
    And no side effects

    Examples:
      | query                                  |
      | RETURN count(count(*))                 |
      | UNWIND [1] AS x RETURN sum(x + max(x)) |

  Scenario Outline: [6] Aggregates mixed with what is not grouped by
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: AmbiguousAggregationExpression
    And no side effects

    Examples:
      | query                                                   |
      | MATCH (a) RETURN a.x + count(*)                         |
      | MATCH (a)-->(b) RETURN a.x + b.x + count(*)             |
      | UNWIND [1] AS x UNWIND [2] AS y RETURN x + y + count(*) |
      | MATCH (a) RETURN count(*) + COUNT { (a)-->() }          |
      | MATCH (a) RETURN count(*) + COUNT { (b) WHERE b.x = a.x } |
      | MATCH (a) RETURN a.x, count(*) + size([(a)-->() \| 1])  |
      | MATCH (a) RETURN collect(a.x) + [(a)-->(b) \| b.x]      |
      | MATCH (a) RETURN CASE WHEN EXISTS { (a)-->() } THEN count(*) END |
      | MATCH (a) RETURN CASE WHEN (a)-->() THEN count(*) END   |
      | MATCH ()-[r]->() RETURN count(*) + size([()-[r]->() \| 1]) |
      | MATCH (a) RETURN count(*) + COUNT { UNWIND [1] AS a RETURN a } |
      | MATCH (a) RETURN count(*) + COUNT { (b) WHERE EXISTS { (a)-->(b) } } |

  Scenario Outline: [7] Arguments of the wrong type
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: InvalidArgumentType
    And no side effects

    Examples:
      | query                              |
      | RETURN abs(true)                   |
      | MATCH (a) RETURN type(a)           |
      | MATCH ()-[r]->() RETURN labels(r)  |
      | RETURN length([1])                 |
      | RETURN NOT 1                       |
      | RETURN 1 AND true                  |
      | RETURN size(1)                     |
      | MATCH (a) RETURN a + 1             |
      | UNWIND [1] AS x RETURN x LIMIT 1.5 |
      | MATCH (a) DELETE a.x               |
      | MATCH ()-[r]->() DELETE r.x        |

  Scenario Outline: [8] Arguments too many or too few
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: InvalidNumberOfArguments
    And no side effects

    Examples:
      | query                 |
      | RETURN abs()          |
      | RETURN abs(1, 2)      |
      | RETURN rand(1)        |
      | RETURN substring('a') |
      | RETURN range(1)       |

  Scenario Outline: [9] Functions that are not there
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: UnknownFunction
    And no side effects

    Examples:
      | query                        |
      | RETURN foo(1)                |
      | RETURN absolute(1)           |
      | RETURN apoc.text.join([], 1) |

  Scenario Outline: [10] Columns without a name
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: NoExpressionAlias
    And no side effects

    Examples:
      | query                               |
      | MATCH (a) WITH a.x RETURN 1         |
      | WITH 1 + 1 RETURN 1                 |
      | MATCH (a) WITH a, count(*) RETURN a |

  Scenario Outline: [11] Columns of one name
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: ColumnNameConflict
    And no side effects

    Examples:
      | query                        |
      | RETURN 1 AS a, 2 AS a        |
      | WITH 1 AS a, 2 AS a RETURN a |
      | MATCH (a) RETURN a, a.x AS a |

  Scenario Outline: [12] Unions of different columns
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: DifferentColumnsInUnion
    And no side effects

    Examples:
      | query                                         |
      | RETURN 1 AS a UNION RETURN 1 AS b             |
      | RETURN 1 AS a UNION ALL RETURN 1 AS a, 2 AS b |

  Scenario Outline: [13] Clauses where none may stand
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: InvalidClauseComposition
    And no side effects

    Examples:
      | query                                                     |
      | RETURN 1 AS a UNION RETURN 1 AS a UNION ALL RETURN 1 AS a |
      | RETURN 1 AS a MATCH (n) RETURN n                          |
      | MATCH (a)                                                 |
      | CREATE (c) MATCH (a)                                      |
      | UNWIND [1] AS x                                           |

  Scenario Outline: [14] All names where there are none
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: NoVariablesInScope
    And no side effects

    Examples:
      | query             |
      | RETURN *          |
      | MATCH () RETURN * |

  Scenario Outline: [15] Limits that are not constant
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: NonConstantExpression
    And no side effects

    Examples:
      | query                            |
      | MATCH (a) RETURN a LIMIT a.x     |
      | MATCH (a) RETURN a SKIP a.x      |
      | UNWIND [1] AS x RETURN x LIMIT x |

  Scenario Outline: [16] Limits below zero
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: NegativeIntegerArgument
    And no side effects

    Examples:
      | query                       |
      | MATCH (a) RETURN a LIMIT -1 |
      | MATCH (a) RETURN a SKIP -1  |

  Scenario Outline: [17] Deleting what is no entity
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: InvalidDelete
    And no side effects

    Examples:
      | query                       |
      | MATCH (a) DELETE a:A        |
      | MATCH ()-[r]->() DELETE r:R |

  Scenario Outline: [18] Parameters instead of properties
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: InvalidParameterUse
    And no side effects

    Examples:
      | query                   |
      | MATCH (a $map) RETURN a |
      | MERGE (a $map) RETURN a |

  Scenario Outline: [19] Creating relationships of many steps
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: CreatingVarLength
    And no side effects

    Examples:
      | query                |
      | CREATE ()-[:R*2]->() |
      | MERGE ()-[:R*2]->()  |

  Scenario Outline: [20] Creating relationships without one type
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: NoSingleRelationshipType
    And no side effects

    Examples:
      | query                 |
      | CREATE ()-[]->()      |
      | CREATE ()-->()        |
      | CREATE ()-[:R\|S]->() |

  Scenario Outline: [21] Creating relationships without a direction
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: RequiresDirectedRelationship
    And no side effects

    Examples:
      | query               |
      | CREATE ()-[:R]-()   |
      | CREATE ()<-[:R]->() |

  Scenario Outline: [22] One relationship twice in a pattern
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: RelationshipUniquenessViolation
    And no side effects

    Examples:
      | query                                 |
      | MATCH (a)-[r]->()-[r]->(a) RETURN r   |
      | MATCH ()-[r]->(), ()-[r]->() RETURN r |

  Scenario Outline: [23] What is no statement
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: UnexpectedSyntax
    And no side effects

    Examples:
      | query             |
      | RETURN            |
      | RETURN 1 +        |
      | MATCH (a RETURN a |
      | RETURN (1         |
      | RETURN [1, 2      |
      | RETURN {a: }      |
      | MATCH a RETURN a  |
      | RETURN 'open      |

  Scenario Outline: [24] Letters that are none
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: InvalidUnicodeLiteral
    And no side effects

    Examples:
      | query          |
      | RETURN '\\uH'  |
      | RETURN '\\u12' |

  Scenario Outline: [25] Letters that stand for others
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: InvalidUnicodeCharacter
    And no side effects

    Examples:
      | query          |
      | RETURN 42 — 41 |

  Scenario Outline: [26] Procedures that are not there
    When executing query:
      """
      <query>
      """
    Then a ProcedureError should be raised at compile time: ProcedureNotFound
    And no side effects

    Examples:
      | query                                |
      | CALL nothing.here()                  |
      | CALL nothing.here() YIELD x RETURN x |

  Scenario Outline: [27] Parameters that were not given
    When executing query:
      """
      <query>
      """
    Then a ParameterMissing should be raised at any time: MissingParameter
    And no side effects

    Examples:
      | query                      |
      | RETURN $a AS a             |
      | MATCH (a {x: $x}) RETURN a |

  Scenario Outline: [28] Properties that cannot be kept
    When executing query:
      """
      <query>
      """
    Then a TypeError should be raised at any time: InvalidPropertyType
    And no side effects

    Examples:
      | query                        |
      | MATCH (a:A) SET a.x = {b: 1} |
      | MATCH (a:A) SET a.x = [a]    |
      | CREATE ({x: [[1]]})          |

  Scenario Outline: [29] Connected nodes deleted
    When executing query:
      """
      <query>
      """
    Then a ConstraintVerificationFailed should be raised at runtime: DeleteConnectedNode
    And no side effects

    Examples:
      | query                          |
      | MATCH (a:A) DELETE a           |
      | MATCH (a:A), (b:B) DELETE a, b |

  Scenario Outline: [30] Merging on null
    When executing query:
      """
      <query>
      """
    Then a SemanticError should be raised at any time: MergeReadOwnWrites
    And no side effects

    Examples:
      | query                                     |
      | MERGE ({x: null})                         |
      | MATCH (a:A) MERGE (a)-[:R {x: null}]->(a) |
      | MATCH (a:A) MERGE ({x: a.missing})        |

  Scenario Outline: [31] Properties of what has none
    When executing query:
      """
      <query>
      """
    Then a TypeError should be raised at any time: *
    And no side effects

    Examples:
      | query                    |
      | MATCH (a:A) RETURN a.x.y |
      | WITH [1] AS l RETURN l.a |

  Scenario Outline: [32] Variables a subquery cannot see where rows have been put together
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

    Examples:
      | query                                                                        |
      | MATCH (a)-->(b) RETURN a.x AS k, collect(b.x) AS l ORDER BY COUNT { (a)-->() } |
      | MATCH (a) WITH DISTINCT a.x AS k WHERE EXISTS { (a)-->() } RETURN k          |
      | MATCH (a) RETURN DISTINCT a.x AS k ORDER BY size([(a)-->() \| 1])            |

  Scenario: [33] Grouped by, a variable is there for a subquery beside an aggregation
    When executing query:
      """
      MATCH (a) RETURN labels(a) AS l, a, count(*) + COUNT { (a)-->() } AS n, count(*) + COUNT { (new)-->() } AS m
      ORDER BY COUNT { (a)-->() } DESC
      """
    Then the result should be, in order:
      | l     | a                | n | m |
      | ['A'] | (:A {x: 1})      | 2 | 2 |
      | ['B'] | (:B {x: 'text'}) | 1 | 2 |
    And no side effects
