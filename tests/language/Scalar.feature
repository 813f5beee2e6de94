Feature: Scalar - Emptiness, identities, and other functions of one value

  Scenario Outline: [1] Emptiness
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
      | isEmpty('')        | true  |
      | isEmpty(' ')       | false |
      | isEmpty([])        | true  |
      | isEmpty([null])    | false |
      | isEmpty({})        | true  |
      | isEmpty({a: null}) | false |
      | isEmpty(null)      | null  |

  Scenario Outline: [2] Emptiness of what has no size
    Given an empty graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then a <kind> should be raised at <phase>: <detail>
    And no side effects

    Examples:
      | expression    | kind        | phase        | detail              |
      | isEmpty(1)    | SyntaxError | compile time | InvalidArgumentType |
      | isEmpty(true) | SyntaxError | compile time | InvalidArgumentType |

  Scenario: [3] Emptiness as a predicate
    Given an empty graph
    And having executed:
      """
      CREATE ({v: 1, name: ''}), ({v: 2, name: 'x'}), ({v: 3})
      """
    When executing query:
      """
      MATCH (n) WHERE isEmpty(n.name) RETURN n.v AS v
      """
    Then the result should be, in any order:
      | v |
      | 1 |
    And no side effects

  Scenario: [4] Element ids are texts, each its own
    Given an empty graph
    And having executed:
      """
      CREATE (), (), ()
      """
    When executing query:
      """
      MATCH (n) RETURN count(DISTINCT elementId(n)) AS n, collect(DISTINCT valueType(elementId(n))) AS types
      """
    Then the result should be, in any order:
      | n | types               |
      | 3 | ['STRING NOT NULL'] |
    And no side effects

  Scenario: [5] An element id finds its node again
    Given an empty graph
    And having executed:
      """
      CREATE (:A), (:B)
      """
    When executing query:
      """
      MATCH (a:A)
      WITH elementId(a) AS id
      MATCH (n) WHERE elementId(n) = id
      RETURN n
      """
    Then the result should be, in any order:
      | n    |
      | (:A) |
    And no side effects

  Scenario: [6] An element id finds its relationship again
    Given an empty graph
    And having executed:
      """
      CREATE ()-[:A]->()-[:B]->()
      """
    When executing query:
      """
      MATCH ()-[a:A]->()
      WITH elementId(a) AS id
      MATCH ()-[r]->() WHERE elementId(r) = id
      RETURN r
      """
    Then the result should be, in any order:
      | r    |
      | [:A] |
    And no side effects

  Scenario: [7] The element id of null
    Given an empty graph
    When executing query:
      """
      OPTIONAL MATCH (n) RETURN elementId(n) AS id
      """
    Then the result should be, in any order:
      | id   |
      | null |
    And no side effects

  Scenario: [8] The element id of an integer
    Given an empty graph
    When executing query:
      """
      RETURN elementId(1) AS id
      """
    Then a SyntaxError should be raised at compile time: InvalidArgumentType
    And no side effects

  Scenario: [9] Random identifiers have the form of version 4
    Given an empty graph
    When executing query:
      """
      RETURN randomUUID() =~ '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}' AS fits
      """
    Then the result should be, in any order:
      | fits |
      | true |
    And no side effects

  Scenario: [10] Random identifiers differ from row to row
    Given an empty graph
    When executing query:
      """
      UNWIND range(1, 100) AS x WITH randomUUID() AS id RETURN count(DISTINCT id) AS n
      """
    Then the result should be, in any order:
      | n   |
      | 100 |
    And no side effects

  Scenario: [11] The timestamp is one for the whole statement
    Given an empty graph
    When executing query:
      """
      UNWIND range(1, 100) AS x RETURN count(DISTINCT timestamp()) AS n
      """
    Then the result should be, in any order:
      | n |
      | 1 |
    And no side effects

  Scenario: [12] The timestamp counts milliseconds
    Given an empty graph
    When executing query:
      """
      RETURN timestamp() > 1600000000000 AS late, timestamp() < 4100000000000 AS early, timestamp() = datetime().epochMillis AS same
      """
    Then the result should be, in any order:
      | late | early | same |
      | true | true  | true |
    And no side effects

  Scenario Outline: [13] The first that is not null
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
      | coalesce(null, 1, 2)  | 1     |
      | coalesce(null, null)  | null  |
      | coalesce(false, true) | false |
      | coalesce('', 'x')     | ''    |

  Scenario Outline: [14] Null where two are equal
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
      | expression       | value |
      | nullIf(1, 1)     | null  |
      | nullIf(1, 2)     | 1     |
      | nullIf('a', 'A') | 'a'   |
      | nullIf(1, 1.0)   | null  |
      | nullIf(null, 1)  | null  |
      | nullIf(1, null)  | 1     |

  Scenario Outline: [15] Random numbers
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
      | 0 <= rand() < 1 | true  |
