Feature: Mathematics - Arithmetic, rounding, logarithms and angles

  Scenario Outline: [1] Integers stay integers
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
      | expression | value |
      | 7 / 2      | 3     |
      | -7 / 2     | -3    |
      | 7 % 3      | 1     |
      | -7 % 3     | -1    |
      | 7 % -3     | 1     |
      | 2 * 3      | 6     |
      | 7 / 2.0    | 3.5   |
      | 7.5 % 2    | 1.5   |
      | 1 + 1.0    | 2.0   |
      | 0 / 5      | 0     |

  Scenario Outline: [2] Precedence
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
      | expression   | value |
      | 2 + 3 * 4    | 14    |
      | (2 + 3) * 4  | 20    |
      | 2 ^ 3 ^ 2    | 64.0  |
      | 2 * 3 ^ 2    | 18.0  |
      | -2 ^ 2       | 4.0   |
      | 10 - 4 - 3   | 3     |
      | 100 / 10 / 2 | 5     |
      | 10 % 4 * 2   | 4     |
      | - - 3        | 3     |
      | 2 ^ -1       | 0.5   |

  Scenario Outline: [3] Without the sign, and the sign
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
      | expression | value |
      | abs(-1)    | 1     |
      | abs(-1.5)  | 1.5   |
      | abs(0)     | 0     |
      | sign(-3)   | -1    |
      | sign(0)    | 0     |
      | sign(2.5)  | 1     |
      | sign(-0.5) | -1    |
      | abs(null)  | null  |
      | sign(null) | null  |

  Scenario Outline: [4] Whole numbers near by
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
      | expression   | value |
      | ceil(1.1)    | 2.0   |
      | ceil(-1.1)   | -1.0  |
      | ceiling(2.0) | 2.0   |
      | floor(1.9)   | 1.0   |
      | floor(-1.1)  | -2.0  |
      | round(1.4)   | 1.0   |
      | round(1.5)   | 2.0   |
      | round(2.5)   | 3.0   |
      | round(-1.5)  | -1.0  |
      | round(null)  | null  |
      | floor(3)     | 3.0   |

  Scenario Outline: [5] Rounded to decimals
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
      | expression                  | value |
      | round(3.14159, 2)           | 3.14  |
      | round(3.145, 0)             | 3.0   |
      | round(1.249, 1, 'UP')       | 1.3   |
      | round(1.251, 1, 'DOWN')     | 1.2   |
      | round(-1.251, 1, 'CEILING') | -1.2  |
      | round(-1.249, 1, 'FLOOR')   | -1.3  |
      | round(1.25, 1, 'HALF_UP')   | 1.3   |
      | round(1.25, 1, 'HALF_DOWN') | 1.2   |
      | round(1.25, 1, 'HALF_EVEN') | 1.2   |
      | round(1.75, 1, 'HALF_EVEN') | 1.8   |

  Scenario Outline: [6] Roots, powers, logarithms
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
      | expression   | value |
      | sqrt(16)     | 4.0   |
      | sqrt(-1)     | NaN   |
      | exp(0)       | 1.0   |
      | exp(1) = e() | true  |
      | log(1)       | 0.0   |
      | log(e())     | 1.0   |
      | ln(1)        | 0.0   |
      | log10(100)   | 2.0   |
      | log(0)       | -Inf  |
      | log(-1)      | NaN   |
      | sqrt(null)   | null  |
      | log10(0)     | -Inf  |

  Scenario Outline: [7] Angles
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
      | expression                            | value |
      | sin(0)                                | 0.0   |
      | cos(0)                                | 1.0   |
      | tan(0)                                | 0.0   |
      | asin(1) = pi() / 2                    | true  |
      | acos(1)                               | 0.0   |
      | acos(2)                               | NaN   |
      | asin(-1.1)                            | NaN   |
      | atan(0)                               | 0.0   |
      | atan2(1, 1) = pi() / 4                | true  |
      | atan2(0, -1) = pi()                   | true  |
      | cot(0)                                | Inf   |
      | degrees(pi())                         | 180.0 |
      | radians(180) = pi()                   | true  |
      | haversin(0)                           | 0.0   |
      | abs(haversin(pi()) - 1) < 0.000000001 | true  |
      | abs(sin(pi())) < 0.000000001          | true  |
      | sin(null)                             | null  |
      | atan2(null, 1)                        | null  |

  Scenario Outline: [8] Hyperbolic functions
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
      | expression                                       | value |
      | sinh(0)                                          | 0.0   |
      | cosh(0)                                          | 1.0   |
      | tanh(0)                                          | 0.0   |
      | abs(coth(1) * tanh(1) - 1) < 0.000000001         | true  |
      | abs(cosh(1) ^ 2 - sinh(1) ^ 2 - 1) < 0.000000001 | true  |

  Scenario Outline: [9] Null makes null
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
      | expression | value |
      | 1 + null   | null  |
      | null * 0   | null  |
      | null / 0   | null  |
      | null % 2   | null  |
      | null ^ 0   | null  |
      | -null      | null  |

  Scenario Outline: [10] NaN is found
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
      | expression       | value |
      | isNaN(0.0 / 0.0) | true  |
      | isNaN(1)         | false |
      | isNaN(1.5)       | false |
      | isNaN(1 / 0.0)   | false |
      | isNaN(null)      | null  |

  Scenario Outline: [11] Whole numbers by zero
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then a <kind> should be raised at <phase>: <detail>
    And no side effects

    Examples:
      | expression | kind            | phase    | detail         |
      | 1 / 0      | ArithmeticError | any time | DivisionByZero |
      | 1 % 0      | ArithmeticError | any time | DivisionByZero |

  Scenario Outline: [12] What is no number
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then a <kind> should be raised at <phase>: <detail>
    And no side effects

    Examples:
      | expression | kind        | phase        | detail                   |
      | abs('a')   | SyntaxError | compile time | InvalidArgumentType      |
      | sqrt(true) | SyntaxError | compile time | InvalidArgumentType      |
      | sin([])    | SyntaxError | compile time | InvalidArgumentType      |
      | 1 - true   | SyntaxError | compile time | InvalidArgumentType      |
      | 'a' * 2    | SyntaxError | compile time | InvalidArgumentType      |
      | -'a'       | SyntaxError | compile time | InvalidArgumentType      |
      | pi(1)      | SyntaxError | compile time | InvalidNumberOfArguments |
      | atan2(1)   | SyntaxError | compile time | InvalidNumberOfArguments |

  Scenario: [13] Over the rows of a graph
    Given an empty graph
    And having executed:
      """
      CREATE ({a: 1}), ({a: 2}), ({a: 3}), ()
      """
    When executing query:
      """
      MATCH (n) RETURN sum(n.a) AS s, sum(n.a * 1.0) AS t, avg(n.a) AS m, min(n.a) AS low, max(n.a) AS high
      """
    Then the result should be, in any order:
      | s | t   | m   | low | high |
      | 6 | 6.0 | 2.0 | 1   | 3    |
    And no side effects
