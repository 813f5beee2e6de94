Feature: Next - NEXT binds looser than UNION

  Scenario: [1] A union before
    Given an empty graph
    When executing query:
      """
      RETURN 1 AS x UNION ALL RETURN 2 AS x NEXT RETURN sum(x) AS s
      """
    Then the result should be, in any order:
      | s |
      | 3 |
    And no side effects

  Scenario: [2] A union behind sees all rows in each of its parts
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS x RETURN x NEXT RETURN 'sum' AS what, sum(x) AS n UNION ALL RETURN 'count' AS what, count(*) AS n
      """
    Then the result should be, in any order:
      | what    | n |
      | 'sum'   | 6 |
      | 'count' | 3 |
    And no side effects

  Scenario: [3] Unions on both sides, and another stage
    Given an empty graph
    And having executed:
      """
      CREATE (:A {v: 1})-[:R]->(:B {v: 2}), (:C {v: 3})
      """
    When executing query:
      """
      MATCH (n:A) RETURN n UNION MATCH (n:C) RETURN n
      NEXT
      MATCH (n)-->(m) RETURN m.v AS v UNION ALL RETURN n.v AS v
      NEXT
      RETURN v ORDER BY v DESC
      """
    Then the result should be, in order:
      | v |
      | 3 |
      | 2 |
      | 1 |
    And no side effects

  Scenario: [4] Duplicates go where UNION says so
    Given an empty graph
    When executing query:
      """
      RETURN 1 AS x UNION RETURN 1 AS x NEXT RETURN x AS y UNION ALL RETURN x AS y
      """
    Then the result should be, in any order:
      | y |
      | 1 |
      | 1 |
    And no side effects

  Scenario: [5] In a subquery
    Given an empty graph
    When executing query:
      """
      UNWIND [10, 20] AS base
      CALL (base) { RETURN 1 AS x UNION RETURN 2 AS x NEXT RETURN sum(x + base) AS s }
      RETURN s
      """
    Then the result should be, in any order:
      | s  |
      | 23 |
      | 43 |
    And no side effects
