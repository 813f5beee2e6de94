Feature: Foreach - Changing the graph for each item of a list

  Scenario: [1] Create for each item
    Given an empty graph
    When executing query:
      """
      FOREACH (x IN [1, 2, 3] | CREATE (:N {v: x}))
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes      | 3 |
      | +labels     | 1 |
      | +properties | 3 |
    When executing control query:
      """
      MATCH (n:N) RETURN n.v AS v
      """
    Then the result should be, in any order:
      | v |
      | 1 |
      | 2 |
      | 3 |

  Scenario: [2] Nested
    Given an empty graph
    When executing query:
      """
      FOREACH (x IN [1, 2] | FOREACH (y IN [10, 20] | CREATE ({v: x * y})))
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes      | 4 |
      | +properties | 4 |
    When executing control query:
      """
      MATCH (n) RETURN n.v AS v
      """
    Then the result should be, in any order:
      | v  |
      | 10 |
      | 20 |
      | 20 |
      | 40 |

  Scenario: [3] Several clauses share the variables they create
    Given an empty graph
    When executing query:
      """
      FOREACH (x IN [1, 2] |
        CREATE (a:A {v: x})
        CREATE (a)-[:HAS]->(:B {v: -x}))
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes         | 4 |
      | +relationships | 2 |
      | +labels        | 2 |
      | +properties    | 4 |
    When executing control query:
      """
      MATCH (a:A)-[:HAS]->(b:B) RETURN a.v AS a, b.v AS b
      """
    Then the result should be, in any order:
      | a | b  |
      | 1 | -1 |
      | 2 | -2 |

  Scenario: [4] Mark the nodes of a path
    Given an empty graph
    And having executed:
      """
      CREATE (:First)-[:NEXT]->()-[:NEXT]->(:Last), (:Other)
      """
    When executing query:
      """
      MATCH p = (:First)-[:NEXT*]->(:Last)
      FOREACH (n IN nodes(p) | SET n.marked = true)
      """
    Then the result should be empty
    And the side effects should be:
      | +properties | 3 |

  Scenario: [5] Later items see what earlier ones set
    Given an empty graph
    And having executed:
      """
      CREATE (:Account)
      """
    When executing query:
      """
      MATCH (n:Account)
      FOREACH (x IN [1, 2, 3] | SET n.sum = coalesce(n.sum, 0) + x)
      RETURN n.sum AS sum
      """
    Then the result should be, in any order:
      | sum |
      | 6   |
    And the side effects should be:
      | +properties | 1 |

  Scenario: [6] No items
    Given an empty graph
    When executing query:
      """
      FOREACH (x IN [] | CREATE ())
      """
    Then the result should be empty
    And no side effects

  Scenario: [7] No list
    Given an empty graph
    When executing query:
      """
      FOREACH (x IN null | CREATE ())
      """
    Then the result should be empty
    And no side effects

  Scenario: [8] Rows go through unchanged
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS row
      FOREACH (x IN [1, 2, 3] | CREATE (:N))
      RETURN row
      """
    Then the result should be, in any order:
      | row |
      | 1   |
      | 2   |
    And the side effects should be:
      | +nodes  | 6 |
      | +labels | 1 |

  Scenario: [9] Merge for each item
    Given an empty graph
    When executing query:
      """
      FOREACH (name IN ['a', 'b', 'a'] | MERGE (:Tag {name: name}))
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes      | 2 |
      | +labels     | 1 |
      | +properties | 2 |

  Scenario: [10] Delete for each item
    Given an empty graph
    And having executed:
      """
      CREATE (:Old)-[:T]->(:Old), (:New)
      """
    When executing query:
      """
      MATCH (n:Old)
      WITH collect(n) AS all
      FOREACH (n IN all | DETACH DELETE n)
      """
    Then the result should be empty
    And the side effects should be:
      | -nodes         | 2 |
      | -relationships | 1 |
      | -labels        | 1 |

  Scenario: [11] Remove for each item
    Given an empty graph
    And having executed:
      """
      CREATE (:N {v: 1}), (:N {v: 2})
      """
    When executing query:
      """
      MATCH (n:N)
      WITH collect(n) AS all
      FOREACH (n IN all | REMOVE n.v, n:N)
      """
    Then the result should be empty
    And the side effects should be:
      | -labels     | 1 |
      | -properties | 2 |

  Scenario: [12] A list of one or none as a condition
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS x
      FOREACH (_ IN CASE WHEN x > 1 THEN [1] ELSE [] END | CREATE (:Big {v: x}))
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes      | 2 |
      | +labels     | 1 |
      | +properties | 2 |
    When executing control query:
      """
      MATCH (n:Big) RETURN n.v AS v
      """
    Then the result should be, in any order:
      | v |
      | 2 |
      | 3 |

  Scenario: [13] The variable is gone behind it
    Given an empty graph
    When executing query:
      """
      FOREACH (x IN [1] | CREATE ()) RETURN x
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario: [14] What the body creates is gone behind it
    Given an empty graph
    When executing query:
      """
      FOREACH (x IN [1] | CREATE (n)) RETURN n
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario: [15] Match inside
    Given an empty graph
    When executing query:
      """
      FOREACH (x IN [1] | MATCH (n) SET n.v = x)
      """
    Then a SyntaxError should be raised at compile time: InvalidClauseComposition
    And no side effects

  Scenario: [16] Return inside
    Given an empty graph
    When executing query:
      """
      FOREACH (x IN [1] | CREATE (n) RETURN n)
      """
    Then a SyntaxError should be raised at compile time: InvalidClauseComposition
    And no side effects

  Scenario: [17] Over what is no list
    Given an empty graph
    When executing query:
      """
      FOREACH (x IN 'abc' | CREATE ())
      """
    Then a SyntaxError should be raised at compile time: InvalidArgumentType
    And no side effects
