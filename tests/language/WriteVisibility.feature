Feature: WriteVisibility - Which clause sees what another wrote

  Scenario: [1] A search does not see what is created behind it
    Given an empty graph
    And having executed:
      """
      CREATE (:N), (:N)
      """
    When executing query:
      """
      MATCH (n) CREATE (:N)
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes | 2 |

  Scenario: [2] A search by label does not see it either
    Given an empty graph
    And having executed:
      """
      CREATE (:N), (:N)
      """
    When executing query:
      """
      MATCH (n:N) CREATE (m:N {copy: true}) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
    And the side effects should be:
      | +nodes      | 2 |
      | +properties | 2 |

  Scenario: [3] A search for relationships does not see new ones
    Given an empty graph
    And having executed:
      """
      CREATE ()-[:R]->()
      """
    When executing query:
      """
      MATCH (a)-[:R]->(b) CREATE (b)-[:R]->(a) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 1 |
    And the side effects should be:
      | +relationships | 1 |

  Scenario: [4] A search sees all that was created in front of it
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x CREATE (:D {v: x}) WITH x MATCH (d:D) RETURN x, d.v AS v
      """
    Then the result should be, in any order:
      | x | v |
      | 1 | 1 |
      | 1 | 2 |
      | 2 | 1 |
      | 2 | 2 |
    And the side effects should be:
      | +nodes      | 2 |
      | +labels     | 1 |
      | +properties | 2 |

  Scenario: [5] An optional search in front of the write finds nothing for any row
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS x OPTIONAL MATCH (n:C) CREATE (:C) RETURN count(n) AS found
      """
    Then the result should be, in any order:
      | found |
      | 0     |
    And the side effects should be:
      | +nodes  | 3 |
      | +labels | 1 |

  Scenario: [6] An existence test in front of the write finds nothing for any row
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS x
      WITH x, EXISTS { (:C) } AS there
      CREATE (:C)
      RETURN there, count(*) AS n
      """
    Then the result should be, in any order:
      | there | n |
      | false | 3 |
    And the side effects should be:
      | +nodes  | 3 |
      | +labels | 1 |

  Scenario: [7] Merging sees what earlier rows merged
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 1, 2, 1] AS x MERGE (n:N {v: x}) RETURN count(DISTINCT n) AS nodes, count(*) AS n
      """
    Then the result should be, in any order:
      | nodes | n |
      | 2     | 4 |
    And the side effects should be:
      | +nodes      | 2 |
      | +labels     | 1 |
      | +properties | 2 |

  Scenario: [8] Merging sees what the same row created
    Given an empty graph
    When executing query:
      """
      CREATE (:N {v: 1}) MERGE (n:N {v: 1}) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 1 |
    And the side effects should be:
      | +nodes      | 1 |
      | +labels     | 1 |
      | +properties | 1 |

  Scenario: [9] Merging counts its matches
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS x
      MERGE (n:Visit)
        ON CREATE SET n.made = x, n.times = 1
        ON MATCH SET n.times = n.times + 1
      RETURN DISTINCT n
      """
    Then the result should be, in any order:
      | n                            |
      | (:Visit {made: 1, times: 3}) |
    And the side effects should be:
      | +nodes      | 1 |
      | +labels     | 1 |
      | +properties | 2 |

  Scenario: [10] Merging a path makes a new end for each start
    Given an empty graph
    And having executed:
      """
      CREATE (:A), (:A), (:B)
      """
    When executing query:
      """
      MATCH (a:A)
      MERGE (a)-[:R]->(b:B)
      RETURN count(DISTINCT b) AS ends
      """
    Then the result should be, in any order:
      | ends |
      | 2    |
    And the side effects should be:
      | +nodes         | 2 |
      | +relationships | 2 |

  Scenario: [11] Merging between bound nodes makes one relationship
    Given an empty graph
    And having executed:
      """
      CREATE (:A), (:B)
      """
    When executing query:
      """
      MATCH (a:A), (b:B)
      UNWIND [1, 2] AS x
      MERGE (a)-[r:R]->(b)
      RETURN count(DISTINCT r) AS n
      """
    Then the result should be, in any order:
      | n |
      | 1 |
    And the side effects should be:
      | +relationships | 1 |

  Scenario: [12] Merging without a direction takes either
    Given an empty graph
    And having executed:
      """
      CREATE (:A)<-[:R {v: 1}]-(:B)
      """
    When executing query:
      """
      MATCH (a:A), (b:B) MERGE (a)-[r:R]-(b) RETURN r.v AS v
      """
    Then the result should be, in any order:
      | v |
      | 1 |
    And no side effects

  Scenario: [13] Assignments happen one after another
    Given an empty graph
    And having executed:
      """
      CREATE (:N {a: 1, b: 2})
      """
    When executing query:
      """
      MATCH (n:N) SET n.a = n.b, n.b = n.a RETURN n.a AS a, n.b AS b
      """
    Then the result should be, in any order:
      | a | b |
      | 2 | 2 |
    And the side effects should be:
      | +properties | 1 |
      | -properties | 1 |

  Scenario: [14] An assignment is seen through every name of the node
    Given an empty graph
    And having executed:
      """
      CREATE (:N {v: 1})
      """
    When executing query:
      """
      MATCH (n:N) WITH n, n AS m SET n.v = 5 RETURN m.v AS v
      """
    Then the result should be, in any order:
      | v |
      | 5 |
    And the side effects should be:
      | +properties | 1 |
      | -properties | 1 |

  Scenario: [15] A value read in front of an assignment stays
    Given an empty graph
    And having executed:
      """
      CREATE (:N {v: 1})
      """
    When executing query:
      """
      MATCH (n:N) WITH n, n.v AS old SET n.v = old + 1 RETURN old, n.v AS new
      """
    Then the result should be, in any order:
      | old | new |
      | 1   | 2   |
    And the side effects should be:
      | +properties | 1 |
      | -properties | 1 |

  Scenario: [16] A property that is searched for is set for all that were found
    Given an empty graph
    And having executed:
      """
      CREATE (:N {v: 1}), (:N {v: 1}), (:N {v: 1})
      """
    When executing query:
      """
      MATCH (n:N {v: 1}) SET n.v = 2 RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 3 |
    And the side effects should be:
      | +properties | 3 |
      | -properties | 3 |

  Scenario: [17] A label that is searched for is removed from all that were found
    Given an empty graph
    And having executed:
      """
      CREATE (:N), (:N)
      """
    When executing query:
      """
      MATCH (n:N) REMOVE n:N SET n:M RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
    And the side effects should be:
      | +labels | 1 |
      | -labels | 1 |

  Scenario: [18] Each row of a product sees the assignments of the rows before
    Given an empty graph
    And having executed:
      """
      CREATE (:N {sum: 0})
      """
    When executing query:
      """
      MATCH (n:N) UNWIND [1, 2, 3] AS x SET n.sum = n.sum + x RETURN DISTINCT n.sum AS sum
      """
    Then the result should be, in any order:
      | sum |
      | 6   |
    And the side effects should be:
      | +properties | 1 |
      | -properties | 1 |

  Scenario: [19] All deletions happen before the next search
    Given an empty graph
    And having executed:
      """
      CREATE (:Old)-[:R]->(:Old)-[:R]->(:New)
      """
    When executing query:
      """
      MATCH (n:Old) DETACH DELETE n WITH count(*) AS gone MATCH (n) RETURN gone, count(n) AS left
      """
    Then the result should be, in any order:
      | gone | left |
      | 2    | 1    |
    And the side effects should be:
      | -nodes         | 2 |
      | -relationships | 2 |
      | -labels        | 1 |

  Scenario: [20] A node found twice is deleted once
    Given an empty graph
    And having executed:
      """
      CREATE (a)-[:R]->(b), (a)-[:S]->(b)
      """
    When executing query:
      """
      MATCH (n)-[]-() DETACH DELETE n
      """
    Then the result should be empty
    And the side effects should be:
      | -nodes         | 2 |
      | -relationships | 2 |

  Scenario: [21] Nodes and their relationships deleted in one clause, nodes first
    Given an empty graph
    And having executed:
      """
      CREATE ()-[:R]->()
      """
    When executing query:
      """
      MATCH (a)-[r]->(b) DELETE a, b, r
      """
    Then the result should be empty
    And the side effects should be:
      | -nodes         | 2 |
      | -relationships | 1 |

  Scenario: [22] Deleting null
    Given an empty graph
    And having executed:
      """
      CREATE ()
      """
    When executing query:
      """
      OPTIONAL MATCH (n:Nobody) DELETE n RETURN n
      """
    Then the result should be, in any order:
      | n    |
      | null |
    And no side effects

  Scenario: [23] Rows of what was deleted are still counted
    Given an empty graph
    And having executed:
      """
      CREATE (), ()
      """
    When executing query:
      """
      MATCH (n) DELETE n RETURN count(*) AS rows
      """
    Then the result should be, in any order:
      | rows |
      | 2    |
    And the side effects should be:
      | -nodes | 2 |

  Scenario: [24] What a later clause sets stays, whatever an earlier one sets in later rows
    Given an empty graph
    And having executed:
      """
      UNWIND range(0, 2999) AS i CREATE (:N {i: i})
      """
    And having executed:
      """
      MATCH (a:N) MATCH (b:N) WHERE b.i = (a.i + 1) % 3000 CREATE (a)-[:R]->(b)
      """
    And having executed:
      """
      MATCH (a)-[:R]->(b) SET a.x = 1 SET b.x = 2 SET a:One REMOVE b:One
      """
    When executing query:
      """
      MATCH (n:N) RETURN n.x AS x, n:One AS one, count(*) AS n
      """
    Then the result should be, in any order:
      | x | one   | n    |
      | 2 | false | 3000 |
    And no side effects

  Scenario: [25] What is set behind a MERGE stays, whatever that sets in later rows
    Given an empty graph
    And having executed:
      """
      CREATE (n) WITH n UNWIND range(1, 5) AS i CREATE (n)-[:R]->(n)
      """
    And having executed:
      """
      MATCH (n)-[r]->() MERGE (n)-[s:R]->(n) ON MATCH SET s.z = 2 SET r.z = 0
      """
    When executing query:
      """
      MATCH ()-[r]->() RETURN r.z AS z, count(*) AS n
      """
    Then the result should be, in any order:
      | z | n |
      | 0 | 5 |
    And no side effects
