Feature: LabelExpression - Labels joined by and, or and not

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (:A {n: 'a'}), (:B {n: 'b'}), (:A:B {n: 'ab'}), (:C {n: 'c'}), ({n: 'none'})
      """

  Scenario Outline: [1] In a pattern
    When executing query:
      """
      MATCH (n:<expression>)
      WITH n ORDER BY n.n
      RETURN collect(n.n) AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression | value                 |
      | A          | ['a', 'ab']           |
      | A\|B       | ['a', 'ab', 'b']      |
      | A&B        | ['ab']                |
      | A&!B       | ['a']                 |
      | !A         | ['b', 'c', 'none']    |
      | %          | ['a', 'ab', 'b', 'c'] |
      | !%         | ['none']              |
      | (A\|B)&!C  | ['a', 'ab', 'b']      |
      | !(A\|C)    | ['b', 'none']         |
      | A\|B&C     | ['a', 'ab']           |
      | !!A        | ['a', 'ab']           |
      | !A&!B      | ['c', 'none']         |
      | A:B        | ['ab']                |
      | Nothing\|C | ['c']                 |
      | Nothing    | []                    |
      | A&Nothing  | []                    |

  Scenario Outline: [2] As a predicate
    When executing query:
      """
      MATCH (n) WHERE <expression>
      WITH n ORDER BY n.n
      RETURN collect(n.n) AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression          | value                 |
      | n:A                 | ['a', 'ab']           |
      | n:A\|B              | ['a', 'ab', 'b']      |
      | n:A&B               | ['ab']                |
      | NOT n:A             | ['b', 'c', 'none']    |
      | n:!A                | ['b', 'c', 'none']    |
      | n IS A              | ['a', 'ab']           |
      | n IS NOT A          | ['b', 'c', 'none']    |
      | n IS A\|C           | ['a', 'ab', 'c']      |
      | n:A AND n:B         | ['ab']                |
      | n:%                 | ['a', 'ab', 'b', 'c'] |
      | n:C OR n.n = 'none' | ['c', 'none']         |
      | n:A:B               | ['ab']                |

  Scenario: [3] As a value
    When executing query:
      """
      MATCH (n) RETURN n.n AS n, n:A|C AS x, n:A&B AS y
      """
    Then the result should be, in any order:
      | n      | x     | y     |
      | 'a'    | true  | false |
      | 'b'    | false | false |
      | 'ab'   | true  | true  |
      | 'c'    | true  | false |
      | 'none' | false | false |
    And no side effects

  Scenario: [4] Of null
    When executing query:
      """
      OPTIONAL MATCH (n:Nothing) RETURN n:A AS x, n:!A AS y, n:A|!A AS z
      """
    Then the result should be, in any order:
      | x    | y    | z    |
      | null | null | null |
    And no side effects

  Scenario: [5] With IS in the pattern
    When executing query:
      """
      MATCH (n IS A&!B) RETURN n.n AS n
      """
    Then the result should be, in any order:
      | n   |
      | 'a' |
    And no side effects

  Scenario: [6] With properties and a predicate
    When executing query:
      """
      MATCH (n:A|B {n: 'ab'} WHERE n:A) RETURN n.n AS n
      """
    Then the result should be, in any order:
      | n    |
      | 'ab' |
    And no side effects

  Scenario: [7] Create with an ampersand
    When executing query:
      """
      CREATE (n:X&Y) RETURN n
      """
    Then the result should be, in any order:
      | n      |
      | (:X:Y) |
    And the side effects should be:
      | +nodes  | 1 |
      | +labels | 2 |

  Scenario: [8] Create with a bar
    When executing query:
      """
      CREATE (n:X|Y)
      """
    Then a SyntaxError should be raised at compile time: *
    And no side effects

  Scenario: [9] Create with a not
    When executing query:
      """
      CREATE (n:!X)
      """
    Then a SyntaxError should be raised at compile time: *
    And no side effects

  Scenario: [10] Merge with a bar
    When executing query:
      """
      MERGE (n:X|Y)
      """
    Then a SyntaxError should be raised at compile time: *
    And no side effects
