Feature: RegularExpression - Matching text with `=~`

  Scenario Outline: [1] The whole text must match
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
      | expression         | value |
      | 'Anna' =~ 'A.*a'   | true  |
      | 'Anna' =~ 'nn'     | false |
      | 'Anna' =~ 'Ann'    | false |
      | 'Anna' =~ '.*nn.*' | true  |
      | '' =~ ''           | true  |
      | '' =~ 'a*'         | true  |
      | 'a' =~ ''          | false |

  Scenario Outline: [2] Alternatives are tried against the whole text
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
      | 'cat' =~ 'cat\|dog'     | true  |
      | 'dog' =~ 'cat\|dog'     | true  |
      | 'catfish' =~ 'cat\|dog' | false |
      | 'hotdog' =~ 'cat\|dog'  | false |
      | 'cats' =~ 'cat\|cats'   | true  |

  Scenario Outline: [3] Escapes go through the text literal first
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
      | expression                        | value |
      | 'a.b' =~ 'a\\\\.b'                | true  |
      | 'axb' =~ 'a\\\\.b'                | false |
      | 'tim@example.org' =~ '.*\\\\.org' | true  |
      | '555-1234' =~ '\\\\d{3}-\\\\d{4}' | true  |
      | 'a\\\\b' =~ 'a\\\\\\\\b'          | true  |

  Scenario Outline: [4] Flags
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
      | expression           | value |
      | 'anna' =~ 'ANNA'     | false |
      | 'anna' =~ '(?i)ANNA' | true  |
      | 'a\\nb' =~ 'a.b'     | false |
      | 'a\\nb' =~ '(?s)a.b' | true  |

  Scenario Outline: [5] Letters beyond ASCII
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
      | 'é' =~ '.'              | true  |
      | 'Łódź' =~ '\\\\p{L}+'   | true  |
      | 'Ärger' =~ '(?iu)äRGER' | true  |
      | 'قطر' =~ '.{3}'         | true  |

  Scenario Outline: [6] Null on either side
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
      | expression        | value |
      | null =~ 'a'       | null  |
      | 'a' =~ null       | null  |
      | null =~ null      | null  |
      | NOT (null =~ 'a') | null  |

  Scenario Outline: [7] Precedence
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
      | NOT 'a' =~ 'b'           | true  |
      | 'ab' =~ 'a' + 'b'        | true  |
      | 'a' =~ 'a' AND false     | false |
      | 'a' =~ 'b' OR 'a' =~ 'a' | true  |

  Scenario: [8] Filter nodes by a pattern
    Given an empty graph
    And having executed:
      """
      CREATE (:Person {name: 'Ann'}), (:Person {name: 'Andrew'}), (:Person {name: 'Joan'}), (:Person), (:Person {name: 7})
      """
    When executing query:
      """
      MATCH (n:Person) WHERE n.name =~ 'An.*'
      RETURN n.name AS name
      """
    Then the result should be, in any order:
      | name     |
      | 'Ann'    |
      | 'Andrew' |
    And no side effects

  Scenario: [9] A value that is no text does not match and does not mismatch
    Given an empty graph
    And having executed:
      """
      CREATE ({v: 1})
      """
    When executing query:
      """
      MATCH (n) RETURN n.v =~ '1' AS matches
      """
    Then the result should be, in any order:
      | matches |
      | null    |
    And no side effects

  Scenario: [10] The pattern is a parameter
    Given an empty graph
    And parameters are:
      | pattern | 'x[0-9]' |
    When executing query:
      """
      UNWIND ['x1', 'xy'] AS text RETURN text, text =~ $pattern AS matches
      """
    Then the result should be, in any order:
      | text | matches |
      | 'x1' | true    |
      | 'xy' | false   |
    And no side effects

  Scenario: [11] The pattern differs from row to row
    Given an empty graph
    When executing query:
      """
      UNWIND [['aa', 'a+'], ['ab', 'a+'], ['b', '[^a]']] AS pair
      RETURN pair[0] AS text, pair[0] =~ pair[1] AS matches
      """
    Then the result should be, in any order:
      | text | matches |
      | 'aa' | true    |
      | 'ab' | false   |
      | 'b'  | true    |
    And no side effects

  Scenario: [12] In a list comprehension
    Given an empty graph
    When executing query:
      """
      RETURN [x IN ['a1', 'b', 'c3'] WHERE x =~ '[a-z][0-9]' | left(x, 1)] AS letters
      """
    Then the result should be, in any order:
      | letters    |
      | ['a', 'c'] |
    And no side effects

  Scenario: [13] A pattern that is none
    Given an empty graph
    When executing query:
      """
      UNWIND ['['] AS pattern
      RETURN 'a' =~ pattern AS r
      """
    Then a ArgumentError should be raised at runtime: *
    And no side effects
