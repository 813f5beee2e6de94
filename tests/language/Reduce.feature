Feature: Reduce - Folding a list into one value

  Scenario Outline: [1] Fold a list
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression                                                                  | value        |
      | reduce(total = 0, x IN [1, 2, 3] \| total + x)                              | 6            |
      | reduce(s = '', x IN ['a', 'b', 'c'] \| s + x)                               | 'abc'        |
      | reduce(s = '', x IN ['a', 'b', 'c'] \| x + s)                               | 'cba'        |
      | reduce(out = [], x IN [1, 2] \| out + [x, x])                               | [1, 1, 2, 2] |
      | reduce(most = 0, x IN [3, 9, 4] \| CASE WHEN x > most THEN x ELSE most END) | 9            |
      | reduce(product = 1, x IN range(1, 5) \| product * x)                        | 120          |
      | reduce(last = null, x IN [1, 2] \| x)                                       | 2            |

  Scenario Outline: [2] Fold nothing and null
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression                                                     | value |
      | reduce(total = 7, x IN [] \| total + x)                        | 7     |
      | reduce(total = 0, x IN null \| total + x)                      | null  |
      | reduce(total = 0, x IN [1, null, 2] \| total + x)              | null  |
      | reduce(total = 0, x IN [1, null, 2] \| total + coalesce(x, 0)) | 3     |
      | reduce(total = null, x IN [1] \| total + x)                    | null  |

  Scenario: [3] A fold inside a fold
    Given an empty graph
    When executing query:
      """
      RETURN reduce(total = 0, row IN [[1, 2], [3]] | total + reduce(part = 0, x IN row | part + x)) AS sum
      """
    Then the result should be, in any order:
      | sum |
      | 6   |
    And no side effects

  Scenario: [4] The variables of a fold hide outer ones and end with it
    Given an empty graph
    When executing query:
      """
      WITH 5 AS total, 7 AS x
      RETURN reduce(total = 0, x IN [1, 2] | total + x) AS sum, total, x
      """
    Then the result should be, in any order:
      | sum | total | x |
      | 3   | 5     | 7 |
    And no side effects

  Scenario: [5] The step reads outer variables
    Given an empty graph
    When executing query:
      """
      UNWIND [2, 3] AS factor
      RETURN factor, reduce(total = 0, x IN [1, 2] | total + factor * x) AS sum
      """
    Then the result should be, in any order:
      | factor | sum |
      | 2      | 6   |
      | 3      | 9   |
    And no side effects

  Scenario: [6] Fold over the nodes of a path
    Given an empty graph
    And having executed:
      """
      CREATE (:Stop {n: 1})-[:NEXT]->(:Stop {n: 2})-[:NEXT]->(:Stop {n: 3})
      """
    When executing query:
      """
      MATCH p = (:Stop {n: 1})-[:NEXT*2]->()
      RETURN reduce(total = 0, stop IN nodes(p) | total + stop.n) AS sum
      """
    Then the result should be, in any order:
      | sum |
      | 6   |
    And no side effects

  Scenario: [7] Fold what was collected
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS x
      RETURN reduce(total = 0, y IN collect(x) | total + y) AS sum
      """
    Then the result should be, in any order:
      | sum |
      | 6   |
    And no side effects

  Scenario: [8] Fold in a predicate
    Given an empty graph
    When executing query:
      """
      UNWIND [[1, 2], [5, 6]] AS list
      WITH list WHERE reduce(total = 0, x IN list | total + x) > 10
      RETURN list
      """
    Then the result should be, in any order:
      | list   |
      | [5, 6] |
    And no side effects

  Scenario: [9] The list does not see the accumulator
    Given an empty graph
    When executing query:
      """
      RETURN reduce(total = 0, x IN [total] | x) AS r
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario: [10] The beginning does not see the item
    Given an empty graph
    When executing query:
      """
      RETURN reduce(total = x, x IN [1] | total) AS r
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario: [11] The item is gone behind the fold
    Given an empty graph
    When executing query:
      """
      RETURN reduce(total = 0, x IN [1] | total + x) AS r, x
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable
    And no side effects

  Scenario: [12] Fold what is no list
    Given an empty graph
    When executing query:
      """
      RETURN reduce(total = 0, x IN 1 | total + x) AS r
      """
    Then a SyntaxError should be raised at compile time: InvalidArgumentType
    And no side effects

  Scenario: [13] Aggregate in the step
    Given an empty graph
    When executing query:
      """
      RETURN reduce(total = 0, x IN [1] | total + count(*)) AS r
      """
    Then a SyntaxError should be raised at compile time: InvalidAggregation
    And no side effects
