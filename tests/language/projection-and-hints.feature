Feature: RETURN ALL and planner hints

  Scenario: [1] RETURN ALL keeps duplicates
    Given any graph
    When executing query:
      """
      UNWIND [1, 1] AS x RETURN ALL x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
      | 1 |
    And no side effects

  Scenario: [2] `all` remains a name and a function
    Given any graph
    When executing query:
      """
      WITH 1 AS all RETURN all, all(x IN [1] WHERE x = all) AS every ORDER BY all LIMIT 1
      """
    Then the result should be, in any order:
      | all | every |
      | 1   | true  |
    And no side effects

  Scenario: [3] `all` before the order
    Given any graph
    When executing query:
      """
      WITH 1 AS all RETURN all ORDER BY all
      """
    Then the result should be, in any order:
      | all |
      | 1   |
    And no side effects

  Scenario: [4] Hints are read and left alone
    Given an empty graph
    And having executed:
      """
      CREATE (:P {a: 1})-[:R]->(:Q)
      """
    When executing query:
      """
      MATCH (n:P)-[:R]->(m:Q) USING INDEX n:P(a) USING SCAN m:Q USING JOIN ON m WHERE n.a = 1 RETURN n.a AS a
      """
    Then the result should be, in any order:
      | a |
      | 1 |
    And no side effects

  Scenario Outline: [5] A hint takes nothing from what is asked
    Given an empty graph
    And having executed:
      """
      CREATE (:P {a: 1})-[:R]->(:Q), (:P {a: 2})-[:R]->(:Q)
      """
    When executing query:
      """
      MATCH (n:P)-[r:R]->(m:Q) <hints> WHERE n.a = 1 RETURN n.a AS a
      """
    Then the result should be, in any order:
      | a |
      | 1 |
    And no side effects

    Examples:
      | hints                                     |
      | USING INDEX n:P(a)                        |
      | USING RANGE INDEX SEEK n:P(a)             |
      | USING SCAN m:Q                            |
      | USING JOIN ON m                           |
      | USING INDEX n:P(a) USING SCAN m:Q         |
