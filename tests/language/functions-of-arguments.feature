Feature: What functions take

  Scenario Outline: [1] Refused when compiled
    Given any graph
    When executing query:
      """
      RETURN <call>
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | call                | detail                   |
      | count()             | InvalidNumberOfArguments |
      | count(DISTINCT *)   | UnexpectedSyntax         |
      | exists(1)           | InvalidArgumentType      |
      | exists($p)          | InvalidArgumentType      |
      | trim(FROM 5)        | InvalidArgumentType      |
      | exists(toUpper('')) | InvalidArgumentType      |
      | all(x IN [true])    | UnexpectedSyntax         |

  Scenario: [2] Values
    Given any graph
    When executing query:
      """
      RETURN toBoolean(' true ') AS a, log(2, 8) AS b, isNaN(coth(0)) AS c, '\uD83D\uDE00' AS d, 1 IS :: INTEGER64 AS e, 1 IS :: INT8 AS f, 1.5 IS :: FLOAT64 AS g
      """
    Then the result should be, in any order:
      | a    | b   | c    | d    | e    | f    | g    |
      | true | 3.0 | true | '😀' | true | true | true |
    And no side effects

  Scenario Outline: [3] Only a property or a path exists
    Given any graph
    When executing query:
      """
      MATCH p = (n) WHERE exists(<of>) RETURN n
      """
    Then a SyntaxError should be raised at compile time: InvalidArgumentType

    Examples:
      | of  |
      | n   |
      | (p) |

  Scenario: [4] A property and a path
    Given an empty graph
    And having executed:
      """
      CREATE (:A {x: 1})-[:R]->(:B)
      """
    When executing query:
      """
      MATCH (n) RETURN exists(n.x) AS a, exists((n.x)) AS b, exists(n['x']) AS c, exists((n)-->()) AS d
      """
    Then the result should be, in any order:
      | a     | b     | c     | d     |
      | true  | true  | true  | true  |
      | false | false | false | false |
    And no side effects
