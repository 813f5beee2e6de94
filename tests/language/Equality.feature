Feature: Equality - Equality with null, equivalence for groups, and one order for all values

  Scenario Outline: [1] Equality with null
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
      | null = null                       | null  |
      | null <> null                      | null  |
      | 1 = null                          | null  |
      | [null] = [null]                   | null  |
      | [1, null] = [1, 2]                | null  |
      | [1, null] = [2, null]             | false |
      | [1] = [1, null]                   | false |
      | {a: null} = {a: null}             | null  |
      | {a: 1} = {b: 1}                   | false |
      | {a: null} = {}                    | false |
      | {a: 1, b: null} = {a: 2, b: null} | false |
      | null IS NULL                      | true  |
      | [null] IS NULL                    | false |
      | [] = []                           | true  |

  Scenario Outline: [2] Equality of different types
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
      | 1 = '1'             | false |
      | true = 1            | false |
      | [1] = '[1]'         | false |
      | 1 = [1]             | false |
      | {} = []             | false |
      | 1 <> '1'            | true  |
      | [1, 2] = [1.0, 2.0] | true  |
      | {a: 1} = {a: 1.0}   | true  |
      | 'a' = 'A'           | false |

  Scenario Outline: [3] Comparison
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
      | 1 < 'a'            | null  |
      | true > false       | true  |
      | [1, 2] < [1, 3]    | true  |
      | [1] < [1, 0]       | true  |
      | [] < [0]           | true  |
      | [1, null] < [2, 0] | true  |
      | [1, null] < [1, 0] | null  |
      | 1 < null           | null  |
      | 1 < 1.5            | true  |
      | 'a' <= 'a'         | true  |
      | {a: 1} < {a: 2}    | null  |
      | 1 < true           | null  |

  Scenario Outline: [4] Chains
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
      | 1 < 2 < 3    | true  |
      | 1 < 3 < 2    | false |
      | 3 > 2 < 4    | true  |
      | 1 = 1 = 1    | true  |
      | 1 < 2 = 2    | true  |
      | 1 < null < 0 | null  |
      | 2 < 1 < null | false |

  Scenario Outline: [5] Logic of three values
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
      | expression            | value |
      | true AND null         | null  |
      | false AND null        | false |
      | true OR null          | true  |
      | false OR null         | null  |
      | true XOR null         | null  |
      | NOT null              | null  |
      | null AND null         | null  |
      | true OR true XOR true | true  |
      | NOT true OR true      | true  |
      | NOT (true OR true)    | false |

  Scenario Outline: [6] CASE compares by equality
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
      | expression                                     | value  |
      | CASE null WHEN null THEN 'hit' ELSE 'miss' END | 'miss' |
      | CASE 1 WHEN 1.0 THEN 'hit' ELSE 'miss' END     | 'hit'  |
      | CASE WHEN null THEN 'hit' ELSE 'miss' END      | 'miss' |
      | CASE 3 WHEN 1 THEN 'a' END                     | null   |
      | CASE 3 WHEN 1, 3 THEN 'hit' END                | 'hit'  |

  Scenario: [7] Nulls are one group
    Given an empty graph
    When executing query:
      """
      UNWIND [null, 1, null] AS x RETURN x, count(*) AS n
      """
    Then the result should be, in any order:
      | x    | n |
      | null | 2 |
      | 1    | 1 |
    And no side effects

  Scenario: [8] Nulls are one distinct value
    Given an empty graph
    When executing query:
      """
      UNWIND [null, null] AS x RETURN DISTINCT x
      """
    Then the result should be, in any order:
      | x    |
      | null |
    And no side effects

  Scenario: [9] Nulls are not counted
    Given an empty graph
    When executing query:
      """
      UNWIND [null, 1, 1] AS x RETURN count(x) AS a, count(DISTINCT x) AS b, count(*) AS c
      """
    Then the result should be, in any order:
      | a | b | c |
      | 2 | 1 | 3 |
    And no side effects

  Scenario: [10] Lists with null are one group
    Given an empty graph
    When executing query:
      """
      UNWIND [[1, null], [1, null], [1]] AS x RETURN x, count(*) AS n
      """
    Then the result should be, in any order:
      | x         | n |
      | [1, null] | 2 |
      | [1]       | 1 |
    And no side effects

  Scenario: [11] Union removes nulls that are there twice
    Given an empty graph
    When executing query:
      """
      RETURN null AS x UNION RETURN null AS x
      """
    Then the result should be, in any order:
      | x    |
      | null |
    And no side effects

  Scenario: [12] Nothing joins on null
    Given an empty graph
    And having executed:
      """
      CREATE (:A {k: 1}), (:A), (:B {k: 1}), (:B)
      """
    When executing query:
      """
      MATCH (a:A), (b:B) WHERE a.k = b.k RETURN a.k AS k
      """
    Then the result should be, in any order:
      | k |
      | 1 |
    And no side effects

  Scenario: [13] Values of all types in order
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 'a', true, null, [1], {a: 1}, 0.5] AS x RETURN x ORDER BY x
      """
    Then the result should be, in order:
      | x      |
      | {a: 1} |
      | [1]    |
      | 'a'    |
      | true   |
      | 0.5    |
      | 1      |
      | null   |
    And no side effects

  Scenario: [14] Lists in order
    Given an empty graph
    When executing query:
      """
      UNWIND [[2], [1, 2], [], [1], [null], [1, null]] AS x RETURN x ORDER BY x
      """
    Then the result should be, in order:
      | x         |
      | []        |
      | [1]       |
      | [1, 2]    |
      | [1, null] |
      | [2]       |
      | [null]    |
    And no side effects

  Scenario: [15] Nulls by demand
    Given an empty graph
    When executing query:
      """
      UNWIND [2, null, 1] AS x RETURN x ORDER BY x NULLS FIRST
      """
    Then the result should be, in order:
      | x    |
      | null |
      | 1    |
      | 2    |
    And no side effects

  Scenario: [16] Nulls by demand in descending order
    Given an empty graph
    When executing query:
      """
      UNWIND [2, null, 1] AS x RETURN x ORDER BY x DESC NULLS LAST
      """
    Then the result should be, in order:
      | x    |
      | 2    |
      | 1    |
      | null |
    And no side effects

  Scenario: [17] Entities are equal to themselves only
    Given an empty graph
    And having executed:
      """
      CREATE (:A {x: 1}), (:A {x: 1})
      """
    When executing query:
      """
      MATCH (a), (b) RETURN a = b AS same, count(*) AS n
      """
    Then the result should be, in any order:
      | same  | n |
      | true  | 2 |
      | false | 2 |
    And no side effects
