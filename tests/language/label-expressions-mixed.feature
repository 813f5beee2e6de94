Feature: Colons do not mix with the operators of label expressions

  Scenario Outline: [1] Mixed
    Given any graph
    When executing query:
      """
      MATCH (n<labels>) RETURN n
      """
    Then a SyntaxError should be raised at compile time: InvalidLabelExpression

    Examples:
      | labels      |
      | :A:B&C      |
      | :A:!B       |
      | :A&B:C      |

  Scenario: [2] Colons alone
    Given an empty graph
    And having executed:
      """
      CREATE (:A:B), (:A)
      """
    When executing query:
      """
      MATCH (n:A:B) RETURN n
      """
    Then the result should be, in any order:
      | n      |
      | (:A:B) |
    And no side effects
