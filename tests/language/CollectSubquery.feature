Feature: CollectSubquery - Collecting the column of a subquery

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (ann:Person {name: 'Ann'}), (bob:Person {name: 'Bob'}), (cid:Person {name: 'Cid'}),
             (ann)-[:OWNS]->(:Dog {name: 'Rex'}),
             (ann)-[:OWNS]->(:Cat {name: 'Tom'}),
             (bob)-[:OWNS]->(:Dog {name: 'Fido'}),
             (ann)-[:KNOWS]->(bob)
      """

  Scenario: [1] Collect in order
    When executing query:
      """
      MATCH (p:Person)
      RETURN p.name AS name, COLLECT { MATCH (p)-[:OWNS]->(x) RETURN x.name ORDER BY x.name DESC } AS pets
      """
    Then the result should be, in any order:
      | name  | pets           |
      | 'Ann' | ['Tom', 'Rex'] |
      | 'Bob' | ['Fido']       |
      | 'Cid' | []             |
    And no side effects

  Scenario: [2] Null is kept
    When executing query:
      """
      RETURN COLLECT { UNWIND [1, null, 2] AS x RETURN x } AS list
      """
    Then the result should be, in any order:
      | list         |
      | [1, null, 2] |
    And no side effects

  Scenario: [3] Limited
    When executing query:
      """
      RETURN COLLECT { MATCH (n:Person) RETURN n.name ORDER BY n.name LIMIT 2 } AS list
      """
    Then the result should be, in any order:
      | list           |
      | ['Ann', 'Bob'] |
    And no side effects

  Scenario: [4] Distinct
    When executing query:
      """
      RETURN COLLECT { UNWIND [2, 1, 2] AS x WITH DISTINCT x RETURN x ORDER BY x } AS list
      """
    Then the result should be, in any order:
      | list   |
      | [1, 2] |
    And no side effects

  Scenario: [5] Union
    When executing query:
      """
      RETURN COLLECT { RETURN 1 AS x UNION ALL RETURN 2 AS x UNION ALL RETURN 1 AS x } AS list
      """
    Then the result should be (ignoring element order for lists):
      | list      |
      | [1, 2, 1] |
    And no side effects

  Scenario: [6] Aggregate inside
    When executing query:
      """
      MATCH (p:Person {name: 'Ann'}) RETURN COLLECT { MATCH (p)-[:OWNS]->(x) RETURN count(x) } AS list
      """
    Then the result should be, in any order:
      | list |
      | [2]  |
    And no side effects

  Scenario: [7] In a predicate
    When executing query:
      """
      MATCH (p:Person)
      WHERE 'Rex' IN COLLECT { MATCH (p)-[:OWNS]->(x) RETURN x.name }
      RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |
    And no side effects

  Scenario: [8] One inside another
    When executing query:
      """
      RETURN COLLECT {
        MATCH (p:Person)
        RETURN COLLECT { MATCH (p)-[:OWNS]->(x) RETURN x.name ORDER BY x.name } AS pets
        ORDER BY p.name
      } AS lists
      """
    Then the result should be, in any order:
      | lists                          |
      | [['Rex', 'Tom'], ['Fido'], []] |
    And no side effects

  Scenario: [9] Size and parts of it
    When executing query:
      """
      MATCH (p:Person {name: 'Ann'}) WITH COLLECT { MATCH (p)-[:OWNS]->(x) RETURN x.name ORDER BY x.name } AS l RETURN size(l) AS n, l[0] AS first
      """
    Then the result should be, in any order:
      | n | first |
      | 2 | 'Rex' |
    And no side effects

  Scenario: [10] An outer variable that is null
    When executing query:
      """
      OPTIONAL MATCH (p:Robot) RETURN COLLECT { MATCH (p)-[:OWNS]->(x) RETURN x } AS l
      """
    Then the result should be, in any order:
      | l  |
      | [] |
    And no side effects

  Scenario: [11] Of maps
    When executing query:
      """
      MATCH (p:Person {name: 'Bob'}) RETURN COLLECT { MATCH (p)-[:OWNS]->(x) RETURN {pet: x.name} } AS l
      """
    Then the result should be, in any order:
      | l               |
      | [{pet: 'Fido'}] |
    And no side effects

  Scenario: [12] No column
    When executing query:
      """
      RETURN COLLECT { MATCH (n) } AS l
      """
    Then a SyntaxError should be raised at compile time: InvalidClauseComposition
    And no side effects

  Scenario: [13] Two columns
    When executing query:
      """
      RETURN COLLECT { MATCH (n) RETURN n.name AS a, n AS b } AS l
      """
    Then a SyntaxError should be raised at compile time: *
    And no side effects

  Scenario: [14] Change the graph inside
    When executing query:
      """
      RETURN COLLECT { CREATE (n) RETURN n } AS l
      """
    Then a SyntaxError should be raised at compile time: InvalidClauseComposition
    And no side effects
