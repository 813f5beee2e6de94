Feature: StringFunction - Functions and operators on text

  Scenario Outline: [1] Parts
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
      | left('hello', 3)         | 'hel' |
      | left('hi', 5)            | 'hi'  |
      | left('hi', 0)            | ''    |
      | left(null, 1)            | null  |
      | right('hello', 3)        | 'llo' |
      | right('hi', 5)           | 'hi'  |
      | right('hi', 0)           | ''    |
      | right(null, 1)           | null  |
      | substring('hello', 1, 3) | 'ell' |
      | substring('hello', 2)    | 'llo' |
      | substring('hello', 3, 9) | 'lo'  |
      | substring('hello', 9)    | ''    |
      | substring('hello', 0, 0) | ''    |
      | substring(null, 0)       | null  |

  Scenario Outline: [2] Parts that are none
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then a <kind> should be raised at <phase>: <detail>
    And no side effects

    Examples:
      | expression                | kind          | phase    | detail |
      | left('hello', -1)         | ArgumentError | any time | *      |
      | right('hello', -1)        | ArgumentError | any time | *      |
      | substring('hello', -1)    | ArgumentError | any time | *      |
      | substring('hello', 1, -1) | ArgumentError | any time | *      |

  Scenario Outline: [3] Replacing
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
      | expression                 | value   |
      | replace('hello', 'l', 'w') | 'hewwo' |
      | replace('hello', 'x', 'w') | 'hello' |
      | replace('aaa', 'aa', 'b')  | 'ba'    |
      | replace('hello', 'l', '')  | 'heo'   |
      | replace(null, 'a', 'b')    | null    |
      | replace('a', null, 'b')    | null    |
      | replace('a', 'a', null)    | null    |
      | replace('a.b', '.', '-')   | 'a-b'   |

  Scenario Outline: [4] Splitting
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
      | expression                 | value           |
      | split('a,b,c', ',')        | ['a', 'b', 'c'] |
      | split('a,,b', ',')         | ['a', '', 'b']  |
      | split('a,', ',')           | ['a', '']       |
      | split('', ',')             | ['']            |
      | split('abc', '')           | ['a', 'b', 'c'] |
      | split('a,b;c', [',', ';']) | ['a', 'b', 'c'] |
      | split('a--b', '--')        | ['a', 'b']      |
      | split(null, ',')           | null            |
      | split('a', null)           | null            |

  Scenario Outline: [5] Trimming
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
      | expression          | value |
      | trim('  a b  ')     | 'a b' |
      | ltrim('  a ')       | 'a '  |
      | rtrim('  a ')       | '  a' |
      | btrim('  a  ')      | 'a'   |
      | trim('\\t\\na\\n')  | 'a'   |
      | btrim('xxaxx', 'x') | 'a'   |
      | ltrim('xyxa', 'xy') | 'a'   |
      | rtrim('axyx', 'xy') | 'a'   |
      | trim(null)          | null  |

  Scenario Outline: [6] Case
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
      | expression        | value     |
      | toUpper('aBc')    | 'ABC'     |
      | toLower('aBc')    | 'abc'     |
      | upper('é')        | 'É'       |
      | lower('ÀÉ')       | 'àé'      |
      | toUpper('straße') | 'STRASSE' |
      | toUpper(null)     | null      |

  Scenario Outline: [7] Size and direction
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
      | expression              | value |
      | size('')                | 0     |
      | size('abc')             | 3     |
      | size('né')              | 2     |
      | char_length('abc')      | 3     |
      | character_length('abc') | 3     |
      | size(null)              | null  |
      | reverse('abc')          | 'cba' |
      | reverse('')             | ''    |
      | reverse(null)           | null  |

  Scenario Outline: [8] Joining
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
      | expression            | value  |
      | 'a' + 'b'             | 'ab'   |
      | 'a' \|\| 'b' \|\| 'c' | 'abc'  |
      | 'a' + 1               | 'a1'   |
      | 1 + 'a'               | '1a'   |
      | 'a' + 1.5             | 'a1.5' |
      | 'a' + null            | null   |
      | 'a' \|\| null         | null   |
      | '1' + 1 + 1           | '111'  |
      | 1 + 1 + '1'           | '21'   |

  Scenario Outline: [9] Containing
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
      | expression             | value |
      | 'abc' CONTAINS 'b'     | true  |
      | 'abc' CONTAINS ''      | true  |
      | '' CONTAINS ''         | true  |
      | 'abc' CONTAINS 'B'     | false |
      | 'abc' STARTS WITH 'ab' | true  |
      | 'abc' ENDS WITH 'bc'   | true  |
      | 'abc' STARTS WITH null | null  |
      | null ENDS WITH 'a'     | null  |
      | 'abc' CONTAINS 1       | null  |
      | NOT 'abc' CONTAINS 'x' | true  |

  Scenario Outline: [10] Escapes and quotes in literals
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
      | expression          | value |
      | 'it\\'s' = "it's"   | true  |
      | '\\u0041'           | 'A'   |
      | size('\\\\')        | 1     |
      | size('\\n')         | 1     |
      | '\\U0001F600' = '😀' | true  |
      | size("")            | 0     |

  Scenario Outline: [11] Normal forms
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
      | expression                       | value |
      | normalize('\\u212B') = '\\u00C5' | true  |
      | '\\u212B' = '\\u00C5'            | false |
      | normalize('e\\u0301') = 'é'      | true  |
      | normalize(null)                  | null  |

  Scenario Outline: [12] Order of text
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
      | 'a' < 'b'  | true  |
      | 'B' < 'a'  | true  |
      | 'a' < 'aa' | true  |
      | '' < 'a'   | true  |
      | '10' < '9' | true  |
      | 'a' < 1    | null  |

  Scenario Outline: [13] What is no text
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then a <kind> should be raised at <phase>: <detail>
    And no side effects

    Examples:
      | expression           | kind        | phase        | detail                   |
      | toUpper(1)           | SyntaxError | compile time | InvalidArgumentType      |
      | split(1, ',')        | SyntaxError | compile time | InvalidArgumentType      |
      | replace('a', 1, 'b') | SyntaxError | compile time | InvalidArgumentType      |
      | trim([])             | SyntaxError | compile time | InvalidArgumentType      |
      | left('abc')          | SyntaxError | compile time | InvalidNumberOfArguments |
      | toUpper('a', 'b')    | SyntaxError | compile time | InvalidNumberOfArguments |
