Feature: CASE with operators behind WHEN

  Scenario: [1] Comparisons, predicates and lists of values side by side
    Given any graph
    When executing query:
      """
      UNWIND [1, 5, 7, 9, null] AS x
      RETURN x, CASE x WHEN > 8 THEN 'big' WHEN 5, 7 THEN 'mid' WHEN IS NULL THEN 'none' WHEN = 1 THEN 'one' END AS size
      """
    Then the result should be, in any order:
      | x    | size   |
      | 1    | 'one'  |
      | 5    | 'mid'  |
      | 7    | 'mid'  |
      | 9    | 'big'  |
      | null | 'none' |
    And no side effects

  Scenario: [2] Tests of texts and types
    Given any graph
    When executing query:
      """
      UNWIND ['abc', 'bcd', 3, 'xyz'] AS x
      RETURN CASE x WHEN IS :: INTEGER THEN 'number' WHEN STARTS WITH 'a' THEN 'first' WHEN ENDS WITH 'd' THEN 'last' WHEN CONTAINS 'y' THEN 'within' END AS kind
      """
    Then the result should be, in any order:
      | kind     |
      | 'first'  |
      | 'last'   |
      | 'number' |
      | 'within' |
    And no side effects

  Scenario: [3] Around aggregations
    Given any graph
    When executing query:
      """
      UNWIND [1, 2, 2, 9] AS x
      RETURN CASE x WHEN > 4 THEN 'big' ELSE 'small' END AS size, CASE count(*) WHEN > 1 THEN 'many' ELSE 'one' END AS many
      """
    Then the result should be, in any order:
      | size    | many   |
      | 'small' | 'many' |
      | 'big'   | 'one'  |
    And no side effects

  Scenario: [4] One inside the other
    Given any graph
    When executing query:
      """
      RETURN CASE 1 WHEN < (CASE 5 WHEN > 3 THEN 2 END) THEN 'less' END AS it
      """
    Then the result should be, in any order:
      | it     |
      | 'less' |
    And no side effects

  Scenario: [5] Without a subject
    Given any graph
    When executing query:
      """
      RETURN CASE WHEN > 4 THEN 1 END
      """
    Then a SyntaxError should be raised at compile time: UnexpectedSyntax
