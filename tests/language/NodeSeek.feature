Feature: NodeSeek - Finding nodes by their ids and properties

  Background:
    Given an empty graph
    And having executed:
      """
      UNWIND range(0, 99) AS i CREATE (:N {k: i, half: i / 2.0, mixed: CASE i % 2 WHEN 0 THEN i ELSE [i] END})
      """

  Scenario Outline: [1] What a node is found by
    When executing query:
      """
      MATCH (n:N) WHERE <condition> RETURN count(*) AS nodes
      """
    Then the result should be, in any order:
      | nodes   |
      | <nodes> |
    And no side effects

    Examples:
      | condition                     | nodes |
      | id(n) = 3                     | 1     |
      | id(n) = [3]                   | 0     |
      | id(n) IN [3, 4, 3, null]      | 2     |
      | id(n) IN [[3]]                | 0     |
      | id(n) IN null                 | 0     |
      | n.k = 7                       | 1     |
      | n.k = 7.0                     | 1     |
      | n.k = [7]                     | 0     |
      | n.k = null                    | 0     |
      | n.k IN [7, 8, 7.0, null, 'x'] | 2     |
      | n.k IN []                     | 0     |
      | n.half = 1                    | 1     |
      | n.mixed = [7]                 | 1     |
      | n.mixed = 7                   | 0     |
      | n.none = 1                    | 0     |

  Scenario: [2] A property is found by what it was set to last
    When executing query:
      """
      MATCH (n:N {k: 5}) SET n.k = 1000
      WITH n SET n.k = 5
      WITH n SET n.k = 2000
      WITH count(*) AS done
      OPTIONAL MATCH (a:N {k: 5})
      OPTIONAL MATCH (b:N {k: 2000})
      RETURN a IS NULL AS gone, b.half AS half
      """
    Then the result should be, in any order:
      | gone | half |
      | true | 2.5  |
    And the side effects should be:
      | +properties | 1 |
      | -properties | 1 |

  Scenario: [3] What stands behind IN is a list
    When executing query:
      """
      WITH [[1], 5] AS lists MATCH (n:N) WHERE id(n) IN lists[1] RETURN n
      """
    Then a TypeError should be raised at runtime: *
