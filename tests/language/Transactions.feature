Feature: Transactions - Subqueries that run for so many rows at a time

  Scenario Outline: [1] However many rows a transaction takes, each row has its rows
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3, 4, 5] AS x
      CALL (x) { CREATE (n:N {x: x}) RETURN n.x * 10 AS y } IN <transactions>
      RETURN x, y
      """
    Then the result should be, in any order:
      | x | y  |
      | 1 | 10 |
      | 2 | 20 |
      | 3 | 30 |
      | 4 | 40 |
      | 5 | 50 |
    And the side effects should be:
      | +nodes      | 5 |
      | +labels     | 1 |
      | +properties | 5 |

    Examples:
      | transactions                                           |
      | TRANSACTIONS                                           |
      | TRANSACTIONS OF 1 ROW                                  |
      | TRANSACTIONS OF 2 ROWS                                 |
      | TRANSACTIONS OF 1 + 2 ROWS ON ERROR FAIL               |
      | TRANSACTIONS ON ERROR CONTINUE OF 5 ROWS               |
      | CONCURRENT TRANSACTIONS OF 100 ROWS                    |
      | 3 CONCURRENT TRANSACTIONS ON ERROR RETRY THEN FAIL     |
      | TRANSACTIONS ON ERROR RETRY FOR 2.5 SECONDS THEN BREAK |

  Scenario: [2] A subquery that returns nothing is run for what it does
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS x
      CALL { WITH x CREATE (:N {x: x}) } IN TRANSACTIONS OF 2 ROWS
      RETURN x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
      | 2 |
      | 3 |
    And the side effects should be:
      | +nodes      | 3 |
      | +labels     | 1 |
      | +properties | 3 |

  Scenario: [3] Each transaction sees what the ones before it did
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS x
      CALL (x) { MERGE (n:N) ON CREATE SET n.x = 0 SET n.x = n.x + x RETURN n.x AS sum } IN TRANSACTIONS OF 1 ROW
      RETURN x, sum
      """
    Then the result should be, in order:
      | x | sum |
      | 1 | 1   |
      | 2 | 3   |
      | 3 | 6   |
    And the side effects should be:
      | +nodes      | 1 |
      | +labels     | 1 |
      | +properties | 1 |

  Scenario: [4] Where one fails the statement fails, and nothing is left of the others
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 0] AS x
      CALL (x) { CREATE (:N {x: 1 / x}) } IN TRANSACTIONS OF 1 ROW
      """
    Then a ArithmeticError should be raised at runtime: *
    When executing control query:
      """
      MATCH (n) RETURN count(n) AS nodes
      """
    Then the result should be, in any order:
      | nodes |
      | 0     |

  Scenario Outline: [5] Going on after an error
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 0, 2, 4] AS x
      CALL (x) { CREATE (n:N {x: 100 / x}) RETURN n.x AS y } IN TRANSACTIONS OF <rows> ROWS ON ERROR <action>
      RETURN x, y
      """
    Then the result should be, in order:
      | x | y   |
      | 1 | <a> |
      | 0 | <b> |
      | 2 | <c> |
      | 4 | <d> |
    When executing control query:
      """
      MATCH (n) RETURN count(n) AS nodes
      """
    Then the result should be, in any order:
      | nodes   |
      | <nodes> |

    Examples:
      | rows | action              | a    | b    | c    | d    | nodes |
      | 1    | CONTINUE            | 100  | null | 50   | 25   | 3     |
      | 2    | CONTINUE            | null | null | 50   | 25   | 2     |
      | 3    | CONTINUE            | null | null | null | 25   | 1     |
      | 1    | BREAK               | 100  | null | null | null | 1     |
      | 2    | BREAK               | null | null | null | null | 0     |
      | 1    | RETRY               | 100  | null | 50   | 25   | 3     |
      | 1    | RETRY THEN CONTINUE | 100  | null | 50   | 25   | 3     |
      | 1    | RETRY THEN BREAK    | 100  | null | null | null | 1     |

  Scenario: [6] What became of each
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 0, 2] AS x
      CALL (x) { CREATE (n:N {x: 100 / x}) RETURN n.x AS y } IN TRANSACTIONS OF 1 ROW ON ERROR BREAK REPORT STATUS AS s
      RETURN y, s.started AS started, s.committed AS committed, s.transactionId AS id, s.errorMessage IS NULL AS fine
      """
    Then the result should be, in order:
      | y    | started | committed | id   | fine  |
      | 100  | true    | true      | '1'  | true  |
      | null | true    | false     | '2'  | false |
      | null | false   | false     | null | true  |
    And the side effects should be:
      | +nodes      | 1 |
      | +labels     | 1 |
      | +properties | 1 |

  Scenario: [7] Constraints are kept by each transaction
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT one_x FOR (n:N) REQUIRE n.x IS UNIQUE
      """
    When executing query:
      """
      UNWIND [1, 1, 2] AS x
      CALL (x) { CREATE (:N {x: x}) } IN TRANSACTIONS OF 1 ROW ON ERROR CONTINUE REPORT STATUS AS s
      RETURN x, s.committed AS committed
      """
    Then the result should be, in order:
      | x | committed |
      | 1 | true      |
      | 1 | false     |
      | 2 | true      |
    And the side effects should be:
      | +nodes      | 2 |
      | +labels     | 1 |
      | +properties | 2 |

  Scenario: [8] Names a failed transaction brought are gone, and come again
    Given an empty graph
    When executing query:
      """
      UNWIND [0, 1, 0, 2] AS x
      CALL (x) { CREATE (n:New {fresh: x})-[:BRAND_NEW {also: 1}]->(:Newer) SET n.y = 1 / x RETURN n } IN TRANSACTIONS OF 1 ROW ON ERROR CONTINUE
      RETURN x, labels(n) AS labels, n.fresh AS fresh
      """
    Then the result should be, in order:
      | x | labels  | fresh |
      | 0 | null    | null  |
      | 1 | ['New'] | 1     |
      | 0 | null    | null  |
      | 2 | ['New'] | 2     |
    And the side effects should be:
      | +nodes         | 4 |
      | +relationships | 2 |
      | +labels        | 2 |
      | +properties    | 6 |

  Scenario: [9] What is matched before is not what is deleted on the way
    Given an empty graph
    And having executed:
      """
      CREATE (:N)-[:R]->(:N)-[:R]->(:N)
      """
    When executing query:
      """
      MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2 ROWS
      """
    Then the result should be empty
    And the side effects should be:
      | -nodes         | 3 |
      | -relationships | 2 |
      | -labels        | 1 |

  Scenario Outline: [10] What cannot be asked for
    Given an empty graph
    When executing query:
      """
      UNWIND [1] AS x CALL (x) { RETURN x AS y } IN TRANSACTIONS <how> RETURN y
      """
    Then a SyntaxError should be raised at <phase>: <detail>

    Examples:
      | how                                       | phase        | detail                  |
      | OF 0 ROWS                                 | runtime      | NegativeIntegerArgument |
      | OF -1 ROWS                                | compile time | NegativeIntegerArgument |
      | OF x ROWS                                 | compile time | NonConstantExpression   |
      | REPORT STATUS AS s                        | compile time | UnexpectedSyntax        |
      | ON ERROR FAIL REPORT STATUS AS s          | compile time | UnexpectedSyntax        |
      | ON ERROR BREAK REPORT STATUS AS x         | compile time | VariableAlreadyBound    |
      | OF 1 ROW OF 2 ROWS                        | compile time | UnexpectedSyntax        |
      | OF 'a' ROWS                               | compile time | InvalidArgumentType     |

  Scenario: [11] Transactions among the rows of another subquery
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS x
      CALL (x) {
        UNWIND [1, 0, 2] AS y
        CALL (x, y) { CREATE (n:N {x: x, y: x / y}) RETURN n.y AS z } IN TRANSACTIONS OF 1 ROW ON ERROR CONTINUE
        RETURN y, z
      }
      RETURN x, y, z
      """
    Then the result should be, in any order:
      | x | y | z    |
      | 1 | 1 | 1    |
      | 1 | 0 | null |
      | 1 | 2 | 0    |
      | 2 | 1 | 2    |
      | 2 | 0 | null |
      | 2 | 2 | 1    |
    And the side effects should be:
      | +nodes      | 4 |
      | +labels     | 1 |
      | +properties | 8 |
