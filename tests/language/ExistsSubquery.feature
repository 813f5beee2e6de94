Feature: ExistsSubquery - Whether a subquery has a row

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

  Scenario: [1] A pattern
    When executing query:
      """
      MATCH (p:Person) WHERE EXISTS { (p)-[:OWNS]->(:Dog) } RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |
      | 'Bob' |
    And no side effects

  Scenario: [2] Denied
    When executing query:
      """
      MATCH (p:Person) WHERE NOT EXISTS { (p)-[:OWNS]->() } RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Cid' |
    And no side effects

  Scenario: [3] As a value
    When executing query:
      """
      MATCH (p:Person) RETURN p.name AS name, EXISTS { (p)-[:OWNS]->(:Cat) } AS cat
      """
    Then the result should be, in any order:
      | name  | cat   |
      | 'Ann' | true  |
      | 'Bob' | false |
      | 'Cid' | false |
    And no side effects

  Scenario: [4] A query without RETURN
    When executing query:
      """
      MATCH (p:Person) WHERE EXISTS { MATCH (p)-[:OWNS]->(x) WHERE x.name = 'Fido' } RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Bob' |
    And no side effects

  Scenario: [5] A query with RETURN
    When executing query:
      """
      MATCH (p:Person) WHERE EXISTS { MATCH (p)-[:OWNS]->(x) RETURN x.name AS n } RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |
      | 'Bob' |
    And no side effects

  Scenario: [6] An aggregate inside
    When executing query:
      """
      MATCH (p:Person)
      WHERE EXISTS { MATCH (p)-[:OWNS]->(x) WITH count(x) AS pets WHERE pets > 1 RETURN pets }
      RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |
    And no side effects

  Scenario: [7] An aggregate without groups always has a row
    When executing query:
      """
      MATCH (p:Person)
      WHERE EXISTS { MATCH (p)-[:OWNS]->(x) RETURN count(x) AS pets }
      RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |
      | 'Bob' |
      | 'Cid' |
    And no side effects

  Scenario: [8] Union: either side is enough
    When executing query:
      """
      MATCH (p:Person)
      WHERE EXISTS {
        MATCH (p)-[:OWNS]->(x:Cat) RETURN x
        UNION
        MATCH (p)<-[:KNOWS]-(x) RETURN x
      }
      RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |
      | 'Bob' |
    And no side effects

  Scenario: [9] Union without RETURN
    When executing query:
      """
      MATCH (p:Person)
      WHERE EXISTS { MATCH (p)-[:OWNS]->(:Cat) UNION MATCH (p)<-[:KNOWS]-() }
      RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |
      | 'Bob' |
    And no side effects

  Scenario: [10] Nested
    When executing query:
      """
      MATCH (p:Person)
      WHERE EXISTS { MATCH (p)-[:KNOWS]->(q) WHERE EXISTS { (q)-[:OWNS]->(:Dog) } }
      RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |
    And no side effects

  Scenario: [11] Two outer variables
    When executing query:
      """
      MATCH (a:Person), (b:Person)
      WHERE EXISTS { (a)-[:KNOWS]->(b) }
      RETURN a.name AS a, b.name AS b
      """
    Then the result should be, in any order:
      | a     | b     |
      | 'Ann' | 'Bob' |
    And no side effects

  Scenario: [12] An inner variable of an outer value
    When executing query:
      """
      UNWIND ['Rex', 'Fido', 'Hal'] AS name
      RETURN name, EXISTS { MATCH (x:Dog {name: name}) } AS there
      """
    Then the result should be, in any order:
      | name   | there |
      | 'Rex'  | true  |
      | 'Fido' | true  |
      | 'Hal'  | false |
    And no side effects

  Scenario: [13] An outer variable that is null
    When executing query:
      """
      OPTIONAL MATCH (p:Robot) RETURN EXISTS { (p)-[:OWNS]->() } AS e
      """
    Then the result should be, in any order:
      | e     |
      | false |
    And no side effects

  Scenario: [14] In CASE
    When executing query:
      """
      MATCH (p:Person) RETURN p.name AS name, CASE WHEN EXISTS { (p)-->() } THEN 'out' ELSE 'none' END AS c
      """
    Then the result should be, in any order:
      | name  | c      |
      | 'Ann' | 'out'  |
      | 'Bob' | 'out'  |
      | 'Cid' | 'none' |
    And no side effects

  Scenario: [15] In an or with another predicate
    When executing query:
      """
      MATCH (p:Person) WHERE p.name = 'Cid' OR EXISTS { (p)-[:OWNS]->(:Cat) } RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |
      | 'Cid' |
    And no side effects

  Scenario: [16] In a list comprehension
    When executing query:
      """
      MATCH (p:Person)
      WITH p ORDER BY p.name
      WITH collect(p) AS people
      RETURN [p IN people WHERE EXISTS { (p)-[:OWNS]->(:Dog) } | p.name] AS names
      """
    Then the result should be, in any order:
      | names          |
      | ['Ann', 'Bob'] |
    And no side effects

  Scenario: [17] Change the graph inside
    When executing query:
      """
      MATCH (p:Person) WHERE EXISTS { MATCH (p) SET p.seen = true } RETURN p
      """
    Then a SyntaxError should be raised at compile time: InvalidClauseComposition
    And no side effects

  Scenario: [18] Inner variables stay inside
    When executing query:
      """
      MATCH (p:Person) WHERE EXISTS { (p)-[:OWNS]->(x) } RETURN x
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects
