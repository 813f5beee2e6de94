Feature: Atomicity - A statement that fails leaves the graph as it was

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:A {v: 1})-[:R {w: 1}]->(b:B {v: 2}), (:Alone {v: 3})
      """

  Scenario: [1] A later row fails to create
    When executing query:
      """
      UNWIND [5, 2, 0] AS x CREATE (:N {v: 10 / x})
      """
    Then a ArithmeticError should be raised at runtime: DivisionByZero
    And no side effects
    When executing control query:
      """
      MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n) AS l, n.v AS v, r.w AS w
      """
    Then the result should be, in any order:
      | l         | v | w    |
      | ['A']     | 1 | 1    |
      | ['B']     | 2 | null |
      | ['Alone'] | 3 | null |

  Scenario: [2] A later clause fails
    When executing query:
      """
      CREATE (:N) WITH 1 AS one UNWIND [1, 'a'] AS x RETURN [1, 2][x] AS y
      """
    Then a TypeError should be raised at runtime: ListElementAccessByNonInteger
    And no side effects
    When executing control query:
      """
      MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n) AS l, n.v AS v, r.w AS w
      """
    Then the result should be, in any order:
      | l         | v | w    |
      | ['A']     | 1 | 1    |
      | ['B']     | 2 | null |
      | ['Alone'] | 3 | null |

  Scenario: [3] A later assignment fails
    When executing query:
      """
      MATCH (n) WITH n ORDER BY n.v DESC SET n.v = 10 / (n.v - 1)
      """
    Then a ArithmeticError should be raised at runtime: DivisionByZero
    And no side effects
    When executing control query:
      """
      MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n) AS l, n.v AS v, r.w AS w
      """
    Then the result should be, in any order:
      | l         | v | w    |
      | ['A']     | 1 | 1    |
      | ['B']     | 2 | null |
      | ['Alone'] | 3 | null |

  Scenario: [4] A removal before the failure comes back
    When executing query:
      """
      MATCH (n:A) REMOVE n.v, n:A WITH n SET n.x = [n]
      """
    Then a TypeError should be raised at any time: InvalidPropertyType
    And no side effects
    When executing control query:
      """
      MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n) AS l, n.v AS v, r.w AS w
      """
    Then the result should be, in any order:
      | l         | v | w    |
      | ['A']     | 1 | 1    |
      | ['B']     | 2 | null |
      | ['Alone'] | 3 | null |

  Scenario: [5] A deletion before the failure comes back
    When executing query:
      """
      MATCH (a:A) DETACH DELETE a WITH 1 AS one UNWIND [0] AS x RETURN 1 / x AS y
      """
    Then a ArithmeticError should be raised at runtime: DivisionByZero
    And no side effects
    When executing control query:
      """
      MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n) AS l, n.v AS v, r.w AS w
      """
    Then the result should be, in any order:
      | l         | v | w    |
      | ['A']     | 1 | 1    |
      | ['B']     | 2 | null |
      | ['Alone'] | 3 | null |

  Scenario: [6] A node that is still connected
    When executing query:
      """
      MATCH (n) DELETE n
      """
    Then a ConstraintVerificationFailed should be raised at runtime: DeleteConnectedNode
    And no side effects
    When executing control query:
      """
      MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n) AS l, n.v AS v, r.w AS w
      """
    Then the result should be, in any order:
      | l         | v | w    |
      | ['A']     | 1 | 1    |
      | ['B']     | 2 | null |
      | ['Alone'] | 3 | null |

  Scenario: [7] An item of a list fails
    When executing query:
      """
      FOREACH (x IN [2, 1, 0] | CREATE (:N {v: 2 / x}))
      """
    Then a ArithmeticError should be raised at runtime: DivisionByZero
    And no side effects
    When executing control query:
      """
      MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n) AS l, n.v AS v, r.w AS w
      """
    Then the result should be, in any order:
      | l         | v | w    |
      | ['A']     | 1 | 1    |
      | ['B']     | 2 | null |
      | ['Alone'] | 3 | null |

  Scenario: [8] A run of a subquery fails
    When executing query:
      """
      UNWIND [1, 0] AS x CALL (x) { CREATE (:N {v: 1 / x}) } RETURN x
      """
    Then a ArithmeticError should be raised at runtime: DivisionByZero
    And no side effects
    When executing control query:
      """
      MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n) AS l, n.v AS v, r.w AS w
      """
    Then the result should be, in any order:
      | l         | v | w    |
      | ['A']     | 1 | 1    |
      | ['B']     | 2 | null |
      | ['Alone'] | 3 | null |

  Scenario: [9] Merging fails on a later row
    When executing query:
      """
      UNWIND [1, null] AS x MERGE (:N {v: x})
      """
    Then a SemanticError should be raised at runtime: MergeReadOwnWrites
    And no side effects
    When executing control query:
      """
      MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n) AS l, n.v AS v, r.w AS w
      """
    Then the result should be, in any order:
      | l         | v | w    |
      | ['A']     | 1 | 1    |
      | ['B']     | 2 | null |
      | ['Alone'] | 3 | null |

  Scenario: [10] The second side of a union fails
    When executing query:
      """
      CREATE (n:N) RETURN 1 AS x UNION ALL UNWIND [0] AS y RETURN 1 / y AS x
      """
    Then a ArithmeticError should be raised at runtime: DivisionByZero
    And no side effects
    When executing control query:
      """
      MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n) AS l, n.v AS v, r.w AS w
      """
    Then the result should be, in any order:
      | l         | v | w    |
      | ['A']     | 1 | 1    |
      | ['B']     | 2 | null |
      | ['Alone'] | 3 | null |

  Scenario: [11] A property of a deleted node
    When executing query:
      """
      MATCH (n:Alone) DELETE n RETURN n.v AS v
      """
    Then a EntityNotFound should be raised at runtime: DeletedEntityAccess
    And no side effects
    When executing control query:
      """
      MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n) AS l, n.v AS v, r.w AS w
      """
    Then the result should be, in any order:
      | l         | v | w    |
      | ['A']     | 1 | 1    |
      | ['B']     | 2 | null |
      | ['Alone'] | 3 | null |

  Scenario: [12] Labels of a deleted node
    When executing query:
      """
      MATCH (n:Alone) DELETE n RETURN labels(n) AS l
      """
    Then a EntityNotFound should be raised at runtime: DeletedEntityAccess
    And no side effects
    When executing control query:
      """
      MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n) AS l, n.v AS v, r.w AS w
      """
    Then the result should be, in any order:
      | l         | v | w    |
      | ['A']     | 1 | 1    |
      | ['B']     | 2 | null |
      | ['Alone'] | 3 | null |

  Scenario: [13] A property of a deleted relationship
    When executing query:
      """
      MATCH ()-[r:R]->() DELETE r RETURN r.w AS w
      """
    Then a EntityNotFound should be raised at runtime: DeletedEntityAccess
    And no side effects
    When executing control query:
      """
      MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n) AS l, n.v AS v, r.w AS w
      """
    Then the result should be, in any order:
      | l         | v | w    |
      | ['A']     | 1 | 1    |
      | ['B']     | 2 | null |
      | ['Alone'] | 3 | null |

  Scenario: [14] A relationship to a deleted node
    When executing query:
      """
      MATCH (n:Alone) DELETE n CREATE (n)-[:R]->()
      """
    Then a EntityNotFound should be raised at runtime: DeletedEntityAccess
    And no side effects
    When executing control query:
      """
      MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n) AS l, n.v AS v, r.w AS w
      """
    Then the result should be, in any order:
      | l         | v | w    |
      | ['A']     | 1 | 1    |
      | ['B']     | 2 | null |
      | ['Alone'] | 3 | null |

  Scenario: [15] A property for a deleted node
    When executing query:
      """
      MATCH (n:Alone) DELETE n SET n.v = 4
      """
    Then a EntityNotFound should be raised at runtime: DeletedEntityAccess
    And no side effects
    When executing control query:
      """
      MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN labels(n) AS l, n.v AS v, r.w AS w
      """
    Then the result should be, in any order:
      | l         | v | w    |
      | ['A']     | 1 | 1    |
      | ['B']     | 2 | null |
      | ['Alone'] | 3 | null |

  Scenario: [16] The type of a deleted relationship is still known
    When executing query:
      """
      MATCH ()-[r:R]->() DELETE r RETURN type(r) AS t
      """
    Then the result should be, in any order:
      | t   |
      | 'R' |
    And the side effects should be:
      | -relationships | 1 |
      | -properties    | 1 |
