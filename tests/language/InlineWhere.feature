Feature: InlineWhere - Predicates inside the pattern

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:P {n: 'a', age: 20}), (b:P {n: 'b', age: 40}), (c:P {n: 'c', age: 60}),
             (a)-[:R {w: 1}]->(b), (b)-[:R {w: 5}]->(c), (a)-[:R {w: 9}]->(c)
      """

  Scenario: [1] On a node
    When executing query:
      """
      MATCH (n:P WHERE n.age > 30) RETURN n.n AS n
      """
    Then the result should be, in any order:
      | n   |
      | 'b' |
      | 'c' |
    And no side effects

  Scenario: [2] On a relationship
    When executing query:
      """
      MATCH (x)-[r:R WHERE r.w > 1]->(y) RETURN x.n AS x, y.n AS y
      """
    Then the result should be, in any order:
      | x   | y   |
      | 'b' | 'c' |
      | 'a' | 'c' |
    And no side effects

  Scenario: [3] On several parts, and behind the pattern
    When executing query:
      """
      MATCH (x:P WHERE x.age < 50)-[r WHERE r.w > 1]->(y WHERE y.age > 50) WHERE x.n <> 'a' RETURN x.n AS x, y.n AS y
      """
    Then the result should be, in any order:
      | x   | y   |
      | 'b' | 'c' |
    And no side effects

  Scenario: [4] With properties in front
    When executing query:
      """
      MATCH (n:P {n: 'b'} WHERE n.age = 40) RETURN n.age AS age
      """
    Then the result should be, in any order:
      | age |
      | 40  |
    And no side effects

  Scenario: [5] With a variable from before
    When executing query:
      """
      MATCH (a:P {n: 'a'}) MATCH (x:P WHERE x.age > a.age + 20) RETURN x.n AS x
      """
    Then the result should be, in any order:
      | x   |
      | 'c' |
    And no side effects

  Scenario: [6] In an optional match
    When executing query:
      """
      MATCH (a:P {n: 'a'}) OPTIONAL MATCH (a)-[r WHERE r.w > 100]->(x) RETURN a.n AS a, x
      """
    Then the result should be, in any order:
      | a   | x    |
      | 'a' | null |
    And no side effects

  Scenario: [7] In a pattern comprehension
    When executing query:
      """
      MATCH (a:P {n: 'a'}) RETURN [(a)-[r:R WHERE r.w > 1]->(x) | x.n] AS l
      """
    Then the result should be, in any order:
      | l     |
      | ['c'] |
    And no side effects

  Scenario: [8] In an existence test
    When executing query:
      """
      MATCH (n:P) WHERE EXISTS { (n)-[r WHERE r.w > 5]->() } RETURN n.n AS n
      """
    Then the result should be, in any order:
      | n   |
      | 'a' |
    And no side effects

  Scenario: [9] In a count
    When executing query:
      """
      MATCH (n:P) RETURN n.n AS n, COUNT { (n)-->(m WHERE m.age > 50) } AS c
      """
    Then the result should be, in any order:
      | n   | c |
      | 'a' | 1 |
      | 'b' | 1 |
      | 'c' | 0 |
    And no side effects

  Scenario: [10] In a repeated part
    When executing query:
      """
      MATCH (x {n: 'a'})-[r:R WHERE r.w < 6]->{1,2}(y) RETURN y.n AS y
      """
    Then the result should be, in any order:
      | y   |
      | 'b' |
      | 'c' |
    And no side effects

  Scenario: [11] Null does not hold
    When executing query:
      """
      MATCH (n WHERE n.missing > 1) RETURN n
      """
    Then the result should be empty
    And no side effects

  Scenario: [12] A subquery inside
    When executing query:
      """
      MATCH (n:P WHERE EXISTS { (n)<--() }) RETURN n.n AS n
      """
    Then the result should be, in any order:
      | n   |
      | 'b' |
      | 'c' |
    And no side effects

  Scenario: [13] In what is created
    When executing query:
      """
      CREATE (n:P WHERE n.age > 1)
      """
    Then a SyntaxError should be raised at compile time: *
    And no side effects

  Scenario: [14] In what is merged
    When executing query:
      """
      MERGE (n:P WHERE n.age > 1)
      """
    Then a SyntaxError should be raised at compile time: *
    And no side effects

  Scenario: [15] An aggregate inside
    When executing query:
      """
      MATCH (n:P WHERE count(n) > 1) RETURN n
      """
    Then a SyntaxError should be raised at compile time: InvalidAggregation
    And no side effects

  Scenario: [16] A variable that is not there
    When executing query:
      """
      MATCH (n:P WHERE m.age > 1) RETURN n
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects
