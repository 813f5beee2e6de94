Feature: CountSubquery - Counting the rows of a subquery

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

  Scenario: [1] Count matches of a pattern
    When executing query:
      """
      MATCH (p:Person) RETURN p.name AS name, COUNT { (p)-[:OWNS]->() } AS pets
      """
    Then the result should be, in any order:
      | name  | pets |
      | 'Ann' | 2    |
      | 'Bob' | 1    |
      | 'Cid' | 0    |
    And no side effects

  Scenario: [2] Count with a predicate
    When executing query:
      """
      MATCH (p:Person) RETURN p.name AS name, COUNT { (p)-[:OWNS]->(d:Dog) WHERE d.name STARTS WITH 'R' } AS n
      """
    Then the result should be, in any order:
      | name  | n |
      | 'Ann' | 1 |
      | 'Bob' | 0 |
      | 'Cid' | 0 |
    And no side effects

  Scenario: [3] Count several patterns together
    When executing query:
      """
      MATCH (p:Person) RETURN p.name AS name, COUNT { (p)-[:OWNS]->(), (p)-[:KNOWS]->() } AS n
      """
    Then the result should be, in any order:
      | name  | n |
      | 'Ann' | 2 |
      | 'Bob' | 0 |
      | 'Cid' | 0 |
    And no side effects

  Scenario: [4] Count in a predicate
    When executing query:
      """
      MATCH (p:Person) WHERE COUNT { (p)-[:OWNS]->() } > 1 RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |
    And no side effects

  Scenario: [5] Count to sort by
    When executing query:
      """
      MATCH (p:Person) RETURN p.name AS name ORDER BY COUNT { (p)-[:OWNS]->() }, name
      """
    Then the result should be, in order:
      | name  |
      | 'Cid' |
      | 'Bob' |
      | 'Ann' |
    And no side effects

  Scenario: [6] A whole query without RETURN
    When executing query:
      """
      MATCH (p:Person {name: 'Ann'}) RETURN COUNT { MATCH (p)-[:OWNS]->(x) WHERE x:Dog } AS n
      """
    Then the result should be, in any order:
      | n |
      | 1 |
    And no side effects

  Scenario: [7] Distinct rows
    When executing query:
      """
      RETURN COUNT { MATCH (:Person)-[:OWNS]->(x) RETURN DISTINCT labels(x) } AS kinds
      """
    Then the result should be, in any order:
      | kinds |
      | 2     |
    And no side effects

  Scenario: [8] Limited rows
    When executing query:
      """
      RETURN COUNT { MATCH (n) RETURN n LIMIT 3 } AS n
      """
    Then the result should be, in any order:
      | n |
      | 3 |
    And no side effects

  Scenario: [9] Both kinds of union
    When executing query:
      """
      RETURN COUNT { RETURN 1 AS x UNION RETURN 1 AS x } AS once, COUNT { RETURN 1 AS x UNION ALL RETURN 1 AS x } AS twice
      """
    Then the result should be, in any order:
      | once | twice |
      | 1    | 2     |
    And no side effects

  Scenario: [10] Union with an outer variable on both sides
    When executing query:
      """
      MATCH (p:Person)
      RETURN p.name AS name,
             COUNT {
               MATCH (p)-[:OWNS]->(x) RETURN x.name AS other
               UNION
               MATCH (p)-[:KNOWS]->(x) RETURN x.name AS other
             } AS n
      """
    Then the result should be, in any order:
      | name  | n |
      | 'Ann' | 3 |
      | 'Bob' | 1 |
      | 'Cid' | 0 |
    And no side effects

  Scenario: [11] One count inside another
    When executing query:
      """
      MATCH (p:Person)
      RETURN p.name AS name, COUNT { MATCH (p)-[:KNOWS]->(q) WHERE COUNT { (q)-[:OWNS]->(:Dog) } = 1 } AS n
      """
    Then the result should be, in any order:
      | name  | n |
      | 'Ann' | 1 |
      | 'Bob' | 0 |
      | 'Cid' | 0 |
    And no side effects

  Scenario: [12] An outer variable that is null
    When executing query:
      """
      OPTIONAL MATCH (p:Robot) RETURN COUNT { (p)-[:OWNS]->() } AS n
      """
    Then the result should be, in any order:
      | n |
      | 0 |
    And no side effects

  Scenario: [13] Count and set
    When executing query:
      """
      MATCH (p:Person) SET p.pets = COUNT { (p)-[:OWNS]->() } RETURN sum(p.pets) AS sum
      """
    Then the result should be, in any order:
      | sum |
      | 3   |
    And the side effects should be:
      | +properties | 3 |

  Scenario: [14] Count as what is grouped by
    When executing query:
      """
      MATCH (p:Person) RETURN COUNT { (p)-[:OWNS]->() } > 0 AS owner, count(*) AS people
      """
    Then the result should be, in any order:
      | owner | people |
      | true  | 2      |
      | false | 1      |
    And no side effects

  Scenario: [15] Union without RETURN
    When executing query:
      """
      MATCH (p:Person) RETURN p.name AS name, COUNT { MATCH (p)-[:OWNS]->(:Dog) UNION ALL MATCH (p)-[:OWNS]->(:Cat) } AS n
      """
    Then the result should be, in any order:
      | name  | n |
      | 'Ann' | 2 |
      | 'Bob' | 1 |
      | 'Cid' | 0 |
    And no side effects

  Scenario: [16] Change the graph inside
    When executing query:
      """
      RETURN COUNT { CREATE (n) } AS n
      """
    Then a SyntaxError should be raised at compile time: InvalidClauseComposition
    And no side effects
