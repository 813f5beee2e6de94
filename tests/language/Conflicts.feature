Feature: Conflicts - Texts that openCypher and GQL read differently

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (:A {n: 1, label: 'x'})-[:R {n: 5}]->(:B {n: 2})
      """

  Scenario Outline: [1] Two dashes are no comment
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
      | 1--2       | 3     |
      | 1 -- 2     | 3     |
      | 1 - -2     | 3     |

  Scenario: [2] Two dashes between nodes are one relationship
    When executing query:
      """
      MATCH (a:A)--(b) RETURN b.n AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
    And no side effects

  Scenario: [3] An arrow to the left with two dashes is one relationship
    When executing query:
      """
      MATCH (b:B)<--(a) RETURN a.n AS n
      """
    Then the result should be, in any order:
      | n |
      | 1 |
    And no side effects

  Scenario: [4] Arrows in expressions are signs
    When executing query:
      """
      WITH 3 AS a, 5 AS b RETURN (a)-(b) AS x, (a)<-(b) AS y, a<-b AS z
      """
    Then the result should be, in any order:
      | x  | y     | z     |
      | -2 | false | false |
    And no side effects

  Scenario: [5] Arrows with two dashes in expressions are patterns
    When executing query:
      """
      MATCH (a:A), (b:B) WHERE (a)-->(b) AND NOT (b)-->(a) RETURN a.n AS n
      """
    Then the result should be, in any order:
      | n |
      | 1 |
    And no side effects

  Scenario: [6] A bar behind WHERE in a list begins the values
    When executing query:
      """
      MATCH (n) WITH n ORDER BY n.n WITH collect(n) AS ns RETURN [x IN ns WHERE x:A | x.n] AS l
      """
    Then the result should be, in any order:
      | l   |
      | [1] |
    And no side effects

  Scenario: [7] A label with a bar in a list stands in brackets
    When executing query:
      """
      MATCH (n) WITH n ORDER BY n.n WITH collect(n) AS ns RETURN [x IN ns WHERE (x:A|B) | x.n] AS l
      """
    Then the result should be, in any order:
      | l      |
      | [1, 2] |
    And no side effects

  Scenario: [8] A bar in a fold begins the step
    When executing query:
      """
      MATCH (n) WITH collect(n) AS ns RETURN reduce(t = 0, x IN ns | t + x.n) AS t
      """
    Then the result should be, in any order:
      | t |
      | 3 |
    And no side effects

  Scenario: [9] Names of constructors are variables
    When executing query:
      """
      MATCH p = (:A)-->() WITH [1, 2] AS list, [3] AS array, nodes(p) AS path RETURN list[1] AS a, array[0] AS b, path[0].n AS c
      """
    Then the result should be, in any order:
      | a | b | c |
      | 2 | 3 | 1 |
    And no side effects

  Scenario: [10] Names of constructors begin map projections
    When executing query:
      """
      WITH {a: 1} AS record, {b: 2} AS value RETURN record {.a, c: 3} AS r, value {.*} AS v
      """
    Then the result should be, in any order:
      | r            | v      |
      | {a: 1, c: 3} | {b: 2} |
    And no side effects

  Scenario: [11] IN in a definition is the operator
    When executing query:
      """
      LET x = 1 IN [1, 2] RETURN x
      """
    Then the result should be, in any order:
      | x    |
      | true |
    And no side effects

  Scenario: [12] Names of literals and of clocks are variables
    When executing query:
      """
      WITH 1 AS unknown, 2 AS current_date, 3 AS session_user RETURN unknown + current_date + session_user AS sum
      """
    Then the result should be, in any order:
      | sum |
      | 6   |
    And no side effects

  Scenario: [13] WITH behind a loop counts only before a name
    When executing query:
      """
      WITH 7 AS offset FOR x IN [1, 2] WITH offset AS o, x RETURN o, x
      """
    Then the result should be, in any order:
      | o | x |
      | 7 | 1 |
      | 7 | 2 |
    And no side effects

  Scenario: [14] ALL with a variable and IN is the predicate
    When executing query:
      """
      RETURN ALL (x IN [1, 2] WHERE x > 0) AS all
      """
    Then the result should be, in any order:
      | all  |
      | true |
    And no side effects

  Scenario: [15] Two points behind a number are a slice
    When executing query:
      """
      RETURN [1, 2, 3][0..2] AS a, [1, 2, 3][1..] AS b
      """
    Then the result should be, in any order:
      | a      | b      |
      | [1, 2] | [2, 3] |
    And no side effects

  Scenario: [16] The sum of nothing is zero
    When executing query:
      """
      MATCH (n:Nothing) RETURN sum(n.v) AS s, avg(n.v) AS a, collect(n) AS l
      """
    Then the result should be, in any order:
      | s | a    | l  |
      | 0 | null | [] |
    And no side effects

  Scenario: [17] Months between dates are months
    When executing query:
      """
      RETURN duration.between(date('2024-01-01'), date('2024-02-02')) AS d
      """
    Then the result should be, in any order:
      | d       |
      | 'P1M1D' |
    And no side effects

  Scenario: [18] Trimming takes every blank away
    When executing query:
      """
      RETURN trim('\t a \n') AS t
      """
    Then the result should be, in any order:
      | t   |
      | 'a' |
    And no side effects

  Scenario: [19] Relationships of one search are different
    When executing query:
      """
      MATCH (a)-[r]-(b), (c)-[s]-(d) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 0 |
    And no side effects

  Scenario: [20] The logarithm of one argument is natural
    When executing query:
      """
      RETURN log(e()) AS l
      """
    Then the result should be, in any order:
      | l   |
      | 1.0 |
    And no side effects
