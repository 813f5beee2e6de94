Feature: SetMap - Setting all or several properties at once

  Scenario: [1] In place of all properties
    Given an empty graph
    And having executed:
      """
      CREATE (:N {a: 1, b: 2})
      """
    When executing query:
      """
      MATCH (n:N) SET n = {b: 3, c: 4} RETURN n
      """
    Then the result should be, in any order:
      | n                 |
      | (:N {b: 3, c: 4}) |
    And the side effects should be:
      | +properties | 2 |
      | -properties | 2 |

  Scenario: [2] Into the properties
    Given an empty graph
    And having executed:
      """
      CREATE (:N {a: 1, b: 2})
      """
    When executing query:
      """
      MATCH (n:N) SET n += {b: 3, c: 4} RETURN n
      """
    Then the result should be, in any order:
      | n                       |
      | (:N {a: 1, b: 3, c: 4}) |
    And the side effects should be:
      | +properties | 2 |
      | -properties | 1 |

  Scenario: [3] Null in the map removes
    Given an empty graph
    And having executed:
      """
      CREATE (:N {a: 1, b: 2})
      """
    When executing query:
      """
      MATCH (n:N) SET n += {a: null} RETURN n
      """
    Then the result should be, in any order:
      | n           |
      | (:N {b: 2}) |
    And the side effects should be:
      | -properties | 1 |

  Scenario: [4] Null in the map that takes the place of all
    Given an empty graph
    And having executed:
      """
      CREATE (:N {a: 1, b: 2})
      """
    When executing query:
      """
      MATCH (n:N) SET n = {a: null, b: 5} RETURN n
      """
    Then the result should be, in any order:
      | n           |
      | (:N {b: 5}) |
    And the side effects should be:
      | +properties | 1 |
      | -properties | 2 |

  Scenario: [5] The empty map in place of all
    Given an empty graph
    And having executed:
      """
      CREATE (:N {a: 1, b: 2})
      """
    When executing query:
      """
      MATCH (n:N) SET n = {} RETURN n
      """
    Then the result should be, in any order:
      | n    |
      | (:N) |
    And the side effects should be:
      | -properties | 2 |

  Scenario: [6] The empty map into them
    Given an empty graph
    And having executed:
      """
      CREATE (:N {a: 1, b: 2})
      """
    When executing query:
      """
      MATCH (n:N) SET n += {} RETURN n
      """
    Then the result should be, in any order:
      | n                 |
      | (:N {a: 1, b: 2}) |
    And no side effects

  Scenario: [7] The map may read what it replaces
    Given an empty graph
    And having executed:
      """
      CREATE (:N {a: 1, b: 2})
      """
    When executing query:
      """
      MATCH (n:N) SET n = {sum: n.a + n.b} RETURN n
      """
    Then the result should be, in any order:
      | n             |
      | (:N {sum: 3}) |
    And the side effects should be:
      | +properties | 1 |
      | -properties | 2 |

  Scenario: [8] The properties of another node
    Given an empty graph
    And having executed:
      """
      CREATE (:N {a: 1}), (:M {x: 9})
      """
    When executing query:
      """
      MATCH (n:N), (m:M) SET n = m RETURN n, m
      """
    Then the result should be, in any order:
      | n           | m           |
      | (:N {x: 9}) | (:M {x: 9}) |
    And the side effects should be:
      | +properties | 1 |
      | -properties | 1 |

  Scenario: [9] The properties of another node into them
    Given an empty graph
    And having executed:
      """
      CREATE (:N {a: 1}), (:M {x: 9})
      """
    When executing query:
      """
      MATCH (n:N), (m:M) SET n += properties(m) RETURN n
      """
    Then the result should be, in any order:
      | n                 |
      | (:N {a: 1, x: 9}) |
    And the side effects should be:
      | +properties | 1 |

  Scenario: [10] On a relationship
    Given an empty graph
    And having executed:
      """
      CREATE ()-[:T {a: 1}]->()
      """
    When executing query:
      """
      MATCH ()-[r]->() SET r = {b: 2} RETURN r
      """
    Then the result should be, in any order:
      | r           |
      | [:T {b: 2}] |
    And the side effects should be:
      | +properties | 1 |
      | -properties | 1 |

  Scenario: [11] Into a relationship
    Given an empty graph
    And having executed:
      """
      CREATE ()-[:T {a: 1}]->()
      """
    When executing query:
      """
      MATCH ()-[r]->() SET r += {b: 2} RETURN r
      """
    Then the result should be, in any order:
      | r                 |
      | [:T {a: 1, b: 2}] |
    And the side effects should be:
      | +properties | 1 |

  Scenario: [12] On null
    Given an empty graph
    When executing query:
      """
      OPTIONAL MATCH (n:Nobody) SET n = {a: 1} SET n += {b: 2} RETURN n
      """
    Then the result should be, in any order:
      | n    |
      | null |
    And no side effects

  Scenario: [13] From a parameter
    Given an empty graph
    And having executed:
      """
      CREATE (:N {a: 1, b: 2})
      """
    And parameters are:
      | map | {a: 'x'} |
    When executing query:
      """
      MATCH (n:N) SET n += $map RETURN n
      """
    Then the result should be, in any order:
      | n                   |
      | (:N {a: 'x', b: 2}) |
    And the side effects should be:
      | +properties | 1 |
      | -properties | 1 |

  Scenario: [14] From each row in turn
    Given an empty graph
    And having executed:
      """
      CREATE (:N {a: 1, b: 2})
      """
    When executing query:
      """
      MATCH (n:N) UNWIND [{a: 5}, {b: 6}] AS map SET n += map RETURN DISTINCT n
      """
    Then the result should be, in any order:
      | n                 |
      | (:N {a: 5, b: 6}) |
    And the side effects should be:
      | +properties | 2 |
      | -properties | 2 |

  Scenario: [15] On creation and on match
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x
      MERGE (n:N)
        ON CREATE SET n = {made: x}
        ON MATCH SET n += {met: x}
      RETURN DISTINCT n
      """
    Then the result should be, in any order:
      | n                      |
      | (:N {made: 1, met: 2}) |
    And the side effects should be:
      | +nodes      | 1 |
      | +labels     | 1 |
      | +properties | 2 |

  Scenario: [16] Labels stay
    Given an empty graph
    And having executed:
      """
      CREATE (:A:B {x: 1})
      """
    When executing query:
      """
      MATCH (n:A) SET n = {} RETURN labels(n) AS l
      """
    Then the result should be (ignoring element order for lists):
      | l          |
      | ['A', 'B'] |
    And the side effects should be:
      | -properties | 1 |

  Scenario: [17] From an integer
    Given an empty graph
    And having executed:
      """
      CREATE (:N {a: 1, b: 2})
      """
    When executing query:
      """
      MATCH (n:N) SET n = 1
      """
    Then a SyntaxError should be raised at compile time: *
    And no side effects

  Scenario: [18] A map inside the map
    Given an empty graph
    And having executed:
      """
      CREATE (:N {a: 1, b: 2})
      """
    When executing query:
      """
      MATCH (n:N) SET n += {a: {b: 1}}
      """
    Then a TypeError should be raised at any time: InvalidPropertyType
    And no side effects
