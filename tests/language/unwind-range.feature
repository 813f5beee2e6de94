Feature: UNWIND of range makes no list

  Scenario: [1] More integers than a list may have
    Given any graph
    When executing query:
      """
      UNWIND range(1, 9223372036854775807) AS x RETURN x LIMIT 2
      """
    Then the result should be, in order:
      | x |
      | 1 |
      | 2 |
    And no side effects

  Scenario: [2] Steps backwards, bounds from rows
    Given any graph
    When executing query:
      """
      UNWIND range(5, 1, -2) AS x UNWIND range(x, x + 1) AS y RETURN x, y
      """
    Then the result should be, in order:
      | x | y |
      | 5 | 5 |
      | 5 | 6 |
      | 3 | 3 |
      | 3 | 4 |
      | 1 | 1 |
      | 1 | 2 |
    And no side effects

  Scenario: [3] To the least integer
    Given any graph
    When executing query:
      """
      UNWIND range(-9223372036854775806, -9223372036854775808, -1) AS x RETURN x
      """
    Then the result should be, in order:
      | x                    |
      | -9223372036854775806 |
      | -9223372036854775807 |
      | -9223372036854775808 |
    And no side effects

  Scenario: [4] No rows of null, nor of a way that leads away
    Given any graph
    When executing query:
      """
      UNWIND range(1, null) AS x UNWIND range(2, 1) AS y RETURN x, y
      """
    Then the result should be, in any order:
      | x | y |
    And no side effects

  Scenario: [5] A step of 0
    Given any graph
    When executing query:
      """
      UNWIND range(1, 2, 0) AS x RETURN x
      """
    Then a ArgumentError should be raised at runtime: NumberOutOfRange
