Feature: ListFunction - Functions and operators on lists

  Scenario Outline: [1] Ends
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
      | expression      | value  |
      | head([1, 2, 3]) | 1      |
      | last([1, 2, 3]) | 3      |
      | tail([1, 2, 3]) | [2, 3] |
      | head([])        | null   |
      | last([])        | null   |
      | tail([])        | []     |
      | tail([1])       | []     |
      | head([null, 1]) | null   |
      | head(null)      | null   |
      | last(null)      | null   |
      | tail(null)      | null   |

  Scenario Outline: [2] Size and direction
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
      | expression            | value        |
      | size([1, null])       | 2            |
      | size([])              | 0            |
      | reverse([1, 2, null]) | [null, 2, 1] |
      | reverse([])           | []           |
      | size([[1, 2], [3]])   | 2            |

  Scenario Outline: [3] Ranges
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
      | expression      | value        |
      | range(0, 10, 3) | [0, 3, 6, 9] |
      | range(1, 1)     | [1]          |
      | range(5, 1)     | []           |
      | range(5, 1, -2) | [5, 3, 1]    |
      | range(1, 5, -1) | []           |
      | range(-1, 1)    | [-1, 0, 1]   |

  Scenario: [4] A range without a step
    Given an empty graph
    When executing query:
      """
      RETURN range(1, 2, 0) AS r
      """
    Then a ArgumentError should be raised at runtime: NumberOutOfRange
    And no side effects

  Scenario Outline: [5] Items
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
      | [1, 2, 3][0]        | 1     |
      | [1, 2, 3][-1]       | 3     |
      | [1, 2, 3][3]        | null  |
      | [1, 2, 3][-4]       | null  |
      | [1, 2, 3][null]     | null  |
      | null[0]             | null  |
      | [[1, 2], [3]][0][1] | 2     |

  Scenario Outline: [6] Slices
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
      | expression           | value     |
      | [1, 2, 3, 4][1..3]   | [2, 3]    |
      | [1, 2, 3, 4][..2]    | [1, 2]    |
      | [1, 2, 3, 4][2..]    | [3, 4]    |
      | [1, 2, 3, 4][-2..]   | [3, 4]    |
      | [1, 2, 3, 4][..-1]   | [1, 2, 3] |
      | [1, 2, 3, 4][3..1]   | []        |
      | [1, 2, 3, 4][2..100] | [3, 4]    |
      | [1, 2][0..null]      | null      |
      | [1, 2][null..1]      | null      |
      | [1, 2, 3][1..1]      | []        |

  Scenario Outline: [7] Joining
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
      | expression    | value     |
      | [1] + [2]     | [1, 2]    |
      | [1] \|\| [2]  | [1, 2]    |
      | [1] + 2       | [1, 2]    |
      | 1 + [2]       | [1, 2]    |
      | [] + []       | []        |
      | [1] + null    | null      |
      | [1] \|\| null | null      |
      | [1] + [[2]]   | [1, [2]]  |
      | [1] + [null]  | [1, null] |

  Scenario Outline: [8] Membership
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
      | expression      | value |
      | 2 IN [1, 2]     | true  |
      | 3 IN [1, 2]     | false |
      | 1 IN []         | false |
      | null IN []      | false |
      | null IN [1]     | null  |
      | 1 IN [null]     | null  |
      | 1 IN [1, null]  | true  |
      | 1 IN null       | null  |
      | [1] IN [[1], 2] | true  |
      | [null] IN [[1]] | null  |
      | 1 IN [1.0]      | true  |
      | 1 IN ['1']      | false |

  Scenario Outline: [9] Predicates over the items
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
      | all(x IN [] WHERE x > 0)              | true  |
      | any(x IN [] WHERE x > 0)              | false |
      | none(x IN [] WHERE x > 0)             | true  |
      | single(x IN [] WHERE x > 0)           | false |
      | all(x IN [1, null] WHERE x > 0)       | null  |
      | all(x IN [-1, null] WHERE x > 0)      | false |
      | any(x IN [1, null] WHERE x > 0)       | true  |
      | any(x IN [-1, null] WHERE x > 0)      | null  |
      | none(x IN [1, null] WHERE x > 0)      | false |
      | single(x IN [1, 2, null] WHERE x > 0) | false |
      | single(x IN [1, null] WHERE x > 0)    | null  |
      | all(x IN null WHERE x > 0)            | null  |

  Scenario Outline: [10] Comprehensions
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
      | expression                                | value         |
      | [x IN [1, 2, 3] \| x * x]                 | [1, 4, 9]     |
      | [x IN [1, 2, 3] WHERE x > 1]              | [2, 3]        |
      | [x IN [1, 2, 3] WHERE x > 1 \| -x]        | [-2, -3]      |
      | [x IN null \| x]                          | null          |
      | [x IN [1, null] WHERE x > 0]              | [1]           |
      | [x IN [[1, 2], [3]] \| [y IN x \| y + 1]] | [[2, 3], [4]] |
      | [x IN [1, 2] \| [x IN [5] \| x]]          | [[5], [5]]    |

  Scenario Outline: [11] Keys and entries of maps
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
      | {a: 1}.a             | 1      |
      | {a: 1}.b             | null   |
      | {a: 1}['a']          | 1      |
      | {a: {b: [7]}}.a.b[0] | 7      |
      | keys({a: 1})         | ['a']  |
      | keys({})             | []     |
      | keys(null)           | null   |
      | {a: 1}[null]         | null   |
      | properties({a: 1})   | {a: 1} |

  Scenario: [12] The position is a text
    Given an empty graph
    When executing query:
      """
      UNWIND [0, 'a'] AS at RETURN [1, 2][at] AS item
      """
    Then a TypeError should be raised at runtime: ListElementAccessByNonInteger
    And no side effects

  Scenario: [13] Collecting drops null, keeps order
    Given an empty graph
    When executing query:
      """
      UNWIND [3, null, 1, 3] AS x RETURN collect(x) AS all, collect(DISTINCT x) AS some
      """
    Then the result should be, in any order:
      | all       | some   |
      | [3, 1, 3] | [3, 1] |
    And no side effects

  Scenario: [14] Unwinding empty lists and null gives no rows
    Given an empty graph
    When executing query:
      """
      UNWIND [[1, 2], [], [3]] AS list UNWIND list AS x RETURN x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
      | 2 |
      | 3 |
    And no side effects

  Scenario Outline: [15] What is no list or no position
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then a <kind> should be raised at <phase>: <detail>
    And no side effects

    Examples:
      | expression    | kind          | phase        | detail                      |
      | head(1)       | SyntaxError   | compile time | InvalidArgumentType         |
      | range(1, 2.5) | ArgumentError | any time     | InvalidArgumentType         |
      | size(1)       | SyntaxError   | compile time | InvalidArgumentType         |
      | 1 IN 1        | SyntaxError   | compile time | InvalidArgumentType         |
      | [x IN 1 \| x] | SyntaxError   | compile time | InvalidArgumentType         |
      | {a: 1}[0]     | TypeError     | any time     | MapElementAccessByNonString |
