Feature: Schema - Indexes and constraints

  Scenario: [1] Indexes are declared, listed and dropped
    Given an empty graph
    And having executed:
      """
      CREATE INDEX by_name FOR (p:Person) ON (p.name)
      """
    And having executed:
      """
      CREATE RANGE INDEX FOR ()-[r:KNOWS]-() ON (r.since, r.until)
      """
    And having executed:
      """
      CREATE INDEX gone IF NOT EXISTS FOR (p:Person) ON (p.born)
      """
    And having executed:
      """
      DROP INDEX gone
      """
    When executing query:
      """
      SHOW INDEXES
      """
    Then the result should be, in order:
      | name                      | type    | entityType     | labelsOrTypes | properties         |
      | 'by_name'                 | 'RANGE' | 'NODE'         | ['Person']    | ['name']           |
      | 'index_KNOWS_since_until' | 'RANGE' | 'RELATIONSHIP' | ['KNOWS']     | ['since', 'until'] |
    And no side effects

  Scenario: [2] A unique property
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT one_name FOR (p:Person) REQUIRE p.name IS UNIQUE
      """
    And having executed:
      """
      CREATE (:Person {name: 'a'}), (:Person), (:Person), (:Dog {name: 'a'})
      """
    When executing query:
      """
      CREATE (:Person {name: 'b'}), (:Person {name: 'a'})
      """
    Then a ConstraintValidationFailed should be raised at runtime: ConstraintValidationFailed
    When executing control query:
      """
      MATCH (p:Person) RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 3 |

  Scenario: [3] Labels and properties that come later count too, what is merged does not double
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT one_name FOR (p:Person) REQUIRE p.name IS UNIQUE
      """
    And having executed:
      """
      CREATE (:Person {name: 'a'}), (:Dog {name: 'a'})
      """
    And having executed:
      """
      MERGE (:Person {name: 'a'})
      """
    When executing query:
      """
      MATCH (d:Dog) SET d:Person
      """
    Then a ConstraintValidationFailed should be raised at runtime: ConstraintValidationFailed

  Scenario: [4] Two may change places
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT FOR (p:Person) REQUIRE p.n IS UNIQUE
      """
    And having executed:
      """
      CREATE (:Person {n: 1}), (:Person {n: 2})
      """
    When executing query:
      """
      MATCH (p:Person) SET p.n = 3 - p.n RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
    And the side effects should be:
      | +properties | 2 |
      | -properties | 2 |

  Scenario: [5] A property that has to be there
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT FOR (p:Person) REQUIRE p.name IS NOT NULL
      """
    And having executed:
      """
      CREATE (:Person {name: 'a'})
      """
    When executing query:
      """
      MATCH (p:Person) REMOVE p.name
      """
    Then a ConstraintValidationFailed should be raised at runtime: ConstraintValidationFailed

  Scenario: [6] Keys of several properties
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT FOR (p:P) REQUIRE (p.a, p.b) IS NODE KEY
      """
    And having executed:
      """
      CREATE (:P {a: 1, b: 1}), (:P {a: 1, b: 2})
      """
    When executing query:
      """
      CREATE (:P {a: 1, b: 2})
      """
    Then a ConstraintValidationFailed should be raised at runtime: ConstraintValidationFailed

  Scenario: [7] Relationships
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT FOR ()-[r:R]-() REQUIRE r.id IS UNIQUE
      """
    And having executed:
      """
      CREATE ()-[:R {id: 1}]->(), ()-[:S {id: 1}]->(), ()-[:R]->(), ()-[:R]->()
      """
    When executing query:
      """
      CREATE ()-[:R {id: 1}]->()
      """
    Then a ConstraintValidationFailed should be raised at runtime: ConstraintValidationFailed

  Scenario: [8] A constraint the graph does not keep
    Given an empty graph
    And having executed:
      """
      CREATE (:P {n: 1}), (:P {n: 1})
      """
    When executing query:
      """
      CREATE CONSTRAINT FOR (p:P) REQUIRE p.n IS UNIQUE
      """
    Then a ConstraintValidationFailed should be raised at runtime: ConstraintValidationFailed
    When executing control query:
      """
      SHOW CONSTRAINTS
      """
    Then the result should be empty

  Scenario: [9] The same twice
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT c FOR (p:P) REQUIRE p.n IS UNIQUE
      """
    And having executed:
      """
      CREATE CONSTRAINT c IF NOT EXISTS FOR (p:P) REQUIRE p.n IS UNIQUE
      """
    When executing query:
      """
      CREATE CONSTRAINT c FOR (p:P) REQUIRE p.n IS UNIQUE
      """
    Then a SemanticError should be raised at runtime: SchemaRuleAlreadyExists

  Scenario: [10] One that is not there
    Given an empty graph
    And having executed:
      """
      DROP CONSTRAINT c IF EXISTS
      """
    When executing query:
      """
      DROP CONSTRAINT c
      """
    Then a SemanticError should be raised at runtime: SchemaRuleNotFound

  Scenario: [11] Choosing from what is declared
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT a FOR (p:P) REQUIRE p.n IS UNIQUE
      """
    And having executed:
      """
      CREATE CONSTRAINT b FOR ()-[r:R]-() REQUIRE r.n IS NOT NULL
      """
    When executing query:
      """
      SHOW CONSTRAINTS YIELD name, type WHERE name = 'b' RETURN type
      """
    Then the result should be, in any order:
      | type                              |
      | 'RELATIONSHIP_PROPERTY_EXISTENCE' |
    And no side effects

  Scenario: [12] The graph of labels
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:R]->(:B), (:A)-[:R]->(:B), (:A)
      """
    When executing query:
      """
      CALL db.schema.visualization() YIELD nodes, relationships RETURN nodes, relationships
      """
    Then the result should be, in any order:
      | nodes                                            | relationships                                     |
      | [{name: 'A', count: 3}, {name: 'B', count: 2}]   | [{name: 'R', start: 'A', end: 'B', count: 2}]     |
    And no side effects

  Scenario Outline: [13] The type of a property is kept
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT typed FOR (n:N) REQUIRE n.x <requirement>
      """
    And having executed:
      """
      CREATE (:N {x: <fitting>}), (:N), (:Other {x: <other>})
      """
    When executing query:
      """
      <query>
      """
    Then a ConstraintValidationFailed should be raised at runtime: ConstraintValidationFailed
    And no side effects

    Examples:
      | requirement                   | fitting    | other | query                       |
      | IS :: INTEGER                 | 1          | 1.5   | CREATE (:N {x: 1.5})        |
      | IS TYPED STRING               | 'a'        | 1     | MATCH (n:N) SET n.x = 1     |
      | :: BOOLEAN                    | true       | 'a'   | MATCH (o:Other) SET o:N     |
      | IS :: INTEGER \| STRING       | 'a'        | true  | CREATE (:N {x: true})       |
      | IS :: LIST<INTEGER NOT NULL>  | [1, 2]     | [1.5] | CREATE (:N {x: [1.5]})      |

  Scenario: [14] A type the graph does not keep to is not declared
    Given an empty graph
    And having executed:
      """
      CREATE ()-[:R {x: 'a'}]->()
      """
    When executing query:
      """
      CREATE CONSTRAINT FOR ()-[r:R]-() REQUIRE r.x IS :: INTEGER
      """
    Then a ConstraintValidationFailed should be raised at runtime: ConstraintValidationFailed

  Scenario Outline: [15] Types no property has, and types of several
    Given an empty graph
    When executing query:
      """
      CREATE CONSTRAINT FOR (n:N) REQUIRE <requirement>
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | requirement                  | detail              |
      | n.x IS :: MAP                | InvalidArgumentType |
      | n.x IS :: NODE               | InvalidArgumentType |
      | n.x IS :: LIST<INTEGER>      | InvalidArgumentType |
      | n.x IS :: INTEGER NOT NULL   | InvalidArgumentType |
      | (n.x, n.y) IS :: INTEGER     | UnexpectedSyntax    |

  Scenario Outline: [16] Constraints of a kind
    Given an empty graph
    And having executed:
      """
      CREATE CONSTRAINT a FOR (n:N) REQUIRE n.a IS NODE UNIQUE
      """
    And having executed:
      """
      CREATE CONSTRAINT b FOR ()-[r:R]-() REQUIRE (r.a, r.b) IS REL KEY OPTIONS {indexProvider: 'range-1.0'}
      """
    And having executed:
      """
      CREATE CONSTRAINT c FOR (n:N) REQUIRE n.c IS NOT NULL
      """
    And having executed:
      """
      CREATE CONSTRAINT d FOR ()-[r:R]-() REQUIRE r.d IS :: DATE
      """
    When executing query:
      """
      SHOW <kind> YIELD name RETURN collect(name) AS names
      """
    Then the result should be, in any order:
      | names   |
      | <names> |
    And no side effects

    Examples:
      | kind                                        | names                |
      | ALL CONSTRAINTS                             | ['a', 'b', 'c', 'd'] |
      | UNIQUE CONSTRAINTS                          | ['a']                |
      | NODE PROPERTY UNIQUENESS CONSTRAINTS        | ['a']                |
      | RELATIONSHIP UNIQUENESS CONSTRAINTS         | []                   |
      | KEY CONSTRAINTS                             | ['b']                |
      | REL KEY CONSTRAINT                          | ['b']                |
      | NODE KEY CONSTRAINTS                        | []                   |
      | EXIST CONSTRAINTS                           | ['c']                |
      | NODE PROPERTY EXISTENCE CONSTRAINTS         | ['c']                |
      | PROPERTY TYPE CONSTRAINTS                   | ['d']                |
      | RELATIONSHIP PROPERTY TYPE CONSTRAINTS      | ['d']                |
      | NODE PROPERTY TYPE CONSTRAINTS              | []                   |

  Scenario: [17] What is told of indexes and constraints where it is asked for
    Given an empty graph
    And having executed:
      """
      CREATE INDEX i FOR (n:N) ON (n.x) OPTIONS {}
      """
    And having executed:
      """
      CREATE CONSTRAINT c FOR ()-[r:`of it`]-() REQUIRE r.x IS :: LIST<STRING NOT NULL>
      """
    When executing query:
      """
      CALL db.indexes() YIELD name, state, populationPercent, createStatement AS statement
      RETURN name, state, populationPercent AS percent, statement
      UNION ALL
      CALL db.constraints(['RELATIONSHIP_PROPERTY_TYPE']) YIELD name, propertyType, createStatement
      RETURN name, propertyType AS state, null AS percent, createStatement AS statement
      """
    Then the result should be, in order:
      | name | state                   | percent | statement                                                                                  |
      | 'i'  | 'ONLINE'                | 100.0   | 'CREATE INDEX i FOR (n:N) ON (n.x)'                                                        |
      | 'c'  | 'LIST<STRING NOT NULL>' | null    | 'CREATE CONSTRAINT c FOR ()-[n:`of it`]-() REQUIRE (n.x) IS :: LIST<STRING NOT NULL>'      |
    And no side effects

  Scenario Outline: [18] Indexes of a kind
    Given an empty graph
    And having executed:
      """
      CREATE INDEX i FOR (n:N) ON (n.x)
      """
    When executing query:
      """
      SHOW <kind> INDEXES YIELD name RETURN count(*) AS count
      """
    Then the result should be, in any order:
      | count   |
      | <count> |

    Examples:
      | kind     | count |
      | ALL      | 1     |
      | RANGE    | 1     |
      | TEXT     | 0     |
      | FULLTEXT | 0     |

  Scenario: [19] A kind there is not
    Given an empty graph
    When executing query:
      """
      SHOW SOME CONSTRAINTS
      """
    Then a SyntaxError should be raised at compile time: UnexpectedSyntax

  Scenario Outline: [20] Functions and procedures of a kind
    Given an empty graph
    When executing query:
      """
      SHOW <kind> YIELD * WHERE name IN ['all', 'reduce', 'count', 'db.labels'] RETURN collect(name) AS names
      """
    Then the result should be, in any order:
      | names   |
      | <names> |
    And no side effects

    Examples:
      | kind                                            | names                      |
      | FUNCTIONS                                       | ['all', 'count', 'reduce'] |
      | BUILT IN FUNCTIONS EXECUTABLE                   | ['all', 'count', 'reduce'] |
      | USER DEFINED FUNCTIONS                          | []                         |
      | FUNCTIONS EXECUTABLE BY CURRENT USER            | ['all', 'count', 'reduce'] |
      | PROCEDURES EXECUTABLE BY somebody               | ['db.labels']              |

  Scenario: [21] What is told of a function
    Given an empty graph
    When executing query:
      """
      SHOW FUNCTIONS YIELD name, isBuiltIn, aggregating, argumentDescription, returnDescription
      WHERE name IN ['left', 'sum'] RETURN name, isBuiltIn, aggregating, size(argumentDescription) AS arguments, argumentDescription[0].name AS first, returnDescription AS gives
      """
    Then the result should be, in order:
      | name   | isBuiltIn | aggregating | arguments | first      | gives                                |
      | 'left' | true      | false       | 2         | 'original' | 'STRING'                             |
      | 'sum'  | true      | true        | 1         | 'input'    | 'INTEGER \| FLOAT \| DURATION'       |
    And no side effects
