Feature: Numbers - Literals, overflow, and numbers that are none

  Scenario Outline: [1] Literals of integers
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
      | expression           | value                |
      | 0                    | 0                    |
      | 007                  | 7                    |
      | 1_000_000            | 1000000              |
      | 0x1F                 | 31                   |
      | 0XfF                 | 255                  |
      | -0x10                | -16                  |
      | 0x7FFFFFFFFFFFFFFF   | 9223372036854775807  |
      | 0o17                 | 15                   |
      | -0o10                | -8                   |
      | 9223372036854775807  | 9223372036854775807  |
      | -9223372036854775808 | -9223372036854775808 |
      | -0x8000000000000000  | -9223372036854775808 |
      | 0x1_F                | 31                   |

  Scenario Outline: [2] Literals of floats
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
      | expression | value  |
      | 1.5        | 1.5    |
      | .5         | 0.5    |
      | 1e3        | 1000.0 |
      | 1E-2       | 0.01   |
      | 1.5e2      | 150.0  |
      | -1e0       | -1.0   |
      | 1e+2       | 100.0  |
      | .5e1       | 5.0    |
      | 1_000.5    | 1000.5 |
      | 1e-400     | 0.0    |

  Scenario Outline: [3] Literals that are none
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then a <kind> should be raised at <phase>: <detail>
    And no side effects

    Examples:
      | expression                  | kind        | phase        | detail                |
      | 9223372036854775808         | SyntaxError | compile time | IntegerOverflow       |
      | -9223372036854775809        | SyntaxError | compile time | IntegerOverflow       |
      | 0x8000000000000000          | SyntaxError | compile time | IntegerOverflow       |
      | 0o7777777777777777777777777 | SyntaxError | compile time | IntegerOverflow       |
      | 1e400                       | SyntaxError | compile time | FloatingPointOverflow |
      | -1e400                      | SyntaxError | compile time | FloatingPointOverflow |
      | 0x                          | SyntaxError | compile time | InvalidNumberLiteral  |
      | 0x1G                        | SyntaxError | compile time | InvalidNumberLiteral  |
      | 0o8                         | SyntaxError | compile time | InvalidNumberLiteral  |
      | 12ab                        | SyntaxError | compile time | InvalidNumberLiteral  |
      | 1e                          | SyntaxError | compile time | InvalidNumberLiteral  |

  Scenario Outline: [4] Overflow
    Given an empty graph
    When executing query:
      """
      UNWIND [[9223372036854775807, -9223372036854775808]] AS pair
      WITH pair[0] AS most, pair[1] AS least
      RETURN <expression> AS value
      """
    Then a <kind> should be raised at <phase>: <detail>
    And no side effects

    Examples:
      | expression   | kind            | phase   | detail          |
      | most + 1     | ArithmeticError | runtime | IntegerOverflow |
      | least - 1    | ArithmeticError | runtime | IntegerOverflow |
      | most * 2     | ArithmeticError | runtime | IntegerOverflow |
      | -least       | ArithmeticError | runtime | IntegerOverflow |
      | least * -1   | ArithmeticError | runtime | IntegerOverflow |
      | least / -1   | ArithmeticError | runtime | IntegerOverflow |
      | most - least | ArithmeticError | runtime | IntegerOverflow |
      | 1 - least    | ArithmeticError | runtime | IntegerOverflow |

  Scenario Outline: [5] At the edge of overflow
    Given an empty graph
    When executing query:
      """
      UNWIND [[9223372036854775807, -9223372036854775808]] AS pair
      WITH pair[0] AS most, pair[1] AS least
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression            | value |
      | most - 1 + 1 = most   | true  |
      | least + most          | -1    |
      | least % -1            | 0     |
      | most + 1.0 > most - 1 | true  |
      | -most - 1 = least     | true  |
      | most + least + 1      | 0     |

  Scenario: [6] A sum that overflows
    Given an empty graph
    When executing query:
      """
      UNWIND [9223372036854775807, 1] AS x RETURN sum(x) AS s
      """
    Then a ArithmeticError should be raised at runtime: *
    And no side effects

  Scenario: [7] An integer without its sign that overflows
    Given an empty graph
    When executing query:
      """
      UNWIND [-9223372036854775808] AS x RETURN abs(x) AS s
      """
    Then a ArithmeticError should be raised at runtime: *
    And no side effects

  Scenario Outline: [8] Floats divide by zero
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
      | 1 / 0.0    | Inf   |
      | -1 / 0.0   | -Inf  |
      | 0.0 / 0    | NaN   |
      | 1e308 * 10 | Inf   |
      | 10.0 ^ 400 | Inf   |

  Scenario Outline: [9] NaN compared
    Given an empty graph
    When executing query:
      """
      WITH 0.0 / 0.0 AS nan RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression        | value |
      | nan = nan         | false |
      | nan <> nan        | true  |
      | nan < 1           | false |
      | nan > 1           | false |
      | nan <= nan        | false |
      | 1 = nan           | false |
      | 1 <> nan          | true  |
      | nan = 'a'         | false |
      | nan < 'a'         | null  |
      | nan = null        | null  |
      | nan IN [nan]      | false |
      | [nan] = [nan]     | false |
      | nan + 1 = nan + 1 | false |

  Scenario Outline: [10] Infinity compared
    Given an empty graph
    When executing query:
      """
      WITH 1 / 0.0 AS inf RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression                  | value |
      | inf = inf                   | true  |
      | -inf < inf                  | true  |
      | inf > 9223372036854775807   | true  |
      | -inf < -9223372036854775808 | true  |
      | inf + 1 = inf               | true  |
      | isNaN(inf - inf)            | true  |
      | 0.0 = -0.0                  | true  |
      | 1 = 1.0                     | true  |
      | 0.1 + 0.2 = 0.3             | false |

  Scenario: [11] NaN and infinity in order
    Given an empty graph
    When executing query:
      """
      UNWIND [0.0 / 0, 1, null, 1 / 0.0, -1 / 0.0, 0.5] AS x RETURN x ORDER BY x
      """
    Then the result should be, in order:
      | x    |
      | -Inf |
      | 0.5  |
      | 1    |
      | Inf  |
      | NaN  |
      | null |
    And no side effects

  Scenario: [12] NaN and infinity in descending order
    Given an empty graph
    When executing query:
      """
      UNWIND [0.0 / 0, 1, null, 1 / 0.0, -1 / 0.0] AS x RETURN x ORDER BY x DESC
      """
    Then the result should be, in order:
      | x    |
      | null |
      | NaN  |
      | Inf  |
      | 1    |
      | -Inf |
    And no side effects

  Scenario: [13] NaN is one group
    Given an empty graph
    When executing query:
      """
      UNWIND [0.0 / 0, 0.0 / 0, 1.0] AS x RETURN isNaN(x) AS nan, count(*) AS n
      """
    Then the result should be, in any order:
      | nan   | n |
      | true  | 2 |
      | false | 1 |
    And no side effects

  Scenario: [14] NaN is one of the distinct values
    Given an empty graph
    When executing query:
      """
      UNWIND [0.0 / 0, 0.0 / 0, 1.0] AS x WITH DISTINCT x RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
    And no side effects

  Scenario: [15] An integer and the same float are one group
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 1.0, 2] AS x WITH x, count(*) AS n RETURN n ORDER BY n
      """
    Then the result should be, in order:
      | n |
      | 1 |
      | 2 |
    And no side effects

  Scenario: [16] Zero and minus zero are one group
    Given an empty graph
    When executing query:
      """
      UNWIND [0.0, -0.0, 0] AS x RETURN count(DISTINCT x) AS n
      """
    Then the result should be, in any order:
      | n |
      | 1 |
    And no side effects

  Scenario: [17] Words for infinity and for what is no number
    Given an empty graph
    When executing query:
      """
      RETURN toString(inf) AS inf, toString(-Infinity) AS infinity, isNaN(NaN) AS nan, NaN = NaN AS equal
      """
    Then the result should be, in any order:
      | inf        | infinity    | nan  | equal |
      | 'Infinity' | '-Infinity' | true | false |
    And no side effects

  Scenario: [18] A variable of that name comes first
    Given an empty graph
    When executing query:
      """
      WITH 1 AS inf, 2 AS nan RETURN inf + nan AS sum
      """
    Then the result should be, in any order:
      | sum |
      | 3   |
    And no side effects
