Feature: RelationshipTypeExpression - Relationship types joined by or and not

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a)-[:R {n: 'r'}]->(b), (b)-[:S {n: 's'}]->(c), (c)-[:T {n: 't'}]->(a)
      """

  Scenario Outline: [1] In a pattern
    When executing query:
      """
      MATCH ()-[r:<expression>]->()
      WITH r ORDER BY r.n
      RETURN collect(r.n) AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression | value           |
      | R          | ['r']           |
      | R\|S       | ['r', 's']      |
      | R\|:S      | ['r', 's']      |
      | !R         | ['s', 't']      |
      | %          | ['r', 's', 't'] |
      | !(R\|S)    | ['t']           |
      | !R&!S      | ['t']           |
      | R&S        | []              |
      | R&!S       | ['r']           |
      | (R\|S)&!R  | ['s']           |
      | Nothing    | []              |
      | Nothing\|T | ['t']           |
      | !Nothing   | ['r', 's', 't'] |

  Scenario Outline: [2] As a predicate
    When executing query:
      """
      MATCH ()-[r]->() WHERE <expression>
      WITH r ORDER BY r.n
      RETURN collect(r.n) AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression            | value      |
      | r:R                   | ['r']      |
      | r:R\|T                | ['r', 't'] |
      | NOT r:R               | ['s', 't'] |
      | r:!R                  | ['s', 't'] |
      | r IS R                | ['r']      |
      | type(r) IN ['R', 'S'] | ['r', 's'] |

  Scenario: [3] Repeated
    When executing query:
      """
      MATCH p = ()-[:R|S*2]->() RETURN [r IN relationships(p) | r.n] AS way
      """
    Then the result should be, in any order:
      | way        |
      | ['r', 's'] |
    And no side effects

  Scenario: [4] Repeated, with a not
    When executing query:
      """
      MATCH p = ()-[:!T]->{2}() RETURN [r IN relationships(p) | r.n] AS way
      """
    Then the result should be, in any order:
      | way        |
      | ['r', 's'] |
    And no side effects

  Scenario: [5] In either direction
    When executing query:
      """
      MATCH (n)-[r:!R]-(m) RETURN r.n AS n, count(*) AS times
      """
    Then the result should be, in any order:
      | n   | times |
      | 's' | 2     |
      | 't' | 2     |
    And no side effects

  Scenario: [6] Create with a bar
    When executing query:
      """
      CREATE ()-[:R|S]->()
      """
    Then a SyntaxError should be raised at compile time: NoSingleRelationshipType
    And no side effects

  Scenario: [7] Merge without a type
    When executing query:
      """
      MERGE ()-[r]->()
      """
    Then a SyntaxError should be raised at compile time: NoSingleRelationshipType
    And no side effects
