Feature: TypePredicate - Asking for the type of a value

  Scenario Outline: [1] Values of simple types
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
      | expression                                             | value |
      | 1 IS :: INTEGER                                        | true  |
      | 1.0 IS :: INTEGER                                      | false |
      | 1.0 IS :: FLOAT                                        | true  |
      | 'a' IS :: STRING                                       | true  |
      | true IS :: BOOLEAN                                     | true  |
      | 'true' IS :: BOOLEAN                                   | false |
      | date('2024-01-01') IS :: DATE                          | true  |
      | localtime('12:00') IS :: LOCAL TIME                    | true  |
      | time('12:00Z') IS :: ZONED TIME                        | true  |
      | localdatetime('2024-01-01T12:00') IS :: LOCAL DATETIME | true  |
      | datetime('2024-01-01T12:00Z') IS :: ZONED DATETIME     | true  |
      | datetime('2024-01-01T12:00Z') IS :: LOCAL DATETIME     | false |
      | duration('P1D') IS :: DURATION                         | true  |
      | point({x: 1, y: 2}) IS :: POINT                        | true  |
      | {a: 1} IS :: MAP                                       | true  |
      | [1] IS :: MAP                                          | false |

  Scenario Outline: [2] Null is of every type that does not exclude it
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
      | expression                      | value |
      | null IS :: INTEGER              | true  |
      | null IS :: STRING NOT NULL      | false |
      | 1 IS :: INTEGER NOT NULL        | true  |
      | null IS :: NULL                 | true  |
      | 1 IS :: NULL                    | false |
      | null IS :: LIST<INTEGER>        | true  |
      | null IS NOT :: INTEGER          | false |
      | null IS NOT :: INTEGER NOT NULL | true  |

  Scenario Outline: [3] Lists
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
      | expression                             | value |
      | [1, 2] IS :: LIST<INTEGER>             | true  |
      | [1, 'a'] IS :: LIST<INTEGER>           | false |
      | [1, 'a'] IS :: LIST<INTEGER \| STRING> | true  |
      | [1, null] IS :: LIST<INTEGER>          | true  |
      | [1, null] IS :: LIST<INTEGER NOT NULL> | false |
      | [] IS :: LIST<INTEGER>                 | true  |
      | [] IS :: LIST<NOTHING>                 | true  |
      | [[1], [2]] IS :: LIST<LIST<INTEGER>>   | true  |
      | [1] IS :: LIST<ANY>                    | true  |
      | 1 IS :: LIST<ANY>                      | false |

  Scenario Outline: [4] Unions and the widest and narrowest types
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
      | expression                      | value |
      | 1 IS :: INTEGER \| FLOAT        | true  |
      | 1.5 IS :: INTEGER \| FLOAT      | true  |
      | '1' IS :: INTEGER \| FLOAT      | false |
      | 1 IS :: ANY                     | true  |
      | null IS :: ANY                  | true  |
      | null IS :: ANY NOT NULL         | false |
      | 1 IS :: NOTHING                 | false |
      | null IS :: NOTHING              | false |
      | 1 IS :: PROPERTY VALUE          | true  |
      | {a: 1} IS :: PROPERTY VALUE     | false |
      | ['a', 'b'] IS :: PROPERTY VALUE | true  |

  Scenario Outline: [5] Other spellings
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
      | expression                                                   | value |
      | 1 IS NOT :: INTEGER                                          | false |
      | 1 IS TYPED INTEGER                                           | true  |
      | 1 IS NOT TYPED STRING                                        | true  |
      | 1 :: INTEGER                                                 | true  |
      | 1 IS :: INT                                                  | true  |
      | 1 IS :: SIGNED INTEGER                                       | true  |
      | true IS :: BOOL                                              | true  |
      | 'a' IS :: VARCHAR                                            | true  |
      | datetime('2024-01-01T12:00Z') IS :: TIMESTAMP WITH TIME ZONE | true  |
      | localtime('12:00') IS :: TIME WITHOUT TIME ZONE              | true  |
      | 1 is :: integer                                              | true  |

  Scenario Outline: [6] Names of types
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
      | expression                                   | value                                                |
      | valueType(1)                                 | 'INTEGER NOT NULL'                                   |
      | valueType(1.0)                               | 'FLOAT NOT NULL'                                     |
      | valueType('a')                               | 'STRING NOT NULL'                                    |
      | valueType(true)                              | 'BOOLEAN NOT NULL'                                   |
      | valueType(null)                              | 'NULL'                                               |
      | valueType(date('2024-01-01'))                | 'DATE NOT NULL'                                      |
      | valueType(time('12:00Z'))                    | 'ZONED TIME NOT NULL'                                |
      | valueType(localdatetime('2024-01-01T12:00')) | 'LOCAL DATETIME NOT NULL'                            |
      | valueType(duration('P1D'))                   | 'DURATION NOT NULL'                                  |
      | valueType(point({x: 1, y: 2}))               | 'POINT NOT NULL'                                     |
      | valueType({a: 1})                            | 'MAP NOT NULL'                                       |
      | valueType([])                                | 'LIST<NOTHING> NOT NULL'                             |
      | valueType([1, 2])                            | 'LIST<INTEGER NOT NULL> NOT NULL'                    |
      | valueType([1, null])                         | 'LIST<INTEGER> NOT NULL'                             |
      | valueType([null])                            | 'LIST<NULL> NOT NULL'                                |
      | valueType([1, 'a'])                          | 'LIST<STRING NOT NULL \| INTEGER NOT NULL> NOT NULL' |
      | valueType([[1]])                             | 'LIST<LIST<INTEGER NOT NULL> NOT NULL> NOT NULL'     |

  Scenario: [7] Entities
    Given an empty graph
    And having executed:
      """
      CREATE ()-[:T]->()
      """
    When executing query:
      """
      MATCH p = (n)-[r]->()
      RETURN n IS :: NODE AS a, n IS :: RELATIONSHIP AS b, r IS :: RELATIONSHIP AS c, p IS :: PATH AS d, n IS :: VERTEX AS e, r IS :: EDGE AS f
      """
    Then the result should be, in any order:
      | a    | b     | c    | d    | e    | f    |
      | true | false | true | true | true | true |
    And no side effects

  Scenario: [8] Names of the types of entities
    Given an empty graph
    And having executed:
      """
      CREATE ()-[:T]->()
      """
    When executing query:
      """
      MATCH p = (n)-[r]->() RETURN valueType(n) AS n, valueType(r) AS r, valueType(p) AS p, valueType([n, n]) AS l
      """
    Then the result should be, in any order:
      | n               | r                       | p               | l                              |
      | 'NODE NOT NULL' | 'RELATIONSHIP NOT NULL' | 'PATH NOT NULL' | 'LIST<NODE NOT NULL> NOT NULL' |
    And no side effects

  Scenario: [9] As a predicate on properties
    Given an empty graph
    And having executed:
      """
      CREATE ({v: 1}), ({v: 2}), ({v: 2.5}), ({v: 'x'}), ()
      """
    When executing query:
      """
      MATCH (n) WHERE n.v IS :: INTEGER NOT NULL RETURN n.v AS v
      """
    Then the result should be, in any order:
      | v |
      | 1 |
      | 2 |
    And no side effects

  Scenario: [10] Values grouped by type
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 'a', null, 1.5] AS x RETURN valueType(x) AS type, count(*) AS n
      """
    Then the result should be, in any order:
      | type               | n |
      | 'INTEGER NOT NULL' | 2 |
      | 'STRING NOT NULL'  | 1 |
      | 'NULL'             | 1 |
      | 'FLOAT NOT NULL'   | 1 |
    And no side effects
