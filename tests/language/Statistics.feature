Feature: Statistics - Percentiles and standard deviations

  Scenario Outline: [1] Interpolated percentiles
    Given an empty graph
    When executing query:
      """
      UNWIND [30, 10, 20] AS x RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression              | value |
      | percentileCont(x, 0.0)  | 10.0  |
      | percentileCont(x, 0.25) | 15.0  |
      | percentileCont(x, 0.5)  | 20.0  |
      | percentileCont(x, 0.75) | 25.0  |
      | percentileCont(x, 1.0)  | 30.0  |

  Scenario Outline: [2] Percentiles that are one of the values
    Given an empty graph
    When executing query:
      """
      UNWIND [40, 10, 30, 20] AS x RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression              | value |
      | percentileDisc(x, 0.0)  | 10    |
      | percentileDisc(x, 0.25) | 10    |
      | percentileDisc(x, 0.3)  | 20    |
      | percentileDisc(x, 0.5)  | 20    |
      | percentileDisc(x, 0.51) | 30    |
      | percentileDisc(x, 1.0)  | 40    |

  Scenario Outline: [3] Deviations
    Given an empty graph
    When executing query:
      """
      UNWIND [2, 4, 4, 4, 5, 5, 7, 9] AS x RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression             | value              |
      | stDevP(x)              | 2.0                |
      | stDevP(x * 10)         | 20.0               |
      | stDev(DISTINCT x % 2)  | 0.7071067811865476 |
      | stDevP(DISTINCT x % 2) | 0.5                |
      | round(stDev(x), 4)     | 2.1381             |

  Scenario Outline: [4] Of one value
    Given an empty graph
    When executing query:
      """
      UNWIND [7] AS x RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression             | value |
      | stDev(x)               | 0.0   |
      | stDevP(x)              | 0.0   |
      | percentileCont(x, 0.3) | 7.0   |
      | percentileDisc(x, 0.3) | 7     |

  Scenario Outline: [5] Of none
    Given an empty graph
    When executing query:
      """
      UNWIND [] AS x RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression             | value |
      | stDev(x)               | 0.0   |
      | stDevP(x)              | 0.0   |
      | percentileCont(x, 0.5) | null  |
      | percentileDisc(x, 0.5) | null  |

  Scenario Outline: [6] Nulls do not count
    Given an empty graph
    When executing query:
      """
      UNWIND [1, null, 2, null, 3] AS x RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression                | value |
      | stDev(x)                  | 1.0   |
      | percentileCont(x, 0.5)    | 2.0   |
      | percentileDisc(x, 0.5)    | 2     |
      | percentileCont(null, 0.5) | null  |

  Scenario Outline: [7] Integers and floats together
    Given an empty graph
    When executing query:
      """
      UNWIND [2, 1.5] AS x RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression             | value |
      | percentileCont(x, 0.5) | 1.75  |
      | percentileDisc(x, 0.5) | 1.5   |
      | stDevP(x)              | 0.25  |

  Scenario Outline: [8] The names of the standard
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3, 4] AS x RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression               | value        |
      | percentile_cont(x, 0.5)  | 2.5          |
      | percentile_disc(x, 0.5)  | 2            |
      | stdev_pop(x) = stDevP(x) | true         |
      | stdev_samp(x) = stDev(x) | true         |
      | collect_list(x)          | [1, 2, 3, 4] |

  Scenario: [9] For each group
    Given an empty graph
    When executing query:
      """
      UNWIND [['a', 1], ['b', 5], ['a', 3], ['b', 5]] AS row RETURN row[0] AS g, percentileCont(row[1], 0.5) AS p, stDevP(row[1]) AS d
      """
    Then the result should be, in any order:
      | g   | p   | d   |
      | 'a' | 2.0 | 1.0 |
      | 'b' | 5.0 | 0.0 |
    And no side effects

  Scenario: [10] The part is a parameter
    Given an empty graph
    And parameters are:
      | part | 1.0 |
    When executing query:
      """
      UNWIND [1, 2, 3] AS x RETURN percentileCont(x, $part) AS p
      """
    Then the result should be, in any order:
      | p   |
      | 3.0 |
    And no side effects

  Scenario Outline: [11] A part that is none
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x RETURN <expression> AS value
      """
    Then a <kind> should be raised at <phase>: <detail>
    And no side effects

    Examples:
      | expression              | kind          | phase   | detail           |
      | percentileCont(x, -0.1) | ArgumentError | runtime | NumberOutOfRange |
      | percentileCont(x, 1.1)  | ArgumentError | runtime | NumberOutOfRange |
      | percentileDisc(x, -0.1) | ArgumentError | runtime | NumberOutOfRange |
      | percentileDisc(x, 1.1)  | ArgumentError | runtime | NumberOutOfRange |

  Scenario: [12] Of texts
    Given an empty graph
    When executing query:
      """
      UNWIND ['a', 'b'] AS x RETURN stDev(x) AS d
      """
    Then a SyntaxError should be raised at compile time: InvalidArgumentType
    And no side effects
