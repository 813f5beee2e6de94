Feature: ShortestPath - Shortest paths and what they must hold

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:P {n: 'a'}), (b:P {n: 'b', closed: true}), (c:P {n: 'c'}), (d:P {n: 'd'}), (e:P {n: 'e'}), (x:P {n: 'alone'}),
             (a)-[:R {w: 1}]->(b)-[:R {w: 1}]->(d),
             (a)-[:R {w: 9}]->(c)-[:R {w: 1}]->(d),
             (a)-[:S]->(e)-[:S]->(c),
             (d)-[:R {w: 1}]->(e)
      """

  Scenario: [1] Its length
    When executing query:
      """
      MATCH (a {n: 'a'}), (d {n: 'd'})
      MATCH p = shortestPath((a)-[*]->(d))
      RETURN length(p) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
    And no side effects

  Scenario: [2] All of them
    When executing query:
      """
      MATCH (a {n: 'a'}), (d {n: 'd'})
      MATCH p = allShortestPaths((a)-[*]->(d))
      RETURN [x IN nodes(p) | x.n] AS way
      """
    Then the result should be, in any order:
      | way             |
      | ['a', 'b', 'd'] |
      | ['a', 'c', 'd'] |
    And no side effects

  Scenario: [3] A predicate on every node chooses among them
    When executing query:
      """
      MATCH (a {n: 'a'}), (d {n: 'd'})
      MATCH p = shortestPath((a)-[*]->(d))
      WHERE none(x IN nodes(p) WHERE coalesce(x.closed, false))
      RETURN [x IN nodes(p) | x.n] AS way
      """
    Then the result should be, in any order:
      | way             |
      | ['a', 'c', 'd'] |
    And no side effects

  Scenario: [4] A predicate on every relationship makes it longer
    When executing query:
      """
      MATCH (a {n: 'a'}), (d {n: 'd'})
      MATCH p = shortestPath((a)-[*]->(d))
      WHERE all(r IN relationships(p) WHERE coalesce(r.w, 0) < 5) AND none(x IN nodes(p) WHERE coalesce(x.closed, false))
      RETURN [x IN nodes(p) | x.n] AS way
      """
    Then the result should be, in any order:
      | way                  |
      | ['a', 'e', 'c', 'd'] |
    And no side effects

  Scenario: [5] A predicate on the length
    When executing query:
      """
      MATCH (a {n: 'a'}), (d {n: 'd'})
      MATCH p = shortestPath((a)-[*]->(d))
      WHERE length(p) > 2
      RETURN [x IN nodes(p) | x.n] AS way
      """
    Then the result should be, in any order:
      | way                  |
      | ['a', 'e', 'c', 'd'] |
    And no side effects

  Scenario: [6] A predicate nothing holds
    When executing query:
      """
      MATCH (a {n: 'a'}), (d {n: 'd'})
      MATCH p = shortestPath((a)-[*]->(d))
      WHERE all(r IN relationships(p) WHERE r.w > 100)
      RETURN p
      """
    Then the result should be empty
    And no side effects

  Scenario: [7] Only some types
    When executing query:
      """
      MATCH (a {n: 'a'}), (d {n: 'd'})
      MATCH p = allShortestPaths((a)-[:S*]->(d))
      RETURN p
      """
    Then the result should be empty
    And no side effects

  Scenario: [8] Alternative types
    When executing query:
      """
      MATCH p = shortestPath((:P {n: 'a'})-[:R|S*]->(:P {n: 'e'})) RETURN length(p) AS n
      """
    Then the result should be, in any order:
      | n |
      | 1 |
    And no side effects

  Scenario: [9] Only one type where another is shorter
    When executing query:
      """
      MATCH p = shortestPath((:P {n: 'a'})-[:R*]->(:P {n: 'e'})) RETURN length(p) AS n
      """
    Then the result should be, in any order:
      | n |
      | 3 |
    And no side effects

  Scenario: [10] Against the arrows
    When executing query:
      """
      MATCH p = shortestPath((:P {n: 'd'})<-[*]-(:P {n: 'a'})) RETURN length(p) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
    And no side effects

  Scenario: [11] In either direction
    When executing query:
      """
      MATCH p = allShortestPaths((:P {n: 'b'})-[*]-(:P {n: 'c'})) RETURN [x IN nodes(p) | x.n] AS way
      """
    Then the result should be, in any order:
      | way             |
      | ['b', 'a', 'c'] |
      | ['b', 'd', 'c'] |
    And no side effects

  Scenario: [12] An upper bound
    When executing query:
      """
      MATCH (a {n: 'a'}), (e {n: 'e'}) MATCH p = shortestPath((a)-[:R*..2]->(e)) RETURN p
      """
    Then the result should be empty
    And no side effects

  Scenario: [13] To what cannot be reached
    When executing query:
      """
      MATCH (a {n: 'a'}), (x {n: 'alone'}) MATCH p = shortestPath((a)-[*]-(x)) RETURN p
      """
    Then the result should be empty
    And no side effects

  Scenario: [14] To what cannot be reached, optionally
    When executing query:
      """
      MATCH (a {n: 'a'}), (x {n: 'alone'}) OPTIONAL MATCH p = shortestPath((a)-[*]-(x)) RETURN p
      """
    Then the result should be, in any order:
      | p    |
      | null |
    And no side effects

  Scenario: [15] One for each pair
    When executing query:
      """
      MATCH (a {n: 'a'}), (z:P) WHERE z.n IN ['b', 'c', 'd', 'e', 'alone']
      MATCH p = shortestPath((a)-[*]->(z))
      RETURN z.n AS to, length(p) AS n
      """
    Then the result should be, in any order:
      | to  | n |
      | 'b' | 1 |
      | 'c' | 1 |
      | 'd' | 2 |
      | 'e' | 1 |
    And no side effects

  Scenario: [16] As an expression
    When executing query:
      """
      MATCH (a {n: 'a'}), (d {n: 'd'}) RETURN length(shortestPath((a)-[*]->(d))) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
    And no side effects

  Scenario: [17] Parallel relationships are different paths
    Given having executed:
      """
      MATCH (c {n: 'c'}), (d {n: 'd'}) CREATE (c)-[:R {w: 2}]->(d)
      """
    When executing query:
      """
      MATCH (c {n: 'c'}), (d {n: 'd'})
      MATCH p = allShortestPaths((c)-[*]->(d))
      RETURN count(p) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
    And no side effects

  Scenario: [18] By the word in front
    When executing query:
      """
      MATCH (a {n: 'a'}), (d {n: 'd'})
      MATCH p = ANY SHORTEST (a)-[:R]->+(d)
      RETURN length(p) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
    And no side effects

  Scenario: [19] All by the words in front
    When executing query:
      """
      MATCH (a {n: 'a'}), (d {n: 'd'})
      MATCH p = ALL SHORTEST (a)-->+(d)
      RETURN [x IN nodes(p) | x.n] AS way
      """
    Then the result should be, in any order:
      | way             |
      | ['a', 'b', 'd'] |
      | ['a', 'c', 'd'] |
    And no side effects

  Scenario: [20] More than one relationship inside
    When executing query:
      """
      MATCH p = shortestPath((a {n: 'a'})-->()-->(d {n: 'd'})) RETURN p
      """
    Then a SyntaxError should be raised at compile time: *
    And no side effects
