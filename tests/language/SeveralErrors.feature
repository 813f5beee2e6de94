Feature: SeveralErrors - More than one mistake in a statement

  # The first one, by its place in the text, is the one a statement fails with.

  Scenario: [1] Two names that are not there
    Given an empty graph
    When executing query:
      """
      RETURN a AS x, b AS y
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario: [2] A name and a function that are not there
    Given an empty graph
    When executing query:
      """
      RETURN foo(1) AS x, b AS y
      """
    Then a SyntaxError should be raised at compile time: UnknownFunction
    And no side effects

  Scenario: [3] The same in the other order
    Given an empty graph
    When executing query:
      """
      RETURN b AS y, foo(1) AS x
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario: [4] Mistakes in two clauses
    Given an empty graph
    When executing query:
      """
      MATCH (n) WHERE count(n) > 1 RETURN m
      """
    Then a SyntaxError should be raised at compile time: InvalidAggregation
    And no side effects

  Scenario: [5] A mistake of the text comes before mistakes of meaning
    Given an empty graph
    When executing query:
      """
      RETURN m, (1
      """
    Then a SyntaxError should be raised at compile time: UnexpectedSyntax
    And no side effects

  Scenario: [6] A mistake of meaning comes before a missing parameter
    Given an empty graph
    When executing query:
      """
      RETURN $missing AS a, m AS b
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario: [7] A mistake of meaning comes before one of running
    Given an empty graph
    When executing query:
      """
      UNWIND [0] AS x RETURN 1 / x AS a, m AS b
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario: [8] Nothing is written by a statement with a mistake behind the write
    Given an empty graph
    When executing query:
      """
      CREATE (:N) WITH 1 AS x RETURN y
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects
    When executing control query:
      """
      MATCH (n:N) RETURN count(n) AS n
      """
    Then the result should be, in any order:
      | n |
      | 0 |

  Scenario: [9] Mistakes in both sides of a union
    Given an empty graph
    When executing query:
      """
      RETURN foo(1) AS x UNION RETURN y AS x
      """
    Then a SyntaxError should be raised at compile time: UnknownFunction
    And no side effects

  Scenario: [10] A mistake inside a subquery and one behind it
    Given an empty graph
    When executing query:
      """
      CALL () { RETURN foo(1) AS x } RETURN y
      """
    Then a SyntaxError should be raised at compile time: UnknownFunction
    And no side effects
