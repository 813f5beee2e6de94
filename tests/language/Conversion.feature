Feature: Conversion - Converting values, or giving null where it cannot be done

  Scenario Outline: [1] To a truth value
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
      | expression               | value |
      | toBooleanOrNull('true')  | true  |
      | toBooleanOrNull('FALSE') | false |
      | toBooleanOrNull('yes')   | null  |
      | toBooleanOrNull(false)   | false |
      | toBooleanOrNull(1)       | true  |
      | toBooleanOrNull(0)       | false |
      | toBooleanOrNull(1.5)     | null  |
      | toBooleanOrNull([true])  | null  |
      | toBooleanOrNull(null)    | null  |

  Scenario Outline: [2] To an integer
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
      | expression                          | value |
      | toIntegerOrNull('5')                | 5     |
      | toIntegerOrNull('5.9')              | 5     |
      | toIntegerOrNull('five')             | null  |
      | toIntegerOrNull(1.9)                | 1     |
      | toIntegerOrNull(-1.9)               | -1    |
      | toIntegerOrNull(true)               | 1     |
      | toIntegerOrNull(false)              | 0     |
      | toIntegerOrNull([1])                | null  |
      | toIntegerOrNull({a: 1})             | null  |
      | toIntegerOrNull('')                 | null  |
      | toIntegerOrNull(date('2024-01-01')) | null  |
      | toIntegerOrNull(null)               | null  |

  Scenario Outline: [3] To a float
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
      | expression           | value  |
      | toFloatOrNull('1.5') | 1.5    |
      | toFloatOrNull(1)     | 1.0    |
      | toFloatOrNull('1e3') | 1000.0 |
      | toFloatOrNull('x')   | null   |
      | toFloatOrNull(true)  | null   |
      | toFloatOrNull([1.5]) | null   |
      | toFloatOrNull(null)  | null   |

  Scenario Outline: [4] To text
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
      | expression                         | value        |
      | toStringOrNull(1)                  | '1'          |
      | toStringOrNull(1.5)                | '1.5'        |
      | toStringOrNull(1.0)                | '1.0'        |
      | toStringOrNull(true)               | 'true'       |
      | toStringOrNull('a')                | 'a'          |
      | toStringOrNull(date('2024-01-02')) | '2024-01-02' |
      | toStringOrNull(duration('PT90M'))  | 'PT1H30M'    |
      | toStringOrNull([1])                | null         |
      | toStringOrNull({a: 1})             | null         |
      | toStringOrNull(null)               | null         |

  Scenario Outline: [5] Every item of a list
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
      | expression                                        | value                                  |
      | toIntegerList(['1', 2, 'x', null, true, [], 1.9]) | [1, 2, null, null, 1, null, 1]         |
      | toFloatList(['1.5', 2, 'x', null, [], 1.9])       | [1.5, 2.0, null, null, null, 1.9]      |
      | toBooleanList(['true', 'x', null, 0, 1, false])   | [true, null, null, false, true, false] |
      | toStringList([1, 'a', null, true, [], 1.5])       | ['1', 'a', null, 'true', null, '1.5']  |
      | toIntegerList([])                                 | []                                     |
      | toIntegerList(null)                               | null                                   |
      | toStringList(null)                                | null                                   |

  Scenario: [6] Entities
    Given an empty graph
    And having executed:
      """
      CREATE ()-[:T]->()
      """
    When executing query:
      """
      MATCH (n)-[r]->() RETURN toIntegerOrNull(n) AS a, toStringOrNull(n) AS b, toBooleanOrNull(r) AS c, toFloatOrNull(r) AS d
      """
    Then the result should be, in any order:
      | a    | b    | c    | d    |
      | null | null | null | null |
    And no side effects

  Scenario: [7] Rows of mixed values
    Given an empty graph
    When executing query:
      """
      UNWIND ['1', 2, [], null, 'z'] AS x RETURN collect(toIntegerOrNull(x)) AS list
      """
    Then the result should be, in any order:
      | list   |
      | [1, 2] |
    And no side effects

  Scenario Outline: [8] Without the fallback it is a mistake
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then a <kind> should be raised at <phase>: <detail>
    And no side effects

    Examples:
      | expression       | kind        | phase        | detail              |
      | toInteger([])    | SyntaxError | compile time | InvalidArgumentType |
      | toFloat({})      | SyntaxError | compile time | InvalidArgumentType |
      | toBoolean(1.5)   | SyntaxError | compile time | InvalidArgumentType |
      | toString([1])    | SyntaxError | compile time | InvalidArgumentType |
      | toIntegerList(1) | SyntaxError | compile time | InvalidArgumentType |

  Scenario Outline: [9] Without the fallback it is a mistake while running
    Given an empty graph
    When executing query:
      """
      UNWIND [[1], {a: 1}] AS x RETURN <expression> AS value
      """
    Then a <kind> should be raised at <phase>: <detail>
    And no side effects

    Examples:
      | expression   | kind      | phase   | detail               |
      | toInteger(x) | TypeError | runtime | InvalidArgumentValue |
      | toFloat(x)   | TypeError | runtime | InvalidArgumentValue |
      | toBoolean(x) | TypeError | runtime | InvalidArgumentValue |
      | toString(x)  | TypeError | runtime | InvalidArgumentValue |

  Scenario Outline: [40] CAST
    Given an empty graph
    When executing query:
      """
      RETURN CAST(<value> AS <type>) AS x
      """
    Then the result should be, in any order:
      | x   |
      | <x> |
    And no side effects

    Examples:
      | value         | type           | x            |
      | '12'          | INTEGER        | 12           |
      | 1.9           | INT            | 1            |
      | 3             | FLOAT          | 3.0          |
      | 3             | STRING         | '3'          |
      | 'true'        | BOOLEAN        | true         |
      | '2020-01-02'  | DATE           | '2020-01-02' |
      | ['1', 2.0]    | LIST<INTEGER>  | [1, 2]       |
      | null          | ZONED DATETIME | null         |

  Scenario: [41] CAST to what nothing can be turned into
    Given an empty graph
    When executing query:
      """
      RETURN CAST(1 AS NODE) AS x
      """
    Then a SyntaxError should be raised at compile time: UnexpectedSyntax
